//! Base forms: WordNet's morphy(7WN) — exception lists first, then endings that are taken off where a known word is left.

use crate::PartOfSpeech;
use crate::wordnet::WordNet;

/// Endings and what stands in their place in the base form.
const NOUN: &[(&str, &str)] = &[
    ("s", ""),
    ("ses", "s"),
    ("ves", "f"),
    ("xes", "x"),
    ("zes", "z"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("men", "man"),
    ("ies", "y"),
];
const VERB: &[(&str, &str)] =
    &[("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")];
const ADJECTIVE: &[(&str, &str)] = &[("er", ""), ("est", ""), ("er", "e"), ("est", "e")];

/// Calls `found` with each `(part of speech, key)` that `word` may be a form of, itself included.
pub(crate) fn bases(net: &WordNet, word: &str, mut found: impl FnMut(PartOfSpeech, u32)) {
    let own = net.keys.find(word);
    // Most words end otherwise than any ending.
    let may_end = word.ends_with(['s', 'n', 'd', 'g', 'r', 't']);
    for part in PartOfSpeech::ALL {
        if let Some(key) = own {
            found(part, key);
            let mut is_irregular = false;
            for base in net.irregular(part, key) {
                found(part, base);
                is_irregular = true;
            }
            if is_irregular {
                continue;
            }
        }
        for (ending, replacement) in endings(part).iter().filter(|_| may_end) {
            if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1)
                && let Some(key) = find_joined(net, stem, replacement)
            {
                found(part, key);
            }
        }
    }
}

fn endings(part: PartOfSpeech) -> &'static [(&'static str, &'static str)] {
    match part {
        PartOfSpeech::Noun => NOUN,
        PartOfSpeech::Verb => VERB,
        PartOfSpeech::Adjective => ADJECTIVE,
        PartOfSpeech::Adverb => &[],
    }
}

fn find_joined(net: &WordNet, stem: &str, ending: &str) -> Option<u32> {
    if ending.is_empty() {
        return net.keys.find(stem);
    }
    let mut word = String::with_capacity(stem.len() + ending.len());
    word.push_str(stem);
    word.push_str(ending);
    net.keys.find(&word)
}

/// The same for a phrase: as it is, or with its first or its last word in a base form.
pub(crate) fn phrase_bases(net: &WordNet, words: &[&str], found: &mut dyn FnMut(PartOfSpeech, u32)) {
    let report = |joined: &str, found: &mut dyn FnMut(PartOfSpeech, u32)| {
        if let Some(key) = net.keys.find(joined) {
            PartOfSpeech::ALL.into_iter().for_each(|part| found(part, key));
        }
    };
    report(&words.join(" "), found);
    for at in [0, words.len() - 1] {
        let mut changed: Vec<&str> = words.to_vec();
        bases(net, words[at], |_, key| {
            let base = net.keys.word(key);
            if base != words[at] {
                changed[at] = base;
                report(&changed.join(" "), found);
            }
        });
    }
}
