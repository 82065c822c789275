//! What an element is for, as its name, class, id and links say.
//!
//! Classes are names that people gave: they are believed only for small parts of a page, and what they say is dropped again
//! in `read` if it would take most of the text.

use std::ops::Range;

use super::aside::Aside;
use super::labels::Label;
use super::tree::Entry;

/// Longest caption, in bytes.
const MAX_CAPTION: usize = 900;
/// A box beside the article holds at most one part in so many of the page's unlinked text.
const MAX_ASIDE_SHARE: usize = 4;
/// A body that a page marks has at least so many bytes.
const MIN_BODY: usize = 200;

/// What the text of an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Title,
    Heading,
    Caption,
    Aside(Aside),
}

/// The asides that classes tell of, in the order in which they are asked.
const LABELLED: [(Label, Aside); 4] = [
    (Label::Related, Aside::Related),
    (Label::Notice, Aside::Notice),
    (Label::Widget, Aside::Widget),
    (Label::Author, Aside::Author),
];

/// What the text of entry `i` is, if the entry itself says so.
pub(super) fn meaning(entries: &[Entry<'_>], i: usize) -> Option<Meaning> {
    let entry = &entries[i];
    let name = entry.name.as_deref()?;
    match name {
        "h1" => return Some(Meaning::Title),
        "h2" | "h3" | "h4" | "h5" | "h6" => return Some(Meaning::Heading),
        "html" | "body" | "main" | "article" => return None,
        _ => {}
    }
    if is_caption(entry, name) && !(name == "figure" && holds_text(entries, i)) {
        return Some(Meaning::Caption);
    }
    let is_small = !entry.holds_title && entry.unlinked() * MAX_ASIDE_SHARE <= entries[0].unlinked();
    let aside = is_small.then(|| labelled(entry).or_else(|| tagged(name))).flatten();
    aside.or_else(|| is_pointer(entries, i).then_some(Aside::Pointer)).map(Meaning::Aside)
}

fn is_caption(entry: &Entry<'_>, name: &str) -> bool {
    let fits = entry.text <= MAX_CAPTION && !entry.holds_title;
    fits && (matches!(name, "figcaption" | "figure") || entry.labels.has(Label::Caption))
}

/// A figure around a quotation, a list or a table holds more than a picture and its caption.
fn holds_text(entries: &[Entry<'_>], i: usize) -> bool {
    entries[i..entries[i].end].iter().any(|e| e.is_any(&["blockquote", "ul", "ol", "table", "pre"]))
}

fn labelled(entry: &Entry<'_>) -> Option<Aside> {
    LABELLED.iter().find(|(label, _)| entry.labels.has(*label)).map(|(_, aside)| *aside)
}

fn tagged(name: &str) -> Option<Aside> {
    match name {
        "aside" => Some(Aside::Related),
        "nav" | "form" | "button" => Some(Aside::Widget),
        _ => None,
    }
}

/// A paragraph, list or free-standing link of at least three words, all of which are linked.
fn is_pointer(entries: &[Entry<'_>], i: usize) -> bool {
    let entry = &entries[i];
    if entry.text < 15 || entry.linked * 100 < entry.text * 92 {
        return false;
    }
    let shape = match entry.name.as_deref().unwrap_or_default() {
        "p" | "div" | "center" => !entry.holds_block,
        "ul" | "ol" => true,
        "a" => stands_free(entries, i),
        _ => false,
    };
    shape && entry.node.text().split_whitespace().count() >= 3
}

/// A link between blocks, with no text beside it.
fn stands_free(entries: &[Entry<'_>], i: usize) -> bool {
    let parent = &entries[entries[i].parent];
    let block = |j: Option<&Entry<'_>>| j.is_none_or(Entry::starts_line);
    let inside = |j: usize| (entries[i].parent < j && j < parent.end).then(|| &entries[j]);
    let mut before = i - 1; // i > 0: a link is never the first entry
    while before > entries[i].parent && entries[before].parent != entries[i].parent {
        before = entries[before].parent;
    }
    parent.is_any(&["div", "section", "article", "aside", "main"])
        && parent.text > entries[i].text * 2
        && block(inside(before))
        && block(inside(entries[i].end))
}

/// Whether the element is shown only on demand: its text is no part of the page's.
pub(super) fn is_hovering(entry: &Entry<'_>) -> bool {
    entry.labels.has(Label::Hovering) && entry.is_any(&["span", "div", "aside"]) && !entry.holds_title
}

/// The elements that the page marks as bodies of articles: by `itemprop`, or else by their names, or else as `article` beside
/// `article`. Linear.
pub(super) fn bodies(entries: &[Entry<'_>]) -> Vec<Range<usize>> {
    let marked = chosen(entries, |e| e.itemprop.contains("articlebody"));
    if !marked.is_empty() {
        return marked;
    }
    let named = chosen(entries, |e| e.labels.has(Label::Body));
    if named.is_empty() { side_by_side(entries) } else { named }
}

/// Elements `article` in one parent, each with a headline of its own. One alone says nothing: the search for the main content
/// knows better where in it the body lies.
fn side_by_side(entries: &[Entry<'_>]) -> Vec<Range<usize>> {
    let articles = chosen(entries, |e| e.is("article"));
    let has_headline =
        |range: &Range<usize>| entries[range.clone()].iter().any(|e| e.is_any(&["h1", "h2", "h3"]) && e.text > 0);
    let is_beside = |range: &Range<usize>| entries[range.start].parent == entries[articles[0].start].parent;
    let are_articles = articles.len() > 1 && articles.iter().all(|range| is_beside(range) && has_headline(range));
    if are_articles { articles } else { Vec::new() }
}

fn chosen(entries: &[Entry<'_>], wanted: impl Fn(&Entry<'_>) -> bool) -> Vec<Range<usize>> {
    let is_candidate =
        |e: &Entry<'_>| e.is_any(&["div", "section", "article", "main"]) && e.unlinked() >= MIN_BODY && wanted(e);
    let candidates: Vec<usize> = (1..entries.len()).filter(|&i| is_candidate(&entries[i])).collect();
    let mut kept: Vec<usize> = Vec::new();
    for &i in candidates.iter().rev() {
        // One of a nested pair that holds nearly all of the other: the inner one.
        let inner = kept.last().filter(|&&k| k < entries[i].end);
        if inner.is_none_or(|&k| entries[k].unlinked() * 10 < entries[i].unlinked() * 9) {
            while kept.last().is_some_and(|&k| k < entries[i].end) {
                kept.pop();
            }
            kept.push(i);
        }
    }
    let largest = kept.iter().map(|&i| entries[i].unlinked()).max().unwrap_or(0);
    kept.retain(|&i| entries[i].unlinked() * 4 >= largest);
    kept.iter().rev().map(|&i| i..entries[i].end).collect()
}
