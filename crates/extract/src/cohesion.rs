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

/// A word's count and weight in one stretch of text.
#[derive(Debug, Clone, Copy)]
struct Term {
    count: u32,
    weight: f32,
}

/// The words of a stretch of text with their weights.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bag {
    terms: HashMap<u64, Term>,
    words: u32,
}

impl Bag {
    /// Adds the words of the part `span` of `text`.
    pub(crate) fn add(&mut self, text: &str, span: Span) {
        let mut low = String::new();
        let part = span.of(text);
        let mut sentence_start = true;
        for word in part.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')) {
            let word = word.trim_matches(['\'', '’']);
            if word.is_empty() {
                continue;
            }
            self.words += 1;
            self.add_word(word, sentence_start, &mut low);
            let end = word.as_ptr() as usize - part.as_ptr() as usize + word.len();
            sentence_start = part[end..].starts_with(['.', '!', '?', '”', '"', '\n']);
        }
    }

    fn add_word(&mut self, word: &str, sentence_start: bool, low: &mut String) {
        let name = !sentence_start && word.starts_with(char::is_uppercase);
        low.clear();
        low.extend(word.chars().flat_map(char::to_lowercase));
        let stem = low.strip_suffix("'s").or_else(|| low.strip_suffix("’s")).unwrap_or(low);
        if stem.len() < 3 && !name {
            return;
        }
        let weight = weight(stem, name);
        if weight <= 0.0 {
            return;
        }
        let key = xxh3_64(cut(stem).as_bytes());
        let term = self.terms.entry(key).or_insert(Term { count: 0, weight });
        term.count += 1;
        term.weight = term.weight.max(weight);
    }

    /// How many words were read.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Share of the weight of the words here that the other stretch has too, 0..=1. Not symmetric.
    pub(crate) fn covered_by(&self, other: &Self) -> f32 {
        let (mut shared, mut all) = (0.0, 0.0);
        let mut sorted: Vec<(&u64, &Term)> = self.terms.iter().collect();
        sorted.sort_unstable_by_key(|(key, _)| **key); // sums of floats depend on their order
        for (key, term) in sorted {
            let count = term.count.min(MAX_COUNT) as f32;
            all += term.weight * count;
            if other.terms.contains_key(key) {
                shared += term.weight * count;
            }
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }
}

/// The first letters of a word, on a character boundary.
fn cut(stem: &str) -> &str {
    let mut end = stem.len().min(STEM_BYTES);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    &stem[..end]
}

/// 0 for the commonest words, 1 for rare ones; names weigh at least half.
fn weight(word: &str, name: bool) -> f32 {
    let zipf = Lexicon::shared().zipf(word);
    let rarity = ((6.0 - zipf) / 2.5).clamp(0.0, 1.0);
    if name { rarity.max(0.4) } else { rarity }
}
