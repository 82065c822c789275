use std::path::{Path, PathBuf};

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub(crate) id: String,
    pub(crate) path: PathBuf,
}

impl Input {
    /// Its name in the pile, unique there: the page's id where the file is one page.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where it is opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}
