//! The main content with its signs to lines of text with their origin.

use memchr::memchr_iter;

use super::aside::Aside;
use super::mark::{ASIDES, BREAK, CAPTION, HEADING, INSIDE, LINKED, PLAIN, is_sign};
use crate::lines::{Line, Origin, read_lines};

/// Of 100 bytes of the main content, at most so many may be asides: else the markup is not to be believed.
const MAX_ASIDES: usize = 50;
/// And at most so many may be paragraphs of links: a link that is never closed links all that follows.
const MAX_POINTERS: usize = 35;
/// Of 100 bytes, at least so many must lie in the element that is marked as the body.
const MIN_INSIDE: usize = 65;

/// Bytes of a line, by what the signs say.
#[derive(Default)]
struct Raw {
    text: String,
    caption: usize,
    heading: usize,
    inside: usize,
    /// The last body's sign that was read.
    body: Option<char>,
    linked: usize,
    asides: [usize; ASIDES.len()],
    all: usize,
    after_gap: bool,
}

impl Raw {
    /// Adds a run of text without signs.
    fn push(&mut self, run: &str, state: &State) {
        self.text.push_str(run);
        let bytes = run.split_whitespace().map(str::len).sum();
        if bytes == 0 {
            return;
        }
        self.all += bytes;
        self.inside += if state.body.is_some() { bytes } else { 0 };
        self.body = state.body.or(self.body);
        self.linked += if state.linked { bytes } else { 0 };
        match state.sign {
            CAPTION => self.caption += bytes,
            HEADING => self.heading += bytes,
            sign => {
                if let Some(i) = ASIDES.iter().position(|(s, _)| *s == sign) {
                    self.asides[i] += bytes;
                }
            }
        }
    }

    fn aside(&self) -> Option<Aside> {
        (0..ASIDES.len()).find(|&i| self.asides[i] * 10 >= self.all * 9).map(|i| ASIDES[i].1)
    }

    fn is_inside(&self) -> bool {
        self.inside * 2 >= self.all
    }
}

/// The text without signs, and its lines with what the signs said. `title` is what the page calls itself.
pub(super) fn lines(marked: &str, title: Option<&str>) -> (String, Vec<Line>) {
    let raws = raws(marked);
    let text = joined(&raws);
    let mut lines = read_lines(&text);
    let trusted = Trusted::of(&raws);
    let title = title.filter(|t| letters(t).next().is_some());
    let first_inside = raws.iter().position(Raw::is_inside).unwrap_or(0);
    let mut body = (None, 0);
    for (i, (line, raw)) in lines.iter_mut().zip(&raws).enumerate() {
        if trusted.inside && raw.is_inside() {
            if body.0 != raw.body {
                body = (raw.body, body.1 + 1);
            }
            line.body = body.1;
        }
        line.unlinked = raw.linked * 10 < raw.all * 8;
        let is_title = title.is_some_and(|t| raw.text.len() < 400 && letters(&raw.text).eq(letters(t)));
        line.origin = if is_title { Origin::Heading } else { trusted.origin(raw, i < first_inside) };
    }
    (text, lines)
}

/// What of the signs is believed on this page.
struct Trusted {
    asides: bool,
    pointers: bool,
    inside: bool,
}

impl Trusted {
    fn of(raws: &[Raw]) -> Self {
        let sum = |count: &dyn Fn(&Raw) -> usize| raws.iter().map(count).sum::<usize>();
        let all = sum(&|r| r.all);
        let asides = sum(&|r| r.asides.iter().sum());
        let pointers = sum(&|r| r.asides[0]);
        let inside = sum(&|r| r.inside);
        Self {
            asides: asides * 100 <= all * MAX_ASIDES,
            pointers: pointers * 100 <= all * MAX_POINTERS,
            inside: inside * 100 >= (all - asides) * MIN_INSIDE && inside > 0,
        }
    }

