//! What is kept on disk between the stages, and in an archive: one type a kind of record.

mod entry;
mod reading;

use serde::{Deserialize, Serialize};
use wirecopy_ingest::Rank;
use wirecopy_retrieve::{Marks, TermCount, TermCounts};

use crate::bits::{BitReader, BitWriter};
use crate::comparison::Promise;
use crate::link::LinkKind;

pub(crate) use self::entry::PageEntry;
pub(crate) use self::reading::StoredReading;

/// The names of the kinds.
pub(crate) mod kind {
    /// The text of each page, by number of arrival.
    pub(crate) const TEXTS: &str = "texts";
    /// The outline of each page without its text, by number of arrival.
    pub(crate) const OUTLINES: &str = "outlines";
    /// A [`PageEntry`](super::PageEntry) for each page that was split.
    pub(crate) const ENTRIES: &str = "entries";
    /// The [`Facts`](super::Facts) of the articles of each entry.
    pub(crate) const FACTS: &str = "facts";
    /// The [`Digest`](super::Digest)s of the articles of each entry.
    pub(crate) const DIGESTS: &str = "digests";
    /// The fingerprints of the articles: see [`Postings`](crate::postings::Postings).
    pub(crate) const POSTINGS: &str = "postings";
    /// The [`Grounds`](wirecopy_extract::Grounds) of each entry.
    pub(crate) const GROUNDS: &str = "grounds";
    /// A [`StoredReading`](super::StoredReading) for each pair that promised something.
    pub(crate) const READINGS: &str = "readings";
    /// The [`Comparison`](crate::comparison::Comparison) behind each reading.
    pub(crate) const COMPARISONS: &str = "compared-10";
    /// All pages and rejects as they came: [`Arrival`](super::Arrival)s in the order of arrival.
    pub(crate) const ARRIVALS: &str = "arrivals";
    /// Keys and shares of the words that digests have numbers of, in the order of these, some thousand a record.
    pub(crate) const WORDS: &str = "words";
    /// Pairs that were read, some thousand a record: [`Remembered`](super::Remembered).
    pub(crate) const MEMORY: &str = "read-10";
    /// What archives of earlier formats remember of pairs. Those up to 6 are spelled otherwise; 5 linked reports that fill one form, 6 called some that
    /// tell one story linked, and 7 to 9 knew fewer changes of facts: their pairs are read again when something is added. Where pairs come to be read
    /// otherwise the two kinds above get another name, and this list their old ones.
    pub(crate) const EARLIER: [&str; 9] =
        ["memory", "pairs", "comparisons", "read", "compared", "read-8", "compared-8", "read-9", "compared-9"];
    /// What holds the other records together: replaced as a whole.
    pub(crate) const SNAPSHOT: &str = "snapshot";
    /// Those of which few are read, here and there, when pages are added.
    pub(crate) const BY_NUMBER: [&str; 2] = [TEXTS, ENTRIES];
}

/// A record as it came.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Arrival {
    /// A page; its number is that of pages before it.
    Page { id: Box<str>, rank: Rank },
    /// What could not be read.
    Reject { id: Box<str>, rank: Rank, told: Told },
}

/// A reject without its id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Told {
    pub(crate) file: String,
    pub(crate) record: Option<u64>,
    pub(crate) offset: Option<u64>,
    pub(crate) reason: String,
}

/// An article as it was split: xxh3 of its row and of its body. A page that is split anew, and comes out as it was, has the same ones: what
/// was read of its pairs still holds.
pub(crate) type Witness = u128;

/// A pair that was read, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    /// The articles by their [`Numbers`](crate::postings::Numbers).
    pub(crate) pair: (u32, u32),
    pub(crate) under: Circumstances,
    pub(crate) promise: Promise,
    pub(crate) found: Known,
}

/// What was found of a pair, and the number of its rows; `None` when it promised nothing.
pub(crate) type Known = Option<(Finding, u32)>;

