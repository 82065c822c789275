//! What a block of mapped records holds on disk.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};
use wirecopy_record::SpanRow;

/// A record with a text. Its columns end where those of the next one start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct DocRow {
    /// Hash of the folded words.
    pub(super) content: [u64; 2],
    /// Place in the order of what to keep: smaller is better.
    pub(super) merit: u64,
    pub(super) words: u32,
    /// Where its words start in `KEYS` and in `SHAPES`.
    pub(super) keys_at: u32,
    pub(super) long_at: u32,
    pub(super) id_at: u32,
    /// Line in its file, counted from the first of the block.
    pub(super) line: u32,
    pub(super) grams_at: u32,
}

/// Of a block as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Pod, Zeroable)]
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
/// A [`Shape`] for each key.
pub(super) const SHAPES: usize = 2;
/// Gaps and lengths that have no room in a shape.
pub(super) const LONG: usize = 3;
/// At which words the chosen grams start: see [`push_start`].
pub(super) const STARTS: usize = 4;
/// The ids, one after the other.
pub(super) const IDS: usize = 5;
/// Fingerprints, by part: see [`Gram`].
pub(super) const GRAMS: usize = 6;
/// Ends of the parts in `GRAMS`.
pub(super) const GRAM_ENDS: usize = 7;
/// Rows of rejected records, JSON lines.
pub(super) const REJECTS: usize = 8;
/// One [`BlockRow`].
pub(super) const TOTALS: usize = 9;

/// Fingerprints are parted by their highest bits; each part is sorted by itself.
pub(super) const GRAM_PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 8;

/// Bits of a number of a record or of a text.
pub(super) const DOC_BITS: u32 = 28;

/// A fingerprint with who has it: 8 bits say the part, 36 more stand here above the number of the record. With a thousand
/// million fingerprints, one in twenty thousand meets another one by chance; these cost a look at a pair, and no more.
pub(super) struct Gram;

impl Gram {
    /// Bits that are as good as drawn, enough to find what is equal: a fingerprint is the smallest of some, so its highest bits are mostly zeros.
    pub(super) const MIXED: Range<u32> = DOC_BITS..DOC_BITS + 22;

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

    /// Those of [`Self::MIXED`].
    pub(super) fn mixed(packed: u64) -> u64 {
        packed >> Self::MIXED.start & ((1 << Self::MIXED.len()) - 1)
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
    /// Starts with a capital letter or a digit (see `wirecopy_text::KeyedWord`).
    pub(super) is_marked: bool,
    /// Stands between quotation marks.
    pub(super) is_quoted: bool,
}

/// A word's flags, how far it starts behind the end of the one before, and how long it is, in a byte: where that is one or two bytes
/// of gap and a short word. Otherwise both numbers stand in `LONG`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(transparent)]
pub(super) struct Shape(u8);

const MARKED: u8 = 128;
const QUOTED: u8 = 64;

/// Lengths that have room in a shape: 1 to this.
const MAX_LENGTH: usize = 31;

/// Stands for gap and length in `LONG`.
const IS_LONG: u8 = 2 * MAX_LENGTH as u8;

impl Shape {
    pub(super) fn is_marked(self) -> bool {
        self.0 & MARKED != 0
    }

    pub(super) fn is_quoted(self) -> bool {
        self.0 & QUOTED != 0
    }

    /// Gap and length, without the flags.
    #[inline]
    fn code(self) -> u8 {
        self.0 & !(MARKED | QUOTED)
    }

