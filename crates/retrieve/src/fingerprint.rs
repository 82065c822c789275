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
    let grams = gram_hashes(keys, winnowing.gram_tokens);
    if grams.is_empty() {
        return Vec::new();
    }
    let window = winnowing.window_grams.clamp(1, grams.len());
    let mut chosen = Vec::with_capacity(grams.len() * 2 / (window + 1) + 1);
    let mut minimum = rightmost_minimum(&grams, 0..window);
    chosen.push((grams[minimum], minimum));
    for end in window + 1..=grams.len() {
        let start = end - window;
        if minimum < start {
            minimum = rightmost_minimum(&grams, start..end);
            chosen.push((grams[minimum], minimum));
        } else if grams[end - 1] < grams[minimum] {
            minimum = end - 1;
            chosen.push((grams[minimum], minimum));
        }
    }
    chosen
}

fn rightmost_minimum(grams: &[u64], range: std::ops::Range<usize>) -> usize {
    let start = range.start;
    range.rev().min_by_key(|&i| grams[i]).unwrap_or(start)
}

/// Hash of each run of `gram` words, by a rolling polynomial over the keys, mixed so that the minimum is a fair draw.
pub(crate) fn gram_hashes(keys: &[u64], gram: usize) -> Vec<u64> {
    if gram == 0 || keys.len() < gram {
        return Vec::new();
    }
    let leading = (1..gram).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut rolling = keys[..gram].iter().fold(0_u64, |hash, &key| hash.wrapping_mul(BASE).wrapping_add(key));
    let mut hashes = Vec::with_capacity(keys.len() - gram + 1);
    hashes.push(mix(rolling));
    for (&gone, &new) in keys.iter().zip(&keys[gram..]) {
        rolling = rolling.wrapping_sub(gone.wrapping_mul(leading)).wrapping_mul(BASE).wrapping_add(new);
        hashes.push(mix(rolling));
    }
    hashes
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
            assert_eq!(rolled[i], gram_hashes(gram, 5)[0]);
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
    fn short_texts() {
        let winnowing = Winnowing::default();
        assert!(fingerprints(&[1, 2, 3], winnowing).is_empty());
        assert_eq!(fingerprints(&[1, 2, 3, 4, 5, 6], winnowing).len(), 1);
    }
}
