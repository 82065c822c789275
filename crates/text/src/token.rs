use std::ops::Range;

use crate::Span;
use crate::word::{self, Word};

/// The words of a text in order, each with its span in the original and its folded form.
///
/// Words are runs of letters and digits, with what joins them inside: an apostrophe ("don't"), the dots of an
/// abbreviation ("U.S"), the signs of a number ("1,234.5"). A possessive `'s` is a word of its own, so that "France" and
/// "France's" meet. Hyphens part words, unless the compound is also written as one word ("cease-fire"). `%` and
/// currency signs count as words because they carry meaning; other punctuation does not.
///
/// Stored as columns: 20 bytes a word and its folded letters.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    spans: Vec<Span>,
    keys: Vec<u64>,
    ends: Vec<u32>,
    folded: String,
}

impl Tokens {
    /// The words of the whole text.
    ///
    /// # Example
    /// ```
    /// let tokens = wirecopy_text::Tokens::of("France’s “talks”");
    /// let words: Vec<&str> = tokens.words().collect();
    /// assert_eq!(words, ["france", "'s", "talks"]);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut tokens = Self::default();
        tokens.push(text, Span::new(0, text.len()));
        tokens
    }

    /// Adds the words of the part `within` of `text`. Parts must come in order and apart for the look-ups by span to hold.
    pub fn push(&mut self, text: &str, within: Span) {
        word::walk(text, within, |word| self.push_word(word));
    }

    fn push_word(&mut self, word: Word<'_>) {
        self.folded.push_str(word.folded);
        self.ends.push(u32::try_from(self.folded.len()).expect("a text is shorter than 4 GiB"));
        self.keys.push(word.key);
        self.spans.push(word.span);
    }

    /// How many words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The folded form of word `i`.
    #[must_use]
    pub fn word(&self, i: usize) -> &str {
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.folded[start..self.ends[i] as usize]
    }

    /// All folded forms in order.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|i| self.word(i))
    }

    /// Where word `i` stands in the original text.
    #[must_use]
    pub fn span(&self, i: usize) -> Span {
        self.spans[i]
    }

    /// xxh3 hashes of the folded forms, one a word. Equal words have equal keys; the reverse must be checked on the words.
    #[must_use]
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// The words that lie wholly in `span`, by index.
    #[must_use]
    pub fn within(&self, span: Span) -> Range<usize> {
        let from = self.spans.partition_point(|s| s.start() < span.start());
        let to = self.spans.partition_point(|s| s.end() <= span.end());
        from..to.max(from)
    }

    /// The span from the first to the last word of a range; `None` for an empty range.
    #[must_use]
    pub fn cover(&self, range: Range<usize>) -> Option<Span> {
        let last = range.end.checked_sub(1)?;
        (range.start <= last).then(|| self.spans[range.start].cover(self.spans[last]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::of(text);
        assert_eq!(tokens.words().collect::<Vec<_>>(), expected, "{text}");
        for i in 0..tokens.len() {
            assert!(!tokens.span(i).is_empty());
            assert!(i == 0 || tokens.span(i - 1).end() <= tokens.span(i).start());
        }
    }

    #[test]
    fn words_and_their_joints() {
        check("Israel-Hamas conflict", &["israel", "hamas", "conflict"]);
        check("It didn’t end.Next", &["it", "didn't", "end", "next"]);
        check("the U.S. and U.N.", &["the", "usa", "and", "un"]);
        check("leaders' boss's", &["leaders", "boss", "'s"]);
        check("O'Neill said 'so'", &["o'neill", "said", "so"]);
    }

    #[test]
    fn numbers_and_signs() {
        check(
            "$1,234.5 or 60% of 2,3 and 12,3456",
            &["$", "1234.5", "or", "60", "%", "of", "2", "3", "and", "12", "3456"],
        );
        check("in 2017-21, at 3.", &["in", "2017", "21", "at", "3"]);
    }

    #[test]
    fn scripts_without_spaces() {
        check("东京 1", &["东", "京", "1"]);
    }

    #[test]
    fn a_part_keeps_its_place() {
        let text = "one two three";
        let mut tokens = Tokens::default();
        tokens.push(text, Span::new(4, 13));
        assert_eq!(tokens.span(0).of(text), "two");
        assert_eq!(tokens.within(Span::new(4, 7)), 0..1);
        assert_eq!(tokens.cover(0..2), Some(Span::new(4, 13)));
        assert_eq!(tokens.cover(1..1), None);
    }
}
