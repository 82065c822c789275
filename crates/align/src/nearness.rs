//! How near in meaning are the words of two sentences? Two words are compared once, by the directions that the lexicon bundles,
//! however many sentences they stand in: O(words of a · words of b) time at worst, and space.

use crate::similarity::Comparison;
use crate::vocabulary::WordId;

/// Distinct words of a side that are compared: those of two articles of 70 sentences.
const MAX_WORDS: usize = 1_500;
const NONE: u32 = u32::MAX;

/// How near the telling words of a are to those of b, found when first asked for.
pub(crate) struct Nearness {
    /// The place of each word of the vocabulary among the words of either side.
    places: [Vec<u32>; 2],
    /// Cosines, 0..=1, of each word of a with all of b; no number where nobody asked.
    cosines: Vec<f32>,
    width: usize,
}

impl Nearness {
    /// For the sentences of two versions.
    pub(crate) fn of(comparison: &Comparison) -> Self {
        let mut places = [(); 2].map(|()| vec![NONE; comparison.vocabulary.words.len()]);
        let [height, width] = [0, 1].map(|side| list(comparison, side, &mut places[side]));
        Self { places, cosines: vec![f32::NAN; height * width], width }
    }

    fn near(&mut self, comparison: &Comparison, x: &Telling, y: &Telling) -> f32 {
        let known = &mut self.cosines[x.place * self.width + y.place];
        if known.is_nan() {
            let [a, b] = [x, y].map(|word| comparison.vocabulary.word(word.id));
            *known = if x.id == y.id { 1.0 } else { a.direction().cosine(b.direction()).max(0.0) as f32 };
        }
        *known
    }

    /// For each of two sentences the mean over its telling words, by information, of the nearest word of the other, 0..=1.
    pub(crate) fn between(&mut self, comparison: &Comparison, i: usize, j: usize) -> [f64; 2] {
        let words = [(0, i), (1, j)].map(|(side, sentence)| self.words(comparison, side, sentence));
        let mut best = words.each_ref().map(|side| vec![0.0_f32; side.len()]);
        for (x, word) in words[0].iter().enumerate() {
            for (y, other) in words[1].iter().enumerate() {
                let near = self.near(comparison, word, other);
                best[0][x] = best[0][x].max(near);
                best[1][y] = best[1][y].max(near);
            }
        }
        [0, 1].map(|side| {
            let all: f64 = words[side].iter().map(|word| word.weight).sum();
            let near: f64 =
                words[side].iter().zip(&best[side]).map(|(word, &near)| word.weight * f64::from(near)).sum();
            if all > 0.0 { near / all } else { 0.0 }
        })
    }

    fn words(&self, comparison: &Comparison, side: usize, sentence: usize) -> Vec<Telling> {
        let units = &comparison.units[side];
        let ids = units.ids[units.sentences[sentence].clone()].iter();
        let known = ids.filter(|&&id| self.places[side][id as usize] != NONE);
        let read = |&id: &WordId| Telling {
            id,
            place: self.places[side][id as usize] as usize,
            weight: comparison.vocabulary.word(id).weight,
        };
        known.map(read).collect()
    }
}

/// A word of a sentence, its place among those of its side, and its information.
struct Telling {
    id: WordId,
    place: usize,
    weight: f64,
}

/// Notes the places of the distinct telling words of a side; says how many there are.
fn list(comparison: &Comparison, side: usize, places: &mut [u32]) -> usize {
    let mut count = 0;
    for &id in &comparison.units[side].ids {
        let is_telling = comparison.vocabulary.is_telling(id);
        if is_telling && places[id as usize] == NONE && count < MAX_WORDS {
            places[id as usize] = count as u32;
            count += 1;
        }
    }
    count
}
