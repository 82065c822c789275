//! Writes the corpus and the truth beside it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, ToSpan};
use serde::Serialize;

use super::corpus::Corpus;
use super::make::Maker;
use super::plan::{Made, Other, Spec, plan};
use super::texts::outlets;
use super::truth::{CopyOf, Truth};
use crate::random::Random;

/// Outlets of the corpus.
const OUTLETS: usize = 80;

#[derive(Serialize)]
struct Record<'r> {
    id: &'r str,
    source: &'r str,
    date: String,
    url: String,
    title: String,
    text: &'r str,
}

/// Writes so many records to `path`, and the truth beside it. Any number of records is made with the memory of the set and some
/// 60 bytes a record: texts are made one at a time.
pub(super) fn corpus(set: &Path, path: &Path, records: usize, seed: u64) -> anyhow::Result<()> {
    let corpus = Corpus::read(set, seed)?;
    let mut random = Random::new(seed);
    let outlets = outlets(OUTLETS, &mut random);
    let specs = plan(&corpus, records, &mut random);
    let mut order: Vec<u32> = (0..).take(specs.len()).collect();
    random.shuffle(&mut order);
    let maker = Maker { corpus: &corpus, outlets: &outlets };
    let mut out = create(path)?;
    let mut truth = create(&truth_beside(path))?;
    for &n in &order {
        let (record, row) = one(&maker, &specs, n, seed);
        out.write_all(&record)?;
        serde_json::to_writer(&mut truth, &row)?;
        truth.write_all(b"\n")?;
    }
    out.flush()?;
    truth.flush()?;
    let pairs: usize = specs.iter().map(|s| copies(&specs, s).len()).sum();
    println!("{} records with {pairs} planted copies (seed {seed}) to {}", specs.len(), path.display());
    Ok(())
}

/// `corpus.jsonl.truth` for `corpus.jsonl`.
fn truth_beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".truth");
    PathBuf::from(name)
}

fn create(path: &Path) -> anyhow::Result<BufWriter<File>> {
    Ok(BufWriter::new(File::create(path).with_context(|| format!("{} can't be written", path.display()))?))
}

/// Ids say nothing of the order in which records were made. One to one: the factor is odd.
fn id(n: u32) -> String {
    format!("{:08x}", n.wrapping_mul(2_654_435_769).wrapping_add(374_761_393))
}

fn one(maker: &Maker<'_>, specs: &[Spec], n: u32, seed: u64) -> (Vec<u8>, Truth) {
    let spec = &specs[n as usize];
    let mut random = Random::new(seed ^ (u64::from(n) << 20));
    // The smaller of two draws: the first outlets publish most.
    let outlet = random.below(maker.outlets.len()).min(random.below(maker.outlets.len()));
    let made = maker.make(spec, outlet, &mut random);
    let id = id(n);
    let name = &maker.outlets[outlet].name;
    let (day, time) = published(spec, n, &mut random);
    let title = made.text.split_whitespace().take(9).collect::<Vec<_>>().join(" ");
    let slug: String = name.to_lowercase().replace(' ', "-");
    let url = format!("https://{slug}.example/{}/{id}", day.strftime("%Y/%m/%d"));
    let record = Record { id: &id, source: name, date: format!("{day}T{time}Z"), url, title, text: &made.text };
    let mut line = serde_json::to_vec(&record).expect("texts and numbers make JSON");
    line.push(b'\n');
    let name = match spec.made {
        Made::Article => "article".to_owned(),
        Made::Noticed => "notice".to_owned(),
        Made::Quoting { long: false, .. } => "quotation".to_owned(),
        Made::Quoting { long: true, .. } => "long quotation".to_owned(),
        Made::LookAlike { .. } => "look-alike".to_owned(),
        Made::Copy { relation, .. } => relation.name(),
    };
    let (families, articles, unproven) = (made.families, made.articles, made.unproven);
    (line, Truth { id, made: name, families, copies: copies(specs, spec), articles, unproven })
}

/// Copies come out up to three days after what they copy.
fn published(spec: &Spec, n: u32, random: &mut Random) -> (Date, jiff::civil::Time) {
    let (from, later) = match spec.made {
        Made::Copy { of, .. } => (of, 1 + random.below(3 * 24 * 60) as i64),
        _ => (n, 0),
    };
    let mut first = Random::new(u64::from(from));
    let start = date(2013, 1, 1).at(0, 0, 0, 0) + (first.below(3600) as i64).days();
    let at = start + SignedDuration::from_mins(first.below(24 * 60) as i64 + later);
    (at.date(), at.time())
}

fn copies(specs: &[Spec], spec: &Spec) -> Vec<CopyOf> {
    let Made::Copy { relation, of } = spec.made else { return Vec::new() };
    let also = spec.others.iter().filter_map(|other| match other {
        Other::Record(n, _) => Some(*n),
        _ => None,
    });
    let all = std::iter::once(of).chain(also).filter(|&n| (n as usize) < specs.len());
    all.map(|n| CopyOf { id: id(n), relation: relation.name() }).collect()
}
