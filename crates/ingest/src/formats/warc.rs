//! `.warc`, `.wet` and `.arc`: what web archives and Common Crawl keep; each record with a page's text or HTML is a page.
//!
//! Records of other kinds (requests, metadata, images, answers other than 200) are passed over and counted. The date of a record
//! is that of the crawl.
//!
//! Cut here and not by a library: `warc` 0.4 reads a header of any length into memory and loses a last record that breaks off;
//! `fastwarc` 2.0 was three weeks old, wants to own its input (so no member of an archive), undoes HTTP while it cuts (so on one
//! thread), and stands on `encoding`, without a release since 2016. Neither goes on after a damaged record.

use std::collections::BTreeMap;
use std::io;

use wirecopy_document::Format;

use super::arc;
use super::http::{self, Headers};
use super::text::{self, About};
use super::{FileFormat, Reading};
use crate::fields::Role;
use crate::names::short;
use crate::options::Options;
use crate::place::Place;
use crate::record::Record;
use crate::source;
use crate::stream::Task;

pub(super) const FORMAT: FileFormat =
    FileFormat { endings: &["warc", "wet", "arc"], is_this: |head, _| is_archive(head), cut };

fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"WARC/") || head.starts_with(arc::START)
}

/// The header of a record is no longer than this; those of crawlers have one KiB.
const MAX_HEADER: usize = 64 << 10;

/// A record that was read. It is given when the next one starts: only then are the packed bytes of both known to be well.
struct Whole {
    place: Place,
    bytes: usize,
    task: Task,
}

fn give(reading: &mut Reading<'_>, record: Option<Whole>) {
    if let Some(Whole { place, bytes, task }) = record {
        reading.job(place, bytes, task);
    }
}

/// What came where a record should start.
enum Start {
    Header(Headers),
    Strange,
    End,
}

fn cut(reading: &mut Reading<'_>) {
    let mut passed: BTreeMap<String, u64> = BTreeMap::new();
    let (mut number, mut last) = (0, None);
    loop {
        number += 1;
        match one(reading, number, &mut last, &mut passed) {
            Ok(true) => {}
            Ok(false) if number == 1 => {
                reading.reject(&reading.file(), "empty: no record in it");
                break;
            }
            Ok(false) => break,
            Err(e) => {
                let place = match last.take() {
                    // What was read of it came out of damaged bytes, or its checksum does not hold.
                    Some(record) if e.kind() == io::ErrorKind::InvalidInput => record.place,
                    whole => {
                        give(reading, whole);
                        reading.place(number, reading.source.offset())
                    }
                };
                if !goes_on(reading, &place, &e) {
                    break;
                }
            }
        }
    }
    give(reading, last);
    for (what, count) in passed {
        reading.tell(Record::Passed { what, count });
    }
}

/// Rejects a record that can't be read to its end, and goes to the next one; whether there is one. Most web archives pack each record by
/// itself: there the next one can be found behind packed bytes that are damaged.
fn goes_on(reading: &mut Reading<'_>, place: &Place, error: &io::Error) -> bool {
    let mut next = find_behind(reading, error);
    while let Err(error) = &next {
        next = find_behind(reading, error);
    }
    let is_found = matches!(next, Ok(true));
    let rest = if is_found {
        "Reading went on with the next record that could be found"
    } else {
        "The records before it were read"
    };
    let reason = format!("{}. {rest}", source::why(error, reading.source.packed));
    reading.reject(place, reason);
    is_found
}

/// The next record behind an error, if it is of a kind that has something behind it.
fn find_behind(reading: &mut Reading<'_>, error: &io::Error) -> io::Result<bool> {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    let is_damage = matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof);
    if is_damage && reading.source.packed == Some("gzip") { find_next(reading) } else { Ok(false) }
}

/// Reads a record into `last`, and gives the one that was there; `Ok(false)` at the end.
fn one(
    reading: &mut Reading<'_>,
    number: u64,
    last: &mut Option<Whole>,
    passed: &mut BTreeMap<String, u64>,
) -> io::Result<bool> {
    let (start, offset) = start(reading)?;
    let headers = match start {
        Start::Header(headers) => headers,
        Start::End => return Ok(false),
        Start::Strange => {
            let reason =
                "no record of a web archive starts here, where one should; what is here up to the next was not read";
            let is_found = find_next(reading)?;
            give(reading, last.take());
            reading.reject(&reading.place(number, offset), reason);
            return Ok(is_found);
        }
    };
    give(reading, last.take());
    let Some(length) = headers.get("content-length").and_then(|n| n.parse::<u64>().ok()) else {
        reading.reject(&reading.place(number, offset), "a WARC record without its length");
        return find_next(reading);
    };
    match headers.get("warc-type").unwrap_or_default() {
        "response" | "resource" | "conversion" => *last = content(reading, number, offset, headers, length)?,
        other => {
            *passed.entry(format!("{} records", short(other))).or_default() += 1;
            whole(reading.source.skip(length)?, length)?;
        }
    }
    Ok(true)
}

