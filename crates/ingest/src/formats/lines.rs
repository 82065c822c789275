//! `.jsonl`: one JSON object a line, one page an object.

use std::io;

use super::record::{self, Opening};
use super::{FileFormat, Reading, first_line, json};
use crate::columns::Columns;
use crate::options::Options;

pub(super) const FORMAT: FileFormat = FileFormat { endings: &["jsonl", "ndjson"], is_this, cut };

/// Whether the first line is an object that holds a page.
fn is_this(head: &[u8], options: &Options) -> bool {
    match first_line(head) {
        (line, _) if !line.starts_with(b"{") => false,
        (line, true) => Columns::of_json(line, &options.fields).is_ok_and(|columns| columns.has_text()),
        (line, false) => Columns::start(line, &options.fields),
    }
}

/// A line as it came.
enum Line {
    Whole,
    TooLong,
    End,
}

fn cut(reading: &mut Reading<'_>) {
    match record::start(reading) {
        Opening::List => json::values(reading),
        // The ending says that an object may go on over the next lines.
        Opening::Other if reading.ending.as_deref() == Some("json") => json::values(reading),
        Opening::Other => lines(reading),
        Opening::Rejected => {}
    }
}

fn lines(reading: &mut Reading<'_>) {
    let (mut number, mut records, mut line) = (0, 0, Vec::new());
    loop {
        let offset = reading.source.offset();
        number += 1;
        match next(reading, &mut line) {
            Ok(Line::End) => break,
            Ok(Line::Whole) if line.trim_ascii().is_empty() => {}
            Ok(Line::Whole) => {
                records += 1;
                record::one(reading, number, offset, line.trim_ascii_end().to_vec());
            }
            Ok(Line::TooLong) => {
                records += 1;
                record::too_long(reading, number, offset);
            }
            Err(e) => return reading.broken_off(Some(number), &e),
        }
    }
    if records == 0 {
        reading.reject(&reading.file(), "empty: no line with anything in it");
    }
}

/// Takes the next line; of one that is too long only the start, while the rest is passed over.
fn next(reading: &mut Reading<'_>, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let max = reading.max();
    let (mut length, mut ended) = (0, false);
    while !ended {
        let chunk = reading.source.peek()?;
        if chunk.is_empty() {
            break;
        }
        let end = memchr::memchr(b'\n', chunk);
        let n = end.map_or(chunk.len(), |at| at + 1);
        length += n as u64;
        if length <= max {
            line.extend_from_slice(&chunk[..n]);
        }
        ended = end.is_some();
        reading.source.take(n);
    }
    Ok(match length {
        0 => Line::End,
        n if n > max => Line::TooLong,
        _ => Line::Whole,
    })
}
