//! A value that kept its form and lost its meaning on the way: another unit, another day of one month, another number of times.
//!
//! Read only between states of one report, whose sentences that answer to each other are about one matter.

use std::ops::Range;

use crate::analysis::Side;
use crate::analysis::date::Date;
use crate::analysis::force::Force;
use crate::analysis::quantity::{Measure, Quantity};
use crate::change::{ChangeKind, Severity};
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::certainty::is_of_other_time;
use crate::rules::date::is_dateline;
use crate::rules::name::same_names;
use crate::rules::number::shown;
use crate::rules::{Finding, View, support};

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let mut found = other_units(view.pair);
    found.extend(exchanged(view.pair));
    found.extend(other_rate(view.pair));
    found.extend(other_day(view));
    found.extend(other_times(view.pair));
    found
}

fn finding(kind: ChangeKind, a: Range<usize>, b: Range<usize>, what: &'static str) -> Finding {
    Finding {
        kind,
        severity: Severity::Material,
        a: Some(a),
        b: Some(b),
        reason: Reason::Either(what),
        confidence: 0.6,
    }
}

/// Units of one dimension, by their usual forms in print without the plural's "s".
const UNITS: [&[&[&str]]; 3] = [
    &[&["km", "kilometre", "kilometer"], &["mile"], &["metre", "meter"], &["foot", "feet", "ft"], &["yard"]],
    &[&["kg", "kilogram", "kilo"], &["pound", "lb"], &["tonne", "ton"]],
    &[&["minute"], &["hour"], &["day"], &["week"], &["month"], &["year"]],
];

/// The dimension and the unit of what a quantity counts.
fn unit(side: &Side<'_>, quantity: &Quantity) -> Option<(usize, usize)> {
    let word = side.words[quantity.counted?].folded;
    let stem = if word.len() > 3 { word.trim_end_matches('s') } else { word };
    UNITS
        .iter()
        .enumerate()
        .find_map(|(dimension, units)| Some((dimension, units.iter().position(|names| names.contains(&stem))?)))
}

/// "15 km from the river", "15 miles from the river": one number of two units, and neither side has the other's.
fn other_units(pair: &Pair<'_>) -> Vec<Finding> {
    let figures = |side: &Side<'_>| -> Vec<(usize, (usize, usize))> {
        let of = |k: usize| Some((k, unit(side, &side.quantities[k])?));
        (0..side.quantities.len()).filter(|&k| side.quantities[k].measure == Measure::Count).filter_map(of).collect()
    };
    let (in_a, in_b) = (figures(&pair.a), figures(&pair.b));
    let mut found = Vec::new();
    for &(k, of_x) in &in_a {
        let x = &pair.a.quantities[k];
        let same = |&&(l, of_y): &&(usize, (usize, usize))| {
            of_y.0 == of_x.0 && pair.b.quantities[l].same_value(x) && pair.b.quantities[l].bound == x.bound
        };
        let answers: Vec<_> = in_b.iter().filter(same).collect();
        let own = in_a.iter().filter(|(m, of)| of.0 == of_x.0 && pair.a.quantities[*m].same_value(x)).count();
        let &[&(l, of_y)] = answers.as_slice() else { continue };
        let y = &pair.b.quantities[l];
        if own == 1 && of_x.1 != of_y.1 && x.value > 1.0 && stand_alike(pair, x, y) {
            found.push(finding(
                ChangeKind::Number,
                shown(&pair.a, x),
                shown(&pair.b, y),
                "One number of two units: “{}” here, “{}” there.",
            ));
        }
    }
    found
}

/// Whether one word stands before both, or much is the same around them.
fn stand_alike(pair: &Pair<'_>, x: &Quantity, y: &Quantity) -> bool {
    const LEAST: usize = 3;
    let before = |side: &Side<'_>, q: &Quantity| {
        q.with_bound.start.checked_sub(1).filter(|_| !side.words[q.with_bound.start].first)
    };
    let one =
        before(&pair.a, x).zip(before(&pair.b, y)).is_some_and(|(i, j)| pair.a.words[i].is_equal(&pair.b.words[j]));
    let near = support(pair, x.words.start, y.words.start);
    near >= LEAST || one && near >= 1
}

