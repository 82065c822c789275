//! The benchmark's measure: 4-gram shingles, so that order counts a little and glued paragraphs cost a little.

use std::collections::HashMap;
use std::fmt;

const SHINGLE: usize = 4;

/// Shares of one page's shingles.
#[derive(Clone, Copy)]
pub(super) struct Matched {
    shared: usize,
    found: usize,
    expected: usize,
}

impl Matched {
    fn precision(&self) -> f64 {
        self.shared as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.shared as f64 / self.expected.max(1) as f64
    }

    pub(super) fn f1(&self) -> f64 {
        2.0 * self.shared as f64 / (self.found + self.expected).max(1) as f64
    }
}

impl fmt::Display for Matched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "F1 {:.3} P {:.3} R {:.3}", self.f1(), self.precision(), self.recall())
    }
}

/// Means over pages, as `evaluate.py` takes them: precision over pages with an answer, F1 from the two means.
pub(super) struct Mean {
    pages: usize,
    precision: f64,
    recall: f64,
}

impl Mean {
    pub(super) fn of(scores: &[Matched]) -> Self {
        let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
        let precision = mean(scores.iter().filter(|s| s.found > 0).map(Matched::precision).collect());
        let recall = mean(scores.iter().filter(|s| s.expected > 0).map(Matched::recall).collect());
        Self { pages: scores.len(), precision, recall }
    }
}

impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f1 = 2.0 * self.precision * self.recall / (self.precision + self.recall);
        write!(f, "{} pages, 4-gram F1 {f1:.4} P {:.4} R {:.4}", self.pages, self.precision, self.recall)
    }
}

/// Compares the shingles of two texts.
pub(super) fn matched(expected: &str, found: &str) -> Matched {
    let (expected, found) = (shingles(expected), shingles(found));
    let count = |counts: &HashMap<Vec<&str>, usize>| counts.values().sum::<usize>();
    let shared = expected.iter().map(|(k, n)| (*n).min(found.get(k).copied().unwrap_or(0))).sum();
    Matched { shared, found: count(&found), expected: count(&expected) }
}

/// The lines of `text` less than half of whose shingles are in `other`.
pub(super) fn unmatched<'t>(text: &'t str, other: &str) -> Vec<&'t str> {
    let known = shingles(other);
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    lines
        .filter(|line| {
            let own = shingles(line);
            let hits = own.keys().filter(|k| known.contains_key(*k)).count();
            let whole = own.keys().next().is_some_and(|k| k.len() < SHINGLE);
            if whole { !other.contains(line.trim()) } else { hits * 2 < own.len() }
        })
        .collect()
}

fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let mut counts = HashMap::new();
    if words.len() < SHINGLE && !words.is_empty() {
        counts.insert(words, 1);
        return counts;
    }
    for window in words.windows(SHINGLE) {
        *counts.entry(window.to_vec()).or_default() += 1;
    }
    counts
}
