use std::fmt;
use std::path::Path;

/// What went wrong with the file of an index.
#[derive(Debug)]
pub struct Error {
    text: String,
    source: Option<rusqlite::Error>,
}

impl Error {
    pub(crate) fn new(path: &Path, source: rusqlite::Error) -> Self {
        let text = format!("the index of words {} can't be used ({source})", path.display());
        Self { text, source: Some(source) }
    }

    /// For whoever gives documents and can't.
    pub fn input(error: impl std::error::Error) -> Self {
        Self { text: error.to_string(), source: None }
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
