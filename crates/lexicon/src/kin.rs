//! The words that a word may have to do with, so that most pairs of words that have nothing to do with each other are told apart at once.

/// A set of words by their keys: an open table (Knuth 6.4), so that a look mostly takes one line of the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kin {
    slots: Box<[u32]>,
    /// Bits of a hash that number no slot.
    shift: u32,
}

/// No word has this key.
const EMPTY: u32 = u32::MAX;

impl Kin {
    /// Whether any of the words is in the set.
    #[inline]
    pub(crate) fn holds_any(&self, keys: &[u32]) -> bool {
        keys.iter().any(|&key| self.holds(key))
    }

    #[inline]
    fn holds(&self, key: u32) -> bool {
        let mut at = self.home(key);
        while self.slots[at] != EMPTY {
            if self.slots[at] == key {
                return true;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        false
    }

    fn insert(&mut self, key: u32) {
        let mut at = self.home(key);
        while self.slots[at] != EMPTY && self.slots[at] != key {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = key;
    }

    #[inline]
    fn home(&self, key: u32) -> usize {
        spread(key, self.shift)
    }

    /// All words of the set.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u32> {
        self.slots.iter().copied().filter(|&key| key != EMPTY)
    }
}

/// Fibonacci hashing: neighbours in the numbering of keys go far apart. The number of a slot, of so many that `shift` bits of a hash
/// are not needed.
#[inline]
pub(crate) fn spread(key: u32, shift: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b9) >> shift) as usize
}

impl FromIterator<u32> for Kin {
    fn from_iter<I: IntoIterator<Item = u32>>(keys: I) -> Self {
        let keys: Vec<u32> = keys.into_iter().collect();
        // At most three in four are taken; fewer, as the sets around a word share words.
        let slots = (keys.len() + keys.len() / 3 + 1).next_power_of_two().max(2);
        let mut kin = Self { slots: vec![EMPTY; slots].into_boxed_slice(), shift: u32::BITS - slots.ilog2() };
        keys.into_iter().for_each(|key| kin.insert(key));
        kin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        for count in [0, 1, 2, 3, 64, 65, 1000] {
            let kin: Kin = (0..count).chain(0..count).map(|i| i * 3).collect();
            for key in 0..count * 3 + 3 {
                assert_eq!(kin.holds(key), key % 3 == 0 && key < count * 3, "{key} of {count}");
            }
        }
        let kin: Kin = [7].into_iter().collect();
        assert!(kin.holds_any(&[9, 7]) && !kin.holds_any(&[9]) && !kin.holds_any(&[]));
    }
}
