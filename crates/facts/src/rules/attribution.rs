//! Who says so: another source, a vaguer one, none.

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::attribution::Attribution;
use crate::analysis::chunk::Phrase;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::context::Around;
use crate::cues::{Classes, cue};
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::name::{is_spelled_out, is_spelling, may_be_one, same_name};
use crate::rules::{Finding, View};
use crate::tag::Tag;
use crate::words::{is_document, is_group, is_person, is_saying};

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (&pair.a.attributions, &pair.b.attributions);
    match (in_a.as_slice(), in_b.as_slice()) {
        ([], []) => Vec::new(),
        ([only], []) => lost(view, only, true).into_iter().collect(),
        ([], [only]) => lost(view, only, false).into_iter().collect(),
        ([], _) | (_, []) => Vec::new(),
        _ => changed(view),
    }
}

/// The one source of a is missing in b (or the other way round) though the claim is there.
fn lost(view: &View<'_, '_>, attribution: &Attribution, in_a: bool) -> Option<Finding> {
    let pair = view.pair;
    let (side, other, around, own_around) = match in_a {
        true => (&pair.a, &pair.b, view.around_b, view.around_a),
        false => (&pair.b, &pair.a, view.around_a, view.around_b),
    };
    let (to, back) = if in_a { (&pair.to_b, &pair.to_a) } else { (&pair.to_a, &pair.to_b) };
    let told = attribution.scope.start..apposition(side, attribution);
    let claim: Vec<usize> =
        (0..side.words.len()).filter(|i| !told.contains(i) && side.words[*i].tag.is_content()).collect();
    let kept = claim.iter().filter(|&&i| to[i].is_some()).count();
    // "lawmakers urge", "the firm agreed": what somebody wants or does is part of the claim.
    if attribution.verb.is_some_and(|i| !side.words[i].is_verb_of(cue!("says_fact"))) {
        return None;
    }
    let source = &side.phrases[attribution.speaker?];
    // "critics worry that …".
    let holds =
        |j: usize| other.words[j].tag == Tag::Verb && other.words.get(j + 1).is_some_and(|w| w.folded == "that");
    let says_anew =
        |j: usize| (is_saying(&other.words[j]) || holds(j)) && back[j].is_none() || other.words[j].quote.is_some();
    // The same verb of saying on the other side: its speaker was only not read.
    let still_said = attribution.verb.is_some_and(|i| to[i].is_some());
    let still_named = still_said || to[source.head].is_some() || (0..other.words.len()).any(says_anew);
    // Of two full words both must be there.
    if claim.len() < 2
        || claim.len() == 2 && kept < 2
        || kept * 10 < claim.len() * 7
        || still_named
        || tells((around, own_around), side, source, view.one_report)
    {
        return None;
    }
    // Strong evidence only: the other side says just this and no more, in words of its own, and a named or described
    // source is gone. The same words in quotation marks may be a block of quotation there, which its lead-in vouches for.
    let own = (0..other.words.len()).filter(|&j| other.words[j].tag.is_content()).collect::<Vec<_>>();
    let answered = own.iter().filter(|&&j| back[j].is_some()).count();
    let least = if view.one_report { 7 } else { 9 };
    let whole = kept * 10 >= claim.len() * least && answered * 10 >= own.len() * least;
    let quoted = claim.iter().filter(|&&i| side.words[i].quote.is_some()).count() * 2 > claim.len();
    // "he said" may go where the sentence before names him.
    let holds_name = attribution.words.clone().any(|i| side.name_of(i).is_some());
    let named = told.end > attribution.scope.end || holds_name;
    // "He said people had complained": nobody speaks beside what the other states.
    let silent = view.one_report && !SAYS.iter().any(|word| around.has(word));
    let sure = whole
        && !quoted
        && (named || silent || !points_back(side, source))
        && !is_speech(other)
        && !is_of_himself(side, attribution);
    let severity = if sure { Severity::Material } else { Severity::Minor };
    let words = Some(attribution.words.clone());
    let (a, b) = if in_a { (words, None) } else { (None, words) };
    let reason = if in_a {
        "One version gives a source (“{a}”); the other states it as a fact."
    } else {
        "One version gives a source (“{b}”); the other states it as a fact."
    };
    Some(Finding { kind: ChangeKind::Attribution, severity, a, b, reason: Reason::Each(reason), confidence: 0.6 })
}

