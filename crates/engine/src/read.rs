//! Bytes to pages, several inputs at a time.

use std::path::PathBuf;

use rayon::prelude::*;
use wirecopy_document::SourcePage;
use wirecopy_ingest::{Done, Job, Options, Pile, Reject, discover};

use crate::progress::Progress;
use crate::settings::Settings;

/// What was read of a pile.
pub(crate) struct Input {
    /// Sorted by id.
    pub(crate) pages: Vec<SourcePage>,
    /// What could not be read.
    pub(crate) rejects: Vec<Reject>,
    /// What a reader of the results should know, in plain words.
    pub(crate) notes: Vec<String>,
}

/// Reads all inputs of a pile.
pub(crate) fn pages(piles: &[PathBuf], settings: &Settings, progress: &dyn Progress) -> Input {
    let listing = discover(piles);
    progress.stage("reading files (bytes)", Some(listing.bytes()));
    let pile = Pile::of(listing, &settings.reading, &workers, &mut |bytes| progress.advance(bytes));
    let mut notes: Vec<String> = field_note(&pile).into_iter().collect();
    notes.extend(pile.tally.note_lines());
    Input { pages: pile.pages, rejects: pile.rejects, notes }
}

/// All threads.
fn workers(jobs: Vec<Job>, options: &Options) -> Vec<Done> {
    jobs.into_par_iter().map(|job| job.run(options)).collect()
}

/// "fields of records: text from `text`, date from `date`".
fn field_note(pile: &Pile) -> Option<String> {
    let used: Vec<String> = pile.tally.fields().iter().map(ToString::to_string).collect();
    (!used.is_empty()).then(|| format!("fields of records: {}", used.join(", ")))
}
