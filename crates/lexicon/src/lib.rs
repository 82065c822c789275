//! Which words are one word, mean the same, or mean the opposite?
//!
//! Words in, folded as `wirecopy-text` folds them (lower case, no marks, "usa" for the country); out: their standard
//! [spelling](Lexicon::spelling), how two of them [relate](Lexicon::relation), how [common](Lexicon::zipf) they are, what
//! [kind of thing](Lexicon::is_class) they name, in which [direction](Lexicon::vectors) of meaning they point, and which places [stand for](Lexicon::metonym) a government. To compare a
//! word with many others, look it up once as an [`Entry`], and make that [`Kindred`] where most of them have nothing to do with it.
//!
//! ```
//! use wirecopy_lexicon::{Class, Lexicon, Relation};
//! let lexicon = Lexicon::shared();
//! assert_eq!(lexicon.spelling("defence"), Some("defense"));
//! assert_eq!(lexicon.relation("began", "starting"), Relation::Synonym);
//! assert_eq!(lexicon.relation("permanent", "temporary"), Relation::Antonym);
//! assert!(lexicon.is_class("ministers", Class::Person));
//! ```
//!
//! # Where the knowledge comes from
//! WordNet 3.1 (117,791 synonym sets), VarCon's spelling variants, SymSpell's counts from Google Books, GeoNames' capitals:
//! 1.8 MB packed; [vectors](Lexicon::vectors) of 34,000 words from all-MiniLM-L6-v2: 7.6 MB. Versions, licences and the build are in `data/README.md`. Meanings are weighed by how often taggers chose
//! them in SemCor, so that a word's seventh meaning makes nobody its synonym.
//!
//! # What it does not do
//! It sees words, not sentences: which meaning is meant in a text it cannot know, only which is usual. It knows few names
//! of people and firms, and no events after 2006. That two words are not related here does not make their difference a change of meaning.
//!
//! Papers: Miller, "WordNet: a lexical database for English" (1995); van Heuven et al., "SUBTLEX-UK" (2014), for the Zipf scale.

mod among;
mod class;
mod codec;
mod entry;
mod frequency;
mod keys;
mod kin;
mod kindred;
mod lookup;
mod memo;
mod morph;
mod phrase;
mod place;
mod relation;
mod spelling;
mod vector;
mod wordnet;

use std::sync::OnceLock;

pub use among::Among;
pub use class::{Class, LexFile, PartOfSpeech};
pub use entry::Entry;
pub use frequency::Usage;
pub use kindred::Kindred;
pub use memo::Memo;
pub use relation::{Opposition, Relation};
pub use vector::{Rows, Sum, Vector, Vectors};

use frequency::Frequency;
use spelling::Spelling;
use wordnet::WordNet;

/// Word knowledge.
///
/// Its four parts (spelling, frequency, WordNet, vectors) are unpacked when first asked for, each on its own.
#[derive(Debug, Default)]
pub struct Lexicon {
    spelling: OnceLock<Spelling>,
    frequency: OnceLock<Frequency>,
    net: OnceLock<WordNet>,
    vectors: OnceLock<Vectors>,
}

impl Lexicon {
    /// The one shared lexicon.
    #[must_use]
    pub fn shared() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::default)
    }

    /// The spelling that stands for all spellings of `word` (lower case), if it has several:
    /// `defence` and `defense` give the same answer, so do `cease-fire` and `ceasefire`.
    /// `None` when the word has one spelling only or is not known.
    #[must_use]
    #[inline]
    pub fn spelling(&self, word: &str) -> Option<&str> {
        self.spelling.get_or_init(Spelling::load).standard(word)
    }

    /// All words that have several spellings, each with the one that stands for them.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.spelling.get_or_init(Spelling::load).all()
    }

    /// How common a folded word is in general English on the Zipf scale: about 7.7 for "the", 3 for a rare word,
    /// 0 for a word that is not in the list.
    #[must_use]
    pub fn zipf(&self, word: &str) -> f32 {
        self.usage(word).zipf
    }

    /// Whether a folded word is of a closed class: article, pronoun, preposition, conjunction, auxiliary ("the", "they", "would").
    #[must_use]
    pub fn is_function(&self, word: &str) -> bool {
        self.usage(word).is_function
    }

    /// Both of these, looked up once.
    #[must_use]
    pub fn usage(&self, word: &str) -> Usage {
        self.frequency.get_or_init(Frequency::load).usage(word)
    }

    /// Directions in space for words and sentences: texts that mean the same point the same way.
    #[must_use]
    pub fn vectors(&self) -> &Vectors {
        self.vectors.get_or_init(Vectors::load)
    }

    fn net(&self) -> &WordNet {
        self.net.get_or_init(WordNet::load)
    }
}
