//! `.zip`: an archive; each member is read as a file in a folder would be.
//!
//! The list of members stands at the end, so one that can't be opened by its path (on stdin, or inside another archive) is held
//! in memory, if it is no larger than a page may be.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::archive::Archive;
use super::{FileFormat, Reading};
use crate::options::Options;
use crate::source::{self, Counted};

pub(super) const FORMAT: FileFormat = FileFormat { endings: &["zip"], is_this, cut };

fn is_this(head: &[u8], _: &Options) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Names that tell a zip file of another program's documents: word processors, spreadsheets, books, programs.
const DOCUMENTS: &[&str] = &["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"];

fn cut(reading: &mut Reading<'_>) {
    match reading.path.filter(|_| reading.source.packed.is_none()) {
        Some(path) => match File::open(path) {
            Ok(inner) => open(reading, BufReader::new(Counted { inner, meter: Rc::clone(reading.meter) })),
            Err(e) => reading.reject(&reading.file(), source::why(&e, None)),
        },
        None => {
            if let Some(bytes) = reading.all() {
                open(reading, Counted { inner: Cursor::new(bytes), meter: Rc::clone(reading.meter) });
            }
        }
    }
}

fn open(reading: &mut Reading<'_>, mut reader: impl Read + Seek) {
    let packed = reader.seek(SeekFrom::End(0)).unwrap_or(0);
    let mut zip = match ZipArchive::new(reader) {
        Ok(zip) => zip,
        Err(e) => return reading.reject(&reading.file(), why(&e)),
    };
    if zip.file_names_raw().any(|name| DOCUMENTS.iter().any(|document| document.as_bytes() == name)) {
        return reading.reject(&reading.file(), "not text: an office document, a book or a program");
    }
    let Some((mut archive, _)) = reading.archive() else { return };
    let unpacked = Cell::new(0);
    for at in 0..zip.len() {
        member(&mut zip, at, &mut archive, &unpacked);
        archive.check_size(unpacked.get(), packed);
        if archive.is_over() {
            break;
        }
    }
    if archive.finish() == 0 {
        reading.reject(&reading.file(), "empty: no file in it");
    }
}

fn member(zip: &mut ZipArchive<impl Read + Seek>, at: usize, archive: &mut Archive<'_>, unpacked: &Cell<u64>) {
    let name = zip.name_for_index(at).and_then(Result::ok).unwrap_or_default().into_owned();
    match zip.by_index(at) {
        Ok(file) if file.is_dir() => {}
        Ok(file) if file.is_symlink() => archive.passed("links in archives"),
        Ok(file) => {
            let (path, size) = (file.name_raw().to_owned(), file.size());
            archive.member(&path, size, Unpacked { inner: file, count: unpacked });
        }
        Err(e) => archive.reject_member(&name, why(&e)),
    }
}

/// Counts what comes out: the members of a hostile archive may all be the same bytes of it.
struct Unpacked<'a, R> {
    inner: R,
    count: &'a Cell<u64>,
}

impl<R: Read> Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.set(self.count.get() + n as u64);
        Ok(n)
    }
}

fn why(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "locked with a password; unpack it first".to_owned()
        }
        ZipError::UnsupportedArchive(what) => format!("a zip file of a kind that is not read: {what}"),
        other => format!("the zip file is damaged ({other}); fetch or copy it again"),
    }
}
