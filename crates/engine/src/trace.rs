//! The main job: a pile in, all tables out.

use std::path::PathBuf;

use rayon::iter::Either;
use rayon::prelude::*;
use wirecopy_ingest::Reject;
use wirecopy_record::Tables;

use crate::error::Error;
use crate::grouping::{group, links};
use crate::guard::guarded;
use crate::link::{LinkKind, Reader, Reading};
use crate::pairs::{FoundBy, Pair, Pairs};
use crate::pile::{Entry, Extracted, Pile};
use crate::progress::Progress;
use crate::read::Input;
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
        trace_input(input, settings, progress)
    })
}

/// The tables do not depend on the order in which the pages came: `ingest` puts them in the order of their ids.
fn trace_input(input: Input, settings: &Settings, progress: &dyn Progress) -> Trace {
    let Extracted { mut pile, rejects, notes: more } = Pile::extract(input.pages, progress);
    progress.stage("looking for pairs", None);
    let pairs = Pairs::find(&mut pile, settings);
    let (read, failed) = read_pairs(&pile, &pairs, settings, progress);
    progress.stage("grouping", None);
    let grouping = group(&pile, &pairs, &read, settings);
    let links = links(&pile, &grouping, read);
    let rejects: Vec<Reject> = input.rejects.into_iter().chain(rejects).collect();
    let notes = input.notes.into_iter().chain(more).chain(failed).collect();
    Trace { tables: tables::build(&pile, &rejects, &grouping, &links), notes }
}

type Read = (Vec<(Pair, Reading)>, Vec<String>);

/// Pairs that one reader reads: enough for it to know the words, few enough to forget them before they fill the memory.
const PAIRS_AT_ONCE: usize = 256;

/// Reads the pairs, and says of which pairs it could not.
fn read_pairs(pile: &Pile, pairs: &Pairs, settings: &Settings, progress: &dyn Progress) -> Read {
    progress.stage("comparing pairs", Some(pairs.pairs.len() as u64));
    let days = pile.days();
    let read_some = |some: &[Pair]| {
        let mut reader = Reader::new(settings);
        let wanted = some.iter().filter(|pair| is_worth_it(pair, &days, settings));
        let results: Vec<_> = wanted.filter_map(|pair| read_one(pile, pair, &mut reader)).collect();
        progress.advance(some.len() as u64);
        results
    };
    pairs.pairs.par_chunks(PAIRS_AT_ONCE).flat_map_iter(read_some).partition_map(|result| match result {
        Ok(read) => Either::Left(read),
        Err(reason) => Either::Right(reason),
    })
}

fn is_worth_it(pair: &Pair, days: &[Option<i32>], settings: &Settings) -> bool {
    let (a, b) = (days[pair.a as usize], days[pair.b as usize]);
    let is_far = a.zip(b).is_some_and(|(a, b)| a.abs_diff(b) > settings.links.max_days);
    pair.found_by != FoundBy::Terms || (pair.cosine >= settings.links.min_cosine && !is_far)
}

fn read_one(pile: &Pile, pair: &Pair, reader: &mut Reader) -> Option<Result<(Pair, Reading), String>> {
    let (a, b) = (&pile.entries[pair.a as usize], &pile.entries[pair.b as usize]);
    let failed = |reason| format!("{}~{} was not compared: {reason}", a.version.id, b.version.id);
    match guarded(|| reader.read_if_promising(a.text(), b.text(), pair.cosine)) {
        Ok(reading) => {
            let mut reading = reading?;
            if is_house_text(pile, a, b, &reading) {
                reading.kind = None;
                reading.changes.clear();
            }
            Some(Ok((*pair, reading)))
        }
        Err(reason) => Some(Err(failed(reason))),
    }
}

/// Less than this share of both articles in common is a passage, not an article inside another.
const MOST_OF_ONE: f64 = 0.5;

/// Whether all that two articles share is a passage of their own outlet: a note on its authors, a list of links, background
/// that it prints under every report. That is no copy of the one in the other; between outlets it would be.
fn is_house_text(pile: &Pile, a: &Entry, b: &Entry, reading: &Reading) -> bool {
    let outlet = |entry| pile.page(entry).outlet.as_deref();
    let is_passage = reading.a.kept.max(reading.b.kept) < MOST_OF_ONE;
    reading.kind == Some(LinkKind::Embedded) && is_passage && outlet(a).is_some() && outlet(a) == outlet(b)
}
