use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::HashMap;

use crate::character::{Character, Feature};
use crate::readings::{Hunk, hunks};

/// One distinct text of a family: its words as keys (equal words, equal keys), and its sentences as ranges of words.
#[derive(Debug, Clone, Copy)]
pub struct Text<'t> {
    /// Folded words.
    pub keys: &'t [u64],
    /// Sentences in order, none empty.
    pub sentences: &'t [Range<usize>],
}

/// Where the texts of a family differ: every sentence of any text stands in one *column* with the sentences of other texts
/// that answer to it, and what differs inside and between the columns are the characters from which a tree is inferred.
///
/// A column holds at most one sentence of a text. Columns are found greedily: texts are taken longest first, a sentence
/// joins the column with which it shares most words, if these are at least half of both.
///
/// Of a text the first 2,000 sentences are read. Time O(words × columns that share a rare word + sentences²), space O(texts × characters / 8).
#[derive(Debug, Clone, PartialEq)]
pub struct Collation {
    /// How many texts.
    pub texts: usize,
    /// What tells the texts apart; characters that all texts share are left out.
    pub characters: Vec<Character>,
    /// For each text and each of its first 2,000 sentences: the column, and which of its wordings.
    pub(crate) places: Vec<Vec<(usize, usize)>>,
    /// The columns in the order of the texts, as far as these agree.
    pub(crate) order: Vec<usize>,
}

/// Sentences of different texts that answer to each other.
#[derive(Debug, Default)]
struct Column {
    /// Distinct wordings, in the order in which they were met.
    readings: Vec<Vec<u64>>,
    /// The same with their words sorted: each is held against many sentences.
    sorted: Vec<Vec<u64>>,
    /// For each text that has it: which reading.
    of_text: Vec<(usize, usize)>,
}

/// Two sentences answer to each other when they share at least this part of their words (Dice).
const SAME_SENTENCE: f64 = 0.5;
/// Sentences of a text that are collated at most, from its start: no report has so many, and the time is bounded whatever a page holds.
const MOST_SENTENCES: usize = 2_000;
/// A word that stands in more columns than this leads to none of them.
const CROWDED: usize = 24;
/// Stands before the first column.
const START: usize = usize::MAX;

impl Collation {
    /// Collates distinct texts. The order of `texts` does not matter for the characters found, beyond ties.
    #[must_use]
    pub fn of(texts: &[Text<'_>]) -> Self {
        let mut builder = Builder::default();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(texts[i].keys.len()), i));
        for i in order {
            builder.add(i, texts[i]);
        }
        let places = builder.places(texts.len());
        Self {
            texts: texts.len(),
            characters: builder.characters(texts.len()),
            places,
            order: builder.order().collect(),
        }
    }
}

#[derive(Debug, Default)]
struct Builder {
    columns: Vec<Column>,
    /// Columns in the order of the texts as far as they agree: behind each the next one, and behind [`START`] the first.
    next: HashMap<usize, usize>,
    /// Word → columns whose first reading has it.
    words: HashMap<u64, Vec<usize>>,
    exact: HashMap<Vec<u64>, usize>,
    /// For each text its columns and their readings in the order of its sentences.
    sequences: Vec<(usize, Vec<(usize, usize)>)>,
}

impl Builder {
    fn add(&mut self, text: usize, of: Text<'_>) {
        let sentences: Vec<&[u64]> = of.sentences.iter().take(MOST_SENTENCES).map(|s| &of.keys[s.clone()]).collect();
        let columns = self.choose(&sentences);
        let mut after = None;
        let mut sequence = Vec::with_capacity(columns.len());
        for (sentence, column) in sentences.iter().zip(columns) {
            let column = column.unwrap_or_else(|| self.insert(sentence, after));
            sequence.push((column, self.place(text, sentence, column)));
            after = Some(column);
        }
        self.sequences.push((text, sequence));
    }

    /// For each sentence the column that it joins: the same words first, then the best likeness, each column once.
    fn choose(&self, sentences: &[&[u64]]) -> Vec<Option<usize>> {
        let mut chosen: Vec<Option<usize>> = vec![None; sentences.len()];
        let mut taken = vec![false; self.columns.len()];
        for (i, sentence) in sentences.iter().enumerate() {
            if let Some(&column) = self.exact.get(*sentence).filter(|&&c| !taken[c]) {
                taken[column] = true;
                chosen[i] = Some(column);
            }
        }
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for (i, sentence) in sentences.iter().enumerate().filter(|&(i, _)| chosen[i].is_none()) {
            scored.extend(self.alike(sentence).into_iter().map(|(likeness, column)| (likeness, i, column)));
        }
        scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        for (_, i, column) in scored {
            if chosen[i].is_none() && !taken[column] {
                taken[column] = true;
                chosen[i] = Some(column);
            }
        }
        chosen
    }

