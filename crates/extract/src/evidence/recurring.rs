//! Short lines, and forms, that stand on many pages of one outlet, each time in other surroundings.
//!
//! Surroundings are the nearest long line: two crawls of one page have the same, so that copies make nothing furniture.

use foldhash::{HashMap, HashMapExt};

/// Pages kept for a line.
const KEPT: usize = 6;
/// Fewest different surroundings.
const MIN_PLACES: usize = 4;
/// Share of the outlet's pages that a line must stand on: labels recur more than sentences do by chance.
const MIN_SHARE_LABEL: f64 = 0.02;
const MIN_SHARE_SENTENCE: f64 = 0.05;
/// Pages of which no outlet is known are one big outlet, of which more is asked.
const MIN_SHARE_UNKNOWN: f64 = 0.10;
/// Lines in the table before a half of the pages is dropped.
const MAX_LINES: usize = 3_000_000;

/// One page that carries a line: its hash, and that of the nearest long line.
type Place = (u64, u64);

#[derive(Debug, Clone)]
pub(super) struct Recurring {
    lines: HashMap<(u64, u64), Vec<Place>>,
    outlets: HashMap<u64, Vec<u32>>,
    /// Pages with this many leading zero bits in their hash are kept.
    level: u32,
}

impl Default for Recurring {
    fn default() -> Self {
        Self { lines: HashMap::new(), outlets: HashMap::new(), level: 0 }
    }
}

impl Recurring {
    /// Counts a page of an outlet.
    pub(super) fn add_page(&mut self, outlet: u64, page: u64) {
        let zeros = page.leading_zeros() as usize;
        let counts = self.outlets.entry(outlet).or_default();
        if counts.len() <= zeros {
            counts.resize(zeros + 1, 0);
        }
        counts[zeros] += 1;
    }

    pub(super) fn add(&mut self, outlet: u64, line: u64, page: u64, place: u64) {
        if page.leading_zeros() < self.level {
            return;
        }
        let places = self.lines.entry((outlet, line)).or_default();
        // Copies have the same surroundings: of those, the page with the smallest hash speaks.
        if let Some(same) = places.iter_mut().find(|(_, p)| *p == place) {
            same.0 = same.0.min(page);
            places.sort_unstable();
        } else {
            let at = places.partition_point(|p| *p < (page, place));
            places.insert(at, (page, place));
            places.truncate(KEPT);
        }
    }

    /// Halves the pages that count until the table is small enough.
    pub(super) fn shrink(&mut self) {
        while self.lines.len() > MAX_LINES {
            self.level += 1;
            let level = self.level;
            self.lines.retain(|_, places| {
                places.retain(|(page, _)| page.leading_zeros() >= level);
                !places.is_empty()
            });
        }
    }

    /// On how many pages the line stands, if those are enough.
    pub(super) fn recurs(&self, outlet: u64, line: u64, sentence: bool) -> Option<Magnitude> {
        let places = self.lines.get(&(outlet, line)).filter(|p| p.len() >= MIN_PLACES)?;
        let pages: u32 = self.outlets.get(&outlet)?.iter().skip(self.level as usize).sum();
        let carriers = estimate(places, self.level, pages);
        let share = f64::from(carriers) / f64::from(pages.max(1));
        let least = match (outlet, sentence) {
            (0, _) => MIN_SHARE_UNKNOWN,
            (_, true) => MIN_SHARE_SENTENCE,
            (_, false) => MIN_SHARE_LABEL,
        };
        (share >= least).then(|| Magnitude::of(carriers))
    }
}

/// How many, about. An estimate from six hashes knows no more; and with a digit more, every page that is added would change what is said of
/// many others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Magnitude {
    Several,
    Dozens,
    Hundreds,
    Thousands,
}

impl Magnitude {
    fn of(count: u32) -> Self {
        match count {
            0..10 => Self::Several,
            10..100 => Self::Dozens,
            100..1000 => Self::Hundreds,
            _ => Self::Thousands,
        }
    }

    /// In front of "pages".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Several => "several",
            Self::Dozens => "dozens of",
            Self::Hundreds => "hundreds of",
            Self::Thousands => "thousands of",
        }
    }
}

/// How many pages carry a line of which the smallest hashes are kept: (k-1)/h for the k-th smallest hash h in 0..1.
fn estimate(places: &[Place], level: u32, pages: u32) -> u32 {
    if places.len() < KEPT {
        return u32::try_from(places.len()).unwrap_or(u32::MAX);
    }
    let largest = places.last().map_or(0, |(page, _)| *page);
    let fraction = (largest as f64 / u64::MAX as f64) * f64::from(1u32 << level.min(31));
    let count = (KEPT - 1) as f64 / fraction.max(f64::MIN_POSITIVE);
    (count.min(f64::from(pages)) as u32).max(KEPT as u32)
}