    fn origin(&self, raw: &Raw, before_body: bool) -> Origin {
        let aside = raw.aside().filter(|a| self.asides && (self.pointers || *a != Aside::Pointer));
        if let Some(aside) = aside {
            return Origin::Aside(aside);
        }
        if raw.caption * 2 >= raw.all {
            return Origin::Caption;
        }
        let is_heading = raw.heading * 2 >= raw.all;
        let outside = self.inside && !raw.is_inside();
        match (is_heading, outside) {
            (true, true) if before_body => Origin::Heading,
            (_, true) => Origin::Aside(Aside::Outside),
            (true, false) => Origin::Heading,
            (false, false) => Origin::Unknown,
        }
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// What the signs in front of a text said, while it is read.
struct State {
    sign: char,
    body: Option<char>,
    linked: bool,
    /// The signs that stand in front of a text's own sign, and hold for that text only.
    next_body: Option<char>,
    next_linked: bool,
}

impl State {
    fn read(&mut self, sign: char) {
        if INSIDE.contains(&sign) {
            self.next_body = Some(sign);
        } else if sign == LINKED {
            self.next_linked = true;
        } else {
            self.sign = sign;
            self.body = self.next_body.take();
            self.linked = std::mem::take(&mut self.next_linked);
        }
    }
}

/// The lines that hold text.
fn raws(marked: &str) -> Vec<Raw> {
    let mut raws: Vec<Raw> = Vec::new();
    let mut state = State { sign: PLAIN, body: None, linked: false, next_body: None, next_linked: false };
    let mut gap = false;
    for piece in marked.split(['\n', '\r', '\u{2028}', '\u{2029}', BREAK]) {
        let mut raw = Raw::default();
        let mut from = 0;
        for at in signs(piece) {
            raw.push(&piece[from..at], &state);
            state.read(piece[at..].chars().next().expect("a sign stands there"));
            from = at + PLAIN.len_utf8();
        }
        raw.push(&piece[from..], &state);
        let trimmed = raw.text.trim();
        if trimmed.is_empty() {
            gap = true;
            continue;
        }
        raw.text = trimmed.to_owned();
        raw.after_gap = std::mem::take(&mut gap);
        raws.push(raw);
    }
    raws
}

/// Where the signs stand.
fn signs(piece: &str) -> impl Iterator<Item = usize> {
    let mut first = [0; 4];
    let first = PLAIN.encode_utf8(&mut first).as_bytes()[0]; // the same for all
    memchr_iter(first, piece.as_bytes()).filter(|&at| piece[at..].starts_with(is_sign))
}

fn joined(raws: &[Raw]) -> String {
    let mut text = String::with_capacity(raws.iter().map(|r| r.text.len() + 2).sum());
    for raw in raws {
        if !text.is_empty() {
            text.push_str(if raw.after_gap { "\n\n" } else { "\n" });
        }
        text.push_str(&raw.text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str, expected: &[(&str, Origin)]) {
        let (text, lines) = lines(marked, Some("Rain in Oslo"));
        let found: Vec<(&str, Origin)> = lines.iter().map(|l| (l.span.of(&text), l.origin)).collect();
        assert_eq!(found, expected, "{marked:?}");
    }

    #[test]
    fn signs_say_where_a_line_came_from() {
        let body = format!("{}{PLAIN}It rained in Oslo on Monday, and on Tuesday as well.", INSIDE[0]);
        let pointer = ASIDES[0].0;
        check(
            &format!("{PLAIN}Rain in Oslo\n\n{PLAIN}City news\n\n{body}\n\n{CAPTION}A boat{BREAK}{body}"),
            &[
                ("Rain in Oslo", Origin::Heading),
                ("City news", Origin::Aside(Aside::Outside)),
                ("It rained in Oslo on Monday, and on Tuesday as well.", Origin::Unknown),
                ("A boat", Origin::Caption),
                ("It rained in Oslo on Monday, and on Tuesday as well.", Origin::Unknown),
            ],
        );
        check(
            &format!("{body}\n\n{}{pointer}Snow in Oslo\n\n{body}", INSIDE[0]),
            &[
                ("It rained in Oslo on Monday, and on Tuesday as well.", Origin::Unknown),
                ("Snow in Oslo", Origin::Aside(Aside::Pointer)),
                ("It rained in Oslo on Monday, and on Tuesday as well.", Origin::Unknown),
            ],
        );
    }

    #[test]
    fn asides_that_would_take_most_of_the_text_are_not_believed() {
        let pointer = ASIDES[0].0;
        check(
            &format!("{pointer}It rained.\n{pointer}It snowed."),
            &[("It rained.", Origin::Unknown), ("It snowed.", Origin::Unknown)],
        );
    }
}
