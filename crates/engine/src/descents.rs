//! Who copied whom in each family of what was found.

use std::sync::OnceLock;

use crate::catalogue::Groups;
use crate::descent::{Descent, descent};
use crate::error::Error;
use crate::reading::Link;
use crate::shelf::Shelf;
use crate::snapshot::Snapshot;

/// The descents of a snapshot. Those of an archive of an earlier format stand on other grounds: they are asked of the texts again, each when it
/// is first wanted, until something is added and the archive has those of this format.
pub(crate) struct Descents<'s> {
    snapshot: &'s Snapshot,
    /// For each family, where the snapshot has none.
    asked: Vec<OnceLock<Descent>>,
    identical: OnceLock<Groups>,
}

impl<'s> Descents<'s> {
    pub(crate) fn new(snapshot: &'s Snapshot) -> Self {
        let families = snapshot.grouping.families.len();
        let missing = if snapshot.descents.len() == families { 0 } else { families };
        let asked = std::iter::repeat_with(OnceLock::new).take(missing).collect();
        Self { snapshot, asked, identical: OnceLock::new() }
    }

    /// The descent of a family, by its number; `links` are those inside it.
    pub(crate) fn get(&self, family: usize, links: &[&Link], shelf: &Shelf<'_>) -> Result<&Descent, Error> {
        let Some(asked) = self.asked.get(family) else { return Ok(&self.snapshot.descents[family]) };
        if let Some(known) = asked.get() {
            return Ok(known);
        }
        let identical = self.identical.get_or_init(|| Groups::identical(&self.snapshot.catalogue.facts));
        let found = descent(&self.snapshot.grouping.families[family], links, identical, shelf)?;
        Ok(asked.get_or_init(|| found))
    }
}
