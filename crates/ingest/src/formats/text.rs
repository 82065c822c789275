//! `.txt`: one file, one page. Also what a file without a known ending is taken for.

use wirecopy_document::{Format, SourcePage};

use super::{FileFormat, Reading};
use crate::columns::{Made, place as put};
use crate::decode::{decode, misread};
use crate::fields::Role;
use crate::markup::is_html;
use crate::place::Place;
use crate::record::{NoteKind, Record};

pub(super) const FORMAT: FileFormat =
    FileFormat { endings: &["txt", "text"], is_this: |_, _| false, cut: |reading| one_page(reading, Format::Text) };

/// Reads the whole file as one page. Text that starts like an HTML document is one.
pub(super) fn one_page(reading: &mut Reading<'_>, format: Format) {
    let Some(bytes) = reading.all() else { return };
    let place = reading.file();
    reading.job(place.clone(), bytes.len(), Box::new(move |_, out| page(&place, format, bytes, About::default(), out)));
}

/// What is known of a page besides its content.
#[derive(Debug, Default)]
pub(super) struct About {
    /// The encoding that a header names.
    pub(super) charset: Option<String>,
    /// What is known, and the name of what said it.
    pub(super) fields: Vec<(Role, &'static str, String)>,
}

impl About {
    pub(super) fn add(&mut self, role: Role, name: &'static str, value: Option<&str>) {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        self.fields.extend(value.map(|value| (role, name, value.to_owned())));
    }
}

/// Decodes a page.
pub(super) fn page(place: &Place, format: Format, bytes: Vec<u8>, about: About, out: &mut Vec<Record>) {
    let starts_as_html = bytes.iter().find(|b| b.is_ascii_graphic()) == Some(&b'<');
    match decode(bytes, format == Format::Html || starts_as_html, about.charset.as_deref()) {
        Ok(decoded) => decoded_page(place, format, decoded.text, decoded.note, about, out),
        Err(reason) => out.push(Record::Reject(place.reject(reason))),
    }
}

/// Makes a page of text.
pub(super) fn decoded_page(
    place: &Place,
    format: Format,
    text: String,
    note: Option<String>,
    about: About,
    out: &mut Vec<Record>,
) {
    let notes = note.into_iter().chain(misread(&text)).map(|note| (NoteKind::Encoding, note)).collect();
    let format = if is_html(&text) { Format::Html } else { format };
    let mut made = Made { page: SourcePage { format, ..SourcePage::text(place.id(), text) }, used: Vec::new(), notes };
    for (role, name, value) in about.fields {
        if let Err((kind, what)) = put(&mut made.page, role, value) {
            made.notes.push((kind, format!("its `{name}` {what}")));
        }
    }
    made.tell(out);
}
