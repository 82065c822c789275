//! The synonym sets, unpacked into flat columns.

use crate::codec::{Reader, unpack, unzigzag};
use crate::keys::Keys;
use crate::{LexFile, PartOfSpeech};

/// What a link between two synonym sets says. The numbers are those of `data/build/wordnet.py`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkKind {
    Hypernym,
    Instance,
    Similar,
    VerbGroup,
    Entailment,
    Cause,
    Attribute,
    SeeAlso,
    PartOf,
    Antonym,
    Derivation,
    Participle,
    Pertainym,
}

const KINDS: [LinkKind; 13] = [
    LinkKind::Hypernym,
    LinkKind::Instance,
    LinkKind::Similar,
    LinkKind::VerbGroup,
    LinkKind::Entailment,
    LinkKind::Cause,
    LinkKind::Attribute,
    LinkKind::SeeAlso,
    LinkKind::PartOf,
    LinkKind::Antonym,
    LinkKind::Derivation,
    LinkKind::Participle,
    LinkKind::Pertainym,
];

impl LinkKind {
    /// Whether the data file holds one direction only, and the other is as true.
    fn is_symmetric(self) -> bool {
        matches!(self, Self::Similar | Self::VerbGroup | Self::Antonym | Self::Derivation)
    }
}

/// A link from a synonym set. `from` and `to` are the places of the words it joins, from 1; 0 means the whole set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    pub(crate) target: u32,
    pub(crate) kind: LinkKind,
    pub(crate) from: u8,
    pub(crate) to: u8,
}

/// One meaning of a key: its place in a synonym set, and how often taggers of texts chose it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SenseRecord {
    pub(crate) synset: u32,
    pub(crate) count: u16,
    /// From 1, in order of frequency, for each part of speech apart.
    pub(crate) number: u8,
    pub(crate) is_name: bool,
}

#[derive(Debug)]
pub(crate) struct WordNet {
    pub(crate) keys: Keys,
    lexfiles: Vec<u8>,
    classes: Vec<u16>,
    /// Words of synonym set `s`: `members[member_starts[s]..member_starts[s + 1]]`, as key numbers.
    member_starts: Vec<u32>,
    members: Vec<u32>,
    /// Meanings of key `k`, by part of speech and sense number.
    sense_starts: Vec<u32>,
    senses: Vec<SenseRecord>,
    link_starts: Vec<u32>,
    links: Vec<Link>,
    /// Irregular forms, sorted by part of speech and form: (part of speech, form, base).
    exceptions: Vec<(u8, u32, u32)>,
    /// (country, name that stands for its government), sorted.
    seats: Vec<(u32, u32)>,
}

impl WordNet {
    pub(crate) fn load() -> Self {
        let bytes = unpack(include_bytes!("../data/wordnet.bin.zst"));
        let mut reader = Reader::new(&bytes);
        let keys = Keys::read(&mut reader);
        let count = reader.varint() as usize;
        let lexfiles = reader.bytes(count).to_vec();
        let member_starts = starts(&reader.small_column());
        let members = reader.column();
        let (sense_starts, senses) = read_senses(&mut reader, keys.len() as usize, &lexfiles, &member_starts, &members);
        let (link_starts, links) = read_links(&mut reader, count);
        let (low, high) = (reader.bytes(count), reader.bytes(count));
        let classes = low.iter().zip(high).map(|(&low, &high)| u16::from_le_bytes([low, high])).collect();
        let exceptions = read_exceptions(&mut reader);
        let seats = reader.column().into_iter().zip(reader.column()).collect();
        Self {
            keys,
            lexfiles,
            classes,
            member_starts,
            members,
            sense_starts,
            senses,
            link_starts,
            links,
            exceptions,
            seats,
        }
    }

    /// The meanings of a key.
    pub(crate) fn senses(&self, key: u32) -> &[SenseRecord] {
        &self.senses[range(&self.sense_starts, key)]
    }

    /// The links of a synonym set.
    pub(crate) fn links(&self, synset: u32) -> &[Link] {
        &self.links[range(&self.link_starts, synset)]
    }

    /// The words of a synonym set, as keys.
    pub(crate) fn members(&self, synset: u32) -> &[u32] {
        &self.members[range(&self.member_starts, synset)]
    }

    /// The key of the word at `place` (from 1) of a set; nothing for 0, the set as a whole.
    pub(crate) fn member(&self, synset: u32, place: u8) -> Option<u32> {
        self.members(synset).get(usize::from(place).checked_sub(1)?).copied()
    }

    pub(crate) fn lexfile(&self, synset: u32) -> LexFile {
        LexFile::from_number(self.lexfiles[synset as usize] & 0x7f)
    }

    /// The classes that a set lies under, a bit each.
    pub(crate) fn classes(&self, synset: u32) -> u16 {
        self.classes[synset as usize]
    }

