//! What a word says.

use crate::units::Units;
use crate::vocabulary::{Kind, Vocabulary};

/// Weight of words of closed classes.
const FUNCTION_WEIGHT: f64 = 0.06;

/// Gives each word its weight: what it says in general, lowered where many sentences of the two versions say it.
pub(super) fn weigh(vocabulary: &mut Vocabulary, units: &[Units; 2]) {
    let counts = units.each_ref().map(|side| sentence_counts(side, vocabulary.words.len()));
    let sentences = units[0].sentences.len().max(units[1].sentences.len()).max(1) as f64;
    for (i, word) in vocabulary.words.iter_mut().enumerate() {
        let count = f64::from(counts[0][i].max(counts[1][i]).max(1));
        word.weight = information(word.kind, word.known.zipf) * (1.0 + sentences / count).ln() / (1.0 + sentences).ln();
    }
}

/// In how many sentences each word stands.
fn sentence_counts(units: &Units, words: usize) -> Vec<u32> {
    let mut counts = vec![0; words];
    let mut last = vec![usize::MAX; words];
    for (nth, sentence) in units.sentences.iter().enumerate() {
        for &id in &units.ids[sentence.clone()] {
            if last[id as usize] != nth {
                last[id as usize] = nth;
                counts[id as usize] += 1;
            }
        }
    }
    counts
}

/// Information of a word in general English, 1 for a rare word: linear in the logarithm of its frequency (Shannon), from
/// none for the commonest words to one at 1 in 3 million.
fn information(kind: Kind, zipf: f32) -> f64 {
    match kind {
        Kind::Function => FUNCTION_WEIGHT,
        Kind::Number => 0.7,
        Kind::Content | Kind::Name => ((7.0 - f64::from(zipf)) / 4.5).clamp(0.1, 1.0),
    }
}
