//! Shared runs of two texts from the keys of their words alone, for millions of pairs.

use foldhash::{HashSet, HashSetExt};

use crate::fingerprint::Winnowing;

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
}

const FREE: u32 = u32::MAX;

impl Seeds {
    /// Replaces what is here by these grams, each a hash and its first word.
    pub fn fill(&mut self, grams: impl Iterator<Item = (u64, usize)>) {
        self.grams.clear();
        self.grams.extend(grams.map(|(hash, at)| (hash, narrow(at))));
        self.table.clear();
        // Never full, and so thin that a place is mostly free or the one looked for: what comes next can be guessed.
        self.table.resize((self.grams.len() * 4).max(8).next_power_of_two(), (0, FREE));
        let mask = self.table.len() - 1;
        for &(hash, word) in &self.grams {
            let mut at = hash as usize & mask;
            while self.table[at].1 != FREE {
                at = (at + 1) & mask;
            }
            self.table[at] = (tag(hash), word);
        }
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

/// Places of one gram in one text that are tried; more occur only in texts that repeat themselves.
const MAX_PLACES: usize = 8;

/// Finds the runs that two texts share, pair after pair, with memory of its own.
#[derive(Debug)]
pub struct RunFinder {
    settings: RunSettings,
    /// Diagonal (place in b less place in a) and place in a of grams that both texts hold.
    meetings: Vec<(i64, u32)>,
    runs: Vec<Run>,
    /// Where the runs found so far start.
    starts: HashSet<(u32, u32)>,
}

impl RunFinder {
    /// One that works as `settings` say.
    #[must_use]
    pub fn new(settings: RunSettings) -> Self {
        Self { settings, meetings: Vec::new(), runs: Vec::new(), starts: HashSet::new() }
    }

    /// The runs that two texts share: maximal, each word of them compared, sorted by their place in a. Every shared run of
    /// [`Winnowing::guaranteed_tokens`] words is among them or inside one of them. They may overlap where a text repeats itself.
    ///
    /// `grams` are the chosen ones of b, in the order of the text, as [`Winnower::walk`](crate::Winnower::walk) gives them. Those that
    /// both texts hold are extended to both sides as far as the words are equal, then across edits. Time
    /// O(grams + shared words + meetings log meetings).
    pub fn runs(&mut self, a: (&[u32], &Seeds), b: &[u32], grams: impl Iterator<Item = (u64, usize)>) -> &[Run] {
        self.meetings.clear();
        for (hash, y) in grams {
            for x in a.1.places(hash).take(MAX_PLACES) {
                self.meetings.push((y as i64 - i64::from(x), x));
            }
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

    /// Extends each meeting to a maximal run; several meetings lie in one run.
    fn extend_meetings(&mut self, a: &[u32], b: &[u32]) {
        let mut read = (i64::MIN, 0);
        for &(diagonal, x) in &self.meetings {
            if read.0 == diagonal && x < read.1 {
                continue;
            }
            let (from_a, from_b) = (x as usize, (i64::from(x) + diagonal) as usize);
            let ahead = equal_ahead(&a[from_a..], &b[from_b..]);
            if ahead > 0 {
                let behind = equal_behind(&a[..from_a], &b[..from_b]);
                self.runs.push(Run::new(from_a - behind, from_b - behind, behind + ahead));
            } // else two grams have one hash
            read = (diagonal, x + narrow(ahead.max(1)));
        }
    }

    /// Goes on from both ends of each run for as long as the texts meet again behind an edit.
    fn cross_edits(&mut self, a: &[u32], b: &[u32]) {
        self.starts.clear();
        self.starts.extend(self.runs.iter().map(|run| (run.a, run.b)));
        for i in 0..self.runs.len() {
            let first = self.runs[i];
            let mut run = first;
            loop {
                let (from_a, from_b) = ((run.a + run.tokens) as usize, (run.b + run.tokens) as usize);
                let (a, b) = (&a[from_a..], &b[from_b..]);
                let ahead = |i, j| equal_ahead(&a[i..], &b[j..]);
                let words = (a.iter().copied(), b.iter().copied());
                let Some((i, j, tokens)) = self.after_edit(words, ahead) else { break };
                run = Run::new(from_a + i, from_b + j, tokens);
                if !self.push_new(run) {
                    break;
                }
            }
            run = first;
            loop {
                let (to_a, to_b) = (run.a as usize, run.b as usize);
                let behind = |i, j| equal_behind(&a[..to_a - i], &b[..to_b - j]);
                let words = (a[..to_a].iter().rev().copied(), b[..to_b].iter().rev().copied());
                let Some((i, j, tokens)) = self.after_edit(words, behind) else { break };
                run = Run::new(to_a - i - tokens, to_b - j - tokens, tokens);
                if !self.push_new(run) {
                    break;
                }
            }
        }
    }

    fn push_new(&mut self, run: Run) -> bool {
        let is_new = self.starts.insert((run.a, run.b));
        if is_new {
            self.runs.push(run);
        }
        is_new
    }

    /// The nearest place at which the texts meet again: words passed over in a and in b, and how many are equal there.
    /// `words` are the next ones of each, as far as there are any, and `equal(i, j)` counts those that are equal from there on.
    fn after_edit(
        &self,
        words: (impl Iterator<Item = u32>, impl Iterator<Item = u32>),
        equal: impl Fn(usize, usize) -> usize,
    ) -> Option<(usize, usize, usize)> {
        let most = self.settings.max_edit_tokens;
        let (a, b) = (Ahead::of(words.0), Ahead::of(words.1));
        let mut meets = a.meets(&b);
        while meets != 0 {
            let (i, j) = PASSED[meets.trailing_zeros() as usize];
            meets &= meets - 1;
            if i <= most && j <= most && i < a.n && j < b.n {
                let tokens = equal(i, j);
                if tokens >= self.settings.min_after_edit {
                    return Some((i, j, tokens));
                }
            }
        }
        None
    }
}

/// Most words that an edit may pass over.
const MAX_EDIT: usize = 4;

/// Words passed over in a and in b, the fewest first.
const PASSED: [(usize, usize); 25] = {
    let (mut passed, mut n) = ([(0, 0); 25], 0);
    while n < 25 {
        let (mut i, mut rank) = (0, 0);
        while i < 25 {
            let (x, y) = ((i / 5, i % 5), (n / 5, n % 5));
            let is_before = x.0 + x.1 < y.0 + y.1 || x.0 + x.1 == y.0 + y.1 && x.0 < y.0;
            rank += is_before as usize;
            i += 1;
        }
        passed[rank] = (n / 5, n % 5);
        n += 1;
    }
    passed
};

/// The words behind the end of a run.
struct Ahead {
    words: [u32; MAX_EDIT + 1],
    n: usize,
}

impl Ahead {
    #[inline]
    fn of(words: impl Iterator<Item = u32>) -> Self {
        let mut ahead = Self { words: [0; MAX_EDIT + 1], n: 0 };
        for (place, word) in ahead.words.iter_mut().zip(words) {
            *place = word;
            ahead.n += 1;
        }
        ahead
    }

    /// A bit for each of `PASSED`: whether the words there are equal.
    #[inline]
    fn meets(&self, other: &Self) -> u32 {
        let bit = |n: usize| u32::from(self.words[PASSED[n].0] == other.words[PASSED[n].1]) << n;
        (1..PASSED.len()).fold(0, |meets, n| meets | bit(n))
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

    fn grams(keys: &[u32]) -> impl Iterator<Item = (u64, usize)> {
        let mut grams = Vec::new();
        Winnower::new(RunSettings::default().winnowing).walk(keys, |hash, at| grams.push((hash, at)));
        grams.into_iter()
    }

    fn runs(a: &str, b: &str) -> Vec<(u32, u32, u32)> {
        let (a, b) = (keys(a), keys(b));
        let mut finder = RunFinder::new(RunSettings::default());
        let mut seeds = Seeds::default();
        seeds.fill(grams(&a));
        finder.runs((&a, &seeds), &b, grams(&b)).iter().map(|r| (r.a, r.b, r.tokens)).collect()
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
