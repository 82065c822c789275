//! A small picture of a set of numbers, so that most pairs of sets that share nothing are told apart at once.

/// The base forms of a word, mostly one or two.
pub(crate) type Forms = Sketch<1>;
/// The few sets of a word's own meanings, in words of 64 bits.
pub(crate) type Own = Sketch<8>;
/// The sets that a word leads to, some 100 for a usual noun: wide enough that one set in a hundred seems to be among them.
pub(crate) type Reach = Sketch<128>;

/// A Bloom filter with one bit a number (Bloom 1970): says "nothing in common" for sure, "something" only perhaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sketch<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for Sketch<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl<const WORDS: usize> Sketch<WORDS> {
    /// Whether the two sets may share a number.
    #[inline]
    pub(crate) fn may_meet(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).fold(0, |all, (x, y)| all | (x & y)) != 0
    }

    /// Whether any of the numbers may be in the set, by their places.
    #[inline]
    pub(crate) fn may_hold(&self, places: &[u16]) -> bool {
        places.iter().any(|&place| self.0[usize::from(place) / 64 % WORDS] >> (place % 64) & 1 == 1)
    }

    fn add(&mut self, number: u32) {
        let place = usize::from(Self::place(number));
        self.0[place / 64] |= 1 << (place % 64);
    }

    /// Fibonacci hashing (Knuth 6.4): neighbours in WordNet's numbering go far apart.
    pub(crate) fn place(number: u32) -> u16 {
        (number.wrapping_mul(0x9e37_79b9) >> (32 - (WORDS * 64).ilog2())) as u16
    }
}

impl<const WORDS: usize> FromIterator<u32> for Sketch<WORDS> {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut sketch = Self::default();
        numbers.into_iter().for_each(|number| sketch.add(number));
        sketch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_number_is_never_missed() {
        let evens: Own = (0..200).step_by(2).collect();
        for number in 0..200_u32 {
            let one: Own = [number].into_iter().collect();
            assert!(number % 2 == 1 || one.may_meet(&evens) && evens.may_hold(&[Own::place(number)]), "{number}");
        }
        let (left, right): (Own, Own) = ([7].into_iter().collect(), [9].into_iter().collect());
        assert!(!left.may_meet(&right) && !left.may_hold(&[Own::place(9)]));
        assert!(!Own::default().may_meet(&evens));
    }
}
