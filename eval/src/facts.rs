//! How well `facts` tells a change of fact from a harmless edit.

mod calibration;
mod edits;
mod generated;
mod news;
mod pairs;
mod reading;
mod updates;

use std::path::{Path, PathBuf};

/// Which parts to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Measure only this part: news, updates, generated, metam, mrpc, summedits or calibration.
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
    /// Measure nothing; print the material changes between the articles of each pair of this file, to be read by hand: lines of
    /// JSON with the texts `a` and `b`.
    #[arg(long)]
    pairs: Option<PathBuf>,
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }
}

/// Prints the tables.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    if let Some(path) = &options.pairs {
        return reading::run(path);
    }
    if options.wants("news") {
        news::run(options.show)?;
    }
    if options.wants("updates") {
        updates::run(options.show)?;
    }
    if options.wants("calibration") {
        calibration::run()?;
    }
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
