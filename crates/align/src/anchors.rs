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
    let mut seen: HashMap<Vec<WordId>, usize, FixedState> = HashMap::with_hasher(FixedState::default());
    [a, b].map(|side| {
        let class = |words: &&[WordId]| match seen.get(*words) {
            Some(&class) => class,
            None => {
                let class = seen.len();
                seen.insert(words.to_vec(), class);
                class
            }
        };
        side.iter().map(class).collect()
    })
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
        let mut found = Vec::new();
        for [a, b] in self.places() {
            if let ([i], [j]) = (&a[..], &b[..]) {
                self.pair(*i, *j);
                found.push((*i, *j));
            }
        }
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
