//! The bytes of a file, decompressed, counted and kept within limits.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use crate::limits::Limits;

const BUFFER: usize = 1 << 17;

/// A file being read. Compression is told by the first bytes and not by the name.
pub(crate) struct Source {
    reader: BufReader<Guard>,
    taken: u64,
    /// What the file is packed with.
    pub(crate) packed: Option<&'static str>,
}

impl Source {
    pub(crate) fn open(path: &Path, limits: &Limits) -> io::Result<Self> {
        let used = Rc::new(Cell::new(0));
        let file = File::open(path)?;
        let size = buffer_size(file.metadata()?.len());
        let mut file = BufReader::with_capacity(size, Counted { file, used: Rc::clone(&used) });
        let (inner, packed, size): (Box<dyn Read>, _, _) = match file.fill_buf()? {
            [0x1f, 0x8b, ..] => (Box::new(flate2::bufread::MultiGzDecoder::new(file)), Some("gzip"), BUFFER),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => (Box::new(zstd::Decoder::with_buffer(file)?), Some("zstd"), BUFFER),
            _ => (Box::new(file), None, size),
        };
        let guard = Guard { inner, used, given: 0, limits: *limits };
        Ok(Self { reader: BufReader::with_capacity(size, guard), taken: 0, packed })
    }

    /// A text that is in memory already.
    pub(crate) fn of_text(text: String, limits: &Limits) -> Self {
        let used = Rc::new(Cell::new(text.len() as u64));
        let guard = Guard { inner: Box::new(io::Cursor::new(text)), used, given: 0, limits: *limits };
        Self { reader: BufReader::with_capacity(BUFFER, guard), taken: 0, packed: None }
    }

    /// How many decompressed bytes were taken so far.
    pub(crate) fn offset(&self) -> u64 {
        self.taken
    }

    /// The next bytes, without taking them; empty at the end.
    pub(crate) fn peek(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    /// Takes `n` of the bytes that [`Source::peek`] gave.
    pub(crate) fn take(&mut self, n: usize) {
        self.reader.consume(n);
        self.taken += n as u64;
    }

    /// Takes all that is left, at most `max` bytes; `Ok(false)` when there are more.
    pub(crate) fn rest(&mut self, max: u64, into: &mut Vec<u8>) -> io::Result<bool> {
        loop {
            let chunk = self.peek()?;
            let n = chunk.len();
            if n == 0 {
                return Ok(true);
            }
            if (into.len() + n) as u64 > max {
                return Ok(false);
            }
            into.extend_from_slice(chunk);
            self.take(n);
        }
    }
}

/// As large as the file and a byte, so that its end is seen at once: to clear large buffers for a hundred thousand small pages
/// takes longer than to read them.
fn buffer_size(file: u64) -> usize {
    usize::try_from(file).unwrap_or(BUFFER).clamp(256, BUFFER - 1) + 1
}

/// Counts what is read from the disk.
struct Counted {
    file: File,
    used: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.used.set(self.used.get() + n as u64);
        Ok(n)
    }
}

/// Stops a compression bomb.
struct Guard {
    inner: Box<dyn Read>,
    used: Rc<Cell<u64>>,
    given: u64,
    limits: Limits,
}

impl Read for Guard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.given += n as u64;
        if self.given > self.limits.max_page_bytes && self.given / self.limits.max_ratio > self.used.get() {
            let text = format!("it unpacks to more than {} times its size, as text never does", self.limits.max_ratio);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, text));
        }
        Ok(n)
    }
}

/// Why reading stopped, in plain words.
pub(crate) fn why(error: &io::Error, packed: Option<&str>) -> String {
    match (error.kind(), packed) {
        (io::ErrorKind::UnexpectedEof, Some(packed)) => {
            format!("the {packed} data breaks off here; fetch or copy the file again")
        }
        (io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other, Some(packed)) => {
            format!("the {packed} data is damaged here ({error}); fetch or copy the file again")
        }
        (io::ErrorKind::FileTooLarge, _) => error.to_string(),
        _ => crate::discover::why(error),
    }
}
