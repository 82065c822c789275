//! A page as rows, and its articles as versions.

use std::sync::Arc;

use wirecopy_document::{Article, ArticleId, Page, Version};
use wirecopy_ingest::Reject;
use wirecopy_record::{ArticleRow, FurnitureRow, PageRow, SpanRow, write_line};
use wirecopy_text::Span;
use xxhash_rust::xxh3::Xxh3;

use crate::stored::{Facts, PageEntry, Witness};

/// A page that was split, with its text and its articles as versions, in order.
pub(crate) struct Split {
    pub(crate) entry: PageEntry,
    pub(crate) versions: Vec<Version>,
    pub(crate) facts: Vec<Facts>,
    pub(crate) text: Arc<str>,
}

/// Reads the articles of a page.
pub(crate) fn split(mut page: Page) -> Split {
    let text: Arc<str> = std::mem::take(&mut page.text).into();
    let version = |article: &Article| Version::new(article.id.clone(), Arc::clone(&text), &article.body);
    let versions: Vec<Version> = page.articles.iter().map(version).collect();
    let hashes: Vec<(u64, u128)> = versions.iter().map(hash_words).collect();
    let row = |((article, version), hash): ((&Article, &Version), &(u64, u128))| ArticleRow {
        content_hash: content_hash(hash.0),
        ..article_row(&page, &text, article, version)
    };
    let articles: Vec<ArticleRow> = page.articles.iter().zip(&versions).zip(&hashes).map(row).collect();
    let facts = articles.iter().zip(&hashes).map(|(row, &hash)| facts(row, &text, hash)).collect();
    let entry = PageEntry { page: page_row(&page), furniture: furniture_rows(&page), articles };
    Split { entry, versions, facts, text }
}

fn facts(row: &ArticleRow, text: &str, (content_hash, identity): (u64, u128)) -> Facts {
    Facts {
        content_hash,
        identity,
        witness: witness(row, text),
        tokens: u32::try_from(row.tokens).unwrap_or(u32::MAX),
        day: row.published_at.as_deref().and_then(day_number),
        has_headline: row.headline.is_some(),
    }
}

/// Hash of all that is read of an article: its row, and the text that the row points to.
fn witness(row: &ArticleRow, text: &str) -> Witness {
    let mut line = Vec::new();
    write_line(row, &mut line).expect("memory can be written, and the row is plain text");
    let mut hasher = Xxh3::new();
    hasher.update(&line);
    row.body_spans.iter().for_each(|&span| hasher.update(span_of(span).of(text).as_bytes()));
    hasher.digest128()
}

/// Days since 1970 of a time in ISO 8601, by its own calendar day.
fn day_number(time: &str) -> Option<i32> {
    let date: jiff::civil::Date = time.get(..10)?.parse().ok()?;
    Some(date.since(jiff::civil::date(1970, 1, 1)).ok()?.get_days())
}

fn hash_words(version: &Version) -> (u64, u128) {
    let mut hasher = Xxh3::new();
    for word in version.tokens.words() {
        hasher.update(word.as_bytes());
        hasher.update(&[0]);
    }
    (hasher.digest(), hasher.digest128())
}

/// A hash of words as tables spell it.
pub(crate) fn content_hash(hash: u64) -> String {
    format!("{hash:016x}")
}

/// The version that a row and the text of its page stand for.
pub(crate) fn version_of(row: &ArticleRow, text: Arc<str>) -> Version {
    let number = row.article_id.rsplit_once('#').and_then(|(_, n)| n.parse().ok()).unwrap_or(1);
    let body: Vec<Span> = row.body_spans.iter().map(|&s| span_of(s)).collect();
    Version::new(ArticleId { page: row.page_id.clone(), number }, text, &body)
}

fn page_row(page: &Page) -> PageRow {
    PageRow {
        page_id: page.id.clone(),
        uri: page.uri.clone(),
        outlet: page.outlet.clone(),
        crawled_at: page.crawled_at.clone(),
        published_at: page.published_at.clone(),
        articles: page.articles.len() as u64,
        status: "read".to_owned(),
        reason: page.articles.is_empty().then(|| "no article was found on it".to_owned()),
    }
}

pub(crate) fn reject_row(reject: &Reject) -> PageRow {
    PageRow {
        page_id: reject.id.clone(),
        status: "rejected".to_owned(),
        reason: Some(reject.to_string()),
        ..PageRow::default()
    }
}

fn furniture_rows(page: &Page) -> Vec<FurnitureRow> {
    let row = |piece: &wirecopy_document::Furniture| FurnitureRow {
        page_id: page.id.clone(),
        span: span_row(piece.span),
        text: String::new(),
        kind: piece.kind.name().to_owned(),
        reason: piece.reason.clone(),
    };
    page.furniture.iter().map(row).collect()
}

fn article_row(page: &Page, text: &str, article: &Article, version: &Version) -> ArticleRow {
    let of = |span: &Span| span.of(text).to_owned();
    let mut captions: Vec<String> = Vec::new();
    for caption in article.captions.iter().map(of) {
        if !captions.contains(&caption) {
            captions.push(caption);
        }
    }
    ArticleRow {
        article_id: article.id.to_string(),
        page_id: page.id.clone(),
        outlet: page.outlet.clone(),
        headline: article.headline.as_ref().map(|h| h.text.clone()),
        byline: article.byline.clone(),
        dateline: article.dateline.as_ref().map(of),
        published_at: article.published_at.clone().or_else(|| page.published_at.clone()),
        language: article.language.clone(),
        credits: article.credits.clone(),
        photo_credits: article.photo_credits.clone(),
        captions,
        body_spans: article.body.iter().map(|&s| span_row(s)).collect(),
        sentence_spans: version.sentences.iter().map(|s| span_row(s.span)).collect(),
        tokens: version.tokens.len() as u64,
        ..ArticleRow::default()
    }
}

/// The parts of a text one after the other, each on a line of its own; those of one line, between which furniture stood, on one.
fn joined(text: &str, parts: impl Iterator<Item = Span>) -> String {
    let (mut whole, mut end) = (String::new(), None);
    for part in parts {
        if let Some(end) = end.replace(part.end()) {
            let is_one_line = text.get(end..part.start()).is_some_and(|gap| !gap.contains('\n'));
            let is_stuck = part.of(text).starts_with([',', '.', ';', ':', '!', '?', ')', ']', '”', '’', '\'']);
            whole.push_str(if !is_one_line {
                "\n"
            } else if is_stuck {
                ""
            } else {
                " "
            });
        }
        whole.push_str(part.of(text));
    }
    whole
}

impl PageEntry {
    /// Fills in the texts that the spans stand for.
    pub(crate) fn with_texts(mut self, text: &str) -> Self {
        for row in &mut self.articles {
            row.body = joined(text, row.body_spans.iter().map(|&s| span_of(s)));
        }
        for row in &mut self.furniture {
            row.text = span_of(row.span).of(text).to_owned();
        }
        self
    }
}

/// A span as tables spell it.
pub(crate) fn span_row(span: Span) -> SpanRow {
    [span.start() as u64, span.end() as u64]
}

fn span_of(row: SpanRow) -> Span {
    let place = |at: u64| usize::try_from(at).expect("places in a text fit in memory");
    Span::new(place(row[0]), place(row[1]))
}
