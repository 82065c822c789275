//! Parts of speech, by Brill's transformation-based tagger (Brill 1992, "A simple rule-based part of speech tagger") with
//! the model of the crate `harper-brill`; `data/build_tagger.py` says how the file came about. Linear in the words.

use std::str::SplitAsciiWhitespace;
use std::sync::OnceLock;

use foldhash::HashMap;
use wirecopy_lexicon::{Entry, Lexicon, PartOfSpeech};

use crate::analysis::known::Known;

/// Universal part of speech (universaldependencies.org/u/pos), without punctuation and symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tag {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Verb,
}

impl Tag {
    /// How many there are.
    const COUNT: usize = Self::Verb as usize + 1;

    fn parse(name: &str) -> Self {
        match name {
            "ADJ" => Self::Adj,
            "ADP" => Self::Adp,
            "ADV" => Self::Adv,
            "AUX" => Self::Aux,
            "CCONJ" => Self::Cconj,
            "DET" => Self::Det,
            "INTJ" => Self::Intj,
            "NUM" => Self::Num,
            "PART" => Self::Part,
            "PRON" => Self::Pron,
            "PROPN" => Self::Propn,
            "PUNCT" | "SYM" => Self::Punct,
            "SCONJ" => Self::Sconj,
            "VERB" => Self::Verb,
            _ => Self::Noun,
        }
    }

    /// Words that name, happen or describe: what two sentences must share to say the same.
    pub(crate) fn is_content(self) -> bool {
        matches!(self, Self::Adj | Self::Adv | Self::Noun | Self::Num | Self::Propn | Self::Verb)
    }

    pub(crate) fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Propn)
    }
}

/// What the tagger needs to know of a word or sign.
pub(crate) struct Unit<'t> {
    /// As written; punctuation is a unit too.
    pub raw: &'t str,
    /// Whether it opens a sentence, where a capital says nothing.
    pub first: bool,
    /// What is known of it as a folded word.
    pub known: Option<&'t Known>,
}

/// What the model says of a word in small letters, wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guess {
    /// The tag it usually has, if the model knows it.
    usual: Option<Tag>,
    /// The words of the patches that it passes for, a bit each.
    held: u32,
}

enum Criterion {
    TagAt(isize, Tag),
    AnyTag(isize, Tag),
    Between(Tag, Tag),
    /// A word of the patches, by its bit.
    WordAt(isize, u32),
}

struct Patch {
    from: Tag,
    to: Tag,
    all: Vec<Criterion>,
    /// What a sentence must hold for the patch to apply anywhere in it.
    needs: Held,
}

/// Which tags, and which words of the patches, a sentence holds: a bit each, the words in the upper half.
#[derive(Clone, Copy, Default)]
struct Held(u64);

impl Held {
    fn add_tag(&mut self, tag: Tag) {
        self.0 |= 1 << tag as u16;
    }

    fn add_words(&mut self, words: u32) {
        self.0 |= u64::from(words) << 32;
    }

    fn has_all(self, needed: Self) -> bool {
        needed.0 & !self.0 == 0
    }
}

/// The tagger's model.
#[derive(Default)]
pub(crate) struct Tagger {
    usual: HashMap<String, Tag>,
    patches: Vec<Patch>,
    /// The words that patches ask for; the place of each is its bit.
    words: Vec<String>,
    /// For each byte the words that begin with it.
    words_by_first: Vec<u32>,
}

