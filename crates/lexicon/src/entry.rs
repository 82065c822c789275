//! A word looked up once: its base forms and meanings, with how likely each is.

use std::sync::{Arc, OnceLock};

use crate::kin::{self, Kin};
use crate::morph;
use crate::wordnet::WordNet;
use crate::{LexFile, PartOfSpeech};

/// Readings with less than this share of a word's use are dropped: "ground" is hardly ever a form of "grind".
const MIN_READING: f32 = 0.03;

/// Stands for the uses of a meaning that the tagged texts (SemCor, 230,000 words) were too short to show; divided by the
/// meaning's number, since WordNet orders meanings it has no counts for by frequency as well.
const PRIOR: f32 = 0.7;

/// A base form and the part of speech in which the word is a form of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reading {
    pub(crate) key: u32,
    pub(crate) part: PartOfSpeech,
    pub(crate) weight: f32,
}

/// A meaning of the word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sense {
    pub(crate) synset: u32,
    pub(crate) key: u32,
    pub(crate) weight: f32,
    pub(crate) is_name: bool,
    pub(crate) part: PartOfSpeech,
    pub(crate) lexfile: LexFile,
    pub(crate) classes: u16,
}

/// A word or phrase as the lexicon knows it, ready to be compared with many others.
///
/// Made by [`Lexicon::entry`](crate::Lexicon::entry); a word that WordNet does not know has no meanings. Cheap to clone:
/// what is known is shared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    pub(crate) known: Arc<Known>,
}

/// What an entry holds.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) word: String,
    pub(crate) readings: Vec<Reading>,
    /// Heaviest first.
    pub(crate) senses: Vec<Sense>,
    /// A bit for each set that a meaning is: most sets that are asked for are none of them, and end here.
    sets: u64,
    /// The base forms that it is read as, each once.
    pub(crate) keys: Box<[u32]>,
    /// The words that it may have to do with; found when first asked for.
    pub(crate) kin: OnceLock<Kin>,
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word && self.readings == other.readings && self.senses == other.senses
    }
}

impl Entry {
    pub(crate) fn new(net: &WordNet, word: &str) -> Self {
        Self::of_bases(net, word, |found| morph::bases(net, word, found))
    }

    /// The entry of `word` whose `(part of speech, key)` bases `each_base` reports.
    pub(crate) fn of_bases(
        net: &WordNet,
        word: &str,
        each_base: impl FnOnce(&mut dyn FnMut(PartOfSpeech, u32)),
    ) -> Self {
        let mut known = Known { word: word.to_owned(), ..Known::default() };
        each_base(&mut |part, key| known.add(net, part, key));
        known.weigh();
        known.keys = known.base_forms();
        known.sets = known.senses.iter().fold(0, |bits, sense| bits | set_bit(sense.synset));
        Self { known: Arc::new(known) }
    }

    /// The word as it was asked for, in its standard spelling.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.known.word
    }

    /// Whether WordNet knows the word.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.known.senses.is_empty()
    }

    #[inline]
    pub(crate) fn sense_of(&self, synset: u32) -> Option<&Sense> {
        if self.known.sets & set_bit(synset) == 0 {
            return None;
        }
        self.known.senses.iter().find(|s| s.synset == synset)
    }

    /// Whether a base form, in any part of speech, accounts for this share of the word's use.
    pub(crate) fn reads_as(&self, key: u32, share: f32) -> bool {
        self.known.readings.iter().any(|r| r.key == key && r.weight >= share)
    }
}

/// One of 64 bits.
#[inline]
fn set_bit(synset: u32) -> u64 {
    1 << kin::spread(synset, u32::BITS - 6)
}

impl Known {
    fn base_forms(&self) -> Box<[u32]> {
        let mut keys: Vec<u32> = self.readings.iter().map(|r| r.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_boxed_slice()
    }

    fn add(&mut self, net: &WordNet, part: PartOfSpeech, key: u32) {
        if self.readings.iter().any(|r| r.key == key && r.part == part) {
            return;
        }
        let mut total = 0.0;
        for record in net.senses(key) {
            let lexfile = net.lexfile(record.synset);
            if lexfile.part_of_speech() != part {
                continue;
            }
            let weight = f32::from(record.count) + PRIOR / f32::from(record.number.max(1));
            total += weight;
            let classes = net.classes(record.synset);
            self.senses.push(Sense {
                synset: record.synset,
                key,
                weight,
                is_name: record.is_name,
                part,
                lexfile,
                classes,
            });
        }
        if total > 0.0 {
            self.readings.push(Reading { key, part, weight: total });
        }
    }

    /// Turns counts into shares of the whole, drops readings that hardly occur, and sorts.
    fn weigh(&mut self) {
        let total: f32 = self.readings.iter().map(|r| r.weight).sum();
        for reading in &mut self.readings {
            reading.weight /= total;
        }
        self.readings.retain(|r| r.weight >= MIN_READING);
        let readings = &self.readings;
        self.senses.retain(|s| readings.iter().any(|r| r.key == s.key && r.part == s.part));
        let kept: f32 = self.senses.iter().map(|s| s.weight).sum();
        for sense in &mut self.senses {
            sense.weight /= kept;
        }
        self.senses.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.synset.cmp(&b.synset)));
        self.readings.sort_by(|a, b| b.weight.total_cmp(&a.weight).then((a.part, a.key).cmp(&(b.part, b.key))));
    }
}

/// A meaning with a smaller share of a word's use is not what a reader thinks of, and joins it to nothing.
pub(crate) const MIN_SHARE: f32 = 0.02;

/// Two words are forms of one if it accounts for this share of the use of each: "left" is often a form of "leave", but
/// "ground" hardly ever one of "grind".
pub(crate) const MIN_FORM: f32 = 0.1;

/// The meanings that count, of meanings sorted by weight.
pub(crate) fn usual(senses: &[Sense]) -> impl Iterator<Item = &Sense> {
    senses.iter().take_while(|s| s.weight >= MIN_SHARE)
}
