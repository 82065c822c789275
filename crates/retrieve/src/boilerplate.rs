use std::ops::Range;

use crate::candidates::Candidate;
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

impl Boilerplate {
    /// Finds the boilerplate of a pile. `sets` holds the fingerprints of each article, sorted and distinct; `pairs` are the
    /// candidate pairs with their shared counts; `is_one_story(a, b)` may know of articles that belong together although
    /// they share few words, as rewrites do. Of each fingerprint's articles only neighbours (by index) are looked up: time
    /// O(F log F) for F fingerprints, whatever their frequency.
    #[must_use]
    pub fn find(sets: &[Vec<u64>], pairs: &[Candidate], is_one_story: impl Fn(u32, u32) -> bool) -> Self {
        let mut postings: Vec<(u64, u32)> = Vec::with_capacity(sets.iter().map(Vec::len).sum());
        for (article, set) in (0_u32..).zip(sets) {
            postings.extend(set.iter().map(|&hash| (hash, article)));
        }
        postings.sort_unstable();
        let is_related = |a: u32, b: u32| {
            let (x, y) = (sets[a as usize].len(), sets[b as usize].len());
            let wanted = (RELATED.0 * x.min(y) as f64).max(RELATED.1 * x.max(y) as f64);
            let at = pairs.binary_search_by_key(&(a, b), |p| (p.a, p.b));
            at.is_ok_and(|at| f64::from(pairs[at].shared) >= wanted) || is_one_story(a, b)
        };
        let buckets = postings.chunk_by(|x, y| x.0 == y.0).filter(|bucket| bucket.len() >= MIN_ARTICLES);
        let is_boilerplate = |bucket: &&[(u64, u32)]| {
            let related = bucket.windows(2).filter(|w| is_related(w[0].1, w[1].1)).count();
            related * RELATED_ONE_IN < bucket.len() - 1
        };
        Self { hashes: buckets.filter(is_boilerplate).map(|bucket| bucket[0].0).collect() }
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
        self.hashes.binary_search(&fingerprint).is_ok()
    }

    /// The words of a text that are boilerplate, as ranges in order, apart from each other. Two boilerplate grams with no
    /// other fingerprint between them are one run.
    #[must_use]
    pub fn mask(&self, keys: &[u64], winnowing: Winnowing) -> Vec<Range<usize>> {
        let mut mask: Vec<Range<usize>> = Vec::new();
        if self.is_empty() {
            return mask;
        }
        let mut goes_on = false;
        for (hash, at) in fingerprints_at(keys, winnowing) {
            let is_ours = self.contains(hash);
            if is_ours {
                let gram = at..at + winnowing.gram_tokens;
                match mask.last_mut() {
                    Some(last) if goes_on || gram.start <= last.end => last.end = gram.end,
                    _ => mask.push(gram),
                }
            }
            goes_on = is_ours;
        }
        mask
    }
}

#[cfg(test)]
mod tests {
    use wirecopy_text::Tokens;

    use super::*;
    use crate::{fingerprint_pairs, fingerprints};

    fn own(number: usize) -> String {
        (0..40).map(|i| format!("w{number}x{i} ")).collect()
    }

    fn find(texts: &[String]) -> (Boilerplate, Vec<Tokens>) {
        let tokens: Vec<Tokens> = texts.iter().map(|t| Tokens::of(t)).collect();
        let sets: Vec<Vec<u64>> = tokens.iter().map(|t| fingerprints(t.keys(), Winnowing::default())).collect();
        let pairs = fingerprint_pairs(&sets, 64).pairs;
        (Boilerplate::find(&sets, &pairs, |_, _| false), tokens)
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
