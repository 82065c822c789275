use wirecopy::{Settings, Trace};
use wirecopy_record::{Format, Stamp, Tables, prepare_folder, replace_file};
use wirecopy_view::{SummaryContext, render, report, summary};

use crate::End;
use crate::args::{TableFormat, TraceOptions};
use crate::progress::Bars;
use crate::terminal::Terminal;

/// Notes on how the pile was read that are shown; the others are counted.
const MAX_NOTES: usize = 8;

pub(crate) fn run(options: &TraceOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let settings = Settings { threads: options.threads, ..Settings::default() };
    prepare_folder(&options.out)?; // an answer that can't be kept should not be waited for
    let bars = Bars::new(options.quiet);
    let found = wirecopy::trace(&options.piles, &settings, &bars);
    bars.finish();
    let found = found?;
    if !options.quiet {
        tell_notes(&found, terminal);
    }
    write(&found.tables, options, &settings)?;
    let context = SummaryContext::written_to(options.out.display().to_string());
    terminal.write(&render::terminal(&summary(&found.tables, &context), terminal.style()))?;
    Ok(end(&found.tables))
}

fn tell_notes(found: &Trace, terminal: &Terminal) {
    found.notes.iter().take(MAX_NOTES).for_each(|note| terminal.say(&format!("note: {note}")));
    if let Some(more @ 1..) = found.notes.len().checked_sub(MAX_NOTES) {
        terminal.say(&format!("note: and {more} more of this kind"));
    }
}

fn write(tables: &Tables, options: &TraceOptions, settings: &Settings) -> anyhow::Result<()> {
    let stamp = Stamp { program: env!("CARGO_PKG_VERSION").to_owned(), settings: settings.fingerprint() };
    tables.write(&options.out, format(options.format), &stamp)?;
    let page = options.out.join("report.html");
    let html = report(tables);
    replace_file(&page, |out| out.write_all(html.as_bytes()))?;
    Ok(())
}

fn format(format: TableFormat) -> Format {
    match format {
        TableFormat::Jsonl => Format::Jsonl,
        TableFormat::Csv => Format::Csv,
        TableFormat::Parquet => Format::Parquet,
    }
}

fn end(tables: &Tables) -> End {
    if tables.pages.iter().any(|page| page.status == "rejected") {
        End::Trouble
    } else if tables.articles.is_empty() {
        End::Nothing
    } else {
        End::Found
    }
}
