//! What does each result look like as a table?
//!
//! [`Tables`] holds the rows of one run. [`Tables::write`], or a [`TablesWriter`] for rows that come some at a time, puts them into a folder, one file a table, as JSONL, CSV or
//! Parquet, with a [`Manifest`] (`wirecopy.json`) that counts and checks them; [`Tables::read`] takes them back from
//! whichever of the three is there. A column's name is spelled once: it is the name of the row's field, and the Arrow
//! schema, the CSV header and the JSON keys all follow from it.
//!
//! # Example
//! ```
//! use wirecopy_record::{Format, Stamp, StoryRow, Tables};
//! # let folder = tempfile::tempdir()?;
//! # let out = folder.path();
//! let story = StoryRow { story_id: "a#1".into(), label: "Rain".into(), ..StoryRow::default() };
//! let tables = Tables { stories: vec![story], ..Tables::default() };
//! let stamp = Stamp { program: "0.1.0".into(), settings: "none".into() };
//! tables.write(out, Format::Parquet, &stamp)?;
//! assert_eq!(Tables::read(out)?, tables);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What users can rely on
//! - The same rows give the same bytes, in every format: nothing holds a time, a machine's name or a random number.
//! - A folder never holds half a table: each file is written beside its name and then renamed; the manifest comes last
//!   and holds a checksum of every file, so a mixture of two runs is noticed when it is read.
//! - Numbers are signed 64-bit integers or 64-bit floats, in Parquet too: a difference of two offsets may be negative.
//! - CSV holds lists as JSON text, and is safe to open in a spreadsheet; see [`Format::Csv`].
//!
//! It does not compute anything, and does not know how rows come about.

mod apparatus;
mod codebook;
mod csv;
mod error;
mod file;
mod folder;
mod format;
mod jsonl;
mod manifest;
mod parquet;
mod rows;
mod schema;
mod sheet;
mod table;

pub use apparatus::{Apparatus, ApparatusReading, ApparatusSentence};
pub use codebook::{Column, codebook};
pub use error::{Error, ErrorKind};
pub use file::{prepare_folder, remove_drafts, replace_file};
pub use folder::{Folder, TablesWriter};
pub use format::Format;
pub use jsonl::{read_line, write_line};
pub use manifest::{MANIFEST, Manifest, SCHEMA_VERSION, Stamp, TableFile};
pub use rows::{
    AgencyRow, AlignmentRow, ArticleRow, AuditCounts, AuditRow, ChangeRow, DedupRow, DisagreementRow, EditRow,
    FamilyRow, FurnitureRow, LinkRow, OccurrenceRow, OutletRow, PageRow, PassageRow, PlaceRow, PrecisionRow, RecordRow,
    RejectedRow, RemovedRow, ReuseRow, SheetRow, SpanRow, StemmaRow, StoryOutletRow, StoryRow, StrippedRow, Tables,
    WordingRow, WordsRow,
};
pub use schema::arrow_schema;
pub use sheet::{read_sheet, write_sheet};
pub use table::{Row, TABLES};
