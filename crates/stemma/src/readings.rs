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
}

impl Hunk {
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
        found.push(Hunk { start, length, instead: state.hash_one(instead), instead_words: instead.len() });
    }
    found.sort_unstable();
    found
}
