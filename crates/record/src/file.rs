//! Files that are there whole or not at all.

use std::fs;
use std::hash::Hasher;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use tempfile::NamedTempFile;
use xxhash_rust::xxh3::Xxh3;

use crate::error::Error;

/// How long a file is, and its xxh3 checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digest {
    pub(crate) bytes: u64,
    pub(crate) xxh3: u64,
}

/// A file that is written beside its name, and gets the name only when it is whole.
pub(crate) struct Draft {
    file: NamedTempFile,
    pub(crate) digest: Digest,
}

/// A draft that is being written.
pub(crate) struct OpenDraft(Hashing<BufWriter<NamedTempFile>>);

impl OpenDraft {
    /// Begins a draft in `dir`, which must exist; `path` is the name it will get, for messages.
    pub(crate) fn new(dir: &Path, path: &Path) -> Result<Self, Error> {
        let file = new_file(dir).map_err(|e| Error::writing(path, e))?;
        Ok(Self(Hashing { inner: BufWriter::with_capacity(1 << 16, file), hash: Xxh3::new(), bytes: 0 }))
    }

    /// Ends it, and waits until the disk has it.
    pub(crate) fn close(self, path: &Path) -> Result<Draft, Error> {
        let failed = |e| Error::writing(path, e);
        let digest = Digest { bytes: self.0.bytes, xxh3: self.0.hash.finish() };
        let file = self.0.inner.into_inner().map_err(|e| failed(e.into_error()))?;
        file.as_file().sync_all().map_err(failed)?;
        Ok(Draft { file, digest })
    }
}

impl Write for OpenDraft {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Draft {
    /// Writes a draft in `dir`, which must exist; `path` is the name it will get, for messages.
    pub(crate) fn write(
        dir: &Path,
        path: &Path,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let mut out = OpenDraft::new(dir, path)?;
        fill(&mut out)?;
        out.close(path)
    }

    /// Gives it its name; what had the name before is gone.
    pub(crate) fn publish(self, path: &Path) -> Result<(), Error> {
        self.file.persist(path).map(drop).map_err(|e| Error::writing(path, e.error))
    }
}

/// How the names of drafts begin and end.
const DRAFT: (&str, &str) = (".wirecopy-", ".part");

/// Hidden until it has its name; readable by all whom the umask allows, as any other output is.
fn new_file(dir: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(DRAFT.0).suffix(DRAFT.1);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(dir)
}

struct Hashing<W> {
    inner: W,
    hash: Xxh3,
    bytes: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(buffer)?;
        self.hash.update(&buffer[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Replaces `path` by what `fill` writes, at once: a reader sees the old file or the new one, and a failure leaves the old.
/// Folders above it are made. For a report that stands beside the tables.
///
/// # Errors
/// When the folder can't be made, or the file can't be written or named.
pub fn replace_file(path: &Path, fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<(), Error> {
    let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(dir).map_err(|e| Error::writing(dir, e))?;
    Draft::write(dir, path, |out| fill(out).map_err(|e| Error::writing(path, e)))?.publish(path)
}

/// Whether a folder can be made, and written in: asked before a long run, so that its results do not get lost at its end. The
/// folder is there afterwards.
///
/// # Errors
/// When it can't.
pub fn prepare_folder(dir: &Path) -> Result<(), Error> {
    fs::create_dir_all(dir).and_then(|()| new_file(dir)).map(drop).map_err(|e| Error::writing(dir, e))
}

/// Deletes the drafts that a run which was killed left in a folder. Nobody else may be writing there.
///
/// # Errors
/// When the folder can't be listed, or a draft can't be deleted.
pub fn remove_drafts(dir: &Path) -> Result<(), Error> {
    let failed = |e| Error::writing(dir, e);
    for entry in fs::read_dir(dir).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(DRAFT.0) && name.ends_with(DRAFT.1) {
            fs::remove_file(&path).map_err(|e| Error::writing(&path, e))?;
        }
    }
    Ok(())
}

/// Reads `path` once to check it.
pub(crate) fn digest(path: &Path) -> Result<Digest, Error> {
    let failed = |e| Error::reading(path, e);
    let mut file = BufReader::new(fs::File::open(path).map_err(failed)?);
    let (mut hash, mut bytes, mut buffer) = (Xxh3::new(), 0, vec![0; 1 << 16]);
    loop {
        let n = file.read(&mut buffer).map_err(failed)?;
        if n == 0 {
            return Ok(Digest { bytes, xxh3: hash.finish() });
        }
        hash.update(&buffer[..n]);
        bytes += n as u64;
    }
}
