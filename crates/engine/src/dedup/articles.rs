//! The articles of an archive as lines of records, block by block.

use std::collections::BTreeMap;
use std::path::Path;

use wirecopy_ingest::LineBlock;
use wirecopy_record::write_line;

use super::settings::DedupSettings;
use crate::catalogue::narrow;
use crate::error::Error;
use crate::found::Found;
use crate::settings::Settings;
use crate::shelf::Shelf;

/// What the fields of the records are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    text: String,
    id: String,
    date: String,
}

impl Names {
    pub(super) fn of(settings: &DedupSettings) -> Self {
        let DedupSettings { text_field, id_field, date_field, .. } = settings;
        Self { text: text_field.clone(), id: id_field.clone(), date: date_field.clone() }
    }
}

/// Gives one line for each article, in the order of their ids: its id, its body as the table `articles` has it, and its date.
pub(super) struct ArticleLines {
    found: Found,
    names: Names,
    next: u32,
}

impl ArticleLines {
    pub(super) fn open(archive: &Path, names: &Names) -> Result<Self, Error> {
        Ok(Self { found: Found::open(archive, &Settings::default())?, names: names.clone(), next: 0 })
    }

    /// The next lines, some `size` bytes of them; `None` at the end.
    pub(super) fn next_block(&mut self, size: usize) -> Result<Option<LineBlock>, Error> {
        let catalogue = &self.found.snapshot.catalogue;
        let shelf = Shelf::new(&self.found.store, catalogue);
        let mut block = LineBlock { first: u64::from(self.next) + 1, ..LineBlock::default() };
        while self.next < narrow(catalogue.len()) && block.bytes.len() < size {
            let (page, number) = catalogue.place(self.next);
            let row = shelf.entry(page)?.with_texts(&shelf.text(page)?).articles.swap_remove(number);
            let fields = [(&self.names.text, row.body), (&self.names.id, row.article_id)];
            let date = row.published_at.map(|date| (&self.names.date, date));
            // A field named twice is the text.
            let record: BTreeMap<&String, String> = date.into_iter().chain(fields.into_iter().rev()).collect();
            write_line(&record, &mut block.bytes).expect("memory can be written, and the record is plain text");
            self.next += 1;
        }
        Ok((!block.bytes.is_empty()).then_some(block))
    }
}
