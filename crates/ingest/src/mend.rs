//! Mends JSON that is broken in ways that writers of JSON often break it.

use std::borrow::Cow;

use crate::decode::decode;

/// JSON that may be well now.
pub(crate) struct Mended {
    pub(crate) json: Vec<u8>,
    pub(crate) note: String,
}

/// What can be mended without guessing at the meaning: bytes in another encoding than UTF-8; halves of surrogate pairs
/// (`\ud83d` alone), as Python writes them; `NaN` and `Infinity` for a missing number, as pandas writes them. `None` when there is none of
/// these.
pub(crate) fn mend(json: &[u8]) -> Option<Mended> {
    let mut notes = Vec::new();
    let text = match std::str::from_utf8(json) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let decoded = decode(json.to_vec(), false).ok()?;
            notes.extend(decoded.note);
            Cow::Owned(decoded.text)
        }
    };
    let mut out = String::with_capacity(text.len());
    let (surrogates, numbers) = copy(&text, &mut out);
    if surrogates > 0 {
        notes.push(format!("{surrogates} halves of characters (\\ud83d and the like) were replaced by U+FFFD"));
    }
    if numbers > 0 {
        notes.push(format!("{numbers} values NaN or Infinity were read as null"));
    }
    (!notes.is_empty()).then(|| Mended { json: out.into_bytes(), note: notes.join("; ") })
}

/// Copies `json` with everything mended; counts halves and numbers.
fn copy(json: &str, out: &mut String) -> (usize, usize) {
    let (mut surrogates, mut numbers, mut is_string) = (0, 0, false);
    let mut rest = json;
    while let Some(c) = rest.chars().next() {
        let bare = ["-Infinity", "Infinity", "NaN"].into_iter().find(|w| !is_string && rest.starts_with(w));
        let (taken, put) = match c {
            '\\' if is_string => escape(rest, &mut surrogates),
            _ => bare.map_or((c.len_utf8(), None), |word| (word.len(), Some("null"))),
        };
        numbers += usize::from(bare.is_some());
        is_string ^= c == '"';
        out.push_str(put.unwrap_or(&rest[..taken]));
        rest = &rest[taken..];
    }
    (surrogates, numbers)
}

/// The length of the escape at the start of `rest`, and what stands for it if it is half a character.
fn escape(rest: &str, halves: &mut usize) -> (usize, Option<&'static str>) {
    match unit(rest) {
        Some(0xd800..=0xdbff) if matches!(rest.get(6..).and_then(unit), Some(0xdc00..=0xdfff)) => (12, None),
        Some(0xd800..=0xdfff) => {
            *halves += 1;
            (6, Some("\u{fffd}"))
        }
        _ => (rest.chars().take(2).map(char::len_utf8).sum(), None),
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
        check(br#"{"a": "\\ud83d \" NaN"}"#, None);
        check(br#"{"a": "\"#, None);
        check(b"{\"a\": \"caf\xe9 du port\"}", Some("{\"a\": \"café du port\"}"));
    }
}
