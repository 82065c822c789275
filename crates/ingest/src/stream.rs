//! The inputs of a pile as a stream of batches: in order, in bounded memory, with the costly part on as many threads as the
//! caller has.
//!
//! A large file is *cut* into its records on the calling thread (decompression and the search for the end of a line), and a
//! small file is not even opened there. What is made of a record, or of a small file, is a [`Job`]: jobs are collected up to
//! the size of a batch, and then handed to the caller's [`Workers`], all at once. The results are put together in the order
//! of the jobs, so that nothing depends on who did them.

use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

use wirecopy_document::SourcePage;

use crate::fields::Role;
use crate::formats;
use crate::input::Input;
use crate::options::Options;
use crate::place::Place;
use crate::record::{Note, Record, Reject};
use crate::source::Meter;

/// What the next stretch of a pile holds, in the order of the inputs and of the records in them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    /// Its pages. Their ids are not unique yet: see [`Register`](crate::Register).
    pub pages: Vec<SourcePage>,
    /// Its rejects.
    pub rejects: Vec<Reject>,
    /// Its notes.
    pub notes: Vec<Note>,
    /// Which fields were taken for what, on how many pages.
    pub fields: BTreeMap<(Role, String), u64>,
    /// Records that are no pages and need not be, such as the pictures in a web archive: how many of what.
    pub passed: BTreeMap<String, u64>,
    /// Bytes that were read from the disk since the last batch; over all batches about the sum of [`Input::size`].
    pub bytes: u64,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.rejects.is_empty() && self.notes.is_empty() && self.passed.is_empty()
    }

    fn push(&mut self, record: Record) {
        match record {
            Record::Page(page) => self.pages.push(page),
            Record::Reject(reject) => self.rejects.push(reject),
            Record::Note(note) => self.notes.push(note),
            Record::Passed { what, count } => *self.passed.entry(what).or_default() += count,
            Record::Field { role, name } => *self.fields.entry((role, name)).or_default() += 1,
        }
    }
}

/// Does all the jobs and gives what came of them in the same order: [`one_by_one`], or the same on many threads.
pub type Workers<'a> = &'a dyn Fn(Vec<Job>, &Options) -> Vec<Done>;

/// Workers for who has one thread.
#[must_use]
pub fn one_by_one(jobs: Vec<Job>, options: &Options) -> Vec<Done> {
    jobs.into_iter().map(|job| job.run(options)).collect()
}

/// Reads inputs to their end, or until `each` fails.
///
/// A batch holds records of about `batch_bytes` bytes (decompressed, at least one record); as much again is held while it is
/// made. Batches do not depend on the workers. `each` never gets an empty batch.
///
/// # Errors
/// The error of `each`. What is wrong with an input is a [`Reject`].
pub fn stream<E>(
    inputs: &[Input],
    options: &Options,
    batch_bytes: u64,
    workers: Workers<'_>,
    each: &mut dyn FnMut(Batch) -> Result<(), E>,
) -> Result<(), E> {
    let mut line = Line {
        options,
        batch_bytes,
        workers,
        each,
        jobs: Vec::new(),
        weight: 0,
        bytes: 0,
        failed: None,
        is_away: Cell::new(false),
    };
    for input in inputs {
        if line.failed.is_some() {
            break;
        }
        if input.size <= SMALL && input.path().is_some() {
            line.bytes += input.size;
            line.add(Job(Work::Input(input.clone())), input.size.max(MIN_WEIGHT));
        } else {
            line.cut(input);
        }
    }
    line.flush();
    line.failed.map_or(Ok(()), Err)
}

/// Files up to this size on disk are read by one job each: such a file has a few hundred pages at most.
const SMALL: u64 = 1 << 20;

/// A job on a small file gives up when its records are larger than this, because the file is compressed; it is cut then.
const MAX_UNPACKED: u64 = 8 << 20;

/// What a small file weighs at least, since it may be compressed: with batches of 16 MiB at most 256 of them are unpacked at
/// a time, each to no more than [`MAX_UNPACKED`].
const MIN_WEIGHT: u64 = 64 << 10;

/// Makes something of the bytes of one record.
pub(crate) type Task = Box<dyn FnOnce(&Options, &mut Vec<Record>) + Send>;

/// A piece of work that depends on no other.
pub struct Job(Work);

enum Work {
    Input(Input),
    Record { place: Place, task: Task },
    Told(Record),
}

