//! Ordinary articles as they are: they must stay whole. And how fast plain text is read.

use std::time::Instant;

use wirecopy_document::{Page, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};

use super::corpus::Corpus;
use super::score::{around, first_byte};
use super::speed;

/// Counts articles that were cut in two or lost, read alone and as one pile with their outlets known.
pub(super) fn run(corpus: &Corpus, limit: usize, shift: usize, show: usize) {
    let step = (corpus.ordinary.len() / limit.max(1)).max(1);
    let taken = corpus.ordinary.iter().skip(shift % step).step_by(step).take(limit);
    let sources: Vec<SourcePage> = taken.map(|&i| source(&corpus.articles[i])).collect();
    let bytes: usize = sources.iter().map(|s| s.content.len()).sum();
    let (mut cut, mut lost, mut shown) = (0usize, 0usize, 0usize);
    for source in &sources {
        let outline = outline(source.clone());
        let page = extract(outline, &Evidence::default());
        cut += usize::from(page.articles.len() > 1);
        lost += usize::from(page.articles.is_empty());
        if page.articles.len() > 1 && shown < show {
            shown += 1;
            show_cuts(&page, "CUT IN TWO");
        }
    }
    let share = 100.0 * cut as f64 / sources.len() as f64;
    println!("ordinary articles, each alone: {} articles, {cut} cut in two ({share:.2} %), {lost} lost", sources.len());
    pile(sources, bytes, show);
}

fn show_cuts(page: &Page, what: &str) {
    for article in page.articles.iter().skip(1) {
        let reason = article.reason.as_deref().unwrap_or_default();
        println!("--- {what} {}: {reason}\n{}", page.id, around(&page.text, first_byte(article)));
    }
}

fn pile(sources: Vec<SourcePage>, bytes: usize, show: usize) {
    let count = sources.len();
    let started = Instant::now();
    let outlines: Vec<_> = sources.into_iter().map(outline).collect();
    speed("outline, one core", bytes, started);
    let started = Instant::now();
    let evidence = Evidence::gather(&outlines);
    speed("gather, one core", bytes, started);
    let started = Instant::now();
    let pages: Vec<_> = outlines.into_iter().map(|o| extract(o, &evidence)).collect();
    speed("extract, one core", bytes, started);
    pages.iter().filter(|p| p.articles.len() > 1).take(show).for_each(|p| show_cuts(p, "CUT IN PILE"));
    let cut = pages.iter().filter(|p| p.articles.len() > 1).count();
    let recurring: usize = pages
        .iter()
        .flat_map(|p| &p.furniture)
        .filter(|f| f.kind == wirecopy_document::FurnitureKind::Recurring)
        .count();
    println!("ordinary articles, as a pile: {cut} of {count} cut in two; {recurring} recurring lines taken off");
}

/// An article as it is, with its outlet known.
pub(super) fn source(article: &super::corpus::RealArticle) -> SourcePage {
    let mut source = SourcePage::text(article.id.clone(), article.text.clone());
    source.outlet = Some(article.outlet.clone());
    source
}
