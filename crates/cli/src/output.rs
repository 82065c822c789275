//! What was found, written for people and programs: tables, report, summary.

use std::path::Path;

use wirecopy::{Error, Found, Settings};
use wirecopy_record::{Format, Stamp, TablesWriter, replace_file};
use wirecopy_view::{ReportBounds, Summary, SummaryContext, Tally, report_of};

use crate::End;
use crate::progress::Bars;
use crate::terminal::Terminal;

/// Notes on how the pile was read that are shown; the others are counted.
const MAX_NOTES: usize = 8;

/// Where tables and report go.
pub(crate) struct Target<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) format: Format,
    /// The archive that they come from, if there is one.
    pub(crate) archive: Option<&'a Path>,
}

/// Writes all tables as they are read back, and the report.
pub(crate) fn write(found: &Found, target: &Target<'_>, settings: &Settings, bars: &Bars) -> anyhow::Result<Summary> {
    let mut writer = TablesWriter::new(target.folder, target.format)?;
    let bounds = ReportBounds::default();
    let mut tally = Tally::new(SummaryContext::written_to(target.folder.display().to_string()), bounds);
    let written = found.rows(settings, bars, &mut |rows| {
        tally.add(&rows);
        writer.add(rows).map_err(Error::output)
    });
    bars.finish();
    written?;
    let made_with = target.archive.map_or_else(|| settings.fingerprint(), |_| found.manifest().settings.clone());
    writer.finish(&Stamp { program: env!("CARGO_PKG_VERSION").to_owned(), settings: made_with })?;
    let excerpt = found.excerpt(&tally.stories_shown())?;
    let (summary, shown) = tally.finish(excerpt);
    let html = report_of(&shown, &summary, bounds);
    replace_file(&target.folder.join("report.html"), |out| out.write_all(html.as_bytes()))?;
    Ok(summary)
}

pub(crate) fn tell_notes(found: &Found, terminal: &Terminal) {
    found.notes().iter().take(MAX_NOTES).for_each(|note| terminal.say(&format!("note: {note}")));
    if let Some(more @ 1..) = found.notes().len().checked_sub(MAX_NOTES) {
        terminal.say(&format!("note: and {more} more of this kind"));
    }
}

pub(crate) fn end(found: &Summary) -> End {
    if found.rejected > 0 {
        End::Trouble
    } else if found.articles == 0 {
        End::Nothing
    } else {
        End::Found
    }
}
