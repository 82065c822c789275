//! Which word of the one answers to which of the other, where both are equal.

use crate::vocabulary::{Kind, Vocabulary, WordId};

/// Words as common as this, one in a thousand, are matched by equality only.
const MAX_RELATED_ZIPF: f32 = 6.0;

/// What matching needs, and what it finds; one for many comparisons.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// First free unit of b for each word, and the next one with the same word; `NONE` ends.
    head: Vec<u32>,
    next: Vec<u32>,
    /// How often each word is left in b; zeros between two calls.
    pub(super) counts: Vec<u32>,
    pub(crate) credit_a: Vec<f64>,
    pub(crate) credit_b: Vec<f64>,
    /// The unit of b that answers each unit of a.
    pub(super) mate: Vec<u32>,
    pub(super) left_a: Vec<u32>,
    pub(super) left_b: Vec<u32>,
    pub(super) pairs: Vec<(f64, u32, u32)>,
}

/// Stands for "none" among units.
pub(super) const NONE: u32 = u32::MAX;

impl Scratch {
    /// For texts with so many words that differ.
    pub(super) fn new(words: usize) -> Self {
        Self { head: vec![NONE; words], counts: vec![0; words], ..Self::default() }
    }

    /// The free unit of b with this word: the one behind the answer of the unit before, else the first.
    fn find(&mut self, id: WordId, previous: u32, b: &[WordId]) -> Option<u32> {
        let next = previous.wrapping_add(1) as usize;
        if previous != NONE && b.get(next) == Some(&id) && self.credit_b[next] == 0.0 {
            return Some(next as u32);
        }
        while self.head[id as usize] != NONE {
            let j = self.head[id as usize];
            if self.credit_b[j as usize] == 0.0 {
                return Some(j);
            }
            self.head[id as usize] = self.next[j as usize];
        }
        None
    }

    /// Matches equal words in order and lists the others that may have a relative opposite.
    pub(super) fn match_equal(&mut self, a: &[WordId], b: &[WordId], vocabulary: &Vocabulary) {
        self.credit_a.clear();
        self.credit_a.resize(a.len(), 0.0);
        self.mate.clear();
        self.mate.resize(a.len(), NONE);
        self.credit_b.clear();
        self.credit_b.resize(b.len(), 0.0);
        self.next.clear();
        self.next.resize(b.len(), NONE);
        for (j, &id) in b.iter().enumerate().rev() {
            self.next[j] = self.head[id as usize];
            self.head[id as usize] = j as u32;
        }
        self.left_a.clear();
        for (i, &id) in a.iter().enumerate() {
            if let Some(j) = self.find(id, i.checked_sub(1).map_or(NONE, |before| self.mate[before]), b) {
                self.mate[i] = j;
                self.credit_a[i] = 1.0;
                self.credit_b[j as usize] = 1.0;
            } else if may_relate(vocabulary, id) {
                self.left_a.push(i as u32);
            }
        }
        self.left_b.clear();
        for (j, &id) in b.iter().enumerate() {
            self.head[id as usize] = NONE;
            if self.credit_b[j] == 0.0 && may_relate(vocabulary, id) {
                self.left_b.push(j as u32);
            }
        }
    }
}

/// Whether a word may stand for a related one. The commonest words have so many meanings that a relation says nothing.
fn may_relate(vocabulary: &Vocabulary, id: WordId) -> bool {
    let word = vocabulary.word(id);
    matches!(word.kind, Kind::Content | Kind::Name) && word.zipf < MAX_RELATED_ZIPF
}
