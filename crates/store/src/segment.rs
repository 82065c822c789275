//! A file of records that is written once and never changed.
//!
//! ```text
//! segment = start block* index end
//! start   = "wirecopy segment 2\n"
//! block   = packed:u32 raw:u32 records:u32 checksum:u64, then `packed` bytes of Zstandard
//!           (checksum: xxh3 of the three numbers and of the packed bytes); all blocks but the first
//!           are packed with the first block's raw bytes as dictionary
//! raw     = (length:u32 bytes)*                        one for each record
//! index   = (offset:u64 first:u64)*                    one for each block: where it starts, the number of its first record
//! end     = blocks:u64 records:u64 checksum:u64        (xxh3 of start, index, and of the two numbers)
//! ```
//!
//! All numbers are little-endian. Every byte of the file is covered by a checksum: a flipped bit is found when its block is
//! read, a missing end when the file is opened. Segments of formats up to 4 start with "wirecopy segment 1\n", and each of their
//! blocks is packed by itself.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use crate::error::Error;
use crate::position::read_exact_at;

const START: &[u8; START_BYTES] = b"wirecopy segment 2\n";
/// How segments start whose blocks have no dictionary.
const START_WITHOUT: &[u8; START_BYTES] = b"wirecopy segment 1\n";
const START_BYTES: usize = 19;
const HEAD: usize = 20;
const END: usize = 24;
const ENTRY: usize = 16;

/// Bytes of records that are packed together where they are read one behind the other.
pub(crate) const BLOCK_BYTES: usize = 128 << 10;
/// The same where they are read one by one: that costs unpacking so many, a twentieth of a millisecond. Articles take .334 of their bytes, with
/// 128 KiB .330; but rows of links .188, and with 128 KiB .172.
pub(crate) const SMALL_BLOCK_BYTES: usize = 32 << 10;
/// Bytes of the first block, which the others repeat: names and phrases of a pile, and what was copied from its first pages. With it blocks of
/// real articles take .325 of their bytes (.374 without; with 1 MiB .330), and with it instead of 1 MiB 20,000 generated ones with
/// all that is known of them took .956 of their text in place of .991.
pub(crate) const FIRST_BYTES: usize = 2 << 20;
/// Zstandard's level for what is to stay: 20,000 generated articles with all that is known of them take .921 of their text with 9, .907 with 12;
/// runs took 36 and 39 to 46 seconds, on a machine as uneven as that.
pub(crate) const LEVEL: i32 = 12;
/// The same for what is forgotten at the end of a run.
pub(crate) const QUICK_LEVEL: i32 = 3;

/// Writes a segment. Nothing counts before [`SegmentWriter::finish`].
pub(crate) struct SegmentWriter {
    path: PathBuf,
    out: BufWriter<File>,
    packer: zstd::bulk::Compressor<'static>,
    level: i32,
    raw: Vec<u8>,
    in_block: u32,
    block_bytes: usize,
    index: Vec<(u64, u64)>,
    at: u64,
    records: u64,
    raw_bytes: u64,
}

/// What a finished segment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sealed {
    pub(crate) records: u64,
    pub(crate) bytes: u64,
    pub(crate) raw_bytes: u64,
}

impl SegmentWriter {
    pub(crate) fn create(path: PathBuf, block_bytes: usize, level: i32) -> Result<Self, Error> {
        let failed = |e| Error::writing(&path, e);
        let mut out = BufWriter::with_capacity(1 << 18, File::create_new(&path).map_err(failed)?);
        out.write_all(START).map_err(failed)?;
        let packer = zstd::bulk::Compressor::new(level).map_err(failed)?;
        let at = START.len() as u64;
        Ok(Self {
            path,
            out,
            packer,
            level,
            raw: Vec::new(),
            in_block: 0,
            block_bytes,
            index: Vec::new(),
            at,
            records: 0,
            raw_bytes: 0,
        })
    }

    /// Adds a record and gives its number in the segment.
    pub(crate) fn push(&mut self, record: &[u8]) -> Result<u64, Error> {
        let length = u32::try_from(record.len()).map_err(|_| self.too_long())?;
        let most = if self.index.is_empty() { FIRST_BYTES } else { self.block_bytes };
        if !self.raw.is_empty() && self.raw.len() + record.len() > most {
            self.end_block()?;
        }
        self.raw.extend_from_slice(&length.to_le_bytes());
        self.raw.extend_from_slice(record);
        self.in_block += 1;
        self.records += 1;
        Ok(self.records - 1)
    }

