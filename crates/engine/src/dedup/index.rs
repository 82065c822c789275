//! Where in a pile does a text occur, whole or in part?
//!
//! The blocks of a run stay, and the fingerprints of all records beside them, sorted. A text that is asked for is looked up by its
//! fingerprints; the records that share some are read word by word, so what is told was compared and has its place. Nothing but the
//! rows of the records is in memory: some 50 bytes a record.

use std::fs;
use std::path::Path;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;
use wirecopy_record::{OccurrenceRow, PassageRow};
use wirecopy_retrieve::{Run, RunFinder, RunSettings, Seeds, Winnower, covered, gram_hash};
use wirecopy_spill::{Block, BlockWriter, Work};
use wirecopy_text::walk_keys;

use super::boilerplate::share;
use super::corpus::Corpus;
use super::layout::{
    DOCS, DocRow, GRAM_PARTS, Gram, IDS, KEYS, LONG, Place, SHAPES, STARTS, Shape, read_places, read_starts,
};
use super::map::{MAPPED, block_name};
use super::pairs::load;
use super::write::span;
use crate::error::Error;

/// The folder of the index, inside that for results.
const INDEX: &str = "index";

/// What the index is, written last: where it is, the index is whole.
const ABOUT: &str = "about";

/// Layout of the index.
const FORMAT: u64 = 1;

/// Up to so many words all runs of five are looked up, and beyond that the chosen ones: a short text may have few of these.
const MAX_ALL_GRAMS: usize = 64;

/// Entries of fingerprints that are read for one text; the rarest come first.
const MAX_ENTRIES: usize = 200_000;

/// Records that are read for one text, those first that share most fingerprints.
const MAX_READ: usize = 1000;

/// Numbers that are read at once, where the place of a fingerprint is known so far.
const AT_ONCE: usize = 256;

fn postings_name(part: usize) -> String {
    format!("postings-{part:03}")
}

/// Leaves the blocks of a run, with their fingerprints sorted, in the folder of results.
pub(super) fn keep(corpus: &Corpus, work: &Work, out: &Path) -> Result<(), Error> {
    (0..GRAM_PARTS).into_par_iter().try_for_each(|part| {
        let mut postings = load(part, corpus)?;
        postings.sort_unstable();
        postings.dedup();
        let mut block = BlockWriter::default();
        block.push_column(&postings);
        Ok::<(), Error>(work.write(&postings_name(part), &block)?)
    })?;
    let about = [FORMAT, corpus.blocks().len() as u64];
    let mut block = BlockWriter::default();
    block.push_column(&about);
    work.write(ABOUT, &block)?;
    let dir = out.join(INDEX);
    let failed = |e| Error::files(format!("{} can't be written ({e})", dir.display()));
    fs::create_dir_all(&dir).map_err(failed)?;
    // A run that is killed from here on maps again what went already.
    fs::remove_file(work.path(MAPPED)).map_err(failed)?;
    let blocks = (0..corpus.blocks().len()).map(block_name);
    let names = blocks.chain((0..GRAM_PARTS).map(postings_name)).chain([ABOUT.to_owned()]);
    names.into_iter().try_for_each(|name| Ok(work.give(&name, &dir.join(&name))?))
}

/// Deletes the index of a folder of results, if there is one.
pub(super) fn remove(out: &Path) -> Result<(), Error> {
    let dir = out.join(INDEX);
    if !dir.exists() {
        return Ok(());
    }
    fs::remove_dir_all(&dir).map_err(|e| Error::files(format!("{} can't be deleted ({e})", dir.display())))
}

/// The index of a pile that `dedup` read with `index`.
#[derive(Debug)]
pub struct DedupIndex {
    blocks: Vec<Block>,
    postings: Vec<Block>,
    /// Number of the first record of each block, and of all records in the end.
    firsts: Vec<u32>,
    docs: Vec<DocRow>,
    runs: RunSettings,
}

/// Where a text occurs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Occurrences {
    /// The records that hold most of it, by the share of its words.
    pub rows: Vec<OccurrenceRow>,
    /// How many records hold some of it, those in `rows` among them.
    pub records: usize,
    /// Whether that is all of them: more share fingerprints with a text that many print than are read.
    pub is_complete: bool,
}

/// A text that is asked for.
struct Asked {
    keys: Vec<u32>,
    places: Vec<Place>,
    grams: Vec<(u64, usize)>,
}

/// A record that holds some of it.
struct Holder {
    doc: u32,
    copied: (u32, u32),
    runs: Vec<Run>,
}

