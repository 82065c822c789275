//! Reads the columns that `data/build/codec.py` writes.

/// A cursor over unpacked bytes. The bytes are part of the program, so damage is a bug of the build: it panics.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }

    /// One number, seven bits a byte, the low ones first.
    #[inline]
    pub(crate) fn varint(&mut self) -> u32 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.rest[0];
            self.rest = &self.rest[1..];
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return value;
            }
            shift += 7;
        }
    }

    /// A count and as many numbers.
    pub(crate) fn column(&mut self) -> Vec<u32> {
        let count = self.varint() as usize;
        (0..count).map(|_| self.varint()).collect()
    }

    /// A column whose numbers fit a byte; larger ones are cut to 255.
    pub(crate) fn small_column(&mut self) -> Vec<u8> {
        let count = self.varint() as usize;
        (0..count).map(|_| self.varint().min(255) as u8).collect()
    }

    /// Front-coded sorted strings: all of them in one text, and where each ends.
    pub(crate) fn strings(&mut self) -> (String, Vec<u32>) {
        let prefixes = self.small_column();
        let lengths = self.small_column();
        let total: usize = lengths.iter().map(|&n| usize::from(n)).sum();
        let mut suffixes = self.bytes(total);
        let mut text: Vec<u8> = Vec::with_capacity(total * 3);
        let mut ends = Vec::with_capacity(prefixes.len());
        let mut start = 0;
        for (&shared, &own) in prefixes.iter().zip(&lengths) {
            let (suffix, rest) = suffixes.split_at(own.into());
            suffixes = rest;
            let before = start;
            start = text.len();
            text.extend_from_within(before..before + usize::from(shared));
            text.extend_from_slice(suffix);
            ends.push(u32::try_from(text.len()).expect("a lexicon has less than 4 GiB of words"));
        }
        (String::from_utf8(text).expect("words are UTF-8"), ends)
    }
}

/// Undoes the mapping of signed numbers to small unsigned ones.
pub(crate) fn unzigzag(value: u32) -> i64 {
    let half = i64::from(value >> 1);
    if value & 1 == 0 { half } else { -half - 1 }
}

/// The unpacked bytes of a bundled file.
pub(crate) fn unpack(packed: &[u8]) -> Vec<u8> {
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    let size = size.and_then(|size| usize::try_from(size).ok()).expect("the build writes the size into the header");
    zstd::bulk::decompress(packed, size).expect("bundled data is whole")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_strings_are_read_back() {
        let mut reader = Reader::new(&[0xac, 0x02, 2, 1, 5]);
        assert_eq!((reader.varint(), reader.column()), (300, vec![1, 5]));
        let mut reader = Reader::new(&[3, 0, 2, 2, 3, 3, 1, 2, b'c', b'a', b't', b'r', b'b', b's']);
        assert_eq!(reader.strings(), ("catcarcabs".into(), vec![3, 6, 10]));
        assert_eq!((unzigzag(0), unzigzag(1), unzigzag(4)), (0, -1, 2));
    }
}
