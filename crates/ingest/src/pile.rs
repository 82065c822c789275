use std::convert::Infallible;
use std::path::PathBuf;

use wirecopy_document::SourcePage;

use crate::discover::{Listing, discover};
use crate::options::Options;
use crate::record::{Note, Reject};
use crate::register::Register;
use crate::stream::{Batch, Workers, one_by_one, stream};
use crate::tally::Tally;

/// All pages of a pile, with unique ids, in memory.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pile {
    /// Sorted by id.
    pub pages: Vec<SourcePage>,
    /// Sorted by file, then place in it; no reject has the id of a page.
    pub rejects: Vec<Reject>,
    /// Sorted by kind, then id.
    pub notes: Vec<Note>,
    /// What there is to say in few words.
    pub tally: Tally,
}

/// Bytes of a batch: enough for all workers to have something to do.
const BATCH: u64 = 16 << 20;

impl Pile {
    /// Lists and reads a pile on one thread.
    #[must_use]
    pub fn read(piles: &[PathBuf], options: &Options) -> Self {
        Self::of(discover(piles), options, &one_by_one, &mut |_| {})
    }

    /// Reads what was listed; `progress` hears how many bytes were read since the last time.
    #[must_use]
    pub fn of(listing: Listing, options: &Options, workers: Workers<'_>, progress: &mut dyn FnMut(u64)) -> Self {
        let mut pile = Self { rejects: listing.rejects, notes: listing.notes, ..Self::default() };
        pile.notes.iter().for_each(|note| pile.tally.note(note));
        let mut add = |batch: Batch| {
            progress(batch.bytes);
            pile.tally.add(&batch);
            pile.pages.extend(batch.pages);
            pile.rejects.extend(batch.rejects);
            pile.notes.extend(batch.notes);
            Ok(())
        };
        let Ok(()) = stream::<Infallible>(&listing.inputs, options, BATCH, workers, &mut add);
        pile.make_ids_unique();
        pile.notes.sort();
        pile
    }

    fn make_ids_unique(&mut self) {
        let mut register = Register::default();
        self.pages.iter().for_each(|page| register.add_page(page));
        self.rejects.iter().for_each(|reject| register.add_reject(reject));
        let unique = register.finish();
        let slots = self.pages.iter_mut().map(|p| &mut p.id).chain(self.rejects.iter_mut().map(|r| &mut r.id));
        slots.zip(unique.ids).for_each(|(slot, id)| *slot = id.into());
        unique.notes.iter().for_each(|note| self.tally.note(note));
        self.notes.extend(unique.notes);
        self.pages.sort_by(|a, b| a.id.cmp(&b.id));
        self.rejects.sort_by(|a, b| place(a).cmp(&place(b)));
    }
}

fn place(reject: &Reject) -> impl Ord + '_ {
    (&reject.file, reject.record, reject.offset, &reject.id)
}
