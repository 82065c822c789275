//! What can be said of two runs of sentences, in numbers with names: what the same-statement score decides by.
//!
//! Each number is the same whichever side is called a, but for ties among repeated or related words: where the sides differ, there is one for the lower and one for the higher.
//! Words are matched as in [`similarity`](Comparison::similarity); what is left over is compared by direction of meaning
//! ([`wirecopy_lexicon::Vectors`]), word by word and all together. Runs of words that both have in order are what translation
//! is judged by (Madnani, Tetreault and Chodorow 2012 tell paraphrases with such measures).
//!
//! Time O(x·y) for x and y words, of which no more than `MAX_WORDS` are compared pair by pair; space O(x + y).

use std::ops::Range;

use wirecopy_lexicon::{Lexicon, Sum, Vector};

use crate::similarity::Comparison;
use crate::vocabulary::{Kind, WordId};

/// Most words of a side that are compared with all of the other: no sentence is longer.
const MAX_WORDS: usize = 200;
/// Words that turn a statement around.
const NEGATIONS: [&str; 12] =
    ["not", "no", "never", "nor", "neither", "none", "without", "cannot", "nobody", "nothing", "denied", "failed"];

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Numbers about two runs of sentences. Shares and cosines are in 0..=1 unless they say otherwise.
        #[derive(Debug, Clone, Copy, PartialEq, Default)]
        pub struct Features {
            $($(#[$doc])* pub $name: f64,)*
        }

        impl Features {
            /// The names, in the order of [`values`](Self::values).
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// All numbers in the order of [`NAMES`](Self::NAMES).
            #[must_use]
            pub fn values(&self) -> [f64; Self::NAMES.len()] {
                [$(self.$name,)*]
            }
        }
    };
}

features! {
    /// Likeness as the alignment has it.
    likeness,
    /// Matched words weighted by information, Dice coefficient.
    weighted,
    /// Matched words, Dice coefficient.
    plain,
    /// Neighbours that stayed neighbours.
    adjacent,
    /// Information covered, of the side that is covered less.
    covered_low,
    /// Of the side that is covered more.
    covered_high,
    /// Equal words, Dice coefficient.
    words_1,
    /// Equal pairs of neighbouring words.
    words_2,
    /// Equal runs of three words.
    words_3,
    /// Equal runs of four words.
    words_4,
    /// Share of the shorter side's words that the other has in the same order.
    in_order_high,
    /// Of the longer side's.
    in_order_low,
    /// Longest run of equal words, as a share of the shorter side.
    longest_run,
    /// Equal runs of three letters within words, Dice coefficient.
    letters,
    /// Cosine of the two directions of meaning, -1..=1.
    cosine,
    /// Mean over words of the best cosine with a word of the other side, by information, of the side that is covered less.
    soft_low,
    /// Of the side that is covered more.
    soft_high,
    /// Cosine of the directions of what is matched on neither side, -1..=1; 0 if a side is matched whole.
    rest_cosine,
    /// Information that is unmatched, in rare words, on the side with less of it.
    rest_low,
    /// On the side with more.
    rest_high,
    /// Matched information, in rare words.
    shared,
    /// Most information of one unmatched word, on the side where that is less.
    rarest_low,
    /// Where it is more.
    rarest_high,
    /// Matched numbers.
    numbers_shared,
    /// Unmatched numbers, on the side with fewer.
    numbers_low,
    /// On the side with more.
    numbers_high,
    /// Information of matched names.
    names_shared,
    /// Information of unmatched names, on the side with less.
    names_low,
    /// On the side with more.
    names_high,
    /// Difference in the number of words that negate.
    negations,
    /// Words of the shorter side.
    words_low,
    /// Words of the shorter side as a share of the longer one's.
    length_ratio,
    /// Difference in the number of words.
    length_difference,
    /// Likeness of meaning by the model, -1..=1; 0 without one.
    meaning,
}

impl Features {
    /// Graded likeness of meaning, 0..=1, without anything learned from judgements: the mean over the words of both sides of
    /// what the other side has of them. Pearson's correlation with people's grades of headlines (STS) .79 to .83.
    #[must_use]
    pub fn graded(&self) -> f64 {
        f64::midpoint(self.soft_low, self.soft_high)
    }
}

