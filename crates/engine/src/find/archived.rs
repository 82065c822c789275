//! An archive, asked for texts: its sorted fingerprints say who may hold them, its pages what they hold.

use std::path::Path;

use wirecopy_record::{ArticleRow, SpanRow};
use wirecopy_retrieve::{RunSettings, Winnower, Winnowing, short};
use wirecopy_text::Tokens;

use super::{Asked, Pile, Words};
use crate::catalogue::NONE;
use crate::error::Error;
use crate::found::Found;
use crate::page_rows::span_row;
use crate::postings::{Numbers, Posting, Postings, part_of};
use crate::settings::Settings;
use crate::shelf::Shelf;

/// An archive that was opened to find texts in it.
pub(super) struct Archived {
    found: Found,
    postings: Postings,
    /// For each number in the postings its article.
    articles: Vec<u32>,
    winnowing: Winnowing,
}

impl std::fmt::Debug for Archived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archived").field("found", &self.found).finish_non_exhaustive()
    }
}

impl Archived {
    pub(super) fn open(dir: &Path, settings: &Settings) -> Result<Self, Error> {
        let found = Found::open(dir, settings)?;
        let articles = Numbers::read(&found.store)?.articles(&found.snapshot.catalogue);
        let postings = Postings::of(&found.store);
        Ok(Self { found, postings, articles, winnowing: settings.winnowing })
    }

    pub(super) fn records(&self) -> usize {
        self.found.snapshot.catalogue.len()
    }

    /// The row of an article, and its words.
    fn tokens(&self, article: u32) -> Result<(ArticleRow, Tokens), Error> {
        let shelf = Shelf::new(&self.found.store, &self.found.snapshot.catalogue);
        let (row, version) = shelf.version(article)?;
        Ok((row, version.tokens))
    }
}

/// Keys are cut to half: two words in four thousand million are taken for the same.
fn cut(keys: &[u64]) -> Vec<u32> {
    keys.iter().map(|&key| key as u32).collect()
}

fn places(tokens: &Tokens) -> Vec<SpanRow> {
    (0..tokens.len()).map(|at| span_row(tokens.span(at))).collect()
}

impl Pile for Archived {
    /// Articles.
    type Entries = Vec<u32>;

    fn winnowing(&self) -> Winnowing {
        self.winnowing
    }

    fn asked(&self, text: &str) -> Asked {
        let tokens = Tokens::of(text);
        Asked { keys: cut(tokens.keys()), places: places(&tokens), hashed: tokens.keys().to_vec() }
    }

    fn entries(&self, fingerprint: u64) -> Result<(usize, Vec<u32>), Error> {
        let (fingerprint, mut postings) = (short(fingerprint), Vec::new());
        self.postings.read(part_of(fingerprint), &mut postings)?;
        let postings = postings.into_iter().map(Posting::from).filter(|posting| posting.fingerprint == fingerprint);
        let articles = postings.map(|posting| self.articles[posting.number as usize]);
        let mut articles: Vec<u32> = articles.filter(|&article| article != NONE).collect();
        articles.sort_unstable();
        Ok((articles.len(), articles))
    }

    fn docs(&self, entries: &Vec<u32>, most: usize, into: &mut Vec<u32>) -> Result<(), Error> {
        into.extend(entries.iter().take(most));
        Ok(())
    }

    fn read(&self, doc: u32, words: &mut Words) -> Result<(), Error> {
        words.keys = cut(self.tokens(doc)?.1.keys());
        words.starts.clear();
        Winnower::new(RunSettings::default().winnowing).walk(&words.keys, |_, at| words.starts.push(at));
        Ok(())
    }

    fn place(&self, doc: u32) -> Result<(String, Vec<SpanRow>), Error> {
        let (row, tokens) = self.tokens(doc)?;
        Ok((row.article_id, places(&tokens)))
    }
}
