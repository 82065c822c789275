//! What earlier runs read: pairs of articles as they were split.

use foldhash::{HashMap, HashMapExt};
use wirecopy_store::{List, Store, Writer};

use crate::error::Error;
use crate::stored::{Facts, Remembered, Witness, kind};

/// Two articles as they were split.
pub(crate) type Witnesses = (Witness, Witness);

/// What is known of pairs; of a pair that was read twice, the later reading.
pub(crate) struct Memory(HashMap<Witnesses, Remembered>);

impl Memory {
    pub(crate) fn read(store: &Store) -> Result<Self, Error> {
        let records: List<Vec<Remembered>> = store.list(kind::MEMORY);
        if records.is_empty() {
            return Ok(Self(HashMap::new())); // a first run: no facts are asked for
        }
        let facts: List<Vec<Facts>> = store.list(kind::FACTS);
        let mut witnesses = Vec::new();
        for facts in facts.scan(0..facts.len()) {
            witnesses.extend(facts?.iter().map(|article| article.witness));
        }
        let mut known = HashMap::new();
        let witness = |number: u32| witnesses.get(number as usize).copied();
        for some in records.scan(0..records.len()) {
            known.extend(some?.into_iter().filter_map(|r| Some(((witness(r.pair.0)?, witness(r.pair.1)?), r))));
        }
        Ok(Self(known))
    }

    pub(crate) fn get(&self, pair: Witnesses) -> Option<&Remembered> {
        self.0.get(&pair)
    }

    /// All pairs, in no order.
    pub(crate) fn into_pairs(self) -> impl Iterator<Item = (Witnesses, Remembered)> {
        self.0.into_iter()
    }
}

/// Pairs in one record.
const AT_ONCE: usize = 4096;

/// Writes pairs down.
pub(crate) struct MemoryWriter {
    out: Writer<Vec<Remembered>>,
    next: Vec<Remembered>,
}

impl MemoryWriter {
    pub(crate) fn new(store: &mut Store) -> Result<Self, Error> {
        Ok(Self { out: store.writer(kind::MEMORY)?, next: Vec::new() })
    }

    pub(crate) fn push(&mut self, pair: Remembered) -> Result<(), Error> {
        self.next.push(pair);
        if self.next.len() == AT_ONCE {
            self.out.push(&std::mem::take(&mut self.next))?;
        }
        Ok(())
    }

    pub(crate) fn finish(mut self, store: &mut Store) -> Result<(), Error> {
        if !self.next.is_empty() {
            self.out.push(&self.next)?;
        }
        Ok(store.keep(self.out)?)
    }
}
