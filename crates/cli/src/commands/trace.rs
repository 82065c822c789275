use std::fs;
use std::path::{Path, PathBuf};

use wirecopy::{Found, Settings};
use wirecopy_record::prepare_folder;
use wirecopy_view::render;

use crate::End;
use crate::args::TraceOptions;
use crate::output::{self, Target};
use crate::progress::Bars;
use crate::terminal::Terminal;

/// The folder inside the output for what does not fit in memory. A run that was stopped leaves it, and the next one clears it.
const WORK: &str = ".wirecopy-work";

pub(crate) fn run(options: &TraceOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let model = options.model.open()?;
    let settings = Settings { reading: options.input.reading(), model, ..options.work.settings() };
    let piles = options.input.piles()?;
    prepare_folder(&options.out)?; // an answer that can't be kept should not be waited for
    let work = options.out.join(WORK);
    let end = trace(options, &piles, &work, &settings, terminal);
    let _ = fs::remove_dir_all(&work); // what is left in it is hidden, and the next run clears it
    end
}

/// Finds everything, and writes it as it is read back: tables, then the report.
fn trace(
    options: &TraceOptions,
    piles: &[PathBuf],
    work: &Path,
    settings: &Settings,
    terminal: &Terminal,
) -> anyhow::Result<End> {
    let bars = Bars::new(options.work.quiet);
    let found = match &options.archive {
        Some(archive) => wirecopy::create(archive, piles, settings, &bars),
        None => Found::in_pile(piles, work, settings, &bars),
    };
    bars.finish();
    let found = found?;
    if !options.work.quiet {
        output::tell_notes(&found, terminal);
    }
    let target = Target { folder: &options.out, format: options.format.into(), archive: options.archive.as_deref() };
    let summary = output::write(&found, &target, settings, &bars)?;
    terminal.write(&render::terminal(&summary, terminal.style()))?;
    Ok(output::end(&summary))
}
