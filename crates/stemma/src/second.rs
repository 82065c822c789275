//! Versions that draw on two (contamination): pairs of texts that share words against the tree.
//!
//! A branch that hung beside another text would explain some sentences with fewer events, though not the whole. If each sentence may come
//! from either place, what is saved is what a second source explains (softwired parsimony on networks: Jin, Nakhleh, Snir & Tuller 2007).

mod shared;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::shared::SharedAgainst;
use crate::character::{Character, Feature};
use crate::collation::Collation;
use crate::costs::Hints;
use crate::model::Model;
use crate::tree::Rooted;

/// Two texts that share words against the tree, and what speaks for one of them having drawn on the other too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecondSource {
    /// The text that would rather have drawn on the other, beside what it was made from; or the first text below an unseen one.
    pub lower: u32,
    /// The other.
    pub upper: u32,
    /// Which of the two drew on the other, where that is likely enough to be said.
    pub taker: Option<u32>,
    /// Sentences in which the two share what the tree does not explain, by number: of the lower, of the upper. Sorted.
    pub sentences: Vec<(u32, u32)>,
    /// What speaks for it.
    pub grounds: SharedAgainst,
}

/// What saves fewer events is not looked at: a word that two writers find by themselves is one.
const LEAST_SAVED: f32 = 1.9;
/// Other texts that are looked at for each text.
const FIRST: usize = 2;
/// A sentence that comes in a second time counts as so many events here, whatever it costs a tree.
const COMING_IN: f32 = 2.0;
/// A place counts as often as it has words, up to so many: that two writers find the same words gets less likely with each.
const MOST_WORDS: usize = 4;
/// Differences smaller than this are noise of the sums.
const NOISE: f32 = 1e-3;

/// Pairs that share words against the tree, those that save most first.
///
/// Time O(nodes × texts × characters).
pub(crate) fn second_sources(
    tree: &Rooted,
    under: &[Vec<f32>],
    model: &mut Model<'_>,
    collation: &Collation,
    hints: &Hints,
) -> Vec<SecondSource> {
    let mut look = Look { tree, under, whole: model.costs_of_patterns(tree), collation, hints };
    let mut found = Vec::new();
    for node in (0..tree.parent.len()).filter(|&n| tree.is_used(n) && n != tree.root) {
        found.extend(look.from(node, model));
    }
    let depth = |text: u32| look.depth(text as usize);
    found.sort_by_key(|(second, _)| {
        let near = depth(second.lower) + depth(second.upper);
        (hundredths(-second.grounds.saved), near, second.lower, second.upper)
    });
    each_sentence_once(found)
}

/// What two texts share, those that come from them by the tree share too: of pairs with the same sentences the first stays.
fn each_sentence_once(found: Vec<(SecondSource, Vec<usize>)>) -> Vec<SecondSource> {
    let mut explained = BTreeSet::new();
    let mut kept = Vec::new();
    for (second, columns) in found {
        let known = columns.iter().filter(|c| explained.contains(*c)).count();
        if 2 * known < columns.len() {
            explained.extend(columns);
            kept.push(second);
        }
    }
    kept
}

impl SecondSource {
    /// Who drew on whom, the one that did first; `None` where it cannot be said which of the two it was.
    #[must_use]
    pub fn direction(&self) -> Option<(u32, u32)> {
        let taker = self.taker?;
        Some((taker, if taker == self.lower { self.upper } else { self.lower }))
    }

    /// How likely it is that one of the two drew on the other, or on what that came from, too; 0..=1.
    #[must_use]
    pub fn support(&self) -> f64 {
        self.grounds.support()
    }

    /// What speaks for it, in plain words; `name` gives what a text is called.
    #[must_use]
    pub fn words(&self, name: impl Fn(u32) -> String) -> String {
        let shared = match self.sentences.len() {
            1 => "1 sentence".to_owned(),
            n => format!("{n} sentences"),
        };
        let (lower, upper) = (name(self.lower), name(self.upper));
        let shared =
            format!("{lower} and {upper} share words in {shared} that what they were made from does not explain");
        match self.direction() {
            Some((taker, giver)) => {
                format!("{shared}: {} drew on {} too, or on a text with the same words", name(taker), name(giver))
            }
            None => format!(
                "{shared}: one of the two drew on the other too, or on a text with the same words; which of them cannot be said"
            ),
        }
    }

