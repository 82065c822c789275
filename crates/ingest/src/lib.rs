//! How do bytes become pages?
//!
//! A pile is files and folders, in any mixture of formats. [`discover`] lists what is there; [`stream`] reads it in batches of
//! bounded size; a [`Register`] makes the ids unique once all is read. [`Pile::read`] does the three in a row, for piles that
//! fit into memory.
//!
//! # Example
//! ```
//! # let folder = tempfile::tempdir()?;
//! # let pile = folder.path().join("pile");
//! # std::fs::create_dir(&pile)?;
//! # std::fs::write(pile.join("rain.txt"), "Rain fell on Lorn.")?;
//! # std::fs::write(pile.join("broken.jsonl"), "{\"id\": 7, \"text\": \"Snow fell on Lorn.\"}\n{\"id\": 8,")?;
//! use wirecopy_ingest::{Options, Pile};
//! let pile = Pile::read(&[pile], &Options::default());
//! let ids: Vec<&str> = pile.pages.iter().map(|p| p.id.as_str()).collect();
//! assert_eq!(ids, ["7", "rain.txt"]);
//! assert_eq!(pile.rejects[0].to_string(), "broken.jsonl:2 (byte 40): not JSON: it breaks off at its end");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What users can rely on
//! - **Nothing is lost.** Every record ends as a page or as a [`Reject`] with its reason; `pages + rejects` is the number
//!   of records. A bad record never ends a run.
//! - **The text is the text.** Of a page's characters only a byte order mark at the start is dropped. Line ends, blanks and
//!   control characters stay. What could not be decoded is U+FFFD, and a [`Note`] counts it.
//! - **Ids are stable.** A file in a given folder has its path inside that folder, a file that is given itself has its name, a
//!   record has its own id or `file:line`. They do not depend on the order of the arguments.
//! - **Memory is bounded** by [`Limits`] and the size of a batch, whatever the bytes say: long lines, compression bombs, nested
//!   arrays, archives. Two formats are held in memory where they can't be opened by a path: zip and Parquet.
//! - **What is no page is counted**: pictures in a web archive, links in a tar. Pages, rejects and these are all the records.
//!
//! # What it does not do
//! It does not interpret a page: tags stay tags, and which part is the article is for `extract` to say. It does not fetch.
//!
//! # Adding a format
//! One file in `formats/` that holds the endings and the reading, and one line in `formats.rs`.

mod columns;
mod date;
mod decode;
mod discover;
mod fields;
mod formats;
mod gzip;
mod ids;
mod input;
mod limits;
mod lines;
mod markup;
mod mend;
mod names;
mod options;
mod pick;
mod pile;
mod place;
mod record;
mod register;
mod signature;
mod source;
mod splice;
mod stream;
mod tally;

pub use date::iso_date;
pub use discover::{Listing, discover, paths_from};
pub use fields::{FIELDS, FieldUse, Role};
pub use input::Input;
pub use limits::Limits;
pub use lines::{LineBlock, LineBlocks};
pub use options::Options;
pub use pick::{Picked, Wanted, pick};
pub use pile::Pile;
pub use record::{Note, NoteKind, Reject};
pub use register::{Rank, Register, Unique};
pub use splice::with_text;
pub use stream::{Batch, Done, Job, Workers, one_by_one, stream};
pub use tally::Tally;
