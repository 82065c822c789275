//! The headers of `.arc`: what web archives kept before there was WARC.
//!
//! A record is a line (`address IP date kind length`, or ten fields of which these are the first four and the last), then so many bytes:
//! what the server answered, as in a WARC. So only this line is read here, into the fields that a WARC record has; all else is
//! `warc`'s. No library on the Rust registry reads ARC.
//! (<https://archive.org/web/researcher/ArcFileFormat.php>)

use super::http::Headers;

/// How a file of such records begins.
pub(super) const START: &[u8] = b"filedesc://";

/// The field that only the headers made here have.
pub(super) const MARK: &str = "arc";

/// Reads the line in front of a record; `None` if it is none.
pub(super) fn header(line: &[u8]) -> Option<Headers> {
    let line = String::from_utf8_lossy(line.trim_ascii());
    let fields: Vec<&str> = line.split(' ').collect();
    let (&[uri, _, date, kind, ..], &[.., length]) = (fields.as_slice(), fields.as_slice()) else { return None };
    if !matches!(fields.len(), 5 | 10) || !uri.contains(':') || length.parse::<u64>().is_err() {
        return None;
    }
    let is_web = uri.starts_with("http://") || uri.starts_with("https://");
    let record = if uri.as_bytes().starts_with(START) { "filedesc" } else { "response" };
    let kind = if is_web { "application/http" } else { kind };
    Some(Headers::of([
        ("warc-type", record),
        ("warc-target-uri", uri),
        ("warc-date", &moment(date)?),
        ("content-type", kind),
        ("content-length", length),
        (MARK, ""),
    ]))
}

/// `20040102030405` as ISO 8601.
fn moment(digits: &str) -> Option<String> {
    if digits.len() != 14 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| &digits[from..to];
    Some(format!("{}-{}-{}T{}:{}:{}Z", part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 12), part(12, 14)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_becomes_the_fields_of_a_record() {
        let check = |line: &str, expected: Option<[&str; 4]>| {
            let names = ["warc-type", "warc-target-uri", "warc-date", "content-length"];
            let found = header(line.as_bytes()).map(|h| names.map(|name| h.get(name).unwrap_or_default().to_owned()));
            assert_eq!(found, expected.map(|fields| fields.map(str::to_owned)), "{line}");
        };
        check(
            "http://a.example/1 192.0.2.1 20040102030405 text/html 77\n",
            Some(["response", "http://a.example/1", "2004-01-02T03:04:05Z", "77"]),
        );
        check(
            "http://a.example/1 192.0.2.1 20040102030405 text/html 200 - - 912 a.arc 77",
            Some(["response", "http://a.example/1", "2004-01-02T03:04:05Z", "77"]),
        );
        check(
            "filedesc://a.arc 0.0.0.0 20040102030405 text/plain 60",
            Some(["filedesc", "filedesc://a.arc", "2004-01-02T03:04:05Z", "60"]),
        );
        check("see http://a.example/1 for 20040102030405 more 77", None);
        check("http://a.example/1 192.0.2.1 20040102 text/html 77", None);
        check("http://a.example/1 192.0.2.1 20040102030405 text/html many", None);
        check("", None);
    }
}
