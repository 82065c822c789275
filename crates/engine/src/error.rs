use std::fmt;

/// Why a run could not be done at all.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
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
    /// What is kept on disk while a run works, or the archive, can't be written or read.
    Store,
    /// Whoever takes the rows failed.
    Output,
    /// More articles than a run can count.
    TooMany,
    /// An input can't be read, or the work folder or a result can't be written.
    Files,
}

impl Error {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    fn new(kind: ErrorKind, message: String) -> Self {
        Self { kind, message, source: None }
    }

    fn of(kind: ErrorKind, error: impl std::error::Error + Send + Sync + 'static) -> Self {
        let source = error.source().map(ToString::to_string).map(Into::into);
        Self { kind, message: error.to_string(), source }
    }

    pub(crate) fn threads(cause: rayon::ThreadPoolBuildError) -> Self {
        Self::new(ErrorKind::Threads, format!("the threads could not be started ({cause}); try fewer with --threads"))
    }

    pub(crate) fn code(row: usize, link: &str, word: &str) -> Self {
        let message = format!(
            "row {row} of the sheet ({link}): `{word}` is no code; y says that the link is right, n that it is wrong, ? that it \
             can't be told, and a blank that nobody looked"
        );
        Self::new(ErrorKind::Code, message)
    }

    pub(crate) fn files(message: String) -> Self {
        Self::new(ErrorKind::Files, message)
    }

    pub(crate) fn nothing_to_compare(message: String) -> Self {
        Self::new(ErrorKind::NothingToCompare, message)
    }

    pub(crate) fn too_many(articles: usize, most: usize) -> Self {
        let message = format!("{articles} articles, and one run takes up to {most}; split the pile");
        Self::new(ErrorKind::TooMany, message)
    }

    pub(crate) fn other_settings(dir: &std::path::Path) -> Self {
        let message = format!(
            "{} was made with other settings or another version of the program, and what is in it would not fit what is added; make \
             it again with `wirecopy trace`",
            dir.display()
        );
        Self::new(ErrorKind::Store, message)
    }

    /// The index of words can't be used.
    pub(crate) fn words(error: wirecopy_fulltext::Error) -> Self {
        Self::of(ErrorKind::Store, error)
    }

    /// For whoever takes rows and can't.
    pub fn output(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::of(ErrorKind::Output, error)
    }
}

impl From<wirecopy_store::Error> for Error {
    fn from(error: wirecopy_store::Error) -> Self {
        Self::of(ErrorKind::Store, error)
    }
}

impl From<wirecopy_spill::Error> for Error {
    fn from(error: wirecopy_spill::Error) -> Self {
        Self::of(ErrorKind::Store, error)
    }
}

impl From<wirecopy_record::Error> for Error {
    fn from(error: wirecopy_record::Error) -> Self {
        let cause = std::error::Error::source(&error).map(|cause| format!(" ({cause})")).unwrap_or_default();
        Self::files(format!("{error}{cause}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| &**e as &(dyn std::error::Error + 'static))
    }
}
