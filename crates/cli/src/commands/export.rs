use std::io;
use std::path::Path;

use anyhow::Context;
use wirecopy::{Error, Found, Settings};
use wirecopy_record::{Tables, codebook, replace_file};
use wirecopy_view::{dot, graphml, render, tei};

use crate::End;
use crate::args::ExportOptions;
use crate::output::{self, Target};
use crate::progress::Bars;
use crate::terminal::Terminal;

pub(crate) fn run(options: &ExportOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let settings = options.work.settings();
    if options.codebook {
        return Ok(write_codebook(&settings, terminal)?);
    }
    let archive = options.archive.as_deref().context("which archive? `wirecopy export ARCHIVE`")?;
    let found = Found::open(archive, &settings)?;
    if let Some(family) = &options.tei {
        return write_tei(&found, family, terminal);
    }
    let bars = Bars::new(options.work.quiet);
    let target = Target { folder: &options.out, format: options.format.into(), archive: Some(archive) };
    let summary = output::write(&found, &target, &settings, &bars)?;
    terminal.write(&render::terminal(&summary, terminal.style()))?;
    write_graphs(&found, &options.out, &settings, &bars)?;
    Ok(output::end(&summary))
}

/// One family as an edition.
fn write_tei(found: &Found, family: &str, terminal: &Terminal) -> anyhow::Result<End> {
    let Some(apparatus) = found.apparatus(family)? else {
        terminal.complain(&format!("there is no family of copies {family}; the table `families` names them all"));
        return Ok(End::Nothing);
    };
    terminal.write(&tei(&apparatus))?;
    Ok(End::Found)
}

/// `links.graphml` and `stemma.dot` beside the tables.
fn write_graphs(found: &Found, folder: &Path, settings: &Settings, bars: &Bars) -> anyhow::Result<()> {
    let draw = |name: &str, start: &str, rows: fn(&Tables) -> String, end: &str| {
        replace_file(&folder.join(name), |out| {
            out.write_all(start.as_bytes())?;
            let mut lines = |tables: Tables| out.write_all(rows(&tables).as_bytes()).map_err(Error::output);
            found.rows(settings, bars, &mut lines).map_err(io::Error::other)?;
            out.write_all(end.as_bytes())
        })
    };
    draw("links.graphml", &graphml::start(), graphml::rows, graphml::END)?;
    draw("stemma.dot", dot::START, dot::rows, dot::END)?;
    bars.finish();
    Ok(())
}

/// A methods paragraph, then what every column means, how it is computed and how right it was, as CSV.
fn write_codebook(settings: &Settings, terminal: &Terminal) -> io::Result<End> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let methods = wirecopy::methods(settings, env!("CARGO_PKG_VERSION"));
    let mut text = String::from("table,column,type,may_be_null,meaning,computed,measured\n");
    text += &format!("methods,,,,{},,\n", quoted(&methods));
    for column in codebook() {
        let words = [&column.meaning, column.computed, column.measured].map(quoted).join(",");
        let data_type = quoted(&column.data_type);
        text += &format!("{},{},{data_type},{},{words}\n", column.table, column.name, column.nullable);
    }
    terminal.write(&text)?;
    Ok(End::Found)
}
