//! Author lines of metadata to names: without "By", roles, agencies' times and links.

use crate::agencies;
use crate::byline;

/// What stands in front of names, in lower case, in the languages that crawls hold most.
const OPENINGS: [&str; 12] = [
    "posted by ",
    "written by ",
    "reported by ",
    "story by ",
    "text: ",
    "author: ",
    "by: ",
    "by ",
    "von ",
    "por ",
    "par ",
    "текст: ",
];

/// Words of roles and of buttons; a part that has one names nobody.
const NOBODY: [&str; 32] = [
    "writer",
    "writers",
    "reporter",
    "reporters",
    "correspondent",
    "editor",
    "columnist",
    "contributor",
    "staff",
    "producer",
    "bureau",
    "desk",
    "archive",
    "follow",
    "email",
    "rss",
    "subscribe",
    "updated",
    "published",
    "posted",
    "admin",
    "administrator",
    "wajib",
    "redaktion",
    "facebook",
    "twitter",
    "profile",
    "author",
    "authors",
    "guest",
    "unknown",
    "anonymous",
];

/// Months that are no names of people.
const MONTHS: [&str; 8] = ["january", "february", "march", "july", "september", "october", "november", "december"];

/// Most words of one name.
const MAX_NAME_WORDS: usize = 6;

/// The names in an author line; `None` if it names nobody.
pub(super) fn clean(raw: &str, site: Option<&str>) -> Option<String> {
    if raw.contains("://") {
        return None; // the address of a profile
    }
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = line.split(['|', '•', '·', '–', '—', ';', '\u{2009}']).flat_map(|p| p.split(" - "));
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        for name in part.split([',', '/']).filter_map(name) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    // The site's own name is an author only where no person is named.
    if names.len() > 1 {
        let own = |n: &str| site.is_some_and(|s| same(s, n)) || agencies::named(n).is_some() || n.contains(".com");
        let people: Vec<String> = names.iter().filter(|n| !own(n)).cloned().collect();
        names = if people.is_empty() { names } else { people };
    }
    (!names.is_empty()).then(|| names.join(", "))
}

fn name(part: &str) -> Option<String> {
    let mut part = part.trim().trim_matches(['(', ')', '"']);
    while let Some(rest) = opened(part) {
        part = rest;
    }
    let part = byline::names(part);
    let words: Vec<&str> = part.split_whitespace().take_while(|w| !starts_date(w)).collect();
    let nobody = words.iter().any(|w| {
        let low = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        NOBODY.contains(&low.as_str()) || low.starts_with("http") || w.starts_with('@')
    });
    let is_name = (1..=MAX_NAME_WORDS * 3).contains(&words.len()) && words[0].chars().any(char::is_alphabetic);
    let short = words.len() <= MAX_NAME_WORDS || words.iter().any(|w| matches!(*w, "and" | "&"));
    (is_name && short && !nobody).then(|| words.join(" ").trim_end_matches(['.', ':', ',']).to_owned())
}

fn opened(part: &str) -> Option<&str> {
    OPENINGS.iter().find_map(|o| {
        let head = part.get(..o.len())?;
        head.to_lowercase().eq(o).then(|| part[o.len()..].trim_start())
    })
}

/// A number or a month: "November 19", "9:02", "11/18/19".
fn starts_date(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || MONTHS.contains(&word.to_lowercase().as_str())
}

fn same(a: &str, b: &str) -> bool {
    let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_left() {
        let check = |raw: &str, expected: Option<&str>| {
            assert_eq!(clean(raw, Some("The Harbour Post")).as_deref(), expected, "{raw}");
        };
        check("By ANN LEE, AP Business Writer", Some("ANN LEE"));
        check("by: Ann Lee", Some("Ann Lee"));
        check("Ann Lee | The Harbour Post", Some("Ann Lee"));
        check("Associated Press November 19, 2019, 9:02 AM", Some("Associated Press"));
        check("Ann Lee and Bo Ek, Staff Writers", Some("Ann Lee and Bo Ek"));
        check("Ann Lee, Reuters", Some("Ann Lee"));
        check("Ann Lee, Bo Ek", Some("Ann Lee, Bo Ek"));
        check("June Marsh", Some("June Marsh"));
        check("The Harbour Post", Some("The Harbour Post"));
        check("https://a.example/ann", None);
        check("View author archive", None);
        check("admin", None);
    }
}
