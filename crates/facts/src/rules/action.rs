//! Who did it to whom, and where somebody stands towards a thing.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::cues::{Classes, cue};
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::frame::Frame;
use crate::rules::name::same_names;
use crate::rules::{Finding, View, flanks, matched_verbs};
use crate::tag::Tag;

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let mut found = swaps(view.pair);
    found.extend(routes(view.pair));
    found.extend(exchanges(view.pair));
    found.extend(stances(view.pair));
    found
}

pub(super) const CHANGED_PLACES: &str = "The two have changed places: “{}” here, “{}” there.";

fn material(a: Range<usize>, b: Range<usize>, why: &'static str, confidence: f64) -> Finding {
    let (kind, severity) = (ChangeKind::Action, Severity::Material);
    Finding { kind, severity, a: Some(a), b: Some(b), reason: Reason::Either(why), confidence }
}

/// "A sued B" against "B sued A"; the passive voice is turned round before.
fn swaps(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (p, q) in matched_verbs(pair) {
        let (va, vb) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let (Some(agent_a), Some(patient_a), Some(agent_b), Some(patient_b)) =
            (va.agent, va.patient, vb.agent, vb.patient)
        else {
            continue;
        };
        let same = |x: usize, y: usize| same_thing(pair, x, y);
        // "the Senate passed the bill", "the bill cleared the Senate": of two verbs each has its own place for who acts.
        let one_verb = pair.to_b[va.main].is_some_and(|(_, r)| r == Relation::Same);
        if one_verb
            && same(agent_a, patient_b)
            && same(patient_a, agent_b)
            && !same(agent_a, agent_b)
            && !same(patient_a, patient_b)
            && !is_mutual(&pair.a, va.main)
            && !reports(&pair.a, va.main)
            && !reports(&pair.b, vb.main)
        {
            let (a, b) = (clause(&pair.a, va.main, agent_a, patient_a), clause(&pair.b, vb.main, agent_b, patient_b));
            found.push(material(a, b, CHANGED_PLACES, 0.85));
        }
    }
    found
}

/// Share of the full words between two names, and around them, that both sides must have for the names to have changed places.
const LEAST_SHARED: f64 = 0.8;

/// "Lee resigned after the vote gave Roy the office" against "Roy resigned after the vote gave Lee the office": each name stands
/// between the words that were around the other.
fn exchanges(pair: &Pair<'_>) -> Vec<Finding> {
    let (a, b) = (&pair.a.names, &pair.b.names);
    let same = |m: usize, n: usize| same_names(pair, m, n);
    let partner = |m: usize| (0..b.len()).find(|&n| same(m, n));
    let mut found = Vec::new();
    for (m, n) in (0..a.len()).flat_map(|m| (m + 1..a.len()).map(move |n| (m, n))) {
        let (Some(at_m), Some(at_n)) = (partner(m), partner(n)) else { continue };
        let [in_a_m, in_a_n] = [m, n].map(|k| with_title(&pair.a, k));
        let [in_b_m, in_b_n] = [at_m, at_n].map(|k| with_title(&pair.b, k));
        let crossed = flanks(pair, &in_a_m, &in_b_n) + flanks(pair, &in_a_n, &in_b_m) >= 3;
        let stayed = flanks(pair, &in_a_m, &in_b_m) + flanks(pair, &in_a_n, &in_b_n) > 0;
        let between = (in_a_m.end..in_a_n.start, in_b_n.end..in_b_m.start);
        let two = !same(m, at_n) && !same(n, at_m);
        if at_n < at_m && two && crossed && !stayed && acts(&pair.a, &between.0) && acts(&pair.b, &between.1) {
            let (first, last) = (in_a_m.start..in_a_n.end, in_b_n.start..in_b_m.end);
            let change = material(first, last, CHANGED_PLACES, 0.7);
            let inside = shared(&pair.a, &pair.to_b, &between.0).min(shared(&pair.b, &pair.to_a, &between.1));
            if inside.min(Frame::around(pair, &change, &[]).less) >= LEAST_SHARED {
                found.push(change);
            }
        }
    }
    found
}

/// A name from the start of its phrase on: "opposition leader Ann Lee".
fn with_title(side: &Side<'_>, name: usize) -> Range<usize> {
    let words = &side.names[name].words;
    let phrase = side.phrase_of(words.start).map_or(words.start, |p| side.phrases[p].words.start);
    phrase.min(words.start)..words.end
}

/// Whether a verb that does not hold both ways round stands among these words.
fn acts(side: &Side<'_>, words: &Range<usize>) -> bool {
    side.verbs.iter().any(|v| words.contains(&v.main) && !is_mutual(side, v.main))
}

