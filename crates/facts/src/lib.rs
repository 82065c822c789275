//! Which claims changed?
//!
//! Two [`Version`]s and their [`Alignment`] in; out: a [`Change`] for each difference that a careful reader would be told
//! differently, with its [kind](ChangeKind), its [severity](Severity), the words on both sides, a reason in plain words and a
//! confidence. [`compare_sentences`] does the same for two texts without an alignment.
//!
//! ```
//! use wirecopy_facts::{ChangeKind, Severity, compare_sentences};
//! use wirecopy_document::Version;
//! let a = Version::of("a", "The mayor signed the order on Monday.");
//! let b = Version::of("b", "On Tuesday the mayor signed the order.");
//! let changes = compare_sentences(&a, &b);
//! assert_eq!((changes[0].kind, changes[0].severity), (ChangeKind::Date, Severity::Material));
//! assert_eq!(changes[0].a.unwrap().of(&a.text), "Monday");
//! ```
//!
//! Reports that share no copy are held against each other by what each of them [claims](claims()).
//!
//! How: each side of a group is read into words with parts of speech, noun phrases, verbs with voice and force, quantities,
//! dates, names and sources (`analysis`); the words of both sides are matched wherever they stand (`matching`); and one rule
//! for each kind of change (`rules`) compares slots that are filled on both sides. Sorting by weight is the caller's.
//!
//! This room does not say that two sentences belong together (that is `align`'s answer) nor which version is right. What
//! only one side says is not reported, except a doubt or a source that is missing from a claim that is still there.

mod analysis;
mod change;
mod claims;
mod compare;
mod confidence;
mod context;
mod cues;
mod describe;
mod matching;
mod reason;
mod rules;
mod tag;
mod whole;
mod words;

pub use change::{Change, ChangeKind, Severity};
pub use claims::{Claim, Claims, claims};
pub use compare::{Sentences, changes, compare_sentences};
pub use describe::describe;

#[cfg(doc)]
use {wirecopy_align::Alignment, wirecopy_document::Version};
