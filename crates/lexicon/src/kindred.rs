//! A word that is compared with many others.

use crate::entry::Entry;
use crate::kin::Kin;
use crate::relation;
use crate::{Lexicon, Relation};

/// An entry with the words that it may have to do with, so that most words that have nothing to do with it are told apart at once.
#[derive(Debug, Clone, Copy)]
pub struct Kindred<'e> {
    entry: &'e Entry,
    kin: &'e Kin,
    keys: &'e [u32],
}

impl Lexicon {
    /// Makes an entry ready to be compared with many others.
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::{Lexicon, Relation};
    /// let lexicon = Lexicon::shared();
    /// let [ship, vessel, treaty] = ["ship", "vessel", "treaty"].map(|word| lexicon.entry(word));
    /// let ship = lexicon.kindred(&ship);
    /// assert_eq!(ship.relation(lexicon.kindred(&vessel)), Relation::Near);
    /// assert_eq!(ship.relation(lexicon.kindred(&treaty)), Relation::None);
    /// ```
    #[must_use]
    pub fn kindred<'e>(&self, entry: &'e Entry) -> Kindred<'e> {
        Kindred { entry, kin: relation::kin(self.net(), entry), keys: &entry.known.keys }
    }
}

impl Kindred<'_> {
    /// As [`Lexicon::between`]; a few nanoseconds where the two have nothing to do with each other.
    #[must_use]
    #[inline]
    pub fn relation(self, other: Kindred<'_>) -> Relation {
        let may_relate = self.kin.may_hold_any(other.keys)
            || other.kin.may_hold_any(self.keys)
            || self.keys.is_empty() && other.keys.is_empty();
        if may_relate { self.closest(other) } else { Relation::None }
    }

    fn closest(self, other: Kindred<'_>) -> Relation {
        let is_kin = self.kin.holds_any(other.keys) || other.kin.holds_any(self.keys);
        relation::of_kin(Lexicon::shared().net(), self.entry, other.entry, is_kin)
    }
}