    /// Columns that share enough words with a sentence.
    fn alike(&self, sentence: &[u64]) -> Vec<(f64, usize)> {
        let sorted = sorted(sentence);
        let mut words = sorted.clone();
        words.dedup();
        let lists = words.iter().filter_map(|word| self.words.get(word)).filter(|list| list.len() <= CROWDED);
        let mut columns: Vec<usize> = lists.flatten().copied().collect();
        columns.sort_unstable();
        columns.dedup();
        let best = |column: &usize| {
            let readings = &self.columns[*column].sorted;
            readings.iter().map(|reading| dice(&sorted, reading)).fold(0.0, f64::max)
        };
        columns.iter().map(|c| (best(c), *c)).filter(|&(likeness, _)| likeness >= SAME_SENTENCE).collect()
    }

    fn insert(&mut self, sentence: &[u64], after: Option<usize>) -> usize {
        let column = self.columns.len();
        self.columns.push(Column::default());
        let mut words = sorted(sentence);
        words.dedup();
        for word in words {
            self.words.entry(word).or_default().push(column);
        }
        if let Some(behind) = self.next.insert(after.unwrap_or(START), column) {
            self.next.insert(column, behind);
        }
        column
    }

    fn order(&self) -> impl Iterator<Item = usize> {
        std::iter::successors(self.next.get(&START), |column| self.next.get(column)).copied()
    }

    /// Puts a sentence into a column; gives the number of its reading there.
    fn place(&mut self, text: usize, sentence: &[u64], column: usize) -> usize {
        let known = &mut self.columns[column];
        let reading = known.readings.iter().position(|r| r == sentence).unwrap_or_else(|| {
            known.readings.push(sentence.to_vec());
            known.sorted.push(sorted(sentence));
            known.readings.len() - 1
        });
        known.of_text.push((text, reading));
        if !self.exact.contains_key(sentence) {
            self.exact.insert(sentence.to_vec(), column);
        }
        reading
    }

    fn places(&self, texts: usize) -> Vec<Vec<(usize, usize)>> {
        let mut places = vec![Vec::new(); texts];
        for (text, sequence) in &self.sequences {
            places[*text].clone_from(sequence);
        }
        places
    }

    fn characters(&self, texts: usize) -> Vec<Character> {
        let mut found = self.presence(texts);
        let wordings = self.columns.iter().enumerate().flat_map(|(number, column)| wording(number, column, texts));
        found.extend(once_for_all_places(wordings.collect(), texts));
        found.extend(self.moves(texts));
        found.retain(Character::tells);
        found
    }

    /// Neighbouring columns that the same texts have are one character: what was cut in one go is one event.
    fn presence(&self, texts: usize) -> Vec<Character> {
        let mut found: Vec<Character> = Vec::new();
        for column in self.order() {
            let mut character = Character::all_known(Feature::Presence { sentences: 1 }, texts, column);
            self.columns[column].of_text.iter().for_each(|&(text, _)| character.set(text));
            match found.last_mut() {
                Some(last) if last.has == character.has => {
                    last.feature.lengthen();
                    last.columns.push(column);
                }
                _ => found.push(character),
            }
        }
        found
    }

    /// Columns that stand elsewhere than in the order of most texts, each run of neighbours as one character.
    fn moves(&self, texts: usize) -> Vec<Character> {
        let mut rank = vec![0; self.columns.len()];
        self.order().enumerate().for_each(|(at, column)| rank[column] = at);
        let mut found: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (text, sequence) in &self.sequences {
            let columns: Vec<usize> = sequence.iter().map(|place| place.0).collect();
            for run in moved_runs(&columns, &rank) {
                found.entry(run).or_default().push(*text);
            }
        }
        let character = |((first, _), having): (&(usize, usize), &Vec<usize>)| {
            let mut character = Character::unknown(Feature::Order, texts, *first);
            self.columns[*first].of_text.iter().for_each(|&(text, _)| character.know(text));
            having.iter().for_each(|&text| character.set(text));
            character
        };
        found.iter().map(character).collect()
    }
}

/// Counts how often a text makes one exchange of words: of each exchange the text that makes it most often, in the way that fewer
/// texts have it.
fn once_for_all_places(wordings: Vec<(Character, (u64, bool))>, texts: usize) -> Vec<Character> {
    let mut by_exchange: BTreeMap<u64, Vec<[usize; 2]>> = BTreeMap::new();
    for (character, (exchanged, is_second)) in &wordings {
        let counts = by_exchange.entry(*exchanged).or_insert_with(|| vec![[0; 2]; texts]);
        for (text, counts) in counts.iter_mut().enumerate() {
            if let Some(state) = character.state(text) {
                counts[usize::from(state == *is_second)] += 1;
            }
        }
    }
    let most = |counts: &Vec<[usize; 2]>| {
        let [first, second] = [0, 1].map(|way| counts.iter().map(|c| c[way]).sum::<usize>());
        let rarer = usize::from(second < first);
        counts.iter().map(|c| c[rarer]).max().unwrap_or(0).max(1)
    };
    let repeated: BTreeMap<u64, usize> = by_exchange.iter().map(|(words, counts)| (*words, most(counts))).collect();
    let weighed = |(mut character, (exchanged, _)): (Character, (u64, bool))| {
        character.repeated = repeated[&exchanged];
        character
    };
    wordings.into_iter().map(weighed).collect()
}

