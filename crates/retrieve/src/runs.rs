//! Shared runs of two texts from the keys of their words alone, for millions of pairs.

mod nearby;

use std::ops::Range;

use foldhash::HashSet;

use self::nearby::Nearby;
use crate::fingerprint::{Winnowing, gram_at};

/// A run of equal words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// First word in a.
    pub a: u32,
    /// First word in b.
    pub b: u32,
    /// How many words.
    pub tokens: u32,
}

impl Run {
    fn new(a: usize, b: usize, tokens: usize) -> Self {
        Self { a: narrow(a), b: narrow(b), tokens: narrow(tokens) }
    }

    /// Both first words as one number.
    fn start(self) -> u64 {
        u64::from(self.a) << 32 | u64::from(self.b)
    }
}

/// How runs are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunSettings {
    /// How the grams that start a run are chosen.
    pub winnowing: Winnowing,
    /// Behind the end of a run the next one is looked for across so many words of either side, four at most: an edit.
    pub max_edit_tokens: usize,
    /// Shortest run that goes on behind an edit.
    pub min_after_edit: usize,
}

impl Default for RunSettings {
    /// Grams of five words, one of eight kept: a shared run of twelve words is always found, and two of nine grams are kept. Edits
    /// of up to four words between runs of three: where one word in ten was changed at random, 97 % of the others
    /// stand in runs of three and more, 92 % in runs of five and more (calculated).
    fn default() -> Self {
        let winnowing = Winnowing { gram_tokens: 5, window_grams: 8 };
        Self { winnowing, max_edit_tokens: 4, min_after_edit: 3 }
    }
}

/// The chosen grams of one text, to be met with those of others: a flat table, open addressing.
#[derive(Debug, Clone, Default)]
pub struct Seeds {
    /// Some bits of the hash and first word; a free place has `FREE` for its word. The length is a power of two.
    table: Vec<(u32, u32)>,
    /// The grams before they are in the table.
    grams: Vec<(u64, u32)>,
    /// A bit for each of so many hashes that most of those that are not here find none; the length is a power of two.
    seen: Vec<u64>,
    /// The first words of those grams that stand here several times, in order.
    repeated: Vec<u32>,
}

const FREE: u32 = u32::MAX;

impl Seeds {
    /// Replaces what is here by the grams of a text that start at these words.
    pub fn fill(&mut self, keys: &[u32], winnowing: Winnowing, starts: impl Iterator<Item = usize>) {
        self.grams.clear();
        self.grams.extend(starts.map(|at| (gram_at(keys, at, winnowing.gram_tokens), narrow(at))));
        self.table.clear();
        // Never full, and so thin that a place is mostly free or the one looked for: what comes next can be guessed.
        self.table.resize((self.grams.len() * 4).max(8).next_power_of_two(), (0, FREE));
        self.seen.clear();
        self.seen.resize((self.grams.len() / 4).max(1).next_power_of_two(), 0);
        self.repeated.clear();
        let mask = self.table.len() - 1;
        for &(hash, word) in &self.grams {
            let mut at = hash as usize & mask;
            while self.table[at].1 != FREE {
                if self.table[at].0 == tag(hash) {
                    self.repeated.extend([self.table[at].1, word]);
                }
                at = (at + 1) & mask;
            }
            self.table[at] = (tag(hash), word);
            let (cell, bit) = self.bit(hash);
            self.seen[cell] |= bit;
        }
        self.repeated.sort_unstable();
    }

    /// How many of `words` words from `first` on start no gram that stands here several times, up to the first that does.
    fn single(&self, first: u32, words: usize) -> usize {
        let next = self.repeated.partition_point(|&word| word < first);
        self.repeated.get(next).map_or(words, |&word| words.min((word - first) as usize))
    }

