//! Which words came from where, and how?
//!
//! Two [`Version`](wirecopy_document::Version)s in, one [`Alignment`] out: which sentences of one answer to which of the
//! other, the edit label of each group, and the word-level edits inside it. [`align`] does it all, [`Aligner`] for many pairs; [`Comparison`] says how
//! alike two sentences are, and why.
//!
//! ```
//! use wirecopy_align::{Label, Settings, align};
//! use wirecopy_document::Version;
//! let a = Version::of("a", "The bridge opened on Monday. Nobody came.");
//! let b = Version::of("b", "Nobody came. Rain is expected.");
//! let labels: Vec<Label> = align(&a, &b, &Settings::default()).groups.iter().map(|g| g.label).collect();
//! assert_eq!(labels, [Label::Dropped, Label::Verbatim, Label::Added]);
//! ```
//!
//! The steps: verbatim sentences first; candidates by shared rare words; a weighted soft overlap of words as likeness; a
//! maximum-weight matching; splits and merges; moved groups; a word diff. Each module names its method, time and space.
//!
//! Beside the likeness by which sentences are paired stand [`Features`], numbers with names about any two runs of sentences, and a
//! calibrated [probability](Comparison::same_statement) that they answer to each other.
//!
//! This room does not judge what a difference means: that is the question of `facts`.

mod align;
mod alignment;
mod anchors;
mod answers;
mod assignment;
mod candidates;
mod diff;
mod features;
mod groups;
mod label;
mod links;
mod matter;
mod meaning;
mod nearness;
mod number;
mod order;
mod relate;
mod runs;
mod settings;
mod similarity;
mod solve;
mod source;
mod statement;
mod units;
mod vocabulary;

pub use align::{Aligner, KNOWN, align, known};
pub use alignment::{Alignment, Edit, EditOp, Group, Label};
pub use features::Features;
pub use relate::Reason;
pub use settings::Settings;
pub use similarity::{Comparison, Similarity, WordMatch};
pub use statement::Trees;
