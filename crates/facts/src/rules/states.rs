//! What is read only between states of one report, where sentences that answer to each other are about one matter: changes that two reports could
//! show of two events.

mod alternative;
mod cause;
mod condition;
mod corrected;
mod counted_as;
mod counterpart;
mod crime;
mod hoped;
mod left_over;
mod limit;
mod none_made;
mod occurs;
mod outcome;
mod placed;
mod slipped;
mod sole;
mod spelt;
mod stage;
mod state;
mod vouched;

use std::ops::Range;

use crate::change::{ChangeKind, Severity};
use crate::reason::Reason;
use crate::rules::{Finding, Rule};

/// In order of precedence: where something is found already the next ones add nothing.
pub(super) const RULES: [Rule; 20] = [
    outcome::find,
    sole::find,
    slipped::find,
    left_over::find,
    placed::find,
    state::find,
    stage::find,
    hoped::find,
    vouched::find,
    counted_as::find,
    none_made::find,
    cause::find,
    occurs::find,
    limit::find,
    condition::find,
    alternative::find,
    crime::find,
    corrected::find,
    spelt::find,
    counterpart::find,
];

/// Words that leave a matter open on the side that was asked, and words that settle it on the other.
type OpenAndSaid = Option<(Range<usize>, Range<usize>)>;

/// Changes of certainty: what a leaves open and b says, and the other way round.
fn left_open(in_a: OpenAndSaid, in_b: OpenAndSaid, reason: &'static str) -> Vec<Finding> {
    let turned = in_b.map(|(open, said)| (said, open));
    let finding = |(a, b)| Finding {
        kind: ChangeKind::Certainty,
        severity: Severity::Material,
        a: Some(a),
        b: Some(b),
        reason: Reason::Either(reason),
        confidence: 0.6,
    };
    in_a.into_iter().chain(turned).map(finding).collect()
}
