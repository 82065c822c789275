use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

use crate::Span;
use crate::fold;

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
        let mut scanner = Scanner { text: within.of(text), at: 0 };
        while let Some(found) = scanner.next_word() {
            self.push_word(scanner.text, &found, within.start());
        }
    }

    fn push_word(&mut self, text: &str, word: &Word, offset: usize) {
        let start = self.folded.len();
        match word.standard {
            Some(standard) => self.folded.push_str(standard),
            None => fold::push_folded(&text[word.range.clone()], &mut self.folded),
        }
        if self.folded.len() == start {
            return; // nothing but marks
        }
        self.keys.push(xxh3_64(&self.folded.as_bytes()[start..]));
        self.ends.push(u32::try_from(self.folded.len()).expect("a text is shorter than 4 GiB"));
        self.spans.push(Span::from(word.range.clone()).shift(offset));
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

/// A word found by the scanner: its bytes in the scanned part, and its standard form when that was looked up already.
struct Word {
    range: Range<usize>,
    standard: Option<&'static str>,
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn next_word(&mut self) -> Option<Word> {
        loop {
            let c = self.peek(self.at)?;
            if is_symbol_word(c) {
                return Some(self.take(self.at + c.len_utf8()));
            }
            if let Some(end) = self.possessive() {
                return Some(self.take(end));
            }
            if is_word_char(c) {
                let end = self.word_end(self.at);
                return Some(self.compound(end).unwrap_or_else(|| self.take(end)));
            }
            self.at += c.len_utf8();
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 128 { Some(byte as char) } else { self.text[at..].chars().next() }
    }

    fn take(&mut self, end: usize) -> Word {
        let range = self.at..end;
        self.at = end;
        Word { range, standard: None }
    }

    /// End of an `'s` that stands here behind a word and before none.
    fn possessive(&self) -> Option<usize> {
        let mark = self.peek(self.at).filter(|&c| is_apostrophe(c))?;
        let s = self.at + mark.len_utf8();
        let end = s + 1;
        let follows_word = self.text[..self.at].chars().next_back().is_some_and(is_word_char);
        let is_s = matches!(self.peek(s), Some('s' | 'S'));
        (follows_word && is_s && !self.peek(end).is_some_and(is_word_char)).then_some(end)
    }

    fn word_end(&self, start: usize) -> usize {
        let first = self.peek(start).expect("a word starts here");
        let mut at = start + first.len_utf8();
        if is_ideographic(first) {
            return at; // scripts without spaces: each sign is a word
        }
        let mut previous = first;
        while let Some(c) = self.peek(at) {
            let next = at + c.len_utf8();
            if is_word_char(c) && !is_ideographic(c) {
                previous = c;
                at = next;
            } else if let Some(joined) = self.joined(previous, c, next, start) {
                previous = joined;
                at = next + joined.len_utf8();
            } else {
                break;
            }
        }
        at
    }

    /// The character behind the sign `c` if that sign joins it to the word before.
    fn joined(&self, previous: char, c: char, next: usize, start: usize) -> Option<char> {
        let after = self.peek(next).filter(|&a| is_word_char(a))?;
        let end = next + after.len_utf8();
        let joins = match c {
            _ if is_apostrophe(c) => {
                let possessive = matches!(after, 's' | 'S') && !self.peek(end).is_some_and(is_word_char);
                previous.is_alphabetic() && after.is_alphabetic() && !possessive
            }
            ',' => previous.is_ascii_digit() && self.is_group_of_three(next),
            '.' if previous.is_ascii_digit() => after.is_ascii_digit(),
            '.' => {
                after.is_alphabetic() && self.is_initial(start, next - 1) && !self.peek(end).is_some_and(is_word_char)
            }
            _ => false,
        };
        joins.then_some(after)
    }

    fn is_group_of_three(&self, from: usize) -> bool {
        let digits = self.text.as_bytes()[from..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        digits == 3
    }

    /// Whether the dot at `dot` stands behind a single letter: "U.S", not "end.Next".
    fn is_initial(&self, start: usize, dot: usize) -> bool {
        let part = self.text[start..dot].rsplit('.').next().unwrap_or_default();
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    }

    /// Takes a hyphenated compound as one word if it is also written as one.
    fn compound(&mut self, end: usize) -> Option<Word> {
        let hyphen = self.peek(end).filter(|&c| is_hyphen(c))?;
        let second = end + hyphen.len_utf8();
        self.peek(second).filter(|c| c.is_ascii_alphabetic())?;
        let to = self.word_end(second);
        let whole = format!("{}-{}", &self.text[self.at..end], &self.text[second..to]);
        let standard = fold::compound(&whole)?;
        let mut word = self.take(to);
        word.standard = Some(standard);
        Some(word)
    }
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

fn is_symbol_word(c: char) -> bool {
    matches!(c, '%' | '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₪' | '₺' | '₴' | '₦')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{ff07}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
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