impl Remembered {
    /// What reading the pair under other circumstances would find, as far as this says it. Most pairs promise nothing, whatever is
    /// boilerplate, and boilerplate grows with every page.
    pub(crate) fn known(&self, now: Circumstances) -> Option<Known> {
        let is_same = self.under.boilerplate == now.boilerplate;
        match self.promise {
            Promise::Form => Some(None),
            Promise::Nothing if !now.is_alike => Some(None),
            Promise::Hidden if is_same && !now.is_alike => Some(None),
            Promise::Link if is_same => Some(self.found),
            _ => (self.under == now).then_some(self.found),
        }
    }
}

/// What a reading depends on beside the two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Circumstances {
    /// Hashes of the fingerprints of each that are boilerplate.
    pub(crate) boilerplate: [u64; 2],
    /// Whether the likeness of their rare words is enough to read them.
    pub(crate) is_alike: bool,
}

/// What the group stages know of an article.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// xxh3 of the folded words.
    pub(crate) content_hash: u64,
    /// The same with 128 bits: articles with the same one are looked at as one.
    pub(crate) identity: u128,
    pub(crate) witness: Witness,
    /// Words of the body.
    pub(crate) tokens: u32,
    /// Day of publication, counted from 1970, where a full date is known.
    pub(crate) day: Option<i32>,
    pub(crate) has_headline: bool,
}

/// What finds the pairs of an article, beside its fingerprints.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Digest {
    pub(crate) terms: PackedTerms,
    /// The numbers of the direction of its first sentences: [`wirecopy_retrieve::lead`].
    pub(crate) lead: PackedLead,
}

/// The words of an article, sorted by number: of each the distance to the one before, how often it stands there beyond once, and its
/// marks, if it has any.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PackedTerms(Vec<u8>);

/// About as many bits as the next distance takes, by those before: words that were numbered early stand close together.
struct Distances(u64);

impl Distances {
    fn bits(&self) -> u32 {
        (self.0 / 4).max(1).ilog2()
    }

    fn add(&mut self, distance: u64) {
        self.0 = self.0 - self.0 / 4 + distance.min(1 << 32);
    }
}

/// Bits of the number of words.
const LENGTH_BITS: u32 = 32;

impl PackedTerms {
    pub(crate) fn pack(mut terms: TermCounts) -> Self {
        terms.sort_unstable_by_key(|term| term.number);
        let (mut out, mut distances, mut before) = (BitWriter::default(), Distances(0), 0);
        out.bits(terms.len() as u64, LENGTH_BITS);
        for TermCount { number, count, marks } in terms {
            let distance = u64::from(number - before);
            out.rice(distance, distances.bits());
            out.rice(u64::from(count.saturating_sub(1)), 0);
            let Marks { is_name, is_number, in_lead } = marks;
            let marks = u64::from(is_name) | u64::from(is_number) << 1 | u64::from(in_lead) << 2;
            out.bits(u64::from(marks != 0) | marks << 1, if marks == 0 { 1 } else { 4 });
            distances.add(distance);
            before = number;
        }
        Self(out.finish())
    }

    /// The words, sorted by number.
    pub(crate) fn unpack(&self) -> TermCounts {
        let mut bits = BitReader::new(&self.0);
        let (mut terms, mut distances, mut number) = (TermCounts::new(), Distances(0), 0_u32);
        for _ in 0..bits.bits(LENGTH_BITS).unwrap_or(0) {
            let Some((distance, count, marks)) = term(&mut bits, distances.bits()) else { break };
            number = number.wrapping_add(distance as u32);
            let [is_name, is_number, in_lead] = [1, 2, 4].map(|mark| marks & mark != 0);
            terms.push(TermCount { number, count, marks: Marks { is_name, is_number, in_lead } });
            distances.add(distance);
        }
        terms
    }
}

fn term(bits: &mut BitReader<'_>, width: u32) -> Option<(u64, u32, u64)> {
    let (distance, count) = (bits.rice(width)?, bits.rice(0)?);
    let marks = if bits.bits(1)? == 1 { bits.bits(3)? } else { 0 };
    Some((distance, u32::try_from(count).ok()?.saturating_add(1), marks))
}

