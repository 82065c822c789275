//! What is aligned between articles on one event that are not copies? Related sentences that say other things must not be.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use wirecopy_align::Label;
use wirecopy_document::Version;

use super::load::{self, Measured};

/// Prints how many sentences are aligned by label, for pairs of ECB+ articles on one event, and on two events of a topic.
pub(crate) fn run(data: &Path, with: &Measured, show: usize) -> anyhow::Result<()> {
    let records = load::records(&data.join("ecbplus/topics1-35.jsonl"))?;
    let articles: Vec<(&Value, Version)> = records.iter().map(|r| (r, version(r))).collect();
    println!("\nsentences aligned between articles of ECB+ (of a, not verbatim ones by likeness)");
    println!(
        "{:<24}{:>8}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "pairs", "pairs", "sentences", "verbatim", "edited", "reworded", "split", "merged"
    );
    let mut aligner = with.aligner();
    for same_event in [true, false] {
        let mut counts: BTreeMap<Label, usize> = BTreeMap::new();
        let (mut pairs, mut sentences) = (0, 0);
        let mut links = Vec::new();
        for (i, (x, a)) in articles.iter().enumerate() {
            for (y, b) in &articles[i + 1..] {
                if x["topic"] != y["topic"]
                    || (x["event"] == y["event"]) != same_event
                    || a.sentences.is_empty()
                    || b.sentences.is_empty()
                {
                    continue;
                }
                pairs += 1;
                sentences += a.sentences.len();
                for group in aligner.align(a, b).groups {
                    *counts.entry(group.label).or_default() += group.a.len();
                    if !group.a.is_empty() && !group.b.is_empty() && group.label != Label::Verbatim {
                        let text = |v: &Version, list: &[usize]| {
                            list.iter().map(|&k| v.sentence_text(k)).collect::<Vec<_>>().join(" ¶ ")
                        };
                        links.push((group.similarity, group.label, text(a, &group.a), text(b, &group.b)));
                    }
                }
            }
        }
        let n = |label| counts.get(&label).copied().unwrap_or(0);
        println!(
            "{:<24}{pairs:>8}{sentences:>10}{:>10}{:>10}{:>10}{:>10}{:>10}",
            if same_event { "same event" } else { "other event of a topic" },
            n(Label::Verbatim),
            n(Label::Edited),
            n(Label::Reworded),
            n(Label::Split),
            n(Label::Merged)
        );
        links.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.2.cmp(&y.2)));
        let step = (links.len() / show.max(1)).max(1);
        for (likeness, label, a, b) in links.iter().step_by(step).take(show) {
            println!("  {likeness:.3} {}\n   {a}\n   {b}", label.name());
        }
    }
    Ok(())
}

/// The sentences of a record.
pub(crate) fn version(record: &Value) -> Version {
    let lines: Vec<&str> = record["sentences"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    load::version(load::text(record, "id"), &lines)
}
