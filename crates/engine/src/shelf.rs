//! Articles and their rows, from the store, by number.

use std::sync::Arc;

use wirecopy_document::Version;
use wirecopy_record::ArticleRow;
use wirecopy_store::{List, Store};

use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::page_rows::{content_hash, version_of};
use crate::stored::{PageEntry, kind};

/// Reads what is stored of articles.
pub(crate) struct Shelf<'a> {
    pub(crate) catalogue: &'a Catalogue,
    texts: List<String>,
    entries: List<PageEntry>,
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(store: &Store, catalogue: &'a Catalogue) -> Self {
        Self { catalogue, texts: store.list(kind::TEXTS), entries: store.list(kind::ENTRIES) }
    }

    /// A page's rows, without texts, by its rank.
    pub(crate) fn entry(&self, page: usize) -> Result<PageEntry, Error> {
        let mut entry = self.entries.get(u64::from(self.catalogue.pages[page].entry))?;
        for (article, row) in self.catalogue.articles_of(page).zip(&mut entry.articles) {
            row.content_hash = content_hash(self.catalogue.facts[article as usize].content_hash);
        }
        Ok(entry)
    }

    /// A page's text.
    pub(crate) fn text(&self, page: usize) -> Result<String, Error> {
        Ok(self.texts.get(u64::from(self.catalogue.pages[page].arrival))?)
    }

    /// An article's row, without its body.
    pub(crate) fn article(&self, article: u32) -> Result<ArticleRow, Error> {
        let (page, number) = self.catalogue.place(article);
        Ok(self.entry(page)?.articles.swap_remove(number))
    }

    /// An article's row, and the article with its words.
    pub(crate) fn version(&self, article: u32) -> Result<(ArticleRow, Version), Error> {
        let row = self.article(article)?;
        let text: Arc<str> = self.text(self.catalogue.place(article).0)?.into();
        let version = version_of(&row, text);
        Ok((row, version))
    }
}
