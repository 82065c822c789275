//! A run of words that stands in one place of both sides without an answer: what the rules that need no parse have in common.

use std::ops::Range;

use crate::analysis::Side;
use crate::matching::{Gap, Pair};
use crate::rules::Finding;

/// Whether a finding speaks of words of the gap.
pub(super) fn is_known(gap: &Gap, found: &[Finding]) -> bool {
    let meets = |run: &Range<usize>, other: Option<&Range<usize>>| {
        other.is_some_and(|other| run.start < other.end && other.start < run.end)
    };
    found.iter().any(|f| meets(&gap.a, f.a.as_ref()) || meets(&gap.b, f.b.as_ref()))
}

/// The runs for a reader; an empty one, and the other with it, is shown with the word before both, or else behind.
pub(super) fn shown(pair: &Pair<'_>, gap: &Gap) -> Option<(Range<usize>, Range<usize>)> {
    if !gap.a.is_empty() && !gap.b.is_empty() {
        return Some((gap.a.clone(), gap.b.clone()));
    }
    let has_word_before =
        |side: &Side<'_>, run: &Range<usize>| run.start > 0 && !side.words.get(run.start).is_some_and(|w| w.first);
    if has_word_before(&pair.a, &gap.a) && has_word_before(&pair.b, &gap.b) {
        return Some((gap.a.start - 1..gap.a.end, gap.b.start - 1..gap.b.end));
    }
    let has_word_behind = |side: &Side<'_>, run: &Range<usize>| run.end < side.words.len();
    (has_word_behind(&pair.a, &gap.a) && has_word_behind(&pair.b, &gap.b))
        .then(|| (gap.a.start..gap.a.end + 1, gap.b.start..gap.b.end + 1))
}
