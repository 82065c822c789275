//! The archive: a store that grows.

use std::path::{Path, PathBuf};

use wirecopy_store::{Manifest, SegmentEntry, Store, StoreSettings};

use crate::error::Error;
use crate::found::Found;
use crate::pool;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::snapshot::Snapshot;
use crate::stored::kind;

/// The folder inside an archive for what does not fit in memory while it is written. Stores remove what begins like this and is
/// left over.
const SCRATCH: &str = ".archive-scratch";

/// Reads a pile into a new archive.
///
/// # Errors
/// When something stands at `dir` already, or it can't be written.
pub fn create(dir: &Path, piles: &[PathBuf], settings: &Settings, progress: &dyn Progress) -> Result<Found, Error> {
    let store = Store::create(dir, &store_settings(settings, true))?;
    grow(store, piles, settings, progress)
}

/// Adds the pages of a pile to an archive. What is then in it is what one run over all pages would have found.
///
/// # Errors
/// When there is no archive, somebody else writes it, it was made under other settings, or it can't be written: what it held
/// before it then still holds.
pub fn add(dir: &Path, piles: &[PathBuf], settings: &Settings, progress: &dyn Progress) -> Result<Found, Error> {
    let store = Store::open_to_write(dir, &store_settings(settings, true))?;
    let is_ours = store.manifest().program == env!("CARGO_PKG_VERSION");
    if !is_ours || store.manifest().settings != settings.fingerprint() {
        return Err(Error::other_settings(dir));
    }
    grow(store, piles, settings, progress)
}

fn grow(store: Store, piles: &[PathBuf], settings: &Settings, progress: &dyn Progress) -> Result<Found, Error> {
    let scratch = store.dir().join(SCRATCH);
    let scratch = Scratch::new(&scratch)?;
    pool::run(settings.threads, || {
        let mut found = Found::with(store, piles, &scratch.0, settings, progress)?;
        found.snapshot.write(&mut found.store)?;
        let counts = found.counts();
        found.store.commit(counts)?;
        Ok(found)
    })?
}

/// A folder that goes when it is dropped. One that a stopped run left is used again.
struct Scratch(PathBuf);

impl Scratch {
    fn new(dir: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(dir).map_err(Error::output)?;
        Ok(Self(dir.to_owned()))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0); // what is left there does no harm
    }
}

impl Found {
    /// Opens an archive to read. It shows what was in it at this moment, whatever is added meanwhile.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn open(dir: &Path, settings: &Settings) -> Result<Self, Error> {
        let store = Store::open(dir, &store_settings(settings, true))?;
        let snapshot = Snapshot::read(&store)?;
        Ok(Self { store, snapshot })
    }

    /// What the archive says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        self.store.manifest()
    }
}

/// Whether the folder is an archive.
#[must_use]
pub fn is_archive(dir: &Path) -> bool {
    wirecopy_store::is_store(dir)
}

/// Checks every byte of an archive, and says what is wrong; `each` hears of each file.
///
/// # Errors
/// When it can't even be opened.
pub fn verify(dir: &Path, each: impl FnMut(&SegmentEntry)) -> Result<Vec<String>, Error> {
    let store = Store::open(dir, &StoreSettings::default())?;
    let wrong = store.verify(each);
    if wrong.is_empty() {
        Snapshot::read(&store)?;
    }
    Ok(wrong.iter().map(ToString::to_string).collect())
}

pub(crate) fn store_settings(settings: &Settings, lasts: bool) -> StoreSettings {
    StoreSettings {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        settings: settings.fingerprint(),
        by_number: kind::BY_NUMBER.map(str::to_owned).into(),
        cache_bytes: settings.block_bytes(),
        lasts,
    }
}
