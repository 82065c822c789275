//! A page without what is never read: scripts, styles, comments, drawings, and attributes that only scripts ask for. They are more than half
//! of the bytes of a news page, and the parser need not see them.
//!
//! The scan cuts tags, comments and raw text as the HTML standard does (§13.2.5), but builds no tree. Where only a tree could
//! tell how the parser reads on, such as behind HTML inside a picture, it leaves the rest of the page as it is.

mod tag;

use std::borrow::Cow;

use memchr::{memchr, memmem};
use tag::{BACK_TO_HTML, DRAWN, END_SELECT, MEDIA, RAW, Tag, UNREAD};

/// The page without scripts other than JSON-LD, styles, comments, what stands inside drawings and attributes for scripts: what the parser makes
/// of it differs in nothing else. Linear.
///
/// # Errors
/// Says so where a tag has so many attributes that it would keep the parser busy.
pub(super) fn lean(html: &str) -> Result<Cow<'_, str>, String> {
    let mut scan = Scan { html, at: 0, kept: 0, out: String::new(), context: Context::Html, drawing: None };
    while let Some(start) = memchr(b'<', &html.as_bytes()[scan.at..]).map(|offset| scan.at + offset) {
        scan.markup(start)?;
    }
    if scan.kept == 0 {
        return Ok(Cow::Borrowed(html));
    }
    scan.out.push_str(&html[scan.kept..]);
    Ok(Cow::Owned(scan.out))
}

/// How the parser reads what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Html,
    /// Inside `select`, where older parsers pass over most tags.
    Select,
    /// Inside SVG or MathML, so many deep.
    Foreign(&'static str, u32),
    /// Nobody knows: nothing is left out any more.
    Lost,
}

struct Scan<'h> {
    html: &'h str,
    at: usize,
    /// Up to here the page is in `out`, or left out.
    kept: usize,
    out: String,
    context: Context,
    /// Where the content of the drawing begins that the scan is in, as long as it holds nothing but shapes.
    drawing: Option<usize>,
}

