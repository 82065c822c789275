use std::fmt;

use wirecopy_text::Span;

/// Names one article of one page: `page#n`, `n` from 1. Ordered by page, then by number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId {
    /// The page's id.
    pub page: String,
    /// Its place on the page, from 1.
    pub number: u32,
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.page, self.number)
    }
}

/// A headline, with every place on the page where it stands (none when it came from metadata only).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// As written.
    pub text: String,
    /// First and repeated occurrences.
    pub spans: Vec<Span>,
}

/// One piece of journalism on a page. All spans point into the page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Which one it is.
    pub id: ArticleId,
    /// Its headline, if one was found.
    pub headline: Option<Headline>,
    /// Who wrote it ("By Ann Lee, Reuters"), as written.
    pub byline: Option<String>,
    /// Place and date in front of the first sentence ("PARIS, April 2 (Reuters) -"); part of the body's first sentence too.
    pub dateline: Option<Span>,
    /// Captions with their credits, each occurrence: a repeated caption has a span for each time it stands there.
    pub captions: Vec<Span>,
    /// The body without furniture: one span a paragraph, or more where furniture stands inside one.
    pub body: Vec<Span>,
    /// News agencies named as a source of the text, by their common names, sorted.
    pub credits: Vec<String>,
    /// Who is credited for pictures, in order of appearance.
    pub photo_credits: Vec<String>,
    /// ISO 639-3 code of the body's language, if it can be told.
    pub language: Option<String>,
    /// When it was published, if that is known for this article (ISO 8601).
    pub published_at: Option<String>,
    /// Why the page was cut in front of this article, in plain words; `None` for the first of a page.
    pub reason: Option<String>,
}

impl Article {
    /// An article of which nothing is known but its body.
    #[must_use]
    pub fn plain(id: ArticleId, body: Span) -> Self {
        Self {
            id,
            headline: None,
            byline: None,
            dateline: None,
            captions: Vec::new(),
            body: vec![body],
            credits: Vec::new(),
            photo_credits: Vec::new(),
            language: None,
            published_at: None,
            reason: None,
        }
    }
}

/// Why a piece of text belongs to no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FurnitureKind {
    /// A label or button of the page: `TT`, "Share", "Print".
    Widget,
    /// A pointer to other articles: "Read more: …", "Related", lists of headlines.
    Promo,
    /// A line that stands on many pages of one outlet.
    Recurring,
    /// Notices of cookies, rights, subscriptions, newsletters.
    Notice,
    /// Menus and section names.
    Navigation,
    /// Furniture stuck to a sentence without a blank.
    Glued,
}

impl FurnitureKind {
    /// The word that stands in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::Promo => "promo",
            Self::Recurring => "recurring",
            Self::Notice => "notice",
            Self::Navigation => "navigation",
            Self::Glued => "glued",
        }
    }
}

/// Text on a page that belongs to no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// Where it stands.
    pub span: Span,
    /// What kind of furniture.
    pub kind: FurnitureKind,
    /// Why we think so, in plain words.
    pub reason: String,
}
