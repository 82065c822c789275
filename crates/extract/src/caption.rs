//! Captions and credits of pictures, by their shape.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use wirecopy_text::Span;

use crate::agencies;
use crate::lines::{Line, Origin};

/// How surely a line is a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// It ends in a bracket that may hold a credit: a caption if something else says so too.
    Weak,
    /// Its own words say so.
    Strong,
}

/// Longest caption, in words.
const MAX_WORDS: u32 = 90;
/// Longest credit, in bytes.
const MAX_CREDIT: usize = 90;

/// Openings that only captions and credits have, in lower case.
const OPENINGS: &[&str] = &[
    "file photo",
    "file image",
    "file picture",
    "file pic",
    "filephoto",
    "archive photo",
    "archive image",
    "archive picture",
    "file –",
    "file -",
    "file —",
    "file:",
    "(file",
    "photo:",
    "photo by ",
    "photo credit",
    "photo courtesy",
    "photo -",
    "photo |",
    "photograph:",
    "photograph by ",
    "photos by ",
    "picture:",
    "pictured:",
    "picture credit",
    "pic:",
    "image:",
    "image by ",
    "image credit",
    "image copyright",
    "image source",
    "image caption",
    "image courtesy",
    "media caption",
    "media playback",
    "images:",
    "illustration:",
    "illustration by ",
    "credit:",
    "screengrab",
    "representational image",
];

/// Openings of captions that read like sentences: "In this April 2, 2024, file photo, …".
const IN_THIS: &[&str] = &["photo", "image", "picture", "frame grab", "video grab", "photograph"];

/// What a credit speaks of, in lower case.
const CREDIT_WORDS: &[&str] = &[
    "photo",
    "image",
    "picture",
    "getty",
    "courtesy",
    "handout",
    "screengrab",
    "screenshot",
    "shutterstock",
    "alamy",
    "istock",
    "pixabay",
    "unsplash",
    "wikimedia",
    "flickr",
    "zuma",
    "sipa",
    "usa today sports",
    "via ap",
    "via reuters",
    "via afp",
    "pool via",
    "file pic",
];

/// Whether, and how surely, the line is a caption or a credit of a picture.
pub(crate) fn likeness(text: &str, line: &Line) -> Option<Likeness> {
    if line.words == 0 || line.words > MAX_WORDS {
        return None;
    }
    if line.origin == Origin::Caption {
        return Some(Likeness::Strong);
    }
    let written = line.span.of(text);
    let head = head(written);
    let opens = OPENINGS.iter().any(|o| opens_with(head, o))
        || opens_in_this(head)
        || opens_with(head, "enlarge this image") && line.words > 4
        || opens_behind_button(written) && line.words > 4;
    if opens || is_bare_credit(written, line.words) {
        return Some(Likeness::Strong);
    }
    let (_, credit, sure) = credit_at_end(written)?;
    let sure = sure && !credit.to_lowercase().contains("reporting");
    Some(if sure { Likeness::Strong } else { Likeness::Weak })
}

/// The line without the signs in front of it.
fn head(written: &str) -> &str {
    written.trim_start_matches(['(', '[', '*', '|', ' '])
}

/// Whether the line opens so, in any case.
fn opens_with(head: &str, opening: &str) -> bool {
    head.get(..opening.len()).is_some_and(|own| own.eq_ignore_ascii_case(opening))
}

