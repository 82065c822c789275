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

    /// Whether one neighbouring sentence has a word of each list.
    pub(crate) fn has_both(&self, some: &[&str], others: &[&str]) -> bool {
        let has = |sentence: &Range<usize>, words: &[&str]| {
            sentence.clone().any(|token| words.contains(&self.version.tokens.word(token)))
        };
        self.sentences.iter().any(|sentence| has(sentence, some) && has(sentence, others))
    }

    /// Whether in a neighbouring sentence a word of the one list stands right beside one of the other.
    pub(crate) fn has_beside(&self, some: &[&str], others: &[&str]) -> bool {
        let word = |token: usize| self.version.tokens.word(token);
        let beside = |x: &str, y: &str| some.contains(&x) && others.contains(&y);
        let mut all = self.sentences.iter().cloned().flat_map(|sentence| sentence.clone().zip(sentence.skip(1)));
        all.any(|(x, y)| beside(word(x), word(y)) || beside(word(y), word(x)))
    }

    /// Whether a neighbouring sentence has the folded word as a value of its own, not inside a time of day or another number: the 40 of "07:40"
    /// and the eight of "thirty-eight" count nothing.
    pub(crate) fn has_value(&self, word: &str) -> bool {
        self.places(word).any(|token| !is_in_clock(self.version, token) && !is_last_of_tens(self.version, token))
    }

    /// Whether the folded word stands anywhere in the version, the group itself included.
    pub(crate) fn has_anywhere(&self, word: &str) -> bool {
        (0..self.version.tokens.len()).any(|token| self.version.tokens.word(token) == word)
    }

    fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        self.sentences.iter().cloned().flatten().filter(move |&token| self.version.tokens.word(token) == word)
    }
}

/// Whether a hyphen ties the word to a word for tens before it.
fn is_last_of_tens(version: &Version, token: usize) -> bool {
    let tied = version.text[..version.tokens.span(token).start()].ends_with('-');
    tied && token > 0 && version.tokens.word(token - 1).ends_with("ty")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_asked_for_values_and_for_words_that_stand_together() {
        let text =
            "Thirty-eight were led out. He said so at 07:40. The barge sank. Ann Lee asked whether eels said it.";
        let version = Version::of("page", text);
        let around = Around::of(&version, &[2]);
        assert!(around.has("eight") && !around.has_value("eight") && !around.has_value("40"));
        assert!(around.has_beside(&["said"], &["he"]) && !around.has_beside(&["said"], &["lee"]));
        assert!(around.has_both(&["lee"], &["said"]) && !around.has_both(&["lee"], &["led"]));
    }
}
