//! HTML to lines of text and metadata.
//!
//! The main content is found by `dom_smoothie`, a port of Mozilla's Readability. Before it runs, each text of the page is
//! marked with signs of Unicode's private use area that say what the markup around it means; they are taken out again when
//! the lines are read. So nothing is thrown away unseen: captions become captions, and text that the markup sets apart
//! from the article becomes furniture with its reason.

mod aside;
mod author;
mod date;
mod json_ld;
mod labels;
mod lean;
mod mark;
mod parse;
mod read;
mod regions;
mod strip;
mod title;
mod tree;

use dom_query::Document;
use dom_smoothie::{Article, Config, Readability, TextMode};

pub(crate) use self::aside::Aside;
use crate::lines::{Line, read_lines};
use crate::meta::Meta;

/// Largest page that is parsed; the largest of the news benchmarks has 3 MB.
const MAX_BYTES: usize = 24 << 20;

/// What was read of an HTML page.
pub(crate) struct Read {
    pub(crate) text: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) meta: Meta,
    pub(crate) diagnostics: Vec<String>,
}

/// Reads a page; strips its tags only where the parser must not run or finds nothing.
pub(crate) fn read(html: &str, uri: Option<&str>) -> Read {
    let document = match tree_of(html) {
        Ok(document) => document,
        Err(limit) => return stripped(html, Meta::default(), limit),
    };
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let Ok(mut reader) = Readability::with_document(document, None, Some(config)) else {
        return stripped(html, Meta::default(), "the search for the main content refused the page".to_owned());
    };
    let mut meta = before_parsing(&reader, uri);
    match reader.parse() {
        Ok(article) => {
            complete(&mut meta, &article);
            let (text, lines) = read::lines(&article.text_content, meta.title.as_deref());
            Read { text, lines, meta, diagnostics: Vec::new() }
        }
        Err(_) => stripped(html, meta, "no main content was found in the HTML".to_owned()),
    }
}

fn tree_of(html: &str) -> Result<Document, String> {
    if html.len() > MAX_BYTES {
        return Err(format!("the HTML has more than {} MB", MAX_BYTES >> 20));
    }
    parse::parse(&lean::lean(html)?)
}

/// Reads what the markup says, and leaves its signs in the texts.
fn before_parsing(reader: &Readability, uri: Option<&str>) -> Meta {
    let entries = tree::read(&reader.doc);
    let mut meta = json_ld::read(reader);
    meta.published_at = date::published(reader, &entries, meta.published_at.as_deref(), uri);
    let window = reader.doc.select_single("head title").text();
    meta.title = title::shown(&entries, &window, meta.title);
    mark::mark(&entries);
    meta
}

/// Fills what JSON-LD left open.
fn complete(meta: &mut Meta, article: &Article) {
    let filled = |text: &str| Some(unmarked(text).trim().to_owned()).filter(|t| !t.is_empty());
    meta.title = meta.title.take().or_else(|| filled(&article.title));
    meta.site = article.site_name.as_deref().and_then(filled).or_else(|| meta.site.take());
    meta.title = meta.title.take().map(|t| title::without_site(&t, meta.site.as_deref()));
    meta.language = article.lang.as_deref().and_then(filled).or_else(|| meta.language.take());
    let line = meta.byline.take().and_then(|b| author::clean(&b, meta.site.as_deref()));
    let found = article.byline.as_deref().and_then(filled);
    meta.byline = line.or_else(|| author::clean(&found?, meta.site.as_deref()));
}

fn stripped(html: &str, meta: Meta, why: String) -> Read {
    let text = strip::tags(html);
    let lines = read_lines(&text);
    let diagnostics = vec![format!("{why}: its tags were stripped and all of its text kept")];
    Read { text, lines, meta, diagnostics }
}

