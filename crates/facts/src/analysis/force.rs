//! How far along and how sure an action is said to be: the force of a verb group, and what the clause makes of it.

use std::ops::Range;

use wirecopy_lexicon::Class;

use crate::analysis::chunk::Phrase;
use crate::analysis::known::Known;
use crate::analysis::verb::Verb;
use crate::analysis::word::Word;
use crate::cues::{Classes, cue};
use crate::tag::Tag;
use crate::words::is_saying;

/// How far along or how sure an action is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Force {
    /// It happened: past or perfect.
    Done,
    /// It happens: present.
    Present,
    /// It is to happen: will, is to, plans to, is expected to.
    Planned,
    /// "would": future seen from the past, or a condition.
    Would,
    /// It may happen.
    Possible,
    /// It can or must happen.
    Able,
    /// No finite verb: purpose, participle, bare noun.
    Open,
}

/// The force that a verb takes from its clause rather than from its own group.
pub(crate) fn of_clause(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb], i: usize) -> Option<Force> {
    if is_conditional(words, verbs, i) {
        return Some(Force::Open);
    }
    if is_feared(words, verbs, i) {
        return Some(Force::Possible);
    }
    let to_come =
        is_subjunctive(words, &verbs[i]) || is_still_to_come(words, verbs, i) || is_will_of_speech(words, verbs, i);
    let present = || is_present_of_many(words, phrases, &verbs[i]).then_some(Force::Present);
    carried_on(words, verbs, i).or_else(|| to_come.then_some(Force::Planned)).or_else(present)
}

