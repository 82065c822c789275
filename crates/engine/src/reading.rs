//! Fourth stage, a map: pairs of articles read side by side.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use foldhash::{HashMap, HashMapExt};
use serde::{Deserialize, Serialize};
use wirecopy_document::Version;
use wirecopy_record::ArticleRow;
use wirecopy_retrieve::Boilerplate;
use wirecopy_store::{List, Store, Writer};

use crate::catalogue::{Catalogue, NONE, narrow};
use crate::error::Error;
use crate::guard::guarded;
use crate::language;
use crate::link::{LinkKind, Promise, Reader, Reading, Text};
use crate::link_rows;
use crate::pairs::{FoundBy, Pair, Pairs};
use crate::pool::map_in_order;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::shelf::Shelf;
use crate::stored::{Circumstances, Finding, Known, Remembered, StoredReading, Witness, kind};

/// A pair that was read and promised something.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Link {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) found_by: FoundBy,
    pub(crate) cosine: f32,
    pub(crate) finding: Finding,
    /// The number of its rows.
    pub(crate) reading: u32,
}

/// Pairs that one reader reads: enough for it to know the words, few enough to forget them before they fill the memory.
const PAIRS_AT_ONCE: usize = 128;
/// How many times as many are read before the first are written.
const AT_ONCE: usize = 8;

/// Reads the pairs, but for those that were read before; says of which pairs it could not.
pub(crate) fn read_pairs(
    store: &mut Store,
    catalogue: &Catalogue,
    pairs: &Pairs,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<(Vec<Link>, Vec<String>), Error> {
    progress.stage("comparing pairs", Some(pairs.pairs.len() as u64));
    let stage = Stage {
        versions: Versions::new(Shelf::new(store, catalogue), &pairs.boilerplate, settings),
        memory: Memory::read(store)?,
        catalogue,
        pairs,
        settings,
    };
    let mut writing = Writing::new(store)?;
    let chunks: Vec<&[Pair]> = pairs.pairs.chunks(PAIRS_AT_ONCE).collect();
    let read_some = |some: &&[Pair]| {
        let mut reader = Reader::new(settings);
        let wanted = some.iter().filter(|pair| stage.is_worth_it(pair));
        let read: Result<Vec<_>, Error> = wanted.map(|pair| stage.read(pair, &mut reader)).collect();
        progress.advance(some.len() as u64);
        read
    };
    map_in_order(&chunks, AT_ONCE, read_some, |read| read.into_iter().try_for_each(|one| writing.push(one)))?;
    drop(stage);
    writing.finish(store)
}

/// What came of a pair.
enum Read {
    /// It was read before.
    Known(Option<Link>),
    New(Remembered, Option<ReadLink>),
    Failed(String),
}

struct Stage<'a> {
    versions: Versions<'a>,
    memory: Memory,
    catalogue: &'a Catalogue,
    pairs: &'a Pairs,
    settings: &'a Settings,
}

impl Stage<'_> {
    fn is_worth_it(&self, pair: &Pair) -> bool {
        let day = |article: u32| self.catalogue.facts[article as usize].day;
        let is_far = || day(pair.a).zip(day(pair.b)).is_some_and(|(a, b)| a.abs_diff(b) > self.settings.links.max_days);
        pair.found_by != FoundBy::Terms || (self.is_alike(pair) && !is_far())
    }

    fn is_alike(&self, pair: &Pair) -> bool {
        pair.cosine >= self.settings.links.min_cosine
    }

    fn read(&self, pair: &Pair, reader: &mut Reader) -> Result<Read, Error> {
        let witnesses = (self.catalogue.witness(pair.a), self.catalogue.witness(pair.b));
        let boilerplate = [self.pairs.mask(pair.a), self.pairs.mask(pair.b)];
        let under = Circumstances { boilerplate, is_alike: self.is_alike(pair) };
        if let Some(found) = self.memory.get(witnesses, under) {
            return Ok(Read::Known(found.map(|(finding, reading)| Link { reading, ..link(pair, finding) })));
        }
        let (a, b) = (self.versions.get(pair.a)?, self.versions.get(pair.b)?);
        let read = guarded(|| read_texts(&a, &b, pair, reader));
        Ok(match read {
            Ok((promise, read)) => Read::New(Remembered { pair: witnesses, under, promise, found: None }, read),
            Err(reason) => Read::Failed(format!("{}~{} was not compared: {reason}", a.version.id, b.version.id)),
        })
    }
}

