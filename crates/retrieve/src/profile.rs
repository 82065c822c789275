//! What articles are about, so closely that reports of one event can be told from those of another of the same kind.

use wirecopy_document::Version;
use wirecopy_lexicon::{Lexicon, Vector};

use crate::sparse::{common, dot, keep_heaviest, scaled};
use crate::terms::{TermCount, TermWeights};

/// What one report or several of one event are about: the heaviest words, which of them are names and numbers, and in which
/// direction the first sentences point. Of one report some 2.5 KB, of several at most 8.
#[derive(Debug, Clone)]
pub struct Profile {
    terms: Box<[(u32, f32)]>,
    names: Box<[(u32, f32)]>,
    numbers: Box<[(u32, f32)]>,
    /// The terms that are neither, sorted.
    plain: Box<[u32]>,
    lead: Vector,
    reports: u32,
}

/// What two profiles have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Common {
    /// Cosine of all terms, 0..=1.
    pub terms: f32,
    /// Cosine of the directions of the first sentences, -1..=1.
    pub lead: f32,
    /// Cosine of the names, 0..=1; 0 where one side has none.
    pub names: f32,
    /// Cosine of the numbers, 0..=1; 0 where one side has none.
    pub numbers: f32,
    /// Share of the terms that are neither names nor numbers which both have, 0..=1: the cosine of the two sets.
    pub plain: f32,
    /// Whether both sides have names.
    pub are_named: bool,
    /// How many reports each side is made of, the smaller number first.
    pub reports: [u32; 2],
}

/// Sentences that say what happened.
pub(crate) const LEAD_SENTENCES: usize = 2;
/// What a word in them weighs more.
const LEAD_WEIGHT: f32 = 1.5;
/// Terms kept: nearly all of a short report.
const MAX_TERMS: usize = 150;
/// Terms kept of several reports.
const MAX_TERMS_TOGETHER: usize = 400;
/// Share of plain words in common from which two texts may be by one template, and the share of that below which their names are others.
const TEMPLATE_PLAIN: f32 = 0.5;
const TEMPLATE_NAMES: f32 = 0.5;
/// Beyond so many reports one more hardly changes what they say together.
const MANY_REPORTS: u32 = 8;

/// In which direction the first two sentences of an article point, without words of closed classes.
#[must_use]
pub fn lead(version: &Version) -> Vector {
    let lexicon = Lexicon::shared();
    let sentences = version.sentences.get(..LEAD_SENTENCES).unwrap_or(&version.sentences);
    let end = sentences.last().map_or(0, |sentence| sentence.tokens.end);
    let words = (0..end).map(|i| version.tokens.word(i)).filter(|word| !lexicon.is_function(word));
    lexicon.vectors().sentence(words)
}

impl Profile {
    /// From the words of an article, and its [`lead`].
    #[must_use]
    pub fn new(counts: &[TermCount], lead: Vector, weights: &TermWeights) -> Self {
        let weight = |term: &TermCount| {
            let (place, weight) = weights.weight(term);
            (place, if term.marks.in_lead { LEAD_WEIGHT * weight } else { weight }, term.marks)
        };
        let mut heavy: Vec<_> = counts.iter().map(weight).collect();
        keep_heaviest(&mut heavy, MAX_TERMS, |&(place, weight, _)| (place, weight));
        let all = || heavy.iter().map(|&(place, weight, _)| (place, weight));
        let marks = || heavy.iter().map(|&(.., marks)| marks);
        let some = |wanted: fn(crate::Marks) -> bool| scaled(all().zip(marks()).filter(|x| wanted(x.1)).map(|x| x.0));
        Self::of(scaled(all()), some(|m| m.is_name), some(|m| m.is_number), lead, 1)
    }