/// Behind the button of a player: "CLOSE The mayor opened the new bridge on Friday. AP".
fn opens_behind_button(written: &str) -> bool {
    let mut letters = written.strip_prefix("CLOSE ").unwrap_or_default().chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Characters in which a caption that reads like a sentence says what it is.
const IN_THIS_REACH: usize = 60;

fn opens_in_this(head: &str) -> bool {
    let Some(opening) = ["in this ", "this ", "an undated ", "undated "].iter().find(|o| opens_with(head, o)) else {
        return false;
    };
    let head: String = head.chars().take(IN_THIS_REACH).flat_map(char::to_lowercase).collect();
    let start = head[opening.len()..].split(", ").take(3).collect::<Vec<_>>().join(", ");
    let dated =
        start.contains("file") || start.contains("handout") || start.contains("20") || start.contains("provided");
    dated && IN_THIS.iter().any(|w| start.contains(w))
}

/// A line that is a credit and nothing else: "Getty Images", "Ann Lee/AP", "AP Photo".
fn is_bare_credit(written: &str, words: u32) -> bool {
    if words > 8 || written.ends_with(['.', '?', '!']) {
        return false;
    }
    let low = written.to_lowercase();
    low.ends_with("getty images")
        || low.ends_with("/getty")
        || low.starts_with("ap photo")
        || low.starts_with("reuters/")
        || low.starts_with("afp/")
        || low.starts_with("© ") && agencies::first_in(written).is_some()
        || slashed_agency(written)
}

/// "Ann Lee/AP", "Ann Lee / Reuters".
fn slashed_agency(written: &str) -> bool {
    let parts: Vec<&str> = written.split('/').map(str::trim).collect();
    parts.len() >= 2
        && parts.iter().any(|p| agencies::named(p).is_some())
        && written
            .split_whitespace()
            .all(|w| w.starts_with(|c: char| c.is_uppercase() || matches!(c, '/' | '(')) || w == "via")
}

/// The credit that a caption ends in: its place, its text, and whether it can be nothing else.
fn credit_at_end(written: &str) -> Option<(usize, &str, bool)> {
    let trimmed = written.trim_end_matches(['.', ' ', '"']);
    if let Some(inner) = trimmed.strip_suffix([')', ']']) {
        let open = inner.rfind(['(', '['])?;
        let credit = inner[open + 1..].trim();
        if credit.is_empty()
            || credit.starts_with(|c: char| c.is_ascii_digit())
            || credit.len() > MAX_CREDIT
            || !credit.contains(char::is_alphabetic)
        {
            return None;
        }
        let low = credit.to_lowercase();
        let sure = CREDIT_WORDS.iter().any(|w| low.contains(w)) || slashed_agency(credit);
        return Some((open, credit, sure));
    }
    credit_unbracketed(trimmed)
}

/// What stands in credits without brackets, in lower case.
const MARKS: [&str; 17] = [
    "reuters/",
    "ap photo",
    "afp photo",
    "afp/",
    "photo: ",
    "photo by ",
    "photo credit",
    "photograph: ",
    "image: ",
    "image credit",
    "credit: ",
    "picture: ",
    "photo courtesy",
    "getty images",
    "/ap",
    "/afp",
    "/reuters",
];

fn marks() -> &'static AhoCorasick {
    static MARKED: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let built = AhoCorasick::builder().ascii_case_insensitive(true).build(MARKS);
        built.expect("a few short marks are no large automaton")
    });
    &MARKED
}

/// "… in Oslo. REUTERS/Ann Lee", "… in Oslo. | Photo: AP", "… in Oslo. Ann Lee/Getty Images".
fn credit_unbracketed(trimmed: &str) -> Option<(usize, &str, bool)> {
    let tail_from = trimmed.char_indices().rev().nth(MAX_CREDIT).map_or(0, |(i, _)| i);
    let tail = &trimmed[tail_from..];
    if !marks().is_match(tail) {
        return None; // most paragraphs
    }
    let low = tail.to_ascii_lowercase(); // of the same length
    let found = MARKS.iter().filter_map(|m| low.rfind(m).map(|i| (i, m)));
    let start = found.filter_map(|(at, mark)| credit_start(tail, at, mark)).max()?;
    Some((tail_from + start, &tail[start..], true))
}

/// Where the credit with a mark at `at` starts, if it is parted from the words in front.
fn credit_start(tail: &str, at: usize, mark: &str) -> Option<usize> {
    let start = if mark.starts_with('/') || mark == "getty images" { name_start(tail, at) } else { at };
    let before = tail[..start].trim_end();
    let parted = before.is_empty() || before.ends_with(['.', '|', '!', '?', ')', '"', '”', '-', '–', '—', ';', ',']);
    let ends = !tail[at + mark.len()..].contains(". ") && !tail.ends_with(['?', '!']);
    (parted && ends && tail.len() - start <= MAX_CREDIT).then_some(start)
}

/// Start of the name in front of "/AP" or "Getty Images": after the end of the sentence before.
fn name_start(tail: &str, at: usize) -> usize {
    tail[..at].rfind(['.', '|', '!', ')']).map_or(0, |i| {
        let next = &tail[i + 1..];
        i + 1 + (next.len() - next.trim_start().len())
    })
}

