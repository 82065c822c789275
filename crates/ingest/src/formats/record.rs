//! One JSON object to one page: what `.jsonl` and `.json` share.

use std::io;

use serde_json::error::Category;

use super::Reading;
use crate::fields::Columns;
use crate::mend::mend;
use crate::record::{NoteKind, Record};
use crate::signature;

/// Passes over a byte order mark; gives the first byte that is not blank, if it is among the next ones.
pub(super) fn start(reading: &mut Reading<'_>) -> Option<u8> {
    if reading.source.peek().ok()?.starts_with(b"\xef\xbb\xbf") {
        reading.source.take(3);
    }
    reading.source.peek().ok()?.iter().copied().find(|b| !b.is_ascii_whitespace())
}

/// Makes a page of one object.
pub(super) fn one(reading: &mut Reading<'_>, number: u64, offset: u64, json: &[u8]) {
    let (columns, mended) = match parse(json) {
        Ok(parsed) => parsed,
        Err(reason) => return reading.reject_record(number, offset, reason),
    };
    let default_id = format!("{}:{number}", reading.input.id);
    let (page, used, notes) = match columns.page(default_id) {
        Ok(page) => page,
        Err(reason) => return reading.reject_record(number, offset, reason),
    };
    for (kind, text) in mended.map(|m| (NoteKind::Mended, m)).into_iter().chain(notes) {
        reading.note(kind, &page.id, text);
    }
    for (role, name) in used {
        (reading.sink)(Record::Field { role, name });
    }
    reading.page(page);
}

/// Reads the object; if it is not JSON, once more after mending what writers of JSON often get wrong.
fn parse(json: &[u8]) -> Result<(Columns, Option<String>), String> {
    let error = match serde_json::from_slice(json) {
        Ok(columns) => return Ok((columns, None)),
        Err(e) => e,
    };
    if let Some(mended) = mend(json)
        && let Ok(columns) = serde_json::from_slice(&mended.json)
    {
        return Ok((columns, Some(mended.note)));
    }
    Err(not_json(json, &error))
}

fn not_json(json: &[u8], error: &serde_json::Error) -> String {
    if let Some(kind) = signature::kind(json) {
        return format!("not JSON: it is {kind}");
    }
    if json.starts_with(b"\xff\xfe") || json.starts_with(b"\xfe\xff") {
        return "not JSON: it is UTF-16; save the file as UTF-8".to_owned();
    }
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    match error.classify() {
        Category::Data => text.to_owned(),
        Category::Eof => "not JSON: it breaks off at its end".to_owned(),
        _ => format!("not JSON: {text} (column {})", error.column()),
    }
}

pub(super) fn too_long(reading: &mut Reading<'_>, number: u64, offset: u64) {
    let reason = format!("longer than {} MiB, the most that one record may have", reading.limits.max_page_bytes >> 20);
    reading.reject_record(number, offset, reason);
}

/// Reading the file failed; the records before were read.
pub(super) fn broken_off(reading: &mut Reading<'_>, number: u64, error: &io::Error) {
    let reason = format!("{}. The records before it were read", reading.why(error));
    reading.reject_record(number, reading.source.offset(), reason);
}