    /// The bit of a hash: where it stands, and the bit.
    #[inline]
    fn bit(&self, hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize & (self.seen.len() - 1), 1 << (hash % 64))
    }

    /// Whether a gram with this hash may be here: it is if it is, and so are one in sixteen of the others.
    #[inline]
    fn may_hold(&self, hash: u64) -> bool {
        let (cell, bit) = self.bit(hash);
        self.seen[cell] & bit != 0
    }

    /// The first words of the grams that may have this hash, in the order of the text.
    #[inline]
    fn places(&self, hash: u64) -> impl Iterator<Item = u32> {
        let mask = self.table.len() - 1;
        let probed = (hash as usize..).map(move |at| self.table[at & mask]);
        probed.take_while(|slot| slot.1 != FREE).filter(move |slot| slot.0 == tag(hash)).map(|slot| slot.1)
    }
}

/// Bits of a hash that do not find its place; the highest are mostly zeros in a minimum.
fn tag(hash: u64) -> u32 {
    (hash >> 24) as u32
}

/// Of so many grams the last that a may hold is tried for a run: in texts that share little, that costs little beside the hashes.
const TRIED_OF: usize = 8;

/// Places of one gram in one text that are tried; more occur only in texts that repeat themselves.
const MAX_PLACES: usize = 8;

/// Finds the runs that two texts share, pair after pair, with memory of its own.
#[derive(Debug)]
pub struct RunFinder {
    settings: RunSettings,
    /// The grams of b that a may hold, hash and first word, and behind them what is left of others.
    grams: Vec<(u64, u32)>,
    /// Grams that both texts hold.
    meetings: Vec<Meeting>,
    runs: Vec<Run>,
    /// Where the runs found so far start.
    starts: HashSet<u64>,
}

impl RunFinder {
    /// One that works as `settings` say.
    #[must_use]
    pub fn new(settings: RunSettings) -> Self {
        let (grams, meetings, runs, starts) = Default::default();
        Self { settings, grams, meetings, runs, starts }
    }

    /// The runs that two texts share: maximal, each word of them compared, sorted by their place in a. Every shared run of
    /// [`Winnowing::guaranteed_tokens`] words is among them or inside one of them. They may overlap where a text repeats itself.
    ///
    /// `starts` are the first words of the chosen grams of b, in the order of the text, as [`Winnower::walk`](crate::Winnower::walk) gives
    /// them. Those that both texts hold are extended to both sides as far as the words are equal, then across edits. Time
    /// O(grams + shared words + meetings log meetings).
    pub fn runs(&mut self, a: (&[u32], &Seeds), b: &[u32], starts: impl Iterator<Item = usize>) -> &[Run] {
        let found = self.find_grams(a, b, starts);
        self.meetings.clear();
        for &(hash, y) in &self.grams[..found] {
            self.meetings.extend(a.1.places(hash).take(MAX_PLACES).map(|x| Meeting::new(x, y)));
        }
        self.meetings.sort_unstable();
        self.runs.clear();
        self.extend_meetings(a.0, b);
        if self.settings.max_edit_tokens > 0 && !self.runs.is_empty() {
            self.cross_edits(a.0, b);
        }
        self.runs.sort_unstable();
        &self.runs
    }

    /// Fills `grams` with those of b that a may hold, but for those that are known to lie in a run with others; gives their number. Which
    /// these are can't be guessed, so each is written, and the next one over it if it is none.
    fn find_grams(&mut self, a: (&[u32], &Seeds), b: &[u32], starts: impl Iterator<Item = usize>) -> usize {
        self.grams.resize(b.len().max(self.grams.len()), (0, 0));
        let (mut found, mut read, mut tried, mut passed) = (0, 0, 0, 0..0);
        for y in starts.take(b.len()) {
            if passed.contains(&y) {
                continue;
            }
            let hash = gram_at(b, y, self.settings.winnowing.gram_tokens);
            self.grams[found] = (hash, narrow(y));
            found += usize::from(a.1.may_hold(hash));
            read += 1;
            if read % TRIED_OF == 0 && found > tried {
                passed = self.in_run(a, b, self.grams[found - 1]);
                tried = found;
            }
        }
        found
    }

