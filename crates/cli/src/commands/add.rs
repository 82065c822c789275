use wirecopy::{Found, Settings};

use crate::End;
use crate::args::AddOptions;
use crate::commands::info::counted;
use crate::output::{self, Target};
use crate::progress::Bars;
use crate::terminal::Terminal;

pub(crate) fn run(options: &AddOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let model = options.model.open()?;
    let settings = Settings { reading: options.input.reading(), model, ..options.work.settings() };
    let piles = options.input.piles()?;
    let before = Found::open(&options.to, &settings)?.counts();
    let bars = Bars::new(options.work.quiet);
    let found = wirecopy::add(&options.to, &piles, &settings, &bars);
    bars.finish();
    let found = found?;
    if !options.work.quiet {
        output::tell_notes(&found, terminal);
    }
    let now = found.counts();
    let more = |name: &str| now.get(name).copied().unwrap_or(0) - before.get(name).copied().unwrap_or(0);
    let (pages, rejected) = (more("pages"), more("rejected"));
    terminal.write(&format!("Added      {pages} pages; {rejected} could not be read\n{}", counted(&now)))?;
    if let Some(folder) = &options.out {
        let target = Target { folder, format: options.format.into(), archive: Some(&options.to) };
        output::write(&found, &target, &settings, &bars)?;
        terminal.write(&format!("Written    tables and report.html, in {}\n", folder.display()))?;
    } else {
        let archive = options.to.display();
        terminal.write(&format!("Next       wirecopy export {archive} --out wirecopy-out\n"))?;
    }
    Ok(match (pages, rejected) {
        (_, 1..) => End::Trouble,
        (0, 0) => End::Nothing,
        _ => End::Found,
    })
}