impl Tagger {
    /// The one shared model, unpacked on first use.
    pub(crate) fn shared() -> &'static Self {
        static TAGGER: OnceLock<Tagger> = OnceLock::new();
        TAGGER.get_or_init(|| {
            let packed = include_bytes!("../data/tagger.txt.zst");
            let bytes = zstd::decode_all(&packed[..]).expect("the bundled file is a zstd frame");
            Self::parse(&String::from_utf8(bytes).expect("the bundled file is UTF-8"))
        })
    }

    fn parse(model: &str) -> Self {
        let mut tagger = Self { words_by_first: vec![0; 256], ..Self::default() };
        for line in model.lines() {
            let mut fields = line.split_ascii_whitespace();
            match fields.next() {
                Some("D") => tagger.learn(&mut fields),
                _ => {
                    let patch = tagger.parse_patch(&mut fields);
                    tagger.patches.extend(patch);
                }
            }
        }
        tagger
    }

    fn learn(&mut self, fields: &mut SplitAsciiWhitespace<'_>) {
        let tag = Tag::parse(fields.next().unwrap_or_default());
        self.usual.extend(fields.map(|word| (word.to_owned(), tag)));
    }

    fn parse_patch(&mut self, fields: &mut SplitAsciiWhitespace<'_>) -> Option<Patch> {
        let from = Tag::parse(fields.next()?);
        let to = Tag::parse(fields.next()?);
        let mut all = Vec::new();
        while let Some(kind) = fields.next() {
            if kind != "&" {
                all.push(self.parse_criterion(kind, fields)?);
            }
        }
        let mut needs = Held::default();
        needs.add_tag(from);
        all.iter().for_each(|criterion| criterion.add_needs(&mut needs));
        Some(Patch { from, to, all, needs })
    }

    fn parse_criterion(&mut self, kind: &str, fields: &mut SplitAsciiWhitespace<'_>) -> Option<Criterion> {
        let (x, y) = (fields.next()?, fields.next()?);
        Some(match kind {
            "T" => Criterion::TagAt(x.parse().ok()?, Tag::parse(y)),
            "A" => Criterion::AnyTag(x.parse().ok()?, Tag::parse(y)),
            "S" => Criterion::Between(Tag::parse(x), Tag::parse(y)),
            _ => Criterion::WordAt(x.parse().ok()?, self.bit_of(y)),
        })
    }

    /// The bit of a word that a patch asks for.
    fn bit_of(&mut self, word: &str) -> u32 {
        let word = word.to_ascii_lowercase();
        let first = word.bytes().next().unwrap_or_default();
        let at = self.words.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.words.push(word);
            self.words.len() - 1
        });
        let bit = 1_u32.checked_shl(at as u32).expect("the patches of the bundled file ask for 22 words");
        self.words_by_first[usize::from(first)] |= bit;
        bit
    }

    /// The words of the patches that a lower-case word passes for.
    fn held_words(&self, lower: &str) -> u32 {
        let first = lower.bytes().next().map_or(0, |first| self.words_by_first[usize::from(first)]);
        // As trained: equal as far as the shorter of the two goes.
        let passes = |word: &str| lower.bytes().zip(word.bytes()).all(|(x, y)| x == y);
        let candidates = ones(u64::from(first));
        candidates.filter(|&at| passes(&self.words[at as usize])).fold(0, |held, at| held | 1 << at)
    }

    /// What the model says of a lower-case word.
    pub(crate) fn guess(&self, lower: &str) -> Guess {
        Guess { usual: self.usual.get(lower).copied(), held: self.held_words(lower) }
    }

    /// One tag a unit.
    pub(crate) fn tag(&self, units: &[Unit<'_>]) -> Vec<Tag> {
        let (mut tags, mut words) = (Tags::new(units.len()), Vec::with_capacity(units.len()));
        let (mut held, mut lower) = (Held::default(), String::new());
        for unit in units {
            let known = unit.known.and_then(|known| Some((known, known.if_only_folded(unit.raw)?)));
            let (tag, guess) = if let Some((known, lower)) = known {
                (first_guess(unit, lower, known.guess, || known.entry.clone()), known.guess)
            } else {
                lower_into(unit.raw, &mut lower);
                let guess = self.guess(&lower);
                (first_guess(unit, &lower, guess, || Lexicon::shared().entry(&lower)), guess)
            };
            held.add_tag(tag);
            held.add_words(guess.held);
            tags.push(tag);
            words.push(guess.held);
        }
        let word_places = WordPlaces::of(&words);
        for patch in &self.patches {
            if held.has_all(patch.needs) && patch.may_apply(&word_places, &tags) && patch.apply(&words, &mut tags) {
                held.add_tag(patch.to);
            }
        }
        tags.all
    }
}

/// The tag of a unit, `lower` in small letters, before anything around it is looked at.
fn first_guess(unit: &Unit<'_>, lower: &str, guess: Guess, entry: impl FnOnce() -> Entry) -> Tag {
    let Some(first) = unit.raw.chars().next().filter(|c| c.is_alphanumeric()) else {
        return if matches!(lower, "'s" | "'") { Tag::Part } else { Tag::Punct };
    };
    if unit.raw.len() > 1 && unit.raw.chars().all(|c| c.is_uppercase() || c == '.') {
        return Tag::Propn; // "US" is no pronoun
    }
    let known = guess.usual;
    if first.is_uppercase() && !unit.first && known.is_none_or(Tag::is_content) {
        // "Security Council": a capital inside a sentence is a name, except adjectives made of names.
        return if known == Some(Tag::Adj) { Tag::Adj } else { Tag::Propn };
    }
    known.unwrap_or_else(|| guess_unknown(unit, lower, first, entry))
}

