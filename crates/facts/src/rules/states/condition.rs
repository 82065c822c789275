//! A condition that one version sets and the other drops: "will meet again if the terms are kept", "will meet again".
//!
//! Read only between states of one report, where what is said without a condition is said of the same.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::change::ChangeKind;
use crate::cues::cue;
use crate::rules::states::limit::{Limited, is_to_come, limit, on_either_side};
use crate::rules::{Finding, View};

pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    on_either_side(view, |limited| dropped(limited).into_iter().collect())
}

/// The words of a condition on this side, and the verb of which the other states without it what depended on it.
fn dropped(limited: &Limited<'_, '_>) -> Option<Finding> {
    let side = limited.side;
    let at = (0..side.words.len()).find(|&i| opens(side, i) && side.words[i].quote.is_none())?;
    let sentence_end = side.sentence_end(at);
    let end = (at + 1..sentence_end).find(|&k| side.words[k].breaks_before()).unwrap_or(sentence_end);
    if is_conditional(limited) || !is_lost(limited, at + 1..end) {
        return None;
    }
    let stated = stated(limited, depends(side, &(at..end))?)?;
    Some(limit(ChangeKind::Qualifier, at..end, stated))
}

/// "if", "provided that", "as long as".
fn opens(side: &Side<'_>, i: usize) -> bool {
    let next = side.words.get(i + 1).map_or("", |w| w.folded);
    match side.words[i].folded {
        // "when asked if they had": whether.
        "if" => next != "only" && i.checked_sub(1).is_none_or(|k| !side.words[k].is_verb_of(cue!("asks_for"))),
        "unless" => true,
        "provided" => next == "that",
        "long" => next == "as",
        _ => false,
    }
}

/// The verb that depends on the condition: right before it, or behind one that a comma closes.
fn depends<'s>(side: &'s Side<'_>, condition: &Range<usize>) -> Option<&'s Verb> {
    let sentence = side.sentence_start(condition.start)..side.sentence_end(condition.start);
    let says = |v: &Verb| side.attributions.iter().any(|a| a.verb == Some(v.main));
    let is_main = |v: &&Verb| sentence.contains(&v.main) && v.force != Force::Open && !says(v);
    let opening = &side.words[condition.start];
    if opening.first || opening.before.contains(',') && condition.end < sentence.end {
        return side.verbs.iter().find(|v| v.main >= condition.end && is_main(v));
    }
    side.verbs.iter().rfind(|v| v.main < condition.start && is_main(v))
}

/// The verb by which the other side states the same.
fn stated(limited: &Limited<'_, '_>, verb: &Verb) -> Option<Range<usize>> {
    const NEAR: usize = 2;
    let other = limited.other;
    let answer = |at: usize| limited.to[at].filter(|(_, r)| *r != Relation::Antonym).map(|(j, _)| j);
    let is_near = |i: usize, j: usize| (limited.near)(i, j) >= NEAR;
    let own = answer(verb.main).and_then(|j| Some((j, other.verbs.iter().find(|w| w.main == j)?)));
    if let Some((j, answer)) = own {
        return is_near(verb.main, j).then(|| answer.words.clone());
    }
    // "a second exchange would take place", "there would be a second exchange".
    let subject = verb.subject().filter(|_| is_to_come(verb)).map(|p| limited.side.phrases[p].head)?;
    let j = answer(subject)?;
    let sentence = other.sentence_start(j)..other.sentence_end(j);
    let answer = other.verbs.iter().find(|v| is_to_come(v) && sentence.contains(&v.main))?;
    is_near(subject, j).then(|| answer.words.clone())
}

/// Whether the other side says in some way that it depends.
fn is_conditional(limited: &Limited<'_, '_>) -> bool {
    const DEPENDS: [&str; 8] =
        ["without", "should", "condition", "conditions", "depends", "depending", "unlikely", "whether"];
    let other = limited.other;
    // "could rise if it spreads", "could rise".
    let may = |side: &Side<'_>| side.words.iter().any(|w| w.is(cue!("modal_may")));
    let says = |j: usize| {
        let word = &other.words[j];
        // "That will make it impossible": it points back to the condition.
        let points = word.first && matches!(word.folded, "that" | "this" | "then" | "otherwise");
        opens(other, j) || points || DEPENDS.contains(&word.folded)
    };
    may(other) && !may(limited.side) || (0..other.words.len()).any(says)
}

/// Whether most full words of a run are nowhere on the other side, nor all of them beside it.
fn is_lost(limited: &Limited<'_, '_>, run: Range<usize>) -> bool {
    let words = &limited.side.words;
    let full: Vec<usize> = run.filter(|&k| words[k].tag.is_content() && !words[k].is(cue!("aux"))).collect();
    let lost: Vec<usize> = full.iter().copied().filter(|&k| limited.to[k].is_none()).collect();
    let moved = lost.iter().all(|&k| limited.beside.has(words[k].folded));
    !full.is_empty() && !moved && lost.len() * 10 >= full.len() * 7
}
