//! The best grouping of sentences, all decided together.
//!
//! Every group is worth `(likeness − min_similarity) · mass`: what it explains, less the price of claiming it. One-to-one
//! groups come from a maximum-weight matching over the candidates; then the same is done once more with a bonus for pairs whose
//! neighbours are paired in the same order, and with the pairs inside small gaps as further candidates (as the
//! vicinity of MASSalign, Paetzold et al. 2017). Then sentences join a group beside them wherever that raises the sum
//! (splits and merges; Gale and Church 1993 allow the same patterns). Last, where most names and figures are shared and little is
//! copied, all pairs of sentences are judged together (`answers`); where enough is paired, what is left over is
//! matched once more from a lower likeness on, the lower the more freely the pairs found are reworded.

use std::ops::Range;

use crate::assignment::{Edge, max_weight_matching};
use crate::candidates::candidates;
use crate::groups::Groups;
use crate::settings::Settings;
use crate::similarity::Comparison;

/// Fixed-point scale of the values that are summed.
pub(crate) const SCALE: f64 = 1e6;
/// Unpaired sentences on either side of a gap between paired ones whose pairs are all compared.
const MAX_GAP: usize = 4;
/// How many sentences, half of them paired, stand for what is known before two versions are looked at.
const PRIOR_SENTENCES: f64 = 2.0;
/// What the ends of both texts count as aligned neighbours of the first or last sentences.
const END: f64 = 0.5;
/// A candidate with less than this part of the equal words of better candidates of both its sentences is left out.
const RIVAL_SHARE: f64 = 0.5;
/// Likeness of meaning by a model from which two sentences are compared however few of their words are equal.
const NEAR: f64 = 0.5;
/// Runs of sentences of a and of b that answer to each other; neither is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pairing {
    pub a: Range<usize>,
    pub b: Range<usize>,
    /// What of a and of b belongs together by itself; `None` where all of it is only inferred from other pairs.
    pub sure: Option<[Range<usize>; 2]>,
}

/// Sentences of a and of b, rising, that answer to each other; neither is empty, and one holds a single sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answering {
    pub sides: [Vec<usize>; 2],
    /// What of them belongs together by itself; nothing where all of it is only inferred from other pairs.
    pub sure: [Vec<usize>; 2],
}

impl From<Pairing> for Answering {
    fn from(pairing: Pairing) -> Self {
        let sure = pairing.sure.map_or_else(Default::default, |sure| sure.map(Iterator::collect));
        Self { sides: [pairing.a.collect(), pairing.b.collect()], sure }
    }
}

/// Groups of sentences in the order of a, given the verbatim partners.
pub(crate) fn solve(comparison: &mut Comparison, anchors: &[Option<usize>], settings: &Settings) -> Vec<Answering> {
    first_look(comparison, anchors, settings).settle()
}

/// Pairs of sentences, before others join them.
pub(crate) fn first_look<'s, 'v>(
    comparison: &'s mut Comparison<'v>,
    anchors: &[Option<usize>],
    settings: &'s Settings,
) -> Groups<'s, 'v> {
    let mut solver = Solver::new(comparison, anchors, settings);
    solver.compare_candidates();
    solver.match_pairs();
    solver.set_threshold();
    solver.compare_gaps();
    solver.match_pairs();
    solver.into_groups()
}

/// A compared pair.
#[derive(Debug, Clone, Copy)]
struct Scored {
    a: u32,
    b: u32,
    score: f64,
    mass: f64,
}

struct Solver<'s, 'v> {
    comparison: &'s mut Comparison<'v>,
    settings: &'s Settings,
    anchored: [Vec<bool>; 2],
    /// Likeness from which a pair is worth something, given how much of both versions is paired.
    threshold: f64,
    /// Partner of each sentence of either side.
    mates: [Vec<Option<usize>>; 2],
    scored: Vec<Scored>,
}

