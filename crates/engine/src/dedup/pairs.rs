//! Which pairs of texts are worth reading?

use std::ops::RangeInclusive;

use rayon::prelude::*;
use wirecopy_spill::{Block, BlockWriter, Partitions, PartitionsWriter, Work, sort_by_bits};

use super::corpus::Corpus;
use super::layout::{DOC_BITS, DOCS, DocRow, GRAM_ENDS, GRAM_PARTS, GRAMS, Gram};
use super::settings::{DedupSettings, Rules};
use crate::error::Error;

/// Parts that pairs are sorted in, as powers of two, and for how many texts there is one: each is a file, and of small piles making the
/// files would take longer than what is written to them.
const PAIR_PART_BITS: RangeInclusive<u32> = 2..=7;
const TEXTS_A_PART: u32 = 1024;

/// Parts of fingerprints whose buckets stand in one file.
const PARTS_A_FILE: usize = 8;

/// Files of buckets.
pub(super) const BUCKET_FILES: usize = GRAM_PARTS / PARTS_A_FILE;

/// Pairs of texts, one entry for each fingerprint that they share, and the fingerprints that several texts hold.
///
/// A fingerprint in up to `max_bucket` texts pairs them all; one in more pairs each with the first and the next only, and such
/// a meeting counts as *crowded*. So a line on a hundred thousand pages costs two entries a page.
#[derive(Debug)]
pub(super) struct Pairs {
    entries: Partitions,
    /// How far the number of `a` is moved up, so that all parts are used.
    shift: u32,
}

/// A pair with the fingerprints it shares, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) a: u32,
    pub(super) b: u32,
    /// Fingerprints that few texts hold.
    pub(super) rare: u32,
    /// Fingerprints that many hold.
    pub(super) crowded: u32,
}

impl Pair {
    /// Whether so much is shared that one may hold the other, the smaller of which has so many words.
    pub(super) fn may_hold(self, words: u32, rules: &Rules) -> bool {
        (self.rare + self.crowded) * rules.held_tokens_a_fingerprint >= words
    }
}

fn bucket_name(file: usize) -> String {
    format!("buckets-{file:03}")
}

impl Pairs {
    /// Sorts the fingerprints of all records part by part. Leaves in the work folder, in [`BUCKET_FILES`] blocks, the fingerprints that
    /// `boilerplate_texts` or more texts hold, with these texts.
    pub(super) fn find(corpus: &Corpus, work: &Work, settings: &DedupSettings) -> Result<Self, Error> {
        let shift = corpus.texts().max(1).leading_zeros().saturating_sub(32 - DOC_BITS);
        let path = work.path("pairs.spill");
        let max_bytes = usize::try_from(settings.memory / 4).unwrap_or(usize::MAX);
        let bits = (corpus.texts() / TEXTS_A_PART).max(1).ilog2();
        let bits = bits.clamp(*PAIR_PART_BITS.start(), *PAIR_PART_BITS.end());
        let pairs = Self { entries: Partitions::new(64, bits, max_bytes, path), shift };
        (0..BUCKET_FILES).into_par_iter().try_for_each_init(Scratch::default, |scratch, file| {
            let mut buckets = Buckets::default();
            let mut writer = pairs.entries.writer();
            for part in file * PARTS_A_FILE..(file + 1) * PARTS_A_FILE {
                load(part, corpus.blocks(), &mut scratch.grams)?;
                scratch.repeated.keep(&mut scratch.grams, corpus);
                sort_by_bits(&mut scratch.grams, Gram::MIXED, &mut scratch.sorted);
                pairs.push_part((part, &mut scratch.grams), &settings.rules, &mut writer, &mut buckets)?;
            }
            writer.finish()?;
            Ok::<(), Error>(work.write(&bucket_name(file), buckets.block())?)
        })?;
        Ok(pairs)
    }

    pub(super) fn parts(&self) -> usize {
        self.entries.parts()
    }

    /// Pushes the pairs of a part, and those of its fingerprints that many texts hold; `grams` are sorted by [`Gram::MIXED`], with numbers of
    /// texts, and what occurs once may be left out of them.
    fn push_part(
        &self,
        (part, grams): (usize, &mut [u64]),
        rules: &Rules,
        writer: &mut PartitionsWriter<'_>,
        buckets: &mut Buckets,
    ) -> Result<(), Error> {
        let mut texts = Vec::new();
        for alike in grams.chunk_by_mut(|&x, &y| Gram::mixed(x) == Gram::mixed(y)).filter(|alike| alike.len() > 1) {
            alike.sort_unstable();
            for bucket in alike.chunk_by(|&x, &y| Gram::bits(x) == Gram::bits(y)).filter(|b| b.len() > 1) {
                texts.clear();
                texts.extend(bucket.iter().map(|&gram| Gram::doc(gram)));
                texts.dedup();
                self.push_bucket(&texts, rules, writer)?;
                if texts.len() >= rules.boilerplate_texts {
                    buckets.push(Gram::name(part, bucket[0]), &texts);
                }
            }
        }
        Ok(())
    }

    /// Pushes the pairs of the texts that hold one fingerprint.
    fn push_bucket(&self, texts: &[u32], rules: &Rules, writer: &mut PartitionsWriter<'_>) -> Result<(), Error> {
        match texts.len() {
            0 | 1 => Ok(()),
            n if n <= rules.max_bucket => self.push_all(texts, writer),
            _ => self.push_chain(texts, writer),
        }
    }

    fn push_all(&self, texts: &[u32], writer: &mut PartitionsWriter<'_>) -> Result<(), Error> {
        for (i, &a) in texts.iter().enumerate() {
            for &b in &texts[i + 1..] {
                writer.push(self.pack(a, b, 0))?;
            }
        }
        Ok(())
    }

