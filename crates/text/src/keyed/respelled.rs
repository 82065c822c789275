//! Words that are written in several ways.

use std::sync::OnceLock;

use wirecopy_lexicon::Lexicon;

use super::key::key;
use crate::fold;

/// Keys of words that are written in several ways, and the key of the standard one.
pub(super) struct Respelled {
    /// A bit for each key, found by its highest bits: so few words are in the table that nearly all looks end here.
    seen: Box<[u64; 1 << (SEEN_BITS - 6)]>,
    /// Key and standard key, found by the lowest bits; a free slot holds zeros. The length is a power of two.
    slots: Vec<(u64, u64)>,
}

const SEEN_BITS: u32 = 20;

impl Respelled {
    pub(super) fn shared() -> &'static Self {
        static SHARED: OnceLock<Respelled> = OnceLock::new();
        SHARED.get_or_init(|| {
            // A standard word of letters alone stays as it is; a compound is then one word.
            let is_needed = |word: &str, standard: &str| word != standard || word.contains('-');
            let variants = Lexicon::shared().spellings().filter(|(word, _)| word.len() >= fold::MIN_VARIANT_BYTES);
            let variants = variants.filter(|&(word, standard)| is_needed(word, standard));
            Self::of(
                &variants.map(|(word, standard)| (key(word.as_bytes()), key(standard.as_bytes()))).collect::<Vec<_>>(),
            )
        })
    }

    fn of(standard: &[(u64, u64)]) -> Self {
        let slots = vec![(0, 0); (standard.len() * 2 + 1).next_power_of_two()]; // never full
        let mut respelled = Self { seen: Box::new([0; 1 << (SEEN_BITS - 6)]), slots };
        for &(key, standard) in standard {
            let bit = key >> (64 - SEEN_BITS);
            respelled.seen[bit as usize / 64] |= 1 << (bit % 64);
            let slot = respelled.slot(key);
            respelled.slots[slot] = (key, standard);
        }
        respelled
    }

    /// Where a key stands, or would stand.
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at] != (0, 0) && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    #[inline]
    pub(super) fn key(&self, key: u64) -> u64 {
        if self.may_know(key) { self.standard(key) } else { key }
    }

    fn standard(&self, key: u64) -> u64 {
        match self.slots[self.slot(key)] {
            (0, 0) => key,
            (_, standard) => standard,
        }
    }

    #[inline]
    pub(super) fn may_know(&self, key: u64) -> bool {
        let bit = key >> (64 - SEEN_BITS);
        self.seen[bit as usize / 64] >> (bit % 64) & 1 == 1
    }
}
