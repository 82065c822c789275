//! A folder of tables: written together, read together.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::file::{self, Digest, Draft, prepare_folder};
use crate::format::Format;
use crate::manifest::{MANIFEST, Manifest, SCHEMA_VERSION, Stamp, TableFile};
use crate::rows::Tables;
use crate::table::Row;

impl Tables {
    /// Writes all tables into `dir` (made if need be), one file a table, and the manifest last. Files of an earlier run
    /// that are named in its manifest and not replaced are removed; nothing else in `dir` is touched.
    ///
    /// # Errors
    /// When something can't be written. Before the first rename nothing in `dir` has changed; if a rename fails, the
    /// checksums of the manifest tell a later reader that the folder is not whole.
    pub fn write(&self, dir: &Path, format: Format, stamp: &Stamp) -> Result<Manifest, Error> {
        prepare_folder(dir)?;
        let mut writer = Writer { dir, format, drafts: Vec::new(), tables: Vec::new() };
        self.write_each(&mut writer)?;
        writer.publish(stamp)
    }

    /// Reads all tables of a folder that [`Tables::write`] wrote, in whichever format they are.
    ///
    /// # Errors
    /// See [`Folder::open`] and [`Folder::rows`].
    pub fn read(dir: &Path) -> Result<Self, Error> {
        Self::read_each(&Folder::open(dir)?)
    }
}

pub(crate) struct Writer<'a> {
    dir: &'a Path,
    format: Format,
    drafts: Vec<(PathBuf, Draft)>,
    tables: Vec<TableFile>,
}

impl Writer<'_> {
    pub(crate) fn table<R: Row>(&mut self, rows: &[R]) -> Result<(), Error> {
        let file = format!("{}.{}", R::TABLE, self.format);
        let path = self.dir.join(&file);
        let draft = Draft::write(self.dir, &path, |out| self.format.write(rows, out, &path))?;
        let Digest { bytes, xxh3 } = draft.digest;
        let xxh3 = format!("{xxh3:016x}");
        self.tables.push(TableFile { table: R::TABLE.to_owned(), file, rows: rows.len() as u64, bytes, xxh3 });
        self.drafts.push((path, draft));
        Ok(())
    }

    fn publish(self, stamp: &Stamp) -> Result<Manifest, Error> {
        let manifest = Manifest {
            schema_version: SCHEMA_VERSION,
            format: self.format.name().to_owned(),
            stamp: stamp.clone(),
            tables: self.tables,
        };
        let path = self.dir.join(MANIFEST);
        let draft = Draft::write(self.dir, &path, |out| manifest.write(out, &path))?;
        let before = Manifest::read(self.dir).ok();
        for (path, draft) in self.drafts {
            draft.publish(&path)?;
        }
        draft.publish(&path)?;
        if let Some(before) = before {
            remove_outdated(self.dir, &before, &manifest);
        }
        Ok(manifest)
    }
}

/// Removes files that only the earlier manifest names. A file that can't be removed does no harm: nothing names it.
fn remove_outdated(dir: &Path, before: &Manifest, now: &Manifest) {
    for old in &before.tables {
        let is_ours = Format::ALL.iter().any(|f| old.file == format!("{}.{f}", old.table));
        let is_plain = Path::new(&old.file).components().count() == 1;
        if is_ours && is_plain && now.tables.iter().all(|t| t.file != old.file) {
            let _ = fs::remove_file(dir.join(&old.file));
        }
    }
}

/// A folder of tables, opened for reading.
#[derive(Debug, Clone)]
pub struct Folder {
    dir: PathBuf,
    format: Format,
    manifest: Manifest,
}

impl Folder {
    /// Reads the manifest of `dir`.
    ///
    /// # Errors
    /// When there is no manifest, or it is of a later schema version, or broken.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let manifest = Manifest::read(dir)?;
        let format = manifest.format(&dir.join(MANIFEST))?;
        Ok(Self { dir: dir.to_owned(), format, manifest })
    }

    /// What the folder holds.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads one table, after its checksum; a table that an older program did not know is empty.
    ///
    /// # Errors
    /// When the file is missing, is not the one that the manifest counts, or can't be read.
    pub fn rows<R: Row>(&self) -> Result<Vec<R>, Error> {
        let Some(entry) = self.manifest.tables.iter().find(|t| t.table == R::TABLE) else {
            return Ok(Vec::new());
        };
        let path = self.dir.join(format!("{}.{}", R::TABLE, self.format));
        let found = file::digest(&path)?;
        if (found.bytes, format!("{:016x}", found.xxh3)) != (entry.bytes, entry.xxh3.clone()) {
            return Err(Error::damaged(
                &path,
                "not the file that wirecopy.json counts: it was changed, or a run broke off",
            ));
        }
        let rows = self.format.read::<R>(&path)?;
        if rows.len() as u64 != entry.rows {
            return Err(Error::damaged(&path, format!("{} rows, and wirecopy.json counts {}", rows.len(), entry.rows)));
        }
        Ok(rows)
    }
}
