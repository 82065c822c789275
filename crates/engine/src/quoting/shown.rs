//! What a text shows of others without quotation marks: what speakers say in a transcript, and paragraphs behind a colon.

use std::ops::Range;

use wirecopy_document::Version;

use super::gaps;

/// Turns from which a text is a transcript.
const TRANSCRIPT: usize = 3;
/// Words of a speaker's name and office at most: `SENATE MAJORITY LEADER MITCH MCCONNELL`.
const MAX_LABEL: usize = 6;

/// What is said in a transcript, turn by turn: the words behind a name in capitals and a colon. None in a text with fewer than three turns, or
/// in which nobody speaks twice: a name in capitals may be a place, or the head of a piece of news among others.
pub(super) fn turns(version: &Version) -> Vec<Range<usize>> {
    let turns = labelled(version);
    let mut speakers: Vec<&[u64]> = turns.iter().map(|turn| &version.tokens.keys()[turn.label.clone()]).collect();
    speakers.sort_unstable();
    let speaks_again = speakers.windows(2).any(|two| two[0] == two[1]);
    let is_transcript = turns.len() >= TRANSCRIPT && speaks_again;
    turns.into_iter().filter(|_| is_transcript).map(|turn| turn.words).collect()
}

/// Paragraphs that may be somebody else's words, in order: those behind a paragraph that ends with a colon, and what stands in one behind a
/// name in capitals and a colon. Such a paragraph may as well be a list of the text's own.
pub(crate) fn blocks(version: &Version) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = labelled(version).into_iter().map(|turn| turn.words).collect();
    let mut introduced = None;
    for (word, gap) in gaps(version) {
        let Some(newline) = gap.find('\n') else { continue };
        blocks.extend(introduced.take().map(|start| start..word));
        let end = gap[..newline].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '*'));
        introduced = end.ends_with(':').then_some(word);
    }
    blocks.extend(introduced.map(|start| start..version.tokens.len()));
    blocks.sort_unstable_by_key(|block| block.start);
    blocks
}

/// A name in capitals, and what stands behind it.
struct Turn {
    label: Range<usize>,
    words: Range<usize>,
}

/// What stands behind a name in capitals and a colon, up to the next one or the end of the paragraph.
fn labelled(version: &Version) -> Vec<Turn> {
    let (mut turns, mut open) = (Vec::new(), None);
    let mut label = Label::default();
    let mut close = |open: &mut Option<Range<usize>>, end: usize| {
        let turn = open.take().map(|label| Turn { words: label.end..end, label });
        turns.extend(turn.filter(|turn| !turn.words.is_empty()));
    };
    for (word, gap) in gaps(version) {
        let is_label =
            label.is_name() && gap.strip_prefix(':').is_some_and(|rest| rest.starts_with(char::is_whitespace));
        if is_label || gap.contains('\n') {
            close(&mut open, if is_label { label.start } else { word });
        }
        if is_label {
            open = Some(label.start..word);
        }
        if word < version.tokens.len() {
            label.go_on(word, gap, version.tokens.span(word).of(&version.text));
        }
    }
    close(&mut open, version.tokens.len());
    turns
}

/// Words in capitals that stand at the start of a sentence.
#[derive(Default)]
struct Label {
    start: usize,
    words: usize,
}

impl Label {
    fn go_on(&mut self, word: usize, gap: &str, text: &str) {
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        let is_capital = letters().next().is_some() && letters().all(char::is_uppercase);
        let starts = word == 0 || gap.contains(['\n', '.', '?', '!', '…', '”', '"', ')', ']', ':']);
        // A stop is also behind what is short for an office: `SEN. TED CRUZ`.
        let goes_on = self.words > 0 && !gap.contains(['\n', '?', '!', '…', ':']);
        if !is_capital {
            self.words = 0;
        } else if goes_on {
            self.words += 1;
        } else if starts {
            *self = Self { start: word, words: 1 };
        }
    }

    fn is_name(&self) -> bool {
        (1..=MAX_LABEL).contains(&self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, words};
    use super::*;

    #[test]
    fn what_is_said_in_a_transcript() {
        check(
            "THE MAYOR: It rose. Did it? SEN. ANN LEE: It did.\n\nTHE MAYOR: Well.",
            &["It rose Did it", "It did", "Well"],
        );
        check("THE MAYOR: It rose.\n\nNEW PORT: It fell, she said.\n\nTHE MAYOR ", &[]);
        check("NEW PORT: It fell.\n\nOLD PORT: It rose.\n\nNO PORT: It stood.", &[]);
        check("It was 10:15. At 11: It rose. At 12: It fell. The BBC: all of it.", &[]);
    }

    fn shown(text: &str, expected: &[&str]) {
        let version = Version::of("a", text);
        let found: Vec<String> = blocks(&version).iter().map(|block| words(&version, block)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn paragraphs_behind_a_colon() {
        shown("He wrote (my italics):\n\nIt rose.\n\nIt fell.", &["It rose"]);
        shown("The terms:\n\nIt rose.", &["It rose"]);
        shown("THE MAYOR: It rose.\n\nIt fell.", &["It rose"]);
        shown("He wrote: it rose.\n\nIt fell.", &[]);
        shown("It rose:", &[]);
    }
}
