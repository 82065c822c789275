//! How many of whom: all, most, some, few.

use std::ops::Range;

use crate::analysis::Side;
use crate::analysis::chunk::Phrase;
use crate::change::{ChangeKind, Severity};
use crate::cues;
use crate::reason::Reason;
use crate::rules::polarity::is_opposed_beside;
use crate::rules::{Finding, View, support};

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
        if agree(x, y) || denied || support(pair, phrase.head, j) < 1 {
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
    found
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
