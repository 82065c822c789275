//! Changes as news copy has them from one version to the next, written and labelled for this project: `data/news-changes.jsonl`.

use anyhow::Context;
use serde_json::Value;
use wirecopy_align::{Settings, align};
use wirecopy_document::Version;
use wirecopy_facts::{Severity, changes};

/// Right accusations, all accusations and all material changes of some pairs.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    right: usize,
    flagged: usize,
    material: usize,
}

/// The parts of the file. All but the second were written before the program saw a pair of them.
const PARTS: [&str; 9] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

/// Prints precision and recall for each part.
pub(super) fn run(show: usize) -> anyhow::Result<()> {
    println!("\nchanges of news copy (written for this project), pairs with a material change");
    for half in PARTS {
        let Counts { right, flagged, material } = count(half, show)?;
        println!("{half} part: precision {right} of {flagged}, recall {right} of {material}");
    }
    Ok(())
}

fn count(half: &str, mut show: usize) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    for line in include_str!("../../data/news-changes.jsonl").lines() {
        let record: Value = serde_json::from_str(line).context("news-changes.jsonl")?;
        if record["half"] != half {
            continue;
        }
        let side = |name: &str| Version::of(name, record[name].as_str().unwrap_or_default());
        let (a, b) = (side("a"), side("b"));
        let found = changes(&a, &b, &align(&a, &b, &Settings::default()));
        let (flagged, material) = (found.iter().any(|c| c.severity == Severity::Material), record["material"] == true);
        counts.right += usize::from(flagged && material);
        counts.flagged += usize::from(flagged);
        counts.material += usize::from(material);
        if flagged != material && show > 0 {
            show -= 1;
            println!(
                "  {} {}\n  A {}\n  B {}",
                if flagged { "FALSE" } else { "MISSED" },
                record["kind"],
                a.text,
                b.text
            );
        }
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was found when the file was last changed: 29 of 30, 28 of 29, 39 of 42, 17 of 24, 22 of 26, 19 of 26, 15 of 17, 7 of 8 and 9 of 10; in 195
    /// harmless pairs one accusation that can be disputed, a source that was put in.
    #[test]
    fn floors() {
        let parts = PARTS.map(|half| count(half, 0).expect("the file is read"));
        let wrong: usize = parts.iter().map(|part| part.flagged - part.right).sum();
        assert!(wrong <= 1, "false accusations: {parts:?}");
        assert!(
            parts.iter().zip([28, 27, 38, 16, 21, 18, 14, 6, 8]).all(|(part, least)| part.right >= least),
            "{parts:?}"
        );
    }
}
