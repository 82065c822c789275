use std::collections::HashMap;
use std::ops::Range;

use wirecopy_record::{AlignmentRow, ArticleRow, ChangeRow, LinkRow, Tables};

use crate::Pair;

/// Rows by id. Maps are for looking up only; whatever is shown follows the order of the tables.
pub(crate) struct Lookup<'t> {
    tables: &'t Tables,
    articles: HashMap<&'t str, &'t ArticleRow>,
    alignments: HashMap<&'t str, Range<usize>>,
    changes: HashMap<&'t str, Range<usize>>,
}

impl<'t> Lookup<'t> {
    pub(crate) fn new(tables: &'t Tables) -> Self {
        Self {
            tables,
            articles: tables.articles.iter().map(|row| (row.article_id.as_str(), row)).collect(),
            alignments: runs(&tables.alignments, |row| &row.link_id),
            changes: runs(&tables.changes, |row| &row.link_id),
        }
    }

    pub(crate) fn article(&self, id: &str) -> Option<&'t ArticleRow> {
        self.articles.get(id).copied()
    }

    pub(crate) fn alignments(&self, link: &str) -> &'t [AlignmentRow] {
        self.alignments.get(link).map_or(&[], |run| &self.tables.alignments[run.clone()])
    }

    pub(crate) fn changes(&self, link: &str) -> &'t [ChangeRow] {
        self.changes.get(link).map_or(&[], |run| &self.tables.changes[run.clone()])
    }

    /// The link with everything known of it; `None` if one of its articles is not in the tables.
    pub(crate) fn pair(&self, link: &'t LinkRow) -> Option<Pair<'t>> {
        Some(Pair {
            link,
            a: self.article(&link.a)?,
            b: self.article(&link.b)?,
            alignments: self.alignments(&link.link_id),
            changes: self.changes(&link.link_id),
        })
    }
}

/// Where the rows of each link stand in a table that keeps the rows of one link together.
fn runs<T>(rows: &[T], link: impl Fn(&T) -> &String) -> HashMap<&str, Range<usize>> {
    let mut found: HashMap<&str, Range<usize>> = HashMap::new();
    for (i, row) in rows.iter().enumerate() {
        found.entry(link(row)).or_insert(i..i).end = i + 1;
    }
    found
}
