//! How quick is it to find sentences and words, and to fold these?
//!
//! `cargo bench --workspace --bench words` takes the first 5,000 articles of `../shared/data/article-bias/article-bias.jsonl.zst` if it is
//! there, else made-up ones. Prints MB of text per second of processor time, the best of five runs of each.

mod common;

use common::{report, texts};
use wirecopy_text::{Span, Tokens, sentences, walk_keys};

fn main() {
    let (texts, bytes) = texts();
    report("sentences", bytes, || texts.iter().map(|text| sentences(text, Span::new(0, text.len())).len()).sum());
    report("tokenise, fold and keep", bytes, || texts.iter().map(|text| Tokens::of(text).len()).sum());
    // Each word has a letter that folding takes a mark from: none goes the quick way.
    let marked: Vec<String> = texts.iter().map(|text| text.replace(['e', 'a', 'o'], "é")).collect();
    let marked_bytes = marked.iter().map(String::len).sum();
    report("the same with accents", marked_bytes, || marked.iter().map(|text| Tokens::of(text).len()).sum());
    report("tokenise, fold and hash", bytes, || texts.iter().map(|text| keys(text)).sum());
    report("the same with accents", marked_bytes, || marked.iter().map(|text| keys(text)).sum());
}

/// How many words there are, each with its key.
fn keys(text: &str) -> usize {
    let (mut words, mut sum) = (0, 0_u32);
    walk_keys(text, |some| (words, sum) = (words + some.keys().len(), some.keys().iter().fold(sum, |x, y| x ^ y)));
    std::hint::black_box(sum);
    words
}
