use std::ops::Range;

use crate::fingerprint::{Winnowing, fingerprints_at};

/// Fingerprints of boilerplate: runs of words that stand in several articles which share little else, such as a note about
/// the author, an appeal for donations, the captions of a gallery that runs on every page.
///
/// A run that many papers printed as part of one story is not boilerplate: those articles share most of their text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Boilerplate {
    hashes: Vec<u64>,
}

/// Fewer articles say too little: a passage that two articles took from a third is real copying.
const MIN_ARTICLES: usize = 4;

/// Two articles whose fingerprints overlap by these shares of the smaller and of the larger set share their copy, not just
/// a passage. The second share keeps a scrap that holds the boilerplate alone from vouching for it.
const RELATED: (f64, f64) = (0.5, 0.2);

/// A run is boilerplate when fewer than one in this many of the pairs that hold it are related.
const RELATED_ONE_IN: usize = 4;

/// Bits of a fingerprint that are kept where millions are sorted: enough for boilerplate and candidates, which the texts
/// confirm or not.
const SHORT_BITS: u32 = 40;

/// A fingerprint cut to 40 bits. Fingerprints are minima: their high bits are mostly zeros, and the low ones must be mixed in
/// (multiplicative hashing, Knuth 1973, with the digits of the golden ratio).
#[must_use]
pub fn short(fingerprint: u64) -> u64 {
    fingerprint.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SHORT_BITS)
}

/// Whether two articles with so many fingerprints each, and so many in common, share their copy and not just a passage.
#[must_use]
pub fn is_related(shared: u32, x: u32, y: u32) -> bool {
    let wanted = (RELATED.0 * f64::from(x.min(y))).max(RELATED.1 * f64::from(x.max(y)));
    f64::from(shared) >= wanted
}

/// Whether a run of words is boilerplate, given the articles that hold it, by index, and who is related. Only neighbours
/// are looked up: time is linear in the articles.
#[must_use]
pub fn is_boilerplate(articles: &[u32], is_related: impl Fn(u32, u32) -> bool) -> bool {
    if articles.len() < MIN_ARTICLES {
        return false;
    }
    let related = articles.windows(2).filter(|w| is_related(w[0], w[1])).count();
    related * RELATED_ONE_IN < articles.len() - 1
}

impl Boilerplate {
    /// The boilerplate with these fingerprints, cut by [`short`].
    #[must_use]
    pub fn new(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        Self { hashes }
    }

    /// How many fingerprints are boilerplate.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Whether a fingerprint is boilerplate.
    #[must_use]
    pub fn contains(&self, fingerprint: u64) -> bool {
        self.hashes.binary_search(&short(fingerprint)).is_ok()
    }

    /// The words of a text that are boilerplate, as ranges in order, apart from each other. Two boilerplate grams with no
    /// other fingerprint between them are one run.
    #[must_use]
    pub fn mask(&self, keys: &[u64], winnowing: Winnowing) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let grams = fingerprints_at(keys, winnowing);
        let grams: Vec<(usize, bool)> = grams.into_iter().map(|(hash, at)| (at, self.contains(hash))).collect();
        boilerplate_mask(&grams, winnowing.gram_tokens)
    }
}

/// The words of a text that are boilerplate, given the first word of each chosen gram in order, and whether the gram is
/// boilerplate: ranges in order, apart from each other. Two boilerplate grams with no other gram between them are one run.
#[must_use]
pub fn boilerplate_mask(grams: &[(usize, bool)], gram_tokens: usize) -> Vec<Range<usize>> {
    let mut mask: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for &(at, is_ours) in grams {
        if is_ours {
            let gram = at..at + gram_tokens;
            match mask.last_mut() {
                Some(last) if goes_on || gram.start <= last.end => last.end = gram.end,
                _ => mask.push(gram),
            }
        }
        goes_on = is_ours;
    }
    mask
}

#[cfg(test)]
mod tests {
    use wirecopy_text::Tokens;

    use super::*;
    use crate::fingerprints;

    fn own(number: usize) -> String {
        (0..40).map(|i| format!("w{number}x{i} ")).collect()
    }

    fn find(texts: &[String]) -> (Boilerplate, Vec<Tokens>) {
        let tokens: Vec<Tokens> = texts.iter().map(|t| Tokens::of(t)).collect();
        let sets: Vec<Vec<u64>> = tokens.iter().map(|t| fingerprints(t.keys(), Winnowing::default())).collect();
        let number = |n: usize| u32::try_from(n).expect("few");
        let related = |a: u32, b: u32| {
            let (x, y) = (&sets[a as usize], &sets[b as usize]);
            let shared = x.iter().filter(|hash| y.contains(hash)).count();
            is_related(number(shared), number(x.len()), number(y.len()))
        };
        let holding =
            |hash: &u64| -> Vec<u32> { (0..number(sets.len())).filter(|&i| sets[i as usize].contains(hash)).collect() };
        let hashes = sets.iter().flatten().filter(|hash| is_boilerplate(&holding(hash), related));
        (Boilerplate::new(hashes.map(|&hash| short(hash)).collect()), tokens)
    }

    const NOTE: &str = "please support our work with a gift of any size because good reporting is costly and \
                        every little bit helps us to keep going for one more year";

    #[test]
    fn a_note_on_unlike_articles_is_boilerplate() {
        let texts: Vec<String> = (0..6).map(|i| format!("{} {NOTE}", own(i))).collect();
        let (found, tokens) = find(&texts);
        let mask = found.mask(tokens[0].keys(), Winnowing::default());
        assert_eq!(mask.len(), 1, "{mask:?}");
        assert!(mask[0].start >= 40 && mask[0].len() > NOTE.split(' ').count() / 2, "{mask:?}");
    }

    #[test]
    fn a_story_that_many_printed_is_not() {
        let texts: Vec<String> = (0..6).map(|i| format!("{} {NOTE} own{i}", own(0))).collect();
        assert!(find(&texts).0.is_empty());
    }

    #[test]
    fn a_passage_of_two_or_three_articles_is_not() {
        let texts: Vec<String> = (0..3).map(|i| format!("{} {NOTE}", own(i))).collect();
        assert!(find(&texts).0.is_empty());
    }
}
