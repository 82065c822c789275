//! `.txt`: one file, one page. Also what a file without a known ending is taken for.

use wirecopy_document::{Format, SourcePage};

use super::{FileFormat, Reading};
use crate::decode::{decode, misread};
use crate::fields::is_html;
use crate::record::NoteKind;

pub(super) const FORMAT: FileFormat =
    FileFormat { endings: &["txt", "text"], read: |reading| one_page(reading, Format::Text) };

/// Reads the whole file as one page. Text that starts like an HTML document is one.
pub(super) fn one_page(reading: &mut Reading<'_>, format: Format) {
    let mut bytes = Vec::new();
    match reading.source.rest(reading.limits.max_page_bytes, &mut bytes) {
        Ok(true) => {}
        Ok(false) => {
            let reason =
                format!("larger than {} MiB, the most that one page may have", reading.limits.max_page_bytes >> 20);
            return reading.reject(None, reason);
        }
        Err(e) => {
            let reason = reading.why(&e);
            return reading.reject(Some(reading.source.offset()), reason);
        }
    }
    let starts_as_html = bytes.iter().find(|b| b.is_ascii_graphic()) == Some(&b'<');
    let decoded = match decode(bytes, format == Format::Html || starts_as_html) {
        Ok(decoded) => decoded,
        Err(reason) => return reading.reject(None, reason),
    };
    let id = reading.input.id.clone();
    if let Some(note) = decoded.note {
        reading.note(NoteKind::Encoding, &id, note);
    }
    if let Some(note) = misread(&decoded.text) {
        reading.note(NoteKind::Encoding, &id, note);
    }
    let format = if is_html(&decoded.text) { Format::Html } else { format };
    reading.page(SourcePage { format, ..SourcePage::text(id, decoded.text) });
}
