//! How far along, and how sure: planned against done, will against may, a doubt dropped or brought in.

use std::ops::Range;

use wirecopy_lexicon::{Lexicon, Relation};

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::context::Around;
use crate::cues::{self, cue};
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::{Finding, View, doubted, matched_verbs, readable, standing, support, unsettled};
use crate::tag::Tag;

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let mut found = forces(view);
    found.extend(hedges(view));
    let more = doubted::find(view, &found);
    found.extend(more);
    let more = unsettled::find(view, &found);
    found.extend(more);
    let more = standing::find(view, &found);
    found.extend(more);
    found
}

fn forces(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for (p, q) in matched_verbs(pair) {
        let (va, vb) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let forces = differ(va.force, vb.force).or_else(|| due(view, va, vb));
        let Some((severity, why)) = forces else { continue };
        let may = va.force == Force::Possible || vb.force == Force::Possible;
        // "faces ten years", "could face ten years": the present of such a verb says no more than "may".
        let potential = va.force == Force::Present || vb.force == Force::Present;
        if potential && [&pair.a.words[va.main], &pair.b.words[vb.main]].iter().all(|w| w.is_verb_of(cue!("potential")))
        {
            continue;
        }
        // "could be heard", "was heard": whoever can hear it does.
        let perceived = |side: &Side<'_>, verb: &Verb| {
            side.words[verb.main].is_verb_of(cue!("perceives"))
                && verb.words.clone().any(|i| side.words[i].folded == "could")
        };
        if perceived(&pair.a, va) || perceived(&pair.b, vb) {
            continue;
        }
        if claims_nothing(&pair.a, va.main)
            || claims_nothing(&pair.b, vb.main)
            || is_of_other_time(pair, va.main, vb.main)
        {
            continue;
        }
        // "plans to build a pier", "built one in 2012": a side tells of both.
        if has_forms(&pair.a, va, vb.force) || has_forms(&pair.b, vb, va.force) {
            continue;
        }
        // "was unable to establish it", "it could not be established".
        let unable = |side: &Side<'_>, verb: &Verb| {
            let could = verb.words.clone().any(|i| matches!(side.words[i].folded, "could" | "couldn't"));
            could && !verb.negators.is_empty()
        };
        if unable(&pair.a, va) && vb.force == Force::Done || unable(&pair.b, vb) && va.force == Force::Done {
            continue;
        }
        // "it appeared he had won", "he may have won": the doubt of one stands outside its verb.
        let answered = va.force == Force::Possible && is_doubted_anew(&pair.b, &pair.to_a)
            || vb.force == Force::Possible && is_doubted_anew(&pair.a, &pair.to_b);
        if answered {
            continue;
        }
        let reports = pair.a.attributions.iter().any(|x| x.verb == Some(va.main));
        if reports && !may || va.negators.len() != vb.negators.len() || !pair.matched(va.main, vb.main) {
            continue;
        }
        let near = support(pair, va.main, vb.main);
        if near < 2 {
            continue;
        }
        // "will likely open", "may open": both leave room.
        let doubted =
            va.hedge.is_some_and(|i| pair.to_b[i].is_none()) || vb.hedge.is_some_and(|j| pair.to_a[j].is_none());
        if may && doubted {
            continue;
        }
        // "is to run", "has led": of two verbs that only may mean the same, it can't be said.
        let one_verb = pair.to_b[va.main].is_some_and(|(_, r)| r == Relation::Same);
        // "sought to calm the town", "calmed the town": who did it wanted it as well.
        let wished = |side: &Side<'_>, verb: &Verb| verb.words.clone().any(|i| side.words[i].is(cue!("wish")));
        let may_be_both = [va.force, vb.force].contains(&Force::Done) && (wished(&pair.a, va) || wished(&pair.b, vb));
        let severity = if one_verb && !may_be_both { severity } else { severity.min(Severity::Minor) };
        found.push(Finding {
            kind: ChangeKind::Certainty,
            severity,
            a: Some(va.words.clone()),
            b: Some(vb.words.clone()),
            reason: Reason::Either(why),
            confidence: if near >= 3 { 0.8 } else { 0.65 },
        });
    }
    found
}

