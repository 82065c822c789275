//! The material changes between real articles, one after the other, for a reader to judge.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use serde_json::Value;
use wirecopy_align::{Aligner, Group};
use wirecopy_document::Version;
use wirecopy_facts::{Change, Severity, changes};

/// Prints each material change once, with the sentences that it stands in; changes of the same words in the same sentences are one.
pub(super) fn run(path: &Path) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let (mut aligner, mut pairs, mut seen) = (Aligner::default(), 0, BTreeSet::new());
    for line in BufReader::new(file).lines() {
        let record: Value = serde_json::from_str(&line?).context("a line of JSON")?;
        let side = |name: &str| Version::of(name, record[name].as_str().unwrap_or_default());
        let (a, b) = (side("a"), side("b"));
        let alignment = aligner.align(&a, &b);
        for change in changes(&a, &b, &alignment).iter().filter(|c| c.severity == Severity::Material) {
            seen.insert(shown(&a, &b, &alignment.groups[change.group], change));
        }
        pairs += 1;
    }
    for (number, text) in seen.iter().enumerate() {
        println!("{}. {text}", number + 1);
    }
    println!("\n{pairs} pairs, {} different material changes", seen.len());
    Ok(())
}

fn shown(a: &Version, b: &Version, group: &Group, change: &Change) -> String {
    let text = |version: &Version, which: &[usize]| {
        which.iter().map(|&i| version.sentence_text(i)).collect::<Vec<_>>().join(" ").replace('\n', " ")
    };
    let words = (change.a.map_or("", |s| s.of(&a.text)), change.b.map_or("", |s| s.of(&b.text)));
    format!(
        "{} [{}] [{}] {:.2}\n   A {}\n   B {}",
        change.kind.name(),
        words.0,
        words.1,
        change.confidence,
        text(a, &group.a),
        text(b, &group.b)
    )
}
