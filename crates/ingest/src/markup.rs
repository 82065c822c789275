//! Is it HTML?

/// Elements that a page or a part of one starts with.
const OPENERS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "div",
    "p",
    "article",
    "section",
    "main",
    "header",
    "span",
    "h1",
    "h2",
    "h3",
    "table",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "ul",
    "ol",
    "figure",
    "img",
    "a",
    "b",
    "strong",
    "em",
    "i",
    "blockquote",
    "br",
];

/// Whether `text` starts with an element of HTML, after blanks, comments and an XML declaration, and closes or repeats one.
pub(crate) fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    for (open, close) in [("<?xml", "?>"), ("<!--", "-->")] {
        if rest.starts_with(open) {
            rest = rest.split_once(close).map_or("", |(_, after)| after).trim_start();
        }
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let starts = |opener: &&&str| {
        let ends = |at: usize| tag[at..].starts_with(['>', '/']) || tag[at..].starts_with(char::is_whitespace);
        tag.get(..opener.len()).is_some_and(|t| t.eq_ignore_ascii_case(opener)) && ends(opener.len())
    };
    OPENERS.iter().find(starts).is_some_and(|o| o.starts_with('!') || tag.contains("</") || tag.contains("<br"))
}
