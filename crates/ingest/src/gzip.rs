//! Gzip in members, of which a damaged one does not cost those behind it.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// Packed bytes of a member that are kept, so that the next one can be looked for from its start: what is cut out of a member makes
/// the unpacking run into the next. Members of web archives hold one record each.
const MAX_KEPT: usize = 4 << 20;

/// The start of every member: magic, deflate, and flags of which the three highest are not used (RFC 1952).
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
const UNUSED_FLAGS: u8 = 0xe0;

/// Unpacks the members one after the other. Damage is told once, as an error; who reads on gets what the members behind it hold. The error
/// is of the kind `InvalidInput` where bytes were given that are not well, and `InvalidData` where no member starts.
pub(crate) struct Members<R> {
    /// `None` at the end.
    member: Option<GzDecoder<Replay<R>>>,
    is_damaged: bool,
    /// Whether anything came out of this member.
    has_given: bool,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self { member: Some(GzDecoder::new(Replay::new(inner))), is_damaged: false, has_given: false }
    }

    /// Begins the member behind the one that ended.
    fn next(&mut self) -> io::Result<()> {
        let mut rest = self.member.take().map(GzDecoder::into_inner).expect("a member ended");
        if !rest.fill_buf()?.is_empty() {
            rest.mark();
            self.has_given = false;
            self.member = Some(GzDecoder::new(rest));
        }
        Ok(())
    }

    /// Goes to the first member that starts behind the start of the damaged one.
    fn recover(&mut self) -> io::Result<()> {
        let Some(mut rest) = self.member.take().map(GzDecoder::into_inner) else { return Ok(()) };
        if rest.rewind() {
            rest.consume_some(1)?; // or the damaged one would be found again
        }
        if find_member(&mut rest)? {
            self.has_given = false;
            self.member = Some(GzDecoder::new(rest));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if std::mem::take(&mut self.is_damaged) {
            self.recover()?;
        }
        while let Some(member) = self.member.as_mut().filter(|_| !buffer.is_empty()) {
            match member.read(buffer) {
                Ok(0) => self.next()?,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => return Err(e),
                Err(e) => {
                    self.is_damaged = true;
                    let is_start = !self.has_given && e.kind() == io::ErrorKind::InvalidInput;
                    return Err(if is_start { io::Error::new(io::ErrorKind::InvalidData, e) } else { e });
                }
                Ok(n) => {
                    self.has_given = true;
                    return Ok(n);
                }
            }
        }
        Ok(0)
    }
}

/// Goes to the next place where a member may start; whether there is one.
fn find_member<R: BufRead>(rest: &mut Replay<R>) -> io::Result<bool> {
    loop {
        let some = rest.fill_buf()?;
        if some.is_empty() {
            return Ok(false);
        }
        let skipped = memchr::memchr(MAGIC[0], some).unwrap_or(some.len());
        rest.consume(skipped);
        rest.mark();
        let mut start = [0; 4];
        let is_there = match rest.read_exact(&mut start) {
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            done => done.map(|()| start.starts_with(&MAGIC) && start[3] & UNUSED_FLAGS == 0)?,
        };
        rest.rewind();
        if is_there {
            return Ok(true);
        }
        rest.consume_some(1)?;
    }
}

/// A reader that can go back to a mark, if that is not too far behind.
struct Replay<R> {
    inner: R,
    /// What was read since the mark, or longer.
    kept: Vec<u8>,
    /// Where in `kept` the mark is.
    mark: usize,
    /// Where in `kept` the next byte is; at its end it comes from `inner`.
    at: usize,
    is_too_far: bool,
}

impl<R: BufRead> Replay<R> {
    fn new(inner: R) -> Self {
        Self { inner, kept: Vec::new(), mark: 0, at: 0, is_too_far: false }
    }

    fn mark(&mut self) {
        self.mark = self.at;
        self.is_too_far = false;
        if self.mark > self.kept.len() / 2 {
            self.kept.drain(..self.mark);
            (self.mark, self.at) = (0, self.at - self.mark);
        }
    }

    /// Goes back to the mark; whether that could be done.
    fn rewind(&mut self) -> bool {
        if !self.is_too_far {
            self.at = self.mark;
        }
        !self.is_too_far
    }

