//! Results as rows.

use std::collections::BTreeMap;

use wirecopy_document::{Article, Page, Version};
use wirecopy_ingest::Reject;
use wirecopy_record::{ArticleRow, FamilyRow, FurnitureRow, PageRow, SpanRow, StemmaRow, StoryRow, Tables};
use wirecopy_stemma::{Verdict, edges};
use wirecopy_text::Span;

use crate::grouping::{Grouping, Link, numbered};
use crate::link::LinkKind;
use crate::link_rows;
use crate::pile::{Entry, Pile};

/// Builds all tables, sorted as their documentation says.
pub(crate) fn build(pile: &Pile, rejects: &[Reject], grouping: &Grouping, links: &[Link]) -> Tables {
    let mut tables = Tables { pages: pages(pile, rejects), furniture: furniture(pile), ..Tables::default() };
    let canonical: Vec<u32> = grouping.families.iter().map(|f| canonical(pile, f)).collect();
    tables.articles = articles(pile, grouping, &canonical);
    for link in links {
        link_rows::push(pile, link, &mut tables);
    }
    tables.families = grouping.families.iter().zip(&canonical).map(|(f, &c)| family_row(pile, f, c, links)).collect();
    tables.families.sort_by(|x, y| x.family_id.cmp(&y.family_id));
    tables.stemma = stemma(pile, grouping, links);
    tables.stories = grouping.stories.iter().map(|s| story_row(pile, s)).collect();
    tables.stories.sort_by(|x, y| x.story_id.cmp(&y.story_id));
    tables
}

pub(crate) fn span_row(span: Span) -> SpanRow {
    [span.start() as u64, span.end() as u64]
}

pub(crate) fn id(pile: &Pile, index: u32) -> String {
    pile.entries[index as usize].version.id.to_string()
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
            span: span_row(piece.span),
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
        row.family_id = family.map(|f| id(pile, grouping.families[f][0]));
        row.story_id = id(pile, grouping.stories[story_of[&i]][0]);
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
        body_spans: article.body.iter().map(|&s| span_row(s)).collect(),
        body: article.body.iter().map(of).collect::<Vec<_>>().join("\n"),
        sentence_spans: version.sentences.iter().map(|s| span_row(s.span)).collect(),
        tokens: version.tokens.len() as u64,
        ..ArticleRow::default()
    }
}

/// The member to keep: the text that most members have word for word, then one with a headline, then the longest, then the
/// first. A text that several outlets print unchanged is more likely the copy as it was sent.
fn canonical(pile: &Pile, family: &[u32]) -> u32 {
    let mut printed: BTreeMap<u64, usize> = BTreeMap::new();
    for &i in family {
        *printed.entry(pile.entries[i as usize].content_hash).or_default() += 1;
    }
    let rank = |&i: &u32| {
        let entry = &pile.entries[i as usize];
        let has_headline = pile.article(entry).headline.is_some();
        (printed[&entry.content_hash], has_headline, entry.version.tokens.len(), std::cmp::Reverse(i))
    };
    *family.iter().max_by_key(|&i| rank(i)).expect("a family has members")
}

fn family_row(pile: &Pile, family: &[u32], canonical: u32, links: &[Link]) -> FamilyRow {
    let inside = links_inside(family, links);
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for source in inside.filter_map(|l| l.verdict.source.as_deref()) {
        *sources.entry(source).or_default() += 1;
    }
    let common = sources.into_iter().max_by_key(|&(name, votes)| (votes, std::cmp::Reverse(name)));
    FamilyRow {
        family_id: id(pile, family[0]),
        members: family.iter().map(|&i| id(pile, i)).collect(),
        canonical: id(pile, canonical),
        unseen_source: common.map(|(name, _)| name.to_owned()),
    }
}

fn links_inside<'l>(family: &'l [u32], links: &'l [Link]) -> impl Iterator<Item = &'l Link> {
    let holds = |i: u32| family.binary_search(&i).is_ok();
    links.iter().filter(move |l| l.kind != LinkKind::Story && holds(l.a) && holds(l.b))
}

fn stemma(pile: &Pile, grouping: &Grouping, links: &[Link]) -> Vec<StemmaRow> {
    let mut rows = Vec::new();
    for family in &grouping.families {
        let names: BTreeMap<u32, String> = family.iter().map(|&i| (i, id(pile, i))).collect();
        let verdicts: Vec<(&str, &str, &Verdict)> =
            links_inside(family, links).map(|l| (names[&l.a].as_str(), names[&l.b].as_str(), &l.verdict)).collect();
        rows.extend(edges(&verdicts).into_iter().map(|edge| StemmaRow {
            family_id: names[&family[0]].clone(),
            parent: edge.parent,
            child: edge.child,
            support: edge.support,
            evidence: edge.evidence,
        }));
    }
    rows.sort_by(|x, y| (&x.family_id, &x.child, &x.parent).cmp(&(&y.family_id, &y.child, &y.parent)));
    rows
}

fn story_row(pile: &Pile, story: &[u32]) -> StoryRow {
    let entries: Vec<&Entry> = story.iter().map(|&i| &pile.entries[i as usize]).collect();
    let mut outlets: Vec<String> = entries.iter().filter_map(|e| pile.page(e).outlet.clone()).collect();
    outlets.sort();
    outlets.dedup();
    let times = || entries.iter().filter_map(|e| pile.published_at(e).map(str::to_owned));
    StoryRow {
        story_id: id(pile, story[0]),
        label: label(pile, &entries),
        articles: story.iter().map(|&i| id(pile, i)).collect(),
        outlets,
        first_at: times().min(),
        last_at: times().max(),
    }
}

/// The headline that most articles of the story have, then the first; without any, the start of the first text.
fn label(pile: &Pile, entries: &[&Entry]) -> String {
    let headlines: Vec<&str> =
        entries.iter().filter_map(|e| pile.article(e).headline.as_ref()).map(|h| h.text.as_str()).collect();
    let votes = |headline: &str| headlines.iter().filter(|&&h| h == headline).count();
    let best = headlines.iter().enumerate().max_by_key(|&(i, h)| (votes(h), std::cmp::Reverse(i)));
    match best {
        Some((_, headline)) => (*headline).to_owned(),
        None => {
            entries.iter().find(|e| !e.version.sentences.is_empty()).map_or_else(String::new, |e| start(&e.version))
        }
    }
}

/// The first words of a text.
fn start(version: &Version) -> String {
    const WORDS: usize = 12;
    let sentence = &version.sentences[0];
    let last = sentence.tokens.end.min(sentence.tokens.start + WORDS);
    let shown = version.tokens.cover(sentence.tokens.start..last).map_or("", |span| span.of(&version.text));
    if last < sentence.tokens.end { format!("{shown} …") } else { shown.to_owned() }
}
