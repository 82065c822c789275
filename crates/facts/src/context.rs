//! What the sentences beside a group say, so that something moved over the full stop is not taken for a change.

use std::ops::Range;

use wirecopy_document::Version;

/// How many sentences before and after the group are looked at.
const REACH: usize = 2;

/// The neighbouring sentences. They are asked about few words, so they are read anew each time.
#[derive(Debug)]
pub(crate) struct Around<'t> {
    version: &'t Version,
    /// The words of each.
    sentences: Vec<Range<usize>>,
}

impl<'t> Around<'t> {
    /// The sentences of `version` around `group`, the group itself left out.
    pub(crate) fn of(version: &'t Version, group: &[usize]) -> Self {
        let near = match (group.first(), group.last()) {
            (Some(&first), Some(&last)) => first.saturating_sub(REACH)..(last + REACH + 1).min(version.sentences.len()),
            _ => 0..0,
        };
        let beside = near.filter(|sentence| !group.contains(sentence));
        Self { version, sentences: beside.map(|i| version.sentences[i].tokens.clone()).collect() }
    }

    /// Whether a neighbouring sentence has the folded word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.places(word).next().is_some()
    }

    /// Whether a neighbouring sentence has the folded word as a value of its own, not inside a time of day: the 40 of "07:40" counts
    /// nothing.
    pub(crate) fn has_value(&self, word: &str) -> bool {
        self.places(word).any(|token| !is_in_clock(self.version, token))
    }

    fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        self.sentences.iter().cloned().flatten().filter(move |&token| self.version.tokens.word(token) == word)
    }
}

/// Whether a colon without blanks ties a figure to another.
fn is_in_clock(version: &Version, token: usize) -> bool {
    let span = version.tokens.span(token);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (before, behind) = (&version.text[..span.start()], &version.text[span.end()..]);
    let tied_before = before.strip_suffix(':').is_some_and(|rest| is_digit(rest.chars().next_back()));
    let tied_behind = behind.strip_prefix(':').is_some_and(|rest| is_digit(rest.chars().next()));
    is_digit(span.of(&version.text).chars().next()) && (tied_before || tied_behind)
}