/// Whether another form of the verb on its side has the force.
fn has_forms(side: &Side<'_>, verb: &Verb, force: Force) -> bool {
    let same = |i: usize| {
        Lexicon::shared().between(&side.words[verb.main].known.entry, &side.words[i].known.entry) == Relation::Same
    };
    side.verbs.iter().any(|other| other.main != verb.main && other.force == force && same(other.main))
}

/// Whether the verb is part of a question, what is waited for ("until the cause had been established"), or a claim that somebody
/// rejects: neither says that it is so.
pub(super) fn claims_nothing(side: &Side<'_>, i: usize) -> bool {
    let before = side.verbs.iter().rfind(|v| v.main < i).map_or(0, |v| v.words.end);
    let from = before.max(side.sentence_start(i));
    // "once it had studied them"; not "had once studied them".
    let once = |k: usize| side.words[k].folded == "once" && side.phrases.iter().any(|p| p.words.start == k + 1);
    let waits = (from..i).any(|k| matches!(side.words[k].folded, "until" | "till") || once(k));
    // "rejected suggestions that they were bullied".
    let denied = (from..i).any(|k| {
        side.words[k].is_form_of(cue!("open_noun", "claim_noun"))
            && side.words.get(k + 1).is_some_and(|w| w.folded == "that")
            && (k.saturating_sub(2)..k).any(|m| side.words[m].is_verb_of(cue!("says_no")))
    });
    waits || denied || side.words[side.sentence_end(i) - 1].after.contains('?')
}

/// "previously, the agencies were asked", "the agencies will be asked again": one side says that it tells of another time.
pub(super) fn is_of_other_time(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let tells = |side: &Side<'_>, to: &[Option<(usize, Relation)>], at: usize| {
        (side.sentence_start(at)..side.sentence_end(at))
            .any(|k| to[k].is_none() && side.words[k].is(cue!("other_time")))
    };
    tells(&pair.a, &pair.to_b, i) || tells(&pair.b, &pair.to_a, j)
}

/// "must still be approved", "approved": between states of one report what has to be done has been done.
fn due(view: &View<'_, '_>, va: &Verb, vb: &Verb) -> Option<(Severity, &'static str)> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let must = |side: &Side<'_>, v: &Verb| {
        v.force == Force::Able && v.passive && v.words.clone().any(|i| side.words[i].is(cue!("modal_must")))
    };
    let done = |v: &Verb| v.force == Force::Done;
    let settled = view.one_report && (must(a, va) && done(vb) || must(b, vb) && done(va));
    settled.then_some((
        Severity::Material,
        "One version says it is done, the other that it is to come: “{}” here, “{}” there.",
    ))
}

/// Whether two forces tell a reader something different, and what.
fn differ(a: Force, b: Force) -> Option<(Severity, &'static str)> {
    use Force::{Done, Planned, Possible, Present, Would};
    let is = |x: Force, y: Force| (a, b) == (x, y) || (a, b) == (y, x);
    if is(Done, Planned) {
        Some((Severity::Material, "One version says it is done, the other that it is to come: “{}” here, “{}” there."))
    } else if is(Possible, Planned) || is(Possible, Done) || is(Possible, Present) {
        Some((Severity::Material, "One version says it for sure, the other says it may be: “{}” here, “{}” there."))
    } else if is(Would, Done) {
        Some((Severity::Minor, "One version says it happened, the other that it would: “{}” here, “{}” there."))
    } else {
        None
    }
}

