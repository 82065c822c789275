//! What a block of mapped records holds on disk.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};
use wirecopy_record::SpanRow;
use wirecopy_text::KeyedWords;

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

/// Whether a word is marked (see [`wirecopy_text::KeyedWord`]), whether it stands between quotation marks, how far it starts behind the end of the one before, and how long it is, in a byte: where that is one or two bytes
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

    /// Says that some words are quoted.
    pub(super) fn quote(shapes: &mut [Self]) {
        shapes.iter_mut().for_each(|shape| shape.0 |= QUOTED);
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

/// Adds the shapes of some words, none of which is quoted, given where the one before them ends, and what has no room in them.
pub(super) fn push_shapes(words: &KeyedWords, before: u32, shapes: &mut Vec<Shape>, long: &mut Vec<u8>) {
    let (starts, ends, are_marked) = (words.starts(), words.ends(), words.are_marked());
    let Some(others) = starts.len().checked_sub(1) else { return };
    let gap = |word: usize| starts[word].wrapping_sub(if word == 0 { before } else { ends[word - 1] });
    let first = shapes.len();
    shapes.push(shape(gap(0), ends[0] - starts[0], are_marked[0]));
    // Slices of one length, and no branch a word.
    let (from, before, to, is_marked) = (&starts[1..], &ends[..others], &ends[1..], &are_marked[1..]);
    let (from, to, is_marked) = (&from[..others], &to[..others], &is_marked[..others]);
    shapes.extend((0..others).map(|i| shape(from[i] - before[i], to[i] - from[i], is_marked[i])));
    for (word, _) in shapes[first..].iter().enumerate().filter(|(_, shape)| shape.code() == IS_LONG) {
        push_number(gap(word) as usize, long);
        push_number((ends[word] - starts[word]) as usize, long);
    }
}

/// The shape of a word that starts so far behind the end of the one before.
#[inline]
fn shape(gap: u32, length: u32, is_marked: bool) -> Shape {
    let is_short = (gap.wrapping_sub(1) < 2) & (length.wrapping_sub(1) < MAX_LENGTH as u32);
    let code = gap.wrapping_sub(1).wrapping_mul(MAX_LENGTH as u32).wrapping_add(length).wrapping_sub(1);
    Shape((u8::from(is_marked) * MARKED) | if is_short { code as u8 } else { IS_LONG })
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
    use wirecopy_text::walk_keys;

    use super::*;

    #[test]
    fn places_come_back() {
        let long_word = "x".repeat(300);
        let text = format!("the Ferry  {long_word}. Pier, {}so{}y Noon", "Y".repeat(32), " ".repeat(200));
        let (mut shapes, mut long, mut words) = (Vec::new(), Vec::new(), Vec::new());
        walk_keys(&text, |some| {
            push_shapes(some, 0, &mut shapes, &mut long);
            words.extend(some.iter());
        });
        assert_eq!(words.len(), 7);
        let mut places = Vec::new();
        read_places(&shapes, &long, &mut places);
        for ((word, place), shape) in words.iter().zip(&places).zip(&shapes) {
            assert_eq!((word.start, word.end, word.is_marked), (place.start, place.end, shape.is_marked()));
        }
        assert_eq!(shapes.iter().filter(|shape| shape.code() == IS_LONG).count(), 4); // the first, two long words, a wide gap
        Shape::quote(&mut shapes[2..4]);
        assert_eq!(
            shapes.iter().map(|s| s.is_quoted()).collect::<Vec<_>>(),
            [false, false, true, true, false, false, false]
        );
        let runs = [(3, 2), (0, 6), (2, 1), (0, 1), (4, 2)];
        let span = |(first, n): (u32, u32)| {
            [u64::from(words[first as usize].start), u64::from(words[(first + n - 1) as usize].end)]
        };
        assert_eq!(read_spans(&shapes, &long, &runs), runs.map(span));
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
