use std::borrow::Cow;

use anyhow::Context;
use serde::Serialize;
use wirecopy::{Found, Settings, TextIndex};
use wirecopy_record::write_line;
use wirecopy_view::render;

use crate::End;
use crate::args::{FindFormat, FindOptions};
use crate::terminal::Terminal;

pub(crate) fn run(options: &FindOptions, terminal: &Terminal) -> anyhow::Result<End> {
    if let Some(words) = &options.words {
        return search(words, options, terminal);
    }
    let text: Cow<'_, str> = match (&options.text, &options.file) {
        (Some(text), _) => text.into(),
        (None, Some(file)) => {
            let bytes = std::fs::read(file).with_context(|| format!("{} can't be read", file.display()))?;
            String::from_utf8_lossy(&bytes).into_owned().into()
        }
        (None, None) => anyhow::bail!("find needs a text, --file FILE, or --words WORDS"),
    };
    let found = TextIndex::open(&options.folder, &Settings::default())?.find(&text, options.most)?;
    terminal.write(&match options.format {
        FindFormat::Text => render::found(&found.rows, found.records, found.is_complete, &text, terminal.style()),
        FindFormat::Jsonl => lines(&found.rows)?,
    })?;
    Ok(end(found.records))
}

/// Articles of an archive by their words.
fn search(words: &str, options: &FindOptions, terminal: &Terminal) -> anyhow::Result<End> {
    if !words.contains(char::is_alphanumeric) {
        anyhow::bail!("--words needs a word");
    }
    let hits = Found::open(&options.folder, &Settings::default())?.search(words, options.most)?;
    terminal.write(&match options.format {
        FindFormat::Text => render::hits(&hits.rows, hits.articles, terminal.style()),
        FindFormat::Jsonl => lines(&hits.rows)?,
    })?;
    Ok(end(hits.articles))
}

fn lines(rows: &[impl Serialize]) -> anyhow::Result<String> {
    let mut lines = Vec::new();
    rows.iter().try_for_each(|row| write_line(row, &mut lines))?;
    Ok(String::from_utf8(lines)?)
}

fn end(found: usize) -> End {
    if found == 0 { End::Nothing } else { End::Found }
}
