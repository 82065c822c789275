//! How many of whom: all, most, some, few.

use std::ops::Range;

use crate::analysis::Side;
use crate::analysis::chunk::Phrase;
use crate::change::{ChangeKind, Severity};
use crate::cues;
use crate::reason::Reason;
use crate::rules::polarity::is_opposed_beside;
use crate::rules::{Finding, View, matched_verbs, support};
use crate::words::is_common;

/// Shares of a whole, in order.
const CLASSES: [&str; 6] = ["all", "most", "many", "some", "few", "none"];

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
        if agree(x, y) || denied || both(&pair.a, i, y) || both(&pair.b, k, x) || support(pair, phrase.head, j) < 1 {
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
    found.extend(one_of_both(view));
    found
}

/// "both countries agreed", "India agreed": who is one of both.
fn one_of_both(view: &View<'_, '_>) -> Option<Finding> {
    let pair = view.pair;
    let both = |side: &Side<'_>, p: usize| {
        let phrase = &side.phrases[p];
        let before = phrase.words.start.saturating_sub(1)..=phrase.words.start;
        before.into_iter().any(|i| side.words[i].folded == "both") && cues::is("party", side.words[phrase.head].folded)
    };
    let one = |side: &Side<'_>, p: usize| {
        let words = &side.phrases[p].words;
        let joined = side.words.get(words.end).is_some_and(|w| matches!(w.folded, "and" | "or"))
            || words.start > 0 && matches!(side.words[words.start - 1].folded, "and" | "or" | "with");
        !joined
            && side.name_of(side.phrases[p].head).is_some()
            && !is_common(side.words[side.phrases[p].head].folded)
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
    let inside = (start..phrase.head).chain(outer).chain(start.checked_sub(1));
    inside.filter(|&i| i == start || !side.words[start].breaks_before()).find_map(|i| class(side, i).map(|c| (c, i)))
}

/// The class of a quantifier; "a few" is some, "few" is not many.
fn class(side: &Side<'_>, i: usize) -> Option<usize> {
    let word = side.words[i].folded;
    // "a few", "the next few".
    let article = i > 0
        && !side.words[i].first
        && matches!(side.words[i - 1].folded, "a" | "next" | "past" | "last" | "first" | "final");
    let class = if article && word == "few" { "some" } else { CLASSES.iter().find(|class| cues::is(class, word))? };
    CLASSES.iter().position(|c| *c == class)
}

fn shown(quantifier: usize, phrase: &Phrase) -> Range<usize> {
    quantifier.min(phrase.words.start)..phrase.head + 1
}