/// Who is credited for the picture of a caption.
pub(crate) fn credit(text: &str, span: Span) -> Option<String> {
    let written = span.of(text);
    let raw = match credit_at_end(written) {
        Some((_, credit, _)) => credit,
        None => after_opening(written)?,
    };
    let clean = clean_credit(raw);
    if let Some(agency) = agencies::first_in(raw) {
        return Some(agency.to_owned());
    }
    (!clean.is_empty() && clean.len() <= MAX_CREDIT).then(|| clean.to_owned())
}

/// The name in a line that opens with "Photo:" or the like.
fn after_opening(written: &str) -> Option<&str> {
    let head = head(written);
    let is_credit =
        OPENINGS.iter().any(|o| opens_with(head, o)) && !opens_with(head, "file") && !opens_with(head, "pictured");
    if !is_credit && !is_bare_credit(written, 1) {
        return None;
    }
    (written.split_whitespace().count() <= 9).then_some(written)
}

/// The name without the words that only say that it is a credit.
fn clean_credit(raw: &str) -> &str {
    let labels = [
        "archive photo by",
        "archive photo",
        "archive image",
        "archive picture",
        "file photo by",
        "file photo",
        "file image",
        "photo by",
        "photo credit",
        "photo courtesy of",
        "photo courtesy",
        "photo",
        "photos by",
        "photos",
        "image credit",
        "image copyright",
        "image source",
        "image courtesy of",
        "image caption",
        "image",
        "images",
        "picture credit",
        "picture",
        "pictured",
        "photograph by",
        "photograph",
        "illustration by",
        "illustration",
        "credit",
        "courtesy of",
        "courtesy",
        "handout",
        "file",
        "screengrab",
        "by",
        "pic",
    ];
    let mut name = raw;
    loop {
        let rest = name.trim_matches([' ', ':', '/', '|', '-', '–', '—', ',', '.', ';', '(', ')', '[', ']', '©']);
        let label = labels.iter().find(|l| {
            rest.len() >= l.len()
                && rest.is_char_boundary(l.len())
                && rest[..l.len()].eq_ignore_ascii_case(l)
                && !rest[l.len()..].starts_with(|c: char| c.is_alphanumeric())
        });
        let next = label.map_or(rest, |l| &rest[l.len()..]);
        let next = ["/File Photo", "/File", "/file photo"].iter().fold(next, |n, s| n.strip_suffix(s).unwrap_or(n));
        if next == name {
            return name;
        }
        name = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::read_lines;

    fn check(text: &str, expected: Option<Likeness>, name: Option<&str>) {
        let line = &read_lines(text)[0];
        assert_eq!(likeness(text, line), expected, "{text}");
        assert_eq!(credit(text, line.span).as_deref(), name, "{text}");
    }

    #[test]
    fn captions_and_their_credits() {
        let strong = Some(Likeness::Strong);
        check("Mayor Ann Lee at the harbour (File Photo: Reuters)", strong, Some("Reuters"));
        check("FILE PHOTO: The mayor speaks, Oslo, May 1, 2024. REUTERS/Bo Ek/File Photo", strong, Some("Reuters"));
        check("The mayor speaks in Oslo. (AP Photo/Bo Ek)", strong, Some("AP"));
        check("The mayor speaks in Oslo. Bo Ek/Getty Images", strong, Some("Bo Ek/Getty Images"));
        check("Photo: AP", strong, Some("AP"));
        check("The school in winter. (Archive photo: Bo Ek)", strong, Some("Bo Ek"));
        check("Image credit: Bo Ek", strong, Some("Bo Ek"));
        check("Bo Ek/AFP via Getty Images", strong, Some("AFP"));
        check("Media playback is not supported here Media caption The mayor speaks to us in Oslo", strong, None);
        check("The mayor speaks in Oslo. | Photo: The Harbour Post", strong, Some("The Harbour Post"));
        check("Mayor Ann Lee at a rally | Photo Credit: Bo Ek", strong, Some("Bo Ek"));
        check("CLOSE The mayor speaks in Oslo on Friday.", strong, None);
        check("The mayor speaks to the council. (Oslo city council)", Some(Likeness::Weak), Some("Oslo city council"));
    }

    #[test]
    fn prose_is_no_caption() {
        check("The mayor spoke in Oslo, Reuters reported.", None, None);
        check("The photo by an unknown artist was sold.", None, None);
        check("In this town, a photo is worth little.", None, None);
        check("CLOSE RACE IN OSLO AS VOTERS LEAVE IT LATE", None, None);
    }
}
