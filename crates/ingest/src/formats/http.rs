//! What a web server answered, as archives keep it.

use std::io::{self, Read};

use crate::names::short;

/// Header fields, names in lower case.
#[derive(Debug, Default)]
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// These fields; names in lower case.
    pub(super) fn of<const N: usize>(fields: [(&str, &str); N]) -> Self {
        Self(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }

    /// Reads lines `Name: value`. A line that starts with a blank goes on with the one before; what is no field is passed over.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(bytes).lines() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// The first field of this name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// The text or HTML of a page, unpacked.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    pub(super) is_html: bool,
    /// As the header says it.
    pub(super) charset: Option<String>,
}

/// Why there is no page.
#[derive(Debug)]
pub(super) enum NoPage {
    /// It never was one: a picture, a redirection. In words that can be counted.
    Other(String),
    /// It can't be read.
    Broken(String),
}

/// Content that is no answer of a server: its own header says what it is.
pub(super) fn plain(headers: &Headers, bytes: Vec<u8>) -> Result<Content, NoPage> {
    let kind = headers.get("content-type").unwrap_or("text/plain");
    let is_html = is_html(kind).ok_or_else(|| other(kind))?;
    Ok(Content { bytes, is_html, charset: charset(kind) })
}

/// Takes an answer apart: status, header, and the body with chunks joined and compression undone, `max` bytes at most.
pub(super) fn answer(bytes: Vec<u8>, max: u64) -> Result<Content, NoPage> {
    let (head, body) = parts(&bytes);
    let (status_line, fields) = head.split_at(memchr::memchr(b'\n', head).map_or(head.len(), |at| at + 1));
    let status = String::from_utf8_lossy(status_line).split_whitespace().nth(1).unwrap_or("none").to_owned();
    if status != "200" {
        return Err(NoPage::Other(format!("answers with status {}", short(&status))));
    }
    let headers = Headers::parse(fields);
    let kind = headers.get("content-type").unwrap_or("text/html");
    let is_html = is_html(kind).ok_or_else(|| other(kind))?;
    let bytes = unpack(&headers, body, max).map_err(NoPage::Broken)?;
    Ok(Content { bytes, is_html, charset: charset(kind) })
}

/// The header and the body.
fn parts(bytes: &[u8]) -> (&[u8], &[u8]) {
    let ends = |end: &'static [u8]| memchr::memmem::find(bytes, end).map(|at| (at + end.len() / 2, at + end.len()));
    let (head, body) = ends(b"\r\n\r\n").into_iter().chain(ends(b"\n\n")).min().unwrap_or((bytes.len(), bytes.len()));
    (&bytes[..head], &bytes[body..])
}

fn other(kind: &str) -> NoPage {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    NoPage::Other(format!("records of {}", short(&kind)))
}

/// Whether content of this kind is HTML; `None` where it is no page at all.
fn is_html(kind: &str) -> Option<bool> {
    match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" | "" => Some(true),
        "text/plain" => Some(false),
        _ => None,
    }
}

fn charset(kind: &str) -> Option<String> {
    let parameters = kind.split(';').skip(1).filter_map(|p| p.split_once('='));
    let mut named = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    named.next().map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned())
}

fn unpack(headers: &Headers, body: &[u8], max: u64) -> Result<Vec<u8>, String> {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
    let joined = if is("transfer-encoding", "chunked") { chunks(body) } else { None };
    // Archives that store the body as decoded often keep the header fields that speak of its encoding.
    let body = joined.as_deref().unwrap_or(body);
    let encoding = headers.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    let unpacked = match (encoding.as_str(), body) {
        ("gzip" | "x-gzip", [0x1f, 0x8b, ..]) => all(flate2::read::MultiGzDecoder::new(body), max),
        ("deflate", [0x78, ..]) => all(flate2::read::ZlibDecoder::new(body), max),
        ("zstd", [0x28, 0xb5, 0x2f, 0xfd, ..]) => {
            all(zstd::Decoder::with_buffer(body).map_err(|e| e.to_string())?, max)
        }
        ("br", _) if !starts_as_text(body) => all(brotli_decompressor::Decompressor::new(body, 1 << 16), max),
        _ => return Ok(body.to_vec()),
    };
    unpacked.map_err(|e| format!("its content, packed with {encoding}, is damaged ({e})"))
}

/// Brotli has no mark at its start; a body that was stored as decoded starts with a tag.
fn starts_as_text(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<") && std::str::from_utf8(&body[..body.len().min(16)]).is_ok()
}

fn all(mut reader: impl Read, max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max {
        return Err(io::Error::other("more than a page may have"));
    }
    Ok(bytes)
}

/// Joins the chunks of a body, if it is one of chunks; the last may be cut.
fn chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', &body[..body.len().min(64)])?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        let rest = &body[end + 1..];
        joined.extend_from_slice(&rest[..size.min(rest.len())]);
        let Some(next) = rest.get(size..).filter(|next| size > 0 && next.len() > 2) else { return Some(joined) };
        body = next.strip_prefix(b"\r\n").or_else(|| next.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::{NoPage, answer};

    #[track_caller]
    fn check(answer_bytes: &[u8], expected: &str, charset: Option<&str>) {
        let content = answer(answer_bytes.to_vec(), 1 << 20).unwrap();
        assert_eq!((String::from_utf8_lossy(&content.bytes).as_ref(), content.charset.as_deref()), (expected, charset));
    }

    #[test]
    fn chunks_are_joined_and_packing_is_undone() {
        check(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n<p>Rain",
            "<p>Rain",
            Some("utf-8"),
        );
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\n<p>\r\n4\r\nRain\r\n0\r\n\r\n";
        check(chunked, "<p>Rain", None);
        let told_but_not_so = b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Encoding: gzip\n\n<p>Rain\nfell";
        check(told_but_not_so, "<p>Rain\nfell", None);
        let mut packed = b"HTTP/1.1 200 OK\r\ncontent-encoding: zstd\r\n\r\n".to_vec();
        packed.extend(zstd::encode_all(&b"<p>Rain"[..], 1).unwrap());
        check(&packed, "<p>Rain", None);
    }

    #[test]
    fn what_is_no_page_is_said() {
        let of = |bytes: &[u8]| answer(bytes.to_vec(), 10).unwrap_err();
        let other = |bytes: &[u8]| if let NoPage::Other(what) = of(bytes) { what } else { panic!("a page, or broken") };
        assert_eq!(other(b"HTTP/1.1 404 Not Found\r\n\r\n"), "answers with status 404");
        assert_eq!(other(b"HTTP/1.1 200 OK\r\nContent-Type: image/JPEG\r\n\r\nx"), "records of image/jpeg");
        assert_eq!(other(b""), "answers with status none");
        let mut bomb = b"HTTP/1.1 200 OK\r\ncontent-encoding: zstd\r\n\r\n".to_vec();
        bomb.extend(zstd::encode_all(&[0; 11][..], 1).unwrap());
        let NoPage::Broken(reason) = of(&bomb) else { panic!("it is too large") };
        assert_eq!(reason, "its content, packed with zstd, is damaged (more than a page may have)");
    }
}
