//! The only figure of its unit, and the only day or month of the year, that has no answer on either side: "a zone of 5km", "a zone of 10km"; "is scheduled
//! for Dec. 18", "is due on Dec. 16".
//!
//! Read only between states of one report, where a figure that is told nowhere else in the other version has been put right or has moved on.

use crate::analysis::Side;
use crate::analysis::date::Date;
use crate::analysis::force::Force;
use crate::analysis::quantity::{Measure, Quantity};
use crate::change::{ChangeKind, Severity};
use crate::context::Around;
use crate::reason::Reason;
use crate::rules::claim::tell_of_other_years;
use crate::rules::date::is_dateline;
use crate::rules::number::shown;
use crate::rules::one_figure::{are_told_apart, unit_of};
use crate::rules::{Finding, View, support};

/// Words near both with an answer, from which on the two are told in one claim.
const NEAR: usize = 2;

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    figure(view).into_iter().chain(day(view)).collect()
}

fn figure(view: &View<'_, '_>) -> Option<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let of_a: Vec<&Quantity> = open(a, b, view.around_b).collect();
    let of_b: Vec<&Quantity> = open(b, a, view.around_a).collect();
    let alike: Vec<(&Quantity, &Quantity)> =
        of_a.iter().flat_map(|x| of_b.iter().filter(|y| are_of_one_unit(view, x, y)).map(|y| (*x, *y))).collect();
    let &[(x, y)] = alike.as_slice() else { return None };
    let near = support(view.pair, x.words.start, y.words.start) >= NEAR;
    // "View gallery, 7 images": nothing is claimed of them.
    let claims = |side: &Side<'_>| side.verbs.iter().any(|v| v.force != Force::Open);
    let claimed = claims(a) && claims(b) && !tell_of_other_years(view.pair);
    (near && claimed && !are_told_apart(view, x, y)).then(|| Finding {
        kind: ChangeKind::Number,
        severity: Severity::Material,
        a: Some(shown(a, x)),
        b: Some(shown(b, y)),
        reason: Reason::Either("The numbers differ: “{}” here, “{}” there."),
        confidence: 0.6,
    })
}

/// The figures that the other side has not, and whose words stand nowhere in its version.
fn open<'s>(side: &'s Side<'_>, other: &'s Side<'_>, around: &'s Around<'_>) -> impl Iterator<Item = &'s Quantity> {
    side.quantities.iter().filter(move |q| {
        let answered = other.quantities.iter().any(|r| q.compatible(r));
        let written = q.words.clone().map(|i| side.words[i].folded);
        q.measure != Measure::Rank
            && !answered
            && !written.into_iter().any(|word| is_figure(word) && around.has_anywhere(word))
    })
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether both are sums of money, shares, or so many of the same thing.
fn are_of_one_unit(view: &View<'_, '_>, x: &Quantity, y: &Quantity) -> bool {
    let (a, b) = (&view.pair.a, &view.pair.b);
    // "20:09 IST", "7 Images": no things that are counted.
    let is_thing = |side: &Side<'_>, i: usize| side.words[i].known.entry.is_known() && !side.words[i].is_capital();
    let counted = |(i, j): (usize, usize)| view.pair.matched(i, j) && is_thing(a, i) && is_thing(b, j);
    x.measure == y.measure
        && match (x.counted.zip(y.counted), unit_of(a, x), unit_of(b, y)) {
            (_, Some(one), Some(other)) => one == other,
            (Some(both), ..) => counted(both),
            _ => x.measure == Measure::Money,
        }
}

fn day(view: &View<'_, '_>) -> Option<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let only = |side: &Side<'_>, other: &Side<'_>, around: &Around<'_>| -> Option<usize> {
        let is_open = |d: &Date| {
            let moved = d.words.clone().all(|i| around.has_anywhere(side.words[i].folded));
            !is_dateline(side, d) && !moved && !other.dates.iter().any(|e| d.agrees(e))
        };
        let mut open = (0..side.dates.len()).filter(|&k| is_open(&side.dates[k]));
        open.next().filter(|_| open.next().is_none())
    };
    let x = &a.dates[only(a, b, view.around_b)?];
    let y = &b.dates[only(b, a, view.around_a)?];
    let is_day = |d: &Date| d.month.is_some() && d.year.is_none() && d.time.is_none();
    let near = support(view.pair, x.words.start, y.words.start) >= NEAR;
    (is_day(x) && is_day(y) && x.conflicts(y) && near).then(|| Finding {
        kind: ChangeKind::Date,
        severity: Severity::Material,
        a: Some(x.words.clone()),
        b: Some(y.words.clone()),
        reason: Reason::Either("The dates differ: “{}” here, “{}” there."),
        confidence: 0.6,
    })
}
