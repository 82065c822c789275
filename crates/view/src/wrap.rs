//! Wrapping runs of inked text to a width counted in terminal columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::clean::visible;
use crate::style::{Ink, Style};

/// A run of text in one ink. Made through [`Run::new`], it holds nothing that steers a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    text: String,
    ink: Ink,
}

impl Run {
    pub(crate) fn new(ink: Ink, text: &str) -> Self {
        Self { text: visible(text).into_owned(), ink }
    }

    pub(crate) fn plain(text: &str) -> Self {
        Self::new(Ink::Plain, text)
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// Writes the runs as one paragraph: the first line behind `first`, the others indented by `hang` columns.
///
/// Lines break at blanks; a word that is wider than the line breaks between its signs.
pub(crate) fn paragraph(runs: &[Run], first: &str, hang: usize, style: Style, out: &mut String) {
    let mut lines = Lines { style, hang, at: first.width(), fresh: true, out };
    lines.out.push_str(first);
    for word in words(runs) {
        lines.push(&word);
    }
    out.push('\n');
}

/// A word: pieces of it may be in different inks.
type Word<'r> = Vec<(&'r str, Ink)>;

fn words(runs: &[Run]) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let mut open = false;
    for run in runs {
        for (i, piece) in run.text.split(' ').enumerate() {
            open &= i == 0;
            if piece.is_empty() {
                continue;
            }
            match found.last_mut() {
                Some(word) if open => word.push((piece, run.ink)),
                _ => found.push(vec![(piece, run.ink)]),
            }
            open = true;
        }
    }
    found
}

struct Lines<'o> {
    style: Style,
    hang: usize,
    at: usize,
    fresh: bool,
    out: &'o mut String,
}

impl Lines<'_> {
    fn push(&mut self, word: &[(&str, Ink)]) {
        let width: usize = word.iter().map(|(piece, _)| piece.width()).sum();
        let columns = self.style.columns();
        if !self.fresh && self.at + 1 + width > columns && self.at > self.hang {
            self.break_line();
        } else if !self.fresh {
            self.out.push(' ');
            self.at += 1;
        }
        self.fresh = false;
        for &(piece, ink) in word {
            self.push_piece(piece, ink);
        }
    }

    fn push_piece(&mut self, piece: &str, ink: Ink) {
        let mut rest = piece;
        while self.at + rest.width() > self.style.columns() {
            let fits = self.fitting(rest);
            ink.push(&rest[..fits], self.style.colour, self.out);
            rest = &rest[fits..];
            self.break_line();
        }
        ink.push(rest, self.style.colour, self.out);
        self.at += rest.width();
    }

    /// How many bytes of `piece` fit on the line; at least one sign on an empty line.
    fn fitting(&self, piece: &str) -> usize {
        let mut left = self.style.columns().saturating_sub(self.at);
        for (at, c) in piece.char_indices() {
            let width = c.width().unwrap_or(0);
            if width > left && (at > 0 || self.at > self.hang) {
                return at;
            }
            left = left.saturating_sub(width);
        }
        piece.len()
    }

    fn break_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&" ".repeat(self.hang));
        self.at = self.hang;
        self.fresh = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(runs: &[Run], width: usize, expected: &str) {
        let mut out = String::new();
        paragraph(runs, "- ", 2, Style::plain(width), &mut out);
        assert_eq!(out, expected);
        assert!(out.lines().all(|line| line.width() <= width.max(40)), "{out}");
    }

    #[test]
    fn lines_break_at_blanks() {
        check(
            &[Run::plain("One two three four five six seven eight nine ten")],
            40,
            "- One two three four five six seven\n  eight nine ten\n",
        );
    }

    #[test]
    fn inks_do_not_part_a_word() {
        check(&[Run::plain("“"), Run::new(Ink::Added, "so"), Run::plain(",” he said")], 40, "- “so,” he said\n");
    }

    #[test]
    fn wide_signs_count_twice_and_break_anywhere() {
        check(&[Run::plain(&"漢".repeat(25))], 40, &format!("- {}\n  {}\n", "漢".repeat(19), "漢".repeat(6)));
    }

    #[test]
    fn colour_is_opened_and_closed_on_each_line() {
        let mut out = String::new();
        paragraph(&[Run::new(Ink::Added, "a b")], "", 0, Style::coloured(40), &mut out);
        assert_eq!(out, "\u{1b}[32ma\u{1b}[0m \u{1b}[32mb\u{1b}[0m\n");
    }
}
