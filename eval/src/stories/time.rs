//! What the story pass costs by itself: words and profiles, neighbours, groups.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, ensure};
use wirecopy_cluster::StorySettings;
use wirecopy_retrieve::EventWeights;

use super::Options;
use super::look_alikes::weather;
use super::pile::Words;
use crate::random::Random;
use crate::speed::cpu_seconds;

/// Bytes of a text that are used: some 400 words.
const TEXT: usize = 2_400;
/// Days by which the articles of the file, taken once more, come later.
const DAYS_LATER: i32 = 1_000;
/// Of so many articles one is a weather report, where these are asked for.
const TEMPLATES: usize = 10;

/// Prints CPU seconds and the most memory for each size.
pub(super) fn run(file: &Path, options: &Options) -> anyhow::Result<()> {
    let records = read(file)?;
    ensure!(!records.is_empty(), "{} holds no records with a text", file.display());
    println!("{} different texts, one thread; the most memory is that of this and all smaller sizes", records.len());
    println!("| articles | words and profiles, CPU s | neighbours | groups | all | pairs | stories | largest | MiB |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for &size in &options.sizes {
        one(&records, size, options);
    }
    Ok(())
}

fn one(records: &[(String, Option<i32>)], size: usize, options: &Options) {
    let moment = Moment::now();
    let mut words = Words::default();
    let mut random = Random::new(size as u64);
    for i in 0..size {
        let (round, (text, day)) = (i / records.len(), &records[i % records.len()]);
        let round = i32::try_from(round).expect("a few rounds");
        let day = day.map(|day| day + DAYS_LATER * round).filter(|_| !options.undated);
        if options.template && i % TEMPLATES == 0 {
            words.add(&weather(&mut random), day);
        } else if round == 0 {
            words.add(text, day);
        } else {
            words.add(&renamed(text, round), day);
        }
    }
    let weights = words.weights();
    let pile = words.pile(&weights);
    let read = moment.seconds();
    let edges = pile.edges();
    let paired = moment.seconds();
    let stories = pile.grouped(&edges, EventWeights::default(), StorySettings::default());
    let all = moment.seconds();
    let largest = stories.iter().map(Vec::len).max().unwrap_or(0);
    println!(
        "| {size} | {read:.1} | {:.1} | {:.1} | {all:.1} | {} | {} | {largest} | {} |",
        paired - read,
        all - paired,
        edges.len(),
        stories.len(),
        peak_mebibytes().unwrap_or(0)
    );
}

/// The same article about other people and places: each capitalised word has other letters at its end.
fn renamed(text: &str, round: i32) -> String {
    const ENDS: [&str; 8] = ["ov", "ina", "berg", "dal", "mark", "esti", "uru", "ley"];
    let end = ENDS[round as usize % ENDS.len()];
    let word = |word: &str| {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_name = letters.len() > 3 && letters.starts_with(char::is_uppercase);
        if is_name { [letters, end, &word[letters.len()..]].concat() } else { word.to_owned() }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Texts, and the days of their dates.
fn read(file: &Path) -> anyhow::Result<Vec<(String, Option<i32>)>> {
    let lines = BufReader::new(File::open(file).with_context(|| format!("{} can't be read", file.display()))?).lines();
    let mut records = Vec::new();
    for line in lines {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default();
        let end = (0..=text.len().min(TEXT)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        records.push((text[..end].to_owned(), record["date"].as_str().and_then(day)));
    }
    records.retain(|(text, _)| !text.is_empty());
    Ok(records)
}

/// A day in a count that is right to a day or two: years of 372 days.
fn day(date: &str) -> Option<i32> {
    let mut parts = date.get(..10)?.split('-').map(|part| part.parse::<i32>().ok());
    Some(parts.next()?? * 372 + parts.next()?? * 31 + parts.next()??)
}

struct Moment(Instant, Option<f64>);

impl Moment {
    fn now() -> Self {
        Self(Instant::now(), cpu_seconds())
    }

    /// CPU seconds since, or those of the clock where the system does not tell.
    fn seconds(&self) -> f64 {
        self.1.zip(cpu_seconds()).map_or_else(|| self.0.elapsed().as_secs_f64(), |(from, to)| to - from)
    }
}

/// The most memory that the process had.
fn peak_mebibytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib / 1024)
}
