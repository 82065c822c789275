//! Word-level edits that read well.
//!
//! A global alignment of two word sequences (Needleman and Wunsch 1970) that gains the weight of each equal word and pays
//! for each *run* of equal words (Gotoh 1982's affine price, put on matches instead of gaps). So "the" alone between two
//! replaced phrases is not worth a run and becomes part of the replacement, while a name or a longer phrase is. Exact. Time
//! and space O(n · m) cells, for sentences a few hundred; monsters beyond the budget of cells are cut at words that
//! stand once on each side first (patience diff, Cohen), and what is still too large counts as replaced. Myers' diff, as in `similar`,
//! would give more and shorter runs, and has no bound on its work but n · m.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::alignment::{Edit, EditOp};
use crate::order;
use crate::vocabulary::WordId;

/// Price of a run of equal words, in content words: two words of closed classes don't make one, three in a row do.
const RUN_PRICE: f32 = 0.7;
/// Gain of an equal word of a closed class.
const FUNCTION_GAIN: f32 = 0.3;

/// Edits from `a` to `b`; `is_function` tells words of closed classes. Ranges count words of the two and leave no gap.
pub(crate) fn diff(a: &[WordId], b: &[WordId], is_function: impl Fn(WordId) -> bool, budget: usize) -> Vec<Edit> {
    if a == b {
        return edits(&(0..a.len()).map(|i| (i, i)).collect::<Vec<_>>(), a.len(), b.len());
    }
    let gain = |id: WordId| if is_function(id) { FUNCTION_GAIN } else { 1.0 };
    let pairs =
        if a.len().saturating_mul(b.len()) <= budget { align(a, b, gain) } else { patience(a, b, gain, budget) };
    edits(&pairs, a.len(), b.len())
}

/// Where the best way into a cell comes from. `EXTEND` tells of an equal pair that it goes on with a run, whether or not the best way
/// takes it.
const SKIP_A: u8 = 0;
const SKIP_B: u8 = 1;
const TAKE: u8 = 2;
const EXTEND: u8 = 4;

/// Equal pairs `(i, j)` of the best alignment, in order.
///
/// Where no words are equal the best sums of a row are those of the row above, which never fall from left to right; so only the cells
/// behind an equal pair are touched, up to the first that has as much, and all else is one comparison of two rows.
fn align(a: &[WordId], b: &[WordId], gain: impl Fn(WordId) -> f32) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // The best sums of the row above and of this one, and the sums of ways that end in an equal pair, by its place in b.
    let (mut above, mut best) = (vec![0.0_f32; width], vec![0.0_f32; width]);
    let (mut runs_above, mut runs) = (Vec::<(usize, f32)>::new(), Vec::new());
    let mut steps = vec![SKIP_A; a.len() * width];
    let mut places: Vec<(WordId, usize)> = b.iter().enumerate().map(|(j, &word)| (word, j)).collect();
    places.sort_unstable();
    for (&word, steps) in a.iter().zip(steps.chunks_exact_mut(width)) {
        runs.clear();
        let mut at_above = 0;
        let first = places.partition_point(|place| place.0 < word);
        for &(_, j) in places[first..].iter().take_while(|place| place.0 == word) {
            while runs_above.get(at_above).is_some_and(|run| run.0 + 1 < j) {
                at_above += 1;
            }
            let run = runs_above.get(at_above).filter(|run| run.0 + 1 == j).map_or(f32::NEG_INFINITY, |run| run.1);
            let fresh = above[j] - RUN_PRICE;
            let sum = run.max(fresh) + gain(word);
            runs.push((j, sum));
            steps[j + 1] = if run >= fresh { EXTEND } else { 0 };
            if sum > best[j + 1].max(best[j]) {
                steps[j + 1] |= TAKE;
                let lower = best[j + 1..].partition_point(|other| *other < sum);
                best[j + 1..][..lower].fill(sum);
            }
        }
        // On ties the skip of b goes last, so that deletions stand before insertions.
        for (step, (left, up)) in steps[1..].iter_mut().zip(best.iter().zip(&above[1..])) {
            *step |= u8::from(left >= up) * SKIP_B;
        }
        above.copy_from_slice(&best);
        std::mem::swap(&mut runs, &mut runs_above);
    }
    walk_back(a.len(), b.len(), &steps)
}

