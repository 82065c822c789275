//! Which spelling stands for all spellings of a word?

use crate::codec::{Reader, unpack};
use crate::keys::Keys;

/// The table of variants. Small, and loaded apart from everything else, because every word of every text asks it.
#[derive(Debug)]
pub(crate) struct Spelling {
    words: Keys,
    standard: Vec<u32>,
}

impl Spelling {
    pub(crate) fn load() -> Self {
        let bytes = unpack(include_bytes!("../data/spelling.bin.zst"));
        let mut reader = Reader::new(&bytes);
        Self { words: Keys::read(&mut reader), standard: reader.column() }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        (0..self.words.len()).map(|number| (self.words.word(number), self.words.word(self.standard[number as usize])))
    }

    #[inline]
    pub(crate) fn standard(&self, word: &str) -> Option<&str> {
        self.words.find(word).map(|number| self.words.word(self.standard[number as usize]))
    }
}
