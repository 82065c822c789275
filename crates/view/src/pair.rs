use wirecopy_record::{AlignmentRow, ArticleRow, ChangeRow, LinkRow, Tables};

use crate::lookup::Lookup;

/// One link with all that is known of it: what `compare` and `explain` show.
///
/// A host that compared two texts without a run fills it from its own rows; [`Pair::find`] takes it from the tables of a
/// run.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'t> {
    /// The link.
    pub link: &'t LinkRow,
    /// The article called A.
    pub a: &'t ArticleRow,
    /// The article called B.
    pub b: &'t ArticleRow,
    /// Sentences that answer to each other, by their number.
    pub alignments: &'t [AlignmentRow],
    /// Differences in what is said, the most material first.
    pub changes: &'t [ChangeRow],
}

impl<'t> Pair<'t> {
    /// The link with this id; `None` if there is no such link.
    #[must_use]
    pub fn find(tables: &'t Tables, link_id: &str) -> Option<Self> {
        let link = tables.links.iter().find(|link| link.link_id == link_id)?;
        Lookup::new(tables).pair(link)
    }

    /// The changes of one severity: `material`, `minor` or `cosmetic`.
    pub fn changes_of(&self, severity: &str) -> impl Iterator<Item = &'t ChangeRow> {
        let changes = self.changes;
        let severity = severity.to_owned();
        changes.iter().filter(move |change| change.severity == severity)
    }

    /// The sentences that a change stands in.
    #[must_use]
    pub fn alignment_of(&self, change: &ChangeRow) -> Option<&'t AlignmentRow> {
        self.alignments.binary_search_by_key(&change.n, |row| row.n).ok().map(|at| &self.alignments[at])
    }
}
