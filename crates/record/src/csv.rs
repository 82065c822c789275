//! CSV: for spreadsheets, R and pandas. See [`Format::Csv`](crate::Format::Csv) for the rules.

use std::borrow::Cow;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use arrow::datatypes::{DataType, FieldRef};
use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use serde_json::{Map, Value};

use crate::error::{Error, ErrorKind};
use crate::file::OpenDraft;
use crate::format::RowWriter;
use crate::schema::fields;
use crate::table::Row;

/// What makes a spreadsheet run a cell, wide forms included (OWASP, "CSV Injection").
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

pub(crate) struct Writer<W: Write> {
    out: csv::Writer<W>,
    path: PathBuf,
    fields: Vec<FieldRef>,
}

impl<W: Write> Writer<W> {
    pub(crate) fn new<R: Row>(out: W, path: &Path) -> Result<Self, Error> {
        let mut out = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
        let fields = fields::<R>();
        out.write_record(fields.iter().map(|f| f.name())).map_err(|e| writing(path, e))?;
        Ok(Self { out, path: path.to_owned(), fields })
    }

    fn push<R: Row>(&mut self, row: &R) -> Result<(), Error> {
        let path = &self.path;
        let Ok(Value::Object(columns)) = serde_json::to_value(row) else {
            return Err(Error::new(ErrorKind::Row, path, format!("can't write a row of {} as CSV", path.display())));
        };
        let cells = self.fields.iter().map(|f| cell(&columns[f.name()]));
        self.out.write_record(cells.map(Cow::into_owned)).map_err(|e| writing(path, e))
    }

    fn close(self) -> Result<W, Error> {
        self.out.into_inner().map_err(|e| Error::writing(&self.path, e.into_error()))
    }
}

impl<R: Row> RowWriter<R> for Writer<OpenDraft> {
    fn add(&mut self, rows: Vec<R>) -> Result<(), Error> {
        rows.iter().try_for_each(|row| self.push(row))
    }

    fn finish(self: Box<Self>) -> Result<OpenDraft, Error> {
        self.close()
    }
}

/// Writes a whole table.
pub(crate) fn write<R: Row>(rows: &[R], out: impl Write, path: &Path) -> Result<(), Error> {
    let mut writer = Writer::new::<R>(out, path)?;
    rows.iter().try_for_each(|row| writer.push(row))?;
    writer.close().map(drop)
}

fn writing(path: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => Error::writing(path, e),
        other => Error::new(ErrorKind::Row, path, format!("can't write {} as CSV: {other:?}", path.display())),
    }
}

fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) if is_guarded(text) => Cow::Owned(format!("'{text}")),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// Whether `text` is a dangerous cell, or looks like a dangerous one that has its apostrophe.
fn is_guarded(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(DANGEROUS)
}

pub(crate) fn read<R: Row>(path: &Path) -> Result<Vec<R>, Error> {
    let file = File::open(path).map_err(|e| Error::reading(path, e))?;
    let mut reader = ReaderBuilder::new().from_reader(file);
    let fields = fields::<R>();
    let header = reader.headers().map_err(|e| broken(path, 1, e))?.clone();
    let columns = fields.iter().map(|f| Ok((f, position(&header, f, path)?))).collect::<Result<Vec<_>, Error>>()?;
    let mut rows = Vec::new();
    for (i, record) in reader.records().enumerate() {
        let record = record.map_err(|e| broken(path, i + 2, e))?;
        rows.push(row(&columns, &record).map_err(|e| broken(path, i + 2, e))?);
    }
    Ok(rows)
}

fn position(header: &StringRecord, field: &FieldRef, path: &Path) -> Result<usize, Error> {
    let found = header.iter().position(|name| name == field.name());
    found.ok_or_else(|| Error::damaged(path, format!("column `{}` is missing", field.name())))
}

pub(crate) fn broken(path: &Path, row: usize, error: impl std::fmt::Display) -> Error {
    Error::damaged(path, format!("row {row} (the header is row 1): {error}"))
}

fn row<R: Row>(columns: &[(&FieldRef, usize)], record: &StringRecord) -> Result<R, serde_json::Error> {
    let mut object = Map::new();
    for (field, at) in columns {
        object.insert(field.name().clone(), value(field, &record[*at])?);
    }
    serde_json::from_value(Value::Object(object))
}

/// The same where columns may be missing and numbers may be empty: such fields keep their default.
pub(crate) fn row_or_default<R: Row + Default>(
    columns: &[(&FieldRef, usize)],
    record: &StringRecord,
) -> Result<R, serde_json::Error> {
    let mut object = serde_json::to_value(R::default())?;
    for (field, at) in columns {
        let cell = record.get(*at).unwrap_or_default();
        let is_number = !matches!(field.data_type(), DataType::LargeUtf8);
        if !(is_number && cell.trim().is_empty()) {
            object[field.name()] = value(field, if is_number { cell.trim() } else { cell })?;
        }
    }
    serde_json::from_value(object)
}

fn value(field: &FieldRef, cell: &str) -> Result<Value, serde_json::Error> {
    match field.data_type() {
        _ if cell.is_empty() && field.is_nullable() => Ok(Value::Null),
        DataType::LargeUtf8 if is_guarded(cell) && cell.starts_with('\'') => Ok(Value::from(&cell[1..])),
        DataType::LargeUtf8 => Ok(Value::from(cell)),
        _ => serde_json::from_str(cell),
    }
}
