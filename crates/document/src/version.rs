use std::ops::Range;
use std::sync::Arc;

use wirecopy_text::{Span, Tokens, sentences};

use crate::ArticleId;

/// A sentence of a version's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the page's text.
    pub span: Span,
    /// Its words, as indexes into [`Version::tokens`].
    pub tokens: Range<usize>,
}

/// One article's text as one page carries it (the field's word is *witness*), ready to be compared.
#[derive(Debug, Clone)]
pub struct Version {
    /// The article.
    pub id: ArticleId,
    /// The text of the whole page; spans point here.
    pub text: Arc<str>,
    /// The sentences of the body in order. None is empty of words.
    pub sentences: Vec<Sentence>,
    /// The words of the body in order: headline, captions and furniture are not among them.
    pub tokens: Tokens,
}

impl Version {
    /// Reads sentences and words from the parts of `text` that are the body.
    ///
    /// # Example
    /// ```
    /// use wirecopy_document::{ArticleId, Version};
    /// use wirecopy_text::Span;
    /// let id = ArticleId { page: "a.txt".into(), number: 1 };
    /// let version = Version::new(id, "TT\nIt rained. It poured.".into(), &[Span::new(3, 24)]);
    /// assert_eq!(version.sentences.len(), 2);
    /// assert_eq!(version.sentence_text(1), "It poured.");
    /// ```
    #[must_use]
    pub fn new(id: ArticleId, text: Arc<str>, body: &[Span]) -> Self {
        let mut version = Self { id, text, sentences: Vec::new(), tokens: Tokens::default() };
        for &part in body {
            version.push(part);
        }
        version
    }

    /// A version whose body is the whole of `text`; for single texts and tests.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let id = ArticleId { page: name.to_owned(), number: 1 };
        Self::new(id, text.into(), &[Span::new(0, text.len())])
    }

    fn push(&mut self, part: Span) {
        for span in sentences(&self.text, part) {
            let start = self.tokens.len();
            self.tokens.push(&self.text, span);
            let tokens = start..self.tokens.len();
            if !tokens.is_empty() {
                self.sentences.push(Sentence { span, tokens });
            }
        }
    }

    /// The original text of sentence `i`.
    #[must_use]
    pub fn sentence_text(&self, i: usize) -> &str {
        self.sentences[i].span.of(&self.text)
    }

    /// The sentence that holds word `token`.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }
}
