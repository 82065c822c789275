//! What the benchmarks of finding copies share: texts, and a table of how quick each step is.
#![expect(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::time::Instant;

const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/article-bias/article-bias.jsonl.zst");

/// The first 5,000 articles of the set, or as many made-up ones where it is not there; and how many bytes they have together.
pub(crate) fn texts() -> (Vec<String>, usize) {
    let texts = real().unwrap_or_else(made_up);
    let bytes = texts.iter().map(String::len).sum();
    println!("{} texts, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    (texts, bytes)
}

/// Runs `work` on so many bytes of text.
pub(crate) fn report(name: &str, bytes: usize, work: impl Fn() -> usize) {
    let timed = || {
        let (start, clock) = (cpu_seconds(), Instant::now());
        black_box(work());
        start.zip(cpu_seconds()).map_or(clock.elapsed().as_secs_f64(), |(from, to)| to - from)
    };
    let best = (0..5).map(|_| timed()).fold(f64::INFINITY, f64::min);
    println!("{name:>31}: {:>6.0} MB/s", bytes as f64 / 1e6 / best);
}

/// What this thread has used of the processor: a busy machine does not change it much.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

fn real() -> Option<Vec<String>> {
    let lines = BufReader::new(zstd::Decoder::new(File::open(REAL).ok()?).ok()?).lines();
    let text = |line: std::io::Result<String>| {
        let record: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        record["text"].as_str().map(str::to_owned)
    };
    Some(lines.filter_map(text).take(5000).collect())
}

fn made_up() -> Vec<String> {
    let word = |i: u64| format!("{:x}", i.wrapping_mul(0x9e37_79b9) % 60_000);
    (0..5000_u64).map(|t| (0..400).map(|w| word(t * 400 + w)).collect::<Vec<_>>().join(" ")).collect()
}
