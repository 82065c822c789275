//! Another day, month, year or time for the same thing.

use crate::analysis::Side;
use crate::analysis::date::Date;
use crate::change::{ChangeKind, Severity};
use crate::reason::Reason;
use crate::rules::{Finding, View, assign, flanks};

/// Least evidence that two dates tell when the same thing happened: a flank and the same verb, or both flanks.
const LEAST: f64 = 2.0;

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let (a, b) = (&view.pair.a.dates, &view.pair.b.dates);
    let (all_a, all_b): (Vec<usize>, Vec<usize>) = ((0..a.len()).collect(), (0..b.len()).collect());
    let agreement = |i: usize, j: usize| {
        if a[i].agrees(&b[j]) { 1.0 + flanks(view.pair, &a[i].words, &b[j].words) as f64 } else { 0.0 }
    };
    let same = assign(&all_a, &all_b, 1.0, agreement);
    let free_a: Vec<usize> = all_a.into_iter().filter(|i| same.iter().all(|s| s.0 != *i)).collect();
    let free_b: Vec<usize> = all_b.into_iter().filter(|j| same.iter().all(|s| s.1 != *j)).collect();
    let mut found = Vec::new();
    for (i, j, score) in assign(&free_a, &free_b, LEAST, |i, j| slot_score(view, &a[i], &b[j])) {
        let datelines = is_dateline(&view.pair.a, &a[i]) || is_dateline(&view.pair.b, &b[j]);
        if !a[i].conflicts(&b[j]) || stands_beside(view, &a[i], &b[j]) || datelines {
            continue;
        }
        found.push(Finding {
            kind: ChangeKind::Date,
            severity: if a[i].depends_on_print(&b[j]) { Severity::Minor } else { Severity::Material },
            a: Some(a[i].words.clone()),
            b: Some(b[j].words.clone()),
            reason: Reason::Either("The dates differ: “{}” here, “{}” there."),
            confidence: (0.6 + 0.1 * score).min(0.95),
        });
    }
    found
}

fn slot_score(view: &View<'_, '_>, a: &Date, b: &Date) -> f64 {
    if !a.conflicts(b) {
        return 0.0;
    }
    let flanks = flanks(view.pair, &a.words, &b.words) as f64;
    let verb = match (verb_of(&view.pair.a, a), verb_of(&view.pair.b, b)) {
        (Some(x), Some(y)) if view.pair.matched(x, y) => 1.25,
        _ => 0.0,
    };
    // "Tuesday's replay", "limped off on Saturday": the one tells when something else is.
    let owns = |side: &Side<'_>, date: &Date| side.words.get(date.words.end).is_some_and(|w| w.folded == "'s");
    if owns(&view.pair.a, a) != owns(&view.pair.b, b) && flanks < 1.0 {
        return 0.0;
    }
    let only = if view.pair.a.dates.len() == 1 && view.pair.b.dates.len() == 1 { 0.75 } else { 0.0 };
    flanks + verb + only
}

/// The verb that the date most likely belongs to: the nearest one before it in its sentence, else the nearest behind.
fn verb_of(side: &Side<'_>, date: &Date) -> Option<usize> {
    let sentence = side.sentence_start(date.words.start)..side.sentence_end(date.words.start);
    let inside = || side.verbs.iter().filter(|v| sentence.contains(&v.main));
    let before = inside().rfind(|v| v.main < date.words.start);
    before.or_else(|| inside().find(|v| v.main >= date.words.end)).map(|v| v.main)
}

/// "NORHOLT, Sept 18 (AFP) -": the day of writing, behind nothing but names.
pub(super) fn is_dateline(side: &Side<'_>, date: &Date) -> bool {
    let before = &side.words[side.sentence_start(date.words.start)..date.words.start];
    let behind = side.words.get(date.words.end).map_or("", |w| w.before);
    !before.is_empty() && before.iter().all(|w| w.is_capital()) && behind.contains(['(', '-', '–', '—'])
}

fn stands_beside(view: &View<'_, '_>, a: &Date, b: &Date) -> bool {
    a.words.clone().all(|i| view.around_b.has(view.pair.a.words[i].folded))
        || b.words.clone().all(|j| view.around_a.has(view.pair.b.words[j].folded))
}
