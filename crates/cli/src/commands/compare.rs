use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use wirecopy::{Settings, compare, compare_pairs};
use wirecopy_record::Tables;
use wirecopy_view::{Pair, json, render};

use crate::End;
use crate::args::{CompareFormat, CompareOptions};
use crate::terminal::Terminal;

/// Pairs of texts that are read before they are compared and written: bounds the memory.
const PAIRS_AT_ONCE: usize = 256;

pub(crate) fn run(options: &CompareOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let settings = Settings { threads: options.threads, model: options.model.open()?, ..Settings::default() };
    match (&options.pairs, &options.a, &options.b) {
        (Some(pairs), ..) => run_pairs(pairs, &settings, terminal),
        (None, Some(a), Some(b)) => run_files(a, b, options.format, &settings, terminal),
        _ => anyhow::bail!("compare needs two files, or --pairs FILE.jsonl"),
    }
}

fn run_files(
    a: &Path,
    b: &Path,
    format: CompareFormat,
    settings: &Settings,
    terminal: &Terminal,
) -> anyhow::Result<End> {
    let found = compare(a, b, settings)?;
    found.notes.iter().for_each(|note| terminal.say(&format!("note: {note}")));
    for pair in pairs_of(&found.tables) {
        let text = match format {
            CompareFormat::Text => render::compare(&pair, terminal.style()),
            CompareFormat::Json => json::compare(&pair) + "\n",
        };
        terminal.write(&text)?;
    }
    let is_linked = found.tables.links.iter().any(|link| link.kind != "unrelated");
    Ok(if is_linked { End::Found } else { End::Nothing })
}

fn pairs_of(tables: &Tables) -> impl Iterator<Item = Pair<'_>> {
    tables.links.iter().filter_map(|link| Pair::find(tables, &link.link_id))
}

/// One line of `--pairs`.
#[derive(Deserialize)]
struct Texts {
    id: serde_json::Value,
    a: String,
    b: String,
}

fn run_pairs(path: &Path, settings: &Settings, terminal: &Terminal) -> anyhow::Result<End> {
    let mut end = End::Nothing;
    let mut batch = Vec::new();
    for (number, line) in (1..).zip(open(path)?.lines()) {
        let line = line.with_context(|| format!("{}, line {number} can't be read", path.display()))?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Texts>(&line) {
            Ok(texts) => batch.push(texts),
            Err(error) => {
                terminal
                    .complain(&format!("{}, line {number}: wanted {{\"id\", \"a\", \"b\"}} ({error})", path.display()));
                end = End::Trouble;
            }
        }
        if batch.len() == PAIRS_AT_ONCE {
            write_batch(&mut batch, settings, terminal, &mut end)?;
        }
    }
    write_batch(&mut batch, settings, terminal, &mut end)?;
    Ok(end)
}

fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).with_context(|| format!("{} can't be opened", path.display()))?;
    Ok(Box::new(BufReader::new(file)))
}

fn write_batch(batch: &mut Vec<Texts>, settings: &Settings, terminal: &Terminal, end: &mut End) -> anyhow::Result<()> {
    let texts: Vec<(&str, &str)> = batch.iter().map(|t| (t.a.as_str(), t.b.as_str())).collect();
    let compared = compare_pairs(&texts, settings)?;
    for (Texts { id, .. }, tables) in batch.iter().zip(&compared) {
        let pair = pairs_of(tables).next().context("a comparison has one link")?;
        terminal.write(&(json::compare_named(id, &pair) + "\n"))?;
        if *end == End::Nothing {
            *end = End::Found;
        }
    }
    batch.clear();
    Ok(())
}
