//! Many words at once: which of them may one word have to do with?

use crate::Lexicon;
use crate::entry::Entry;
use crate::kin::spread;
use crate::relation;

/// Numbered words, found by their base forms, so that one need not be asked about each of them.
///
/// # Example
/// ```
/// use wirecopy_lexicon::{Among, Lexicon};
/// let lexicon = Lexicon::shared();
/// let mut words = Among::default();
/// words.fill(["harbour", "boats", "treaty"].iter().enumerate().map(|(i, word)| (i as u32, lexicon.entry(word))));
/// let mut found = Vec::new();
/// words.each_kin(&lexicon.entry("ship"), |number| found.push(number));
/// assert!(!found.contains(&2));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Among {
    /// The first place in `forms` for each hash of a base form.
    heads: Vec<u32>,
    /// A bit for each hash that a base form has: few enough to stay in the fastest cache, where most words that nobody asked for end.
    seen: Vec<u64>,
    /// Bits of a hash that number no head.
    shift: u32,
    forms: Vec<Form>,
}

/// A base form of a word.
#[derive(Debug, Clone, Copy)]
struct Form {
    key: u32,
    word: u32,
    /// The next one with the same hash.
    next: u32,
}

const NONE: u32 = u32::MAX;
/// Hashes of base forms.
const SEEN: usize = 8_192;

impl Among {
    /// Puts these words in the place of those before.
    pub fn fill(&mut self, words: impl Iterator<Item = (u32, Entry)>) {
        self.forms.clear();
        for (word, entry) in words {
            self.forms.extend(entry.known.keys.iter().map(|&key| Form { key, word, next: NONE }));
        }
        let heads = (2 * self.forms.len()).next_power_of_two().max(2);
        self.shift = u32::BITS - heads.ilog2();
        self.heads.clear();
        self.heads.resize(heads, NONE);
        self.seen.clear();
        self.seen.resize(SEEN / 64, 0);
        for (at, form) in self.forms.iter_mut().enumerate() {
            let head = &mut self.heads[spread(form.key, self.shift)];
            form.next = std::mem::replace(head, at as u32);
            let bit = spread(form.key, u32::BITS - SEEN.ilog2());
            self.seen[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Calls `each` with the numbers of all words that a meaning of `entry`, or a link from one, may join it to, some of them more than
    /// once. A link may lead one way only: two words have to do with each other if either is named when the other is asked.
    pub fn each_kin(&self, entry: &Entry, mut each: impl FnMut(u32)) {
        let Ok(seen) = <&[u64; SEEN / 64]>::try_from(self.seen.as_slice()) else { return };
        for &key in relation::kin(Lexicon::shared().net(), entry).keys() {
            let bit = spread(key, u32::BITS - SEEN.ilog2());
            if seen[bit / 64] & 1 << (bit % 64) == 0 {
                continue;
            }
            let mut at = self.heads[spread(key, self.shift)];
            while at != NONE {
                let form = self.forms[at as usize];
                if form.key == key {
                    each(form.word);
                }
                at = form.next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Relation;

    /// Nothing that is related is left out, in one direction or the other.
    #[test]
    fn whoever_is_related_is_named() {
        let lexicon = Lexicon::shared();
        let words = [
            "big",
            "small",
            "rise",
            "fell",
            "permanent",
            "temporary",
            "french",
            "france",
            "supply",
            "provider",
            "left",
            "leave",
            "said",
            "says",
            "ship",
            "vessel",
            "boats",
            "treaty",
            "xyzzy",
            "officials",
            "minister",
        ];
        let entries: Vec<Entry> = words.iter().map(|word| lexicon.entry(word)).collect();
        let mut among = Among::default();
        among.fill([(7, lexicon.entry("dog"))].into_iter());
        among.fill(entries.iter().cloned().enumerate().map(|(i, entry)| (i as u32, entry)));
        let kin = |entry: &Entry| {
            let mut found = Vec::new();
            among.each_kin(entry, |number| found.push(number as usize));
            found
        };
        let mut met = 0;
        for (i, a) in entries.iter().enumerate() {
            for (j, b) in entries.iter().enumerate().filter(|&(j, _)| j != i) {
                if lexicon.between(a, b) != Relation::None {
                    met += 1;
                    assert!(kin(a).contains(&j) || kin(b).contains(&i), "{} {}", words[i], words[j]);
                }
            }
        }
        assert!(met > 10, "{met} pairs are related");
        let unrelated = words.iter().position(|word| *word == "treaty").expect("it is there");
        assert!(!kin(&lexicon.entry("ship")).contains(&unrelated));
    }
}