type ReadLink = (Link, Box<StoredReading>);

fn read_texts(a: &Entry, b: &Entry, pair: &Pair, reader: &mut Reader) -> (Promise, Option<ReadLink>) {
    let (promise, reading) = reader.read_if_promising(a.text(), b.text(), pair.cosine);
    (promise, reading.map(|reading| linked(a, b, pair, reading)))
}

fn linked(a: &Entry, b: &Entry, pair: &Pair, mut reading: Reading) -> ReadLink {
    if is_house_text(a, b, &reading) {
        reading.kind = None;
        reading.changes.clear();
    }
    if !(language::is_known(&a.row) && language::is_known(&b.row)) {
        language::keep_what_holds(&mut reading);
    }
    let rows = link_rows::stored(&a.version, &b.version, &reading);
    (link(pair, finding(&reading)), Box::new(rows))
}

fn link(pair: &Pair, finding: Finding) -> Link {
    Link { a: pair.a, b: pair.b, found_by: pair.found_by, cosine: pair.cosine, finding, reading: NONE }
}

fn finding(reading: &Reading) -> Finding {
    let passages = &reading.shared.passages;
    let first = |starts: &mut dyn Iterator<Item = usize>| starts.min().map(narrow);
    let opens = first(&mut passages.iter().map(|p| p.a.start)).zip(first(&mut passages.iter().map(|p| p.b.start)));
    Finding { kind: reading.kind, carried: [reading.a.carried(), reading.b.carried()], opens: opens.map(Into::into) }
}

/// Takes what was read, in order.
struct Writing {
    out: Writer<StoredReading>,
    memory: Writer<Vec<Remembered>>,
    /// The number of the next reading.
    next: u32,
    new: Vec<Remembered>,
    links: Vec<Link>,
    failed: Vec<String>,
}

/// Pairs in one record.
const REMEMBERED_AT_ONCE: usize = 4096;

impl Writing {
    fn new(store: &mut Store) -> Result<Self, Error> {
        let next = store.list::<StoredReading>(kind::READINGS).len();
        Ok(Self {
            out: store.writer(kind::READINGS)?,
            memory: store.writer(kind::MEMORY)?,
            next: narrow(usize::try_from(next).unwrap_or(usize::MAX)),
            new: Vec::new(),
            links: Vec::new(),
            failed: Vec::new(),
        })
    }

    fn push(&mut self, read: Read) -> Result<(), Error> {
        match read {
            Read::Known(link) => self.links.extend(link),
            Read::New(mut remembered, found) => {
                if let Some((link, rows)) = found {
                    self.out.push(&*rows)?;
                    remembered.found = Some((link.finding, self.next));
                    self.links.push(Link { reading: self.next, ..link });
                    self.next = narrow(self.next as usize + 1);
                }
                self.new.push(remembered);
                if self.new.len() == REMEMBERED_AT_ONCE {
                    self.memory.push(&std::mem::take(&mut self.new))?;
                }
            }
            Read::Failed(reason) => self.failed.push(reason),
        }
        Ok(())
    }

    fn finish(mut self, store: &mut Store) -> Result<(Vec<Link>, Vec<String>), Error> {
        if !self.new.is_empty() {
            self.memory.push(&self.new)?;
        }
        store.keep(self.out)?;
        store.keep(self.memory)?;
        Ok((self.links, self.failed))
    }
}