    /// The first words of those grams of b that need no look, given one that a may hold: they stand in a run with it, and nowhere else in a.
    ///
    /// So far inside a run that no window reaches beyond it the same grams are chosen in both texts.
    fn in_run(&self, (a, seeds): (&[u32], &Seeds), b: &[u32], (hash, y): (u64, u32)) -> Range<usize> {
        let Winnowing { gram_tokens, window_grams } = self.settings.winnowing;
        let (first, others) = {
            let mut places = seeds.places(hash);
            (places.next(), places.next())
        };
        let (Some(x), None) = (first, others) else { return 0..0 };
        let y = y as usize;
        let ahead = equal_ahead(&a[x as usize..], &b[y..]);
        let inside = (ahead + 1).saturating_sub(gram_tokens + window_grams - 1);
        y + window_grams - 1..y + seeds.single(x, inside)
    }

    /// Extends each meeting to a maximal run; several meetings lie in one run.
    fn extend_meetings(&mut self, a: &[u32], b: &[u32]) {
        let mut read = Meeting(0);
        for &meeting in &self.meetings {
            if meeting < read {
                continue;
            }
            let (x, y) = meeting.places();
            let ahead = equal_ahead(&a[x..], &b[y..]);
            if ahead > 0 {
                let behind = equal_behind(&a[..x], &b[..y]);
                self.runs.push(Run::new(x - behind, y - behind, behind + ahead));
            } // else two grams have one hash
            read = meeting.ahead(ahead.max(1));
        }
    }

    /// Goes on from both ends of each run for as long as the texts meet again behind an edit.
    fn cross_edits(&mut self, a: &[u32], b: &[u32]) {
        self.starts.clear();
        self.starts.extend(self.runs.iter().map(|run| run.start()));
        for i in 0..self.runs.len() {
            let first = self.runs[i];
            let mut run = first;
            loop {
                let (from_a, from_b) = ((run.a + run.tokens) as usize, (run.b + run.tokens) as usize);
                let (a, b) = (&a[from_a..], &b[from_b..]);
                let next = (Nearby::behind(a), Nearby::behind(b));
                let Some((i, j, tokens)) = self.after_edit(next, |i, j| equal_ahead(&a[i..], &b[j..])) else { break };
                run = Run::new(from_a + i, from_b + j, tokens);
                if !self.push_new(run) {
                    break;
                }
            }
            run = first;
            loop {
                let (to_a, to_b) = (run.a as usize, run.b as usize);
                let (a, b) = (&a[..to_a], &b[..to_b]);
                let next = (Nearby::before(a), Nearby::before(b));
                let equal = |i, j| equal_behind(&a[..to_a - i], &b[..to_b - j]);
                let Some((i, j, tokens)) = self.after_edit(next, equal) else { break };
                run = Run::new(to_a - i - tokens, to_b - j - tokens, tokens);
                if !self.push_new(run) {
                    break;
                }
            }
        }
    }

    fn push_new(&mut self, run: Run) -> bool {
        let is_new = self.starts.insert(run.start());
        if is_new {
            self.runs.push(run);
        }
        is_new
    }

    /// The nearest place at which the texts meet again: words passed over in a and in b, and how many are equal there.
    /// `equal(i, j)` counts those that are equal from there on.
    #[inline]
    fn after_edit(
        &self,
        (a, b): (Nearby, Nearby),
        equal: impl Fn(usize, usize) -> usize,
    ) -> Option<(usize, usize, usize)> {
        let most = self.settings.max_edit_tokens;
        for (i, j) in a.meets(&b) {
            if i <= most && j <= most {
                let tokens = equal(i, j);
                if tokens >= self.settings.min_after_edit {
                    return Some((i, j, tokens));
                }
            }
        }
        None
    }
}

/// A word of a and one of b at which both hold one gram: their diagonal (place in b less place in a), and below it the place in a.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Meeting(u64);

impl Meeting {
    /// Added to a diagonal, so that none is negative.
    const SHIFT: u64 = 1 << 31;

    fn new(x: u32, y: u32) -> Self {
        Self((u64::from(y) + Self::SHIFT - u64::from(x)) << 32 | u64::from(x))
    }

    /// The words.
    fn places(self) -> (usize, usize) {
        let (diagonal, x) = (self.0 >> 32, self.0 & u64::from(u32::MAX));
        (x as usize, (diagonal + x - Self::SHIFT) as usize)
    }

