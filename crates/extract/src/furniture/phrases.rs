//! The list of furniture phrases, `data/furniture.txt`, and how a phrase is found in words.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};
use wirecopy_document::FurnitureKind;

use super::words::Words;

/// Longest text that a `*` takes.
pub(crate) const MAX_REST_WORDS: usize = 30;

/// One element of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// One of these words.
    OneOf(Vec<String>),
    /// A number.
    Number,
    /// Any word.
    Any,
    /// Everything up to the end.
    Rest,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Element {
    part: Part,
    optional: bool,
    marked: bool,
}

/// A phrase of the list.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) kind: FurnitureKind,
    /// May stand in prose, parted from it by a blank only.
    pub(crate) plain: bool,
    /// Needs a colon, dash or arrow behind one of its words.
    pub(crate) marked: bool,
    /// As written in the list.
    pub(crate) pattern: &'static str,
    elements: Vec<Element>,
}

/// A phrase found at a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    pub(crate) phrase: &'static Phrase,
    /// One past the last word that the phrase itself names.
    pub(crate) end: usize,
    /// The phrase goes on to the end of its line or piece.
    pub(crate) open: bool,
}

/// The list, by first word.
#[derive(Debug)]
pub(crate) struct Phrases {
    by_first: HashMap<String, Vec<usize>>,
    all: Vec<Phrase>,
}

impl Phrases {
    /// The one list, read on first use.
    pub(crate) fn shared() -> &'static Self {
        static PHRASES: OnceLock<Phrases> = OnceLock::new();
        PHRASES.get_or_init(|| Self::parse(include_str!("../../data/furniture.txt")))
    }

    fn parse(list: &'static str) -> Self {
        let mut phrases = Self { by_first: HashMap::new(), all: Vec::new() };
        for line in list.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            phrases.add(parse_phrase(line));
        }
        phrases
    }

    fn add(&mut self, phrase: Phrase) {
        let index = self.all.len();
        for key in first_keys(&phrase.elements) {
            self.by_first.entry(key).or_default().push(index);
        }
        self.all.push(phrase);
    }

    /// Whether any phrase can start with this lower-cased word.
    pub(crate) fn can_start(&self, low: &str) -> bool {
        self.by_first.contains_key(low)
    }

    /// All phrases found at word `at`.
    pub(crate) fn at(&'static self, words: &Words, at: usize) -> impl Iterator<Item = Match> {
        let named = self.by_first.get(words.low(at));
        let numbered = words.is_number(at).then(|| self.by_first.get("#")).flatten();
        let any = self.by_first.get("@");
        let found = named.into_iter().chain(numbered).chain(any).flatten();
        found.filter_map(move |&i| find(&self.all[i], words, at))
    }

    /// The phrase that takes all words from `from` to `to`, the most exact first.
    pub(crate) fn whole(&'static self, words: &Words, from: usize, to: usize) -> Option<Match> {
        let fits = |m: &Match| m.end == to || (m.open && m.end < to && to - m.end <= MAX_REST_WORDS);
        self.at(words, from).filter(|m| m.end <= to).filter(fits).max_by_key(|m| (m.end, !m.open))
    }
}

fn parse_phrase(line: &'static str) -> Phrase {
    let (kind, pattern) = line.split_once(' ').expect("each line of the list has a kind and a phrase");
    let (kind, plain) = kind.strip_suffix('!').map_or((kind, false), |k| (k, true));
    let elements: Vec<Element> = pattern.split_whitespace().map(parse_element).collect();
    let marked = elements.iter().any(|e| e.marked);
    Phrase { kind: parse_kind(kind), plain, marked, pattern, elements }
}

fn parse_kind(name: &str) -> FurnitureKind {
    match name {
        "promo" => FurnitureKind::Promo,
        "notice" => FurnitureKind::Notice,
        "navigation" => FurnitureKind::Navigation,
        _ => FurnitureKind::Widget,
    }
}

fn parse_element(written: &str) -> Element {
    let inner = written.strip_prefix('(').and_then(|w| w.strip_suffix(')'));
    let optional = inner.is_some();
    let word = inner.unwrap_or(written);
    let (word, marked) = word.strip_suffix(':').map_or((word, false), |w| (w, true));
    let part = match word {
        "#" => Part::Number,
        "@" => Part::Any,
        "*" => Part::Rest,
        words => Part::OneOf(words.split('/').map(|w| w.replace('\'', "")).collect()),
    };
    Element { part, optional, marked }
}

/// The words by which a phrase is looked up: those of its first element, and of the next while they may be missing.
fn first_keys(elements: &[Element]) -> Vec<String> {
    let mut keys = Vec::new();
    for element in elements {
        match &element.part {
            Part::OneOf(words) => keys.extend(words.iter().cloned()),
            Part::Number => keys.push("#".to_owned()),
            Part::Any => keys.push("@".to_owned()),
            Part::Rest => {}
        }
        if !element.optional {
            break;
        }
    }
    keys
}

fn find(phrase: &'static Phrase, words: &Words, at: usize) -> Option<Match> {
    let (end, open) = walk(&phrase.elements, words, at)?;
    (end > at).then_some(Match { phrase, end, open })
}

/// Longest way through the elements from word `at`: where it ends, and whether it is open there.
fn walk(elements: &[Element], words: &Words, at: usize) -> Option<(usize, bool)> {
    let Some((first, rest)) = elements.split_first() else { return Some((at, false)) };
    if first.part == Part::Rest {
        return Some((at, true));
    }
    let taken = (at < words.len() && fits(first, words, at)).then(|| walk(rest, words, at + 1)).flatten();
    if taken.is_some() || !first.optional { taken } else { walk(rest, words, at) }
}

fn fits(element: &Element, words: &Words, at: usize) -> bool {
    let word = match &element.part {
        Part::OneOf(all) => all.iter().any(|w| w == words.low(at)),
        Part::Number => words.is_number(at),
        Part::Any => true,
        Part::Rest => false,
    };
    word && (!element.marked || words.items[at].marked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_text::Span;

    fn whole(line: &str) -> Option<&'static str> {
        let words = Words::read(line, Span::new(0, line.len()), 60);
        Phrases::shared().whole(&words, 0, words.len()).map(|m| m.phrase.pattern)
    }

    #[test]
    fn lines_that_are_furniture() {
        for line in [
            "TT",
            "SHARE THIS ARTICLE",
            "5 min read",
            "1.2K Shares",
            "Read more: Rain floods Oslo",
            "ALSO READ | Rain floods Oslo",
            "Sign up for our daily newsletter",
            "© 2024 The Post. All rights reserved.",
            "Don’t miss: five walks",
            "Advertisement",
            "Tags: rain, Oslo",
            "Follow us on Twitter",
            "We use cookies to improve your visit.",
            "More Shorts",
            "12 Comments",
        ] {
            assert!(whole(line).is_some(), "{line}");
        }
    }

    #[test]
    fn lines_that_are_not() {
        for line in [
            "More rain fell in Oslo",
            "Share prices fell in Oslo on Monday.",
            "Read the room",
            "He shared 12 comments.",
            "Support grows",
            "Related companies paid 12 million.",
            "Opinion polls show a close race",
            "Watch repairers fear the worst",
        ] {
            assert!(whole(line).is_none(), "{line} taken for {:?}", whole(line));
        }
    }
}
