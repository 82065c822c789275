//! How sure we are of a material change: how often such a change was right when a reader looked at real pairs.
//!
//! The classes are few, because what was read is: the kind, and whether the sentences around it are nearly the same.
//! `wirecopy-eval facts --only calibration` makes `data/confidence.txt` from what was read, and measures it on held-back folds.

use crate::ChangeKind;

/// From this share of common words on, two sentences are nearly the same.
const NEAR: f64 = 0.8;

/// The confidence of a material change, 0..=1, where `less` is the share of the words around it that both versions have.
pub(crate) fn of(kind: ChangeKind, less: f64) -> f64 {
    let place = if less >= NEAR { "near" } else { "far" };
    find(kind.name(), place).or_else(|| find("other", place)).unwrap_or(0.5)
}

fn find(kind: &str, place: &str) -> Option<f64> {
    let lines = include_str!("../data/confidence.txt").lines().filter(|line| !line.starts_with('#'));
    let mut rows = lines.map(|line| line.split(' ').collect::<Vec<_>>());
    rows.find(|row| row.starts_with(&[kind, place])).and_then(|row| row.get(2)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A class that was read has its own share, any other that of the rest.
    #[test]
    fn every_kind_has_a_share() {
        for kind in [ChangeKind::Number, ChangeKind::Certainty, ChangeKind::Scope, ChangeKind::Quotation] {
            assert!((0.05..0.99).contains(&of(kind, 1.0)) && (0.05..0.99).contains(&of(kind, 0.3)), "{kind:?}");
        }
        assert!(of(ChangeKind::Certainty, 0.9) > of(ChangeKind::Name, 0.9));
        assert_eq!(of(ChangeKind::Scope, 0.9), of(ChangeKind::Role, 0.9));
    }
}