    fn too_long(&self) -> Error {
        Error::writing(&self.path, std::io::Error::new(std::io::ErrorKind::FileTooLarge, "a record of 4 GiB"))
    }

    fn end_block(&mut self) -> Result<(), Error> {
        let failed = |e| Error::writing(&self.path, e);
        let packed = self.packer.compress(&self.raw).map_err(failed)?;
        if self.index.is_empty() {
            self.packer.set_dictionary(self.level, &self.raw).map_err(failed)?;
        }
        let (long, raw) = (u32::try_from(packed.len()), u32::try_from(self.raw.len()));
        let (Ok(long), Ok(raw)) = (long, raw) else { return Err(self.too_long()) };
        let mut head = [0; HEAD];
        head[..4].copy_from_slice(&long.to_le_bytes());
        head[4..8].copy_from_slice(&raw.to_le_bytes());
        head[8..12].copy_from_slice(&self.in_block.to_le_bytes());
        let checksum = checksum(&[&head[..12], &packed]);
        head[12..].copy_from_slice(&checksum.to_le_bytes());
        self.out.write_all(&head).and_then(|()| self.out.write_all(&packed)).map_err(failed)?;
        self.index.push((self.at, self.records - u64::from(self.in_block)));
        self.at += (HEAD + packed.len()) as u64;
        self.raw_bytes += self.raw.len() as u64;
        self.raw.clear();
        self.in_block = 0;
        Ok(())
    }

    /// Writes the index; with `sync`, waits until the disk has all of it.
    pub(crate) fn finish(mut self, sync: bool) -> Result<Sealed, Error> {
        if !self.raw.is_empty() {
            self.end_block()?;
        }
        let failed = |e| Error::writing(&self.path, e);
        let mut index = Vec::with_capacity(self.index.len() * ENTRY + END);
        for &(offset, first) in &self.index {
            index.extend_from_slice(&offset.to_le_bytes());
            index.extend_from_slice(&first.to_le_bytes());
        }
        index.extend_from_slice(&(self.index.len() as u64).to_le_bytes());
        index.extend_from_slice(&self.records.to_le_bytes());
        let checksum = checksum(&[START, &index]);
        index.extend_from_slice(&checksum.to_le_bytes());
        self.out.write_all(&index).and_then(|()| self.out.flush()).map_err(failed)?;
        if sync {
            self.out.get_ref().sync_all().map_err(failed)?;
        }
        let bytes = self.at + index.len() as u64;
        Ok(Sealed { records: self.records, bytes, raw_bytes: self.raw_bytes })
    }
}

fn checksum(parts: &[&[u8]]) -> u64 {
    let mut hash = Xxh3::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.digest()
}

/// A finished segment, opened for reading.
#[derive(Debug)]
pub(crate) struct Segment {
    path: PathBuf,
    file: File,
    /// Offset and first record of each block, and of the end.
    index: Vec<(u64, u64)>,
    has_dictionary: bool,
}

impl Segment {
    /// Opens a segment and checks its start, its index and its length.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let failed = |e| Error::reading(path, e);
        let damaged = |what: &str| Error::damaged(path, what);
        let file = File::open(path).map_err(failed)?;
        let bytes = file.metadata().map_err(failed)?.len();
        let end_at = bytes.checked_sub(END as u64).ok_or_else(|| damaged("it breaks off"))?;
        let mut start = [0; START_BYTES];
        read_exact_at(&file, &mut start, 0).map_err(failed)?;
        let mut end = [0; END];
        read_exact_at(&file, &mut end, end_at).map_err(failed)?;
        let (blocks, records) = (number(&end[..8]), number(&end[8..16]));
        let between = end_at.checked_sub(START.len() as u64).ok_or_else(|| damaged("it breaks off"))?;
        let index_bytes = blocks.checked_mul(ENTRY as u64).filter(|&n| n <= between);
        let index_bytes = index_bytes.ok_or_else(|| damaged("it breaks off, or its end was overwritten"))?;
        let mut raw = vec![0; usize::try_from(index_bytes).map_err(|_| damaged("its index is too large"))?];
        read_exact_at(&file, &mut raw, end_at - index_bytes).map_err(failed)?;
        let has_dictionary = start == *START;
        if !(has_dictionary || start == *START_WITHOUT) || checksum(&[&start, &raw, &end[..16]]) != number(&end[16..]) {
            return Err(damaged("its start or its index is not what was written"));
        }
        let mut index: Vec<(u64, u64)> = raw.chunks_exact(ENTRY).map(|e| (number(&e[..8]), number(&e[8..]))).collect();
        index.push((end_at - index_bytes, records));
        Ok(Self { path: path.to_owned(), file, index, has_dictionary })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn records(&self) -> u64 {
        self.index.last().map_or(0, |end| end.1)
    }

