//! Two weather reports of one form are no copies of each other.

use wirecopy_retrieve::Run;

use super::layout::Place;

/// Words between two shared runs up to which the gap is an edit and not a part that the other text does not have.
const MAX_GAP: usize = 12;

/// Names and numbers that say something about a pair, at least.
const MIN_MARKED: u32 = 8;

/// Share of the names and numbers that must differ …
const MIN_MISSED: f64 = 0.2;

/// … and how many times that of the other words.
///
/// Of 373 pairs of generated match, weather and market reports that share four fifths of their words 371 are told so, and 12 of
/// 6,631 pairs of copies that share as much.
const MIN_RATIO: f64 = 3.0;

/// Whether what two texts share is a form into which each puts its own names and numbers: where they run along together, the marked
/// words (capitals, digits) differ and the others don't. An edit of a copy changes words of both sorts, and keeps most
/// names.
pub(super) fn is_template(a: &[Place], b: &[Place], runs: &[Run]) -> bool {
    let of_a = Missed::count(a, runs.iter().map(|r| (r.a, r.tokens)));
    let of_b = Missed::count(b, runs.iter().map(|r| (r.b, r.tokens)));
    of_a.is_of_template() && of_b.is_of_template()
}

/// Words of a text in and between the shared runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Missed {
    marked: u32,
    marked_missed: u32,
    plain: u32,
    plain_missed: u32,
}

impl Missed {
    fn count(places: &[Place], runs: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut is_shared = vec![false; places.len()];
        for (start, tokens) in runs {
            is_shared[start as usize..(start + tokens) as usize].fill(true);
        }
        let mut missed = Self::default();
        let mut at = is_shared.iter().position(|&shared| shared).unwrap_or(places.len());
        while at < places.len() {
            let run = is_shared[at..].iter().take_while(|&&shared| shared).count();
            let gap = is_shared[at + run..].iter().take_while(|&&shared| !shared).count();
            missed.add(&places[at..at + run], true);
            if gap <= MAX_GAP && at + run + gap < places.len() {
                missed.add(&places[at + run..at + run + gap], false);
            }
            at += run + gap;
        }
        missed
    }

    fn add(&mut self, places: &[Place], is_shared: bool) {
        for place in places {
            let (all, missed) = match place.flags.is_marked {
                true => (&mut self.marked, &mut self.marked_missed),
                false => (&mut self.plain, &mut self.plain_missed),
            };
            *all += 1;
            *missed += u32::from(!is_shared);
        }
    }

    fn is_of_template(self) -> bool {
        let share = |missed: u32, all: u32| f64::from(missed) / f64::from(all.max(1));
        let marked = share(self.marked_missed, self.marked);
        self.marked >= MIN_MARKED && marked >= MIN_MISSED && marked >= MIN_RATIO * share(self.plain_missed, self.plain)
    }
}
