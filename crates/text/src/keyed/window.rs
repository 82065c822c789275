//! The plain words of a few bytes, found and hashed without a step a letter.

use wide::i8x16;

use super::KeyedWords;
use super::key::{FIRST, POSSESSIVE, SHORT, US, USA, key, mix};
use super::respelled::Respelled;
use crate::fold;
use crate::word::{Class, class};

/// Bytes whose letters one number tells.
pub(super) const WINDOW: usize = 64;

/// The bit of lower case: digits, apostrophes and hyphens have it already.
const LOWER: u8 = 32;

/// The apostrophe of typographers.
const RIGHT_QUOTE: [u8; 3] = [0xe2, 0x80, 0x99];

/// A word of a window.
struct Word {
    /// Its bytes in the window.
    start: usize,
    end: usize,
    /// Its key, whether it is written in several ways or not.
    key: u64,
}

/// The bytes of a window, and those of a word that starts at its end.
type Bytes = [u8; WINDOW + SHORT];

/// Room for the end of a text.
pub(super) struct Tail(Bytes);

impl Tail {
    pub(super) fn new() -> Self {
        Self([0; WINDOW + SHORT])
    }
}

/// Some bytes of a text, read where they stand. Behind its end stand zeros, which are no letters.
pub(super) struct Window<'t> {
    bytes: &'t Bytes,
    /// A bit for each of the first bytes: whether it is a letter or digit of ASCII.
    letters: u64,
    /// The same: whether a word that ends before it may go on, or it may be a word itself, or starts a long one.
    doubts: u64,
    /// The same: whether it may begin or end a quotation.
    signs: u64,
    /// Where it starts in the text.
    start: usize,
}

/// Where the plain words of a window end.
pub(super) enum Left {
    /// All before this place is read.
    Behind(usize),
    /// So it is, and here stands something that asks for a careful look.
    Careful(usize),
}

/// What stands behind a run of letters.
enum Next {
    /// The end of the word.
    End,
    /// A hyphen, and letters or digits.
    Hyphen,
    /// An apostrophe of so many bytes, and letters or digits.
    Apostrophe(usize),
    /// Anything that may join the run to what comes next.
    Unsure,
}

impl<'t> Window<'t> {
    #[inline]
    pub(super) fn at(text: &'t [u8], start: usize, tail: &'t mut Tail) -> Self {
        let rest = &text[start..];
        let bytes = rest.first_chunk().unwrap_or_else(|| {
            tail.0.fill(0);
            tail.0[..rest.len()].copy_from_slice(rest);
            &tail.0
        });
        let Masks { letters, others, blanks, quotes } = masks(bytes);
        let between_letters = (letters << 1 | 1) & letters >> 1 & !letters; // a letter may stand before the first byte
        let doubts = others | between_letters & !blanks | starts_of_long(letters);
        let mut window = Self { bytes, letters, doubts, signs: others | quotes, start };
        window.pass_signs(others);
        window
    }

    /// Takes off the doubts about those of some places that are signs and no words, if they end in the window.
    #[inline]
    fn pass_signs(&mut self, mut rest: u64) {
        while rest != 0 {
            let at = rest.trailing_zeros() as usize;
            let length = self.sign(at).filter(|length| at + length <= WINDOW);
            let these = ((1 << length.unwrap_or(1)) - 1) << at;
            self.doubts &= if length.is_some() { !these } else { !0 };
            rest &= !these;
        }
    }

    /// A bit for each byte before this place in the text: whether it may begin or end a quotation.
    pub(super) fn signs_before(&self, place: usize) -> u64 {
        self.signs & !from(place - self.start)
    }

