//! A version that says itself that what was told before was wrong: "and not in 2021 as the ministry first stated".

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::{Finding, View, covers_same};

/// Such words on one side only, between states of one report.
pub(super) fn find(view: &View<'_, '_>, known: &[Finding]) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (correction(&pair.a), correction(&pair.b));
    let (one, is_b) = match (in_a, in_b) {
        _ if !view.one_report => return Vec::new(),
        (Some(i), None) if pair.to_b[i].is_none() => (i..i + 1, false),
        (None, Some(j)) if pair.to_a[j].is_none() => (j..j + 1, true),
        _ => return Vec::new(),
    };
    let found = Finding {
        kind: ChangeKind::Polarity,
        severity: Severity::Material,
        a: (!is_b).then(|| one.clone()),
        b: is_b.then_some(one),
        reason: if is_b {
            Reason::Each("One version says that an earlier account was wrong (“{b}”).")
        } else {
            Reason::Each("One version says that an earlier account was wrong (“{a}”).")
        },
        confidence: 0.6,
    };
    let told = known.iter().any(|k| k.severity == Severity::Material && covers_same(k, &found));
    if told { Vec::new() } else { vec![found] }
}

/// The word that corrects: "wrongly", "correcting"; "first stated", "initially said" beside a "not".
fn correction(side: &Side<'_>) -> Option<usize> {
    let plain = |i: usize| side.words[i].is(cue!("corrects")) && side.words[i].quote.is_none();
    let first = |i: usize| {
        let next = side.words.get(i + 1).filter(|w| !w.first);
        side.words[i].is(cue!("at_first"))
            && next.is_some_and(|w| w.is(cue!("told_before")))
            && (side.sentence_start(i)..side.sentence_end(i)).any(|k| matches!(side.words[k].folded, "not" | "rather"))
    };
    (0..side.words.len()).find(|&i| plain(i) || first(i))
}