/// What came of a [`Job`].
pub struct Done(Outcome);

enum Outcome {
    Records(Vec<Record>),
    TooLarge(Input),
}

impl Job {
    /// Does it. A bug that it brings to light becomes a reject.
    #[must_use]
    pub fn run(self, options: &Options) -> Done {
        Done(match self.0 {
            Work::Input(input) => whole(input, options),
            Work::Record { place, task } => Outcome::Records(guarded(&place, |records| task(options, records))),
            Work::Told(record) => Outcome::Records(vec![record]),
        })
    }

    /// To make something of a record; `place` says where it stands, should that fail.
    pub(crate) fn record(place: Place, task: Task) -> Self {
        Self(Work::Record { place, task })
    }

    /// Something that is known already.
    pub(crate) fn told(record: Record) -> Self {
        Self(Work::Told(record))
    }
}

/// Reads a small file to its end.
fn whole(input: Input, options: &Options) -> Outcome {
    let meter = Rc::new(Meter::default());
    let mut bytes = 0;
    let records = guarded(&Place::file(&input.id), |records| {
        formats::read(&input, options, &meter, &mut |job, weight| {
            bytes += weight;
            if bytes > MAX_UNPACKED && input.size < bytes {
                meter.is_stopped.set(true);
            } else if let Outcome::Records(more) = job.run(options).0 {
                records.extend(more);
            }
        });
    });
    if meter.is_stopped.get() { Outcome::TooLarge(input) } else { Outcome::Records(records) }
}

/// Gives the records; if making them panics, those made before and a reject.
fn guarded(place: &Place, work: impl FnOnce(&mut Vec<Record>)) -> Vec<Record> {
    let mut records = Vec::new();
    if let Err(cause) = catch_unwind(AssertUnwindSafe(|| work(&mut records))) {
        records.push(bug(place, cause.as_ref()));
    }
    records
}

fn bug(place: &Place, cause: &(dyn Any + Send)) -> Record {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    Record::Reject(place.reject(format!("a bug in wirecopy, please report it: {}", text.unwrap_or("no message"))))
}

/// The jobs that wait, and the way out.
struct Line<'a, E> {
    options: &'a Options,
    batch_bytes: u64,
    workers: Workers<'a>,
    each: &'a mut dyn FnMut(Batch) -> Result<(), E>,
    jobs: Vec<Job>,
    weight: u64,
    bytes: u64,
    failed: Option<E>,
    /// Whether the caller's code runs: its panics are its own.
    is_away: Cell<bool>,
}

impl<E> Line<'_, E> {
    fn add(&mut self, job: Job, weight: u64) {
        self.jobs.push(job);
        self.weight += weight;
        if self.weight >= self.batch_bytes {
            self.flush();
        }
    }

    /// Reads an input on this thread, and leaves its records to the workers.
    fn cut(&mut self, input: &Input) {
        let meter = Rc::new(Meter::default());
        let mut counted = 0;
        let options = self.options;
        let work = AssertUnwindSafe(|| {
            formats::read(input, options, &meter, &mut |job, weight| {
                self.bytes += meter.used.get() - counted;
                counted = meter.used.get();
                self.add(job, weight);
                meter.is_stopped.set(self.failed.is_some());
            });
        });
        if let Err(cause) = catch_unwind(work) {
            if self.is_away.get() {
                resume_unwind(cause);
            }
            self.add(Job::told(bug(&Place::file(&input.id), cause.as_ref())), 1);
        }
    }

    /// Has the jobs done and gives what came of them.
    fn flush(&mut self) {
        self.weight = 0;
        let jobs = std::mem::take(&mut self.jobs);
        self.is_away.set(true);
        let done = (self.workers)(jobs, self.options);
        self.is_away.set(false);
        let mut batch = Batch::default();
        for done in done {
            match done.0 {
                Outcome::Records(records) => records.into_iter().for_each(|record| batch.push(record)),
                Outcome::TooLarge(input) => {
                    self.give(std::mem::take(&mut batch));
                    self.cut(&input);
                    self.flush();
                }
            }
        }
        self.give(batch);
    }

    fn give(&mut self, mut batch: Batch) {
        if batch.is_empty() || self.failed.is_some() {
            return;
        }
        batch.bytes = std::mem::take(&mut self.bytes);
        self.is_away.set(true);
        self.failed = (self.each)(batch).err();
        self.is_away.set(false);
    }
}
