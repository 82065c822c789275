//! A set of words, each with a number: all letters in one string, found through one flat table.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::codec::Reader;

/// Bits of a slot that hold the word's number and one; the rest hold a tag of its hash, so that a word that is absent costs
/// one look into the table and none at the letters.
const NUMBER_BITS: u32 = 18;
const NUMBER_MASK: u32 = (1 << NUMBER_BITS) - 1;

/// Sorted words. A word's number is its place.
#[derive(Debug)]
pub(crate) struct Keys {
    text: String,
    ends: Vec<u32>,
    slots: Vec<u32>,
    /// A bit for each hash that a word has, 8 to 16 bits a word: small enough to stay in the fastest cache, where nearly all words that
    /// are absent end.
    seen: Vec<u64>,
}

impl Keys {
    /// Reads front-coded words and builds the table: about 20 ns a word.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        let (text, ends) = reader.strings();
        assert!(ends.len() < NUMBER_MASK as usize, "more words than a slot can number");
        let words = ends.len().max(8).next_power_of_two();
        let mut keys =
            Self { text, slots: vec![0; (ends.len() * 2).next_power_of_two()], seen: vec![0; words / 8], ends };
        for number in 0..keys.len() {
            keys.insert(number);
        }
        keys
    }

    fn insert(&mut self, number: u32) {
        let hash = hash(self.word(number));
        let (place, bit) = self.seen_at(hash);
        self.seen[place] |= bit;
        let mut at = self.home(hash);
        while self.slots[at] != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = tag(hash) | (number + 1);
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// The word with this number.
    #[inline]
    pub(crate) fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    /// The number of a word. About 10 ns.
    #[inline]
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let hash = hash(word);
        let (place, bit) = self.seen_at(hash);
        if self.seen[place] & bit == 0 {
            return None;
        }
        let tag = tag(hash);
        let mut at = self.home(hash);
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            let number = (slot & NUMBER_MASK).wrapping_sub(1);
            if slot & !NUMBER_MASK == tag && self.word(number) == word {
                return Some(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    #[inline]
    fn seen_at(&self, hash: u64) -> (usize, u64) {
        let bits = (hash >> 32) as usize & (self.seen.len() * 64 - 1);
        (bits / 64, 1 << (bits % 64))
    }

    #[inline]
    fn home(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }
}

#[inline]
fn hash(word: &str) -> u64 {
    FixedState::with_seed(0).hash_one(word.as_bytes())
}

/// The high bits, which the home slot does not use.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & !NUMBER_MASK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_number_and_name() {
        let keys = Keys::read(&mut Reader::new(&[3, 0, 2, 2, 3, 3, 1, 2, b'c', b'a', b't', b'r', b'b', b's']));
        assert_eq!(keys.len(), 3);
        for (number, word) in ["cat", "car", "cabs"].iter().enumerate() {
            assert_eq!(keys.word(number as u32), *word);
            assert_eq!(keys.find(word), Some(number as u32));
        }
        assert_eq!(keys.find("ca"), None);
        assert_eq!(keys.find(""), None);
    }
}
