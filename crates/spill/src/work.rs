//! The folder of a run that may be interrupted.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::block::{Block, BlockWriter};
use crate::error::Error;

/// What a run is, in the work folder.
const STAMP: &str = "run";

/// Held while a run works in the folder.
const LOCK: &str = "lock";

/// A folder for the blocks of one run. One run at a time can have it.
#[derive(Debug)]
pub struct Work {
    dir: PathBuf,
    _lock: File,
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
    pub fn open(dir: &Path, stamp: &str) -> Result<(Self, Opened), Error> {
        let failed = |e| Error::writing(dir, e);
        fs::create_dir_all(dir).map_err(failed)?;
        let lock = File::create(dir.join(LOCK)).map_err(failed)?;
        lock.try_lock().map_err(|e| match e {
            TryLockError::WouldBlock => Error::busy(dir),
            TryLockError::Error(e) => failed(e),
        })?;
        let work = Self { dir: dir.to_owned(), _lock: lock };
        let opened = match fs::read_to_string(dir.join(STAMP)) {
            Ok(found) if found == stamp => return Ok((work, Opened::Resumed)),
            Ok(_) => Opened::Replaced,
            Err(_) => Opened::New,
        };
        work.clear().map_err(failed)?;
        let draft = dir.join("run.part");
        fs::write(&draft, stamp).and_then(|()| fs::rename(&draft, dir.join(STAMP))).map_err(failed)?;
        Ok((work, opened))
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

    /// Writes a block; with that, this part of the work is done.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self, name: &str, block: &BlockWriter<'_>) -> Result<(), Error> {
        block.write(&self.path(name))
    }

    /// A block that is done, or `None`.
    ///
    /// # Errors
    /// When it is there and can't be opened.
    pub fn block(&self, name: &str) -> Result<Option<Block>, Error> {
        let path = self.path(name);
        if path.exists() { Block::open(&path).map(Some) } else { Ok(None) }
    }

    /// Whether this part of the work was done by a run before, and is as it was written. What is not gets deleted.
    ///
    /// # Errors
    /// When a broken block can't be deleted.
    pub fn is_done(&self, name: &str) -> Result<bool, Error> {
        let path = self.path(name);
        if !path.exists() {
            return Ok(false);
        }
        let is_whole = Block::open(&path).and_then(|block| block.is_whole()).unwrap_or(false);
        if !is_whole {
            fs::remove_file(&path).map_err(|e| Error::writing(&path, e))?;
        }
        Ok(is_whole)
    }

    /// Moves a block out of the folder; this part of the work is not done any more.
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

    fn write(work: &Work, name: &str, value: u32) {
        let mut block = BlockWriter::default();
        let column = [value];
        block.push_column(&column);
        work.write(name, &block).expect("can be written");
    }

    #[test]
    fn work_goes_on_only_for_the_same_run() {
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let dir = folder.path().join("work");
        let (work, opened) = Work::open(&dir, "one").expect("can be made");
        assert_eq!(opened, Opened::New);
        write(&work, "a", 1);
        assert_eq!(Work::open(&dir, "one").expect_err("is taken").kind(), ErrorKind::Busy);
        drop(work);
        let (work, opened) = Work::open(&dir, "one").expect("is free");
        assert_eq!(opened, Opened::Resumed);
        assert!(work.is_done("a").expect("can be read") && !work.is_done("b").expect("can be read"));
        fs::write(work.path("a"), "torn").expect("can be written");
        assert!(!work.is_done("a").expect("can be deleted"));
        write(&work, "a", 2);
        drop(work);
        let (work, opened) = Work::open(&dir, "two").expect("is free");
        assert_eq!(opened, Opened::Replaced);
        assert!(work.block("a").expect("can be looked for").is_none());
        work.remove().expect("can be deleted");
        assert!(!dir.exists());
    }
}