fn guess_unknown(unit: &Unit<'_>, lower: &str, first: char, entry: impl FnOnce() -> Entry) -> Tag {
    const ENDINGS: [(&str, Tag); 14] = [
        ("ly", Tag::Adv),
        ("ing", Tag::Verb),
        ("ed", Tag::Verb),
        ("ize", Tag::Verb),
        ("ise", Tag::Verb),
        ("ous", Tag::Adj),
        ("ful", Tag::Adj),
        ("ive", Tag::Adj),
        ("able", Tag::Adj),
        ("ible", Tag::Adj),
        ("ical", Tag::Adj),
        ("less", Tag::Adj),
        ("ish", Tag::Adj),
        ("n't", Tag::Aux),
    ];
    if first.is_ascii_digit() {
        return Tag::Num;
    }
    let ending = ENDINGS.iter().find(|(ending, _)| lower.len() > ending.len() + 2 && lower.ends_with(ending));
    let known = entry().parts_of_speech().first().map(|(part, _)| of_part(*part));
    match ending {
        _ if known.is_some() && !first.is_uppercase() => known.unwrap_or(Tag::Noun),
        Some((_, tag)) => *tag,
        None if first.is_uppercase() && unit.raw.len() > 1 => Tag::Propn,
        None => Tag::Noun,
    }
}

fn of_part(part: PartOfSpeech) -> Tag {
    match part {
        PartOfSpeech::Noun => Tag::Noun,
        PartOfSpeech::Verb => Tag::Verb,
        PartOfSpeech::Adjective => Tag::Adj,
        PartOfSpeech::Adverb => Tag::Adv,
    }
}

/// Puts the word in lower case, with a straight apostrophe, in the place of what stood in `out`.
fn lower_into(raw: &str, out: &mut String) {
    out.clear();
    if raw.is_ascii() {
        out.push_str(raw);
        out.make_ascii_lowercase();
    } else {
        out.push_str(&raw.replace('\u{2019}', "'").to_lowercase());
    }
}

/// The tags of a sentence, and where each of them stands.
struct Tags {
    all: Vec<Tag>,
    /// For each tag a bit for each unit, in blocks of 64.
    places: Vec<u64>,
    blocks: usize,
    /// The first of the blocks of each tag.
    first: [u64; Tag::COUNT],
}

impl Tags {
    /// Room for so many.
    fn new(count: usize) -> Self {
        let blocks = count.div_ceil(64);
        Self { all: Vec::with_capacity(count), places: vec![0; blocks * Tag::COUNT], blocks, first: [0; Tag::COUNT] }
    }

    fn push(&mut self, tag: Tag) {
        self.all.push(tag);
        self.turn(self.all.len() - 1, tag);
    }

    fn set(&mut self, at: usize, tag: Tag) {
        self.turn(at, self.all[at]);
        self.turn(at, tag);
        self.all[at] = tag;
    }

    /// Turns the bit of a tag at a place.
    fn turn(&mut self, at: usize, tag: Tag) {
        let bit = 1 << (at % 64);
        self.places[tag as usize * self.blocks + at / 64] ^= bit;
        if at < 64 {
            self.first[tag as usize] ^= bit;
        }
    }

    /// The places of the tag among the first 64 units.
    fn first_places(&self, tag: Tag) -> u64 {
        self.first[tag as usize]
    }

    /// The first place from `from` on with the tag.
    fn next(&self, tag: Tag, from: usize) -> Option<usize> {
        let places = &self.places[tag as usize * self.blocks..][..self.blocks];
        let mut bits = places.get(from / 64)? & (!0 << (from % 64));
        let mut block = from / 64;
        while bits == 0 {
            block += 1;
            bits = *places.get(block)?;
        }
        Some(block * 64 + bits.trailing_zeros() as usize)
    }

    fn is(&self, at: usize, tag: Tag) -> bool {
        self.all.get(at) == Some(&tag)
    }
}

/// Where the words of the patches stand among the first 64 units: a bit for each unit.
struct WordPlaces([u64; u32::BITS as usize]);

