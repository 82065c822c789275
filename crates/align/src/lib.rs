//! Which words came from where, and how?
//!
//! Two [`Version`](wirecopy_document::Version)s in, one [`Alignment`] out: which sentences of one answer to which of the other, the edit label of
//! each group, and the word-level edits inside it.

mod alignment;

pub use alignment::{Alignment, Edit, EditOp, Group, Label};
