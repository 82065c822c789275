//! One of two that stand for a figure is dropped: "9,400 houses were destroyed or damaged", "9,400 houses were destroyed".

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::quantity::Measure;
use crate::change::{ChangeKind, Severity};
use crate::reason::Reason;
use crate::rules::{Finding, View, support};
use crate::tag::Tag;

/// Such figures, between states of one report, which both sides tell.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    if let Some((both, alone)) = dropped(&pair.a, &pair.to_b, &pair.b) {
        found.extend((support(pair, both.start, alone) >= 2).then(|| finding(both, alone..alone + 1)));
    }
    if let Some((both, alone)) = dropped(&pair.b, &pair.to_a, &pair.a) {
        found.extend((support(pair, alone, both.start) >= 2).then(|| finding(alone..alone + 1, both)));
    }
    found
}

fn finding(a: Range<usize>, b: Range<usize>) -> Finding {
    Finding {
        kind: ChangeKind::Scope,
        severity: Severity::Material,
        a: Some(a),
        b: Some(b),
        reason: Reason::Either("The figure counts one of two here and both there: “{}” and “{}”."),
        confidence: 0.6,
    }
}

/// "destroyed or damaged" on this side, and the one of them that the other has alone.
fn dropped(side: &Side<'_>, to: &[Option<(usize, Relation)>], other: &Side<'_>) -> Option<(Range<usize>, usize)> {
    let counts = |s: &Side<'_>| s.quantities.iter().any(|q| q.measure == Measure::Count && q.value > 1.0);
    let shared = side.quantities.iter().any(|q| other.quantities.iter().any(|r| q.same_value(r)));
    if !counts(side) || !shared || other.words.iter().any(|w| w.folded == "or") {
        return None;
    }
    (1..side.words.len().saturating_sub(1)).filter(|&i| side.words[i].folded == "or").find_map(|i| {
        let (x, y) = (&side.words[i - 1], &side.words[i + 1]);
        let verbs = x.tag == Tag::Verb && y.tag == Tag::Verb && !y.breaks_before();
        let alone = match (to[i - 1], to[i + 1]) {
            (Some((j, Relation::Same)), None) | (None, Some((j, Relation::Same))) => j,
            _ => return None,
        };
        // "destroyed, and others damaged".
        let and = other.words.get(alone + 1).is_some_and(|w| matches!(w.folded, "and" | "along"));
        (verbs && !and).then_some((i - 1..i + 2, alone))
    })
}
