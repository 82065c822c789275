//! Who the people of a version are, and how they are spelt.

use std::collections::BTreeMap;
use std::ops::Range;

use wirecopy_lexicon::Lexicon;
use wirecopy_text::Span;

use super::{Claim, Value};
use crate::ChangeKind;
use crate::analysis::Side;
use crate::words::is_common;

/// People by family name: their first names, folded, their names as written, and where each stands first.
pub(super) struct People {
    by_family: BTreeMap<String, Vec<(String, String, Span)>>,
}

/// Letters of a name below which two names are easily alike.
const LEAST: usize = 5;

impl People {
    /// Reads names of two and three words ("Ann Lee", "Ann B. Lee").
    pub(super) fn of(sides: &[Side<'_>]) -> Self {
        let mut people = Self { by_family: BTreeMap::new() };
        for side in sides {
            for name in side.names.iter().filter(|name| (2..=3).contains(&name.core.len())) {
                people.add(side, &name.core);
            }
        }
        people
    }

    fn add(&mut self, side: &Side<'_>, words: &Range<usize>) {
        let (first, last) = (side.words[words.start].folded, side.words[words.end - 1].folded);
        let known = self.by_family.entry(last.to_owned()).or_default();
        if first.len() > 1 && known.iter().all(|(one, ..)| one != first) {
            known.push((first.to_owned(), side.text_of(words).to_owned(), side.span(words)));
        }
    }

    /// "ann lee" for "Lee" and "Ann B. Lee", where no other Lee is named, and how that name is written.
    pub(super) fn full(&self, side: &Side<'_>, words: &Range<usize>) -> Option<(String, String)> {
        let last = side.words[words.end - 1].folded;
        let [(first, written, _)] = self.by_family.get(last)?.as_slice() else { return None };
        Some((format!("{first} {last}"), written.clone()))
    }

    /// How each family name is spelt, by first name, and each first name, by family name.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let knows = |word: &str| is_common(&Lexicon::shared().entry(word));
        let mut found = Vec::new();
        for (last, people) in &self.by_family {
            let [(first, _, span)] = people.as_slice() else { continue };
            let claim = |slot: String, spelt: &str| Claim {
                slot,
                about: "how a name is spelt".to_owned(),
                kind: ChangeKind::Name,
                span: *span,
                may_change: false,
                value: Value::Name(spelt.to_owned()),
            };
            if last.len() >= LEAST && !knows(last) && !knows(first) {
                found.push(claim(format!("{first} {}", skeleton(last)), last));
            }
            // "Eric" and "Erica", "Louis" and "Louise" may be two people.
            if first.len() >= LEAST && !first.ends_with(['a', 'e', 'i', 'o', 'y']) && !knows(first) {
                found.push(claim(format!("{} {last}", skeleton(first)), first));
            }
        }
        found
    }
}

/// The first letter and the consonants behind it, each once in a row: "Ridgeway" and "Ridgway" have one.
pub(super) fn skeleton(name: &str) -> String {
    let mut letters = name.chars();
    let mut kept: String = letters.next().into_iter().collect();
    for c in letters.filter(|c| c.is_alphabetic() && !"aeiouyhw".contains(*c)) {
        let c = if c == 'z' {
            's'
        } else if c == 'c' {
            'k'
        } else {
            c
        };
        if !kept.ends_with(c) {
            kept.push(c);
        }
    }
    kept
}
