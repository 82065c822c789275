//! Which field of a record is what? The guesses, in one table.

use std::fmt;

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use wirecopy_document::{Format, SourcePage};

use crate::date::iso_date;
use crate::decode::{misread, refuse};
use crate::record::NoteKind;

/// What a field of a record can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The page's text.
    Text,
    /// The page's HTML, where there is no text.
    Html,
    /// The page's id.
    Id,
    /// Its address.
    Uri,
    /// Its title.
    Title,
    /// Who wrote it.
    Byline,
    /// Who published it.
    Outlet,
    /// When it was published.
    PublishedAt,
    /// When it was crawled.
    CrawledAt,
}

impl Role {
    /// The word for messages: "text from `maintext`".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "HTML",
            Self::Id => "id",
            Self::Uri => "address",
            Self::Title => "title",
            Self::Byline => "author",
            Self::Outlet => "outlet",
            Self::PublishedAt => "publication date",
            Self::CrawledAt => "crawl date",
        }
    }
}

/// The names that are taken for each role, best first: of several fields in one record the first that is not empty counts.
/// Case, `_`, `-` and blanks in names do not matter: `publishedAt` is `published_at`.
///
/// Collected from what writes such files: news-please, trafilatura, newspaper, Common Crawl and WARC converters, Scrapy feeds,
/// NewsAPI, GDELT, the Guardian's API, MediaCloud, Hugging Face datasets.
pub const FIELDS: &[(Role, &[&str])] = &[
    (
        Role::Text,
        &[
            "text",
            "content",
            "maintext",
            "body",
            "bodytext",
            "article",
            "articlebody",
            "articletext",
            "fulltext",
            "plaintext",
            "rawtext",
            "document",
            "story",
        ],
    ),
    (Role::Html, &["html", "rawhtml", "contenthtml", "bodyhtml", "htmlcontent", "pagehtml", "rawcontent"]),
    (
        Role::Id,
        &[
            "id",
            "_id",
            "uid",
            "uuid",
            "guid",
            "docid",
            "documentid",
            "articleid",
            "recordid",
            "warcrecordid",
            "key",
            "url",
            "uri",
            "link",
        ],
    ),
    (
        Role::Uri,
        &[
            "url",
            "uri",
            "link",
            "weburl",
            "canonicalurl",
            "canonicallink",
            "sourceurl",
            "originalurl",
            "warctargeturi",
            "permalink",
        ],
    ),
    (Role::Title, &["title", "headline", "webtitle", "articletitle", "heading", "name"]),
    (Role::Byline, &["byline", "authors", "author", "creator", "writer", "by"]),
    (
        Role::Outlet,
        &[
            "outlet",
            "publisher",
            "publication",
            "newspaper",
            "source",
            "sourcename",
            "sitename",
            "site",
            "medianame",
            "domain",
            "sourcedomain",
            "hostname",
            "host",
        ],
    ),
    (
        Role::PublishedAt,
        &[
            "publishedat",
            "datepublished",
            "datepublish",
            "publisheddate",
            "publicationdate",
            "publishdate",
            "pubdate",
            "published",
            "webpublicationdate",
            "date",
            "datetime",
            "created",
            "createdat",
            "timestamp",
        ],
    ),
    (
        Role::CrawledAt,
        &[
            "crawledat",
            "fetchedat",
            "fetched",
            "datedownload",
            "downloadedat",
            "crawldate",
            "datecrawled",
            "retrievedat",
            "scrapedat",
            "accessed",
            "warcdate",
            "fetchtime",
        ],
    ),
];

/// How often a field was taken for a role in what was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldUse {
    /// What it was taken for.
    pub role: Role,
    /// The field's name as it stands in the file.
    pub name: String,
    /// On how many pages.
    pub pages: u64,
}

/// `text from `maintext``
impl fmt::Display for FieldUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} from `{}`", self.role.name(), self.name)
    }
}

/// Ids longer than this are no ids.
const MAX_ID: usize = 512;

/// How many names of fields a message lists.
const MAX_NAMES: usize = 12;

/// The best field so far for one role.
#[derive(Debug)]
struct Best {
    role: Role,
    rank: usize,
    name: String,
    value: String,
}

/// The fields of one record that are taken for something.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    best: Vec<Best>,
    /// Fields that would be the text, but hold none.
    blank: Option<String>,
    names: Vec<String>,
}

/// A page, the fields that it was made of, and what there is to say.
pub(crate) type Made = (SourcePage, Vec<(Role, String)>, Vec<(NoteKind, String)>);

impl Columns {
    fn offer(&mut self, name: &str, roles: &[(Role, usize)], value: &Value) {
        for &(role, rank) in roles {
            if self.best.iter().any(|b| b.role == role && b.rank <= rank) {
                continue;
            }
            if let Some(value) = plain(value, role) {
                self.best.retain(|b| b.role != role);
                self.best.push(Best { role, rank, name: name.to_owned(), value });
            } else if role <= Role::Html {
                self.blank.get_or_insert_with(|| name.to_owned());
            }
        }
    }

