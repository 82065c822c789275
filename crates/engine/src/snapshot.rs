//! What holds the records of a store together: which page is which, and the groups.

use serde::{Deserialize, Serialize};
use wirecopy_record::PageRow;
use wirecopy_store::{List, Store};

use crate::catalogue::{Catalogue, NONE, PagePlace};
use crate::cores::CoreShare;
use crate::descent::Descent;
use crate::error::Error;
use crate::grouping::{Family, Grouping};
use crate::reading::Link;
use crate::stored::{Facts, kind};

/// Everything known after the last group stage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) catalogue: Catalogue,
    /// Sorted by id.
    pub(crate) rejects: Vec<PageRow>,
    pub(crate) notes: Vec<String>,
    /// Sorted by a, then b; each has a kind.
    pub(crate) links: Vec<Link>,
    pub(crate) grouping: Grouping,
    /// One for each family; none at all where an archive of an earlier format has them on other grounds: see [`crate::descents`].
    pub(crate) descents: Vec<Descent>,
    /// What families asked of pairs that no link tells of.
    pub(crate) cores: Vec<CoreShare>,
}

/// A piece of a snapshot as one record.
#[derive(Serialize, Deserialize)]
enum Piece {
    /// Pages by rank, with how many articles each has.
    Pages(Vec<(PagePlace, u32)>),
    /// Of archives up to format 4: what they say stands with the entries.
    Facts(Vec<Facts>),
    Rejects(Vec<PageRow>),
    Notes(Vec<String>),
    Links(Vec<Link>),
    Families(Vec<Family>),
    Stories(Vec<Vec<u32>>),
    /// Of archives up to format 5, on other grounds: what follows in the record is not read.
    EarlierDescents(()),
    Cores(Vec<CoreShare>),
    /// One for each family.
    Descents(Vec<Descent>),
}

/// Things in one piece.
const AT_ONCE: usize = 2048;

impl Snapshot {
    /// Reads the snapshot of a store; an empty one where there is none.
    pub(crate) fn read(store: &Store) -> Result<Self, Error> {
        let pieces: List<Piece> = store.list(kind::SNAPSHOT);
        let (mut snapshot, mut pages) = (Self::default(), Vec::new());
        let (mut families, mut stories) = (Vec::new(), Vec::new());
        for piece in pieces.scan(0..pieces.len()) {
            match piece? {
                Piece::Pages(some) => pages.extend(some),
                Piece::Facts(_) | Piece::EarlierDescents(()) => {}
                Piece::Rejects(some) => snapshot.rejects.extend(some),
                Piece::Notes(some) => snapshot.notes.extend(some),
                Piece::Links(some) => snapshot.links.extend(some),
                Piece::Families(some) => families.extend(some),
                Piece::Stories(some) => stories.extend(some),
                Piece::Descents(some) => snapshot.descents.extend(some),
                Piece::Cores(some) => snapshot.cores.extend(some),
            }
        }
        snapshot.catalogue = Catalogue::of(store, pages.into_iter().map(|(page, _)| page).collect())?;
        snapshot.grouping = Grouping::new(families, stories, snapshot.catalogue.len());
        Ok(snapshot)
    }

    /// Replaces the snapshot of a store.
    pub(crate) fn write(&self, store: &mut Store) -> Result<(), Error> {
        store.forget(kind::SNAPSHOT);
        let mut out = store.writer(kind::SNAPSHOT)?;
        let Self { catalogue, rejects, notes, links, grouping, descents, cores } = self;
        for some in catalogue.counted().collect::<Vec<_>>().chunks(AT_ONCE) {
            out.push(&Piece::Pages(some.to_vec()))?;
        }
        rejects.chunks(AT_ONCE).try_for_each(|some| out.push(&Piece::Rejects(some.to_vec())).map(drop))?;
        notes.chunks(AT_ONCE).try_for_each(|some| out.push(&Piece::Notes(some.to_vec())).map(drop))?;
        links.chunks(AT_ONCE).try_for_each(|some| out.push(&Piece::Links(some.to_vec())).map(drop))?;
        let families = grouping.families.chunks(AT_ONCE);
        families.into_iter().try_for_each(|some| out.push(&Piece::Families(some.to_vec())).map(drop))?;
        let stories = grouping.stories.chunks(AT_ONCE);
        stories.into_iter().try_for_each(|some| out.push(&Piece::Stories(some.to_vec())).map(drop))?;
        descents.chunks(AT_ONCE).try_for_each(|some| out.push(&Piece::Descents(some.to_vec())).map(drop))?;
        cores.chunks(AT_ONCE).try_for_each(|some| out.push(&Piece::Cores(some.to_vec())).map(drop))?;
        Ok(store.keep(out)?)
    }

    /// The entry of each page by number of arrival; [`NONE`] where splitting it failed.
    pub(crate) fn entries(&self) -> Vec<u32> {
        let pages = &self.catalogue.pages;
        let arrivals = pages.iter().map(|page| page.arrival as usize + 1).max().unwrap_or(0);
        let mut entries = vec![NONE; arrivals];
        pages.iter().for_each(|page| entries[page.arrival as usize] = page.entry);
        entries
    }
}
