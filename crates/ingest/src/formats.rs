//! The formats that are read. One format, one file; the list is [`FORMATS`].

mod html;
mod json;
mod lines;
mod record;
mod text;

use std::path::Path;

use wirecopy_document::SourcePage;

use crate::input::Input;
use crate::limits::Limits;
use crate::names;
use crate::record::{Note, NoteKind, Record, Reject};
use crate::source::{self, Source};

/// A format: which endings it has, and how it is read.
struct FileFormat {
    endings: &'static [&'static str],
    read: fn(&mut Reading<'_>),
}

const FORMATS: &[FileFormat] = &[text::FORMAT, html::FORMAT, lines::FORMAT, json::FORMAT];

/// All endings, for messages.
pub(crate) fn endings() -> Vec<&'static str> {
    FORMATS.iter().flat_map(|f| f.endings).copied().collect()
}

/// Reads one input: every record of it goes to `sink` as a page or a reject, in the order in which it stands there, with
/// what there is to say about it. Names that say nothing are read as text or HTML, by their content.
///
/// Memory is bounded by `limits`; time is linear in the bytes.
pub fn read(input: &Input, limits: &Limits, sink: &mut dyn FnMut(Record)) {
    match Source::open(&input.path, limits) {
        Ok(source) => {
            let mut reading = Reading { input, limits, sink, source };
            reading.check_packing();
            (format_of(&input.path).read)(&mut reading);
        }
        Err(e) => sink(Record::Reject(Reject::file(&input.id, source::why(&e, None)))),
    }
}

fn format_of(path: &Path) -> &'static FileFormat {
    let name = path.file_name().map(names::shown).unwrap_or_default();
    let ending = names::ending(&name).unwrap_or_default();
    FORMATS.iter().find(|f| f.endings.contains(&ending.as_str())).unwrap_or(&text::FORMAT)
}

/// An input on its way to the sink.
struct Reading<'a> {
    input: &'a Input,
    limits: &'a Limits,
    sink: &'a mut dyn FnMut(Record),
    source: Source,
}

impl Reading<'_> {
    fn page(&mut self, page: SourcePage) {
        (self.sink)(Record::Page(page));
    }

    fn note(&mut self, kind: NoteKind, id: &str, text: impl Into<String>) {
        (self.sink)(Record::Note(Note { kind, id: id.to_owned(), text: text.into() }));
    }

    /// The whole file.
    fn reject(&mut self, offset: Option<u64>, reason: impl Into<String>) {
        (self.sink)(Record::Reject(Reject { offset, ..Reject::file(&self.input.id, reason) }));
    }

    /// One record of it.
    fn reject_record(&mut self, record: u64, offset: u64, reason: impl Into<String>) {
        let id = format!("{}:{record}", self.input.id);
        let reject = Reject { id, record: Some(record), offset: Some(offset), ..Reject::file(&self.input.id, reason) };
        (self.sink)(Record::Reject(reject));
    }

    fn why(&self, error: &std::io::Error) -> String {
        source::why(error, self.source.packed)
    }

    fn check_packing(&mut self) {
        if names::says_packed(&self.input.id) && self.source.packed.is_none() {
            let id = &self.input.id.clone();
            self.note(NoteKind::Encoding, id, "not compressed, though its name says so; read as it is");
        }
    }
}
