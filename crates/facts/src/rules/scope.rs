//! How many of whom: all, most, some, few.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::chunk::Phrase;
use crate::analysis::quantity::Measure;
use crate::change::{ChangeKind, Severity};
use crate::cues::{Classes, cue};
use crate::reason::Reason;
use crate::rules::polarity::is_opposed_beside;
use crate::rules::{Finding, View, matched_verbs, support};
use crate::tag::Tag;
use crate::words::is_common;

/// Shares of a whole, in order.
const CLASSES: [Classes; 6] = [cue!("all"), cue!("most"), cue!("many"), cue!("some"), cue!("few"), cue!("none")];

/// The place of "some" among them.
const SOME: usize = 3;
/// The place of "none" among them.
const NONE: usize = 5;

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for phrase in &pair.a.phrases {
        let Some((j, _)) = pair.to_b[phrase.head] else { continue };
        let Some(other) = pair.b.phrase_of(j).map(|p| &pair.b.phrases[p]).filter(|p| p.head == j) else { continue };
        let (Some((x, i)), Some((y, k))) = (quantifier(&pair.a, phrase), quantifier(&pair.b, other)) else { continue };
        // "None were unknown", "all were known".
        let denied = (x == NONE || y == NONE) && is_opposed_beside(pair, i, k);
        // "no passenger was thrown out, but some were shaken".
        let both = |side: &Side<'_>, own: usize, class_of_other: usize| {
            (0..side.words.len()).any(|m| m != own && class(side, m) == Some(class_of_other))
        };
        // "two of the men", "both men".
        let pair_of = [pair.a.words[i].folded, pair.b.words[k].folded].contains(&"both");
        let counted = pair.a.words[i].tag == Tag::Num || pair.b.words[k].tag == Tag::Num;
        if agree(x, y)
            || pair_of && counted
            || denied
            || both(&pair.a, i, y)
            || both(&pair.b, k, x)
            || support(pair, phrase.head, j) < 1
        {
            continue;
        }
        found.push(Finding {
            kind: ChangeKind::Scope,
            severity: Severity::Material,
            a: Some(shown(i, phrase)),
            b: Some(shown(k, other)),
            reason: Reason::Either("“{}” and “{}” are not the same share."),
            confidence: 0.75,
        });
    }
    found.extend(of_those(view));
    found.extend(one_of_both(view));
    found.extend(ranked(view));
    found
}

/// "most of those who fell ill", "all of those who fell ill": the same words behind "of", whatever they are.
fn of_those(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for i in 0..pair.a.words.len() {
        let (Some(x), Some(words)) = (class(&pair.a, i), those_behind(&pair.a, i)) else { continue };
        let same = |&k: &usize| those_behind(&pair.b, k) == Some(words);
        let Some(k) = (0..pair.b.words.len()).find(same) else { continue };
        let Some(y) = class(&pair.b, k).filter(|&y| !agree(x, y)) else { continue };
        found.push(Finding {
            kind: ChangeKind::Scope,
            severity: if (x == NONE) == (y == NONE) { Severity::Material } else { Severity::Minor },
            a: Some(i..i + 3),
            b: Some(k..k + 3),
            reason: Reason::Either("“{}” and “{}” are not the same share."),
            confidence: 0.75,
        });
    }
    found
}

/// "of those who", right behind a word.
fn those_behind<'t>(side: &Side<'t>, i: usize) -> Option<[&'t str; 3]> {
    let words = side.words.get(i + 1..i + 4)?;
    let whole = words[0].folded == "of" && words.iter().all(|w| !w.first) && side.phrase_of(i + 2).is_none();
    whole.then(|| [words[0].folded, words[1].folded, words[2].folded])
}

/// "the second-largest bank", "the largest bank": a rank before a superlative on one side only.
fn ranked(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let rank = |side: &Side<'_>, i: usize| {
        let before = i.checked_sub(1).filter(|_| !side.words[i].breaks_before())?;
        side.quantities.iter().find(|q| q.measure == Measure::Rank && q.words.end == i).map(|_| before)
    };
    // "one of the largest banks", "the third of its largest banks".
    let of_some = |side: &Side<'_>, i: usize| {
        (side.sentence_start(i).max(i.saturating_sub(4))..i).any(|k| side.words[k].folded == "of")
    };
    let mut found = Vec::new();
    for i in 0..pair.a.words.len() {
        let Some((j, Relation::Same)) = pair.to_b[i] else { continue };
        let superlative = pair.a.words[i].folded.ends_with("est") && pair.a.words[i].tag == Tag::Adj;
        let (x, y) = (rank(&pair.a, i), rank(&pair.b, j));
        if !superlative
            || x.is_some() == y.is_some()
            || of_some(&pair.a, i)
            || of_some(&pair.b, j)
            || support(pair, i, j) < 2
        {
            continue;
        }
        found.push(Finding {
            kind: ChangeKind::Number,
            severity: Severity::Material,
            a: Some(x.unwrap_or(i)..i + 1),
            b: Some(y.unwrap_or(j)..j + 1),
            reason: Reason::Either("“{}” and “{}” are not the same rank."),
            confidence: 0.7,
        });
    }
    found
}

