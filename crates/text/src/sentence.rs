use sentencex::languages::{English, Language};

use crate::Span;

/// The sentences of the part `within` of `text`, in order, without the white space between them.
///
/// A line break always ends a sentence: news pages put paragraphs on lines. Inside a line the rules of `sentencex` decide,
/// with quotation marks masked so that two sentences inside one quotation are two ("… today. We will go on," he said);
/// a piece that starts in lower case is joined to the one before ("“Go!” she said").
///
/// # Example
/// ```
/// use wirecopy_text::{Span, sentences};
/// let text = "Gov. Lee left. “We go. We win,” he said.";
/// let found: Vec<&str> = sentences(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect();
/// assert_eq!(found, ["Gov. Lee left.", "“We go.", "We win,” he said."]);
/// ```
#[must_use]
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = within.start();
    for line in within.of(text).split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let span = Span::new(start, start + line.len()).trim(text);
        if !span.is_empty() {
            split_line(text, span, &mut found);
        }
        start += line.len();
    }
    found
}

fn split_line(text: &str, line: Span, found: &mut Vec<Span>) {
    let masked = mask_quotes(line.of(text));
    let mut start = line.start();
    for boundary in (English {}).get_sentence_boundaries(&masked) {
        let end = past_closing_quotes(text, line.start() + boundary.end_byte, line.end());
        if end <= start {
            continue;
        }
        let piece = Span::new(start, end).trim(text);
        start = end;
        push_piece(text, line, piece, found);
    }
    push_piece(text, line, Span::new(start, line.end()).trim(text), found);
}

/// Adds a piece as a sentence, or to the sentence before it on the same line if it is no sentence of its own.
fn push_piece(text: &str, line: Span, piece: Span, found: &mut Vec<Span>) {
    if piece.is_empty() {
        return;
    }
    let first_letter = piece.of(text).chars().find(|c| c.is_alphanumeric());
    let is_continuation = first_letter.is_none_or(char::is_lowercase);
    match found.last_mut() {
        Some(last) if is_continuation && last.start() >= line.start() => *last = last.cover(piece),
        _ => found.push(piece),
    }
}

/// The line with blanks for double quotation marks, of the same byte length.
fn mask_quotes(line: &str) -> String {
    let mut masked = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '"' => masked.push(' '),
            '\u{201c}' | '\u{201d}' | '\u{201e}' => masked.push_str("   "),
            '\u{ab}' | '\u{bb}' => masked.push_str("  "),
            _ => masked.push(c),
        }
    }
    masked
}

/// A sentence takes the quotation mark that closes it: moves `end` behind marks that no blank parts from the full stop.
fn past_closing_quotes(text: &str, end: usize, limit: usize) -> usize {
    // The mask lets the cut fall behind quotes and blanks alike: go back to the sign before them, then take the marks
    // that touch it.
    let sign = text[..end].trim_end_matches(|c: char| c.is_whitespace() || is_quote(c)).len();
    let mut at = sign;
    for c in text[sign..limit].chars() {
        if !is_quote(c) || matches!(c, '\u{201c}' | '\u{201e}' | '\u{ab}') {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{2019}' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = sentences(text, Span::new(0, text.len()));
        assert_eq!(found.iter().map(|s| s.of(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn plain_text_and_abbreviations() {
        check("Mr. Lee left. He ran.", &["Mr. Lee left.", "He ran."]);
        check("The U.S. Senate met on Jan. 5. It voted.", &["The U.S. Senate met on Jan. 5.", "It voted."]);
        check("One\n\ntwo three\r\nFour", &["One", "two three", "Four"]);
    }

    #[test]
    fn quotations() {
        check("\"We go. We win,\" he said. \"So.\"", &["\"We go.", "We win,\" he said.", "\"So.\""]);
        check("“Go!” she said. “Stop.” He left.", &["“Go!” she said.", "“Stop.”", "He left."]);
        check("He said: \"We met. It ended.\" Then rain.", &["He said: \"We met.", "It ended.\"", "Then rain."]);
    }

    #[test]
    fn spans_lie_in_order_inside_the_part() {
        let text = "Aé one. “B two.” C?";
        let part = Span::new(0, text.len());
        let found = sentences(text, part);
        assert!(found.windows(2).all(|w| w[0].end() <= w[1].start()));
        assert!(found.iter().all(|s| part.contains(*s)));
    }
}