impl Scan<'_> {
    /// Reads what begins with the `<` at `start`.
    fn markup(&mut self, start: usize) -> Result<(), String> {
        let rest = &self.html.as_bytes()[start + 1..];
        match rest {
            [b'!', b'-', b'-', ..] => {
                self.at = self.comment_end(start + 4);
                if matches!(self.context, Context::Html | Context::Select) {
                    self.leave_out(start, self.at);
                }
            }
            [b'!', b'[', b'C', b'D', b'A', b'T', b'A', b'[', ..] if matches!(self.context, Context::Foreign(..)) => {
                self.at = self.behind(start, "]]>");
            }
            [b'!' | b'?', ..] => self.at = self.behind(start, ">"),
            [b'/', c, ..] if c.is_ascii_alphabetic() => self.tag(start, true)?,
            [b'/', ..] => self.at = self.behind(start, ">"),
            [c, ..] if c.is_ascii_alphabetic() => self.tag(start, false)?,
            _ => self.at = start + 1,
        }
        Ok(())
    }

    fn leave_out(&mut self, start: usize, end: usize) {
        self.out.push_str(&self.html[self.kept..start]);
        self.kept = end;
    }

    /// One past the next `mark`; the end of the page where there is none.
    fn behind(&self, from: usize, mark: &str) -> usize {
        let found = memmem::find(&self.html.as_bytes()[from..], mark.as_bytes());
        found.map_or(self.html.len(), |offset| from + offset + mark.len())
    }

    fn comment_end(&self, from: usize) -> usize {
        let rest = &self.html[from..];
        if let Some(short) = [">", "->"].iter().find(|end| rest.starts_with(**end)) {
            return from + short.len();
        }
        let mut at = from;
        while let Some(offset) = memmem::find(&self.html.as_bytes()[at..], b"--") {
            let behind = &self.html[at + offset + 2..];
            match () {
                () if behind.starts_with('>') => return at + offset + 3,
                () if behind.starts_with("!>") => return at + offset + 4,
                () => at += offset + 1,
            }
        }
        self.html.len()
    }

    fn tag(&mut self, start: usize, closes: bool) -> Result<(), String> {
        let tag = Tag::read(self.html, start, closes)?;
        self.at = tag.end;
        match self.context {
            Context::Foreign(root, depth) => self.drawn(start, root, depth, &tag),
            Context::Html | Context::Select if !closes && tag.is_any(&RAW) => self.raw(start, &tag),
            Context::Html if !closes => self.begin(&tag),
            Context::Select if !closes && tag.is_any(&["svg", "math", "plaintext"]) => self.context = Context::Lost,
            Context::Select if tag.is("select") || !closes && tag.is_any(&END_SELECT) => self.context = Context::Html,
            _ => {}
        }
        Ok(())
    }

    /// Reads a start tag, and leaves out what nothing reads of it.
    fn begin(&mut self, tag: &Tag<'_>) {
        self.context = behind_start(tag);
        self.drawing = matches!(self.context, Context::Foreign("svg", _)).then_some(tag.end);
        for attribute in tag.unread.iter().filter(|_| !tag.is_any(&MEDIA)) {
            self.leave_out(attribute.start, attribute.end);
        }
    }

    /// Reads a tag inside SVG or MathML. A drawing of shapes is left out with the last tag, but for its own two.
    fn drawn(&mut self, start: usize, root: &'static str, depth: u32, tag: &Tag<'_>) {
        self.context = inside(root, depth, tag);
        self.drawing = self.drawing.filter(|_| tag.is_any(&DRAWN));
        if self.context == Context::Html
            && let Some(content) = self.drawing.take()
        {
            self.leave_out(content, start);
        }
    }

    /// Passes over the content of a raw element, or leaves all of it out.
    fn raw(&mut self, start: usize, tag: &Tag<'_>) {
        let is_passed_over = self.context == Context::Select && !tag.is_any(&["script", "textarea"]);
        let content = self.at;
        let end = self.raw_end(content, tag.name);
        let text = &self.html.as_bytes()[content..end];
        // A script that opens a comment and then a script ends only behind the comment.
        let nests = tag.is("script") && memmem::find(text, b"<!--").is_some_and(|at| holds_script(&text[at..]));
        if is_passed_over || nests {
            self.context = Context::Lost;
            return;
        }
        if tag.is("textarea") {
            self.context = Context::Html;
        }
        self.at = end;
        let head = &self.html[start..content];
        let is_data = tag.is("script") && head.to_ascii_lowercase().contains("ld+json");
        if tag.is_any(&UNREAD) && !is_data {
            if let Ok(close) = Tag::read(self.html, end, true) {
                self.at = close.end;
            }
            self.leave_out(start, self.at);
        }
    }

    /// Where the end tag of a raw element begins.
    fn raw_end(&self, from: usize, name: &str) -> usize {
        let bytes = self.html.as_bytes();
        for offset in memmem::find_iter(&bytes[from..], b"</") {
            let (start, end) = (from + offset + 2, from + offset + 2 + name.len());
            let is_end = bytes.get(start..end).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()));
            if is_end && bytes.get(end).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>')) {
                return from + offset;
            }
        }
        self.html.len()
    }
}

fn holds_script(text: &[u8]) -> bool {
    memmem::find_iter(text, b"<").any(|at| text[at + 1..].get(..6).is_some_and(|n| n.eq_ignore_ascii_case(b"script")))
}

fn behind_start(tag: &Tag<'_>) -> Context {
    match tag {
        tag if tag.is("svg") && !tag.ends_itself => Context::Foreign("svg", 1),
        tag if tag.is("math") && !tag.ends_itself => Context::Foreign("math", 1),
        tag if tag.is("select") => Context::Select,
        tag if tag.is_any(&["plaintext", "frameset"]) => Context::Lost,
        _ => Context::Html,
    }
}

