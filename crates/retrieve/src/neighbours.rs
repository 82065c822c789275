//! Articles that share rare words, through postings.

use std::ops::Range;

use wirecopy_document::Version;

use crate::sparse::dot;
use crate::terms::{Frequencies, TermCounts, Vocabulary, terms};

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

/// What [`TermIndex::neighbours`] needs while it looks; one for many articles is quicker.
#[derive(Debug, Default)]
pub struct NeighbourScratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

/// Term vectors of a pile and their postings: at most 20 bytes a kept term, some 1.3 KB an article at the defaults.
///
/// Articles get places in the order of their days, and the postings of a term stand in the order of places: so only those of the days around
/// an article are read, and its sums stand close together. An archive of years costs each article what its own months hold, and a name that
/// is in the news for years still finds its neighbours of a week.
///
/// Weights are tf-idf. A small pile says little about which words are rare, so document frequencies are smoothed with
/// general English: as if a thousand more articles had been read, in which each word stands as often as its
/// frequency in English predicts.
#[derive(Debug)]
pub struct TermIndex {
    vectors: Vec<Box<[(u32, f32)]>>,
    /// The article at each place: by day, those without a day last, then by index.
    articles: Vec<u32>,
    /// The place of each article.
    places: Vec<u32>,
    /// The days of the places, as far as they are known.
    days: Vec<i32>,
    /// Where the postings of each term begin; none for terms of one article.
    starts: Vec<u32>,
    /// Places, with the term's weight there.
    postings: Vec<(u32, f32)>,
    /// Of each term of each article, in the order of places, its posting; [`NONE`] for terms of one article. The postings of the days around an
    /// article stand around its own.
    own: Vec<u32>,
    /// Where those of each place begin.
    firsts: Vec<u32>,
    settings: TermSettings,
}

