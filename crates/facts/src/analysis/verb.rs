//! Verb groups: auxiliaries, negation, and the verb that carries the meaning, with who acts and who undergoes.

use std::ops::Range;

use crate::analysis::chunk::Phrase;
use crate::analysis::force::{self, Force, is_past};
use crate::analysis::participle;
use crate::analysis::word::Word;
use crate::cues::{self, cue};
use crate::tag::Tag;
use crate::words::is_saying;

/// A verb with its auxiliaries.
#[derive(Debug, Clone)]
pub(crate) struct Verb {
    /// From the first auxiliary to the main verb.
    pub words: Range<usize>,
    /// The verb that carries the meaning; a form of "be" where it only links.
    pub main: usize,
    /// How far along.
    pub force: Force,
    /// The negators, in order.
    pub negators: Vec<usize>,
    /// A word of doubt inside the group ("reportedly", "is believed to").
    pub hedge: Option<usize>,
    /// Whether the subject undergoes the action.
    pub passive: bool,
    /// The phrase that acts, by index.
    pub agent: Option<usize>,
    /// The phrase that undergoes the action.
    pub patient: Option<usize>,
}

impl Verb {
    /// Of whom or what it is said: who acts, in the passive who undergoes.
    pub(crate) fn subject(&self) -> Option<usize> {
        if self.passive { self.patient } else { self.agent }
    }
}

