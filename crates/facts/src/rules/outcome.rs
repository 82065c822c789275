//! What one version leaves to come and the other has settled, in whatever verb: "intend to question the captain", "arrested the captain".
//!
//! Read only between states of one report, where two sentences that answer to each other are about one matter.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::standing::{self, Standing, Told};
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::certainty::asks;
use crate::rules::{Finding, View};

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    if !view.one_report {
        return Vec::new();
    }
    let pair = view.pair;
    let (a, b) = ((&*pair.a, &*pair.to_b), (&*pair.b, &*pair.to_a));
    let settled_in_b = settled(a, b, |p, q| same_thing(pair, p, q));
    let settled_in_a = settled(b, a, |q, p| same_thing(pair, p, q)).map(|(open, done)| (done, open));
    settled_in_b.into_iter().chain(settled_in_a).map(finding).collect()
}

fn finding((a, b): (Range<usize>, Range<usize>)) -> Finding {
    Finding {
        kind: ChangeKind::Certainty,
        severity: Severity::Material,
        a: Some(a),
        b: Some(b),
        reason: Reason::Either("The matter has not come equally far: “{}” here, “{}” there."),
        confidence: 0.6,
    }
}

/// A side with the partner of each of its words.
type Matched<'s, 't> = (&'s Side<'t>, &'s [Option<(usize, Relation)>]);

/// The first verb that is open in x, and the one in y that settles the same; `same` tells of phrases of x and y whether they name one thing.
fn settled(
    (x, to_y): Matched<'_, '_>,
    (y, to_x): Matched<'_, '_>,
    same: impl Fn(usize, usize) -> bool,
) -> Option<(Range<usize>, Range<usize>)> {
    let clauses = |is_one: fn(&Side<'_>, &Verb) -> bool| -> Vec<(&Verb, Vec<usize>)> {
        y.verbs.iter().filter(|w| is_one(y, w)).map(|w| (w, clause(y, w))).collect()
    };
    let (open, done) = (clauses(is_open), clauses(is_settled));
    for v in x.verbs.iter().filter(|v| !done.is_empty() && is_open(x, v) && !asks(x, v.main)) {
        let about = clause(x, v);
        // The other version has it open as well.
        if open.iter().any(|(_, of_w)| of_w.iter().any(|&q| about.iter().any(|&p| same(p, q)))) {
            continue;
        }
        let settles = |(w, of_w): &&(&Verb, Vec<usize>)| {
            let partner = to_y[v.main].map(|(j, _)| j);
            let others = partner.is_some_and(|j| j != w.main) || to_x[w.main].is_some_and(|(i, _)| i != v.main);
            let one_verb = partner == Some(w.main);
            !others && (!one_verb || v.force == Force::Planned) && are_of_one_matter((v, &about), (w, of_w), &same)
        };
        if let Some((w, _)) = done.iter().find(settles) {
            return Some((v.words.clone(), w.words.clone()));
        }
    }
    None
}

/// Whether both are said of one subject and share one more phrase, or act and undergo in turn ("is to join the club", "the club signed him"); the
/// subject is enough where a plan has nothing else.
fn are_of_one_matter(
    (v, of_v): (&Verb, &[usize]),
    (w, of_w): (&Verb, &[usize]),
    same: &impl Fn(usize, usize) -> bool,
) -> bool {
    let one = |p: Option<usize>, q: Option<usize>| p.zip(q).is_some_and(|(p, q)| same(p, q));
    let shared = of_v.iter().filter(|&&p| of_w.iter().any(|&q| same(p, q))).count();
    let one_subject = one(v.subject(), w.subject());
    let in_turn = one(v.agent, w.patient) && one(v.patient, w.agent);
    let alone = of_v.len() == 1 && v.force == Force::Planned;
    // "is to send two experts to the town", "two experts arrived in the town".
    let went = one(v.patient, w.subject()) && shared >= 3;
    one_subject && (shared >= 2 || alone) || in_turn || went
}

/// The phrases of a verb's clause but times: who acts and undergoes, and what stands behind it up to the next finite verb.
fn clause(side: &Side<'_>, verb: &Verb) -> Vec<usize> {
    let next = side.verbs.iter().find(|v| v.words.start >= verb.words.end && v.force != Force::Open);
    let end = next.map_or(side.words.len(), |v| v.words.start).min(side.sentence_end(verb.main));
    let behind = (0..side.phrases.len()).filter(|&p| (verb.words.end..end).contains(&side.phrases[p].head));
    let mut all: Vec<usize> = verb.agent.into_iter().chain(verb.patient).chain(behind).collect();
    let is_time = |p: &usize| {
        let head = side.phrases[*p].head;
        side.words[head].is(cue!("weekday", "month")) || side.dates.iter().any(|d| d.words.contains(&head))
    };
    all.retain(|p| !is_time(p));
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether it is planned, weighed, doubted or awaited.
fn is_open(side: &Side<'_>, verb: &Verb) -> bool {
    let word = &side.words[verb.main];
    let weighs = || verb.force == Force::Present && word.is_form_of(cue!("weighs"));
    let awaited = || verb.force == Force::Present && word.is_form_of(cue!("awaits"));
    // "is believed to be in the country".
    let believed = || verb.hedge.is_some_and(|i| side.words[i].is(cue!("hedge_verb")));
    // "has sought to sell": he tried.
    let tried = || verb.words.clone().any(|i| side.words[i].is(cue!("wish")));
    verb.negators.is_empty()
        && (verb.force == Force::Planned && !tried()
            || weighs()
            || awaited()
            || believed()
            || standing::of(side, verb.main).iter().any(|told| is_governed(side, verb, told)))
}

/// "close to joining", "are considering selling": right behind what governs it. "Points to win" is no verge.
fn is_governed(side: &Side<'_>, verb: &Verb, told: &Told) -> bool {
    const NEAR: usize = 2;
    let governor = &side.words[told.governor];
    told.standing == Standing::Weighed
        || told.standing == Standing::ToCome
            && verb.words.start.saturating_sub(told.governor) <= NEAR
            && governor.is_form_of(cue!("talks"))
            && !governor.folded.starts_with("point")
}

/// Whether the verb says for sure that something happened, and is no plan or wish itself.
fn is_settled(side: &Side<'_>, verb: &Verb) -> bool {
    let word = &side.words[verb.main];
    let start = verb.words.start;
    let relative = start.checked_sub(1).is_some_and(|i| matches!(side.words[i].folded, "who" | "which" | "that"));
    let says = side.attributions.iter().any(|a| a.verb == Some(verb.main));
    let aims = [cue!("asks_for"), cue!("to_come"), cue!("to_come_verb"), cue!("awaits"), cue!("weighs")];
    let is_aim = word.is(cue!("plan")) || aims.into_iter().any(|class| word.is_form_of(class));
    let is_bare = word.is(cue!("be", "have"));
    let is_stated = standing::of(side, verb.main).iter().any(|told| told.standing == Standing::Done);
    is_stated && !relative && !says && !is_aim && !is_bare
}