impl DedupIndex {
    /// Opens the index of a folder of results.
    ///
    /// # Errors
    /// When there is none, or it can't be read.
    pub fn open(out: &Path) -> Result<Self, Error> {
        let dir = out.join(INDEX);
        if !dir.join(ABOUT).exists() {
            let message = format!("there is no index in {}; make one with `wirecopy dedup IN --index`", out.display());
            return Err(Error::files(message));
        }
        let about: Vec<u64> = Block::open(&dir.join(ABOUT))?.column(0)?;
        if about.first() != Some(&FORMAT) {
            let message = format!("{} is of another version of the program; make it again", dir.display());
            return Err(Error::files(message));
        }
        let open = |name: String| Ok(Block::open(&dir.join(name))?);
        let blocks: Vec<Block> = (0..about[1] as usize).map(block_name).map(open).collect::<Result<_, Error>>()?;
        let postings = (0..GRAM_PARTS).map(postings_name).map(open).collect::<Result<_, Error>>()?;
        let (mut docs, mut firsts) = (Vec::new(), vec![0]);
        for block in &blocks {
            block.append(DOCS, 0..block.len::<DocRow>(DOCS), &mut docs)?;
            firsts.push(docs.len() as u32);
        }
        Ok(Self { blocks, postings, firsts, docs, runs: RunSettings::default() })
    }

    /// How many records it knows.
    #[must_use]
    pub fn records(&self) -> usize {
        self.docs.len()
    }

    /// Where `text` occurs: at most `most` records, and how many there are. A run of twelve words and more is always found; of a
    /// shorter text the whole, where luck has it.
    ///
    /// # Errors
    /// When the text has fewer than five words, or the index can't be read.
    pub fn find(&self, text: &str, most: usize) -> Result<Occurrences, Error> {
        let asked = self.asked(text)?;
        let (candidates, is_complete) = self.candidates(&asked)?;
        let mut found = self.holders(&asked, &candidates)?;
        found.sort_by_key(|holder| (std::cmp::Reverse(holder.copied), holder.doc));
        let records = found.len();
        let rows = found.iter().take(most).map(|holder| self.row(&asked, holder)).collect::<Result<_, Error>>()?;
        Ok(Occurrences { rows, records, is_complete })
    }

    fn asked(&self, text: &str) -> Result<Asked, Error> {
        let (mut keys, mut places) = (Vec::new(), Vec::new());
        walk_keys(text, |word| {
            keys.push(word.key as u32);
            places.push(Place { start: word.start as u32, end: word.end as u32 });
        });
        let gram = self.runs.winnowing.gram_tokens;
        if keys.len() < gram {
            return Err(Error::files(format!("the text has {} words; give {gram} or more", keys.len())));
        }
        let mut grams = Vec::new();
        if keys.len() <= MAX_ALL_GRAMS {
            grams.extend(keys.windows(gram).enumerate().map(|(at, words)| (gram_hash(words), at)));
        } else {
            Winnower::new(self.runs.winnowing).walk(&keys, |hash, at| grams.push((hash, at)));
        }
        Ok(Asked { keys, places, grams })
    }

    /// Records that share fingerprints with a text, those with most first, and whether these are all.
    fn candidates(&self, asked: &Asked) -> Result<(Vec<u32>, bool), Error> {
        let mut hashes: Vec<u64> = asked.grams.iter().map(|gram| gram.0).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut buffer = Vec::new();
        let lists: Result<Vec<_>, Error> = hashes.iter().map(|&hash| self.entries(hash, &mut buffer)).collect();
        let mut lists = lists?;
        lists.sort_unstable_by_key(|(part, range)| (range.len(), *part, range.start));
        let (mut shared, mut left, mut is_complete) = (HashMap::new(), MAX_ENTRIES, true);
        for (part, range) in lists {
            let read = range.start..range.end.min(range.start + left);
            is_complete &= read == range;
            left -= read.len();
            self.postings[part].read(0, read, &mut buffer)?;
            buffer.iter().for_each(|&gram| *shared.entry(Gram::doc(gram)).or_insert(0_u32) += 1);
        }
        let mut docs: Vec<(u32, u32)> = shared.into_iter().collect();
        docs.sort_unstable_by_key(|&(doc, n)| (std::cmp::Reverse(n), doc));
        is_complete &= docs.len() <= MAX_READ;
        Ok((docs.into_iter().take(MAX_READ).map(|(doc, _)| doc).collect(), is_complete))
    }

