use std::ops::Range;

/// How a group of sentences got from one version into the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// The same words after folding.
    Verbatim,
    /// The same sentence with few words changed.
    Edited,
    /// The same content in other words.
    Reworded,
    /// One sentence of a became several of b, which need not be neighbours.
    Split,
    /// Several sentences of a, which need not be neighbours, became one of b.
    Merged,
    /// In b only.
    Added,
    /// In a only.
    Dropped,
}

impl Label {
    /// All of them, in the order in which archives number them: a new one comes last.
    pub const ALL: [Self; 7] =
        [Self::Verbatim, Self::Edited, Self::Reworded, Self::Split, Self::Merged, Self::Added, Self::Dropped];

    /// The word that stands in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Edited => "edited",
            Self::Reworded => "reworded",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Added => "added",
            Self::Dropped => "dropped",
        }
    }
}

/// What happened to a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditOp {
    /// On both sides, folded forms equal.
    Equal,
    /// Other words in the same place.
    Replace,
    /// In b only.
    Insert,
    /// In a only.
    Delete,
}

impl EditOp {
    /// All of them, in the order in which archives number them: a new one comes last.
    pub const ALL: [Self; 4] = [Self::Equal, Self::Replace, Self::Insert, Self::Delete];

    /// The word that stands in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Replace => "replace",
            Self::Insert => "insert",
            Self::Delete => "delete",
        }
    }
}

/// One word-level edit. Ranges count words of the versions' `tokens`; the empty side of an insert or delete stands where
/// the words are missing. The edits of a group, in order, cover its words of a and of b without gap; none reaches over a sentence that is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What happened.
    pub op: EditOp,
    /// Words of version a.
    pub a: Range<usize>,
    /// Words of version b.
    pub b: Range<usize>,
}

/// Sentences that answer to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Sentences of a, by index, rising; empty for `Added`.
    pub a: Vec<usize>,
    /// Sentences of b, by index, rising; empty for `Dropped`.
    pub b: Vec<usize>,
    /// How they answer.
    pub label: Label,
    /// Whether the group stands out of the order of the others.
    pub moved: bool,
    /// Sentences of a and of b that are too unlike to be in it by themselves, and are so only because much of the two versions is
    /// paired, or most of their names and figures are the same: no evidence that the versions belong together, and too little to say
    /// what changed.
    pub inferred: [Vec<usize>; 2],
    /// How alike the two sides are, 0..=1; 1 for verbatim, 0 where one side is missing.
    pub similarity: f64,
    /// Word-level edits from a to b; empty where one side is missing.
    pub edits: Vec<Edit>,
}

impl Group {
    /// The sentences of a and of b that answer to each other by themselves; none where all are inferred.
    #[must_use]
    pub fn sure(&self) -> [Vec<usize>; 2] {
        let of = |side: usize, all: &[usize]| {
            all.iter().copied().filter(|i| !self.inferred[side].contains(i)).collect::<Vec<_>>()
        };
        let [a, b] = [of(0, &self.a), of(1, &self.b)];
        if a.is_empty() || b.is_empty() { Default::default() } else { [a, b] }
    }
}

/// The whole alignment: every sentence of a and of b stands in exactly one group. Groups follow the order of b, with
/// dropped sentences behind the group of the sentence that stands before them in a.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alignment {
    /// The groups.
    pub groups: Vec<Group>,
}