    /// The same with the texts numbered otherwise.
    pub(crate) fn renumbered(mut self, number: impl Fn(u32) -> u32) -> Self {
        (self.lower, self.upper) = (number(self.lower), number(self.upper));
        self.taker = self.taker.map(number);
        self
    }
}

struct Look<'l, 'h> {
    tree: &'l Rooted,
    under: &'l [Vec<f32>],
    /// What each pattern costs in the tree as it is.
    whole: Vec<f32>,
    collation: &'l Collation,
    hints: &'h Hints,
}

/// What a branch saves and needs at another place, sentence by sentence.
#[derive(Default)]
struct Savings {
    /// Columns that save something, and how much.
    columns: Vec<(usize, f32)>,
    saved: f32,
    against: f32,
}

impl Look<'_, '_> {
    /// The pairs of a node's branch with the texts that explain most of it.
    fn from(&mut self, node: usize, model: &mut Model<'_>) -> Vec<(SecondSource, Vec<usize>)> {
        let mut rest = self.tree.clone();
        rest.cut_off(node);
        model.look_for_place(&rest, node);
        let is_other = |&t: &usize| !rest.is_below(t, node) && self.tree.parent[node] != Some(t);
        let mut found: Vec<(usize, Savings, f32)> = Vec::new();
        for upper in (0..self.tree.texts).filter(is_other) {
            let savings = self.savings(node, upper, true, model);
            if savings.saved >= LEAST_SAVED {
                let exact = self.savings(node, upper, false, model).saved;
                found.push((upper, savings, exact));
            }
        }
        // What a text has, the texts that come from it have: of equals the one nearest to the root.
        found.sort_by_key(|(upper, savings, exact)| {
            (hundredths(-savings.saved), hundredths(-exact), self.depth(*upper), *upper)
        });
        found.truncate(FIRST);
        let described = |(upper, savings, exact): (usize, Savings, f32)| {
            let columns = savings.columns.iter().map(|c| c.0).collect();
            (self.describe(node, upper, &savings, exact, model), columns)
        };
        found.into_iter().map(described).filter(|(second, _)| !second.sentences.is_empty()).collect()
    }

    /// Needs [`Model::look_for_place`].
    fn savings(&self, node: usize, place: usize, is_beside: bool, model: &Model<'_>) -> Savings {
        let mut by_column: BTreeMap<usize, f32> = BTreeMap::new();
        let mut savings = Savings::default();
        let costs = model.costs_at_place(node, place, is_beside);
        for ((cost, whole), (alike, weight)) in costs.zip(&self.whole).zip(model.alike()) {
            let gain = (whole - cost) / weight;
            if gain.abs() < NOISE {
                continue;
            }
            for character in alike.iter().map(|&number| &self.collation.characters[number]) {
                let gain = character.weight()
                    * match character.feature {
                        Feature::Wording => gain * character.words.clamp(1, MOST_WORDS) as f32,
                        // A loss that is saved tells nothing: editors cut where they like.
                        Feature::Presence { .. } if gain > COMING_IN => COMING_IN,
                        Feature::Presence { .. } => gain.clamp(-COMING_IN, 0.0),
                        Feature::Order => 0.0,
                    };
                *by_column.entry(character.columns[0]).or_default() += gain;
            }
        }
        for (column, gain) in by_column {
            if gain > NOISE {
                savings.saved += gain;
                savings.columns.push((column, gain));
            } else {
                savings.against -= gain;
            }
        }
        savings
    }

