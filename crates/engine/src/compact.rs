//! An archive without what nothing needs any more: pages that were split anew, pairs that were read anew, small files.

use std::path::Path;

use foldhash::HashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wirecopy_extract::{Grounds, Outline};
use wirecopy_store::Store;

use crate::archive::store_settings;
use crate::catalogue::{Catalogue, narrow};
use crate::comparison::Comparison;
use crate::error::Error;
use crate::memory::{Memory, MemoryWriter};
use crate::postings::{Numbers, Postings};
use crate::settings::Settings;
use crate::snapshot::Snapshot;
use crate::stored::{Arrival, Digest, Facts, PageEntry, Remembered, StoredReading, Witness, kind};

/// Rewrites an archive. Nothing that can be asked of it changes; gives its size in bytes before and after.
///
/// # Errors
/// When there is no archive, somebody else writes it, or it can't be written: it is then as it was before.
pub fn compact(dir: &Path, settings: &Settings) -> Result<(u64, u64), Error> {
    let mut store = Store::open_to_write(dir, &store_settings(settings, true))?;
    let before = size(&store);
    let mut snapshot = Snapshot::read(&store)?;
    let counts = store.manifest().counts.clone();
    let mut pages: Vec<u32> = snapshot.catalogue.pages.iter().map(|page| page.entry).collect();
    pages.sort_unstable();
    let entries = Renumbered::new(pages);
    let memory = remembered(&store, &snapshot.catalogue)?;
    let numbers = renumbered(&Numbers::read(&store)?, &entries);
    Postings::rewrite(&mut store, |number| numbers[number as usize])?;
    keep::<PageEntry>(&mut store, kind::ENTRIES, &entries)?;
    keep::<Vec<Facts>>(&mut store, kind::FACTS, &entries)?;
    keep::<Vec<Digest>>(&mut store, kind::DIGESTS, &entries)?;
    keep::<Grounds>(&mut store, kind::GROUNDS, &entries)?;
    snapshot.catalogue.pages.iter_mut().for_each(|page| page.entry = entries.of(page.entry));
    kind::EARLIER.iter().for_each(|kind| store.forget(kind));
    let remembered = memory.iter().filter_map(|r| r.found.map(|(_, reading)| reading));
    let mut found: Vec<u32> = snapshot.links.iter().map(|link| link.reading).chain(remembered).collect();
    found.sort_unstable();
    let readings = Renumbered::new(found);
    keep::<StoredReading>(&mut store, kind::READINGS, &readings)?;
    keep::<Comparison>(&mut store, kind::COMPARISONS, &readings)?;
    snapshot.links.iter_mut().for_each(|link| link.reading = readings.of(link.reading));
    write_memory(&mut store, memory, |number| numbers[number as usize], &readings)?;
    join::<String>(&mut store, kind::TEXTS)?;
    join::<Outline>(&mut store, kind::OUTLINES)?;
    join::<Arrival>(&mut store, kind::ARRIVALS)?;
    join::<Vec<(u64, f32)>>(&mut store, kind::WORDS)?;
    snapshot.write(&mut store)?;
    store.commit(counts)?;
    Ok((before, size(&store)))
}

fn size(store: &Store) -> u64 {
    store.manifest().segments.iter().map(|segment| segment.bytes).sum()
}

/// Records that stay, in order: their new numbers are their places here.
struct Renumbered(Vec<u32>);

impl Renumbered {
    /// From numbers in order.
    fn new(mut kept: Vec<u32>) -> Self {
        kept.dedup();
        Self(kept)
    }

    fn get(&self, old: u32) -> Option<u32> {
        self.0.binary_search(&old).ok().map(narrow)
    }

    fn of(&self, old: u32) -> u32 {
        self.get(old).expect("everything that is named stays")
    }
}

/// The new number of each article, where its entry stays.
fn renumbered(numbers: &Numbers, entries: &Renumbered) -> Vec<Option<u32>> {
    let (mut of, mut next) = (vec![None; numbers.next() as usize], 0..);
    entries.0.iter().flat_map(|&entry| numbers.of(entry)).for_each(|number| of[number as usize] = next.next());
    of
}

/// Keeps some records of a kind.
fn keep<T: Serialize + DeserializeOwned>(store: &mut Store, kind: &str, kept: &Renumbered) -> Result<(), Error> {
    let list = store.list::<T>(kind);
    store.forget(kind);
    let mut out = store.writer::<T>(kind)?;
    for (number, record) in (0..).zip(list.scan(0..list.len())) {
        let record = record?;
        if kept.get(number).is_some() {
            out.push(&record)?;
        }
    }
    Ok(store.keep(out)?)
}

/// Makes one file of all records of a kind.
fn join<T: Serialize + DeserializeOwned>(store: &mut Store, kind: &str) -> Result<(), Error> {
    let list = store.list::<T>(kind);
    store.forget(kind);
    let mut out = store.writer::<T>(kind)?;
    for record in list.scan(0..list.len()) {
        out.push(&record?)?;
    }
    Ok(store.keep(out)?)
}

/// What is remembered of pairs whose articles are there as they were, by the numbers that these have now; in order.
fn remembered(store: &Store, catalogue: &Catalogue) -> Result<Vec<Remembered>, Error> {
    let numbers = Numbers::read(store)?.all(catalogue);
    let here: HashMap<Witness, u32> = catalogue.facts.iter().map(|facts| facts.witness).zip(numbers).collect();
    let stands = |((x, y), r): ((Witness, Witness), Remembered)| {
        Some(Remembered { pair: (*here.get(&x)?, *here.get(&y)?), ..r })
    };
    let mut kept: Vec<Remembered> = Memory::read(store)?.into_pairs().filter_map(stands).collect();
    kept.sort_unstable_by_key(|r| r.pair);
    Ok(kept)
}

fn write_memory(
    store: &mut Store,
    memory: Vec<Remembered>,
    number: impl Fn(u32) -> Option<u32>,
    readings: &Renumbered,
) -> Result<(), Error> {
    store.forget(kind::MEMORY);
    let mut out = MemoryWriter::new(store)?;
    for before in memory {
        let (a, b) = number(before.pair.0).zip(number(before.pair.1)).expect("articles that are there have numbers");
        let found = before.found.map(|(finding, reading)| (finding, readings.of(reading)));
        out.push(Remembered { pair: (a, b), found, ..before })?;
    }
    out.finish(store)
}
