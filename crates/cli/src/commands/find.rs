use std::borrow::Cow;

use anyhow::Context;
use wirecopy::DedupIndex;
use wirecopy_record::write_line;
use wirecopy_view::render;

use crate::End;
use crate::args::{FindFormat, FindOptions};
use crate::terminal::Terminal;

pub(crate) fn run(options: &FindOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let text: Cow<'_, str> = match (&options.text, &options.file) {
        (Some(text), _) => text.into(),
        (None, Some(file)) => {
            let bytes = std::fs::read(file).with_context(|| format!("{} can't be read", file.display()))?;
            String::from_utf8_lossy(&bytes).into_owned().into()
        }
        (None, None) => anyhow::bail!("find needs a text, or --file FILE"),
    };
    let found = DedupIndex::open(&options.folder)?.find(&text, options.most)?;
    let told = match options.format {
        FindFormat::Text => render::found(&found.rows, found.records, found.is_complete, &text, terminal.style()),
        FindFormat::Jsonl => {
            let mut lines = Vec::new();
            found.rows.iter().try_for_each(|row| write_line(row, &mut lines))?;
            String::from_utf8(lines)?
        }
    };
    terminal.write(&told)?;
    Ok(if found.records == 0 { End::Nothing } else { End::Found })
}
