//! How likely is it that two runs of sentences make the same statement? Decided by small trees over named [`Features`], which
//! `wirecopy-eval align --train` makes and says from what.

use std::ops::Range;
use std::sync::OnceLock;

use wirecopy_forest::{Damage, Forest};

use crate::features::Features;
use crate::similarity::Comparison;

/// Trees that turn features into a probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Trees(Forest);

impl Trees {
    /// The trees that are bundled: do two sentences of two articles answer to each other?
    #[must_use]
    pub fn shared() -> &'static Self {
        static TREES: OnceLock<Trees> = OnceLock::new();
        TREES.get_or_init(|| Self::parse(include_str!("../data/statement.txt")).expect("bundled trees are whole"))
    }

    /// Reads trees from their text; see [`Forest`].
    ///
    /// # Errors
    /// Where a line is damaged or missing.
    ///
    /// # Example
    /// ```
    /// use wirecopy_align::{Features, Trees};
    /// let trees = Trees::parse("base 0\ntree\ncosine < 0.5\n  = -2\n  = 2\n").unwrap();
    /// let alike = Features { cosine: 0.8, ..Features::default() };
    /// assert!(trees.probability(&alike) > 0.8);
    /// ```
    pub fn parse(text: &str) -> Result<Self, Damage> {
        Forest::parse(text, Features::NAMES).map(Self)
    }

    /// How likely it is, 0..=1.
    #[must_use]
    pub fn probability(&self, features: &Features) -> f64 {
        self.0.probability(&features.values())
    }
}

impl Comparison<'_> {
    /// How likely a run of sentences of a and one of b answer to each other, 0..=1. Calibrated: of the pairs that get .9, nine in
    /// ten do, among candidates of which a quarter do (reliability table in COMPARE.md). Free rewordings
    /// get less than they should: few were learned from. Both must hold a sentence.
    ///
    /// # Example
    /// ```
    /// use wirecopy_align::{Comparison, Settings};
    /// use wirecopy_document::Version;
    /// let a = Version::of("a", "The court fined the harbour company after the oil spill.");
    /// let b = Version::of("b", "The court fined the port company after a large oil spill.");
    /// let mut comparison = Comparison::new(&a, &b, &Settings::default());
    /// assert!(comparison.same_statement(&(0..1), &(0..1)) > 0.5);
    /// ```
    ///
    /// # Panics
    /// If a range is empty or reaches beyond the version.
    pub fn same_statement(&mut self, a: &Range<usize>, b: &Range<usize>) -> f64 {
        Trees::shared().probability(&self.features(a, b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_trees_are_whole_and_tell() {
        let alike = Features { likeness: 0.9, plain: 0.9, words_1: 0.9, words_2: 0.8, ..Features::default() };
        assert!(Trees::shared().probability(&Features::default()) < Trees::shared().probability(&alike));
    }
}
