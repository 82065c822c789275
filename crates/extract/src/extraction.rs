//! A page's articles and furniture, put together from all evidence.

use wirecopy_document::{Article, ArticleId, Page};

use crate::evidence::Evidence;
use crate::outline::Outline;

/// Finds the articles and the furniture of a page.
///
/// All spans point into [`Page::text`]. Linear in the page; deterministic.
#[must_use]
pub fn extract(outline: Outline, evidence: &Evidence) -> Page {
    let _ = evidence;
    let outlet = outline.outlet();
    let body: Vec<_> = outline.lines.iter().map(|l| l.span).collect();
    let article = Article {
        id: ArticleId { page: outline.source.id.clone(), number: 1 },
        headline: None,
        byline: None,
        dateline: None,
        captions: Vec::new(),
        body,
        credits: Vec::new(),
        photo_credits: Vec::new(),
        language: None,
        published_at: None,
        reason: None,
    };
    Page {
        id: outline.source.id,
        uri: outline.source.uri,
        outlet,
        crawled_at: outline.source.crawled_at,
        published_at: outline.source.published_at.or(outline.meta.published_at),
        text: outline.text,
        articles: vec![article],
        furniture: Vec::new(),
    }
}