    /// So many words further on the same diagonal.
    fn ahead(self, words: usize) -> Self {
        Self(self.0 + words as u64)
    }
}

/// How many words of each text stand in a run.
#[must_use]
pub fn covered(runs: &[Run], scratch: &mut Vec<(u32, u32)>) -> (u32, u32) {
    scratch.clear();
    scratch.extend(runs.iter().map(|run| (run.a, run.a + run.tokens)));
    let a = union(scratch);
    scratch.clear();
    scratch.extend(runs.iter().map(|run| (run.b, run.b + run.tokens)));
    (a, union(scratch))
}

/// How many places the ranges hold together.
fn union(ranges: &mut [(u32, u32)]) -> u32 {
    ranges.sort_unstable();
    let (mut end, mut total) = (0, 0);
    for &(from, to) in ranges.iter() {
        total += to.saturating_sub(from.max(end));
        end = end.max(to);
    }
    total
}

fn equal_ahead(a: &[u32], b: &[u32]) -> usize {
    let eights = a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0).take_while(|(x, y)| x == y).count() * 8;
    eights + a[eights..].iter().zip(&b[eights..]).take_while(|(x, y)| x == y).count()
}

fn equal_behind(a: &[u32], b: &[u32]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count()
}

#[inline]
fn narrow(words: usize) -> u32 {
    u32::try_from(words).expect("a text has fewer than 2^32 words")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Winnower;

    fn keys(text: &str) -> Vec<u32> {
        text.split_whitespace()
            .map(|w| w.bytes().fold(7, |h: u32, b| h.wrapping_mul(31).wrapping_add(b.into())))
            .collect()
    }

    fn starts(keys: &[u32]) -> impl Iterator<Item = usize> {
        let mut starts = Vec::new();
        Winnower::new(RunSettings::default().winnowing).walk(keys, |_, at| starts.push(at));
        starts.into_iter()
    }

    fn runs(a: &str, b: &str) -> Vec<(u32, u32, u32)> {
        let (a, b) = (keys(a), keys(b));
        let mut finder = RunFinder::new(RunSettings::default());
        let mut seeds = Seeds::default();
        seeds.fill(&a, RunSettings::default().winnowing, starts(&a));
        finder.runs((&a, &seeds), &b, starts(&b)).iter().map(|r| (r.a, r.b, r.tokens)).collect()
    }

    const TEXT: &str =
        "the ferry left the pier at noon with forty people on board and a cargo of salt fish for the inland markets";

    #[test]
    fn a_text_meets_itself_in_one_run() {
        assert_eq!(runs(TEXT, TEXT), [(0, 0, 22)]);
    }

    #[test]
    fn edits_are_crossed_both_ways() {
        let edited = TEXT.replace("with forty", "carrying about fifty").replace("the pier", "its pier");
        assert_eq!(runs(TEXT, &edited), [(0, 0, 3), (4, 4, 3), (9, 10, 13)]);
    }

    #[test]
    fn a_passage_that_stands_twice_in_a_long_copy_is_found_crosswise() {
        let words = |name: &str, n: usize| (0..n).map(|i| format!("{name}{i} ")).collect::<String>();
        let text = words("a", 150) + &words("p", 20) + &words("b", 200) + &words("p", 20) + &words("c", 90);
        assert_eq!(runs(&text, &text), [(0, 0, 480), (150, 370, 20), (370, 150, 20)]);
        let other = words("x", 40) + &text + &words("p", 20);
        assert_eq!(runs(&text, &other), [(0, 40, 480), (150, 410, 20), (150, 520, 20), (370, 190, 20), (370, 520, 20)]);
    }

    #[test]
    fn unlike_texts_share_nothing() {
        assert!(runs(TEXT, "a wholly different text about the price of wool in the northern towns").is_empty());
        assert!(runs("", TEXT).is_empty());
    }

    #[test]
    fn repeated_words_count_once() {
        let run = |a, b, tokens| Run { a, b, tokens };
        assert_eq!(covered(&[run(0, 0, 5), run(3, 10, 4)], &mut Vec::new()), (7, 9));
    }
}
