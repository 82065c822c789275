//! A version that says itself that what was told before was wrong: "and not in 2021 as the ministry first stated".

use std::ops::Range;

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::{Finding, View};

/// Such words on one side only, between states of one report.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (correction(&pair.a), correction(&pair.b));
    let (one, is_b) = match (in_a, in_b) {
        (Some(words), None) if words.clone().any(|i| pair.to_b[i].is_none()) => (words, false),
        (None, Some(words)) if words.clone().any(|j| pair.to_a[j].is_none()) => (words, true),
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
    vec![found]
}

/// The words that correct: "correcting"; "wrongly" beside a verb of telling, for a man may be wrongly convicted; "first stated", "initially said"
/// beside a "not".
fn correction(side: &Side<'_>) -> Option<Range<usize>> {
    let tells = |i: usize| side.words.get(i).is_some_and(|w| w.is(cue!("told_before")));
    let is_denied = |i: usize| {
        (side.sentence_start(i)..side.sentence_end(i)).any(|k| matches!(side.words[k].folded, "not" | "rather"))
    };
    let at = |i: usize| {
        let word = &side.words[i];
        let in_error = word.is(cue!("in_error"));
        match word.quote {
            Some(_) => None,
            None if word.is(cue!("corrects")) => Some(i..i + 1),
            None if in_error && i > 0 && tells(i - 1) => Some(i - 1..i + 1),
            None if tells(i + 1) && (in_error || word.is(cue!("at_first")) && is_denied(i)) => Some(i..i + 2),
            None => None,
        }
    };
    (0..side.words.len()).find_map(at)
}
