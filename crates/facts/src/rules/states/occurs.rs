//! Whether an event takes place: "a ceremony could be held on June 8", "the ceremony will take place on June 8".

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::standing::is_verb_of;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::certainty::claims_nothing;
use crate::rules::{Finding, View};

/// Of one event, that it may come about against that it will or did, between states of one report.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let of =
        |side: &Side<'_>| -> Vec<usize> { (0..side.verbs.len()).filter(|&at| occurs(side, &side.verbs[at])).collect() };
    let (in_a, in_b) = (of(&pair.a), of(&pair.b));
    let all = in_a.iter().flat_map(|&p| in_b.iter().map(move |&q| (&pair.a.verbs[p], &pair.b.verbs[q])));
    all.filter(|(x, y)| is_one(pair, x, y) && are_apart(x.force, y.force)).map(|(x, y)| finding(x, y)).collect()
}

fn finding(x: &Verb, y: &Verb) -> Finding {
    Finding {
        kind: ChangeKind::Certainty,
        severity: Severity::Material,
        a: Some(x.words.clone()),
        b: Some(y.words.clone()),
        reason: Reason::Either("One version says it for sure, the other says it may be: “{}” here, “{}” there."),
        confidence: 0.6,
    }
}

fn occurs(side: &Side<'_>, verb: &Verb) -> bool {
    let held = verb.passive && side.words[verb.main].is_form_of(cue!("is_held"));
    let comes = is_verb_of(side, verb.main, cue!("comes_about", "goes_on"));
    (held || comes) && verb.negators.is_empty() && verb.hedge.is_none() && !claims_nothing(side, verb.main)
}

fn is_one(pair: &Pair<'_>, x: &Verb, y: &Verb) -> bool {
    // "a signing ceremony", "the signing".
    let shares = |p: usize, q: usize| {
        let of_q = &pair.b.phrases[q].words;
        let full = |i: &usize| pair.a.words[*i].tag.is_nominal();
        pair.a.phrases[p].words.clone().filter(full).any(|i| pair.to_b[i].is_some_and(|(j, _)| of_q.contains(&j)))
    };
    x.subject().zip(y.subject()).is_some_and(|(p, q)| same_thing(pair, p, q) || shares(p, q))
}

fn are_apart(x: Force, y: Force) -> bool {
    let sure = |force: Force| matches!(force, Force::Done | Force::Planned);
    x == Force::Possible && sure(y) || y == Force::Possible && sure(x)
}
