//! Words of several tokens: "united states", "head of state".

use crate::entry::Entry;
use crate::memo;
use crate::{Lexicon, Relation};

impl Lexicon {
    /// Whether these folded words together are one word of the dictionary; the last or the first may be inflected
    /// ("foreign ministers", "taking off").
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::Lexicon;
    /// let lexicon = Lexicon::shared();
    /// assert!(lexicon.phrase(&["heads", "of", "state"]));
    /// assert!(!lexicon.phrase(&["of", "state"]));
    /// ```
    #[must_use]
    pub fn phrase(&self, words: &[&str]) -> bool {
        self.phrase_entry(words).is_known()
    }

    /// The entry of one or several folded words, to compare with others; without meanings if the dictionary does not know it.
    #[must_use]
    pub fn phrase_entry(&self, words: &[&str]) -> Entry {
        if let [word] = words {
            return self.entry(word);
        }
        let (net, joined) = (self.net(), words.join(" "));
        memo::entry(&joined, || Entry::of_bases(net, &joined, |found| crate::morph::phrase_bases(net, words, found)))
    }

    /// The relation between two phrases of one or several folded words each.
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::{Lexicon, Relation};
    /// let lexicon = Lexicon::shared();
    /// assert_eq!(lexicon.phrase_relation(&["united", "states"], &["usa"]), Relation::Synonym);
    /// assert_eq!(lexicon.phrase_relation(&["un"], &["united", "nations"]), Relation::Synonym);
    /// ```
    #[must_use]
    pub fn phrase_relation(&self, a: &[&str], b: &[&str]) -> Relation {
        self.between(&self.phrase_entry(a), &self.phrase_entry(b))
    }
}
