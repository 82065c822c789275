//! Tags of a page, cut as the HTML standard does (§13.2.5), and what is known of elements by their names.

use std::ops::Range;

use memchr::memchr;

/// Most attributes in one tag: the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 400;

/// Elements whose content the parser reads as text up to their end tag.
pub(super) const RAW: [&str; 8] = ["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"];
/// Those that are left out.
pub(super) const UNREAD: [&str; 2] = ["script", "style"];
/// Start tags that end a `select`.
pub(super) const END_SELECT: [&str; 4] = ["select", "input", "textarea", "keygen"];
/// Elements that the main content is judged by whatever their attributes are called.
pub(super) const MEDIA: [&str; 9] =
    ["img", "picture", "source", "figure", "embed", "object", "video", "audio", "table"];
/// Start tags that bring the parser back from SVG or MathML to HTML, or open HTML inside it.
#[rustfmt::skip]
pub(super) const BACK_TO_HTML: [&str; 55] = [
    "annotation-xml", "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em",
    "embed", "font", "foreignobject", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing",
    "menu", "meta", "mi", "mn", "mo", "ms", "mtext", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strong",
    "strike", "sub", "sup", "table", "textarea", "tt", "u", "ul", "var", "iframe", "xmp",
];
/// Elements that draw, and hold nothing but others of their kind.
#[rustfmt::skip]
pub(super) const DRAWN: [&str; 24] = [
    "svg", "path", "g", "circle", "rect", "line", "polygon", "polyline", "ellipse", "defs", "use", "symbol", "clippath", "mask",
    "lineargradient", "radialgradient", "stop", "filter", "pattern", "animate", "animatetransform", "text", "tspan", "image",
];

/// A tag without its angle brackets.
pub(super) struct Tag<'h> {
    pub(super) name: &'h str,
    pub(super) end: usize,
    pub(super) closes: bool,
    pub(super) ends_itself: bool,
    /// Attributes that nothing reads: for scripts, and what happens on a click. In order.
    pub(super) unread: Vec<Range<usize>>,
}

impl<'h> Tag<'h> {
    /// Reads the tag whose `<` is at `start`.
    ///
    /// # Errors
    /// Says so where it has so many attributes that it would keep the parser busy.
    pub(super) fn read(html: &'h str, start: usize, closes: bool) -> Result<Self, String> {
        let bytes = html.as_bytes();
        let from = (start + 1 + usize::from(closes)).min(bytes.len());
        let is_end = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        let end = bytes[from..].iter().position(is_end).map_or(bytes.len(), |offset| from + offset);
        let (mut count, mut unread) = (0, Vec::new());
        let (length, ends_itself) = attributes(&bytes[end..], |name, whole| {
            count += 1;
            if is_unread(name) {
                unread.push(end + whole.start..end + whole.end);
            }
        });
        if count > MAX_ATTRIBUTES {
            return Err(format!("an HTML tag has more than {MAX_ATTRIBUTES} attributes"));
        }
        Ok(Self { name: &html[from..end], end: end + length, closes, ends_itself, unread })
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub(super) fn is_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }
}

fn is_unread(name: &[u8]) -> bool {
    let starts = |with: &[u8]| name.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    starts(b"data-") || starts(b"on")
}

/// Bytes from behind a tag's name up to and with its `>`, and whether it ends in `/>`. `each` is given the name of each attribute, and where
/// it stands with its value.
fn attributes<'h>(bytes: &'h [u8], mut each: impl FnMut(&'h [u8], Range<usize>)) -> (usize, bool) {
    let mut at = 0;
    let skip = |at: usize, test: fn(&u8) -> bool| {
        bytes[at..].iter().position(|b| !test(b)).map_or(bytes.len(), |offset| at + offset)
    };
    loop {
        at = skip(at, |b| b.is_ascii_whitespace() || *b == b'/');
        match bytes.get(at) {
            None => return (bytes.len(), false),
            Some(b'>') => return (at + 1, at > 0 && bytes[at - 1] == b'/'),
            Some(_) => {}
        }
        let start = at;
        let end = skip(at + 1, |b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'='));
        at = end;
        let value = skip(at, u8::is_ascii_whitespace);
        if bytes.get(value) == Some(&b'=') {
            at = skip(value + 1, u8::is_ascii_whitespace);
            at = match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    memchr(quote, &bytes[at + 1..]).map_or(bytes.len(), |offset| at + offset + 2)
                }
                _ => skip(at, |b| !b.is_ascii_whitespace() && *b != b'>'),
            };
        }
        each(&bytes[start..end], start..at);
        // `a=b/>` has no end of its own.
        if bytes.get(at) == Some(&b'>') {
            return (at + 1, false);
        }
    }
}
