//! The words of sentences that need not be neighbours, as one text and back.

use std::borrow::Cow;
use std::ops::Range;

use wirecopy_document::Version;

use crate::alignment::{Edit, EditOp};
use crate::vocabulary::WordId;

/// Runs of words of a version, in order, not empty.
pub(crate) struct Runs(Vec<Range<usize>>);

impl Runs {
    /// The words of some sentences, rising; neighbours are one run.
    pub(crate) fn of(version: &Version, sentences: &[usize]) -> Self {
        let mut runs: Vec<Range<usize>> = Vec::with_capacity(1);
        for &sentence in sentences {
            let words = version.sentences[sentence].tokens.clone();
            match runs.last_mut() {
                Some(last) if last.end == words.start => last.end = words.end,
                _ => runs.push(words),
            }
        }
        Self(runs)
    }

    /// What stands in them.
    pub(crate) fn words<'w>(&self, words: &'w [WordId]) -> Cow<'w, [WordId]> {
        match &self.0[..] {
            [run] => Cow::Borrowed(&words[run.clone()]),
            runs => runs.iter().flat_map(|run| &words[run.clone()]).copied().collect(),
        }
    }

    /// Where a stretch of the one text stands, run by run; an empty one stands behind the word before it.
    fn places(&self, stretch: &Range<usize>) -> Vec<Range<usize>> {
        let mut places = Vec::with_capacity(1);
        let mut before = 0;
        for run in &self.0 {
            let end = before + run.len();
            let (from, to) = (stretch.start.max(before), stretch.end.min(end));
            if from < to || stretch.is_empty() && places.is_empty() && stretch.start <= end {
                places.push(run.start + (from - before)..run.start + (to - before));
            }
            before = end;
        }
        places
    }
}

/// Edits between the two texts as edits between the versions: cut where a run ends.
pub(crate) fn placed(edits: Vec<Edit>, runs: &[Runs; 2]) -> Vec<Edit> {
    if let ([a], [b]) = (&runs[0].0[..], &runs[1].0[..]) {
        let moved = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
        return edits.iter().map(|e| Edit { op: e.op, a: moved(&e.a, a.start), b: moved(&e.b, b.start) }).collect();
    }
    edits.into_iter().flat_map(|edit| cut(edit, runs)).collect()
}

fn cut(edit: Edit, runs: &[Runs; 2]) -> Vec<Edit> {
    if edit.op == EditOp::Equal {
        return cut_equal(&edit, runs);
    }
    let [a, b] = [runs[0].places(&edit.a), runs[1].places(&edit.b)];
    let at = |places: &[Range<usize>], n: usize| places.get(n).cloned();
    let behind = |places: &[Range<usize>]| places.last().map_or(0, |last| last.end);
    let one = |n: usize| {
        let (in_a, in_b) = (at(&a, n), at(&b, n));
        let op = match (&in_a, &in_b) {
            (Some(_), Some(_)) => edit.op,
            (Some(_), None) => EditOp::Delete,
            _ => EditOp::Insert,
        };
        let empty = |places| behind(places)..behind(places);
        Edit { op, a: in_a.unwrap_or_else(|| empty(&a)), b: in_b.unwrap_or_else(|| empty(&b)) }
    };
    (0..a.len().max(b.len())).map(one).collect()
}

/// Equal words are cut at the same word on both sides.
fn cut_equal(edit: &Edit, runs: &[Runs; 2]) -> Vec<Edit> {
    let mut found: Vec<Edit> = Vec::new();
    let [a, b] = [runs[0].places(&edit.a), runs[1].places(&edit.b)];
    for (i, j) in a.into_iter().flatten().zip(b.into_iter().flatten()) {
        match found.last_mut() {
            Some(last) if (last.a.end, last.b.end) == (i, j) => (last.a.end, last.b.end) = (i + 1, j + 1),
            _ => found.push(Edit { op: EditOp::Equal, a: i..i + 1, b: j..j + 1 }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_cut_where_a_run_ends() {
        let check =
            |op: EditOp, a: Range<usize>, b: Range<usize>, expected: &[(EditOp, Range<usize>, Range<usize>)]| {
                let runs = [Runs(std::iter::once(10..20).collect()), Runs(vec![0..4, 7..9])];
                let found = placed(vec![Edit { op, a, b }], &runs);
                let found: Vec<_> = found.into_iter().map(|e| (e.op, e.a, e.b)).collect();
                assert_eq!(found, expected);
            };
        check(EditOp::Equal, 1..5, 2..6, &[(EditOp::Equal, 11..13, 2..4), (EditOp::Equal, 13..15, 7..9)]);
        check(EditOp::Replace, 0..3, 3..5, &[(EditOp::Replace, 10..13, 3..4), (EditOp::Insert, 13..13, 7..8)]);
        check(EditOp::Insert, 2..2, 3..6, &[(EditOp::Insert, 12..12, 3..4), (EditOp::Insert, 12..12, 7..9)]);
        check(EditOp::Delete, 2..4, 4..4, &[(EditOp::Delete, 12..14, 4..4)]);
        check(EditOp::Delete, 2..4, 0..0, &[(EditOp::Delete, 12..14, 0..0)]);
    }
}
