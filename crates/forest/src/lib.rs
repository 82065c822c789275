//! What do many small signs say together?
//!
//! Numbers with names → log odds: a [`Forest`] is an ensemble of regression trees, fitted elsewhere by gradient boosting (Friedman,
//! "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5), 2001) and kept as text that can be
//! read and compared line by line:
//!
//! ```text
//! # whether two sentences answer to each other
//! base -1.1
//! tree
//! cosine < 0.4 : -0.2
//!   = -0.7
//!   words <= 3 : 0.3
//!     = 0.1
//!     = 0.5
//! ```
//!
//! A fork asks for one number; the first of the two trees behind it is for those of whom it is true. Behind the colon may stand the
//! mean value of all cases that come to the fork. A line `= 0.1` is a leaf. What all leaves that a case comes to and the base
//! add up to is the logarithm of the odds.
//!
//! ```
//! use wirecopy_forest::Forest;
//! let forest = Forest::parse("base -1\ntree\ncosine < 0.4\n  = -2\n  = 3\n", &["words", "cosine"]).unwrap();
//! assert_eq!(forest.odds(&[12.0, 0.8]), 2.0);
//! assert!(forest.probability(&[12.0, 0.1]) < 0.05);
//! ```
//!
//! # What it does not do
//! It fits nothing: `eval/train` and `wirecopy-eval align --train` do. It knows no missing values and no categories.

use std::fmt;

/// Boosted trees over features that have names.
#[derive(Debug, Clone, PartialEq)]
pub struct Forest {
    base: f64,
    /// Those of one tree stand in the order of reading, each fork in front of its two branches.
    nodes: Vec<Node>,
    roots: Vec<usize>,
    features: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    value: f64,
    fork: Option<Fork>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Fork {
    feature: usize,
    limit: f64,
    /// Whether the limit itself goes the first way.
    with_limit: bool,
    /// Where the second branch begins; the first is the next node.
    second: usize,
}

impl Fork {
    fn first_way(&self, value: f64) -> bool {
        if self.with_limit { value <= self.limit } else { value < self.limit }
    }
}

/// The text of a forest can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// The first line that is not as it should be, counted from 1; one behind the last where lines are missing.
    pub line: usize,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: neither base, tree, fork nor leaf, or none where one should be", self.line)
    }
}

impl std::error::Error for Damage {}

impl Forest {
    /// Reads trees over features of these names; they are asked with values in the same order.
    ///
    /// # Errors
    /// Where a line is damaged, missing, or names another feature.
    pub fn parse(text: &str, names: &[&str]) -> Result<Self, Damage> {
        let mut reader =
            Reader { lines: text.lines().enumerate(), line: 0, names, nodes: Vec::new(), roots: Vec::new() };
        let base = reader.read().ok_or(Damage { line: reader.line })?;
        Ok(Self { base, nodes: reader.nodes, roots: reader.roots, features: names.len() })
    }

    /// The log odds of a case.
    ///
    /// # Panics
    /// Where there are fewer values than features.
    #[must_use]
    pub fn odds(&self, values: &[f64]) -> f64 {
        self.base + self.roots.iter().map(|&root| self.leaf(root, values)).sum::<f64>()
    }

    /// The most that the log odds of a case can be of which only some values are known yet; the others are NaN. Where a tree asks for
    /// one of these, the better of its two branches counts. Never less than [`Self::odds`] of the whole case, not by a rounding either.
    ///
    /// # Panics
    /// As [`Self::odds`].
    #[must_use]
    pub fn most(&self, values: &[f64]) -> f64 {
        self.base + self.roots.iter().map(|&root| self.best_leaf(root, values)).sum::<f64>()
    }

    /// The same as a probability, 0..=1.
    ///
    /// # Panics
    /// As [`Self::odds`].
    #[must_use]
    pub fn probability(&self, values: &[f64]) -> f64 {
        1.0 / (1.0 + (-self.odds(values)).exp())
    }

    fn leaf(&self, root: usize, values: &[f64]) -> f64 {
        let mut at = root;
        while let Some(fork) = &self.nodes[at].fork {
            at = if fork.first_way(values[fork.feature]) { at + 1 } else { fork.second };
        }
        self.nodes[at].value
    }

    fn best_leaf(&self, at: usize, values: &[f64]) -> f64 {
        let Node { value, fork } = self.nodes[at];
        let Some(fork) = fork else { return value };
        match values[fork.feature] {
            unknown if unknown.is_nan() => self.best_leaf(at + 1, values).max(self.best_leaf(fork.second, values)),
            known if fork.first_way(known) => self.best_leaf(at + 1, values),
            _ => self.best_leaf(fork.second, values),
        }
    }

