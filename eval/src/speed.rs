//! How long each stage of a run takes, and of adding to an archive.

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Instant;

use wirecopy::{Found, Progress, Settings, add, create, trace};

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Files and folders, as for `wirecopy trace`.
    #[arg(required_unless_present = "archive")]
    piles: Vec<PathBuf>,
    /// Make an archive of the piles first (or use the one that `--archive` names), and then add this.
    #[arg(long, value_name = "PILE")]
    add: Option<PathBuf>,
    /// An archive that is there already: nothing but adding is timed. It stays changed.
    #[arg(long, value_name = "ARCHIVE", requires = "add")]
    archive: Option<PathBuf>,
    /// Threads; 0 is one a core.
    #[arg(long, default_value_t = 1)]
    threads: usize,
}

#[derive(Default)]
struct Stages {
    started: Mutex<Vec<(String, Option<u64>, Moment)>>,
}

/// Wall clock, and seconds of CPU that the process took so far, where the system says it.
#[derive(Clone, Copy)]
struct Moment(Instant, f64);

impl Moment {
    fn now() -> Self {
        Self(Instant::now(), cpu_seconds().unwrap_or(f64::NAN))
    }
}

/// User and system time in hundredths of a second, as Linux counts it.
pub(crate) fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

impl Progress for Stages {
    fn stage(&self, name: &str, total: Option<u64>) {
        self.started.lock().expect("nothing panics here").push((name.to_owned(), total, Moment::now()));
    }

    fn advance(&self, _steps: u64) {}
}

/// Prints wall seconds, CPU seconds and steps of each stage.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let settings = Settings { threads: options.threads, ..Settings::default() };
    let Some(more) = &options.add else {
        let stages = Stages::default();
        let tables = trace(&options.piles, &settings, &stages)?.tables;
        print(stages)?;
        println!("{} pages, {} articles, {} links", tables.pages.len(), tables.articles.len(), tables.links.len());
        return Ok(());
    };
    let scratch = tempfile::tempdir()?;
    let archive = match &options.archive {
        Some(archive) => archive.clone(),
        None => {
            let archive = scratch.path().join("archive");
            let stages = Stages::default();
            let found = create(&archive, &options.piles, &settings, &stages)?;
            print(stages)?;
            tell(&found);
            archive
        }
    };
    let stages = Stages::default();
    let found = add(&archive, std::slice::from_ref(more), &settings, &stages)?;
    println!("Adding:");
    print(stages)?;
    tell(&found);
    Ok(())
}

fn print(stages: Stages) -> anyhow::Result<()> {
    let mut started = stages.started.into_inner()?;
    started.push((String::new(), None, Moment::now()));
    println!("| stage | steps | seconds | CPU seconds |\n| --- | --- | --- | --- |");
    let line = |name: &str, steps: Option<u64>, from: Moment, to: Moment| {
        let steps = steps.map_or_else(String::new, |n| n.to_string());
        println!("| {name} | {steps} | {:.2} | {:.2} |", (to.0 - from.0).as_secs_f64(), to.1 - from.1);
    };
    started.windows(2).for_each(|pair| line(&pair[0].0, pair[0].1, pair[0].2, pair[1].2));
    line("all", None, started[0].2, started[started.len() - 1].2);
    Ok(())
}

fn tell(found: &Found) {
    let counts = found.counts();
    println!("{} pages, {} articles, {} links", counts["pages"], counts["articles"], counts["links"]);
}
