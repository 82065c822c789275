//! One JSON object to one page: what `.jsonl` and `.json` share.

use std::io;

use serde_json::error::Category;

use super::Reading;
use crate::columns::Columns;
use crate::decode::decode;
use crate::mend::mend;
use crate::options::Options;
use crate::place::Place;
use crate::record::{NoteKind, Record};
use crate::signature;
use crate::source::Source;

/// How a file of records starts.
pub(super) enum Opening {
    /// With a list.
    List,
    /// With anything else.
    Other,
    /// It can't be read, and that is said.
    Rejected,
}

/// Passes over a byte order mark and looks at the first byte that is not blank. JSON is UTF-8; a file in UTF-16 (what
/// PowerShell writes) is turned into it as a whole, so offsets are those in UTF-8.
pub(super) fn start(reading: &mut Reading<'_>) -> Opening {
    opening(reading).unwrap_or_else(|e| {
        reading.broken_off(Some(1), &e);
        Opening::Rejected
    })
}

fn opening(reading: &mut Reading<'_>) -> io::Result<Opening> {
    match reading.source.peek()? {
        [0xef, 0xbb, 0xbf, ..] => reading.source.take(3),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            if let Err(reason) = narrow(reading)? {
                reading.reject(&reading.file(), reason);
                return Ok(Opening::Rejected);
            }
        }
        _ => {}
    }
    let first = reading.source.peek()?.iter().find(|b| !b.is_ascii_whitespace());
    Ok(if first == Some(&b'[') { Opening::List } else { Opening::Other })
}

/// Puts UTF-8 in the place of UTF-16.
fn narrow(reading: &mut Reading<'_>) -> io::Result<Result<(), String>> {
    let (mut bytes, max) = (Vec::new(), reading.max());
    if !reading.source.rest(max, &mut bytes)? {
        return Ok(Err(format!("UTF-16 and larger than {} MiB; save it as UTF-8", max >> 20)));
    }
    Ok(decode(bytes, false, None).map(|decoded| {
        decoded.note.into_iter().for_each(|note| reading.note(NoteKind::Encoding, note));
        reading.source = Source::of_text(decoded.text, &reading.options.limits, reading.meter);
    }))
}

/// Leaves one object to the workers.
pub(super) fn one(reading: &mut Reading<'_>, number: u64, offset: u64, json: Vec<u8>) {
    let place = reading.place(number, offset);
    reading.job(place.clone(), json.len(), Box::new(move |options, out| object(&place, &json, options, out)));
}

fn object(place: &Place, json: &[u8], options: &Options, out: &mut Vec<Record>) {
    match parse(json, options) {
        Ok((columns, mended)) => page(place, columns, mended, out),
        Err(reason) => out.push(Record::Reject(place.reject(reason))),
    }
}

/// Makes a page of the fields of a record.
pub(super) fn page(place: &Place, columns: Columns, mended: Option<String>, out: &mut Vec<Record>) {
    match columns.page(place.id()) {
        Ok(mut made) => {
            made.notes.extend(mended.map(|mended| (NoteKind::Mended, mended)));
            made.tell(out);
        }
        Err(reason) => out.push(Record::Reject(place.reject(reason))),
    }
}

/// Reads the object; if it is not JSON, once more after mending what writers of JSON often get wrong.
fn parse(json: &[u8], options: &Options) -> Result<(Columns, Option<String>), String> {
    let error = match Columns::of_json(json, &options.fields) {
        Ok(columns) => return Ok((columns, None)),
        Err(e) => e,
    };
    if let Some(mended) = mend(json)
        && let Ok(columns) = Columns::of_json(&mended.json, &options.fields)
    {
        return Ok((columns, Some(mended.note)));
    }
    Err(not_json(json, &error))
}

fn not_json(json: &[u8], error: &serde_json::Error) -> String {
    if let Some(kind) = signature::kind(json) {
        return format!("not JSON: it is {kind}");
    }
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    match error.classify() {
        Category::Data => format!("{} instead of an object with the fields of a page", value_kind(json)),
        Category::Eof => "not JSON: it breaks off at its end".to_owned(),
        _ => format!("not JSON: {text} (column {})", error.column()),
    }
}

/// What a JSON value is, by its first byte.
fn value_kind(json: &[u8]) -> &'static str {
    match json.trim_ascii_start().first() {
        Some(b'[') => "a list",
        Some(b'"') => "a text",
        Some(b'n') => "null",
        Some(b't' | b'f') => "true or false",
        Some(b'0'..=b'9' | b'-') => "a number",
        _ => "something else",
    }
}

pub(super) fn too_long(reading: &mut Reading<'_>, number: u64, offset: u64) {
    let reason = format!("longer than {} MiB, the most that one record may have", reading.max() >> 20);
    reading.reject(&reading.place(number, offset), reason);
}
