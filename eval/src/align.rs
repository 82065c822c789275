use std::path::Path;

/// Nothing to choose yet.
#[derive(clap::Args)]
pub struct Options {}

/// Prints the table.
pub fn run(_data: &Path, _options: &Options) -> anyhow::Result<()> {
    anyhow::bail!("not measured yet")
}
