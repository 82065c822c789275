//! `.json`: an array of objects, one object, or objects one after the other, on as many lines as they like.
//!
//! The file is cut into its values by counting brackets outside strings, so memory is bounded by the longest value, and a
//! value that is broken inside does not take the others with it.

use super::record::{self, Opening};
use super::{FileFormat, Reading};
use crate::columns::Columns;
use crate::options::Options;

pub(super) const FORMAT: FileFormat = FileFormat { endings: &["json"], is_this, cut };

/// Whether the first value, of a list or by itself, is an object that holds a page.
fn is_this(head: &[u8], options: &Options) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let head = head.strip_prefix(b"[").unwrap_or(head).trim_ascii_start();
    head.starts_with(b"{") && Columns::start(head, &options.fields)
}

/// What the bytes of a value were so far.
#[derive(Default)]
struct Scan {
    depth: usize,
    is_string: bool,
    is_escaped: bool,
}

impl Scan {
    /// Takes a byte of the value; says whether the value ends with it.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.is_string {
            self.is_string = self.is_escaped || byte != b'"';
            self.is_escaped = !self.is_escaped && byte == b'\\';
            return !self.is_string && self.depth == 0;
        }
        match byte {
            b'"' => self.is_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }

    /// Whether the value so far is a bare word or number, which ends before the next separator.
    fn is_bare(&self) -> bool {
        self.depth == 0 && !self.is_string
    }
}

/// The file's values, one after the other.
#[derive(Default)]
struct Values {
    scan: Scan,
    value: Vec<u8>,
    start: u64,
    length: u64,
    count: u64,
    is_array: bool,
    is_closed: bool,
}

impl Values {
    fn byte(&mut self, byte: u8, offset: u64, reading: &mut Reading<'_>) {
        let is_separator = byte.is_ascii_whitespace() || matches!(byte, b',' | 0x1e);
        let is_close = byte == b']' && self.is_array;
        if self.length == 0 {
            match byte {
                _ if is_separator => return,
                _ if is_close => return self.is_closed = true,
                b'[' if self.count == 0 && !self.is_array => return self.is_array = true,
                _ => self.start = offset,
            }
        } else if (is_separator || is_close) && self.scan.is_bare() {
            self.is_closed |= is_close;
            return self.finish(reading);
        }
        self.length += 1;
        if self.length <= reading.max() {
            self.value.push(byte);
        }
        if self.scan.ends_with(byte) {
            self.finish(reading);
        }
    }

    fn finish(&mut self, reading: &mut Reading<'_>) {
        self.count += 1;
        if self.length > reading.max() {
            record::too_long(reading, self.count, self.start);
        } else {
            record::one(reading, self.count, self.start, std::mem::take(&mut self.value));
        }
        self.value.clear();
        self.length = 0;
        self.scan = Scan::default();
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        if self.length > 0 && self.scan.is_bare() {
            self.finish(reading);
        } else if self.length > 0 {
            let reason = "not JSON: the file ends in the middle of this record";
            reading.reject(&reading.place(self.count + 1, self.start), reason);
        } else if self.is_array && !self.is_closed {
            let reason = "the list is not closed, so records may be missing from here on; fetch or copy the file again";
            reading.reject(&reading.place(self.count + 1, reading.source.offset()), reason);
        } else if self.count == 0 {
            reading.reject(&reading.file(), "empty: no record in it");
        }
    }
}

fn cut(reading: &mut Reading<'_>) {
    if !matches!(record::start(reading), Opening::Rejected) {
        values(reading);
    }
}

/// Reads values up to the end; the start was looked at.
pub(super) fn values(reading: &mut Reading<'_>) {
    let mut values = Values::default();
    loop {
        let offset = reading.source.offset();
        let chunk = match reading.source.peek() {
            Ok(chunk) => chunk.to_vec(),
            Err(e) => return reading.broken_off(Some(values.count + 1), &e),
        };
        if chunk.is_empty() {
            return values.end(reading);
        }
        reading.source.take(chunk.len());
        for (at, byte) in chunk.iter().enumerate() {
            values.byte(*byte, offset + at as u64, reading);
        }
    }
}
