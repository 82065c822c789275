//! What a block of mapped records holds on disk.

use bytemuck::{Pod, Zeroable};

/// A record with a text. Its columns end where those of the next one start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct DocRow {
    /// Hash of the folded words.
    pub(super) content: [u64; 2],
    /// Place in the order of what to keep: smaller is better.
    pub(super) merit: u64,
    pub(super) words: u32,
    pub(super) keys_at: u32,
    pub(super) places_at: u32,
    pub(super) id_at: u32,
    /// Line in its file, counted from the first of the block.
    pub(super) line: u32,
    pub(super) reserved: u32,
}

/// Of a block as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct BlockRow {
    pub(super) file: u64,
    pub(super) records: u64,
    pub(super) bytes: u64,
    pub(super) rejected: u64,
}

/// Columns of a block.
pub(super) const DOCS: usize = 0;
/// `u32` keys of the words of all records.
pub(super) const KEYS: usize = 1;
/// Where the words stand: see [`push_place`].
pub(super) const PLACES: usize = 2;
/// The ids, one after the other.
pub(super) const IDS: usize = 3;
/// Fingerprints, by part: see [`Gram`].
pub(super) const GRAMS: usize = 4;
/// Ends of the parts in `GRAMS`.
pub(super) const GRAM_ENDS: usize = 5;
/// Rows of rejected records, JSON lines.
pub(super) const REJECTS: usize = 6;
/// One [`BlockRow`].
pub(super) const TOTALS: usize = 7;

/// Fingerprints are parted by their highest bits; each part is sorted by itself.
pub(super) const GRAM_PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 8;

/// Bits of a number of a record or of a text.
pub(super) const DOC_BITS: u32 = 28;

/// A fingerprint with who has it: 8 bits say the part, 36 more stand here above the number of the record. With a thousand
/// million fingerprints, one in twenty thousand meets another one by chance; these cost a look at a pair, and no more.
pub(super) struct Gram;

impl Gram {
    pub(super) fn part(hash: u64) -> usize {
        (hash >> (64 - PART_BITS)) as usize
    }

    pub(super) fn pack(hash: u64, doc: u32) -> u64 {
        (hash >> (64 - PART_BITS - 36)) << DOC_BITS | u64::from(doc)
    }

    pub(super) fn doc(packed: u64) -> u32 {
        (packed & ((1 << DOC_BITS) - 1)) as u32
    }

    pub(super) fn with_doc(packed: u64, doc: u32) -> u64 {
        packed >> DOC_BITS << DOC_BITS | u64::from(doc)
    }

    /// The bits of the fingerprint, without those of the part.
    pub(super) fn bits(packed: u64) -> u64 {
        packed >> DOC_BITS
    }

    /// The same bits with those of the part, to name a fingerprint by.
    pub(super) fn name(part: usize, packed: u64) -> u64 {
        (part as u64) << 36 | packed >> DOC_BITS
    }

    /// The name of the fingerprint with this hash.
    pub(super) fn name_of(hash: u64) -> u64 {
        hash >> (64 - PART_BITS - 36)
    }
}

/// What is told of a word beside its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flags {
    /// Starts with a capital letter or a digit (see `wirecopy_text::Word`).
    pub(super) is_marked: bool,
    /// Stands between quotation marks.
    pub(super) is_quoted: bool,
}

const MARKED: u8 = 128;
const QUOTED: u8 = 64;

/// The length that says that gap and length follow as numbers.
const LONG: u8 = 63;

/// A word's place in its text, as bytes: how far it starts behind the end of the one before, how long it is, and its flags. One byte
/// for a short word behind one blank.
pub(super) fn push_place(gap: usize, length: usize, flags: Flags, out: &mut Vec<u8>) {
    let bits = if flags.is_marked { MARKED } else { 0 } | if flags.is_quoted { QUOTED } else { 0 };
    if gap == 1 && length < usize::from(LONG) {
        out.push(bits | length as u8);
    } else {
        out.push(bits | LONG);
        push_number(gap, out);
        push_number(length, out);
    }
}

fn push_number(mut number: usize, out: &mut Vec<u8>) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) flags: Flags,
}

/// Replaces `into` by the places of a text's words.
pub(super) fn read_places(bytes: &[u8], into: &mut Vec<Place>) {
    into.clear();
    let (mut at, mut end) = (0, 0);
    while let Some(&first) = bytes.get(at) {
        at += 1;
        let (gap, length) = match first & LONG {
            LONG => (read_number(bytes, &mut at), read_number(bytes, &mut at)),
            length => (1, u32::from(length)),
        };
        let start = end + gap;
        end = start + length;
        let flags = Flags { is_marked: first & MARKED != 0, is_quoted: first & QUOTED != 0 };
        into.push(Place { start, end, flags });
    }
}

fn read_number(bytes: &[u8], at: &mut usize) -> u32 {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes[*at];
        *at += 1;
        number |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return number;
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back() {
        let words = [(0, 3, true), (4, 5, false), (5, 300, false), (70_000, 70_063, true), (70_064, 70_126, false)];
        let (mut bytes, mut end) = (Vec::new(), 0);
        for (start, stop, is_marked) in words {
            push_place(start - end, stop - start, Flags { is_marked, is_quoted: !is_marked }, &mut bytes);
            end = stop;
        }
        let mut places = Vec::new();
        read_places(&bytes, &mut places);
        let found: Vec<_> = places.iter().map(|p| (p.start as usize, p.end as usize, p.flags.is_marked)).collect();
        assert!(places.iter().all(|p| p.flags.is_quoted != p.flags.is_marked));
        assert_eq!(found, words);
    }

    #[test]
    fn a_gram_keeps_its_record_and_most_of_its_hash() {
        let (hash, doc) = (0xfedc_ba98_7654_3210, (1 << DOC_BITS) - 1);
        let packed = Gram::pack(hash, doc);
        assert_eq!(Gram::doc(packed), doc);
        assert_eq!(Gram::name(Gram::part(hash), packed), Gram::name_of(hash));
        assert_eq!(Gram::name_of(hash), 0xfed_cba9_8765);
        assert_eq!(Gram::with_doc(packed, 7), Gram::pack(hash, 7));
    }
}
