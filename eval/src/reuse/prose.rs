//! A text in paragraphs, sentences and words, to be taken apart and put together again.

use std::ops::Range;

use wirecopy_text::{Span, sentences};

/// The sentences of each paragraph.
pub(super) fn by_sentence(paragraphs: &[String]) -> Vec<Vec<String>> {
    let split = |p: &String| sentences(p, Span::new(0, p.len())).iter().map(|s| s.of(p).to_owned()).collect();
    paragraphs.iter().map(split).collect()
}

/// Paragraphs again.
pub(super) fn joined(sentences: Vec<Vec<String>>) -> Vec<String> {
    sentences.into_iter().filter(|p| !p.is_empty()).map(|p| p.join(" ")).collect()
}

/// The words of paragraphs in one list, each with its paragraph.
pub(super) fn words(paragraphs: &[String]) -> Vec<(usize, String)> {
    let of = |(i, p): (usize, &String)| p.split_whitespace().map(|w| (i, w.to_owned())).collect::<Vec<_>>();
    paragraphs.iter().enumerate().flat_map(of).collect()
}

/// Paragraphs from a list of words.
pub(super) fn from_words(words: &[(usize, String)]) -> Vec<String> {
    words.chunk_by(|a, b| a.0 == b.0).map(|p| p.iter().map(|w| w.1.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

/// The words of a range, as paragraphs.
pub(super) fn slice(paragraphs: &[String], range: Range<usize>) -> Vec<String> {
    from_words(&words(paragraphs)[range])
}

/// How many words.
pub(super) fn count(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(|p| p.split_whitespace().count()).sum()
}

/// A word without the signs around it, and where it stands in it.
pub(super) fn core(word: &str) -> Range<usize> {
    let is_inner = |c: char| c.is_alphanumeric();
    let Some(start) = word.find(is_inner) else { return 0..0 };
    let last = word.char_indices().rev().find(|&(_, c)| is_inner(c)).map_or(start, |(i, c)| i + c.len_utf8());
    start..last
}

/// The word with another inside its signs, with a capital where it had one.
pub(super) fn with_core(word: &str, other: &str) -> String {
    let range = core(word);
    let is_upper = word[range.clone()].starts_with(char::is_uppercase);
    let mut letters = other.chars();
    let first: String = match letters.next() {
        Some(c) if is_upper => c.to_uppercase().collect(),
        Some(c) => c.to_string(),
        None => String::new(),
    };
    format!("{}{first}{}{}", &word[..range.start], letters.as_str(), &word[range.end..])
}
