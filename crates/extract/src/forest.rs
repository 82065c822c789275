//! How much a place speaks for a boundary, all its features together: a small ensemble of regression trees.
//!
//! The trees are fitted by `eval/train/boundary.py` on pages composed of real articles and on ordinary articles that stay
//! whole (Friedman, "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5), 2001), and
//! stand in `data/boundary.txt`, one node a line. A place's sum is the logarithm of its odds. What each feature gave to it
//! is the sum of the steps in value that the tree took by asking for it (Saabas, "Interpreting random forests", 2014).

use std::sync::OnceLock;

use crate::features::{COUNT, FEATURES, Features};

/// A tree's node; those of one tree stand in the order of reading, each fork in front of its two branches.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Mean value of all places that come here.
    value: f32,
    fork: Option<Fork>,
}

#[derive(Debug, Clone, Copy)]
struct Fork {
    feature: usize,
    /// Values up to this one go to the next node, others to `above`.
    most: f32,
    above: usize,
}

/// The ensemble.
#[derive(Debug)]
pub(crate) struct Forest {
    base: f32,
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

/// What the trees say of one place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdict {
    /// Log odds of a boundary.
    pub(crate) odds: f32,
    /// What each feature gave to them.
    pub(crate) parts: [f32; COUNT],
}

impl Forest {
    /// The forest of this build.
    pub(crate) fn shared() -> &'static Self {
        static FOREST: OnceLock<Forest> = OnceLock::new();
        FOREST.get_or_init(|| Self::read(include_str!("../data/boundary.txt")))
    }

    /// Reads lines such as `near <= 0.12 : -0.4` (a fork) and `= 0.3` (a leaf), indented or not; each tree opens with `tree`.
    fn read(text: &str) -> Self {
        let mut forest = Self { base: 0.0, nodes: Vec::new(), roots: Vec::new() };
        let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        while let Some(line) = lines.next() {
            if let Some(base) = line.strip_prefix("base ") {
                forest.base = number(base);
            } else {
                assert_eq!(line, "tree", "the bundled trees are well formed");
                forest.roots.push(forest.nodes.len());
                forest.read_node(&mut lines);
            }
        }
        forest
    }

    fn read_node<'t>(&mut self, lines: &mut impl Iterator<Item = &'t str>) {
        let line = lines.next().expect("a fork has two branches");
        let at = self.nodes.len();
        if let Some(value) = line.strip_prefix("= ") {
            self.nodes.push(Node { value: number(value), fork: None });
            return;
        }
        let (question, value) = line.split_once(" : ").expect("a fork has its value");
        let (name, most) = question.split_once(" <= ").expect("a fork has its limit");
        let feature = FEATURES.iter().position(|f| f.name == name).expect("a feature of this build");
        self.nodes.push(Node { value: number(value), fork: None });
        self.read_node(lines);
        let above = self.nodes.len();
        self.nodes[at].fork = Some(Fork { feature, most: number(most), above });
        self.read_node(lines);
    }

    /// Walks all trees; the order of sums is that of the file.
    pub(crate) fn ask(&self, features: &Features) -> Verdict {
        let values = features.values();
        let mut verdict = Verdict { odds: self.base, parts: [0.0; COUNT] };
        for &root in &self.roots {
            let mut at = root;
            verdict.odds += self.nodes[at].value;
            while let Some(fork) = self.nodes[at].fork {
                let next = if values[fork.feature] <= fork.most { at + 1 } else { fork.above };
                let step = self.nodes[next].value - self.nodes[at].value;
                verdict.odds += step;
                verdict.parts[fork.feature] += step;
                at = next;
            }
        }
        verdict
    }
}

fn number(text: &str) -> f32 {
    text.trim().parse().expect("a number")
}

/// Least a group of features must give to be told of, in log odds, and how many groups are.
const LEAST: f32 = 0.3;
const MOST_REASONS: usize = 4;

impl Verdict {
    /// What speaks for a boundary, the strongest first: features with the same words count together.
    pub(crate) fn reasons(&self) -> Vec<(&'static str, f32)> {
        let mut reasons: Vec<(&'static str, f32)> = Vec::new();
        for (feature, &part) in FEATURES.iter().zip(&self.parts).filter(|(f, _)| !f.says.is_empty()) {
            match reasons.iter_mut().find(|(says, _)| *says == feature.says) {
                Some((_, sum)) => *sum += part,
                None => reasons.push((feature.says, part)),
            }
        }
        reasons.retain(|(_, sum)| *sum >= LEAST);
        reasons.sort_by(|a, b| b.1.total_cmp(&a.1));
        reasons.truncate(MOST_REASONS);
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_walked_and_features_get_their_share() {
        let text = "# two trees\nbase -1\ntree\nnear <= 0.5 : 0\n  repeated <= 0.5 : 1\n    = 0.5\n    = 3\n  = -1\ntree\n= 0.25\n";
        let forest = Forest::read(text);
        let verdict = forest.ask(&Features { near: 0.1, repeated: 1.0, ..Features::default() });
        assert!((verdict.odds - 2.25).abs() < 1e-6);
        let reasons = verdict.reasons();
        assert_eq!(reasons[0].0, "the headline is repeated");
        assert!((reasons[0].1 - 2.0).abs() < 1e-6);
        assert!((forest.ask(&Features { near: 0.9, ..Features::default() }).odds + 1.75).abs() < 1e-6);
    }

    #[test]
    fn the_bundled_trees_are_well_formed() {
        assert!(!Forest::shared().roots.is_empty());
    }
}
