use foldhash::{HashMap, HashMapExt};
use wirecopy_document::Version;
use wirecopy_lexicon::Lexicon;
use wirecopy_text::Tokens;

/// How articles are compared by their terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermSettings {
    /// Terms kept of an article: those with the largest weight.
    pub max_terms: usize,
    /// A term in more articles than this finds no neighbours (it still counts in the cosine of those found).
    pub max_articles: usize,
    /// Neighbours kept of an article.
    pub max_neighbours: usize,
    /// Smallest cosine worth keeping.
    pub min_cosine: f32,
}

impl Default for TermSettings {
    /// 64 terms cover the names, numbers and nouns of a news article of usual length. The cosine is low on purpose: this
    /// is a sieve, not a verdict.
    fn default() -> Self {
        Self { max_terms: 64, max_articles: 400, max_neighbours: 24, min_cosine: 0.15 }
    }
}

/// Another article, with the cosine of the two term vectors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// By index.
    pub article: u32,
    /// 0..=1.
    pub cosine: f32,
}

/// Term vectors of a pile and their postings.
///
/// Weights are tf-idf. A small pile says little about which words are rare, so document frequencies are smoothed with
/// general English: as if a thousand more articles had been read, in which each word stands as often as its
/// frequency in English predicts.
#[derive(Debug)]
pub struct TermIndex {
    vectors: Vec<Vec<(u32, f32)>>,
    postings: Vec<Vec<(u32, f32)>>,
    settings: TermSettings,
}

/// Weight of general English against the pile, in articles.
const PRIOR_ARTICLES: f32 = 1000.0;

/// Words of a typical article, to turn a word's frequency into the share of articles that hold it.
const TYPICAL_TOKENS: f32 = 400.0;

/// Zipf value that is taken for words that no list knows: names, mostly.
const UNKNOWN_ZIPF: f32 = 2.0;

impl TermIndex {
    /// Reads all versions once. Time and space O(words).
    #[must_use]
    pub fn build(versions: &[&Version], settings: TermSettings) -> Self {
        let mut vocabulary = Vocabulary::default();
        let counts: Vec<Vec<(u32, u32)>> = versions.iter().map(|v| vocabulary.count(&v.tokens)).collect();
        let idf = vocabulary.idf(versions.len());
        let mut vectors: Vec<Vec<(u32, f32)>> = counts.iter().map(|c| vector(c, &idf, settings.max_terms)).collect();
        vectors.iter_mut().for_each(|v| v.sort_unstable_by_key(|&(term, _)| term));
        let postings = invert(&vectors, vocabulary.len());
        Self { vectors, postings, settings }
    }

    /// The articles most like article `i`, best first, ties by index; never `i` itself.
    #[must_use]
    pub fn neighbours(&self, i: usize) -> Vec<Neighbour> {
        let mut found: HashMap<u32, f32> = HashMap::new();
        for &(term, weight) in &self.vectors[i] {
            let posting = &self.postings[term as usize];
            if posting.len() <= self.settings.max_articles {
                for &(article, other) in posting {
                    *found.entry(article).or_default() += weight * other;
                }
            }
        }
        found.remove(&u32::try_from(i).expect("indexes are 32 bits"));
        let mut found: Vec<Neighbour> =
            found.into_iter().map(|(article, cosine)| Neighbour { article, cosine: cosine.min(1.0) }).collect();
        found.retain(|n| n.cosine >= self.settings.min_cosine);
        found.sort_unstable_by(|x, y| y.cosine.total_cmp(&x.cosine).then(x.article.cmp(&y.article)));
        found.truncate(self.settings.max_neighbours);
        found
    }

    /// The cosine of two articles over all their kept terms, 0..=1.
    #[must_use]
    pub fn cosine(&self, i: usize, j: usize) -> f32 {
        let (mut x, mut y) = (self.vectors[i].iter().peekable(), self.vectors[j].iter().peekable());
        let mut dot = 0.0;
        while let (Some(&&(s, v)), Some(&&(t, w))) = (x.peek(), y.peek()) {
            match s.cmp(&t) {
                std::cmp::Ordering::Less => drop(x.next()),
                std::cmp::Ordering::Greater => drop(y.next()),
                std::cmp::Ordering::Equal => {
                    dot += v * w;
                    x.next();
                    y.next();
                }
            }
        }
        dot.min(1.0)
    }
}

