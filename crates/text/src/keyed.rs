//! The words of a text as numbers, for work that compares millions of texts and needs no letters.

mod key;
mod respelled;
mod window;
mod words;

use self::key::key;
use self::respelled::Respelled;
use self::window::{Left, Tail, Window, is_sign};
pub use self::words::KeyedWords;
use crate::fold;
use crate::word::{Scanner, is_marked};

/// A word without its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyedWord {
    /// First byte in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Hash of the folded form, for this build alone: it is not to be stored beyond a run. Equal words have equal keys.
    pub key: u32,
    /// Whether it starts with a capital letter or a digit in the text: a name, a number, or the first word of a sentence.
    pub is_marked: bool,
}

/// Walks over the words that [`Tokens`](crate::Tokens) finds, and keeps nothing. They are given some at a time, in their order.
///
/// 49 in 50 words of English news are letters and digits of ASCII, sixteen at most, or two runs of them with an apostrophe between, behind
/// and before plain signs. The text is read in windows, in each of which one number says where the letters are; words are runs
/// of its bits, and lower case and hash are arithmetic on sixteen bytes at once, without a step a letter. All others take the careful
/// way of `Tokens`. Time O(bytes), no allocation once the longest word was seen.
///
/// # Panics
/// When the text has 4 GiB or more.
pub fn walk_keys(text: &str, mut each: impl FnMut(&KeyedWords)) {
    assert!(u32::try_from(text.len()).is_ok(), "a text has less than 4 GiB");
    let respelled = Respelled::shared();
    let bytes = text.as_bytes();
    let (mut folded, mut words) = (String::new(), KeyedWords::new());
    let (mut at, mut tail) = (0, Tail::new());
    while at < bytes.len() {
        if !words.have_room() {
            each(&words);
            words.clear();
        }
        let window = Window::at(bytes, at, &mut tail);
        let left = window.walk(respelled, &mut words);
        let (Left::Behind(next) | Left::Careful(next)) = left;
        words.push_signs(at, window.signs_before(next));
        at = next;
        if matches!(left, Left::Behind(_)) {
            continue;
        }
        let mut scanner = Scanner { text, at };
        let Some(found) = scanner.next_word() else { break };
        (at..scanner.at).filter(|&place| is_sign(bytes[place])).for_each(|place| words.push_signs(place, 1));
        at = scanner.at;
        let raw = &text[found.range.clone()];
        folded.clear();
        fold::push_form(raw, found.form, &mut folded);
        if !folded.is_empty() {
            words.push(found.range, key(folded.as_bytes()), is_marked(raw));
        }
    }
    each(&words);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::window::WINDOW;
    use super::*;
    use crate::Tokens;

    /// The words of a text are those of `Tokens`, and keys are equal where folded forms are.
    fn check(text: &str) {
        let tokens = Tokens::of(text);
        let mut words = Vec::new();
        let mut signs = Vec::new();
        walk_keys(text, |some| {
            assert!(signs.last().is_none_or(|&sign| some.starts().first().is_none_or(|&start| sign < start as usize)));
            words.extend(some.iter());
            signs.extend(some.signs().filter(|&place| is_first_of_sign(text, place)));
        });
        let end = signs.last().map_or(0, |last| last + 1).max(words.last().map_or(0, |word| word.end as usize));
        let expected: Vec<usize> = (0..end).filter(|&place| is_first_of_sign(text, place)).collect();
        assert_eq!(signs, expected, "{text:?}");
        let spans: Vec<_> = words.iter().map(|w| w.start as usize..w.end as usize).collect();
        let expected: Vec<_> = (0..tokens.len()).map(|i| tokens.span(i).range()).collect();
        assert_eq!(spans, expected, "{text:?}");
        for (i, word) in words.iter().enumerate() {
            assert_eq!(word.key, key(tokens.word(i).as_bytes()) as u32, "{:?} in {text:?}", tokens.word(i));
            assert_eq!(word.is_marked, is_marked(&text[spans[i].clone()]));
        }
    }

    fn is_first_of_sign(text: &str, place: usize) -> bool {
        is_sign(text.as_bytes()[place]) && text.is_char_boundary(place)
    }

    const PARTS: [&str; 25] = [
        "the",
        "US",
        "USA",
        "U.S.",
        "defence",
        "Organisations",
        "cease-fire",
        "France’s",
        "don't",
        "1,234.5",
        "2017-21",
        "$5",
        "60%",
        "“talks”",
        "Séjourné",
        "internationalisation",
        "incomprehensibilities",
        "东京",
        "end.Next",
        "a—b",
        "co\u{ad}oper\u{ad}ate",
        "x",
        "'so'",
        "\n\n",
        "…",
    ];

    #[test]
    fn the_words_are_those_of_the_careful_way() {
        check("");
        check(&PARTS.join(" "));
        PARTS.iter().for_each(|part| check(part));
    }

    #[test]
    fn it_does_not_matter_where_a_window_ends() {
        for before in 0..=WINDOW + 1 {
            for gap in [" ", "", ". ", "-", "'", "’", "\u{a0}", "—"] {
                check(&("x".repeat(before) + gap + &PARTS.join(gap)));
                check(&(" ".repeat(before) + gap + &PARTS.join(gap)));
            }
        }
    }

    #[test]
    fn long_texts_are_given_in_parts() {
        for n in [60, 64, 100, 200] {
            check(&"a ".repeat(n * 7));
            check(&(PARTS.join(" ") + ". ").repeat(n / 4));
        }
        check(&("internationalisation, ".repeat(9) + &"abcdefghijklmnop ".repeat(90)));
    }

    #[test]
    fn different_words_have_different_keys() {
        let mut keys: Vec<u32> = (0..60_000_u32).map(|i| key(format!("{i:x}word").as_bytes()) as u32).collect();
        keys.sort_unstable();
        keys.dedup();
        assert!(keys.len() >= 59_997, "{}", keys.len()); // of 32 bits, .4 meetings by chance
    }

    proptest! {
        #[test]
        fn any_text_gives_the_same_words(parts in prop::collection::vec((0..PARTS.len(), "[ ,.'’-]{0,2}"), 0..40), other in "\\PC{0,40}") {
            let text: String = parts.iter().flat_map(|(i, gap)| [PARTS[*i], gap.as_str()]).collect();
            check(&(text + &other));
        }
    }
}
