//! What the other pages of a pile tell about a page.
//!
//! Two facts are gathered, both as hashes and both with a bound on memory. (1) Short lines, and very long ones, that recur on pages of one
//! outlet in different surroundings are furniture. (2) Long lines are kept with a few of the pages that carry them:
//! where a neighbour stops or starts carrying the lines of a page, two texts may meet.
//!
//! Everything kept depends on the *set* of pages only. Of the pages that carry a line, those with the smallest hashes
//! are kept (bottom-k sampling, Cohen and Kaplan 2007). When a table outgrows its bound, a fixed share of hash space is
//! dropped, and the share that is left at the end is the same whatever came first.

mod grounds;
mod recurring;
mod shared;

use wirecopy_text::Span;

use foldhash::{HashSet, HashSetExt};

use crate::furniture::glued::Piece;
use crate::lines::Line;
use crate::outline::Outline;
use recurring::{Magnitude, Recurring};
use shared::SharedLines;
use xxhash_rust::xxh3::xxh3_64;

pub use grounds::Grounds;
pub(crate) use shared::{Carriers, Position};

/// What recurs over many pages of one outlet, and where two pages share a run of text and then part.
///
/// Holds hashes of lines, never texts: some 500 MB at most, whatever the pile. The order of the pages makes no difference.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    recurring: Recurring,
    shared: SharedLines,
}

/// Smallest long line: shorter ones recur by chance.
const MIN_LONG_WORDS: u32 = 12;
/// Longest line that may be furniture for being on many pages …
const MAX_RECURRING_WORDS: u32 = 40;
/// … unless it is as long as this: then it is a form (a list of all countries, with the terms of a newsletter). Paragraphs between the two
/// recur as background that an outlet prints under every report on a matter.
const MIN_FORM_WORDS: u32 = 120;

impl Evidence {
    /// Gathers it from all pages of a pile. Linear in the number of lines.
    pub fn gather<'a>(outlines: impl IntoIterator<Item = &'a Outline>) -> Self {
        let mut evidence = Self::default();
        for outline in outlines {
            evidence.add(outline);
        }
        evidence
    }

    /// Adds a page, in any order. Its text is not looked at.
    pub fn add(&mut self, outline: &Outline) {
        let page = page_hash(outline);
        let outlet = outlet_hash(outline);
        self.recurring.add_page(outlet, page);
        let lines = &outline.lines;
        let mut before = 0;
        let mut waiting: Vec<u64> = Vec::new(); // keys that stand in front of the page's first long line
        let mut left = lines.iter().filter(|l| is_long(l)).count();
        let mut read = 0;
        let mut seen: HashSet<u64> = HashSet::new();
        for line in lines {
            // A line that a page says often, such as the name of who is interviewed, counts for one page.
            if may_recur(line) && seen.insert(line.key) {
                if before == 0 {
                    waiting.push(line.key);
                } else {
                    self.recurring.add(outlet, line.key, page, before);
                }
            }
            if is_long(line) {
                left -= 1;
                self.shared.add(line.key, page, Position::of(read, left));
                read += 1;
                before = line.key;
                waiting.drain(..).for_each(|key| self.recurring.add(outlet, key, page, before));
            }
        }
        self.recurring.shrink();
        self.shared.shrink();
    }

    /// On how many pages of this page's outlet the line stands, if that makes it furniture.
    pub(crate) fn recurs(&self, outline: &Outline, line: &Line) -> Option<Magnitude> {
        let is_form = line.words >= MIN_FORM_WORDS;
        // An article that stands in one line may be on several pages, beside others; but hardly of one outlet.
        if !may_recur(line) || is_form && outline.outlet().is_none() {
            return None;
        }
        self.recurring.recurs(outlet_hash(outline), line.key, line.ends_sentence())
    }

    /// Which other pages carry the line, taken without the furniture in it; `None` for short lines and for those that
    /// were not sampled.
    pub(crate) fn carriers(&self, outline: &Outline, line: &Line, pieces: &[Piece]) -> Option<Carriers> {
        if !is_long(line) {
            return None;
        }
        let key = if pieces.is_empty() { line.key } else { key_without(&outline.text, line, pieces) };
        self.shared.carriers(key, page_hash(outline))
    }
}

/// The key that the line would have without the furniture in it.
fn key_without(text: &str, line: &Line, pieces: &[Piece]) -> u64 {
    let mut rest = String::with_capacity(line.span.len());
    let mut at = line.span.start();
    for piece in pieces {
        rest.push_str(&text[at..piece.span.start().max(at)]);
        at = piece.span.end();
    }
    rest.push_str(&text[at..line.span.end().max(at)]);
    Line::read(&rest, Span::new(0, rest.len()), 0, &mut Vec::new()).key
}

fn may_recur(line: &Line) -> bool {
    (1..=MAX_RECURRING_WORDS).contains(&line.words) || line.words >= MIN_FORM_WORDS
}

fn is_long(line: &Line) -> bool {
    line.words >= MIN_LONG_WORDS && line.is_prose()
}

fn page_hash(outline: &Outline) -> u64 {
    xxh3_64(outline.source.id.as_bytes())
}

/// 0 for a page of which no outlet is known.
fn outlet_hash(outline: &Outline) -> u64 {
    outline.outlet().map_or(0, |name| xxh3_64(name.as_bytes()))
}
