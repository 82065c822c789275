//! Participles that look like finite verbs: "three men held over the incident have been released", "would see elections held". They say what
//! befalls their noun, and claim nothing by themselves.

use crate::analysis::chunk::Phrase;
use crate::analysis::force::{Force, is_past};
use crate::analysis::verb::Verb;
use crate::analysis::word::Word;
use crate::cues::cue;
use crate::tag::Tag;
use crate::words::is_saying;

/// Turns such verbs into what they are.
pub(super) fn reduce(words: &[Word<'_>], phrases: &[Phrase], verbs: &mut [Verb]) {
    for i in 0..verbs.len() {
        let undergoes = befallen(words, phrases, verbs, i).or_else(|| described(words, phrases, verbs, i));
        if undergoes.is_some() {
            let verb = &mut verbs[i];
            (verb.force, verb.passive, verb.agent, verb.patient) = (Force::Open, true, None, undergoes);
        }
    }
}

/// The one word of a past form without an object, other than a verb of saying or an auxiliary.
fn is_bare(words: &[Word<'_>], verb: &Verb) -> bool {
    let main = &words[verb.main];
    verb.words.len() == 1
        && verb.force == Force::Done
        && verb.patient.is_none()
        && is_past(main)
        && !is_saying(main)
        && !main.is(cue!("aux", "be", "have"))
}

fn stands_behind(words: &[Word<'_>], phrases: &[Phrase], phrase: usize, verb: &Verb) -> bool {
    phrases[phrase].words.end == verb.words.start && !words[verb.words.start].breaks_before()
}

/// "would see elections held": the object of the verb before.
fn befallen(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb], i: usize) -> Option<usize> {
    let (before, verb) = (&verbs[i.checked_sub(1)?], &verbs[i]);
    let sees = is_bare(words, verb) && words[before.main].is_verb_of(cue!("sees_done"));
    before.patient.filter(|&p| sees && stands_behind(words, phrases, p, verb))
}

/// "three men held over the incident have been released": the noun right before, where it is the subject of the next verb as well and nothing joins
/// the two.
fn described(words: &[Word<'_>], phrases: &[Phrase], verbs: &[Verb], i: usize) -> Option<usize> {
    let verb = &verbs[i];
    let noun = verb.agent.filter(|&p| is_bare(words, verb) && stands_behind(words, phrases, p, verb))?;
    let next = verbs[i + 1..].iter().find(|v| v.force != Force::Open)?;
    let joins = |k: usize| {
        let word = &words[k];
        let parted = word.first || word.before.contains([',', ';', ':', '\u{2014}']);
        parted || word.folded == "that" || word.tag == Tag::Cconj
    };
    let apart = (verb.words.end..=next.words.start).any(joins);
    (next.subject() == Some(noun) && !apart).then_some(noun)
}
