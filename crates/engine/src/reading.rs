//! Fourth stage, a map: pairs of articles read side by side.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use wirecopy_facts::Sentences;
use wirecopy_retrieve::Shared;
use wirecopy_store::{Store, Writer};

use crate::again::{Earlier, FoundAgain};

use crate::catalogue::{Catalogue, NONE, narrow};
use crate::comparison::{Comparison, Promise};
use crate::error::Error;
use crate::guard::guarded;
use crate::language;
use crate::link::{LinkKind, Reader, Reading, Shares};
use crate::link_rows;
use crate::memory::{Memory, MemoryWriter, Witnesses};
use crate::pairs::{FoundBy, Pair, Pairs};
use crate::pool::map_in_order;
use crate::postings::Numbers;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::shelf::Shelf;
use crate::stored::{Circumstances, Finding, Remembered, StoredReading, kind};
use crate::versions::{Entry, Versions};

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
/// How many times as many are read before the first are written: where most pairs were read before, few of these hold a new one, and threads
/// wait for each other at the end.
const AT_ONCE: usize = 32;

/// Reads the pairs, but for those that were read before; says of which pairs it could not.
pub(crate) fn read_pairs(
    store: &mut Store,
    catalogue: &Catalogue,
    pairs: &Pairs,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<(Vec<Link>, Vec<String>), Error> {
    progress.stage("comparing pairs", Some(pairs.pairs.len() as u64));
    forget_earlier(store);
    let numbers = Numbers::read(store)?.all(catalogue);
    let stage = Stage {
        versions: Versions::new(Shelf::new(store, catalogue), &pairs.boilerplate, settings),
        memory: Memory::read(store)?,
        numbers,
        earlier: Earlier::of(store),
        catalogue,
        pairs,
        settings,
    };
    let mut writing = Writing::new(store)?;
    let chunks: Vec<&[Pair]> = pairs.pairs.chunks(PAIRS_AT_ONCE).collect();
    let read_some = |some: &&[Pair]| {
        let mut reader = Reader::new(settings);
        let mut wanted = some.iter().filter(|pair| stage.is_worth_it(pair)).peekable();
        let mut read = Vec::with_capacity(some.len());
        while wanted.peek().is_some() {
            stage.read_together(&stage.take(&mut wanted)?, &mut reader, &mut read)?;
        }
        progress.advance(some.len() as u64);
        Ok(read)
    };
    map_in_order(&chunks, AT_ONCE, read_some, |read| read.into_iter().try_for_each(|one| writing.push(one)))?;
    drop(stage);
    writing.finish(store)
}

/// Forgets what an archive of an earlier format knows of pairs: all of them are read again.
fn forget_earlier(store: &mut Store) {
    kind::EARLIER.iter().for_each(|kind| store.forget(kind));
    // One that was compacted by this version has readings without comparisons.
    let compared = store.list::<Comparison>(kind::COMPARISONS).len();
    if compared != store.list::<StoredReading>(kind::READINGS).len() {
        [kind::READINGS, kind::COMPARISONS].iter().for_each(|kind| store.forget(kind));
    }
}

/// Bytes of articles that are read together: what their sentences say is remembered meanwhile, and takes about as much again.
const TOGETHER: usize = 8 << 20;

/// A pair with its articles, if it was not read before.
struct Taken<'p> {
    pair: &'p Pair,
    articles: Option<[Arc<Entry>; 2]>,
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
    /// For each article the one that it is remembered by.
    numbers: Vec<u32>,
    earlier: Earlier,
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

    /// Fetches the articles of the next pairs, as many as are read together.
    fn take<'p>(&self, pairs: &mut impl Iterator<Item = &'p Pair>) -> Result<Vec<Taken<'p>>, Error> {
        let (mut taken, mut bytes, mut last) = (Vec::new(), 0, None);
        for pair in pairs {
            let articles = match self.known(pair) {
                Some(_) => None,
                None => Some([self.versions.get(pair.a)?, self.versions.get(pair.b)?]),
            };
            if let Some([a, b]) = &articles {
                bytes += b.size() + if last.replace(pair.a) == Some(pair.a) { 0 } else { a.size() };
            }
            taken.push(Taken { pair, articles });
            if bytes >= TOGETHER {
                break;
            }
        }
        Ok(taken)
    }

    fn read_together(&self, taken: &[Taken<'_>], reader: &mut Reader, read: &mut Vec<Read>) -> Result<(), Error> {
        let mut sentences = Sentences::default();
        for Taken { pair, articles } in taken {
            read.push(match articles {
                Some([a, b]) => self.read(pair, a, b, reader, &mut sentences)?,
                None => Read::Known(self.known(pair).flatten()),
            });
        }
        Ok(())
    }

    fn under(&self, pair: &Pair) -> Circumstances {
        let boilerplate = [self.pairs.mask(pair.a), self.pairs.mask(pair.b)];
        Circumstances { boilerplate, is_alike: self.is_alike(pair) }
    }

    fn witnesses(&self, pair: &Pair) -> Witnesses {
        (self.catalogue.witness(pair.a), self.catalogue.witness(pair.b))
    }

    /// What is known of a pair that was read before, under the same circumstances.
    fn known(&self, pair: &Pair) -> Option<Option<Link>> {
        let found = self.memory.get(self.witnesses(pair))?.known(self.under(pair))?;
        Some(found.map(|(finding, reading)| Link { reading, ..link(pair, finding) }))
    }

    fn read<'v>(
        &self,
        pair: &Pair,
        a: &'v Entry,
        b: &'v Entry,
        reader: &mut Reader,
        sentences: &mut Sentences<'v>,
    ) -> Result<Read, Error> {
        let (witnesses, under) = (self.witnesses(pair), self.under(pair));
        let [x, y] = [pair.a, pair.b].map(|article| self.numbers[article as usize]);
        let remembered = |promise| Remembered { pair: (x, y), under, promise, found: None };
        if let Some(known) = self.memory.get(witnesses).and_then(|before| before.found)
            && let Some((promise, again)) = self.earlier.judge_again(known, a, b, pair.cosine, &self.settings.links)?
        {
            let read = again.map(|FoundAgain { finding, rows }| (link(pair, finding), rows));
            return Ok(Read::New(remembered(promise), read));
        }
        let read = guarded(|| read_texts(a, b, pair, reader, sentences));
        Ok(match read {
            Ok((promise, read)) => Read::New(remembered(promise), read),
            Err(reason) => Read::Failed(format!("{}~{} was not compared: {reason}", a.version.id, b.version.id)),
        })
    }
}

