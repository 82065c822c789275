//! Bytes to text, without guessing silently.
//!
//! The order: byte order mark; UTF-8, if the bytes are valid or nearly so; the charset that a header names (of a web server),
//! or for HTML the one that the document declares; detection (chardetng, what Firefox uses). Valid UTF-8 goes before the declaration, because a text of another
//! encoding with letters outside ASCII is practically never valid UTF-8, while wrong declarations are common.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::signature;

/// Text and what there is to say about how it came to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) note: Option<String>,
}

/// One byte in so many may be a control character in a text. Pages hold none or a handful; of random bytes, images and
/// archives it is one in ten.
const CONTROLS: usize = 100;

/// One byte in so many may belong to a character that could not be read: three bytes each. Where every letter with a mark was
/// lost in French it is one in four; where every letter of a Cyrillic text was lost there is nothing left to read.
const LOST: usize = 3;

/// Of a text in UTF-8 with broken places, so many times more other multi-byte characters must be whole.
const WHOLE_TO_BROKEN: usize = 4;

/// How far a declaration may stand from the start (the HTML standard asks for 1024).
const DECLARATION: usize = 4096;

/// Decodes a page; `charset` is what a header says of it.
///
/// # Errors
/// The reason, when it is no text.
pub(crate) fn decode(bytes: Vec<u8>, is_html: bool, charset: Option<&str>) -> Result<Decoded, String> {
    if let Some(kind) = signature::kind(&bytes) {
        return Err(format!("not text: it is {kind}"));
    }
    let decoded = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => with(encoding, &bytes[mark..], "by its byte order mark"),
        None => unmarked(bytes, is_html, charset),
    };
    clean(decoded)
}

fn unmarked(bytes: Vec<u8>, is_html: bool, charset: Option<&str>) -> Decoded {
    if !bytes.contains(&0x1b) {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if !is_wide(text.as_bytes()) => return Decoded { text, note: None },
            Ok(text) => text.into_bytes(),
            Err(e) => e.into_bytes(),
        };
        return foreign(&bytes, is_html, charset);
    }
    foreign(&bytes, is_html, charset)
}

/// Text that is not plain UTF-8.
fn foreign(bytes: &[u8], is_html: bool, charset: Option<&str>) -> Decoded {
    if is_wide(bytes) {
        let big = bytes.iter().step_by(2).filter(|b| **b == 0).count() * 4 > bytes.len();
        return with(if big { UTF_16BE } else { UTF_16LE }, bytes, "by its zero bytes");
    }
    if is_nearly_utf8(bytes) {
        return with(UTF_8, bytes, "most of it is");
    }
    let of_header = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let of_document = declared(bytes).filter(|_| is_html);
    for (encoding, how) in [(of_header, "which its header names"), (of_document, "which it declares")] {
        if let Some(encoding) = encoding
            && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
        {
            let note = format!("read as {}, {how}", encoding.name());
            return Decoded { text: text.into_owned(), note: Some(note) };
        }
    }
    with(detected(bytes), bytes, "by its letters")
}

/// Whether nearly every second byte is zero, on one side: UTF-16 without a mark.
fn is_wide(bytes: &[u8]) -> bool {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    if bytes.len() < 4 || !bytes[..bytes.len().min(64)].contains(&0) {
        return false;
    }
    let (even, odd) = (zeros(0), zeros(1));
    even.max(odd) * 4 > bytes.len() && even.min(odd) * 50 < bytes.len()
}

/// Whether broken places are few among the multi-byte characters: a page that was cut, or one byte that went wrong.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let is_cut = broken == 1 && std::str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none());
    (is_cut && !is_one_byte_letter(bytes)) || whole > broken * WHOLE_TO_BROKEN
}

/// Whether what looks like the start of a cut character is one byte after ASCII: it may be a letter of Latin-1 as well.
fn is_one_byte_letter(bytes: &[u8]) -> bool {
    bytes[..bytes.len() - 1].is_ascii()
}