fn inside(root: &'static str, depth: u32, tag: &Tag<'_>) -> Context {
    match tag {
        tag if tag.is(root) && tag.closes && depth == 1 => Context::Html,
        tag if tag.is(root) && tag.closes => Context::Foreign(root, depth - 1),
        tag if tag.is(root) && !tag.ends_itself => Context::Foreign(root, depth + 1),
        tag if tag.is_any(&BACK_TO_HTML) => Context::Lost,
        _ => Context::Foreign(root, depth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::{Document, NodeRef};

    fn check(html: &str, expected: &str) {
        assert_eq!(lean(html).as_deref(), Ok(expected), "{html}");
    }

    #[test]
    fn scripts_styles_and_comments_are_left_out() {
        check("<p>a</p>", "<p>a</p>");
        check("a<script>if(a<b)'<p>'</script >b<STYLE>p{}</style>c<!-- <p> -->d", "abcd");
        check(
            "<script type='application/ld+json'>{}</script><script>",
            "<script type='application/ld+json'>{}</script>",
        );
        check(
            "<a title='<script>'>x</a><textarea><!--</textarea>--><!---->.",
            "<a title='<script>'>x</a><textarea><!--</textarea>-->.",
        );
        check("<!-->a<!--->b<!-- -- --!>c", "abc");
        check("1 < 2 </ b><?php ><!x>", "1 < 2 </ b><?php ><!x>");
    }

    #[test]
    fn the_rest_stays_where_the_parser_may_read_on_otherwise() {
        let check = |html: &str| check(html, html);
        check("<svg><style>a</style><!-- b --></svg>");
        check("<svg><p><script>a</script>");
        check("<script><!-- <script> </script> --> </script>");
        check("<select><style>a</select><!-- b -->");
        check("<plaintext><!-- a -->");
    }

    #[test]
    fn a_tag_with_thousands_of_attributes_is_refused() {
        let tag: String = (0..5000).map(|i| format!(" a{i}=1")).collect();
        assert!(lean(&format!("<p{tag}>")).unwrap_err().contains("attributes"));
        assert!(lean(&format!("<script{tag}>")).unwrap_err().contains("attributes"));
    }

    #[test]
    fn what_scripts_ask_for_and_drawings_are_left_out() {
        check("<p data-a=\"1\" class=x ONCLICK='go()' data-b>a</p>", "<p  class=x  >a</p>");
        check("<p data-a=1/><br data-b='2'/><p data-c=", "<p ><br /><p ");
        check("<img data-src=a><a href=b data-c=d>", "<img data-src=a><a href=b >");
        check("<svg data-a=b viewBox=c><g><path d='M0'/></g></svg>x", "<svg  viewBox=c></svg>x");
        check("<svg><svg><g></svg></svg><svg/>x", "<svg></svg><svg/>x");
    }

    #[test]
    fn drawings_that_hold_more_than_shapes_stay() {
        let check = |html: &str| check(html, html);
        check("<svg><title>a</title><path></svg>");
        check("<svg><a><path></a></svg>");
        check("<svg><path>");
        check("<math><mfrac></math>");
    }

    /// The tree without scripts, styles, comments, drawings and attributes for scripts, as HTML.
    fn tree(html: &str) -> String {
        let document = Document::from(format!("<!doctype html><html><head></head><body>{html}"));
        document.select("script:not([type]), style").remove();
        let comments: Vec<NodeRef<'_>> = document.root().descendants_it().filter(NodeRef::is_comment).collect();
        comments.iter().for_each(NodeRef::remove_from_parent);
        document.select("svg > *").remove();
        let drawings = document.select("svg");
        drawings.nodes().iter().flat_map(NodeRef::children).for_each(|text| text.remove_from_parent());
        document.select("*").nodes().iter().for_each(|node| node.remove_attrs(&["data-a", "onclick"]));
        document.html().to_string()
    }

    #[test]
    fn the_parser_makes_the_same_of_what_is_left() {
        const PIECES: [&str; 48] = [
            "<div>",
            "</div>",
            "<p>",
            "<b>",
            "</b>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "--!>",
            "<style>",
            "</style>",
            "<svg>",
            "</svg>",
            "<svg/>",
            "<select>",
            "</select>",
            "<option>",
            "<title>",
            "</title>",
            "<textarea>",
            "</textarea>",
            "a<b",
            "\"",
            "<a title=\"<script>\">",
            "x",
            "<script type=application/ld+json>",
            "<noscript>",
            "</noscript>",
            "<table>",
            "<td>",
            "<iframe>",
            "</iframe>",
            "<![CDATA[",
            "]]>",
            "<foreignObject>",
            "<xmp>",
            "<input>",
            "<?x",
            ">",
            "'",
            "<math>",
            "<g>",
            "</g>",
            "<path/>",
            "<p data-a=\"'>\" onclick='\"'>",
            "<td data-a=b/>",
            "<desc>",
        ];
        let mut state = 88_172_645_463_325_252_u64;
        for _ in 0..20_000 {
            let mut soup = String::new();
            for _ in 0..12 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                soup.push_str(PIECES[(state % PIECES.len() as u64) as usize]);
            }
            let left = lean(&soup).expect("few attributes");
            assert_eq!(tree(&left), tree(&soup), "{soup}\n{left}");
        }
    }
}
