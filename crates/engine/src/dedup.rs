//! One clean copy of each record of a pile, with the proof of each removal.
//!
//! Records in, the same records out, less those that a kept one holds. The steps, each of which leaves its result in a work folder, so
//! that a run that was interrupted goes on from there, unless memory holds all of them:
//!
//! 0. `gather`: what is not lines of JSON, and the articles of pages, as such lines, where that is needed;
//! 1. `map`: words, places and fingerprints of each record, on all threads;
//! 2. `corpus`: records with the same words become one text;
//! 3. `pairs`: texts that share fingerprints, sorted in parts;
//! 4. `meetings`: each such pair read word by word;
//! 5. `boilerplate`, `judge`, `template`: what of that is copying;
//! 6. `decide`: what is kept, and what goes for it;
//! 7. `strip`: what is cut out of kept texts, where that is asked for;
//! 8. `write`, `links`: the results.

mod articles;
mod boilerplate;
mod corpus;
mod decide;
mod gather;
mod index;
mod judge;
mod layout;
mod linked;
mod links;
mod map;
mod meetings;
mod pairs;
mod settings;
mod source;
mod strip;
mod template;
mod write;

use std::time::Duration;

use rayon::prelude::*;
use wirecopy_record::{DedupRow, prepare_folder, read_line, remove_drafts, replace_file, write_line};
use wirecopy_spill::{Opened, Unwritten, Work};
use xxhash_rust::xxh3::xxh3_64;

pub(crate) use index::BlockIndex;
pub use settings::{DedupSettings, Keep, Rules, Unit};

use self::boilerplate::Masks;
use self::corpus::Corpus;
use self::decide::{Link, Neighbours, decide};
use self::gather::{Gathered, gather};
use self::judge::Judge;
use self::linked::Linked;
use self::meetings::{Meeting, Meetings, PairReader, Shared, Sides};
use self::source::Sources;
use self::strip::Cuts;
use self::write::Outcome;
use crate::error::Error;
use crate::pool;
use crate::progress::Progress;

/// Layout and meaning of what the steps leave behind; another one starts anew.
const FORMAT: u32 = 6;

/// The folder for work, inside that for results.
const WORK: &str = ".work";

/// Work that may be done again when a run is killed: to write 2 GB of it cost a sixth of the time that 600,000 records took.
const AGAIN: Duration = Duration::from_secs(60);

/// What a run did, written last: where it is, the results are whole.
const DONE: &str = "dedup.json";

/// Removes what is copied from the records of some files.
///
/// JSONL files are read as they are. Other inputs are read as `trace` reads them, and so are all of them where articles are wanted; their
/// records are written to `records.jsonl` first, each with `id`, `text` and what else is known. Writes into `settings.out`: `kept.jsonl`, the kept records byte for byte in the order of the input; `removed.jsonl`, a row for each
/// removed one; `rejected.jsonl`, when some could not be read; with `settings.links` also `links.jsonl`. The same records
/// and settings give the same results, for any number of threads and any memory.
///
/// # Example
/// ```
/// use wirecopy::{DedupSettings, Silent, dedup};
/// let folder = tempfile::tempdir()?;
/// let line = |id, more| format!(
///     "{{\"id\": \"{id}\", \"text\": \"The old bridge over the Arle was closed on Monday, and engineers found cracks{more}.\"}}\n");
/// let pile = folder.path().join("pile.jsonl");
/// std::fs::write(&pile, line("a", "") + &line("b", " in two of its piers") + &line("c", ""))?;
/// let out = folder.path().join("out");
/// let done = dedup(&DedupSettings { inputs: vec![pile], out, ..DedupSettings::default() }, &Silent)?;
/// assert_eq!(done.kept, 1); // b holds all words of a and of c
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When an input can't be read at all, or the folder can't be written. What was done is kept, and the next run goes on from there.
pub fn dedup(settings: &DedupSettings, progress: &dyn Progress) -> Result<DedupRow, Error> {
    prepare_folder(&settings.out)?;
    let gathered = gather(settings, progress)?;
    let settings = &gathered.settings;
    let sources = Sources::list(settings)?;
    let stamp = stamp(settings, &sources);
    let run = format!("{:016x}", xxh3_64(stamp.as_bytes()));
    let in_memory = if settings.index { 0 } else { settings.memory / 2 }; // an index is such blocks, on disk
    let unwritten = Unwritten { bytes: in_memory, time: AGAIN };
    let (work, opened) = Work::open(&settings.out.join(WORK), &stamp, unwritten)?;
    remove_drafts(&settings.out)?; // of a run that was killed: the work folder is ours
    if let Some(done) = read_line::<DedupRow>(&settings.out.join(DONE)).filter(|done| done.run == run) {
        progress.note("the results of this input with these settings are there already");
        work.remove()?;
        return Ok(done);
    }
    match opened {
        Opened::New => {}
        Opened::Resumed => progress.note("an earlier run was interrupted; going on from there"),
        Opened::Replaced => {
            progress.note("input or settings are not those of the interrupted run in this folder; starting anew")
        }
    }
    let done = pool::run(settings.threads, || run_steps(&gathered, &sources, &work, run, progress))??;
    replace_file(&settings.out.join(DONE), |mut out| write_line(&done, &mut out))?;
    work.remove()?;
    Ok(done)
}

