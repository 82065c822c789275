//! Which words are somebody else's: what two reports quote proves no copying of the one from the other.

mod posts;
mod shown;

use std::ops::Range;

use wirecopy_document::Version;

use posts::posts;
pub(crate) use shown::blocks;
use shown::turns;

/// A sign that begins or ends a quotation. A quotation ends with its paragraph: where it goes on, the next one opens with a mark of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Opens,
    Closes,
    /// One or the other.
    Turns,
}

impl Sign {
    /// The one that starts at `at`, if one does.
    #[inline]
    pub(crate) fn at(text: &[u8], at: usize) -> Option<Self> {
        match &text[at..] {
            [b'"', behind @ ..] => Some(Self::straight(&text[..at], behind)),
            [b'\n', ..] | [0xe2, 0x80, 0x9d, ..] | [0xc2, 0xbb, ..] => Some(Self::Closes),
            [0xe2, 0x80, 0x9c | 0x9e, ..] | [0xc2, 0xab, ..] => Some(Self::Opens),
            _ => None,
        }
    }

    /// A straight mark, by what stands on its two sides: its partner may be missing, in a text that was cut or is the second half of a quotation.
    fn straight(before: &[u8], behind: &[u8]) -> Self {
        let is_open =
            matches!(before, [] | [.., b' ' | b'\t' | b'\n' | b'\r' | b'(' | b'['] | [.., 0xe2, 0x80, 0x93 | 0x94]);
        let is_end =
            |b: &u8| b.is_ascii_whitespace() || matches!(b, b',' | b'.' | b';' | b':' | b'?' | b'!' | b')' | b']');
        match (is_open, behind.first().is_none_or(is_end)) {
            (true, false) => Self::Opens,
            (false, true) => Self::Closes,
            _ => Self::Turns,
        }
    }

    /// Whether what comes behind it is quoted, when what comes before is or not.
    pub(crate) fn leaves(self, is_quoted: bool) -> bool {
        match self {
            Self::Opens => true,
            Self::Closes => false,
            Self::Turns => !is_quoted,
        }
    }
}

/// The words of a version that it quotes, as runs in order: between quotation marks, double or single, in posts that it shows, and what is
/// said in a transcript.
pub(crate) fn quotations(version: &Version) -> Vec<Range<usize>> {
    let mut quoted = vec![false; version.tokens.len()];
    mark_double(version, &mut quoted);
    single(version).into_iter().chain(posts(version)).chain(turns(version)).for_each(|words| quoted[words].fill(true));
    runs(&quoted)
}

/// Runs of words for which that holds.
pub(crate) fn runs(holds: &[bool]) -> Vec<Range<usize>> {
    let mut at = 0;
    let runs = holds.chunk_by(|x, y| x == y).map(|run| {
        at += run.len();
        (run[0], at - run.len()..at)
    });
    runs.filter(|(holds, _)| *holds).map(|(_, words)| words).collect()
}

fn mark_double(version: &Version, quoted: &mut [bool]) {
    let text = version.text.as_bytes();
    let mut is_inside = false;
    for (word, bytes) in spaces(version).take(quoted.len()) {
        let signs = bytes.filter_map(|at| Sign::at(text, at));
        is_inside = signs.fold(is_inside, |is_inside, sign| sign.leaves(is_inside));
        quoted[word] = is_inside;
    }
}

/// What stands before each word, and behind the last.
fn gaps(version: &Version) -> impl Iterator<Item = (usize, &str)> {
    spaces(version).map(|(word, bytes)| (word, version.text.get(bytes).unwrap_or_default()))
}

/// The bytes before each word, and behind the last.
fn spaces(version: &Version) -> impl Iterator<Item = (usize, Range<usize>)> {
    let first = version.sentences.first().map_or(0, |sentence| sentence.span.start());
    let last = version.sentences.last().map_or(0, |sentence| sentence.span.end());
    (0..=version.tokens.len()).map(move |word| {
        let start = if word == 0 { first } else { version.tokens.span(word - 1).end() };
        let end = if word == version.tokens.len() { last } else { version.tokens.span(word).start() };
        (word, start..end)
    })
}

/// Signs of a sentence's or clause's end.
const STOPS: [char; 7] = [',', '.', '?', '!', '…', ';', ':'];

/// The words between single marks, which close in the paragraph they were opened in and beside a stop: others are apostrophes.
fn single(version: &Version) -> Vec<Range<usize>> {
    let (mut found, mut open) = (Vec::new(), None);
    for (word, gap) in gaps(version) {
        let (closing, rest) = gap.split_at(gap.find(char::is_whitespace).unwrap_or(gap.len()));
        let is_stopped = closing.contains(STOPS);
        if let Some(start) = open.take_if(|_| is_stopped && closing.contains(['\'', '’'])) {
            found.push(start..word);
        }
        open.take_if(|_| rest.contains('\n'));
        if is_opening(gap, word == 0) && word < version.tokens.len() {
            open = Some(word);
        }
    }
    found
}

/// Whether a single mark stands right before the next word, and not right behind the last one.
fn is_opening(gap: &str, is_first: bool) -> bool {
    let apart = |c: char| c.is_whitespace() || matches!(c, '(' | '—' | '–');
    gap.strip_suffix(['\'', '‘']).is_some_and(|before| before.ends_with(apart) || is_first && before.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn words(version: &Version, range: &Range<usize>) -> String {
        range.clone().map(|i| version.tokens.span(i).of(&version.text)).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn check(text: &str, expected: &[&str]) {
        let version = Version::of("a", text);
        let found: Vec<String> = quotations(&version).iter().map(|range| words(&version, range)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn double_marks() {
        check("“It rose,” she said. “It fell.”", &["It rose", "It fell"]);
        check("She said \"it rose\" and left.", &["it rose"]);
        check("“It rose.\n\nIt fell,” she said.", &["It rose"]);
        check("“It rose.\n\n“It fell,” she said.", &["It rose It fell"]);
        check("It rose.", &[]);
    }

    #[test]
    fn a_straight_mark_says_by_its_sides_whether_it_opens_or_closes() {
        check("It rose,\" she said. She left.", &[]);
        check("It rose,\" she said. \"It fell.\" She left.", &["It fell"]);
        check("She said (\"it rose\") and left—\"for good\".", &["it rose", "for good"]);
        check("She said \"it rose and \"it fell\" and left.", &["it rose and it fell"]);
        check("The 6'2\" man left, she said.", &[]);
    }

    #[test]
    fn single_marks_are_not_apostrophes() {
        check("'It rose,' she said. 'It fell.'", &["It rose", "It fell"]);
        check("She said ‘it’s high’, and left.", &["it ’s high"]);
        check("The miners' wives said 'they don't know', he said.", &["they don't know"]);
        check("In the '90s the miners' wives left. Others' wives stayed.", &[]);
        check("He sang 'em a song.\n\nThey left,' he said.", &[]);
    }
}
