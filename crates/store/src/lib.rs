//! Here is a number, give me the thing.
//!
//! A [`Store`] is a folder of immutable files of records ([`List`]s, by kind) under one manifest that is replaced at once.
//! Records are written in `postcard`'s wire format, packed in blocks with Zstandard, and every byte is covered by a
//! checksum: what was flipped or cut off is found and named, never served.
//!
//! ```
//! # let folder = tempfile::tempdir()?;
//! # let dir = folder.path().join("news.wirecopy");
//! use wirecopy_store::{Store, StoreSettings};
//! let mut store = Store::create(&dir, &StoreSettings::default())?;
//! let mut writer = store.writer::<(u32, String)>("words")?;
//! writer.push(&(7, "rain".to_owned()))?;
//! store.keep(writer)?;
//! store.commit([("words".to_owned(), 1)].into())?;
//! let store = Store::open(&dir, &StoreSettings::default())?;
//! assert_eq!(store.list::<(u32, String)>("words").get(0)?, (7, "rain".to_owned()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What users can rely on
//! - A store is what its last commit made it, whenever the machine or the program stopped.
//! - One writer at a time; the second gets a clear refusal. A reader sees the commit that it opened.
//! - A store of an earlier format version opens.
//!
//! It does not know what the records mean, and computes nothing.

mod cache;
mod error;
mod list;
mod manifest;
mod position;
mod segment;
mod store;

pub use error::{Error, ErrorKind};
pub use list::{List, Stretch};
pub use manifest::{FORMAT_VERSION, MANIFEST, Manifest, SegmentEntry};
pub use store::{Store, StoreSettings, Writer, is_store};
