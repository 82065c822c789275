//! Lines of a page with what can be told from their shape alone.

use memchr::memrchr_iter;
use serde::{Deserialize, Serialize};
use wirecopy_text::Span;
use xxhash_rust::xxh3::xxh3_64;

use crate::html::Aside;

/// Where a line came from, as far as the page says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Origin {
    /// Plain text, or an element that says nothing.
    #[default]
    Unknown,
    /// `<figcaption>` and its like.
    Caption,
    /// `<h1>` to `<h6>`.
    Heading,
    /// Set apart from the article by the markup.
    Aside(Aside),
}

/// A line that holds at least one letter or digit, or any other sign. Empty lines are only counted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Without white space at the ends.
    pub(crate) span: Span,
    /// Hash of its letters and digits in lower case: equal for lines that differ in case, blanks and punctuation only. Its low bits
    /// are 0.
    pub(crate) key: u64,
    /// Empty lines in front of it.
    pub(crate) gap: u32,
    /// What the page's markup says.
    pub(crate) origin: Origin,
    /// Of HTML, and no link: it points to no other page.
    pub(crate) unlinked: bool,
    /// Which of the elements that the page marks as bodies of articles it stands in, from 1; 0 for none.
    pub(crate) body: u32,
    /// Runs of letters and digits.
    pub(crate) words: u32,
    /// Words that start with a capital.
    pub(crate) capitals: u32,
    /// Words that start with a digit.
    pub(crate) numbers: u32,
    /// The last sign that is no quotation mark or bracket; `\0` if there is none.
    pub(crate) last: char,
}

impl Line {
    /// Reads the shape of the part `span` of `text`. `lowered` is scratch space, reused between lines.
    pub(crate) fn read(text: &str, span: Span, gap: u32, lowered: &mut Vec<u8>) -> Self {
        let mut scan = Scan::default();
        lowered.clear();
        for c in span.of(text).chars() {
            scan.push(c, lowered);
        }
        scan.end_word();
        Self {
            span,
            key: key_of(lowered),
            gap,
            origin: Origin::Unknown,
            unlinked: false,
            body: 0,
            words: scan.words,
            capitals: scan.capitals,
            numbers: scan.numbers,
            last: scan.last,
        }
    }

    /// Ends as sentences do.
    pub(crate) fn ends_sentence(&self) -> bool {
        matches!(self.last, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।')
    }

    /// A paragraph of prose: it ends as sentences do and is longer than a label, or is long.
    pub(crate) fn is_prose(&self) -> bool {
        let few_capitals = self.capitals * 2 < self.words;
        (self.ends_sentence() && (self.words >= 12 || few_capitals && self.words >= 2)) || self.words >= 32
    }

    /// No letter or digit in it: "***", "———".
    pub(crate) fn is_rule(&self) -> bool {
        self.words == 0
    }
}

/// Bits of a key that are 0. Keys are most of what an outline takes on disk; with 40 bits some thousand of a hundred million different lines
/// have the key of another one, and it takes lines of several pages in different surroundings to make something of that.
pub(crate) const KEY_ZEROS: u32 = 24;

fn key_of(lowered: &[u8]) -> u64 {
    xxh3_64(lowered) >> KEY_ZEROS << KEY_ZEROS
}

#[derive(Default)]
struct Scan {
    words: u32,
    capitals: u32,
    numbers: u32,
    last: char,
    length: u32,
}

impl Scan {
    fn push(&mut self, c: char, lowered: &mut Vec<u8>) {
        if c.is_alphanumeric() {
            self.start_or_go_on(c);
            push_lower(c, lowered);
            self.last = c;
        } else {
            if !matches!(c, '\'' | '’') {
                self.end_word();
            }
            if !c.is_whitespace() && !is_bracket_or_quote(c) {
                self.last = c;
            }
        }
    }

    fn start_or_go_on(&mut self, c: char) {
        if self.length == 0 {
            self.words += 1;
            self.capitals += u32::from(c.is_uppercase());
            self.numbers += u32::from(c.is_ascii_digit());
        }
        self.length += 1;
    }

