//! The words of a text as numbers, for work that compares millions of texts and needs no letters.

use std::sync::OnceLock;

use wirecopy_lexicon::Lexicon;
use xxhash_rust::xxh3::xxh3_64;

use crate::fold;
use crate::word::{Class, Scanner, class, is_marked};

/// A word without its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyedWord {
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Hash of the folded form, for this build alone: it is not to be stored beyond a run. Equal words have equal keys.
    pub key: u64,
    /// Whether it starts with a capital letter or a digit in the text: a name, a number, or the first word of a sentence.
    pub is_marked: bool,
}

/// Walks over the words that [`Tokens`](crate::Tokens) finds, and keeps nothing.
///
/// 49 in 50 words of English news are letters and digits of ASCII, sixteen at most, or two runs of them with an apostrophe between, behind
/// and before plain signs. The text is read in windows, in each of which one number says where the letters are; words are runs
/// of its bits, and lower case and hash are arithmetic on sixteen bytes at once, without a step a letter. All others take the careful
/// way of `Tokens`. Time O(bytes), no allocation once the longest word was seen.
pub fn walk_keys(text: &str, mut each: impl FnMut(KeyedWord)) {
    let respelled = Respelled::shared();
    let bytes = text.as_bytes();
    let mut folded = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let careful = match Window::at(bytes, at).walk(respelled, &mut each) {
            Left::Behind(next) => {
                at = next;
                continue;
            }
            Left::Careful(next) => next,
        };
        let mut scanner = Scanner { text, at: careful };
        let Some(found) = scanner.next_word() else { return };
        at = scanner.at;
        let raw = &text[found.range.clone()];
        folded.clear();
        fold::push_form(raw, found.form, &mut folded);
        if !folded.is_empty() {
            let (start, end) = (found.range.start, found.range.end);
            each(KeyedWord { start, end, key: key(folded.as_bytes()), is_marked: is_marked(raw) });
        }
    }
}

/// Bytes whose letters one number tells.
const WINDOW: usize = 64;

/// The apostrophe of typographers.
const RIGHT_QUOTE: [u8; 3] = [0xe2, 0x80, 0x99];

/// Longest word whose bytes are read at once.
const SHORT: usize = 16;

/// Some bytes of a text. Behind its end stand zeros, which are no letters.
struct Window {
    bytes: [u8; WINDOW + SHORT],
    /// A bit for each of the first bytes: whether it is a letter or digit of ASCII.
    letters: u64,
    /// The same: whether a word that ends before it may go on, or it may be a word itself.
    doubts: u64,
    /// Where it starts in the text.
    start: usize,
}

