//! `.jsonl`: one JSON object a line, one page an object.

use std::io;

use super::record::{self, Opening};
use super::{FileFormat, Reading, json};

pub(super) const FORMAT: FileFormat = FileFormat { endings: &["jsonl", "ndjson"], read };

/// A line as it came.
enum Line {
    Whole,
    TooLong,
    End,
}

fn read(reading: &mut Reading<'_>) {
    match record::start(reading) {
        Opening::List => json::values(reading),
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
                record::one(reading, number, offset, line.trim_ascii_end());
            }
            Ok(Line::TooLong) => {
                records += 1;
                record::too_long(reading, number, offset);
            }
            Err(e) => return record::broken_off(reading, number, &e),
        }
    }
    if records == 0 {
        reading.reject(None, "empty: no line with anything in it");
    }
}

/// Takes the next line; of one that is too long only the start, while the rest is passed over.
fn next(reading: &mut Reading<'_>, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let max = reading.limits.max_page_bytes;
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
