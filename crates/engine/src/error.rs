use std::fmt;

/// Why a run could not be done at all.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The threads could not be started.
    Threads,
    /// One of the two inputs of a comparison holds nothing that can be compared.
    NothingToCompare,
    /// A coded sheet holds a code that is none.
    Code,
}

impl Error {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    pub(crate) fn threads(cause: rayon::ThreadPoolBuildError) -> Self {
        let message = format!("the threads could not be started ({cause}); try fewer with --threads");
        Self { kind: ErrorKind::Threads, message }
    }

    pub(crate) fn code(row: usize, link: &str, word: &str) -> Self {
        let message = format!(
            "row {row} of the sheet ({link}): `{word}` is no code; y says that the link is right, n that it is wrong, ? that it \
             can't be told, and a blank that nobody looked"
        );
        Self { kind: ErrorKind::Code, message }
    }

    pub(crate) fn nothing_to_compare(message: String) -> Self {
        Self { kind: ErrorKind::NothingToCompare, message }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
