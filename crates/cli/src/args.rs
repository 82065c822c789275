//! The command line. One option, one place: its name, its help and its default.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

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
    /// Compare two pages or texts: changes first, then sentence by sentence.
    Compare(CompareOptions),
    /// Say why two articles were linked.
    Explain(ExplainOptions),
    /// Draw links to be coded by hand.
    Sample(SampleOptions),
    /// Say from a coded sample how many of the links are right.
    Score(ScoreOptions),
}

/// Find articles, copies, changed facts and stories in a pile of pages.
///
/// Reads `.txt`, `.html`, `.json` and `.jsonl` files, also compressed with gzip or zstd, and folders of them. Writes tables,
/// and `report.html` for people; prints a summary.
#[derive(Debug, clap::Args)]
pub(crate) struct TraceOptions {
    /// Files and folders.
    #[arg(required = true, value_name = "PILE")]
    pub(crate) piles: Vec<PathBuf>,
    /// The folder for tables and report; files of an earlier run in it are replaced.
    #[arg(long, value_name = "DIR", default_value = "wirecopy-out")]
    pub(crate) out: PathBuf,
    /// Format of the tables.
    #[arg(long, value_enum, default_value_t = TableFormat::Jsonl)]
    pub(crate) format: TableFormat,
    /// Threads to work with; 0 is one a core. The result does not depend on it.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    /// No progress and no notes on stderr; errors are still told.
    #[arg(long, short)]
    pub(crate) quiet: bool,
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
