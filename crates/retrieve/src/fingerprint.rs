/// How fingerprints are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Winnowing {
    /// Words hashed together.
    pub gram_tokens: usize,
    /// One fingerprint is kept out of each run of this many grams.
    pub window_grams: usize,
}

impl Default for Winnowing {
    /// Six words, one of six grams: a shared run of 11 words is always found, 2 of 7 grams are kept.
    fn default() -> Self {
        Self { gram_tokens: 6, window_grams: 6 }
    }
}

impl Winnowing {
    /// Two texts that share a run of this many words share a fingerprint.
    #[must_use]
    pub fn guaranteed_tokens(&self) -> usize {
        self.gram_tokens + self.window_grams - 1
    }
}

/// The fingerprints of a text, given the keys of its words: distinct, sorted. Robust winnowing: of equal minima in a
/// window the one chosen before is kept. A text shorter than a window gives its smallest gram; one shorter than a gram
/// gives none.
///
/// Time O(words) on average (a window is read again when its minimum leaves it), space O(words).
#[must_use]
pub fn fingerprints(keys: &[u64], winnowing: Winnowing) -> Vec<u64> {
    let mut chosen: Vec<u64> = fingerprints_at(keys, winnowing).into_iter().map(|(hash, _)| hash).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// The same in the order of the text, each with the word at which its gram starts.
pub(crate) fn fingerprints_at(keys: &[u64], winnowing: Winnowing) -> Vec<(u64, usize)> {
    let mut chosen = Vec::new();
    Winnower::new(winnowing).walk(keys, |hash, at| chosen.push((hash, at)));
    chosen
}

/// Chooses fingerprints of many texts, and keeps its memory from one to the next.
#[derive(Debug)]
pub struct Winnower {
    winnowing: Winnowing,
    grams: Vec<u64>,
    minima: Vec<f64>,
    /// The minima of windows half as long.
    halves: Vec<f64>,
    chosen: Vec<usize>,
}

impl Winnower {
    /// One that chooses as `winnowing` says.
    #[must_use]
    pub fn new(winnowing: Winnowing) -> Self {
        Self { winnowing, grams: Vec::new(), minima: Vec::new(), halves: Vec::new(), chosen: Vec::new() }
    }

    /// Gives each chosen fingerprint in the order of the text, with the word at which its gram starts. Keys of 32 bits and
    /// their widening to 64 give the same.
    ///
    /// The minima of all windows are taken by doubling (of two grams, of four, …), without a branch a word: whether the next window has
    /// another minimum can't be guessed.
    pub fn walk<K: Copy + Into<u64>>(&mut self, keys: &[K], mut each: impl FnMut(u64, usize)) {
        push_gram_hashes(keys, self.winnowing.gram_tokens, &mut self.grams);
        if self.grams.is_empty() {
            return;
        }
        let window = self.winnowing.window_grams.clamp(1, self.grams.len());
        self.push_minima(window);
        choose(&self.minima, &mut self.chosen).iter().for_each(|&at| each(self.grams[at], at));
    }

    /// Fills `minima` with the smallest gram of each window: the highest bits of its hash, and below them its place, counted down so that
    /// of equal hashes the rightmost is the smallest.
    ///
    /// These are positive numbers of 62 bits, and such numbers have the same order when their bits are taken for floating point ones, of
    /// which every x86-64 takes the minima of two pairs at once.
    fn push_minima(&mut self, window: usize) {
        let marked = |(place, &hash): (u64, &u64)| f64::from_bits(hash >> 16 << PLACE_BITS | !place & PLACE_MASK);
        self.minima.clear();
        self.minima.extend((0..).zip(&self.grams).map(marked));
        let mut width = 1;
        while width < window {
            let step = width.min(window - width);
            std::mem::swap(&mut self.minima, &mut self.halves);
            self.minima.clear();
            let pairs = self.halves.iter().zip(&self.halves[step..]);
            self.minima.extend(pairs.map(|(&near, &far)| if near < far { near } else { far }));
            width += step;
        }
    }
}

/// The hash of one gram, as [`Winnower::walk`] gives it.
#[inline]
pub fn gram_hash<K: Copy + Into<u64>>(gram: &[K]) -> u64 {
    let polynomial =
        |gram: &[K]| gram.iter().fold(0_u64, |hash, &key| hash.wrapping_mul(BASE).wrapping_add(key.into()));
    match *gram {
        [a, b, c, d, e] => mix(polynomial(&[a, b, c, d, e])), // the usual length: no loop is left of it
        _ => mix(polynomial(gram)),
    }
}

/// The hash of the gram of so many words that starts at `start`; of a text that ends before that, of what there is.
///
/// # Panics
/// When the text has no word there.
#[inline]
pub fn gram_at<K: Copy + Into<u64>>(keys: &[K], start: usize, gram_tokens: usize) -> u64 {
    let rest = &keys[start..];
    match rest.first_chunk::<5>() {
        Some(five) if gram_tokens == 5 => gram_hash(five), // the usual length: its number is known
        _ => gram_hash(&rest[..rest.len().min(gram_tokens)]),
    }
}

/// Lowest bits of a minimum, which hold its place: windows may have up to so many grams as these can number.
const PLACE_BITS: u32 = 14;
const PLACE_MASK: u64 = (1 << PLACE_BITS) - 1;

/// The places of the minima of all windows, each once. Where the minimum stays its place stays, for it holds the place.
fn choose<'c>(minima: &[f64], chosen: &'c mut Vec<usize>) -> &'c [usize] {
    chosen.resize(minima.len().max(chosen.len()), 0);
    let mut n = 0;
    chosen[0] = 0;
    for (start, two) in (1..).zip(minima.windows(2)) {
        n += usize::from(two[0].to_bits() != two[1].to_bits());
        chosen[n] = start;
    }
    let chosen = &mut chosen[..=n];
    chosen.iter_mut().for_each(|at| *at += place_in_window(minima[*at], *at));
    chosen
}

