//! Which words of one side answer to which of the other.
//!
//! Greedy one-to-one matching by likeness of the words and of their surroundings, after Sultan, Bethard and Sumner (2014),
//! "Back to Basics for Monolingual Alignment": clauses may stand in another order, so position alone decides nothing.
//! Time: words of a times words of b, on content words; above [`BUDGET`] pairs only equal words are compared.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use wirecopy_lexicon::{Kindred, Lexicon, Relation};

use crate::analysis::Side;
use crate::analysis::word::Word;
use crate::cues::cue;

/// Pairs of words that are looked up in the lexicon at most: two groups of 200 words.
const BUDGET: usize = 40_000;
/// How far around a word its surroundings reach, in words.
const REACH: usize = 4;

/// The two sides of a group, and what answers to what.
#[derive(Debug)]
pub(crate) struct Pair<'t> {
    pub a: Rc<Side<'t>>,
    pub b: Rc<Side<'t>>,
    /// For each word of a the word of b, and how they stand to each other.
    pub to_b: Vec<Option<(usize, Relation)>>,
    pub to_a: Vec<Option<(usize, Relation)>>,
    /// Runs without match between matched words.
    pub gaps: Vec<Gap>,
    /// For each name of a and each of b whether they can name one thing, once that was asked.
    pub same_names: Vec<OnceCell<bool>>,
    /// Verbs of a and of b whose main words answer to each other inside one claim, once that was asked.
    pub verbs: OnceCell<Vec<(usize, usize)>>,
}

/// A run of unmatched words in a and the run in the same place in b; one may be empty.
#[derive(Debug, Clone)]
pub(crate) struct Gap {
    pub a: Range<usize>,
    pub b: Range<usize>,
}

impl<'t> Pair<'t> {
    /// Matches the words of the two sides.
    pub(crate) fn new(a: Rc<Side<'t>>, b: Rc<Side<'t>>) -> Self {
        let same_names = vec![OnceCell::new(); a.names.len() * b.names.len()];
        let (to_b, to_a) = (vec![None; a.words.len()], vec![None; b.words.len()]);
        let mut pair = Self { to_b, to_a, gaps: Vec::new(), same_names, verbs: OnceCell::new(), a, b };
        pair.match_content();
        pair.match_function_words();
        pair.match_inside_gaps();
        pair.match_function_words();
        pair.gaps = pair.find_gaps();
        pair
    }

    fn join(&mut self, i: usize, j: usize, relation: Relation) {
        self.to_b[i] = Some((j, relation));
        self.to_a[j] = Some((i, relation));
    }

    fn match_content(&mut self) {
        let (rows, columns) = (content(&self.a), content(&self.b));
        let whole = rows.len() * columns.len() <= BUDGET;
        let mut close = Close::new(self.a.words.len(), self.b.words.len());
        let mut related = Vec::new();
        for x in &rows {
            for y in &columns {
                let relation = relation(x, y, whole);
                if relation != Relation::None {
                    close.add(x.at, y.at, relation);
                    related.push((x.at, y.at, relation));
                }
            }
        }
        let mut candidates = Vec::new();
        for (i, j, relation) in related {
            let around = surroundings(&self.a, i, &self.b, j, &close);
            // A loose likeness needs support from around it.
            if around > 0.0 || !matches!(relation, Relation::Near | Relation::Antonym) {
                candidates.push((strength(relation) + 0.12 * around, i, j, relation));
            }
        }
        let place = |i: usize, j: usize| (i * self.b.words.len()).abs_diff(j * self.a.words.len());
        candidates.sort_by(|x, y| {
            y.0.total_cmp(&x.0)
                .then(place(x.1, x.2).cmp(&place(y.1, y.2)))
                .then((x.1 + x.2, x.1).cmp(&(y.1 + y.2, y.1)))
        });
        for (_, i, j, relation) in candidates {
            if self.to_b[i].is_none() && self.to_a[j].is_none() {
                self.join(i, j, relation);
            }
        }
    }

