//! What brought something about, left open in one version and stated in the other: "the cause is under investigation", "was caused by a power line".

use std::ops::Range;

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::certainty::claims_nothing;
use crate::rules::{Finding, View};

/// Such causes, between states of one report, of one thing as far as its sentences that answer to each other tell.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let (Some(x), Some(y)) = (cause(a), cause(b)) else { return Vec::new() };
    let (open_a, open_b) = (opener(a, x), opener(b, y));
    let words = |opener: Option<usize>, at: usize| -> Range<usize> {
        let opener = opener.unwrap_or(at);
        opener.min(at)..opener.max(at) + 1
    };
    if open_a.is_some() == open_b.is_some() || claims_nothing(a, x) || claims_nothing(b, y) {
        return Vec::new();
    }
    vec![Finding {
        kind: ChangeKind::Certainty,
        severity: Severity::Material,
        a: Some(words(open_a, x)),
        b: Some(words(open_b, y)),
        reason: Reason::Either("One version leaves the cause open, the other states it: “{}” here, “{}” there."),
        confidence: 0.6,
    }]
}

/// The word that tells of a cause: a verb, or a noun that is the head of its phrase. One in a quotation is somebody's opinion.
fn cause(side: &Side<'_>) -> Option<usize> {
    // "may be to blame".
    let blames = |i: usize| side.words[i].folded == "blame" && i > 0 && side.words[i - 1].folded == "to";
    let comes_from = |i: usize| {
        let from = side.words.get(i + 1).is_some_and(|w| w.folded == "from" && !w.first);
        from && side.words[i].is_verb_of(cue!("stems"))
    };
    let is_cause = |i: usize| side.words[i].is_verb_of(cue!("cause_verb")) || blames(i) || comes_from(i);
    let verb = side.verbs.iter().find(|v| is_cause(v.main) && v.negators.is_empty());
    let noun = || {
        // A source that speaks is none: "the source of the outbreak", "the source is".
        let of = |i: usize| {
            side.words.get(i + 1).is_some_and(|w| (w.folded == "of" || w.is(cue!("be"))) && !w.breaks_before())
        };
        // "are looking into the cause" states none.
        let acted_on = |i: usize| {
            let own = side.phrase_of(i);
            // "believe the source is a sewer": it acts.
            if side.words.get(i + 1).is_some_and(|w| w.is(cue!("be"))) {
                return false;
            }
            side.verbs.iter().any(|v| v.patient == own && !v.passive) || i > 1 && side.words[i - 2].folded == "into"
        };
        let is_cause = |i: &usize| {
            side.words[*i].is(cue!("cause_noun")) && side.words[*i].tag.is_nominal() && of(*i) && !acted_on(*i)
        };
        side.phrases.iter().map(|p| p.head).find(is_cause)
    };
    verb.map(|v| v.main).or_else(noun).filter(|&i| side.words[i].quote.is_none())
}

/// The word in the sentence of a cause that leaves it open: a doubt, a modal, "not known", "is investigated".
fn opener(side: &Side<'_>, at: usize) -> Option<usize> {
    const NEAR: usize = 12;
    let (from, to) = (at.saturating_sub(NEAR), at + NEAR);
    (from.max(side.sentence_start(at))..to.min(side.sentence_end(at))).find(|&i| {
        let word = &side.words[i];
        // What somebody is accused of is told of him.
        if word.is_form_of(cue!("accuses")) {
            return false;
        }
        let unknown =
            word.is(cue!("unclear")) && i > 0 && (i.saturating_sub(3)..i).any(|k| side.words[k].is(cue!("negator")))
                || matches!(word.folded, "unknown" | "unclear" | "uncertain");
        unknown || word.is(cue!("hedge", "hedge_verb", "modal_may")) || word.is_form_of(cue!("not_settled"))
    })
}