/// "…, said Ann Lee, a lawyer for the families", "…, according to her producer, Ann Lee": where what explains a speaker behind the verb ends.
fn apposition(side: &Side<'_>, attribution: &Attribution) -> usize {
    let end = attribution.scope.end;
    let opens = side
        .words
        .get(end)
        .is_some_and(|w| !w.first && w.before.starts_with(',') && matches!(w.tag, Tag::Det | Tag::Pron));
    let names = side.words.get(end).is_some_and(|w| !w.first && w.before.starts_with(',') && w.is_capital());
    let opens = opens || names && attribution.verb.is_none();
    let behind = attribution.verb.is_none_or(|verb| verb < end)
        && attribution.speaker.is_some_and(|p| side.phrases[p].words.end == end);
    let close = side.sentence_end(end - 1);
    let silent = !side.verbs.iter().any(|v| (end..close).contains(&v.main));
    if opens && behind && silent { close } else { end }
}

/// "Lee says she began two years ago", "the firm said it will pay": the source tells of itself.
fn is_of_himself(side: &Side<'_>, attribution: &Attribution) -> bool {
    let behind =
        attribution.verb.and_then(|i| side.words.get(i + 1).map(|w| if w.folded == "that" { i + 2 } else { i + 1 }));
    behind.and_then(|k| side.words.get(k)).is_some_and(|w| matches!(w.folded, "he" | "she" | "it" | "they"))
}

/// Whether somebody speaks for himself ("I remain concerned"): the words of a speech, not of a report.
fn is_speech(side: &Side<'_>) -> bool {
    side.words.iter().any(|w| matches!(w.folded, "i" | "my" | "me" | "we" | "our" | "us") && w.raw != "US")
}

/// Words that tell of a source in a sentence.
const SAYS: [&str; 6] = ["said", "says", "told", "according", "added", "found"];

/// Whether a neighbouring sentence has the source say something, or one that is only pointed to: it may speak for this one too.
fn tells((around, own): (&Around<'_>, &Around<'_>), side: &Side<'_>, source: &Phrase, one_report: bool) -> bool {
    const PRONOUNS: [&str; 4] = ["he", "she", "they", "it"];
    let of_source: Vec<&str> =
        source.words.clone().filter(|&i| side.words[i].tag.is_nominal()).map(|i| side.words[i].folded).collect();
    let says = || SAYS.iter().any(|word| around.has(word));
    // Where the version with the source has "she said" beside it as well, that one did not speak for this sentence.
    let pointed = || around.has_beside(&PRONOUNS, &SAYS) && !(one_report && own.has_beside(&PRONOUNS, &SAYS));
    around.has_both(&of_source, &SAYS)
        || pointed()
        || !one_report && side.words[source.head].is(cue!("vague_source")) && says()
}

