//! One field of a record replaced, the rest byte for byte.

use std::ops::Range;

/// The record with another text in the field of this name, the rest byte for byte; `None` when it has no such field. The record is one that
/// [`pick`](crate::pick) reads. Time O(bytes).
#[must_use]
pub fn with_text(record: &[u8], field: &str, text: &str) -> Option<Vec<u8>> {
    let place = value_of(record, field)?;
    let value = serde_json::to_vec(text).expect("a string can be written as JSON");
    Some([&record[..place.start], &value, &record[place.end..]].concat())
}

/// Where the value of a field stands: the last one of this name, as readers take it.
fn value_of(record: &[u8], field: &str) -> Option<Range<usize>> {
    let mut at = record.iter().position(|&byte| byte == b'{')? + 1;
    let mut found = None;
    loop {
        at = behind(record, at, |byte| byte.is_ascii_whitespace() || byte == b',');
        if record.get(at) != Some(&b'"') {
            return found;
        }
        let name = at..string_end(record, at);
        at = behind(record, name.end, |byte| byte.is_ascii_whitespace() || byte == b':');
        let value = at..value_end(record, at);
        at = value.end;
        if serde_json::from_slice::<String>(&record[name]).is_ok_and(|name| name == field) {
            found = Some(value);
        }
    }
}

fn behind(record: &[u8], at: usize, is_passed: impl Fn(u8) -> bool) -> usize {
    at + record[at..].iter().take_while(|&&byte| is_passed(byte)).count()
}

/// The end of the string that starts here.
fn string_end(record: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < record.len() && record[at] != b'"' {
        at += if record[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(record.len())
}

fn value_end(record: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < record.len() {
        match record[at] {
            b'"' => {
                at = string_end(record, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            byte if depth == 0 && (byte == b',' || byte.is_ascii_whitespace()) => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(record: &str, expected: Option<&str>) {
        let found = with_text(record.as_bytes(), "text", "a \"b\"\n");
        assert_eq!(found.as_deref().map(|bytes| std::str::from_utf8(bytes).expect("is text")), expected);
    }

    #[test]
    fn only_the_value_changes() {
        check(
            r#"{"id": 1.50, "text" : "x \" y", "n": [1, {"text": 2}]}"#,
            Some(r#"{"id": 1.50, "text" : "a \"b\"\n", "n": [1, {"text": 2}]}"#),
        );
        check(
            r#"{"x":{"text":"no","y":["}"]},"\u0074ext":null}"#,
            Some(r#"{"x":{"text":"no","y":["}"]},"\u0074ext":"a \"b\"\n"}"#),
        );
        check(r#"{"text":"one","text":"two"}"#, Some(r#"{"text":"one","text":"a \"b\"\n"}"#));
        check(r#"{"body":"text"}"#, None);
        check("{}", None);
    }
}
