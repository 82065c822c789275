//! Who says so: a reporting verb with its speaker, or "according to" a source.

use std::ops::Range;

use crate::analysis::chunk::Phrase;
use crate::analysis::verb::{Verb, phrase_at};
use crate::analysis::word::Word;
use crate::cues::{self, cue};
use crate::tag::Tag;
use crate::words::{is_document, is_group, is_person, is_saying};

/// One naming of a source.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    /// The source and its verb, or "according to" and its source.
    pub words: Range<usize>,
    /// The same with what belongs to the saying: "… said in a report on Monday".
    pub scope: Range<usize>,
    /// The source, by index of its phrase.
    pub speaker: Option<usize>,
    /// The reporting verb; `None` for "according to".
    pub verb: Option<usize>,
}

/// The attributions of a side, in order.
pub(crate) fn attributions(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = verbs
        .iter()
        .filter_map(|v| reported(words, phrases, v))
        .filter(|a| !acts_before(words, phrases, verbs, a))
        .collect();
    found.extend(verbs.iter().filter_map(|v| heard(words, phrases, v)));
    found.extend(verbs.iter().filter_map(|v| shown(words, phrases, v)));
    found.extend((0..words.len()).filter_map(|i| according(words, phrases, i)));
    for one in &mut found {
        one.scope = scope(words, verbs, &one.words);
    }
    found.sort_by_key(|a| (a.words.start, a.words.end));
    found
}

/// Most words of "The head of the bank," before the name.
const LONGEST: usize = 10;

