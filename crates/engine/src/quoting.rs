//! Which words are somebody else's: what two reports quote proves no copying of the one from the other.

mod posts;
mod shown;

use std::ops::Range;

use wirecopy_document::Version;

use posts::posts;
pub(crate) use shown::blocks;
use shown::turns;

/// Whether a word behind this gap is quoted, when the one before is or not. A quotation ends with its paragraph: where it goes on,
/// the next one opens with a mark of its own.
#[inline]
pub(crate) fn is_quoted(gap: &[u8], is_quoted: bool) -> bool {
    if gap == b" " { is_quoted } else { quoted_behind_signs(gap, is_quoted) } // most gaps are a blank
}

fn quoted_behind_signs(gap: &[u8], is_quoted: bool) -> bool {
    (0..gap.len())
        .fold(is_quoted, |is_quoted, at| Sign::at(&gap[at..]).map_or(is_quoted, |sign| sign.leaves(is_quoted)))
}

/// A sign that begins or ends a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Opens,
    Closes,
    /// One or the other.
    Turns,
}

impl Sign {
    /// The one that these bytes start with.
    #[inline]
    pub(crate) fn at(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'"', ..] => Some(Self::Turns),
            [b'\n', ..] | [0xe2, 0x80, 0x9d, ..] | [0xc2, 0xbb, ..] => Some(Self::Closes),
            [0xe2, 0x80, 0x9c | 0x9e, ..] | [0xc2, 0xab, ..] => Some(Self::Opens),
            _ => None,
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
    let mut is_inside = false;
    for (word, gap) in gaps(version).take(quoted.len()) {
        is_inside = is_quoted(gap.as_bytes(), is_inside);
        quoted[word] = is_inside;
    }
}

/// What stands before each word, and behind the last.
fn gaps(version: &Version) -> impl Iterator<Item = (usize, &str)> {
    let first = version.sentences.first().map_or(0, |sentence| sentence.span.start());
    let last = version.sentences.last().map_or(0, |sentence| sentence.span.end());
    (0..=version.tokens.len()).map(move |word| {
        let start = if word == 0 { first } else { version.tokens.span(word - 1).end() };
        let end = if word == version.tokens.len() { last } else { version.tokens.span(word).start() };
        (word, version.text.get(start..end).unwrap_or_default())
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

    #[test]
    fn quotations_end_with_their_mark_or_paragraph() {
        let check = |gap: &str, before: bool| is_quoted(gap.as_bytes(), before);
        assert!(check(", “", false) && check(": \"", false) && check(" ", true) && check(".”\n\n“", true));
        assert!(!check(",” ", true) && !check(".\" ", true) && !check(".\n\n", true) && !check(" ", false));
    }

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
    fn single_marks_are_not_apostrophes() {
        check("'It rose,' she said. 'It fell.'", &["It rose", "It fell"]);
        check("She said ‘it’s high’, and left.", &["it ’s high"]);
        check("The miners' wives said 'they don't know', he said.", &["they don't know"]);
        check("In the '90s the miners' wives left. Others' wives stayed.", &[]);
        check("He sang 'em a song.\n\nThey left,' he said.", &[]);
    }
}
