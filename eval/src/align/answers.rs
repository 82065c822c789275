//! Writes what is known of pairs of sentences of two versions and whether they answer to each other, for `train/answers.py`: of the
//! rewritten articles of `data/article-pairs.jsonl` that may be learned from.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use wirecopy_align::{KNOWN, Settings, known};
use wirecopy_document::Version;

use super::articles as rewrites;

/// Writes the file.
pub(crate) fn write(to: &Path) -> anyhow::Result<()> {
    let mut table = format!("set\tname\ta\tb\tright\t{}\n", KNOWN.join("\t"));
    for rewrite in rewrites::learned_from()? {
        let is_right = |i: usize, j: usize| rewrite.gold.contains(&(i, j));
        add(&mut table, &rewrite.part, &rewrite.name, [&rewrite.a, &rewrite.b], is_right);
    }
    Ok(fs::write(to, table)?)
}

fn add(table: &mut String, set: &str, name: &str, [a, b]: [&Version; 2], is_right: impl Fn(usize, usize) -> bool) {
    for ([i, j], values) in known(a, b, &Settings::default()) {
        let values: Vec<String> = values.iter().map(|v| format!("{v:.5}")).collect();
        let right = u8::from(is_right(i, j));
        writeln!(table, "{set}\t{name}\t{i}\t{j}\t{right}\t{}", values.join("\t")).expect("a String takes all");
    }
}