    /// Gives the plain words, as far as they go. Nothing before the window joins its first byte, unless that is an apostrophe.
    #[inline]
    pub(super) fn walk(&self, respelled: &Respelled, words: &mut KeyedWords) -> Left {
        let starts = self.letters & !(self.letters << 1);
        let mut at = 0;
        loop {
            let doubt = (self.doubts & from(at)).trailing_zeros() as usize;
            if doubt >= WINDOW && self.letters & from(at) == 0 {
                return Left::Behind(self.start + WINDOW);
            }
            let mut plain = starts & from(at) & !from(doubt);
            if plain != 0 {
                let last = plain.ilog2() as usize;
                // What the last byte is cannot be told without the next.
                let is_cut = self.run_end(last) >= WINDOW - 1;
                if is_cut || doubt < WINDOW {
                    plain ^= 1 << last;
                }
                at = self.push_plain(plain, at, respelled, words);
                if is_cut && last > 0 {
                    return Left::Behind(self.start + last);
                }
                if !is_cut && doubt >= WINDOW {
                    return Left::Behind(self.start + WINDOW);
                }
            }
            match self.any_word(at, respelled) {
                Ok((word, next)) => {
                    self.push(&word, respelled, words);
                    at = next;
                }
                Err(left) => return left,
            }
        }
    }

