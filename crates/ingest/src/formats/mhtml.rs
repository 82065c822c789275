//! `.mhtml`: a page as browsers save it, with its pictures; only its HTML is read.

use mail_parser::{HeaderName, MessageParser, MessagePart, MimeHeaders, PartType};
use wirecopy_document::Format;

use super::text::{self, About};
use super::{FileFormat, Reading};
use crate::decode::refuse;
use crate::fields::Role;
use crate::options::Options;
use crate::place::Place;
use crate::record::Record;

pub(super) const FORMAT: FileFormat = FileFormat { endings: &["mhtml", "mht"], is_this, cut };

/// A header as of a mail, which says that parts belong together.
fn is_this(head: &[u8], _: &Options) -> bool {
    let end = memchr::memmem::find(head, b"\n\r\n").or_else(|| memchr::memmem::find(head, b"\n\n"));
    let header = String::from_utf8_lossy(&head[..end.unwrap_or(0)]).to_ascii_lowercase();
    let has = |name: &str| header.lines().any(|line| line.starts_with(name));
    has("mime-version:") && has("content-type:") && header.contains("multipart/related")
}

fn cut(reading: &mut Reading<'_>) {
    let Some(bytes) = reading.all() else { return };
    let place = reading.file();
    reading.job(place.clone(), bytes.len(), Box::new(move |_, out| page(&place, &bytes, out)));
}

fn page(place: &Place, bytes: &[u8], out: &mut Vec<Record>) {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return out.push(Record::Reject(place.reject("not MHTML: no part can be told from another")));
    };
    let Some((part, html)) = message.parts.iter().find_map(html) else {
        return out.push(Record::Reject(place.reject("a saved page without HTML")));
    };
    if let Some(reason) = refuse(html) {
        return out.push(Record::Reject(place.reject(format!("its HTML is {reason}"))));
    }
    let uri = message.header(HeaderName::Other("Snapshot-Content-Location".into())).and_then(|value| value.as_text());
    let mut about = About::default();
    about.add(Role::Uri, "Content-Location", uri.or(part.content_location()));
    about.add(Role::Title, "Subject", message.subject());
    about.add(Role::CrawledAt, "Date", message.date().map(|date| date.to_rfc3339()).as_deref());
    text::decoded_page(place, Format::Html, html.to_owned(), None, about, out);
}

fn html<'m, 'a>(part: &'m MessagePart<'a>) -> Option<(&'m MessagePart<'a>, &'m str)> {
    if let PartType::Html(html) = &part.body { Some((part, html.as_ref())) } else { None }
}
