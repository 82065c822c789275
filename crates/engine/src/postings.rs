//! The fingerprints of all articles, sorted: which articles have this one? Pairs are found by them, and texts that are asked for.
//!
//! Each run adds one segment of [`PARTS`] records, one for each value of a fingerprint's highest bits, with what it split. So the
//! answer to one fingerprint is one record a segment, and nothing is written anew when pages are added.

use std::path::Path;

use serde::{Deserialize, Serialize};
use wirecopy_spill::{Partitions, PartitionsWriter};
use wirecopy_store::{List, Store};

use crate::bits::{BitReader, BitWriter};
use crate::catalogue::{Catalogue, NONE};
use crate::error::Error;
use crate::stored::{Facts, kind};

/// Records of a segment.
pub(crate) const PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 12;

/// Bits of an article's number beside those of a fingerprint.
pub(crate) const NUMBER_BITS: u32 = 24;

/// The bits of a number.
const NUMBERS: u64 = (1 << NUMBER_BITS) - 1;

/// Parts that are sorted together.
const SORT_BITS: u32 = 8;

/// A fingerprint of 40 bits in front of a number of 24, as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) fingerprint: u64,
    pub(crate) number: u32,
}

impl From<Posting> for u64 {
    fn from(posting: Posting) -> Self {
        posting.fingerprint << NUMBER_BITS | Self::from(posting.number)
    }
}

impl From<u64> for Posting {
    fn from(packed: u64) -> Self {
        let number = u32::try_from(packed & NUMBERS).expect("it has 24 bits");
        Self { fingerprint: packed >> NUMBER_BITS, number }
    }
}

/// The part in which a fingerprint is kept.
pub(crate) fn part_of(fingerprint: u64) -> usize {
    let part = fingerprint >> (u64::BITS - NUMBER_BITS - PART_BITS);
    usize::try_from(part).expect("it has twelve bits")
}

/// Postings of one part, sorted. How many fingerprints there are, the smallest number, how many bits a number takes beyond it, and how large the
/// distance to the next fingerprint is at most times. Then of each fingerprint that distance, how many articles have it beyond one, and their
/// numbers, each but the first by its distance to the one before: what was copied is spelled once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Part(Vec<u8>);

/// Bits of the head's fields.
const COUNT_BITS: u32 = 40;
const WIDTH_BITS: u32 = 6;

impl Part {
    fn pack(part: usize, sorted: &[u64]) -> Self {
        let number = |&posting: &u64| Posting::from(posting).number;
        let fingerprint = |posting: u64| Posting::from(posting).fingerprint;
        let shared = || sorted.chunk_by(|&x, &y| fingerprint(x) == fingerprint(y));
        let least = sorted.iter().map(number).min().unwrap_or(0);
        let width = sorted.iter().map(|p| u32::BITS - (number(p) - least).leading_zeros()).max().unwrap_or(0);
        let (start, count) = (start_of(part), shared().count() as u64);
        let span = sorted.last().map_or(0, |&last| fingerprint(last) - start);
        let low = (span / count.max(1)).max(1).ilog2();
        let mut out = BitWriter::default();
        out.bits(count, COUNT_BITS);
        out.bits(u64::from(least), NUMBER_BITS);
        [width, low].into_iter().for_each(|bits| out.bits(u64::from(bits), WIDTH_BITS));
        let mut before = start;
        for of_one in shared() {
            out.rice(fingerprint(of_one[0]) - before, low);
            out.rice(of_one.len() as u64 - 1, 0);
            out.bits(u64::from(number(&of_one[0]) - least), width);
            let step = step_bits(width, of_one.len() as u64);
            of_one.windows(2).for_each(|pair| out.rice(pair[1] - pair[0], step));
            before = fingerprint(of_one[0]);
        }
        Self(out.finish())
    }

    /// Adds the postings to `into`.
    fn unpack(&self, part: usize, into: &mut Vec<u64>) {
        let mut bits = BitReader::new(&self.0);
        let mut field = |width: u32| bits.bits(width).unwrap_or(0);
        let (count, least) = (field(COUNT_BITS), field(NUMBER_BITS));
        let [width, low] =
            [(); 2].map(|()| u32::try_from(field(WIDTH_BITS)).expect("it has six bits").min(u64::BITS - NUMBER_BITS));
        let mut fingerprint = start_of(part);
        for _ in 0..count {
            let (Some(distance), Some(more)) = (bits.rice(low), bits.rice(0)) else { return };
            let Some(first) = bits.bits(width) else { return };
            fingerprint = fingerprint.wrapping_add(distance);
            let (mut number, step) = (least + first, step_bits(width, more + 1));
            into.push(fingerprint << NUMBER_BITS | number & NUMBERS);
            for _ in 0..more {
                let Some(distance) = bits.rice(step) else { return };
                number = number.wrapping_add(distance);
                into.push(fingerprint << NUMBER_BITS | number & NUMBERS);
            }
        }
    }
}

/// About as many bits as the distance takes between two of so many numbers of `width` bits.
fn step_bits(width: u32, count: u64) -> u32 {
    width.saturating_sub((count + 1).ilog2())
}

/// The lowest fingerprint of a part.
fn start_of(part: usize) -> u64 {
    (part as u64) << (u64::BITS - NUMBER_BITS - PART_BITS)
}

/// The postings of a store. Their numbers are those of [`Numbers`].
pub(crate) struct Postings(List<Part>);

