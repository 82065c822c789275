//! Questions about words: base forms, parts of speech, classes, relations.

use crate::entry::Entry;
use crate::memo;
use crate::relation;
use crate::{Class, LexFile, Lexicon, Opposition, PartOfSpeech, Relation};

/// A class must hold for this share of a word's use for the plain yes-or-no questions.
const MIN_CLASS_SHARE: f32 = 0.2;

impl Lexicon {
    /// Looks up one folded word, for comparing it with many: spelling, base forms and weighed meanings.
    ///
    /// About 1 µs, and a tenth of that for a word that the same thread asked for not long ago.
    #[must_use]
    pub fn entry(&self, word: &str) -> Entry {
        memo::entry(word, || Entry::new(self.net(), self.spelling(word).unwrap_or(word)))
    }

    /// The relation between two folded words, inflected or not; rare meanings do not count.
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::{Lexicon, Relation};
    /// let lexicon = Lexicon::shared();
    /// assert_eq!(lexicon.relation("supplies", "supply"), Relation::Same);
    /// assert_eq!(lexicon.relation("french", "france"), Relation::Derived);
    /// assert_eq!(lexicon.relation("table", "justice"), Relation::None);
    /// ```
    #[must_use]
    pub fn relation(&self, a: &str, b: &str) -> Relation {
        if a == b { Relation::Same } else { self.between(&self.entry(a), &self.entry(b)) }
    }

    /// The relation between two entries.
    #[must_use]
    pub fn between(&self, a: &Entry, b: &Entry) -> Relation {
        relation::between(self.net(), a, b)
    }

    /// Whether two entries are opposites, and how directly WordNet says so. Synonyms never are.
    #[must_use]
    pub fn opposition(&self, a: &Entry, b: &Entry) -> Option<Opposition> {
        relation::opposition(self.net(), a, b)
    }

    /// The base forms of a folded word, likeliest first: `(lemma, part of speech)`.
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::{Lexicon, PartOfSpeech};
    /// let lemmas = Lexicon::shared().lemmas("told");
    /// assert_eq!(lemmas.into_iter().next(), Some(("tell", PartOfSpeech::Verb)));
    /// ```
    #[must_use]
    pub fn lemmas(&self, word: &str) -> Vec<(&str, PartOfSpeech)> {
        self.lemmas_of(&self.entry(word)).collect()
    }

    /// The base forms of a word that was looked up, likeliest first.
    pub fn lemmas_of(&self, entry: &Entry) -> impl Iterator<Item = (&str, PartOfSpeech)> {
        entry.known.readings.iter().map(|r| (self.net().keys.word(r.key), r.part))
    }

    /// The parts of speech of a folded word with their shares of its use (sum 1), likeliest first; empty if WordNet does
    /// not know it. From counts in tagged texts; articles, pronouns and prepositions are not in WordNet.
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::{Lexicon, PartOfSpeech};
    /// assert_eq!(Lexicon::shared().parts_of_speech("tells")[0].0, PartOfSpeech::Verb);
    /// ```
    #[must_use]
    pub fn parts_of_speech(&self, word: &str) -> Vec<(PartOfSpeech, f32)> {
        self.entry(word).parts_of_speech()
    }

    /// The field of meaning of a folded word's most usual meaning.
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::{LexFile, Lexicon};
    /// assert_eq!(Lexicon::shared().lexname("informed"), Some(LexFile::VerbCommunication));
    /// assert_eq!(Lexicon::shared().lexname("minister"), Some(LexFile::NounPerson));
    /// ```
    #[must_use]
    pub fn lexname(&self, word: &str) -> Option<LexFile> {
        self.entry(word).lexname()
    }

    /// Whether a folded word usually (in a fifth of its use or more) names or does something of this class.
    #[must_use]
    pub fn is_class(&self, word: &str, class: Class) -> bool {
        self.entry(word).is_class(class)
    }

    /// Whether a usual meaning of `word` lies under the most usual meaning, as the same part of speech, of `broader`.
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::Lexicon;
    /// let lexicon = Lexicon::shared();
    /// let [agency, organization, animal] = ["agency", "organization", "animal"].map(|word| lexicon.entry(word));
    /// assert!(lexicon.is_a(&agency, &organization));
    /// assert!(!lexicon.is_a(&agency, &animal));
    /// ```
    #[must_use]
    pub fn is_a(&self, word: &Entry, broader: &Entry) -> bool {
        relation::is_under(self.net(), word, broader)
    }
}

impl Entry {
    /// Shares of use of each part of speech (sum 1), likeliest first.
    #[must_use]
    pub fn parts_of_speech(&self) -> Vec<(PartOfSpeech, f32)> {
        let mut shares: Vec<_> = PartOfSpeech::ALL.map(|part| (part, self.part_share(part))).to_vec();
        shares.retain(|&(_, share)| share > 0.0);
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shares
    }

    /// Share (0..=1) of the word's use in which it is of this part of speech.
    #[must_use]
    pub fn part_share(&self, part: PartOfSpeech) -> f32 {
        self.share(|s| s.part == part)
    }

    /// The field of the most usual meaning.
    #[must_use]
    pub fn lexname(&self) -> Option<LexFile> {
        self.known.senses.first().map(|s| s.lexfile)
    }

    /// Share (0..=1) of the word's use in which it is of a field of meaning.
    #[must_use]
    pub fn lexname_share(&self, file: LexFile) -> f32 {
        self.share(|s| s.lexfile == file)
    }

    /// Share (0..=1) of the word's use in which it is of a class.
    #[must_use]
    pub fn class_share(&self, class: Class) -> f32 {
        self.share(|s| s.classes & class.bit() != 0)
    }

    /// Whether it is of a class in a fifth of its use or more.
    #[must_use]
    pub fn is_class(&self, class: Class) -> bool {
        self.class_share(class) >= MIN_CLASS_SHARE
    }

    /// Share (0..=1) of the word's use in which it is a proper name.
    #[must_use]
    pub fn name_share(&self) -> f32 {
        self.share(|s| s.is_name)
    }

    fn share(&self, holds: impl Fn(&crate::entry::Sense) -> bool) -> f32 {
        self.known.senses.iter().filter(|s| holds(s)).map(|s| s.weight).sum()
    }
}
