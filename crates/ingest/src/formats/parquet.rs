//! `.parquet`: one row, one page; only the columns that are taken for something are read.
//!
//! What the file holds stands at its end, so one that can't be opened by its path (on stdin, compressed, or in an archive) is
//! held in memory, if it is no larger than a page may be.

use std::fmt::Display;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::ChunkReader;
use serde_json::Value;

use super::{FileFormat, Reading, record};
use crate::columns::Header;
use crate::options::Options;
use crate::place::Place;
use crate::record::Record;
use crate::source::{self, bomb};

pub(super) const FORMAT: FileFormat =
    FileFormat { endings: &["parquet", "pq"], is_this: |head, _| head.starts_with(b"PAR1"), cut };

/// Rows that are read at a time: few, because a row may be a page of many MiB, and a few bytes of the file may say all of them.
const ROWS: usize = 8;

fn cut(reading: &mut Reading<'_>) {
    match reading.path.filter(|_| reading.source.packed.is_none()) {
        Some(path) => match File::open(path) {
            Ok(file) => open(reading, file),
            Err(e) => reading.reject(&reading.file(), source::why(&e, None)),
        },
        None => {
            if let Some(bytes) = reading.all() {
                open(reading, bytes::Bytes::from(bytes));
            }
        }
    }
}

fn open(reading: &mut Reading<'_>, file: impl ChunkReader + 'static) {
    let packed = file.len();
    let builder = match ParquetRecordBatchReaderBuilder::try_new(file) {
        Ok(builder) => builder,
        Err(e) => return reading.reject(&reading.file(), damaged(&e)),
    };
    if !is_whole(builder.metadata()) {
        return reading.reject(&reading.file(), damaged(&"its list of columns names places before its start"));
    }
    let names = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let header = Header::new(names, &reading.options.fields);
    if let Some(reason) = header.no_text() {
        return reading.reject(&reading.file(), reason);
    }
    let known: Vec<usize> = (0..header.len()).filter(|&at| header.is_known(at)).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), known);
    match builder.with_projection(mask).with_batch_size(ROWS).build() {
        Ok(rows) => batches(reading, rows, packed),
        Err(e) => reading.reject(&reading.file(), damaged(&e)),
    }
}

/// The library takes negative places and lengths for a bug of its own, and panics.
fn is_whole(metadata: &ParquetMetaData) -> bool {
    let is_column_whole = |column: &ColumnChunkMetaData| {
        let start = column.dictionary_page_offset().unwrap_or(0).min(column.data_page_offset());
        start >= 0 && column.compressed_size() >= 0
    };
    metadata.row_groups().iter().flat_map(RowGroupMetaData::columns).all(is_column_whole)
}

/// What else makes the library panic is damage too.
fn next(rows: &mut ParquetRecordBatchReader) -> Option<Result<RecordBatch, String>> {
    let read = catch_unwind(AssertUnwindSafe(|| rows.next()));
    read.unwrap_or_else(|_| Some(Err(ArrowError::ParquetError("its pages contradict each other".to_owned()))))
        .map(|batch| batch.map_err(|e| damaged(&e)))
}

fn batches(reading: &mut Reading<'_>, mut rows: ParquetRecordBatchReader, packed: u64) {
    let names =
        arrow::array::RecordBatchReader::schema(&rows).fields().iter().map(|field| field.name().clone()).collect();
    let header = Arc::new(Header::new(names, &reading.options.fields));
    let (mut before, mut unpacked) = (0, 0);
    while let Some(batch) = next(&mut rows) {
        let place = Place { record: Some(before + 1), ..reading.file() };
        let batch = match batch {
            Ok(batch) => batch,
            Err(reason) => return reading.reject(&place, format!("{reason}. The records before it were read")),
        };
        let bytes = batch.get_array_memory_size();
        unpacked += bytes as u64;
        if reading.options.limits.is_bomb(unpacked, packed) {
            reading.meter.is_bomb.set(true);
            return reading.reject(&place, bomb(&reading.options.limits));
        }
        before += batch.num_rows() as u64;
        let (first, header) = (place.clone(), Arc::clone(&header));
        reading.job(place, bytes, Box::new(move |options, out| pages(&first, &header, &batch, options, out)));
        if reading.meter.is_stopped.get() {
            return;
        }
    }
    if before == 0 {
        reading.reject(&reading.file(), "empty: no row in it");
    }
}

fn damaged(error: &dyn Display) -> String {
    format!("a Parquet file that can't be read ({error}); fetch or copy it again")
}

fn pages(first: &Place, header: &Header, batch: &RecordBatch, options: &Options, out: &mut Vec<Record>) {
    let max = options.limits.max_page_bytes;
    for row in 0..batch.num_rows() {
        let place = Place { record: first.record.map(|first| first + row as u64), ..first.clone() };
        let values: Vec<Value> = batch.columns().iter().map(|column| value(column.as_ref(), row)).collect();
        let bytes: usize = values.iter().filter_map(Value::as_str).map(str::len).sum();
        if bytes as u64 > max {
            let reason = format!("longer than {} MiB, the most that one record may have", max >> 20);
            out.push(Record::Reject(place.reject(reason)));
        } else {
            record::page(&place, header.row(values.into_iter()), None, out);
        }
    }
}

/// One value; what JSON has no word for is text.
fn value(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    let list = |items: Arc<dyn Array>| (0..items.len()).map(|at| value(items.as_ref(), at)).collect();
    let bytes = |bytes: &[u8]| Value::String(String::from_utf8_lossy(bytes).into_owned());
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).into(),
        DataType::Utf8View => array.as_string_view().value(row).into(),
        DataType::Binary => bytes(array.as_binary::<i32>().value(row)),
        DataType::LargeBinary => bytes(array.as_binary::<i64>().value(row)),
        DataType::BinaryView => bytes(array.as_binary_view().value(row)),
        DataType::List(_) => Value::Array(list(array.as_list::<i32>().value(row))),
        DataType::LargeList(_) => Value::Array(list(array.as_list::<i64>().value(row))),
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns();
            fields.iter().zip(columns).map(|(field, c)| (field.name().clone(), value(c.as_ref(), row))).collect()
        }
        _ => shown(array, row),
    }
}

fn shown(array: &dyn Array, row: usize) -> Value {
    let options = FormatOptions::default();
    ArrayFormatter::try_new(array, &options).map_or(Value::Null, |formatter| formatter.value(row).to_string().into())
}