impl Postings {
    pub(crate) fn of(store: &Store) -> Self {
        Self(store.list(kind::POSTINGS))
    }

    /// Adds the postings of a part to `into`, those of each segment sorted.
    pub(crate) fn read(&self, part: usize, into: &mut Vec<u64>) -> Result<(), Error> {
        for record in (part as u64..self.0.len()).step_by(PARTS) {
            self.0.get(record)?.unpack(part, into);
        }
        Ok(())
    }

    /// All postings that `renumber` has a number for, as a segment of their own.
    pub(crate) fn rewrite(store: &mut Store, renumber: impl Fn(u32) -> Option<u32>) -> Result<(), Error> {
        let all = Self::of(store);
        store.forget(kind::POSTINGS);
        let mut out = store.writer(kind::POSTINGS)?;
        let mut postings = Vec::new();
        for part in 0..PARTS {
            postings.clear();
            all.read(part, &mut postings)?;
            let kept = postings.iter().map(|&posting| Posting::from(posting));
            let kept = kept.filter_map(|p| Some(u64::from(Posting { number: renumber(p.number)?, ..p })));
            let mut kept: Vec<u64> = kept.collect();
            kept.sort_unstable();
            out.push(&Part::pack(part, &kept))?;
        }
        Ok(store.keep(out)?)
    }
}

/// Postings in the making.
pub(crate) struct NewPostings(Partitions);

impl NewPostings {
    /// What does not fit in `max_bytes` goes to `scratch`.
    pub(crate) fn new(scratch: &Path, max_bytes: usize) -> Self {
        Self(Partitions::new(u64::BITS, SORT_BITS, max_bytes, scratch.join("new-postings")))
    }

    pub(crate) fn writer(&self) -> PartitionsWriter<'_> {
        self.0.writer()
    }

    /// Keeps them as a segment of the store.
    pub(crate) fn keep(&self, store: &mut Store) -> Result<(), Error> {
        let mut out = store.writer(kind::POSTINGS)?;
        for some in 0..self.0.parts() {
            let sorted = self.0.take(some)?;
            let mut rest = sorted.as_slice();
            let parts = PARTS / self.0.parts();
            for part in some * parts..(some + 1) * parts {
                let end = rest.partition_point(|&posting| part_of(Posting::from(posting).fingerprint) <= part);
                out.push(&Part::pack(part, &rest[..end]))?;
                rest = &rest[end..];
            }
        }
        Ok(store.keep(out)?)
    }
}

/// The number of each article that was ever split: they are counted over the entries, in their order.
pub(crate) struct Numbers {
    /// The first number of each entry, and the end.
    starts: Vec<u32>,
}

impl Numbers {
    pub(crate) fn read(store: &Store) -> Result<Self, Error> {
        let facts: List<Vec<Facts>> = store.list(kind::FACTS);
        let (mut starts, mut end) = (vec![0], 0_usize);
        for facts in facts.scan(0..facts.len()) {
            end += facts?.len();
            if end > 1 << NUMBER_BITS {
                return Err(Error::too_many(end, 1 << NUMBER_BITS));
            }
            starts.push(u32::try_from(end).expect("it has 24 bits"));
        }
        Ok(Self { starts })
    }

    /// The number that the next article gets.
    pub(crate) fn next(&self) -> u32 {
        *self.starts.last().expect("there is the end")
    }

    /// The numbers of an entry.
    pub(crate) fn of(&self, entry: u32) -> std::ops::Range<u32> {
        self.starts[entry as usize]..self.starts[entry as usize + 1]
    }

    /// For each article of a catalogue its number.
    pub(crate) fn all(&self, catalogue: &Catalogue) -> Vec<u32> {
        catalogue.pages.iter().flat_map(|page| self.of(page.entry)).collect()
    }

    /// For each number the article; [`NONE`] for those of entries that no page has any more.
    pub(crate) fn articles(&self, catalogue: &Catalogue) -> Vec<u32> {
        let mut articles = vec![NONE; self.next() as usize];
        for (rank, page) in catalogue.pages.iter().enumerate().filter(|(_, page)| page.entry != NONE) {
            self.of(page.entry).zip(catalogue.articles_of(rank)).for_each(|(n, i)| articles[n as usize] = i);
        }
        articles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back_from_their_parts() {
        let mut all: Vec<u64> = (0..1000_u64).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        all.extend([0, 1, u64::MAX, u64::MAX]);
        all.extend((0..300).map(|number| (5 << 40) | (number * number))); // what many articles have
        all.sort_unstable();
        let mut back = Vec::new();
        for part in 0..PARTS {
            let of_part: Vec<u64> =
                all.iter().copied().filter(|&p| part_of(Posting::from(p).fingerprint) == part).collect();
            Part::pack(part, &of_part).unpack(part, &mut back);
        }
        assert_eq!(back, all);
        assert!(back.iter().all(|&p| u64::from(Posting::from(p)) == p));
    }

    #[test]
    fn bytes_that_are_no_postings_do_no_harm() {
        let mut into = Vec::new();
        Part(vec![255; 40]).unpack(7, &mut into);
        Part([vec![255; 40], vec![1]].concat()).unpack(PARTS - 1, &mut into);
        Part(vec![255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0]).unpack(3, &mut into);
        Part(Vec::new()).unpack(0, &mut into);
        assert!(into.len() < 100, "{}", into.len());
    }
}
