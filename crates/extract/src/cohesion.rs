//! Do two stretches of a page speak of the same things?
//!
//! Lexical cohesion in the sense of Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages",
//! Computational Linguistics 23(1), 1997: a text that goes on about one thing repeats its words, and two texts put one
//! after the other do not. Hearst compares blocks of equal length by cosine; here the blocks are what lies between two
//! places where a page could be cut, and words weigh by their rarity (Zipf scale of general English), because all news
//! shares the common ones. Beside the words themselves, what they mean is compared: the sum of their bundled vectors as a
//! direction, so that a text that goes on in other words is still seen to go on.

use std::cell::OnceCell;

use wirecopy_lexicon::Vector;

use crate::terms::Words;

/// How often one word counts at most on one side.
const MAX_COUNT: u32 = 3;

/// A word of a stretch of text: how often it stands there, and whether it has a name's capital anywhere.
#[derive(Debug, Clone, Copy)]
struct Entry {
    number: u32,
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

/// The words of a stretch of text with how often they stand there and their weights, by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bag {
    entries: Vec<Entry>,
    /// The lines that were read.
    pub(crate) lines: Vec<usize>,
    words: u32,
    pub(crate) direction: OnceCell<Vector>,
}

impl Bag {
    /// The lines `lines` that have `words` words together; `read` gives those of a line. `places` is scratch space, all zeros before and
    /// after: for each word of the page, one more than the place of its entry.
    pub(crate) fn new<'w>(
        lines: Vec<usize>,
        words: u32,
        places: &mut Vec<u32>,
        read: impl Fn(usize) -> &'w Words,
    ) -> Self {
        let mut entries: Vec<Entry> = Vec::with_capacity(words as usize);
        for term in lines.iter().flat_map(|&line| &read(line).terms) {
            let number = term.number as usize;
            if places.len() <= number {
                places.resize(number + 1, 0);
            }
            if let Some(place) = places[number].checked_sub(1) {
                let entry = &mut entries[place as usize];
                entry.count += 1;
                entry.weight = entry.weight.max(term.weight);
                entry.name |= term.name;
            } else {
                entries.push(Entry { number: term.number, weight: term.weight, count: 1, name: term.name });
                places[number] = u32::try_from(entries.len()).expect("fewer words than bytes of a page");
            }
        }
        entries.iter().for_each(|entry| places[entry.number as usize] = 0);
        entries.sort_unstable_by_key(|entry| entry.number);
        Self { entries, lines, words, direction: OnceCell::new() }
    }

    /// How many words were read.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Each word with the same word of the other stretch.
    fn beside<'b>(&'b self, other: &'b Self) -> impl Iterator<Item = (&'b Entry, Option<&'b Entry>)> {
        let mut rest = other.entries.as_slice();
        self.entries.iter().map(move |entry| {
            let skip = rest.iter().take_while(|o| o.number < entry.number).count();
            rest = &rest[skip..];
            (entry, rest.first().filter(|o| o.number == entry.number))
        })
    }

    /// Share of the weight of the words here that the other stretch has too, 0..=1. Not symmetric.
    pub(crate) fn covered_by(&self, other: &Self) -> f32 {
        covered(self.beside(other).map(|(entry, same)| (entry, same.is_some()))).unwrap_or(0.0)
    }

    /// The same for the names among the words; `None` if there is none.
    pub(crate) fn names_covered_by(&self, other: &Self) -> Option<f32> {
        covered(self.beside(other).filter(|(e, _)| e.name).map(|(entry, same)| (entry, same.is_some())))
    }

    /// Both shares for any set of words, by their numbers.
    pub(crate) fn covered_where(&self, has: impl Fn(u32) -> bool) -> (f32, Option<f32>) {
        let known = || self.entries.iter().map(|entry| (entry, has(entry.number)));
        (covered(known()).unwrap_or(0.0), covered(known().filter(|(e, _)| e.name)))
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

    /// Share of the names that stand here twice or more and go on in the other stretch; `None` if there is none.
    pub(crate) fn names_that_go_on(&self, other: &Self) -> Option<f32> {
        let main: Vec<bool> =
            self.beside(other).filter(|(e, _)| e.name && e.count >= 2).map(|(_, o)| o.is_some()).collect();
        (!main.is_empty()).then(|| main.iter().filter(|on| **on).count() as f32 / main.len() as f32)
    }
}

/// Share of the weight of words that stand elsewhere too.
fn covered<'b>(words: impl Iterator<Item = (&'b Entry, bool)>) -> Option<f32> {
    let (mut shared, mut all) = (0u64, 0u64);
    for (entry, elsewhere) in words {
        all += entry.mass();
        shared += if elsewhere { entry.mass() } else { 0 };
    }
    (all > 0).then(|| shared as f32 / all as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Vocabulary;

    #[test]
    fn texts_about_one_thing_cover_each_other() {
        let vocabulary = Vocabulary::default();
        let words = [
            "The ferry sank off the harbour. Divers searched the wreck of the ferry.",
            "Divers brought up parts of the ferry's wreck.",
            "The council raised the tax on houses.",
        ]
        .map(|text| vocabulary.read(text));
        let [one, same, other] = [0, 1, 2].map(|i| Bag::new(vec![i], 1, &mut Vec::new(), |i| &words[i]));
        assert!(one.cohesion(&same) > 0.4);
        assert!(one.cohesion(&other) < 0.1);
        assert!((one.covered_by(&one) - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn texts_about_one_thing_in_other_words_point_the_same_way() {
        let vocabulary = Vocabulary::default();
        let direction = |text| vocabulary.sum(&vocabulary.read(text)).direction();
        let near = |a, b| direction(a).cosine(&direction(b));
        let ferry = "The ferry sank off the harbour and divers searched the wreck.";
        assert!(near(ferry, "The boat went down near the port.") > near(ferry, "The council raised the tax.") + 0.2);
    }
}
