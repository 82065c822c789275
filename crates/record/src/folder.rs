//! A folder of tables: written together, read together.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::file::{self, Digest, Draft, OpenDraft, prepare_folder};
use crate::format::{Format, RowWriter};
use crate::manifest::{MANIFEST, Manifest, SCHEMA_VERSION, Stamp, TableFile};
use crate::rows::Tables;
use crate::table::{OpenTables, Row};

impl Tables {
    /// Writes all tables into `dir`; see [`TablesWriter`].
    ///
    /// # Errors
    /// As [`TablesWriter`] says.
    pub fn write(&self, dir: &Path, format: Format, stamp: &Stamp) -> Result<Manifest, Error> {
        let mut writer = TablesWriter::new(dir, format)?;
        writer.add(self.clone())?;
        writer.finish(stamp)
    }

    /// Reads all tables of a folder that a [`TablesWriter`] wrote, in whichever format they are.
    ///
    /// # Errors
    /// See [`Folder::open`] and [`Folder::rows`].
    pub fn read(dir: &Path) -> Result<Self, Error> {
        Self::read_each(&Folder::open(dir)?)
    }
}

/// Writes all tables into a folder (made if need be), one file a table, some rows at a time, and the manifest last. How many rows
/// come at a time makes no difference to the bytes.
///
/// Files of an earlier run that are named in its manifest and not replaced are removed; nothing else in the folder is touched.
/// Before the first rename in [`TablesWriter::finish`] nothing has changed; if a rename fails, the checksums of the manifest tell a
/// later reader that the folder is not whole.
pub struct TablesWriter {
    dir: PathBuf,
    format: Format,
    tables: OpenTables,
}

impl TablesWriter {
    /// Begins.
    ///
    /// # Errors
    /// When the folder or a file in it can't be made.
    pub fn new(dir: &Path, format: Format) -> Result<Self, Error> {
        prepare_folder(dir)?;
        Ok(Self { dir: dir.to_owned(), format, tables: OpenTables::new(dir, format)? })
    }

    /// Adds rows behind those that are there, table by table.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn add(&mut self, rows: Tables) -> Result<(), Error> {
        self.tables.add(rows)
    }

    /// Gives all files their names.
    ///
    /// # Errors
    /// When something can't be written.
    pub fn finish(self, stamp: &Stamp) -> Result<Manifest, Error> {
        let Self { dir, format, tables } = self;
        let (drafts, tables): (Vec<_>, Vec<_>) = tables.close()?.into_iter().unzip();
        let manifest =
            Manifest { schema_version: SCHEMA_VERSION, format: format.name().to_owned(), stamp: stamp.clone(), tables };
        let path = dir.join(MANIFEST);
        let last = Draft::write(&dir, &path, |out| manifest.write(out, &path))?;
        let before = Manifest::read(&dir).ok();
        for (path, draft) in drafts {
            draft.publish(&path)?;
        }
        last.publish(&path)?;
        if let Some(before) = before {
            remove_outdated(&dir, &before, &manifest);
        }
        Ok(manifest)
    }
}

/// A table while it is written.
pub(crate) struct Table<R> {
    file: String,
    path: PathBuf,
    rows: u64,
    out: Box<dyn RowWriter<R>>,
}

/// A file that is whole but has no name yet, and what the manifest says of it.
pub(crate) type ClosedTable = ((PathBuf, Draft), TableFile);

impl<R: Row> Table<R> {
    pub(crate) fn new(dir: &Path, format: Format) -> Result<Self, Error> {
        let file = format!("{}.{format}", R::TABLE);
        let path = dir.join(&file);
        let out = format.writer(OpenDraft::new(dir, &path)?, &path)?;
        Ok(Self { file, path, rows: 0, out })
    }

    pub(crate) fn add(&mut self, rows: Vec<R>) -> Result<(), Error> {
        self.rows += rows.len() as u64;
        self.out.add(rows)
    }

    pub(crate) fn close(self) -> Result<ClosedTable, Error> {
        let draft = self.out.finish()?.close(&self.path)?;
        let Digest { bytes, xxh3 } = draft.digest;
        let xxh3 = format!("{xxh3:016x}");
        let entry = TableFile { table: R::TABLE.to_owned(), file: self.file, rows: self.rows, bytes, xxh3 };
        Ok(((self.path, draft), entry))
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
