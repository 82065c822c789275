//! Which field of a record is what? The guesses, in one table.

use std::fmt;

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
/// NewsAPI, GDELT, the Guardian's API, MediaCloud, Hugging Face datasets. A bare `timestamp` is the crawl's, as in C4 and what was
/// made after it: a wrong date of publication would say who copied whom.
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
            "timestamp",
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

/// Names without case, `_`, `-` and blanks; a leading `_` stays.
fn folded(name: &str) -> String {
    let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
    let rest = rest.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    first.chars().chain(rest).map(|c| c.to_ascii_lowercase()).collect()
}

/// What a field may be, each with how good its name is for it (0: best). What the user named goes before [`FIELDS`]; who names
/// the text or the HTML wants no other field for either.
pub(crate) fn roles(name: &str, named: &[(Role, String)]) -> Vec<(Role, usize)> {
    let name = folded(name);
    let is_named = |role: Role| named.iter().any(|(r, _)| *r == role || (*r <= Role::Html && role <= Role::Html));
    let chosen =
        (0..).zip(named).filter(|(_, (_, field))| folded(field) == name).map(|(rank, (role, _))| (*role, rank));
    let rank = |names: &[&str]| names.iter().position(|n| *n == name);
    let guessed = FIELDS.iter().filter(|(role, _)| !is_named(*role));
    chosen.chain(guessed.filter_map(|(role, names)| Some((*role, rank(names)?)))).collect()
}
