//! How much of the claim around a finding is the same on both sides.
//!
//! Two sentences that share a slot need not make one claim: of 226 changes called material between articles of real piles that
//! were read by hand, two in three were no change of one claim.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::cues::cue;
use crate::matching::Pair;
use crate::rules::Finding;

/// Shares of the content words outside a finding that have an answer, in its sentences on each side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// On the side where it is smaller: 1 where nothing was added or cut.
    pub less: f64,
    /// On the side where it is larger: 1 where one side says all that the other says.
    pub more: f64,
    /// Content words that have an answer, on the side with fewer.
    pub kept: usize,
}

impl Frame {
    /// Reads what stands around the finding; what `others` speak of counts on no side.
    pub(crate) fn around(pair: &Pair<'_>, finding: &Finding, others: &[Finding]) -> Self {
        let told = |range: Option<&Range<usize>>, i: usize| range.is_some_and(|r| r.contains(&i));
        let is_told_a = |i: usize| others.iter().any(|f| told(f.a.as_ref(), i));
        let is_told_b = |i: usize| others.iter().any(|f| told(f.b.as_ref(), i));
        let a = share(&pair.a, &pair.to_b, finding.a.as_ref(), is_told_a);
        let b = share(&pair.b, &pair.to_a, finding.b.as_ref(), is_told_b);
        let part = |(kept, all): (usize, usize)| if all == 0 { 1.0 } else { kept as f64 / all as f64 };
        Self { less: part(a).min(part(b)), more: part(a).max(part(b)), kept: a.0.min(b.0) }
    }
}

/// Content words with an answer and content words at all, in the sentences of `found`; in the whole side where it has none.
fn share(
    side: &Side<'_>,
    to: &[Option<(usize, Relation)>],
    found: Option<&Range<usize>>,
    is_told: impl Fn(usize) -> bool,
) -> (usize, usize) {
    let none = 0..0;
    let own = found.unwrap_or(&none);
    let scope = found.map_or(0..side.words.len(), |f| side.sentence_start(f.start)..side.sentence_end(f.end - 1));
    let told = |i: usize| side.attributions.iter().any(|a| a.scope.contains(&i));
    let counts = |i: usize| side.words[i].tag.is_content() && !side.words[i].is(cue!("aux")) && !told(i);
    let is_full = |&i: &usize| counts(i) && !own.contains(&i) && (to[i].is_some() || !is_told(i));
    let full: Vec<usize> = scope.filter(is_full).collect();
    let kept = full.iter().filter(|&&i| to[i].is_some_and(|(_, r)| r != Relation::Antonym)).count();
    (kept, full.len())
}
