//! `.csv` and `.tsv`: a header that names the columns, one page a row.
//!
//! The separator is told by the header: that by which most columns have a known name. A file with another ending is a table
//! if its first line is such a header.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use std::sync::Arc;

use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use serde_json::Value;

use super::record::{self, Opening};
use super::{FileFormat, JOB, Reading, first_line};
use crate::columns::Header;
use crate::decode::decode;
use crate::fields::Role;
use crate::options::Options;
use crate::place::Place;
use crate::record::{Note, NoteKind, Record};
use crate::source::Source;
use crate::stream::Job;

pub(super) const FORMAT: FileFormat = FileFormat { endings: &["csv", "tsv", "tab"], is_this, cut };

/// A comma, what spreadsheets write where a comma parts decimals, a tab, and what databases write.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A file that is no table by its name has at least so many known columns, one of them the text.
const MIN_KNOWN: usize = 2;

fn is_this(head: &[u8], options: &Options) -> bool {
    let (line, is_whole) = first_line(head);
    is_whole && header(line, &options.fields).is_some_and(|(_, h)| h.known() >= MIN_KNOWN && h.no_text().is_none())
}

/// The header in `line` with the separator that gives most known columns, or else most columns.
fn header(line: &[u8], named: &[(Role, String)]) -> Option<(u8, Header)> {
    let read = |separator| {
        let mut reader = ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(line);
        let mut record = ByteRecord::new();
        reader.read_byte_record(&mut record).ok().filter(|found| *found)?;
        Some((separator, Header::new(texts(&record).ok()?.0, named)))
    };
    // Of equals `max_by_key` takes the last.
    SEPARATORS.into_iter().rev().filter_map(read).max_by_key(|(_, header)| (header.known(), header.len()))
}

fn cut(reading: &mut Reading<'_>) {
    if matches!(record::start(reading), Opening::Rejected) {
        return;
    }
    let line = first_line(reading.source.head()).0.to_vec();
    let Some((separator, header)) = header(&line, &reading.options.fields) else {
        return reading.reject(&reading.file(), "empty: no header in it");
    };
    match header.no_text() {
        Some(reason) => reading.reject(&reading.file(), reason),
        None => rows(reading, separator, &Arc::new(header)),
    }
}

fn rows(reading: &mut Reading<'_>, separator: u8, header: &Arc<Header>) {
    let (start, max) = (reading.source.offset(), reading.max());
    let left = Rc::new(Cell::new(max));
    let (name, emit) = (&reading.name, &mut *reading.emit);
    let place = |row: u64, at: u64| Place { file: Arc::clone(name), record: Some(row), offset: Some(start + at) };
    let limited = Limited { source: &mut reading.source, left: Rc::clone(&left) };
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(limited);
    let mut row = ByteRecord::new();
    let mut number = 0;
    let trouble = loop {
        left.set(max);
        match reader.read_byte_record(&mut row) {
            Ok(false) => break None,
            Ok(true) => number += 1,
            Err(e) => break Some(e),
        }
        if number > 1 {
            let place = place(number, row.position().map_or(0, csv::Position::byte));
            let (header, row) = (Arc::clone(header), std::mem::take(&mut row));
            let (bytes, task_place) = (row.as_slice().len(), place.clone());
            let task = Box::new(move |_: &Options, out: &mut Vec<Record>| page(&place, &header, &row, out));
            emit(Job::record(task_place, task), bytes as u64 + JOB);
        }
    };
    match trouble {
        Some(error) => broken_off(reading, number + 1, error),
        None if number <= 1 => reading.reject(&reading.file(), "no row under its header"),
        None => {}
    }
}

fn broken_off(reading: &mut Reading<'_>, row: u64, error: csv::Error) {
    match error.into_kind() {
        ErrorKind::Io(e) => reading.broken_off(Some(row), &e),
        other => reading.broken_off(Some(row), &io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}"))),
    }
}

fn page(place: &Place, header: &Header, row: &ByteRecord, out: &mut Vec<Record>) {
    let (texts, note) = match texts(row) {
        Ok(texts) => texts,
        Err(reason) => return out.push(Record::Reject(place.reject(reason))),
    };
    if texts.iter().skip(header.len()).any(|text| !text.trim().is_empty()) {
        let reason =
            format!("{} fields under {} columns; is a text with separators not in quotes?", texts.len(), header.len());
        return out.push(Record::Reject(place.reject(reason)));
    }
    out.extend(note.map(|text| Record::Note(Note { kind: NoteKind::Encoding, id: place.id(), text })));
    record::page(place, header.row(texts.into_iter().map(Value::String)), None, out);
}

/// Parts the fields while they are decoded together: a control character that no text holds.
const UNIT_SEPARATOR: char = '\u{1f}';

/// The fields as text. Those of a row are in one encoding.
fn texts(row: &ByteRecord) -> Result<(Vec<String>, Option<String>), String> {
    let plain: Result<Vec<String>, _> = row.iter().map(|field| String::from_utf8(field.to_vec())).collect();
    if let Ok(texts) = plain {
        return Ok((texts, None));
    }
    let joined: Vec<u8> = row.iter().collect::<Vec<_>>().join(&(UNIT_SEPARATOR as u8));
    let decoded = decode(joined, false, None)?;
    let texts: Vec<String> = decoded.text.split(UNIT_SEPARATOR).map(str::to_owned).collect();
    if texts.len() == row.len() {
        Ok((texts, decoded.note))
    } else {
        Err("not text: control characters in it".to_owned())
    }
}

/// A row may take so much and no more: where a quote is not closed, the rest of the file would be one field.
struct Limited<'s, 'a> {
    source: &'s mut Source<'a>,
    left: Rc<Cell<u64>>,
}

impl Read for Limited<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            let reason = "a row longer than a page may be; is a quote not closed?";
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
        }
        let n = self.source.read(buffer)?;
        self.left.set(self.left.get().saturating_sub(n as u64));
        Ok(n)
    }
}
