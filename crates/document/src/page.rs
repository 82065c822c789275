use serde::{Deserialize, Serialize};

use crate::{Article, Furniture};

/// What kind of content a page arrived with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Plain text: read as it is.
    Text,
    /// An HTML document: `extract` finds the content.
    Html,
}

/// One crawled page as `ingest` read it, not interpreted.
///
/// Times are text in ISO 8601 as far as they are known ("2024", "2024-04-02", "2024-04-02T10:00:00+02:00").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcePage {
    /// Unique in the pile: the path, or the record's id, as given.
    pub id: String,
    /// Where it was crawled, if known.
    pub uri: Option<String>,
    /// Who published it, if a field said so.
    pub outlet: Option<String>,
    /// When it was crawled.
    pub crawled_at: Option<String>,
    /// When it was published, if a field said so.
    pub published_at: Option<String>,
    /// Its title, if a field said so.
    pub title: Option<String>,
    /// Its author line, if a field said so.
    pub byline: Option<String>,
    /// How to read `content`.
    pub format: Format,
    /// The decoded content.
    pub content: String,
}

impl SourcePage {
    /// A plain-text page with nothing known but its id.
    #[must_use]
    pub fn text(id: impl Into<String>, content: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            uri: None,
            outlet: None,
            crawled_at: None,
            published_at: None,
            title: None,
            byline: None,
            format: Format::Text,
            content: content.into(),
        }
    }
}

/// A page after extraction: every span of its articles and furniture points into `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// As in [`SourcePage::id`].
    pub id: String,
    /// Where it was crawled, if known.
    pub uri: Option<String>,
    /// Who published it: the field, the page's own site name, or the host of its address.
    pub outlet: Option<String>,
    /// When it was crawled.
    pub crawled_at: Option<String>,
    /// When it was published, from a field or from the page's metadata.
    pub published_at: Option<String>,
    /// The text as ingested; for HTML the text as extracted.
    pub text: String,
    /// In the order in which they stand on the page.
    pub articles: Vec<Article>,
    /// In the order in which it stands on the page.
    pub furniture: Vec<Furniture>,
}