    /// Gives the short words that start at these places behind `at`, each of which ends before the last byte; gives the end of the last.
    #[inline]
    fn push_plain(&self, mut starts: u64, mut at: usize, respelled: &Respelled, words: &mut KeyedWords) -> usize {
        let mut ends = !self.letters & self.letters << 1 & from(at + 1);
        while starts != 0 {
            let start = starts.trailing_zeros() as usize;
            at = (ends | 1 << (WINDOW - 1)).trailing_zeros() as usize;
            self.push(&Word { start, end: at, key: self.plain_key(start, at) }, respelled, words);
            (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
        }
        at
    }

    #[inline]
    fn push(&self, word: &Word, respelled: &Respelled, words: &mut KeyedWords) {
        let is_marked = self.bytes[word.start % WINDOW].wrapping_sub(b'0') < b'a' - b'0'; // no apostrophe
        words.push(self.start + word.start..self.start + word.end, respelled.key(word.key), is_marked);
    }

    /// The next word at or behind `at`, and where to go on behind it.
    #[inline]
    fn any_word(&self, at: usize, respelled: &Respelled) -> Result<(Word, usize), Left> {
        let start = (self.letters & from(at)).trailing_zeros() as usize;
        match self.behind_gap(at, start) {
            Some(end) if end >= WINDOW => return Err(Left::Behind(self.start + end)),
            Some(_) => {}
            None => return self.possessive(at).ok_or(Left::Careful(self.start + at)),
        }
        let end = self.run_end(start);
        if end >= WINDOW - 1 {
            return Err(self.later(start));
        }
        let next = match self.next(end) {
            _ if end - start > SHORT => None,
            Next::End => Some(end),
            Next::Hyphen => self.hyphened(start, end, respelled)?,
            Next::Apostrophe(length) if self.is_possessive(end + length) => Some(end),
            Next::Apostrophe(length) => {
                let word = self.contracted(start, end, end + length)?;
                let end = word.end;
                return Ok((word, end));
            }
            Next::Unsure => None,
        };
        let plain = || Word { start, end, key: self.plain_key(start, end) };
        next.map(|next| (plain(), next)).ok_or(Left::Careful(self.start + start))
    }

    /// The `'s` that stands at `at`, behind a plain word.
    fn possessive(&self, at: usize) -> Option<(Word, usize)> {
        let length = if self.bytes[at] == b'\'' { 1 } else { 3 };
        let is_apostrophe = length == 1 || self.bytes[at..].starts_with(&RIGHT_QUOTE);
        let end = at + length + 1;
        let is_ours = at > 0 && end < WINDOW && is_apostrophe && self.is_possessive(at + length);
        is_ours.then_some((Word { start: at, end, key: POSSESSIVE }, end))
    }

    /// The end of the run of letters and digits that starts here; the end of the window, if it goes on there.
    #[inline]
    fn run_end(&self, start: usize) -> usize {
        if start < WINDOW { start + (!(self.letters >> start)).trailing_zeros() as usize } else { WINDOW }
    }

    /// Where the gap at `at` ends, if it surely holds no word: not before `start`.
    #[inline]
    fn behind_gap(&self, mut at: usize, start: usize) -> Option<usize> {
        if start == at + 1 && self.bytes[at] == b'\'' {
            return None;
        }
        while at < start {
            at += match class(self.bytes[at]) {
                Class::Gap | Class::Joint => 1,
                _ => self.sign(at)?,
            };
        }
        Some(at)
    }

    /// Length of a sign at `at` that is no word and joins none, of those outside ASCII: dashes, double quotation marks, the ellipsis; the
    /// blank that does not break.
    #[inline]
    fn sign(&self, at: usize) -> Option<usize> {
        match self.bytes[at..] {
            [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6, ..] => Some(3),
            [0xc2, 0xa0, ..] => Some(2),
            _ => None,
        }
    }

    /// What stands at `at`, behind a letter or digit.
    #[inline]
    fn next(&self, at: usize) -> Next {
        match self.bytes[at] {
            b' ' => Next::End,
            b'\'' => self.apostrophe(at, 1),
            byte => match class(byte) {
                Class::Gap => Next::End,
                Class::Joint if self.parts(at + 1) => Next::End,
                Class::Joint if byte == b'-' && class(self.bytes[at + 1]) == Class::Letter => Next::Hyphen,
                Class::Other if self.bytes[at..].starts_with(&RIGHT_QUOTE) => self.apostrophe(at, 3),
                Class::Other if matches!(byte, b'$' | b'%') || self.sign(at).is_some() => Next::End,
                _ => Next::Unsure,
            },
        }
    }

    /// Whether what stands at `at`, behind a joint, surely does not join.
    fn parts(&self, at: usize) -> bool {
        matches!(class(self.bytes[at]), Class::Gap | Class::Joint) || self.sign(at).is_some()
    }

    fn apostrophe(&self, at: usize, length: usize) -> Next {
        match class(self.bytes[at + length]) {
            Class::Letter => Next::Apostrophe(length),
            _ if self.parts(at + length) => Next::End,
            _ => Next::Unsure,
        }
    }

    /// Whether the word of the run that starts at `at` is a possessive `s`.
    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.bytes[at], b's' | b'S') && matches!(self.next(at + 1), Next::End)
    }

    /// The word of two runs with an apostrophe between, if both are letters and nothing more joins them.
    fn contracted(&self, start: usize, mark: usize, second: usize) -> Result<Word, Left> {
        let end = self.run_end(second);
        if end >= WINDOW {
            return Err(self.later(start));
        }
        let [before, behind] = [mark - 1, second].map(|at| self.bytes[at].is_ascii_alphabetic());
        let is_possessive = end == second + 1 && matches!(self.bytes[second], b's' | b'S');
        let length = end - second + 1 + mark - start;
        if !before || !behind || is_possessive || length > SHORT || !matches!(self.next(end), Next::End) {
            return Err(Left::Careful(self.start + start));
        }
        let mut folded = [0; SHORT];
        folded[..mark - start].copy_from_slice(&self.bytes[start..mark]);
        folded[mark - start] = b'\'';
        folded[mark - start + 1..length].copy_from_slice(&self.bytes[second..end]);
        folded[..length].iter_mut().for_each(|byte| *byte |= LOWER);
        Ok(Word { start, end, key: key(&folded[..length]) })
    }

    /// Where the text goes on behind the hyphen at `mark`, if the word before it is surely one by itself: most compounds are not also
    /// written as one word.
    fn hyphened(&self, start: usize, mark: usize, respelled: &Respelled) -> Result<Option<usize>, Left> {
        let second = mark + 1;
        if self.bytes[second].is_ascii_digit() {
            return Ok(Some(second));
        }
        let end = self.run_end(second);
        if end >= WINDOW {
            return Err(self.later(start));
        }
        let ends = self.bytes[end] == b'-' || matches!(self.next(end), Next::End);
        let is_short = (fold::MIN_VARIANT_BYTES..=SHORT).contains(&(end - start));
        let whole = || {
            let (low, high) = self.folded(start, end - start);
            mix(low, high)
        };
        Ok((ends && is_short && !respelled.may_know(whole())).then_some(second))
    }

    /// A window from here on, or a careful look at a word that fills this one.
    fn later(&self, start: usize) -> Left {
        if start > 0 { Left::Behind(self.start + start) } else { Left::Careful(self.start) }
    }

    /// The folded bytes of a short word as two numbers.
    #[inline]
    fn folded(&self, start: usize, length: usize) -> (u64, u64) {
        let eight = |at: usize| {
            let bytes = self.bytes[at..].first_chunk().expect("behind the window as many bytes stand");
            u64::from_le_bytes(*bytes) | (ONES * u64::from(LOWER))
        };
        let start = start % WINDOW;
        let first = &FIRST[length % FIRST.len()];
        (eight(start) & first[0], eight(start + 8) & first[1])
    }

    #[cold]
    fn is_country(&self, start: usize, end: usize) -> bool {
        matches!(self.bytes[start..end], [b'U', b'S'] | [b'U', b'S', b'A'])
    }

    /// The key of a short word of letters and digits of ASCII.
    #[inline]
    fn plain_key(&self, start: usize, end: usize) -> u64 {
        let (low, high) = self.folded(start, end - start);
        if low | (US ^ USA) == USA && self.is_country(start, end) { mix(USA, 0) } else { mix(low, high) }
    }
}

