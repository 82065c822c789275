//! Sheets that people fill in: written as CSV that is safe to open, read back from whatever a spreadsheet made of it.

use std::fs;
use std::path::Path;

use csv::ReaderBuilder;

use crate::csv as table;
use crate::error::Error;
use crate::file::{Draft, prepare_folder};
use crate::schema::fields;
use crate::table::Row;

impl Row for crate::rows::SheetRow {
    const TABLE: &'static str = "sheet";
}

/// Writes a sheet as [`Format::Csv`](crate::Format::Csv) writes tables, with a byte order mark, so that spreadsheets read it as
/// UTF-8. A file that is there is replaced when the new one is whole.
///
/// # Errors
/// When it can't be written.
pub fn write_sheet<R: Row>(rows: &[R], path: &Path) -> Result<(), Error> {
    let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    prepare_folder(dir)?;
    let draft = Draft::write(dir, path, |out| {
        out.write_all("\u{feff}".as_bytes()).map_err(|e| Error::writing(path, e))?;
        table::write(rows, out, path)
    })?;
    draft.publish(path)
}

/// Reads a sheet that went through a spreadsheet: with or without byte order mark, parted by commas, semicolons or tabs, with
/// columns in any order, added or left out. A column of `needed` must be there.
///
/// # Errors
/// When the file can't be read, a needed column is missing, or a cell does not hold what its column says.
pub fn read_sheet<R: Row + Default>(path: &Path, needed: &[&str]) -> Result<Vec<R>, Error> {
    let bytes = fs::read(path).map_err(|e| Error::reading(path, e))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| table::broken(path, 1, e))?.clone();
    let place = |name: &str| header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
    if let Some(missing) = needed.iter().find(|name| place(name).is_none()) {
        return Err(Error::damaged(
            path,
            format!("column `{missing}` is missing; is this a sheet of `wirecopy sample`?"),
        ));
    }
    let fields = fields::<R>();
    let columns: Vec<_> = fields.iter().filter_map(|field| Some((field, place(field.name())?))).collect();
    let mut rows = Vec::new();
    for (i, record) in reader.records().enumerate() {
        let record = record.map_err(|e| table::broken(path, i + 2, e))?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        rows.push(table::row_or_default(&columns, &record).map_err(|e| table::broken(path, i + 2, e))?);
    }
    Ok(rows)
}

/// What parts the cells of the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |c: u8| first.bytes().filter(|&b| b == c).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|&c| (count(c), c == b',')).unwrap_or(b',')
}
