//! Two pages, or two texts, side by side.

use std::path::Path;

use rayon::prelude::*;
use wirecopy_document::{Article, ArticleId, Page, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};
use wirecopy_ingest::Pile;
use wirecopy_record::Tables;
use wirecopy_text::Span;

use crate::error::Error;
use crate::language::{self, Foreign};
use crate::link::{LinkKind, Reader, Reading};
use crate::link_rows::{self, About};
use crate::page_rows::{Split, split};
use crate::pairs::FoundBy;
use crate::pool;
use crate::settings::Settings;
use crate::trace::Trace;
use crate::verdict::verdict;

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
    let outlines = [outline(first), outline(second)];
    notes.extend(outlines.iter().flat_map(|o| o.diagnostics().iter().map(|d| format!("{}: {d}", o.id()))));
    let evidence = Evidence::gather(&outlines);
    let tables = compare_pages(outlines.map(|outline| extract(outline, &evidence)), settings)
        .ok_or_else(|| Error::nothing_to_compare("one of the two pages holds no article".to_owned()))?;
    let mut foreign = Foreign::default();
    foreign.count(&tables.articles);
    notes.extend(foreign.note());
    Ok(Trace { tables, notes })
}

fn one_page(path: &Path, settings: &Settings) -> Result<(SourcePage, Vec<String>), Error> {
    let mut pile = Pile::read(&[path.to_owned()], &settings.reading);
    match (pile.pages.len(), pile.rejects.first()) {
        (1, None) => Ok((pile.pages.remove(0), pile.tally.note_lines())),
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
    compare_pages([plain_page("a", a), plain_page("b", b)], settings).unwrap_or_default()
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
fn compare_pages(pages: [Page; 2], settings: &Settings) -> Option<Tables> {
    let [first, second] = pages.map(split);
    let longest = (longest(&first)?, longest(&second)?);
    let mut reader = Reader::new(settings);
    let mut read = |a: usize, b: usize| {
        let mut reading = reader.read_asked((&first.versions[a]).into(), (&second.versions[b]).into());
        if !(language::is_known(&first.entry.articles[a]) && language::is_known(&second.entry.articles[b])) {
            language::keep_what_holds(&mut reading);
        }
        reading
    };
    let pairs = (0..first.versions.len()).flat_map(|a| (0..second.versions.len()).map(move |b| (a, b)));
    let mut found: Vec<_> = pairs.map(|(a, b)| (a, b, read(a, b))).collect();
    if found.iter().any(|(_, _, reading)| reading.kind.is_some()) {
        found.retain(|(_, _, reading)| reading.kind.is_some());
    } else {
        found.retain(|&(a, b, _)| (a, b) == longest);
    }
    let mut tables = Tables::default();
    for (a, b, reading) in &mut found {
        reading.kind.get_or_insert(LinkKind::Unrelated);
        push(&first, *a, &second, *b, reading, &mut tables);
    }
    [first, second].into_iter().for_each(|side| push_page(side, &mut tables));
    Some(tables)
}

fn push(first: &Split, a: usize, second: &Split, b: usize, reading: &Reading, tables: &mut Tables) {
    let kind = reading.kind.expect("every pair that is told has a kind");
    let verdict = verdict(&first.entry.articles[a], &second.entry.articles[b], kind, &[], None);
    let about = About { kind, found_by: FoundBy::Asked.name(), cosine: 0.0, verdict: &verdict };
    link_rows::push(link_rows::stored(&first.versions[a], &second.versions[b], reading), &about, tables);
}

fn push_page(side: Split, tables: &mut Tables) {
    let mut entry = side.entry.with_texts(&side.text);
    for row in &mut entry.articles {
        row.story_id.clone_from(&row.article_id);
        row.canonical = true;
    }
    tables.pages.push(entry.page);
    tables.articles.append(&mut entry.articles);
    tables.furniture.append(&mut entry.furniture);
}

fn longest(side: &Split) -> Option<usize> {
    let words = |i: &usize| (side.versions[*i].tokens.len(), std::cmp::Reverse(*i));
    (0..side.versions.len()).max_by_key(words)
}
