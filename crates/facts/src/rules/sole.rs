//! The only figure of its kind that a sentence tells of its subject: "turnout was put at 71 percent", "turnout was 70 percent".

use crate::analysis::Side;
use crate::analysis::quantity::{Measure, Quantity};
use crate::change::{ChangeKind, Severity};
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::certainty::is_of_other_time;
use crate::rules::number::{are_other_currencies, is_footnoted};
use crate::rules::{Finding, View, covers_same};

/// Such figures that differ, between states of one report; there a subject keeps its figures unless they are put right.
pub(super) fn find(view: &View<'_, '_>, known: &[Finding]) -> Vec<Finding> {
    if !view.one_report {
        return Vec::new();
    }
    let kinds = [Measure::Percent, Measure::Money, Measure::Count];
    let mut found: Vec<Finding> = kinds.into_iter().filter_map(|kind| differing(view, kind)).collect();
    found.retain(|f| known.iter().all(|k| k.severity < Severity::Material || !covers_same(k, f)));
    found
}

fn differing(view: &View<'_, '_>, kind: Measure) -> Option<Finding> {
    let pair = view.pair;
    let (x, y) = (only(&pair.a, kind)?, only(&pair.b, kind)?);
    let (of_x, of_y) = (subject(&pair.a, x)?, subject(&pair.b, y)?);
    let counted = match (x.counted, y.counted) {
        (Some(i), Some(j)) => pair.matched(i, j) || are_other_times((&pair.a, i, x.value), (&pair.b, j, y.value)),
        (None, None) => kind != Measure::Count,
        _ => kind != Measure::Count,
    };
    let moved = view.around_b.has_value(pair.a.words[x.words.start].folded)
        || view.around_a.has_value(pair.b.words[y.words.start].folded);
    let one_time = !is_of_other_time(pair, x.words.start, y.words.start);
    let noted = is_footnoted(&pair.a, x, &pair.b, y) || are_other_currencies(&pair.a, x, &pair.b, y);
    (counted && one_time && !moved && !noted && !x.compatible(y) && same_thing(pair, of_x, of_y)).then(|| Finding {
        kind: ChangeKind::Number,
        severity: Severity::Material,
        a: Some(x.words.clone()),
        b: Some(y.words.clone()),
        reason: Reason::Either("The numbers differ: “{}” here, “{}” there."),
        confidence: 0.7,
    })
}

fn only<'s>(side: &'s Side<'_>, kind: Measure) -> Option<&'s Quantity> {
    let mut all = side.quantities.iter().filter(|q| q.measure == kind);
    all.next().filter(|_| all.next().is_none())
}

/// "six weeks", "four months": by more than rounding does.
fn are_other_times((a, i, x): (&Side<'_>, usize, f64), (b, j, y): (&Side<'_>, usize, f64)) -> bool {
    const ROUNDED: f64 = 1.25;
    let days = |side: &Side<'_>, at: usize| match side.words[at].folded.trim_end_matches('s') {
        "hour" => Some(1.0 / 24.0),
        "day" => Some(1.0),
        "week" => Some(7.0),
        "month" => Some(30.4),
        "year" => Some(365.25),
        _ => None,
    };
    days(a, i).zip(days(b, j)).is_some_and(|(m, n)| (m * x).max(n * y) > ROUNDED * (m * x).min(n * y))
}

/// Of what the verb before the figure tells it.
fn subject(side: &Side<'_>, quantity: &Quantity) -> Option<usize> {
    let start = quantity.with_bound.start;
    // "a reward of $5,000".
    if let Some(whole) = side.phrase_of(quantity.words.start).and_then(|p| side.phrases[p].of) {
        return Some(whole);
    }
    let first = side.sentence_start(start);
    let verb = side.verbs.iter().rfind(|v| v.main < start && v.main >= first)?;
    verb.subject().filter(|_| verb.negators.is_empty() && !side.attributions.iter().any(|a| a.verb == Some(verb.main)))
}
