//! `.tar`: an archive, read as it comes; each member is read as a file in a folder would be.
//!
//! Nothing is unpacked to the disk, so names that climb out of the archive lead nowhere: they are only names.

use std::io::{self, Read};

use tar::{Entries, EntryType};

use super::archive::Archive;
use super::{FileFormat, Reading};
use crate::options::Options;

pub(super) const FORMAT: FileFormat = FileFormat { endings: &["tar"], is_this, cut };

/// Where the mark stands in a header, and which one.
const MARK: (usize, &[u8]) = (257, b"ustar");

fn is_this(head: &[u8], _: &Options) -> bool {
    head.get(MARK.0..).is_some_and(|rest| rest.starts_with(MARK.1))
}

fn cut(reading: &mut Reading<'_>) {
    let Some((mut archive, source)) = reading.archive() else { return };
    let mut tar = tar::Archive::new(source);
    let failed = tar.entries().and_then(|entries| members(entries, &mut archive)).err();
    let is_over = archive.is_over();
    let number = archive.finish();
    match failed {
        Some(e) if !is_over => reading.broken_off(Some(number + 1), &e),
        None if number == 0 => reading.reject(&reading.file(), "empty: no file in it"),
        _ => {}
    }
}

fn members<R: Read>(entries: Entries<'_, R>, archive: &mut Archive<'_>) -> io::Result<()> {
    for entry in entries {
        let entry = entry?;
        match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
                let (path, size) = (entry.path_bytes().into_owned(), entry.size());
                archive.member(&path, size, entry);
            }
            EntryType::Directory | EntryType::XGlobalHeader => {}
            EntryType::Link | EntryType::Symlink => archive.passed("links in archives"),
            _ => archive.passed("devices and the like in archives"),
        }
        if archive.is_over() {
            break;
        }
    }
    Ok(())
}
