//! What holds for any two texts.

use proptest::prelude::*;
use wirecopy_align::Aligner;
use wirecopy_document::Version;
use wirecopy_facts::{Change, changes, compare_sentences};

use crate::checks::KEPT;

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

/// A sentence of words that wake what is read between states of one report, and the same with some of its words gone or others in their place.
fn states() -> impl Strategy<Value = (String, String)> {
    const WORDS: &str = "if provided_that part_of_the or before after northeast_of northwest_of as hope hopes_to expects 5km 10km was_questioned \
        released_without_charge charged two_of_the seven Dec._18 Dec._16 until once is_thought_to_have been sunk or_holed keepers keeper lock the_board \
        Brandl resigned was_dismissed declined_to_say must_be approved witnesses suspects , “we_need not nothing”_, most some said will would on_leave \
        basis_points lakh of the 31 40 nine short below all_but";
    let word = prop::sample::select(WORDS.split_ascii_whitespace().collect::<Vec<_>>());
    let change =
        prop_oneof![6 => Just(None), 1 => Just(Some(None)), 2 => word.clone().prop_map(|word| Some(Some(word)))];
    prop::collection::vec((word, change), 4..25).prop_map(|words| {
        let text = |words: Vec<&str>| format!("The keeper {} at the weir.", words.join(" ").replace('_', " "));
        let other = words.iter().filter_map(|&(word, change)| change.unwrap_or(Some(word)));
        (text(words.iter().map(|(word, _)| *word).collect()), text(other.collect()))
    })
}

fn between(x: &Version, y: &Version) -> Vec<Change> {
    changes(x, y, &Aligner::default().align(x, y))
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
    fn states_of_one_report_are_read_alike_from_either_side((x, y) in states()) {
        let state = |one: &str| Version::of("page", &[KEPT[0], KEPT[1], one, KEPT[2]].join("\n"));
        let (a, b) = (state(&x), state(&y));
        let mut one: Vec<_> = between(&a, &b).iter().map(|c| key(c, false)).collect();
        let mut other: Vec<_> = between(&b, &a).iter().map(|c| key(c, true)).collect();
        one.sort();
        other.sort();
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_text_has_no_change_against_itself(x in texts()) {
        let (a, b) = (Version::of("a", &x), Version::of("b", &x));
        prop_assert!(compare_sentences(&a, &b).is_empty());
    }
}