/// "is falling by 30cm a day", "is falling by 30cm an hour": one figure over another stretch of time.
fn other_rate(pair: &Pair<'_>) -> Option<Finding> {
    let (in_a, in_b) = (rates(&pair.a), rates(&pair.b));
    let differs = |x: &(String, usize, usize), y: &(String, usize, usize)| x.0 == y.0 && x.1 != y.1;
    let (x, y) = in_a.iter().find_map(|x| in_b.iter().find(|y| differs(x, y)).map(|y| (x, y)))?;
    (in_a.len() == 1 && in_b.len() == 1).then(|| {
        let words = |end: usize| end.saturating_sub(3)..end;
        finding(ChangeKind::Number, words(x.2), words(y.2), "One number over another time: “{}” here, “{}” there.")
    })
}

/// Each figure with "a day", "per hour" behind it: the figure, the unit of time, and where that ends.
fn rates(side: &Side<'_>) -> Vec<(String, usize, usize)> {
    let is_figure = |i: usize| side.words[i].folded.starts_with(|c: char| c.is_ascii_digit());
    let time = |i: usize| UNITS[2].iter().position(|names| names.contains(&side.words[i].folded));
    let rate = |i: usize| {
        let each = matches!(side.words.get(i)?.folded, "a" | "an" | "per" | "each" | "every") && !side.words[i].first;
        let unit = time(i + 1).filter(|_| each && !side.words[i + 1].first)?;
        let figure = (i.saturating_sub(3)..i).rfind(|&k| is_figure(k))?;
        Some((side.words[figure].folded.to_owned(), unit, i + 2))
    };
    (1..side.words.len().saturating_sub(1)).filter_map(rate).collect()
}

/// "put Horvat on 38% and Danko on 36%", "Danko was on 38% and Horvat on 36%": two names have changed their figures.
fn exchanged(pair: &Pair<'_>) -> Option<Finding> {
    let (in_a, in_b) = (named_figures(&pair.a), named_figures(&pair.b));
    let value = |side: &Side<'_>, k: usize| side.quantities[k].value;
    let of = |name: usize| in_b.iter().find(|&&(k, _)| same_names(pair, name, k)).map(|&(_, q)| q);
    let pairs = in_a.iter().enumerate().flat_map(|(at, x)| in_a[at + 1..].iter().map(move |y| (x, y)));
    pairs.into_iter().find_map(|(&(m, x), &(n, y))| {
        let (of_m, of_n) = (of(m)?, of(n)?);
        let (p, q) = (value(&pair.a, x), value(&pair.a, y));
        let turned = value(&pair.b, of_m) == q && value(&pair.b, of_n) == p;
        let words = |side: &Side<'_>, i: usize, j: usize| {
            let (i, j) = (&side.quantities[i].words, &side.quantities[j].words);
            i.start.min(j.start)..i.end.max(j.end)
        };
        let (a, b) = (words(&pair.a, x, y), words(&pair.b, of_m, of_n));
        let what = "Two have changed their figures: “{}” here, “{}” there.";
        (p != q && turned && of_m != of_n).then(|| finding(ChangeKind::Number, a, b, what))
    })
}

/// Each name with the figure right behind it: "Horvat on 38%", "Danko was on 38%".
fn named_figures(side: &Side<'_>) -> Vec<(usize, usize)> {
    const NEAR: usize = 3;
    let figure = |name: usize| {
        let end = side.names[name].words.end;
        let is_link = |i: usize| !side.words[i].breaks_before() && !side.words[i].tag.is_nominal();
        let behind = |q: &Quantity| {
            let start = q.with_bound.start;
            start > end && start - end <= NEAR && (end..start).all(is_link)
        };
        side.quantities.iter().position(behind)
    };
    (0..side.names.len()).filter_map(|name| Some((name, figure(name)?))).collect()
}

