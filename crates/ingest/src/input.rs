use std::path::{Path, PathBuf};

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub(crate) id: String,
    pub(crate) origin: Origin,
    /// Whether the user named it, and not a folder above it.
    pub(crate) is_named: bool,
    /// Bytes on the disk.
    pub(crate) size: u64,
}

/// Where the bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    File(PathBuf),
    Stdin,
}

impl Input {
    /// Its name in the pile, unique there: the page's id where the file is one page.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where it is opened; `None` for stdin.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Stdin => None,
        }
    }

    /// Bytes on the disk, as they were when the pile was listed; 0 for stdin.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
}
