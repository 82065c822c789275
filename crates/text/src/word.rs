use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

use crate::Span;
use crate::fold;

/// A word, as the walk over a text meets it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'w> {
    /// Where it stands in the text.
    pub(crate) span: Span,
    /// Its folded form; gone with the next word.
    pub(crate) folded: &'w str,
    /// xxh3 hash of the folded form.
    pub(crate) key: u64,
}

/// Walks over the words of the part `within` of `text`. [`Tokens`](crate::Tokens) is what this walk finds.
///
/// Nine in ten words of English news are letters of ASCII between plain separators; these take a lane without decoding of
/// characters, about 20 ns a word. Time O(bytes), no allocation once the longest word was seen.
pub(crate) fn walk(text: &str, within: Span, mut each: impl FnMut(Word<'_>)) {
    let mut scanner = Scanner { text: within.of(text), at: 0 };
    let mut folded = String::new();
    while let Some(found) = scanner.next_word() {
        let raw = &scanner.text[found.range.clone()];
        folded.clear();
        fold::push_form(raw, found.form, &mut folded);
        if folded.is_empty() {
            continue; // nothing but marks
        }
        let span = Span::from(found.range).shift(within.start());
        each(Word { span, folded: &folded, key: xxh3_64(folded.as_bytes()) });
    }
}

/// Whether a word starts with a capital letter or a digit.
pub(crate) fn is_marked(raw: &str) -> bool {
    match raw.as_bytes()[0] {
        byte if byte < 128 => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
        _ => raw.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()),
    }
}

/// A word found by the scanner: its bytes in the scanned part, and what is known of its form.
pub(crate) struct Found {
    pub(crate) range: Range<usize>,
    pub(crate) form: Form,
}

pub(crate) enum Form {
    /// Letters and digits of ASCII, with nothing inside that folding drops.
    Plain,
    /// Was looked up already.
    Standard(&'static str),
    /// Anything else.
    Any,
}

/// What a byte is to the scanner's fast lane.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A letter or digit of ASCII.
    Letter,
    /// White space or a sign that neither is a word nor joins two.
    Gap,
    /// A sign that may join what stands on both sides: `'`, `.`, `,`, `-`.
    Joint,
    /// A sign that is a word, or a part of a character that is not ASCII.
    Other,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'\'' | b'.' | b',' | b'-' => Class::Joint,
            b'$' | b'%' | 128.. => Class::Other,
            _ => Class::Gap,
        };
        byte += 1;
    }
    table
}

/// What a byte is by itself.
#[inline]
pub(crate) fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// Whether what stands at `at`, behind a letter, surely ends the word. "No" means that a closer look is needed.
#[inline]
fn ends_word(bytes: &[u8], at: usize) -> bool {
    let Some(&byte) = bytes.get(at) else { return true };
    match CLASSES[usize::from(byte)] {
        Class::Gap => true,
        Class::Joint => bytes.get(at + 1).is_none_or(|&b| matches!(CLASSES[usize::from(b)], Class::Gap | Class::Joint)),
        Class::Letter => false,
        // Dashes, double quotation marks, the ellipsis; the blank that does not break.
        Class::Other => {
            matches!(bytes[at..], [b'$' | b'%', ..] | [0xc2, 0xa0, ..])
                || matches!(bytes[at..], [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6, ..])
        }
    }
}

/// Finds word after word.
pub(crate) struct Scanner<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: usize,
}

impl Scanner<'_> {
    /// The next word; `None` at the end.
    pub(crate) fn next_word(&mut self) -> Option<Found> {
        loop {
            if let Some(plain) = self.plain_word() {
                return Some(plain);
            }
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

    fn take(&mut self, end: usize) -> Found {
        let range = self.at..end;
        self.at = end;
        Found { range, form: Form::Any }
    }

    /// Passes over the gap and takes the word behind it, if that is plain: letters and digits of ASCII that nothing joins to
    /// what comes next.
    fn plain_word(&mut self) -> Option<Found> {
        let bytes = self.text.as_bytes();
        let class = |at: usize| bytes.get(at).map(|&byte| CLASSES[usize::from(byte)]);
        while class(self.at) == Some(Class::Gap) {
            self.at += 1;
        }
        let mut end = self.at;
        while class(end) == Some(Class::Letter) {
            end += 1;
        }
        if end == self.at || !ends_word(bytes, end) {
            return None;
        }
        let mut found = self.take(end);
        found.form = Form::Plain;
        Some(found)
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
            _ => is_invisible(c),
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
    fn compound(&mut self, end: usize) -> Option<Found> {
        let hyphen = self.peek(end).filter(|&c| is_hyphen(c))?;
        let second = end + hyphen.len_utf8();
        self.peek(second).filter(|c| c.is_ascii_alphabetic())?;
        let to = self.word_end(second);
        let whole = format!("{}-{}", &self.text[self.at..end], &self.text[second..to]);
        let standard = fold::compound(&whole)?;
        let mut word = self.take(to);
        word.form = Form::Standard(standard);
        Some(word)
    }
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

/// Signs inside a word that nobody sees: where it may be broken, and where it may not.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{2060}' | '\u{feff}')
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
