//! All mapped records: which of them have the same words, and how to read them.

use std::ops::Range;

use rayon::prelude::*;
use wirecopy_record::SpanRow;
use wirecopy_retrieve::gram_at;
use wirecopy_spill::{Block, Work};

use super::layout::{
    BlockRow, DOCS, DocRow, IDS, KEYS, LONG, Place, REJECTS, SHAPES, STARTS, Shape, TOTALS, read_places, read_spans,
    read_starts,
};
use super::map::block_name;
use super::settings::{DedupSettings, Keep};
use super::source::Sources;
use crate::error::Error;

/// Whether so many words may be held in memory: a word of news takes seven bytes there, with room to spare.
fn may_hold(words: u64, settings: &DedupSettings) -> bool {
    words * 7 <= settings.memory / 2
}

/// Columns of a block that are asked again and again.
const ASKED: [usize; 5] = [KEYS, SHAPES, STARTS, LONG, IDS];

/// A record in memory. Its columns start at these places of its block.
#[derive(Debug, Clone, Copy)]
struct Doc {
    merit: u64,
    words: u32,
    keys_at: u32,
    long_at: u32,
    grams_at: u32,
    id_at: u32,
    line: u32,
    text: u32,
    block: u32,
}

/// The text of a record without words: it is compared with nothing.
const NO_TEXT: u32 = u32::MAX;

/// All records of a run, numbered in the order of the input, and their texts.
///
/// Records with the same words have one *text*. Texts are numbered in the order of their hashes: so nothing that is decided about
/// texts depends on the order of the input.
#[derive(Debug)]
pub(super) struct Corpus {
    blocks: Vec<Block>,
    totals: Vec<BlockRow>,
    /// Number of the first record of each block, and of all records in the end.
    firsts: Vec<u32>,
    docs: Vec<Doc>,
    /// Records that are there already: the first so many.
    existing: u32,
    /// Records by text, the best first.
    members: Vec<u32>,
    /// Where the members of each text start, and the end.
    starts: Vec<u32>,
    /// For each record the text that it stands for, or `NO_TEXT`: asked for each fingerprint.
    represented: Vec<u32>,
    /// How many words each text has: asked for both texts of each pair, which stand anywhere.
    words: Vec<u32>,
    gram_tokens: usize,
}

impl Corpus {
    /// Opens so many blocks.
    pub(super) fn open(blocks: usize, work: &Work, sources: &Sources, settings: &DedupSettings) -> Result<Self, Error> {
        let mut corpus = Self {
            blocks: Vec::with_capacity(blocks),
            totals: Vec::with_capacity(blocks),
            firsts: vec![0],
            docs: Vec::new(),
            existing: 0,
            members: Vec::new(),
            starts: Vec::new(),
            represented: Vec::new(),
            words: Vec::new(),
            gram_tokens: settings.runs.winnowing.gram_tokens,
        };
        let mut contents: Vec<(u128, u32)> = Vec::new();
        for number in 0..blocks {
            let block = work.block(&block_name(number))?.expect("all blocks are mapped");
            corpus.add(block, sources, settings.keep, &mut contents)?;
        }
        let words: u64 = corpus.docs.iter().map(|d| u64::from(d.words)).sum();
        if may_hold(words, settings) {
            corpus.blocks.par_iter_mut().try_for_each(|block| block.hold(&ASKED))?;
        }
        contents.par_sort_unstable();
        corpus.number_texts(&contents, settings.keep)?;
        Ok(corpus)
    }

    fn add(
        &mut self,
        block: Block,
        sources: &Sources,
        keep: Keep,
        contents: &mut Vec<(u128, u32)>,
    ) -> Result<(), Error> {
        let totals = block.column::<BlockRow>(TOTALS)?[0];
        let number = self.blocks.len() as u32;
        for &row in block.get::<DocRow>(DOCS, 0..block.len::<DocRow>(DOCS), &mut Vec::new())? {
            if row.words > 0 {
                let content = u128::from(row.content[0]) << 64 | u128::from(row.content[1]);
                contents.push((content, self.docs.len() as u32));
            }
            let DocRow { merit, words, keys_at, long_at, grams_at, id_at, line, .. } = row;
            // A block does not know how many records stand before it.
            let merit = if keep == Keep::First { self.docs.len() as u64 } else { merit };
            let (text, block) = (NO_TEXT, number);
            self.docs.push(Doc { merit, words, keys_at, long_at, grams_at, id_at, line, text, block });
        }
        if self.docs.len() >= 1 << super::layout::DOC_BITS {
            return Err(Error::files("more than 268 million records: part the input and use --against".to_owned()));
        }
        if sources.files[totals.file as usize].is_existing {
            self.existing = self.docs.len() as u32;
        }
        self.firsts.push(self.docs.len() as u32);
        self.totals.push(totals);
        self.blocks.push(block);
        Ok(())
    }