/// What earlier runs read.
struct Memory(HashMap<(Witness, Witness), Remembered>);

impl Memory {
    fn read(store: &Store) -> Result<Self, Error> {
        let records: List<Vec<Remembered>> = store.list(kind::MEMORY);
        let mut known = HashMap::new();
        for some in records.scan(0..records.len()) {
            known.extend(some?.into_iter().map(|r| (r.pair, r)));
        }
        Ok(Self(known))
    }

    /// What was found of a pair, if it would be found again.
    fn get(&self, pair: (Witness, Witness), under: Circumstances) -> Option<Known> {
        self.0.get(&pair)?.known(under)
    }
}

/// Less than this share of both articles in common is a passage, not an article inside another.
const MOST_OF_ONE: f64 = 0.5;

/// Whether all that two articles share is a passage of their own outlet: a note on its authors, a list of links, background
/// that it prints under every report. That is no copy of the one in the other; between outlets it would be.
fn is_house_text(a: &Entry, b: &Entry, reading: &Reading) -> bool {
    let is_passage = reading.a.kept.max(reading.b.kept) < MOST_OF_ONE;
    reading.kind == Some(LinkKind::Embedded) && is_passage && a.row.outlet.is_some() && a.row.outlet == b.row.outlet
}

/// An article, ready to be compared.
pub(crate) struct Entry {
    pub(crate) row: ArticleRow,
    pub(crate) version: Version,
    /// Words that unlike articles have in common.
    boilerplate: Vec<Range<usize>>,
}

impl Entry {
    /// For reading it against another.
    pub(crate) fn text(&self) -> Text<'_> {
        Text { version: &self.version, boilerplate: &self.boilerplate }
    }

    /// Bytes that it takes, about.
    fn size(&self) -> usize {
        64 * self.version.tokens.len() + self.version.text.len() + 1024
    }
}

/// The versions that were read lately.
pub(crate) struct Versions<'a> {
    shelf: Shelf<'a>,
    boilerplate: &'a Boilerplate,
    settings: &'a Settings,
    kept: Mutex<Kept>,
}

/// Two halves: when the younger is full, the older is forgotten.
#[derive(Default)]
struct Kept {
    young: HashMap<u32, Arc<Entry>>,
    old: HashMap<u32, Arc<Entry>>,
    bytes: usize,
}

impl<'a> Versions<'a> {
    pub(crate) fn new(shelf: Shelf<'a>, boilerplate: &'a Boilerplate, settings: &'a Settings) -> Self {
        Self { shelf, boilerplate, settings, kept: Mutex::default() }
    }

    pub(crate) fn get(&self, article: u32) -> Result<Arc<Entry>, Error> {
        let known = self.kept.lock().expect("nothing panics while it holds the versions").get(article);
        if let Some(entry) = known {
            return Ok(entry);
        }
        let (row, version) = self.shelf.version(article)?;
        let boilerplate = self.boilerplate.mask(version.tokens.keys(), self.settings.winnowing);
        let entry = Arc::new(Entry { row, version, boilerplate });
        let mut kept = self.kept.lock().expect("nothing panics while it holds the versions");
        kept.put(article, &entry, self.settings.version_bytes());
        Ok(entry)
    }
}

impl Kept {
    fn get(&mut self, article: u32) -> Option<Arc<Entry>> {
        if let Some(entry) = self.young.get(&article) {
            return Some(Arc::clone(entry));
        }
        let entry = self.old.remove(&article)?;
        self.bytes += entry.size();
        self.young.insert(article, Arc::clone(&entry));
        Some(entry)
    }

    fn put(&mut self, article: u32, entry: &Arc<Entry>, max_bytes: usize) {
        if self.bytes > max_bytes / 2 {
            self.old = std::mem::replace(&mut self.young, HashMap::new());
            self.bytes = 0;
        }
        self.bytes += entry.size();
        self.young.insert(article, Arc::clone(entry));
    }
}
