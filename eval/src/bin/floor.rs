//! The floor under any tool that reads a corpus: read the file, parse each record, hash every byte of its text, one thread.
//! `cargo run --release -p wirecopy-eval --bin floor -- FILE.jsonl`
#![allow(clippy::print_stdout, reason = "a host: its figures go to stdout")]

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use anyhow::Context;
use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

/// What a tool needs of a record at least.
#[derive(Deserialize)]
struct Record<'r> {
    #[serde(borrow)]
    id: Cow<'r, str>,
    #[serde(borrow)]
    text: Cow<'r, str>,
}

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).context("usage: floor FILE.jsonl")?;
    let started = Instant::now();
    let mut file = BufReader::with_capacity(1 << 20, File::open(&path).with_context(|| path.clone())?);
    let (mut line, mut bytes, mut records, mut sum) = (Vec::new(), 0_usize, 0_usize, 0_u64);
    while file.read_until(b'\n', &mut line)? > 0 {
        let record: Record<'_> = serde_json::from_slice(&line)?;
        sum ^= xxh3_64(record.id.as_bytes()) ^ xxh3_64(record.text.as_bytes());
        bytes += line.len();
        records += 1;
        line.clear();
    }
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{records} records, {megabytes:.1} MB, {:.1} MB/s, {sum:016x}",
        megabytes / started.elapsed().as_secs_f64()
    );
    Ok(())
}
