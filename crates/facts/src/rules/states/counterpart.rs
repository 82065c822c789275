//! One verb with one of its two parties, and another for the other: "advises Lee", "advises Roy", where both versions know both.
//!
//! Read only between states of one report: what two reports tell of one verb may be two of its acts.

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::{CHANGED_PLACES, clause, is_mutual, reports, same_thing};
use crate::rules::attribution::are_parties;
use crate::rules::name::{is_spelled_out, is_spelling, may_be_one, same_names};
use crate::rules::{Finding, View, matched_verbs};
use crate::tag::Tag;

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let one_verb = |p: usize| pair.to_b[pair.a.verbs[p].main].is_some_and(|(_, r)| r == Relation::Same);
    let both = matched_verbs(pair).filter(|&(p, q)| one_verb(p) && acts(&pair.a, p) && acts(&pair.b, q));
    both.filter_map(|(p, q)| {
        let (va, vb) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        exchanged(pair, va, vb)
            .or_else(|| turned(pair, (p, va), (q, vb)))
            .or_else(|| met(pair, (p, va), (q, vb)))
            .or_else(|| by_other_party(pair, va, vb))
            .or_else(|| did_or_underwent(pair, va, vb))
            .or_else(|| of_another(pair, va, vb))
            .or_else(|| quoted_by_another(pair, va, vb))
    })
    .collect()
}

/// Whether the verb says that one does something to another, once.
fn acts(side: &Side<'_>, at: usize) -> bool {
    let verb = &side.verbs[at];
    verb.negators.is_empty() && !is_mutual(side, verb.main) && !reports(side, verb.main)
}

/// One acts on another party, and each side has the other's party in another place. (Of two who act on one thing, "the firm issued a statement", each
/// may have acted: of three such in real articles none was a change.)
fn exchanged(pair: &Pair<'_>, va: &Verb, vb: &Verb) -> Option<Finding> {
    let (agents, patients) = (va.agent.zip(vb.agent)?, va.patient.zip(vb.patient)?);
    let same = |(p, q): (usize, usize)| same_thing(pair, p, q);
    let other = |(p, q): (usize, usize)| are_known_to_both(pair, p, q);
    (same(agents) && other(patients)).then(|| changed(pair, va, (agents.0, patients.0), vb, (agents.1, patients.1)))
}

/// Whether two phrases are different names, each of which the other side has as well.
fn are_known_to_both(pair: &Pair<'_>, p: usize, q: usize) -> bool {
    let (head_a, head_b) = (pair.a.phrases[p].head, pair.b.phrases[q].head);
    let (Some(m), Some(n)) = (pair.a.name_of(head_a), pair.b.name_of(head_b)) else { return false };
    let in_b = (0..pair.b.names.len()).any(|k| k != n && same_names(pair, m, k));
    let in_a = (0..pair.a.names.len()).any(|k| k != m && same_names(pair, k, n));
    in_a && in_b && !same_names(pair, m, n)
}

/// "Lee threw a cup at Roy", "Roy threw a cup at Lee": one object, and who acts has changed places with whom a preposition brings in.
fn turned(pair: &Pair<'_>, (p, va): (usize, &Verb), (q, vb): (usize, &Verb)) -> Option<Finding> {
    let (agent_a, agent_b) = va.agent.zip(vb.agent)?;
    let (object_a, object_b) = va.patient.zip(vb.patient)?;
    let (to_a, to_b) = (target(&pair.a, p, object_a)?, target(&pair.b, q, object_b)?);
    let same = |i: usize, j: usize| same_thing(pair, i, j);
    let one_link = pair.a.words[to_a.0].folded == pair.b.words[to_b.0].folded;
    let turned = same(object_a, object_b) && same(agent_a, to_b.1) && same(to_a.1, agent_b) && !same(agent_a, agent_b);
    (one_link && turned).then(|| changed(pair, va, (agent_a, to_a.1), vb, (agent_b, to_b.1)))
}