/// Two numbers that belong to the sides, the lower first.
fn sorted([x, y]: [f64; 2]) -> (f64, f64) {
    if x <= y { (x, y) } else { (y, x) }
}

impl Comparison<'_> {
    /// The features of a run of sentences of a and one of b. Both must hold a sentence.
    ///
    /// # Panics
    /// If a range is empty or reaches beyond the version.
    pub fn features(&mut self, a: &Range<usize>, b: &Range<usize>) -> Features {
        let found = self.similarity(a, b);
        let ids = [self.units[0].of(a), self.units[1].of(b)];
        let ids = [self.units[0].ids[ids[0].clone()].to_vec(), self.units[1].ids[ids[1].clone()].to_vec()];
        let credits = [self.scratch.credit_a.clone(), self.scratch.credit_b.clone()];
        let mut features = Features {
            likeness: found.score,
            weighted: found.weighted,
            plain: found.plain,
            adjacent: found.adjacent,
            cosine: self.cosine(a, b),
            meaning: found.meaning.unwrap_or(0.0),
            ..Features::default()
        };
        (features.covered_low, features.covered_high) = sorted([found.a_covered, found.b_covered]);
        let pair = Pair { comparison: self, ids: &ids, credits: &credits };
        pair.runs(&mut features);
        pair.meaning(&mut features);
        pair.leftovers(&mut features);
        pair.lengths(&mut features);
        features
    }
}

/// Two runs of sentences with their matches.
struct Pair<'p, 'v> {
    comparison: &'p Comparison<'v>,
    ids: &'p [Vec<WordId>; 2],
    /// How much the other side has of each word, 0..=1.
    credits: &'p [Vec<f64>; 2],
}

impl Pair<'_, '_> {
    fn sides<T>(&self, of: impl Fn(&[WordId], &[f64]) -> T) -> [T; 2] {
        [of(&self.ids[0], &self.credits[0]), of(&self.ids[1], &self.credits[1])]
    }

    fn weight(&self, id: WordId) -> f64 {
        self.comparison.vocabulary.word(id).weight
    }

    fn runs(&self, features: &mut Features) {
        let [a, b] = self.ids;
        [features.words_1, features.words_2, features.words_3, features.words_4] =
            [1, 2, 3, 4].map(|n| dice(a.windows(n).collect(), b.windows(n).collect()));
        let (cut_a, cut_b) = (&a[..a.len().min(MAX_WORDS)], &b[..b.len().min(MAX_WORDS)]);
        let (in_order, run) = common(cut_a, cut_b);
        let (short, long) = (cut_a.len().min(cut_b.len()).max(1), cut_a.len().max(cut_b.len()).max(1));
        features.in_order_high = in_order as f64 / short as f64;
        features.in_order_low = in_order as f64 / long as f64;
        features.longest_run = run as f64 / short as f64;
        let [x, y] = self.sides(|ids, _| self.letters(ids));
        features.letters = dice(x, y);
    }

    /// The runs of three letters of the words, with a space before and behind each.
    fn letters(&self, ids: &[WordId]) -> Vec<[u8; 3]> {
        let mut found = Vec::new();
        for &id in ids {
            let text = self.comparison.vocabulary.word(id).text.as_bytes();
            let at = |i: usize| if i == 0 || i > text.len() { b' ' } else { text[i - 1] };
            found.extend((0..text.len()).map(|i| [at(i), at(i + 1), at(i + 2)]));
        }
        found
    }

    fn meaning(&self, features: &mut Features) {
        let vectors = Lexicon::shared().vectors();
        let [x, y] = self.sides(|ids, credits| {
            let mut sum = Sum::default();
            for (&id, _) in ids.iter().zip(credits).filter(|w| *w.1 == 0.0) {
                vectors.add(self.comparison.vocabulary.word(id).rows(), &mut sum);
            }
            sum.direction()
        });
        features.rest_cosine = x.cosine(&y);
        (features.soft_low, features.soft_high) = sorted([self.soft(0), self.soft(1)]);
    }

