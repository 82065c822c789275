//! Does another page carry the text on one side of a place, and not on the other?
//!
//! Digests quote each other's paragraphs, and a later crawl of an article has a paragraph more: so one shared line says
//! nothing. A page begins or ends an article where it shares a run of lines that is the beginning or the end of another.

use crate::evidence::{Carriers, Position};

/// Long lines that are looked at on each side.
const REACH: usize = 4;
/// So many of the lines nearest to a place may be changed by furniture stuck to them.
const NEAREST: usize = 2;
/// Fewest shared lines on the one side, and fewest others on the other: where an article has just begun, none begins.
const MIN_RUN: usize = 2;

/// What another page says about a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Parting {
    /// It shares the text before, and goes on with another one.
    Leaves,
    /// It ends with the text before.
    Ends,
    /// It begins with the text behind.
    Begins,
}

impl Parting {
    /// Reads the long lines before a place and those behind it, the nearest first.
    pub(crate) fn read(before: impl Iterator<Item = Carriers>, behind: impl Iterator<Item = Carriers>) -> Option<Self> {
        let before: Vec<Carriers> = before.take(REACH).collect();
        let behind: Vec<Carriers> = behind.take(REACH).collect();
        let begins = runs(&behind, &before).any(|p| starts(&behind, p));
        let ends = || runs(&before, &behind).any(|p| before[0].on(p) == Some(Position::Last));
        let leaves = || runs(&before, &behind).next().is_some();
        if begins {
            Some(Self::Begins)
        } else if ends() {
            Some(Self::Ends)
        } else {
            leaves().then_some(Self::Leaves)
        }
    }
}

/// Pages that carry a run of the lines of one side and surely none of the other.
fn runs<'c>(with: &'c [Carriers], without: &'c [Carriers]) -> impl Iterator<Item = u64> + 'c {
    let pages = with.iter().take(NEAREST).flat_map(|c| c.pages().iter().map(|(page, _)| *page));
    pages.filter(move |&page| {
        let run = with.iter().filter(|c| c.on(page).is_some()).count();
        run >= MIN_RUN && without.len() >= MIN_RUN && without.iter().all(|c| c.lacks(page))
    })
}

/// Whether the page begins with these lines; furniture may have changed the first of them.
fn starts(side: &[Carriers], page: u64) -> bool {
    let on = |i: usize| side.get(i).and_then(|c| c.on(page));
    on(0) == Some(Position::First) || on(0).is_none() && on(1) == Some(Position::Second)
}