/// Share of the full words among these that the other side has too.
fn shared(side: &Side<'_>, to: &[Option<(usize, Relation)>], words: &Range<usize>) -> f64 {
    let full: Vec<usize> = words.clone().filter(|&i| side.words[i].tag.is_content()).collect();
    let same = full.iter().filter(|&&i| to[i].is_some_and(|(_, r)| r == Relation::Same)).count();
    same as f64 / full.len().max(1) as f64
}

/// "from Lagos to Abuja" against "from Abuja to Lagos".
fn routes(pair: &Pair<'_>) -> Vec<Finding> {
    let (in_a, in_b) = (routes_of(&pair.a), routes_of(&pair.b));
    let same = |x: usize, y: usize| same_names(pair, x, y);
    let mut found = Vec::new();
    for (from, to) in &in_a {
        let turned = in_b.iter().find(|(other_from, other_to)| {
            same(*from, *other_to) && same(*to, *other_from) && !same(*from, *other_from) && !same(*to, *other_to)
        });
        if let Some((other_from, other_to)) = turned {
            let words =
                |side: &Side<'_>, from: usize, to: usize| side.names[from].words.start - 1..side.names[to].words.end;
            let (a, b) = (words(&pair.a, *from, *to), words(&pair.b, *other_from, *other_to));
            found.push(material(a, b, "The way goes the other way round: “{}” here, “{}” there.", 0.8));
        }
    }
    found
}

/// Pairs of names with "from" in front of the first and "to" between them.
fn routes_of(side: &Side<'_>) -> Vec<(usize, usize)> {
    let follows = |from: usize| {
        let end = side.names[from].words.end;
        side.words.get(end).filter(|w| w.folded == "to")?;
        Some((from, side.names.iter().position(|n| n.words.start == end + 1)?))
    };
    let opens = |n: usize| side.names[n].words.start.checked_sub(1).is_some_and(|i| side.words[i].folded == "from");
    (0..side.names.len()).filter(|&n| opens(n)).filter_map(follows).collect()
}

/// Verbs that hold both ways round (Levin 1993, 36.1-36.4: verbs of meeting, marrying, corresponding).
pub(super) fn is_mutual(side: &Side<'_>, verb: usize) -> bool {
    const MUTUAL: [&str; 14] = [
        "be", "battle", "date", "divorce", "fight", "join", "marry", "match", "meet", "play", "resemble", "tie", "wed",
        "face",
    ];
    side.words[verb].verb_lemmas().any(|lemma| MUTUAL.contains(&lemma))
}

/// "…, said the owner", "the owner said …": what stands behind the verb is who speaks, or the claim.
pub(super) fn reports(side: &Side<'_>, verb: usize) -> bool {
    let word = &side.words[verb];
    word.is_verb_of(cue!("says_fact"))
        && !word.is_verb_of(cue!("tells_somebody"))
        && side.attributions.iter().any(|a| a.verb == Some(verb))
}

/// Whether phrase `x` of a and `y` of b name one thing: matched heads, or one name, also one that explains it ("the head of the bank, Ann Lee").
pub(super) fn same_thing(pair: &Pair<'_>, x: usize, y: usize) -> bool {
    let (head_a, head_b) = (pair.a.phrases[x].head, pair.b.phrases[y].head);
    if pair.matched(head_a, head_b) || pair.a.words[head_a].folded == pair.b.words[head_b].folded {
        return true;
    }
    match (named(&pair.a, x), named(&pair.b, y)) {
        (Some(m), Some(n)) => same_names(pair, m, n),
        _ => false,
    }
}

/// The name in the phrase, or right behind it and what hangs on it through "of", between commas.
fn named(side: &Side<'_>, phrase: usize) -> Option<usize> {
    let own = side.name_of(side.phrases[phrase].head);
    own.or_else(|| {
        let mut last = phrase;
        while side.phrases.get(last + 1).is_some_and(|next| next.of == Some(last)) {
            last += 1;
        }
        let next = side.phrases.get(last + 1)?;
        let explains = next.words.start == side.phrases[last].words.end
            && next.prep.is_none()
            && side.words[next.words.start].before.starts_with(',')
            && !side.words[next.words.start].first;
        side.name_of(next.head).filter(|_| explains)
    })
}

pub(super) fn clause(side: &Side<'_>, verb: usize, agent: usize, patient: usize) -> Range<usize> {
    let (agent, patient) = (&side.phrases[agent].words, &side.phrases[patient].words);
    agent.start.min(patient.start).min(verb)..agent.end.max(patient.end).max(verb + 1)
}

