//! Links and trees as graphs, for Gephi, igraph and Graphviz. Rows come some at a time and lines go out: nothing is held.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use wirecopy_record::{ArticleRow, LinkRow, StemmaRow, Tables};

/// The rows of a run as [GraphML](http://graphml.graphdrawing.org): articles are nodes, links and tree edges are edges.
///
/// # Example
/// ```
/// use wirecopy_record::{ArticleRow, Tables};
/// let article = ArticleRow { article_id: "a#1".into(), headline: Some("Rain & wind".into()), ..ArticleRow::default() };
/// let rows = Tables { articles: vec![article], ..Tables::default() };
/// let page = wirecopy_view::graphml::start() + &wirecopy_view::graphml::rows(&rows) + wirecopy_view::graphml::END;
/// assert!(page.contains("Rain &amp; wind"));
/// ```
pub mod graphml {
    use super::{ArticleRow, LinkRow, StemmaRow, Tables, Write, escaped};

    const KEYS: [(&str, &str, &str); 10] = [
        ("node", "outlet", "string"),
        ("node", "headline", "string"),
        ("node", "published_at", "string"),
        ("node", "family_id", "string"),
        ("node", "story_id", "string"),
        ("edge", "kind", "string"),
        ("edge", "score", "double"),
        ("edge", "direction", "string"),
        ("edge", "support", "double"),
        ("edge", "evidence", "string"),
    ];

    /// The head of the file.
    #[must_use]
    pub fn start() -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        for (of, name, kind) in KEYS {
            let _ = writeln!(out, "<key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
        }
        out + "<graph id=\"wirecopy\" edgedefault=\"directed\">\n"
    }

    /// What closes the file.
    pub const END: &str = "</graph>\n</graphml>\n";

    /// Articles as nodes; links and tree edges as edges. A source that is not here is a node that edges name.
    #[must_use]
    pub fn rows(rows: &Tables) -> String {
        let mut out = String::new();
        rows.articles.iter().for_each(|row| node(row, &mut out));
        rows.links.iter().for_each(|row| link(row, &mut out));
        rows.stemma.iter().for_each(|row| edge(row, &mut out));
        out
    }

    fn data(name: &str, value: Option<&str>, out: &mut String) {
        if let Some(value) = value {
            let _ = write!(out, "<data key=\"{name}\">{}</data>", escaped(value));
        }
    }

    fn node(row: &ArticleRow, out: &mut String) {
        let _ = write!(out, "<node id=\"{}\">", escaped(&row.article_id));
        data("outlet", row.outlet.as_deref(), out);
        data("headline", row.headline.as_deref(), out);
        data("published_at", row.published_at.as_deref(), out);
        data("family_id", row.family_id.as_deref(), out);
        data("story_id", Some(&row.story_id), out);
        out.push_str("</node>\n");
    }

    /// A link goes from the source to the copy where that is known; else from a to b.
    fn link(row: &LinkRow, out: &mut String) {
        let (from, to) = if row.direction == "a_from_b" { (&row.b, &row.a) } else { (&row.a, &row.b) };
        let _ = write!(out, "<edge source=\"{}\" target=\"{}\">", escaped(from), escaped(to));
        data("kind", Some(&row.kind), out);
        data("score", Some(&row.score.to_string()), out);
        data("direction", Some(&row.direction), out);
        out.push_str("</edge>\n");
    }

    fn edge(row: &StemmaRow, out: &mut String) {
        for name in [&row.parent, &row.child].into_iter().filter(|name| super::is_unseen(name)) {
            let _ = writeln!(out, "<node id=\"{}\"/>", escaped(&super::node(name, row)));
        }
        let (parent, child) = (super::node(&row.parent, row), super::node(&row.child, row));
        let directed = if row.kind == super::EITHER { " directed=\"false\"" } else { "" };
        let _ = write!(out, "<edge source=\"{}\" target=\"{}\"{directed}>", escaped(&parent), escaped(&child));
        data("kind", Some(if row.kind == super::COPY { "stemma" } else { &row.kind }), out);
        data("support", Some(&row.support.to_string()), out);
        data("evidence", Some(&row.evidence), out);
        out.push_str("</edge>\n");
    }
}

