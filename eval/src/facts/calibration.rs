//! What a confidence is worth: shares of material changes of real pairs that a reader found right, by class, and how well such
//! shares foretell the pairs that they were not taken from.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;

/// A change that was read: `data/read-changes.tsv`.
struct Read {
    pair: u32,
    class: (String, &'static str),
    right: bool,
}

/// Kinds of which enough were read to have a share of their own.
const KINDS: [&str; 4] = ["attribution", "certainty", "name", "number"];

/// From this share of common words on, the sentences around a change are nearly the same (as in `facts`).
const NEAR: f64 = 0.8;

/// How many changes of the overall share are put to those of a class (of 4, 8, 10, 16 and 30 the one whose shares held best on the
/// held-back folds).
const PRIOR: f64 = 16.0;

const FOLDS: u32 = 5;

/// Prints the table of `crates/facts/data/confidence.txt`, and how well it holds on folds that are held back.
pub(super) fn run() -> anyhow::Result<()> {
    let read = load()?;
    println!("\nconfidence of material changes ({} of real pairs, read by one reader)\n{}", read.len(), table(&read));
    let told: Vec<(f64, bool)> = (0..FOLDS).flat_map(|fold| held_back(&read, fold)).collect();
    println!(
        "{:<16}{:>9}{:>12}{:>8}   ({FOLDS} folds by pair, held back)",
        "confidence", "changes", "foretold", "right"
    );
    for (low, high) in [(0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0)] {
        let band: Vec<&(f64, bool)> = told.iter().filter(|(p, _)| (low..high).contains(p)).collect();
        let mean = |value: &dyn Fn(&(f64, bool)) -> f64| band.iter().map(|x| value(x)).sum::<f64>() / band.len() as f64;
        let right = mean(&|x| f64::from(u8::from(x.1)));
        println!("{:<16}{:>9}{:>12.2}{right:>8.2}", format!("{low:.1} to {high:.1}"), band.len(), mean(&|x| x.0));
    }
    let base = share(&read.iter().collect::<Vec<_>>());
    println!("mean squared error {:.3}; with one share for all {:.3}", error(&told), base * (1.0 - base));
    Ok(())
}

fn load() -> anyhow::Result<Vec<Read>> {
    let lines = include_str!("../../data/read-changes.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| read(line).with_context(|| format!("read-changes.tsv: {line}"))).collect()
}

fn read(line: &str) -> Option<Read> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [_, pair, kind, less, right] = fields.as_slice() else { return None };
    let kind = if KINDS.contains(kind) { kind } else { "other" };
    let place = if less.parse::<f64>().ok()? >= NEAR { "near" } else { "far" };
    Some(Read { pair: pair.parse().ok()?, class: (kind.to_owned(), place), right: *right == "1" })
}

fn share(read: &[&Read]) -> f64 {
    read.iter().filter(|r| r.right).count() as f64 / read.len().max(1) as f64
}

/// The share of each class, drawn towards the share of all, and how many were read.
fn fit(read: &[&Read]) -> BTreeMap<(String, &'static str), (f64, usize)> {
    let base = share(read);
    let mut classes: BTreeMap<(String, &'static str), Vec<&Read>> = BTreeMap::new();
    for one in read {
        classes.entry(one.class.clone()).or_default().push(one);
    }
    let drawn = |of: &[&Read]| (share(of) * of.len() as f64 + PRIOR * base) / (of.len() as f64 + PRIOR);
    classes.into_iter().map(|(class, of)| (class, (drawn(&of), of.len()))).collect()
}

fn table(read: &[Read]) -> String {
    let mut out = String::from("# kind, sentences around it, share found right (drawn towards all), changes read\n");
    for ((kind, place), (share, count)) in fit(&read.iter().collect::<Vec<_>>()) {
        let _ = writeln!(out, "{kind} {place} {share:.2} {count}");
    }
    out
}

/// What the other folds foretell of each change of this one, and what it is.
fn held_back(read: &[Read], fold: u32) -> Vec<(f64, bool)> {
    let (own, others): (Vec<&Read>, Vec<&Read>) = read.iter().partition(|r| r.pair % FOLDS == fold);
    let (fitted, base) = (fit(&others), share(&others));
    own.iter().map(|r| (fitted.get(&r.class).map_or(base, |f| f.0), r.right)).collect()
}

fn error(told: &[(f64, bool)]) -> f64 {
    told.iter().map(|(p, right)| (p - f64::from(u8::from(*right))).powi(2)).sum::<f64>() / told.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_in_use_is_this_one() {
        let read = load().expect("the file is read");
        assert_eq!(table(&read), include_str!("../../../crates/facts/data/confidence.txt"));
    }
}