    pub(crate) fn blocks(&self) -> usize {
        self.index.len() - 1
    }

    /// The block that holds a record.
    pub(crate) fn block_of(&self, record: u64) -> usize {
        self.index.partition_point(|&(_, first)| first <= record) - 1
    }

    /// The records of a block, by number.
    pub(crate) fn records_of(&self, block: usize) -> Range<u64> {
        self.index[block].1..self.index[block + 1].1
    }

    /// Whether [`Segment::block`] needs the first block to read this one.
    pub(crate) fn needs_first(&self, block: usize) -> bool {
        self.has_dictionary && block > 0
    }

    /// Reads and checks a block.
    pub(crate) fn block(&self, block: usize, first: Option<&Block>) -> Result<Block, Error> {
        let damaged = |what: &str| Error::damaged(&self.path, format!("block {block}: {what}"));
        let dictionary = first.filter(|_| self.needs_first(block)).map_or(&[][..], |first| &first.raw);
        let [(from, start), (to, next)] = [self.index[block], self.index[block + 1]];
        let long = usize::try_from(to - from).map_err(|_| damaged("too large"))?;
        let mut bytes = vec![0; long];
        read_exact_at(&self.file, &mut bytes, from).map_err(|e| Error::reading(&self.path, e))?;
        let (head, packed) = bytes.split_at_checked(HEAD).ok_or_else(|| damaged("it breaks off"))?;
        if checksum(&[&head[..12], packed]) != number(&head[12..]) {
            return Err(damaged("its bytes are not what was written"));
        }
        let raw = usize::try_from(small(&head[4..8])).map_err(|_| damaged("too large"))?;
        let raw = unpack(packed, raw, dictionary).ok_or_else(|| damaged("it can't be unpacked"))?;
        Block::new(raw, start, next - start).ok_or_else(|| damaged("its records don't fill it"))
    }
}

/// `None` where these are no bytes of Zstandard, or make more than `raw` bytes.
fn unpack(packed: &[u8], raw: usize, dictionary: &[u8]) -> Option<Vec<u8>> {
    let mut unpacker = zstd::zstd_safe::DCtx::create();
    unpacker.ref_prefix(dictionary).ok()?;
    let mut bytes = Vec::with_capacity(raw);
    unpacker.decompress(&mut bytes, packed).ok()?;
    Some(bytes)
}

fn number(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(bytes.try_into().expect("eight bytes were cut out"))
}

fn small(bytes: &[u8]) -> u32 {
    u32::from_le_bytes(bytes.try_into().expect("four bytes were cut out"))
}

/// Unpacked records.
#[derive(Debug)]
pub(crate) struct Block {
    raw: Vec<u8>,
    first: u64,
    records: Vec<Range<u32>>,
}

impl Block {
    fn new(raw: Vec<u8>, first: u64, count: u64) -> Option<Self> {
        let mut records = Vec::new();
        let mut at = 0;
        while let Some(length) = raw.get(at..at + 4) {
            let start = at + 4;
            at = start.checked_add(small(length) as usize).filter(|&end| end <= raw.len())?;
            records.push(u32::try_from(start).ok()?..u32::try_from(at).ok()?);
        }
        (at == raw.len() && records.len() as u64 == count).then_some(Self { raw, first, records })
    }

    /// A record by its number in the segment.
    pub(crate) fn record(&self, number: u64) -> &[u8] {
        let place = usize::try_from(number - self.first).expect("a block has fewer records than memory has bytes");
        self.bytes(&self.records[place])
    }

    pub(crate) fn size(&self) -> usize {
        self.raw.len() + self.records.len() * size_of::<Range<u32>>()
    }

    fn bytes(&self, range: &Range<u32>) -> &[u8] {
        &self.raw[range.start as usize..range.end as usize]
    }
}

/// Shared between the cache and those who read.
pub(crate) type SharedBlock = Arc<Block>;