fn changed(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (&pair.a.attributions, &pair.b.attributions);
    let said = same_verbs(pair);
    if !said.is_empty() {
        return said;
    }
    let free_a: Vec<&Attribution> = in_a.iter().filter(|x| !in_b.iter().any(|y| same_source(pair, x, y))).collect();
    let free_b: Vec<&Attribution> = in_b.iter().filter(|y| !in_a.iter().any(|x| same_source(pair, x, y))).collect();
    match (free_a.as_slice(), free_b.as_slice()) {
        ([x], [y]) => source_changed(pair, x, y).into_iter().collect(),
        ([x], []) if !is_told_under_other(pair, x, true) => lost(view, x, true).into_iter().collect(),
        ([], [y]) if !is_told_under_other(pair, y, false) => lost(view, y, false).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// "The paper reported that he flew there. The trips cost $14,000, it said", "The paper reported that he flew there, at a cost of $14,000": most of
/// the claim stands in a sentence of the other side that has a source.
fn is_told_under_other(pair: &Pair<'_>, attribution: &Attribution, in_a: bool) -> bool {
    let (side, to, other) = if in_a { (&pair.a, &pair.to_b, &pair.b) } else { (&pair.b, &pair.to_a, &pair.a) };
    let at = attribution.words.start;
    let sentence = side.sentence_start(at)..side.sentence_end(at);
    let is_alone = side.attributions.iter().all(|x| x.words.start == at || !sentence.contains(&x.words.start));
    // One sentence that only lost its second source is no merger of two.
    if !is_alone || sentence.len() == side.words.len() {
        return false;
    }
    let claim = sentence.filter(|i| !attribution.words.contains(i));
    let told: Vec<usize> = claim.filter(|&i| side.words[i].tag.is_content()).filter_map(|i| Some(to[i]?.0)).collect();
    let has_source = |j: usize| {
        let sentence = other.sentence_start(j)..other.sentence_end(j);
        other.attributions.iter().any(|y| sentence.contains(&y.words.start))
    };
    told.iter().filter(|&&j| has_source(j)).count() * 2 > told.len()
}

/// One source, but one version has it deny or doubt what it says or confirms in the other.
fn same_verbs(pair: &Pair<'_>) -> Vec<Finding> {
    let denied_otherwise = |side: &Side<'_>, to: &[Option<(usize, Relation)>]| {
        (0..side.words.len()).any(|i| to[i].is_none() && side.words[i].is(cue!("negator")))
    };
    let mut found = Vec::new();
    for x in &pair.a.attributions {
        // A source that speaks twice may deny one thing and say another.
        let mut answers = pair.b.attributions.iter().filter(|y| same_source(pair, x, y));
        let (Some(y), None) = (answers.next(), answers.next()) else { continue };
        if pair.a.attributions.iter().filter(|z| same_source(pair, z, y)).count() > 1 {
            continue;
        }
        let (Some(i), Some(j)) = (x.verb, y.verb) else { continue };
        let is = |class: Classes| (pair.a.words[i].is_verb_of(class), pair.b.words[j].is_verb_of(class));
        let differs = |class: Classes| is(class).0 != is(class).1;
        let doubted = differs(cue!("says_doubt")) && (is(cue!("says_sure")).0 || is(cue!("says_sure")).1);
        let negated = denied_otherwise(&pair.a, &pair.to_b) || denied_otherwise(&pair.b, &pair.to_a);
        let asked = refuses_a_thing(&pair.a, &pair.to_b, i) || refuses_a_thing(&pair.b, &pair.to_a, j);
        let one_claim = is_told_of(&pair.a, &pair.to_b, i) && is_told_of(&pair.b, &pair.to_a, j);
        if doubted || differs(cue!("says_no")) && !negated && !asked && one_claim {
            found.push(Finding {
                kind: ChangeKind::Attribution,
                severity: Severity::Material,
                a: Some(x.words.clone()),
                b: Some(y.words.clone()),
                reason: Reason::Either("The source does not vouch for it in the same way: “{}” here, “{}” there."),
                confidence: 0.7,
            });
        }
    }
    found
}

/// Whether the other side has half of the full words right behind the verb: what it says no to, or says.
fn is_told_of(side: &Side<'_>, to: &[Option<(usize, Relation)>], verb: usize) -> bool {
    const NEAR: usize = 8;
    let behind = verb + 1..side.sentence_end(verb).min(verb + 1 + NEAR);
    let full: Vec<usize> = behind.filter(|&k| side.words[k].tag.is_content()).collect();
    full.iter().filter(|&&k| to[k].is_some()).count() * 2 >= full.len()
}

/// "denied the request": what is turned down is a thing that the other side does not tell of, no claim.
fn refuses_a_thing(side: &Side<'_>, to: &[Option<(usize, Relation)>], verb: usize) -> bool {
    side.words[verb].is_verb_of(cue!("says_no"))
        && side
            .verbs
            .iter()
            .filter(|v| v.main == verb)
            .filter_map(|v| v.patient)
            .any(|p| to[side.phrases[p].head].is_none())
}

fn same_source(pair: &Pair<'_>, x: &Attribution, y: &Attribution) -> bool {
    let (Some(p), Some(q)) = (x.speaker, y.speaker) else { return false };
    let (p, q) = (&pair.a.phrases[p], &pair.b.phrases[q]);
    let names = p.words.clone().find_map(|i| pair.a.name_of(i)).zip(q.words.clone().find_map(|j| pair.b.name_of(j)));
    pair.matched(p.head, q.head)
        || pair.a.words[p.head].folded == pair.b.words[q.head].folded
        || p.words.clone().any(|i| pair.to_b[i].is_some_and(|(j, _)| q.words.contains(&j) && pair.a.is_exact(i)))
        || names.is_some_and(|(m, n)| {
            let (m, n) = (&pair.a.names[m], &pair.b.names[n]);
            same_name(&pair.a, m, &pair.b, n)
                || is_spelling(&pair.a, m, &pair.b, n)
                || may_be_one(&pair.a, m, &pair.b, n)
        })
        || points_back(&pair.a, p)
        || points_back(&pair.b, q)
        || p.words
            .clone()
            .find_map(|i| pair.a.name_of(i))
            .is_some_and(|m| is_spelled_out(&pair.a, &pair.a.names[m], &pair.b))
        || q.words
            .clone()
            .find_map(|j| pair.b.name_of(j))
            .is_some_and(|n| is_spelled_out(&pair.b, &pair.b.names[n], &pair.a))
}

/// "he", "his statement": who that is stands in another sentence.
fn points_back(side: &Side<'_>, phrase: &Phrase) -> bool {
    side.words[phrase.head].is(cue!("pronoun")) || side.words[phrase.words.start].is(cue!("possessive_pronoun"))
}

fn is_paper(side: &Side<'_>, phrase: &Phrase) -> bool {
    let head = &side.words[phrase.head];
    head.is(cue!("paper")) || is_document(&head.known.entry)
}

/// "the President", "a senior fellow", "the Arizona-based group".
fn has_article(side: &Side<'_>, phrase: &Phrase) -> bool {
    side.words[phrase.words.start].tag == Tag::Det
}

fn points_to_one(side: &Side<'_>, phrase: &Phrase) -> bool {
    side.words[phrase.words.start].folded == "the" && !side.words[phrase.head].folded.ends_with('s')
}

fn is_nobody(side: &Side<'_>, phrase: &Phrase) -> bool {
    side.words[phrase.head].is(cue!("nobody"))
}

/// "the company", "the group": what an outlet calls anybody whom it has named before.
fn is_plain_house(word: &Word<'_>) -> bool {
    word.is(cue!("plain_house"))
}

/// "the army", "witnesses"; "a scientist", "the neighbours": of two kinds of source that do not speak for each other, neither of which
/// the other side has as well.
pub(super) fn are_parties(pair: &Pair<'_>, p: &Phrase, q: &Phrase) -> bool {
    const KINDS: [Classes; 3] = [cue!("in_power"), cue!("out_of_power"), cue!("expert")];
    let kinds = |side: &Side<'_>, phrase: &Phrase| {
        KINDS.map(|kind| phrase.words.clone().any(|i| side.words[i].is_form_of(kind)))
    };
    let (x, y) = (kinds(&pair.a, p), kinds(&pair.b, q));
    let apart = x.contains(&true) && y.contains(&true) && !x.iter().zip(&y).any(|(x, y)| *x && *y);
    let is_free = |side: &Side<'_>, phrase: &Phrase, to: &[Option<(usize, Relation)>]| {
        phrase.words.clone().all(|i| to[i].is_none() || !side.words[i].tag.is_content())
    };
    apart && is_free(&pair.a, p, &pair.to_b) && is_free(&pair.b, q, &pair.to_a)
}

