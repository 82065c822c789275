//! What stands under two articles and is part of neither: who the company is, how to become a member.
//!
//! Boilerplate is what *several* articles share. A notice that only two pages of a pile print looks like a copied passage; but hardly
//! anybody takes the last words of one article, and nothing else, for the last words of another. Of 90 links on a passage in two piles
//! of real pages, four had all they share in such an ending: all four were notices when read.

use std::ops::Range;

use wirecopy_retrieve::{Passage, Shared};

/// Most words of an ending; the longest notice that was read has 96.
const MAX_TOKENS: usize = 120;
/// An ending is at most this part of each text: beyond it, the texts share their second half.
const MAX_PART: usize = 3;
/// Words behind the last shared passage that differ at most, such as a name or a telephone number.
const MAX_REST: usize = 12;

/// The passages that are not in the words with which both texts end, which have so many words.
pub(crate) fn passages_in_front(shared: &Shared, lengths: [usize; 2]) -> impl Iterator<Item = &Passage> {
    let [len_a, len_b] = lengths;
    let touches = shared.passages.iter().any(|p| is_last(&p.a, len_a) && is_last(&p.b, len_b));
    shared.passages.iter().filter(move |p| !(touches && is_in_ending(&p.a, len_a) && is_in_ending(&p.b, len_b)))
}

fn is_last(words: &Range<usize>, len: usize) -> bool {
    len - words.end <= MAX_REST
}

fn is_in_ending(words: &Range<usize>, len: usize) -> bool {
    len - words.start <= MAX_TOKENS.min(len / MAX_PART)
}

#[cfg(test)]
mod tests {
    use crate::{Settings, compare_texts};

    const NOTE: &str = "The Velde Fund pays for reporting on rivers and coasts in eleven countries and has no say in what is written. \
        It was set up in 1931 by the widow of a pump maker and gives some nine hundred grants a year. Its archive of photographs of \
        harbours, begun before the war, is open to schools on weekdays.";

    /// So many words that stand in no other text.
    fn words(of: &str, count: usize) -> String {
        let sentence =
            |n: usize| (n * 10..(n + 1) * 10).map(|i| format!("{of}{i}")).collect::<Vec<_>>().join(" ") + ".";
        (0..count / 10).map(sentence).collect::<Vec<_>>().join(" ")
    }

    fn kind(a: &str, b: &str) -> String {
        compare_texts(a, b, &Settings::default()).links.remove(0).kind
    }

    #[test]
    fn the_same_note_at_the_end_of_two_articles_is_no_copy() {
        let (pump, lock) = (words("pump", 170), words("lock", 170));
        assert_eq!(kind(&format!("{pump} {NOTE}"), &format!("{lock} {NOTE}")), "unrelated");
        assert_eq!(kind(&format!("{pump} {NOTE} Tel. 210."), &format!("{lock} {NOTE} Tel. 555.")), "unrelated");
    }

    #[test]
    fn words_of_the_middle_are_a_copied_passage_and_so_is_a_second_half() {
        let (pump, lock) = (words("pump", 170), words("lock", 170));
        assert_eq!(kind(&format!("{pump} {NOTE}"), &format!("{lock} {NOTE} {}", words("tide", 80))), "embedded");
        let (short_pump, short_lock) = (words("pump", 90), words("lock", 90));
        assert_eq!(kind(&format!("{short_pump} {NOTE}"), &format!("{short_lock} {NOTE}")), "embedded");
    }
}
