//! Texts that no newsroom wrote: the cost stays in step with their length. No time is asserted; a quadratic pass would show
//! as a test that does not end.

use wirecopy_document::Version;
use wirecopy_facts::compare_sentences;

/// One sentence of `count` words, made of words that wake the rules.
fn sentence(count: usize, step: usize) -> String {
    const WORDS: [&str; 16] = [
        "the",
        "mayor",
        "said",
        "Brandt",
        "will",
        "not",
        "open",
        "14",
        "of",
        "bridges",
        "in",
        "Marlow",
        "on",
        "Monday",
        "and",
        "allegedly",
    ];
    (0..count).map(|i| WORDS[(i * step + i / 16) % WORDS.len()]).collect::<Vec<_>>().join(" ")
}

fn check(a: &str, b: &str) {
    let found = compare_sentences(&Version::of("a", a), &Version::of("b", b));
    assert!(found.iter().all(|c| (0.0..=1.0).contains(&c.confidence)));
}

#[test]
fn one_sentence_of_200_000_words() {
    check(&sentence(200_000, 1), &sentence(200_000, 3));
}

#[test]
fn a_long_sentence_against_a_short_one() {
    check(&sentence(200_000, 1), "The mayor said Brandt will open 15 bridges in Marlow on Friday.");
}

#[test]
fn many_names_and_numbers() {
    check(&"Brandt 14 Hessel, 15 ".repeat(20_000), &"Hessel 16 Brandt, 17 ".repeat(20_000));
}
