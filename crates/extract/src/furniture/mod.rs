//! Text that belongs to no article: phrases, shapes, and pieces stuck to sentences.
//!
//! One file a kind of evidence. What recurs over pages is known to [`crate::Evidence`].

pub(crate) mod cues;
pub(crate) mod gallery;
pub(crate) mod glued;
pub(crate) mod phrases;
mod popup;
pub(crate) mod shapes;
pub(crate) mod words;

use wirecopy_document::FurnitureKind;
use wirecopy_text::Span;

use self::phrases::{Match, Phrases};
use self::words::Words;

/// Longest line that is compared with phrases as a whole.
pub(crate) const MAX_WORDS: usize = 60;

/// Why a line or piece is furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) kind: FurnitureKind,
    pub(crate) reason: String,
    /// The phrase goes on with text of the page's own ("Read more: …"), so the whole could be a headline as well.
    pub(crate) open: bool,
}

impl Verdict {
    pub(crate) fn new(kind: FurnitureKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into(), open: false }
    }

    fn of_phrase(found: &Match) -> Self {
        let reason = format!("a phrase that news pages put beside articles: \u{201c}{}\u{201d}", found.phrase.pattern);
        Self { kind: found.phrase.kind, reason, open: found.open }
    }
}

/// Whether a whole line is furniture, by its words alone.
pub(crate) fn whole_line(text: &str, span: Span, word_count: u32) -> Option<Verdict> {
    if word_count == 0 || word_count as usize > MAX_WORDS {
        return None;
    }
    whole(&Words::read(text, span, MAX_WORDS + 1), text, span)
}

/// What is told of others, behind a phrase that goes on: a sentence that happens to begin as notices do.
const TOLD: [&str; 12] =
    ["he", "she", "they", "said", "says", "told", "according", "added", "demanded", "was", "were", "had"];

/// Whether a phrase that goes on to the end of its line goes on as prose: it stands in quotation marks, is stuck to a
/// sentence, or tells of others.
fn runs_on_as_prose(found: &Match, words: &Words, text: &str, span: Span) -> bool {
    if !found.open {
        return false;
    }
    if span.of(text).starts_with(['"', '“', '‘', '«']) {
        return true;
    }
    let Some(next) = words.items.get(found.end) else { return false };
    let last = words.items[found.end - 1].span.end();
    // "More from the study:" brings in what comes next.
    let introduces = !found.phrase.marked && text[..span.end()].ends_with(':');
    let stuck = text[last..next.span.start()].chars().all(|c| matches!(c, '"' | '“' | '‘'));
    let sentence = text[..span.end()].ends_with(['.', '”', '"']) && words.len() - found.end >= 6;
    let told = || (found.end..words.len()).any(|i| TOLD.contains(&words.low(i)));
    stuck && sentence || introduces || !found.phrase.marked && sentence && told()
}

/// Whether words that make up all of `span` are furniture.
fn whole(words: &Words, text: &str, span: Span) -> Option<Verdict> {
    if words.len() == 0 {
        return None;
    }
    let phrase = Phrases::shared().whole(words, 0, words.len()).filter(|m| !runs_on_as_prose(m, words, text, span));
    let phrase = phrase.map(|m| Verdict::of_phrase(&m));
    phrase.or_else(|| shapes::whole(words, text, span)).or_else(|| cues::whole(words, text, span))
}
