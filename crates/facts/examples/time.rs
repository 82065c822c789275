//! Times `changes` on pairs of texts, without the alignment.
//!
//! `cargo run --release -p wirecopy-facts --example time PAIRS.jsonl`, one object `{"a", "b"}` a line.
#![allow(clippy::print_stdout)] // it is for people to read

use std::time::Instant;

use wirecopy_align::{Settings, align};
use wirecopy_document::Version;
use wirecopy_facts::changes;

fn main() {
    let path = std::env::args().nth(1).expect("a file of pairs");
    let text = std::fs::read_to_string(&path).expect("a file that can be read");
    // Unpack the bundled data first.
    let _ =
        wirecopy_facts::compare_sentences(&Version::of("a", "The mayor left."), &Version::of("b", "The mayor came."));
    let pairs = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("one object a line"));
    let (mut took, mut sentences, mut count, mut found) = (0.0, 0, 0, 0);
    for pair in pairs {
        let version = |side: &str| Version::of(side, pair[side].as_str().unwrap_or_default());
        let (a, b) = (version("a"), version("b"));
        let alignment = align(&a, &b, &Settings::default());
        let start = Instant::now();
        found += changes(&a, &b, &alignment).len();
        took += start.elapsed().as_secs_f64();
        sentences += alignment.groups.iter().filter(|g| !g.a.is_empty() && !g.b.is_empty()).count();
        count += 1;
    }
    println!(
        "{count} pairs, {sentences} groups, {found} changes, {:.3} ms a pair",
        took * 1e3 / f64::from(count.max(1))
    );
}
