use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cache::Cache;
use crate::error::{Error, ErrorKind};
use crate::list::List;
use crate::manifest::{FORMAT_VERSION, MANIFEST, Manifest, SegmentEntry};
use crate::segment::{BLOCK_BYTES, LEVEL, QUICK_LEVEL, SMALL_BLOCK_BYTES, Segment, SegmentWriter};

const LOCK: &str = "lock";
const ENDING: &str = ".seg";

/// What made a store, and how it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreSettings {
    /// The version of the program.
    pub program: String,
    /// The fingerprint of the settings that its contents depend on.
    pub settings: String,
    /// The kinds of records that are mostly read one by one, by number, and not one behind the other.
    pub by_number: Vec<String>,
    /// Bytes of unpacked blocks that are kept at hand.
    pub cache_bytes: usize,
    /// Whether it outlives the run: it is then packed tighter, and the disk is waited for until it has what was written.
    pub lasts: bool,
}

impl Default for StoreSettings {
    /// 64 MiB of blocks; durable.
    fn default() -> Self {
        Self {
            program: String::new(),
            settings: String::new(),
            by_number: Vec::new(),
            cache_bytes: 64 << 20,
            lasts: true,
        }
    }
}

/// A folder of segments.
///
/// A store that was opened to read shows what was committed when it was opened, whatever a writer does meanwhile. There is
/// one writer at a time; what it keeps counts from [`Store::commit`] on, and is gone if it ends before.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    manifest: Manifest,
    open: BTreeMap<String, (u32, Arc<Segment>)>,
    cache: Arc<Cache>,
    by_number: Vec<String>,
    lasts: bool,
    next_id: u32,
    /// Held as long as this store may write.
    lock: Option<File>,
}

/// Tries to open a store whose files are being replaced.
const TRIES: usize = 20;

impl Store {
    /// Makes an empty store in `dir`, which must be empty or not there yet. It can be opened after the first commit.
    ///
    /// # Errors
    /// When something is there already, or it can't be written.
    pub fn create(dir: &Path, settings: &StoreSettings) -> Result<Self, Error> {
        fs::create_dir_all(dir).map_err(|e| Error::writing(dir, e))?;
        let lock = lock(dir)?;
        if dir.join(MANIFEST).exists() || names(dir)?.iter().any(|name| !is_ours(name)) {
            let what = "is there already; name a new folder, or use `wirecopy add` to add pages to an archive";
            return Err(Error::new(ErrorKind::Occupied, dir, format!("{} {what}", dir.display())));
        }
        let manifest = Manifest {
            format_version: FORMAT_VERSION,
            program: settings.program.clone(),
            settings: settings.settings.clone(),
            ..Manifest::default()
        };
        let store = Self::with(dir, manifest, settings, Some(lock));
        store.remove_leftovers()?;
        Ok(store)
    }

    /// Opens a store to read.
    ///
    /// # Errors
    /// When there is none, or its files are not what the manifest says.
    pub fn open(dir: &Path, settings: &StoreSettings) -> Result<Self, Error> {
        let mut tries = 0;
        loop {
            let manifest = Manifest::read(dir)?;
            let mut store = Self::with(dir, manifest, settings, None);
            tries += 1;
            match store.open_segments() {
                // A writer replaced the manifest, and removed what it no longer names, while the files were opened.
                Err(e) if e.kind() == ErrorKind::NotFound && tries < TRIES && store.is_outdated() => {}
                other => return other.map(|()| store),
            }
        }
    }

    /// Opens a store to write, and removes what a writer left that did not come to its end.
    ///
    /// # Errors
    /// When there is none, it is damaged, or somebody else writes.
    pub fn open_to_write(dir: &Path, settings: &StoreSettings) -> Result<Self, Error> {
        Manifest::read(dir)?;
        let lock = lock(dir)?;
        let mut store = Self::with(dir, Manifest::read(dir)?, settings, Some(lock));
        store.open_segments()?;
        store.remove_leftovers()?;
        Ok(store)
    }

    fn with(dir: &Path, manifest: Manifest, settings: &StoreSettings, lock: Option<File>) -> Self {
        let cache = Arc::new(Cache::new(settings.cache_bytes));
        Self {
            dir: dir.to_owned(),
            manifest,
            open: BTreeMap::new(),
            cache,
            by_number: settings.by_number.clone(),
            lasts: settings.lasts,
            next_id: 0,
            lock,
        }
    }

    fn is_outdated(&self) -> bool {
        Manifest::read(&self.dir).is_ok_and(|now| now.generation != self.manifest.generation)
    }

    fn open_segments(&mut self) -> Result<(), Error> {
        for entry in self.manifest.segments.clone() {
            self.open_segment(&entry)?;
        }
        Ok(())
    }

    fn open_segment(&mut self, entry: &SegmentEntry) -> Result<(), Error> {
        let path = self.dir.join(&entry.file);
        let segment = Segment::open(&path)?;
        if segment.records() != entry.records {
            let what = format!("{} records, and the manifest counts {}", segment.records(), entry.records);
            return Err(Error::damaged(&path, what));
        }
        self.open.insert(entry.file.clone(), (self.next_id, Arc::new(segment)));
        self.next_id += 1;
        Ok(())
    }

    /// What it holds; what was kept and not committed yet included.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Where it is.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The records of a kind, committed or only kept.
    #[must_use]
    pub fn list<T: DeserializeOwned>(&self, kind: &str) -> List<T> {
        let of_kind = self.manifest.segments.iter().filter(|entry| entry.kind == kind);
        List::new(of_kind.map(|entry| self.open[&entry.file].clone()), Arc::clone(&self.cache))
    }

