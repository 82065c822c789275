//! What is matched: words, with phrases that stand for one word made one. "60 billion" and "60bn" are one number,
//! "cease fire" is "ceasefire" where the other side writes so, "United Nations" is "UN", "per cent" is "%".

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;
use wirecopy_document::Version;
use xxhash_rust::xxh3::xxh3_64;

use crate::number;
use crate::vocabulary::{Kind, Vocabulary, WordId};

/// Longest abbreviation that is looked for among initials.
const MAX_INITIALS: usize = 7;
/// Longest number in words.
const MAX_NUMBER_WORDS: usize = 8;

/// The units of one version, sentence by sentence.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// The word each unit stands for.
    pub ids: Vec<WordId>,
    /// The tokens each unit covers.
    pub tokens: Vec<Range<u32>>,
    /// The units of each sentence.
    pub sentences: Vec<Range<usize>>,
}

impl Units {
    /// The units of a run of sentences.
    pub(crate) fn of(&self, sentences: &Range<usize>) -> Range<usize> {
        self.sentences[sentences.start].start..self.sentences[sentences.end - 1].end
    }
}

/// Abbreviations of both versions by their letters: "UN" for "U.N." too.
pub(crate) type Abbreviations = HashMap<u64, WordId, FixedState>;

/// Collects the words that are written in capitals only.
pub(crate) fn abbreviations(versions: [&Version; 2], vocabulary: &Vocabulary) -> Abbreviations {
    let mut found = Abbreviations::with_hasher(FixedState::default());
    for (version, ids) in versions.iter().zip(&vocabulary.tokens) {
        for (i, &id) in ids.iter().enumerate() {
            if !may_be_capitals(version, i) {
                continue;
            }
            if let Some(letters) = capitals(version.tokens.span(i).of(&version.text)) {
                found.entry(letters).or_insert(id);
                if vocabulary.word(id).text == "usa" {
                    found.insert(pack("US".bytes()), id);
                    found.insert(pack("USA".bytes()), id);
                }
            }
        }
    }
    found
}

/// Whether the first sign of a word may be that of an abbreviation.
fn may_be_capitals(version: &Version, token: usize) -> bool {
    let first = version.text.as_bytes().get(version.tokens.span(token).start());
    first.is_some_and(|first| first.is_ascii_uppercase() || *first == b'.')
}

/// The letters of an abbreviation, packed; `None` for anything else.
fn capitals(raw: &str) -> Option<u64> {
    let letters = || raw.bytes().filter(|&b| b != b'.');
    if !letters().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    (2..=MAX_INITIALS).contains(&letters().count()).then(|| pack(letters()))
}

fn pack(letters: impl Iterator<Item = u8>) -> u64 {
    letters.fold(0, |packed, letter| packed << 8 | u64::from(letter))
}

/// Reads the units of one side: O(words).
pub(crate) fn read(version: &Version, side: usize, vocabulary: &mut Vocabulary, known: &Abbreviations) -> Units {
    let mut units = Units::default();
    units.ids.reserve(version.tokens.len());
    units.tokens.reserve(version.tokens.len());
    let mut joined = String::new();
    for sentence in &version.sentences {
        let start = units.ids.len();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let mut reader = Reader { version, side, vocabulary, known, end: sentence.tokens.end, joined: &mut joined };
            let (id, length) = reader.unit(at);
            units.ids.push(id);
            units.tokens.push(narrow(at)..narrow(at + length));
            at += length;
        }
        units.sentences.push(start..units.ids.len());
    }
    units
}

fn narrow(token: usize) -> u32 {
    u32::try_from(token).expect("a text is shorter than 4 GiB")
}

struct Reader<'r, 'v> {
    version: &'r Version,
    side: usize,
    vocabulary: &'r mut Vocabulary<'v>,
    known: &'r Abbreviations,
    end: usize,
    joined: &'r mut String,
}

impl Reader<'_, '_> {
    /// The unit that starts at token `at`, and how many tokens it takes.
    fn unit(&mut self, at: usize) -> (WordId, usize) {
        let id = self.vocabulary.tokens[self.side][at];
        let opens_value = self.vocabulary.word(id).opens_value;
        let value = if opens_value { self.number(at).or_else(|| self.percent(at)) } else { None };
        value.or_else(|| self.expansion(at)).or_else(|| self.compound(at)).unwrap_or((id, 1))
    }

    fn number(&mut self, at: usize) -> Option<(WordId, usize)> {
        let end = self.end.min(at + MAX_NUMBER_WORDS);
        let found = number::parse((at..end).map(|i| self.version.tokens.word(i)))?;
        Some((self.vocabulary.number(found.value, found.ordinal), found.words))
    }

    fn percent(&mut self, at: usize) -> Option<(WordId, usize)> {
        let length = match self.version.tokens.word(at) {
            "%" | "percent" => 1,
            "per" if at + 1 < self.end && self.version.tokens.word(at + 1) == "cent" => 2,
            _ => return None,
        };
        Some((self.vocabulary.intern(xxh3_64(b"%"), "%"), length))
    }

    /// A run of capitalised words, small ones between them allowed, whose initials are an abbreviation of either side.
    fn expansion(&self, at: usize) -> Option<(WordId, usize)> {
        if self.known.is_empty() || !may_be_capitals(self.version, at) {
            return None;
        }
        let (mut letters, mut count, mut best) = (0_u64, 0, None);
        for i in at..self.end.min(at + 2 * MAX_INITIALS) {
            let raw = self.version.tokens.span(i).of(&self.version.text);
            let first = raw.bytes().next()?;
            if first.is_ascii_uppercase() && capitals(raw).is_none() {
                letters = letters << 8 | u64::from(first);
                count += 1;
            } else if count == 0 || !matches!(raw, "of" | "and" | "for" | "the" | "on" | "to" | "in") {
                break;
            }
            if count > MAX_INITIALS {
                break;
            }
            if count >= 2 && first.is_ascii_uppercase() {
                best = self.known.get(&letters).map(|&id| (id, i + 1 - at)).or(best);
            }
        }
        best
    }

    /// Two words that a version writes as one.
    fn compound(&mut self, at: usize) -> Option<(WordId, usize)> {
        if at + 1 >= self.end {
            return None;
        }
        let part = |i: usize| {
            let word = self.vocabulary.word(self.vocabulary.tokens[self.side][i]);
            (matches!(word.kind, Kind::Content | Kind::Name) && word.text.len() > 1).then_some(word.text)
        };
        let id = self.vocabulary.compound(part(at)?, part(at + 1)?, self.joined)?;
        Some((id, 2))
    }
}
