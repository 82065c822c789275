//! Reads a pile and says what was in it: `cargo run --release -p wirecopy-ingest --example read -- PILE…`
#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::path::PathBuf;
use std::time::Instant;

use wirecopy_ingest::{Options, Pile};

fn main() {
    let piles: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let start = Instant::now();
    let pile = Pile::read(&piles, &Options::default());
    let seconds = start.elapsed().as_secs_f64();
    let bytes: usize = pile.pages.iter().map(|p| p.content.len()).sum();
    println!("{} pages, {} rejects, {} notes", pile.pages.len(), pile.rejects.len(), pile.notes.len());
    println!("{:.1} MB of text in {seconds:.2} s: {:.0} MB/s", bytes as f64 / 1e6, bytes as f64 / 1e6 / seconds);
    pile.tally.fields().iter().for_each(|f| println!("{f} on {} pages", f.pages));
    pile.rejects.iter().take(10).for_each(|r| println!("rejected: {r}"));
    pile.notes.iter().take(10).for_each(|n| println!("note: {n}"));
}