    fn number_texts(&mut self, contents: &[(u128, u32)], keep: Keep) -> Result<(), Error> {
        for group in contents.chunk_by(|x, y| x.0 == y.0) {
            if let [(_, doc)] = *group {
                self.docs[doc as usize].text = self.starts.len() as u32;
                self.starts.push(self.members.len() as u32);
                self.members.push(doc);
                continue;
            }
            let mut rest: Vec<u32> = group.iter().map(|&(_, doc)| doc).collect();
            while !rest.is_empty() {
                let same = self.take_same(&mut rest)?;
                self.push_text(&same, keep)?;
            }
        }
        self.starts.push(self.members.len() as u32);
        self.words = (0..self.texts()).map(|text| self.docs[self.best(text) as usize].words).collect();
        self.represented = vec![NO_TEXT; self.docs.len()];
        for text in 0..self.texts() {
            let best = self.best(text);
            self.represented[best as usize] = text;
        }
        Ok(())
    }

    /// Takes those records out that have the same words as the first one: a hash makes a candidate, the words decide.
    fn take_same(&self, docs: &mut Vec<u32>) -> Result<Vec<u32>, Error> {
        let (mut own, mut other) = (Vec::new(), Vec::new());
        let (mut same, mut rest) = (vec![docs[0]], Vec::new());
        let first = self.keys_of(docs[0], &mut own)?;
        for &doc in &docs[1..] {
            match self.keys_of(doc, &mut other)? == first {
                true => same.push(doc),
                false => rest.push(doc),
            }
        }
        *docs = rest;
        Ok(same)
    }

    fn push_text(&mut self, docs: &[u32], keep: Keep) -> Result<(), Error> {
        let text = self.starts.len() as u32;
        self.starts.push(self.members.len() as u32);
        let mut ranked = Vec::with_capacity(docs.len());
        for &doc in docs {
            self.docs[doc as usize].text = text;
            let id = if keep == Keep::First { String::new() } else { self.id(doc)? };
            ranked.push((!self.is_existing(doc), self.docs[doc as usize].merit, id, doc));
        }
        ranked.sort_unstable();
        self.members.extend(ranked.iter().map(|r| r.3));
        Ok(())
    }

    /// Records that are there already.
    pub(super) fn existing(&self) -> u32 {
        self.existing
    }

    pub(super) fn is_existing(&self, doc: u32) -> bool {
        doc < self.existing
    }

    pub(super) fn texts(&self) -> u32 {
        (self.starts.len() - 1) as u32
    }

    /// The text of a record, if it has words.
    pub(super) fn text(&self, doc: u32) -> Option<u32> {
        Some(self.docs[doc as usize].text).filter(|&text| text != NO_TEXT)
    }

    /// The records with this text, the best first.
    pub(super) fn members(&self, text: u32) -> &[u32] {
        &self.members[self.starts[text as usize] as usize..self.starts[text as usize + 1] as usize]
    }

    /// The record that stands for a text.
    pub(super) fn best(&self, text: u32) -> u32 {
        self.members[self.starts[text as usize] as usize]
    }

    /// The text that this record stands for.
    pub(super) fn represented(&self, doc: u32) -> Option<u32> {
        Some(self.represented[doc as usize]).filter(|&text| text != NO_TEXT)
    }

    pub(super) fn words(&self, text: u32) -> u32 {
        self.words[text as usize]
    }

    pub(super) fn merit(&self, text: u32) -> u64 {
        self.docs[self.best(text) as usize].merit
    }

