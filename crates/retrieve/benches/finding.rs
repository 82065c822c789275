//! How quick are the parts of finding copies, each by itself?
//!
//! `cargo bench --workspace --bench finding` takes the first 5,000 articles of `../shared/data/article-bias/article-bias.jsonl.zst` if it is
//! there, else made-up ones. Prints MB of text per second of processor time, the best of five runs of each. What comes before, words and
//! their keys, is measured by `--bench words`.

use std::hint::black_box;

use wirecopy_retrieve::{RunFinder, RunSettings, Seeds, Winnower};
use wirecopy_text::walk_keys;

#[path = "../../text/benches/common/mod.rs"]
mod common;

use common::{report, texts};

/// Grams with the words at which they start.
type Grams = Vec<(u64, usize)>;

fn main() {
    let (texts, bytes) = texts();
    let keys: Vec<Vec<u32>> = texts.iter().map(|text| keys(text)).collect();
    let grams: Vec<Grams> = keys.iter().map(|keys| grams(keys)).collect();
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
