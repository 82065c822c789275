//! The formats that are read. One format, one file; the list is [`FORMATS`].
//!
//! What a file is, its content says first: a format that is told by its first bytes needs no name. The ending decides between
//! formats that could all be meant, and a file of which neither says anything is a text.

mod arc;
mod archive;
mod feed;
mod html;
mod http;
mod json;
mod lines;
mod mhtml;
mod parquet;
mod record;
mod table;
mod tar;
mod text;
mod warc;
mod zip;

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use crate::input::{Input, Origin};
use crate::names;
use crate::options::Options;
use crate::place::Place;
use crate::record::{Note, NoteKind, Record};
use crate::source::{self, Meter, Source};
use crate::stream::{Job, Task};

/// A format: which endings it has, how its content is known, and how a file is cut into records.
struct FileFormat {
    endings: &'static [&'static str],
    /// Whether a file that starts with these bytes can be nothing else, whatever its name.
    is_this: fn(&[u8], &Options) -> bool,
    cut: fn(&mut Reading<'_>),
}

/// Where several would do, the first is taken.
const FORMATS: &[FileFormat] = &[
    parquet::FORMAT,
    zip::FORMAT,
    tar::FORMAT,
    warc::FORMAT,
    mhtml::FORMAT,
    feed::FORMAT,
    lines::FORMAT,
    json::FORMAT,
    table::FORMAT,
    html::FORMAT,
    text::FORMAT,
];

/// What a job weighs besides the bytes of its record.
const JOB: u64 = 256;

/// Takes a job and what it weighs: about how many bytes it holds.
pub(crate) type Emit<'a> = &'a mut dyn FnMut(Job, u64);

/// Cuts one input into jobs, in the order in which its records stand there.
///
/// Memory is bounded by `options.limits`; time is linear in the bytes.
pub(crate) fn read(input: &Input, options: &Options, meter: &Rc<Meter>, emit: Emit<'_>) {
    let source = match &input.origin {
        Origin::File(path) => Source::open(path, &options.limits, meter),
        Origin::Stdin => Source::of_stdin(&options.limits, meter),
    };
    match source {
        Ok(source) => {
            let path = if let Origin::File(path) = &input.origin { Some(path.as_path()) } else { None };
            let ending = path.and_then(Path::file_name).and_then(|name| names::ending(&names::shown(name)));
            let name = input.id.as_str().into();
            Reading { name, ending, path, is_named: input.is_named, depth: 0, options, meter, emit, source }.cut();
        }
        Err(e) => {
            let reject = Place::file(&input.id).reject(source::why(&e, None));
            emit(Job::told(Record::Reject(reject)), JOB);
        }
    }
}

/// A file, or a member of an archive, that is being cut.
struct Reading<'a> {
    name: Arc<str>,
    ending: Option<String>,
    /// Where it can be opened again; `None` for a member and for stdin.
    path: Option<&'a Path>,
    /// Whether it was named by the user, and not found in a folder or archive.
    is_named: bool,
    depth: u8,
    options: &'a Options,
    meter: &'a Rc<Meter>,
    emit: Emit<'a>,
    source: Source<'a>,
}

impl Reading<'_> {
    fn cut(&mut self) {
        self.check_packing();
        match self.format() {
            Ok(format) => (format.cut)(self),
            Err(reason) => self.reject(&self.file(), reason),
        }
    }

    fn format(&mut self) -> Result<&'static FileFormat, String> {
        let head = self.source.head();
        let by_content = FORMATS.iter().find(|format| (format.is_this)(head, self.options));
        let by_name = FORMATS.iter().find(|f| self.ending.as_ref().is_some_and(|e| f.endings.contains(&e.as_str())));
        match (by_content.or(by_name), &self.ending) {
            (Some(format), _) => Ok(format),
            (None, Some(ending)) if !self.is_named => Err(unknown(ending)),
            _ => Ok(&text::FORMAT),
        }
    }

    /// The largest that a page or record may be.
    fn max(&self) -> u64 {
        self.options.limits.max_page_bytes
    }

    /// The whole file.
    fn file(&self) -> Place {
        Place { file: Arc::clone(&self.name), record: None, offset: None }
    }

    /// One record of it.
    fn place(&self, record: u64, offset: u64) -> Place {
        Place { record: Some(record), offset: Some(offset), ..self.file() }
    }

    /// Leaves a record of so many bytes to the workers.
    fn job(&mut self, place: Place, bytes: usize, task: Task) {
        (self.emit)(Job::record(place, task), bytes as u64 + JOB);
    }

    fn tell(&mut self, record: Record) {
        (self.emit)(Job::told(record), JOB);
    }

    fn note(&mut self, kind: NoteKind, text: impl Into<String>) {
        let note = Note { kind, id: (*self.name).to_owned(), text: text.into() };
        self.tell(Record::Note(note));
    }

    fn reject(&mut self, place: &Place, reason: impl Into<String>) {
        self.tell(Record::Reject(place.reject(reason)));
    }

    /// Reading failed at `record`, or at the only one.
    fn broken_off(&mut self, record: Option<u64>, error: &std::io::Error) {
        let before = if record.is_some() { ". The records before it were read" } else { "" };
        let reason = format!("{}{before}", source::why(error, self.source.packed));
        let offset = Some(self.source.offset());
        self.reject(&Place { record, offset, ..self.file() }, reason);
    }

    /// The whole file, if it is no larger than a page may be; else it is rejected.
    fn all(&mut self) -> Option<Vec<u8>> {
        let (mut bytes, max) = (Vec::new(), self.max());
        match self.source.rest(max, &mut bytes) {
            Ok(true) => return Some(bytes),
            Ok(false) => {
                let reason = format!("larger than {} MiB, the most that one page may have", max >> 20);
                self.reject(&self.file(), reason);
            }
            Err(e) => self.broken_off(None, &e),
        }
        None
    }

    fn check_packing(&mut self) {
        if names::says_packed(&self.name) && self.source.packed.is_none() {
            self.note(NoteKind::Encoding, "not compressed, though its name says so; read as it is");
        }
    }
}

/// Why a file of this ending, found in a folder or archive, is not read.
fn unknown(ending: &str) -> String {
    let known: Vec<&str> = FORMATS.iter().flat_map(|f| f.endings).copied().collect();
    format!(
        "a .{ending} file; read are .{} (also compressed: .{}), and what shows by its content to be one of these. \
         Name the file itself to have it read as text",
        known.join(", ."),
        names::PACKED.join(", .")
    )
}

/// The first line of a file that starts with `head`, as far as it is there, and whether that is all of it.
fn first_line(head: &[u8]) -> (&[u8], bool) {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match memchr::memchr(b'\n', text) {
        Some(end) => (&text[..end], true),
        None => (text, head.len() < source::HEAD),
    }
}
