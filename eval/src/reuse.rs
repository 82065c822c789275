//! Copies at scale: a generator that plants known reuse in real articles, and a score for the links that a tool finds in it.
//!
//! `--write FILE` makes `FILE` (one JSON record a line) and `FILE.truth`, which says how each record was made. `--links FILE
//! --truth FILE.truth` scores a tool's links against it.

mod corpus;
mod edits;
mod fill;
mod make;
mod plan;
mod prose;
mod relation;
mod score;
mod texts;
mod truth;
mod verify;
mod vocabulary;
mod write;

use std::path::{Path, PathBuf};

use anyhow::Context;

/// What to write, or what to score.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write a corpus with planted copies to this file, and how it was made to `FILE.truth`.
    #[arg(long, value_name = "FILE", required_unless_present = "links")]
    write: Option<PathBuf>,
    /// Records to write.
    #[arg(long, default_value_t = 20_000)]
    articles: usize,
    /// Seed of the generator.
    #[arg(long, default_value_t = 20_240_402)]
    seed: u64,
    /// Links to score: one `{"a", "b"}` a line, as `wirecopy dedup --links` writes them; `.csv` and `.tsv` with two columns of ids
    /// too. May be given several times.
    #[arg(long, value_name = "FILE", requires = "truth")]
    links: Vec<PathBuf>,
    /// The truth that was written beside the corpus.
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,
    /// Print so many missed pairs of each relation, and so many false links of each kind, with their texts.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Count only relations whose pairs are at least so often in the truth.
    #[arg(long, default_value_t = 1)]
    least: usize,
}

/// Writes the corpus or prints the score.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    if let Some(path) = &options.write {
        let set = data.join("article-bias/article-bias.jsonl.zst");
        write::corpus(&set, path, options.articles, options.seed)?;
    }
    if options.links.is_empty() {
        return Ok(());
    }
    let truth = options.truth.as_deref().context("--links needs --truth")?;
    let corpus = truth.with_extension("");
    score::run(&options.links, truth, &corpus, options.show, options.least)
}
