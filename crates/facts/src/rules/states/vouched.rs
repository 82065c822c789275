//! A doubt that only one version has, over another verb than the other's: "is thought to have been carried out by a gang", "was the work of a gang".

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::analysis::word::Word;
use crate::cues::cue;
use crate::rules::states::left_open;
use crate::rules::{Finding, View};

/// Shares of the full words around the doubt that the other side has, on the side with the doubt and on the other.
const LEAST: [f64; 2] = [0.6, 0.5];

/// Least number of these words.
const ENOUGH: usize = 3;

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let in_a = stated(&pair.a, &pair.to_b, &pair.b, &pair.to_a);
    let in_b = stated(&pair.b, &pair.to_a, &pair.a, &pair.to_b);
    left_open(in_a, in_b, "One version leaves it open, the other states it: “{}” here, “{}” there.")
}

/// The words of a doubt on this side, and the verb by which the other, which has no doubt at all, states the matter.
fn stated(
    side: &Side<'_>,
    to: &[Option<(usize, Relation)>],
    other: &Side<'_>,
    back: &[Option<(usize, Relation)>],
) -> Option<(Range<usize>, Range<usize>)> {
    let doubt = side.verbs.iter().find(|v| is_doubt(side, to, v))?;
    // "nobody is believed to have been hurt" is told as often of what is stated.
    let denies = |s: &Side<'_>| s.words.iter().any(|w| w.is(cue!("negator", "none")));
    if denies(side) || denies(other) || other.words.iter().any(leaves_room) {
        return None;
    }
    let full = around(side, doubt);
    let answers: Vec<usize> = full.iter().filter_map(|&i| Some(to[i]?.0)).collect();
    let claim = other.verbs.iter().find(|w| {
        let own = other.sentence_start(w.main)..other.sentence_end(w.main);
        let says = other.attributions.iter().any(|a| a.verb == Some(w.main));
        let is_new = back[w.main].is_none() && w.negators.is_empty() && !says;
        let holds_most = answers.iter().filter(|j| own.contains(j)).count() * 2 > answers.len();
        is_new && holds_most && matches!(w.force, Force::Done | Force::Present)
    })?;
    let theirs = around(other, claim);
    let kept = theirs.iter().filter(|&&j| back[j].is_some()).count();
    let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    let same = share(answers.len(), full.len()) >= LEAST[0] && share(kept, theirs.len()) >= LEAST[1];
    (same && answers.len() >= ENOUGH).then(|| (doubt.words.clone(), claim.words.clone()))
}

/// "is thought to have been carried out", where the other side has neither the doubt nor the verb.
fn is_doubt(side: &Side<'_>, to: &[Option<(usize, Relation)>], verb: &Verb) -> bool {
    let is_new = |i: usize| side.words[i].is(cue!("hedge_verb")) && to[i].is_none() && side.words[i].quote.is_none();
    verb.hedge.is_some_and(is_new) && verb.negators.is_empty() && to[verb.main].is_none()
}

fn leaves_room(word: &Word<'_>) -> bool {
    word.is(cue!("hedge", "hedge_verb", "modal_may", "modal_would"))
        || word.is_form_of(cue!("doubts", "leaves_open", "open_noun", "claim_noun", "not_settled", "fears"))
}

/// The full words of the verb's sentence outside its group.
fn around(side: &Side<'_>, verb: &Verb) -> Vec<usize> {
    let sentence = side.sentence_start(verb.main)..side.sentence_end(verb.main);
    sentence.filter(|i| !verb.words.contains(i) && side.words[*i].tag.is_content()).collect()
}
