//! What somebody is to do at a set time, and what they did then: "is to undergo a medical on Friday", "passed a medical on Friday".

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::certainty::claims_nothing;
use crate::rules::{Finding, View};
use crate::words::is_saying;

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for x in &pair.a.verbs {
        let kept = |y: &&Verb| are_set_and_kept(x.force, y.force) && is_one_appointment(pair, x, y);
        let Some(y) = pair.b.verbs.iter().find(kept) else { continue };
        found.push(Finding {
            kind: ChangeKind::Certainty,
            severity: Severity::Material,
            a: Some(x.words.clone()),
            b: Some(y.words.clone()),
            reason: Reason::Either(
                "What is still to come in one version has taken place in the other: “{}” here, “{}” there.",
            ),
            confidence: 0.6,
        });
    }
    found
}

fn are_set_and_kept(x: Force, y: Force) -> bool {
    matches!((x, y), (Force::Planned, Force::Done) | (Force::Done, Force::Planned))
}

/// Whether one acts at one time on one thing, or speaks.
fn is_one_appointment(pair: &Pair<'_>, x: &Verb, y: &Verb) -> bool {
    let is_same = |p: Option<usize>, q: Option<usize>| p.zip(q).is_some_and(|(p, q)| same_thing(pair, p, q));
    let plain = x.negators.is_empty() && y.negators.is_empty() && !x.passive && !y.passive;
    plain
        && !claims_nothing(&pair.a, x.main)
        && !claims_nothing(&pair.b, y.main)
        && pair.to_b[x.main].is_none_or(|(j, _)| j != y.main)
        && is_same(x.agent, y.agent)
        && (is_same(x.patient, y.patient) || speaks(&pair.a, x) && speaks(&pair.b, y))
        && meet_in_time(pair, x, y)
}

fn speaks(side: &Side<'_>, verb: &Verb) -> bool {
    let word = &side.words[verb.main];
    let holds = || verb.patient.is_some_and(|p| side.words[side.phrases[p].head].is_form_of(cue!("speech")));
    word.is_form_of(cue!("speaks")) || is_saying(word) || holds()
}

/// Whether a day or an hour behind the one verb is named behind the other.
fn meet_in_time(pair: &Pair<'_>, x: &Verb, y: &Verb) -> bool {
    let (behind_x, behind_y) = (clause_behind(&pair.a, x), clause_behind(&pair.b, y));
    let is_time = |i: usize| pair.a.words[i].is(cue!("weekday")) || pair.a.words[i].folded == "noon";
    behind_x.into_iter().any(|i| is_time(i) && pair.to_b[i].is_some_and(|(j, _)| behind_y.contains(&j)))
}

/// The words from a verb to the next one in its sentence.
fn clause_behind(side: &Side<'_>, verb: &Verb) -> std::ops::Range<usize> {
    let end = side.sentence_end(verb.main);
    let next = side.verbs.iter().map(|v| v.words.start).find(|&start| start >= verb.words.end);
    verb.words.end..next.map_or(end, |next| next.min(end))
}