    /// How many of some shapes are so: sums of bytes, as many as fit in one, are taken sixteen at once.
    #[inline]
    pub(super) fn count(shapes: &[Self], is_so: impl Fn(Self) -> bool) -> u32 {
        let of_some = |some: &[Self]| u32::from(some.iter().map(|&shape| u8::from(is_so(shape))).sum::<u8>());
        shapes.chunks(usize::from(u8::MAX)).map(of_some).sum()
    }
}

/// The shape of a word; pushes what has no room in it.
#[inline]
pub(super) fn shape(gap: usize, length: usize, flags: Flags, long: &mut Vec<u8>) -> Shape {
    let bits = (u8::from(flags.is_marked) * MARKED) | (u8::from(flags.is_quoted) * QUOTED);
    if gap.wrapping_sub(1) < 2 && length - 1 < MAX_LENGTH {
        return Shape(bits | ((gap - 1) * MAX_LENGTH + length - 1) as u8);
    }
    push_long(gap, length, long);
    Shape(bits | IS_LONG)
}

#[cold]
fn push_long(gap: usize, length: usize, long: &mut Vec<u8>) {
    push_number(gap, long);
    push_number(length, long);
}

/// Adds the first word of a chosen gram, given that of the one before: one byte.
pub(super) fn push_start(start: usize, before: usize, starts: &mut Vec<u8>) {
    push_number(start - before, starts);
}

/// The first words of a text's chosen grams.
pub(super) fn read_starts(starts: &[u8]) -> impl Iterator<Item = usize> {
    let (mut at, mut word) = (0, 0);
    std::iter::from_fn(move || {
        (at < starts.len()).then(|| {
            word += read_number(starts, &mut at) as usize;
            word
        })
    })
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
}

/// Replaces `into` by the places of a text's words.
pub(super) fn read_places(shapes: &[Shape], long: &[u8], into: &mut Vec<Place>) {
    let (mut at, mut end) = (0, 0);
    into.clear();
    into.extend(shapes.iter().map(|shape| {
        let (gap, length) = gap_and_length(*shape, long, &mut at);
        let start = end + gap;
        end = start + length;
        Place { start, end }
    }));
}

/// How far a word starts behind the end of the one before, and how long it is.
#[inline]
fn gap_and_length(shape: Shape, long: &[u8], at: &mut usize) -> (u32, u32) {
    match shape.code() {
        IS_LONG => (read_number(long, at), read_number(long, at)),
        // Which gaps are two bytes can't be guessed: no branch.
        code => {
            let is_wide = u32::from(code >= MAX_LENGTH as u8);
            (1 + is_wide, 1 + u32::from(code) - is_wide * MAX_LENGTH as u32)
        }
    }
}

/// The places of some runs of words, each given by its first word and how many there are, from the start of the first word to the end of
/// the last. What stands between is only added up: sixteen words at once.
pub(super) fn read_spans(shapes: &[Shape], long: &[u8], runs: &[(u32, u32)]) -> Vec<SpanRow> {
    let ends = |(run, &(first, tokens)): (usize, &(u32, u32))| [(first, run, 0), (first + tokens - 1, run, 1)];
    let mut wanted: Vec<(u32, usize, usize)> = runs.iter().enumerate().flat_map(ends).collect();
    wanted.sort_unstable();
    let mut spans = vec![[0; 2]; runs.len()];
    let (mut word, mut end, mut at) = (0, 0, 0);
    for (next, run, side) in wanted {
        end += reach(&shapes[word..next as usize], long, &mut at);
        word = next as usize;
        let (gap, length) = gap_and_length(shapes[word], long, &mut { at });
        spans[run][side] = u64::from(end + gap + if side == 0 { 0 } else { length });
    }
    spans
}

/// How far some words reach with the gaps before them.
fn reach(shapes: &[Shape], long: &[u8], at: &mut usize) -> u32 {
    let (mut short, mut longs) = (0, 0);
    for shape in shapes {
        let code = shape.code();
        let is_long = u32::from(code == IS_LONG);
        let is_wide = u32::from(code >= MAX_LENGTH as u8);
        short += (2 + u32::from(code) - is_wide * (MAX_LENGTH as u32 - 1)) * (1 - is_long);
        longs += is_long;
    }
    short + (0..2 * longs).map(|_| read_number(long, at)).sum::<u32>()
}

#[inline]
fn read_number(bytes: &[u8], at: &mut usize) -> u32 {
    match bytes[*at] {
        byte if byte < 128 => {
            *at += 1;
            u32::from(byte)
        }
        _ => read_long_number(bytes, at),
    }
}

fn read_long_number(bytes: &[u8], at: &mut usize) -> u32 {
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
        let words =
            [(0, 3, true), (4, 5, false), (5, 300, false), (302, 333, true), (334, 366, true), (70_000, 70_063, false)];
        let (mut shapes, mut long, mut end) = (Vec::new(), Vec::new(), 0);
        for (start, stop, is_marked) in words {
            shapes.push(shape(start - end, stop - start, Flags { is_marked, is_quoted: !is_marked }, &mut long));
            end = stop;
        }
        let mut places = Vec::new();
        read_places(&shapes, &long, &mut places);
        let found: Vec<_> =
            places.iter().zip(&shapes).map(|(p, s)| (p.start as usize, p.end as usize, s.is_marked())).collect();
        assert_eq!(found, words);
        assert!(shapes.iter().all(|s| s.is_quoted() != s.is_marked()));
        let runs = [(3, 2), (0, 6), (2, 1), (0, 1), (4, 2)];
        let spans: Vec<[u64; 2]> =
            runs.map(|(first, n)| [words[first as usize].0 as u64, words[(first + n - 1) as usize].1 as u64]).to_vec();
        assert_eq!(read_spans(&shapes, &long, &runs), spans);
        assert_eq!(long.len(), 11); // of the first and three others
    }

    #[test]
    fn starts_come_back() {
        let words = [0, 7, 8, 500, 100_000];
        let (mut starts, mut before) = (Vec::new(), 0);
        for word in words {
            push_start(word, before, &mut starts);
            before = word;
        }
        assert_eq!(read_starts(&starts).collect::<Vec<_>>(), words);
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