/// Where the plain words of a window end.
enum Left {
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

impl Window {
    #[inline]
    fn at(text: &[u8], start: usize) -> Self {
        let rest = &text[start..];
        let bytes = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut bytes = [0; WINDOW + SHORT];
            bytes[..rest.len()].copy_from_slice(rest);
            bytes
        });
        let (letters, others, blanks) = masks(&bytes);
        let between_letters = (letters << 1 | 1) & letters >> 1 & !letters; // a letter may stand before the first byte
        Self { bytes, letters, doubts: others | between_letters & !blanks, start }
    }

    /// Gives the plain words, as far as they go. Nothing before the window joins its first byte, unless that is an apostrophe.
    #[inline]
    fn walk(&self, respelled: &Respelled, each: &mut impl FnMut(KeyedWord)) -> Left {
        let mut at = 0;
        loop {
            let doubt = (self.doubts & from(at)).trailing_zeros() as usize;
            let mut left = self.letters & from(at);
            if left == 0 && doubt >= WINDOW {
                return Left::Behind(self.start + WINDOW);
            }
            let mut start = left.trailing_zeros() as usize;
            while left != 0 && start <= doubt {
                // One added to a run of ones clears it, and carries to the place behind it.
                let carried = left.wrapping_add(left & left.wrapping_neg());
                let end = (carried & !left).trailing_zeros() as usize;
                // What the last byte is cannot be told without the next.
                if end >= WINDOW - 1 && start > 0 {
                    return Left::Behind(self.start + start);
                }
                let others = carried & left;
                let next = others.trailing_zeros() as usize;
                if end >= WINDOW - 1 || next > doubt || end - start > SHORT {
                    break;
                }
                each(KeyedWord { key: respelled.key(self.plain_key(start, end)), ..self.word(start, end) });
                (at, left, start) = (end, others, next);
            }
            match self.any_word(at, respelled) {
                Ok((word, next)) => {
                    each(KeyedWord { key: respelled.key(word.key), ..word });
                    at = next;
                }
                Err(left) => return left,
            }
        }
    }

    /// The next word at or behind `at`, and where to go on behind it.
    #[inline]
    fn any_word(&self, at: usize, respelled: &Respelled) -> Result<(KeyedWord, usize), Left> {
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
                return Ok((word, word.end - self.start));
            }
            Next::Unsure => None,
        };
        let plain = || KeyedWord { key: self.plain_key(start, end), ..self.word(start, end) };
        next.map(|next| (plain(), next)).ok_or(Left::Careful(self.start + start))
    }

    /// The `'s` that stands at `at`, behind a plain word.
    fn possessive(&self, at: usize) -> Option<(KeyedWord, usize)> {
        let length = if self.bytes[at] == b'\'' { 1 } else { 3 };
        let is_apostrophe = length == 1 || self.bytes[at..].starts_with(&RIGHT_QUOTE);
        let end = at + length + 1;
        let is_ours = at > 0 && end < WINDOW && is_apostrophe && self.is_possessive(at + length);
        is_ours.then(|| (KeyedWord { key: POSSESSIVE, is_marked: false, ..self.word(at, end) }, end))
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
    fn contracted(&self, start: usize, mark: usize, second: usize) -> Result<KeyedWord, Left> {
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
        let (low, high) = folded.split_at(8);
        let number = |half: &[u8]| u64::from_le_bytes(half.try_into().expect("eight bytes"));
        Ok(KeyedWord { key: lower_key((number(low), number(high)), length), ..self.word(start, end) })
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
        let whole = || lower_key(self.halves(start, end - start), end - start);
        Ok((ends && is_short && !respelled.may_know(whole())).then_some(second))
    }

    /// A window from here on, or a careful look at a word that fills this one.
    fn later(&self, start: usize) -> Left {
        if start > 0 { Left::Behind(self.start + start) } else { Left::Careful(self.start) }
    }

    #[inline]
    fn word(&self, start: usize, end: usize) -> KeyedWord {
        let is_marked = self.bytes[start] < b'a';
        KeyedWord { start: self.start + start, end: self.start + end, key: 0, is_marked }
    }

    /// Eight bytes of the window or behind it.
    #[inline]
    fn eight(&self, at: usize) -> u64 {
        u64::from_le_bytes(*self.bytes[at..].first_chunk().expect("behind the window as many bytes stand"))
    }

    /// The bytes of a short word as two numbers.
    #[inline]
    fn halves(&self, start: usize, length: usize) -> (u64, u64) {
        let start = start % WINDOW;
        (self.eight(start) & FIRST[length][0], self.eight(start + 8) & FIRST[length][1])
    }

    /// The key of a short word of letters and digits of ASCII.
    #[inline]
    fn plain_key(&self, start: usize, end: usize) -> u64 {
        match self.halves(start, end - start) {
            (US | USA, _) => mix(USA_FOLDED, 0),
            halves => lower_key(halves, end - start),
        }
    }
}

/// The key of the letters of a short word in lower case; digits, apostrophe and hyphen have the bit of lower case already.
#[inline]
fn lower_key((low, high): (u64, u64), length: usize) -> u64 {
    mix(low | ONES << 5 & FIRST[length][0], high | ONES << 5 & FIRST[length][1])
}

