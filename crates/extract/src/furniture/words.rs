//! The words of one line, lower-cased, with their places: what furniture phrases are compared with.

use wirecopy_text::Span;

/// One word; "©" counts as one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Where it stands in the page's text.
    pub(crate) span: Span,
    low: (u32, u32),
    /// A colon, dash or arrow comes next.
    pub(crate) marked: bool,
}

/// The words of a line.
#[derive(Debug, Default)]
pub(crate) struct Words {
    lowered: String,
    pub(crate) items: Vec<Word>,
}

impl Words {
    /// Reads at most `limit` words from the part `span` of `text`.
    pub(crate) fn read(text: &str, span: Span, limit: usize) -> Self {
        let line = span.of(text);
        let room = limit.min(line.len() / 4 + 1);
        let mut words = Self { lowered: String::with_capacity(room * 6), items: Vec::with_capacity(room) };
        let mut at = 0;
        while words.items.len() < limit {
            let Some(start) = next_word(line, at) else { break };
            let end = word_end(line, start);
            words.push(line, start, end, span.start());
            at = end;
        }
        words
    }

    fn push(&mut self, line: &str, start: usize, end: usize, offset: usize) {
        let from = self.lowered.len();
        push_lower(&line[start..end], &mut self.lowered);
        let low = (narrow(from), narrow(self.lowered.len()));
        self.items.push(Word { span: Span::new(start, end).shift(offset), low, marked: is_marked(&line[end..]) });
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The lower-cased letters of word `i`, without apostrophes.
    pub(crate) fn low(&self, i: usize) -> &str {
        let (from, to) = self.items[i].low;
        &self.lowered[from as usize..to as usize]
    }

    /// Whether word `i` is a number: "12", "1.2K", "3,400".
    pub(crate) fn is_number(&self, i: usize) -> bool {
        let low = self.low(i);
        low.starts_with(|c: char| c.is_ascii_digit())
            && low.trim_end_matches(['k', 'm', '+']).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    }
}

fn push_lower(word: &str, lowered: &mut String) {
    if plain_length(word.as_bytes()) == word.len() {
        let from = lowered.len();
        lowered.push_str(word);
        lowered[from..].make_ascii_lowercase();
    } else {
        lowered.extend(word.chars().filter(|&c| !is_apostrophe(c)).flat_map(char::to_lowercase));
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

/// Length of the run of letters and digits, all ASCII, at the start.
fn plain_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| !PLAIN[b as usize]).unwrap_or(bytes.len())
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
    let from = at + bytes[at..].iter().position(|&b| PLAIN[b as usize] || !b.is_ascii())?;
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
