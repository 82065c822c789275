//! How quick is reading, against what can't be saved: unpacking, JSON, and one pass over the text.
//!
//! `cargo bench -p wirecopy-ingest` takes `../shared/data/article-bias/article-bias.jsonl.zst` if it is there, else a pile
//! of made-up records. Prints MB of text per second of processor time (of the clock where there is no `/proc`), the best of
//! five runs of each.
#![expect(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;
use wirecopy_ingest::{Options, Pile};
use xxhash_rust::xxh3::xxh3_64;

const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/article-bias/article-bias.jsonl.zst");

fn main() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let file = if Path::new(REAL).exists() { PathBuf::from(REAL) } else { made_up(scratch.path()) };
    println!("{}", file.display());
    report("unpack", || unpack(&file));
    report("unpack, serde_json, xxh3", || floor(&file));
    report("read", || {
        Pile::read(std::slice::from_ref(&file), &Options::default()).pages.iter().map(|p| p.content.len()).sum()
    });
}

/// Runs `work`, which gives bytes of text.
fn report(name: &str, work: impl Fn() -> usize) {
    let timed = || {
        let (start, clock) = (cpu_seconds(), Instant::now());
        let bytes = work() as f64;
        let seconds = start.zip(cpu_seconds()).map_or(clock.elapsed().as_secs_f64(), |(from, to)| to - from);
        bytes / 1e6 / seconds
    };
    let best = (0..5).map(|_| timed()).fold(0.0, f64::max);
    println!("{name:>26}: {best:>5.0} MB/s");
}

/// What this thread has used of the processor: a busy machine does not change it much.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

fn open(file: &Path) -> zstd::Decoder<'static, BufReader<File>> {
    zstd::Decoder::new(File::open(file).expect("it exists")).expect("zstd")
}

fn unpack(file: &Path) -> usize {
    let (mut reader, mut buffer, mut bytes) = (open(file), vec![0; 1 << 17], 0);
    loop {
        match reader.read(&mut buffer).expect("whole") {
            0 => return bytes,
            n => bytes += n,
        }
    }
}

fn floor(file: &Path) -> usize {
    let (mut bytes, mut hash) = (0, 0);
    for line in BufReader::with_capacity(1 << 17, open(file)).split(b'\n') {
        let value: Value = serde_json::from_slice(&line.expect("whole")).expect("JSON");
        let text = value["text"].as_str().unwrap_or_default();
        hash ^= xxh3_64(text.as_bytes());
        bytes += text.len();
    }
    std::hint::black_box(hash);
    bytes
}

fn made_up(dir: &Path) -> PathBuf {
    let path = dir.join("made-up.jsonl.zst");
    let mut out = zstd::Encoder::new(File::create(&path).expect("scratch"), 3).expect("zstd");
    for i in 0..20_000_u64 {
        let words: Vec<String> =
            (0..400).map(|w| format!("{:x}", (i * 400 + w).wrapping_mul(0x9e37_79b9) % 60_000)).collect();
        writeln!(out, "{{\"id\": {i}, \"title\": \"Page {i}\", \"text\": \"{}.\"}}", words.join(" ")).expect("scratch");
    }
    out.finish().expect("scratch");
    path
}
