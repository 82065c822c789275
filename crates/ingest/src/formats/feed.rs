//! RSS, Atom and JSON feeds: one entry, one page.

use feed_rs::model::{Entry, Text};
use feed_rs::parser;
use wirecopy_document::Format;

use super::text::{self, About};
use super::{FileFormat, Reading};
use crate::decode::{decode, refuse};
use crate::fields::Role;
use crate::options::Options;
use crate::place::Place;
use crate::record::{Note, NoteKind, Record};

pub(super) const FORMAT: FileFormat = FileFormat { endings: &["rss", "atom"], is_this, cut };

fn is_this(head: &[u8], _: &Options) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with('{') {
        return text.contains("://jsonfeed.org/version/");
    }
    root(text).is_some_and(|name| ["rss", "feed", "rdf:RDF"].contains(&name))
}

/// The name of the first element of an XML document.
fn root(mut text: &str) -> Option<&str> {
    loop {
        let tag = text.trim_start().strip_prefix('<')?;
        let end = match tag {
            _ if tag.starts_with('?') => "?>",
            _ if tag.starts_with("!--") => "-->",
            _ if tag.starts_with('!') => ">",
            _ => return tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next(),
        };
        text = tag.split_once(end)?.1;
    }
}

fn cut(reading: &mut Reading<'_>) {
    let Some(bytes) = reading.all() else { return };
    let place = reading.file();
    reading.job(place.clone(), bytes.len(), Box::new(move |_, out| feed(&place, bytes, out)));
}

fn feed(place: &Place, bytes: Vec<u8>, out: &mut Vec<Record>) {
    let decoded = match decode(bytes, true, None) {
        Ok(decoded) => decoded,
        Err(reason) => return out.push(Record::Reject(place.reject(reason))),
    };
    out.extend(decoded.note.map(|text| Record::Note(Note { kind: NoteKind::Encoding, id: place.id(), text })));
    let parser = parser::Builder::new().sanitize_content(false).build();
    let feed = match parser.parse(without_encoding(&decoded.text).as_bytes()) {
        Ok(feed) => feed,
        Err(e) => return out.push(Record::Reject(place.reject(format!("a feed that can't be read: {e}")))),
    };
    if feed.entries.is_empty() {
        out.push(Record::Reject(place.reject("a feed without entries")));
    }
    let title = feed.title.map(|title| title.content);
    for (number, entry) in (1..).zip(feed.entries) {
        page(&Place { record: Some(number), ..place.clone() }, entry, title.as_deref(), out);
    }
}

/// The text is UTF-8 by now, whatever its declaration says.
fn without_encoding(text: &str) -> &str {
    match text.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    }
}

fn page(place: &Place, entry: Entry, feed: Option<&str>, out: &mut Vec<Record>) {
    let full = entry.content.and_then(|content| Some((content.body?, content.content_type.to_string())));
    let is_summary = full.is_none();
    let summary = |text: Text| (text.content, text.content_type.to_string());
    let Some((body, kind)) = full.or(entry.summary.map(summary)).filter(|(body, _)| !body.trim().is_empty()) else {
        return out.push(Record::Reject(place.reject("the entry has no content, only a title; fetch the page itself")));
    };
    if let Some(reason) = refuse(&body) {
        return out.push(Record::Reject(place.reject(format!("its content is {reason}"))));
    }
    let link =
        entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|rel| rel == "alternate")).map(|l| l.href.as_str());
    let authors: Vec<&str> = entry.authors.iter().filter_map(|person| person.name.as_deref()).collect();
    let date = entry.published.or(entry.updated).map(|date| date.to_rfc3339());
    let mut about = About::default();
    about.add(Role::Id, "link", link.or(Some(entry.id.as_str())));
    about.add(Role::Uri, "link", link);
    about.add(Role::Title, "title", entry.title.as_ref().map(|title| title.content.as_str()));
    about.add(Role::Byline, "author", Some(&authors.join(", ")));
    about.add(Role::Outlet, "title", feed.filter(|_| link.is_none()));
    about.add(Role::PublishedAt, "published", date.as_deref());
    let format = if kind.contains("html") || body.contains("</") { Format::Html } else { Format::Text };
    if is_summary {
        let text = "the feed gives a description and no content, which may be a summary only".to_owned();
        out.push(Record::Note(Note { kind: NoteKind::Summary, id: link.unwrap_or(&entry.id).to_owned(), text }));
    }
    text::decoded_page(place, format, body, None, about, out);
}
