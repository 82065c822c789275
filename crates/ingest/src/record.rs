use std::fmt;

use wirecopy_document::SourcePage;

use crate::fields::Role;

/// What reading an input gives, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Record {
    /// A page.
    Page(SourcePage),
    /// Something that should have been a page.
    Reject(Reject),
    /// Something to know about a page that was read, or about the input.
    Note(Note),
    /// Things that are no pages and need not be: counted by what they are.
    Passed {
        /// In words that follow a number.
        what: String,
        /// How many.
        count: u64,
    },
    /// A field of a record was taken for something; once for every page and role.
    Field {
        /// What it was taken for.
        role: Role,
        /// The field's name as it stands in the file.
        name: String,
    },
}

/// Something that should have been a page and is not, with the reason in plain words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reject {
    /// Stands where the page's id would.
    pub id: String,
    /// The file, as the listing names it, or the path as given.
    pub file: String,
    /// The line, in files of lines; else which record of the file it is. From 1.
    pub record: Option<u64>,
    /// Where the record starts, or where reading stopped: bytes into the file, after decompression.
    pub offset: Option<u64>,
    /// Why, and what to do about it.
    pub reason: String,
}

impl Reject {
    /// A whole file or argument.
    pub(crate) fn file(file: &str, reason: impl Into<String>) -> Self {
        Self { id: file.to_owned(), file: file.to_owned(), record: None, offset: None, reason: reason.into() }
    }
}

/// `pile.jsonl:2 (byte 41): not JSON: …`
impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(record) = self.record {
            write!(f, ":{record}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, " (byte {offset})")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// What a [`Note`] is about; notes of one kind can be counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NoteKind {
    /// Not plain UTF-8: how it was read, and what was replaced.
    Encoding,
    /// A date that is none, or could be two, was dropped.
    Date,
    /// An id that is not unique got a number, or one that is no id was not used.
    Id,
    /// A record that is nearly JSON was mended.
    Mended,
    /// A feed gives a description of an entry, which may be all of it or not.
    Summary,
    /// A file or folder that is reached twice counts once.
    Again,
    /// A folder of results of this program was left out.
    Own,
    /// A folder of pictures and scripts beside a saved page was left out.
    Saved,
    /// Hidden files were left out.
    Hidden,
}

impl NoteKind {
    /// What many notes of this kind say together, after "37 times: ".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Encoding => "text in another encoding than UTF-8, or with characters that were lost",
            Self::Date => "a date was dropped because it is none or could be two",
            Self::Id => "an id was not unique, or could not be one",
            Self::Mended => "a record was not quite JSON and was mended",
            Self::Summary => "a feed gave a description and no content, which may be a summary only",
            Self::Again => "given more than once",
            Self::Own => "results of an earlier run were left out",
            Self::Saved => "folders of saved pages' pictures and scripts were left out",
            Self::Hidden => "hidden files were left out",
        }
    }
}

/// Something to know, in plain words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// The page or file.
    pub id: String,
    /// What happened.
    pub text: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.text)
    }
}