fn unmarked(text: &str) -> String {
    text.chars().filter(|&c| !mark::is_sign(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Origin;

    const PROSE: &str = "The river rose by two metres on Monday, the city said, and the lower quarter was under water by \
                         noon, so that schools were closed and trams stood still until the evening.";

    fn origin_of(read: &Read, line: &str) -> Option<Origin> {
        read.lines.iter().find(|l| l.span.of(&read.text) == line).map(|l| l.origin)
    }

    fn page(inner: &str) -> Read {
        read(&format!("<html><head><title>Rain in Oslo again</title></head><body>{inner}</body></html>"), None)
    }

    #[test]
    fn what_the_markup_sets_apart_is_told_apart() {
        let read = page(&format!(
            "<article><h1>Rain in Oslo again</h1><div class=article-body><p>{PROSE}</p>\
             <p><a href=/x>Five walks for a rainy day</a></p><p>{PROSE}</p>\
             <figure><img src=a><time>2 hours ago</time><figcaption>A boat <span class=credit>Ann Lee</span></figcaption></figure>\
             <p>{PROSE}</p><div class=newsletter-signup><p>Rain by mail, each morning.</p></div><p>{PROSE}</p></div></article>"
        ));
        assert_eq!(origin_of(&read, PROSE), Some(Origin::Unknown));
        assert_eq!(origin_of(&read, "Five walks for a rainy day"), Some(Origin::Aside(Aside::Pointer)));
        assert_eq!(origin_of(&read, "A boat Ann Lee"), Some(Origin::Caption), "{}", read.text);
        assert!(matches!(origin_of(&read, "Rain by mail, each morning."), None | Some(Origin::Aside(Aside::Notice))));
    }

    #[test]
    fn articles_side_by_side_have_bodies_of_their_own() {
        let article = |title: &str| format!("<article><h2>{title}</h2><p>{PROSE}</p><p>{PROSE} {title}.</p></article>");
        let bodies = |inner: &str| {
            let read = page(inner);
            let body = |title: &str| read.lines.iter().find(|l| l.span.of(&read.text).ends_with(title)).map(|l| l.body);
            ["one.", "two."].map(body)
        };
        assert_eq!(bodies(&format!("<main>{}{}</main>", article("one"), article("two"))), [Some(1), Some(2)]);
        assert_eq!(bodies(&article("one")), [Some(0), None]);
    }

    #[test]
    fn a_link_that_is_never_closed_makes_no_pointers() {
        let read = page(&format!("<div><a href=/x><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div>"));
        assert_eq!(origin_of(&read, PROSE), Some(Origin::Unknown), "{}", read.text);
    }

    #[test]
    fn pages_made_to_be_slow_keep_their_text_and_say_why() {
        let check = |html: String, limit: &str| {
            let read = read(&html, None);
            assert!(read.diagnostics.iter().any(|d| d.contains(limit)), "{limit}: {:?}", read.diagnostics);
            assert!(read.text.contains("It rained."), "{limit}");
        };
        check(format!("{}It rained.", "<div>".repeat(100_000)), "nested");
        check(format!("<p>It rained.</p>{}", "x ".repeat(13 << 20)), "MB");
        let attributes: String = (0..1_000_000).map(|i| format!(" a{i}")).collect();
        check(format!("<p{attributes}>It rained.</p>"), "attributes");
        check(format!("It rained.{}", "<b>".repeat(1_000_000)), "nested");
        check(format!("It rained.{}", "<p>x".repeat(1_000_000)), "elements");
    }

    #[test]
    fn a_page_says_when_it_was_published() {
        let date = |inner: &str, uri: Option<&str>| {
            let html = format!(
                "<html lang=en-GB><body><h1>Rain in Oslo</h1>{inner}<p>{PROSE}</p><p>{PROSE}</p></body></html>"
            );
            read(&html, uri).meta.published_at
        };
        assert_eq!(date("<time datetime=2024-04-02T10:15Z>Tuesday</time>", None).as_deref(), Some("2024-04-02T10:15Z"));
        assert_eq!(date("<p>Published: 2 April 2024</p>", None).as_deref(), Some("2024-04-02"));
        assert_eq!(date("<p>02/04/2024</p>", None).as_deref(), Some("2024-04-02"));
        assert_eq!(date("", Some("https://a.example/2024/04/02/rain")).as_deref(), Some("2024-04-02"));
        let related = "<div class=related-list><time datetime=2020-01-01>x</time></div>";
        assert_eq!(date(related, None), None);
        assert_eq!(date("<p>Updated 3 April 2024</p><p>2 April 2024</p>", None).as_deref(), Some("2024-04-02"));
    }
}