impl<'s, 'v> Solver<'s, 'v> {
    fn new(comparison: &'s mut Comparison<'v>, anchors: &[Option<usize>], settings: &'s Settings) -> Self {
        let mut mates = [anchors.to_vec(), vec![None; comparison.units[1].sentences.len()]];
        for (i, j) in anchors.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))) {
            mates[1][j] = Some(i);
        }
        let anchored = mates.each_ref().map(|side| side.iter().map(Option::is_some).collect());
        Self { comparison, settings, anchored, threshold: settings.min_similarity, mates, scored: Vec::new() }
    }

    /// Compares the candidates that have enough equal words, and at least half as many as the best candidate of either
    /// sentence.
    fn compare_candidates(&mut self) {
        let taken = [self.anchored[0].as_slice(), self.anchored[1].as_slice()];
        self.comparison.ask(taken);
        let found = candidates(self.comparison, taken, self.settings.candidates);
        let mut best = self.mates.each_ref().map(|side| vec![0.0_f64; side.len()]);
        let mut shares = Vec::with_capacity(found.len());
        for &(a, b) in &found {
            let (i, j) = (a as usize, b as usize);
            let share = self.comparison.equal_shares(&(i..i + 1), &(j..j + 1)).both;
            best[0][i] = best[0][i].max(share);
            best[1][j] = best[1][j].max(share);
            shares.push(share);
        }
        for (&(a, b), share) in found.iter().zip(shares) {
            let rival = best[0][a as usize].min(best[1][b as usize]);
            let is_alike = share >= self.settings.min_equal && share >= RIVAL_SHARE * rival;
            if is_alike || self.is_near(a, b) {
                self.compare(a, b);
            }
        }
    }

    /// Whether a model, if there is one, calls two sentences near in meaning.
    fn is_near(&mut self, a: u32, b: u32) -> bool {
        let (i, j) = (a as usize, b as usize);
        self.comparison.meaning(&(i..i + 1), &(j..j + 1)).is_some_and(|near| near >= NEAR)
    }

    fn compare(&mut self, a: u32, b: u32) {
        let (i, j) = (a as usize, b as usize);
        let found = self.comparison.likeness(&(i..i + 1), &(j..j + 1));
        if !self.comparison.share_only_source(i, j) {
            self.scored.push(Scored { a, b, score: found.score, mass: found.mass });
        }
    }

    /// The more of the shorter version is paired, the likelier has each other sentence an answer as well.
    fn set_threshold(&mut self) {
        let paired = self.mates[0].iter().flatten().count() as f64;
        let shorter = self.mates[0].len().min(self.mates[1].len()) as f64;
        let share = (paired + PRIOR_SENTENCES / 2.0) / (shorter + PRIOR_SENTENCES);
        self.threshold += self.settings.prior * (0.5 - share);
    }

    /// Adds the pairs inside gaps: runs of unpaired sentences between two pairs in order.
    fn compare_gaps(&mut self) {
        let mut known: Vec<(u32, u32)> = self.scored.iter().map(|s| (s.a, s.b)).collect();
        known.sort_unstable();
        for (a, b) in self.gaps() {
            for i in a {
                for j in b.clone() {
                    let pair = (i as u32, j as u32);
                    if known.binary_search(&pair).is_err() {
                        self.compare(pair.0, pair.1);
                    }
                }
            }
        }
    }

    fn gaps(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let lengths = self.mates.each_ref().map(Vec::len);
        let mut gaps = Vec::new();
        let mut start = 0;
        for end in 0..=lengths[0] {
            if end < lengths[0] && self.mates[0][end].is_none() {
                continue;
            }
            let from = if start == 0 { Some(0) } else { self.mates[0][start - 1].map(|j| j + 1) };
            let to = if end == lengths[0] { Some(lengths[1]) } else { self.mates[0][end] };
            if let (true, Some(from), Some(to)) = (start < end && end - start <= MAX_GAP, from, to) {
                let free = |j: usize| self.mates[1][j].is_none();
                if from < to && to - from <= MAX_GAP && (from..to).all(free) {
                    gaps.push((start..end, from..to));
                }
            }
            start = end + 1;
        }
        gaps
    }

    /// Pairs all sentences that have no verbatim partner anew.
    fn match_pairs(&mut self) {
        let edges: Vec<Edge> = self.scored.iter().map(|pair| self.edge(pair)).filter(|e| e.weight > 0).collect();
        let (lefts, rights) = (self.mates[0].len(), self.mates[1].len());
        let found = max_weight_matching(lefts, rights, &edges, self.settings.work_budget);
        for (side, anchored) in self.anchored.iter().enumerate() {
            for i in (0..anchored.len()).filter(|&i| !anchored[i]) {
                self.mates[side][i] = None;
            }
        }
        for (i, j) in found.into_iter().enumerate().filter_map(|(i, j)| Some((i, j? as usize))) {
            self.mates[0][i] = Some(j);
            self.mates[1][j] = Some(i);
        }
    }

    fn edge(&self, pair: &Scored) -> Edge {
        let bonus = self.settings.neighbour_bonus * self.neighbours(pair.a as usize, pair.b as usize);
        let value = (pair.score + bonus - self.threshold) * pair.mass;
        Edge { left: pair.a, right: pair.b, weight: (value * SCALE) as i64 }
    }

    /// On how many sides, 0..=2, the sentences beside a pair are paired in the same order, one left out at most.
    fn neighbours(&self, i: usize, j: usize) -> f64 {
        let mates = &self.mates[0];
        let last = (mates.len() - 1, self.mates[1].len() - 1);
        let is_pair = |i: Option<usize>, j: Option<usize>| match (i, j) {
            (Some(i), Some(j)) => i <= last.0 && j <= last.1 && mates[i] == Some(j),
            _ => false,
        };
        let side = |at_end: bool, near: (Option<usize>, Option<usize>), far: (Option<usize>, Option<usize>)| {
            let found = is_pair(near.0, near.1) || is_pair(far.0, near.1) || is_pair(near.0, far.1);
            if found {
                1.0
            } else if at_end {
                END
            } else {
                0.0
            }
        };
        let before = |k: usize| (i.checked_sub(k), j.checked_sub(k));
        let after = |k: usize| (Some(i + k), Some(j + k));
        side((i, j) == (0, 0), before(1), before(2)) + side((i, j) == last, after(1), after(2))
    }

    fn into_groups(self) -> Groups<'s, 'v> {
        Groups::new(self.comparison, self.settings, self.threshold, &self.mates, &self.anchored[0])
    }
}
