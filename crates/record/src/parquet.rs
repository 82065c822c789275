//! Parquet: columns for pandas, R, DuckDB and Spark.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::datatypes::{FieldRef, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use crate::error::{Error, ErrorKind};
use crate::file::OpenDraft;
use crate::format::RowWriter;
use crate::manifest::SCHEMA_VERSION;
use crate::schema::fields;
use crate::table::Row;

/// Rows turned into Arrow at a time: bounds the memory that the copy takes.
const BATCH_ROWS: usize = 4096;

/// Rows in a row group: readers load and skip whole groups.
const GROUP_ROWS: usize = 128 * 1024;

/// Bytes in a row group: it is in memory until it is whole.
const GROUP_BYTES: usize = 64 << 20;

pub(crate) struct Writer<R> {
    out: ArrowWriter<OpenDraft>,
    path: PathBuf,
    fields: Vec<FieldRef>,
    /// Fewer than a batch: where batches end must not depend on how many rows came at a time.
    waiting: Vec<R>,
}

impl<R: Row> Writer<R> {
    pub(crate) fn new(out: OpenDraft, path: &Path) -> Result<Self, Error> {
        let fields: Vec<FieldRef> = fields::<R>();
        let schema = Arc::new(Schema::new(fields.clone()));
        let options = ArrowWriterOptions::new().with_properties(properties());
        let out = ArrowWriter::try_new_with_options(out, schema, options).map_err(|e| writing(path, e))?;
        Ok(Self { out, path: path.to_owned(), fields, waiting: Vec::new() })
    }

    fn write(&mut self, rows: &[R]) -> Result<(), Error> {
        let batch = serde_arrow::to_record_batch(&self.fields, &rows).map_err(|e| unfit(&self.path, e))?;
        self.out.write(&batch).map_err(|e| writing(&self.path, e))
    }
}

impl<R: Row> RowWriter<R> for Writer<R> {
    fn add(&mut self, rows: Vec<R>) -> Result<(), Error> {
        self.waiting.extend(rows);
        while self.waiting.len() >= BATCH_ROWS {
            let rest = self.waiting.split_off(BATCH_ROWS);
            let batch = std::mem::replace(&mut self.waiting, rest);
            self.write(&batch)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<OpenDraft, Error> {
        let rest = std::mem::take(&mut self.waiting);
        if !rest.is_empty() {
            self.write(&rest)?;
        }
        self.out.into_inner().map_err(|e| writing(&self.path, e))
    }
}

/// Nothing here may depend on the day or on the library's version: the bytes are compared. The creator is in the form that
/// Spark's reader can parse; it passes over the statistics of files of unknown origin.
fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by(format!("wirecopy version {SCHEMA_VERSION}"))
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_max_row_group_bytes(Some(GROUP_BYTES))
        .build()
}

fn writing(path: &Path, error: ParquetError) -> Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(io) => Error::writing(path, *io),
            Err(other) => unfit(path, other),
        },
        other => unfit(path, other),
    }
}

fn unfit(path: &Path, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::Row, path, format!("can't write {} as Parquet", path.display())).because(error)
}

pub(crate) fn read<R: Row>(path: &Path) -> Result<Vec<R>, Error> {
    let file = File::open(path).map_err(|e| Error::reading(path, e))?;
    let broken = |e: &dyn std::fmt::Display| Error::damaged(path, format!("not readable as Parquet: {e}"));
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| broken(&e))?;
    let mut rows = Vec::new();
    for batch in builder.with_batch_size(BATCH_ROWS).build().map_err(|e| broken(&e))? {
        let batch = batch.map_err(|e| broken(&e))?;
        rows.append(&mut serde_arrow::from_record_batch::<Vec<R>>(&batch).map_err(|e| broken(&e))?);
    }
    Ok(rows)
}
