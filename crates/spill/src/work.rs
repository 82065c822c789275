//! The folder of a run that may be interrupted.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::block::{self, Block, BlockWriter, Held};
use crate::error::Error;

/// What a run is, in the work folder.
const STAMP: &str = "run";

/// Held while a run works in the folder.
const LOCK: &str = "lock";

/// A folder for the blocks of one run. One run at a time can have it.
///
/// Blocks stay in memory as long as all of them together have room there. They are written when they have none, and each from then on;
/// or when the run has taken some time, and then they are in memory too: what is done sooner is as soon done again.
#[derive(Debug)]
pub struct Work {
    dir: PathBuf,
    _lock: File,
    kept: Mutex<Kept>,
    began: Instant,
    patience: Duration,
}

/// Blocks that are in memory.
#[derive(Debug)]
struct Kept {
    blocks: BTreeMap<String, Arc<[Held]>>,
    /// The names of those that are not written.
    unwritten: Vec<String>,
    bytes: u64,
    max_bytes: u64,
}

/// Which blocks are not written.
#[derive(Debug, Clone, Copy)]
pub struct Unwritten {
    /// Those of a run whose blocks take no more than so many bytes together, ...
    pub bytes: u64,
    /// ... before it has taken so long.
    pub time: Duration,
}

/// What was in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// Nothing.
    New,
    /// Work on the same input with the same settings: it goes on.
    Resumed,
    /// Work on something else: it was thrown away.
    Replaced,
}

impl Work {
    /// Opens the folder for a run that `stamp` describes: program, format, settings and inputs. Blocks of a run with another
    /// stamp are deleted.
    ///
    /// # Errors
    /// When the folder can't be made, or another run has it.
    pub fn open(dir: &Path, stamp: &str, unwritten: Unwritten) -> Result<(Self, Opened), Error> {
        let failed = |e| Error::writing(dir, e);
        fs::create_dir_all(dir).map_err(failed)?;
        let lock = File::create(dir.join(LOCK)).map_err(failed)?;
        lock.try_lock().map_err(|e| match e {
            TryLockError::WouldBlock => Error::busy(dir),
            TryLockError::Error(e) => failed(e),
        })?;
        let kept = Kept { blocks: BTreeMap::new(), unwritten: Vec::new(), bytes: 0, max_bytes: unwritten.bytes };
        let work = Self {
            dir: dir.to_owned(),
            _lock: lock,
            kept: Mutex::new(kept),
            began: Instant::now(),
            patience: unwritten.time,
        };
        let opened = match fs::read_to_string(dir.join(STAMP)) {
            Ok(found) if found == stamp => {
                let is_begun = work.has_blocks().map_err(failed)?;
                return Ok((work, if is_begun { Opened::Resumed } else { Opened::New }));
            }
            Ok(_) => Opened::Replaced,
            Err(_) => Opened::New,
        };
        work.clear().map_err(failed)?;
        let draft = dir.join("run.part");
        fs::write(&draft, stamp).and_then(|()| fs::rename(&draft, dir.join(STAMP))).map_err(failed)?;
        Ok((work, opened))
    }