/// The numbers of a direction in steps of [`LEAD_STEP`], each by how far it is from zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PackedLead(Vec<u8>);

/// Of numbers that are some hundreds: a cosine of two such directions is wrong by about a thousandth, far less than words say of an event.
const LEAD_STEP: i16 = 32;
/// So counted they are some ten.
const LEAD_BITS: u32 = 4;

impl PackedLead {
    pub(crate) fn pack(lead: &[i16]) -> Self {
        let mut out = BitWriter::default();
        out.bits(lead.len() as u64, LENGTH_BITS);
        let steps = lead.iter().map(|&number| (f32::from(number) / f32::from(LEAD_STEP)).round() as i16);
        steps.for_each(|steps| out.rice(u64::from((steps << 1 ^ steps >> 15) as u16), LEAD_BITS));
        Self(out.finish())
    }

    /// The direction that was packed, but for what is less than half a step.
    pub(crate) fn unpack(&self) -> Vec<i16> {
        let mut bits = BitReader::new(&self.0);
        let length = bits.bits(LENGTH_BITS).unwrap_or(0);
        let folded = (0..length).map_while(|_| bits.rice(LEAD_BITS));
        folded.map(|number| ((number >> 1) as i16 ^ -((number & 1) as i16)).saturating_mul(LEAD_STEP)).collect()
    }
}

/// What the group stages know of a pair that was read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Finding {
    /// `None` where the two do not share their copy.
    pub(crate) kind: Option<LinkKind>,
    /// Shares of a's and of b's words that the other has, copied or reworded.
    pub(crate) carried: [f64; 2],
    /// The word at which the first shared passage starts in a and in b.
    pub(crate) opens: Option<[u32; 2]>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_holds_as_far_as_it_does_not_hang_on_the_circumstances() {
        let under = |boilerplate: u64, is_alike: bool| Circumstances { boilerplate: [boilerplate, 0], is_alike };
        let found = Some((Finding { kind: None, carried: [0.2, 0.1], opens: None }, 7));
        let check = |promise: Promise, was_alike: bool, expected: [Option<Known>; 4]| {
            let found = found.filter(|_| promise == Promise::Link || was_alike);
            let remembered = Remembered { pair: (1, 2), under: under(1, was_alike), promise, found };
            let now = [under(1, false), under(1, true), under(2, false), under(2, true)];
            assert_eq!(now.map(|now| remembered.known(now)), expected, "{promise:?}, {was_alike}");
        };
        let (nothing, read) = (Some(None), Some(found));
        check(Promise::Nothing, false, [nothing, None, nothing, None]);
        check(Promise::Nothing, true, [nothing, read, nothing, None]);
        check(Promise::Hidden, false, [nothing, None, None, None]);
        check(Promise::Hidden, true, [nothing, read, None, None]);
        check(Promise::Link, false, [read, read, None, None]);
        check(Promise::Link, true, [read, read, None, None]);
    }

    #[test]
    fn the_words_of_an_article_come_back_by_number() {
        let term = |number: u32, count: u32, is_name: bool, in_lead: bool| TermCount {
            number,
            count,
            marks: Marks { is_name, is_number: number == 7, in_lead },
        };
        let terms = vec![
            term(70_000, 1, false, false),
            term(0, 3, true, false),
            term(7, 40, false, true),
            term(u32::MAX - 1, 1, true, true),
        ];
        let mut sorted = terms.clone();
        sorted.sort_unstable_by_key(|term| term.number);
        assert_eq!(PackedTerms::pack(terms).unpack(), sorted);
        assert_eq!(PackedTerms::pack(Vec::new()).unpack(), Vec::new());
        assert!(PackedTerms(vec![255; 50]).unpack().len() < 400);
    }

    #[test]
    fn a_direction_comes_back() {
        let lead = [0, 1, -1, 15, 17, -300, 4096, i16::MAX, i16::MIN];
        assert_eq!(PackedLead::pack(&lead).unpack(), [0, 0, 0, 0, 32, -288, 4096, i16::MAX, i16::MIN]);
        assert!(PackedLead(vec![255; 50]).unpack().is_empty());
    }
}
