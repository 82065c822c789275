use foldhash::HashMap;

use crate::collation::{Collation, Text};

/// Where two texts differ, sentence by sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Sentences of the upper text that the lower lacks.
    pub lost: Vec<usize>,
    /// Sentences of the lower text that the upper lacks.
    pub gained: Vec<usize>,
    /// Sentences that both have in other words: of the upper, of the lower.
    pub changed: Vec<(usize, usize)>,
    /// Whether what is lost is the end of the upper text, as editors cut.
    pub is_cut_at_end: bool,
}

/// Compares two texts by their sentences, which are numbered in order. Time as for [`Collation::of`].
#[must_use]
pub fn differences(upper: Text<'_>, lower: Text<'_>) -> Differences {
    let collation = Collation::of(&[upper, lower]);
    let [up, low] = [&collation.places[0], &collation.places[1]];
    let by_column = |places: &[(usize, usize)]| -> HashMap<usize, usize> {
        places.iter().enumerate().map(|(sentence, &(column, _))| (column, sentence)).collect()
    };
    let (in_upper, in_lower) = (by_column(up), by_column(low));
    let mut found = Differences::default();
    for (sentence, (column, reading)) in up.iter().enumerate() {
        match in_lower.get(column) {
            None => found.lost.push(sentence),
            Some(&other) if low[other].1 != *reading => found.changed.push((sentence, other)),
            Some(_) => {}
        }
    }
    found.gained = (0..low.len()).filter(|&s| !in_upper.contains_key(&low[s].0)).collect();
    let after = found.lost.first().map_or(up.len(), |&first| first);
    found.is_cut_at_end = !found.lost.is_empty() && found.lost.len() == up.len() - after;
    found
}

impl Differences {
    /// In plain words, of the lower text.
    #[must_use]
    pub fn words(&self) -> String {
        let sentences = |n: usize| if n == 1 { "1 sentence".to_owned() } else { format!("{n} sentences") };
        let mut parts = Vec::new();
        if !self.lost.is_empty() {
            let place = if self.is_cut_at_end { " at the end" } else { "" };
            parts.push(format!("lacks {}{place}", sentences(self.lost.len())));
        }
        if !self.gained.is_empty() {
            parts.push(format!("adds {}", sentences(self.gained.len())));
        }
        if !self.changed.is_empty() {
            parts.push(format!("words {} otherwise", sentences(self.changed.len())));
        }
        if parts.is_empty() {
            parts.push("has the same sentences in another order".to_owned());
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_and_a_changed_word() {
        let (long, short) = ([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 5, 60]);
        let sentences = [0..3, 3..6, 6..9];
        let upper = Text { keys: &long, sentences: &sentences };
        let found = differences(upper, Text { keys: &short, sentences: &sentences[..2] });
        assert_eq!((found.lost.as_slice(), found.changed.as_slice()), ([2].as_slice(), [(1, 1)].as_slice()));
        assert_eq!(found.words(), "lacks 1 sentence at the end, words 1 sentence otherwise");
    }
}
