//! Which segments make up a store: the one file that is ever replaced.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, ErrorKind};

/// The version of the layout and of what the records are. A program reads all versions from `FIRST_VERSION` up to its own.
pub const FORMAT_VERSION: u32 = 10;

/// The first version that was given out: those before it were never in a release.
const FIRST_VERSION: u32 = 4;

/// The name of the manifest's file.
pub const MANIFEST: &str = "archive.json";

/// What a store holds at one time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// See [`FORMAT_VERSION`].
    pub format_version: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The fingerprint of the settings under which all of it was made.
    pub settings: String,
    /// How many times something was committed.
    pub generation: u64,
    /// What is counted for people.
    pub counts: BTreeMap<String, u64>,
    /// The number that the next file gets.
    pub(crate) next_file: u64,
    /// In the order of their records.
    pub segments: Vec<SegmentEntry>,
    /// xxh3 of this file with this field empty, 16 hex digits.
    pub(crate) checksum: String,
}

/// One segment of a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentEntry {
    /// What its records are.
    pub kind: String,
    /// Its file in the folder.
    pub file: String,
    /// How many records it holds.
    pub records: u64,
    /// How long it is.
    pub bytes: u64,
    /// How long its records are, unpacked.
    pub raw_bytes: u64,
}

/// The part of a manifest that every version has.
#[derive(Deserialize)]
struct Version {
    format_version: u32,
}

impl Manifest {
    pub(crate) fn read(dir: &Path) -> Result<Self, Error> {
        let path = dir.join(MANIFEST);
        let bytes = fs::read(&path).map_err(|e| absent(dir, &path, e))?;
        let broken = |e: serde_json::Error| Error::damaged(&path, e);
        let Version { format_version } = serde_json::from_slice(&bytes).map_err(broken)?;
        if !(FIRST_VERSION..=FORMAT_VERSION).contains(&format_version) {
            return Err(unknown(&path, format_version));
        }
        let manifest: Self = serde_json::from_slice(&bytes).map_err(broken)?;
        if manifest.checked() != bytes {
            return Err(Error::damaged(&path, "it is not what was written"));
        }
        Ok(manifest)
    }

    /// Replaces the manifest at once: a reader sees the old one or the new one.
    pub(crate) fn write(&self, dir: &Path, sync: bool) -> Result<(), Error> {
        let path = dir.join(MANIFEST);
        let failed = |e| Error::writing(&path, e);
        let mut file = tempfile::Builder::new().prefix(".archive-").tempfile_in(dir).map_err(failed)?;
        file.write_all(&self.checked()).map_err(failed)?;
        if sync {
            file.as_file().sync_all().map_err(failed)?;
        }
        readable(file.as_file()).map_err(failed)?;
        file.persist(&path).map_err(|e| failed(e.error))?;
        if sync { sync_folder(dir) } else { Ok(()) }
    }

    /// The bytes of the file, with its checksum.
    fn checked(&self) -> Vec<u8> {
        let bytes = |manifest: &Self| {
            let mut bytes = serde_json::to_vec_pretty(manifest).expect("a manifest is texts and numbers");
            bytes.push(b'\n');
            bytes
        };
        let bare = Self { checksum: String::new(), ..self.clone() };
        let checksum = format!("{:016x}", xxh3_64(&bytes(&bare)));
        bytes(&Self { checksum, ..bare })
    }
}

/// Temporary files are for their owner only; a manifest is for all who may read the folder.
#[cfg(unix)]
fn readable(file: &fs::File) -> std::io::Result<()> {
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &fs::File) -> std::io::Result<()> {
    Ok(())
}

/// A file's new name is safe only when its folder is.
#[cfg(unix)]
fn sync_folder(dir: &Path) -> Result<(), Error> {
    fs::File::open(dir).and_then(|folder| folder.sync_all()).map_err(|e| Error::writing(dir, e))
}

#[cfg(not(unix))]
fn sync_folder(_dir: &Path) -> Result<(), Error> {
    Ok(())
}

fn unknown(path: &Path, version: u32) -> Error {
    let text = format!(
        "{} has format version {version}, and this program knows {FIRST_VERSION} to {FORMAT_VERSION}; open it with the program that wrote it",
        path.display()
    );
    Error::new(ErrorKind::Version, path, text)
}

fn absent(dir: &Path, path: &Path, error: std::io::Error) -> Error {
    if error.kind() != std::io::ErrorKind::NotFound {
        return Error::reading(path, error);
    }
    let what = if dir.is_dir() { "is a folder, but no archive" } else { "is not there" };
    let text = format!("{} {what}; make one with `wirecopy trace PILE --archive {}`", dir.display(), dir.display());
    Error::new(ErrorKind::NotFound, dir, text)
}
