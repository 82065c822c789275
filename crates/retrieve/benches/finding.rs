//! How quick are the parts of finding copies, each by itself?
//!
//! `cargo bench --workspace --bench finding` takes the first 5,000 articles of `../shared/data/article-bias/article-bias.jsonl.zst` if it is
//! there, else made-up ones. Prints MB of text per second of processor time, the best of five runs of each.
#![expect(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use wirecopy_retrieve::{RunFinder, RunSettings, Seeds, Winnower};
use wirecopy_text::{Tokens, walk_keys};

const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/article-bias/article-bias.jsonl.zst");

/// Grams with the words at which they start.
type Grams = Vec<(u64, usize)>;

fn main() {
    let texts = real().unwrap_or_else(made_up);
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} texts, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    let keys: Vec<Vec<u32>> = texts.iter().map(|text| keys(text)).collect();
    let grams: Vec<Grams> = keys.iter().map(|keys| grams(keys)).collect();
    report("tokenise, fold and keep", bytes, || texts.iter().map(|text| Tokens::of(text).len()).sum());
    report("words to keys", bytes, || texts.iter().map(|text| self::keys(text).len()).sum());
    report("winnow", bytes, || keys.iter().map(|keys| self::grams(keys).len()).sum());
    report("postings", bytes, || {
        let mut seeds = Seeds::default();
        grams.iter().for_each(|grams| seeds.fill(black_box(grams).iter().copied()));
        grams.len()
    });
    report("postings and sorting", bytes, || {
        let mut all: Vec<u64> = grams.iter().flatten().map(|gram| gram.0).collect();
        all.sort_unstable();
        all.len()
    });
    let edited: Vec<Vec<u32>> = keys.iter().map(|keys| edited(keys)).collect();
    let edited_grams: Vec<Grams> = edited.iter().map(|keys| self::grams(keys)).collect();
    report("verify, one word in ten edited", bytes, || verify((&keys, &grams), (&edited, &edited_grams)));
    let (mut others, mut other_grams) = (keys.clone(), grams.clone());
    others.rotate_left(1);
    other_grams.rotate_left(1);
    report("verify, another article", bytes, || verify((&keys, &grams), (&others, &other_grams)));
}

/// Runs `work` on so many bytes of text.
fn report(name: &str, bytes: usize, work: impl Fn() -> usize) {
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

fn keys(text: &str) -> Vec<u32> {
    let mut keys = Vec::new();
    walk_keys(text, |word| keys.push(word.key as u32));
    keys
}

fn grams(keys: &[u32]) -> Grams {
    let mut grams = Vec::new();
    Winnower::new(RunSettings::default().winnowing).walk(keys, |hash, at| grams.push((hash, at)));
    grams
}

fn edited(keys: &[u32]) -> Vec<u32> {
    (0_u32..).zip(keys).map(|(i, &key)| if i.wrapping_mul(0x9e37_79b9) >> 28 < 2 { i } else { key }).collect()
}

fn verify(a: (&[Vec<u32>], &[Grams]), b: (&[Vec<u32>], &[Grams])) -> usize {
    let (mut finder, mut seeds) = (RunFinder::new(RunSettings::default()), Seeds::default());
    let mut pair = |i: usize| {
        seeds.fill(a.1[i].iter().copied());
        finder.runs((&a.0[i], &seeds), &b.0[i], b.1[i].iter().copied()).len()
    };
    (0..a.0.len()).map(&mut pair).sum()
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
