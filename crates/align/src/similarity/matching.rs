//! Which word of the one answers to which of the other: equal words first, then related ones.

use crate::relate::{self, Relations, may_relate};
use crate::vocabulary::{Kind, Vocabulary, WordId};

/// Most pairs of words without an equal one in which related words are looked for: 200 on either side. Runs of words beyond
/// that are no sentences, and are compared by equal words only.
const MAX_RELATED_PAIRS: usize = 40_000;

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
    left_a: Vec<u32>,
    left_b: Vec<u32>,
    /// Credits of pairs of units left over, in this order.
    pairs: Vec<(f32, u32, u32)>,
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
            } else if may_relate(vocabulary.word(id)) {
                self.left_a.push(i as u32);
            }
        }
        self.left_b.clear();
        for (j, &id) in b.iter().enumerate() {
            self.head[id as usize] = NONE;
            if self.credit_b[j] == 0.0 && may_relate(vocabulary.word(id)) {
                self.left_b.push(j as u32);
            }
        }
    }

    /// Matches related words among those without an equal one, best credit first.
    pub(super) fn match_related(
        &mut self,
        a: &[WordId],
        b: &[WordId],
        vocabulary: &Vocabulary,
        relations: &mut Relations,
    ) {
        self.pairs.clear();
        if self.left_a.is_empty() || self.left_b.is_empty() || self.left_a.len() * self.left_b.len() > MAX_RELATED_PAIRS
        {
            return;
        }
        self.relate(Sides { from: a, to: b, is_mirrored: false }, vocabulary, relations);
        self.relate(Sides { from: b, to: a, is_mirrored: true }, vocabulary, relations);
        self.relate_names(a, b, vocabulary);
        self.pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        for &(credit, i, j) in &self.pairs {
            if self.credit_a[i as usize] == 0.0 && self.credit_b[j as usize] == 0.0 {
                self.credit_a[i as usize] = f64::from(credit);
                self.credit_b[j as usize] = f64::from(credit);
                self.mate[i as usize] = j;
            }
        }
    }

    /// Notes the pairs of words left over that stand in the rows of the words of one side.
    fn relate(&mut self, sides: Sides<'_>, vocabulary: &Vocabulary, relations: &mut Relations) {
        let Sides { from, to, is_mirrored } = sides;
        let (left_from, left_to) =
            if is_mirrored { (&self.left_b, &self.left_a) } else { (&self.left_a, &self.left_b) };
        self.next.clear();
        self.next.resize(to.len(), NONE);
        for &j in left_to.iter().rev() {
            let head = &mut self.head[to[j as usize] as usize];
            self.next[j as usize] = std::mem::replace(head, j);
        }
        for &i in left_from {
            let word = from[i as usize];
            for place in relations.row(vocabulary, word) {
                let other = relations.word(place);
                let mut j = self.head[other as usize];
                // What both rows name was found from a.
                if j == NONE || is_mirrored && relations.names(other, word) {
                    continue;
                }
                let credit = relations.credit(vocabulary, word, place);
                while j != NONE {
                    if credit > 0.0 {
                        self.pairs.push(if is_mirrored { (credit, j, i) } else { (credit, i, j) });
                    }
                    j = self.next[j as usize];
                }
            }
        }
        left_to.iter().for_each(|&j| self.head[to[j as usize] as usize] = NONE);
    }

    /// Notes the names left over whose spelling alone differs: no meaning leads from the one to the other.
    fn relate_names(&mut self, a: &[WordId], b: &[WordId], vocabulary: &Vocabulary) {
        let is_name = |id: WordId| vocabulary.word(id).kind == Kind::Name;
        for &i in self.left_a.iter().filter(|&&i| is_name(a[i as usize])) {
            let name = vocabulary.word(a[i as usize]);
            for &j in self.left_b.iter().filter(|&&j| is_name(b[j as usize])) {
                let other = vocabulary.word(b[j as usize]);
                if relate::is_spelling_variant(name.text, other.text) {
                    self.pairs.push((relate::credit(name, other), i, j));
                }
            }
        }
    }
}

/// The words of the side whose words are asked for relatives, and those of the other.
struct Sides<'w> {
    from: &'w [WordId],
    to: &'w [WordId],
    /// Whether the first is b.
    is_mirrored: bool,
}
