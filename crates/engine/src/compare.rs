//! Two pages, or two texts, side by side.

use std::path::Path;

use rayon::prelude::*;
use wirecopy_document::{Article, ArticleId, Page, SourcePage};
use wirecopy_record::Tables;
use wirecopy_text::Span;

use crate::error::Error;
use crate::grouping::{Grouping, asked};
use crate::link::Reader;
use crate::pile::Pile;
use crate::progress::Silent;
use crate::settings::Settings;
use crate::trace::Trace;
use crate::{pool, read, tables};

/// Compares two files of one page each: every article of the first with every article of the second that shares its copy;
/// where none does, the longest of the first with the longest of the second, so that there always is an answer (the link
/// is then of kind `unrelated`).
///
/// The tables hold the pages, the articles, and one link or more, from a to b, with alignments and changes.
///
/// # Errors
/// When one of the two can't be read, holds more than one page, or holds no article.
pub fn compare(a: &Path, b: &Path, settings: &Settings) -> Result<Trace, Error> {
    pool::run(settings.threads, || compare_files(a, b, settings))?
}

fn compare_files(a: &Path, b: &Path, settings: &Settings) -> Result<Trace, Error> {
    let (mut first, mut notes) = one_page(a, settings)?;
    let (mut second, more) = one_page(b, settings)?;
    notes.extend(more);
    if first.id == second.id {
        first.id = a.display().to_string();
        second.id = b.display().to_string();
    }
    let extracted = Pile::extract(vec![first, second], &Silent);
    if let Some(reject) = extracted.rejects.first() {
        return Err(Error::nothing_to_compare(reject.to_string()));
    }
    notes.extend(extracted.notes);
    let tables = compare_pile(&extracted.pile, settings)
        .ok_or_else(|| Error::nothing_to_compare("one of the two pages holds no article".to_owned()))?;
    Ok(Trace { tables, notes })
}

fn one_page(path: &Path, settings: &Settings) -> Result<(SourcePage, Vec<String>), Error> {
    let mut input = read::pages(&[path.to_owned()], settings, &Silent);
    match (input.pages.len(), input.rejects.first()) {
        (1, None) => Ok((input.pages.remove(0), input.notes)),
        (_, Some(reject)) => Err(Error::nothing_to_compare(reject.to_string())),
        (pages, None) => {
            let path = path.display();
            let message = format!(
                "{path} holds {pages} pages, and compare reads files of one page; `wirecopy trace {path}` compares them all"
            );
            Err(Error::nothing_to_compare(message))
        }
    }
}

/// Compares two texts as they are: nothing is split, no furniture is taken off. Article ids are `a#1` and `b#1`.
///
/// # Example
/// ```
/// use wirecopy::{Settings, compare_texts};
/// let tables = compare_texts("Five people were hurt on Monday.", "Six people were hurt on Monday.", &Settings::default());
/// assert_eq!(tables.alignments.len(), 1);
/// assert_eq!(tables.changes[0].kind, "number");
/// ```
#[must_use]
pub fn compare_texts(a: &str, b: &str, settings: &Settings) -> Tables {
    let pile = Pile::of_pages(vec![plain_page("a", a), plain_page("b", b)]);
    compare_pile(&pile, settings).unwrap_or_default()
}

/// [`compare_texts`] for many pairs, on several threads; answers in the order of the pairs.
///
/// # Errors
/// When the threads can't be started.
pub fn compare_pairs(pairs: &[(&str, &str)], settings: &Settings) -> Result<Vec<Tables>, Error> {
    pool::run(settings.threads, || pairs.par_iter().map(|(a, b)| compare_texts(a, b, settings)).collect())
}

fn plain_page(id: &str, text: &str) -> Page {
    let source = SourcePage::text(id, text);
    let article = Article::plain(ArticleId { page: id.to_owned(), number: 1 }, Span::new(0, text.len()));
    Page {
        id: source.id,
        uri: None,
        outlet: None,
        crawled_at: None,
        published_at: None,
        text: source.content,
        articles: vec![article],
        furniture: Vec::new(),
    }
}

/// Reads the articles of the first page against those of the second. `None` when a page has none.
fn compare_pile(pile: &Pile, settings: &Settings) -> Option<Tables> {
    let (left, right) = (articles_of(pile, 0), articles_of(pile, 1));
    let longest = (longest(pile, &left)?, longest(pile, &right)?);
    let text = |i: u32| pile.entries[i as usize].text();
    let mut reader = Reader::new(settings);
    let read = |(a, b)| (a, b, reader.read_asked(text(a), text(b)));
    let mut found: Vec<_> = left.iter().flat_map(|&a| right.iter().map(move |&b| (a, b))).map(read).collect();
    if found.iter().any(|(_, _, reading)| reading.kind.is_some()) {
        found.retain(|(_, _, reading)| reading.kind.is_some());
    } else {
        found.retain(|&(a, b, _)| (a, b) == longest);
    }
    let links: Vec<_> = found.into_iter().map(|(a, b, reading)| asked(pile, a, b, reading)).collect();
    Some(tables::build(pile, &[], &Grouping::singles(pile.entries.len()), &links))
}

fn articles_of(pile: &Pile, page: usize) -> Vec<u32> {
    (0_u32..).zip(&pile.entries).filter(|(_, e)| e.page == page).map(|(i, _)| i).collect()
}

fn longest(pile: &Pile, articles: &[u32]) -> Option<u32> {
    articles.iter().copied().max_by_key(|&i| (pile.entries[i as usize].version.tokens.len(), std::cmp::Reverse(i)))
}