/// A mask of all places from here on.
#[inline]
fn from(at: usize) -> u64 {
    if at < WINDOW { !0 << at } else { 0 }
}

/// The starts of those runs of letters that are too long to be read at once.
#[inline]
fn starts_of_long(letters: u64) -> u64 {
    let two = letters & letters >> 1;
    let four = two & two >> 2;
    let eight = four & four >> 4;
    eight & eight >> 8 & letters >> SHORT & !(letters << 1)
}

/// Whether a byte may begin or end a quotation: it ends a line, is a quotation mark or no ASCII.
pub(super) fn is_sign(byte: u8) -> bool {
    matches!(byte, b'"' | b'\n' | 128..)
}

/// Masks of bytes.
#[derive(Default)]
struct Masks {
    /// Letters and digits of ASCII.
    letters: u64,
    /// Signs that are words, and what is no ASCII.
    others: u64,
    blanks: u64,
    /// Quotation marks and ends of lines.
    quotes: u64,
}

/// Masks of the first bytes.
#[inline]
fn masks(bytes: &Bytes) -> Masks {
    let (sixteens, _) = bytes[..WINDOW].as_chunks();
    let mut masks = Masks::default();
    for &sixteen in sixteens.iter().rev() {
        let some = masks_of(sixteen);
        masks.letters = masks.letters << 16 | u64::from(some[0]);
        masks.others = masks.others << 16 | u64::from(some[1]);
        masks.blanks = masks.blanks << 16 | u64::from(some[2]);
        masks.quotes = masks.quotes << 16 | u64::from(some[3]);
    }
    masks
}

/// The same of sixteen bytes, all at once. Bytes that are no ASCII are negative here, and so below all others.
#[inline]
fn masks_of(sixteen: [u8; 16]) -> [u32; 4] {
    let every = |byte: u8| i8x16::splat(byte as i8);
    let bytes = i8x16::new(sixteen.map(|byte| byte as i8));
    let lower = bytes | every(LOWER);
    let between = |bytes: i8x16, first: u8, last: u8| bytes.simd_gt(every(first - 1)) & bytes.simd_lt(every(last + 1));
    let is_letter = between(lower, b'a', b'z') | between(bytes, b'0', b'9');
    let is_other = bytes | (bytes & every(!1)).simd_eq(every(b'$')); // negative, or `$` or `%`
    let is_quote = bytes.simd_eq(every(b'"')) | bytes.simd_eq(every(b'\n'));
    [is_letter, is_other, bytes.simd_eq(every(b' ')), is_quote].map(|mask| mask.to_bitmask())
}

/// One in each of eight bytes.
const ONES: u64 = 0x0101_0101_0101_0101;
