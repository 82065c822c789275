use std::fs;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::format::Format;

/// The version of the tables' columns and their meaning. A column may be added under the same version; one that is
/// renamed, removed or means something else needs a new one.
pub const SCHEMA_VERSION: u32 = 1;

/// The name of the manifest's file.
pub const MANIFEST: &str = "wirecopy.json";

/// What made the tables.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// The version of the program.
    pub program: String,
    /// The fingerprint of the settings, as the engine gives it.
    pub settings: String,
}

/// One file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// The table.
    pub table: String,
    /// Its file in the folder.
    pub file: String,
    /// How many rows it holds.
    pub rows: u64,
    /// How long it is.
    pub bytes: u64,
    /// xxh3 (64 bits) of its bytes, 16 hex digits.
    pub xxh3: String,
}

/// What a folder of tables holds: `wirecopy.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// `jsonl`, `csv` or `parquet`.
    pub format: String,
    /// What made the tables.
    #[serde(flatten)]
    pub stamp: Stamp,
    /// One entry a table.
    pub tables: Vec<TableFile>,
}

impl Manifest {
    /// Reads the manifest of `dir`.
    pub(crate) fn read(dir: &Path) -> Result<Self, Error> {
        let path = dir.join(MANIFEST);
        let bytes = fs::read(&path).map_err(|e| absent(dir, &path, e))?;
        let version: Version = serde_json::from_slice(&bytes).map_err(|e| Error::damaged(&path, e))?;
        version.check(&path)?;
        serde_json::from_slice(&bytes).map_err(|e| Error::damaged(&path, e))
    }

    pub(crate) fn write(&self, out: &mut dyn Write, path: &Path) -> Result<(), Error> {
        let failed = |e: serde_json::Error| Error::writing(path, e.into());
        serde_json::to_writer_pretty(&mut *out, self).map_err(failed)?;
        out.write_all(b"\n").map_err(|e| Error::writing(path, e))
    }

    pub(crate) fn format(&self, path: &Path) -> Result<Format, Error> {
        self.format.parse().map_err(|e| Error::damaged(path, e))
    }
}

/// The part of a manifest that every version has.
#[derive(Deserialize)]
struct Version {
    schema_version: u32,
}

impl Version {
    fn check(&self, path: &Path) -> Result<(), Error> {
        if (1..=SCHEMA_VERSION).contains(&self.schema_version) {
            return Ok(());
        }
        let text = format!(
            "{} has schema version {}, and this program knows 1 to {SCHEMA_VERSION}; read it with the program that wrote it, \
             or write the tables again",
            path.display(),
            self.schema_version
        );
        Err(Error::new(ErrorKind::Version, path, text))
    }
}

fn absent(dir: &Path, path: &Path, error: std::io::Error) -> Error {
    if error.kind() != std::io::ErrorKind::NotFound {
        return Error::reading(path, error);
    }
    let what = if dir.is_dir() { "has no wirecopy.json, so it holds no finished run" } else { "is no folder" };
    let text = format!("{} {what}; name the folder that `wirecopy trace --out` wrote", dir.display());
    Error::new(ErrorKind::NotFound, dir, text)
}
