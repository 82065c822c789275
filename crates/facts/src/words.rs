//! What single words are: questions to the lexicon, and the classes of adjectives in `data/adjectives.txt`.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};
use wirecopy_lexicon::{Class, Entry, Lexicon, PartOfSpeech};

use crate::analysis::known::Known;
use crate::analysis::word::Word;
use crate::cues::{self, Classes, cue};

/// The classes of `cues.txt` that the base forms of a word are in.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Forms {
    /// In whatever part of speech.
    pub all: Classes,
    /// As verbs.
    pub verbs: Classes,
    /// As nouns.
    pub nouns: Classes,
    /// In whatever part of speech, as `this=that` with another word.
    pub paired: Classes,
}

impl Forms {
    pub(crate) fn of(entry: &Entry) -> Self {
        let mut forms = Self::default();
        for (lemma, part) in Lexicon::shared().lemmas_of(entry) {
            let classes = cues::of(lemma);
            forms.all.add(classes);
            forms.paired.add(cues::paired_with(lemma));
            match part {
                PartOfSpeech::Verb => forms.verbs.add(classes),
                PartOfSpeech::Noun => forms.nouns.add(classes),
                _ => {}
            }
        }
        forms
    }
}

/// Whether forms of the two words stand as `this=that` in the class of `cues.txt`, in either order.
pub(crate) fn pairs_up(class: Classes, x: &Word<'_>, y: &Word<'_>) -> bool {
    if ![x, y].iter().all(|word| word.known.forms().paired.meets(class)) {
        return false;
    }
    let has = |word: &Word<'_>, one: &str| word.lemmas().any(|(lemma, _)| lemma == one);
    cues::pairs(class).iter().any(|(one, other)| has(x, one) && has(y, other) || has(x, other) && has(y, one))
}

/// Whether the word is a form of a verb that can report a clause ("say", "announced"): `data/reporting.txt`.
pub(crate) fn is_saying(word: &Word<'_>) -> bool {
    *word.known.is_saying.get_or_init(|| can_report(&word.known))
}

fn can_report(word: &Known) -> bool {
    static VERBS: OnceLock<Vec<&str>> = OnceLock::new();
    if word.folded.len() < 3 || matches!(&*word.folded, "will" | "may") {
        return false;
    }
    let verbs = VERBS.get_or_init(|| include_str!("../data/reporting.txt").lines().collect());
    word.verb_lemmas().any(|lemma| verbs.binary_search(&lemma).is_ok()) || word.is_verb_of(cue!("says_doubt"))
}

/// Whether the word is a noun, verb or adjective of the dictionary, and a name only by its capital.
pub(crate) fn is_common(word: &Entry) -> bool {
    word.is_known() && word.name_share() < 0.5
}

/// Whether the word usually names a person, by name or by role.
pub(crate) fn is_person(word: &Entry) -> bool {
    word.is_class(Class::Person)
}

/// Whether the word is a unit of measure or of time.
pub(crate) fn is_unit(word: &Entry) -> bool {
    word.is_class(Class::Unit) || word.is_class(Class::TimeUnit)
}

/// Whether the word is first of all a name for a person by role: "minister", not "general".
pub(crate) fn is_mostly_person(word: &Entry) -> bool {
    word.class_share(Class::Person) >= 0.5
}

/// Whether the word usually names a text that can be a source.
pub(crate) fn is_document(word: &Entry) -> bool {
    word.is_class(Class::Document)
}

/// Whether the word usually names an organization or a group.
pub(crate) fn is_group(word: &Entry) -> bool {
    word.is_class(Class::Organization) || word.is_class(Class::Group)
}

/// What adjectives say: when or how long, or of what kind.
struct Adjectives {
    time: HashMap<&'static str, Vec<&'static str>>,
    kind: HashMap<&'static str, Vec<&'static str>>,
}

impl Adjectives {
    fn shared() -> &'static Self {
        static ADJECTIVES: OnceLock<Adjectives> = OnceLock::new();
        ADJECTIVES.get_or_init(|| {
            let mut all = Self { time: HashMap::new(), kind: HashMap::new() };
            for line in include_str!("../data/adjectives.txt").lines() {
                let mut fields = line.split(' ');
                let table = if fields.next() == Some("time") { &mut all.time } else { &mut all.kind };
                let group = fields.next().unwrap_or_default();
                for word in fields {
                    table.entry(word).or_default().push(group);
                }
            }
            all
        })
    }
}

/// The clusters of adjectives of time that the word is in ("permanent": permanent; "ongoing": current); empty for others.
pub(crate) fn time_clusters(word: &str) -> &'static [&'static str] {
    Adjectives::shared().time.get(word).map_or(&[], Vec::as_slice)
}

/// The nouns that the adjective pertains to ("cultural": culture); empty for others.
pub(crate) fn pertains_to(word: &str) -> &'static [&'static str] {
    Adjectives::shared().kind.get(word).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_have_classes() {
        assert_eq!(time_clusters("lasting"), ["long", "permanent"]);
        assert!(pertains_to("medical").contains(&"medicine"));
        assert!(time_clusters("severe").is_empty());
    }
}
