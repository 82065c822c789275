//! Groups of sentences under way: sentences join a group beside them, and where enough is paired, or the versions tell of one matter, what is
//! left over is looked at again.

use crate::answers::{self, Answer, Found};
use crate::assignment::{Edge, max_weight_matching};
use crate::candidates::candidates;
use crate::links;
use crate::settings::Settings;
use crate::similarity::Comparison;
use crate::solve::{Answering, Pairing, SCALE};

/// Least share of a sentence in words equal on the other side for joining a group.
const MIN_JOIN_SHARE: f64 = 0.2;
/// Rounds of joining.
const MAX_ROUNDS: usize = 4;

/// Share of the sentences of the shorter version that must have an answer, and least groups, before those left over are looked at
/// again as sentences of one rewrite. (Articles of ECB+ on two events of one topic hardly get there.)
const RELATED: f64 = 0.2;
const MIN_RELATED: usize = 2;
/// Likeness from which a pair of them is worth something where the pairs found are as unlike as `FREE`, and where they are the same, and in
/// between what lies between: what a free rewrite says in other words, a copy leaves out. Of 15 articles that were rewritten by
/// hand .84 to .89 of the links are found (.63 without), of 90 copies with cuts and paraphrases no wrong one more.
const LOW: f64 = 0.16;
const FREE: f64 = 0.5;
const HIGH: f64 = 0.41;
/// The same as `LOW` where the two versions tell of one matter: of 329 links of 32 articles that were rewritten by hand 13 more are
/// found, and no wrong one more; in copies nearly as much is asked as of others, for there most of what was found beside was wrong.
const LOW_OF_ONE_MATTER: f64 = 0.1;
/// How much is copied, 0..=1, from which on this is asked for: of 42 articles that were rewritten by hand none has more than .33, of 150 copies
/// with cuts and paraphrases none less than .58. Below, all pairs of sentences are judged together.
const COPIED: f64 = 0.5;
/// What each pair beside a pair adds to its likeness then, and the share of a sentence in equal words for joining a group.
const BESIDE: f64 = 0.05;
const LOW_JOIN_SHARE: f64 = 0.15;

/// Groups under way: sentences join the group beside them.
pub(crate) struct Groups<'s, 'v> {
    comparison: &'s mut Comparison<'v>,
    settings: &'s Settings,
    threshold: f64,
    groups: Vec<Option<Pairing>>,
    values: Vec<Option<f64>>,
    /// Whether sentences left over are looked at again.
    is_second: bool,
    /// Verbatim pairs, which nothing joins.
    fixed: Vec<bool>,
    owners: [Vec<Option<usize>>; 2],
}

