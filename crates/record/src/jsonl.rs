//! One JSON object a line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind};
use crate::file::OpenDraft;
use crate::format::RowWriter;
use crate::table::Row;

/// Adds a row to `out` as one line of JSON, for tables that are too large to hold.
///
/// # Errors
/// When `out` can't be written.
pub fn write_line<R: Serialize>(row: &R, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}

/// Reads a row from the first line of a file that [`write_line`] wrote; `None` when it is not there or something else.
#[must_use]
pub fn read_line<R: DeserializeOwned>(path: &Path) -> Option<R> {
    let mut line = String::new();
    BufReader::new(File::open(path).ok()?).read_line(&mut line).ok()?;
    serde_json::from_str(&line).ok()
}

pub(crate) struct Writer {
    out: OpenDraft,
    path: PathBuf,
    rows: usize,
}

impl Writer {
    pub(crate) fn new(out: OpenDraft, path: &Path) -> Self {
        Self { out, path: path.to_owned(), rows: 0 }
    }
}

impl<R: Row> RowWriter<R> for Writer {
    fn add(&mut self, rows: Vec<R>) -> Result<(), Error> {
        for row in rows {
            serde_json::to_writer(&mut self.out, &row).map_err(|e| broken(e, &self.path, self.rows))?;
            self.out.write_all(b"\n").map_err(|e| Error::writing(&self.path, e))?;
            self.rows += 1;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<OpenDraft, Error> {
        Ok(self.out)
    }
}

fn broken(error: serde_json::Error, path: &Path, row: usize) -> Error {
    if error.is_io() {
        return Error::writing(path, error.into());
    }
    let text = format!("can't write row {} of {} as JSON", row + 1, path.display());
    Error::new(ErrorKind::Row, path, text).because(error)
}

pub(crate) fn read<R: Row>(path: &Path) -> Result<Vec<R>, Error> {
    let file = File::open(path).map_err(|e| Error::reading(path, e))?;
    BufReader::new(file)
        .split(b'\n')
        .enumerate()
        .map(|(i, line)| {
            let line = line.map_err(|e| Error::reading(path, e))?;
            serde_json::from_slice(&line).map_err(|e| Error::damaged(path, format!("line {}: {e}", i + 1)))
        })
        .collect()
}