/// The verb groups of a side, in order.
pub(crate) fn verbs(words: &[Word<'_>], phrases: &[Phrase]) -> Vec<Verb> {
    let mut found: Vec<Verb> = Vec::new();
    let (mut at, mut rest) = (0, phrases);
    while at < words.len() {
        while rest.first().is_some_and(|p| p.words.end <= at) {
            rest = &rest[1..];
        }
        match rest.first().filter(|p| p.words.start <= at) {
            Some(phrase) => at = phrase.words.end,
            None => match group_at(words, phrases, at) {
                Some(verb) => {
                    at = verb.words.end;
                    found.push(verb);
                }
                None => at += 1,
            },
        }
    }
    for i in 0..found.len() {
        found[i].passive |= goes_on_passive(words, &found, i);
        let (agent, patient) = arguments(words, phrases, &found, i);
        (found[i].agent, found[i].patient) = (agent, patient);
        if let Some(force) = force::of_clause(words, phrases, &found, i) {
            found[i].force = force;
        }
    }
    participle::reduce(words, phrases, &mut found);
    found
}

/// Reads one group: each step takes an auxiliary, an adverb, a negator, "to", or a verb.
fn group_at(words: &[Word<'_>], phrases: &[Phrase], start: usize) -> Option<Verb> {
    if !opens(&words[start]) {
        return None;
    }
    let mut end = start;
    let mut main = None;
    while end < words.len() && (end == start || !words[end].breaks_before()) && phrase_at(phrases, end).is_none() {
        let word = &words[end];
        let continues = match word.tag {
            Tag::Verb if main.is_some_and(|m: usize| !takes_verb(&words[m], words, end)) => false,
            Tag::Verb => {
                main = Some(end);
                true
            }
            Tag::Aux => {
                // "are expected to be moved": "to" hands on to the auxiliary.
                let handed = main.is_some_and(|m| words[end - 1].folded == "to" && takes_verb(&words[m], words, end));
                main = main.filter(|&m| !handed && !is_auxiliary(&words[m])).or(Some(end));
                main == Some(end) || takes_verb(&words[end - 1], words, end)
            }
            _ if is_to(words, end) => end == start || next_is_verb(words, end),
            _ if end == start && matches!(word.folded, "not" | "never") => next_is_verb(words, end),
            Tag::Part | Tag::Adv => end > start,
            // "is likely to", "was due to", "were unable to": an adjective that hands the verb on.
            Tag::Adj => end > start && (hands_on(words, end) || is_likely(words, end)),
            // "said nothing had been paid": a pronoun acts in what follows.
            _ => {
                word.is(cue!("negator"))
                    && !matches!(word.tag, Tag::Det | Tag::Pron | Tag::Noun)
                    && next_is_verb(words, end)
            }
        };
        if !continues {
            break;
        }
        end += 1;
    }
    let main = main?;
    Some(describe(words, start, main, end))
}

fn opens(word: &Word<'_>) -> bool {
    matches!(word.tag, Tag::Verb | Tag::Aux)
        || word.folded == "to" && word.tag == Tag::Part
        || matches!(word.folded, "not" | "never")
        || word.tag == Tag::Adv && word.is(cue!("hedge"))
}

/// Whether the word is the "to" of an infinitive: by its tag, or before a bare verb and behind a form of "be" ("was to close at noon").
fn is_to(words: &[Word<'_>], i: usize) -> bool {
    let is_bare = |w: &Word<'_>| w.tag == Tag::Verb && !["ing", "ed", "s"].iter().any(|end| w.folded.ends_with(end));
    let hands_on = || i > 0 && words[i - 1].is(cue!("be")) && words.get(i + 1).is_some_and(is_bare);
    words[i].folded == "to" && (words[i].tag == Tag::Part || words[i].tag == Tag::Adp && hands_on())
}

fn is_auxiliary(word: &Word<'_>) -> bool {
    word.is(cue!("aux", "modal_will", "modal_would", "modal_may", "modal_can", "modal_must"))
}

/// Whether the verb at `end` goes on the group of `before`: after an auxiliary, after "plans to", after "let".
fn takes_verb(before: &Word<'_>, words: &[Word<'_>], end: usize) -> bool {
    is_auxiliary(before)
        || before.tag == Tag::Aux
        || words[end - 1].folded == "to" && before.is(cue!("plan", "aspect", "negative_verb", "hedge_verb"))
        // "began running".
        || words[end].folded.ends_with("ing") && before.is(cue!("aspect"))
        || matches!(before.folded, "let" | "lets" | "letting" | "help" | "helps" | "helped" | "make" | "made")
}

fn next_is_verb(words: &[Word<'_>], i: usize) -> bool {
    words.get(i + 1).is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Aux) || w.tag == Tag::Adv || w.folded == "be")
}

fn hands_on(words: &[Word<'_>], i: usize) -> bool {
    // "was not able to verify".
    (words[i].is(cue!("plan", "hedge", "negative_adjective")) || words[i].folded == "able")
        && words.get(i + 1).is_some_and(|w| w.folded == "to")
        && next_is_verb(words, i + 1)
}

/// "will likely open".
fn is_likely(words: &[Word<'_>], i: usize) -> bool {
    let next = words.get(i + 1).filter(|w| !w.breaks_before());
    words[i].folded == "likely" && next.is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Aux))
}

fn describe(words: &[Word<'_>], start: usize, main: usize, end: usize) -> Verb {
    let range = start..main + 1;
    let negators =
        denying_noun(words, start).into_iter().chain((start..end).filter(|&i| is_negator(words, i, main))).collect();
    Verb {
        force: force::of_group(words, range.clone(), main),
        negators,
        hedge: range.clone().find(|&i| i != main && is_hedge(words, i)),
        passive: is_passive(words, range.clone(), main),
        words: range,
        main,
        agent: None,
        patient: None,
    }
}

/// "the refusal to go": a noun that denies the verb behind it.
fn denying_noun(words: &[Word<'_>], start: usize) -> Option<usize> {
    let before = start.checked_sub(1).filter(|_| words[start].folded == "to" && !words[start].first)?;
    words[before].is(cue!("negative_noun")).then_some(before)
}

fn is_negator(words: &[Word<'_>], i: usize, main: usize) -> bool {
    // "suspended without pay": he was.
    let denies = words[i].is(cue!("negator")) && (i < main || words[i].folded != "without");
    denies || i < main && words[i].is(cue!("negative_verb", "negative_adjective"))
}

fn is_hedge(words: &[Word<'_>], i: usize) -> bool {
    let leads_on = words.get(i + 1).is_some_and(|w| w.folded == "to");
    // "is supposed to stop": what should be.
    let doubts = words[i].is(cue!("hedge")) || leads_on && words[i].is(cue!("hedge_verb"));
    doubts && !(leads_on && words[i].folded == "supposed")
}

fn is_passive(words: &[Word<'_>], range: Range<usize>, main: usize) -> bool {
    let verb = words[main].folded;
    let participle = verb.ends_with("ed") || verb.ends_with("en") || is_past(&words[main]) || verb.ends_with("wn");
    let be = (range.start..main).rev().find(|&i| words[i].tag != Tag::Adv);
    let auxiliary = be.is_some_and(|i| words[i].is(cue!("be")) || matches!(words[i].folded, "got" | "gets"));
    let by = words.get(main + 1).is_some_and(|w| w.folded == "by")
        || words.get(main + 1).is_some_and(|w| !w.tag.is_nominal())
            && words.get(main + 2).is_some_and(|w| w.folded == "by" && !w.breaks_before());
    participle && (auxiliary || range.start == main && (by || is_accused(words, main)))
}

/// "was shot and wounded": a participle behind "and", right behind one that undergoes.
fn goes_on_passive(words: &[Word<'_>], verbs: &[Verb], i: usize) -> bool {
    let (verb, Some(before)) = (&verbs[i], i.checked_sub(1).map(|k| &verbs[k])) else { return false };
    let start = verb.words.start;
    let bare = verb.words.len() == 1 && is_past(&words[verb.main]);
    let joined =
        before.passive && before.words.end + 1 == start && words[start - 1].folded == "and" && !words[start].first;
    let object = words
        .get(start + 1)
        .is_some_and(|w| !w.breaks_before() && matches!(w.tag, Tag::Det | Tag::Noun | Tag::Propn | Tag::Num));
    bare && joined && !object
}

/// "a treasurer accused of stealing": right behind a noun it is no finite verb.
fn is_accused(words: &[Word<'_>], main: usize) -> bool {
    let of = words.get(main + 1).is_some_and(|w| matches!(w.folded, "of" | "with") && !w.breaks_before());
    of && words[main].is(cue!("accused"))
}

/// Who acts and who undergoes, with the passive voice turned round. The verbs before `i` have theirs already.
fn arguments(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb], i: usize) -> (Option<usize>, Option<usize>) {
    let verb = &verbs[i];
    let subject = subject(words, phrases, verbs, i);
    if verb.passive {
        // "the trial of a treasurer accused of stealing": what it stands right behind.
        let start = verb.words.start;
        let right_before = || phrases.iter().rposition(|p| p.words.end == start && !words[start].breaks_before());
        let undergoes = if verb.words.len() == 1 { right_before().or(subject) } else { subject };
        return (by_phrase(words, phrases, verbs, i), undergoes);
    }
    let mut from = verb.words.end;
    if words.get(from).is_some_and(|w| !w.breaks_before() && matches!(w.folded, "up" | "out" | "off" | "down")) {
        from += 1;
    }
    // "resigned 10 days after": when, not what.
    let is_when = |p: usize| {
        let head = &words[phrases[p].head];
        let behind = words
            .get(phrases[p].words.end)
            .is_some_and(|w| matches!(w.folded, "after" | "before" | "ago" | "later" | "earlier"));
        behind && head.known.entry.is_class(wirecopy_lexicon::Class::TimeUnit)
    };
    let object = phrase_at(phrases, from).filter(|&p| !words[from].breaks_before() && !is_when(p));
    (subject, object.map(|p| owned(phrases, p)))
}

/// The phrase that begins with this word.
pub(crate) fn phrase_at(phrases: &[Phrase], start: usize) -> Option<usize> {
    phrases.binary_search_by_key(&start, |p| p.words.start).ok()
}

/// The phrase that a chain of owners ends in: "Israel's main ally" for "Israel".
fn owned(phrases: &[Phrase], mut at: usize) -> usize {
    while phrases.get(at + 1).is_some_and(|next| next.owner == Some(at)) {
        at += 1;
    }
    at
}

/// The nearest phrase without preposition before the verb, past appositions and to the start of "A and B"; the subject of
/// the verb before where there is none ("a plan calling for peace was adopted", "he came and saw").
fn subject(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb], i: usize) -> Option<usize> {
    let start = verbs[i].words.start;
    let sentence = (0..=start).rev().find(|&k| words[k].first).unwrap_or(0);
    let before = verbs[..i].iter().rfind(|v| v.words.start >= sentence && !is_aside(words, v.words.start, start));
    // "cut short a visit to Rome and was expected home": what "and" joins to a verb has its subject.
    if let Some(first) = before.filter(|_| goes_on_with_verb(words, phrases, start)) {
        return first.subject();
    }
    let from = before.map_or(sentence, |v| v.words.end);
    let object =
        before.filter(|v| !is_saying(&words[v.main])).and_then(|v| if v.passive { v.agent } else { v.patient });
    let asides: Vec<Range<usize>> = verbs[..i]
        .iter()
        .filter(|v| v.words.start > sentence)
        .filter_map(|v| aside(words, v.words.start, start))
        .collect();
    let free = |&k: &usize| {
        let p = &phrases[k];
        let inside = p.words.start >= from && p.words.end <= start && object != Some(k);
        let aside = asides.iter().any(|r| r.contains(&p.words.start));
        inside
            && !aside
            && head_prep(phrases, k).is_none()
            && phrases.get(k + 1).is_none_or(|n| n.owner != Some(k))
            && !is_time(words, p)
    };
    let (first, end) =
        (phrases.partition_point(|p| p.words.start < from), phrases.partition_point(|p| p.words.end <= start));
    let mut found = (first..end).rev().find(|k| free(k) && !is_apposition(words, phrases, *k));
    while let Some(k) = found.filter(|&k| joined_by_and(words, phrases, k)) {
        let before = (0..k).rev().find(|&m| !in_list(words, phrases, m, k));
        let Some(next) = before.filter(|m| free(m)) else { break };
        found = Some(next);
    }
    // "The other, Ann Lee, is abroad": where nothing else can act, what explains it does.
    let explains = || (first..end).rev().find(free);
    found.or_else(|| before.and_then(Verb::subject)).or_else(explains)
}

/// Whether "and" or "but" stands right before the verb, and an object or what hangs on a preposition before that.
fn goes_on_with_verb(words: &[Word<'_>], phrases: &[Phrase], start: usize) -> bool {
    let joined = start >= 2 && !words[start].first && matches!(words[start - 1].folded, "and" | "but");
    joined && phrases.binary_search_by_key(&(start - 1), |p| p.words.end).is_ok()
}

/// The preposition before the phrase or before the first of its owners.
fn head_prep(phrases: &[Phrase], mut at: usize) -> Option<usize> {
    while let Some(owner) = phrases[at].owner {
        at = owner;
    }
    phrases[at].prep
}

fn first_word(phrases: &[Phrase], mut at: usize) -> usize {
    while let Some(owner) = phrases[at].owner {
        at = owner;
    }
    phrases[at].words.start
}

/// Between two commas, with what hangs on it ("the head of the bank"), and not the first phrase of its sentence: it explains the phrase before.
fn is_apposition(words: &[Word<'_>], phrases: &[Phrase], k: usize) -> bool {
    let start = first_word(phrases, k);
    let hangs = |n: &&Phrase, end: usize| n.of.is_some() || n.prep == Some(end) && n.words.start == end + 1;
    let mut last = k;
    while phrases.get(last + 1).filter(|n| hangs(n, phrases[last].words.end)).is_some() {
        last += 1;
    }
    let end = phrases[last].words.end;
    !words[start].first && words[start].before.contains(',') && words[end - 1].after.contains(',')
}

fn joined_by_and(words: &[Word<'_>], phrases: &[Phrase], k: usize) -> bool {
    let start = first_word(phrases, k);
    k > 0 && start > 0 && words[start - 1].folded == "and" && phrases[k - 1].words.end == start - 1
}

/// Whether the verb at `verb` stands in a relative clause that a comma closes before `end`.
fn is_aside(words: &[Word<'_>], verb: usize, end: usize) -> bool {
    aside(words, verb, end).is_some()
}

/// The words of that clause.
fn aside(words: &[Word<'_>], verb: usize, end: usize) -> Option<Range<usize>> {
    let opening =
        verb.checked_sub(1).filter(|&k| matches!(words[k].folded, "who" | "which") && words[k].before.contains(','))?;
    (verb + 1..=end).rev().find(|&k| words[k].before.contains(',')).map(|close| opening..close)
}

/// "analysts at Holm and Brandt": whether `m` hangs on a preposition, so that what "and" joins to it hangs there as well.
fn in_list(words: &[Word<'_>], phrases: &[Phrase], m: usize, k: usize) -> bool {
    head_prep(phrases, m).is_some() && first_word(phrases, k) > 0 && !words[first_word(phrases, m)].first
}

fn is_time(words: &[Word<'_>], phrase: &Phrase) -> bool {
    let head = words[phrase.head].folded;
    cues::is(cue!("weekday"), head)
        || cues::is(cue!("month"), head)
        || matches!(
            head,
            "today"
                | "yesterday"
                | "tomorrow"
                | "week"
                | "month"
                | "year"
                | "weekend"
                | "night"
                | "morning"
                | "evening"
                | "afternoon"
        )
}

fn by_phrase(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb], i: usize) -> Option<usize> {
    let from = verbs[i].words.end;
    let to = verbs.get(i + 1).map_or(words.len(), |v| v.words.start);
    let found = phrases.iter().position(|p| {
        p.words.start >= from && p.words.end <= to && p.prep.is_some_and(|k| k >= from && words[k].folded == "by")
    });
    found.map(|p| owned(phrases, p)).filter(|&p| !words[from..phrases[p].words.start].iter().any(|w| w.first))
}
