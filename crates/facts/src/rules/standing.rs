//! An event that is to come on one side and has happened, or is off, on the other: "is weighing a ban", "has banned", "lifted the ban".

use crate::analysis::Side;
use crate::analysis::standing::{self, Standing, Told};
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::certainty::{claims_nothing, is_doubted_anew, is_of_other_time};
use crate::rules::{Finding, View, support};
use wirecopy_lexicon::Relation;

pub(super) fn find(view: &View<'_, '_>, known: &[Finding]) -> Vec<Finding> {
    let pair = view.pair;
    let mut found: Vec<Finding> = (0..pair.a.words.len()).filter_map(|i| differs(view, i)).collect();
    found.retain(|f| known.iter().all(|k| k.severity < Severity::Material || !crate::rules::covers_same(k, f)));
    found
}

fn differs(view: &View<'_, '_>, i: usize) -> Option<Finding> {
    let pair = view.pair;
    let (j, relation) = pair.to_b[i].filter(|(_, r)| matches!(r, Relation::Same | Relation::Derived))?;
    let in_a = Some(standing::of(&pair.a, i)).filter(|told| !told.is_empty())?;
    let in_b = standing::of(&pair.b, j);
    let same_place = pair.a.words[i].tag == pair.b.words[j].tag;
    let (x, y) = in_a.iter().find_map(|x| in_b.iter().find(|y| are_apart(pair, x, y)).map(|y| (x, y)))?;
    let agree = in_a.iter().any(|x| in_b.iter().any(|y| x.standing == y.standing));
    let told_anew = tells(&pair.a, i, y.standing) || tells(&pair.b, j, x.standing);
    // "ask anyone to call", "is asked to call".
    let governed = |to: &[Option<(usize, Relation)>], one: &Told, event: usize| {
        one.governor != event && to[one.governor].is_some_and(|(_, r)| matches!(r, Relation::Same | Relation::Synonym))
    };
    let governed_alike = governed(&pair.to_b, x, i) || governed(&pair.to_a, y, j);
    let quiet =
        governed_alike || claims_nothing(&pair.a, i) || claims_nothing(&pair.b, j) || is_of_other_time(pair, i, j);
    let doubted = |one: &Told| one.standing == Standing::Doubted;
    // "accused him of breaking it", "said he had broken it": the same one says so.
    let told_by_same = |one: &Told, side: &Side<'_>, to: &[Option<(usize, Relation)>], other: &Side<'_>| {
        let speaks = |agent: usize| {
            let head = side.phrases[agent].head;
            let named = |p: usize| to[head].is_some_and(|(j, _)| other.phrases[p].words.contains(&j));
            other.attributions.iter().filter_map(|a| a.speaker).any(named)
        };
        let accuser = side.verbs.iter().find(|v| v.main == one.governor).and_then(|v| v.agent);
        side.words[one.governor].is_form_of(cue!("accuses")) && accuser.is_some_and(speaks)
    };
    if told_by_same(x, &pair.a, &pair.to_b, &pair.b) || told_by_same(y, &pair.b, &pair.to_a, &pair.a) {
        return None;
    }
    let doubted_otherwise =
        doubted(x) && is_doubted_anew(&pair.b, &pair.to_a) || doubted(y) && is_doubted_anew(&pair.a, &pair.to_b);
    let tried = |side: &Side<'_>, one: &Told| side.words[one.governor].is_form_of(cue!("tries"));
    let one_matter = has_one_argument(pair, i, j, tried(&pair.a, x) || tried(&pair.b, y));
    if !one_matter
        || agree
        || told_anew
        || quiet
        || doubted_otherwise
        || relation == Relation::Derived && same_place
        || support(pair, i, j) < if view.one_report { 1 } else { 2 }
    {
        return None;
    }
    Some(Finding {
        kind: ChangeKind::Certainty,
        severity: Severity::Material,
        a: Some(x.words.clone()),
        b: Some(y.words.clone()),
        reason: Reason::Either("The matter has not come equally far: “{}” here, “{}” there."),
        confidence: 0.65,
    })
}

/// Of two verbs, whether they share who acts or what is acted on; a verb that was only tried, what is acted on.
fn has_one_argument(pair: &Pair<'_>, i: usize, j: usize, tried: bool) -> bool {
    let verb = |side: &Side<'_>, i: usize| side.verbs.iter().position(|v| v.main == i);
    let (Some(p), Some(q)) = (verb(&pair.a, i), verb(&pair.b, j)) else { return true };
    let (x, y) = (&pair.a.verbs[p], &pair.b.verbs[q]);
    let speaks = |side: &Side<'_>, agent: Option<usize>| {
        agent.is_some_and(|p| matches!(side.words[side.phrases[p].head].folded, "i" | "we" | "you"))
    };
    let same = |p: Option<usize>, q: Option<usize>| p.zip(q).is_some_and(|(p, q)| same_thing(pair, p, q));
    !speaks(&pair.a, x.agent)
        && !speaks(&pair.b, y.agent)
        && (same(x.patient, y.patient)
            || !tried && same(x.agent, y.agent) && x.patient.is_none() && y.patient.is_none())
}

/// Whether two standings exclude each other.
fn are_apart(pair: &Pair<'_>, x: &Told, y: &Told) -> bool {
    use Standing::{Done, Off, ToCome, Weighed};
    if x.standing == y.standing {
        return false;
    }
    // "is in talks to buy", "has agreed to buy"; "is considering a ban", "plans a ban" may be one.
    let settles = |side: &Side<'_>, one: &Told| {
        let words = &side.words[one.words.clone()];
        // "is to appeal".
        let is_to = words[0].is(cue!("be")) && words.get(1).is_some_and(|w| w.folded == "to");
        is_to || words.iter().any(|w| w.is(cue!("settles")))
    };
    match (x.standing, y.standing) {
        (Weighed, ToCome) => return settles(&pair.b, y),
        (ToCome, Weighed) => return settles(&pair.a, x),
        _ => {}
    }
    let both_settled = matches!((x.standing, y.standing), (Done, Off) | (Off, Done));
    let settled = [x, y].iter().any(|one| matches!(one.standing, Done | Off));
    // The one may pass what the other turns down.
    let one_actor = || match (x.agent, y.agent) {
        (Some(p), Some(q)) => same_thing(pair, p, q),
        _ => true,
    };
    settled && (!both_settled || one_actor())
}

/// Whether another mention of the event on its side has the standing.
fn tells(side: &Side<'_>, event: usize, standing: Standing) -> bool {
    let is_mention = |&k: &usize| {
        k != event
            && side.words[k].tag.is_content()
            && matches!(
                wirecopy_lexicon::Lexicon::shared().between(&side.words[event].known.entry, &side.words[k].known.entry),
                Relation::Same | Relation::Derived
            )
    };
    (0..side.words.len()).filter(is_mention).any(|k| standing::of(side, k).iter().any(|t| t.standing == standing))
}