    fn of(
        terms: Box<[(u32, f32)]>,
        names: Box<[(u32, f32)]>,
        numbers: Box<[(u32, f32)]>,
        lead: Vector,
        reports: u32,
    ) -> Self {
        let is_in = |list: &[(u32, f32)], term: u32| list.binary_search_by_key(&term, |&(t, _)| t).is_ok();
        let plain = terms.iter().map(|&(term, _)| term);
        let plain = plain.filter(|&term| !is_in(&names, term) && !is_in(&numbers, term)).collect();
        Self { terms, names, numbers, plain, lead, reports }
    }

    /// What it has in common with another.
    #[must_use]
    pub fn common(&self, other: &Self) -> Common {
        Common {
            terms: dot(&self.terms, &other.terms),
            lead: self.lead.cosine(&other.lead) as f32,
            names: dot(&self.names, &other.names),
            numbers: dot(&self.numbers, &other.numbers),
            plain: self.plain_in_common(other),
            are_named: !self.names.is_empty() && !other.names.is_empty(),
            reports: [self.reports.min(other.reports), self.reports.max(other.reports)],
        }
    }

    fn plain_in_common(&self, other: &Self) -> f32 {
        let sizes = self.plain.len() as f32 * other.plain.len() as f32;
        if sizes > 0.0 { common(&self.plain, &other.plain) as f32 / sizes.sqrt() } else { 0.0 }
    }

    /// What the reports of both are about: what most of them say stays, what one says alone fades. Time O(terms log terms).
    #[must_use]
    pub fn together(&self, other: &Self) -> Self {
        let times = [self.reports, other.reports];
        let sum = |x: &[(u32, f32)], y: &[(u32, f32)]| heaviest(weighted(x, y, times.map(|n| n as f32)));
        Self::of(
            sum(&self.terms, &other.terms),
            sum(&self.names, &other.names),
            sum(&self.numbers, &other.numbers),
            self.lead.together(times[0], &other.lead, times[1]),
            times[0].saturating_add(times[1]),
        )
    }
}

/// Behind all terms.
const END: (u32, f32) = (u32::MAX, 0.0);

/// The sum of two vectors that are sorted by term, each so many times.
fn weighted(x: &[(u32, f32)], y: &[(u32, f32)], times: [f32; 2]) -> Vec<(u32, f32)> {
    let (mut i, mut j) = (0, 0);
    let mut sum = Vec::with_capacity(x.len() + y.len());
    while i < x.len() || j < y.len() {
        let (s, v) = x.get(i).copied().unwrap_or(END);
        let (t, w) = y.get(j).copied().unwrap_or(END);
        let weight = |is_next: bool, weight: f32| if is_next { weight } else { 0.0 };
        sum.push((s.min(t), weight(s <= t, v * times[0]) + weight(t <= s, w * times[1])));
        i += usize::from(s <= t);
        j += usize::from(t <= s);
    }
    sum
}

fn heaviest(mut terms: Vec<(u32, f32)>) -> Box<[(u32, f32)]> {
    keep_heaviest(&mut terms, MAX_TERMS_TOGETHER, |&term| term);
    scaled(terms.into_iter())
}

impl Common {
    /// What a [score](crate::EventWeights) is made of: the root of the terms' cosine, because the first shared words say most; the
    /// others as they are; and how many reports each side has (as a logarithm, up to 8), because cosines grow with them.
    #[must_use]
    pub fn features(&self) -> [f32; 6] {
        let [few, many] = self.reports.map(|n| (n.clamp(1, MANY_REPORTS) as f32).ln());
        [self.terms.max(0.0).sqrt(), self.lead, self.names, self.numbers, few, many]
    }

    /// Whether the two say the same of others, as what one template writes of two towns, days or matches: most of their plain words
    /// are the same, but not the names. Of 4,491 pairs of ECB+ reports of one event one is so; of made weather reports, closing
    /// prices and match reports all are (`eval -- stories --look-alikes`).
    #[must_use]
    pub fn is_by_template(&self) -> bool {
        self.are_named && self.plain >= TEMPLATE_PLAIN && self.names < TEMPLATE_NAMES * self.plain
    }
}