    /// Whether a run before left anything but its stamp.
    fn has_blocks(&self) -> std::io::Result<bool> {
        for entry in fs::read_dir(&self.dir)? {
            let name = entry?.file_name();
            if name != LOCK && name != STAMP {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn clear(&self) -> std::io::Result<()> {
        for entry in fs::read_dir(&self.dir)? {
            let entry = entry?;
            if entry.file_name() != LOCK {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Where a file of this run would be.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Writes a block, or keeps it in memory; with that, this part of the work is done.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self, name: &str, block: BlockWriter) -> Result<(), Error> {
        let mut kept = self.kept();
        if kept.bytes + block.bytes() <= kept.max_bytes {
            kept.bytes += block.bytes();
            kept.blocks.insert(name.to_owned(), block.hold());
            kept.unwritten.push(name.to_owned());
            let is_soon = self.began.elapsed() < self.patience;
            return if is_soon { Ok(()) } else { self.write_out(&mut kept) };
        }
        kept.max_bytes = 0;
        self.write_out(&mut kept)?;
        kept.blocks.clear();
        drop(kept); // nobody looks for those before they are all there
        block.write(&self.path(name))
    }

    /// Writes what is in memory alone.
    fn write_out(&self, kept: &mut Kept) -> Result<(), Error> {
        let unwritten = std::mem::take(&mut kept.unwritten);
        unwritten.iter().try_for_each(|name| block::write(&kept.blocks[name], &self.path(name)))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().expect("nobody panics while holding the blocks")
    }

    /// A block that is done, or `None`.
    ///
    /// # Errors
    /// When it is there and can't be opened.
    pub fn block(&self, name: &str) -> Result<Option<Block>, Error> {
        let path = self.path(name);
        if let Some(columns) = self.kept().blocks.get(name) {
            return Ok(Some(Block::in_memory(path, Arc::clone(columns))));
        }
        if path.exists() { Block::open(&path).map(Some) } else { Ok(None) }
    }

    /// Whether this part of the work was done by a run before, and is as it was written. What is not gets deleted.
    ///
    /// # Errors
    /// When a broken block can't be deleted.
    pub fn is_done(&self, name: &str) -> Result<bool, Error> {
        let path = self.path(name);
        if self.kept().blocks.contains_key(name) {
            return Ok(true);
        }
        if !path.exists() {
            return Ok(false);
        }
        let is_whole = Block::open(&path).and_then(|block| block.is_whole()).unwrap_or(false);
        if !is_whole {
            fs::remove_file(&path).map_err(|e| Error::writing(&path, e))?;
        }
        Ok(is_whole)
    }

    /// Moves a block that is not in memory out of the folder; this part of the work is not done any more.
    ///
    /// # Errors
    /// When it can't be moved.
    pub fn give(&self, name: &str, to: &Path) -> Result<(), Error> {
        fs::rename(self.path(name), to).map_err(|e| Error::writing(to, e))
    }

    /// Deletes the folder: the work is done.
    ///
    /// # Errors
    /// When it can't be deleted.
    pub fn remove(self) -> Result<(), Error> {
        fs::remove_dir_all(&self.dir).map_err(|e| Error::writing(&self.dir, e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    const NEVER: Unwritten = Unwritten { bytes: 0, time: Duration::MAX };

    fn write(work: &Work, name: &str, value: u32) {
        let mut block = BlockWriter::default();
        block.push_column(vec![value]);
        work.write(name, block).expect("can be written");
    }

    #[test]
    fn work_goes_on_only_for_the_same_run() {
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let dir = folder.path().join("work");
        let (work, opened) = Work::open(&dir, "one", NEVER).expect("can be made");
        assert_eq!(opened, Opened::New);
        write(&work, "a", 1);
        assert_eq!(Work::open(&dir, "one", NEVER).expect_err("is taken").kind(), ErrorKind::Busy);
        drop(work);
        let (work, opened) = Work::open(&dir, "one", NEVER).expect("is free");
        assert_eq!(opened, Opened::Resumed);
        assert!(work.is_done("a").expect("can be read") && !work.is_done("b").expect("can be read"));
        fs::write(work.path("a"), "torn").expect("can be written");
        assert!(!work.is_done("a").expect("can be deleted"));
        write(&work, "a", 2);
        drop(work);
        let (work, opened) = Work::open(&dir, "two", NEVER).expect("is free");
        assert_eq!(opened, Opened::Replaced);
        assert!(work.block("a").expect("can be looked for").is_none());
        work.remove().expect("can be deleted");
        assert!(!dir.exists());
    }

    fn value(work: &Work, name: &str) -> u32 {
        let block = work.block(name).expect("can be opened").expect("is done");
        let mut buffer = Vec::new();
        block.get::<u32>(0, 0..1, &mut buffer).expect("can be read")[0]
    }

    #[test]
    fn what_fits_in_memory_is_not_written() {
        const TEN: Unwritten = Unwritten { bytes: 10, time: Duration::MAX };
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let dir = folder.path().join("work");
        let (work, _) = Work::open(&dir, "one", TEN).expect("can be made");
        write(&work, "a", 1);
        write(&work, "b", 2);
        assert!(!work.path("a").exists() && work.is_done("a").expect("is known"));
        assert_eq!((value(&work, "a"), value(&work, "b")), (1, 2));
        write(&work, "c", 3);
        write(&work, "d", 4);
        for (name, expected) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
            assert!(work.path(name).exists());
            assert_eq!(value(&work, name), expected);
        }
        drop(work);
        assert_eq!(Work::open(&dir, "one", TEN).expect("is free").1, Opened::Resumed);
        let (work, _) = Work::open(&dir, "two", TEN).expect("is free");
        write(&work, "a", 1);
        drop(work);
        assert_eq!(Work::open(&dir, "two", TEN).expect("is free").1, Opened::New);
    }

    #[test]
    fn what_fits_in_memory_is_written_when_a_run_takes_long() {
        const TIME: Duration = Duration::from_millis(50);
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let dir = folder.path().join("work");
        let unwritten = Unwritten { bytes: 10, time: TIME };
        let (work, _) = Work::open(&dir, "one", unwritten).expect("can be made");
        write(&work, "a", 1);
        std::thread::sleep(TIME);
        write(&work, "b", 2);
        assert!(["a", "b"].iter().all(|name| work.path(name).exists()));
        fs::write(work.path("a"), "not looked at, as the block is in memory").expect("can be written");
        assert_eq!((value(&work, "a"), value(&work, "b")), (1, 2));
        write(&work, "c", 3);
        drop(work);
        let (work, opened) = Work::open(&dir, "one", unwritten).expect("is free");
        assert_eq!(opened, Opened::Resumed);
        assert!(["a", "b", "c"].map(|name| work.is_done(name).expect("can be read")) == [false, true, true]);
    }
}
