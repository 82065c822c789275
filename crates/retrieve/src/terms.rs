use foldhash::HashMap;
use serde::{Deserialize, Serialize};
use wirecopy_document::Version;
use wirecopy_lexicon::Lexicon;

use crate::profile::LEAD_SENTENCES;

/// How articles are compared by their terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermSettings {
    /// Terms kept of an article: those with the largest weight.
    pub max_terms: usize,
    /// A term in more articles of the days around an article than this finds it no neighbours (it still counts in the cosine of those
    /// found).
    pub max_articles: usize,
    /// Articles that were published more days apart than this are no neighbours. Where a day is not known nothing speaks against it.
    pub max_days: u32,
    /// Neighbours kept of an article.
    pub max_neighbours: usize,
    /// Smallest cosine worth keeping.
    pub min_cosine: f32,
}

impl Default for TermSettings {
    /// 64 terms cover the names, numbers and nouns of a news article of usual length. The cosine is low on purpose: this
    /// is a sieve, not a verdict. Beyond 30 days a story's likeness has faded to nothing, and no pair without a shared run of words
    /// is read.
    fn default() -> Self {
        Self { max_terms: 64, max_articles: 400, max_days: 30, max_neighbours: 24, min_cosine: 0.15 }
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

/// A word of an article.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// Its key, as [`wirecopy_text::Tokens::keys`] gives it.
    pub key: u64,
    /// How often it stands in the article.
    pub count: u32,
    /// The share of English articles that hold it, 0..=1.
    pub share: f32,
    /// What it looks like, and where it stands.
    pub marks: Marks,
}

/// What a word of an article looks like, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marks {
    /// It has a capital inside a sentence at least once: a name, mostly.
    pub is_name: bool,
    /// It begins with a digit.
    pub is_number: bool,
    /// It stands in the first sentences, which say what happened.
    pub in_lead: bool,
}

/// The words of one article, sorted by key. Time O(words log words).
#[must_use]
pub fn terms(version: &Version) -> Vec<Term> {
    let tokens = &version.tokens;
    let mut places: Vec<(u64, u32)> = tokens.keys().iter().copied().zip(0..).collect();
    places.sort_unstable();
    let lead = version.sentences.get(..LEAD_SENTENCES).unwrap_or(&version.sentences);
    let lead_ends = lead.last().map_or(0, |sentence| sentence.tokens.end);
    let starts: Vec<usize> = version.sentences.iter().map(|sentence| sentence.tokens.start).collect();
    let has_capital = |i: usize| tokens.span(i).of(&version.text).starts_with(char::is_uppercase);
    let term = |run: &[(u64, u32)]| {
        let first = run[0].1 as usize;
        let mut inside = run.iter().map(|&(_, i)| i as usize).filter(|i| starts.binary_search(i).is_err());
        Term {
            key: run[0].0,
            count: u32::try_from(run.len()).unwrap_or(u32::MAX),
            share: share_of_articles(tokens.word(first)),
            marks: Marks {
                is_name: inside.any(has_capital),
                is_number: tokens.word(first).starts_with(|c: char| c.is_ascii_digit()),
                in_lead: first < lead_ends,
            },
        }
    };
    places.chunk_by(|x, y| x.0 == y.0).map(term).collect()
}

/// A word of an article by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCount {
    /// Its number in the vocabulary.
    pub number: u32,
    /// How often it stands in the article.
    pub count: u32,
    /// What it looks like, and where it stands.
    pub marks: Marks,
}

/// The words of an article by number.
pub type TermCounts = Vec<TermCount>;

/// Numbers the words of a pile: 20 bytes a word and what the hash map takes.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<u64, u32>,
    words: Vec<(u64, f32)>,
}

impl Vocabulary {
    /// The words of an article by number; words that were not seen before get the next ones.
    ///
    /// # Panics
    /// When there are more than 2^32 words.
    pub fn number(&mut self, terms: &[Term]) -> TermCounts {
        let number = |term: &Term| {
            let next = u32::try_from(self.words.len()).expect("fewer than 2^32 distinct words");
            let number = *self.numbers.entry(term.key).or_insert(next);
            if number == next {
                self.words.push((term.key, term.share));
            }
            TermCount { number, count: term.count, marks: term.marks }
        };
        terms.iter().map(number).collect()
    }