/// Stands for "no posting".
const NONE: u32 = u32::MAX;

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

    /// Makes the postings of vectors that [`TermWeights::vector`](crate::TermWeights::vector) gave, and of the days of their articles,
    /// counted from any day.
    ///
    /// # Panics
    /// When the vectors hold 2^32 terms or more together, or the days are not as many.
    #[must_use]
    pub fn new(vectors: Vec<Box<[(u32, f32)]>>, days: Vec<Option<i32>>, settings: TermSettings) -> Self {
        assert_eq!(vectors.len(), days.len(), "each article has a day or none");
        let mut articles: Vec<u32> = (0_u32..).take(vectors.len()).collect();
        articles.sort_by_key(|&article| (days[article as usize].is_none(), days[article as usize]));
        let mut places = vec![0; vectors.len()];
        (0_u32..).zip(&articles).for_each(|(place, &article)| places[article as usize] = place);
        let days = articles.iter().map_while(|&article| days[article as usize]).collect();
        let in_order = articles.iter().map(|&article| &*vectors[article as usize]);
        let firsts = in_order.clone().scan(0_u32, |end, vector| {
            *end = u32::try_from(vector.len()).ok().and_then(|terms| end.checked_add(terms)).expect(FEW_TERMS);
            Some(*end)
        });
        let firsts = std::iter::once(0).chain(firsts).collect();
        let Postings { starts, postings, own } = Postings::of(in_order);
        Self { vectors, articles, places, days, starts, postings, own, firsts, settings }
    }

    /// The articles in the order of their days: neighbours are found the quickest in this order, because what one article looks at is near
    /// to what the one before looked at.
    #[must_use]
    pub fn by_day(&self) -> &[u32] {
        &self.articles
    }

    /// The places of the days around an article, and those without a day.
    fn around(&self, i: usize) -> [Range<u32>; 2] {
        let place = |at: usize| u32::try_from(at).expect("indexes are 32 bits");
        let (dated, all) = (place(self.days.len()), place(self.articles.len()));
        let Some(&day) = self.days.get(self.places[i] as usize) else { return [0..dated, dated..all] };
        let most = self.settings.max_days;
        let first = self.days.partition_point(|other| other.saturating_add_unsigned(most) < day);
        let end = self.days.partition_point(|&other| other <= day.saturating_add_unsigned(most));
        [place(first)..place(end), dated..all]
    }

    /// The postings of a term in some places; `own` is one of its postings, and the quicker found the nearer it is.
    fn within(&self, term: u32, own: u32, places: &Range<u32>) -> &[(u32, f32)] {
        if places.is_empty() {
            return &[];
        }
        let start = self.starts[term as usize];
        let all = &self.postings[start as usize..self.starts[term as usize + 1] as usize];
        let first = seek(all, (own - start) as usize, places.start);
        &all[first..seek(all, first, places.end)]
    }

    /// The articles most like article `i`, best first, ties by index; never `i` itself.
    ///
    /// Time O(postings of its terms in the days around it), at most `max_terms` × `max_articles`.
    #[must_use]
    pub fn neighbours(&self, i: usize, scratch: &mut NeighbourScratch) -> Vec<Neighbour> {
        let NeighbourScratch { sums, touched } = scratch;
        sums.resize(self.vectors.len(), 0.0);
        let (around, own) = (self.around(i), self.places[i]);
        let postings = &self.own[self.firsts[own as usize] as usize..];
        for (&(term, weight), &posting) in self.vectors[i].iter().zip(postings).filter(|(_, posting)| **posting != NONE)
        {
            let near = around.each_ref().map(|places| self.within(term, posting, places));
            if near[0].len() + near[1].len() > self.settings.max_articles {
                continue; // it would find everybody
            }
            for &(place, other) in near.into_iter().flatten() {
                let sum = &mut sums[place as usize];
                if *sum == 0.0 {
                    touched.push(place);
                }
                *sum += weight * other;
            }
        }
        let neighbour = |place: u32| {
            let cosine = std::mem::take(&mut sums[place as usize]).min(1.0);
            let is_near = cosine >= self.settings.min_cosine && place != own;
            is_near.then(|| Neighbour { article: self.articles[place as usize], cosine })
        };
        let mut found: Vec<Neighbour> = touched.drain(..).filter_map(neighbour).collect();
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

/// Why sums of terms are 32 bits.
const FEW_TERMS: &str = "fewer than 2^32 terms in all articles";

/// Where the first posting at or behind a place stands. It is looked for in steps that grow, from `near` on, which may be the end: time
/// O(log of how far off it is), and most are near.
fn seek(all: &[(u32, f32)], near: usize, place: u32) -> usize {
    let is_before = |at: usize| all[at].0 < place;
    let (mut low, mut high, mut step) = (near, near, 1);
    while low > 0 && !(low < all.len() && is_before(low)) {
        high = low;
        low = low.saturating_sub(step);
        step *= 2;
    }
    step = 1;
    while high < all.len() && is_before(high) {
        low = high;
        high = (high + step).min(all.len());
        step *= 2;
    }
    low + all[low..high].partition_point(|posting| posting.0 < place)
}

/// The postings of each term, where each term's begin, and where each article's stand among them. A term of one article finds nobody: it has
/// none.
struct Postings {
    starts: Vec<u32>,
    postings: Vec<(u32, f32)>,
    own: Vec<u32>,
}

impl Postings {
    /// Over vectors by place.
    fn of<'v>(vectors: impl Iterator<Item = &'v [(u32, f32)]> + Clone) -> Self {
        let all = || {
            (0_u32..).zip(vectors.clone()).flat_map(|(place, vector)| vector.iter().map(move |&(t, w)| (t, place, w)))
        };
        let terms = all().map(|(term, ..)| term as usize + 1).max().unwrap_or(0);
        let mut starts = vec![0_u32; terms + 1];
        all().for_each(|(term, ..)| starts[term as usize] += 1);
        let mut end = 0_u32;
        for start in &mut starts {
            let kept = if *start >= 2 { *start } else { 0 };
            *start = end;
            end = end.checked_add(kept).expect(FEW_TERMS);
        }
        let mut next = starts.clone();
        let mut postings = vec![(0, 0.0); end as usize];
        let mut own = Vec::new();
        for (term, place, weight) in all() {
            let term = term as usize;
            let is_kept = starts[term] < starts[term + 1];
            own.push(if is_kept { next[term] } else { NONE });
            if is_kept {
                postings[next[term] as usize] = (place, weight);
                next[term] += 1;
            }
        }
        Self { starts, postings, own }
    }
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
    fn a_place_is_found_from_anywhere() {
        let all: Vec<(u32, f32)> = [2, 3, 5, 8, 13, 21, 34, 55].map(|place| (place, 0.5)).into();
        for place in 0..60 {
            let expected = all.iter().filter(|posting| posting.0 < place).count();
            (0..=all.len()).for_each(|near| assert_eq!(seek(&all, near, place), expected, "{place} from {near}"));
        }
        assert_eq!(seek(&[], 0, 7), 0);
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
