//! Which of some words can stand for each other.

use std::collections::HashMap;

use wirecopy_lexicon::{Lexicon, Relation};

/// For each word its synonyms among `words`. Time O(words²).
pub(crate) fn synonyms(words: &[String]) -> HashMap<String, Vec<String>> {
    let entries: Vec<_> = words.iter().map(|w| Lexicon::shared().entry(w)).collect();
    let mut synonyms: HashMap<String, Vec<String>> = HashMap::new();
    for (i, a) in entries.iter().enumerate() {
        for (j, b) in entries.iter().enumerate() {
            if i != j && Lexicon::shared().between(a, b) == Relation::Synonym {
                synonyms.entry(words[i].clone()).or_default().push(words[j].clone());
            }
        }
    }
    synonyms
}
