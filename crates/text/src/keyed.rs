//! The words of a text as numbers, for work that compares millions of texts and needs no letters.

use std::collections::HashMap;
use std::sync::OnceLock;

use wirecopy_lexicon::Lexicon;
use xxhash_rust::xxh3::xxh3_64;

use crate::fold;
use crate::word::{Scanner, ends_word, is_gap, is_marked};

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
/// Nine in ten words of English news are at most sixteen letters and digits of ASCII between plain separators. Their bytes are read as two
/// numbers: end, lower case and hash are arithmetic on these, without a step a letter. All others take the careful way of `Tokens`.
/// Time O(bytes), no allocation once the longest word was seen.
pub fn walk_keys(text: &str, mut each: impl FnMut(KeyedWord)) {
    let respelled = Respelled::shared();
    let mut scanner = Scanner { text, at: 0 };
    let mut folded = String::new();
    loop {
        while let Some(word) = short_word(text.as_bytes(), scanner.at) {
            scanner.at = word.end;
            each(KeyedWord { key: respelled.key(word.key), ..word });
        }
        let Some(found) = scanner.next_word() else { return };
        let raw = &text[found.range.clone()];
        folded.clear();
        fold::push_form(raw, found.form, &mut folded);
        if !folded.is_empty() {
            let (start, end) = (found.range.start, found.range.end);
            each(KeyedWord { start, end, key: key(folded.as_bytes()), is_marked: is_marked(raw) });
        }
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES << 7;

/// Passes over the gap at `at` and reads the word behind it, if that is short and plain; its key is that of its letters in lower case.
#[inline]
fn short_word(bytes: &[u8], at: usize) -> Option<KeyedWord> {
    let start = behind_gap(bytes, at);
    let (low, high) = bytes.get(start..start + 16)?.split_at(8);
    let number = |half: &[u8]| u64::from_le_bytes(half.try_into().expect("eight bytes"));
    let (low, high) = (number(low), number(high));
    let (length, raw, rest) = match others(low) {
        0 => {
            let length = others(high).trailing_zeros() as usize / 8;
            if length == 8 {
                return None;
            }
            (8 + length, low, high & first(length))
        }
        stop => {
            let length = stop.trailing_zeros() as usize / 8;
            (length, low & first(length), 0)
        }
    };
    if length == 0 {
        return possessive_word(bytes, at, start);
    }
    if !ends_word(bytes, start + length) && possessive(bytes, start + length).is_none() {
        return None;
    }
    let is_marked = bytes[start] < b'a';
    let key = match raw {
        US | USA => mix(USA_FOLDED, 0),
        _ => mix(lower(raw, length), lower(rest, length.saturating_sub(8))),
    };
    Some(KeyedWord { start, end: start + length, key, is_marked })
}

/// Where the next word may start: behind white space, signs that are no words, and the longer quotation marks and dashes.
#[inline]
fn behind_gap(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(&byte) if is_gap(byte) => at += 1,
            Some(0xe2) if matches!(bytes[at..], [_, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6, ..]) => at += 3,
            _ => return at,
        }
    }
}

/// The end of an `'s` at `at`, which stands behind a letter or digit of ASCII, if it surely is one.
fn possessive(bytes: &[u8], at: usize) -> Option<usize> {
    let end = match bytes[at..] {
        [b'\'', b's' | b'S', ..] => at + 2,
        [0xe2, 0x80, 0x99, b's' | b'S', ..] => at + 4,
        _ => return None,
    };
    ends_word(bytes, end).then_some(end)
}

/// The `'s` that stands at `start`, if there was no gap before it.
fn possessive_word(bytes: &[u8], at: usize, start: usize) -> Option<KeyedWord> {
    if start != at || !bytes[..at].last()?.is_ascii_alphanumeric() {
        return None;
    }
    let key = || mix(u64::from(u16::from_le_bytes(*b"'s")), 0);
    possessive(bytes, start).map(|end| KeyedWord { start, end, key: key(), is_marked: false })
}

/// The highest bit of each byte that is no letter or digit of ASCII.
fn others(bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    let lower = low | (ONES << 5);
    let at_least = |bytes: u64, least: u8| bytes + ONES * u64::from(0x80 - least);
    let letters = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
    let digits = at_least(low, b'0') & !at_least(low, b'9' + 1);
    (!(letters | digits) | bytes) & HIGH
}

/// A mask of the first bytes, fewer than eight.
fn first(bytes: usize) -> u64 {
    (1 << (8 * bytes)) - 1
}

/// Letters to lower case; digits have that bit already.
fn lower(bytes: u64, length: usize) -> u64 {
    bytes | (ONES << 5 & if length < 8 { first(length) } else { u64::MAX })
}

const US: u64 = u64::from_le_bytes(*b"US\0\0\0\0\0\0");
const USA: u64 = u64::from_le_bytes(*b"USA\0\0\0\0\0");
const USA_FOLDED: u64 = u64::from_le_bytes(*b"usa\0\0\0\0\0");

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
fn mix(low: u64, high: u64) -> u64 {
    let fold = |x: u64, y: u64| {
        let product = u128::from(x) * u128::from(y);
        (product >> 64) as u64 ^ product as u64
    };
    fold(fold(low ^ 0xa076_1d64_78bd_642f, high ^ 0xe703_7ed1_a0b4_28db), 0x8ebc_6af0_9c88_c6e3)
}

/// Keys of words that are written in several ways, and the key of the standard one.
struct Respelled {
    /// A bit for each key, found by its highest bits: so few words are in the table that nearly all looks end here.
    seen: Vec<u64>,
    standard: HashMap<u64, u64>,
}

const SEEN_BITS: u32 = 19;

impl Respelled {
    fn shared() -> &'static Self {
        static SHARED: OnceLock<Respelled> = OnceLock::new();
        SHARED.get_or_init(|| {
            let variants = Lexicon::shared().spellings().filter(|(word, _)| word.len() >= fold::MIN_VARIANT_BYTES);
            Self::of(variants.map(|(word, standard)| (key(word.as_bytes()), key(standard.as_bytes()))).collect())
        })
    }

    fn of(standard: HashMap<u64, u64>) -> Self {
        let mut seen = vec![0; 1 << (SEEN_BITS - 6)];
        for key in standard.keys() {
            let bit = key >> (64 - SEEN_BITS);
            seen[bit as usize / 64] |= 1 << (bit % 64);
        }
        Self { seen, standard }
    }

    #[inline]
    fn key(&self, key: u64) -> u64 {
        let bit = key >> (64 - SEEN_BITS);
        match self.seen[bit as usize / 64] >> (bit % 64) & 1 {
            0 => key,
            _ => self.standard.get(&key).copied().unwrap_or(key),
        }
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
