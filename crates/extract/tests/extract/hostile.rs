//! Pages that are broken, or made to be slow or deep: an answer for each, and the reason where the parser was not run.

use wirecopy_document::{Format, Page, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};

fn read(format: Format, content: String) -> (Page, Vec<String>) {
    let mut source = SourcePage::text("page", content);
    source.format = format;
    let outline = outline(source);
    let diagnostics = outline.diagnostics().to_vec();
    let evidence = Evidence::gather([&outline]);
    (extract(outline, &evidence), diagnostics)
}

/// The page is read, its spans lie in its text, and the diagnostics say `expected` (nothing, if that is empty).
fn check_html(content: String, expected: &str) -> Page {
    let (page, diagnostics) = read(Format::Html, content);
    match expected {
        "" => assert_eq!(diagnostics, Vec::<String>::new()),
        wanted => assert!(diagnostics.iter().any(|d| d.contains(wanted)), "{diagnostics:?}"),
    }
    check_spans(&page);
    page
}

fn check_spans(page: &Page) {
    for article in &page.articles {
        assert!(!article.body.is_empty());
        for span in article.body.iter().chain(&article.captions) {
            assert!(!span.of(&page.text).trim().is_empty());
        }
        assert!(article.body.windows(2).all(|w| w[0].end() <= w[1].start()), "body spans lie in order");
    }
    assert!(page.furniture.windows(2).all(|w| w[0].span.end() <= w[1].span.start()), "furniture lies in order");
}

const SENTENCE: &str =
    "The harbour of the old town was closed on Monday after a storm that took the roofs off forty houses.";

#[test]
fn deep_nesting_is_refused_and_stripped() {
    let page = check_html(format!("{}<p>{SENTENCE}</p>", "<div>".repeat(200_000)), "nested");
    assert_eq!(page.articles[0].body[0].of(&page.text), SENTENCE);
    check_html(format!("{}<p>{SENTENCE}</p>", "<b>".repeat(200_000)), "nested");
    check_html(format!("{}<p>{SENTENCE}</p>{}", "<div>".repeat(390), "</div>".repeat(390)), "");
}

#[test]
fn a_million_attributes_are_refused_and_stripped() {
    let attributes: String = (0..1_000_000).map(|i| format!(" a{i}=1")).collect();
    let page = check_html(format!("<p{attributes}>{SENTENCE}</p>"), "attributes");
    assert_eq!(page.articles[0].body[0].of(&page.text), SENTENCE);
}

#[test]
fn pages_without_text_have_no_article() {
    for content in ["", "<html></html>", "<", "<!-- <p>x</p>", "\u{0}\u{1}\u{2}"] {
        let (page, _) = read(Format::Html, content.to_owned());
        assert!(page.articles.is_empty(), "{content:?}");
    }
    for content in ["", "\n\n", "***", "TT\nShare", "\u{feff}"] {
        let (page, _) = read(Format::Text, content.to_owned());
        assert!(page.articles.is_empty(), "{content:?}");
    }
}

#[test]
fn long_and_odd_plain_texts() {
    let texts = [
        format!("{SENTENCE} ").repeat(20_000),
        "Rain in the old town today\n".repeat(50_000),
        format!("Storm closes the harbour\n{SENTENCE}\n").repeat(5_000),
        "a".repeat(2_000_000),
        "Ab".repeat(300_000),
        "(((((((((".repeat(50_000),
        "“”‘’.“A”".repeat(20_000),
        format!("{SENTENCE}\r\n\r\n{SENTENCE}\u{2028}{SENTENCE}"),
    ];
    for text in texts {
        let (page, _) = read(Format::Text, text);
        check_spans(&page);
    }
}
