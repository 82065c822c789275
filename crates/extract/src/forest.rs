//! How much a place speaks for a boundary, all its features together: a small ensemble of regression trees.
//!
//! The trees are fitted by `eval/train/boundary.py` on pages composed of real articles and on ordinary articles that stay
//! whole. A place's sum is the logarithm of its odds.

use std::sync::OnceLock;

use wirecopy_forest::Forest;

use crate::features::{COUNT, FEATURES, Features};

/// What the trees say of one place.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    /// Log odds of a boundary.
    pub(crate) odds: f32,
    /// What each feature gave to them.
    parts: Vec<f64>,
}

/// The trees of this build.
fn shared() -> &'static Forest {
    static FOREST: OnceLock<Forest> = OnceLock::new();
    FOREST.get_or_init(|| read(include_str!("../data/boundary.txt")))
}

fn read(text: &str) -> Forest {
    Forest::parse(text, &FEATURES.map(|feature| feature.name)).expect("the bundled trees are well formed")
}

/// Asks the trees about a place.
pub(crate) fn ask(features: &Features) -> Verdict {
    Verdict::of(shared(), features)
}

/// The most that the log odds of a place can be, of which only some features are measured yet.
pub(crate) fn at_most(features: &Features) -> f32 {
    shared().most(&features.values().map(f64::from)) as f32
}

/// Least a group of features must give to be told of, in log odds, and how many groups are.
const LEAST: f64 = 0.3;
const MOST_REASONS: usize = 4;

impl Verdict {
    fn of(forest: &Forest, features: &Features) -> Self {
        let values: [f64; COUNT] = features.values().map(f64::from);
        Self { odds: forest.odds(&values) as f32, parts: forest.parts(&values) }
    }

    /// What speaks for a boundary, the strongest first: features with the same words count together.
    pub(crate) fn reasons(&self) -> Vec<(&'static str, f64)> {
        let mut reasons: Vec<(&'static str, f64)> = Vec::new();
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
    fn what_speaks_for_a_boundary_is_told() {
        let forest = read("base -1\ntree\nnear <= 0.5 : 0\n  repeated <= 0.5 : 1\n    = 0.5\n    = 3\n  = -1\n");
        let verdict = Verdict::of(&forest, &Features { near: 0.1, repeated: 1.0, ..Features::default() });
        assert!((verdict.odds - 2.0).abs() < 1e-6);
        let reasons = verdict.reasons();
        assert_eq!(reasons[0].0, "the headline is repeated");
        assert!((reasons[0].1 - 2.0).abs() < 1e-6);
    }

    #[test]
    fn the_bundled_trees_are_well_formed() {
        assert_ne!(shared().odds(&[0.0; COUNT]), 0.0);
    }
}