/// A word of doubt over something both sides say, on one side only.
fn hedges(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    let alone = |side: &Side<'_>, to: &[Option<(usize, Relation)>]| {
        let is_alone = |&i: &usize| to[i].is_none() && is_hedge(side, i) && !claims_nothing(side, i);
        (0..side.words.len()).filter(is_alone).collect::<Vec<_>>()
    };
    let in_a = alone(&pair.a, &pair.to_b);
    if !in_a.is_empty() && !is_doubted_anew(&pair.b, &pair.to_a) && !is_doubted_beside(view.around_b) {
        for i in in_a.into_iter().filter(|&i| !is_expected(&pair.a, i, &pair.b, &pair.to_a)) {
            let answer =
                |k: usize| pair.to_b[k].filter(|&(j, r)| is_same_claim(&pair.a, k, &pair.b, j, r)).map(|m| m.0);
            if let Some((k, j)) = governed(&pair.a, i, answer, |k, j| support(pair, k, j)) {
                let change = doubt(is_weak(&pair.a, i), cover(i, k), readable(&pair.b, j), false);
                found.push(weakened(change, is_hearsay(&pair.a, i) && has_own_source(&pair.b, &pair.to_a)));
            }
        }
    }
    let in_b = alone(&pair.b, &pair.to_a);
    if !in_b.is_empty() && !is_doubted_anew(&pair.a, &pair.to_b) && !is_doubted_beside(view.around_a) {
        for j in in_b.into_iter().filter(|&j| !is_expected(&pair.b, j, &pair.a, &pair.to_b)) {
            let answer =
                |l: usize| pair.to_a[l].filter(|&(i, r)| is_same_claim(&pair.b, l, &pair.a, i, r)).map(|m| m.0);
            if let Some((l, i)) = governed(&pair.b, j, answer, |l, i| support(pair, i, l)) {
                let change = doubt(is_weak(&pair.b, j), readable(&pair.a, i), cover(j, l), true);
                found.push(weakened(change, is_hearsay(&pair.b, j) && has_own_source(&pair.a, &pair.to_b)));
            }
        }
    }
    found
}

/// "is likely to be suspended", "is expected to be suspended": one is as sure as the other.
fn is_expected(side: &Side<'_>, hedge: usize, other: &Side<'_>, back: &[Option<(usize, Relation)>]) -> bool {
    let is_new = |j: usize| {
        back[j].is_none() && matches!(other.words[j].folded, "expected" | "expects" | "forecast" | "predicted")
    };
    side.words[hedge].folded == "likely" && (0..other.words.len()).any(is_new)
}

/// "the alleged attackers", "the men who attacked": a doubt about a noun is none about a verb.
fn is_same_claim(side: &Side<'_>, i: usize, other: &Side<'_>, j: usize, relation: Relation) -> bool {
    let is_verb = |side: &Side<'_>, i: usize| side.words[i].tag == Tag::Verb;
    relation == Relation::Same
        || relation == Relation::Synonym && is_verb(side, i) == is_verb(other, j) && !is_verb(side, i)
}

/// Words that doubt by pointing to what others say.
pub(super) fn is_hearsay(side: &Side<'_>, i: usize) -> bool {
    let word = side.words[i].folded;
    ["claim", "report", "alleg", "purport", "rumor", "rumour", "suppos"].iter().any(|stem| word.starts_with(stem))
}

/// Whether the side names a source that the other does not: "police said" in the place of "reportedly".
pub(super) fn has_own_source(side: &Side<'_>, to: &[Option<(usize, Relation)>]) -> bool {
    let is_new = |p: usize| {
        let head = side.phrases[p].head;
        to[head].is_none() && !side.words[head].is(cue!("pronoun"))
    };
    side.attributions.iter().any(|s| s.speaker.is_some_and(is_new))
        || (0..side.words.len())
            .any(|i| to[i].is_none() && side.words[i].tag == Tag::Verb && side.words[i].is_verb_of(cue!("says_fact")))
}

fn weakened(change: Finding, is_weak: bool) -> Finding {
    Finding { severity: if is_weak { change.severity.min(Severity::Minor) } else { change.severity }, ..change }
}

