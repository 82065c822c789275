//! Results as rows.

use wirecopy_document::{Article, Page, Version};
use wirecopy_ingest::Reject;
use wirecopy_record::{ArticleRow, FurnitureRow, PageRow, Tables};
use wirecopy_text::Span;

use crate::grouping::{Grouping, Link, numbered};
use crate::pile::{Entry, Pile};
use crate::{family_rows, link_rows, story_rows};

/// Builds all tables, sorted as their documentation says.
pub(crate) fn build(pile: &Pile, rejects: &[Reject], grouping: &Grouping, links: &[Link]) -> Tables {
    let families = family_rows::families(pile, grouping, links);
    let canonical: Vec<u32> = families.iter().map(|f| f.canonical).collect();
    let mut tables = Tables {
        pages: pages(pile, rejects),
        articles: articles(pile, grouping, &canonical),
        furniture: furniture(pile),
        families: family_rows::rows(pile, &families),
        stemma: family_rows::stemma(pile, &families),
        stories: story_rows::rows(pile, &grouping.stories, &canonical),
        ..Tables::default()
    };
    for link in links {
        link_rows::push(pile, link, &mut tables);
    }
    tables
}

fn pages(pile: &Pile, rejects: &[Reject]) -> Vec<PageRow> {
    let mut rows: Vec<PageRow> = pile.pages.iter().map(page_row).collect();
    rows.extend(rejects.iter().map(reject_row));
    rows.sort_by(|x, y| x.page_id.cmp(&y.page_id));
    rows
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

fn reject_row(reject: &Reject) -> PageRow {
    PageRow {
        page_id: reject.id.clone(),
        uri: None,
        outlet: None,
        crawled_at: None,
        published_at: None,
        articles: 0,
        status: "rejected".to_owned(),
        reason: Some(reject.to_string()),
    }
}

fn furniture(pile: &Pile) -> Vec<FurnitureRow> {
    let rows = pile.pages.iter().flat_map(|page| {
        page.furniture.iter().map(|piece| FurnitureRow {
            page_id: page.id.clone(),
            span: link_rows::span_row(piece.span),
            text: piece.span.of(&page.text).to_owned(),
            kind: piece.kind.name().to_owned(),
            reason: piece.reason.clone(),
        })
    });
    rows.collect()
}

fn articles(pile: &Pile, grouping: &Grouping, canonical: &[u32]) -> Vec<ArticleRow> {
    let (family_of, story_of) = (numbered(&grouping.families), numbered(&grouping.stories));
    let row = |(i, entry): (u32, &Entry)| {
        let family = family_of.get(&i).copied();
        let mut row = article_row(pile.page(entry), pile.article(entry), &entry.version);
        row.published_at = pile.published_at(entry).map(str::to_owned);
        row.content_hash = format!("{:016x}", entry.content_hash);
        row.family_id = family.map(|f| pile.id(grouping.families[f][0]));
        row.story_id = pile.id(grouping.stories[story_of[&i]][0]);
        row.canonical = family.is_none_or(|f| canonical[f] == i);
        row
    };
    (0_u32..).zip(&pile.entries).map(row).collect()
}

fn article_row(page: &Page, article: &Article, version: &Version) -> ArticleRow {
    let of = |span: &Span| span.of(&page.text).to_owned();
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
        language: article.language.clone(),
        credits: article.credits.clone(),
        photo_credits: article.photo_credits.clone(),
        captions,
        body_spans: article.body.iter().map(|&s| link_rows::span_row(s)).collect(),
        body: article.body.iter().map(of).collect::<Vec<_>>().join("\n"),
        sentence_spans: version.sentences.iter().map(|s| link_rows::span_row(s.span)).collect(),
        tokens: version.tokens.len() as u64,
        ..ArticleRow::default()
    }
}
