/// What a character is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// Whether a run of sentences is there.
    Presence {
        /// How many.
        sentences: usize,
    },
    /// Whether a sentence differs from its commonest wording in one place.
    Wording,
    /// Whether a run of sentences stands elsewhere.
    Order,
}

impl Feature {
    pub(crate) fn lengthen(&mut self) {
        if let Self::Presence { sentences } = self {
            *sentences += 1;
        }
    }
}

/// A place of variation (the field's word is *locus*), in two states: a text has the feature or has it not. A text of which
/// this can't be said (it lacks the sentence) is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Character {
    /// What it is about.
    pub feature: Feature,
    /// Texts that have it, a bit each.
    pub has: Bits,
    /// Texts of which it is known.
    pub known: Bits,
    /// The columns of sentences that it is about.
    pub(crate) columns: Vec<usize>,
    /// Words that one has and the others have not, of a wording.
    pub(crate) words: usize,
    /// In how many places a text makes the same exchange of words, with this one: a writer who puts "per cent" for "percent" does so wherever
    /// it stands, and decides it once.
    pub(crate) repeated: usize,
}

impl Character {
    pub(crate) fn unknown(feature: Feature, texts: usize, column: usize) -> Self {
        Self { feature, has: Bits::none(texts), known: Bits::none(texts), columns: vec![column], words: 0, repeated: 1 }
    }

    pub(crate) fn all_known(feature: Feature, texts: usize, column: usize) -> Self {
        let mut known = Bits::none(texts);
        (0..texts).for_each(|i| known.insert(i));
        Self { feature, has: Bits::none(texts), known, columns: vec![column], words: 0, repeated: 1 }
    }

    pub(crate) fn know(&mut self, text: usize) {
        self.known.insert(text);
    }

    pub(crate) fn set(&mut self, text: usize) {
        self.known.insert(text);
        self.has.insert(text);
    }

    /// How much of an event it is, above 0 and up to 1.
    pub(crate) fn weight(&self) -> f32 {
        1.0 / self.repeated as f32
    }

    /// Whether some have it and some have it not.
    pub(crate) fn tells(&self) -> bool {
        let having = self.has.count();
        having > 0 && having < self.known.count()
    }

    /// The state of a text, `None` where it is not known.
    #[must_use]
    pub fn state(&self, text: usize) -> Option<bool> {
        self.known.contains(text).then(|| self.has.contains(text))
    }
}

/// A set of small numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// The empty set of numbers below `n`.
    #[must_use]
    pub fn none(n: usize) -> Self {
        Self(vec![0; n.div_ceil(64)])
    }

    /// Adds a number.
    pub fn insert(&mut self, i: usize) {
        self.0[i / 64] |= 1 << (i % 64);
    }

    /// Whether it holds a number.
    #[must_use]
    pub fn contains(&self, i: usize) -> bool {
        self.0[i / 64] >> (i % 64) & 1 == 1
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.iter().map(|w| w.count_ones() as usize).sum()
    }
}