/// "a possible site" against "a site" is less weighty than "the alleged thief" against "the thief"; "is likely to fall" against
/// "will fall" is not.
pub(super) fn is_weak(side: &Side<'_>, i: usize) -> bool {
    // "was most likely the result".
    let before = i.checked_sub(1).filter(|_| !side.words[i].first).map(|k| side.words[k].folded);
    let predicates = before.is_some_and(|w| matches!(w, "most" | "very" | "highly") || cues::is(cue!("be"), w));
    side.words[i].is(cue!("hedge_weak")) && !predicates && side.verbs.iter().all(|v| v.hedge != Some(i))
}

pub(super) fn doubt(is_weak: bool, a: Range<usize>, b: Range<usize>, in_b: bool) -> Finding {
    let reason = if in_b {
        "“{b}” leaves room for doubt, “{a}” does not."
    } else {
        "“{a}” leaves room for doubt, “{b}” does not."
    };
    let severity = if is_weak { Severity::Minor } else { Severity::Material };
    let reason = Reason::Each(reason);
    Finding { kind: ChangeKind::Certainty, severity, a: Some(a), b: Some(b), reason, confidence: 0.65 }
}

fn cover(hedge: usize, governed: usize) -> Range<usize> {
    hedge.min(governed)..hedge.max(governed) + 1
}

fn is_hedge(side: &Side<'_>, i: usize) -> bool {
    let word = &side.words[i];
    // "alleged that" reports; "the alleged thief" doubts.
    let stands_before = word.folded.ends_with("ly")
        || side.words.get(i + 1).is_some_and(|next| next.tag.is_content() && !next.breaks_before());
    word.is(cue!("hedge")) && word.quote.is_none() && stands_before
        || side.verbs.iter().any(|v| v.hedge == Some(i))
        || is_feared(side, i)
}

/// "are feared dead", "was believed missing".
fn is_feared(side: &Side<'_>, i: usize) -> bool {
    let is_be = i > 0 && side.words[i - 1].is(cue!("be"));
    let next = side.words.get(i + 1).filter(|w| !w.breaks_before());
    is_be
        && side.words[i].folded.ends_with("ed")
        && side.words[i].is(cue!("hedge_verb"))
        && next.is_some_and(|w| matches!(w.tag, Tag::Adj | Tag::Verb))
}

/// Any sign of doubt that the other side has not as well: then the one that is missing may only have another place.
pub(super) fn is_doubted_anew(side: &Side<'_>, to: &[Option<(usize, Relation)>]) -> bool {
    let is_doubt = |i: usize| {
        let word = side.words[i].folded;
        let looks = |word: &str| word.starts_with("look") || word.starts_with("sound");
        let alike = word == "like" && i > 0 && looks(side.words[i - 1].folded);
        side.words[i].is(cue!("hedge", "hedge_verb", "modal_may")) || alike
    };
    (0..side.words.len()).any(|i| to[i].is_none() && is_doubt(i))
}

pub(super) fn is_doubted_beside(around: &Around<'_>) -> bool {
    cues::entries(cue!("hedge")).iter().any(|word| around.has(word))
}

/// The word that the doubt is about and its answer: the first content word behind it, if the other side has it.
fn governed(
    side: &Side<'_>,
    hedge: usize,
    answer: impl Fn(usize) -> Option<usize>,
    support: impl Fn(usize, usize) -> usize,
) -> Option<(usize, usize)> {
    let end = side.sentence_end(hedge).min(hedge + 4);
    // "reportedly still leads", "the alleged Virginia gunman": neither the adverb nor the name is in doubt.
    // "maybe 20" is "about 20".
    let is_doubtable =
        |k: usize| side.words[k].tag.is_content() && !matches!(side.words[k].tag, Tag::Adv | Tag::Propn | Tag::Num);
    let is_full = |k: &usize| is_doubtable(*k) && !side.words[*k].is(cue!("aux"));
    let k = (hedge + 1..end).find(is_full).filter(|&k| !(hedge + 1..=k).any(|m| side.words[m].breaks_before()))?;
    let j = answer(k)?;
    (support(k, j) >= 2).then_some((k, j))
}
