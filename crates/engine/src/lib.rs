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
//! The stages run in the order of the data flow: `ingest`, `extract`, `retrieve`, `align`, `facts`, `cluster`, `stemma`,
//! `record`. Stages that work page by page or pair by pair share the threads; the others run on one. Nothing depends on
//! the number of threads or on the order of the input.

mod compare;
mod error;
mod family_rows;
mod grouping;
mod guard;
mod interval;
mod link;
mod link_rows;
mod pairs;
mod pile;
mod pool;
mod progress;
mod read;
mod sampling;
mod settings;
mod story_rows;
mod tables;
mod trace;

pub use compare::{compare, compare_pairs, compare_texts};
pub use error::{Error, ErrorKind};
pub use interval::{Share, wilson};
pub use link::{LinkKind, Reader, Reading, Shares, Text};
pub use progress::{Progress, Silent};
pub use sampling::{SampleSettings, sample, score_sheet};
pub use settings::{LinkSettings, PairSettings, Settings};
pub use trace::{Trace, trace};
