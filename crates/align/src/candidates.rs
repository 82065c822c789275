//! Which sentences are worth comparing: those that share rare words, found through an inverted index.
//!
//! Each sentence keeps its best few partners by shared weight. Words that stand in many sentences are not followed, so the time
//! is O(words · `MAX_POSTINGS`) whatever repeats, and the space O(words + candidates).

use crate::similarity::Comparison;

/// Sentences of the other side a word may lead to: more say that it tells sentences apart badly.
const MAX_POSTINGS: usize = 64;

/// Pairs `(sentence of a, sentence of b)`, sorted, without those that have a partner already.
pub(crate) fn candidates(comparison: &Comparison, taken: [&[bool]; 2], keep: usize) -> Vec<(u32, u32)> {
    let mut pairs = search(comparison, 0, taken, keep);
    pairs.extend(search(comparison, 1, taken, keep).into_iter().map(|(b, a)| (a, b)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The best partners of each free sentence of `side`.
fn search(comparison: &Comparison, side: usize, taken: [&[bool]; 2], keep: usize) -> Vec<(u32, u32)> {
    let other = 1 - side;
    let postings = postings(comparison, other, taken[other]);
    let mass = masses(comparison, other);
    let mut shared = vec![0.0_f64; mass.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut pairs = Vec::new();
    let units = &comparison.units[side];
    for (i, sentence) in units.sentences.iter().enumerate().filter(|(i, _)| !taken[side][*i]) {
        for &id in &units.ids[sentence.clone()] {
            let weight = comparison.vocabulary.word(id).weight;
            for &j in postings[id as usize]
                .iter()
                .take(MAX_POSTINGS + 1)
                .filter(|_| postings[id as usize].len() <= MAX_POSTINGS)
            {
                if shared[j as usize] == 0.0 {
                    touched.push(j);
                }
                shared[j as usize] += weight;
            }
        }
        let share = |j: u32| shared[j as usize] / mass[j as usize].max(shared[j as usize]).sqrt();
        touched.sort_by(|&x, &y| {
            share(y).total_cmp(&share(x)).then(i.abs_diff(x as usize).cmp(&i.abs_diff(y as usize))).then(x.cmp(&y))
        });
        pairs.extend(touched.iter().take(keep).map(|&j| (i as u32, j)));
        for j in touched.drain(..) {
            shared[j as usize] = 0.0;
        }
    }
    pairs
}

/// The free sentences in which each word stands; none for words of closed classes.
fn postings(comparison: &Comparison, side: usize, taken: &[bool]) -> Vec<Vec<u32>> {
    let mut postings = vec![Vec::new(); comparison.vocabulary.words.len()];
    let units = &comparison.units[side];
    for (j, sentence) in units.sentences.iter().enumerate().filter(|(j, _)| !taken[*j]) {
        for &id in &units.ids[sentence.clone()] {
            let list: &mut Vec<u32> = &mut postings[id as usize];
            let is_new = list.last() != Some(&(j as u32));
            if is_new && list.len() <= MAX_POSTINGS && comparison.vocabulary.is_telling(id) {
                list.push(j as u32);
            }
        }
    }
    postings
}

fn masses(comparison: &Comparison, side: usize) -> Vec<f64> {
    let units = &comparison.units[side];
    let mass = |sentence: &std::ops::Range<usize>| {
        units.ids[sentence.clone()].iter().map(|&id| comparison.vocabulary.word(id).weight).sum()
    };
    units.sentences.iter().map(mass).collect()
}