/// "A passenger train ran into the back of a freight train", and the other way round: no object, and what a preposition brings in.
fn met(pair: &Pair<'_>, (p, va): (usize, &Verb), (q, vb): (usize, &Verb)) -> Option<Finding> {
    let (agent_a, agent_b) = va.agent.zip(vb.agent)?;
    let into = |side: &Side<'_>, at: usize| {
        let verb = &side.verbs[at];
        let end = side.verbs.get(at + 1).map_or(side.words.len(), |v| v.words.start).min(side.sentence_end(verb.main));
        let behind = |k: &usize| side.phrases[*k].words.start > verb.words.end && side.phrases[*k].words.end <= end;
        let first = (0..side.phrases.len()).find(|k| behind(k) && side.phrases[*k].prep == Some(verb.words.end))?;
        let last =
            if side.phrases.get(first + 1).is_some_and(|next| next.of == Some(first)) { first + 1 } else { first };
        verb.patient.is_none().then_some(last)
    };
    let (to_a, to_b) = (into(&pair.a, p)?, into(&pair.b, q)?);
    // "began the day two games behind": how far is no party.
    let measures =
        |side: &Side<'_>, phrase: usize| side.phrases[phrase].words.clone().any(|i| side.words[i].tag == Tag::Num);
    if measures(&pair.a, agent_a) || measures(&pair.a, to_a) || measures(&pair.b, agent_b) || measures(&pair.b, to_b) {
        return None;
    }
    let alike = |i: usize, j: usize| are_alike(pair, i, j);
    let turned = alike(agent_a, to_b) && alike(to_a, agent_b) && !alike(agent_a, agent_b);
    turned.then(|| changed(pair, va, (agent_a, to_a), vb, (agent_b, to_b)))
}

/// Whether two phrases have one head and the same words before it: "a passenger train", "a freight train" have not.
fn are_alike(pair: &Pair<'_>, p: usize, q: usize) -> bool {
    let (x, y) = (&pair.a.phrases[p], &pair.b.phrases[q]);
    let plain = |side: &Side<'_>, phrase: &crate::analysis::chunk::Phrase| -> Vec<String> {
        phrase.modifiers(&side.words).chain([phrase.head]).map(|i| side.words[i].folded.to_owned()).collect()
    };
    plain(&pair.a, x) == plain(&pair.b, y)
}

/// "special forces blew up a bridge", "a bridge was blown up by partisans": one act by two who stand against each other.
fn by_other_party(pair: &Pair<'_>, va: &Verb, vb: &Verb) -> Option<Finding> {
    let (p, q) = va.agent.zip(vb.agent)?;
    let (object_a, object_b) = va.patient.zip(vb.patient)?;
    let apart = are_parties(pair, &pair.a.phrases[p], &pair.b.phrases[q]);
    (apart && same_thing(pair, object_a, object_b)).then(|| Finding {
        reason: Reason::Either("Another one acts: “{}” here, “{}” there."),
        ..changed(pair, va, (p, object_a), vb, (q, object_b))
    })
}

/// "had twice asked to leave", "had twice been asked to leave": who does it in one version undergoes it in the other.
fn did_or_underwent(pair: &Pair<'_>, va: &Verb, vb: &Verb) -> Option<Finding> {
    let (p, q) = match (va.passive, vb.passive) {
        (false, true) => (va.agent?, vb.patient.filter(|_| vb.agent.is_none())?),
        (true, false) => (va.patient.filter(|_| va.agent.is_none())?, vb.agent?),
        _ => return None,
    };
    // A headline drops "was": "Lee arrested".
    let is_whole = |verb: &Verb| verb.passive || verb.words.len() > 1 || verb.patient.is_some();
    let directed = pair.a.words[va.main].is_verb_of(cue!("directed")) && is_whole(va) && is_whole(vb);
    (directed && same_thing(pair, p, q)).then(|| changed(pair, va, (p, p), vb, (q, q)))
}

/// The preposition right behind the object, and the phrase that it brings in.
fn target(side: &Side<'_>, at: usize, object: usize) -> Option<(usize, usize)> {
    let end = side.phrases[object].words.end;
    let next = side.phrases.iter().position(|p| p.words.start > end && p.prep == Some(end))?;
    let before_next_verb = side.verbs.get(at + 1).is_none_or(|v| side.phrases[next].words.end <= v.words.start);
    (before_next_verb && !side.words[end].breaks_before()).then_some((end, next))
}

