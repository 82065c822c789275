//! What one version leaves to come and the other has settled, in whatever verb: "intend to question the captain", "arrested the captain".
//!
//! Read only between states of one report, where two sentences that answer to each other are about one matter.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::standing::{self, Standing, Told};
use crate::analysis::verb::Verb;
use crate::cues::cue;
use crate::rules::action::same_thing;
use crate::rules::certainty::claims_nothing;
use crate::rules::states::left_open;
use crate::rules::{Finding, View};

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (a, b) = ((&*pair.a, &*pair.to_b), (&*pair.b, &*pair.to_a));
    let settled_in_b = settled(a, b, |p, q| same_thing(pair, p, q));
    let settled_in_a = settled(b, a, |q, p| same_thing(pair, p, q));
    left_open(settled_in_b, settled_in_a, "The matter has not come equally far: “{}” here, “{}” there.")
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
    let stated = clauses(is_decided);
    let asks_too = y.words.iter().any(|w| w.folded == "whether");
    for v in x.verbs.iter().filter(|v| is_open(x, v) && !claims_nothing(x, v.main)) {
        let about = clause(x, v);
        // The other version has it open as well.
        let asked = is_asked(x, v);
        let is_open_too = |w: &Verb| !asked || !is_to_come(w) || is_asked(y, w);
        if open.iter().any(|(w, of_w)| is_open_too(w) && of_w.iter().any(|&q| about.iter().any(|&p| same(p, q)))) {
            continue;
        }
        let settles = |(w, of_w): &&(&Verb, Vec<usize>)| {
            let partner = to_y[v.main].map(|(j, _)| j);
            let others = partner.is_some_and(|j| j != w.main) || to_x[w.main].is_some_and(|(i, _)| i != v.main);
            let one_verb = partner == Some(w.main) && !asked;
            !others
                && (!one_verb || is_to_come(v))
                && (are_of_one_matter((v, &about), (w, of_w), &same)
                    || asked
                        && !asks_too
                        && partner == Some(w.main)
                        && v.subject().zip(w.subject()).is_some_and(|(p, q)| same(p, q)))
        };
        let decided = if asked { stated.as_slice() } else { &[] };
        if let Some((w, _)) = done.iter().find(settles).or_else(|| decided.iter().find(settles)) {
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
    // "will try to pull the ship off the bank", "the ship was towed clear of the bank".
    let one_object = one(v.patient, w.patient) && shared >= 2;
    let in_turn = one(v.agent, w.patient) && one(v.patient, w.agent);
    let alone = of_v.len() == 1 && v.force == Force::Planned;
    // "is to send two experts to the town", "two experts arrived in the town".
    let went = one(v.patient, w.subject()) && shared >= 3;
    one_subject && (shared >= 2 || alone) || one_object || in_turn || went
}

/// The phrases of a verb's clause but times: who acts and undergoes, and what stands behind it up to the next finite verb.
fn clause(side: &Side<'_>, verb: &Verb) -> Vec<usize> {
    let next = side.verbs.iter().find(|v| v.words.start >= verb.words.end && v.force != Force::Open);
    let end = next.map_or(side.words.len(), |v| v.words.start).min(side.sentence_end(verb.main));
    let behind = (0..side.phrases.len()).filter(|&p| (verb.words.end..end).contains(&side.phrases[p].head));
    // "two experts from the board arrived".
    let before = side.verbs.iter().rfind(|v| v.main < verb.words.start).map_or(0, |v| v.words.end);
    let acts = verb.subject().map_or(verb.words.start, |p| side.phrases[p].words.end).max(before);
    let hangs = (0..side.phrases.len()).filter(|&p| (acts..verb.words.start).contains(&side.phrases[p].head));
    let mut all: Vec<usize> = verb.agent.into_iter().chain(verb.patient).chain(behind).chain(hangs).collect();
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
    // "who studies the history of the town": what he always does.
    let relative =
        || verb.words.start.checked_sub(1).is_some_and(|i| matches!(side.words[i].folded, "who" | "which" | "that"));
    let weighs = || verb.force == Force::Present && word.is_form_of(cue!("weighs")) && !relative();
    let awaited = || verb.force == Force::Present && word.is_form_of(cue!("awaits"));
    // "is believed to be in the country".
    let believed = || verb.hedge.is_some_and(|i| side.words[i].is(cue!("hedge_verb")));
    // "has sought to sell": he tried.
    let tried = || verb.words.clone().any(|i| side.words[i].is(cue!("wish")));
    // "were expected at the scene".
    let expected = || {
        let at = side
            .words
            .get(verb.words.end)
            .is_some_and(|w| matches!(w.folded, "at" | "in" | "back") && !w.breaks_before());
        at && verb.passive && matches!(word.folded, "expected" | "due")
    };
    verb.negators.is_empty()
        && (expected()
            || is_to_come(verb) && !tried() && !depends(side, verb)
            || weighs()
            || awaited()
            || is_asked(side, verb)
            || believed()
            || standing::of(side, verb.main).iter().any(|told| is_governed(side, verb, told)))
}

/// "two inspectors would travel to the site": told of what was then to come.
fn is_to_come(verb: &Verb) -> bool {
    matches!(verb.force, Force::Planned | Force::Would)
}

/// "the rise would cost 5 pounds if it came": "would" under a condition tells of no plan.
fn depends(side: &Side<'_>, verb: &Verb) -> bool {
    let sentence = side.sentence_start(verb.main)..side.sentence_end(verb.main);
    let conditional = sentence
        .into_iter()
        .any(|i| matches!(side.words[i].folded, "if" | "unless" | "without" | "otherwise" | "proposal" | "plan"));
    verb.force == Force::Would && (conditional || verb.words.clone().any(|i| side.words[i].folded == "have"))
}

/// "whether it would keep the name".
fn is_asked(side: &Side<'_>, verb: &Verb) -> bool {
    const FAR: usize = 12;
    let from = side.sentence_start(verb.main).max(verb.words.start.saturating_sub(FAR));
    let whether = (from..verb.words.start).rfind(|&i| side.words[i].folded == "whether");
    whether.is_some_and(|i| (i + 1..=verb.words.start).all(|k| !side.words[k].breaks_before()))
}

/// Whether the verb says what is or will be, and neither doubts nor asks.
fn is_decided(side: &Side<'_>, verb: &Verb) -> bool {
    let says = side.attributions.iter().any(|a| a.verb == Some(verb.main));
    matches!(verb.force, Force::Done | Force::Planned | Force::Present)
        && verb.hedge.is_none()
        && !says
        && !is_asked(side, verb)
        && !side.words[verb.main].is_form_of(cue!("weighs"))
        && !side.words[verb.main].is(cue!("be", "have"))
}

/// "close to joining", "are considering selling": right behind what governs it. "Points to win" is no verge.
fn is_governed(side: &Side<'_>, verb: &Verb, told: &Told) -> bool {
    const NEAR: usize = 2;
    let governor = &side.words[told.governor];
    told.standing == Standing::Weighed
        || told.standing == Standing::ToCome
            && verb.words.start.saturating_sub(told.governor) <= NEAR
            && (governor.is_form_of(cue!("talks")) && !governor.folded.starts_with("point")
                || side.verbs.iter().any(|v| v.main == told.governor && v.force == Force::Planned))
}

/// Whether the verb says for sure that something happened, and is no plan or wish itself.
fn is_settled(side: &Side<'_>, verb: &Verb) -> bool {
    let word = &side.words[verb.main];
    let start = verb.words.start;
    let relative = start.checked_sub(1).is_some_and(|i| matches!(side.words[i].folded, "who" | "which" | "that"));
    let says = side.attributions.iter().any(|a| a.verb == Some(verb.main));
    let aims = [cue!("asks_for"), cue!("to_come"), cue!("to_come_verb"), cue!("awaits"), cue!("weighs")];
    // "called off the trip".
    let is_off = standing::is_verb_of(side, verb.main, cue!("takes_off"));
    let is_aim = !is_off && (word.is(cue!("plan")) || aims.into_iter().any(|class| word.is_form_of(class)));
    let is_bare = word.is(cue!("be", "have"));
    let is_stated = standing::of(side, verb.main).iter().any(|told| told.standing == Standing::Done);
    // "put the cost at 5 million": an estimate.
    let estimates = word.folded == "put"
        && side.words[verb.words.end..side.sentence_end(verb.main)].iter().any(|w| w.folded == "at");
    is_stated && !estimates && !relative && !says && !is_aim && !is_bare && !claims_nothing(side, verb.main)
}
