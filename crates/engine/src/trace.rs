//! The main job: a pile in, all tables out.

use std::path::PathBuf;

use wirecopy_record::Tables;

use crate::error::Error;
use crate::found::Found;
use crate::progress::Progress;
use crate::settings::Settings;

/// What a run found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// All tables.
    pub tables: Tables,
    /// What a reader of the tables should know of how the pile was read, in plain words.
    pub notes: Vec<String>,
}

/// Reads a pile of files and folders, and finds its articles, copies, changed facts, families and stories. All rows are
/// given in memory: for piles that fit there. [`Found::in_pile`] is for larger ones.
///
/// A page that can't be read does not end the run: it stands in `tables.pages` with its reason.
///
/// # Example
/// ```
/// use wirecopy::{Settings, Silent, trace};
/// let folder = tempfile::tempdir()?;
/// let text = "The old bridge over the Arle was closed on Monday. Engineers found cracks in two of its piers.";
/// std::fs::write(folder.path().join("one.txt"), text)?;
/// std::fs::write(folder.path().join("two.txt"), text)?;
/// let found = trace(&[folder.path().to_owned()], &Settings::default(), &Silent)?;
/// assert_eq!(found.tables.links[0].kind, "exact");
/// assert_eq!(found.tables.families[0].members, ["one.txt#1", "two.txt#1"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the threads can't be started, or the folder for temporary files can't be written. What is wrong with single inputs is
/// told in the tables.
pub fn trace(piles: &[PathBuf], settings: &Settings, progress: &dyn Progress) -> Result<Trace, Error> {
    let work = tempfile::Builder::new().prefix("wirecopy-").tempdir().map_err(Error::output)?;
    let mut tables = Tables::default();
    let found = Found::in_pile(piles, work.path(), settings, progress)?;
    found.rows(settings, progress, &mut |rows| {
        tables.append(rows);
        Ok(())
    })?;
    Ok(Trace { tables, notes: found.notes().to_vec() })
}
