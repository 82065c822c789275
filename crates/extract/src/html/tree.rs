//! The elements and texts of a page in document order, and how much text and linked text each holds.

use dom_query::{Document, LocalName, NodeRef};

use super::labels::Labels;

/// Elements whose text is never shown as part of a page's text.
const UNREAD: [&str; 9] = ["script", "style", "noscript", "template", "svg", "iframe", "select", "head", "object"];

/// Elements that start a line.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// An element or a text.
pub(super) struct Entry<'d> {
    pub(super) node: NodeRef<'d>,
    /// Place of the element around it; its own place for the first.
    pub(super) parent: usize,
    /// One past the last entry inside it.
    pub(super) end: usize,
    /// The element's name; `None` for a text.
    pub(super) name: Option<LocalName>,
    /// What its class and id call it.
    pub(super) labels: Labels,
    /// Its `itemprop`, in lower case.
    pub(super) itemprop: String,
    /// Bytes of text that are no blanks.
    pub(super) text: usize,
    /// Those of them inside links.
    pub(super) linked: usize,
    /// A link stands around it.
    in_link: bool,
    /// Holds an `h1`, or is one.
    pub(super) holds_title: bool,
    /// Holds an element that starts a line.
    pub(super) holds_block: bool,
}

impl Entry<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|n| &**n == name)
    }

    pub(super) fn is_any(&self, names: &[&str]) -> bool {
        self.name.as_ref().is_some_and(|n| names.contains(&&**n))
    }

    pub(super) fn is_text(&self) -> bool {
        self.name.is_none()
    }

    pub(super) fn starts_line(&self) -> bool {
        self.is_any(&BLOCKS)
    }

    /// Text that is not linked: what articles are made of.
    pub(super) fn unlinked(&self) -> usize {
        self.text - self.linked
    }
}

/// All of a page's body, in document order. Linear.
pub(super) fn read(document: &Document) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let Some(body) = document.body() else { return entries };
    let mut scratch = String::new();
    let mut open = vec![(body, 0)];
    while let Some((node, parent)) = open.pop() {
        let Some(entry) = entry(node, parent, entries.len(), &mut scratch) else { continue };
        let at = entries.len();
        let is_element = !entry.is_text();
        entries.push(entry);
        if is_element {
            open.extend(node.children_it(true).map(|child| (child, at)));
        }
    }
    add_up(&mut entries);
    entries
}

fn entry<'d>(node: NodeRef<'d>, parent: usize, at: usize, scratch: &mut String) -> Option<Entry<'d>> {
    let mut entry = Entry {
        node,
        parent,
        end: at + 1,
        name: None,
        labels: Labels::default(),
        itemprop: String::new(),
        text: 0,
        linked: 0,
        in_link: false,
        holds_title: false,
        holds_block: false,
    };
    if node.is_text() {
        entry.text = node.text().bytes().filter(|b| !b.is_ascii_whitespace()).count();
        return (entry.text > 0).then_some(entry);
    }
    let element = node.element_ref()?;
    let name = element.name.local.clone();
    if UNREAD.contains(&&*name) {
        return None;
    }
    entry.holds_title = &*name == "h1";
    entry.labels = Labels::of(&element, scratch);
    if let Some(attribute) = element.attrs.iter().find(|a| &*a.name.local == "itemprop") {
        entry.itemprop = attribute.value.to_ascii_lowercase();
    }
    entry.name = Some(name);
    Some(entry)
}

/// Marks what is linked, then sums up each element, from the last to the first.
fn add_up(entries: &mut [Entry<'_>]) {
    for i in 1..entries.len() {
        let parent = entries[i].parent;
        entries[i].in_link = entries[parent].in_link || entries[parent].is("a");
        if entries[i].is_text() && entries[i].in_link {
            entries[i].linked = entries[i].text;
        }
    }
    for i in (1..entries.len()).rev() {
        let (text, linked, end) = (entries[i].text, entries[i].linked, entries[i].end);
        let (title, block) = (entries[i].holds_title, entries[i].holds_block || entries[i].starts_line());
        let parent = entries[i].parent;
        let parent = &mut entries[parent];
        parent.text += text;
        parent.linked += linked;
        parent.end = parent.end.max(end);
        parent.holds_title |= title;
        parent.holds_block |= block;
    }
}