    fn take(&mut self, role: Role) -> Option<Best> {
        let at = self.best.iter().position(|b| b.role == role)?;
        Some(self.best.swap_remove(at))
    }

    /// Makes the page.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) fn page(mut self, default_id: String) -> Result<Made, String> {
        let content = self.take(Role::Text).or_else(|| self.take(Role::Html)).ok_or_else(|| self.no_text())?;
        if let Some(reason) = refuse(&content.value) {
            return Err(format!("its `{}` is {reason}", content.name));
        }
        let mut notes: Vec<(NoteKind, String)> =
            misread(&content.value).map(|n| (NoteKind::Encoding, n)).into_iter().collect();
        let is_html = content.role == Role::Html || is_html(&content.value);
        let mut used = vec![(content.role, content.name)];
        let mut page = SourcePage::text(default_id, content.value);
        page.format = if is_html { Format::Html } else { Format::Text };
        self.best.retain(|b| b.role != Role::Html);
        self.best.sort_by_key(|b| b.role);
        for best in std::mem::take(&mut self.best) {
            match place(&mut page, best.role, best.value) {
                Ok(()) => used.push((best.role, best.name)),
                Err((kind, what)) => notes.push((kind, format!("its `{}` {what}", best.name))),
            }
        }
        Ok((page, used, notes))
    }

    fn no_text(&self) -> String {
        match &self.blank {
            Some(name) => format!("its `{name}` is empty, and no other field holds a text"),
            None if self.names.is_empty() => "the record has no fields".to_owned(),
            None => {
                format!(
                    "no field that could be the text: there are {}; call it `text` or `html`",
                    self.names.join(", ")
                )
            }
        }
    }
}

/// Puts a value into its place on the page, or says why not.
fn place(page: &mut SourcePage, role: Role, value: String) -> Result<(), (NoteKind, String)> {
    let date = |value: &str| {
        let no_date = || (NoteKind::Date, format!("is no date, or could be two, and was dropped: {}", short(value)));
        iso_date(value).ok_or_else(no_date)
    };
    match role {
        Role::Text | Role::Html => {}
        Role::Id if value.len() > MAX_ID || value.chars().any(char::is_control) => {
            return Err((
                NoteKind::Id,
                "is too long for an id or has control characters; its line is its id".to_owned(),
            ));
        }
        Role::Id => page.id = value,
        Role::Uri => page.uri = Some(value),
        Role::Title => page.title = Some(value),
        Role::Byline => page.byline = Some(value),
        Role::Outlet => page.outlet = Some(value),
        Role::PublishedAt => page.published_at = Some(date(&value)?),
        Role::CrawledAt => page.crawled_at = Some(date(&value)?),
    }
    Ok(())
}

fn short(text: &str) -> String {
    text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A value as text, if it can be one for this role and is not empty.
fn plain(value: &Value, role: Role) -> Option<String> {
    let is_content = role <= Role::Html;
    match value {
        Value::String(text) if is_content => (!text.trim().is_empty()).then(|| text.clone()),
        Value::String(text) => Some(text.trim()).filter(|t| !is_nothing(t)).map(str::to_owned),
        Value::Number(number) => (!is_content).then(|| number.to_string()),
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().filter_map(|v| plain(v, role)).collect();
            (!parts.is_empty()).then(|| parts.join(if is_content { "\n\n" } else { ", " }))
        }
        Value::Object(object) if !is_content => {
            ["name", "title", "$date", "$oid", "#text"].iter().find_map(|key| plain(object.get(*key)?, role))
        }
        _ => None,
    }
}

/// What programs write for "nothing".
fn is_nothing(text: &str) -> bool {
    text.is_empty() || ["none", "null", "nan", "nat", "n/a"].iter().any(|w| text.eq_ignore_ascii_case(w))
}

/// Names without case, `_`, `-` and blanks; a leading `_` stays.
fn folded(name: &str) -> String {
    let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
    let rest = rest.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    first.chars().chain(rest).map(|c| c.to_ascii_lowercase()).collect()
}

fn roles(name: &str) -> Vec<(Role, usize)> {
    let name = folded(name);
    let rank = |names: &[&str]| names.iter().position(|n| *n == name);
    FIELDS.iter().filter_map(|(role, names)| Some((*role, rank(names)?))).collect()
}

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

impl<'de> Deserialize<'de> for Columns {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Columns;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Columns, A::Error> {
        let mut columns = Columns::default();
        while let Some(name) = map.next_key::<String>()? {
            let roles = roles(&name);
            if roles.is_empty() {
                map.next_value::<IgnoredAny>()?;
            } else {
                columns.offer(&name, &roles, &map.next_value()?);
            }
            if columns.names.len() < MAX_NAMES {
                columns.names.push(short(&name));
            }
        }
        Ok(columns)
    }
}
