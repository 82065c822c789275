//! Yes against no, and a word against its opposite.

use std::ops::Range;

use wirecopy_lexicon::{Lexicon, Opposition, Relation};

use crate::analysis::Side;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues;
use crate::reason::Reason;
use crate::rules::{Finding, View, flanks, matched_verbs, support};

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let mut found = negations(view);
    found.extend(opposites(view));
    found
}

/// A verb that one side denies and the other does not; a denied opposite says the same.
fn negations(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for (p, q) in matched_verbs(pair) {
        let (va, vb) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let (na, nb) = (negators(&pair.a, va), negators(&pair.b, vb));
        let opposite = pair.to_b[va.main].is_some_and(|(_, r)| r == Relation::Antonym);
        if (na.len() + nb.len() + usize::from(opposite)) % 2 == 0 || opposite {
            continue;
        }
        let (a, b) = (shown(&pair.a, va, &na), shown(&pair.b, vb, &nb));
        found.push(Finding {
            kind: ChangeKind::Polarity,
            severity: Severity::Material,
            a: Some(a),
            b: Some(b),
            reason: Reason::Either("One version denies what the other says: “{}” here, “{}” there."),
            confidence: if support(pair, va.main, vb.main) >= 2 { 0.85 } else { 0.65 },
        });
    }
    found
}

/// The words that deny the verb: in its group, or "no" and "neither" in front of what acts or undergoes.
fn negators(side: &Side<'_>, verb: &Verb) -> Vec<usize> {
    let mut all = verb.negators.clone();
    for phrase in [verb.agent, verb.patient].into_iter().flatten() {
        let phrase = &side.phrases[phrase];
        let before = phrase.words.start.checked_sub(2).filter(|&k| side.words[k].folded == "none");
        all.extend(before);
        all.extend(phrase.words.clone().filter(|&i| cues::is("none", side.words[i].folded)));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn shown(side: &Side<'_>, verb: &Verb, negators: &[usize]) -> Range<usize> {
    let start = negators.iter().copied().chain([verb.words.start]).min().unwrap_or(verb.main);
    let end = negators.iter().copied().chain([verb.main]).max().unwrap_or(verb.main) + 1;
    if end - start > 8 { verb.words.clone() } else { start..end.min(side.words.len()) }
}

/// Words that the lexicon calls opposites, in one place of one claim, neither of them denied.
fn opposites(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for i in 0..pair.a.words.len() {
        let Some((j, Relation::Antonym)) = pair.to_b[i] else { continue };
        let direct = Lexicon::shared().opposition(&pair.a.entries[i], &pair.b.entries[j]) == Some(Opposition::Direct);
        let sides = flanks(pair, &(i..i + 1), &(j..j + 1));
        let near = support(pair, i, j);
        if pair.a.words[i].tag != pair.b.words[j].tag
            || sides + usize::from(direct) < 2
            || near < 2
            || denied(&pair.a, i) != denied(&pair.b, j)
        {
            continue;
        }
        found.push(Finding {
            kind: ChangeKind::Polarity,
            severity: Severity::Material,
            a: Some(i..i + 1),
            b: Some(j..j + 1),
            reason: Reason::Either("“{}” and “{}” are opposites."),
            confidence: if direct && sides >= 1 { 0.85 } else { 0.65 },
        });
    }
    found
}

/// Whether a negator stands close before the word.
fn denied(side: &Side<'_>, i: usize) -> bool {
    (side.sentence_start(i).max(i.saturating_sub(4))..i).any(|k| cues::is("negator", side.words[k].folded))
}
