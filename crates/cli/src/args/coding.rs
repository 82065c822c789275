//! Options of `sample` and `score`.

use std::path::PathBuf;

use clap::ValueEnum;

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
