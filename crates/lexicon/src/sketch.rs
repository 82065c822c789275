//! A small picture of a set of numbers, so that most pairs of sets that share nothing are told apart at once.

/// Words of 64 bits; the reach of a usual noun has some 100 sets.
const WORDS: usize = 8;

/// A Bloom filter with one bit a number (Bloom 1970): says "nothing in common" for sure, "something" only perhaps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sketch([u64; WORDS]);

impl Sketch {
    /// Whether the two sets may share a number.
    #[inline]
    pub(crate) fn may_meet(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).fold(0, |all, (x, y)| all | (x & y)) != 0
    }

    fn add(&mut self, number: u32) {
        // Fibonacci hashing (Knuth 6.4): neighbours in WordNet's numbering go far apart.
        let place = number.wrapping_mul(0x9e37_79b9) >> (32 - (WORDS * 64).ilog2());
        self.0[place as usize / 64] |= 1 << (place % 64);
    }
}

impl FromIterator<u32> for Sketch {
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
        let evens: Sketch = (0..200).step_by(2).collect();
        for number in 0..200_u32 {
            let one: Sketch = [number].into_iter().collect();
            assert!(number % 2 == 1 || one.may_meet(&evens), "{number}");
        }
        let (left, right): (Sketch, Sketch) = ([7].into_iter().collect(), [9].into_iter().collect());
        assert!(!left.may_meet(&right));
        assert!(!Sketch::default().may_meet(&evens));
    }
}
