//! What is read only between states of one report, where sentences that answer to each other are about one matter: changes that two reports could
//! show of two events.

mod cause;
mod corrected;
mod counterpart;
mod crime;
mod limit;
mod none_made;
mod occurs;
mod outcome;
mod slipped;
mod sole;
mod spelt;
mod stage;
mod state;

use crate::rules::Rule;

/// In order of precedence: where something is found already the next ones add nothing.
pub(super) const RULES: [Rule; 13] = [
    outcome::find,
    sole::find,
    slipped::find,
    state::find,
    stage::find,
    none_made::find,
    cause::find,
    occurs::find,
    limit::find,
    crime::find,
    corrected::find,
    spelt::find,
    counterpart::find,
];