    /// Equal function words follow the words beside them.
    fn match_function_words(&mut self) {
        let (n, m) = (self.a.words.len(), self.b.words.len());
        loop {
            let mut changed = false;
            for i in 0..n {
                let Some((j, _)) = self.to_b[i] else { continue };
                for (k, l) in [(i.wrapping_sub(1), j.wrapping_sub(1)), (i + 1, j + 1)] {
                    if k < n
                        && l < m
                        && self.to_b[k].is_none()
                        && self.to_a[l].is_none()
                        && self.a.words[k].is_equal(&self.b.words[l])
                    {
                        self.join(k, l, Relation::Same);
                        changed = true;
                    }
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Equal words of one gap, in order: the longest common subsequence.
    fn match_inside_gaps(&mut self) {
        const LONGEST: usize = 30;
        for gap in self.find_gaps() {
            if gap.a.len().max(gap.b.len()) <= LONGEST {
                for (i, j) in self.common(&gap) {
                    self.join(i, j, Relation::Same);
                }
            }
        }
    }

    fn common(&self, gap: &Gap) -> Vec<(usize, usize)> {
        let (n, m) = (gap.a.len(), gap.b.len());
        let equal = |i: usize, j: usize| self.a.words[gap.a.start + i].is_equal(&self.b.words[gap.b.start + j]);
        let mut longest = vec![vec![0_u8; m + 1]; n + 1];
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                longest[i][j] =
                    if equal(i, j) { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
            }
        }
        let (mut i, mut j, mut found) = (0, 0, Vec::new());
        while i < n && j < m {
            if equal(i, j) {
                found.push((gap.a.start + i, gap.b.start + j));
                (i, j) = (i + 1, j + 1);
            } else if longest[i + 1][j] >= longest[i][j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        found
    }

    fn find_gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let (n, m) = (self.a.words.len(), self.b.words.len());
        let mut i = 0;
        loop {
            let start = i;
            while i < n && self.to_b[i].is_none() {
                i += 1;
            }
            let left = if start == 0 { Some(0) } else { self.to_b[start - 1].map(|(j, _)| j + 1) };
            let right = if i == n { Some(m) } else { self.to_b[i].map(|(j, _)| j) };
            if let (Some(left), Some(right)) = (left, right)
                && left <= right
                && (left..right).all(|j| self.to_a[j].is_none())
                && (start < i || left < right)
            {
                gaps.push(Gap { a: start..i, b: left..right });
            }
            if i >= n {
                return gaps;
            }
            i += 1;
        }
    }

    /// Whether words `i` of a and `j` of b answer to each other as the same thing (not as opposites).
    pub(crate) fn matched(&self, i: usize, j: usize) -> bool {
        self.to_b[i].is_some_and(|(k, relation)| k == j && relation != Relation::Antonym)
    }
}

/// Which words of b are one word with each word of a, mean the same or are derived from it: a bit each.
struct Close {
    bits: Vec<u64>,
    /// Numbers of 64 bits for each word of a; one more than are needed.
    width: usize,
}

impl Close {
    fn new(height: usize, width: usize) -> Self {
        let width = width / 64 + 2;
        Self { bits: vec![0; height * width], width }
    }

    fn add(&mut self, i: usize, j: usize, relation: Relation) {
        if matches!(relation, Relation::Same | Relation::Synonym | Relation::Derived) {
            self.bits[i * self.width + j / 64] |= 1 << (j % 64);
        }
    }

    /// Whether there is any for word `i` of a in the surroundings of word `j` of b, that itself left out.
    fn is_beside(&self, i: usize, j: usize) -> bool {
        const ALL: u64 = (1 << (2 * REACH + 1)) - 1;
        // The window, with its middle at `REACH`; what would stand before the first word is cut off.
        let (from, cut) = (j.saturating_sub(REACH), REACH.saturating_sub(j));
        let row = &self.bits[i * self.width + from / 64..][..2];
        let low = row[0] >> (from % 64);
        let high = row[1].checked_shl(64 - (from % 64) as u32).unwrap_or(0);
        ((low | high) << cut) & ALL & !(1 << REACH) != 0
    }
}

/// A word that can have an answer wherever it stands.
struct Content<'s> {
    at: usize,
    word: &'s Word<'s>,
    kindred: Kindred<'s>,
    /// Whether it is part of a date or quantity, which only an equal word answers to …
    is_value: bool,
    /// … or of a name, which has no loose relatives either.
    is_exact: bool,
}

fn content<'s>(side: &'s Side<'s>) -> Vec<Content<'s>> {
    let values = side.dates.iter().map(|d| &d.words).chain(side.quantities.iter().map(|q| &q.words));
    let values = marked(side.words.len(), values);
    let names = marked(side.words.len(), side.names.iter().map(|n| &n.words));
    let mut found = Vec::with_capacity(side.words.len());
    for (at, word) in side.words.iter().enumerate() {
        let is_exact = values[at] || names[at];
        if is_exact || word.tag.is_content() && !word.is(cue!("aux")) {
            let kindred = Lexicon::shared().kindred(&word.known.entry);
            found.push(Content { at, word, kindred, is_value: values[at], is_exact });
        }
    }
    found
}

/// For each of `count` words whether it is in a run.
fn marked<'r>(count: usize, runs: impl Iterator<Item = &'r Range<usize>>) -> Vec<bool> {
    let mut marks = vec![false; count];
    runs.for_each(|run| marks[run.clone()].fill(true));
    marks
}

fn relation(x: &Content<'_>, y: &Content<'_>, whole: bool) -> Relation {
    if x.word.is_equal(y.word) {
        return Relation::Same;
    }
    if !whole || x.is_value || y.is_value {
        return Relation::None;
    }
    let found = x.kindred.relation(y.kindred);
    let is_loose = !matches!(found, Relation::Same | Relation::Synonym | Relation::Derived);
    if is_loose && (x.is_exact || y.is_exact) { Relation::None } else { found }
}

fn strength(relation: Relation) -> f32 {
    match relation {
        Relation::Same => 1.0,
        Relation::Synonym => 0.8,
        Relation::Derived => 0.75,
        Relation::Near => 0.5,
        Relation::Antonym => 0.45,
        Relation::None => 0.0,
    }
}

/// How well the words around `i` and `j` meet: in the same places, and anywhere near.
fn surroundings(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize, close: &Close) -> f32 {
    let mut found = 0.0;
    for distance in 1..=REACH.min(3) {
        let weight = 1.0 / distance as f32;
        for (k, l) in [(i.wrapping_sub(distance), j.wrapping_sub(distance)), (i + distance, j + distance)] {
            if k < a.words.len() && l < b.words.len() && a.words[k].is_equal(&b.words[l]) {
                found += weight;
            }
        }
    }
    for k in i.saturating_sub(REACH)..(i + REACH + 1).min(a.words.len()) {
        if k != i && close.is_beside(k, j) {
            found += 0.25;
        }
    }
    found
}
