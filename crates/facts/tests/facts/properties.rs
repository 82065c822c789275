//! What holds for any two texts.

use proptest::prelude::*;
use wirecopy_document::Version;
use wirecopy_facts::{Change, compare_sentences};

/// Texts made of words that wake the rules, and of anything else.
fn texts() -> impl Strategy<Value = String> {
    const WORDS: [&str; 40] = [
        "The",
        "the",
        "mayor",
        "Ana",
        "Brandt",
        "said",
        "will",
        "may",
        "not",
        "no",
        "14",
        "15",
        "$3",
        "million",
        "%",
        "on",
        "Monday",
        "Friday",
        "by",
        "was",
        "built",
        "builds",
        "a",
        "permanent",
        "interim",
        "lease",
        "all",
        "some",
        "deputy",
        "of",
        "Oslo",
        "“so",
        "far”",
        ",",
        ".",
        "which",
        "allegedly",
        "denied",
        "é{a}",
        "’s",
    ];
    let word = prop_oneof![9 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(word, 1..25).prop_map(|words| words.join(" "))
}

fn key(change: &Change, swap: bool) -> impl Ord + std::fmt::Debug + use<> {
    let (a, b) = if swap { (change.b, change.a) } else { (change.a, change.b) };
    (a, b, change.kind, change.severity)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn sides_swapped_give_the_mirror_image(x in texts(), y in texts()) {
        let (a, b) = (Version::of("a", &x), Version::of("b", &y));
        let mut one: Vec<_> = compare_sentences(&a, &b).iter().map(|c| key(c, false)).collect();
        let mut other: Vec<_> = compare_sentences(&b, &a).iter().map(|c| key(c, true)).collect();
        one.sort();
        other.sort();
        prop_assert_eq!(one, other);
    }

    #[test]
    fn spans_lie_on_words_and_confidence_in_its_range(x in texts(), y in texts()) {
        let (a, b) = (Version::of("a", &x), Version::of("b", &y));
        for change in compare_sentences(&a, &b) {
            prop_assert!(change.a.is_some() || change.b.is_some());
            prop_assert!((0.0..=1.0).contains(&change.confidence));
            for (version, span) in [(&a, change.a), (&b, change.b)] {
                if let Some(span) = span {
                    prop_assert!(!span.is_empty());
                    prop_assert!(version.text.get(span.range()).is_some());
                    prop_assert!(version.sentences.iter().any(|s| s.span.contains(span)) || version.sentences.len() > 1);
                }
            }
        }
    }

    #[test]
    fn a_text_has_no_change_against_itself(x in texts()) {
        let (a, b) = (Version::of("a", &x), Version::of("b", &x));
        prop_assert!(compare_sentences(&a, &b).is_empty());
    }
}
