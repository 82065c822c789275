use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong while tables were written or read. The text names the file and the way out.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: PathBuf,
    text: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The folder or a file of it is not there.
    NotFound,
    /// Not allowed to read or write.
    Permission,
    /// No space left.
    Full,
    /// Any other trouble of the file system.
    Io,
    /// Written with a newer schema than this program knows.
    Version,
    /// A file is not what its manifest says, or can't be read as what it should be.
    Damaged,
    /// A row can't be written in this format.
    Row,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, path: &Path, text: impl Into<String>) -> Self {
        Self { kind, path: path.to_owned(), text: text.into(), source: None }
    }

    pub(crate) fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Trouble with writing `path`.
    pub(crate) fn writing(path: &Path, error: io::Error) -> Self {
        let (kind, way_out) = match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                (ErrorKind::Permission, "not allowed to write there; choose another folder with --out")
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                (ErrorKind::Full, "no space left; free some, or choose another folder with --out")
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory => {
                (ErrorKind::Io, "something that is not a folder is in the way; choose another folder with --out")
            }
            _ => (ErrorKind::Io, "nothing was replaced"),
        };
        Self::new(kind, path, format!("can't write {}: {way_out}", path.display())).because(error)
    }

    /// Trouble with reading `path`.
    pub(crate) fn reading(path: &Path, error: io::Error) -> Self {
        let (kind, why) = match error.kind() {
            io::ErrorKind::NotFound => (ErrorKind::NotFound, "it is not there"),
            io::ErrorKind::PermissionDenied => (ErrorKind::Permission, "not allowed to read it"),
            _ => (ErrorKind::Io, "the file system refused"),
        };
        Self::new(kind, path, format!("can't read {}: {why}", path.display())).because(error)
    }

    /// `path` does not hold what it should.
    pub(crate) fn damaged(path: &Path, what: impl fmt::Display) -> Self {
        let text = format!("{}: {what}; write the tables again with `wirecopy trace`", path.display());
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
        self.source.as_deref().map(|e| e as &(dyn std::error::Error + 'static))
    }
}
