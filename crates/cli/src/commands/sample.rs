use wirecopy::{SampleSettings, sample};
use wirecopy_record::{Tables, write_sheet};
use wirecopy_view::render;

use crate::End;
use crate::args::{LinkChoice, SampleOptions};
use crate::terminal::Terminal;

pub(crate) fn run(options: &SampleOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let sheet = options.out.display().to_string();
    if options.out.exists() {
        anyhow::bail!("{sheet} is there already, and somebody may have coded it; name another file with --out");
    }
    let tables = Tables::read(&options.folder)?;
    let kinds = kinds(&options.links);
    let rows = sample(&tables, &SampleSettings { kinds: kinds.clone(), count: options.count, seed: options.seed });
    if rows.is_empty() {
        let folder = options.folder.display();
        terminal.complain(&format!("there is no link of this kind in {folder} ({})", kinds.join(", ")));
        return Ok(End::Nothing);
    }
    write_sheet(&rows, &options.out)?;
    terminal.write(&render::sheet(&rows, &sheet, terminal.style()))?;
    Ok(End::Found)
}

fn kinds(choices: &[LinkChoice]) -> Vec<String> {
    let names = |choice: &LinkChoice| match choice {
        LinkChoice::Copies => SampleSettings::default().kinds,
        LinkChoice::Exact => vec!["exact".to_owned()],
        LinkChoice::Near => vec!["near".to_owned()],
        LinkChoice::Embedded => vec!["embedded".to_owned()],
        LinkChoice::Rewrite => vec!["rewrite".to_owned()],
        LinkChoice::Story => vec!["story".to_owned()],
    };
    choices.iter().flat_map(names).collect()
}
