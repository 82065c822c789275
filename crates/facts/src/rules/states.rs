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

use crate::rules::Rule;

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
