//! Do two stretches of a page speak of the same things?
//!
//! Lexical cohesion in the sense of Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages",
//! Computational Linguistics 23(1), 1997: a text that goes on about one thing repeats its words, and two texts put one
//! after the other do not. Hearst compares blocks of equal length by cosine; here the blocks are what lies between two
//! places where a page could be cut, and words weigh by their rarity (Zipf scale of general English), because all news
//! shares the common ones. Beside the words themselves, what they mean is compared: the sum of their bundled vectors as a
//! direction, so that a text that goes on in other words is still seen to go on.

use wirecopy_lexicon::{Lexicon, Sum, Vector};
use wirecopy_text::Span;
use xxhash_rust::xxh3::xxh3_64;

/// Letters of a word that are compared: inflections and derivations differ behind them ("president", "presidential").
const STEM_BYTES: usize = 7;
/// Longest word that is given a meaning: longer ones are none, and to look for words inside them takes the square of their length.
const MAX_WORD_BYTES: usize = 40;
/// How often one word counts at most on one side.
const MAX_COUNT: u32 = 3;

/// A word with its weight in thousandths; whole numbers, so that sums do not depend on their order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    key: u64,
    weight: u32,
    name: bool,
}

/// The words of one line that say what it is about, in the order of reading, and the sum of their vectors.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    terms: Vec<Term>,
    sum: Sum,
}

/// The words of the part `span` of `text` that say what it is about.
pub(crate) fn words(text: &str, span: Span) -> Words {
    let part = span.of(text);
    let mut found = Words { terms: Vec::with_capacity(part.len() / 8), sum: Sum::default() };
    let mut low = String::new();
    let mut starts_sentence = true;
    for word in part.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')) {
        let word = word.trim_matches(['\'', '’']);
        if word.is_empty() {
            continue;
        }
        found.push(word, starts_sentence, &mut low);
        let end = word.as_ptr() as usize - part.as_ptr() as usize + word.len();
        starts_sentence = part[end..].starts_with(['.', '!', '?', '”', '"']);
    }
    found
}

impl Words {
    /// Adds a word, if it is not too common to say anything. `low` is scratch space.
    fn push(&mut self, word: &str, starts_sentence: bool, low: &mut String) {
        let name = !starts_sentence && word.starts_with(char::is_uppercase);
        low.clear();
        low.extend(word.chars().flat_map(char::to_lowercase));
        let stem = low.strip_suffix("'s").or_else(|| low.strip_suffix("’s")).unwrap_or(low);
        if stem.len() < 3 && !name {
            return;
        }
        let weight = weight(stem, name);
        if weight > 0 {
            self.terms.push(Term { key: xxh3_64(cut(stem).as_bytes()), weight, name });
            if stem.len() <= MAX_WORD_BYTES {
                let vectors = Lexicon::shared().vectors();
                vectors.add(&vectors.rows(stem), &mut self.sum);
            }
        }
    }

    /// The longest run of words that stands in both lines in the same order, in words that say something.
    pub(crate) fn longest_run(&self, other: &Self) -> usize {
        let mut ends = vec![0; other.terms.len() + 1]; // of the runs that end at each word of `other`
        let mut longest = 0;
        for here in &self.terms {
            for (i, there) in other.terms.iter().enumerate().rev() {
                ends[i + 1] = if here.key == there.key { ends[i] + 1 } else { 0 };
                longest = longest.max(ends[i + 1]);
            }
        }
        longest
    }
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

/// A word of a stretch of text: how often it stands there, and whether it has a name's capital anywhere.
#[derive(Debug, Clone, Copy)]
struct Entry {
    key: u64,
    weight: u32,
    count: u32,
    name: bool,
}

impl Entry {
    /// Its weight in a stretch of text.
    fn mass(&self) -> u64 {
        u64::from(self.weight) * u64::from(self.count.min(MAX_COUNT))
    }
}

/// The words of a stretch of text with how often they stand there and their weights, by key.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bag {
    entries: Vec<Entry>,
    words: u32,
    sum: Sum,
}