/// "doctors hope": a bare verb right behind the many of whom it is said. Not "let doctors hope", where another verb leads on to it.
fn is_present_of_many(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> bool {
    let start = verb.words.start;
    let bare = verb.force == Force::Open
        && verb.words.len() == 1
        && !words[start].folded.ends_with("ing")
        && !is_past(&words[start]);
    let subject =
        verb.agent.map(|p| &phrases[p]).filter(|p| bare && p.words.end == start && !words[start].breaks_before());
    subject.is_some_and(|p| {
        let head = &words[p.head];
        let many = head.tag == Tag::Noun && head.folded.ends_with('s')
            || matches!(head.folded, "they" | "we" | "people" | "police");
        let opens =
            p.words.start == 0 || words[p.words.start].breaks_before() || words[p.words.start - 1].tag == Tag::Sconj;
        many && opens
    })
}

/// "recommended that the site be given protection".
fn is_subjunctive(words: &[Word<'_>], verb: &Verb) -> bool {
    const FAR: usize = 10;
    let start = verb.words.start;
    let bare = words[start].folded == "be" && !words[start].breaks_before();
    bare && (start.saturating_sub(FAR)..start)
        .rev()
        .take_while(|&k| !words[k + 1].breaks_before())
        .any(|k| words[k].folded == "that")
}

/// "they feared it would fail", "amid fears that it will fail": it may.
fn is_feared(words: &[Word<'_>], verbs: &[Verb], i: usize) -> bool {
    let before = i.checked_sub(1).map(|k| &verbs[k]);
    let start = verbs[i].words.start;
    let from = before.map_or(0, |v| if v.negators.is_empty() { v.main } else { v.words.end });
    let clause = (from..start).rev().take_while(|&k| !words[k + 1].first && !words[k + 1].breaks_before());
    matches!(verbs[i].force, Force::Would | Force::Planned)
        && clause.into_iter().any(|k| words[k].is_form_of(cue!("fears")))
}

/// "must decide whether to lift the ban", "were preparing late on Sunday to present a claim": an infinitive of what is to come, whose
/// plan stands a time before it.
fn is_still_to_come(words: &[Word<'_>], verbs: &[Verb], i: usize) -> bool {
    let start = verbs[i].words.start;
    let Some(before) = i.checked_sub(1).map(|k| &verbs[k]).filter(|_| words[start].folded == "to") else {
        return false;
    };
    let between = before.main + 1..start;
    if verbs[i].force != Force::Open || (between.start..=start).any(|k| words[k].first || words[k].breaks_before()) {
        return false;
    }
    let asks = start.checked_sub(1).is_some_and(|k| words[k].folded == "whether");
    asks || words[before.main].is(cue!("plan"))
        && !between.is_empty()
        && between.into_iter().all(|k| is_of_time(&words[k]))
}

/// "they said they would charge him": "will", put back with the saying. Not "would have charged".
fn is_will_of_speech(words: &[Word<'_>], verbs: &[Verb], i: usize) -> bool {
    let verb = &verbs[i];
    // "said he was disappointed and would appeal".
    let start = verb.words.start;
    let joined = start > 0 && !words[start].first && matches!(words[start - 1].folded, "and" | "but");
    let says = i.checked_sub(1 + usize::from(joined && i > 1 && !is_saying(&words[verbs[i - 1].main])));
    let Some(says) = says.map(|k| &verbs[k]).filter(|_| verb.force == Force::Would) else { return false };
    let main = &words[says.main];
    // "they feared it would fail" leaves it open.
    let leaves_open = main.is(cue!("hedge_verb", "plan")) || main.is_verb_of(cue!("says_doubt"));
    let is_past_saying = is_saying(main) && is_past(main) && !leaves_open && says.negators.is_empty();
    let has_been = verb.words.clone().any(|k| words[k].folded == "have");
    let one_clause = (says.main + 1..=verb.words.start).all(|k| !words[k].first && !words[k].breaks_before());
    is_past_saying && one_clause && !has_been
}

/// Words that a time is told with: "late on Sunday", "in the next two weeks".
fn is_of_time(word: &Word<'_>) -> bool {
    matches!(word.tag, Tag::Adp | Tag::Adv | Tag::Det | Tag::Num)
        || word.is(cue!("weekday", "month"))
        || word.known.entry.is_class(Class::TimeUnit)
        || matches!(word.folded, "late" | "early" | "next" | "this" | "today" | "tomorrow" | "morning" | "night")
}

/// Whether "if" or "unless" opens the clause of the verb: it is not said to happen at all.
fn is_conditional(words: &[Word<'_>], verbs: &[Verb], i: usize) -> bool {
    let start = verbs[i].words.start;
    let from = i.checked_sub(1).map_or(0, |k| verbs[k].words.end);
    let clause = (from..start).rev().take_while(|&k| !words[k + 1].breaks_before());
    clause.into_iter().any(|k| matches!(words[k].folded, "if" | "unless"))
}

/// "will cut jobs and close the plant": a bare verb behind "and" goes on under the auxiliary before.
fn carried_on(words: &[Word<'_>], verbs: &[Verb], i: usize) -> Option<Force> {
    let (verb, before) = (&verbs[i], &verbs[i.checked_sub(1)?]);
    let start = verb.words.start;
    let joined = start == verb.main && start > 0 && matches!(words[start - 1].folded, "and" | "or");
    let one_sentence = !words[before.words.end..=start].iter().any(|w| w.first);
    let is_modal = matches!(before.force, Force::Planned | Force::Possible | Force::Would | Force::Able);
    let is_bare =
        !is_past(&words[start]) && !words[start].folded.ends_with("ing") && !words[start].folded.ends_with('s');
    (joined && one_sentence && is_modal && is_bare).then_some(before.force)
}

/// What the auxiliaries of a group say, and the form of its main verb.
pub(crate) fn of_group(words: &[Word<'_>], range: Range<usize>, main: usize) -> Force {
    let has = |class: Classes| range.clone().any(|i| i < main && words[i].is(class));
    // "was not able to verify".
    let is_able = || range.clone().any(|i| i < main && words[i].folded == "able");
    if has(cue!("modal_may")) {
        Force::Possible
    } else if has(cue!("modal_would")) {
        Force::Would
    } else if has(cue!("modal_will")) && range.clone().any(|i| i < main && words[i].folded == "have") {
        Force::Open // "will have cut": done by then
    } else if has(cue!("modal_will")) || is_planned(words, range.clone(), main) {
        Force::Planned
    } else if has(cue!("modal_can")) || has(cue!("modal_must")) || must_do(words, range.clone()) || is_able() {
        Force::Able
    } else {
        finite(words, range, main)
    }
}

/// "has to wait".
fn must_do(words: &[Word<'_>], range: Range<usize>) -> bool {
    words[range.start].is(cue!("have")) && range.len() > 2 && words[range.start + 1].folded == "to"
}

/// "plans to go", "is scheduled to go", "is to go", "is going to go".
fn is_planned(words: &[Word<'_>], range: Range<usize>, main: usize) -> bool {
    let to = range.clone().find(|&i| i > range.start && i < main && words[i].folded == "to");
    let before = to.and_then(|to| (range.start..to).rev().find(|&i| words[i].tag != Tag::Adv));
    // "his only comment was to say that": it was said.
    if before.is_some_and(|i| words[i].is(cue!("be"))) && words[main].folded == "say" {
        return false;
    }
    // "claims to have won", "is believed to have left": doubted, not planned; "was to have played": planned.
    if to.is_some_and(|to| words[to + 1].folded == "have") {
        return before.is_some_and(|i| words[i].is(cue!("be")));
    }
    before.is_some_and(|i| words[i].is(cue!("plan", "be", "hedge")))
}

fn finite(words: &[Word<'_>], range: Range<usize>, main: usize) -> Force {
    let head = &words[range.start];
    let has = |class: Classes| range.clone().any(|i| i < main && words[i].is(class));
    if matches!(head.folded, "to" | "being" | "having") || (range.start == main && head.folded.ends_with("ing")) {
        return Force::Open;
    }
    if words[main].folded.ends_with("ing") {
        return Force::Present; // "was rising" runs beside something else
    }
    let of = || words.get(main + 1).is_some_and(|w| matches!(w.folded, "of" | "with"));
    if range.start == main
        && (words.get(main + 1).is_some_and(|w| w.folded == "by") || words[main].is(cue!("accused")) && of())
    {
        return Force::Open; // "controlled by", "accused of": no finite verb
    }
    // "began to leave": the form of the first verb counts.
    if range.start != main && head.is(cue!("aspect")) && is_past(head) {
        return Force::Done;
    }
    if has(cue!("past_aux")) || has(cue!("have")) {
        return Force::Done;
    }
    if range.start != main && (has(cue!("be")) || has(cue!("aux"))) {
        return Force::Present;
    }
    match words[main].folded {
        "was" | "were" | "had" | "did" => Force::Done,
        _ if is_past(&words[main]) => Force::Done,
        word if word.ends_with('s') || word == "are" => Force::Present,
        _ => Force::Open,
    }
}

/// Whether the lexicon knows the word as a form of another verb that is neither its present nor its "-ing" ("upheld", "sought").
fn is_irregular_form(word: &Known) -> bool {
    let folded = &*word.folded;
    let other = !folded.ends_with("ing") && !folded.ends_with('s') && !matches!(folded, "am" | "are" | "be");
    other && word.verb_lemmas().any(|lemma| lemma != folded)
}

/// Past forms: regular ones by their ending, irregular ones of CGEL 3.12-3.20 that news uses most, and what the lexicon knows of
/// the others.
pub(crate) fn is_past(word: &Word<'_>) -> bool {
    *word.known.is_past.get_or_init(|| is_past_form(&word.known))
}

fn is_past_form(word: &Known) -> bool {
    const IRREGULAR: [&str; 71] = [
        "ate", "beat", "became", "began", "begun", "bought", "broke", "brought", "built", "came", "caught", "chose",
        "cut", "dealt", "died", "drew", "drove", "fell", "felt", "fled", "flew", "fought", "found", "gave", "given",
        "gone", "got", "grew", "heard", "held", "hit", "hurt", "kept", "knew", "known", "laid", "led", "left", "lost",
        "made", "meant", "met", "paid", "put", "ran", "rose", "said", "sank", "sat", "saw", "seen", "sent", "shook",
        "shot", "shown", "shut", "sold", "spent", "spoke", "stole", "stood", "struck", "taken", "taught", "thought",
        "threw", "told", "took", "went", "won", "wrote",
    ];
    word.folded.ends_with("ed") || IRREGULAR.binary_search(&&*word.folded).is_ok() || is_irregular_form(word)
}
