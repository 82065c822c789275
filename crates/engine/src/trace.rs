//! The main job: a pile in, all tables out.

use std::path::PathBuf;

use rayon::prelude::*;
use wirecopy_document::SourcePage;
use wirecopy_ingest::Reject;
use wirecopy_record::Tables;

use crate::error::Error;
use crate::grouping::{group, links};
use crate::link::{Reading, read_pair};
use crate::pairs::{FoundBy, Pair, Pairs};
use crate::pile::Pile;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::{pool, read, tables};

/// What a run found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// All tables.
    pub tables: Tables,
    /// What a reader of the tables should know of how the pile was read, in plain words.
    pub notes: Vec<String>,
}

/// Reads a pile of files and folders, and finds its articles, copies, changed facts, families and stories.
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
/// When the threads can't be started. What is wrong with single inputs is told in the tables.
pub fn trace(piles: &[PathBuf], settings: &Settings, progress: &dyn Progress) -> Result<Trace, Error> {
    pool::run(settings.threads, || {
        let input = read::pages(piles, settings, progress);
        Trace { tables: trace_pages(input.pages, &input.rejects, settings, progress), notes: input.notes }
    })
}

/// The tables do not depend on the order in which the pages came: they are put in the order of their ids first.
fn trace_pages(mut pages: Vec<SourcePage>, rejects: &[Reject], settings: &Settings, progress: &dyn Progress) -> Tables {
    pages.par_sort_unstable_by(|x, y| x.id.cmp(&y.id));
    let mut pile = Pile::extract(pages, progress);
    progress.stage("looking for pairs", None);
    let pairs = Pairs::find(&mut pile, settings);
    let read = read_pairs(&pile, &pairs, settings, progress);
    progress.stage("grouping", None);
    let grouping = group(&pile, &pairs, &read, settings);
    let links = links(&pile, &grouping, read);
    tables::build(&pile, rejects, &grouping, &links)
}

fn read_pairs(pile: &Pile, pairs: &Pairs, settings: &Settings, progress: &dyn Progress) -> Vec<(Pair, Reading)> {
    progress.stage("comparing pairs", Some(pairs.pairs.len() as u64));
    let read = |pair: &Pair| {
        let (a, b) = (pile.entries[pair.a as usize].text(), pile.entries[pair.b as usize].text());
        let is_worth_it = pair.found_by != FoundBy::Terms || pair.cosine >= settings.links.min_cosine;
        let reading = is_worth_it.then(|| read_pair(a, b, &settings.alignment, &settings.links));
        progress.advance(1);
        Some((*pair, reading?))
    };
    pairs.pairs.par_iter().filter_map(read).collect()
}
