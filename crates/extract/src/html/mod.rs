//! HTML to lines of text and metadata.
//!
//! The main content is found by `dom_smoothie`, a port of Mozilla's Readability. Before it runs, captions and headings
//! are marked with signs of Unicode's private use area, which are taken out again when the lines are read: so the text
//! keeps what the markup said about them.

mod guard;
mod json_ld;
mod strip;

use dom_smoothie::{Article, Config, Readability, TextMode};
use wirecopy_text::Span;

use crate::lines::{Line, Origin, read_lines};
use crate::meta::Meta;

const CAPTION: char = '\u{e100}';
const HEADING: char = '\u{e101}';

/// What was read of an HTML page.
pub(crate) struct Read {
    pub(crate) text: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) meta: Meta,
    pub(crate) diagnostics: Vec<String>,
}

/// Reads a page; strips its tags only where the parser must not run or finds nothing.
pub(crate) fn read(html: &str, uri: Option<&str>) -> Read {
    if let Err(limit) = guard::check(html) {
        return stripped(html, Meta::default(), limit);
    }
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let Ok(mut reader) = Readability::new(html, None, Some(config)) else {
        return stripped(html, Meta::default(), "the HTML parser refused the page".to_owned());
    };
    mark(&reader);
    let ld = json_ld::read(&reader);
    let time = reader.doc.select("time[datetime]").attr("datetime").map(|t| t.to_string());
    match reader.parse() {
        Ok(article) => {
            let meta = meta_of(&article, ld, time, uri);
            let (text, lines) = unmark(&article.text_content);
            Read { text, lines, meta, diagnostics: Vec::new() }
        }
        Err(_) => stripped(html, ld, "no main content was found in the HTML".to_owned()),
    }
}

fn stripped(html: &str, meta: Meta, why: String) -> Read {
    let text = strip::tags(html);
    let lines = read_lines(&text);
    let diagnostics = vec![format!("{why}: its tags were stripped and all of its text kept")];
    Read { text, lines, meta, diagnostics }
}

/// Puts the mark of its origin in front of the text of each caption and heading.
fn mark(reader: &Readability) {
    for (selector, sign) in [
        ("figcaption, [class*='caption'] p, p[class*='caption'], span[class*='caption']", CAPTION),
        ("h1, h2, h3, h4, h5, h6", HEADING),
    ] {
        for node in reader.doc.select(selector).nodes() {
            node.prepend_html(sign.to_string());
        }
    }
}

fn meta_of(article: &Article, ld: Meta, time: Option<String>, uri: Option<&str>) -> Meta {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let found = Meta {
        title: ld.title.clone().or_else(|| filled(&unmarked(&article.title))),
        byline: ld.byline.or_else(|| article.byline.as_deref().and_then(|b| filled(&unmarked(b)))),
        site: article.site_name.as_deref().and_then(filled).or(ld.site),
        published_at: ld.published_at.or_else(|| article.published_time.as_deref().and_then(filled)).or(time),
        language: article.lang.as_deref().and_then(filled).or(ld.language),
    };
    found.with_date_of(uri)
}

fn unmarked(text: &str) -> String {
    text.chars().filter(|&c| c != CAPTION && c != HEADING).collect()
}

/// The text without marks, and its lines with what the marks said.
fn unmark(marked: &str) -> (String, Vec<Line>) {
    let text = unmarked(marked);
    let mut lines = read_lines(&text);
    let mut at = 0;
    let mut next = 0;
    for raw in marked.split_inclusive('\n') {
        let start = at;
        at += raw.chars().filter(|&c| c != CAPTION && c != HEADING).map(char::len_utf8).sum::<usize>();
        let origin = origin_of(raw);
        while next < lines.len() && lines[next].span.start() < at {
            if Span::new(start, at).contains(lines[next].span) {
                lines[next].origin = origin;
            }
            next += 1;
        }
    }
    (text, lines)
}

fn origin_of(raw: &str) -> Origin {
    match raw.trim_start().chars().next() {
        Some(CAPTION) => Origin::Caption,
        Some(HEADING) => Origin::Heading,
        _ => Origin::Unknown,
    }
}