    /// The part of a fingerprint, and where its entries stand there.
    fn entries(&self, hash: u64, buffer: &mut Vec<u64>) -> Result<(usize, std::ops::Range<usize>), Error> {
        let part = Gram::part(hash);
        let first = Gram::pack(hash, 0);
        let start = self.first_at_least(part, first, buffer)?;
        // All bits of a record's number set: no record has it.
        let end = self.first_at_least(part, Gram::with_doc(first, u32::MAX >> 4), buffer)?;
        Ok((part, start..end))
    }

    /// The place of the first entry of a part that is not smaller.
    fn first_at_least(&self, part: usize, entry: u64, buffer: &mut Vec<u64>) -> Result<usize, Error> {
        let block = &self.postings[part];
        let (mut from, mut to) = (0, block.len::<u64>(0));
        while to - from > AT_ONCE {
            let middle = from + (to - from) / 2;
            block.read(0, middle..middle + 1, buffer)?;
            if buffer[0] < entry { from = middle + 1 } else { to = middle }
        }
        block.read(0, from..to, buffer)?;
        Ok(from + buffer.partition_point(|&found| found < entry))
    }

    /// What these records hold of a text, read from their words: a run that is always found, or the whole of a shorter text.
    fn holders(&self, asked: &Asked, docs: &[u32]) -> Result<Vec<Holder>, Error> {
        let least = self.runs.winnowing.guaranteed_tokens().min(asked.keys.len()) as u32;
        let (mut finder, mut seeds, mut scratch) = (RunFinder::new(self.runs), Seeds::default(), Vec::new());
        seeds.fill(asked.grams.iter().copied());
        let (mut keys, mut starts, mut found) = (Vec::new(), Vec::new(), Vec::new());
        for &doc in docs {
            let (block, words) = self.words(doc);
            block.read(KEYS, words, &mut keys)?;
            self.bytes(doc, STARTS, |d| d.grams_at, &mut starts)?;
            let gram = self.runs.winnowing.gram_tokens;
            let grams = read_starts(&starts).map(|at| (gram_hash(&keys[at..keys.len().min(at + gram)]), at));
            let runs = finder.runs((&asked.keys, &seeds), &keys, grams);
            if runs.iter().any(|run| run.tokens >= least) {
                found.push(Holder { doc, copied: covered(runs, &mut scratch), runs: runs.to_vec() });
            }
        }
        Ok(found)
    }

    fn row(&self, asked: &Asked, holder: &Holder) -> Result<OccurrenceRow, Error> {
        let (block, words) = self.words(holder.doc);
        let (mut shapes, mut bytes, mut places) = (Vec::<Shape>::new(), Vec::new(), Vec::new());
        block.read(SHAPES, words.clone(), &mut shapes)?;
        self.bytes(holder.doc, LONG, |d| d.long_at, &mut bytes)?;
        read_places(&shapes, &bytes, &mut places);
        self.bytes(holder.doc, IDS, |d| d.id_at, &mut bytes)?;
        let passage = |run: &Run| PassageRow {
            a: span(&asked.places, run.a, run.tokens),
            b: span(&places, run.b, run.tokens),
            tokens: u64::from(run.tokens),
        };
        Ok(OccurrenceRow {
            id: String::from_utf8_lossy(&bytes).into_owned(),
            copied: share(holder.copied.0, asked.keys.len() as u32),
            covered: share(holder.copied.1, words.len() as u32),
            passages: holder.runs.iter().map(passage).collect(),
        })
    }

    fn block_of(&self, doc: u32) -> usize {
        self.firsts.partition_point(|&first| first <= doc) - 1
    }

    /// The block of a record, and its words there.
    fn words(&self, doc: u32) -> (&Block, std::ops::Range<usize>) {
        let DocRow { keys_at, words, .. } = self.docs[doc as usize];
        (&self.blocks[self.block_of(doc)], keys_at as usize..(keys_at + words) as usize)
    }

    fn bytes(&self, doc: u32, column: usize, at: fn(&DocRow) -> u32, into: &mut Vec<u8>) -> Result<(), Error> {
        let number = self.block_of(doc);
        let block = &self.blocks[number];
        let is_last = doc + 1 == self.firsts[number + 1];
        let end = if is_last { block.len::<u8>(column) } else { at(&self.docs[doc as usize + 1]) as usize };
        Ok(block.read(column, at(&self.docs[doc as usize]) as usize..end, into)?)
    }
}
