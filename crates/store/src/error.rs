use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong with a store. The text names the file and the way out.
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
    /// There is no store, or a file of it is missing.
    NotFound,
    /// Not allowed to read or write.
    Permission,
    /// No space left.
    Full,
    /// Any other trouble of the file system.
    Io,
    /// Written in a later format than this program knows, or with other settings.
    Version,
    /// Somebody else is writing.
    Locked,
    /// Bytes are not what they were when they were written.
    Damaged,
    /// Something that is not a store stands where one should be made.
    Occupied,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, path: &Path, text: impl Into<String>) -> Self {
        Self { kind, path: path.to_owned(), text: text.into(), source: None }
    }

    pub(crate) fn writing(path: &Path, error: io::Error) -> Self {
        let (kind, way_out) = match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                (ErrorKind::Permission, "not allowed to write there; choose another folder")
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                (ErrorKind::Full, "no space left; free some and start again: what was kept before is as it was")
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory => {
                (ErrorKind::Occupied, "something else is in the way; choose another folder")
            }
            _ => (ErrorKind::Io, "the file system refused; what was kept before is as it was"),
        };
        Self { source: Some(error), ..Self::new(kind, path, format!("can't write {}: {way_out}", path.display())) }
    }

    pub(crate) fn reading(path: &Path, error: io::Error) -> Self {
        let (kind, why) = match error.kind() {
            io::ErrorKind::NotFound => (ErrorKind::NotFound, "it is not there"),
            io::ErrorKind::PermissionDenied => (ErrorKind::Permission, "not allowed to read it"),
            io::ErrorKind::UnexpectedEof => (ErrorKind::Damaged, "it is shorter than it was when it was written"),
            _ => (ErrorKind::Io, "the file system refused"),
        };
        Self { source: Some(error), ..Self::new(kind, path, format!("can't read {}: {why}", path.display())) }
    }

    pub(crate) fn damaged(path: &Path, what: impl fmt::Display) -> Self {
        let text = format!(
            "{} is damaged: {what}; restore the file from a copy, or make the archive again from the pages",
            path.display()
        );
        Self::new(ErrorKind::Damaged, path, text)
    }

    /// What kind of trouble this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file or folder it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
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
