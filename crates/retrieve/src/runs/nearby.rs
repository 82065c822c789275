//! The words at the ends of two runs, and where they are equal again behind an edit.

/// Most words that an edit may pass over.
const MAX_EDIT: usize = 4;

/// Words passed over in a and in b, the fewest first.
const PASSED: [(usize, usize); 25] = {
    let (mut passed, mut n) = ([(0, 0); 25], 0);
    while n < 25 {
        let (mut i, mut rank) = (0, 0);
        while i < 25 {
            let (x, y) = ((i / 5, i % 5), (n / 5, n % 5));
            let is_before = x.0 + x.1 < y.0 + y.1 || x.0 + x.1 == y.0 + y.1 && x.0 < y.0;
            rank += is_before as usize;
            i += 1;
        }
        passed[rank] = (n / 5, n % 5);
        n += 1;
    }
    passed
};

/// By words passed over in a, then in b: a bit for the place in `PASSED`, none where nothing is passed over.
const BITS: [[u32; NEARBY]; MAX_EDIT + 1] = {
    let (mut bits, mut n) = ([[0; NEARBY]; MAX_EDIT + 1], 1);
    while n < PASSED.len() {
        bits[PASSED[n].0][PASSED[n].1] = 1 << n;
        n += 1;
    }
    bits
};

/// Words at the end of a run that are looked at, rounded up to what is compared at once.
const NEARBY: usize = 8;

/// The words at the end of a run, the nearest first.
pub(super) struct Nearby {
    words: [u32; NEARBY],
    n: usize,
}

impl Nearby {
    /// The first words of what comes behind.
    #[inline]
    pub(super) fn behind(words: &[u32]) -> Self {
        match words.first_chunk() {
            Some(&words) => Self { words, n: NEARBY },
            None => Self::of_few(words.iter()),
        }
    }

    /// The last words of what comes before.
    #[inline]
    pub(super) fn before(words: &[u32]) -> Self {
        match words.last_chunk() {
            Some(&words) => Self { words: reversed(words), n: NEARBY },
            None => Self::of_few(words.iter().rev()),
        }
    }

    fn of_few<'w>(words: impl ExactSizeIterator<Item = &'w u32>) -> Self {
        let mut few = Self { words: [0; NEARBY], n: words.len() };
        few.words.iter_mut().zip(words).for_each(|(place, &word)| *place = word);
        few
    }

    /// Words passed over in these and in others where the next ones are equal, the fewest first.
    #[inline]
    pub(super) fn meets(&self, other: &Self) -> impl Iterator<Item = (usize, usize)> {
        let (mut bits, lengths) = (self.bits(other), (self.n, other.n));
        let next = move || {
            let at = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            PASSED.get(at).copied()
        };
        std::iter::from_fn(next).filter(move |&(i, j)| i < lengths.0 && j < lengths.1)
    }

    /// A bit for each of `PASSED`: whether the words there are equal.
    #[inline]
    fn bits(&self, other: &Self) -> u32 {
        let mut meets = [0; NEARBY];
        for (word, bits) in self.words.iter().zip(&BITS) {
            for ((meets, bit), other) in meets.iter_mut().zip(bits).zip(&other.words) {
                *meets |= if word == other { *bit } else { 0 };
            }
        }
        meets.iter().fold(0, |all, some| all | some)
    }
}

#[inline]
fn reversed(mut words: [u32; NEARBY]) -> [u32; NEARBY] {
    words.reverse();
    words
}
