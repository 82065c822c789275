//! Records of one kind, by number.

use std::marker::PhantomData;
use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::cache::Cache;
use crate::error::Error;
use crate::segment::{BLOCK_BYTES, FIRST_BYTES, Segment};

/// The records of one kind, numbered from 0 over all segments in the order in which they were kept.
#[derive(Debug, Clone)]
pub struct List<T> {
    parts: Vec<Part>,
    cache: Arc<Cache>,
    of: PhantomData<fn() -> T>,
}

#[derive(Debug, Clone)]
struct Part {
    first: u64,
    id: u32,
    segment: Arc<Segment>,
}

impl<T: DeserializeOwned> List<T> {
    pub(crate) fn new(segments: impl Iterator<Item = (u32, Arc<Segment>)>, cache: Arc<Cache>) -> Self {
        let mut first = 0;
        let part = |(id, segment): (u32, Arc<Segment>)| {
            let part = Part { first, id, segment };
            first += part.segment.records();
            part
        };
        Self { parts: segments.map(part).collect(), cache, of: PhantomData }
    }

    /// How many records.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.parts.last().map_or(0, |part| part.first + part.segment.records())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads one record. Records that stand near each other share a block, which is kept for a while.
    ///
    /// # Errors
    /// When its block can't be read, or is not what was written.
    ///
    /// # Panics
    /// When there is no such record.
    pub fn get(&self, number: u64) -> Result<T, Error> {
        assert!(number < self.len(), "record {number} of {}", self.len());
        let part = &self.parts[self.parts.partition_point(|part| part.first <= number) - 1];
        let inside = number - part.first;
        let block = self.cache.block(part.id, &part.segment, part.segment.block_of(inside))?;
        decode(block.record(inside), &part.segment)
    }

    /// Places to begin at when all records from `from` on are read in order: each is read at once by [`List::stretch`]. The first block of a
    /// segment is large, and makes several.
    #[must_use]
    pub fn stretches(&self, from: u64) -> Vec<Stretch> {
        let stretches = |(part, p): (usize, &Part)| {
            let pieces = (0..p.segment.blocks()).flat_map(|block| pieces(p.segment.records_of(block), block));
            let stretch = move |(block, records): (usize, Range<u64>)| {
                let records = (p.first + records.start).max(from)..p.first + records.end;
                (!records.is_empty()).then_some(Stretch { part, block, records })
            };
            pieces.filter_map(stretch).collect::<Vec<_>>()
        };
        self.parts.iter().enumerate().flat_map(stretches).collect()
    }

    /// Reads the records of a stretch, with the number of the first.
    ///
    /// # Errors
    /// As [`List::get`].
    pub fn stretch(&self, stretch: &Stretch) -> Result<(u64, Vec<T>), Error> {
        let part = &self.parts[stretch.part];
        let block = self.cache.passing(part.id, &part.segment, stretch.block)?;
        let inside = stretch.records.start - part.first..stretch.records.end - part.first;
        let records: Result<Vec<T>, Error> = inside.map(|n| decode(block.record(n), &part.segment)).collect();
        Ok((stretch.records.start, records?))
    }

    /// All records in order, one block in memory at a time.
    pub fn scan(&self, range: Range<u64>) -> impl Iterator<Item = Result<T, Error>> + '_ {
        let most = usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX);
        let stretches = self.stretches(range.start).into_iter();
        let records = stretches.flat_map(|stretch| match self.stretch(&stretch) {
            Ok((_, records)) => records.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        });
        records.take(most)
    }
}

/// Records that stand in one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    part: usize,
    block: usize,
    records: Range<u64>,
}

/// The records of a block, by number in its segment, in pieces of about as many bytes as other blocks have.
fn pieces(records: Range<u64>, block: usize) -> impl Iterator<Item = (usize, Range<u64>)> {
    let count = if block == 0 { FIRST_BYTES / BLOCK_BYTES } else { 1 } as u64;
    let start = move |piece: u64| records.start + (records.end - records.start) * piece / count;
    (0..count).map(move |piece| (block, start(piece)..start(piece + 1)))
}

fn decode<T: DeserializeOwned>(record: &[u8], segment: &Segment) -> Result<T, Error> {
    postcard::from_bytes(record)
        .map_err(|e| Error::damaged(segment.path(), format!("a record is not of its kind ({e})")))
}
