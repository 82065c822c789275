//! On the other side of a place or a time: "before Easter", "after Easter"; "northeast of the town", "northwest of the town".

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::{Finding, View, support};

/// Words near both with an answer, from which on the two are told in one claim.
const NEAR: usize = 2;

/// Such places, between states of one report, of what is the same word on both sides.
pub(super) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (places(&pair.a), places(&pair.b));
    let mut found = Vec::new();
    for x in &in_a {
        let apart = |y: &&Place| x.when == y.when && pair.a.words[x.at].folded != pair.b.words[y.at].folded;
        let one = |y: &&Place| pair.matched(x.of, y.of) && support(pair, x.at, y.at) >= NEAR;
        let Some(y) = in_b.iter().find(|y| apart(y) && one(y)) else { continue };
        if !is_told(&pair.a, &in_a, x.of, pair.b.words[y.at].folded)
            && !is_told(&pair.b, &in_b, y.of, pair.a.words[x.at].folded)
        {
            found.push(Finding {
                kind: if x.when { ChangeKind::Date } else { ChangeKind::Name },
                severity: Severity::Material,
                a: Some(x.at..x.of + 1),
                b: Some(y.at..y.of + 1),
                reason: Reason::Either("It is not on the same side: “{}” here, “{}” there."),
                confidence: 0.6,
            });
        }
    }
    found
}

/// A word for a side of a time or a place.
struct Place {
    at: usize,
    /// Whether it is "before" or "after", or a point of the compass.
    when: bool,
    /// The word for the time or the place itself.
    of: usize,
}

fn places(side: &Side<'_>) -> Vec<Place> {
    (0..side.words.len()).filter_map(|at| place(side, at)).collect()
}

fn place(side: &Side<'_>, at: usize) -> Option<Place> {
    let word = &side.words[at];
    let when = matches!(word.folded, "before" | "after");
    let links = || side.words.get(at + 1).is_some_and(|w| w.folded == "of" && !w.breaks_before());
    if word.quote.is_some() || !(when || word.is(cue!("compass")) && links()) {
        return None;
    }
    // "northeast of the town", "before the vote": past "of" and articles.
    let is_light = |k: usize| matches!(side.words[k].folded, "of" | "the" | "a" | "its" | "their");
    let of = (at + 1..side.sentence_end(at)).find(|&k| !is_light(k)).filter(|&k| !side.words[k].breaks_before())?;
    // "before he took office": a clause, in which something else is told.
    let end = side.phrase_of(of).map_or(of + 1, |p| side.phrases[p].words.end);
    let acts = side.verbs.iter().any(|v| v.words.start == end && v.force != Force::Open);
    (!acts).then_some(Place { at, when, of })
}

/// "before the vote and after the vote": the side tells of both.
fn is_told(side: &Side<'_>, all: &[Place], of: usize, word: &str) -> bool {
    all.iter().any(|p| side.words[p.at].folded == word && side.words[p.of].is_equal(&side.words[of]))
}
