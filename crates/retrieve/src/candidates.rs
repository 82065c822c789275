/// Two articles worth comparing, by index, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The smaller index.
    pub a: u32,
    /// The larger index.
    pub b: u32,
    /// How many fingerprints they share (of those that are not too common to be counted).
    pub shared: u32,
}

/// The candidate pairs of a pile, and what was not paired in full.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Sorted by `a`, then `b`.
    pub pairs: Vec<Candidate>,
    /// How many fingerprints stand in more articles than `max_articles`: these join neighbours only, not all pairs.
    pub crowded: usize,
}

/// Pairs of articles that share fingerprints.
///
/// `sets` holds the fingerprints of each article, sorted and distinct. A fingerprint that stands in up to
/// `max_articles` articles pairs them all; one that stands in more pairs each with the next and with the first only: a
/// boilerplate sentence on n pages costs 2n pairs, not n², and a story that thousands printed stays connected.
///
/// Time O(F log F + F × `max_articles`) for F fingerprints, space 12 bytes a fingerprint and 8 a pair before counting.
#[must_use]
pub fn fingerprint_pairs(sets: &[Vec<u64>], max_articles: usize) -> Candidates {
    let mut postings: Vec<(u64, u32)> = Vec::with_capacity(sets.iter().map(Vec::len).sum());
    for (article, set) in (0_u32..).zip(sets) {
        postings.extend(set.iter().map(|&hash| (hash, article)));
    }
    postings.sort_unstable();
    let mut pairs = Vec::new();
    let mut crowded = 0;
    for bucket in postings.chunk_by(|x, y| x.0 == y.0) {
        if bucket.len() <= max_articles {
            push_all(bucket, &mut pairs);
        } else {
            crowded += 1;
            push_chain(bucket, &mut pairs);
        }
    }
    Candidates { pairs: count(pairs), crowded }
}

fn push_all(bucket: &[(u64, u32)], pairs: &mut Vec<(u32, u32)>) {
    for (i, &(_, a)) in bucket.iter().enumerate() {
        pairs.extend(bucket[i + 1..].iter().map(|&(_, b)| (a, b)));
    }
}

fn push_chain(bucket: &[(u64, u32)], pairs: &mut Vec<(u32, u32)>) {
    let first = bucket[0].1;
    pairs.extend(bucket.windows(2).map(|w| (w[0].1, w[1].1)));
    pairs.extend(bucket[2..].iter().map(|&(_, b)| (first, b)));
}

fn count(mut pairs: Vec<(u32, u32)>) -> Vec<Candidate> {
    pairs.sort_unstable();
    pairs
        .chunk_by(|x, y| x == y)
        .map(|run| Candidate { a: run[0].0, b: run[0].1, shared: u32::try_from(run.len()).unwrap_or(u32::MAX) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted() {
        let found = fingerprint_pairs(&[vec![1, 2, 3], vec![2, 3], vec![3, 9]], 8);
        let pairs: Vec<_> = found.pairs.iter().map(|c| (c.a, c.b, c.shared)).collect();
        assert_eq!(pairs, [(0, 1, 2), (0, 2, 1), (1, 2, 1)]);
        assert_eq!(found.crowded, 0);
    }

    #[test]
    fn a_line_on_every_page_costs_two_pairs_a_page() {
        let sets: Vec<Vec<u64>> = (0..10_000).map(|i| vec![7, 100 + i]).collect();
        let found = fingerprint_pairs(&sets, 16);
        assert_eq!(found.crowded, 1);
        assert!(found.pairs.len() < 2 * sets.len());
    }
}
