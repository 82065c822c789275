//! What one version hopes for and the other says will be, or has been: "hopes to pay half", "will pay half"; "doctors hope that he will recover",
//! "doctors expect him to recover".

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::cues::cue;
use crate::rules::action::same_thing;
use crate::rules::certainty::claims_nothing;
use crate::rules::states::left_open;
use crate::rules::{Finding, View};

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let in_a = promised(&pair.a, &pair.to_b, &pair.b, |p, q| same_thing(pair, p, q));
    let in_b = promised(&pair.b, &pair.to_a, &pair.a, |q, p| same_thing(pair, p, q));
    left_open(in_a, in_b, "One version only hopes for it: “{}” here, “{}” there.")
}

/// What one side hopes for, and the words in which the other, which speaks of no hope or wish, counts on it.
fn promised(
    side: &Side<'_>,
    to: &[Option<(usize, Relation)>],
    other: &Side<'_>,
    same: impl Fn(usize, usize) -> bool,
) -> Option<(Range<usize>, Range<usize>)> {
    let hopes = |words: &Side<'_>, i: usize| words.words[i].is_form_of(cue!("hopes"));
    if (0..other.words.len()).any(|j| hopes(other, j) || other.words[j].is(cue!("wish", "modal_may", "hedge"))) {
        return None;
    }
    let at =
        side.verbs.iter().position(|v| v.words.clone().any(|i| hopes(side, i) && side.words[i].quote.is_none()))?;
    let verb = &side.verbs[at];
    if !verb.negators.is_empty() || claims_nothing(side, verb.main) {
        return None;
    }
    let hope = verb.words.clone().find(|&i| hopes(side, i))?;
    // "hopes to pay" is one group; "hopes the senator will recover" has what is hoped for behind it.
    let hoped = if hopes(side, verb.main) { side.verbs.get(at + 1)? } else { verb };
    let partner = to[hoped.main].filter(|(_, r)| *r != Relation::Antonym)?.0;
    let answer =
        other.verbs.iter().find(|w| w.main == partner).filter(|w| is_claimed(other, w) || is_counted_on(other, w))?;
    let one = |p: Option<usize>, q: Option<usize>| p.zip(q).is_some_and(|(p, q)| same(p, q));
    let of_one = one(hoped.subject(), answer.subject()) || one(hoped.patient, answer.patient);
    of_one.then(|| (hope.min(hoped.words.start)..hoped.words.end, answer.words.clone()))
}

/// "expect him to recover".
fn is_counted_on(side: &Side<'_>, verb: &Verb) -> bool {
    let before = side.verbs.iter().rfind(|v| v.main < verb.words.start && v.main >= side.sentence_start(verb.main));
    before
        .is_some_and(|v| side.words[v.main].is_form_of(cue!("counts_on")) && v.negators.is_empty() && v.hedge.is_none())
}

/// Whether the verb says that it was, is or will be so.
fn is_claimed(side: &Side<'_>, verb: &Verb) -> bool {
    matches!(verb.force, Force::Done | Force::Present | Force::Planned | Force::Would)
        && verb.negators.is_empty()
        && verb.hedge.is_none()
        && !claims_nothing(side, verb.main)
}
