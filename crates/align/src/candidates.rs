//! Which sentences are worth comparing: those that share rare words, found through an inverted index.
//!
//! Each sentence keeps its best few partners by shared weight. Words that stand in many sentences are not followed, so the time
//! is O(words · `MAX_POSTINGS`) whatever repeats, and the space O(words + candidates).

use crate::similarity::Comparison;
use crate::vocabulary::WordId;

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
    let mass = &comparison.masses[other];
    let mut shared = vec![0.0_f64; mass.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut ranked: Vec<(f64, u32)> = Vec::new();
    let mut pairs = Vec::new();
    let units = &comparison.units[side];
    for (i, sentence) in units.sentences.iter().enumerate().filter(|(i, _)| !taken[side][*i]) {
        for &id in &units.ids[sentence.clone()] {
            let weight = comparison.vocabulary.word(id).weight;
            for &j in postings.of(id) {
                if shared[j as usize] == 0.0 {
                    touched.push(j);
                }
                shared[j as usize] += weight;
            }
        }
        let share = |j: u32| shared[j as usize] / mass[j as usize].max(shared[j as usize]).sqrt();
        ranked.clear();
        ranked.extend(touched.iter().map(|&j| (share(j), j)));
        let far = |j: u32| i.abs_diff(j as usize);
        let order = |x: &(f64, u32), y: &(f64, u32)| {
            y.0.total_cmp(&x.0).then_with(|| far(x.1).cmp(&far(y.1))).then(x.1.cmp(&y.1))
        };
        if ranked.len() > keep {
            ranked.select_nth_unstable_by(keep, order);
            ranked.truncate(keep);
        }
        pairs.extend(ranked.iter().map(|&(_, j)| (i as u32, j)));
        for j in touched.drain(..) {
            shared[j as usize] = 0.0;
        }
    }
    pairs
}

/// The sentences in which each word stands, those of all words in one list.
struct Postings {
    /// Where the sentences of each word begin, and the end.
    starts: Vec<u32>,
    sentences: Vec<u32>,
}

impl Postings {
    fn of(&self, id: WordId) -> &[u32] {
        &self.sentences[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }
}

/// The free sentences in which each word stands; none for words of closed classes, and for words in more than [`MAX_POSTINGS`].
fn postings(comparison: &Comparison, side: usize, taken: &[bool]) -> Postings {
    let (units, words) = (&comparison.units[side], comparison.vocabulary.words.len());
    let free = || units.sentences.iter().enumerate().filter(|(j, _)| !taken[*j]);
    let mut counts = vec![0_u32; words];
    let mut last = vec![u32::MAX; words];
    let mut each_new = |each: &mut dyn FnMut(usize, u32)| {
        last.fill(u32::MAX);
        for (j, sentence) in free() {
            for &id in &units.ids[sentence.clone()] {
                if last[id as usize] != j as u32 && comparison.vocabulary.is_telling(id) {
                    last[id as usize] = j as u32;
                    each(id as usize, j as u32);
                }
            }
        }
    };
    each_new(&mut |id, _| counts[id] += 1);
    let is_rare = |count: u32| count as usize <= MAX_POSTINGS;
    let mut starts = Vec::with_capacity(words + 1);
    let mut end = 0;
    for &count in &counts {
        starts.push(end);
        end += if is_rare(count) { count } else { 0 };
    }
    starts.push(end);
    let (mut sentences, mut next) = (vec![0; end as usize], starts.clone());
    each_new(&mut |id, j| {
        if is_rare(counts[id]) {
            sentences[next[id] as usize] = j;
            next[id] += 1;
        }
    });
    Postings { starts, sentences }
}
