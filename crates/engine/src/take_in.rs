//! First stage: bytes to outlines on disk. A map over batches of pages.

use std::path::PathBuf;

use foldhash::HashMap;
use rayon::prelude::*;
use wirecopy_document::SourcePage;
use wirecopy_extract::{Outline, outline};
use wirecopy_ingest::{Batch, Done, Job, Options, Register, Reject, Tally, discover, stream};
use wirecopy_store::{List, Store, Writer};

use crate::catalogue::narrow;
use crate::error::Error;
use crate::guard::guarded;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::stored::{Arrival, Told, kind};

/// All pages of the store, those of earlier runs first.
pub(crate) struct Intake {
    /// The unique id of each page, in the order in which they are stored.
    pub(crate) ids: Vec<Box<str>>,
    /// What could not be read.
    pub(crate) rejects: Vec<Reject>,
    /// What a reader of the results should know, in plain words.
    pub(crate) notes: Vec<String>,
}

/// Bytes of a batch of pages: enough for all threads to have something to do.
const BATCH_BYTES: u64 = 8 << 20;

/// Reads all inputs of a pile into the store.
pub(crate) fn take_in(
    piles: &[PathBuf],
    store: &mut Store,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Intake, Error> {
    let listing = discover(piles);
    progress.stage("reading pages (bytes)", Some(listing.bytes()));
    let mut taking = Taking::new(store)?;
    taking.restore(store)?;
    listing.rejects.into_iter().for_each(|reject| taking.reject(reject));
    listing.notes.iter().for_each(|note| taking.tally.note(note));
    stream(&listing.inputs, &settings.reading, BATCH_BYTES, &workers, &mut |batch| {
        progress.advance(batch.bytes);
        taking.batch(batch)
    })?;
    taking.finish(store)
}

/// All threads.
fn workers(jobs: Vec<Job>, options: &Options) -> Vec<Done> {
    jobs.into_par_iter().map(|job| job.run(options)).collect()
}

struct Taking {
    texts: Writer<String>,
    outlines: Writer<Outline>,
    /// How many records were known before.
    known: usize,
    register: Register,
    registered: u32,
    /// Where each page stands in the register.
    pages: Vec<u32>,
    /// The same for rejects.
    rejects: Vec<(u32, Reject)>,
    tally: Tally,
    diagnostics: Vec<String>,
}

impl Taking {
    fn new(store: &mut Store) -> Result<Self, Error> {
        Ok(Self {
            texts: store.writer(kind::TEXTS)?,
            outlines: store.writer(kind::OUTLINES)?,
            known: 0,
            register: Register::default(),
            registered: 0,
            pages: Vec::new(),
            rejects: Vec::new(),
            tally: Tally::default(),
            diagnostics: Vec::new(),
        })
    }

    /// Takes in what earlier runs read.
    fn restore(&mut self, store: &Store) -> Result<(), Error> {
        let arrivals: List<Arrival> = store.list(kind::ARRIVALS);
        for arrival in arrivals.scan(0..arrivals.len()) {
            let (id, rank) = match arrival? {
                Arrival::Page { id, rank } => {
                    self.pages.push(self.registered);
                    (id, rank)
                }
                Arrival::Reject { id, rank, told } => {
                    let Told { file, record, offset, reason } = told;
                    self.rejects.push((self.registered, Reject { id: String::new(), file, record, offset, reason }));
                    (id, rank)
                }
            };
            self.register.restore(&id, rank);
            self.registered += 1;
        }
        self.known = self.registered as usize;
        Ok(())
    }

    fn reject(&mut self, reject: Reject) {
        self.register.add_reject(&reject);
        self.rejects.push((self.registered, reject));
        self.registered += 1;
    }

    fn batch(&mut self, batch: Batch) -> Result<(), Error> {
        self.tally.add(&batch);
        batch.pages.iter().for_each(|page| self.register.add_page(page));
        let first = self.registered;
        self.registered += narrow(batch.pages.len());
        batch.rejects.into_iter().for_each(|reject| self.reject(reject));
        let outlines: Vec<Result<Outline, Reject>> = batch.pages.into_par_iter().map(read).collect();
        for (at, read) in (first..).zip(outlines) {
            match read {
                Ok(outline) => self.page(at, outline)?,
                Err(reject) => self.rejects.push((at, reject)),
            }
        }
        Ok(())
    }

    fn page(&mut self, at: u32, mut outline: Outline) -> Result<(), Error> {
        let told = outline.diagnostics().iter().map(|d| format!("{}: {d}", outline.id()));
        self.diagnostics.extend(told);
        self.texts.push(&outline.take_text())?;
        self.outlines.push(&outline.with_id(String::new()))?; // pages are named when all of them are known
        self.pages.push(at);
        Ok(())
    }

    fn finish(mut self, store: &mut Store) -> Result<Intake, Error> {
        self.remember(store)?;
        store.keep(self.texts)?;
        store.keep(self.outlines)?;
        let unique = self.register.finish();
        unique.notes.iter().for_each(|note| self.tally.note(note));
        let fields: Vec<String> = self.tally.fields().iter().map(ToString::to_string).collect();
        let mut notes = Vec::new();
        if !fields.is_empty() {
            notes.push(format!("fields of records: {}; change with --text-field and the like", fields.join(", ")));
        }
        notes.extend(self.tally.note_lines());
        self.diagnostics.sort_unstable();
        notes.append(&mut self.diagnostics);
        let id = |at: u32| unique.ids[at as usize].clone();
        let rejects = self.rejects.into_iter().map(|(at, reject)| Reject { id: id(at).into(), ..reject });
        Ok(Intake { rejects: rejects.collect(), notes, ids: self.pages.iter().map(|&at| id(at)).collect() })
    }
}

impl Taking {
    /// Writes down what came in this run.
    fn remember(&mut self, store: &mut Store) -> Result<(), Error> {
        let mut arrivals = store.writer(kind::ARRIVALS)?;
        let rejects: HashMap<u32, &Reject> = self.rejects.iter().map(|(at, reject)| (*at, reject)).collect();
        for (at, (id, rank)) in (0..).zip(self.register.records()).skip(self.known) {
            let id = id.into();
            arrivals.push(&match rejects.get(&at) {
                None => Arrival::Page { id, rank },
                Some(reject) => Arrival::Reject { id, rank, told: told(reject) },
            })?;
        }
        Ok(store.keep(arrivals)?)
    }
}

fn told(reject: &Reject) -> Told {
    let Reject { file, record, offset, reason, .. } = reject.clone();
    Told { file, record, offset, reason }
}

/// A page that brings a bug to light is rejected with the message.
fn read(source: SourcePage) -> Result<Outline, Reject> {
    let id = source.id.clone();
    guarded(|| outline(source)).map_err(|reason| bug(id, reason))
}

pub(crate) fn bug(id: String, reason: String) -> Reject {
    Reject { file: id.clone(), id, record: None, offset: None, reason }
}
