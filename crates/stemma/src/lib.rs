//! Who copied whom?
//!
//! Two [`Witness`]es of one copy in, a [`Verdict`] out: a from b, b from a, both from a source that is not here, or
//! "cannot say". [`edges`] puts the verdicts of a family together.
//!
//! What counts as evidence today is what the texts say of their own source: agencies they credit, and whether that
//! agency's text is in the pile. A date alone decides nothing: a crawl or an update can be later than the copy.

mod direction;
mod edges;

pub use direction::{Direction, Verdict, Witness, direction};
pub use edges::{Edge, edges};