/// The encoding that an HTML document declares in a `meta` element or XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let after = |word: &str| head.find(word).map(|at| &head[at + word.len()..]);
    let label = after("charset").or_else(|| after("<?xml").and_then(|x| x.split_once("encoding").map(|p| p.1)))?;
    let label = label.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end]).filter(|e| e.is_ascii_compatible())
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

fn with(encoding: &'static Encoding, bytes: &[u8], how: &str) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let note = match (encoding == UTF_8, broken) {
        (true, false) => None,
        (true, true) => Some(format!("{} broken places in its UTF-8 were replaced by U+FFFD", broken_places(bytes))),
        (false, false) => Some(format!("read as {} ({how})", encoding.name())),
        (false, true) => {
            let n = text.matches('\u{fffd}').count();
            Some(format!(
                "read as {} ({how}); {n} characters could not be read and were replaced by U+FFFD",
                encoding.name()
            ))
        }
    };
    Decoded { text: text.into_owned(), note }
}

fn broken_places(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count()
}

fn clean(decoded: Decoded) -> Result<Decoded, String> {
    refuse(&decoded.text).map_or(Ok(decoded), Err)
}

/// Why `text` is no text of a page: nothing in it, or too much that no writer writes.
pub(crate) fn refuse(text: &str) -> Option<String> {
    if text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Some(match text.len() {
            0 => "empty".to_owned(),
            n => format!("blank: {n} bytes of white space"),
        });
    }
    let (controls, lost) = (controls(text), count(text, 0xef, |b| b.starts_with("\u{fffd}".as_bytes())));
    if controls > 1 && controls * CONTROLS > text.len() {
        return Some(format!("not text: {controls} of its characters are control characters"));
    }
    let is_lost = lost > 1 && lost * '\u{fffd}'.len_utf8() * LOST > text.len();
    is_lost.then(|| format!("not text: {lost} of its characters could not be decoded"))
}

/// Counts control characters but for those that set lines and blanks. Every page goes through it: bytes in runs that a `u8`
/// can count are what the compiler turns into vector instructions.
fn controls(text: &str) -> usize {
    let is_control = |b: &u8| u8::from((*b < 0x20 && !(0x09..=0x0d).contains(b)) || *b == 0x7f);
    text.as_bytes().chunks(usize::from(u8::MAX)).map(|run| usize::from(run.iter().map(is_control).sum::<u8>())).sum()
}

/// Counts the places where `text` has `lead` and `test` holds for what starts there.
fn count(text: &str, lead: u8, test: impl Fn(&[u8]) -> bool) -> usize {
    let bytes = text.as_bytes();
    memchr::memchr_iter(lead, bytes).filter(|&at| test(&bytes[at..])).count()
}

/// What there is to say of a text that was decoded wrongly before it came here: "â\u{80}\u{99}" where "’" was. It is kept,
/// because the text is the text.
pub(crate) fn misread(text: &str) -> Option<String> {
    let late_controls = count(text, 0xc2, |b| b[1] < 0xa0 && b[1] != 0x85);
    (late_controls > 0).then(|| {
        format!("{late_controls} characters U+0080 to U+009F, as in a text that was decoded wrongly before; kept as they are")
    })
}

#[cfg(test)]
mod tests {
    use super::{decode, misread};

    const TEXT: &str =
        "Die Züge nach Köln fahren wieder, sagte Bürgermeister Jürgen Müller am Montag. Es gäbe keine Störung mehr.";

