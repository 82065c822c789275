//! A doubt that only one version has, over another verb than the other's: "is thought to have been carried out by a gang", "was the work of a gang".

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::{Finding, View};

/// Shares of the full words around the doubt that the other side has, on the side with the doubt and on the other.
const LEAST: [f64; 2] = [0.6, 0.5];

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let in_a = stated(&pair.a, &pair.to_b, &pair.b, &pair.to_a);
    let in_b = stated(&pair.b, &pair.to_a, &pair.a, &pair.to_b).map(|(doubt, said)| (said, doubt));
    in_a.into_iter().chain(in_b).map(finding).collect()
}

fn finding((a, b): (Range<usize>, Range<usize>)) -> Finding {
    Finding {
        kind: ChangeKind::Certainty,
        severity: Severity::Material,
        a: Some(a),
        b: Some(b),
        reason: Reason::Either("One version leaves it open, the other states it: “{}” here, “{}” there."),
        confidence: 0.6,
    }
}

/// The words of a doubt on this side, and the verb by which the other, which has no doubt at all, states the matter.
fn stated(
    side: &Side<'_>,
    to: &[Option<(usize, Relation)>],
    other: &Side<'_>,
    back: &[Option<(usize, Relation)>],
) -> Option<(Range<usize>, Range<usize>)> {
    let doubts = cue!("hedge", "hedge_verb", "modal_may", "modal_would");
    let verb = side.verbs.iter().find(|v| {
        let hedged = v.hedge.filter(|&i| side.words[i].is(cue!("hedge_verb")) && to[i].is_none());
        hedged.is_some_and(|i| side.words[i].quote.is_none()) && v.negators.is_empty() && to[v.main].is_none()
    })?;
    // "nobody is believed to have been hurt" is told as often of what is stated.
    let denies = |s: &Side<'_>| s.words.iter().any(|w| w.is(cue!("negator", "none")));
    if denies(side) || denies(other) {
        return None;
    }
    let is_doubted = |j: usize| {
        let word = &other.words[j];
        word.is(doubts)
            || word.is_form_of(cue!("doubts", "leaves_open", "open_noun", "claim_noun", "not_settled", "fears"))
    };
    if (0..other.words.len()).any(is_doubted) {
        return None;
    }
    let sentence = side.sentence_start(verb.main)..side.sentence_end(verb.main);
    let full: Vec<usize> = sentence.filter(|i| !verb.words.contains(i) && side.words[*i].tag.is_content()).collect();
    let answers: Vec<usize> = full.iter().filter_map(|&i| Some(to[i]?.0)).collect();
    let at = other.verbs.iter().find(|w| {
        let claims = matches!(w.force, Force::Done | Force::Present) && w.negators.is_empty() && back[w.main].is_none();
        let own = other.sentence_start(w.main)..other.sentence_end(w.main);
        let says = other.attributions.iter().any(|a| a.verb == Some(w.main));
        claims && !says && answers.iter().filter(|j| own.contains(j)).count() * 2 > answers.len()
    })?;
    let own = other.sentence_start(at.main)..other.sentence_end(at.main);
    let theirs: Vec<usize> = own.filter(|j| !at.words.contains(j) && other.words[*j].tag.is_content()).collect();
    let kept = theirs.iter().filter(|&&j| back[j].is_some()).count();
    let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    let enough =
        share(answers.len(), full.len()) >= LEAST[0] && share(kept, theirs.len()) >= LEAST[1] && answers.len() >= 3;
    enough.then(|| (verb.words.clone(), at.words.clone()))
}
