//! The command line. One option, one place: its name, its help and its default.

mod audit;
mod coding;
mod dedup;
mod find;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use wirecopy::{Settings, SharedModel};
use wirecopy_record::Format;

use crate::input::InputOptions;

pub(crate) use audit::AuditOptions;
pub(crate) use coding::{LinkChoice, SampleOptions, ScoreOptions};
pub(crate) use dedup::{DedupOptions, KeepRule, UnitRule};
pub(crate) use find::{FindFormat, FindOptions};

/// Finds the stories, copies and changed facts in a pile of crawled news pages.
///
/// Exit status: 0 when something was found, 1 when nothing was, 2 when something could not be read or written (the rest was
/// done, and what went wrong is told and counted).
#[derive(Debug, Parser)]
#[command(name = "wirecopy", version, max_term_width = 100)]
pub(crate) struct Args {
    /// Whether to use colour; `auto` looks at the terminal and at `NO_COLOR`.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", visible_alias = "colour")]
    pub(crate) color: Colour,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Not at all.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find articles, copies, changed facts and stories in a pile of pages.
    Trace(TraceOptions),
    /// Add pages to an archive that `trace --archive` made.
    Add(AddOptions),
    /// What an archive holds, and how large it is.
    Info(InfoOptions),
    /// Check every byte of an archive.
    Verify(InfoOptions),
    /// Rewrite an archive without what nothing needs any more.
    Compact(InfoOptions),
    /// Write the tables and the report of an archive.
    Export(ExportOptions),
    /// Compare two pages or texts: changes first, then sentence by sentence.
    Compare(CompareOptions),
    /// Say why two articles were linked, or what the versions of a story disagree about.
    Explain(ExplainOptions),
    /// Hold another tool's removals against what it kept.
    Audit(AuditOptions),
    /// Draw links to be coded by hand.
    Sample(SampleOptions),
    /// Say from a coded sample how many of the links are right.
    Score(ScoreOptions),
    /// Keep one clean copy of each record of a pile, with the proof of each removal.
    Dedup(DedupOptions),
    /// Say where in a pile a text occurs, whole or in part.
    Find(FindOptions),
}

/// Find articles, copies, changed facts and stories in a pile of pages.
///
/// Reads text, HTML, JSON, JSONL, CSV, TSV, Parquet, WARC, ARC and WET files, feeds (RSS, Atom, JSON) and saved pages (MHTML), also
/// compressed (gz, zst, bz2, xz) and in tar and zip archives. What a file is, its content says, and then its name. Writes
/// tables, and `report.html` for people; prints a summary.
#[derive(Debug, clap::Args)]
pub(crate) struct TraceOptions {
    /// The folder for tables and report; files of an earlier run in it are replaced.
    #[arg(long, value_name = "DIR", default_value = "wirecopy-out")]
    pub(crate) out: PathBuf,
    /// Format of the tables.
    #[arg(long, value_enum, default_value_t = TableFormat::Jsonl)]
    pub(crate) format: TableFormat,
    /// Keep everything in an archive too, to which `wirecopy add` adds pages later: a folder that is not there yet.
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) work: WorkOptions,
    #[command(flatten)]
    pub(crate) input: InputOptions,
    #[command(flatten)]
    pub(crate) model: ModelOptions,
}

/// How to work.
#[derive(Debug, clap::Args)]
pub(crate) struct WorkOptions {
    /// Threads to work with; 0 is one a core. The result does not depend on it.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    /// Memory for sorting and for what was read lately, such as `512MiB` or `4GiB`; the rest is on disk. Some 3 KB an article and what
    /// single pages take come on top. The result does not depend on it.
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = Bytes::parse)]
    pub(crate) memory: Bytes,
    /// No progress and no notes on stderr; errors are still told.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

impl WorkOptions {
    pub(crate) fn settings(&self) -> Settings {
        Settings { threads: self.threads, memory: self.memory.0, ..Settings::default() }
    }
}

/// A model of meaning.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelOptions {
    /// Ask the transformer in this folder too how alike sentences are: `config.json`, `model.safetensors` and `vocab.txt` of a model of the
    /// BERT kind, such as all-MiniLM-L6-v2, or of a cross-encoder. It takes some 10 ms a sentence; its name and fingerprint go into
    /// the record of the run.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

impl ModelOptions {
    /// Reads it.
    pub(crate) fn open(&self) -> Result<Option<SharedModel>, wirecopy::Error> {
        self.model.as_deref().map(SharedModel::open).transpose()
    }
}

/// Add pages to an archive.
///
/// What the archive then holds is what one run over all pages would have found. Pages that are there already need not be read
/// again; what has not changed is not worked out again. If it is stopped, the archive is as it was before.
#[derive(Debug, clap::Args)]
pub(crate) struct AddOptions {
    /// The archive.
    #[arg(long, value_name = "ARCHIVE")]
    pub(crate) to: PathBuf,
    /// Write tables and report too, into this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Format of the tables.
    #[arg(long, value_enum, default_value_t = TableFormat::Jsonl)]
    pub(crate) format: TableFormat,
    #[command(flatten)]
    pub(crate) work: WorkOptions,
    #[command(flatten)]
    pub(crate) input: InputOptions,
    #[command(flatten)]
    pub(crate) model: ModelOptions,
}