impl Bag {
    /// Some lines that have `words` words together.
    pub(crate) fn new<'t>(lines: impl IntoIterator<Item = &'t Words>, words: u32) -> Self {
        let mut entries: Vec<Entry> = Vec::with_capacity(words as usize);
        let mut sum = Sum::default();
        for line in lines {
            sum.join(&line.sum);
            entries.extend(line.terms.iter().map(|t| Entry { key: t.key, weight: t.weight, count: 1, name: t.name }));
        }
        entries.sort_unstable_by_key(|e| e.key);
        entries.dedup_by(|next, kept| {
            let same = next.key == kept.key;
            if same {
                kept.count += 1;
                kept.weight = kept.weight.max(next.weight);
                kept.name |= next.name;
            }
            same
        });
        Self { entries, words, sum }
    }

    /// How many words were read.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Each word with the same word of the other stretch.
    fn beside<'b>(&'b self, other: &'b Self) -> impl Iterator<Item = (&'b Entry, Option<&'b Entry>)> {
        let mut rest = other.entries.as_slice();
        self.entries.iter().map(move |entry| {
            let skip = rest.iter().take_while(|o| o.key < entry.key).count();
            rest = &rest[skip..];
            (entry, rest.first().filter(|o| o.key == entry.key))
        })
    }

    /// Share of the weight of the words here that the other stretch has too, 0..=1. Not symmetric.
    pub(crate) fn covered_by(&self, other: &Self) -> f32 {
        self.covered(other, |_| true).unwrap_or(0.0)
    }

    /// The same for the names among the words; `None` if there is none.
    pub(crate) fn names_covered_by(&self, other: &Self) -> Option<f32> {
        self.covered(other, |e| e.name)
    }

    fn covered(&self, other: &Self, counts: impl Fn(&Entry) -> bool) -> Option<f32> {
        let (mut shared, mut all) = (0u64, 0u64);
        for (entry, same) in self.beside(other).filter(|(e, _)| counts(e)) {
            all += entry.mass();
            shared += if same.is_some() { entry.mass() } else { 0 };
        }
        (all > 0).then(|| shared as f32 / all as f32)
    }

    /// The better covered direction of two stretches.
    pub(crate) fn cohesion(&self, other: &Self) -> f32 {
        self.covered_by(other).max(other.covered_by(self))
    }

    /// Cosine of the two stretches, words weighted by their rarity, 0..=1.
    pub(crate) fn cosine(&self, other: &Self) -> f32 {
        let square = |e: &Entry| e.mass() * e.mass();
        let norm = |b: &Self| (b.entries.iter().map(square).sum::<u64>() as f32).sqrt();
        let dot: u64 = self.beside(other).filter_map(|(e, o)| o.map(|o| e.mass() * o.mass())).sum();
        let norms = norm(self) * norm(other);
        if norms > 0.0 { dot as f32 / norms } else { 0.0 }
    }

    /// What the stretch speaks of, as a direction.
    pub(crate) fn direction(&self) -> Vector {
        self.sum.direction()
    }

    /// Share of the names that stand here twice or more and go on in the other stretch; `None` if there is none.
    pub(crate) fn names_that_go_on(&self, other: &Self) -> Option<f32> {
        let main: Vec<bool> =
            self.beside(other).filter(|(e, _)| e.name && e.count >= 2).map(|(_, o)| o.is_some()).collect();
        (!main.is_empty()).then(|| main.iter().filter(|on| **on).count() as f32 / main.len() as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(text: &str) -> Bag {
        Bag::new([&words(text, Span::new(0, text.len()))], 1)
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

    #[test]
    fn texts_about_one_thing_in_other_words_point_the_same_way() {
        let near = |a: &str, b: &str| bag(a).direction().cosine(&bag(b).direction());
        let ferry = "The ferry sank off the harbour and divers searched the wreck.";
        assert!(near(ferry, "The boat went down near the port.") > near(ferry, "The council raised the tax.") + 0.2);
    }

    #[test]
    fn runs_are_counted_in_words_that_say_something() {
        let run = |a: &str, b: &str| {
            let read = |text: &str| words(text, Span::new(0, text.len()));
            read(a).longest_run(&read(b))
        };
        assert_eq!(run("Divers searched ferry wreck", "On Monday, divers searched the ferry's wreck again."), 4);
        assert_eq!(run("Divers search ferry wreck", "The wreck of a ferry"), 1);
    }
}
