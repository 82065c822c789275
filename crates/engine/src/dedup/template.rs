//! Two weather reports of one form are no copies of each other.

use wirecopy_retrieve::Run;

use super::layout::Shape;

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
pub(super) fn is_template(a: &[Shape], b: &[Shape], runs: &[Run]) -> bool {
    let is_of_template = |shapes, first: fn(&Run) -> u32| {
        Missed::count(shapes, runs.iter().map(|run| (first(run), run.tokens))).is_of_template()
    };
    // In one run nothing differs.
    runs.len() > 1 && is_of_template(a, |run| run.a) && is_of_template(b, |run| run.b)
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
    /// `runs` are ranges of words, `(first, how many)`, in any order. Where no marked word is missed those of the runs are not counted.
    fn count(shapes: &[Shape], runs: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut runs: Vec<(usize, usize)> = runs.map(|(first, n)| (first as usize, (first + n) as usize)).collect();
        runs.sort_unstable();
        let mut missed = Self::default();
        let Some(&(first, _)) = runs.first() else { return missed };
        let mut end = first;
        for &(from, to) in &runs {
            if from > end && from - end <= MAX_GAP {
                missed.add(&shapes[end..from], false);
            }
            end = end.max(to);
        }
        if missed.marked_missed == 0 {
            return missed; // whatever is shared
        }
        end = first;
        for (from, to) in runs {
            if to > end {
                missed.add(&shapes[from.max(end)..to], true);
                end = to;
            }
        }
        missed
    }

    fn add(&mut self, shapes: &[Shape], is_shared: bool) {
        let marked = Shape::count(shapes, Shape::is_marked);
        let plain = shapes.len() as u32 - marked;
        self.marked += marked;
        self.plain += plain;
        if !is_shared {
            self.marked_missed += marked;
            self.plain_missed += plain;
        }
    }

    fn is_of_template(self) -> bool {
        let share = |missed: u32, all: u32| f64::from(missed) / f64::from(all.max(1));
        let marked = share(self.marked_missed, self.marked);
        self.marked >= MIN_MARKED && marked >= MIN_MISSED && marked >= MIN_RATIO * share(self.plain_missed, self.plain)
    }
}