/// What somebody does about a proposal: lets it pass, supports it, opposes it.
#[derive(Debug)]
struct Stance {
    class: usize,
    actor: usize,
    /// What it is about: heads of phrases.
    targets: Vec<usize>,
    words: Range<usize>,
}

const STANCES: [Classes; 3] = [cue!("stance_permit"), cue!("stance_support"), cue!("stance_oppose")];

/// One actor, one proposal, two stances.
fn stances(pair: &Pair<'_>) -> Vec<Finding> {
    let (in_a, in_b) = (stances_of(&pair.a), stances_of(&pair.b));
    let mut found = Vec::new();
    for x in &in_a {
        let agrees = |y: &&Stance| same_thing(pair, x.actor, y.actor) && shares_target(pair, x, y);
        if in_b.iter().filter(agrees).any(|y| y.class == x.class) {
            continue;
        }
        let Some(y) = in_b.iter().find(agrees) else { continue };
        if in_a.iter().any(|other| other.class == y.class && same_thing(pair, other.actor, y.actor)) {
            continue;
        }
        found.push(Finding {
            kind: ChangeKind::Action,
            severity: Severity::Material,
            a: Some(x.words.clone()),
            b: Some(y.words.clone()),
            reason: Reason::Either("“{}” and “{}” are not the same stand on the matter."),
            confidence: 0.8,
        });
    }
    found
}

fn shares_target(pair: &Pair<'_>, x: &Stance, y: &Stance) -> bool {
    x.targets.iter().any(|&i| y.targets.iter().any(|&j| pair.matched(i, j)))
}

fn stances_of(side: &Side<'_>) -> Vec<Stance> {
    let mut found: Vec<Stance> = Vec::new();
    for (p, verb) in side.verbs.iter().enumerate() {
        let class = verb
            .words
            .clone()
            .filter(|&i| side.words[i].tag == Tag::Verb)
            .find_map(|i| stance(|class| side.words[i].is_verb_of(class)));
        if let (Some(class), Some(actor), Some(patient), true) =
            (class, verb.agent, verb.patient, verb.negators.is_empty())
        {
            found.push(Stance { class, actor, targets: targets(side, patient), words: verb.words.clone() });
        }
        found.extend(circumstance(side, p));
    }
    found
}

/// "was adopted with the backing of X", "was adopted with X's backing": X backs what was adopted.
fn circumstance(side: &Side<'_>, verb: usize) -> Option<Stance> {
    let verb = &side.verbs[verb];
    let patient = verb.patient?;
    let mut after = verb.words.end..side.sentence_end(verb.main);
    let (noun, class, actor) = after.find_map(|i| {
        let class = stance(|class| side.words[i].is_noun_of(class))?;
        Some((i, class, backer(side, i)?))
    })?;
    let last = side.phrases[actor].words.end.max(noun + 1);
    Some(Stance { class, actor, targets: targets(side, patient), words: verb.main..last })
}

/// Whose backing it is: the phrase behind "from" or "of", or the owner before.
fn backer(side: &Side<'_>, noun: usize) -> Option<usize> {
    let word = |i: Option<usize>, class: Classes| i.and_then(|i| side.words.get(i)).is_some_and(|w| w.is(class));
    let start_of = |phrase: usize| side.phrases[phrase].words.start;
    let owner = noun.checked_sub(2).filter(|&i| side.words[i + 1].folded == "'s").and_then(|i| side.phrase_of(i));
    if let Some(owner) = owner.filter(|&p| word(start_of(p).checked_sub(1), cue!("circumstance"))) {
        return Some(owner);
    }
    let led = word(noun.checked_sub(1), cue!("circumstance"))
        || noun > 1 && side.words[noun - 1].tag == Tag::Det && word(noun.checked_sub(2), cue!("circumstance"));
    let behind = side.phrases.iter().position(|p| p.words.start == noun + 2);
    behind.filter(|_| led && word(Some(noun + 1), cue!("from_whom")))
}

fn stance(is_of: impl Fn(Classes) -> bool) -> Option<usize> {
    STANCES.iter().position(|class| is_of(*class))
}

/// The head of the phrase and of what completes it through "of".
fn targets(side: &Side<'_>, phrase: usize) -> Vec<usize> {
    let mut heads = vec![side.phrases[phrase].head];
    heads.extend(side.phrases.iter().filter(|p| p.of == Some(phrase)).map(|p| p.head));
    heads
}