/// "on condition of anonymity", "who asked not to be named".
fn asks_not_to_be_named(side: &Side<'_>) -> bool {
    side.holds(cue!("anonymous"))
}

fn is_in_power(side: &Side<'_>, phrase: &Phrase) -> bool {
    side.words[phrase.head].is_form_of(cue!("in_power"))
}

/// "a person", "sources", but not "law enforcement sources".
fn is_plain(side: &Side<'_>, phrase: &Phrase) -> bool {
    phrase.words.clone().filter(|&i| side.words[i].tag.is_content()).count() == 1
}

fn is_somebody(side: &Side<'_>, phrase: &Phrase) -> bool {
    let head = &side.words[phrase.head].known.entry;
    has_article(side, phrase) && (is_group(head) || is_person(head))
}

fn source_changed(pair: &Pair<'_>, x: &Attribution, y: &Attribution) -> Option<Finding> {
    let (p, q) = (&pair.a.phrases[x.speaker?], &pair.b.phrases[y.speaker?]);
    let vague = |side: &Side<'_>, head: usize| side.words[head].is(cue!("vague_source"));
    let named = |side: &Side<'_>, range: &std::ops::Range<usize>| range.clone().any(|i| side.name_of(i).is_some());
    let (vague_a, vague_b) = (vague(&pair.a, p.head), vague(&pair.b, q.head));
    let (named_a, named_b) = (named(&pair.a, &p.words), named(&pair.b, &q.words));
    // Another answer on the other side means that the speaker is there in another function.
    if !vague_a && pair.to_b[p.head].is_some() || !vague_b && pair.to_a[q.head].is_some() {
        return None;
    }
    // A clause read as a source.
    let is_long = |attribution: &Attribution| attribution.words.len() > 8;
    let anonymous = asks_not_to_be_named(&pair.a) != asks_not_to_be_named(&pair.b);
    let (severity, confidence) = match (vague_a, vague_b) {
        _ if anonymous && !(vague_a && vague_b) => (Severity::Material, 0.6),
        _ if is_long(x) || is_long(y) => (Severity::Minor, 0.4),
        _ if are_parties(pair, p, q) => (Severity::Material, 0.5),
        (false, false) if named_a && named_b => {
            // "the company" speaks through its spokesman, "the President" has a name: cannot say.
            let may_be_one = has_article(&pair.a, p) || has_article(&pair.b, q);
            (if may_be_one { Severity::Minor } else { Severity::Material }, 0.6)
        }
        (false, false) if !named_a && !named_b => {
            let (of_a, of_b) = (&pair.a.words[p.head], &pair.b.words[q.head]);
            let plain = is_plain_house(of_a) || is_plain_house(of_b);
            let groups = is_group(&of_a.known.entry) && is_group(&of_b.known.entry) && !plain;
            (if groups { Severity::Material } else { Severity::Minor }, 0.5)
        }
        (false, false) => return None,
        (true, true) => (Severity::Minor, 0.5),
        // "investigators", "a person close to the matter".
        (false, true) if is_nobody(&pair.b, q) && is_plain(&pair.b, q) && is_in_power(&pair.a, p) => {
            (Severity::Material, 0.5)
        }
        (true, false) if is_nobody(&pair.a, p) && is_plain(&pair.a, p) && is_in_power(&pair.b, q) => {
            (Severity::Material, 0.5)
        }
        // "the official": one who is named elsewhere.
        _ if vague_a && points_to_one(&pair.a, p) || vague_b && points_to_one(&pair.b, q) => (Severity::Minor, 0.5),
        // Somebody may speak through a statement.
        _ if is_paper(&pair.a, p) || is_paper(&pair.b, q) => (Severity::Minor, 0.5),
        // "officials said", "the sheriff's office said", "Lee said": those in office may be who is named.
        _ if !is_nobody(&pair.a, p) && !is_nobody(&pair.b, q) && (vague_a || vague_b) => (Severity::Minor, 0.5),
        _ if named_a || named_b => (Severity::Material, 0.55),
        // "the ministry confirmed", "sources said": nobody stands for it any more.
        (false, true) if is_nobody(&pair.b, q) && is_somebody(&pair.a, p) => (Severity::Material, 0.5),
        (true, false) if is_nobody(&pair.a, p) && is_somebody(&pair.b, q) => (Severity::Material, 0.5),
        _ => (Severity::Minor, 0.5),
    };
    Some(Finding {
        kind: ChangeKind::Attribution,
        severity,
        a: Some(x.words.clone()),
        b: Some(y.words.clone()),
        reason: Reason::Either("Another source is given: “{}” here, “{}” there."),
        confidence,
    })
}
