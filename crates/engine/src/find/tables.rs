//! The index of a folder of tables, made when it is first asked for.

use std::fs::{self, File};
use std::path::Path;

use tempfile::TempDir;
use wirecopy_record::{ArticleRow, Folder, Row};

use crate::dedup::BlockIndex;
use crate::error::Error;
use crate::pool;
use crate::settings::Settings;

/// How the folder of an index begins; the checksum of the articles that it was made of follows.
const NAME: &str = "find-index-";
/// The same while it is made.
const UNFINISHED: &str = ".find-index-";

/// The index of the articles of a folder: the one that is there if it is of these articles, else a new one, which replaces others.
pub(super) fn index(dir: &Path, settings: &Settings) -> Result<BlockIndex, Error> {
    let folder = Folder::open(dir)?;
    let articles = folder.manifest().tables.iter().find(|table| table.table == ArticleRow::TABLE);
    let name = format!("{NAME}{}", articles.map_or("0", |table| &table.xxh3));
    let home = dir.join(&name);
    if home.is_dir() {
        return BlockIndex::open(&home);
    }
    // One at a time: who has the folder locked may remove what others left that were stopped.
    let turn = File::open(dir).ok().filter(|folder| folder.lock().is_ok());
    if turn.is_some() {
        if home.is_dir() {
            return BlockIndex::open(&home);
        }
        remove(dir, |name| name.starts_with(UNFINISHED));
    }
    let (made, may_stay) = scratch(dir)?;
    let rows: Vec<ArticleRow> = folder.rows()?;
    pool::run(settings.threads, || BlockIndex::make(&rows, made.path()))??;
    drop(rows);
    if may_stay && fs::rename(made.path(), &home).is_ok() {
        let _ = made.keep(); // it is not there any more
        remove(dir, |other| other != name && other.starts_with(NAME));
        return BlockIndex::open(&home);
    }
    // Either nothing can be written beside the tables, or somebody else was quicker: the files stay open when the folder goes.
    BlockIndex::open(made.path())
}

/// A folder to make the index in, and whether it stands beside the tables.
fn scratch(dir: &Path) -> Result<(TempDir, bool), Error> {
    let beside = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(dir);
    beside.map(|made| (made, true)).or_else(|_| Ok((tempfile::tempdir().map_err(Error::output)?, false)))
}

/// Removes indexes by their names: of earlier tables, or such as were never finished. One that can't be removed does no harm: nothing
/// asks for it.
fn remove(dir: &Path, is_old: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(&is_old) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
