//! Text of a page that must not be parsed: everything between tags, with block elements as line breaks.

/// Strips tags, scripts, styles and comments. Linear; understands the commonest entities only.
pub(crate) fn tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 4);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_decoded(&rest[..at], &mut text);
        rest = skip_tag(&rest[at..], &mut text);
    }
    push_decoded(rest, &mut text);
    text
}

/// Skips the tag or comment at the start of `rest`, with a line break for block elements.
fn skip_tag<'h>(rest: &'h str, text: &mut String) -> &'h str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |end| &comment[end + 3..]);
    }
    let inside = rest[1..].trim_start_matches('/');
    let name: String = inside.chars().take(12).take_while(char::is_ascii_alphanumeric).collect();
    if name.is_empty() && !rest[1..].starts_with(['/', '!', '?']) {
        text.push('<');
        return &rest[1..];
    }
    let after = rest.find('>').map_or("", |end| &rest[end + 1..]);
    let name = name.to_ascii_lowercase();
    if matches!(name.as_str(), "script" | "style") && !rest.starts_with("</") {
        let end = format!("</{name}");
        return after.find(&end).map_or(after, |at| &after[at..]);
    }
    if !is_inline(&name) && !text.ends_with('\n') {
        text.push('\n');
    }
    after
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "cite"
            | "code"
            | "em"
            | "font"
            | "i"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
    )
}

const ENTITIES: [(&str, &str); 14] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&rsquo;", "’"),
    ("&lsquo;", "‘"),
    ("&rdquo;", "”"),
    ("&ldquo;", "“"),
    ("&mdash;", "—"),
    ("&ndash;", "–"),
    ("&hellip;", "…"),
];

fn push_decoded(raw: &str, text: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, sign)) => {
                text.push_str(sign);
                rest = &rest[entity.len()..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_scripts_vanish() {
        let html = "<p>One <b>two</b> &amp; 1 < 2</p><script>x<y</script><!-- no <p> --><div>Three";
        let lines: Vec<String> = tags(html).lines().map(str::to_owned).filter(|l| !l.is_empty()).collect();
        assert_eq!(lines, ["One two & 1 < 2", "Three"]);
    }
}