    fn push_chain(&self, texts: &[u32], writer: &mut PartitionsWriter<'_>) -> Result<(), Error> {
        for two in texts.windows(2) {
            writer.push(self.pack(two[0], two[1], 1))?;
        }
        for &b in &texts[2..] {
            writer.push(self.pack(texts[0], b, 1))?;
        }
        Ok(())
    }

    fn pack(&self, a: u32, b: u32, crowded: u64) -> u64 {
        u64::from(a) << (64 - DOC_BITS + self.shift) | u64::from(b) << 1 | crowded
    }

    fn unpack(&self, entry: u64) -> (u32, u32) {
        let a = entry >> (64 - DOC_BITS + self.shift);
        (a as u32, (entry >> 1 & ((1 << DOC_BITS) - 1)) as u32)
    }

    /// The pairs of one part that share enough to be read, sorted; unless `all` are wanted only those of which one may hold the other.
    pub(super) fn take(&self, part: usize, corpus: &Corpus, rules: &Rules, all: bool) -> Result<Vec<Pair>, Error> {
        let entries = self.entries.take(part)?;
        let pairs = entries.chunk_by(|x, y| x >> 1 == y >> 1).filter_map(|same| {
            let (a, b) = self.unpack(same[0]);
            let crowded = same.iter().filter(|&&entry| entry & 1 == 1).count() as u32;
            let pair = Pair { a, b, rare: same.len() as u32 - crowded, crowded };
            let words = corpus.words(a).min(corpus.words(b));
            let is_wanted = all || pair.may_hold(words, rules);
            (is_wanted && is_worth_reading(pair, words, rules)).then_some(pair)
        });
        Ok(pairs.collect())
    }
}

/// A pair needs shared fingerprints in proportion to the smaller text. Crowded ones say little by themselves: they count where they
/// make up a good part of the smaller text.
fn is_worth_reading(pair: Pair, words: u32, rules: &Rules) -> bool {
    let needed = (words / rules.tokens_a_fingerprint).clamp(1, rules.max_needed);
    pair.rare >= needed || (pair.rare + pair.crowded) * 16 >= words
}

/// Memory for one part after the other.
#[derive(Default)]
struct Scratch {
    grams: Vec<u64>,
    sorted: Vec<u64>,
    repeated: Repeated,
}

/// Tells which fingerprints may occur more than once: most occur once, and sorting them is what costs.
///
/// Two bits for each hash say whether it was seen and seen again; with eight hashes for each fingerprint, one in eight of those that
/// occur once stays.
#[derive(Default)]
struct Repeated {
    /// The bits of 64 hashes: seen, and seen again.
    bits: Vec<[u64; 2]>,
}

impl Repeated {
    /// Takes out most fingerprints that occur once, and those of records that stand for no text; puts the text in the place of the record.
    fn keep(&mut self, grams: &mut Vec<u64>, corpus: &Corpus) {
        let cells = grams.len().div_ceil(8).next_power_of_two();
        self.bits.clear();
        self.bits.resize(cells, [0, 0]);
        let place = |gram: u64| {
            let hash = Gram::bits(gram).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
            ((hash as usize / 64) & (cells - 1), 1 << (hash % 64))
        };
        for &gram in &*grams {
            let (at, bit) = place(gram);
            let [seen, again] = &mut self.bits[at];
            *again |= *seen & bit;
            *seen |= bit;
        }
        grams.retain_mut(|gram| {
            let (at, bit) = place(*gram);
            let text = if self.bits[at][1] & bit != 0 { corpus.represented(Gram::doc(*gram)) } else { None };
            *gram = text.map_or(*gram, |text| Gram::with_doc(*gram, text));
            text.is_some()
        });
    }
}

/// Replaces `grams` by the fingerprints of a part, each with its record.
pub(super) fn load(part: usize, blocks: &[Block], grams: &mut Vec<u64>) -> Result<(), Error> {
    let (mut first, mut buffer) = (0, Vec::new());
    grams.clear();
    for block in blocks {
        let from = part.saturating_sub(1);
        let ends = block.get::<u64>(GRAM_ENDS, from..part + 1, &mut buffer)?;
        let start = if part == 0 { 0 } else { ends[0] as usize };
        let before = grams.len();
        block.append(GRAMS, start..ends[ends.len() - 1] as usize, grams)?;
        grams[before..].iter_mut().for_each(|gram| *gram += first); // a number of a record fits in beside the others
        first += block.len::<DocRow>(DOCS) as u64;
    }
    Ok(())
}

/// Fingerprints with the texts that hold them.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    names: Vec<u64>,
    ends: Vec<u64>,
    texts: Vec<u32>,
}

impl Buckets {
    fn push(&mut self, name: u64, texts: &[u32]) {
        self.names.push(name);
        self.texts.extend_from_slice(texts);
        self.ends.push(self.texts.len() as u64);
    }

    fn block(self) -> BlockWriter {
        let mut block = BlockWriter::default();
        block.push_column(self.names);
        block.push_column(self.ends);
        block.push_column(self.texts);
        block
    }

    pub(super) fn read(file: usize, work: &Work) -> Result<Self, Error> {
        let block = work.block(&bucket_name(file))?.expect("pairs were found");
        Ok(Self { names: block.column(0)?, ends: block.column(1)?, texts: block.column(2)? })
    }

    /// Each fingerprint's name with its texts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &[u32])> {
        let mut start = 0;
        self.names.iter().zip(&self.ends).map(move |(&name, &end)| {
            let texts = &self.texts[start..end as usize];
            start = end as usize;
            (name, texts)
        })
    }
}