/// How what two sides have in common makes it likely that they tell of one event: a logistic sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventWeights {
    /// Without anything in common.
    pub constant: f32,
    /// For each of [`Common::features`].
    pub weights: [f32; 6],
}

impl Default for EventWeights {
    /// Fitted to groups of one to eight reports of ECB+ topics 1 to 35, 66 events, two of each kind; `eval -- stories` fits it anew,
    /// and measures it on topics that it was not fitted to.
    fn default() -> Self {
        Self { constant: -5.750, weights: [3.057, 3.387, 5.391, 7.765, -1.400, -1.210] }
    }
}

impl EventWeights {
    /// How likely two sides tell of one event, 0..=1.
    #[must_use]
    pub fn score(&self, common: Common) -> f32 {
        if common.is_by_template() {
            return 0.0;
        }
        let sum: f32 = common.features().iter().zip(self.weights).map(|(x, w)| x * w).sum();
        1.0 / (1.0 + (-sum - self.constant).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Frequencies, Vocabulary, terms};

    fn profiles(texts: &[&str]) -> Vec<Profile> {
        let versions: Vec<Version> = texts.iter().map(|t| Version::of("x", t)).collect();
        let mut vocabulary = Vocabulary::default();
        let counts: Vec<_> = versions.iter().map(|v| vocabulary.number(&terms(v))).collect();
        let mut frequencies = Frequencies::default();
        counts.iter().for_each(|c| frequencies.add(c));
        let weights = frequencies.weights(&vocabulary);
        counts.iter().zip(&versions).map(|(c, v)| Profile::new(c, lead(v), &weights)).collect()
    }

    #[test]
    fn what_a_template_writes_of_two_towns_is_no_event() {
        let weather = |town: &str, high: u32| {
            format!(
                "Here is the forecast for {town} today. Expect a high of {high} degrees and a low of 41 degrees in {town}, with \
                 some clouds in the afternoon and a little rain at night. Drivers in {town} should watch for fog on low roads."
            )
        };
        let [velden, torhaven] = [weather("Velden", 61), weather("Torhaven", 66)];
        let [x, y, again] = [&velden, &torhaven, &velden].map(String::as_str);
        let profiles = profiles(&[x, y, again]);
        assert!(profiles[0].common(&profiles[1]).is_by_template());
        assert_eq!(EventWeights::default().score(profiles[0].common(&profiles[1])), 0.0);
        assert!(!profiles[0].common(&profiles[2]).is_by_template());
        let nameless = super::tests::profiles(&["it rained and it poured all day", "it rained and it poured all week"]);
        assert!(!nameless[0].common(&nameless[1]).is_by_template());
    }

    #[test]
    fn the_same_kind_of_event_elsewhere_is_another_event() {
        let profiles = profiles(&[
            "A ferry sank off Marsk on Friday. All 34 people on the Velden Queen were saved, harbour master Ilse Brandt said.",
            "All 34 people aboard the Velden Queen were rescued when the ferry went down near Marsk, Ilse Brandt said.",
            "A ferry sank off Torhaven on Sunday. All 12 people on the Northern Belle were saved, coast guard Per Holm said.",
        ]);
        let score = |i: usize, j: usize| EventWeights::default().score(profiles[i].common(&profiles[j]));
        assert!(score(0, 1) > 0.9 && score(0, 2) < 0.5, "{} {}", score(0, 1), score(0, 2));
        assert_eq!(score(0, 1), score(1, 0));
        let both = profiles[0].together(&profiles[1]);
        assert_eq!(both.common(&profiles[2]).reports, [1, 2]);
        assert!(both.common(&profiles[0]).terms > profiles[1].common(&profiles[0]).terms);
        assert!(EventWeights::default().score(both.common(&profiles[2])) <= score(0, 2));
    }
}
