//! What `dedup` leaves for [`find`](crate::find): the blocks of a run, and the fingerprints of all records beside them, sorted. Nothing
//! but the rows of the records is in memory: some 50 bytes a record. The same is made of the articles of a folder of tables.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use rayon::prelude::*;
use wirecopy_record::{ArticleRow, SpanRow};
use wirecopy_retrieve::{RunSettings, Winnower, Winnowing};
use wirecopy_spill::{Block, BlockWriter, Unwritten, Work};
use wirecopy_text::walk_keys;

use super::corpus::Corpus;
use super::layout::{
    BlockRow, DOCS, DocRow, GRAM_PARTS, Gram, IDS, KEYS, LONG, Place, SHAPES, STARTS, Shape, read_places, read_starts,
};
use super::map::{Columns, MAPPED, block_name};
use super::pairs::load;
use crate::error::Error;
use crate::find::{Asked, Pile, Words};

/// The folder of the index, inside that for results.
const INDEX: &str = "index";

/// What the index is, written last: where it is, the index is whole.
const ABOUT: &str = "about";

/// Layout of the index.
const FORMAT: u64 = 1;

/// Numbers that are read at once, where the place of a fingerprint is known so far.
const AT_ONCE: usize = 256;

/// Articles in one block.
const ARTICLES: usize = 2048;

fn postings_name(part: usize) -> String {
    format!("postings-{part:03}")
}

/// The names of all files of an index with so many blocks, that which makes it whole last.
fn names(blocks: usize) -> impl Iterator<Item = String> {
    (0..blocks).map(block_name).chain((0..GRAM_PARTS).map(postings_name)).chain([ABOUT.to_owned()])
}

/// Leaves the blocks of a run, with their fingerprints sorted, in the folder of results.
pub(super) fn keep(corpus: &Corpus, work: &Work, out: &Path) -> Result<(), Error> {
    sort(corpus.blocks(), work)?;
    let dir = out.join(INDEX);
    let failed = |e| Error::files(format!("{} can't be written ({e})", dir.display()));
    fs::create_dir_all(&dir).map_err(failed)?;
    // A run that is killed from here on maps again what went already.
    fs::remove_file(work.path(MAPPED)).map_err(failed)?;
    names(corpus.blocks().len()).try_for_each(|name| Ok(work.give(&name, &dir.join(&name))?))
}

/// Sorts the fingerprints of some blocks beside them.
fn sort(blocks: &[Block], work: &Work) -> Result<(), Error> {
    (0..GRAM_PARTS).into_par_iter().try_for_each(|part| {
        let mut postings = Vec::new();
        load(part, blocks, &mut postings)?;
        postings.sort_unstable();
        postings.dedup();
        let mut block = BlockWriter::default();
        block.push_column(postings);
        Ok::<(), Error>(work.write(&postings_name(part), block)?)
    })?;
    let mut block = BlockWriter::default();
    block.push_column(vec![FORMAT, blocks.len() as u64]);
    Ok(work.write(ABOUT, block)?)
}

/// Deletes the index of a folder of results, if there is one.
pub(super) fn remove(out: &Path) -> Result<(), Error> {
    let dir = out.join(INDEX);
    if !dir.exists() {
        return Ok(());
    }
    fs::remove_dir_all(&dir).map_err(|e| Error::files(format!("{} can't be deleted ({e})", dir.display())))
}

/// Records with their words and sorted fingerprints, in a folder.
#[derive(Debug)]
pub(crate) struct BlockIndex {
    blocks: Vec<Block>,
    postings: Vec<Block>,
    /// Number of the first record of each block, and of all records in the end.
    firsts: Vec<u32>,
    docs: Vec<DocRow>,
    winnowing: Winnowing,
}

impl BlockIndex {
    /// Opens the index of what `dedup` read, if it left one in its folder.
    pub(crate) fn of_dedup(out: &Path) -> Result<Option<Self>, Error> {
        let dir = out.join(INDEX);
        dir.join(ABOUT).exists().then(|| Self::open(&dir)).transpose()
    }

    /// Opens an index.
    pub(crate) fn open(dir: &Path) -> Result<Self, Error> {
        let about: Vec<u64> = Block::open(&dir.join(ABOUT))?.column(0)?;
        let [FORMAT, blocks] = about[..] else {
            let message =
                format!("{} is of another version of the program; delete it, and make it again", dir.display());
            return Err(Error::files(message));
        };
        let open = |name: String| Ok(Block::open(&dir.join(name))?);
        let blocks: Vec<Block> = (0..blocks as usize).map(block_name).map(open).collect::<Result<_, Error>>()?;
        let postings = (0..GRAM_PARTS).map(postings_name).map(open).collect::<Result<_, Error>>()?;
        let (mut docs, mut firsts) = (Vec::new(), vec![0]);
        for block in &blocks {
            block.append(DOCS, 0..block.len::<DocRow>(DOCS), &mut docs)?;
            firsts.push(docs.len() as u32);
        }
        Ok(Self { blocks, postings, firsts, docs, winnowing: RunSettings::default().winnowing })
    }

