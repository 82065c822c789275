//! The words of articles, by number, and what they weigh.

use foldhash::HashMap;
use serde::{Deserialize, Serialize};
use wirecopy_document::Version;
use wirecopy_lexicon::Lexicon;

use crate::profile::LEAD_SENTENCES;
use crate::sparse::{keep_heaviest, scaled};

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
        keep_heaviest(&mut weights, max_terms, |&term| term);
        scaled(weights.into_iter())
    }

    /// A word's place, and what it weighs in an article.
    pub(crate) fn weight(&self, term: &TermCount) -> (u32, f32) {
        let (idf, place) = self.words[term.number as usize];
        let times = if term.count == 1 { 1.0 } else { 1.0 + (term.count as f32).ln() };
        (place, times * idf)
    }
}

/// Weight of general English against the pile, in articles.
const PRIOR_ARTICLES: f32 = 1000.0;

/// Words of a typical article, to turn a word's frequency into the share of articles that hold it.
const TYPICAL_TOKENS: f32 = 400.0;

/// Zipf value that is taken for words that no list knows: names, mostly.
const UNKNOWN_ZIPF: f32 = 2.0;

/// The share of English articles that hold a word, from its frequency: 1 - e^(-words × frequency).
fn share_of_articles(word: &str) -> f32 {
    let known = Lexicon::shared().zipf(word);
    let zipf = if known > 0.0 { known } else { UNKNOWN_ZIPF };
    1.0 - (-TYPICAL_TOKENS * 10_f32.powf(zipf - 9.0)).exp()
}
