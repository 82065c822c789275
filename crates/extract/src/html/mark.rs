//! Signs in front of each text of a page, so that what the markup says survives the search for the main content.
//!
//! The signs are of Unicode's private use area. `read` takes them out again.

use super::aside::Aside;
use super::regions::{self, Meaning};
use super::tree::Entry;

pub(super) const PLAIN: char = '\u{e100}';
pub(super) const CAPTION: char = '\u{e101}';
pub(super) const HEADING: char = '\u{e102}';
/// Inside an element that is marked as a body: one sign and the other in turn, so that bodies can be told apart.
pub(super) const INSIDE: [char; 2] = ['\u{e103}', '\u{e10a}'];
/// Inside a link.
pub(super) const LINKED: char = '\u{e10b}';
/// A line ends here.
pub(super) const BREAK: char = '\u{e104}';
pub(super) const ASIDES: [(char, Aside); 5] = [
    ('\u{e105}', Aside::Pointer),
    ('\u{e106}', Aside::Related),
    ('\u{e107}', Aside::Notice),
    ('\u{e108}', Aside::Widget),
    ('\u{e109}', Aside::Author),
];

/// Elements that start a line, of which the library's text does not know it.
const BREAKING: [&str; 13] = [
    "figcaption",
    "figure",
    "header",
    "footer",
    "aside",
    "main",
    "address",
    "dt",
    "dd",
    "details",
    "summary",
    "button",
    "label",
];
/// Elements inside which a date is part of a sentence.
const SENTENCES: [&str; 8] = ["p", "li", "td", "blockquote", "h1", "h2", "h3", "h4"];

pub(super) fn is_sign(c: char) -> bool {
    (PLAIN..=LINKED).contains(&c)
}

/// Puts the signs in front of all texts, and takes out what is shown only on demand. Linear in the page.
pub(super) fn mark(entries: &[Entry<'_>]) {
    let bodies = regions::bodies(entries);
    let meanings = meanings(entries);
    let (starts, ends) = breaks(entries, &meanings);
    let mut body = bodies.iter().peekable();
    let (mut passed, mut hidden) = (0, 0);
    for (i, entry) in entries.iter().enumerate() {
        while body.peek().is_some_and(|b| b.end <= i) {
            body.next();
            passed += 1;
        }
        if i >= hidden && regions::is_hovering(entry) {
            entry.node.remove_from_parent();
            hidden = entry.end;
        }
        if entry.is_text() {
            let inside = body.peek().filter(|b| b.contains(&i)).map(|_| INSIDE[passed % 2]);
            write(entry, meanings[i], inside, starts[i], ends[i]);
        }
    }
}

/// What each entry's text is: what the outermost element that says so says.
fn meanings(entries: &[Entry<'_>]) -> Vec<Option<Meaning>> {
    let mut meanings: Vec<Option<Meaning>> = Vec::with_capacity(entries.len());
    for (i, entry) in entries.iter().enumerate() {
        let inherited = if i == 0 { None } else { meanings[entry.parent] };
        meanings.push(inherited.or_else(|| regions::meaning(entries, i)));
    }
    meanings
}

fn write(entry: &Entry<'_>, meaning: Option<Meaning>, inside: Option<char>, starts: bool, ends: bool) {
    let text = entry.node.text();
    let mut marked = String::with_capacity(text.len() + 12);
    if starts {
        marked.push(BREAK);
    }
    marked.extend(inside);
    if entry.linked > 0 {
        marked.push(LINKED);
    }
    marked.push(sign(meaning));
    marked.push_str(&text);
    if ends {
        marked.push(BREAK);
    }
    entry.node.set_text(marked);
}

fn sign(meaning: Option<Meaning>) -> char {
    match meaning {
        None => PLAIN,
        Some(Meaning::Title | Meaning::Heading) => HEADING,
        Some(Meaning::Caption) => CAPTION,
        Some(Meaning::Aside(aside)) => ASIDES.iter().find(|(_, a)| *a == aside).map_or(PLAIN, |(sign, _)| *sign),
    }
}

/// For each text whether a line starts in front of it, and whether one ends behind it.
fn breaks(entries: &[Entry<'_>], meanings: &[Option<Meaning>]) -> (Vec<bool>, Vec<bool>) {
    let (mut starts, mut ends) = (vec![false; entries.len()], vec![false; entries.len()]);
    let texts: Vec<usize> = (0..entries.len()).filter(|&i| entries[i].is_text()).collect();
    for (i, entry) in entries.iter().enumerate().filter(|(i, _)| is_breaking(entries, meanings, *i)) {
        let first = texts.partition_point(|&t| t < i);
        let last = texts.partition_point(|&t| t < entry.end);
        if first < last {
            starts[texts[first]] = true;
            ends[texts[last - 1]] = true;
        }
    }
    (starts, ends)
}

fn is_breaking(entries: &[Entry<'_>], meanings: &[Option<Meaning>], i: usize) -> bool {
    let entry = &entries[i];
    if entry.is("time") {
        return !in_sentence(entries, i);
    }
    let begins_meaning = meanings[i].is_some() && meanings[entry.parent].is_none();
    entry.is_any(&BREAKING) || entry.is_any(&["span", "a"]) && begins_meaning
}

/// Whether a paragraph or heading stands around entry `i`, within a few elements.
fn in_sentence(entries: &[Entry<'_>], i: usize) -> bool {
    let mut at = entries[i].parent;
    for _ in 0..6 {
        if entries[at].is_any(&SENTENCES) {
            return true;
        }
        at = entries[at].parent;
    }
    false
}
