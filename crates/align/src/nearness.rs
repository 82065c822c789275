//! How near in meaning are the words of two sentences? The words of both versions are compared once, by the directions that the
//! lexicon bundles, so that sentences can be compared with all others: O(words of a · words of b) time and space.

use crate::similarity::Comparison;
use crate::vocabulary::{Kind, WordId};

/// Distinct words of a side that are compared: those of two articles of 70 sentences.
const MAX_WORDS: usize = 1_500;
const NONE: u32 = u32::MAX;

/// How near the telling words of a are to those of b.
pub(crate) struct Nearness {
    /// The place of each word of the vocabulary among the words of either side.
    places: [Vec<u32>; 2],
    /// Cosines, 0..=1, of each word of a with all of b.
    cosines: Vec<f32>,
    width: usize,
}

impl Nearness {
    /// Compares the words of some sentences of either side.
    pub(crate) fn of(comparison: &Comparison, sentences: &[Vec<usize>; 2]) -> Self {
        let mut places = [(); 2].map(|()| vec![NONE; comparison.vocabulary.words.len()]);
        let words = [0, 1].map(|side| listed(comparison, side, &sentences[side], &mut places[side]));
        let direction = |&id: &WordId| comparison.vocabulary.word(id).direction();
        let mut cosines = Vec::with_capacity(words[0].len() * words[1].len());
        for x in &words[0] {
            let near = |y| if x == y { 1.0 } else { direction(x).cosine(direction(y)).max(0.0) as f32 };
            cosines.extend(words[1].iter().map(near));
        }
        Self { places, cosines, width: words[1].len() }
    }

    /// For each of two sentences the mean over its telling words, by information, of the nearest word of the other, 0..=1.
    pub(crate) fn between(&self, comparison: &Comparison, i: usize, j: usize) -> [f64; 2] {
        let words = [(0, i), (1, j)].map(|(side, sentence)| self.words(comparison, side, sentence));
        let mut best = words.each_ref().map(|side| vec![0.0_f32; side.len()]);
        for (x, &(place, _)) in words[0].iter().enumerate() {
            let row = &self.cosines[place * self.width..];
            for (y, &(place, _)) in words[1].iter().enumerate() {
                best[0][x] = best[0][x].max(row[place]);
                best[1][y] = best[1][y].max(row[place]);
            }
        }
        [0, 1].map(|side| {
            let all: f64 = words[side].iter().map(|word| word.1).sum();
            let near: f64 = words[side].iter().zip(&best[side]).map(|(word, &near)| word.1 * f64::from(near)).sum();
            if all > 0.0 { near / all } else { 0.0 }
        })
    }

    /// The places and the information of the telling words of a sentence.
    fn words(&self, comparison: &Comparison, side: usize, sentence: usize) -> Vec<(usize, f64)> {
        let units = &comparison.units[side];
        let ids = units.ids[units.sentences[sentence].clone()].iter();
        let known = ids.filter(|&&id| self.places[side][id as usize] != NONE);
        known.map(|&id| (self.places[side][id as usize] as usize, comparison.vocabulary.word(id).weight)).collect()
    }
}

/// The distinct telling words of some sentences in order, whose places are noted.
fn listed(comparison: &Comparison, side: usize, sentences: &[usize], places: &mut [u32]) -> Vec<WordId> {
    let units = &comparison.units[side];
    let mut words = Vec::new();
    for &id in sentences.iter().flat_map(|&s| &units.ids[units.sentences[s].clone()]) {
        let is_telling = comparison.vocabulary.word(id).kind != Kind::Function;
        if is_telling && places[id as usize] == NONE && words.len() < MAX_WORDS {
            places[id as usize] = words.len() as u32;
            words.push(id);
        }
    }
    words
}