impl WordPlaces {
    fn of(words: &[u32]) -> Self {
        let mut places = Self([0; u32::BITS as usize]);
        for (at, &held) in words.iter().enumerate().take(64).filter(|(_, held)| **held != 0) {
            ones(u64::from(held)).for_each(|bit| places.0[bit as usize] |= 1 << at);
        }
        places
    }
}

/// The numbers of the bits that are set.
fn ones(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let at = (bits != 0).then(|| bits.trailing_zeros())?;
        bits &= bits - 1;
        Some(at)
    })
}

/// A bit for each unit that has the bit `offset` behind it (before it, if negative) set.
fn shifted(bits: u64, offset: isize) -> u64 {
    // The patches look no farther than four units.
    let by = offset.unsigned_abs() % 64;
    if offset >= 0 { bits >> by } else { bits << by }
}

impl Patch {
    /// Whether all criteria hold at some unit as the tags are now, all units asked at once: where at none, applying changes nothing.
    /// Sentences of more than 64 units are not asked.
    fn may_apply(&self, words: &WordPlaces, tags: &Tags) -> bool {
        let mut places = tags.first_places(self.from);
        let mut meets = |criterion: &Criterion| {
            places &= criterion.places(words, tags);
            places != 0
        };
        tags.blocks > 1 || self.all.iter().all(&mut meets)
    }

    /// Changes the tags in place, from the first on; whether any was.
    fn apply(&self, words: &[u32], tags: &mut Tags) -> bool {
        let (mut from, mut changed) = (0, false);
        while let Some(at) = tags.next(self.from, from) {
            if self.all.iter().all(|c| c.holds(words, tags, at)) {
                tags.set(at, self.to);
                changed = true;
            }
            from = at + 1;
        }
        changed
    }
}

impl Criterion {
    fn add_needs(&self, needs: &mut Held) {
        match self {
            Self::TagAt(_, tag) | Self::AnyTag(_, tag) => needs.add_tag(*tag),
            Self::Between(before, after) => [before, after].into_iter().for_each(|tag| needs.add_tag(*tag)),
            Self::WordAt(_, word) => needs.add_words(*word),
        }
    }

    /// A bit for each of the first 64 units that it holds at; bits behind the last unit say nothing.
    fn places(&self, words: &WordPlaces, tags: &Tags) -> u64 {
        let of = |tag: &Tag| tags.first_places(*tag);
        match self {
            Self::TagAt(offset, tag) => shifted(of(tag), *offset),
            Self::AnyTag(offset, tag) => {
                let (near, far) = if *offset < 0 { (*offset, 0) } else { (0, *offset) };
                let any = (near..far).fold(0, |places, at| places | shifted(of(tag), at));
                any & shifted(!0, near)
            }
            Self::Between(before, after) => shifted(of(before), -1) & shifted(of(after), 1),
            Self::WordAt(offset, word) => shifted(words.0[word.trailing_zeros() as usize], *offset),
        }
    }

    fn holds(&self, words: &[u32], tags: &Tags, i: usize) -> bool {
        let at = |offset: isize| i.checked_add_signed(offset);
        match self {
            Self::TagAt(offset, tag) => at(*offset).is_some_and(|k| tags.is(k, *tag)),
            // As trained: from the word itself up to, but not including, the farther end.
            Self::AnyTag(offset, tag) => {
                at(*offset).is_some_and(|far| tags.next(*tag, far.min(i)).is_some_and(|found| found < far.max(i)))
            }
            Self::Between(before, after) => i > 0 && tags.is(i - 1, *before) && tags.is(i + 1, *after),
            Self::WordAt(offset, word) => at(*offset).and_then(|k| words.get(k)).is_some_and(|found| found & word != 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, expected: &[Tag]) {
        let units: Vec<Unit<'_>> =
            sentence.split(' ').enumerate().map(|(i, raw)| Unit { raw, first: i == 0, known: None }).collect();
        assert_eq!(Tagger::shared().tag(&units), expected, "{sentence}");
    }

    #[test]
    fn plain_sentences() {
        use Tag::{Adj, Adp, Aux, Det, Noun, Propn, Punct, Verb};
        check("The mayor signed the order .", &[Det, Noun, Verb, Det, Noun, Punct]);
        check("Officials will meet in Lisbon", &[Noun, Aux, Verb, Adp, Propn]);
        check("A severe storm", &[Det, Adj, Noun]);
    }
}
