//! The seeds of the fuzz targets, through the same checks.
#![allow(dead_code, unreachable_pub, reason = "shared with the fuzz targets")]

use std::fs;
use std::path::Path;

use wirecopy_document::Format;

#[path = "../../../../fuzz/src/lib.rs"]
mod checks;

/// Runs `check` on each seed of `target`, whole and cut at every sixteenth part.
fn run(target: &str, check: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let seeds: Vec<_> =
        fs::read_dir(&folder).expect("each target has seeds").map(|e| e.expect("listed").path()).collect();
    assert!(!seeds.is_empty(), "no seed of {target}");
    for seed in seeds {
        let bytes = fs::read(&seed).expect("a seed can be read");
        (0..=16).for_each(|part| check(&bytes[..bytes.len() * part / 16]));
    }
}

#[test]
fn readers_hold_on_the_saved_corpus() {
    run("json", |bytes| checks::read(&["a.jsonl", "a.json", "a"], bytes));
    run("table", |bytes| checks::read(&["a.csv", "a.tsv", "a"], bytes));
    run("web", |bytes| checks::read(&["a.warc", "a.rss", "a.mhtml", "a"], bytes));
    run("archive", |bytes| {
        checks::read(&["a.tar", "a.zip", "a.jsonl.gz", "a.jsonl.bz2", "a.jsonl.xz", "a.jsonl.zst"], bytes);
    });
    run("parquet", |bytes| checks::read(&["a.parquet"], bytes));
    run("text", |bytes| checks::read(&["a.txt", "a.html"], bytes));
}

#[test]
fn extraction_and_words_hold_on_the_saved_corpus() {
    run("html", |bytes| checks::articles(Format::Html, bytes));
    run("split", |bytes| checks::articles(Format::Text, bytes));
    run("words", checks::words);
}

#[test]
fn results_hold_on_the_saved_corpus() {
    run("manifest", checks::results);
}

#[test]
fn archives_hold_on_the_saved_corpus() {
    run("store", checks::store);
}
