//! Times the lexicon; with pairs of words as arguments, says how they relate.
//!
//! `cargo run --release -p wirecopy-lexicon --example measure [WORD WORD]…`
#![allow(clippy::print_stdout)] // it is for people to read

use std::hint::black_box;
use std::time::Instant;

use wirecopy_lexicon::Lexicon;

const WORDS: &[&str] = &[
    "the",
    "minister",
    "defence",
    "said",
    "organisation",
    "ceasefire",
    "permanent",
    "wrote",
    "officials",
    "resolution",
    "x",
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() { time() } else { words.chunks_exact(2).for_each(|pair| ask(&pair[0], &pair[1])) }
}

fn ask(a: &str, b: &str) {
    let lexicon = Lexicon::shared();
    let (left, right): (Vec<&str>, Vec<&str>) = (a.split('_').collect(), b.split('_').collect());
    println!("{a} {b}: {:?}", lexicon.phrase_relation(&left, &right));
}

fn time() {
    let lexicon = Lexicon::shared();
    once("spelling, first call", || lexicon.spelling("colour").is_some());
    once("frequency, first call", || lexicon.zipf("colour") > 0.0);
    once("WordNet, first call", || lexicon.entry("colour").is_known());
    each("spelling", |word, _| lexicon.spelling(word).is_some());
    each("zipf", |word, _| lexicon.zipf(word) > 0.0);
    each("entry", |word, _| lexicon.entry(word).is_known());
    each("relation", |a, b| lexicon.relation(a, b) < wirecopy_lexicon::Relation::None);
    let entries: Vec<_> = WORDS.iter().map(|word| lexicon.entry(word)).collect();
    let pairs: Vec<_> = entries.iter().flat_map(|a| entries.iter().map(move |b| (a, b))).collect();
    let start = Instant::now();
    for _ in 0..2_000 {
        for &(a, b) in &pairs {
            black_box(lexicon.between(a, b));
        }
    }
    println!("between two entries: {} ns", start.elapsed().as_nanos() / (2_000 * pairs.len() as u128));
}

fn once(what: &str, run: impl FnOnce() -> bool) {
    let start = Instant::now();
    black_box(run());
    println!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
}

fn each(what: &str, run: impl Fn(&str, &str) -> bool) {
    let start = Instant::now();
    let rounds = 20_000;
    for _ in 0..rounds {
        for (at, word) in WORDS.iter().enumerate() {
            black_box(run(black_box(word), WORDS[(at + 5) % WORDS.len()]));
        }
    }
    println!("{what}: {} ns a call", start.elapsed().as_nanos() / (rounds * WORDS.len()) as u128);
}
