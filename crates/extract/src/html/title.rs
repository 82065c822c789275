//! The headline as the page shows it.

use super::tree::Entry;

/// Longest headline, in bytes.
const MAX_TITLE: usize = 400;
/// Shortest, in words; shorter ones are names of sites and sections.
const MIN_WORDS: usize = 3;

/// The text of an `h1` that says what the page's title says; else the title that the metadata give.
///
/// Sites write many things into their metadata's headline; what stands in both an `h1` and the window's title is one.
pub(super) fn shown(entries: &[Entry<'_>], window: &str, given: Option<String>) -> Option<String> {
    let given = given.map(|g| decoded(&g));
    let titles = entries.iter().filter(|e| e.is("h1") && (1..=MAX_TITLE).contains(&e.text));
    let titles: Vec<String> = titles.map(|e| e.node.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let same = |t: &&String| given.as_deref().is_some_and(|g| letters(g) == letters(t));
    let shown = titles.iter().find(same).or_else(|| titles.iter().find(|t| is_said_by(t, window)));
    shown.cloned().or(given)
}

/// Whether at least half of the words of `title`, and three, stand in `window`.
fn is_said_by(title: &str, window: &str) -> bool {
    let known = words(window);
    let own = words(title);
    let shared = own.iter().filter(|w| known.contains(w)).count();
    own.len() >= MIN_WORDS && shared >= MIN_WORDS && shared * 2 >= own.len()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// A title without the site's name behind a dash or bar.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let Some(site) = site.map(letters).filter(|s| s.len() >= 3) else { return title.to_owned() };
    for parting in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((head, tail)) = title.rsplit_once(parting) {
            let tail = letters(tail);
            if tail.len() >= 3 && (site.starts_with(&tail) || tail.starts_with(&site)) {
                return head.trim_end().to_owned();
            }
        }
    }
    title.to_owned()
}

/// Without the entities that some sites write into their JSON-LD.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|b| b == b';');
        let sign = end.and_then(|e| entity(&rest[1..e]));
        out.push(sign.unwrap_or('&'));
        rest = &rest[if sign.is_some() { end.unwrap_or(0) + 1 } else { 1 }..];
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "rsquo" => Some('’'),
        "lsquo" => Some('‘'),
        "ndash" => Some('–'),
        _ => char::from_u32(name.strip_prefix('#')?.parse().ok()?),
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_entities_and_the_site() {
        assert_eq!(decoded("Oslo&#8217;s rain &amp; snow & sleet &x;"), "Oslo’s rain & snow & sleet &x;");
        assert_eq!(without_site("Rain in Oslo | The Post", Some("The Post")), "Rain in Oslo");
        assert_eq!(without_site("Rain - snow follows", Some("The Post")), "Rain - snow follows");
    }

    #[test]
    fn headlines_and_windows() {
        assert!(is_said_by("Rain floods Oslo again", "Rain floods Oslo | The Post"));
        assert!(!is_said_by("News of the whole world", "Rain floods Oslo | The Post"));
    }
}