/// "both countries agreed", "India agreed": who is one of both.
fn one_of_both(view: &View<'_, '_>) -> Option<Finding> {
    let pair = view.pair;
    let both = |side: &Side<'_>, p: usize| {
        let phrase = &side.phrases[p];
        let before = phrase.words.start.saturating_sub(1)..=phrase.words.start;
        before.into_iter().any(|i| side.words[i].folded == "both") && side.words[phrase.head].is(cue!("party"))
    };
    let one = |side: &Side<'_>, p: usize| {
        let words = &side.phrases[p].words;
        let joined = side.words.get(words.end).is_some_and(|w| matches!(w.folded, "and" | "or"))
            || words.start > 0 && matches!(side.words[words.start - 1].folded, "and" | "or" | "with");
        !joined
            && side.name_of(side.phrases[p].head).is_some()
            && !is_common(&side.words[side.phrases[p].head].known.entry)
            && !side.words[words.start..words.end].iter().any(|w| w.folded == "and")
    };
    matched_verbs(pair).find_map(|(p, q)| {
        let (x, y) = (pair.a.verbs[p].agent?, pair.b.verbs[q].agent?);
        let acts = |side: &Side<'_>, verb: usize, phrase: usize| {
            let verb = &side.verbs[verb];
            side.phrases[phrase].words.end == verb.words.start
                && !verb.passive
                && side.attributions.iter().all(|a| a.verb != Some(verb.main))
        };
        let told = |side: &Side<'_>| side.words.iter().filter(|w| w.folded == "both").count();
        let apart = both(&pair.a, x) && one(&pair.b, y) || one(&pair.a, x) && both(&pair.b, y);
        let apart = apart && acts(&pair.a, p, x) && acts(&pair.b, q, y) && told(&pair.a) + told(&pair.b) == 1;
        apart.then(|| Finding {
            kind: ChangeKind::Scope,
            severity: Severity::Material,
            a: Some(pair.a.phrases[x].words.clone()),
            b: Some(pair.b.phrases[y].words.clone()),
            reason: Reason::Either("“{}” and “{}” are not the same parties."),
            confidence: 0.6,
        })
    })
}

/// Some, many and several shade into each other.
fn agree(x: usize, y: usize) -> bool {
    x == y || (2..=3).contains(&x) && (2..=3).contains(&y)
}

/// The quantifier of a phrase: in it, or before "of (the)".
fn quantifier(side: &Side<'_>, phrase: &Phrase) -> Option<(usize, usize)> {
    let start = phrase.words.start;
    let outer = start.checked_sub(2).filter(|_| phrase.of.is_some() || side.words[start - 1].folded == "of");
    // "two of the four robbers", "all four robbers".
    let part = outer.filter(|&i| {
        start > 1
            && side.words[start - 1].folded == "of"
            && side.words[i].tag == Tag::Num
            && side.words[start].folded == "the"
    });
    if let Some(i) = part {
        return Some((SOME, i));
    }
    let inside = (start..phrase.head).chain(outer).chain(start.checked_sub(1));
    inside.filter(|&i| i == start || !side.words[start].breaks_before()).find_map(|i| class(side, i).map(|c| (c, i)))
}

/// The class of a quantifier; "a few" is some, "few" is not many.
fn class(side: &Side<'_>, i: usize) -> Option<usize> {
    let word = &side.words[i];
    // "a few", "the next few".
    let article = i > 0
        && !side.words[i].first
        && matches!(side.words[i - 1].folded, "a" | "next" | "past" | "last" | "first" | "final");
    // "not all branches".
    let not_all = word.is(cue!("all")) && i > 0 && !word.first && side.words[i - 1].folded == "not";
    if article && word.folded == "few" || not_all {
        return Some(SOME);
    }
    CLASSES.iter().position(|class| word.is(*class))
}

fn shown(quantifier: usize, phrase: &Phrase) -> Range<usize> {
    quantifier.min(phrase.words.start)..phrase.head + 1
}
