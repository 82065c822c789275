//! Labelled pairs: rewritten news sentences, statements called the same, summaries with edited facts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde_json::Value;
use wirecopy_align::{Settings, align};
use wirecopy_document::Version;
use wirecopy_facts::{Change, Severity, changes, compare_sentences};

use super::Options;

/// A pair, what is found in it, and whether the label says that a fact changed.
struct Judged {
    a: Version,
    b: Version,
    changes: Vec<Change>,
    changed: bool,
}

impl Judged {
    fn is_flagged(&self) -> bool {
        self.changes.iter().any(|c| c.severity == Severity::Material)
    }

    fn show(&self) {
        println!("  A {}\n  B {}", self.a.text.trim(), self.b.text.trim());
        for change in &self.changes {
            let (x, y) = (change.a.map_or("", |s| s.of(&self.a.text)), change.b.map_or("", |s| s.of(&self.b.text)));
            println!("     {} {} {:.2} [{x}] [{y}]", change.severity.name(), change.kind.name(), change.confidence);
        }
    }
}

fn judge(a: &str, b: &str, changed: bool) -> Judged {
    let (a, b) = (Version::of("a", a), Version::of("b", b));
    let changes = compare_sentences(&a, &b);
    Judged { a, b, changes, changed }
}

/// Rewritten sentences that keep every fact.
pub(super) fn metam(data: &Path, options: &Options) -> anyhow::Result<()> {
    let path = data.join("ecbplus/metam-val.jsonl");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let records: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let field = |r: &Value, name: &str| joined(&once(r[name].as_str().unwrap_or_default()));
    let rewritten = records.iter().filter(|r| r["kind"] == "paraphrased");
    let judged: Vec<Judged> = rewritten.map(|r| judge(&field(r, "original"), &field(r, "paraphrase"), false)).collect();
    false_alarms("rewritten sentences (ecbplus/metam-val, kind paraphrased)", &judged, options.show);
    Ok(())
}

/// Statements of two agencies that annotators called the same; parts may still differ.
pub(super) fn mrpc(data: &Path, options: &Options) -> anyhow::Result<()> {
    let path = data.join("mrpc/msr_paraphrase_train.txt");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let same = rows.filter(|row| row.len() == 5 && row[0] == "1");
    let judged: Vec<Judged> = same.map(|row| judge(row[3], row[4], false)).collect();
    false_alarms("statements called the same (mrpc train, label 1)", &judged, options.show);
    Ok(())
}

fn false_alarms(title: &str, judged: &[Judged], show: usize) {
    let flagged: Vec<&Judged> = judged.iter().filter(|j| j.is_flagged()).collect();
    println!(
        "\n{title}: {} pairs, {} with a material change, {:.1} per 100",
        judged.len(),
        flagged.len(),
        percent(flagged.len(), judged.len())
    );
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for change in flagged.iter().flat_map(|j| &j.changes).filter(|c| c.severity == Severity::Material) {
        *kinds.entry(change.kind.name()).or_default() += 1;
    }
    println!("  by kind: {kinds:?}");
    flagged.iter().take(show).for_each(|j| j.show());
}

/// Summaries with harmless edits and with edited facts; the last two domains are never looked at.
pub(super) fn summedits(data: &Path, options: &Options) -> anyhow::Result<()> {
    println!("\nedited summaries (summedits, label 0 = a fact changed), material changes");
    println!("{:<14}{:>7}{:>9}{:>11}{:>8}{:>10}", "domain", "pairs", "changed", "precision", "recall", "balanced");
    for (domain, looked_at) in
        [("ectsum", true), ("samsum", true), ("sales_email", true), ("qmsumm", false), ("scitldr", false)]
    {
        let path = data.join(format!("summedits/summedits_{domain}.json"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let records: Vec<Value> = serde_json::from_str(&text)?;
        let judged: Vec<Judged> = records.iter().map(edited).collect();
        row(domain, looked_at, &judged);
        if looked_at {
            judged.iter().filter(|j| j.is_flagged() != j.changed).take(options.show).for_each(|j| {
                println!("  {}", if j.changed { "MISSED" } else { "FALSE" });
                j.show();
            });
        }
    }
    Ok(())
}

fn edited(record: &Value) -> Judged {
    let text = |name: &str| record[name].as_str().unwrap_or_default();
    let (a, b) = (Version::of("a", text("original_summary")), Version::of("b", text("summary")));
    let changes = changes(&a, &b, &align(&a, &b, &Settings::default()));
    Judged { a, b, changes, changed: record["label"] == 0 }
}

fn row(domain: &str, looked_at: bool, judged: &[Judged]) {
    let count = |changed: bool, flagged: bool| {
        judged.iter().filter(|j| j.changed == changed && j.is_flagged() == flagged).count()
    };
    let (hit, missed, alarm, quiet) = (count(true, true), count(true, false), count(false, true), count(false, false));
    let (recall, kept) = (percent(hit, hit + missed), percent(quiet, quiet + alarm));
    println!(
        "{domain:<14}{:>7}{:>9}{:>11.1}{recall:>8.1}{:>10.1}{}",
        judged.len(),
        hit + missed,
        percent(hit, hit + alarm),
        (recall + kept) / 2.0,
        if looked_at { "" } else { "  (held out)" }
    );
}

pub(super) fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// The text without its doubling ("X . X .").
fn once(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let half = words.len() / 2;
    let doubled = words.len().is_multiple_of(2) && words[..half] == words[half..];
    words[..if doubled { half } else { words.len() }].join(" ")
}

/// Tokenised text as it would be printed: "India 's navy ." becomes "India's navy."
fn joined(text: &str) -> String {
    let mut out = text.to_owned();
    for (from, to) in [
        (" 's ", "'s "),
        (" ' ", "' "),
        (" ,", ","),
        (" .", "."),
        (" ;", ";"),
        (" :", ":"),
        (" ?", "?"),
        (" !", "!"),
        (" %", "%"),
        ("$ ", "$"),
        (" - ", "-"),
        (" n't", "n't"),
        ("( ", "("),
        (" )", ")"),
    ] {
        out = out.replace(from, to);
    }
    out
}
