//! An act that one version says did not come about, as a noun, and the other tells as done, as a verb: "no arrests have been made", "two men
//! were arrested".

use std::ops::Range;

use wirecopy_lexicon::{Lexicon, Relation};

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::certainty::claims_nothing;
use crate::rules::{Finding, View};
use crate::tag::Tag;

/// Such acts, between states of one report.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let in_a = denied(a, b);
    let in_b = denied(b, a).map(|(none, done)| (done, none));
    in_a.into_iter().chain(in_b).map(finding).collect()
}

fn finding((a, b): (Range<usize>, Range<usize>)) -> Finding {
    Finding {
        kind: ChangeKind::Polarity,
        severity: Severity::Material,
        a: Some(a),
        b: Some(b),
        reason: Reason::Either("One version denies what the other says: “{}” here, “{}” there."),
        confidence: 0.6,
    }
}

/// The noun with its "no", and the verb of the other side that says it was done.
fn denied(side: &Side<'_>, other: &Side<'_>) -> Option<(Range<usize>, Range<usize>)> {
    side.phrases.iter().find_map(|phrase| {
        let start = phrase.words.start;
        let is_none = side.words[start].folded == "no" && side.words[phrase.head].tag == Tag::Noun;
        let done = is_none.then(|| verb_of(side, phrase.head, other)).flatten()?;
        // "no arrests in March, two in May": the side tells of others.
        let told_as_well = told(side, phrase.head);
        let end =
            side.verbs.iter().find(|v| v.words.start == phrase.words.end).map_or(phrase.head + 1, |v| v.words.end);
        (!told_as_well && !claims_nothing(side, start)).then_some((start..end, done))
    })
}

fn is_one(noun: &Side<'_>, i: usize, verb: &Side<'_>, j: usize) -> bool {
    let relation = Lexicon::shared().between(&noun.words[i].known.entry, &verb.words[j].known.entry);
    let stem = noun.words[i].folded.trim_end_matches('s');
    let named = verb.words[j].verb_lemmas().any(|lemma| lemma == stem);
    named || relation == Relation::Derived
}

fn verb_of(side: &Side<'_>, noun: usize, other: &Side<'_>) -> Option<Range<usize>> {
    let is_done = |v: &&crate::analysis::verb::Verb| {
        let says = other.attributions.iter().any(|a| a.verb == Some(v.main));
        let plain = v.negators.is_empty() && v.hedge.is_none() && v.force == Force::Done && !says;
        let none = v.subject().is_some_and(|p| {
            other.phrases[p].words.clone().any(|k| other.words[k].is(cue!("none")) || other.words[k].folded == "nobody")
        });
        plain && !none && !claims_nothing(other, v.main) && is_one(side, noun, other, v.main)
    };
    other.verbs.iter().find(is_done).map(|v| v.words.clone())
}

/// Whether the side has the act as a verb as well, or a second time as a noun.
fn told(side: &Side<'_>, noun: usize) -> bool {
    let stem = side.words[noun].folded.trim_end_matches('s');
    let again = (0..side.words.len()).any(|i| i != noun && side.words[i].folded.trim_end_matches('s') == stem);
    again || side.verbs.iter().any(|v| is_one(side, noun, side, v.main))
}