/// Numbers the words of a pile and counts the articles that hold each.
#[derive(Default)]
struct Vocabulary {
    ids: HashMap<u64, u32>,
    articles: Vec<u32>,
    expected: Vec<f32>,
}

impl Vocabulary {
    fn len(&self) -> usize {
        self.articles.len()
    }

    /// The words of one article with their counts, sorted by id.
    fn count(&mut self, tokens: &Tokens) -> Vec<(u32, u32)> {
        let mut ids: Vec<u32> = (0..tokens.len()).map(|i| self.id(tokens, i)).collect();
        ids.sort_unstable();
        let counts: Vec<(u32, u32)> =
            ids.chunk_by(|x, y| x == y).map(|run| (run[0], u32::try_from(run.len()).unwrap_or(u32::MAX))).collect();
        counts.iter().for_each(|&(id, _)| self.articles[id as usize] += 1);
        counts
    }

    fn id(&mut self, tokens: &Tokens, i: usize) -> u32 {
        let next = u32::try_from(self.articles.len()).expect("fewer than 2^32 distinct words");
        let id = *self.ids.entry(tokens.keys()[i]).or_insert(next);
        if id == next {
            self.articles.push(0);
            self.expected.push(share_of_articles(tokens.word(i)));
        }
        id
    }

    fn idf(&self, articles: usize) -> Vec<f32> {
        let total = articles as f32 + PRIOR_ARTICLES;
        let holding = self.articles.iter().zip(&self.expected).map(|(&n, share)| n as f32 + PRIOR_ARTICLES * share);
        holding.map(|n| ((total + 1.0) / (n + 0.5)).ln().max(0.0)).collect()
    }
}

/// The share of English articles that hold a word, from its frequency: 1 - e^(-words × frequency).
fn share_of_articles(word: &str) -> f32 {
    let known = Lexicon::shared().zipf(word);
    let zipf = if known > 0.0 { known } else { UNKNOWN_ZIPF };
    1.0 - (-TYPICAL_TOKENS * 10_f32.powf(zipf - 9.0)).exp()
}

/// The heaviest terms of an article, scaled to length 1.
fn vector(counts: &[(u32, u32)], idf: &[f32], max_terms: usize) -> Vec<(u32, f32)> {
    let mut weights: Vec<(u32, f32)> =
        counts.iter().map(|&(term, n)| (term, (1.0 + (n as f32).ln()) * idf[term as usize])).collect();
    weights.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    weights.truncate(max_terms);
    let length = weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    weights.iter().filter(|_| length > 0.0).map(|&(term, w)| (term, w / length)).collect()
}

fn invert(vectors: &[Vec<(u32, f32)>], terms: usize) -> Vec<Vec<(u32, f32)>> {
    let mut postings = vec![Vec::new(); terms];
    for (article, vector) in (0_u32..).zip(vectors) {
        for &(term, weight) in vector {
            postings[term as usize].push((article, weight));
        }
    }
    postings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_rare_words_make_neighbours() {
        let texts = [
            "The Velden ferry sank off Marsk island, harbour master Ilse Brandt told reporters on Friday.",
            "Ilse Brandt, who runs the harbour, confirmed that the Velden ferry had gone down near Marsk.",
            "The central bank kept its rate, and the governor expects prices to rise more slowly.",
        ];
        let versions: Vec<Version> = texts.iter().map(|t| Version::of("x", t)).collect();
        let index = TermIndex::build(&versions.iter().collect::<Vec<_>>(), TermSettings::default());
        let near = index.neighbours(0);
        assert_eq!(near.first().map(|n| n.article), Some(1));
        assert!(near.iter().all(|n| n.article != 2), "{near:?}");
        assert!((index.cosine(0, 1) - near[0].cosine).abs() < 1e-5);
        assert!((index.cosine(0, 0) - 1.0).abs() < 1e-5);
    }
}