    /// The words that have the numbers from `from` on: their keys and shares.
    #[must_use]
    pub fn words(&self, from: usize) -> &[(u64, f32)] {
        &self.words[from..]
    }

    /// Takes in a word that was numbered before; the numbers go on from there.
    pub fn restore(&mut self, (key, share): (u64, f32)) {
        let number = u32::try_from(self.words.len()).expect("fewer than 2^32 distinct words");
        self.numbers.insert(key, number);
        self.words.push((key, share));
    }
}

/// In how many articles each word stands.
#[derive(Debug, Default)]
pub struct Frequencies {
    articles: usize,
    holding: Vec<u32>,
}

impl Frequencies {
    /// Counts the words of one more article.
    pub fn add(&mut self, counts: &[TermCount]) {
        self.articles += 1;
        let most = counts.iter().map(|term| term.number as usize + 1).max().unwrap_or(0);
        self.holding.resize(self.holding.len().max(most), 0);
        counts.iter().for_each(|term| self.holding[term.number as usize] += 1);
    }

    /// What each word weighs. Time that of sorting the vocabulary.
    #[must_use]
    pub fn weights(&self, vocabulary: &Vocabulary) -> TermWeights {
        let total = self.articles as f32 + PRIOR_ARTICLES;
        let words = &vocabulary.words;
        let idf = |(number, &(_, share)): (usize, &(u64, f32))| {
            let holding = self.holding.get(number).copied().unwrap_or(0) as f32 + PRIOR_ARTICLES * share;
            ((total + 1.0) / (holding + 0.5)).ln().max(0.0)
        };
        let mut order: Vec<u32> = (0_u32..).take(words.len()).collect();
        order.sort_unstable_by_key(|&number| words[number as usize].0);
        let mut rank = vec![0; words.len()];
        (0_u32..).zip(&order).for_each(|(place, &number)| rank[number as usize] = place);
        TermWeights { words: words.iter().enumerate().map(idf).zip(rank).collect() }
    }
}

/// What each word weighs, and its place in the order of keys. Vectors use the places, so that sums are made in the same
/// order however the words were numbered.
#[derive(Debug)]
pub struct TermWeights {
    words: Vec<(f32, u32)>,
}

impl TermWeights {
    /// The heaviest terms of an article, scaled to length 1, sorted by term.
    #[must_use]
    pub fn vector(&self, counts: &[TermCount], max_terms: usize) -> Box<[(u32, f32)]> {
        let mut weights: Vec<(u32, f32)> = counts.iter().map(|term| self.weight(term)).collect();
        weights.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        weights.truncate(max_terms);
        scaled(weights.into_iter())
    }

    /// A word's place, and what it weighs in an article.
    pub(crate) fn weight(&self, term: &TermCount) -> (u32, f32) {
        let (idf, place) = self.words[term.number as usize];
        (place, (1.0 + (term.count as f32).ln()) * idf)
    }
}

/// Term vectors of a pile and their postings: at most 16 bytes a kept term, some 1 KB an article at the defaults.
///
/// The postings of a term stand in the order of days, so that only those of the days around an article are read: an archive of years
/// costs each article what its own months hold, and a name that is in the news for years still finds its neighbours of a week.
///
/// Weights are tf-idf. A small pile says little about which words are rare, so document frequencies are smoothed with
/// general English: as if a thousand more articles had been read, in which each word stands as often as its
/// frequency in English predicts.
#[derive(Debug)]
pub struct TermIndex {
    vectors: Vec<Box<[(u32, f32)]>>,
    /// The day of each article; [`UNDATED`] where it is not known.
    days: Vec<i32>,
    /// Where the posting of each term begins; empty for terms of one article.
    starts: Vec<u32>,
    /// By day, those without a day last, then by article.
    postings: Vec<(u32, f32)>,
    settings: TermSettings,
}

