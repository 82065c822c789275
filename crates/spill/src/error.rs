use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong with a file of the work folder. The text names the file and the way out.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: PathBuf,
    text: String,
    source: Option<io::Error>,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No space left.
    Full,
    /// Another run works in the same folder.
    Busy,
    /// A block is not what was written.
    Damaged,
    /// Any other trouble of the file system.
    Io,
}

impl Error {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file or folder it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn writing(path: &Path, error: io::Error) -> Self {
        let (kind, way_out) = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                (ErrorKind::Full, "no space left; free some and run again: what was done is kept")
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                (ErrorKind::Io, "not allowed to write there; choose another folder")
            }
            _ => (ErrorKind::Io, "run again: what was done is kept"),
        };
        let text = format!("can't write {}: {way_out} ({error})", path.display());
        Self { kind, path: path.to_owned(), text, source: Some(error) }
    }

    pub(crate) fn reading(path: &Path, error: io::Error) -> Self {
        let text = format!("can't read {} ({error})", path.display());
        Self { kind: ErrorKind::Io, path: path.to_owned(), text, source: Some(error) }
    }

    pub(crate) fn damaged(path: &Path) -> Self {
        let text = format!("{} is not what was written; delete the folder it is in and run again", path.display());
        Self { kind: ErrorKind::Damaged, path: path.to_owned(), text, source: None }
    }

    pub(crate) fn busy(path: &Path) -> Self {
        let text = format!("another run is working in {}; wait for it, or choose another folder", path.display());
        Self { kind: ErrorKind::Busy, path: path.to_owned(), text, source: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as &(dyn std::error::Error + 'static))
    }
}
