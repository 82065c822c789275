//! How long does it take to find a passage in a pile, once its index is open?

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use wirecopy::{Settings, TextIndex};

/// What to ask, and how often.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// An archive, a folder of tables, or one that `wirecopy dedup --index` wrote.
    #[arg(long = "in", value_name = "DIR")]
    folder: PathBuf,
    /// The records that it read, with `id` and `text`: passages are taken from records spread over the file.
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,
    /// Passages to ask for.
    #[arg(long, default_value_t = 200)]
    queries: usize,
}

/// Shortest and longest passage, in words; the lengths between come in turn.
const WORDS: (usize, usize) = (15, 100);

/// Rows asked for.
const ROWS: usize = 20;

/// Prints median, 99th percentile and worst of the times, and how many passages were found in the record that they come from.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let index = TextIndex::open(&options.folder, &Settings::default())?;
    let passages = passages(options, index.records())?;
    let (mut times, mut own) = (Vec::new(), 0);
    for (id, passage) in &passages {
        let started = Instant::now();
        let found = index.find(passage, ROWS)?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        own += usize::from(found.rows.iter().any(|row| row.id == *id));
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        times.get(((times.len() as f64 * share) as usize).min(times.len() - 1)).context("no record is long enough")
    };
    println!("{} records, {} passages, {own} found in their own record", index.records(), times.len());
    println!("milliseconds: median {:.2}, 99th percentile {:.2}, worst {:.2}", at(0.5)?, at(0.99)?, at(1.0)?);
    Ok(())
}

/// Passages of records that are evenly spread over the corpus, with the ids of these.
fn passages(options: &Options, records: usize) -> anyhow::Result<Vec<(String, String)>> {
    let file = File::open(&options.corpus).with_context(|| format!("{} can't be read", options.corpus.display()))?;
    let mut passages = Vec::new();
    for line in BufReader::new(file).lines().step_by((records / options.queries).max(1)).take(options.queries) {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let (Some(id), Some(text)) = (record["id"].as_str(), record["text"].as_str()) else { continue };
        let words: Vec<&str> = text.split_whitespace().collect();
        let length = WORDS.0 + passages.len() * 7 % (WORDS.1 - WORDS.0);
        if words.len() > length {
            let start = passages.len() * 31 % (words.len() - length);
            passages.push((id.to_owned(), words[start..start + length].join(" ")));
        }
    }
    Ok(passages)
}
