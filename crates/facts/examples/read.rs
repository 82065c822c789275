//! How two sentences are read, and what is found between them, for people who look into an odd answer.
//!
//! `cargo run --release -p wirecopy-facts --example read "FIRST TEXT" "SECOND TEXT"`
#![allow(clippy::print_stdout)] // it is for people to read

use wirecopy_document::Version;
use wirecopy_facts::{compare_sentences, describe};

fn main() {
    let mut texts = std::env::args().skip(1);
    let mut next = |name| Version::of(name, &texts.next().unwrap_or_default());
    let (a, b) = (next("a"), next("b"));
    println!("{}{}", describe(&a), describe(&b));
    for change in compare_sentences(&a, &b) {
        let (kind, severity) = (change.kind.name(), change.severity.name());
        println!("{severity} {kind} {:.2}: {}", change.confidence, change.reason);
    }
}
