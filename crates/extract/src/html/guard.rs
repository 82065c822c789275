//! May this page be given to the parser? A quick scan for what would make it slow or deep.
//!
//! A tree builder compares each attribute with all before it, and code that walks the tree goes as deep as the tree: a
//! page made to be slow costs quadratic time or the stack. The scan is linear and knows no more of HTML than tags.

/// Largest page that is parsed; the largest of the news benchmarks has 3 MB.
const MAX_BYTES: usize = 24 << 20;
/// Most tags; ordinary news pages have some thousands.
const MAX_TAGS: usize = 120_000;
/// Deepest nesting; browsers stop at 512.
const MAX_DEPTH: usize = 400;
/// Most attributes in one tag.
const MAX_ATTRIBUTES: usize = 400;

/// Elements that end by themselves, so that a missing end tag does not nest.
const UNNESTED: [&str; 28] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "html", "head", "body", "path",
];

/// Says which limit a page is beyond.
pub(crate) fn check(html: &str) -> Result<(), String> {
    if html.len() > MAX_BYTES {
        return Err(format!("the HTML has more than {} MB", MAX_BYTES >> 20));
    }
    let (mut tags, mut depth, mut at) = (0usize, 0usize, 0usize);
    let mut foreign = 0usize; // open elements of SVG and MathML, in which a style or title holds elements
    while let Some(offset) = html[at..].find('<') {
        at += offset + 1;
        let Some(tag) = Tag::read(&html[at..]) else { continue };
        tags += 1;
        at += tag.length;
        if tag.attributes > MAX_ATTRIBUTES {
            return Err(format!("an HTML tag has more than {MAX_ATTRIBUTES} attributes"));
        }
        depth = if tag.closes { depth.saturating_sub(usize::from(tag.nests)) } else { depth + usize::from(tag.nests) };
        if depth > MAX_DEPTH {
            return Err(format!("the HTML is nested more than {MAX_DEPTH} deep"));
        }
        if tags > MAX_TAGS {
            return Err(format!("the HTML has more than {MAX_TAGS} tags"));
        }
        if matches!(tag.name.as_str(), "svg" | "math") {
            foreign = if tag.closes { foreign.saturating_sub(1) } else { foreign + usize::from(tag.nests) };
        }
        if foreign == 0 {
            at += skip_raw(&html[at..], &tag);
        }
    }
    Ok(())
}

struct Tag {
    name: String,
    length: usize,
    attributes: usize,
    closes: bool,
    nests: bool,
}

impl Tag {
    /// Reads the tag whose `<` stands in front of `rest`; `None` for comments and a bare `<`.
    fn read(rest: &str) -> Option<Self> {
        let closes = rest.starts_with('/');
        let from = usize::from(closes);
        let name: String =
            rest[from..].chars().take(24).take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        if name.is_empty() {
            return None;
        }
        let (length, attributes, ends_itself) = scan_attributes(rest.as_bytes());
        let nests = !ends_itself && !UNNESTED.contains(&name.as_str());
        Some(Self { name, length, attributes, closes, nests })
    }
}

/// Bytes up to and with the `>`, how many attributes, and whether it ends in `/>`.
fn scan_attributes(bytes: &[u8]) -> (usize, usize, bool) {
    let (mut quote, mut attributes, mut was_blank) = (0u8, 0usize, false);
    for (i, &byte) in bytes.iter().enumerate() {
        if quote != 0 {
            if byte == quote {
                quote = 0;
                was_blank = true;
            }
            continue;
        }
        match byte {
            b'>' => return (i + 1, attributes, i > 0 && bytes[i - 1] == b'/'),
            b'"' | b'\'' if i > 0 && matches!(bytes[i - 1], b'=' | b' ') => quote = byte,
            b'/' | b'\t'..=b'\r' | b' ' => was_blank = true,
            _ => {
                attributes += usize::from(was_blank);
                was_blank = false;
            }
        }
    }
    (bytes.len(), attributes, false)
}

/// How far to skip when the tag opens text that holds no tags; such text without an end goes on to the page's end.
fn skip_raw(rest: &str, tag: &Tag) -> usize {
    if tag.closes || !matches!(tag.name.as_str(), "script" | "style" | "textarea" | "title") {
        return 0;
    }
    let end = format!("</{}", tag.name);
    find_ignore_case(rest, &end).unwrap_or(rest.len())
}

fn find_ignore_case(text: &str, wanted: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = text[at..].find("</") {
        let start = at + offset;
        let end = (start + wanted.len()).min(bytes.len());
        if bytes[start..end].eq_ignore_ascii_case(wanted.as_bytes()) {
            return Some(start);
        }
        at = start + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        let page = format!("<html><body>{}</body></html>", "<div><p>One<p>Two<br/><img src='a'></div>".repeat(2000));
        assert_eq!(check(&page), Ok(()));
        assert_eq!(check(&"<script>".repeat(100_000)), Ok(())); // one script, up to the end
        assert_eq!(check("1 < 2 <!-- <div <div --> <script>if (a<b) '<div>'</script>"), Ok(()));
    }

    #[test]
    fn pages_made_to_be_slow_are_refused_with_the_reason() {
        let reason = |html: &str| check(html).unwrap_err();
        assert!(reason(&"<div>".repeat(5000)).contains("nested"));
        assert!(reason(&"<b>".repeat(5000)).contains("nested"));
        let attributes: String = (0..5000).map(|i| format!(" a{i}=1")).collect();
        assert!(reason(&format!("<p{attributes}>")).contains("attributes"));
        assert!(reason(&"<p>".repeat(200_000)).contains("tags"));
        assert!(reason(&format!("<svg><style>{}", "<g>".repeat(5000))).contains("nested"));
        assert!(reason(&format!("<noscript>{}", "<div>".repeat(5000))).contains("nested"));
    }
}
