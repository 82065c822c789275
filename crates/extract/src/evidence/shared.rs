//! Which pages carry a long line.

use foldhash::{HashMap, HashMapExt};

/// Pages kept for a line.
const KEPT: usize = 4;
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

/// Some of the other pages that carry a line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Carriers {
    pages: Vec<u64>,
    /// All other pages with a hash up to this one are known.
    known_to: u64,
}

impl Carriers {
    /// The pages, by hash.
    pub(crate) fn pages(&self) -> &[u64] {
        &self.pages
    }

    /// Whether the page surely does not carry the line.
    pub(crate) fn lacks(&self, page: u64) -> bool {
        page <= self.known_to && !self.pages.contains(&page)
    }
}

impl SharedLines {
    pub(super) fn add(&mut self, line: u64, page: u64) {
        if line.leading_zeros() < self.level {
            return;
        }
        let pages = self.lines.entry(line).or_insert([NONE; KEPT]);
        if pages.contains(&page) || page >= pages[KEPT - 1] {
            return;
        }
        pages[KEPT - 1] = page;
        pages.sort_unstable();
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
        let kept = self.lines.get(&line)?;
        let known_to = kept[KEPT - 1];
        Some(Carriers { pages: kept.iter().copied().filter(|&p| p != NONE && p != own).collect(), known_to })
    }
}