    fn end_word(&mut self) {
        self.length = 0;
    }
}

fn push_lower(c: char, lowered: &mut Vec<u8>) {
    if c.is_ascii() {
        lowered.push(c.to_ascii_lowercase() as u8);
    } else {
        let mut buffer = [0; 4];
        for small in c.to_lowercase() {
            lowered.extend_from_slice(small.encode_utf8(&mut buffer).as_bytes());
        }
    }
}

fn is_bracket_or_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '(' | ')' | '[' | ']' | '*' | '_')
}

/// The lines of `text`. Breaks are those of all systems and Unicode's line and paragraph separators.
pub(crate) fn read_lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut lowered = Vec::new();
    let mut gap = 0;
    let mut start = 0;
    for raw in text.split_inclusive(['\n', '\u{2028}', '\u{2029}']).flat_map(|part| part.split_inclusive('\r')) {
        let span = Span::new(start, start + raw.len()).trim(text);
        start += raw.len();
        if !span.is_empty() {
            lines.push(Line::read(text, span, gap, &mut lowered));
            gap = 0;
        } else if !raw.starts_with('\n') || !text[..start].ends_with("\r\n") {
            gap += 1;
        }
    }
    lines
}

/// Marks between a headline and the name of the site in a browser's title bar.
const BARS: [&str; 6] = [" | ", " - ", " – ", " — ", " :: ", " » "];
/// Lines between a title bar and the headline that it repeats.
const BAR_REACH: usize = 6;
/// Fewest words of the headline, and most of the site's name.
const MIN_BAR_WORDS: u32 = 4;
const MAX_SITE_WORDS: u32 = 6;

/// A line that says a headline near by with the name of the site behind it is the same line: it gets its key.
pub(crate) fn fold_title_bars(text: &str, lines: &mut [Line]) {
    let mut lowered = Vec::new();
    for i in 0..lines.len() {
        let Some(title) = title_in_bar(text, lines[i].span) else { continue };
        let title = Line::read(text, title, 0, &mut lowered);
        let around = i.saturating_sub(BAR_REACH)..(i + BAR_REACH + 1).min(lines.len());
        let short = title.words >= MIN_BAR_WORDS && lines[i].words - title.words <= MAX_SITE_WORDS;
        if short && lines[around].iter().any(|l| l.key == title.key) {
            lines[i].key = title.key;
        }
    }
}

/// What stands in front of the last mark of a title bar.
fn title_in_bar(text: &str, line: Span) -> Option<Span> {
    let written = line.of(text);
    // Behind nearly every blank stands a letter.
    let is_word = |at: usize| written.as_bytes().get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    let is_bar = |at: &usize| !is_word(*at) && BARS.iter().any(|bar| written[*at..].starts_with(bar));
    let at = memrchr_iter(b' ', written.as_bytes()).find(is_bar)?;
    Some(Span::new(line.start(), line.start() + at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, u32)]) {
        let found: Vec<(&str, u32)> = read_lines(text).iter().map(|l| (l.span.of(text), l.gap)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn breaks_of_all_systems_count_alike() {
        check("One\n\nTwo \n\n\n Three", &[("One", 0), ("Two", 1), ("Three", 2)]);
        check("One\r\n\r\nTwo", &[("One", 0), ("Two", 1)]);
        check("One\rTwo\u{2028}Three", &[("One", 0), ("Two", 0), ("Three", 0)]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn shape_is_counted() {
        let text = "NATO’s Boss, 66, left \"today.\"";
        let line = &read_lines(text)[0];
        assert_eq!((line.words, line.capitals, line.numbers, line.last), (5, 2, 1, '.'));
        assert!(line.ends_sentence());
    }

    #[test]
    fn title_bars_are_the_headline_again() {
        let text = "Rain floods the old harbour - again | The Oslo Post\n\nRain floods the old harbour - again\nOslo rain | The Oslo Post";
        let mut lines = read_lines(text);
        fold_title_bars(text, &mut lines);
        assert_eq!(lines[0].key, lines[1].key);
        assert_ne!(lines[2].key, lines[1].key);
    }

    #[test]
    fn keys_fold_case_blanks_and_punctuation() {
        let lines = read_lines("Read More:\nread  more\nRead less");
        assert_eq!(lines[0].key, lines[1].key);
        assert_ne!(lines[0].key, lines[2].key);
    }
}
