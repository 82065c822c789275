//! A page as lines with features: what the later steps work on.

mod packed;

use serde::{Deserialize, Serialize};
use wirecopy_document::{Format, SourcePage};

use crate::html;
use crate::lines::{Line, fold_title_bars, read_lines};
use crate::meta::Meta;

/// A page read into lines: its text, what its metadata say, and the shape of each line.
///
/// Made by [`outline`], read by [`crate::Evidence::add`] and used up by [`crate::extract`]. It can be put away in between;
/// its text is then kept apart ([`Outline::take_text`]), since evidence does without.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Outline {
    pub(crate) source: SourcePage,
    pub(crate) text: String,
    pub(crate) meta: Meta,
    #[serde(with = "packed")]
    pub(crate) lines: Vec<Line>,
    pub(crate) diagnostics: Vec<String>,
}

impl Outline {
    /// The page's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.source.id
    }

    /// What was known of the page when it came; its content is in [`Outline::text`].
    #[must_use]
    pub fn source(&self) -> &SourcePage {
        &self.source
    }

    /// The text that all spans point into.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the text out.
    #[must_use]
    pub fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Puts back the text that [`Outline::take_text`] took.
    #[must_use]
    pub fn with_text(self, text: String) -> Self {
        Self { text, ..self }
    }

    /// Gives the page another id: two pages of a pile may have come with the same one.
    #[must_use]
    pub fn with_id(mut self, id: String) -> Self {
        self.source.id = id;
        self
    }

    /// What went wrong while reading the page, in plain words; empty for nearly every page.
    #[must_use]
    pub fn diagnostics(&self) -> &[String] {
        &self.diagnostics
    }

    /// Who published the page: the field, the site's own name, or the host of its address.
    pub(crate) fn outlet(&self) -> Option<String> {
        let host = || self.source.uri.as_deref().and_then(crate::meta::host);
        self.source.outlet.clone().or_else(|| self.meta.site.clone()).or_else(host)
    }
}

/// Reads one page: HTML into text with each paragraph on a line of its own, plain text as it is.
///
/// Linear in the size of the page. Never fails: a page that cannot be parsed within the limits is stripped of its tags,
/// and [`Outline::diagnostics`] says so.
#[must_use]
pub fn outline(mut source: SourcePage) -> Outline {
    let content = std::mem::take(&mut source.content);
    let mut outline = match source.format {
        Format::Text => {
            let lines = read_lines(&content);
            Outline { source, text: content, meta: Meta::default(), lines, diagnostics: Vec::new() }
        }
        Format::Html => {
            let read = html::read(&content, source.uri.as_deref());
            Outline { source, text: read.text, meta: read.meta, lines: read.lines, diagnostics: read.diagnostics }
        }
    };
    fold_title_bars(&outline.text, &mut outline.lines);
    outline
}