    /// Begins a segment.
    ///
    /// # Errors
    /// When the file can't be made.
    pub fn writer<T: Serialize>(&mut self, kind: &str) -> Result<Writer<T>, Error> {
        let file = format!("{kind}-{:06}{ENDING}", self.manifest.next_file);
        self.manifest.next_file += 1;
        let is_small = self.by_number.iter().any(|by_number| by_number == kind);
        let block_bytes = if is_small { SMALL_BLOCK_BYTES } else { BLOCK_BYTES };
        let level = if self.lasts { LEVEL } else { QUICK_LEVEL };
        let out = SegmentWriter::create(self.dir.join(&file), block_bytes, level)?;
        Ok(Writer { kind: kind.to_owned(), file, out, record: Vec::new(), of: PhantomData })
    }

    /// Takes in a finished segment behind those of its kind; one without records is removed.
    ///
    /// # Errors
    /// When its end can't be written.
    pub fn keep<T>(&mut self, writer: Writer<T>) -> Result<(), Error> {
        let sealed = writer.out.finish(self.lasts)?;
        let Writer { kind, file, .. } = writer;
        if sealed.records == 0 {
            let path = self.dir.join(&file);
            return fs::remove_file(&path).map_err(|e| Error::writing(&path, e));
        }
        let (records, bytes, raw_bytes) = (sealed.records, sealed.bytes, sealed.raw_bytes);
        let entry = SegmentEntry { kind, file, records, bytes, raw_bytes };
        self.open_segment(&entry)?;
        self.manifest.segments.push(entry);
        Ok(())
    }

    /// Drops all segments of a kind. Lists that were made before can still read them.
    pub fn forget(&mut self, kind: &str) {
        self.manifest.segments.retain(|entry| entry.kind != kind);
    }

    /// Makes what was kept and forgotten since the last commit count.
    ///
    /// # Errors
    /// When the manifest can't be written: the store is then as it was before.
    ///
    /// # Panics
    /// When the store was opened to read.
    pub fn commit(&mut self, counts: BTreeMap<String, u64>) -> Result<(), Error> {
        assert!(self.lock.is_some(), "only a store that was opened to write commits");
        self.manifest.format_version = FORMAT_VERSION; // one of an earlier version has segments of this one now
        self.manifest.generation += 1;
        self.manifest.counts = counts;
        self.manifest.write(&self.dir, self.lasts)?;
        self.remove_leftovers()
    }

    /// Removes files of ours that the manifest does not name.
    fn remove_leftovers(&self) -> Result<(), Error> {
        let named: BTreeSet<&str> = self.manifest.segments.iter().map(|entry| entry.file.as_str()).collect();
        for name in names(&self.dir)?.iter().filter(|name| is_leftover(name) && !named.contains(name.as_str())) {
            let path = self.dir.join(name);
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            removed.map_err(|e| Error::writing(&path, e))?;
        }
        Ok(())
    }

    /// Reads every byte of every segment and checks it.
    ///
    /// `progress` is told of each file with its length. What is wrong is told for all files, not only the first.
    #[must_use]
    pub fn verify(&self, mut progress: impl FnMut(&SegmentEntry)) -> Vec<Error> {
        let mut wrong = Vec::new();
        for entry in &self.manifest.segments {
            let (id, segment) = &self.open[&entry.file];
            let path = segment.path();
            match fs::metadata(path) {
                Ok(found) if found.len() != entry.bytes => {
                    let what = format!("{} bytes, and the manifest counts {}", found.len(), entry.bytes);
                    wrong.push(Error::damaged(path, what));
                }
                Ok(_) => wrong
                    .extend((0..segment.blocks()).filter_map(|block| self.cache.passing(*id, segment, block).err())),
                Err(e) => wrong.push(Error::reading(path, e)),
            }
            progress(entry);
        }
        wrong
    }
}

/// Writes the records of one segment.
pub struct Writer<T> {
    kind: String,
    file: String,
    out: SegmentWriter,
    record: Vec<u8>,
    of: PhantomData<fn(&T)>,
}

impl<T: Serialize> Writer<T> {
    /// Adds a record and gives its number in this segment.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn push(&mut self, record: &T) -> Result<u64, Error> {
        self.record.clear();
        let bytes = postcard::to_extend(record, std::mem::take(&mut self.record));
        self.record = bytes.expect("records are plain data, which can always be written");
        self.out.push(&self.record)
    }
}

/// Whether a folder holds a store.
#[must_use]
pub fn is_store(dir: &Path) -> bool {
    dir.join(MANIFEST).is_file()
}

/// Takes the lock, or says who has it. It is given back when the file is closed, however the program ends.
fn lock(dir: &Path) -> Result<File, Error> {
    let path = dir.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|e| Error::writing(&path, e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let what = "is being written by another run of wirecopy; wait until it is done, or read meanwhile";
            Err(Error::new(ErrorKind::Locked, dir, format!("{} {what}", dir.display())))
        }
        Err(TryLockError::Error(e)) => Err(Error::writing(&path, e)),
    }
}

fn names(dir: &Path) -> Result<Vec<String>, Error> {
    let failed = |e| Error::reading(dir, e);
    let entries = fs::read_dir(dir).map_err(failed)?;
    entries.map(|e| Ok(e.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
}

fn is_leftover(name: &str) -> bool {
    name.ends_with(ENDING) || name.starts_with(".archive-")
}

fn is_ours(name: &str) -> bool {
    name == LOCK || is_leftover(name)
}
