use std::collections::BTreeMap;
use std::path::PathBuf;

use wirecopy_document::SourcePage;

use crate::discover::{Listing, discover};
use crate::fields::{FieldUse, Role};
use crate::formats::read;
use crate::ids;
use crate::input::Input;
use crate::limits::Limits;
use crate::record::{Note, NoteKind, Record, Reject};

/// All that one input holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    /// Its pages, in order.
    pub pages: Vec<SourcePage>,
    /// Its rejects, in order.
    pub rejects: Vec<Reject>,
    /// Its notes, in order.
    pub notes: Vec<Note>,
    /// Which fields were taken for what, on how many pages.
    pub fields: BTreeMap<(Role, String), u64>,
}

impl Contents {
    /// Reads an input to its end. Inputs can be read in any order, and at the same time.
    #[must_use]
    pub fn of(input: &Input, limits: &Limits) -> Self {
        let mut contents = Self::default();
        read(input, limits, &mut |record| contents.push(record));
        contents
    }

    fn push(&mut self, record: Record) {
        match record {
            Record::Page(page) => self.pages.push(page),
            Record::Reject(reject) => self.rejects.push(reject),
            Record::Note(note) => self.notes.push(note),
            Record::Field { role, name } => *self.fields.entry((role, name)).or_default() += 1,
        }
    }
}

/// All pages of a pile, with unique ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pile {
    /// Sorted by id.
    pub pages: Vec<SourcePage>,
    /// Sorted by file, then place in it; no reject has the id of a page.
    pub rejects: Vec<Reject>,
    /// Sorted by kind, then id.
    pub notes: Vec<Note>,
    /// Which fields were taken for what: sorted by role, then name.
    pub fields: Vec<FieldUse>,
}

impl Pile {
    /// Lists, reads and joins, one input after the other.
    #[must_use]
    pub fn read(piles: &[PathBuf], limits: &Limits) -> Self {
        let listing = discover(piles);
        let contents = listing.inputs.iter().map(|input| Contents::of(input, limits)).collect();
        Self::join(listing, contents)
    }

    /// Joins the contents of the inputs of `listing`; their order does not matter.
    ///
    /// Where several records have one id, the first by time of crawl, time of publication, address and text keeps it, and the
    /// others get `@2`, `@3`, … So the ids do not depend on the order of files and lines, unless a record has no id of its own.
    #[must_use]
    pub fn join(listing: Listing, contents: Vec<Contents>) -> Self {
        let mut pile = Self { rejects: listing.rejects, notes: listing.notes, ..Self::default() };
        let mut fields: BTreeMap<(Role, String), u64> = BTreeMap::new();
        for mut part in contents {
            pile.pages.append(&mut part.pages);
            pile.rejects.append(&mut part.rejects);
            pile.notes.append(&mut part.notes);
            part.fields.into_iter().for_each(|(key, n)| *fields.entry(key).or_default() += n);
        }
        pile.fields = fields.into_iter().map(|((role, name), pages)| FieldUse { role, name, pages }).collect();
        pile.make_ids_unique();
        pile.notes.sort();
        pile
    }

    /// The notes for people: where there are more than two of a kind, one line that counts them and quotes the first.
    #[must_use]
    pub fn note_lines(&self) -> Vec<String> {
        let kinds = self.notes.chunk_by(|a, b| a.kind == b.kind);
        kinds
            .flat_map(|notes| match notes {
                [first, _, _, ..] => vec![format!("{} times: {} (first: {first})", notes.len(), first.kind.name())],
                few => few.iter().map(ToString::to_string).collect(),
            })
            .collect()
    }

    fn make_ids_unique(&mut self) {
        self.pages.sort_by(|a, b| key(a).cmp(&key(b)));
        self.rejects.sort();
        let ids = self.pages.iter().map(|p| &p.id).chain(self.rejects.iter().map(|r| &r.id));
        let ids = ids::unique(ids.cloned().collect());
        let slots = self.pages.iter_mut().map(|p| &mut p.id).chain(self.rejects.iter_mut().map(|r| &mut r.id));
        for (slot, id) in slots.zip(ids) {
            if *slot != id {
                let text = format!("another record has this id too; this one is {id}");
                self.notes.push(Note { kind: NoteKind::Id, id: std::mem::replace(slot, id), text });
            }
        }
        self.pages.sort_by(|a, b| a.id.cmp(&b.id));
        self.rejects.sort_by(|a, b| place(a).cmp(&place(b)));
    }
}

fn key(page: &SourcePage) -> impl Ord + '_ {
    (&page.id, &page.crawled_at, &page.published_at, &page.uri, &page.content, &page.outlet, &page.title, &page.byline)
}

fn place(reject: &Reject) -> impl Ord + '_ {
    (&reject.file, reject.record, reject.offset, &reject.id)
}
