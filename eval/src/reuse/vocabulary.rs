//! The words of the set, and how to exchange them for others.

use std::collections::HashMap;

use wirecopy_lexicon::Lexicon;

use crate::random::Random;
use crate::synonyms::synonyms;

/// The commonest words stay as they are: they make the grammar, and stock phrases that all news shares.
const KEPT: usize = 150;
/// Words this much rarer than the commonest serve as words that an editor puts in.
const PLAIN: std::ops::Range<usize> = 300..6000;
/// So many words at most are asked for their synonyms: the time grows with the square.
const WITH_SYNONYMS: usize = 2500;

/// The words of the set by how common they are.
pub(super) struct Vocabulary {
    /// Lower case, commonest first.
    words: Vec<String>,
    ranks: HashMap<String, u32>,
    synonyms: HashMap<String, Vec<String>>,
}

impl Vocabulary {
    pub(super) fn of(paragraphs: &[String]) -> Self {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for word in paragraphs.iter().flat_map(|p| runs(p)) {
            if let Some(count) = counts.get_mut(word) {
                *count += 1;
            } else {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        let mut words: Vec<(String, u32)> = counts.into_iter().collect();
        words.sort_unstable_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        let words: Vec<String> = words.into_iter().map(|w| w.0).collect();
        let ranks = words.iter().cloned().zip(0..).collect();
        let content = words.iter().filter(|w| w.len() > 3 && !Lexicon::shared().is_function(w));
        let synonyms = synonyms(&content.take(WITH_SYNONYMS).cloned().collect::<Vec<_>>());
        Self { words, ranks, synonyms }
    }

    /// A word that is neither rare nor part of the grammar.
    pub(super) fn plain(&self, random: &mut Random) -> &str {
        let upto = PLAIN.end.min(self.words.len());
        &self.words[PLAIN.start.min(upto - 1) + random.below(upto.saturating_sub(PLAIN.start))]
    }

    /// A word that means about the same.
    pub(super) fn synonym(&self, word: &str, random: &mut Random) -> Option<&str> {
        self.synonyms.get(word).map(|list| random.pick(list).as_str())
    }

    /// The text with each word exchanged for one that is about as common, and each figure for another: no run of words is left
    /// but of the commonest. Different words stay different, so what two texts of one round share they go on sharing.
    pub(super) fn exchange(&self, text: &str, round: u32) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            if end == 0 {
                out.push(c);
                rest = &rest[c.len_utf8()..];
                continue;
            }
            self.push_exchanged(&rest[..end], round, &mut out);
            rest = &rest[end..];
        }
        out
    }

    fn push_exchanged(&self, word: &str, round: u32, out: &mut String) {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            let shift = (round % 9) as u8 + 1;
            out.extend(word.bytes().map(|b| char::from(b'0' + (b - b'0' + shift) % 10)));
            return;
        }
        let Some(other) = self.counterpart(&word.to_lowercase(), round) else {
            out.push_str(word);
            return;
        };
        let mut letters = other.chars();
        match letters.next() {
            Some(first) if word.starts_with(char::is_uppercase) => out.extend(first.to_uppercase()),
            Some(first) => out.push(first),
            None => {}
        }
        out.push_str(letters.as_str());
    }

    /// Words of ranks `2^k .. 2^(k+1)` change places among each other.
    fn counterpart(&self, word: &str, round: u32) -> Option<&str> {
        let rank = *self.ranks.get(word)? as usize;
        if rank < KEPT {
            return None;
        }
        let start = (1_usize << rank.ilog2()).max(KEPT);
        let band = (1_usize << (rank.ilog2() + 1)).min(self.words.len()) - start;
        // Odd steps that differ from band to band; a shift of places is one to one.
        let shift = (round as usize * (2 * (rank.ilog2() as usize) + 7) * 31) % band.max(1);
        Some(&self.words[start + (rank - start + shift) % band])
    }
}

/// The runs of letters and digits of a text.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_is_one_to_one_and_keeps_the_shape() {
        let words: Vec<String> = (0..1000).map(|i| "w".repeat(i % 7 + 1) + &format!("x{i}")).collect();
        let vocabulary = Vocabulary::of(&[words.join(" ")]);
        let exchanged = vocabulary.exchange(&words.join(" "), 1);
        let mut others: Vec<&str> = exchanged.split(' ').collect();
        let changed = words.iter().zip(&others).filter(|(a, b)| a != b).count();
        others.sort_unstable();
        others.dedup();
        assert_eq!(others.len(), 1000);
        assert!(changed >= 1000 - KEPT, "{changed}");
        let first = vocabulary.words[500].clone();
        let text = format!("{}, “{first}” 1990", first.to_uppercase());
        let other = vocabulary.exchange(&text, 1);
        assert!(other.ends_with("” 3112") && other.contains(", “"), "{other}");
        assert_ne!(other.to_lowercase(), text.to_lowercase());
    }
}
