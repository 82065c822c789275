//! Which pages carry a long line.

use foldhash::{HashMap, HashMapExt};
use xxhash_rust::xxh3::Xxh3;

/// Pages kept for a line.
const KEPT: usize = 4;
/// Low bits of a page's hash, which say where on the page the line stands.
const WHERE: u64 = 3;
/// Lines in the table before a half of all hashes is dropped.
const MAX_LINES: usize = 6_000_000;

#[derive(Debug, Clone)]
pub(super) struct SharedLines {
    lines: HashMap<u64, [u64; KEPT]>,
    /// Lines with this many leading zero bits in their hash are kept.
    level: u32,
}

impl Default for SharedLines {
    fn default() -> Self {
        Self { lines: HashMap::new(), level: 0 }
    }
}

const NONE: u64 = u64::MAX;

/// Where a long line stands among those of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    Inside,
    First,
    Second,
    Last,
}

impl Position {
    /// Of the line that `before` others stand in front of, and `behind` others behind.
    pub(super) fn of(before: usize, behind: usize) -> Self {
        match (before, behind) {
            (0, _) => Self::First,
            (_, 0) => Self::Last,
            (1, _) => Self::Second,
            _ => Self::Inside,
        }
    }

    fn stored(stored: u64) -> Self {
        [Self::Inside, Self::First, Self::Second, Self::Last][(stored & WHERE) as usize]
    }
}

/// Some of the other pages that carry a line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Carriers {
    pages: Vec<(u64, Position)>,
    /// All other pages with a hash up to this one are known.
    known_to: u64,
}

impl Carriers {
    /// The pages, by hash, and where they have the line.
    pub(crate) fn pages(&self) -> &[(u64, Position)] {
        &self.pages
    }

    /// Adds all that is known to a hash.
    pub(super) fn hash_into(&self, hash: &mut Xxh3) {
        hash.update(&self.known_to.to_le_bytes());
        for &(page, position) in &self.pages {
            hash.update(&(page | position as u64).to_le_bytes());
        }
    }

    /// Where a page has the line; `None` if that page is not known to carry it.
    pub(crate) fn on(&self, page: u64) -> Option<Position> {
        self.pages.iter().find(|(p, _)| *p == page).map(|(_, position)| *position)
    }

    /// Whether the page surely does not carry the line.
    pub(crate) fn lacks(&self, page: u64) -> bool {
        page <= self.known_to && self.on(page).is_none()
    }
}

impl SharedLines {
    pub(super) fn add(&mut self, line: u64, page: u64, position: Position) {
        if line.leading_zeros() < self.level {
            return;
        }
        let pages = self.lines.entry(line).or_insert([NONE; KEPT]);
        let stored = page & !WHERE | position as u64;
        let known = pages.iter().any(|p| *p != NONE && p & !WHERE == page & !WHERE);
        if !known && stored < pages[KEPT - 1] {
            pages[KEPT - 1] = stored;
            pages.sort_unstable();
        }
    }

    /// Halves the lines that are kept until the table is small enough.
    pub(super) fn shrink(&mut self) {
        while self.lines.len() > MAX_LINES {
            self.level += 1;
            let level = self.level;
            self.lines.retain(|line, _| line.leading_zeros() >= level);
        }
    }

    pub(super) fn carriers(&self, line: u64, own: u64) -> Option<Carriers> {
        if line.leading_zeros() < self.level {
            return None;
        }
        let kept = self.lines.get(&line).copied().unwrap_or([NONE; KEPT]);
        let others = kept.iter().filter(|&&p| p != NONE && p & !WHERE != own & !WHERE);
        let pages = others.map(|&p| (p & !WHERE, Position::stored(p))).collect();
        Some(Carriers { pages, known_to: kept[KEPT - 1] })
    }
}