/// "A hearing is set for Oct. 3 in Lausanne", "The case will be heard in Lausanne on 13 October": the only dates on either side, of one month or of
/// one day, and half of the full words around them are the same.
fn other_day(view: &View<'_, '_>) -> Option<Finding> {
    const LEAST: usize = 2;
    let pair = view.pair;
    let ([x], [y]) = (pair.a.dates.as_slice(), pair.b.dates.as_slice()) else { return None };
    let is_day = |date: &Date| date.month.is_some() && date.day.is_some();
    // "will meet on Thursday", "talks will be held on Friday": of what is past, a weekday is told from the day of writing.
    let to_come = |side: &Side<'_>, date: &Date| {
        let own = side.sentence_start(date.words.start)..side.sentence_end(date.words.start);
        let verb = side.verbs.iter().rfind(|v| own.contains(&v.main) && v.main < date.words.start);
        date.weekday.is_some() && date.month.is_none() && verb.is_some_and(|v| v.force == Force::Planned)
    };
    let other_weekday = to_come(&pair.a, x) && to_come(&pair.b, y) && x.weekday != y.weekday;
    let slipped =
        (x.month == y.month) != (x.day == y.day) && (x.year == y.year || x.year.is_none() || y.year.is_none());
    let beside = |side: &Side<'_>, date: &Date, around: &crate::context::Around<'_>| {
        date.words.clone().all(|i| around.has(side.words[i].folded))
    };
    let moved = beside(&pair.a, x, view.around_b) || beside(&pair.b, y, view.around_a);
    let datelines = is_dateline(&pair.a, x) || is_dateline(&pair.b, y);
    let kept = kept(pair, x, y);
    let other = is_day(x) && is_day(y) && slipped || other_weekday;
    (other && !moved && !datelines && kept >= LEAST && !is_of_other_time(pair, x.words.start, y.words.start)).then(
        || {
            let (a, b) = (x.words.clone(), y.words.clone());
            finding(ChangeKind::Date, a, b, "The dates differ: “{}” here, “{}” there.")
        },
    )
}

/// Full words around the dates that both sides have, if they are half of those on the shorter one.
fn kept(pair: &Pair<'_>, x: &Date, y: &Date) -> usize {
    let full = |side: &Side<'_>, date: &Date| -> Vec<usize> {
        let sentence = side.sentence_start(date.words.start)..side.sentence_end(date.words.start);
        sentence.filter(|i| side.words[*i].tag.is_content() && !date.words.contains(i)).collect()
    };
    let (in_a, in_b) = (full(&pair.a, x), full(&pair.b, y));
    let kept = in_a.iter().filter(|&&i| pair.to_b[i].is_some_and(|(j, _)| in_b.contains(&j))).count();
    if kept * 2 >= in_a.len().min(in_b.len()) { kept } else { 0 }
}

/// "has defended it twice", "has defended it three times": how often, behind one verb.
fn other_times(pair: &Pair<'_>) -> Option<Finding> {
    let (x, y) = (times(&pair.a)?, times(&pair.b)?);
    let verb = |side: &Side<'_>, at: usize| {
        side.verbs.iter().rfind(|v| v.main < at && v.main >= side.sentence_start(at)).map(|v| v.main)
    };
    let (v, w) = verb(&pair.a, x.1.start).zip(verb(&pair.b, y.1.start))?;
    let is_other = (x.0 - y.0).abs() > 0.5 && pair.matched(v, w);
    is_other.then(|| finding(ChangeKind::Number, x.1, y.1, "The numbers differ: “{}” here, “{}” there."))
}

/// The only number of times on a side: "twice", "three times", not "twice as many".
fn times(side: &Side<'_>) -> Option<(f64, Range<usize>)> {
    let compares = |end: usize| {
        side.words.get(end).is_some_and(|w| matches!(w.folded, "as" | "the" | "that" | "more" | "its" | "a"))
    };
    let twice = (0..side.words.len()).filter(|&i| side.words[i].folded == "twice").map(|i| (2.0, i..i + 1));
    let counted = side.quantities.iter().filter_map(|q| {
        let noun = q.counted.filter(|&i| side.words[i].folded == "times" && i == q.words.end)?;
        Some((q.value, q.words.start..noun + 1))
    });
    let mut all = twice.chain(counted);
    let only = all.next().filter(|(_, words)| !compares(words.end))?;
    all.next().is_none().then_some(only)
}