/// How far behind the start of its window a minimum is.
fn place_in_window(minimum: f64, start: usize) -> usize {
    ((!minimum.to_bits() & PLACE_MASK).wrapping_sub(start as u64) & PLACE_MASK) as usize
}

/// Hash of each run of `gram` words.
pub(crate) fn gram_hashes(keys: &[u64], gram: usize) -> Vec<u64> {
    let mut hashes = Vec::new();
    push_gram_hashes(keys, gram, &mut hashes);
    hashes
}

/// Replaces `hashes` by a rolling polynomial over the keys of each run of `gram` words, mixed so that the minimum is a fair draw.
fn push_gram_hashes<K: Copy + Into<u64>>(keys: &[K], gram: usize, hashes: &mut Vec<u64>) {
    hashes.clear();
    if gram == 0 || keys.len() < gram {
        return;
    }
    // What a key that leaves takes with it is known before: only one multiplication waits for the one before it.
    let gone_factor = (0..gram).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut rolling = keys[..gram].iter().fold(0_u64, |hash, &key| hash.wrapping_mul(BASE).wrapping_add(key.into()));
    hashes.push(mix(rolling));
    hashes.extend(keys.iter().zip(&keys[gram..]).map(|(&gone, &new)| {
        let change = new.into().wrapping_sub(gone.into().wrapping_mul(gone_factor));
        rolling = rolling.wrapping_mul(BASE).wrapping_add(change);
        mix(rolling)
    }));
}

/// Odd, so that multiplication loses nothing; from the digits of the golden ratio.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of `SplitMix64` (Steele, Lea & Flood 2014).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rolled_hash_is_the_hash_of_the_gram() {
        let keys: Vec<u64> = (0..50).map(mix).collect();
        let rolled = gram_hashes(&keys, 5);
        for (i, gram) in keys.windows(5).enumerate() {
            assert_eq!(rolled[i], gram_hash(gram));
        }
    }

    #[test]
    fn a_shared_run_of_guaranteed_length_shares_a_fingerprint() {
        let winnowing = Winnowing::default();
        let run: Vec<u64> = (1000..1000 + winnowing.guaranteed_tokens() as u64).map(mix).collect();
        for shift in 0..20 {
            let a: Vec<u64> = (0..shift).map(mix).chain(run.iter().copied()).chain((50..90).map(mix)).collect();
            let b: Vec<u64> = (200..230).map(mix).chain(run.iter().copied()).collect();
            let of_a = fingerprints(&a, winnowing);
            assert!(fingerprints(&b, winnowing).iter().any(|f| of_a.binary_search(f).is_ok()), "shift {shift}");
        }
    }

    #[test]
    fn the_chosen_are_the_minima_of_all_windows() {
        let keys: Vec<u64> = (0..2000).map(|i| mix(i % 300)).collect();
        for (gram_tokens, window_grams) in [(5, 8), (6, 6), (3, 1), (4, 13)] {
            let winnowing = Winnowing { gram_tokens, window_grams };
            let grams = gram_hashes(&keys, gram_tokens);
            let mut expected = Vec::new();
            for (start, window) in grams.windows(window_grams).enumerate() {
                let at = (0..window_grams).rev().min_by_key(|&i| window[i] >> 16).expect("a window has grams") + start;
                expected.push((grams[at], at));
            }
            expected.dedup();
            assert_eq!(fingerprints_at(&keys, winnowing), expected);
        }
    }

    #[test]
    fn short_texts() {
        let winnowing = Winnowing::default();
        assert!(fingerprints(&[1, 2, 3], winnowing).is_empty());
        assert_eq!(fingerprints(&[1, 2, 3, 4, 5, 6], winnowing).len(), 1);
    }
}