    /// Takes so many bytes, fewer only at the end.
    fn consume_some(&mut self, mut count: usize) -> io::Result<()> {
        while count > 0 {
            let some = self.fill_buf()?.len().min(count);
            if some == 0 {
                break;
            }
            self.consume(some);
            count -= some;
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for Replay<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.kept.len() { Ok(&self.kept[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.kept.len() {
            self.at += count;
            return;
        }
        if !self.is_too_far
            && let Ok(some) = self.inner.fill_buf()
        {
            self.kept.extend_from_slice(&some[..count.min(some.len())]);
            self.at = self.kept.len();
        }
        self.inner.consume(count);
        if self.at - self.mark > MAX_KEPT {
            self.kept.clear();
            (self.mark, self.at, self.is_too_far) = (0, 0, true);
        }
    }
}

impl<R: BufRead> Read for Replay<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let some = self.fill_buf()?;
        let count = some.len().min(buffer.len());
        buffer[..count].copy_from_slice(&some[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Write};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(bytes).expect("memory can be written");
        writer.finish().expect("memory can be written")
    }

    /// Bytes that hardly shrink.
    fn noise(seed: u64, length: usize) -> Vec<u8> {
        let mut state = seed;
        let byte = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        (0..length).map(byte).collect()
    }

    /// What comes out, and how often damage was told.
    fn read(bytes: &[u8], buffer: usize) -> (Vec<u8>, usize) {
        let mut members = Members::new(BufReader::with_capacity(buffer, bytes));
        let (mut out, mut damaged, mut some) = (Vec::new(), 0, vec![0; 1000]);
        loop {
            match members.read(&mut some) {
                Ok(0) => return (out, damaged),
                Ok(n) => out.extend_from_slice(&some[..n]),
                Err(_) => damaged += 1,
            }
        }
    }

    #[test]
    fn whole_members_come_one_after_the_other() {
        let parts = [noise(1, 5000), Vec::new(), b"some text, and some text".to_vec(), noise(2, 70_000)];
        let packed: Vec<u8> = parts.iter().flat_map(|part| gzip(part)).collect();
        for buffer in [1, 7, 4096] {
            assert_eq!(read(&packed, buffer), (parts.concat(), 0));
        }
    }

    #[test]
    fn members_behind_a_damaged_one_are_read() {
        let parts: Vec<Vec<u8>> = (0..4).map(|seed| noise(seed, 3000)).collect();
        let members: Vec<Vec<u8>> = parts.iter().map(|part| gzip(part)).collect();
        let flipped = |at: usize| {
            let mut member = members[1].clone();
            member[at] ^= 0x55;
            member
        };
        let (end, middle) = (members[1].len(), members[1].len() / 2);
        let cut_out = [&members[1][..middle - 200], &members[1][middle..]].concat();
        let cut_off = members[1][..middle].to_vec();
        let start_lost = members[1][20..].to_vec();
        for damaged in [flipped(0), flipped(middle), flipped(end - 6), flipped(end - 1), cut_out, cut_off, start_lost] {
            let packed = [members[0].clone(), damaged, members[2].clone(), members[3].clone()].concat();
            for buffer in [1, 64, 1 << 16] {
                let (out, told) = read(&packed, buffer);
                assert!(told > 0, "damage is told");
                assert!(out.starts_with(&parts[0]), "what stands before it is there");
                assert!(
                    out.ends_with(&[parts[2].clone(), parts[3].clone()].concat()),
                    "what stands behind it is there"
                );
            }
        }
        let torn = [members[0].clone(), members[2][..1000].to_vec()].concat();
        let (out, told) = read(&torn, 64);
        assert!(out.starts_with(&parts[0]) && told == 1);
    }

    #[test]
    fn a_long_member_is_not_kept() {
        let (long, other) = (noise(1, MAX_KEPT + 100_000), noise(2, 500));
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
        writer.write_all(&long).expect("memory can be written");
        let mut packed = writer.finish().expect("memory can be written");
        let end = packed.len();
        packed[end - 2] ^= 1;
        let (out, told) = read(&[packed, gzip(&other)].concat(), 1 << 16);
        assert_eq!((out == [long, other].concat(), told), (true, 1));
    }
}