/// An archive to look at.
#[derive(Debug, clap::Args)]
pub(crate) struct InfoOptions {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    pub(crate) archive: PathBuf,
}

/// Write the tables and the report of an archive, `links.graphml` for Gephi or igraph, and `stemma.dot` for Graphviz.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportOptions {
    /// The archive.
    #[arg(value_name = "ARCHIVE", required_unless_present = "codebook")]
    pub(crate) archive: Option<PathBuf>,
    /// Write a codebook as CSV, and nothing else: what every column of the tables means, how it is computed and how right it was when
    /// that was measured; its first row is a methods paragraph with version and settings.
    #[arg(long)]
    pub(crate) codebook: bool,
    /// Write one family as a critical apparatus (TEI P5, parallel segmentation) to stdout, and nothing else. The family is named by
    /// its id or by that of any of its articles.
    #[arg(long, value_name = "FAMILY", conflicts_with = "codebook")]
    pub(crate) tei: Option<String>,
    /// The folder for tables and report; files of an earlier run in it are replaced.
    #[arg(long, value_name = "DIR", default_value = "wirecopy-out")]
    pub(crate) out: PathBuf,
    /// Format of the tables.
    #[arg(long, value_enum, default_value_t = TableFormat::Jsonl)]
    pub(crate) format: TableFormat,
    #[command(flatten)]
    pub(crate) work: WorkOptions,
}

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bytes(pub(crate) u64);

impl Bytes {
    fn parse(text: &str) -> Result<Self, String> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
        let unit = match text[digits.len()..].trim().to_ascii_lowercase().as_str() {
            "" | "b" => 1,
            "k" | "kb" | "kib" => 1 << 10,
            "m" | "mb" | "mib" => 1 << 20,
            "g" | "gb" | "gib" => 1 << 30,
            _ => return Err("give a number with KiB, MiB or GiB".to_owned()),
        };
        let number: u64 = digits.trim().parse().map_err(|_| "give a number with KiB, MiB or GiB".to_owned())?;
        number.checked_mul(unit).map(Self).ok_or_else(|| "that is more than any machine has".to_owned())
    }
}

/// A format of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// One JSON object a line.
    Jsonl,
    /// Comma separated, lists as JSON text.
    Csv,
    /// Apache Parquet.
    Parquet,
}

impl From<TableFormat> for Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Jsonl => Self::Jsonl,
            TableFormat::Csv => Self::Csv,
            TableFormat::Parquet => Self::Parquet,
        }
    }
}

/// Compare two pages or texts: changes first, then sentence by sentence.
#[derive(Debug, clap::Args)]
pub(crate) struct CompareOptions {
    /// The first page: a text or HTML file.
    #[arg(required_unless_present = "pairs", value_name = "A")]
    pub(crate) a: Option<PathBuf>,
    /// The second page.
    #[arg(required_unless_present = "pairs", value_name = "B")]
    pub(crate) b: Option<PathBuf>,
    /// Compare many pairs of texts: one JSON object `{"id", "a", "b"}` a line; `-` reads stdin. The texts are taken as they
    /// are: nothing is split, no furniture is taken off. Writes one JSON object a pair.
    #[arg(long, value_name = "FILE.jsonl", conflicts_with_all = ["a", "b"])]
    pub(crate) pairs: Option<PathBuf>,
    /// What to write: text for people, or one JSON object `{link, alignments, changes}` a line for each pair of articles.
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub(crate) format: CompareFormat,
    /// Threads to work with; 0 is one a core.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    #[command(flatten)]
    pub(crate) model: ModelOptions,
}

/// What `compare` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Say why two articles were linked, or what the versions of a story disagree about.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainOptions {
    /// The link's id, as in `links` and as `trace` prints it: `A~B`; or a story's, as in `stories`, for what its versions disagree about.
    #[arg(value_name = "LINK|STORY")]
    pub(crate) link: String,
    /// The folder that `trace` wrote.
    #[arg(long = "in", value_name = "DIR", default_value = "wirecopy-out")]
    pub(crate) folder: PathBuf,
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.5..=1.0).contains(&share) { Ok(share) } else { Err("must be between 0.5 and 1".to_owned()) }
}

/// "2GiB", "500M", "1000000".
fn bytes(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text[digits.len()..].trim().to_ascii_lowercase().trim_end_matches("ib").trim_end_matches('b') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return Err("wanted a size such as 2GiB or 500M".to_owned()),
    };
    let number: u64 = digits.parse().map_err(|_| "wanted a size such as 2GiB or 500M".to_owned())?;
    number.checked_mul(1 << unit).ok_or_else(|| "too large".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(bytes("2GiB"), Ok(2 << 30));
        assert_eq!(bytes("500m"), Ok(500 << 20));
        assert_eq!(bytes("1024"), Ok(1024));
        assert!(bytes("lots").is_err() && bytes("2 elephants").is_err());
    }
}
