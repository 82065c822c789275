//! Which articles of an archive have these words? The index is made when it is first asked for, and grows with the archive.

use std::fs;

use wirecopy_fulltext::{Document, Error as WordError, WordIndex};
use wirecopy_record::{ArticleRow, SpanRow, WordsRow};
use wirecopy_store::SegmentEntry;
use wirecopy_text::Tokens;

use crate::catalogue::NONE;
use crate::error::Error;
use crate::found::Found;
use crate::postings::Numbers;
use crate::shelf::Shelf;
use crate::stored::kind;

/// The file of the index, inside the archive. Nothing that the archive holds depends on it.
const FILE: &str = "words.sqlite";

/// Articles that have some words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WordHits {
    /// Those that fit best, best first.
    pub rows: Vec<WordsRow>,
    /// How many there are.
    pub articles: usize,
}

impl Found {
    /// The articles that have all these words, in headline or body; words between quotation marks stand side by side.
    ///
    /// Where the archive's folder can be written, an index stays in it; it takes in what was added since it was last asked. Else it is
    /// made in memory each time.
    ///
    /// # Errors
    /// When the archive can't be read.
    pub fn search(&self, words: &str, most: usize) -> Result<WordHits, Error> {
        let articles = Numbers::read(&self.store)?.articles(&self.snapshot.catalogue);
        let hits = self.word_index()?.search(words).map_err(Error::words)?;
        let article = |number: u64| articles.get(usize::try_from(number).ok()?).copied().filter(|&i| i != NONE);
        let mut hits: Vec<(u32, f64)> = hits.iter().filter_map(|hit| Some((article(hit.number)?, hit.score))).collect();
        hits.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let shelf = Shelf::new(&self.store, &self.snapshot.catalogue);
        let asked = Tokens::of(words);
        let row = |&(article, score): &(u32, f64)| row(&shelf, article, score, &asked);
        let rows = hits.iter().take(most).map(row).collect::<Result<_, Error>>()?;
        Ok(WordHits { rows, articles: hits.len() })
    }

    /// The index, up to date.
    fn word_index(&self) -> Result<WordIndex, Error> {
        let path = self.store.dir().join(FILE);
        let parts: Vec<String> = self.entry_segments().map(part).collect();
        if let Ok(index) = self.updated(WordIndex::open(&path), &parts) {
            return Ok(index);
        }
        if let Ok(index) = WordIndex::open_to_read(&path) {
            if index.parts().is_ok_and(|known| known.starts_with(&parts)) {
                return Ok(index);
            }
        } else if fs::remove_file(&path).is_ok()
            && let Ok(index) = self.updated(WordIndex::open(&path), &parts)
        {
            return Ok(index); // what was there was no index any more
        }
        self.updated(WordIndex::in_memory(), &parts).map_err(Error::words)
    }

    /// Adds what is not in it.
    fn updated(&self, index: Result<WordIndex, WordError>, parts: &[String]) -> Result<WordIndex, WordError> {
        let mut index = index?;
        index.update(parts, |known, add| {
            let first: u64 = self.entry_segments().take(known).map(|segment| segment.records).sum();
            self.documents(first, add)
        })?;
        Ok(index)
    }

    fn entry_segments(&self) -> impl Iterator<Item = &SegmentEntry> {
        self.manifest().segments.iter().filter(|segment| segment.kind == kind::ENTRIES)
    }

    /// The articles of the entries from this one on, in their order.
    fn documents(&self, first: u64, add: &mut dyn FnMut(Document) -> Result<(), WordError>) -> Result<(), WordError> {
        let catalogue = &self.snapshot.catalogue;
        let shelf = Shelf::new(&self.store, catalogue);
        let numbers = Numbers::read(&self.store).map_err(WordError::input)?;
        let new = catalogue.pages.iter().enumerate().filter(|(_, page)| u64::from(page.entry) >= first);
        let mut new: Vec<(u32, usize)> = new.map(|(rank, page)| (page.entry, rank)).collect();
        new.sort_unstable();
        for (entry, page) in new {
            let (rows, text) =
                shelf.entry(page).and_then(|rows| Ok((rows, shelf.text(page)?))).map_err(WordError::input)?;
            for (number, row) in numbers.of(entry).zip(rows.with_texts(&text).articles) {
                let headline = row.headline.unwrap_or_default();
                add(Document { number: number.into(), headline, body: row.body })?;
            }
        }
        Ok(())
    }
}

/// What tells a segment from all others that an archive ever has: its number is in its name.
fn part(segment: &SegmentEntry) -> String {
    format!("{} {} {} {}", segment.file, segment.records, segment.bytes, segment.raw_bytes)
}

fn row(shelf: &Shelf<'_>, article: u32, score: f64, asked: &Tokens) -> Result<WordsRow, Error> {
    let (page, number) = shelf.catalogue.place(article);
    let row = shelf.entry(page)?.with_texts(&shelf.text(page)?).articles.swap_remove(number);
    let (span, sentence) = telling(&row, asked);
    let ArticleRow { article_id, outlet, headline, published_at, .. } = row;
    Ok(WordsRow { id: article_id, score, outlet, published_at, headline, span, sentence })
}

/// The first of the sentences with most of the words.
fn telling(row: &ArticleRow, asked: &Tokens) -> (SpanRow, String) {
    let sentences = row.sentence_spans.iter().filter_map(|&span| Some((span, row.slice(span)?)));
    let best = sentences.enumerate().max_by_key(|(at, (_, text))| (shared(text, asked), std::cmp::Reverse(*at)));
    best.map_or_else(Default::default, |(_, (span, text))| (span, text.to_owned()))
}

/// How many of the words a sentence has, other endings allowed.
fn shared(sentence: &str, asked: &Tokens) -> usize {
    let tokens = Tokens::of(sentence);
    let is_same = |x: &str, y: &str| x == y || x.len().min(y.len()) >= ROOT && (x.starts_with(y) || y.starts_with(x));
    asked.words().filter(|word| tokens.words().any(|other| is_same(word, other))).count()
}

/// Letters from which on a word that begins as another does is taken for that with another ending.
const ROOT: usize = 4;
