//! Mends JSON that is broken in ways that writers of JSON often break it.

use std::borrow::Cow;

use crate::decode::decode;

/// JSON that may be well now.
pub(crate) struct Mended {
    pub(crate) json: Vec<u8>,
    pub(crate) note: String,
}

/// What can be mended without guessing at the meaning: bytes in another encoding than UTF-8; halves of surrogate pairs
/// (`\ud83d` alone), as Python writes them; `NaN` and `Infinity` for a missing number, as pandas writes them; tabs, line breaks and
/// other control characters inside texts. `None` when there is none of these.
pub(crate) fn mend(json: &[u8]) -> Option<Mended> {
    let mut notes = Vec::new();
    let text = match std::str::from_utf8(json) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let decoded = decode(json.to_vec(), false, None).ok()?;
            notes.extend(decoded.note);
            Cow::Owned(decoded.text)
        }
    };
    let mut copy = Copy { json: String::with_capacity(text.len()), ..Copy::default() };
    copy.all(&text);
    notes.extend(copy.notes());
    (!notes.is_empty()).then(|| Mended { json: copy.json.into_bytes(), note: notes.join("; ") })
}

/// The mended text, and what was mended how often.
#[derive(Default)]
struct Copy {
    json: String,
    is_string: bool,
    halves: usize,
    numbers: usize,
    controls: usize,
}

impl Copy {
    fn all(&mut self, mut rest: &str) {
        while let Some(c) = rest.chars().next() {
            let taken = match c {
                '\\' if self.is_string => self.escape(rest),
                '\0'..='\x1f' if self.is_string => self.control(c),
                'N' | 'I' | '-' if !self.is_string => self.bare(rest),
                _ => self.keep(rest, 1),
            };
            self.is_string ^= c == '"';
            rest = &rest[taken..];
        }
    }

    /// Each of these gives how many bytes it took.
    fn keep(&mut self, rest: &str, chars: usize) -> usize {
        let taken = rest.chars().take(chars).map(char::len_utf8).sum();
        self.json.push_str(&rest[..taken]);
        taken
    }

    fn escape(&mut self, rest: &str) -> usize {
        match unit(rest) {
            Some(0xd800..=0xdbff) if matches!(rest.get(6..).and_then(unit), Some(0xdc00..=0xdfff)) => {
                self.keep(rest, 12)
            }
            Some(0xd800..=0xdfff) => {
                self.halves += 1;
                self.json.push('\u{fffd}');
                6
            }
            _ => self.keep(rest, 2),
        }
    }

    fn control(&mut self, c: char) -> usize {
        self.controls += 1;
        self.json.push_str(&format!("\\u{:04x}", u32::from(c)));
        1
    }

    fn bare(&mut self, rest: &str) -> usize {
        let Some(word) = ["-Infinity", "Infinity", "NaN"].into_iter().find(|w| rest.starts_with(w)) else {
            return self.keep(rest, 1);
        };
        self.numbers += 1;
        self.json.push_str("null");
        word.len()
    }

    fn notes(&self) -> impl Iterator<Item = String> {
        let halves = (self.halves, "halves of characters (\\ud83d and the like) were replaced by U+FFFD");
        let numbers = (self.numbers, "values NaN or Infinity were read as null");
        let controls = (self.controls, "control characters stood bare in its texts, and were read as they are");
        [halves, numbers, controls].into_iter().filter(|n| n.0 > 0).map(|(n, what)| format!("{n} {what}"))
    }
}

/// The UTF-16 unit that `\uXXXX` at the start of `text` stands for.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[track_caller]
    fn check(json: &[u8], expected: Option<&str>) {
        let mended = mend(json).map(|m| String::from_utf8(m.json).unwrap());
        assert_eq!(mended.as_deref(), expected);
    }

    #[test]
    fn halves_and_numbers_are_mended_and_nothing_else() {
        check(
            br#"{"a": "x\ud83dy", "b": NaN, "c": "NaN"}"#,
            Some("{\"a\": \"x\u{fffd}y\", \"b\": null, \"c\": \"NaN\"}"),
        );
        check(
            br#"{"a": "\ude00\ud83d\ude00", "b": -Infinity}"#,
            Some("{\"a\": \"\u{fffd}\\ud83d\\ude00\", \"b\": null}"),
        );
        check(b"{\"a\":\t\"x\ty\"}", Some("{\"a\":\t\"x\\u0009y\"}"));
        check(br#"{"a": "\\ud83d \" NaN"}"#, None);
        check(br#"{"a": "\"#, None);
        check(b"{\"a\": \"caf\xe9 du port\"}", Some("{\"a\": \"café du port\"}"));
    }
}
