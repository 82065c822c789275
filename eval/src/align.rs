//! How well `align` finds which sentence answers to which.

mod answers;
pub(crate) mod articles;
mod degree;
mod generate;
mod generated;
mod independent;
mod learn;
mod load;
mod metam;
mod pairs;
mod speed;
mod training;
mod versions;

use std::path::{Path, PathBuf};

use load::Measured;

/// Which parts to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Measure only this part: metam, generated, articles, mrpc, pan, sts, degree, independent,
    /// versions or speed.
    #[arg(long)]
    only: Option<String>,
    /// Print this many mistakes or links of each part, to be read by hand.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Measure with the model of this folder.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Learn the trees of the same-statement score anew, print how far they can be trusted, and write them here.
    #[arg(long)]
    train: Option<PathBuf>,
    /// Write what `train/answers.py` learns from here.
    #[arg(long)]
    answers: Option<PathBuf>,
    /// Seed of the generated rewrites.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many articles to rewrite.
    #[arg(long, default_value_t = 400)]
    articles: usize,
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }
}

/// Prints the tables.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    if let Some(path) = &options.train {
        return training::run(data, path);
    }
    if let Some(path) = &options.answers {
        return answers::write(path);
    }
    let with = options.model.as_deref().map_or_else(|| Ok(Measured::default()), Measured::with_model)?;
    if options.wants("metam") {
        metam::run(data, &with, options.show)?;
    }
    if options.wants("generated") {
        generated::run(data, &with, options.seed, options.articles, options.show)?;
    }
    if options.wants("articles") {
        articles::run(&with, options.show)?;
    }
    if options.wants("mrpc") {
        pairs::run_mrpc(data, &with, options.show)?;
    }
    if options.wants("pan") {
        pairs::run_pan(data, &with)?;
    }
    if options.wants("sts") {
        pairs::run_sts(data, &with)?;
    }
    if options.wants("degree") {
        degree::run(data)?;
    }
    if options.wants("independent") {
        independent::run(data, &with, options.show)?;
    }
    if options.wants("versions") {
        versions::run(data, options.show)?;
    }
    if options.wants("speed") {
        speed::run(data)?;
    }
    Ok(())
}