    /// What each feature gives to the log odds of a case: the sum of the steps in value that the trees take by asking for it (Saabas,
    /// "Interpreting random forests", 2014). A fork of which the text gives no value counts with the mean of its two branches.
    ///
    /// # Panics
    /// As [`Self::odds`].
    #[must_use]
    pub fn parts(&self, values: &[f64]) -> Vec<f64> {
        let mut parts = vec![0.0; self.features];
        for &root in &self.roots {
            let mut at = root;
            while let Some(fork) = &self.nodes[at].fork {
                let next = if fork.first_way(values[fork.feature]) { at + 1 } else { fork.second };
                parts[fork.feature] += self.nodes[next].value - self.nodes[at].value;
                at = next;
            }
        }
        parts
    }
}

struct Reader<'t> {
    lines: std::iter::Enumerate<std::str::Lines<'t>>,
    /// The line that was read last, counted from 1.
    line: usize,
    names: &'t [&'t str],
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<&'t str> {
        let is_said = |(_, line): &(usize, &str)| !line.trim().is_empty() && !line.trim().starts_with('#');
        let next = self.lines.find(is_said);
        self.line = next.map_or(self.line, |(number, _)| number) + 1;
        next.map(|(_, line)| line.trim())
    }

    /// All lines; gives the base.
    fn read(&mut self) -> Option<f64> {
        let base = number(self.next()?.strip_prefix("base ")?)?;
        while let Some(line) = self.next() {
            (line == "tree").then_some(())?;
            self.roots.push(self.nodes.len());
            self.node()?;
        }
        Some(base)
    }

    /// A node and all behind it; gives its value.
    fn node(&mut self) -> Option<f64> {
        let line = self.next()?;
        let at = self.nodes.len();
        if let Some(value) = line.strip_prefix("= ") {
            let value = number(value)?;
            self.nodes.push(Node { value, fork: None });
            return Some(value);
        }
        let (question, value) = match line.split_once(" : ") {
            Some((question, value)) => (question, Some(number(value)?)),
            None => (line, None),
        };
        let (name, sign, limit) = words(question)?;
        let with_limit = match sign {
            "<=" => true,
            "<" => false,
            _ => return None,
        };
        let feature = self.names.iter().position(|known| *known == name)?;
        let limit = number(limit)?;
        self.nodes.push(Node { value: 0.0, fork: None });
        let first = self.node()?;
        let second = self.nodes.len();
        let mean = 0.5 * (first + self.node()?);
        let value = value.unwrap_or(mean);
        self.nodes[at] = Node { value, fork: Some(Fork { feature, limit, with_limit, second }) };
        Some(value)
    }
}

fn words(question: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = question.split_once(' ')?;
    let (sign, limit) = rest.split_once(' ')?;
    Some((name, sign, limit))
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# two trees\nbase -1\ntree\nnear <= 0.5 : 0\n  again < 1 : 1\n    = 0.5\n    = 3\n  = -1\ntree\n= 0.25\n";

    #[test]
    fn trees_are_walked() {
        let forest = Forest::parse(TEXT, &["again", "near"]).unwrap();
        assert_eq!(forest.odds(&[1.0, 0.5]), 2.25);
        assert_eq!(forest.odds(&[0.9, 0.1]), -0.25);
        assert_eq!(forest.odds(&[1.0, 0.6]), -1.75);
    }

    #[test]
    fn what_is_not_known_may_be_the_best() {
        let forest = Forest::parse(TEXT, &["again", "near"]).unwrap();
        assert_eq!(forest.most(&[f64::NAN, f64::NAN]), 2.25);
        assert_eq!(forest.most(&[0.9, f64::NAN]), -0.25);
        assert_eq!(forest.most(&[f64::NAN, 0.6]), -1.75);
    }

    #[test]
    fn features_get_their_share() {
        let forest = Forest::parse(TEXT, &["again", "near"]).unwrap();
        assert_eq!(forest.parts(&[1.0, 0.5]), [2.0, 1.0]);
        let bare = Forest::parse("base 0\ntree\nnear < 1\n  = -1\n  = 3\n", &["near"]).unwrap();
        assert_eq!(bare.parts(&[0.0]), [-2.0]);
    }

    #[test]
    fn damage_is_told_with_its_line() {
        let line = |text| Forest::parse(text, &["near"]).map(|_| ()).map_err(|damage| damage.line);
        assert_eq!(line("# nothing else"), Err(1));
        assert_eq!(line("base x"), Err(1));
        assert_eq!(line("base 0\n\nnear < 1\n= 0\n= 1"), Err(3));
        assert_eq!(line("base 0\ntree\nfar < 1\n= 0\n= 1"), Err(3));
        assert_eq!(line("base 0\ntree\nnear > 1\n= 0\n= 1"), Err(3));
        assert_eq!(line("base 0\ntree\nnear < 1 : y\n= 0\n= 1"), Err(3));
        assert_eq!(line("base 0\ntree\nnear < 1\n= 0\n= inf"), Err(5));
        assert_eq!(line("base 0\ntree\nnear < 1\n= 0"), Err(5));
    }
}
