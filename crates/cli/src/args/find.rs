//! Options of `find`.

use std::path::PathBuf;

use clap::ValueEnum;

/// Say where in a pile a text occurs, whole or in part.
///
/// The pile is an archive, a folder that `wirecopy trace` wrote, or one that `wirecopy dedup --index` wrote. A run of twelve words or more
/// that stands in an article or record is found, whatever its type of print and spelling; of a text of six to eleven words only some.
/// Says for each how much of the text it holds, and where on its page.
///
/// An archive is only read (but see --words). Beside the tables of `trace` an index is left when they are first asked: 8 to 9 bytes a word.
#[derive(Debug, clap::Args)]
pub(crate) struct FindOptions {
    /// The text, in quotation marks.
    #[arg(value_name = "TEXT", conflicts_with = "file")]
    pub(crate) text: Option<String>,
    /// Take the text from a file.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Search an archive for articles that have all these words, in headline or body, best first; words between quotation marks stand side
    /// by side. The first search leaves an index in the archive, `words.sqlite`, which later ones bring up to date.
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["text", "file"])]
    pub(crate) words: Option<String>,
    /// The archive, or the folder that `trace` or `dedup --index` wrote.
    #[arg(long = "in", value_name = "DIR", default_value = "wirecopy-out")]
    pub(crate) folder: PathBuf,
    /// Articles or records to tell at most, those first that hold most of the text.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) most: usize,
    /// What to write.
    #[arg(long, value_enum, default_value_t = FindFormat::Text)]
    pub(crate) format: FindFormat,
}

/// What `find` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindFormat {
    /// For people.
    Text,
    /// A row a record, one JSON object a line.
    Jsonl,
}
