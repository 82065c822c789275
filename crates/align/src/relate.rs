//! How much one word counts as the other: looked up once for each pair of distinct words.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use wirecopy_lexicon::{Lexicon, Relation};

use crate::vocabulary::{Kind, Vocabulary, Word, WordId};

/// Shortest name whose spelling may differ by a letter ("Zelensky", "Zelenskyy").
const MIN_NAME_BYTES: usize = 5;

/// Why two words, or short phrases, were matched; from the strongest to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same folded word.
    Equal,
    /// The same number, abbreviation or compound, written otherwise ("60bn", "60 billion"; "UN", "United Nations").
    SameThing,
    /// The same word in another form ("supplies", "supply").
    Inflected,
    /// They share a meaning.
    Synonym,
    /// A name in another spelling ("Zelensky", "Zelenskyy").
    NameSpelling,
    /// Derived from each other ("supply", "supplier").
    Derived,
    /// Neighbours in meaning ("ship", "vessel" and its kinds).
    Near,
    /// Opposites: about the same thing, saying another.
    Opposite,
}

impl Reason {
    /// The words that explain it to a reader.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Equal => "the same word",
            Self::SameThing => "the same thing, written otherwise",
            Self::Inflected => "another form of the word",
            Self::Synonym => "a synonym",
            Self::NameSpelling => "a name in another spelling",
            Self::Derived => "derived from it",
            Self::Near => "near in meaning",
            Self::Opposite => "the opposite",
        }
    }
}

/// Most pairs of words that are remembered from one pair of versions to the next: about 30 MB.
const MAX_KNOWN: usize = 600_000;

/// Credits of pairs of distinct words, 0..=1.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// By word numbers of the two versions at hand.
    credits: HashMap<u64, f32, FixedState>,
    /// By what the words are, for all versions.
    known: HashMap<Pair, f32, FixedState>,
}

/// Hashes of two folded words, the smaller first, and whether both are names.
type Pair = (u64, u64, bool);

impl Relations {
    /// Forgets the word numbers of the versions before.
    pub(crate) fn start(&mut self) {
        self.credits.clear();
        if self.known.len() > MAX_KNOWN {
            self.known.clear();
        }
    }

    /// How much word `a` counts as word `b`: 1 for the same word, 0 for unrelated ones. Symmetric.
    pub(crate) fn credit(&mut self, vocabulary: &Vocabulary, a: WordId, b: WordId) -> f64 {
        if a == b {
            return 1.0;
        }
        let key = u64::from(a.min(b)) << 32 | u64::from(a.max(b));
        let known = &mut self.known;
        let credit = self.credits.entry(key).or_insert_with(|| {
            let (a, b) = (vocabulary.word(a), vocabulary.word(b));
            let are_names = a.kind == Kind::Name && b.kind == Kind::Name;
            let pair = (a.key.min(b.key), a.key.max(b.key), are_names);
            *known.entry(pair).or_insert_with(|| credit(a, b))
        });
        f64::from(*credit)
    }
}

fn credit(a: &Word, b: &Word) -> f32 {
    match reason(a, b) {
        Some(Reason::Equal | Reason::SameThing) => 1.0,
        Some(Reason::Inflected) => 0.95,
        Some(Reason::Synonym | Reason::NameSpelling) => 0.8,
        Some(Reason::Derived) => 0.7,
        // Opposites speak of the same thing: they make a change in an answering sentence, not another sentence.
        Some(Reason::Near | Reason::Opposite) => 0.5,
        None => 0.0,
    }
}

/// Why two distinct words may stand for each other.
pub(crate) fn reason(a: &Word, b: &Word) -> Option<Reason> {
    if matches!(a.kind, Kind::Function | Kind::Number) || matches!(b.kind, Kind::Function | Kind::Number) {
        return None;
    }
    if a.kind == Kind::Name && b.kind == Kind::Name && is_spelling_variant(a.text, b.text) {
        return Some(Reason::NameSpelling);
    }
    match Lexicon::shared().between(a.entry()?, b.entry()?) {
        Relation::Same => Some(Reason::Inflected),
        Relation::Synonym => Some(Reason::Synonym),
        Relation::Derived => Some(Reason::Derived),
        Relation::Near => Some(Reason::Near),
        Relation::Antonym => Some(Reason::Opposite),
        Relation::None => None,
    }
}

/// Whether two names differ by one letter left out, put in or changed behind a common start.
fn is_spelling_variant(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().min(b.len()) < MIN_NAME_BYTES || a.len().abs_diff(b.len()) > 2 {
        return false;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    front >= 3 && a.len().max(b.len()) - front - back <= 2 && front + back + 2 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_two_spellings() {
        for (a, b, expected) in [
            ("zelensky", "zelenskiy", true),
            ("zelensky", "zelenskyy", true),
            ("gaddafi", "gadhafi", true),
            ("merkel", "macron", false),
            ("austria", "australia", true), // the price: half a match, never a whole one
            ("iran", "iraq", false),
        ] {
            assert_eq!(is_spelling_variant(a, b), expected, "{a} {b}");
        }
    }
}
