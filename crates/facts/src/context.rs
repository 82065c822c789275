//! What the sentences beside a group say, so that something moved over the full stop is not taken for a change.

use foldhash::{HashSet, HashSetExt};
use wirecopy_document::Version;

/// How many sentences before and after the group are looked at.
const REACH: usize = 2;

/// The folded words of the neighbouring sentences.
#[derive(Debug, Default)]
pub(crate) struct Around<'t> {
    words: HashSet<&'t str>,
    /// The same without the parts of clock times: the 40 of "07:40" counts nothing.
    values: HashSet<&'t str>,
}

impl<'t> Around<'t> {
    /// Reads the sentences of `version` around `group`, the group itself left out.
    pub(crate) fn read(version: &'t Version, group: &[usize]) -> Self {
        let mut around = Self { words: HashSet::new(), values: HashSet::new() };
        let (Some(&first), Some(&last)) = (group.first(), group.last()) else { return around };
        for sentence in first.saturating_sub(REACH)..(last + REACH + 1).min(version.sentences.len()) {
            if !group.contains(&sentence) {
                for token in version.sentences[sentence].tokens.clone() {
                    around.words.insert(version.tokens.word(token));
                    if !is_in_clock(version, token) {
                        around.values.insert(version.tokens.word(token));
                    }
                }
            }
        }
        around
    }

    /// Whether a neighbouring sentence has the folded word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether a neighbouring sentence has the folded word as a value of its own, not inside a time of day.
    pub(crate) fn has_value(&self, word: &str) -> bool {
        self.values.contains(word)
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
