//! How old somebody is.

use super::spelling::People;
use super::{Claim, Value, number};
use crate::ChangeKind;
use crate::analysis::Side;
use crate::analysis::quantity::{Bound, Measure, Quantity};

pub(super) fn find(side: &Side<'_>, people: &People) -> Vec<Claim> {
    let is_age = |q: &&Quantity| {
        q.measure == Measure::Count
            && q.bound == Bound::Exact
            && q.value.fract() == 0.0
            && (1.0..=110.0).contains(&q.value)
    };
    let claim = |quantity: &Quantity| {
        let (name, end) = behind_name(side, quantity).or_else(|| before_name(side, quantity))?;
        let words = &side.names[name].core;
        let (slot, written) = people.full(side, words)?;
        let is_then = side.words.iter().any(|w| matches!(w.folded, "then" | "time"));
        let span = side.span(&(words.start.min(quantity.words.start)..words.end.max(end)));
        let (about, value) = (format!("age of {written}"), Value::Age(number(quantity)));
        (!is_then).then_some(Claim { slot, about, kind: ChangeKind::Number, span, may_change: false, value })
    };
    side.quantities.iter().filter(is_age).filter_map(claim).collect()
}

/// "Ann Lee, 34, of Marsk": the name, and where the age ends.
fn behind_name(side: &Side<'_>, quantity: &Quantity) -> Option<(usize, usize)> {
    let at = quantity.words.start;
    let name = side.names.iter().position(|name| name.words.end == at)?;
    let opens = !side.words[at].first && side.words[at].before.trim() == ",";
    let closes = side.words.get(at + 1).is_none_or(|w| w.first || w.before.starts_with([',', '.', ';']));
    (opens && closes && quantity.words.len() == 1).then_some((name, at + 1))
}

/// "the 34-year-old Ann Lee".
fn before_name(side: &Side<'_>, quantity: &Quantity) -> Option<(usize, usize)> {
    const TITLE: usize = 4;
    let at = quantity.words.end;
    let word = |i: usize| side.words.get(i).filter(|w| !w.first).map_or("", |w| w.folded);
    let is_old = matches!(word(at), "year" | "years") && word(at + 1) == "old";
    let name = side.names.iter().position(|n| n.words.start >= at + 2 && n.words.start <= at + 2 + TITLE)?;
    let parted = (at + 2..=side.names[name].core.start).any(|i| side.words[i].breaks_before());
    (is_old && !parted).then_some((name, at + 2))
}
