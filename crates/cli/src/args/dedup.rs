//! Options of `dedup`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{bytes, share};

/// Keep one clean copy of each record of a pile, with the proof of each removal.
///
/// A record goes when a record that stays holds most of its words; both are read word by word, and boilerplate that stands in
/// many unlike records counts for nothing. Writes into DIR: `kept.jsonl` (the kept records byte for byte, in the order of the
/// input), `removed.jsonl` (id, the id kept for it, the rule, the copied share, where the words stand in both), and
/// `rejected.jsonl` where records could not be read. Nothing is cut out of a kept record, unless `--strip-repeats` asks for it.
///
/// Started again after an interruption, it goes on from what was done, and gives the same bytes. The work of the first minute is done
/// again where it has room in half of `--memory`: it is written down after that.
#[derive(Debug, clap::Args)]
pub(crate) struct DedupOptions {
    /// JSONL files, plain or packed with gzip or zstd, and folders of them; also whatever `trace` reads (Parquet, CSV, WARC, HTML …): of
    /// that the records are written to `records.jsonl` first.
    #[arg(required = true, value_name = "IN")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The folder for the results.
    #[arg(long, value_name = "DIR", default_value = "wirecopy-dedup")]
    pub(crate) out: PathBuf,
    /// Records that are there already, or archives with their articles: what is copied from them is removed. They are only read.
    #[arg(long, value_name = "EXISTING")]
    pub(crate) against: Vec<PathBuf>,
    /// The field that holds the text.
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
    /// The field that holds the id; a record without one is called `file:line`.
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,
    /// The field that holds the date, for `--keep earliest`.
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub(crate) date_field: String,
    /// What is kept or removed: records as they are, or the articles that are found on them (`id#1`, `id#2` …). With articles `kept.jsonl`
    /// holds lines made of these, and what is no article goes.
    #[arg(long, value_enum, default_value_t = UnitRule::Page)]
    pub(crate) unit: UnitRule,
    /// Which of several copies stays. It must itself hold the copy of those that go.
    #[arg(long, value_enum, default_value_t = KeepRule::Longest)]
    pub(crate) keep: KeepRule,
    /// Cut passages of so many words and more out of a kept record when an earlier kept one has the same words in a row (quotations stay);
    /// `stripped.jsonl` says what and where. Without this kept records stay byte for byte.
    #[arg(long, value_name = "WORDS", num_args = 0..=1, require_equals = true, default_missing_value = "36",
          value_parser = clap::value_parser!(u32).range(12..))]
    pub(crate) strip_repeats: Option<u32>,
    /// Share of a record's words that must stand in the one that is kept for it, 0.5 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.8, value_parser = share)]
    pub(crate) min_copied: f64,
    /// Write all verified links between records to `links.jsonl` too.
    #[arg(long)]
    pub(crate) links: bool,
    /// Keep an index beside the results, for `wirecopy find`: 8 to 9 bytes a word.
    #[arg(long)]
    pub(crate) index: bool,
    /// Memory to keep within, beside some 100 bytes a record; more goes to disk. The result does not depend on it.
    #[arg(long, value_name = "SIZE", default_value = "2GiB", value_parser = bytes)]
    pub(crate) memory: u64,
    /// Threads to work with; 0 is one a core. The result does not depend on it.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    /// No progress and no notes on stderr; errors are still told.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// What is kept or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnitRule {
    /// A record as it is.
    Page,
    /// An article that is found on one.
    Article,
}

/// Which of several copies stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeepRule {
    /// The one with the most words.
    Longest,
    /// The one with the earliest date.
    Earliest,
    /// The one that comes first in the input.
    First,
    /// The one with the fewest lost characters, remains of tags and other signs of damage.
    Cleanest,
}
