//! gaoya: MinHash of word 5-grams with 32-bit hashes, its index with bands, its own estimate against the threshold; all cores.
//! `gaoya-links CORPUS LINKS BANDS ROWS THRESHOLD`

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};
use rayon::prelude::*;
use serde::Deserialize;

const BATCH: usize = 4096;

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
}

fn grams(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(5.min(words.len().max(1))).map(|gram| gram.join(" ")).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let (bands, rows, threshold): (usize, usize, f64) =
        (arguments[3].parse()?, arguments[4].parse()?, arguments[5].parse()?);
    let hasher = MinHasher32::new(bands * rows);
    let mut index = MinHashIndex::new(bands, rows, threshold);
    let (mut ids, mut signatures) = (Vec::new(), Vec::new());
    let mut lines = BufReader::new(File::open(&arguments[1])?).lines();
    loop {
        let batch: Vec<String> = lines.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        let records: Vec<Record> = batch.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
        signatures.par_extend(records.par_iter().map(|r| hasher.create_signature(grams(&r.text).into_iter())));
        ids.extend(records.into_iter().map(|r| r.id));
    }
    let places: Vec<usize> = (0..ids.len()).collect();
    index.par_bulk_insert(places, signatures.clone());
    let found = index.par_bulk_query(&signatures);
    let mut out = BufWriter::new(File::create(&arguments[2])?);
    for (a, others) in found.iter().enumerate() {
        for &b in others.iter().filter(|&&b| a < b) {
            writeln!(out, "{}\t{}", ids[a], ids[b])?;
        }
    }
    Ok(out.flush()?)
}