/// The record of a page; one that is too long is rejected.
fn content(
    reading: &mut Reading<'_>,
    number: u64,
    offset: u64,
    headers: Headers,
    length: u64,
) -> io::Result<Option<Whole>> {
    let place = reading.place(number, offset);
    if length > reading.max() {
        reading.reject(&place, format!("longer than {} MiB, the most that one page may have", reading.max() >> 20));
        return whole(reading.source.skip(length)?, length).map(|()| None);
    }
    let mut body = Vec::new();
    reading.source.some(length, &mut body)?;
    whole(body.len() as u64, length)?;
    let (bytes, at) = (body.len(), place.clone());
    let task: Task = Box::new(move |options, out| page(&at, &headers, body, options, out));
    Ok(Some(Whole { place, bytes, task }))
}

fn whole(there: u64, length: u64) -> io::Result<()> {
    if there == length {
        Ok(())
    } else {
        Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the record breaks off here; fetch or copy the file again"))
    }
}

/// The next header, and where it starts.
fn start(reading: &mut Reading<'_>) -> io::Result<(Start, u64)> {
    let mut line = Vec::new();
    let offset = loop {
        let offset = reading.source.offset();
        if !next_line(reading, &mut line)? {
            return Ok((Start::End, offset));
        }
        if !line.trim_ascii().is_empty() {
            break offset;
        }
    };
    if let Some(headers) = arc::header(&line) {
        return Ok((Start::Header(headers), offset));
    }
    if !line.starts_with(b"WARC/") {
        return Ok((Start::Strange, offset));
    }
    let mut header = Vec::new();
    while next_line(reading, &mut line)? && !line.trim_ascii().is_empty() {
        header.extend_from_slice(&line);
        if header.len() > MAX_HEADER {
            return Ok((Start::Strange, offset));
        }
    }
    Ok((Start::Header(Headers::parse(&header)), offset))
}

/// Takes a line with its end, of a long one the first part; `Ok(false)` at the end.
fn next_line(reading: &mut Reading<'_>, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    loop {
        let chunk = reading.source.peek()?;
        if chunk.is_empty() {
            return Ok(!line.is_empty());
        }
        let end = memchr::memchr(b'\n', chunk);
        let n = end.map_or(chunk.len(), |at| at + 1).min(MAX_HEADER);
        line.extend_from_slice(&chunk[..n]);
        reading.source.take(n);
        if end.is_some() || line.len() >= MAX_HEADER {
            return Ok(true);
        }
    }
}

/// Goes on to the next line that starts a record; `Ok(false)` at the end.
fn find_next(reading: &mut Reading<'_>) -> io::Result<bool> {
    let mut line = Vec::new();
    loop {
        // The start of the line is looked at before it is taken.
        let head = reading.source.head();
        let line_end = memchr::memchr(b'\n', head).unwrap_or(0);
        if head.starts_with(b"WARC/1.") || arc::header(&head[..line_end]).is_some() {
            return Ok(true);
        }
        if !next_line(reading, &mut line)? {
            return Ok(false);
        }
    }
}

fn page(place: &Place, headers: &Headers, body: Vec<u8>, options: &Options, out: &mut Vec<Record>) {
    let is_http = headers.get("content-type").is_some_and(|kind| kind.starts_with("application/http"));
    let content = if is_http { http::answer(body, options.limits.max_page_bytes) } else { http::plain(headers, body) };
    let content = match content {
        Ok(content) => content,
        Err(http::NoPage::Other(what)) => return out.push(Record::Passed { what, count: 1 }),
        Err(http::NoPage::Broken(reason)) => return out.push(Record::Reject(place.reject(reason))),
    };
    let uri = headers.get("warc-target-uri").map(|uri| uri.trim_matches(['<', '>']));
    let is_arc = headers.get(arc::MARK).is_some();
    let [address, date] = if is_arc { ["URL", "Archive-date"] } else { ["WARC-Target-URI", "WARC-Date"] };
    let mut about = About { charset: content.charset, ..About::default() };
    about.add(Role::Id, address, uri.or(headers.get("warc-record-id")));
    about.add(Role::Uri, address, uri);
    about.add(Role::CrawledAt, date, headers.get("warc-date"));
    let format = if content.is_html { Format::Html } else { Format::Text };
    text::page(place, format, content.bytes, about, out);
}
