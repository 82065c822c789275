//! The words of one line, lower-cased, with their places: what furniture phrases are compared with.

use wirecopy_text::Span;

/// One word; "©" counts as one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Where it stands in the page's text.
    pub(crate) span: Span,
    /// Of a word that is not plain ASCII: where it stands in [`Words::others`].
    other: Option<(u32, u32)>,
    /// A colon, dash or arrow comes next.
    pub(crate) marked: bool,
}

/// The words of a line.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) items: Vec<Word>,
    /// The line in lower case as far as it was read, and where it begins in the page's text.
    lowered: String,
    offset: usize,
    /// Words with apostrophes, signs and foreign letters, one behind the other.
    others: String,
}

impl Words {
    /// Reads at most `limit` words from the part `span` of `text`.
    pub(crate) fn read(text: &str, span: Span, limit: usize) -> Self {
        let line = span.of(text);
        let mut words = Self { offset: span.start(), ..Self::default() };
        words.items.reserve(limit.min(line.len() / 4 + 1));
        let mut at = 0;
        while words.items.len() < limit {
            let Some(start) = next_word(line, at) else { break };
            let end = word_end(line, start);
            words.push(line, start, end);
            at = end;
        }
        words.lowered = line[..at].to_ascii_lowercase();
        words
    }

    fn push(&mut self, line: &str, start: usize, end: usize) {
        let other = (!line.as_bytes()[start..end].iter().all(|&b| is_plain(b))).then(|| {
            let from = self.others.len();
            let letters = line[start..end].chars().filter(|&c| !is_apostrophe(c));
            self.others.extend(letters.flat_map(char::to_lowercase));
            (narrow(from), narrow(self.others.len()))
        });
        let span = Span::new(self.offset + start, self.offset + end);
        self.items.push(Word { span, other, marked: is_marked(&line[end..]) });
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The lower-cased letters of word `i`, without apostrophes.
    pub(crate) fn low(&self, i: usize) -> &str {
        let Word { span, other, .. } = self.items[i];
        match other {
            Some((from, to)) => &self.others[from as usize..to as usize],
            None => &self.lowered[span.start() - self.offset..span.end() - self.offset],
        }
    }

    /// Whether word `i` is a number: "12", "1.2K", "3,400".
    pub(crate) fn is_number(&self, i: usize) -> bool {
        let low = self.low(i);
        low.starts_with(|c: char| c.is_ascii_digit())
            && low.trim_end_matches(['k', 'm', '+']).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    }
}

/// Which bytes are letters and digits: each word of a page is asked for them, and three comparisons a byte take thrice as long.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

fn is_plain(byte: u8) -> bool {
    PLAIN[byte as usize]
}

/// Length of the run of letters and digits, all ASCII, at the start.
fn plain_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| !is_plain(b)).unwrap_or(bytes.len())
}

/// Whether a colon, dash or arrow comes next.
fn is_marked(rest: &str) -> bool {
    if let [b' ', b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', ..] = rest.as_bytes() {
        return false; // nearly always
    }
    let skipped = |c: &char| matches!(c, '"' | '”' | '’' | ' ' | '\u{a0}' | ')' | ']' | '*');
    let mut ahead = rest.chars();
    if matches!(ahead.next(), Some('-')) && ahead.next().is_some_and(char::is_alphabetic) {
        return false; // "Follow-up"
    }
    let next = rest.chars().find(|c| !skipped(c));
    next.is_some_and(|c| matches!(c, ':' | '-' | '–' | '—' | '>' | '»' | '→' | '|' | '›' | '▶' | '►'))
}

/// Where the next word starts, from `at` on.
fn next_word(line: &str, at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let from = at + bytes[at..].iter().position(|&b| is_plain(b) || !b.is_ascii())?;
    if bytes[from].is_ascii() { Some(from) } else { line[from..].find(is_word_char).map(|i| from + i) }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("a line read word by word is short")
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '©'
}

/// End of the word that starts at `start`: letters and digits, apostrophes inside, points and commas between digits.
fn word_end(line: &str, start: usize) -> usize {
    let plain = plain_length(&line.as_bytes()[start..]);
    let behind = line.as_bytes().get(start + plain).copied().unwrap_or(b' ');
    if plain > 0 && behind.is_ascii() && !matches!(behind, b'\'' | b'.' | b',') {
        return start + plain;
    }
    let mut end = start;
    let mut previous = ' ';
    let mut chars = line[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, n)| n);
        let joins = is_apostrophe(c) && next.is_alphanumeric() && previous.is_alphanumeric()
            || matches!(c, '.' | ',') && previous.is_ascii_digit() && next.is_ascii_digit();
        if !(is_word_char(c) || joins) || (c == '©' && end > start) {
            break;
        }
        end = start + i + c.len_utf8();
        if c == '©' {
            break;
        }
        previous = c;
    }
    end
}