    #[track_caller]
    fn check(bytes: &[u8], is_html: bool, expected: &str, note: Option<&str>) {
        let decoded = decode(bytes.to_vec(), is_html, None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.note.as_deref()), (expected, note));
    }

    #[track_caller]
    fn check_reject(bytes: &[u8], reason: &str) {
        assert_eq!(decode(bytes.to_vec(), false, None).unwrap_err(), reason);
    }

    fn latin(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn utf8_stays_as_it_is_but_for_the_mark() {
        check(TEXT.as_bytes(), false, TEXT, None);
        check("\u{feff}a\r\nb\0c ".as_bytes(), false, "a\r\nb\0c ", None);
        check(b"x", true, "x", None);
    }

    #[test]
    fn few_broken_places_do_not_spoil_the_rest() {
        let cut = &TEXT.as_bytes()[..TEXT.find('ü').unwrap() + 1];
        check(
            &[TEXT.as_bytes(), cut].concat(),
            false,
            &format!("{TEXT}Die Z\u{fffd}"),
            Some("1 broken places in its UTF-8 were replaced by U+FFFD"),
        );
        let stray = [TEXT.as_bytes(), b" \xff ", TEXT.as_bytes()].concat();
        check(
            &stray,
            false,
            &format!("{TEXT} \u{fffd} {TEXT}"),
            Some("1 broken places in its UTF-8 were replaced by U+FFFD"),
        );
    }

    #[test]
    fn other_encodings_are_found_and_said() {
        check(&latin(TEXT), false, TEXT, Some("read as windows-1252 (by its letters)"));
        let russian = "Президент заявил, что поезда снова ходят по расписанию.";
        let bytes = encoding_rs::WINDOWS_1251.encode(russian).0.into_owned();
        check(&bytes, false, russian, Some("read as windows-1251 (by its letters)"));
        check(&wide(TEXT), false, TEXT, Some("read as UTF-16LE (by its zero bytes)"));
        check(
            &[b"\xff\xfe".to_vec(), wide(TEXT)].concat(),
            false,
            TEXT,
            Some("read as UTF-16LE (by its byte order mark)"),
        );
        let japanese = encoding_rs::ISO_2022_JP.encode("東京で雨が降った。").0.into_owned();
        check(&japanese, false, "東京で雨が降った。", Some("read as ISO-2022-JP (by its letters)"));
    }

    #[test]
    fn html_says_its_encoding() {
        let page = |meta: &str| {
            format!("<html><head>{meta}<title>Łódź</title></head><body>Pociągi znów jeżdżą.</body></html>")
        };
        for meta in [
            "<meta charset=\"iso-8859-2\">",
            "<META http-equiv=Content-Type content='text/html; charset = ISO-8859-2'>",
        ] {
            let bytes = encoding_rs::ISO_8859_2.encode(&page(meta)).0.into_owned();
            check(&bytes, true, &page(meta), Some("read as ISO-8859-2, which it declares"));
        }
        let wrong = page("<meta charset=latin1>");
        check(wrong.as_bytes(), true, &wrong, None);
    }

    #[test]
    fn a_text_that_was_spoilt_before_is_kept() {
        let spoilt: String = "Trains run again, “said” the mayor’s aide.".bytes().map(char::from).collect();
        check(spoilt.as_bytes(), false, &spoilt, None);
        assert!(misread(&spoilt).unwrap().starts_with("6 characters U+0080"), "{:?}", misread(&spoilt));
        assert_eq!(misread(TEXT), None);
        let lost = "L'\u{fffd}t\u{fffd} a \u{fffd}t\u{fffd} tr\u{fffd}s chaud, d'apr\u{fffd}s la m\u{fffd}t\u{fffd}o de la ville de Lorn.";
        check(lost.as_bytes(), false, lost, None);
        check_reject("\u{fffd}".repeat(9).as_bytes(), "not text: 9 of its characters could not be decoded");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        check_reject(b"", "empty");
        check_reject(b"\xef\xbb\xbf", "empty");
        check_reject(b" \r\n\t ", "blank: 5 bytes of white space");
        check_reject(b"%PDF-1.4 and so on", "not text: it is a PDF document");
        check_reject(&[0; 300], "not text: 300 of its characters are control characters");
        let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(decode(noise, false, None).unwrap_err().starts_with("not text: "));
    }
}
