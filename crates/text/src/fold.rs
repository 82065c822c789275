//! The form of a word that stands for all its typographic and spelling variants. For matching only: it is never shown.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use wirecopy_lexicon::Lexicon;

use crate::word::{Form, is_invisible};

/// Shortest word that can have a spelling variant worth folding; saves most look-ups.
pub(crate) const MIN_VARIANT_BYTES: usize = 4;

/// Appends the folded form of a word as the scanner found it.
pub(crate) fn push_form(raw: &str, form: Form, out: &mut String) {
    match form {
        Form::Plain => push_plain(raw, out),
        Form::Standard(standard) => out.push_str(standard),
        Form::Any => push_folded(raw, out),
    }
}

/// Appends the folded form of the word `raw` to `out`: lower case, no marks on letters, no soft hyphens, straight apostrophe, no comma
/// between groups of thousands, no dots in an abbreviation, one spelling of those that exist.
///
/// "US", "U.S." and "USA" become `usa`, so that they do not meet the pronoun "us".
fn push_folded(raw: &str, out: &mut String) {
    if matches!(raw, "US" | "U.S" | "USA" | "U.S.A") {
        out.push_str("usa");
        return;
    }
    let start = out.len();
    if raw.is_ascii() {
        push_ascii(raw, out);
    } else {
        push_unicode(raw, out);
    }
    respell(start, out);
}

/// The same for a word of ASCII letters and digits alone, which is most of them.
fn push_plain(raw: &str, out: &mut String) {
    if matches!(raw, "US" | "USA") {
        out.push_str("usa");
        return;
    }
    let start = out.len();
    out.push_str(raw);
    out[start..].make_ascii_lowercase();
    respell(start, out);
}

fn push_ascii(raw: &str, out: &mut String) {
    let starts_with_digit = raw.as_bytes()[0].is_ascii_digit();
    for byte in raw.bytes() {
        match byte {
            b',' => {}
            b'.' if !starts_with_digit => {}
            _ => out.push(byte.to_ascii_lowercase() as char),
        }
    }
}

fn push_unicode(raw: &str, out: &mut String) {
    for c in raw.nfkd().filter(|&c| !is_combining_mark(c)) {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{ff07}' => out.push('\''),
            ',' => {}
            _ if is_invisible(c) => {}
            // Letters that decompose to nothing, but that news writes both ways.
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            _ => out.extend(c.to_lowercase().filter(|&c| !is_combining_mark(c))),
        }
    }
}

/// Puts the standard spelling in the place of the variant that stands in `out` from `start`.
fn respell(start: usize, out: &mut String) {
    if out.len() - start < MIN_VARIANT_BYTES {
        return;
    }
    if let Some(standard) = Lexicon::shared().spelling(&out[start..]) {
        out.truncate(start);
        out.push_str(standard);
    }
}

/// The standard spelling of a hyphenated compound that is also written as one word ("cease-fire"), if it is one.
pub(crate) fn compound(raw: &str) -> Option<&'static str> {
    Lexicon::shared().spelling(&raw.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(raw: &str) -> String {
        let mut out = String::new();
        push_folded(raw, &mut out);
        out
    }

    #[test]
    fn typography_and_case_are_folded() {
        assert_eq!(folded("Séjourné"), "sejourne");
        assert_eq!(folded("don’t"), "don't");
        assert_eq!(folded("1,234,567"), "1234567");
        assert_eq!(folded("3.5"), "3.5");
        assert_eq!(folded("U.N"), "un");
        assert_eq!(folded("ﬁnal"), "final");
        assert_eq!(folded("Łódź"), "lodz");
        assert_eq!(folded("re\u{ad}searchers"), "researchers");
    }

    #[test]
    fn the_country_does_not_meet_the_pronoun() {
        assert_eq!(folded("U.S"), folded("US"));
        assert_ne!(folded("US"), folded("us"));
    }
}
