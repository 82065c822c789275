//! The words that a word may have to do with, so that most pairs of words that have nothing to do with each other are told apart at once.

/// A set of words by their keys, in order, and a bit for each hash, so that most looks end in a few lines of the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kin {
    /// A bit for each of 1,024 hashes that a key has: a word has some hundred kin.
    seen: [u64; 16],
    keys: Box<[u32]>,
}

impl Kin {
    /// The set of these words.
    pub(crate) fn of(mut keys: Vec<u32>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let mut seen = [0; 16];
        for &key in &keys {
            let (place, bit) = Self::seen_at(key);
            seen[place] |= bit;
        }
        Self { seen, keys: keys.into_boxed_slice() }
    }

    /// Whether any of the words is in the set.
    #[inline]
    pub(crate) fn holds_any(&self, keys: &[u32]) -> bool {
        keys.iter().any(|&key| self.holds(key))
    }

    /// Whether the set has words with the hashes of any of these.
    #[inline]
    pub(crate) fn may_hold_any(&self, keys: &[u32]) -> bool {
        keys.iter().any(|&key| self.may_hold(key))
    }

    #[inline]
    fn may_hold(&self, key: u32) -> bool {
        let (place, bit) = Self::seen_at(key);
        self.seen[place] & bit != 0
    }

    #[inline]
    fn holds(&self, key: u32) -> bool {
        self.may_hold(key) && self.keys.binary_search(&key).is_ok()
    }

    #[inline]
    fn seen_at(key: u32) -> (usize, u64) {
        let bit = spread(key, u32::BITS - 10);
        (bit / 64, 1 << (bit % 64))
    }

    /// All words of the set.
    pub(crate) fn keys(&self) -> &[u32] {
        &self.keys
    }
}

/// Fibonacci hashing: neighbours in the numbering of keys go far apart. The number of a slot, of so many that `shift` bits of a hash
/// are not needed.
#[inline]
pub(crate) fn spread(key: u32, shift: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b9) >> shift) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        for count in [0, 1, 2, 3, 64, 65, 1000] {
            let kin = Kin::of((0..count).chain(0..count).map(|i| i * 3).collect());
            for key in 0..count * 3 + 3 {
                assert_eq!(kin.holds(key), key % 3 == 0 && key < count * 3, "{key} of {count}");
            }
        }
        let kin = Kin::of(vec![7]);
        assert!(kin.holds_any(&[9, 7]) && !kin.holds_any(&[9]) && !kin.holds_any(&[]));
    }
}
