//! The only figure of its kind that a sentence tells of its subject: "turnout was put at 71 percent", "turnout was 70 percent".

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::quantity::{Measure, Quantity};
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::context::Around;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::certainty::is_of_other_time;
use crate::rules::number::shown;
use crate::rules::one_figure::are_told_apart;
use crate::rules::{Finding, View};

/// Such figures that differ, between states of one report; there a subject keeps its figures unless they are put right.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let kinds = [Measure::Percent, Measure::Money, Measure::Count];
    kinds.into_iter().filter_map(|kind| differing(view, kind)).collect()
}

fn differing(view: &View<'_, '_>, kind: Measure) -> Option<Finding> {
    let pair = view.pair;
    let (x, y) = only(pair, kind)?;
    let (of_x, of_y) = (governor(&pair.a, x)?, governor(&pair.b, y)?);
    let one = |p: Option<usize>, q: Option<usize>| p.zip(q).is_some_and(|(p, q)| same_thing(pair, p, q));
    let one_verb = of_x.verb.zip(of_y.verb).is_some_and(|(i, j)| {
        kind == Measure::Money && pair.to_b[i].is_some_and(|(k, r)| k == j && r == Relation::Same)
    });
    let one_subject = one(of_x.subject, of_y.subject) || one_verb;
    let counted = match (x.counted, y.counted) {
        (Some(i), Some(j)) => pair.matched(i, j) || are_other_times((&pair.a, i, x.value), (&pair.b, j, y.value)),
        _ => kind != Measure::Count,
    };
    let stands = |around: &Around<'_>, side: &Side<'_>, q: &Quantity| {
        q.words.clone().all(|i| around.has_value(side.words[i].folded))
    };
    let moved = stands(view.around_b, &pair.a, x) || stands(view.around_a, &pair.b, y);
    let one_time = !is_of_other_time(pair, x.words.start, y.words.start);
    (counted && one_time && !moved && !are_told_apart(view, x, y) && !x.compatible(y) && one_subject).then(|| Finding {
        kind: ChangeKind::Number,
        severity: Severity::Material,
        a: Some(shown(&pair.a, x)),
        b: Some(shown(&pair.b, y)),
        reason: Reason::Either("The numbers differ: “{}” here, “{}” there."),
        confidence: 0.7,
    })
}

/// The only figure of its kind on either side; of sums the only ones in one currency: "500,000 rupees ($6,000)".
fn only<'p>(pair: &'p Pair<'_>, kind: Measure) -> Option<(&'p Quantity, &'p Quantity)> {
    let of = |side: &'p Side<'_>| side.quantities.iter().filter(|q| q.measure == kind).collect::<Vec<_>>();
    let (in_a, in_b) = (of(&pair.a), of(&pair.b));
    if let (&[x], &[y]) = (in_a.as_slice(), in_b.as_slice()) {
        return Some((x, y));
    }
    let sign = |side: &'p Side<'_>, q: &Quantity| {
        let mut words = q.words.clone().map(|i| side.words[i].folded);
        words.rfind(|w| !w.starts_with(|c: char| c.is_ascii_digit()))
    };
    let alone = |side: &'p Side<'_>, all: &[&Quantity], q: &Quantity| {
        all.iter().filter(|other| sign(side, other) == sign(side, q)).count() == 1
    };
    let x = in_a.iter().find(|x| kind == Measure::Money && alone(&pair.a, &in_a, x))?;
    let y = in_b.iter().find(|y| sign(&pair.b, y) == sign(&pair.a, x) && alone(&pair.b, &in_b, y))?;
    Some((x, y))
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

/// What a figure is told with.
struct Governor {
    /// Of what it is told.
    subject: Option<usize>,
    /// The verb before it.
    verb: Option<usize>,
}

fn governor(side: &Side<'_>, quantity: &Quantity) -> Option<Governor> {
    let start = quantity.with_bound.start;
    let first = side.sentence_start(start);
    let verb = side.verbs.iter().rfind(|v| v.main < start && v.main >= first);
    let is_plain = |v: &&Verb| v.negators.is_empty() && !side.attributions.iter().any(|a| a.verb == Some(v.main));
    let verb = verb.filter(is_plain);
    // "a reward of $5,000".
    let whole = side.phrase_of(quantity.words.start).and_then(|p| side.phrases[p].of);
    let subject = whole.or_else(|| verb.and_then(Verb::subject));
    (verb.is_some() || whole.is_some()).then(|| Governor { subject, verb: verb.map(|v| v.main) })
}
