use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::error::Error;
use crate::file::OpenDraft;
use crate::table::Row;
use crate::{csv, jsonl, parquet};

/// How tables are written. Every format holds the same rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Format {
    /// One JSON object a line; lists and spans are JSON arrays. Loses nothing. The default.
    #[default]
    Jsonl,
    /// RFC 4180 with a header, UTF-8 without byte order mark, `\n` between rows; lists are JSON text, `null` is an empty
    /// cell (so an empty text in a column that may be null is read back as null).
    ///
    /// Page texts are hostile: a headline such as `=HYPERLINK(…)` would run in a spreadsheet. So a text cell that starts
    /// with `=`, `+`, `-`, `@`, tab or a line break gets one apostrophe in front, which spreadsheets take for "text
    /// follows"; so does one that starts with apostrophes in front of these, so that reading can take exactly one away.
    /// [`Folder::rows`](crate::Folder::rows) does so; in pandas it is
    /// `s.str.replace(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", regex=True)`. The rule is the same in every column, so joins by id work
    /// untouched. Who wants the plain text takes JSONL or Parquet. (`read_csv(…, keep_default_na=False)` keeps pandas from reading
    /// a headline `NA` as missing.)
    Csv,
    /// Parquet with Zstandard: texts as strings, lists as lists, spans as lists of two integers. Loses nothing.
    Parquet,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Jsonl, Self::Csv, Self::Parquet];

    /// The file ending and the word on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }

    /// Begins a table.
    pub(crate) fn writer<R: Row>(self, out: OpenDraft, path: &Path) -> Result<Box<dyn RowWriter<R>>, Error> {
        Ok(match self {
            Self::Jsonl => Box::new(jsonl::Writer::new(out, path)),
            Self::Csv => Box::new(csv::Writer::new::<R>(out, path)?),
            Self::Parquet => Box::new(parquet::Writer::new(out, path)?),
        })
    }

    pub(crate) fn read<R: Row>(self, path: &Path) -> Result<Vec<R>, Error> {
        match self {
            Self::Jsonl => jsonl::read(path),
            Self::Csv => csv::read(path),
            Self::Parquet => parquet::read(path),
        }
    }
}

/// Writes the rows of one table, some at a time. How many come at a time makes no difference to the bytes.
pub(crate) trait RowWriter<R>: Send {
    fn add(&mut self, rows: Vec<R>) -> Result<(), Error>;
    fn finish(self: Box<Self>) -> Result<OpenDraft, Error>;
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The word is not `jsonl`, `csv` or `parquet`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no table format `{}`; there are jsonl, csv and parquet", self.0)
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|f| f.name() == word).ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}