/// Masks of the first bytes of sixteen, by their number.
static FIRST: [[u64; 2]; SHORT + 1] = {
    let mut masks = [[0; 2]; SHORT + 1];
    let mut length = 1;
    while length <= SHORT {
        let mask = u128::MAX >> (8 * (SHORT - length));
        masks[length] = [mask as u64, (mask >> 64) as u64];
        length += 1;
    }
    masks
};

const ONES: u64 = 0x0101_0101_0101_0101;

/// A mask of all places from here on.
#[inline]
fn from(at: usize) -> u64 {
    if at < WINDOW { !0 << at } else { 0 }
}

/// Masks of the first bytes: which are letters or digits of ASCII, which are signs that are words or no ASCII at all, which are blanks.
#[inline]
fn masks(bytes: &[u8; WINDOW + SHORT]) -> (u64, u64, u64) {
    let mut flags = [0; WINDOW];
    for (flag, &byte) in flags.iter_mut().zip(bytes) {
        let is_letter = (byte | 32).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10;
        let is_other = byte >= 128 || byte & !1 == b'$'; // `$` or `%`
        *flag = u8::from(is_letter) | u8::from(is_other) << 1 | u8::from(byte == b' ') << 2;
    }
    let (eights, _) = flags.as_chunks();
    let mut masks = (0, 0, 0);
    for &eight in eights.iter().rev() {
        let flags = u64::from_le_bytes(eight);
        masks.0 = masks.0 << 8 | gathered(flags);
        masks.1 = masks.1 << 8 | gathered(flags >> 1);
        masks.2 = masks.2 << 8 | gathered(flags >> 2);
    }
    masks
}