impl<'s, 'v> Groups<'s, 'v> {
    /// Pairs of single sentences: partners of each sentence of either side, of which those `anchored` are verbatim.
    pub(crate) fn new(
        comparison: &'s mut Comparison<'v>,
        settings: &'s Settings,
        threshold: f64,
        mates: &[Vec<Option<usize>>; 2],
        anchored: &[bool],
    ) -> Self {
        let mut groups = Vec::new();
        let mut owners = mates.each_ref().map(|side| vec![None; side.len()]);
        for (i, j) in mates[0].iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))) {
            owners[0][i] = Some(groups.len());
            owners[1][j] = Some(groups.len());
            groups.push(Some(Pairing { a: i..i + 1, b: j..j + 1, sure: None }));
        }
        let fixed = groups.iter().flatten().map(|g| anchored[g.a.start]).collect();
        let values = vec![None; groups.len()];
        Self { comparison, settings, threshold, groups, values, is_second: false, fixed, owners }
    }

    /// Joins what belongs together, looks at the rest again, and hands out the groups in the order of a.
    pub(crate) fn settle(mut self) -> Vec<Answering> {
        self.join_all();
        for group in self.groups.iter_mut().flatten() {
            group.sure = Some([group.a.clone(), group.b.clone()]);
        }
        let mut answers = Vec::new();
        if self.is_left_over() {
            let is_of_one_matter = self.comparison.is_of_one_matter();
            if is_of_one_matter && self.copied() < COPIED {
                answers = self.answers();
            }
            if answers.is_empty() && (is_of_one_matter || self.are_related()) {
                self.look_again(if is_of_one_matter { LOW_OF_ONE_MATTER } else { LOW });
                self.join_all();
            }
        }
        let mut groups: Vec<Answering> = self.groups.into_iter().flatten().map(Answering::from).collect();
        links::add(&mut groups, &answers, self.settings.max_group);
        groups.sort_by_key(|g| g.sides[0][0]);
        groups
    }

    fn is_left_over(&self) -> bool {
        self.owners.iter().flatten().any(Option::is_none)
    }

    fn answers(&mut self) -> Vec<Answer> {
        let found = Found { owners: &self.owners, fixed: &self.fixed };
        answers::answers(self.comparison, &found)
    }

    /// What the pairs of sentences are judged by after the first look.
    pub(crate) fn known(mut self) -> Vec<Answer> {
        self.join_all();
        self.answers()
    }

    /// How much of what was found is copied, 0..=1.
    fn copied(&mut self) -> f64 {
        ((self.mean_likeness() - FREE) / (1.0 - FREE)).max(0.0)
    }

    fn join_all(&mut self) {
        for _ in 0..MAX_ROUNDS {
            let mut changed = false;
            for side in 0..2 {
                for sentence in 0..self.owners[side].len() {
                    changed |= self.join(side, sentence);
                }
            }
            if !changed {
                break;
            }
        }
    }

    /// Whether enough of the shorter version has an answer for the rest to be looked for as well.
    fn are_related(&self) -> bool {
        let paired = |side: usize| self.owners[side].iter().flatten().count();
        let shorter = usize::from(self.owners[1].len() < self.owners[0].len());
        let share = paired(shorter) as f64 / self.owners[shorter].len() as f64;
        self.groups.iter().flatten().count() >= MIN_RELATED && share >= RELATED
    }

    /// On how many sides, 0..=2, the sentences beside a pair stand in one group.
    fn beside(&self, i: usize, j: usize) -> f64 {
        let owner = |side: usize, at: Option<usize>| at.and_then(|at| self.owners[side].get(at).copied().flatten());
        let one = |x: Option<usize>, y: Option<usize>| {
            let (x, y) = (owner(0, x), owner(1, y));
            f64::from(u8::from(x.is_some() && x == y))
        };
        one(i.checked_sub(1), j.checked_sub(1)) + one(Some(i + 1), Some(j + 1))
    }

    /// How alike the pairs are that were found: 1 where all is copied.
    fn mean_likeness(&mut self) -> f64 {
        let (mut sum, mut all) = (0.0, 0.0);
        for group in 0..self.groups.len() {
            let Some(pairing) = self.groups[group].clone() else { continue };
            sum += if self.fixed[group] { 1.0 } else { self.comparison.likeness(&pairing.a, &pairing.b).score };
            all += 1.0;
        }
        sum / f64::max(all, 1.0)
    }

    /// Pairs sentences that are left over on both sides from a lower likeness on; `low` is what is asked of them at least.
    fn look_again(&mut self, low: f64) {
        let taken = self.owners.each_ref().map(|side| side.iter().map(Option::is_some).collect::<Vec<_>>());
        let asked = low + (HIGH - low) * self.copied();
        self.threshold = asked.min(self.threshold);
        self.is_second = true;
        let mut edges = Vec::new();
        for (left, right) in candidates(self.comparison, [&taken[0], &taken[1]], self.settings.candidates) {
            let (i, j) = (left as usize, right as usize);
            let found = self.comparison.likeness(&(i..i + 1), &(j..j + 1));
            let bonus = BESIDE * self.beside(i, j);
            let weight = ((found.score + bonus - self.threshold) * found.mass * SCALE) as i64;
            if weight > 0 && !self.comparison.share_only_source(i, j) {
                edges.push(Edge { left, right, weight });
            }
        }
        let (lefts, rights) = (self.owners[0].len(), self.owners[1].len());
        let found = max_weight_matching(lefts, rights, &edges, self.settings.work_budget);
        for (i, j) in found.into_iter().enumerate().filter_map(|(i, j)| Some((i, j? as usize))) {
            self.owners[0][i] = Some(self.groups.len());
            self.owners[1][j] = Some(self.groups.len());
            self.groups.push(Some(Pairing { a: i..i + 1, b: j..j + 1, sure: None }));
            self.fixed.push(false);
            self.values.push(None);
        }
        self.values.iter_mut().for_each(|value| *value = None);
    }

    /// Lets a sentence join the group before or behind it if the sum of values rises by that. A sentence that has a
    /// partner of its own leaves it for a better place.
    fn join(&mut self, side: usize, sentence: usize) -> bool {
        let owner = self.owners[side][sentence];
        if owner.is_some_and(|g| self.fixed[g] || !self.is_single(g) || !self.may_leave(g)) {
            return false;
        }
        let lost = owner.map_or(0.0, |g| self.value_of(g));
        let mut best: Option<(f64, usize, Pairing)> = None;
        for beside in [sentence.checked_sub(1), Some(sentence + 1)].into_iter().flatten() {
            let Some(&Some(group)) = self.owners[side].get(beside) else { continue };
            let Some(wider) = self.widened(group, side, sentence) else { continue };
            if !self.may_join(&wider, side, sentence) {
                continue;
            }
            if owner.is_some_and(|own| self.is_nearer(own, &wider, side, sentence)) {
                continue;
            }
            let gain = self.value(&wider) - self.value_of(group) - lost;
            if gain > 0.0 && best.as_ref().is_none_or(|b| gain > b.0) {
                best = Some((gain, group, wider));
            }
        }
        let Some((_, group, wider)) = best else { return false };
        if let Some(old) = owner {
            self.dissolve(old);
        }
        self.owners[side][sentence] = Some(group);
        self.groups[group] = Some(wider);
        self.values[group] = None;
        true
    }

    /// Whether sentences of the group may leave it: in the second look those that were paired before stay.
    fn may_leave(&self, group: usize) -> bool {
        !self.is_second || self.groups[group].as_ref().is_some_and(|g| g.sure.is_none())
    }

    fn may_join(&mut self, wider: &Pairing, side: usize, sentence: usize) -> bool {
        let (i, j) = if side == 0 { (sentence, wider.b.start) } else { (wider.a.start, sentence) };
        if self.comparison.have_sources(i, j) && self.comparison.share_only_source(i, j) {
            return false;
        }
        let alone = sentence..sentence + 1;
        let (a, b) = if side == 0 { (&alone, &wider.b) } else { (&wider.a, &alone) };
        self.comparison.equal_shares(a, b).sides[side] >= if self.is_second { LOW_JOIN_SHARE } else { MIN_JOIN_SHARE }
    }

    /// Whether a sentence is more like its partner than the other side of a group it could join.
    fn is_nearer(&mut self, own: usize, wider: &Pairing, side: usize, sentence: usize) -> bool {
        let Some(own) = self.groups[own].clone() else { return false };
        let alone = sentence..sentence + 1;
        let (a, b) = if side == 0 { (&alone, &wider.b) } else { (&wider.a, &alone) };
        self.comparison.likeness(&own.a, &own.b).score > self.comparison.likeness(a, b).score
    }

    fn is_single(&self, group: usize) -> bool {
        self.groups[group].as_ref().is_some_and(|g| g.a.len() == 1 && g.b.len() == 1)
    }

    /// The group with one more sentence on `side`, if the other side is a single one.
    fn widened(&self, group: usize, side: usize, sentence: usize) -> Option<Pairing> {
        let mut wider = self.groups[group].clone().filter(|_| !self.fixed[group])?;
        let (many, one) = if side == 0 { (&mut wider.a, &wider.b) } else { (&mut wider.b, &wider.a) };
        if one.len() != 1 || many.len() >= self.settings.max_group {
            return None;
        }
        *many = many.start.min(sentence)..many.end.max(sentence + 1);
        Some(wider)
    }

    fn dissolve(&mut self, group: usize) {
        if let Some(old) = self.groups[group].take() {
            self.owners[0][old.a.start] = None;
            self.owners[1][old.b.start] = None;
        }
    }

    fn value_of(&mut self, group: usize) -> f64 {
        if let Some(value) = self.values[group] {
            return value;
        }
        let value = self.groups[group].clone().map_or(0.0, |g| self.value(&g));
        self.values[group] = Some(value);
        value
    }

    fn value(&mut self, group: &Pairing) -> f64 {
        let found = self.comparison.likeness(&group.a, &group.b);
        (found.score - self.threshold) * found.mass
    }
}