/// Each difference between a reading and the column's commonest reading is a character of the texts that have the column; with the words
/// that it exchanges.
fn wording(number: usize, column: &Column, texts: usize) -> Vec<(Character, (u64, bool))> {
    if column.readings.len() < 2 {
        return Vec::new();
    }
    let mut votes = vec![0_usize; column.readings.len()];
    column.of_text.iter().for_each(|&(_, reading)| votes[reading] += 1);
    let base = (0..votes.len()).max_by_key(|&r| (votes[r], std::cmp::Reverse(r))).expect("a column has readings");
    let all: Vec<Vec<Hunk>> = column.readings.iter().map(|r| hunks(&column.readings[base], r)).collect();
    let mut distinct: Vec<&Hunk> = all.iter().flatten().collect();
    distinct.sort();
    distinct.dedup();
    let character = |hunk: &&Hunk| {
        let mut character = Character::unknown(Feature::Wording, texts, number);
        character.words = hunk.words();
        for &(text, reading) in &column.of_text {
            character.know(text);
            if all[reading].binary_search(hunk).is_ok() {
                character.set(text);
            }
        }
        (character, hunk.exchanged())
    };
    distinct.iter().map(character).collect()
}

/// The runs of a sequence that are out of order, each as its first column and the column before which it stands.
fn moved_runs(sequence: &[usize], rank: &[usize]) -> Vec<(usize, usize)> {
    let in_order = longest_increasing(&sequence.iter().map(|&c| rank[c]).collect::<Vec<_>>());
    let mut runs = Vec::new();
    let mut before = usize::MAX;
    let mut inside = false;
    for (&column, &ordered) in sequence.iter().zip(&in_order) {
        if ordered {
            before = column;
        } else if !inside {
            runs.push((column, before));
        }
        inside = !ordered;
    }
    runs
}

/// Which items belong to a longest increasing subsequence. Time O(n log n).
fn longest_increasing(values: &[usize]) -> Vec<bool> {
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![usize::MAX; values.len()];
    for (i, &value) in values.iter().enumerate() {
        let at = tails.partition_point(|&t| values[t] < value);
        previous[i] = if at == 0 { usize::MAX } else { tails[at - 1] };
        if at == tails.len() {
            tails.push(i);
        } else {
            tails[at] = i;
        }
    }
    let mut inside = vec![false; values.len()];
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        inside[at] = true;
        at = previous[at];
    }
    inside
}

fn sorted(sentence: &[u64]) -> Vec<u64> {
    let mut words = sentence.to_vec();
    words.sort_unstable();
    words
}

/// Share of words that two sentences have in common (Dice 1945), as multisets; both sorted.
fn dice(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * f64::from(shared) / (a.len() + b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What wordings weigh, sorted, of texts of three sentences of four words; each text has a word for another in some sentences.
    fn weights(texts: &[&[(u64, u64)]]) -> Vec<f32> {
        let word = |text: &[(u64, u64)], sentence: u64, at: u64| match text.iter().find(|c| c.0 == sentence && at == 1)
        {
            Some(changed) => changed.1,
            None if at == 1 => 7,
            None => 100 * sentence + at,
        };
        let keys = |text: &&[(u64, u64)]| -> Vec<u64> {
            (0..3).flat_map(|sentence| (0..4).map(move |at| (sentence, at))).map(|(s, at)| word(text, s, at)).collect()
        };
        let keys: Vec<Vec<u64>> = texts.iter().map(keys).collect();
        let sentences = [0..4, 4..8, 8..12];
        let texts: Vec<Text<'_>> = keys.iter().map(|keys| Text { keys, sentences: &sentences }).collect();
        let collation = Collation::of(&texts);
        let mut weights: Vec<f32> = collation.characters.iter().map(Character::weight).collect();
        weights.sort_by(f32::total_cmp);
        weights
    }

    #[test]
    fn an_exchange_of_words_is_one_event_wherever_a_text_makes_it() {
        assert_eq!(weights(&[&[], &[], &[(0, 8), (1, 8), (2, 8)]]), [1.0 / 3.0; 3]);
        assert_eq!(weights(&[&[], &[], &[(0, 8), (2, 8)], &[(1, 8)]]), [0.5; 3]);
        // Two texts that make it in one place each decided it twice; other words are another exchange.
        assert_eq!(weights(&[&[], &[], &[(0, 8)], &[(2, 8)]]), [1.0; 2]);
        assert_eq!(weights(&[&[], &[], &[(0, 8), (2, 9)]]), [1.0; 2]);
    }
}
