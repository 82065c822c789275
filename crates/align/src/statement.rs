//! How likely is it that two runs of sentences make the same statement? Decided by small trees over named [`Features`].
//!
//! Gradient-boosted trees (Friedman 2001): each leaf adds to the logarithm of the odds. They are stored as text to be read:
//! a line `cosine < 0.41` is followed by the tree for the lower values, then by that for the others; a line `= 0.02` is a
//! leaf. `wirecopy-eval align --train` makes them and says from what.

use std::ops::Range;
use std::sync::OnceLock;

use crate::features::Features;
use crate::similarity::Comparison;

/// Trees that turn features into a probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Trees {
    start: f64,
    /// The nodes of all trees; each tree begins at one of `roots`.
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Node {
    Leaf(f64),
    /// Values below `at` go on with the next node, the others at `rest`.
    Split {
        feature: usize,
        at: f64,
        rest: usize,
    },
}

impl Trees {
    /// The trees that are bundled: do two sentences of two articles answer to each other?
    #[must_use]
    pub fn shared() -> &'static Self {
        static TREES: OnceLock<Trees> = OnceLock::new();
        TREES.get_or_init(|| Self::parse(include_str!("../data/statement.txt")).expect("bundled trees are whole"))
    }

    /// Reads trees from their text; `None` if a line is damaged or missing.
    ///
    /// # Example
    /// ```
    /// use wirecopy_align::{Features, Trees};
    /// let trees = Trees::parse("start 0\ncosine < 0.5\n  = -2\n  = 2\n").unwrap();
    /// let alike = Features { cosine: 0.8, ..Features::default() };
    /// assert!(trees.probability(&alike) > 0.8);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let start = lines.next()?.strip_prefix("start ")?.parse().ok()?;
        let mut trees = Self { start, nodes: Vec::new(), roots: Vec::new() };
        while let Some(line) = lines.next() {
            trees.roots.push(trees.nodes.len());
            trees.read(line, &mut lines)?;
        }
        Some(trees)
    }

    fn read<'t>(&mut self, line: &str, lines: &mut impl Iterator<Item = &'t str>) -> Option<()> {
        if let Some(value) = line.strip_prefix("= ") {
            self.nodes.push(Node::Leaf(value.parse().ok()?));
            return Some(());
        }
        let (name, at) = line.split_once(" < ")?;
        let feature = Features::NAMES.iter().position(|known| *known == name)?;
        let place = self.nodes.len();
        self.nodes.push(Node::Leaf(0.0));
        self.read(lines.next()?, lines)?;
        self.nodes[place] = Node::Split { feature, at: at.parse().ok()?, rest: self.nodes.len() };
        self.read(lines.next()?, lines)
    }

    /// How likely it is, 0..=1.
    #[must_use]
    pub fn probability(&self, features: &Features) -> f64 {
        let values = features.values();
        let odds = self.start + self.roots.iter().map(|&root| self.leaf(root, &values)).sum::<f64>();
        1.0 / (1.0 + (-odds).exp())
    }

    fn leaf(&self, mut place: usize, values: &[f64]) -> f64 {
        loop {
            match self.nodes[place] {
                Node::Leaf(value) => return value,
                Node::Split { feature, at, .. } if values[feature] < at => place += 1,
                Node::Split { rest, .. } => place = rest,
            }
        }
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
    fn a_tree_inside_a_tree() {
        let text = "# a note\nstart 1\nplain < 0.5\n  cosine < 0\n    = -4\n    = -1\n  = 2\n= 0.5\n";
        let trees = Trees::parse(text).unwrap();
        let odds = |plain: f64, cosine: f64| {
            let p = trees.probability(&Features { plain, cosine, ..Features::default() });
            (p / (1.0 - p)).ln()
        };
        assert!((odds(0.2, -0.1) + 2.5).abs() < 1e-9);
        assert!((odds(0.2, 0.1) - 0.5).abs() < 1e-9);
        assert!((odds(0.5, -0.1) - 3.5).abs() < 1e-9);
    }

    #[test]
    fn damage_is_seen() {
        for text in ["", "start x", "start 0\nplain < 0.5\n= 1", "start 0\nnobody < 1\n= 1\n= 2", "start 0\n= x"] {
            assert_eq!(Trees::parse(text), None, "{text}");
        }
        assert!(Trees::shared().probability(&Features::default()) < 1.0);
    }
}
