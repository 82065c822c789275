//! Consecutive versions of one page: which labels are given, and what the least alike links look like.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use serde_json::Value;
use wirecopy_align::{Label, Settings, align};
use wirecopy_document::Version;

use super::load;

/// Prints shares of labels, and links with a likeness below .4 to be read by hand.
pub(crate) fn run(data: &Path, show: usize) -> anyhow::Result<()> {
    let path = data.join("wiki-versions/versions.jsonl.zst");
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    let mut counts: BTreeMap<Label, usize> = BTreeMap::new();
    let (mut pairs, mut moved) = (0, 0);
    let mut links = Vec::new();
    let mut before: Option<(String, Version)> = None;
    for line in BufReader::new(zstd::Decoder::new(file)?).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let page = record["page"].to_string();
        let version = Version::of("v", load::text(&record, "text"));
        if let Some((_, old)) = before.as_ref().filter(|(name, _)| *name == page) {
            pairs += 1;
            for group in align(old, &version, &Settings::default()).groups {
                *counts.entry(group.label).or_default() += 1;
                moved += usize::from(group.moved);
                if !group.a.is_empty() && !group.b.is_empty() && group.similarity < 0.4 {
                    let text = |v: &Version, list: &[usize]| {
                        list.iter().map(|&k| v.sentence_text(k)).collect::<Vec<_>>().join(" ¶ ")
                    };
                    links.push((group.similarity, text(old, &group.a), text(&version, &group.b)));
                }
            }
        }
        before = Some((page, version));
    }
    let all: usize = counts.values().sum();
    println!("\nconsecutive versions (wiki-versions): {pairs} pairs, {all} groups, {moved} moved");
    for (label, n) in &counts {
        println!("  {:<10}{n:>8}{:>8.1} %", label.name(), 100.0 * *n as f64 / all as f64);
    }
    println!("  links with likeness below .4: {}", links.len());
    let step = (links.len() / show.max(1)).max(1);
    links.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
    for (likeness, a, b) in links.iter().step_by(step).take(show) {
        println!("  {likeness:.3}\n   {a}\n   {b}");
    }
    Ok(())
}
