//! Finds the stories, the copies and the changed facts in a pile of crawled news pages.
//!
//! [`trace`] reads a pile and gives all tables; [`compare`] reads two pages side by side. Both are what the command
//! `wirecopy` calls.
//!
//! ```
//! use wirecopy::{Settings, compare_texts};
//! let a = "The mayor may resign on Friday. Five people were hurt in the fire.";
//! let b = "The mayor may resign on Friday. Nine people were hurt in the fire.";
//! let tables = compare_texts(a, b, &Settings::default());
//! let change = &tables.changes[0];
//! assert_eq!((change.kind.as_str(), change.severity.as_str()), ("number", "material"));
//! assert_eq!(change.a_text.as_deref(), Some("Five people"));
//! ```
//!
//! A run is a list of stages ([`Found::in_pile`]): each is a map (pages or pairs one by one,
//! shared among the threads) or a group (all together, over arrays and over sorts that spill to disk). What a stage makes is kept
//! in a [store](wirecopy_store::Store), so that memory is bounded. Nothing depends on the number of threads, on the memory or on
//! the order of the input.

mod again;
mod apparatus;
mod archive;
mod audit;
mod bits;
mod catalogue;
mod compact;
mod compare;
mod comparison;
mod cores;
mod dedup;
mod descended;
mod descent;
mod descent_rows;
mod descents;
mod disagreements;
mod ending;
mod error;
mod events;
mod find;
mod form;
mod found;
mod grouping;
mod guard;
mod interval;
mod label;
mod language;
mod link;
mod link_rows;
mod memory;
mod methods;
mod model;
mod outlet_rows;
mod output;
mod page_rows;
mod pairs;
mod pool;
mod postings;
mod progress;
mod quoting;
mod reading;
mod sampling;
mod search;
mod settings;
mod shelf;
mod snapshot;
mod splitting;
mod stored;
mod story_rows;
mod story_texts;
mod take_in;
mod trace;
mod verdict;
mod versions;

pub use archive::{add, create, is_archive, verify};
pub use audit::{Audit, AuditSettings, audit};
pub use compact::compact;
pub use compare::{compare, compare_pairs, compare_texts};
pub use dedup::{DedupSettings, Keep, Rules, Unit, dedup};
pub use error::{Error, ErrorKind};
pub use find::{Occurrences, TextIndex};
pub use found::Found;
pub use interval::{Share, wilson};
pub use link::{LinkKind, Reader, Reading, Shares, Text};
pub use methods::methods;
pub use model::SharedModel;
pub use output::Sink;
pub use progress::{Progress, Silent};
pub use sampling::{SampleSettings, sample, score_sheet};
pub use search::WordHits;
pub use settings::{LinkSettings, PairSettings, Settings};
pub use trace::{Trace, trace};
pub use wirecopy_ingest::{Options as ReadingOptions, Role, paths_from};
pub use wirecopy_store::{Manifest, SegmentEntry};
