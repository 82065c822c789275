//! How common is a word, and is it one of the closed classes?

use crate::codec::{Reader, unpack};
use crate::keys::Keys;

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

    pub(crate) fn zipf(&self, word: &str) -> f32 {
        self.words.find(word).map_or(0.0, |number| f32::from(self.steps[number as usize]) / self.steps_per_unit)
    }

    pub(crate) fn is_function(&self, word: &str) -> bool {
        self.words.find(word).is_some_and(|number| self.closed[number as usize])
    }
}
