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

/// The pairs that one fingerprint makes of the articles that hold it, given by index in ascending order.
///
/// Up to `max_articles` articles are all paired; of more, each is paired with the next and with the first only: a
/// boilerplate sentence on n pages costs 2n pairs, not n², and a story that thousands printed stays connected.
pub fn bucket_pairs(articles: &[u32], max_articles: usize, mut each: impl FnMut(u32, u32)) {
    if articles.len() <= max_articles {
        for (i, &a) in articles.iter().enumerate() {
            articles[i + 1..].iter().for_each(|&b| each(a, b));
        }
    } else {
        articles.windows(2).for_each(|w| each(w[0], w[1]));
        articles[2..].iter().for_each(|&b| each(articles[0], b));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(articles: &[u32], most: usize) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        bucket_pairs(articles, most, |a, b| found.push((a, b)));
        found
    }

    #[test]
    fn few_are_all_paired() {
        assert_eq!(pairs(&[2, 5, 9], 8), [(2, 5), (2, 9), (5, 9)]);
        assert!(pairs(&[2], 8).is_empty());
    }

    #[test]
    fn a_line_on_every_page_costs_two_pairs_a_page() {
        let articles: Vec<u32> = (0..10_000).collect();
        assert!(pairs(&articles, 16).len() < 2 * articles.len());
    }
}