/// What closes a sentence from the comma before, or opens it up to "that" or a break, where no other verb stands in it.
fn scope(words: &[Word<'_>], verbs: &[Verb], own: &Range<usize>) -> Range<usize> {
    let any = |range: Range<usize>, also: bool| {
        verbs.iter().any(|v| range.contains(&v.main) && (also || !is_participle(words, v)))
    };
    let goes_on = |k: usize| !words[k].first && !words[k].breaks_before() && words[k].folded != "that";
    let behind = (own.end..words.len()).find(|&k| !goes_on(k)).unwrap_or(words.len());
    let end = if any(own.end..behind, false) { own.end } else { behind };
    // "…, according to the group, which spoke to them": the clause tells of the source.
    let relative = words.get(end).is_some_and(|w| !w.first && matches!(w.folded, "who" | "which" | "whose"));
    let end = if relative { (end..words.len()).find(|&k| words[k].first).unwrap_or(words.len()) } else { end };
    let ends = words.get(end).is_none_or(|w| w.first);
    if ends && words[own.start].before.contains([',', '"', '\u{201d}']) {
        return own.start..end;
    }
    // "The head of the bank, Ann Lee, said": the sentence begins with who speaks.
    let first = (0..=own.start).rev().find(|&k| words[k].first).unwrap_or(0);
    let opens = first == own.start || own.start - first <= LONGEST && words[own.start].before.contains(',');
    if !ends && opens && !any(first..own.start, true) { first..end } else { own.clone() }
}

/// "a report released on Monday".
fn is_participle(words: &[Word<'_>], verb: &Verb) -> bool {
    verb.words.len() == 1
        && words[verb.main].folded.ends_with("ed")
        && verb.main > 0
        && words[verb.main - 1].tag.is_nominal()
}

/// "Lee, who waited while officials met, said": the phrase nearest to the verb has a verb of its own.
fn acts_before(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb], found: &Attribution) -> bool {
    let (Some(speaker), Some(verb)) = (found.speaker, found.verb) else { return false };
    let end = phrases[speaker].words.end;
    let own = verbs.iter().any(|v| v.words.start == end && v.words.end <= verb && v.main != verb);
    own && !words[end].breaks_before() && words[verb].breaks_before()
}

fn reported(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> Option<Attribution> {
    let main = &words[verb.main];
    // "to say" and "saying" report nothing by themselves.
    if !is_saying(main) || words[verb.words.start].folded == "to" || main.folded.ends_with("ing") || verb.passive {
        return None;
    }
    // "would not comment on the plan": nothing is told.
    if !verb.negators.is_empty() {
        return None;
    }
    let behind = speaker_behind(words, phrases, verb);
    if !governs_clause(words, phrases, verb) && behind.is_none() {
        return None;
    }
    let speaker = behind.or(verb.agent)?;
    let phrase = &phrases[speaker];
    if !is_source(&words[phrase.head]) {
        return None;
    }
    if phrase.words.start.checked_sub(1).is_some_and(|i| matches!(words[i].folded, "which" | "that" | "whom" | "what"))
    {
        return None; // "…, which leaders called a mistake": part of the claim
    }
    let from = phrase.words.start.min(verb.words.start);
    let to = phrase.words.end.max(verb.words.end);
    // A speaker far away is a wrong one.
    (to - from <= 14).then_some(Attribution {
        words: from..to,
        scope: from..to,
        speaker: Some(speaker),
        verb: Some(verb.main),
    })
}

/// Bodies before which something is claimed.
const HEARERS: [&str; 9] =
    ["court", "jury", "inquest", "tribunal", "inquiry", "hearing", "committee", "jurors", "magistrates"];

/// "…, the jury was told", "…, the inquest heard": closes a sentence whose claim somebody made there.
fn heard(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> Option<Attribution> {
    let told = verb.passive && words[verb.main].folded == "told" || words[verb.main].folded == "heard" && !verb.passive;
    let closes = words.get(verb.words.end).is_none_or(|w| w.first);
    let from = (0..verb.words.start).rev().take(LONGEST).find(|&i| words[i].first || words[i].breaks_before())?;
    let hears = (from..verb.words.start).any(|i| HEARERS.contains(&words[i].folded));
    if !told || !closes || !hears || words[from].first || !verb.negators.is_empty() {
        return None;
    }
    let speaker = phrase_at(phrases, from)?;
    let own = from..verb.words.end;
    Some(Attribution { words: own.clone(), scope: own, speaker: Some(speaker), verb: None })
}

/// "…, the commission found", "…, the figures show": closes a sentence. Elsewhere these verbs have objects.
fn shown(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> Option<Attribution> {
    let shows = matches!(words[verb.main].folded, "found" | "finds" | "show" | "shows" | "showed") && !verb.passive;
    let closes = words.get(verb.words.end).is_none_or(|w| w.first);
    let speaker = verb.agent.filter(|&p| phrases[p].words.end == verb.words.start)?;
    let from = phrases[speaker].words.start;
    let is_apart = !words[from].first && words[from].before.starts_with(',');
    let own = from..verb.words.end;
    (shows && closes && is_apart && verb.negators.is_empty() && is_source(&words[phrases[speaker].head]))
        .then(|| Attribution { words: own.clone(), scope: own, speaker: Some(speaker), verb: Some(verb.main) })
}

/// "…, said Ann Lee": the speaker behind the verb, after a comma or a quotation.
fn speaker_behind(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> Option<usize> {
    // Behind "told" stands who listens.
    let listens = matches!(words[verb.main].folded, "tell" | "tells" | "told");
    let opens = !listens && words[verb.words.start].before.contains([',', '"', '”', '?', '!']);
    let follows = phrase_at(phrases, verb.words.end)?;
    // "…, said 12 people had died": the phrase acts in the claim.
    let acts = words
        .get(phrases[follows].words.end)
        .is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Aux) && !w.breaks_before());
    (opens && !acts && !words[verb.words.end].breaks_before()).then_some(follows)
}

/// Whether the verb closes its clause, or a clause, quotation or "that" follows.
fn governs_clause(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> bool {
    let Some(next) = words.get(verb.words.end).filter(|w| !w.first) else { return true };
    if next.breaks_before() || next.before.contains(['"', '“']) || next.folded == "that" {
        return true;
    }
    // "said on Monday", "told AFP", "said the plan would …": a finite verb comes later in the sentence.
    let listener = phrase_at(phrases, verb.words.end).is_some();
    // "said the plan failed", whatever the tagger makes of the plan.
    let states = next.tag == Tag::Det;
    listener || states || matches!(next.folded, "on" | "in" | "at" | "there" | "it" | "he" | "she" | "they")
}

fn according(words: &[Word<'_>], phrases: &[Phrase], i: usize) -> Option<Attribution> {
    if !words[i].opens(cue!("according")) {
        return None;
    }
    let length = cues::run(cue!("according"), words[i..].iter().map(|w| w.folded));
    let speaker = (length > 0).then(|| phrase_at(phrases, i + length)).flatten()?;
    is_source(&words[phrases[speaker].head]).then(|| Attribution {
        words: i..phrases[speaker].words.end,
        scope: i..phrases[speaker].words.end,
        speaker: Some(speaker),
        verb: None,
    })
}

/// Whether the word can name who or what tells something.
fn is_source(head: &Word<'_>) -> bool {
    let word = head.folded;
    head.is_capital()
        || head.is(cue!("vague_source", "paper", "pronoun"))
        || cues::is(cue!("staff"), word.strip_suffix('s').unwrap_or(word))
        || is_person(&head.known.entry)
        || is_group(&head.known.entry)
        || is_document(&head.known.entry)
}