fn walk_back(mut i: usize, mut j: usize, steps: &[u8]) -> Vec<(usize, usize)> {
    let width = j + 1;
    let mut pairs = Vec::new();
    let mut in_run = false;
    while i > 0 && j > 0 {
        let step = steps[(i - 1) * width + j];
        if in_run || step & TAKE != 0 {
            pairs.push((i - 1, j - 1));
            in_run = step & EXTEND != 0;
            (i, j) = (i - 1, j - 1);
        } else if step & SKIP_B != 0 {
            j -= 1;
        } else {
            i -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// Equal pairs for long texts: words that stand once on each side and keep their order (patience diff), what is equal
/// at the ends, and between these the best alignment while the budget of cells lasts. O(n log n + budget).
fn patience(a: &[WordId], b: &[WordId], gain: impl Fn(WordId) -> f32, mut budget: usize) -> Vec<(usize, usize)> {
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (end_a, end_b) = (a.len() - back, b.len() - back);
    let mut fixed: Vec<(usize, usize)> = (0..front).map(|k| (k, k)).collect();
    fixed.extend(unique_in_order(&a[front..end_a], &b[front..end_b]).into_iter().map(|(i, j)| (i + front, j + front)));
    fixed.extend((0..back).map(|k| (end_a + k, end_b + k)));
    let mut pairs = Vec::with_capacity(fixed.len());
    let (mut i, mut j) = (0, 0);
    for (x, y) in fixed.into_iter().chain([(a.len(), b.len())]) {
        let cells = (x - i).saturating_mul(y - j);
        if cells <= budget {
            budget -= cells;
            pairs.extend(align(&a[i..x], &b[j..y], &gain).into_iter().map(|(p, q)| (p + i, q + j)));
        }
        if x < a.len() {
            pairs.push((x, y));
        }
        (i, j) = (x + 1, y + 1);
    }
    without_poor_runs(&pairs, |&(i, _)| gain(a[i]))
}

/// Pairs of words that stand once on either side, without those out of order.
fn unique_in_order(a: &[WordId], b: &[WordId]) -> Vec<(usize, usize)> {
    let mut places: HashMap<WordId, [(usize, usize); 2], FixedState> = HashMap::with_hasher(FixedState::default());
    for (side, words) in [a, b].into_iter().enumerate() {
        for (at, &word) in words.iter().enumerate() {
            let place = &mut places.entry(word).or_default()[side];
            *place = (place.0 + 1, at);
        }
    }
    let once = |word: &WordId| match places[word] {
        [(1, i), (1, j)] => Some((i, j)),
        _ => None,
    };
    let pairs: Vec<(usize, usize)> = a.iter().filter_map(once).collect();
    let at: Vec<usize> = pairs.iter().map(|p| p.1).collect();
    let out_of_order = order::moved(&at, &vec![1; at.len()]);
    pairs.into_iter().zip(out_of_order).filter(|p| !p.1).map(|p| p.0).collect()
}

/// The pairs of those runs whose words are worth the price of a run.
fn without_poor_runs(pairs: &[(usize, usize)], gain: impl Fn(&(usize, usize)) -> f32) -> Vec<(usize, usize)> {
    let runs = pairs.chunk_by(|x, y| (x.0 + 1, x.1 + 1) == *y);
    runs.filter(|run| run.iter().map(&gain).sum::<f32>() > RUN_PRICE).flatten().copied().collect()
}

/// Equal runs and what stands between them.
fn edits(pairs: &[(usize, usize)], a: usize, b: usize) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut push = |op: EditOp, a: std::ops::Range<usize>, b: std::ops::Range<usize>| {
        found.push(Edit { op, a, b });
    };
    let (mut i, mut j) = (0, 0);
    let mut rest = pairs;
    while let Some(&(x, y)) = rest.first() {
        push_change(&mut push, i..x, j..y);
        let run = rest.iter().enumerate().take_while(|(k, pair)| **pair == (x + k, y + k)).count();
        push(EditOp::Equal, x..x + run, y..y + run);
        (i, j) = (x + run, y + run);
        rest = &rest[run..];
    }
    push_change(&mut push, i..a, j..b);
    found
}

fn push_change(
    push: &mut impl FnMut(EditOp, std::ops::Range<usize>, std::ops::Range<usize>),
    a: std::ops::Range<usize>,
    b: std::ops::Range<usize>,
) {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => {}
        (false, true) => push(EditOp::Delete, a, b),
        (true, false) => push(EditOp::Insert, a, b),
        (false, false) => push(EditOp::Replace, a, b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes edits as text: `[-old-]`, `{+new+}`, equal words plain. Words of one letter count as closed class.
    fn check(a: &str, b: &str, expected: &str) {
        for budget in [usize::MAX, 0] {
            let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
            let mut all: Vec<&str> = a.iter().chain(&b).copied().collect();
            all.sort_unstable();
            all.dedup();
            let ids = |side: &[&str]| -> Vec<WordId> {
                side.iter().map(|w| all.binary_search(w).expect("listed") as WordId).collect()
            };
            let found = diff(&ids(&a), &ids(&b), |id| all[id as usize].len() == 1, budget);
            let mut parts = Vec::new();
            for edit in found {
                let (old, new) = (a[edit.a].join(" "), b[edit.b].join(" "));
                parts.push(match edit.op {
                    EditOp::Equal => old,
                    EditOp::Delete => format!("[-{old}-]"),
                    EditOp::Insert => format!("{{+{new}+}}"),
                    EditOp::Replace => format!("[-{old}-]{{+{new}+}}"),
                });
            }
            assert_eq!(parts.join(" "), expected, "budget {budget}");
        }
    }

    #[test]
    fn a_small_word_alone_is_no_common_ground() {
        check("red hens t laid eggs", "old men t sold cars", "[-red hens t laid eggs-]{+old men t sold cars+}");
        check("hens laid t eggs", "men sold t eggs", "[-hens laid-]{+men sold+} t eggs");
    }

    #[test]
    fn long_and_telling_runs_are_kept() {
        check("he saw o t w here", "they met o t w there", "[-he saw-]{+they met+} o t w [-here-]{+there+}");
        check("before Macron after", "then Macron later", "[-before-]{+then+} Macron [-after-]{+later+}");
        check("one two", "one two", "one two");
        check("o t", "o t", "o t");
        check("one", "one two", "one {+two+}");
        check("one two", "two", "[-one-] two");
    }
}
