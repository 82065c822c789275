//! A doubt in one place of two sentences that are otherwise the same there: "appears to have won", "has won".

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::cues::cue;
use crate::matching::{Gap, Pair};
use crate::rules::certainty::{
    claims_nothing, doubt, has_own_source, is_doubted_anew, is_doubted_beside, is_hearsay, is_weak,
};
use crate::rules::gap::{is_known, shown};
use crate::rules::{Finding, View, flanks, support};

/// Most words of a side's run: "is widely believed to have".
const LONGEST: usize = 5;

/// Such places, but for those where `known` says so already.
pub(super) fn find(view: &View<'_, '_>, known: &[Finding]) -> Vec<Finding> {
    let pair = view.pair;
    if pair.a.words.is_empty() || pair.b.words.is_empty() {
        return Vec::new();
    }
    let short = |gap: &&Gap| gap.a.len() <= LONGEST && gap.b.len() <= LONGEST && !is_known(gap, known);
    pair.gaps.iter().filter(short).filter_map(|gap| doubted_on_one_side(view, gap)).collect()
}

fn doubted_on_one_side(view: &View<'_, '_>, gap: &Gap) -> Option<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (marker(&pair.a, &gap.a), marker(&pair.b, &gap.b));
    let (weak, is_b) = match (in_a, in_b) {
        (Some(i), None)
            if is_bare(&pair.b, &gap.b) && !is_doubted_elsewhere(view, true) && !claims_nothing(&pair.a, i) =>
        {
            let sourced = is_hearsay(&pair.a, i) && has_own_source(&pair.b, &pair.to_a);
            (is_weak(&pair.a, i) || sourced, false)
        }
        (None, Some(j))
            if is_bare(&pair.a, &gap.a) && !is_doubted_elsewhere(view, false) && !claims_nothing(&pair.b, j) =>
        {
            let sourced = is_hearsay(&pair.b, j) && has_own_source(&pair.a, &pair.to_b);
            (is_weak(&pair.b, j) || sourced, true)
        }
        _ => return None,
    };
    // "the law allows workers to strike", "workers may strike".
    let permits = if is_b { is_permitted(&pair.a, &pair.to_b) } else { is_permitted(&pair.b, &pair.to_a) };
    let (a, b) = shown(pair, gap).filter(|_| !permits)?;
    let stands = flanks(pair, &gap.a, &gap.b) == 2 && support(pair, a.start, b.start) >= 2 && !is_quoted(pair, gap);
    stands.then(|| doubt(weak, a, b, is_b))
}

/// Whether the side without the doubt has one of its own, here or in a sentence beside it.
fn is_doubted_elsewhere(view: &View<'_, '_>, in_b: bool) -> bool {
    let pair = view.pair;
    if in_b {
        is_doubted_anew(&pair.b, &pair.to_a) || is_doubted_beside(view.around_b)
    } else {
        is_doubted_anew(&pair.a, &pair.to_b) || is_doubted_beside(view.around_a)
    }
}

/// Whether a verb that lets somebody do something stands on this side only.
fn is_permitted(side: &Side<'_>, to: &[Option<(usize, Relation)>]) -> bool {
    (0..side.words.len()).any(|i| to[i].is_none() && side.words[i].is_verb_of(cue!("stance_permit")))
}

/// The word that doubts, if all others of the run only carry the verb.
fn marker(side: &Side<'_>, run: &Range<usize>) -> Option<usize> {
    let found = run.clone().find(|&i| is_marker(side, i))?;
    run.clone().all(|i| i == found || is_carrier(side, i)).then_some(found)
}

/// "may", "might"; "reportedly"; "appears to", "is believed to". ("could" also says that somebody was able to.)
fn is_marker(side: &Side<'_>, i: usize) -> bool {
    let word = side.words[i].folded;
    let before_to = || side.words.get(i + 1).is_some_and(|next| next.folded == "to" && !next.breaks_before());
    matches!(word, "may" | "might")
        || side.words[i].is(cue!("hedge")) && word.ends_with("ly")
        || side.words[i].is(cue!("hedge_verb")) && before_to()
}

/// Forms of "be", "have" and "do", and "to".
fn is_carrier(side: &Side<'_>, i: usize) -> bool {
    let word = &side.words[i];
    word.is(cue!("aux")) && !word.is(cue!("negator")) || matches!(word.folded, "to" | "widely" | "also" | "what")
}

fn is_bare(side: &Side<'_>, run: &Range<usize>) -> bool {
    run.clone().all(|i| is_carrier(side, i))
}

fn is_quoted(pair: &Pair<'_>, gap: &Gap) -> bool {
    gap.a.clone().any(|i| pair.a.words[i].quote.is_some()) || gap.b.clone().any(|j| pair.b.words[j].quote.is_some())
}
