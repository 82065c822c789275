use std::collections::{BTreeMap, BTreeSet};

use crate::{Direction, Verdict};

/// One edge of a family's tree: `child` was made from `parent`.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// A member, or `unseen:NAME` for a source that is not here.
    pub parent: String,
    /// A member.
    pub child: String,
    /// Share of the child's links inside the family whose verdict says so, 0..=1. Not a probability.
    pub support: f64,
    /// In plain words.
    pub evidence: String,
}

/// The edges that the verdicts of a family's links justify, sorted by child, then parent. A member about which the
/// verdicts say nothing has no edge.
#[must_use]
pub fn edges(links: &[(&str, &str, &Verdict)]) -> Vec<Edge> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut claims: BTreeMap<(&str, String), (usize, BTreeSet<&str>)> = BTreeMap::new();
    for &(a, b, verdict) in links {
        for member in [a, b] {
            *count.entry(member).or_default() += 1;
        }
        for (parent, child) in said(a, b, verdict) {
            let claim = claims.entry((child, parent)).or_default();
            claim.0 += 1;
            claim.1.insert(&verdict.reason);
        }
    }
    claims
        .into_iter()
        .map(|((child, parent), (votes, reasons))| Edge {
            parent,
            child: child.to_owned(),
            support: votes as f64 / count[child] as f64,
            evidence: reasons.into_iter().collect::<Vec<_>>().join("; "),
        })
        .collect()
}

fn said<'l>(a: &'l str, b: &'l str, verdict: &Verdict) -> Vec<(String, &'l str)> {
    match (verdict.direction, &verdict.source) {
        (Direction::AFromB, _) => vec![(b.to_owned(), a)],
        (Direction::BFromA, _) => vec![(a.to_owned(), b)],
        (Direction::CommonSource, Some(source)) => {
            let parent = format!("unseen:{source}");
            vec![(parent.clone(), a), (parent, b)]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unseen_source_is_the_parent_of_both() {
        let common = Verdict { direction: Direction::CommonSource, reason: "r".into(), source: Some("PA".into()) };
        let unknown = Verdict { direction: Direction::Unknown, reason: "u".into(), source: None };
        let found = edges(&[("a", "b", &common), ("a", "c", &unknown)]);
        let table: Vec<_> = found.iter().map(|e| (e.parent.as_str(), e.child.as_str(), e.support)).collect();
        assert_eq!(table, [("unseen:PA", "a", 0.5), ("unseen:PA", "b", 1.0)]);
    }
}
