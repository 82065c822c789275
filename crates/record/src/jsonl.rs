//! One JSON object a line.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use crate::error::{Error, ErrorKind};
use crate::table::Row;

pub(crate) fn write<R: Row>(rows: &[R], out: &mut dyn Write, path: &Path) -> Result<(), Error> {
    for (i, row) in rows.iter().enumerate() {
        serde_json::to_writer(&mut *out, row).map_err(|e| broken(e, path, i))?;
        out.write_all(b"\n").map_err(|e| Error::writing(path, e))?;
    }
    Ok(())
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
