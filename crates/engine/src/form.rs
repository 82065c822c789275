//! Two weather reports of one form are no copies of each other: into what they share each puts its own names and numbers.
//!
//! An edit of a copy changes words of all sorts, and keeps most names.

use std::ops::Range;

/// Words between two shared runs up to which the gap is an edit and not a part that the other text does not have.
const MAX_GAP: usize = 12;

/// Names and numbers that say something about a pair, at least.
const MIN_MARKED: usize = 8;

/// Share of the names and numbers that must differ …
const MIN_MISSED: f64 = 0.2;

/// … and how many times that of the other words.
///
/// Of 373 pairs of generated match, weather and market reports that share four fifths of their words 371 are told so, and 12 of
/// 6,631 pairs of copies that share as much.
const MIN_RATIO: f64 = 3.0;

/// Where so large a share of the names and numbers differ, other words may differ too, as in forms that have a choice of phrases …
const MOST_MISSED: f64 = 0.5;

/// … in so much smaller a share: whoever tells a report again in other words keeps its names and numbers.
const MIN_RATIO_OF_MOST: f64 = 1.5;

/// Whether the words of a text in and between the runs that it shares with another one are a form: marked words (capitals, digits) differ and
/// the others don't. It takes both texts to say so of a pair. `parts` are parts of the text with the runs in each, ranges of words in any order,
/// which are sorted; what stands between two parts is no word of a form. `marked` counts the marked words of a range.
pub(crate) fn is_form(parts: &mut [Vec<Range<usize>>], marked: impl Fn(Range<usize>) -> usize) -> bool {
    let mut missed = Missed::default();
    parts.iter_mut().for_each(|runs| missed.count_gaps(runs, &marked));
    if missed.marked_missed == 0 {
        return false; // whatever is shared
    }
    parts.iter().for_each(|runs| missed.count_shared(runs, &marked));
    missed.is_of_form()
}

/// Words of a text in and between the shared runs.
#[derive(Debug, Clone, Copy, Default)]
struct Missed {
    marked: usize,
    marked_missed: usize,
    plain: usize,
    plain_missed: usize,
}

impl Missed {
    fn count_gaps(&mut self, runs: &mut [Range<usize>], marked: impl Fn(Range<usize>) -> usize) {
        runs.sort_unstable_by_key(|run| (run.start, run.end));
        let mut end = runs.first().map_or(0, |run| run.start);
        for run in &*runs {
            if run.start > end && run.start - end <= MAX_GAP {
                self.add(end..run.start, &marked, false);
            }
            end = end.max(run.end);
        }
    }

    /// The words of runs, which are in order.
    fn count_shared(&mut self, runs: &[Range<usize>], marked: impl Fn(Range<usize>) -> usize) {
        let mut end = 0;
        for run in runs.iter().filter(|run| !run.is_empty()) {
            if run.end > end {
                self.add(run.start.max(end)..run.end, &marked, true);
                end = run.end;
            }
        }
    }

    fn add(&mut self, words: Range<usize>, marked: impl Fn(Range<usize>) -> usize, is_shared: bool) {
        let (all, marked) = (words.len(), marked(words));
        self.marked += marked;
        self.plain += all - marked;
        if !is_shared {
            self.marked_missed += marked;
            self.plain_missed += all - marked;
        }
    }

    fn is_of_form(self) -> bool {
        let share = |missed: usize, all: usize| missed as f64 / all.max(1) as f64;
        let (marked, plain) = (share(self.marked_missed, self.marked), share(self.plain_missed, self.plain));
        let is_of = |least: f64, ratio: f64| marked >= least && marked >= ratio * plain;
        self.marked >= MIN_MARKED && (is_of(MIN_MISSED, MIN_RATIO) || is_of(MOST_MISSED, MIN_RATIO_OF_MOST))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Settings, compare_texts};

    fn kind(a: &str, b: &str) -> String {
        compare_texts(a, b, &Settings::default()).links.remove(0).kind
    }

    fn weather([place, day, high, low, other, warmer]: [&str; 6], sky: &str) -> String {
        format!(
            "{place} can expect {sky} on {day}, with a high of {high} degrees and a low of {low} overnight, the weather office said. \
             The wind will make it feel colder along the shore, and rain may fall on higher ground by midnight. \
             In {other} temperatures reach {warmer} degrees on {day}, and no warnings are in force. The record for this date is {high} degrees \
             in {place}, set when the harbour of {other} was built."
        )
    }

    const SUNNY: &str = "sunny spells";

    #[test]
    fn reports_of_one_form_about_other_places_are_no_copies() {
        let first = weather(["Arlen", "Monday", "22", "8", "Skarvoy", "16"], SUNNY);
        assert_eq!(kind(&first, &weather(["Hollin", "Friday", "12", "4", "Norvale", "7"], SUNNY)), "unrelated");
        assert_eq!(
            kind(&first, &weather(["Hollin", "Friday", "12", "4", "Norvale", "7"], "scattered showers")),
            "unrelated"
        );
    }

    #[test]
    fn a_copy_in_which_some_figures_are_corrected_or_words_are_changed_is_one() {
        let first = weather(["Arlen", "Monday", "22", "8", "Skarvoy", "16"], SUNNY);
        assert_eq!(kind(&first, &weather(["Arlen", "Monday", "22", "9", "Skarvoy", "16"], SUNNY)), "near");
        let edited = first.replace("can expect", "will see").replace("degrees", "Celsius").replace("may", "could");
        assert_eq!(kind(&first, &edited), "near");
        assert_eq!(kind(&first, &first), "exact");
    }
}