/// All that a result depends on.
fn stamp(settings: &DedupSettings, sources: &Sources) -> String {
    let relevant = DedupSettings { threads: 0, memory: 0, out: Default::default(), ..settings.clone() };
    format!("wirecopy {} dedup {FORMAT}\n{relevant:?}\n{}", env!("CARGO_PKG_VERSION"), sources.stamp())
}

fn run_steps(
    Gathered { settings, rejects }: &Gathered,
    sources: &Sources,
    work: &Work,
    run: String,
    progress: &dyn Progress,
) -> Result<DedupRow, Error> {
    let mapped = map::map(sources, work, settings, progress)?;
    progress.stage("looking for identical records", None);
    let corpus = Corpus::open(mapped.blocks, work, sources, settings)?;
    let parts = meetings::find(&corpus, work, settings, progress)?;
    progress.stage("judging", None);
    let masks = boilerplate::masks(parts, &corpus, work, settings)?;
    let links = judge_all(parts, &corpus, &masks, work, settings)?;
    let linked = Linked::open(links, parts, work, settings.memory / 4)?;
    let neighbours = Neighbours::new(corpus.texts(), linked.all());
    let reader = PairReader::new(&corpus, settings.runs);
    let mut asked = Asked { reader, sides: Sides::new(&corpus), judge: Judge::new(&corpus, &masks, settings) };
    let kept = decide(&corpus, &neighbours, |text, holder| asked.holds(text, holder))?;
    let cuts = match settings.strip_repeats {
        Some(tokens) => Cuts::find(tokens, (&linked, &kept), &corpus, settings)?,
        None => Cuts::default(),
    };
    let mut done = counts(run, sources, &corpus);
    let existing = corpus.totals().iter().take_while(|t| sources.files[t.file as usize].is_existing).count();
    let outcome = Outcome { corpus: &corpus, linked: &linked, kept: &kept, cuts: &cuts, settings };
    let stripped = write::write(&outcome, sources, &mut done, progress)?;
    done.stripped = write::write_stripped(settings, &stripped)?;
    let rejects = [&rejects[..], &mapped.rejects[..]].concat();
    done.rejected = write::write_rejected(&settings.out, &rejects, &corpus, existing)?;
    if settings.links {
        progress.stage("writing links", None);
        done.links = Some(links::write(&linked, &corpus, settings)?);
    }
    index::remove(&settings.out)?; // of another run
    if settings.index {
        progress.stage("writing the index", None);
        index::keep(&corpus, work, &settings.out)?;
    }
    Ok(done)
}

fn judge_all(
    parts: usize,
    corpus: &Corpus,
    masks: &Masks,
    work: &Work,
    settings: &DedupSettings,
) -> Result<Vec<Link>, Error> {
    let of_part = |part: usize| -> Result<Vec<Link>, Error> {
        let meetings = Meetings::load(part, work)?;
        let mut judge = Judge::new(corpus, masks, settings);
        let (mut links, mut runs) = (Vec::new(), Vec::new());
        for meeting in &meetings.rows {
            meetings.runs(meeting, &mut runs);
            if let Some(verdict) = judge.judge(meeting, &runs) {
                let &Meeting { a, b, copied_a, copied_b, runs_at, runs, .. } = meeting;
                let copied = (copied_a, copied_b);
                let (kind, held) = (verdict.kind, verdict.held);
                links.push(Link { a, b, kind, held, copied, part: part as u32, runs: (runs_at, runs) });
            }
        }
        Ok(links)
    };
    let links: Vec<Vec<Link>> = (0..parts).into_par_iter().map(of_part).collect::<Result<_, _>>()?;
    Ok(links.concat())
}

/// Answers for single pairs, read from the words, what the links say of the others.
struct Asked<'c> {
    reader: PairReader<'c>,
    sides: Sides<'c>,
    judge: Judge<'c>,
}

impl Asked<'_> {
    /// Whether `holder` holds most of `text`.
    fn holds(&mut self, text: u32, holder: u32) -> Result<bool, Error> {
        let (runs, (copied_a, copied_b)) = self.reader.runs(text, holder)?;
        let mut shared = Vec::with_capacity(runs.len());
        let is_template = self.sides.read(text, holder, runs, |run: Shared| shared.push(run))?.into();
        let meeting = Meeting { a: text, b: holder, copied_a, copied_b, runs_at: 0, runs: 0, is_template, may_hold: 1 };
        Ok(self.judge.judge(&meeting, &shared).is_some_and(|verdict| verdict.held.0))
    }
}

fn counts(run: String, sources: &Sources, corpus: &Corpus) -> DedupRow {
    let mut counts = DedupRow { run, existing: u64::from(corpus.existing()), ..DedupRow::default() };
    for totals in corpus.totals().iter().filter(|t| !sources.files[t.file as usize].is_existing) {
        counts.records += totals.records;
        counts.bytes += totals.bytes;
    }
    counts
}
