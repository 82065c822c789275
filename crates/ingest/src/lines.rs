//! Lines of record files as they are, for work that gives them back byte for byte.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;

use crate::limits::Limits;

const BUFFER: usize = 1 << 18;

/// Some whole lines of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineBlock {
    /// Number of the first line in the file, from 1.
    pub first: u64,
    /// The lines, each with its line end; the last of a file may have none. Of a line that is longer than a page may be, only
    /// the line end is here.
    pub bytes: Vec<u8>,
    /// Numbers of the lines that were too long.
    pub too_long: Vec<u64>,
}

impl LineBlock {
    /// The lines with their numbers, without line ends and without those that are blank.
    pub fn lines(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.raw_lines().filter_map(|(number, line)| {
            let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
            let line = line.trim_ascii();
            (!line.is_empty()).then_some((number, line))
        })
    }

    /// The lines with their numbers, as they are.
    pub fn raw_lines(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let mut at = 0;
        (self.first..).zip(std::iter::from_fn(move || next_line(&self.bytes, &mut at)))
    }
}

/// The line at `at` with its end; moves behind it.
fn next_line<'b>(bytes: &'b [u8], at: &mut usize) -> Option<&'b [u8]> {
    let rest = &bytes[*at..];
    let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    *at += length;
    (length > 0).then_some(&rest[..length])
}

/// Reads a file of lines, plain or packed with gzip or zstd, in blocks.
///
/// Where the blocks end depends on the file and the size asked for, and on nothing else.
pub struct LineBlocks {
    reader: Box<dyn Read + Send>,
    /// The start of a line whose end was not read yet.
    rest: Vec<u8>,
    next: u64,
    max_line: usize,
    is_skipping: bool,
    broken: Option<io::Error>,
}

impl std::fmt::Debug for LineBlocks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LineBlocks").field("next", &self.next).finish_non_exhaustive()
    }
}

impl LineBlocks {
    /// Opens a file. Compression is told by the first bytes and not by the name.
    ///
    /// # Errors
    /// When it can't be opened or read.
    pub fn open(path: &Path, limits: &Limits) -> io::Result<Self> {
        let mut file = BufReader::with_capacity(BUFFER, File::open(path)?);
        let reader: Box<dyn Read + Send> = match file.fill_buf()? {
            [0x1f, 0x8b, ..] => Box::new(flate2::bufread::MultiGzDecoder::new(file)),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Box::new(zstd::Decoder::with_buffer(file)?),
            // What is read into the memory of a block needs no buffer; a pipe can't go back, and keeps it.
            _ => match file.rewind() {
                Ok(()) => Box::new(file.into_inner()),
                Err(_) => Box::new(file),
            },
        };
        let max_line = usize::try_from(limits.max_page_bytes).unwrap_or(usize::MAX);
        Ok(Self { reader, rest: Vec::new(), next: 1, max_line, is_skipping: false, broken: None })
    }

    /// The next lines, some `size` bytes of them; `None` at the end.
    ///
    /// # Errors
    /// When reading failed; the whole lines before that place were given.
    pub fn next_block(&mut self, size: usize) -> io::Result<Option<LineBlock>> {
        if let Some(error) = self.broken.take() {
            return Err(error);
        }
        let mut block = LineBlock { first: self.next, bytes: std::mem::take(&mut self.rest), too_long: Vec::new() };
        block.bytes.reserve(size);
        loop {
            let before = block.bytes.len();
            let read = (&mut self.reader).take(size.max(1) as u64).read_to_end(&mut block.bytes);
            let is_end = !read.as_ref().is_ok_and(|&n| n > 0);
            if self.is_skipping {
                self.skip(&mut block.bytes, before);
            }
            if let Err(error) = read {
                // Only whole lines are given of a file that breaks off.
                block.bytes.truncate(memchr::memrchr(b'\n', &block.bytes).map_or(0, |end| end + 1));
                self.next += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
                if block.bytes.is_empty() {
                    return Err(error);
                }
                self.broken = Some(error);
                return Ok(Some(block));
            }
            match memchr::memrchr(b'\n', &block.bytes[before..]) {
                Some(end) => self.rest = block.bytes.split_off(before + end + 1),
                None if is_end => {}
                None => {
                    self.drop_overlong(&mut block);
                    continue;
                }
            }
            self.next += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
            return Ok((!block.bytes.is_empty()).then_some(block));
        }
    }

    /// Takes the rest of an overlong line off the newly read bytes.
    fn skip(&mut self, bytes: &mut Vec<u8>, from: usize) {
        let end = memchr::memchr(b'\n', &bytes[from..]);
        bytes.drain(from..end.map_or(bytes.len(), |end| from + end));
        self.is_skipping = end.is_none();
    }

    /// Forgets the line that a block is, once it is longer than a page may be.
    fn drop_overlong(&mut self, block: &mut LineBlock) {
        if block.bytes.len() > self.max_line {
            block.too_long.push(block.first);
            block.bytes.clear();
            self.is_skipping = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(bytes: &[u8], size: usize, max_line: u64) -> Vec<LineBlock> {
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let path = folder.path().join("lines");
        std::fs::write(&path, bytes).expect("can be written");
        let limits = Limits { max_page_bytes: max_line, ..Limits::default() };
        let mut reader = LineBlocks::open(&path, &limits).expect("can be opened");
        std::iter::from_fn(|| reader.next_block(size).expect("can be read")).collect()
    }

    fn lines(blocks: &[LineBlock]) -> Vec<(u64, &[u8])> {
        blocks.iter().flat_map(LineBlock::lines).collect()
    }

    #[test]
    fn every_byte_is_in_one_block() {
        let bytes = b"\xef\xbb\xbfone\n\n  two\r\nthree is longer than the others\nfour";
        for size in 1..60 {
            let found = blocks(bytes, size, 1000);
            assert_eq!(found.iter().flat_map(|b| b.bytes.clone()).collect::<Vec<_>>(), bytes);
            let expected: [(u64, &[u8]); 4] =
                [(1, b"one"), (3, b"two"), (4, b"three is longer than the others"), (5, b"four")];
            assert_eq!(lines(&found), expected, "{size}");
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_and_counted() {
        let bytes = [&b"one\n"[..], &[b'x'; 500], b"\nthree\n"].concat();
        for size in [7, 40] {
            let found = blocks(&bytes, size, 100);
            assert_eq!(lines(&found), [(1, &b"one"[..]), (3, b"three")], "{size}");
            assert_eq!(found.iter().flat_map(|b| b.too_long.clone()).collect::<Vec<_>>(), [2]);
        }
    }
}
