//! The bytes of a file, decompressed, counted and kept within limits.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use crate::gzip::Members;
use crate::limits::Limits;

const BUFFER: usize = 1 << 17;

/// So many bytes of the start can be looked at before anything is taken.
pub(crate) const HEAD: usize = 16 << 10;

/// What is known of an input while it is read.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    /// Bytes that were read from the disk.
    pub(crate) used: Cell<u64>,
    /// Whether nobody wants the rest.
    pub(crate) is_stopped: Cell<bool>,
    /// Whether something unpacked to more than text ever does.
    pub(crate) is_bomb: Cell<bool>,
}

impl Meter {
    pub(crate) fn add(&self, bytes: usize) {
        self.used.set(self.used.get() + bytes as u64);
    }
}

/// A file or a member of an archive being read. Compression is told by the first bytes and not by the name.
pub(crate) struct Source<'a> {
    inner: Guard<'a>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// What reading ahead met; told when the bytes before it are taken.
    failed: Option<io::Error>,
    taken: u64,
    /// What the file is packed with.
    pub(crate) packed: Option<&'static str>,
}

impl<'a> Source<'a> {
    pub(crate) fn open(path: &Path, limits: &Limits, meter: &Rc<Meter>) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        Self::of(Counted { inner: file, meter: Rc::clone(meter) }, size, limits, meter)
    }

    pub(crate) fn of_stdin(limits: &Limits, meter: &Rc<Meter>) -> io::Result<Self> {
        Self::of(Counted { inner: io::stdin().lock(), meter: Rc::clone(meter) }, u64::MAX, limits, meter)
    }

    /// Unpacks `reader`, which is expected to give `size` bytes.
    pub(crate) fn of(reader: impl Read + 'a, size: u64, limits: &Limits, meter: &Rc<Meter>) -> io::Result<Self> {
        let (size, used_before) = (buffer_size(size), meter.used.get());
        let mut file = BufReader::with_capacity(size, reader);
        let (inner, packed): (Box<dyn Read + 'a>, _) = match file.fill_buf()? {
            [0x1f, 0x8b, ..] => (Box::new(Members::new(file)), Some("gzip")),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => (Box::new(zstd::Decoder::with_buffer(file)?), Some("zstd")),
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31 | 0x17, ..] => {
                (Box::new(bzip2::bufread::MultiBzDecoder::new(file)), Some("bzip2"))
            }
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => (Box::new(xz(file)?), Some("xz")),
            _ => (Box::new(file), None),
        };
        let size = if packed.is_some() { BUFFER } else { size };
        Ok(Self::guarded(inner, size, packed, used_before, limits, meter))
    }

    /// A text that is in memory already.
    pub(crate) fn of_text(text: String, limits: &Limits, meter: &Rc<Meter>) -> Self {
        let limits = Limits { max_ratio: u64::MAX, ..*limits };
        Self::guarded(Box::new(io::Cursor::new(text)), BUFFER, None, 0, &limits, meter)
    }

    fn guarded(
        inner: Box<dyn Read + 'a>,
        size: usize,
        packed: Option<&'static str>,
        used_before: u64,
        limits: &Limits,
        meter: &Rc<Meter>,
    ) -> Self {
        let inner = Guard { inner, meter: Rc::clone(meter), used_before, given: 0, limits: *limits };
        Self { inner, buffer: vec![0; size], start: 0, end: 0, failed: None, taken: 0, packed }
    }

    /// How many decompressed bytes were taken so far.
    pub(crate) fn offset(&self) -> u64 {
        self.taken
    }

    /// The next bytes, without taking them; empty at the end.
    pub(crate) fn peek(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            (self.start, self.end) = (0, 0);
            self.end = read(&mut self.inner, &mut self.buffer)?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// The next [`HEAD`] bytes, or all there are up to the end or an error.
    pub(crate) fn head(&mut self) -> &[u8] {
        self.buffer.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        let wanted = HEAD.min(self.buffer.len());
        while self.end < wanted && self.failed.is_none() {
            match read(&mut self.inner, &mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(n) => self.end += n,
                Err(e) => self.failed = Some(e),
            }
        }
        &self.buffer[..self.end.min(HEAD)]
    }

    /// Takes `n` of the bytes that [`Source::peek`] gave.
    pub(crate) fn take(&mut self, n: usize) {
        self.start += n;
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

    /// Takes up to `count` bytes; fewer only at the end.
    pub(crate) fn some(&mut self, count: u64, into: &mut Vec<u8>) -> io::Result<()> {
        self.each(count, &mut |bytes| into.extend_from_slice(bytes)).map(|_| ())
    }

    /// Passes over up to `count` bytes; gives how many there were.
    pub(crate) fn skip(&mut self, count: u64) -> io::Result<u64> {
        self.each(count, &mut |_| {})
    }

    fn each(&mut self, count: u64, see: &mut dyn FnMut(&[u8])) -> io::Result<u64> {
        let mut left = count;
        while left > 0 {
            let chunk = self.peek()?;
            let n = chunk.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            if n == 0 {
                break;
            }
            see(&chunk[..n]);
            self.take(n);
            left -= n as u64;
        }
        Ok(count - left)
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let chunk = self.peek()?;
        let n = chunk.len().min(buffer.len());
        buffer[..n].copy_from_slice(&chunk[..n]);
        self.take(n);
        Ok(n)
    }
}

/// Most memory that unpacking xz may take: `xz -9` asks for 65 MiB, a hostile header for 4 GiB.
const XZ_MEMORY: u64 = 256 << 20;

fn xz<R: BufRead>(file: R) -> io::Result<impl Read> {
    let stream = liblzma::stream::Stream::new_stream_decoder(XZ_MEMORY, liblzma::stream::CONCATENATED)?;
    Ok(liblzma::bufread::XzDecoder::new_stream(file, stream))
}

fn read(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// As large as the file and a byte, so that its end is seen at once: to clear large buffers for a hundred thousand small pages
/// takes longer than to read them.
fn buffer_size(file: u64) -> usize {
    usize::try_from(file).unwrap_or(BUFFER).clamp(256, BUFFER - 1) + 1
}

/// Counts what is read from the disk.
pub(crate) struct Counted<R> {
    pub(crate) inner: R,
    pub(crate) meter: Rc<Meter>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.meter.add(n);
        Ok(n)
    }
}

impl<R: io::Seek> io::Seek for Counted<R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Stops a compression bomb, and a reading whose results nobody takes any more.
struct Guard<'a> {
    inner: Box<dyn Read + 'a>,
    meter: Rc<Meter>,
    /// What was read from the disk before: other members of the same archive.
    used_before: u64,
    given: u64,
    limits: Limits,
}

impl Read for Guard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.meter.is_stopped.get() {
            return Err(io::Error::other("stopped"));
        }
        let n = self.inner.read(buffer)?;
        self.given += n as u64;
        let used = self.meter.used.get() - self.used_before;
        if self.limits.is_bomb(self.given, used) {
            self.meter.is_bomb.set(true);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, bomb(&self.limits)));
        }
        Ok(n)
    }
}

/// Why a bomb is not read any further.
pub(crate) fn bomb(limits: &Limits) -> String {
    format!("it unpacks to more than {} times its size, as text never does", limits.max_ratio)
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
