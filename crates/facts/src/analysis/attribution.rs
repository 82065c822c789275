//! Who says so: a reporting verb with its speaker, or "according to" a source.

use std::ops::Range;

use crate::analysis::chunk::Phrase;
use crate::analysis::verb::Verb;
use crate::analysis::word::Word;
use crate::cues;
use crate::words::{is_document, is_group, is_person, is_saying};

/// One naming of a source.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    /// The source and its verb, or "according to" and its source.
    pub words: Range<usize>,
    /// The source, by index of its phrase.
    pub speaker: Option<usize>,
    /// The reporting verb; `None` for "according to".
    pub verb: Option<usize>,
}

/// The attributions of a side, in order.
pub(crate) fn attributions(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = verbs.iter().filter_map(|v| reported(words, phrases, v)).collect();
    found.extend((0..words.len()).filter_map(|i| according(words, phrases, i)));
    found.sort_by_key(|a| (a.words.start, a.words.end));
    found
}

fn reported(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> Option<Attribution> {
    let main = &words[verb.main];
    // "to say" and "saying" report nothing by themselves.
    if !is_saying(main.folded) || words[verb.words.start].folded == "to" || main.folded.ends_with("ing") || verb.passive
    {
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
    (to - from <= 14).then_some(Attribution { words: from..to, speaker: Some(speaker), verb: Some(verb.main) })
}

/// "…, said Ann Lee": the speaker behind the verb, after a comma or a quotation.
fn speaker_behind(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> Option<usize> {
    let opens = words[verb.words.start].before.contains([',', '"', '”', '?', '!']);
    let follows = phrases.iter().position(|p| p.words.start == verb.words.end)?;
    (opens && !words[verb.words.end].breaks_before()).then_some(follows)
}

/// Whether the verb closes its clause, or a clause, quotation or "that" follows.
fn governs_clause(words: &[Word<'_>], phrases: &[Phrase], verb: &Verb) -> bool {
    let Some(next) = words.get(verb.words.end).filter(|w| !w.first) else { return true };
    if next.breaks_before() || next.before.contains(['"', '“']) || next.folded == "that" {
        return true;
    }
    // "said on Monday", "told AFP", "said the plan would …": a finite verb comes later in the sentence.
    let listener = phrases.iter().any(|p| p.words.start == verb.words.end);
    listener || matches!(next.folded, "on" | "in" | "at" | "there" | "it" | "he" | "she" | "they")
}

fn according(words: &[Word<'_>], phrases: &[Phrase], i: usize) -> Option<Attribution> {
    let length = cues::run("according", words[i..].iter().map(|w| w.folded));
    let speaker = (length > 0).then(|| phrases.iter().position(|p| p.words.start == i + length)).flatten()?;
    is_source(&words[phrases[speaker].head]).then(|| Attribution {
        words: i..phrases[speaker].words.end,
        speaker: Some(speaker),
        verb: None,
    })
}

/// Whether the word can name who or what tells something.
fn is_source(head: &Word<'_>) -> bool {
    let word = head.folded;
    head.is_capital()
        || cues::is("vague_source", word)
        || cues::is("pronoun", word)
        || is_person(word)
        || is_group(word)
        || is_document(word)
}
