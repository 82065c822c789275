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

/// The words at which chosen grams start.
type Starts = Vec<usize>;

fn main() {
    let (texts, bytes) = texts();
    let keys: Vec<Vec<u32>> = texts.iter().map(|text| keys(text)).collect();
    let chosen: Vec<Starts> = keys.iter().map(|keys| starts(keys)).collect();
    report("winnow", bytes, || keys.iter().map(|keys| starts(keys).len()).sum());
    report("postings", bytes, || {
        let mut seeds = Seeds::default();
        let winnowing = RunSettings::default().winnowing;
        keys.iter()
            .zip(&chosen)
            .for_each(|(keys, starts)| seeds.fill(keys, winnowing, black_box(starts).iter().copied()));
        keys.len()
    });
    report("winnow, postings and sorting", bytes, || {
        let (mut all, mut winnower) = (Vec::new(), Winnower::new(RunSettings::default().winnowing));
        keys.iter().for_each(|keys| winnower.walk(keys, |hash, _| all.push(hash)));
        all.sort_unstable();
        all.len()
    });
    let edited: Vec<Vec<u32>> = keys.iter().map(|keys| edited(keys)).collect();
    let edited_chosen: Vec<Starts> = edited.iter().map(|keys| starts(keys)).collect();
    report("verify, one word in ten edited", bytes, || verify((&keys, &chosen), (&edited, &edited_chosen)));
    let (mut others, mut other_chosen) = (keys.clone(), chosen.clone());
    others.rotate_left(1);
    other_chosen.rotate_left(1);
    report("verify, another article", bytes, || verify((&keys, &chosen), (&others, &other_chosen)));
}

fn keys(text: &str) -> Vec<u32> {
    let mut keys = Vec::new();
    walk_keys(text, |words| keys.extend_from_slice(words.keys()));
    keys
}

fn starts(keys: &[u32]) -> Starts {
    let mut starts = Vec::new();
    Winnower::new(RunSettings::default().winnowing).walk(keys, |_, at| starts.push(at));
    starts
}

fn edited(keys: &[u32]) -> Vec<u32> {
    (0_u32..).zip(keys).map(|(i, &key)| if i.wrapping_mul(0x9e37_79b9) >> 28 < 2 { i } else { key }).collect()
}

fn verify(a: (&[Vec<u32>], &[Starts]), b: (&[Vec<u32>], &[Starts])) -> usize {
    let settings = RunSettings::default();
    let (mut finder, mut seeds) = (RunFinder::new(settings), Seeds::default());
    let mut pair = |i: usize| {
        seeds.fill(&a.0[i], settings.winnowing, a.1[i].iter().copied());
        finder.runs((&a.0[i], &seeds), &b.0[i], b.1[i].iter().copied()).len()
    };
    (0..a.0.len()).map(&mut pair).sum()
}
