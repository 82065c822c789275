use std::hash::Hash;

use wirecopy_document::SourcePage;
use xxhash_rust::xxh3::Xxh3Default;

use crate::ids;
use crate::record::{Note, NoteKind, Reject};

/// All records of a pile by id: makes the ids unique once all are known.
///
/// It holds the id and 24 bytes of each record, not the record.
///
/// Where several records have one id, the first page by time of crawl and time of publication keeps it, pages before rejects,
/// and the others get `@2`, `@3`, … Between pages of the same times a hash of all that is known of them decides. So the ids do
/// not depend on the order of files and lines, unless a record has no id of its own.
#[derive(Debug, Default)]
pub struct Register {
    records: Vec<(Box<str>, Rank)>,
}

/// Who comes first among records of one id.
pub type Rank = (u64, u64, u64);

/// What a [`Register`] gives.
#[derive(Debug, PartialEq, Eq)]
pub struct Unique {
    /// The unique ids of all records, in the order in which they were added.
    pub ids: Vec<Box<str>>,
    /// Which of them differ from what they were, and why.
    pub notes: Vec<Note>,
}

impl Register {
    /// Adds a page.
    pub fn add_page(&mut self, page: &SourcePage) {
        let SourcePage { id, uri, outlet, crawled_at, published_at, title, byline, format, content } = page;
        let what = (uri, outlet, title, byline, *format == wirecopy_document::Format::Html, content);
        let rank = (time(crawled_at.as_deref()), time(published_at.as_deref()), hash(&what));
        self.records.push((id.as_str().into(), rank));
    }

    /// Adds a reject.
    pub fn add_reject(&mut self, reject: &Reject) {
        let Reject { id, file, record, offset, reason } = reject;
        let what = (file, record, offset, reason);
        self.records.push((id.as_str().into(), (u64::MAX, 0, hash(&what))));
    }

    /// The records so far, in the order in which they were added, with the ids that they came with.
    pub fn records(&self) -> impl ExactSizeIterator<Item = (&str, Rank)> {
        self.records.iter().map(|(id, rank)| (&**id, *rank))
    }

    /// Adds a record that another register knew.
    pub fn restore(&mut self, id: &str, rank: Rank) {
        self.records.push((id.into(), rank));
    }

    /// Makes the ids unique. Time is that of sorting them.
    #[must_use]
    pub fn finish(self) -> Unique {
        let mut order: Vec<usize> = (0..self.records.len()).collect();
        order.sort_by(|&a, &b| self.records[a].cmp(&self.records[b]));
        let mut ids: Vec<Box<str>> = self.records.into_iter().map(|(id, _)| id).collect();
        let mut notes = Vec::new();
        for (at, id) in ids::numbered(&ids, &order) {
            let text = format!("another record has this id too; this one is {id}");
            let old = std::mem::replace(&mut ids[at], id.into());
            notes.push(Note { kind: NoteKind::Id, id: old.into(), text });
        }
        Unique { ids, notes }
    }
}

/// The digits of a time, as a number that sorts as the time does; 0 where none is known.
fn time(iso: Option<&str>) -> u64 {
    let digits = iso.unwrap_or_default().bytes().take("2024-04-02T10:00:00".len()).filter(u8::is_ascii_digit);
    let mut digits = digits.map(|b| u64::from(b - b'0')).chain(std::iter::repeat(0));
    (0..14).fold(0, |number, _| number * 10 + digits.next().unwrap_or(0))
}

/// A hash that is the same in every run.
fn hash(what: &impl Hash) -> u64 {
    let mut hasher = Xxh3Default::new();
    what.hash(&mut hasher);
    hasher.digest()
}
