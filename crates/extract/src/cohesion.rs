//! Do two stretches of a page speak of the same things?
//!
//! Lexical cohesion in the sense of Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages",
//! Computational Linguistics 23(1), 1997: a text that goes on about one thing repeats its words, and two texts put one
//! after the other do not. Hearst compares blocks of equal length by cosine; here the blocks are what lies between two
//! places where a page could be cut, and words weigh by their rarity (Zipf scale of general English), because all news
//! shares the common ones.

use foldhash::HashMap;
use wirecopy_lexicon::Lexicon;
use wirecopy_text::Span;
use xxhash_rust::xxh3::xxh3_64;

/// Letters of a word that are compared: inflections and derivations differ behind them ("president", "presidential").
const STEM_BYTES: usize = 7;
/// How often one word counts at most on one side.
const MAX_COUNT: u32 = 3;

/// A word with its weight in thousandths; whole numbers, so that sums do not depend on their order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    key: u64,
    weight: u32,
}

/// The words of the part `span` of `text` that say what it is about.
pub(crate) fn terms(text: &str, span: Span) -> Vec<Term> {
    let part = span.of(text);
    let mut found = Vec::with_capacity(part.len() / 8);
    let mut low = String::new();
    let mut starts_sentence = true;
    for word in part.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')) {
        let word = word.trim_matches(['\'', '’']);
        if word.is_empty() {
            continue;
        }
        found.extend(term(word, starts_sentence, &mut low));
        let end = word.as_ptr() as usize - part.as_ptr() as usize + word.len();
        starts_sentence = part[end..].starts_with(['.', '!', '?', '”', '"']);
    }
    found
}

fn term(word: &str, starts_sentence: bool, low: &mut String) -> Option<Term> {
    let name = !starts_sentence && word.starts_with(char::is_uppercase);
    low.clear();
    low.extend(word.chars().flat_map(char::to_lowercase));
    let stem = low.strip_suffix("'s").or_else(|| low.strip_suffix("’s")).unwrap_or(low);
    if stem.len() < 3 && !name {
        return None;
    }
    let weight = weight(stem, name);
    (weight > 0).then(|| Term { key: xxh3_64(cut(stem).as_bytes()), weight })
}

/// 0 for the commonest words, 1000 for rare ones; names weigh 400 at least.
fn weight(word: &str, name: bool) -> u32 {
    let zipf = Lexicon::shared().zipf(word);
    let rarity = (((6.0 - zipf) / 2.5).clamp(0.0, 1.0) * 1000.0) as u32;
    if name { rarity.max(400) } else { rarity }
}

/// The first letters of a word, on a character boundary.
fn cut(stem: &str) -> &str {
    let mut end = stem.len().min(STEM_BYTES);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    &stem[..end]
}

/// The words of a stretch of text with how often they stand there and their weights.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bag {
    terms: HashMap<u64, (u32, u32)>,
    words: u32,
}

impl Bag {
    /// Adds a line of `words` words.
    pub(crate) fn add(&mut self, terms: &[Term], words: u32) {
        self.words += words;
        for term in terms {
            let (count, weight) = self.terms.entry(term.key).or_insert((0, term.weight));
            *count += 1;
            *weight = (*weight).max(term.weight);
        }
    }

    /// How many words were read.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Share of the weight of the words here that the other stretch has too, 0..=1. Not symmetric.
    pub(crate) fn covered_by(&self, other: &Self) -> f32 {
        let (mut shared, mut all) = (0u64, 0u64);
        for (key, &(count, weight)) in &self.terms {
            let weight = u64::from(weight) * u64::from(count.min(MAX_COUNT));
            all += weight;
            if other.terms.contains_key(key) {
                shared += weight;
            }
        }
        if all > 0 { shared as f32 / all as f32 } else { 0.0 }
    }

    /// The better covered direction of two stretches.
    pub(crate) fn cohesion(&self, other: &Self) -> f32 {
        self.covered_by(other).max(other.covered_by(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(text: &str) -> Bag {
        let mut bag = Bag::default();
        bag.add(&terms(text, Span::new(0, text.len())), 1);
        bag
    }

    #[test]
    fn texts_about_one_thing_cover_each_other() {
        let one = bag("The ferry sank off the harbour. Divers searched the wreck of the ferry.");
        let same = bag("Divers brought up parts of the ferry's wreck.");
        let other = bag("The council raised the tax on houses.");
        assert!(one.cohesion(&same) > 0.4);
        assert!(one.cohesion(&other) < 0.1);
        assert!((one.covered_by(&one) - 1.0).abs() < f32::EPSILON);
    }
}
