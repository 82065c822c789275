//! A claim that one version leaves open in the clause around it ("results suggest that he won", "it is not clear whether they lived",
//! "there are signs that it sank"), and that the other states.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::certainty::{claims_nothing, is_doubted_anew};
use crate::rules::{Finding, View, matched_verbs, support};
use crate::tag::Tag;
use crate::words::is_saying;

pub(super) fn find(view: &View<'_, '_>, known: &[Finding]) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = left_open(pair);
    if view.one_report {
        let (in_a, in_b) = (only_claimed(&pair.a, &pair.to_b, &pair.b), only_claimed(&pair.b, &pair.to_a, &pair.a));
        let none_a = no_evidence(&pair.a, &pair.to_b, &pair.b);
        let none_b = no_evidence(&pair.b, &pair.to_a, &pair.a);
        found.extend(none_a.map(|(none, denied)| open(none, denied, LEFT_OPEN)));
        found.extend(none_b.map(|(none, denied)| open(denied, none, LEFT_OPEN)));
        found.extend(in_a.map(|(claim, stated)| open(claim, stated, LEFT_OPEN)));
        found.extend(in_b.map(|(claim, stated)| open(stated, claim, LEFT_OPEN)));
    }
    found.retain(|f| known.iter().all(|k| !crate::rules::covers_same(k, f)));
    found
}

const LEFT_OPEN: &str = "One version leaves it open, the other states it: “{}” here, “{}” there.";

/// "is investigating claims that the paper was leaked", "the paper was leaked": a noun that leaves what it brings in open, on this side only; the
/// noun, and the verb that the other side states.
fn only_claimed(
    side: &Side<'_>,
    to: &[Option<(usize, Relation)>],
    other: &Side<'_>,
) -> Option<(Range<usize>, Range<usize>)> {
    const LEAST: usize = 4;
    let leaves_open = |i: usize| {
        let that = side.words.get(i + 1).is_some_and(|w| w.folded == "that" && !w.first);
        that && to[i].is_none() && side.words[i].is_form_of(cue!("open_noun", "claim_noun"))
    };
    let noun = (0..side.words.len()).find(|&i| leaves_open(i))?;
    // "rejected claims that it was put under pressure": the source denies it.
    if (noun.saturating_sub(2)..noun).any(|k| side.words[k].is_verb_of(cue!("says_no"))) {
        return None;
    }
    let told = noun + 2..side.sentence_end(noun);
    let full: Vec<usize> = told.filter(|&i| side.words[i].tag.is_content() && !side.words[i].is(cue!("aux"))).collect();
    let answers: Vec<usize> = full.iter().filter_map(|&i| Some(to[i]?.0)).collect();
    let is_told = answers.len() >= LEAST && answers.len() * 10 >= full.len() * 7;
    let stated = |v: &&Verb| {
        answers.contains(&v.main)
            && v.force == Force::Done
            && v.negators.is_empty()
            && v.hedge.is_none()
            && !claims_nothing(other, v.main)
    };
    let verb = other.verbs.iter().filter(|_| is_told).find(stated)?;
    let own = other.sentence_start(verb.main)..other.sentence_end(verb.main);
    let is_open = own.into_iter().any(|j| {
        let word = &other.words[j];
        word.is_form_of(cue!("open_noun", "claim_noun", "accuses")) || word.is(cue!("hedge", "hedge_verb", "modal_may"))
    });
    (!is_open).then(|| (noun..noun + 1, verb.words.clone()))
}

/// "there was no evidence so far that records were stolen", "no records were stolen": what is not known yet is denied.
fn no_evidence(
    side: &Side<'_>,
    to: &[Option<(usize, Relation)>],
    other: &Side<'_>,
) -> Option<(Range<usize>, Range<usize>)> {
    let is_none = |i: usize| {
        matches!(side.words[i].folded, "evidence" | "sign" | "indication" | "proof" | "suggestion")
            && to[i].is_none()
            && (i.saturating_sub(2)..i).any(|k| side.words[k].folded == "no")
    };
    let noun = (0..side.words.len()).find(|&i| is_none(i))?;
    let that = (noun + 1..side.sentence_end(noun).min(noun + 4)).find(|&i| side.words[i].folded == "that")?;
    let stated = side.verbs.iter().find(|v| v.main > that && v.negators.is_empty())?;
    let (j, _) = to[stated.main].filter(|(_, r)| *r == Relation::Same)?;
    let denied = other.verbs.iter().find(|v| v.main == j)?;
    let none = |p: usize| other.phrases[p].words.clone().any(|k| other.words[k].is(cue!("none")));
    let is_denied = !denied.negators.is_empty() || denied.subject().is_some_and(none);
    (is_denied && denied.hedge.is_none()).then(|| (noun - 1..stated.main + 1, denied.words.clone()))
}