/// Behind all days.
const UNDATED: i32 = i32::MAX;

/// Weight of general English against the pile, in articles.
const PRIOR_ARTICLES: f32 = 1000.0;

/// Words of a typical article, to turn a word's frequency into the share of articles that hold it.
const TYPICAL_TOKENS: f32 = 400.0;

/// Zipf value that is taken for words that no list knows: names, mostly.
const UNKNOWN_ZIPF: f32 = 2.0;

/// What [`TermIndex::neighbours`] needs while it looks; one for many articles is quicker.
#[derive(Debug, Default)]
pub struct NeighbourScratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl TermIndex {
    /// Reads all versions, for piles that fit in memory. Time and space O(words).
    #[must_use]
    pub fn build(versions: &[&Version], settings: TermSettings) -> Self {
        let mut vocabulary = Vocabulary::default();
        let counts: Vec<TermCounts> = versions.iter().map(|v| vocabulary.number(&terms(v))).collect();
        let mut frequencies = Frequencies::default();
        counts.iter().for_each(|c| frequencies.add(c));
        let weights = frequencies.weights(&vocabulary);
        let vectors = counts.iter().map(|c| weights.vector(c, settings.max_terms)).collect();
        Self::new(vectors, vec![None; versions.len()], settings)
    }

    /// Makes the postings of vectors that [`TermWeights::vector`] gave, and of the days of their articles, counted from any day.
    ///
    /// # Panics
    /// When the vectors hold 2^32 terms or more together, or the days are not as many.
    #[must_use]
    pub fn new(vectors: Vec<Box<[(u32, f32)]>>, days: Vec<Option<i32>>, settings: TermSettings) -> Self {
        assert_eq!(vectors.len(), days.len(), "each article has a day or none");
        let days: Vec<i32> = days.into_iter().map(|day| day.unwrap_or(UNDATED)).collect();
        let mut order: Vec<u32> = (0_u32..).take(vectors.len()).collect();
        order.sort_by_key(|&article| days[article as usize]);
        let all =
            || order.iter().flat_map(|&article| vectors[article as usize].iter().map(move |&(t, w)| (t, article, w)));
        let terms = all().map(|(term, ..)| term as usize + 1).max().unwrap_or(0);
        let mut starts = vec![0_u32; terms + 1];
        all().for_each(|(term, ..)| starts[term as usize] += 1);
        let mut end = 0_u32;
        for start in &mut starts {
            // A term of one article finds nobody.
            let kept = if *start >= 2 { *start } else { 0 };
            *start = end;
            end = end.checked_add(kept).expect("fewer than 2^32 terms in all articles");
        }
        let mut next = starts.clone();
        let mut postings = vec![(0, 0.0); end as usize];
        for (term, article, weight) in all() {
            let term = term as usize;
            if starts[term] < starts[term + 1] {
                postings[next[term] as usize] = (article, weight);
                next[term] += 1;
            }
        }
        Self { vectors, days, starts, postings, settings }
    }

    /// The postings of a term around a day: those of the days that are near, and those without a day.
    fn around(&self, term: u32, day: i32) -> [&[(u32, f32)]; 2] {
        let all = &self.postings[self.starts[term as usize] as usize..self.starts[term as usize + 1] as usize];
        let day_of = |posting: &(u32, f32)| self.days[posting.0 as usize];
        let (dated, undated) = all.split_at(all.partition_point(|posting| day_of(posting) < UNDATED));
        if day == UNDATED {
            return [dated, undated];
        }
        let first =
            dated.partition_point(|posting| day_of(posting).saturating_add_unsigned(self.settings.max_days) < day);
        let last =
            dated.partition_point(|posting| day_of(posting) <= day.saturating_add_unsigned(self.settings.max_days));
        [&dated[first..last], undated]
    }