    fn describe(
        &self,
        node: usize,
        upper: usize,
        savings: &Savings,
        exact: f32,
        model: &mut Model<'_>,
    ) -> SecondSource {
        let lower = self.first_text(node);
        let (back, back_exact) = self.back(node, upper, model);
        let sentences = self.sentences(lower, upper, savings);
        let time = |t: usize| self.hints.published.get(t).copied().flatten();
        let times = time(lower).zip(time(upper)).filter(|(low, up)| low != up);
        let shared: Vec<usize> = savings.columns.iter().map(|c| c.0).collect();
        let grounds = SharedAgainst {
            saved: savings.saved,
            most: savings.columns.iter().map(|c| c.1).fold(0.0, f32::max),
            several: narrow(savings.columns.iter().filter(|c| c.1 >= LEAST_SAVED).count()),
            same: narrow(sentences.iter().filter(|s| s.2).count()),
            against: savings.against,
            back_saved: back.saved,
            back_against: back.against,
            exact,
            back_exact,
            lower_alone: self.alone(lower),
            upper_alone: self.alone(upper),
            conflicts: self.conflicts(&shared, model),
            holders: self.holders(lower, upper, &shared),
            held: self.held(node, upper),
            steps: self.steps(node, upper),
            in_order: times.map(|(low, up)| low > up),
        };
        let sentences = sentences.into_iter().map(|(own, other, _)| (narrow(own), narrow(other))).collect();
        let (lower, upper) = (narrow(lower), narrow(upper));
        let taker = grounds.is_lower().map(|is_lower| if is_lower { lower } else { upper });
        SecondSource { lower, upper, taker, sentences, grounds }
    }

    /// What the upper text saves beside the node; nothing if the node comes from it.
    fn back(&self, node: usize, upper: usize, model: &mut Model<'_>) -> (Savings, f32) {
        if self.tree.is_below(node, upper) {
            return (Savings::default(), 0.0);
        }
        let mut rest = self.tree.clone();
        rest.cut_off(upper);
        if !rest.is_used(node) {
            return (Savings::default(), 0.0);
        }
        model.look_for_place(&rest, upper);
        let (beside, exact) = (self.savings(upper, node, true, model), self.savings(upper, node, false, model));
        (beside, exact.saved)
    }

    fn depth(&self, node: usize) -> usize {
        std::iter::successors(Some(node), |&n| self.tree.parent[n]).count()
    }

    fn first_text(&self, mut node: usize) -> usize {
        while !self.tree.is_text(node) {
            node = self.tree.children[node][0];
        }
        node
    }

    /// The sentences of two texts in the columns that save something, and whether they are the same.
    fn sentences(&self, lower: usize, upper: usize, savings: &Savings) -> Vec<(usize, usize, bool)> {
        let by_column = |t: usize| -> BTreeMap<usize, (usize, usize)> {
            let places = self.collation.places[t].iter().enumerate();
            places.map(|(sentence, &(column, reading))| (column, (sentence, reading))).collect()
        };
        let (own, other) = (by_column(lower), by_column(upper));
        let both = |(column, _): &(usize, f32)| {
            let (x, y) = (own.get(column)?, other.get(column)?);
            Some((x.0, y.0, x.1 == y.1))
        };
        let mut sentences: Vec<(usize, usize, bool)> = savings.columns.iter().filter_map(both).collect();
        sentences.sort_unstable();
        sentences
    }

    /// Places where a text stands alone.
    fn alone(&self, text: usize) -> u32 {
        let is_alone = |c: &&Character| {
            let (having, known) = (c.has.count(), c.known.count());
            known > 2
                && match c.state(text) {
                    Some(true) => having == 1,
                    Some(false) => known - having == 1,
                    None => false,
                }
        };
        narrow(self.collation.characters.iter().filter(is_alone).count())
    }

    fn conflicts(&self, shared: &[usize], model: &Model<'_>) -> f32 {
        let (mut excess, mut places) = (0.0, 0.0);
        for (cost, (alike, weight)) in self.whole.iter().zip(model.alike()) {
            let characters = alike.iter().map(|&number| &self.collation.characters[number]);
            let is_other = |c: &&Character| c.feature == Feature::Wording && !shared.contains(&c.columns[0]);
            let others = characters.filter(is_other).count() as f32;
            excess += (cost / weight - 1.0) * others;
            places += others;
        }
        excess / f32::max(places, 1.0)
    }