/// Verbs that both sides state in one form, under a word of doubt on one side only.
fn left_open(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (p, q) in matched_verbs(pair) {
        let (va, vb) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let (open_a, open_b) = (opener(&pair.a, p), opener(&pair.b, q));
        let one_verb = pair.to_b[va.main].is_some_and(|(_, r)| r == Relation::Same);
        let stated = va.force == vb.force && matches!(va.force, Force::Done | Force::Present);
        let denied = va.negators.len() != vb.negators.len();
        let questioned = claims_nothing(&pair.a, va.main) || claims_nothing(&pair.b, vb.main);
        let hedged = va.hedge.is_some() || vb.hedge.is_some();
        if !one_verb || !stated || denied || questioned || hedged || support(pair, va.main, vb.main) < 1 {
            continue;
        }
        let (a, b) = match (open_a, open_b) {
            (Some(i), None)
                if pair.to_b[i].is_none() && is_free(&pair.b, q) && !is_doubted_anew(&pair.b, &pair.to_a) =>
            {
                (i..va.main + 1, vb.words.clone())
            }
            (None, Some(j))
                if pair.to_a[j].is_none() && is_free(&pair.a, p) && !is_doubted_anew(&pair.a, &pair.to_b) =>
            {
                (va.words.clone(), j..vb.main + 1)
            }
            _ => continue,
        };
        found.push(open(a, b, LEFT_OPEN));
    }
    found
}

fn open(a: Range<usize>, b: Range<usize>, why: &'static str) -> Finding {
    let (kind, severity) = (ChangeKind::Certainty, Severity::Material);
    Finding { kind, severity, a: Some(a), b: Some(b), reason: Reason::Either(why), confidence: 0.6 }
}

/// Whether no noun or verb but one of saying holds the clause of verb `at` ("denied suggestions that he was").
fn is_free(side: &Side<'_>, at: usize) -> bool {
    let verb = &side.verbs[at];
    let Some(subject) = verb.subject() else { return true };
    let start = side.phrases[subject].words.start;
    let that = start.checked_sub(1).filter(|&i| side.words[i].folded == "that" && !side.words[start].first);
    that.and_then(|i| i.checked_sub(1)).is_none_or(|i| is_saying(&side.words[i]))
}

/// Most words from the head of who acts to the verb: "claims that questions from an A-level paper sat by 48,000 pupils were circulated".
const LONGEST: usize = 14;

/// The word that leaves the clause of verb `at` open: "whether", a verb, or a noun ("signs that"). Nothing but "that" and who
/// acts stands between. What people think of themselves ("I think we won") and what is quoted is their manner of speaking.
fn opener(side: &Side<'_>, at: usize) -> Option<usize> {
    let (verb, before) = (&side.verbs[at], at.checked_sub(1).map(|k| &side.verbs[k]));
    let agent = &side.phrases[verb.subject()?];
    let start = agent.words.start.checked_sub(1).filter(|_| !side.words[agent.words.start].first)?;
    let between = agent.words.end..verb.words.start + 1;
    if between.len() > LONGEST || between.into_iter().any(|i| side.words[i].breaks_before()) {
        return None;
    }
    let word = |i: usize| side.words[i].folded;
    // "it is not clear if".
    let asks = word(start) == "if" && start > 0 && side.words[start - 1].is(cue!("unclear"));
    if word(start) == "whether" || asks {
        return Some(start);
    }
    let that = word(start) == "that";
    let doubt = if that { start.checked_sub(1)? } else { start };
    if that && side.words[doubt].tag == Tag::Noun && side.words[doubt].is_form_of(cue!("open_noun")) {
        return Some(doubt);
    }
    let before = before.filter(|v| v.main == doubt && side.words[doubt].is_verb_of(cue!("leaves_open")))?;
    // "they believe it is wise" is an opinion, "they suspect it is forged" a doubt.
    if verb.force == Force::Present && !side.words[doubt].is_verb_of(cue!("doubts")) {
        return None;
    }
    let who = word(side.phrases[before.subject()?].head);
    let plain = !matches!(who, "i" | "we" | "you") && side.words[doubt].quote.is_none();
    let named = doubt > 0 && !matches!(side.words[doubt - 1].tag, Tag::Num | Tag::Det | Tag::Adj);
    // "no evidence to suggest that".
    let stated = word(before.words.start) != "to";
    (plain && named && stated && before.negators.is_empty()).then_some(doubt)
}
