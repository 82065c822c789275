//! What differs between two wordings of one sentence.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A run of words of the base that another reading has otherwise: where, how many, and a hash of what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hunk {
    start: usize,
    length: usize,
    instead: u64,
    instead_words: usize,
    /// Which words stand for which, in either order.
    exchanged: u64,
    /// Whether the words of the base are the first of the two.
    is_first: bool,
}

impl Hunk {
    /// Which words stand for which, in either order, and whether those of the other reading are the second of the two.
    pub(crate) fn exchanged(&self) -> (u64, bool) {
        (self.exchanged, self.is_first)
    }

    /// Words of the longer of the two.
    pub(crate) fn words(&self) -> usize {
        self.length.max(self.instead_words)
    }
}

/// The differences, sorted. Time O(words × differences) (Myers 1986).
pub(crate) fn hunks(base: &[u64], other: &[u64]) -> Vec<Hunk> {
    let state = FixedState::default();
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, base, other) {
        let (start, length, instead) = match op {
            DiffOp::Equal { .. } => continue,
            DiffOp::Delete { old_index, old_len, .. } => (old_index, old_len, &other[..0]),
            DiffOp::Insert { old_index, new_index, new_len } => (old_index, 0, &other[new_index..new_index + new_len]),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (old_index, old_len, &other[new_index..new_index + new_len])
            }
        };
        let (own, other) = (state.hash_one(&base[start..start + length]), state.hash_one(instead));
        found.push(Hunk {
            start,
            length,
            instead: other,
            instead_words: instead.len(),
            exchanged: state.hash_one((own.min(other), own.max(other))),
            is_first: own < other,
        });
    }
    found.sort_unstable();
    found
}