    /// Makes the index of some articles in an empty folder. Words have their places on the page.
    pub(crate) fn make(articles: &[ArticleRow], dir: &Path) -> Result<(), Error> {
        let (work, _) = Work::open(dir, "the index of some articles", Unwritten { bytes: 0, time: Duration::ZERO })?;
        let chunks: Vec<&[ArticleRow]> = articles.chunks(ARTICLES).collect();
        chunks.par_iter().enumerate().try_for_each(|(number, some)| {
            let (mut columns, mut winnower) = (Columns::default(), Winnower::new(RunSettings::default().winnowing));
            for row in *some {
                columns.push(&row.article_id, &parts(row), &mut winnower);
            }
            columns.write(BlockRow { records: some.len() as u64, ..Default::default() }, &work, &block_name(number))
        })?;
        let open = |number| Ok(work.block(&block_name(number))?.expect("it was written above"));
        let blocks: Vec<Block> = (0..chunks.len()).map(open).collect::<Result<_, Error>>()?;
        sort(&blocks, &work)
    }

    pub(crate) fn records(&self) -> usize {
        self.docs.len()
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

    fn block_of(&self, doc: u32) -> usize {
        self.firsts.partition_point(|&first| first <= doc) - 1
    }

    /// The block of a record, and its words there.
    fn words(&self, doc: u32) -> (&Block, Range<usize>) {
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

/// The parts of an article's body, and where on its page they start.
fn parts(row: &ArticleRow) -> Vec<(usize, &str)> {
    let part = |span: SpanRow| Some((usize::try_from(span[0]).ok()?, row.slice(span)?));
    row.body_spans.iter().filter_map(|&span| part(span)).collect()
}

impl Pile for BlockIndex {
    /// The part of a fingerprint, and where its entries stand there.
    type Entries = (usize, Range<usize>);

    fn winnowing(&self) -> Winnowing {
        self.winnowing
    }

    fn asked(&self, text: &str) -> Asked {
        let mut asked = Asked { keys: Vec::new(), places: Vec::new(), hashed: Vec::new() };
        walk_keys(text, |words| {
            asked.keys.extend_from_slice(words.keys());
            asked.places.extend(words.iter().map(|word| [u64::from(word.start), u64::from(word.end)]));
        });
        asked.hashed = asked.keys.iter().map(|&key| u64::from(key)).collect();
        asked
    }

    fn entries(&self, fingerprint: u64) -> Result<(usize, Self::Entries), Error> {
        let mut buffer = Vec::new();
        let part = Gram::part(fingerprint);
        let first = Gram::pack(fingerprint, 0);
        let start = self.first_at_least(part, first, &mut buffer)?;
        // All bits of a record's number set: no record has it.
        let end = self.first_at_least(part, Gram::with_doc(first, u32::MAX >> 4), &mut buffer)?;
        Ok((end - start, (part, start..end)))
    }

    fn docs(&self, (part, range): &Self::Entries, most: usize, into: &mut Vec<u32>) -> Result<(), Error> {
        let mut grams = Vec::new();
        self.postings[*part].read(0, range.start..range.end.min(range.start + most), &mut grams)?;
        into.extend(grams.iter().map(|&gram: &u64| Gram::doc(gram)));
        Ok(())
    }

    fn read(&self, doc: u32, words: &mut Words) -> Result<(), Error> {
        let (block, range) = self.words(doc);
        let mut starts = Vec::new();
        block.read(KEYS, range, &mut words.keys)?;
        self.bytes(doc, STARTS, |d| d.grams_at, &mut starts)?;
        words.starts.clear();
        words.starts.extend(read_starts(&starts));
        Ok(())
    }

    fn place(&self, doc: u32) -> Result<(String, Vec<SpanRow>), Error> {
        let (block, words) = self.words(doc);
        let (mut shapes, mut bytes, mut places) = (Vec::<Shape>::new(), Vec::new(), Vec::new());
        block.read(SHAPES, words, &mut shapes)?;
        self.bytes(doc, LONG, |d| d.long_at, &mut bytes)?;
        read_places(&shapes, &bytes, &mut places);
        self.bytes(doc, IDS, |d| d.id_at, &mut bytes)?;
        let span = |place: &Place| [u64::from(place.start), u64::from(place.end)];
        Ok((String::from_utf8_lossy(&bytes).into_owned(), places.iter().map(span).collect()))
    }
}