/// What is kept of a reading.
pub(crate) type Rows = Box<(StoredReading, Comparison)>;

type ReadLink = (Link, Rows);

fn read_texts<'v>(
    a: &'v Entry,
    b: &'v Entry,
    pair: &Pair,
    reader: &mut Reader,
    sentences: &mut Sentences<'v>,
) -> (Promise, Option<ReadLink>) {
    let (promise, read) = reader.read_if_promising(a.text(), b.text(), pair.cosine, sentences);
    (promise, read.map(|(comparison, reading)| linked(a, b, pair, comparison, reading)))
}

fn linked(a: &Entry, b: &Entry, pair: &Pair, comparison: Comparison, mut reading: Reading) -> ReadLink {
    reading.kind = kind_that_holds(a, b, reading.kind, [reading.a, reading.b]);
    if reading.kind.is_none() || !are_known(a, b) {
        reading.changes.clear();
    }
    let rows = link_rows::stored(&a.version, &b.version, &reading);
    let finding = finding(reading.kind, [reading.a, reading.b], &reading.shared);
    (link(pair, finding), Box::new((rows, comparison)))
}

fn link(pair: &Pair, finding: Finding) -> Link {
    Link { a: pair.a, b: pair.b, found_by: pair.found_by, cosine: pair.cosine, finding, reading: NONE }
}

pub(crate) fn finding(kind: Option<LinkKind>, shares: [Shares; 2], shared: &Shared) -> Finding {
    let passages = &shared.passages;
    let first = |starts: &mut dyn Iterator<Item = usize>| starts.min().map(narrow);
    let opens = first(&mut passages.iter().map(|p| p.a.start)).zip(first(&mut passages.iter().map(|p| p.b.start)));
    Finding { kind, carried: shares.map(Shares::kept_carried), opens: opens.map(Into::into) }
}

/// Takes what was read, in order.
struct Writing {
    readings: Writer<StoredReading>,
    comparisons: Writer<Comparison>,
    memory: MemoryWriter,
    /// The number of the next reading.
    next: u32,
    links: Vec<Link>,
    failed: Vec<String>,
}

impl Writing {
    fn new(store: &mut Store) -> Result<Self, Error> {
        let next = store.list::<StoredReading>(kind::READINGS).len();
        Ok(Self {
            readings: store.writer(kind::READINGS)?,
            comparisons: store.writer(kind::COMPARISONS)?,
            memory: MemoryWriter::new(store)?,
            next: narrow(usize::try_from(next).unwrap_or(usize::MAX)),
            links: Vec::new(),
            failed: Vec::new(),
        })
    }

    fn push(&mut self, read: Read) -> Result<(), Error> {
        match read {
            Read::Known(link) => self.links.extend(link),
            Read::New(mut remembered, found) => {
                if let Some((link, rows)) = found {
                    self.readings.push(&rows.0)?;
                    self.comparisons.push(&rows.1)?;
                    remembered.found = Some((link.finding, self.next));
                    self.links.push(Link { reading: self.next, ..link });
                    self.next = narrow(self.next as usize + 1);
                }
                self.memory.push(remembered)?;
            }
            Read::Failed(reason) => self.failed.push(reason),
        }
        Ok(())
    }

    fn finish(self, store: &mut Store) -> Result<(Vec<Link>, Vec<String>), Error> {
        store.keep(self.readings)?;
        store.keep(self.comparisons)?;
        self.memory.finish(store)?;
        Ok((self.links, self.failed))
    }
}

/// Less than this share of both articles in common is a part of them, not an article inside another.
const MOST_OF_ONE: f64 = 0.5;

/// The kind of link, if it is one between these two.
///
/// What an outlet has in two of its articles is its own while it is not most of one: a note on its authors, a list of links, background that
/// it prints under every report, a form that it fills in each week. That is no copy of the one in the other; between outlets it would be.
/// Of 88 links inside one outlet that were called rewrites in 12,000 articles, nearly all shared galleries, consent forms and background.
pub(crate) fn kind_that_holds(a: &Entry, b: &Entry, kind: Option<LinkKind>, shares: [Shares; 2]) -> Option<LinkKind> {
    let is_passage = shares[0].kept.max(shares[1].kept) < MOST_OF_ONE;
    let is_of_house = is_passage && a.row.outlet.is_some() && a.row.outlet == b.row.outlet;
    kind.filter(|&kind| !(is_of_house && matches!(kind, LinkKind::Embedded | LinkKind::Rewrite)))
        .filter(|&kind| are_known(a, b) || language::holds(kind))
}

fn are_known(a: &Entry, b: &Entry) -> bool {
    language::is_known(&a.row) && language::is_known(&b.row)
}
