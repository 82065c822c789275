//! Text from pages is hostile: signs that steer a terminal or turn the order of letters are shown, not obeyed.

use std::borrow::Cow;
use std::fmt;

/// The text on one line, safe to print: white space of any kind becomes a blank, signs that steer become visible.
///
/// Escape and other C0 signs become their pictures (`␛`), C1 and the signs that embed or override the direction of
/// writing become `⟨U+202E⟩`. Letters, marks and the joiners that scripts need stay as they are.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c == '\n' || is_steering(c) || is_odd_space(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(c, &mut out);
    }
    Cow::Owned(out)
}

fn push_visible(c: char, out: &mut String) {
    match c {
        '\n' | '\r' | '\t' => out.push(' '),
        _ if is_odd_space(c) => out.push(' '),
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
        '\u{7f}' => out.push('\u{2421}'),
        _ if is_steering(c) => out.push_str(&format!("⟨U+{:04X}⟩", c as u32)),
        _ => out.push(c),
    }
}

/// Line and paragraph separators, which some terminals and all browsers break lines at.
fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{fff9}'..='\u{fffb}')
}

/// A text for the report: like [`visible`], but marks that tell the direction of a neighbour (Arabic and Hebrew pages
/// use them) stay, because the page isolates each text. The template engine escapes it when it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text(String);

impl Text {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<S: AsRef<str>> From<S> for Text {
    fn from(raw: S) -> Self {
        let mut out = String::with_capacity(raw.as_ref().len());
        for c in raw.as_ref().chars() {
            match c {
                '\u{200e}' | '\u{200f}' | '\u{61c}' => out.push(c),
                _ => push_visible(c, &mut out),
            }
        }
        Self(out)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A word for a shell: quoted unless it is plain, so that a suggested command can be pasted.
pub(crate) fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | ':' | '@' | '+' | ',');
    if !word.is_empty() && word.chars().all(is_plain) && !word.starts_with('-') {
        return word.to_owned();
    }
    format!("'{}'", visible(word).replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        assert_eq!(visible(raw), expected);
    }

    #[test]
    fn steering_signs_are_shown() {
        check("plain – „text“", "plain – „text“");
        check("a\u{1b}[31mb", "a␛[31mb");
        check("a\u{9b}31mb", "a⟨U+009B⟩31mb");
        check("abc\u{202e}txt.exe", "abc⟨U+202E⟩txt.exe");
        check("two\r\nlines\u{2028}three", "two  lines three");
        check("bell\u{7}\0", "bell␇␀");
    }

    #[test]
    fn joiners_of_scripts_stay() {
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
    }

    #[test]
    fn words_for_a_shell() {
        assert_eq!(shell_word("wirecopy-out/report.html"), "wirecopy-out/report.html");
        assert_eq!(shell_word("a.txt#1~b c.txt#1"), "'a.txt#1~b c.txt#1'");
        assert_eq!(shell_word("it's"), "'it'\\''s'");
        assert_eq!(shell_word("-x"), "'-x'");
        assert_eq!(shell_word(""), "''");
    }
}
