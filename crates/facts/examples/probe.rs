//! Prints what is found between two texts: `cargo run -p wirecopy-facts --example probe -- "one" "other"`.
#![allow(clippy::print_stdout, reason = "an example: its answer goes to stdout")]

use wirecopy_document::Version;
use wirecopy_facts::{compare_sentences, describe};

fn main() {
    let mut texts = std::env::args().skip(1);
    let (a, b) = (texts.next().unwrap_or_default(), texts.next().unwrap_or_default());
    let (a, b) = (Version::of("a", &a), Version::of("b", &b));
    println!("{}{}", describe(&a), describe(&b));
    for change in compare_sentences(&a, &b) {
        let (x, y) = (change.a.map_or("", |s| s.of(&a.text)), change.b.map_or("", |s| s.of(&b.text)));
        println!(
            "{} {} {:.2} [{x}] [{y}] {}",
            change.severity.name(),
            change.kind.name(),
            change.confidence,
            change.reason
        );
    }
}