    fn holders(&self, lower: usize, upper: usize, columns: &[usize]) -> f32 {
        let reading = |t: usize, column: usize| self.collation.places[t].iter().find(|p| p.0 == column).map(|p| p.1);
        let others = (0..self.tree.texts).filter(|&t| t != lower && t != upper);
        let shared =
            |t: usize| columns.iter().filter(|&&c| reading(t, c).is_some_and(|r| reading(upper, c) == Some(r))).count();
        others.map(shared).sum::<usize>() as f32 / columns.len().max(1) as f32
    }

    /// Of the used nodes this is the number that `under` has them by.
    fn held(&self, node: usize, upper: usize) -> f32 {
        let at = (0..node).filter(|&n| self.tree.is_used(n)).count();
        self.under[at][upper]
    }

    fn steps(&self, a: usize, b: usize) -> u32 {
        let up = |n: usize| std::iter::successors(Some(n), |&n| self.tree.parent[n]).collect::<Vec<_>>();
        let (x, y) = (up(a), up(b));
        let shared = x.iter().rev().zip(y.iter().rev()).take_while(|(x, y)| x == y).count();
        narrow(x.len() + y.len() - 2 * shared)
    }
}

/// Savings as whole numbers, so that noise of the sums puts nothing before anything.
#[expect(clippy::cast_possible_truncation, reason = "savings are far below 2^31 hundredths")]
fn hundredths(saved: f32) -> i32 {
    (100.0 * saved).round() as i32
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use crate::{Costs, Effort, Hints, SecondSource, Stemma, Text};

    /// A text of twelve sentences of eight words: in sentence `s` of a pair `(s, v)` four words are those of wording `v`.
    fn text(changed: &[(u64, u64)]) -> Vec<u64> {
        let wording = |s: u64| changed.iter().rev().find(|c| c.0 == s).map_or(0, |c| c.1);
        let word =
            |s: u64, i: u64| if wording(s) > 0 && (2..6).contains(&i) { 1000 * wording(s) } else { 0 } + 10 * s + i;
        (0..12).flat_map(|s| (0..8).map(move |i| word(s, i))).collect()
    }

    fn likeliest(texts: &[Vec<u64>]) -> Option<SecondSource> {
        let sentences: Vec<Range<usize>> = (0..12).map(|i| 8 * i..8 * i + 8).collect();
        let made: Vec<Text<'_>> = texts.iter().map(|keys| Text { keys, sentences: &sentences }).collect();
        let stemma = Stemma::of(&made, &Hints::default(), Costs::default(), Effort::default());
        stemma.seconds.into_iter().max_by(|x, y| x.support().total_cmp(&y.support()))
    }

    /// Text 0 was copied by 1 and 2, text 1 by 3 and 4, text 2 by 5.
    fn family() -> Vec<Vec<u64>> {
        let (one, two) = ([(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)], [(6, 2), (7, 2), (8, 2), (9, 2)]);
        let with = |of: &[(u64, u64)], more: &[(u64, u64)]| text(&[of, more].concat());
        vec![text(&[]), text(&one), text(&two), with(&one, &[(5, 3)]), with(&one, &[(10, 4)]), with(&two, &[(11, 5)])]
    }

    #[test]
    fn who_draws_on_two_is_found_with_the_sentences() {
        assert_eq!(likeliest(&family()), None);
        // Text 6 was copied from 1, and has two sentences as text 2 has them.
        let mut texts = family();
        texts.push(text(&[(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (11, 6), (7, 2), (8, 2)]));
        let found = likeliest(&texts).expect("the two share words against the tree");
        assert_eq!((found.lower.max(found.upper), found.lower.min(found.upper)), (6, 2));
        assert_eq!(found.sentences, [(7, 7), (8, 8)]);
        assert!(found.words(|text| format!("t{text}")).contains("in 2 sentences"));
    }
}
