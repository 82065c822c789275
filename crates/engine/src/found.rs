//! What was found, on disk, with what it takes to make rows of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wirecopy_record::{PageRow, Tables};
use wirecopy_store::Store;

use crate::archive::store_settings;
use crate::catalogue::{Catalogue, NONE, PagePlace};
use crate::cores::Cores;
use crate::descended::Descended;
use crate::descent::descents;
use crate::error::Error;
use crate::grouping::group;
use crate::output::{Output, Sink};
use crate::page_rows::reject_row;
use crate::pairs::{Pairs, Sources};
use crate::pool;
use crate::postings::{Numbers, Postings};
use crate::progress::Progress;
use crate::reading::read_pairs;
use crate::settings::Settings;
use crate::shelf::Shelf;
use crate::snapshot::Snapshot;
use crate::splitting::{Splits, split_all};
use crate::stored::kind;
use crate::take_in::{Intake, take_in};
use crate::versions::Versions;

/// What was found in a pile: rows in the making.
#[derive(Debug)]
pub struct Found {
    pub(crate) store: Store,
    pub(crate) snapshot: Snapshot,
}

/// Links of one story that an excerpt holds: more than a report shows.
const MAX_LINKS: usize = 2000;

impl Found {
    /// Reads a pile of any size. What is found is kept in the folder `work`, which must be empty or not there, or left by a run that
    /// was stopped. The memory is bounded by [`Settings::memory`] and some 3 KB an article.
    ///
    /// # Errors
    /// When the threads can't be started, or `work` can't be written. What is wrong with single inputs is told in the table of
    /// pages.
    pub fn in_pile(
        piles: &[PathBuf],
        work: &Path,
        settings: &Settings,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let store = Store::create(&work.join("store"), &store_settings(settings, false))?;
        pool::run(settings.threads, || Self::with(store, piles, work, settings, progress))?
    }

    /// The stages, in order: each is a map (pages or pairs one by one, on all threads) or a group (all together, over arrays
    /// and sorts that spill into `scratch`).
    ///
    /// The pages of the piles join those that the store holds, and the result is that of all of them together; what the maps made
    /// of a page or of a pair before is taken from the store where nothing that it depends on has changed.
    pub(crate) fn with(
        mut store: Store,
        piles: &[PathBuf],
        scratch: &Path,
        settings: &Settings,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let mut before = Snapshot::read(&store)?;
        let intake = take_in(piles, &mut store, settings, progress)?;
        let (entries, answers) = (before.entries(), std::mem::take(&mut before.cores));
        let descended = Descended::of(before);
        let splits = split_all(&mut store, &intake, &entries, scratch, settings, progress)?;
        let catalogue = catalogue(&store, &intake, &splits)?;
        progress.stage("looking for pairs", None);
        let sources = Sources {
            digests: store.list(kind::DIGESTS),
            postings: Postings::of(&store),
            numbers: Numbers::read(&store)?,
            catalogue: &catalogue,
            vocabulary: &splits.vocabulary,
            scratch,
        };
        let pairs = Pairs::find(&sources, settings)?;
        let (mut links, failed) = read_pairs(&mut store, &catalogue, &pairs, settings, progress)?;
        progress.stage("grouping", None);
        let versions = Versions::new(Shelf::new(&store, &catalogue), &pairs.boilerplate, settings);
        let mut cores = Cores::new(&catalogue, &pairs, &versions, &answers, settings);
        let grouping = group(&catalogue, &pairs, &mut links, &mut cores, settings)?;
        let cores = cores.said();
        drop(versions);
        let descents = descents(&Shelf::new(&store, &catalogue), &grouping, &links, &descended, progress)?;
        let mut rejects: Vec<PageRow> = intake.rejects.iter().chain(&splits.rejects).map(reject_row).collect();
        rejects.sort_by(|x, y| x.page_id.cmp(&y.page_id));
        let notes = intake.notes.into_iter().chain(splits.foreign.note()).chain(failed).collect();
        Ok(Self { store, snapshot: Snapshot { catalogue, rejects, notes, links, grouping, descents, cores } })
    }

    /// What a reader of the tables should know of how the pile was read, in plain words.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.snapshot.notes
    }

    /// Pages, articles and so on, counted.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let Snapshot { catalogue, rejects, links, grouping, .. } = &self.snapshot;
        let counts = [
            ("pages", catalogue.pages.len()),
            ("rejected", rejects.len()),
            ("articles", catalogue.len()),
            ("links", links.len()),
            ("families", grouping.families.len()),
            ("stories", grouping.stories.len()),
        ];
        counts.into_iter().map(|(name, count)| (name.to_owned(), count as u64)).collect()
    }

    /// Gives all rows, some at a time: the rows of each table come in the order that its documentation states.
    ///
    /// # Errors
    /// When what is stored can't be read, and when the sink fails.
    pub fn rows(&self, settings: &Settings, progress: &dyn Progress, sink: Sink<'_>) -> Result<(), Error> {
        pool::run(settings.threads, || Output::new(self)?.all(progress, sink))?
    }

    /// All rows of some stories, by their ids: what a report shows. Pages and furniture are left out, and so are links beyond 2,000
    /// of one story.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn excerpt(&self, stories: &[String]) -> Result<Tables, Error> {
        let mut stories = stories.to_vec();
        stories.sort_unstable();
        Output::new(self)?.excerpt(&stories, MAX_LINKS)
    }

    /// The rows of so many links.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn first_links(&self, most: usize) -> Result<Tables, Error> {
        Output::new(self)?.links(self.snapshot.links.iter().take(most))
    }

    /// All rows about one link, by its id: the link, its alignment and changes, and both articles; empty if there is no such link.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn link(&self, link_id: &str) -> Result<Tables, Error> {
        Output::new(self)?.link(link_id)
    }
}

/// Puts the pages in the order of their ids.
fn catalogue(store: &Store, intake: &Intake, splits: &Splits) -> Result<Catalogue, Error> {
    let places = (0..).zip(&intake.ids).zip(&splits.entries).filter(|(_, entry)| **entry != NONE);
    let mut pages: Vec<PagePlace> =
        places.map(|((arrival, id), &entry)| PagePlace { id: id.clone(), arrival, entry }).collect();
    pages.sort_unstable_by(|x, y| x.id.cmp(&y.id));
    Catalogue::of(store, pages)
}
