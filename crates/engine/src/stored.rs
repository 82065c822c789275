//! What is kept on disk between the stages, and in an archive: one type a kind of record.

use serde::{Deserialize, Serialize};
use wirecopy_ingest::Rank;
use wirecopy_record::{AlignmentRow, ArticleRow, ChangeRow, FurnitureRow, LinkRow, PageRow};
use wirecopy_retrieve::TermCounts;

use crate::link::LinkKind;

/// The names of the kinds.
pub(crate) mod kind {
    /// The text of each page, by number of arrival.
    pub(crate) const TEXTS: &str = "texts";
    /// The outline of each page without its text, by number of arrival.
    pub(crate) const OUTLINES: &str = "outlines";
    /// A [`PageEntry`](super::PageEntry) for each page that was split.
    pub(crate) const ENTRIES: &str = "entries";
    /// The [`Facts`](super::Facts) of the articles of each entry.
    pub(crate) const FACTS: &str = "facts";
    /// The [`Digest`](super::Digest)s of the articles of each entry.
    pub(crate) const DIGESTS: &str = "digests";
    /// The fingerprints of the articles: see [`Postings`](crate::postings::Postings).
    pub(crate) const POSTINGS: &str = "postings";
    /// The [`Grounds`](wirecopy_extract::Grounds) of each entry.
    pub(crate) const GROUNDS: &str = "grounds";
    /// A [`StoredReading`](super::StoredReading) for each pair that promised something.
    pub(crate) const READINGS: &str = "readings";
    /// All pages and rejects as they came: [`Arrival`](super::Arrival)s in the order of arrival.
    pub(crate) const ARRIVALS: &str = "arrivals";
    /// Keys and shares of the words that digests have numbers of, in the order of these, some thousand a record.
    pub(crate) const WORDS: &str = "words";
    /// Pairs that were read, some thousand a record: [`Remembered`](super::Remembered).
    pub(crate) const MEMORY: &str = "memory";
    /// What holds the other records together: replaced as a whole.
    pub(crate) const SNAPSHOT: &str = "snapshot";
}

/// A page that was split: the rows of its tables, without texts (the spans say where they stand) and without groups.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PageEntry {
    pub(crate) page: PageRow,
    pub(crate) articles: Vec<ArticleRow>,
    pub(crate) furniture: Vec<FurnitureRow>,
}

/// A record as it came.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Arrival {
    /// A page; its number is that of pages before it.
    Page { id: Box<str>, rank: Rank },
    /// What could not be read.
    Reject { id: Box<str>, rank: Rank, told: Told },
}

/// A reject without its id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Told {
    pub(crate) file: String,
    pub(crate) record: Option<u64>,
    pub(crate) offset: Option<u64>,
    pub(crate) reason: String,
}

/// An article as it was split: xxh3 of its row and of its body. A page that is split anew, and comes out as it was, has the same ones: what
/// was read of its pairs still holds.
pub(crate) type Witness = u128;

/// A pair that was read, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) pair: (Witness, Witness),
    pub(crate) under: Circumstances,
    /// What was found, and the number of its rows; `None` when the pair promised nothing.
    pub(crate) found: Option<(Finding, u32)>,
}

/// What a reading depends on beside the two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Circumstances {
    /// Hashes of the fingerprints of each that are boilerplate.
    pub(crate) boilerplate: [u64; 2],
    /// Whether the likeness of their rare words is enough to read them.
    pub(crate) is_alike: bool,
}

/// What the group stages know of an article.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// xxh3 of the folded words.
    pub(crate) content_hash: u64,
    /// The same with 128 bits: articles with the same one are looked at as one.
    pub(crate) identity: u128,
    pub(crate) witness: Witness,
    /// Words of the body.
    pub(crate) tokens: u32,
    /// Day of publication, counted from 1970, where a full date is known.
    pub(crate) day: Option<i32>,
    pub(crate) has_headline: bool,
}

/// What finds the pairs of an article, beside its fingerprints.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Digest {
    pub(crate) terms: TermCounts,
    /// The numbers of the direction of its first sentences: [`wirecopy_retrieve::lead`].
    pub(crate) lead: Vec<i16>,
}

/// The rows of a link; its id, kind, score and direction are known only when the groups are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredReading {
    pub(crate) link: LinkRow,
    pub(crate) alignments: Vec<AlignmentRow>,
    pub(crate) changes: Vec<ChangeRow>,
}

/// What the group stages know of a pair that was read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Finding {
    /// `None` where the two do not share their copy.
    pub(crate) kind: Option<LinkKind>,
    /// Shares of a's and of b's words that the other has, copied or reworded.
    pub(crate) carried: [f64; 2],
    /// The word at which the first shared passage starts in a and in b.
    pub(crate) opens: Option<[u32; 2]>,
}
