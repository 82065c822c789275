//! The command line. One option, one place: its name, its help and its default.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use wirecopy::Settings;
use wirecopy_record::Format;

use crate::input::InputOptions;

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
    /// Say why two articles were linked.
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
/// Reads text, HTML, JSON, JSONL, CSV, TSV, Parquet, WARC and WET files, feeds (RSS, Atom, JSON) and saved pages (MHTML), also
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
    /// Write what every column of the tables means, as CSV, and nothing else.
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
}

/// What `compare` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Say why two articles were linked.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainOptions {
    /// The link's id, as in `links` and as `trace` prints it: `A~B`.
    #[arg(value_name = "LINK")]
    pub(crate) link: String,
    /// The folder that `trace` wrote.
    #[arg(long = "in", value_name = "DIR", default_value = "wirecopy-out")]
    pub(crate) folder: PathBuf,
}

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

/// Draw links to be coded by hand.
///
/// Writes a sheet (CSV) with both sides of each link, the passages that they share, and a blank column `code`: `y` when the link is
/// right, `n` when it is wrong, `?` when it can't be told. Strong and weak links of each kind are drawn alike, so that few codes tell
/// much; `wirecopy score` weighs them by how many links they stand for.
#[derive(Debug, clap::Args)]
pub(crate) struct SampleOptions {
    /// The folder that `trace` wrote.
    #[arg(long = "in", value_name = "DIR", default_value = "wirecopy-out")]
    pub(crate) folder: PathBuf,
    /// Which links: one kind or several with commas between them.
    #[arg(long, value_name = "KIND", value_enum, value_delimiter = ',', default_value = "copies")]
    pub(crate) links: Vec<LinkChoice>,
    /// How many.
    #[arg(short = 'n', long = "count", value_name = "N", default_value_t = 50)]
    pub(crate) count: usize,
    /// The same seed draws the same links.
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub(crate) seed: u64,
    /// The sheet. One that is there already is not replaced: somebody may have coded it.
    #[arg(long, value_name = "FILE", default_value = "sheet.csv")]
    pub(crate) out: PathBuf,
}

/// Links to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinkChoice {
    /// Exact, near, embedded and rewrite.
    Copies,
    /// The same words.
    Exact,
    /// Nearly the same words on both sides.
    Near,
    /// One stands in the other, or a long passage of it does.
    Embedded,
    /// The same content in part in other words.
    Rewrite,
    /// The same event only.
    Story,
}

/// Say from a coded sample how many of the links are right.
///
/// Prints the precision of each kind with its 95 % interval (Wilson's; where weak and strong links were not drawn in proportion,
/// each code counts by the links that it stands for). Rows without a code are left out.
#[derive(Debug, clap::Args)]
pub(crate) struct ScoreOptions {
    /// A sheet of `wirecopy sample` with its column `code` filled in.
    #[arg(value_name = "CODED.csv")]
    pub(crate) sheet: PathBuf,
}

/// Keep one clean copy of each record of a pile, with the proof of each removal.
///
/// A record goes when a record that stays holds most of its words; both are read word by word, and boilerplate that stands in
/// many unlike records counts for nothing. Writes into DIR: `kept.jsonl` (the kept records byte for byte, in the order of the
/// input), `removed.jsonl` (id, the id kept for it, the rule, the copied share, where the words stand in both), and
/// `rejected.jsonl` where records could not be read. Nothing is cut out of a kept record, unless `--strip-repeats` asks for it.
///
/// Started again after an interruption, it goes on from what was done, and gives the same bytes.
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

/// Say where in a pile a text occurs, whole or in part.
///
/// The pile is an archive, a folder that `wirecopy trace` wrote, or one that `wirecopy dedup --index` wrote. A run of twelve words or more
/// that stands in an article or record is found, whatever its type of print and spelling; of a text of six to eleven words only some.
/// Says for each how much of the text it holds, and where on its page.
///
/// An archive is only read (but see --words). Beside the tables of `trace` an index is left when they are first asked: 8 to 9 bytes a word.
#[derive(Debug, clap::Args)]
pub(crate) struct FindOptions {
    /// The text, in quotation marks.
    #[arg(value_name = "TEXT", conflicts_with = "file")]
    pub(crate) text: Option<String>,
    /// Take the text from a file.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Search an archive for articles that have all these words, in headline or body, best first; words between quotation marks stand side
    /// by side. The first search leaves an index in the archive, `words.sqlite`, which later ones bring up to date.
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["text", "file"])]
    pub(crate) words: Option<String>,
    /// The archive, or the folder that `trace` or `dedup --index` wrote.
    #[arg(long = "in", value_name = "DIR", default_value = "wirecopy-out")]
    pub(crate) folder: PathBuf,
    /// Articles or records to tell at most, those first that hold most of the text.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) most: usize,
    /// What to write.
    #[arg(long, value_enum, default_value_t = FindFormat::Text)]
    pub(crate) format: FindFormat,
}

/// What `find` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindFormat {
    /// For people.
    Text,
    /// A row a record, one JSON object a line.
    Jsonl,
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
