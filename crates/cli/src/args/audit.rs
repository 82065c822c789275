//! Options of `audit`.

use std::path::PathBuf;

use super::share;

/// Hold another tool's removals against what it kept.
///
/// A removal is right when one kept record holds most of the removed words. Reads both word by word, whatever tool removed them, and
/// says how many removals are not contained in what was kept, with an interval, and shows what was lost.
#[derive(Debug, clap::Args)]
pub(crate) struct AuditOptions {
    /// The removed records: JSONL, plain or packed with gzip or zstd.
    #[arg(value_name = "REMOVED")]
    pub(crate) removed: PathBuf,
    /// The kept records.
    #[arg(long, required = true, value_name = "KEPT", num_args = 1..)]
    pub(crate) kept: Vec<PathBuf>,
    /// Files with the texts of the removed records, where REMOVED holds their ids only.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) texts: Vec<PathBuf>,
    /// The field that holds the text.
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
    /// The field that holds the id; a record without one is called `file:line`.
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,
    /// The field of a removed record that names the record it was removed for, if there is one.
    #[arg(long, value_name = "NAME", default_value = "kept_id")]
    pub(crate) kept_id_field: String,
    /// Share of a removed record's words that must stand in one kept record.
    #[arg(long, value_name = "SHARE", default_value_t = 0.8, value_parser = share)]
    pub(crate) min_copied: f64,
    /// Removals to examine, drawn by chance; 0 is all of them.
    #[arg(short = 'n', long = "count", value_name = "N", default_value_t = 1000)]
    pub(crate) count: usize,
    /// The same seed draws the same removals.
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Write a row for each examined removal, with the places of its words in both texts.
    #[arg(long, value_name = "FILE.jsonl")]
    pub(crate) out: Option<PathBuf>,
    /// Threads to work with; 0 is one a core. The result does not depend on it.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    /// No progress on stderr; errors are still told.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