    /// Mean over the words of a side of what the other side has of each.
    fn soft(&self, side: usize) -> f64 {
        let vocabulary = &self.comparison.vocabulary;
        let direction = |&id: &WordId| vocabulary.word(id).direction();
        let others: Vec<&Vector> = self.ids[1 - side].iter().take(MAX_WORDS).map(direction).collect();
        let (mut sum, mut all) = (0.0, 0.0);
        for (&id, &credit) in self.ids[side].iter().zip(&self.credits[side]).take(MAX_WORDS) {
            let own = vocabulary.word(id).direction();
            let best = || others.iter().map(|other| own.cosine(other)).fold(0.0, f64::max);
            sum += self.weight(id) * if credit > 0.0 { credit } else { best() };
            all += self.weight(id);
        }
        if all > 0.0 { sum / all } else { 0.0 }
    }

    fn leftovers(&self, features: &mut Features) {
        let rest = |kinds: &[Kind], value: &dyn Fn(WordId) -> f64, matched: bool| {
            self.sides(|ids, credits| {
                let words = ids.iter().zip(credits).filter(|w| (*w.1 > 0.0) == matched);
                let chosen = words.filter(|w| kinds.contains(&self.comparison.vocabulary.word(*w.0).kind));
                chosen.map(|w| value(*w.0)).fold((0.0_f64, 0.0_f64), |(sum, most), x| (sum + x, most.max(x)))
            })
        };
        let all = [Kind::Function, Kind::Content, Kind::Name, Kind::Number];
        let weight = |id| self.weight(id);
        let one = |_| 1.0;
        let mean = |sides: [(f64, f64); 2]| f64::midpoint(sides[0].0, sides[1].0);
        let unmatched = rest(&all, &weight, false);
        (features.rest_low, features.rest_high) = sorted(unmatched.map(|x| x.0));
        (features.rarest_low, features.rarest_high) = sorted(unmatched.map(|x| x.1));
        features.shared = mean(rest(&all, &weight, true));
        features.numbers_shared = mean(rest(&[Kind::Number], &one, true));
        (features.numbers_low, features.numbers_high) = sorted(rest(&[Kind::Number], &one, false).map(|x| x.0));
        features.names_shared = mean(rest(&[Kind::Name], &weight, true));
        (features.names_low, features.names_high) = sorted(rest(&[Kind::Name], &weight, false).map(|x| x.0));
    }

    fn lengths(&self, features: &mut Features) {
        let (low, high) = sorted(self.sides(|ids, _| ids.len() as f64));
        features.words_low = low;
        features.length_ratio = if high > 0.0 { low / high } else { 1.0 };
        features.length_difference = high - low;
        let is_negation = |id: &&WordId| {
            let text = self.comparison.vocabulary.word(**id).text;
            NEGATIONS.contains(&text) || text.ends_with("n't")
        };
        let [x, y] = self.sides(|ids, _| ids.iter().filter(is_negation).count());
        features.negations = x.abs_diff(y) as f64;
    }
}

/// Dice coefficient of two bags.
fn dice<T: Ord>(mut a: Vec<T>, mut b: Vec<T>) -> f64 {
    let all = a.len() + b.len();
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    if all > 0 { 2.0 * f64::from(shared) / all as f64 } else { 0.0 }
}

/// Lengths of the longest common subsequence and of the longest common run.
fn common(a: &[WordId], b: &[WordId]) -> (usize, usize) {
    let (mut order, mut run, mut longest) = (vec![0; b.len() + 1], vec![0; b.len() + 1], 0);
    for x in a {
        let (mut before, mut run_before) = (0, 0);
        for (j, y) in b.iter().enumerate() {
            let (up, run_up) = (order[j + 1], run[j + 1]);
            order[j + 1] = if x == y { before + 1 } else { up.max(order[j]) };
            run[j + 1] = if x == y { run_before + 1 } else { 0 };
            longest = longest.max(run[j + 1]);
            (before, run_before) = (up, run_up);
        }
    }
    (order[b.len()], longest)
}
