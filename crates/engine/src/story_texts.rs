//! The different texts of a story.

use std::collections::BTreeMap;

use wirecopy_document::Version;
use wirecopy_record::ArticleRow;

use crate::error::Error;
use crate::label::is_byline;
use crate::shelf::Shelf;

/// What the articles of a story say, each text once.
pub(crate) struct Texts {
    /// At most [`MAX_TEXTS`].
    pub(crate) versions: Vec<Version>,
    /// The place of a text by its hash.
    places: BTreeMap<String, usize>,
}

/// Different texts of a story that are read for its label and its disagreements: the first ones. Of a larger story `compared` says
/// that there are more.
const MAX_TEXTS: usize = 64;

impl Texts {
    /// Reads them. Of an article that is alone only its headline is asked, where it has one.
    pub(crate) fn read(shelf: &Shelf<'_>, story: &[u32], rows: &[ArticleRow]) -> Result<Self, Error> {
        let mut texts = Self { versions: Vec::new(), places: BTreeMap::new() };
        let is_alone = rows.len() == 1 && has_headline(&rows[0]);
        for (&article, row) in story.iter().zip(rows).filter(|_| !is_alone) {
            let next = texts.versions.len();
            if next < MAX_TEXTS && !texts.places.contains_key(&row.content_hash) {
                texts.versions.push(shelf.version(article)?.1);
                texts.places.insert(row.content_hash.clone(), next);
            }
        }
        Ok(texts)
    }

    /// The place of an article's text among those that were read.
    pub(crate) fn of(&self, row: &ArticleRow) -> Option<usize> {
        self.places.get(&row.content_hash).copied()
    }
}

fn has_headline(row: &ArticleRow) -> bool {
    row.headline.as_deref().is_some_and(|text| !is_byline(text, row.byline.as_deref()))
}