/// The trees of a run in Graphviz's language: who copied whom, texts that are not here dashed, what is not sure dotted, second
/// sources dashed edges.
pub mod dot {
    use super::{Tables, Write};

    /// The head of the file.
    pub const START: &str = "digraph wirecopy {\n  node [shape=box];\n";
    /// What closes the file.
    pub const END: &str = "}\n";

    /// One edge a line.
    #[must_use]
    pub fn rows(rows: &Tables) -> String {
        let mut out = String::new();
        let sure = super::Sure::of(&rows.stemma);
        for row in &rows.stemma {
            let (parent, child) = (super::node(&row.parent, row), super::node(&row.child, row));
            for (name, id) in [(&row.parent, &parent), (&row.child, &child)] {
                if let Some(label) = name.strip_prefix(super::UNSEEN) {
                    let _ = writeln!(out, "  {} [style=dashed, label={}];", quoted(id), quoted(label));
                }
            }
            let style = match row.kind.as_str() {
                super::COPY if sure.says(row) => "solid",
                super::COPY => "dotted",
                super::EITHER => "dashed, dir=none, constraint=false",
                _ => "dashed, constraint=false",
            };
            let label = format!("{:.2}", row.support);
            let _ = writeln!(
                out,
                "  {} -> {} [style={style}, label={}, tooltip={}];",
                quoted(&parent),
                quoted(&child),
                quoted(&label),
                quoted(&row.evidence)
            );
        }
        out
    }

    fn quoted(text: &str) -> String {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("\"{}\"", clean.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// The kind of an edge of the tree itself.
const COPY: &str = "copy";
/// The kind of an edge without a direction.
const EITHER: &str = "either_second_source";
const UNSEEN: &str = "unseen:";
/// From which support on links say who has it from whom, by family.
pub(crate) struct Sure<'r>(HashMap<&'r str, HashSet<&'r str>>);

impl<'r> Sure<'r> {
    /// Texts of a family of few.
    const FEW: usize = 5;

    /// `rows` holds all edges of each family that it has edges of.
    pub(crate) fn of(rows: &'r [StemmaRow]) -> Self {
        let mut texts: HashMap<&str, HashSet<&str>> = HashMap::new();
        for row in rows {
            let names = [row.parent.as_str(), row.child.as_str()].into_iter().filter(|name| !is_unseen(name));
            texts.entry(&row.family_id).or_default().extend(names);
        }
        Self(texts)
    }

    pub(crate) fn says(&self, row: &StemmaRow) -> bool {
        let texts = self.0.get(row.family_id.as_str()).map_or(0, HashSet::len);
        row.support >= if texts > Self::FEW { 0.935 } else { 0.95 }
    }
}

fn is_unseen(name: &str) -> bool {
    name.starts_with(UNSEEN)
}

/// An unseen source is one of a family: two families may both come from texts of one agency, which are two texts.
fn node<'r>(name: &'r str, row: &StemmaRow) -> Cow<'r, str> {
    if is_unseen(name) { Cow::Owned(format!("{name}@{}", row.family_id)) } else { Cow::Borrowed(name) }
}

/// For XML: text from pages is hostile, and may hold signs that XML has no way to write.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_stay_texts() {
        let row = StemmaRow {
            family_id: "f\"#1".into(),
            parent: "unseen:A\\\"B".into(),
            child: "<c>&\u{1}#1".into(),
            ..StemmaRow::default()
        };
        let rows = Tables { stemma: vec![row], ..Tables::default() };
        let xml = graphml::rows(&rows);
        assert!(xml.contains("target=\"&lt;c&gt;&amp;\u{fffd}#1\""), "{xml}");
        let graph = dot::rows(&rows);
        assert!(graph.contains(r##""unseen:A\\\"B@f\"#1""##), "{graph}");
    }
}
