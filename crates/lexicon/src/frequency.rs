//! How common is a word, and is it one of the closed classes?

use crate::codec::{Reader, unpack};
use crate::keys::Keys;

/// How a word is used in general English.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Usage {
    /// Its frequency on the Zipf scale: about 7.7 for "the", 3 for a rare word, 0 for a word that is not in the list.
    pub zipf: f32,
    /// Whether it is of a closed class: article, pronoun, preposition, conjunction, auxiliary ("the", "they", "would").
    pub is_function: bool,
}

/// Words with their Zipf values in steps, and whether they are function words.
#[derive(Debug)]
pub(crate) struct Frequency {
    words: Keys,
    steps: Vec<u8>,
    closed: Vec<bool>,
    steps_per_unit: f32,
}

impl Frequency {
    pub(crate) fn load() -> Self {
        let bytes = unpack(include_bytes!("../data/frequency.bin.zst"));
        let mut reader = Reader::new(&bytes);
        let steps_per_unit = reader.varint() as f32;
        let words = Keys::read(&mut reader);
        let count = words.len() as usize;
        let steps = reader.bytes(count).to_vec();
        let closed = reader.bytes(count).iter().map(|&flag| flag != 0).collect();
        Self { words, steps, closed, steps_per_unit }
    }

    pub(crate) fn usage(&self, word: &str) -> Usage {
        let usage = |number: u32| Usage {
            zipf: f32::from(self.steps[number as usize]) / self.steps_per_unit,
            is_function: self.closed[number as usize],
        };
        self.words.find(word).map(usage).unwrap_or_default()
    }
}
