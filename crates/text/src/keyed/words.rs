//! Words on their way from the text to whoever wants them.

use std::ops::Range;

use super::KeyedWord;
use super::window::WINDOW;

/// Words that are given at once, a power of two.
const ROOM: usize = 256;

/// Some words of a text, in their order.
#[derive(Debug)]
pub struct KeyedWords {
    starts: [u32; ROOM],
    ends: [u32; ROOM],
    keys: [u32; ROOM],
    are_marked: [bool; ROOM],
    n: usize,
    /// Places in the text, and a bit for each sign from there on.
    signs: Vec<(u32, u64)>,
}

impl KeyedWords {
    pub(super) fn new() -> Self {
        Self { starts: [0; ROOM], ends: [0; ROOM], keys: [0; ROOM], are_marked: [false; ROOM], n: 0, signs: Vec::new() }
    }

    pub(super) fn clear(&mut self) {
        self.n = 0;
        self.signs.clear();
    }

    /// Whether all words of a window have room, and one behind it.
    pub(super) fn have_room(&self) -> bool {
        self.n < ROOM - WINDOW
    }

    #[inline]
    pub(super) fn push(&mut self, word: Range<usize>, key: u64, is_marked: bool) {
        let place = self.n % ROOM;
        (self.starts[place], self.ends[place]) = (word.start as u32, word.end as u32);
        (self.keys[place], self.are_marked[place]) = (key as u32, is_marked);
        self.n += 1;
    }

    /// Adds signs, a bit for each, counted from this place on.
    #[inline]
    pub(super) fn push_signs(&mut self, place: usize, bits: u64) {
        if bits != 0 {
            self.signs.push((place as u32, bits));
        }
    }

    /// Where the signs stand before and between these words, and perhaps behind them, in order: quotation marks, ends of lines, all that
    /// is no ASCII: the first byte of each. Places of other bytes may be among them.
    pub fn signs(&self) -> impl Iterator<Item = usize> {
        self.signs.iter().flat_map(|&(place, mut bits)| {
            std::iter::from_fn(move || {
                let next = (bits != 0).then(|| place as usize + bits.trailing_zeros() as usize);
                bits &= bits.wrapping_sub(1);
                next
            })
        })
    }

    /// The first byte of each.
    #[must_use]
    pub fn starts(&self) -> &[u32] {
        &self.starts[..self.n]
    }

    /// One past the last byte of each.
    #[must_use]
    pub fn ends(&self) -> &[u32] {
        &self.ends[..self.n]
    }

    /// The key of each.
    #[must_use]
    pub fn keys(&self) -> &[u32] {
        &self.keys[..self.n]
    }

    /// Whether each is marked.
    #[must_use]
    pub fn are_marked(&self) -> &[bool] {
        &self.are_marked[..self.n]
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = KeyedWord> {
        (0..self.n).map(|i| KeyedWord {
            start: self.starts[i],
            end: self.ends[i],
            key: self.keys[i],
            is_marked: self.are_marked[i],
        })
    }
}
