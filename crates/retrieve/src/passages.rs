use std::ops::Range;

use foldhash::{HashMap, HashMapExt};
use serde::{Deserialize, Serialize};
use wirecopy_text::Tokens;

use crate::fingerprint::gram_hashes;

/// A run of words that two texts share, after folding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Words of a.
    pub a: Range<usize>,
    /// Words of b, as many.
    pub b: Range<usize>,
}

/// The passages of a pair and how much of each text they cover.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shared {
    /// In the order of a; apart from each other in a, possibly overlapping in b.
    pub passages: Vec<Passage>,
    /// How many words of a stand in a passage.
    pub covered_a: usize,
    /// How many words of b stand in a passage.
    pub covered_b: usize,
}

/// Places of one gram in b that are tried; more occur only in texts that repeat themselves.
const MAX_PLACES: usize = 8;

/// The runs of at least `min_tokens` words that stand in both texts.
///
/// Reads a from left to right; where a gram of a stands in b, takes the longest run that starts there (of equal runs the
/// one that goes on where the last passage ended in b, then the first) and goes on behind it. Every word is compared, so a
/// collision of hashes can't make a passage.
///
/// Time O(a + b) look-ups with at most eight places a gram, space O(b).
#[must_use]
pub fn passages(a: &Tokens, b: &Tokens, min_tokens: usize) -> Shared {
    let gram = min_tokens.max(1);
    let places = places(b.keys(), gram);
    let grams = gram_hashes(a.keys(), gram);
    let mut found: Vec<Passage> = Vec::new();
    let mut at = 0;
    while let Some(hash) = grams.get(at) {
        let expected = found.last().map_or(0, |p| p.b.end);
        let longest = places.get(hash).and_then(|starts| longest(a, b, at, starts, expected));
        match longest {
            Some(passage) if passage.a.len() >= gram => {
                at = passage.a.end;
                found.push(passage);
            }
            _ => at += 1,
        }
    }
    let covered_a = found.iter().map(|p| p.a.len()).sum();
    let covered_b = covered(found.iter().map(|p| p.b.clone()).collect());
    Shared { passages: found, covered_a, covered_b }
}

fn places(keys: &[u64], gram: usize) -> HashMap<u64, Vec<u32>> {
    let mut places: HashMap<u64, Vec<u32>> = HashMap::with_capacity(keys.len());
    for (start, hash) in (0_u32..).zip(gram_hashes(keys, gram)) {
        let starts = places.entry(hash).or_default();
        if starts.len() < MAX_PLACES {
            starts.push(start);
        }
    }
    places
}

fn longest(a: &Tokens, b: &Tokens, at: usize, starts: &[u32], expected: usize) -> Option<Passage> {
    let runs = starts.iter().map(|&start| {
        let start = start as usize;
        (run_length(a, b, at, start), start)
    });
    let (length, start) = runs.max_by_key(|&(length, start)| (length, start >= expected, std::cmp::Reverse(start)))?;
    Some(Passage { a: at..at + length, b: start..start + length })
}

fn run_length(a: &Tokens, b: &Tokens, at: usize, start: usize) -> usize {
    let limit = (a.len() - at).min(b.len() - start);
    (0..limit).take_while(|&i| a.keys()[at + i] == b.keys()[start + i] && a.word(at + i) == b.word(start + i)).count()
}

/// How many places the ranges cover together.
fn covered(mut ranges: Vec<Range<usize>>) -> usize {
    ranges.sort_unstable_by_key(|r| r.start);
    let mut end = 0;
    let mut total = 0;
    for range in ranges {
        total += range.end.saturating_sub(range.start.max(end));
        end = end.max(range.end);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: &[&str]) -> Shared {
        let (tokens_a, tokens_b) = (Tokens::of(a), Tokens::of(b));
        let shared = passages(&tokens_a, &tokens_b, 3);
        let texts: Vec<&str> =
            shared.passages.iter().map(|p| tokens_a.cover(p.a.clone()).expect("not empty").of(a)).collect();
        assert_eq!(texts, expected);
        shared
    }

    #[test]
    fn runs_are_maximal_and_folded() {
        let shared = check(
            "He said the “old bridge” fell. Rain came.",
            "Yes: the 'Old bridge' fell! He said",
            &["the “old bridge” fell"],
        );
        assert_eq!((shared.covered_a, shared.covered_b), (4, 4));
    }

    #[test]
    fn moved_and_repeated_runs() {
        let shared = check("a b c d e f. x. a b c d", "e f g. a b c d", &["a b c d", "a b c d"]);
        assert_eq!((shared.covered_a, shared.covered_b), (8, 4));
        check("", "a b c", &[]);
        check("a b", "a b", &[]);
    }

    #[test]
    fn a_text_of_one_word_repeated_is_linear() {
        let text = "go ".repeat(20_000);
        let tokens = Tokens::of(&text);
        assert_eq!(passages(&tokens, &tokens, 6).covered_a, 20_000);
    }
}
