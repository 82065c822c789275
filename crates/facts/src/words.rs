//! What single words are: questions to the lexicon, and the classes of adjectives in `data/adjectives.txt`.

use std::sync::OnceLock;

use crate::cues;
use foldhash::{HashMap, HashMapExt};
use wirecopy_lexicon::{Class, Lexicon, PartOfSpeech};

/// Whether the folded word is a form of a verb that can report a clause ("say", "announced"): `data/reporting.txt`.
pub(crate) fn is_saying(word: &str) -> bool {
    if word.len() < 3 || matches!(word, "will" | "may") {
        return false;
    }
    static VERBS: OnceLock<Vec<&str>> = OnceLock::new();
    let verbs = VERBS.get_or_init(|| include_str!("../data/reporting.txt").lines().collect());
    let is_reporting = |lemma: &str| verbs.binary_search(&lemma).is_ok() || cues::is("says_doubt", lemma);
    Lexicon::shared().has_lemma(word, |lemma, part| part == PartOfSpeech::Verb && is_reporting(lemma))
}

/// Whether a verb of the class of `cues.txt` has the word among its forms.
pub(crate) fn has_lemma(word: &str, class: &str) -> bool {
    Lexicon::shared().has_lemma(word, |lemma, part| part == PartOfSpeech::Verb && cues::is(class, lemma))
}

/// Whether the word, or a base form of it in whatever part of speech, is in the class of `cues.txt`.
pub(crate) fn is_form_of(word: &str, class: &str) -> bool {
    cues::is(class, word) || Lexicon::shared().has_lemma(word, |lemma, _| cues::is(class, lemma))
}

/// Whether forms of the two words stand as `this=that` in the class of `cues.txt`, in either order.
pub(crate) fn pairs_up(class: &str, x: &str, y: &str) -> bool {
    let lexicon = Lexicon::shared();
    let forms = |word: &str| lexicon.lemmas(word).into_iter().map(|(lemma, _)| lemma.to_owned()).collect::<Vec<_>>();
    let (p, q) = (forms(x), forms(y));
    let has = |all: &[String], one: &str| all.iter().any(|lemma| lemma == one);
    cues::entries(class)
        .iter()
        .filter_map(|entry| entry.split_once('='))
        .any(|(one, other)| has(&p, one) && has(&q, other) || has(&p, other) && has(&q, one))
}

/// Whether the folded word is a noun, verb or adjective of the dictionary, and a name only by its capital.
pub(crate) fn is_common(word: &str) -> bool {
    let entry = Lexicon::shared().entry(word);
    entry.is_known() && entry.name_share() < 0.5
}

/// Whether the folded word usually names a person, by name or by role.
pub(crate) fn is_person(word: &str) -> bool {
    Lexicon::shared().is_class(word, Class::Person)
}

/// Whether the folded word is a unit of measure or of time.
pub(crate) fn is_unit(word: &str) -> bool {
    let lexicon = Lexicon::shared();
    lexicon.is_class(word, Class::Unit) || lexicon.is_class(word, Class::TimeUnit)
}

/// Whether the folded word is first of all a name for a person by role: "minister", not "general".
pub(crate) fn is_mostly_person(word: &str) -> bool {
    Lexicon::shared().entry(word).class_share(Class::Person) >= 0.5
}

/// Whether the folded word usually names a text that can be a source.
pub(crate) fn is_document(word: &str) -> bool {
    Lexicon::shared().is_class(word, Class::Document)
}

/// Whether the folded word usually names an organization or a group.
pub(crate) fn is_group(word: &str) -> bool {
    let lexicon = Lexicon::shared();
    lexicon.is_class(word, Class::Organization) || lexicon.is_class(word, Class::Group)
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