    /// Whether the second name stands for the government of the country that the first one names.
    pub(crate) fn is_seat(&self, country: u32, seat: u32) -> bool {
        self.seats.binary_search(&(country, seat)).is_ok()
    }

    /// Bases of an irregular form.
    pub(crate) fn irregular(&self, part: PartOfSpeech, form: u32) -> impl Iterator<Item = u32> + '_ {
        let wanted = (part as u8, form);
        let start = self.exceptions.partition_point(|&(p, f, _)| (p, f) < wanted);
        self.exceptions[start..].iter().take_while(move |&&(p, f, _)| (p, f) == wanted).map(|&(_, _, base)| base)
    }
}

fn range(starts: &[u32], at: u32) -> std::ops::Range<usize> {
    starts[at as usize] as usize..starts[at as usize + 1] as usize
}

/// Running sums: where each group starts, and the end of the last.
fn starts(counts: &[u8]) -> Vec<u32> {
    let mut total = 0;
    let mut starts = Vec::with_capacity(counts.len() + 1);
    starts.push(0);
    for &count in counts {
        total += u32::from(count);
        starts.push(total);
    }
    starts
}

/// Turns "words of each set" around into "sets of each word": a counting sort by word, then each word's few meanings in order.
fn read_senses(
    reader: &mut Reader<'_>,
    key_count: usize,
    lexfiles: &[u8],
    member_starts: &[u32],
    members: &[u32],
) -> (Vec<u32>, Vec<SenseRecord>) {
    let flags = reader.small_column();
    let numbers = reader.small_column();
    let counts = reader.column();
    let mut all: Vec<(u32, SenseRecord)> = Vec::with_capacity(members.len());
    for synset in 0..lexfiles.len() as u32 {
        let mine = range(member_starts, synset);
        for at in mine.clone() {
            // Two spellings of one word in one set have become one key.
            let is_twin = members[mine.start..at].contains(&members[at]);
            if is_twin || flags[at] & 2 != 0 {
                continue;
            }
            let count = counts[at].min(u32::from(u16::MAX)) as u16;
            all.push((members[at], SenseRecord { synset, count, number: numbers[at], is_name: flags[at] & 1 != 0 }));
        }
    }
    let (starts, mut senses) = group(key_count, &all);
    let part = |synset: u32| LexFile::from_number(lexfiles[synset as usize] & 0x7f).part_of_speech();
    for key in 0..key_count as u32 {
        let mine = &mut senses[range(&starts, key)];
        if mine.len() > 1 {
            mine.sort_unstable_by_key(|s| (part(s.synset), s.number, s.synset));
        }
    }
    (starts, senses)
}

/// Links with their mirror images, grouped by the set they start from.
fn read_links(reader: &mut Reader<'_>, synset_count: usize) -> (Vec<u32>, Vec<Link>) {
    let one_way = starts(&reader.small_column());
    let kinds = reader.small_column();
    let from = reader.small_column();
    let to = reader.small_column();
    let steps = reader.column();
    let mut all: Vec<(u32, Link)> = Vec::with_capacity(kinds.len() * 3 / 2);
    for source in 0..synset_count as u32 {
        for at in range(&one_way, source) {
            let target = u32::try_from(i64::from(source) + unzigzag(steps[at])).expect("links stay inside the table");
            let kind = KINDS[usize::from(kinds[at])];
            all.push((source, Link { target, kind, from: from[at], to: to[at] }));
            if kind.is_symmetric() && target != source {
                all.push((target, Link { target: source, kind, from: to[at], to: from[at] }));
            }
        }
    }
    group(synset_count, &all)
}

/// A counting sort that keeps the order inside a group: where each group starts, and the items.
fn group<T: Copy>(group_count: usize, all: &[(u32, T)]) -> (Vec<u32>, Vec<T>) {
    let mut starts = vec![0_u32; group_count + 1];
    for &(at, _) in all {
        starts[at as usize + 1] += 1;
    }
    for at in 0..group_count {
        starts[at + 1] += starts[at];
    }
    let Some(&(_, filler)) = all.first() else { return (starts, Vec::new()) };
    let mut next = starts.clone();
    let mut items = vec![filler; all.len()];
    for &(at, item) in all {
        items[next[at as usize] as usize] = item;
        next[at as usize] += 1;
    }
    (starts, items)
}

fn read_exceptions(reader: &mut Reader<'_>) -> Vec<(u8, u32, u32)> {
    let parts = reader.small_column();
    let forms = reader.column();
    let bases = reader.column();
    let mut all: Vec<_> =
        parts.into_iter().zip(forms).zip(bases).map(|((part, form), base)| (part, form, base)).collect();
    all.sort_unstable();
    all
}
