//! Sentences that stand in both versions word for word, paired before anything else is compared.
//!
//! As in patience diff (Cohen): first those that stand once on each side, then their equal neighbours, then repeated ones in
//! order. O(words), whatever repeats.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::vocabulary::WordId;

/// The verbatim partner of each sentence of a. Takes the words of each sentence of either side.
pub(crate) fn anchors(a: &[&[WordId]], b: &[&[WordId]]) -> Vec<Option<usize>> {
    let [class_a, class_b] = classes(a, b);
    let mut pairs = Pairs { mate_a: vec![None; a.len()], mate_b: vec![None; b.len()], class_a, class_b };
    let mut fresh = pairs.match_unique();
    while let Some((i, j)) = fresh.pop() {
        pairs.extend(i, j, &mut fresh);
    }
    pairs.match_repeated();
    pairs.mate_a
}

/// Numbers equal sentences alike.
fn classes(a: &[&[WordId]], b: &[&[WordId]]) -> [Vec<usize>; 2] {
    let mut seen: HashMap<&[WordId], usize, FixedState> =
        HashMap::with_capacity_and_hasher(a.len() + b.len(), FixedState::default());
    let [mut in_a, mut in_b] = [a, b].map(|side| Vec::with_capacity(side.len()));
    for (side, classes) in [(a, &mut in_a), (b, &mut in_b)] {
        for &words in side {
            let next = seen.len();
            classes.push(*seen.entry(words).or_insert(next));
        }
    }
    [in_a, in_b]
}

struct Pairs {
    mate_a: Vec<Option<usize>>,
    mate_b: Vec<Option<usize>>,
    class_a: Vec<usize>,
    class_b: Vec<usize>,
}

impl Pairs {
    fn places(&self) -> Vec<[Vec<usize>; 2]> {
        let count = self.class_a.iter().chain(&self.class_b).max().map_or(0, |&last| last + 1);
        let mut places = vec![[Vec::new(), Vec::new()]; count];
        for (side, (classes, mates)) in
            [(&self.class_a, &self.mate_a), (&self.class_b, &self.mate_b)].into_iter().enumerate()
        {
            for (i, &class) in classes.iter().enumerate().filter(|(i, _)| mates[*i].is_none()) {
                places[class][side].push(i);
            }
        }
        places
    }

    fn pair(&mut self, i: usize, j: usize) {
        self.mate_a[i] = Some(j);
        self.mate_b[j] = Some(i);
    }

    fn match_unique(&mut self) -> Vec<(usize, usize)> {
        let [last_a, last_b] = [&self.class_a, &self.class_b].map(|classes| {
            // How often each class stands there, and where it stands last.
            let mut places = vec![(0_u32, 0); self.class_a.len() + self.class_b.len()];
            for (i, &class) in classes.iter().enumerate() {
                places[class] = (places[class].0 + 1, i);
            }
            places
        });
        let once = last_a.iter().zip(&last_b).filter(|(a, b)| a.0 == 1 && b.0 == 1);
        let found: Vec<(usize, usize)> = once.map(|(a, b)| (a.1, b.1)).collect();
        found.iter().for_each(|&(i, j)| self.pair(i, j));
        found
    }

    fn extend(&mut self, i: usize, j: usize, fresh: &mut Vec<(usize, usize)>) {
        let before = i.checked_sub(1).zip(j.checked_sub(1));
        for (x, y) in before.into_iter().chain([(i + 1, j + 1)]) {
            let inside = x < self.class_a.len() && y < self.class_b.len();
            if inside && self.mate_a[x].is_none() && self.mate_b[y].is_none() && self.class_a[x] == self.class_b[y] {
                self.pair(x, y);
                fresh.push((x, y));
            }
        }
    }

    fn match_repeated(&mut self) {
        if self.mate_a.iter().all(Option::is_some) || self.mate_b.iter().all(Option::is_some) {
            return;
        }
        for [a, b] in self.places() {
            for (&i, &j) in a.iter().zip(&b) {
                self.pair(i, j);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: &[Option<usize>]) {
        let words = |text: &str| text.bytes().map(|c| vec![WordId::from(c)]).collect::<Vec<_>>();
        let (a, b) = (words(a), words(b));
        let slices = |side: &'_ [Vec<WordId>]| side.iter().map(|w| w.as_slice().to_vec()).collect::<Vec<_>>();
        let (a, b) = (slices(&a), slices(&b));
        let a: Vec<&[WordId]> = a.iter().map(Vec::as_slice).collect();
        let b: Vec<&[WordId]> = b.iter().map(Vec::as_slice).collect();
        assert_eq!(anchors(&a, &b), expected);
    }

    #[test]
    fn unique_then_neighbours_then_order() {
        check("abc", "xaby", &[Some(1), Some(2), None]);
        check("xax", "bxax", &[Some(1), Some(2), Some(3)]);
        check("xxx", "xx", &[Some(0), Some(1), None]);
        check("ab", "ba", &[Some(1), Some(0)]);
    }
}
