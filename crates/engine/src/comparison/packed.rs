//! A comparison on disk: places count from the end of those before, so that most numbers take one byte.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use wirecopy_retrieve::{Passage, Shared};

use super::{Comparison, Marks};

#[derive(Serialize, Deserialize)]
pub(super) struct Packed {
    same_words: bool,
    passages: Vec<Step>,
    covered: [usize; 2],
    marks: [Marks; 2],
    /// Of each range how far it starts behind the end of the one before, and how long it is.
    quoted: [Vec<(usize, usize)>; 2],
    joined: usize,
    likeness: f32,
    sentences: usize,
}

/// How far a passage starts behind the end of the one before, in a and in b, where it may start in front of it; and its words.
#[derive(Serialize, Deserialize)]
struct Step {
    a: i64,
    b: i64,
    words: usize,
}

impl From<Comparison> for Packed {
    fn from(whole: Comparison) -> Self {
        let Comparison { same_words, shared, marks, quoted, joined, likeness, sentences } = whole;
        let mut ends = [0_i64; 2];
        let step = |passage: &Passage| {
            let step = Step {
                a: passage.a.start as i64 - ends[0],
                b: passage.b.start as i64 - ends[1],
                words: passage.a.len(),
            };
            ends = [passage.a.end as i64, passage.b.end as i64];
            step
        };
        let passages = shared.passages.iter().map(step).collect();
        let covered = [shared.covered_a, shared.covered_b];
        Self { same_words, passages, covered, marks, quoted: quoted.map(steps), joined, likeness, sentences }
    }
}

impl TryFrom<Packed> for Comparison {
    type Error = &'static str;

    fn try_from(packed: Packed) -> Result<Self, Self::Error> {
        packed.unpack().ok_or("its numbers are no places in texts")
    }
}

impl Packed {
    fn unpack(self) -> Option<Comparison> {
        let Self { same_words, passages, covered, marks, quoted, joined, likeness, sentences } = self;
        let mut ends = [0; 2];
        let passage = |step: Step| {
            let (a, b) = (range(ends[0], step.a, step.words)?, range(ends[1], step.b, step.words)?);
            ends = [a.end, b.end];
            Some(Passage { a, b })
        };
        let passages = passages.into_iter().map(passage).collect::<Option<_>>()?;
        let shared = Shared { passages, covered_a: covered[0], covered_b: covered[1] };
        let [a, b] = quoted;
        let quoted = [from_steps(a)?, from_steps(b)?];
        Some(Comparison { same_words, shared, marks, quoted, joined, likeness, sentences })
    }
}

fn range(end: usize, step: i64, length: usize) -> Option<Range<usize>> {
    let start = end.checked_add_signed(isize::try_from(step).ok()?)?;
    Some(start..start.checked_add(length)?)
}

/// `ranges` are in order and apart.
fn steps(ranges: Vec<Range<usize>>) -> Vec<(usize, usize)> {
    let mut end = 0;
    let step = |range: Range<usize>| {
        let step = (range.start - end, range.len());
        end = range.end;
        step
    };
    ranges.into_iter().map(step).collect()
}

fn from_steps(steps: Vec<(usize, usize)>) -> Option<Vec<Range<usize>>> {
    let mut end = 0_usize;
    let range = |(step, length): (usize, usize)| {
        let start = end.checked_add(step)?;
        end = start.checked_add(length)?;
        Some(start..end)
    };
    steps.into_iter().map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;

    fn comparison() -> Comparison {
        let passage = |a: usize, b: usize, words: usize| Passage { a: a..a + words, b: b..b + words };
        let passages = vec![passage(3, 90, 12), passage(20, 5, 30), passage(60, 35, 1)];
        Comparison {
            same_words: false,
            shared: Shared { passages, covered_a: 43, covered_b: 43 },
            marks: [Marks(vec![(3, Mark::Own), (58, Mark::Copied)]), Marks(vec![(110, Mark::Edited)])],
            quoted: [vec![4..9, 10..60], Vec::new()],
            joined: 3,
            likeness: 0.625,
            sentences: 7,
        }
    }

    #[test]
    fn a_comparison_comes_back() {
        let bytes = serde_json::to_vec(&comparison()).unwrap();
        assert_eq!(serde_json::from_slice::<Comparison>(&bytes).unwrap(), comparison());
    }

    #[test]
    fn a_passage_before_the_first_word_is_none() {
        let mut packed = Packed::from(comparison());
        packed.passages[1].b = -103;
        assert!(Comparison::try_from(packed).is_err());
    }
}
