//! Stub.

use std::sync::OnceLock;

/// Word knowledge.
#[derive(Debug)]
pub struct Lexicon {
    _private: (),
}

/// How two words stand to each other; the closest relation that holds for any of their senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same word: equal after spelling and inflection are folded away ("supplies", "supply").
    Same,
    /// They share a synonym set ("major", "main").
    Synonym,
    /// Derived from each other, or from synonyms ("supply", "supplier"); or a country and its demonym.
    Derived,
    /// Neighbours: adjectives of one cluster, verbs of one group, a word and its direct broader term.
    Near,
    /// Opposites, directly or through a near synonym ("permanent", "temporary").
    Antonym,
    /// Nothing known joins them.
    None,
}

impl Lexicon {
    /// The one shared lexicon, unpacked on first use.
    #[must_use]
    pub fn shared() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self { _private: () })
    }

    /// The spelling that stands for all spellings of `word` (lower case), if it has several:
    /// `defence` and `defense` give the same answer, so do `cease-fire` and `ceasefire`.
    /// `None` when the word has one spelling only or is not known.
    #[must_use]
    pub fn spelling(&self, _word: &str) -> Option<&str> {
        None
    }

    /// The relation between two folded words.
    #[must_use]
    pub fn relation(&self, a: &str, b: &str) -> Relation {
        if a == b { Relation::Same } else { Relation::None }
    }

    /// How common a folded word is in general English on the Zipf scale: about 7.7 for "the", 3 for a rare word,
    /// 0 for a word that is not in the list.
    #[must_use]
    pub fn zipf(&self, _word: &str) -> f32 {
        0.0
    }
}
