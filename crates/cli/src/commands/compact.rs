use wirecopy::Settings;

use crate::End;
use crate::args::InfoOptions;
use crate::terminal::Terminal;

pub(crate) fn run(options: &InfoOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let (before, after) = wirecopy::compact(&options.archive, &Settings::default())?;
    terminal.write(&format!("Compacted  {before} bytes before, {after} now\n"))?;
    Ok(End::Found)
}