/// The lowest bits of eight bytes as one byte: the factor moves each to its place in the highest.
#[inline]
fn gathered(bytes: u64) -> u64 {
    (bytes & ONES).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

const US: u64 = u64::from_le_bytes(*b"US\0\0\0\0\0\0");
const USA: u64 = u64::from_le_bytes(*b"USA\0\0\0\0\0");
const USA_FOLDED: u64 = u64::from_le_bytes(*b"usa\0\0\0\0\0");

/// The key of the `'s` behind a word.
const POSSESSIVE: u64 = mix(u64::from_le_bytes(*b"'s\0\0\0\0\0\0"), 0);

/// The key of a folded word.
fn key(folded: &[u8]) -> u64 {
    let mut bytes = [0_u8; 16];
    match bytes.get_mut(..folded.len()) {
        Some(start) => start.copy_from_slice(folded),
        None => return xxh3_64(folded),
    }
    let (low, high) = bytes.split_at(8);
    let number = |half: &[u8]| u64::from_le_bytes(half.try_into().expect("eight bytes"));
    mix(number(low), number(high))
}

/// Both halves of a product of 128 bits, as wyhash does it (Wang Yi, public domain); the constants are its own.
#[inline]
const fn mix(low: u64, high: u64) -> u64 {
    const fn fold(x: u64, y: u64) -> u64 {
        let product = x as u128 * y as u128;
        (product >> 64) as u64 ^ product as u64
    }
    fold(fold(low ^ 0xa076_1d64_78bd_642f, high ^ 0xe703_7ed1_a0b4_28db), 0x8ebc_6af0_9c88_c6e3)
}

/// Keys of words that are written in several ways, and the key of the standard one.
struct Respelled {
    /// A bit for each key, found by its highest bits: so few words are in the table that nearly all looks end here.
    seen: Box<[u64; 1 << (SEEN_BITS - 6)]>,
    /// Key and standard key, found by the lowest bits; a free slot holds zeros. The length is a power of two.
    slots: Vec<(u64, u64)>,
}

const SEEN_BITS: u32 = 20;

impl Respelled {
    fn shared() -> &'static Self {
        static SHARED: OnceLock<Respelled> = OnceLock::new();
        SHARED.get_or_init(|| {
            let variants = Lexicon::shared().spellings().filter(|(word, _)| word.len() >= fold::MIN_VARIANT_BYTES);
            Self::of(
                &variants.map(|(word, standard)| (key(word.as_bytes()), key(standard.as_bytes()))).collect::<Vec<_>>(),
            )
        })
    }

    fn of(standard: &[(u64, u64)]) -> Self {
        let slots = vec![(0, 0); (standard.len() * 2 + 1).next_power_of_two()]; // never full
        let mut respelled = Self { seen: Box::new([0; 1 << (SEEN_BITS - 6)]), slots };
        for &(key, standard) in standard {
            let bit = key >> (64 - SEEN_BITS);
            respelled.seen[bit as usize / 64] |= 1 << (bit % 64);
            let slot = respelled.slot(key);
            respelled.slots[slot] = (key, standard);
        }
        respelled
    }

    /// Where a key stands, or would stand.
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at] != (0, 0) && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    #[inline]
    fn key(&self, key: u64) -> u64 {
        if self.may_know(key) { self.standard(key) } else { key }
    }

    fn standard(&self, key: u64) -> u64 {
        match self.slots[self.slot(key)] {
            (0, 0) => key,
            (_, standard) => standard,
        }
    }

    #[inline]
    fn may_know(&self, key: u64) -> bool {
        let bit = key >> (64 - SEEN_BITS);
        self.seen[bit as usize / 64] >> (bit % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Tokens;

    /// The words of a text are those of `Tokens`, and keys are equal where folded forms are.
    fn check(text: &str) {
        let tokens = Tokens::of(text);
        let mut words = Vec::new();
        walk_keys(text, |word| words.push(word));
        let spans: Vec<_> = words.iter().map(|w| w.start..w.end).collect();
        let expected: Vec<_> = (0..tokens.len()).map(|i| tokens.span(i).range()).collect();
        assert_eq!(spans, expected, "{text:?}");
        for (i, word) in words.iter().enumerate() {
            assert_eq!(word.key, key(tokens.word(i).as_bytes()), "{:?} in {text:?}", tokens.word(i));
            assert_eq!(word.is_marked, is_marked(&text[word.start..word.end]));
        }
    }

    const PARTS: [&str; 24] = [
        "the",
        "US",
        "USA",
        "U.S.",
        "defence",
        "Organisations",
        "cease-fire",
        "France’s",
        "don't",
        "1,234.5",
        "2017-21",
        "$5",
        "60%",
        "“talks”",
        "Séjourné",
        "internationalisation",
        "incomprehensibilities",
        "东京",
        "end.Next",
        "a—b",
        "x",
        "'so'",
        "\n\n",
        "…",
    ];

    #[test]
    fn the_words_are_those_of_the_careful_way() {
        check("");
        check(&PARTS.join(" "));
        PARTS.iter().for_each(|part| check(part));
    }

    #[test]
    fn it_does_not_matter_where_a_window_ends() {
        for before in 0..=WINDOW + 1 {
            for gap in [" ", "", ". ", "-", "'", "’", "\u{a0}", "—"] {
                check(&("x".repeat(before) + gap + &PARTS.join(gap)));
                check(&(" ".repeat(before) + gap + &PARTS.join(gap)));
            }
        }
    }

    #[test]
    fn different_words_have_different_keys() {
        let mut keys: Vec<u32> = (0..60_000_u32).map(|i| key(format!("{i:x}word").as_bytes()) as u32).collect();
        keys.sort_unstable();
        keys.dedup();
        assert!(keys.len() >= 59_997, "{}", keys.len()); // of 32 bits, .4 meetings by chance
    }

    proptest! {
        #[test]
        fn any_text_gives_the_same_words(parts in prop::collection::vec((0..PARTS.len(), "[ ,.'’-]{0,2}"), 0..40), other in "\\PC{0,40}") {
            let text: String = parts.iter().flat_map(|(i, gap)| [PARTS[*i], gap.as_str()]).collect();
            check(&(text + &other));
        }
    }
}