    /// The records of a block, by number.
    pub(super) fn docs_of(&self, block: usize) -> Range<u32> {
        self.firsts[block]..self.firsts[block + 1]
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub(super) fn totals(&self) -> &[BlockRow] {
        &self.totals
    }

    /// The rows of the records of a block that could not be read, as JSON lines.
    pub(super) fn rejects(&self, block: usize) -> Result<Vec<u8>, Error> {
        Ok(self.blocks[block].column(REJECTS)?)
    }

    /// The line of a record, counted from the first of its block.
    pub(super) fn line(&self, doc: u32) -> u32 {
        self.docs[doc as usize].line
    }

    /// The keys of a text's words; `buffer` is used where they are not in memory.
    pub(super) fn keys<'k>(&'k self, text: u32, buffer: &'k mut Vec<u32>) -> Result<&'k [u32], Error> {
        self.keys_of(self.best(text), buffer)
    }

    fn keys_of<'k>(&'k self, doc: u32, buffer: &'k mut Vec<u32>) -> Result<&'k [u32], Error> {
        let (block, range) = self.range(doc);
        Ok(self.blocks[block].get(KEYS, range, buffer)?)
    }

    /// The chosen grams of a text in order, each a hash and its first word; `keys` are its words, `buffer` is used where these are not
    /// in memory.
    pub(super) fn grams<'k>(
        &'k self,
        text: u32,
        keys: &'k [u32],
        buffer: &'k mut Vec<u8>,
    ) -> Result<impl Iterator<Item = (u64, usize)> + 'k, Error> {
        let gram = |start: usize| (gram_at(keys, start, self.gram_tokens), start);
        Ok(self.starts(text, buffer)?.map(gram))
    }

    /// The first words of these grams.
    pub(super) fn starts<'k>(
        &'k self,
        text: u32,
        buffer: &'k mut Vec<u8>,
    ) -> Result<impl Iterator<Item = usize> + 'k, Error> {
        Ok(read_starts(self.bytes(self.best(text), STARTS, buffer)?))
    }

    /// The shapes of a record's words; `buffer` is used where they are not in memory.
    pub(super) fn shapes<'k>(&'k self, doc: u32, buffer: &'k mut Vec<Shape>) -> Result<&'k [Shape], Error> {
        let (block, range) = self.range(doc);
        Ok(self.blocks[block].get(SHAPES, range, buffer)?)
    }

    /// The block of a record, and its words there.
    fn range(&self, doc: u32) -> (usize, Range<usize>) {
        let Doc { keys_at, words, block, .. } = self.docs[doc as usize];
        (block as usize, keys_at as usize..(keys_at + words) as usize)
    }

    /// Replaces `into` by the places of a record's words.
    pub(super) fn places(&self, doc: u32, into: &mut Vec<Place>) -> Result<(), Error> {
        let (mut long, mut shapes) = (Vec::new(), Vec::new());
        read_places(self.shapes(doc, &mut shapes)?, self.bytes(doc, LONG, &mut long)?, into);
        Ok(())
    }

    /// The places of some runs of a record's words: see [`read_spans`].
    pub(super) fn spans(&self, doc: u32, runs: &[(u32, u32)]) -> Result<Vec<SpanRow>, Error> {
        let (mut long, mut shapes) = (Vec::new(), Vec::new());
        Ok(read_spans(self.shapes(doc, &mut shapes)?, self.bytes(doc, LONG, &mut long)?, runs))
    }

    pub(super) fn id(&self, doc: u32) -> Result<String, Error> {
        let mut buffer = Vec::new();
        Ok(String::from_utf8_lossy(self.bytes(doc, IDS, &mut buffer)?).into_owned())
    }

    /// The bytes of a record in `STARTS`, `LONG` or `IDS`; `buffer` is used where they are not in memory.
    fn bytes<'k>(&'k self, doc: u32, column: usize, buffer: &'k mut Vec<u8>) -> Result<&'k [u8], Error> {
        let block = self.docs[doc as usize].block as usize;
        let at = |doc: &Doc| match column {
            STARTS => doc.grams_at as usize,
            LONG => doc.long_at as usize,
            _ => doc.id_at as usize,
        };
        let is_last = doc + 1 == self.firsts[block + 1];
        let end = if is_last { self.blocks[block].len::<u8>(column) } else { at(&self.docs[doc as usize + 1]) };
        let range = at(&self.docs[doc as usize])..end;
        Ok(self.blocks[block].get(column, range, buffer)?)
    }
}
