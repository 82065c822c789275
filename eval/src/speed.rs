//! How long each stage of a run takes.

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Instant;

use wirecopy::{Progress, Settings, trace};

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Files and folders, as for `wirecopy trace`.
    #[arg(required = true)]
    piles: Vec<PathBuf>,
    /// Threads; 0 is one a core.
    #[arg(long, default_value_t = 1)]
    threads: usize,
}

struct Stages {
    started: Mutex<Vec<(String, Option<u64>, Instant)>>,
}

impl Progress for Stages {
    fn stage(&self, name: &str, total: Option<u64>) {
        self.started.lock().expect("nothing panics here").push((name.to_owned(), total, Instant::now()));
    }

    fn advance(&self, _steps: u64) {}
}

/// Prints wall seconds and steps of each stage.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let stages = Stages { started: Mutex::default() };
    let settings = Settings { threads: options.threads, ..Settings::default() };
    let found = trace(&options.piles, &settings, &stages)?;
    let mut started = stages.started.into_inner()?;
    started.push((String::new(), None, Instant::now()));
    println!("| stage | steps | seconds |\n| --- | --- | --- |");
    for pair in started.windows(2) {
        let steps = pair[0].1.map_or_else(String::new, |n| n.to_string());
        println!("| {} | {steps} | {:.2} |", pair[0].0, (pair[1].2 - pair[0].2).as_secs_f64());
    }
    let tables = &found.tables;
    println!("{} pages, {} articles, {} links", tables.pages.len(), tables.articles.len(), tables.links.len());
    Ok(())
}
