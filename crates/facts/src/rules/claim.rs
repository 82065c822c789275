//! Do the two sides make one claim at all? Sentences made by one template, or around one pasted line, tell of different
//! things, and then their different names and numbers are no change.

use std::ops::Range;

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::cues;
use crate::matching::Pair;
use crate::rules::Finding;
use crate::rules::name::same_name;

/// Takes back what is found between sides that make no claim, or not the same, and lowers what may be of another event.
pub(crate) fn weigh(pair: &Pair<'_>, found: &mut Vec<Finding>) {
    if found.is_empty() {
        return;
    }
    if is_player(&pair.a) || is_player(&pair.b) || show_other_pictures(pair) || share_one_run(pair) {
        found.clear();
        return;
    }
    let is_exact = |f: &Finding| matches!(f.kind, ChangeKind::Date | ChangeKind::Name | ChangeKind::Number);
    let bare = is_stamp(&pair.a) && is_stamp(&pair.b);
    let other_event = tell_of_other_events(pair, found);
    for finding in found.iter_mut().filter(|f| is_exact(f)) {
        if other_event || bare && finding.kind != ChangeKind::Number {
            finding.severity = finding.severity.min(Severity::Minor);
        }
    }
}

/// A video player's label or a line of credit.
fn is_player(side: &Side<'_>) -> bool {
    (0..side.words.len()).any(|i| cues::run("player", side.words[i..].iter().take(4).map(|w| w.folded)) > 0)
}

/// Captions of different pictures of a gallery: "8 of 19 Photos", "9 of 19 Photos".
fn show_other_pictures(pair: &Pair<'_>) -> bool {
    matches!((counter(&pair.a), counter(&pair.b)), (Some(x), Some(y)) if x != y)
}

fn counter<'t>(side: &Side<'t>) -> Option<[&'t str; 2]> {
    let is_figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut runs = side.words.windows(4).map(|run| [run[0].folded, run[1].folded, run[2].folded, run[3].folded]);
    let found = runs.find(|[at, of, all, what]| {
        is_figure(at) && *of == "of" && is_figure(all) && matches!(*what, "photos" | "photo" | "images")
    })?;
    Some([found[0], found[2]])
}

/// A line that signs or dates something: no verb, and an account's name or hardly a word beside the date.
fn is_stamp(side: &Side<'_>) -> bool {
    const SHORT: usize = 8;
    side.verbs.is_empty() && (side.words.len() <= SHORT || side.words.iter().any(|w| w.before.ends_with('@')))
}

/// Least words of a run that can be a pasted line, and least full words outside it on each side.
const RUN: usize = 12;
const OUTSIDE: usize = 4;

/// Whether one long run of equal words, no quotation, is nearly all that the sides share.
fn share_one_run(pair: &Pair<'_>) -> bool {
    let Some((a, b)) = longest_run(pair).filter(|(a, _)| a.len() >= RUN) else { return false };
    let quoted = a.clone().filter(|&i| pair.a.words[i].quote.is_some()).count() * 2 > a.len()
        || b.clone().filter(|&j| pair.b.words[j].quote.is_some()).count() * 2 > b.len();
    let rest = |side: &Side<'_>, run: &Range<usize>, to: &dyn Fn(usize) -> bool| {
        let outside: Vec<usize> =
            (0..side.words.len()).filter(|i| !run.contains(i) && side.words[*i].tag.is_content()).collect();
        (outside.len(), outside.iter().filter(|&&i| to(i)).count())
    };
    let (all_a, kept_a) = rest(&pair.a, &a, &|i| pair.to_b[i].is_some());
    let (all_b, kept_b) = rest(&pair.b, &b, &|j| pair.to_a[j].is_some());
    !quoted && all_a.min(all_b) >= OUTSIDE && (kept_a * 3 < all_a || kept_b * 3 < all_b)
}

/// The longest run of words that stand in the same order on both sides.
fn longest_run(pair: &Pair<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let mut best: Option<(Range<usize>, Range<usize>)> = None;
    let mut start = 0;
    while start < pair.to_b.len() {
        let Some((first, _)) = pair.to_b[start] else {
            start += 1;
            continue;
        };
        let mut end = start + 1;
        while pair.to_b.get(end).is_some_and(|m| m.is_some_and(|(j, _)| j == first + end - start)) {
            end += 1;
        }
        if best.as_ref().is_none_or(|(a, _)| end - start > a.len()) {
            best = Some((start..end, first..first + end - start));
        }
        start = end;
    }
    best
}

/// Whether when differs and who or where as well: another event, told in the same words.
fn tell_of_other_events(pair: &Pair<'_>, found: &[Finding]) -> bool {
    let dated = found.iter().any(|f| f.kind == ChangeKind::Date && f.severity == Severity::Material);
    dated && has_own_name(&pair.a, &pair.b) && has_own_name(&pair.b, &pair.a)
}

fn has_own_name(side: &Side<'_>, other: &Side<'_>) -> bool {
    side.names.iter().any(|m| {
        let told = |i: usize| other.words.iter().any(|w| w.folded == side.words[i].folded);
        !m.core.clone().any(told) && !other.names.iter().any(|n| same_name(side, m, other, n))
    })
}
