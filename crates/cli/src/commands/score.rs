use wirecopy::score_sheet;
use wirecopy_record::{SheetRow, read_sheet};
use wirecopy_view::render;

use crate::End;
use crate::args::ScoreOptions;
use crate::terminal::Terminal;

pub(crate) fn run(options: &ScoreOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let rows: Vec<SheetRow> = read_sheet(&options.sheet, &SheetRow::NEEDED)?;
    let scores = score_sheet(&rows)?;
    if scores.iter().all(|score| score.coded == 0) {
        let sheet = options.sheet.display();
        terminal.complain(&format!("no row of {sheet} is coded; fill its column `code` with y, n or ?"));
        return Ok(End::Nothing);
    }
    terminal.write(&render::precision(&scores, terminal.style()))?;
    Ok(End::Found)
}
