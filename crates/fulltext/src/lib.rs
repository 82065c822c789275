//! Which articles have these words?
//!
//! A [`WordIndex`] is one SQLite file with an FTS5 table: numbers of articles in with headline and body, numbers out, best first. It is made
//! of something that has parts which are never changed (the segments of an archive); it knows which parts it was made of, so that what
//! came later is added and nothing else is read again.
//!
//! ```
//! use wirecopy_fulltext::{Document, WordIndex};
//! let mut index = WordIndex::in_memory()?;
//! let document = |number, body: &str| Document { number, headline: "Rain".into(), body: body.into() };
//! index.update(&["first".into()], |_, add| {
//!     add(document(7, "Ferries stayed in port."))?;
//!     add(document(8, "The vote on the ferry was put off."))
//! })?;
//! let numbers = |words| index.search(words).map(|hits| hits.iter().map(|hit| hit.number).collect::<Vec<_>>());
//! assert_eq!(numbers("ferry vote")?, [8]);
//! assert_eq!(numbers("FERRY")?.len(), 2);
//! assert_eq!(numbers("\"in port\"")?, [7]);
//! # Ok::<(), wirecopy_fulltext::Error>(())
//! ```
//!
//! # What users can rely on
//! - All words of a query are in an article that is found, whatever their case, marks on letters, and English endings (Porter 1980); those
//!   between quotation marks stand side by side. Order is by BM25, a word of the headline counting four times.
//! - It is all there or as it was before, whatever stops a writer. Two writers wait for each other.
//!
//! It does not know what an article is, and keeps no text: only which words stand where.

mod error;
mod index;

pub use error::Error;
pub use index::{Document, Hit, WordIndex};