/// "an aide to Lee complained", "an aide to Roy complained": who acts is tied to another name, which the other side does not have.
fn of_another(pair: &Pair<'_>, va: &Verb, vb: &Verb) -> Option<Finding> {
    let (p, q) = va.agent.zip(vb.agent)?;
    let one_head = pair.matched(pair.a.phrases[p].head, pair.b.phrases[q].head) && !is_plural(pair, p);
    let (m, n) = tied(&pair.a, p).zip(tied(&pair.b, q)).filter(|_| one_head)?;
    let told = (0..pair.b.names.len()).any(|k| same_names(pair, m, k))
        || (0..pair.a.names.len()).any(|k| same_names(pair, k, n));
    let (na, nb) = (&pair.a.names[m], &pair.b.names[n]);
    let may_be = may_be_one(&pair.a, na, &pair.b, nb) || is_spelling(&pair.a, na, &pair.b, nb);
    (!told && !may_be).then(|| Finding {
        kind: ChangeKind::Name,
        severity: Severity::Material,
        a: Some(pair.a.phrases[p].words.start..na.words.end),
        b: Some(pair.b.phrases[q].words.start..nb.words.end),
        reason: Reason::Either("Another name in the same place: “{}” here, “{}” there."),
        confidence: 0.6,
    })
}

/// "officials from Texas", "officials from Ohio" may be two of many.
fn is_plural(pair: &Pair<'_>, p: usize) -> bool {
    pair.a.words[pair.a.phrases[p].head].folded.ends_with('s')
}

/// The name that "to", "for" or "of" ties to a phrase.
fn tied(side: &Side<'_>, phrase: usize) -> Option<usize> {
    let end = side.phrases[phrase].words.end;
    let links = side.words.get(end).is_some_and(|w| matches!(w.folded, "to" | "for" | "of") && !w.breaks_before());
    let next = side.phrases.iter().find(|p| p.prep == Some(end) && p.words.start == end + 1).filter(|_| links)?;
    side.name_of(next.head)
}

/// "Lee has called it \"inhuman\"", "Roy has called it \"inhuman\"": one verb with one object and the same quoted words, of two who have names.
fn quoted_by_another(pair: &Pair<'_>, va: &Verb, vb: &Verb) -> Option<Finding> {
    let (p, q) = va.agent.zip(vb.agent)?;
    let (object_a, object_b) = va.patient.zip(vb.patient)?;
    let name = |side: &Side<'_>, phrase: usize| side.phrases[phrase].words.clone().find_map(|i| side.name_of(i));
    let (m, n) = name(&pair.a, p).zip(name(&pair.b, q))?;
    let quoted = |i: usize| {
        pair.a.words[i].quote.is_some()
            && pair.to_b[i].is_some_and(|(j, r)| r == Relation::Same && pair.b.words[j].quote.is_some())
    };
    let one_quote = (va.main..pair.a.sentence_end(va.main)).any(quoted);
    let is_new = (0..pair.b.names.len()).all(|k| !same_names(pair, m, k))
        && (0..pair.a.names.len()).all(|k| !same_names(pair, k, n));
    let (na, nb) = (&pair.a.names[m], &pair.b.names[n]);
    let may_be = may_be_one(&pair.a, na, &pair.b, nb)
        || is_spelling(&pair.a, na, &pair.b, nb)
        || is_spelled_out(&pair.a, na, &pair.b)
        || is_spelled_out(&pair.b, nb, &pair.a);
    (same_thing(pair, object_a, object_b) && one_quote && is_new && !may_be).then(|| Finding {
        kind: ChangeKind::Attribution,
        severity: Severity::Material,
        a: Some(pair.a.phrases[p].words.start..va.main + 1),
        b: Some(pair.b.phrases[q].words.start..vb.main + 1),
        reason: Reason::Either("Another source is given: “{}” here, “{}” there."),
        confidence: 0.6,
    })
}

fn changed(pair: &Pair<'_>, va: &Verb, in_a: (usize, usize), vb: &Verb, in_b: (usize, usize)) -> Finding {
    Finding {
        kind: ChangeKind::Action,
        severity: Severity::Material,
        a: Some(clause(&pair.a, va.main, in_a.0, in_a.1)),
        b: Some(clause(&pair.b, vb.main, in_b.0, in_b.1)),
        reason: Reason::Either(CHANGED_PLACES),
        confidence: 0.7,
    }
}
