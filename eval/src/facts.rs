//! How well `facts` tells a change of fact from a harmless edit.

mod edits;
mod generated;
mod pairs;

use std::path::Path;

/// Which parts to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Measure only this part: generated, metam, mrpc or summedits.
    #[arg(long)]
    only: Option<String>,
    /// Print this many mistakes of each part, to be read by hand.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Seed of the generated edits.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many pairs to make of each kind of edit.
    #[arg(long, default_value_t = 300)]
    each: usize,
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }
}

/// Prints the tables.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    if options.wants("generated") {
        generated::run(data, options)?;
    }
    if options.wants("metam") {
        pairs::metam(data, options)?;
    }
    if options.wants("mrpc") {
        pairs::mrpc(data, options)?;
    }
    if options.wants("summedits") {
        pairs::summedits(data, options)?;
    }
    Ok(())
}