    /// The articles most like article `i`, best first, ties by index; never `i` itself.
    ///
    /// Time O(postings of its terms in the days around it), at most `max_terms` × `max_articles`.
    #[must_use]
    pub fn neighbours(&self, i: usize, scratch: &mut NeighbourScratch) -> Vec<Neighbour> {
        let NeighbourScratch { sums, touched } = scratch;
        sums.resize(self.vectors.len(), 0.0);
        for &(term, weight) in &self.vectors[i] {
            let near = self.around(term, self.days[i]);
            if near[0].len() + near[1].len() > self.settings.max_articles {
                continue; // it would find everybody
            }
            for &(article, other) in near.into_iter().flatten() {
                let sum = &mut sums[article as usize];
                if *sum == 0.0 {
                    touched.push(article);
                }
                *sum += weight * other;
            }
        }
        let own = u32::try_from(i).expect("indexes are 32 bits");
        let cosine = |article: u32| Neighbour { article, cosine: std::mem::take(&mut sums[article as usize]).min(1.0) };
        let mut found: Vec<Neighbour> = touched.drain(..).map(cosine).collect();
        found.retain(|n| n.cosine >= self.settings.min_cosine && n.article != own);
        found.sort_unstable_by(|x, y| y.cosine.total_cmp(&x.cosine).then(x.article.cmp(&y.article)));
        found.truncate(self.settings.max_neighbours);
        found
    }

    /// The cosine of two articles over all their kept terms, 0..=1.
    #[must_use]
    pub fn cosine(&self, i: usize, j: usize) -> f32 {
        dot(&self.vectors[i], &self.vectors[j])
    }
}

/// Cosine of two vectors of length 1 that are sorted by term.
pub(crate) fn dot(x: &[(u32, f32)], y: &[(u32, f32)]) -> f32 {
    let (mut x, mut y) = (x.iter().peekable(), y.iter().peekable());
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

/// Scales to length 1 and sorts by term.
pub(crate) fn scaled(weights: impl Iterator<Item = (u32, f32)>) -> Box<[(u32, f32)]> {
    let mut vector: Vec<(u32, f32)> = weights.filter(|&(_, w)| w > 0.0).collect();
    let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, w)| *w /= length);
    vector.sort_unstable_by_key(|&(term, _)| term);
    vector.into()
}

/// The share of English articles that hold a word, from its frequency: 1 - e^(-words × frequency).
fn share_of_articles(word: &str) -> f32 {
    let known = Lexicon::shared().zipf(word);
    let zipf = if known > 0.0 { known } else { UNKNOWN_ZIPF };
    1.0 - (-TYPICAL_TOKENS * 10_f32.powf(zipf - 9.0)).exp()
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
        let near = index.neighbours(0, &mut NeighbourScratch::default());
        assert_eq!(near.first().map(|n| n.article), Some(1));
        assert!(near.iter().all(|n| n.article != 2), "{near:?}");
        assert!((index.cosine(0, 1) - near[0].cosine).abs() < 1e-5);
        assert!((index.cosine(0, 0) - 1.0).abs() < 1e-5);
    }

    /// The neighbours of the first of articles with equal words and these days.
    fn check(days: &[Option<i32>], settings: TermSettings, expected: &[u32]) {
        let vectors = days.iter().map(|_| Box::from([(0, 0.6), (1, 0.8)])).collect();
        let index = TermIndex::new(vectors, days.to_vec(), settings);
        let mut found: Vec<u32> =
            index.neighbours(0, &mut NeighbourScratch::default()).iter().map(|n| n.article).collect();
        found.sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn neighbours_are_of_the_days_around() {
        let settings = TermSettings { max_days: 30, ..TermSettings::default() };
        check(&[Some(100), Some(69), Some(70), Some(130), Some(131), None], settings, &[2, 3, 5]);
        check(&[None, Some(69), None], settings, &[1, 2]);
    }

    #[test]
    fn a_term_may_be_common_over_the_years() {
        let settings = TermSettings { max_articles: 3, ..TermSettings::default() };
        let years = [100, 101, 500, 501, 502, 900].map(Some);
        check(&years, settings, &[1]);
        check(&[100; 4].map(Some), settings, &[]);
    }
}
