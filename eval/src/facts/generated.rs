//! Sentences of real articles with one edit each: the answer is known because the edit was made here.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use serde_json::Value;
use wirecopy_document::Version;
use wirecopy_facts::{Severity, compare_sentences};

use super::Options;
use super::edits::{EDITS, Sentence};
use super::pairs::percent;
use crate::random::Random;

/// One edit of one sentence and the kinds of the material changes found.
struct Outcome {
    edit: usize,
    found: Vec<&'static str>,
}

/// Prints recall for each edit, and precision for each kind of change over all edits.
pub(super) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    print(&outcomes(data, options)?);
    Ok(())
}

fn outcomes(data: &Path, options: &Options) -> anyhow::Result<Vec<Outcome>> {
    let sentences = sentences(data, options.each)?;
    let pool: Vec<String> = sentences.iter().flat_map(|s| Sentence::new(s).names()).step_by(7).collect();
    anyhow::ensure!(!pool.is_empty(), "no names in the sentences");
    let mut outcomes = Vec::new();
    for (edit, (name, right, apply)) in EDITS.iter().enumerate() {
        let mut random = Random::new(options.seed.wrapping_mul(1000) + edit as u64);
        let (mut made, mut shown) = (0, 0);
        for text in &sentences {
            if made == options.each {
                break;
            }
            let Some(edited) = apply(&Sentence::new(text), &pool, &mut random).filter(|e| e != text) else { continue };
            made += 1;
            let (a, b) = (Version::of("a", text), Version::of("b", &edited));
            let changes = compare_sentences(&a, &b);
            let material = changes.iter().filter(|c| c.severity == Severity::Material);
            let found: Vec<&str> = material.clone().map(|c| c.kind.name()).collect();
            let good = if right.is_empty() {
                found.is_empty()
            } else {
                !found.is_empty() && found.iter().all(|k| right.contains(k))
            };
            if !good && shown < options.show {
                shown += 1;
                println!("  {name}\n  A {text}\n  B {edited}");
                for c in &changes {
                    let (x, y) = (c.a.map_or("", |s| s.of(text)), c.b.map_or("", |s| s.of(&edited)));
                    println!("     {} {} [{x}] [{y}]", c.severity.name(), c.kind.name());
                }
            }
            outcomes.push(Outcome { edit, found });
        }
    }
    Ok(outcomes)
}

/// Sentences of 10 to 35 words from all over the set, in a fixed order.
fn sentences(data: &Path, each: usize) -> anyhow::Result<Vec<String>> {
    let path = data.join("article-bias/article-bias.jsonl.zst");
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    let lines = BufReader::new(zstd::Decoder::new(file)?).lines();
    let mut found = Vec::new();
    for line in lines.step_by(5) {
        let record: Value = serde_json::from_str(&line?)?;
        let version = Version::of("article", record["text"].as_str().unwrap_or_default());
        for (i, sentence) in version.sentences.iter().enumerate().step_by(3) {
            let text = version.sentence_text(i);
            // The counter of a gallery says nothing of the world.
            let prose = !text.contains("Photos:");
            let whole = prose && text.ends_with('.') && text.starts_with(char::is_uppercase) && !text.contains('\n');
            if (10..=35).contains(&sentence.tokens.len()) && whole {
                found.push(text.to_owned());
            }
        }
        if found.len() >= each * 400 {
            break;
        }
    }
    Ok(found)
}

fn print(outcomes: &[Outcome]) {
    println!("\ngenerated edits of article-bias sentences (one edit each, fixed seed), material changes");
    println!("{:<28}{:>7}{:>10}{:>12}", "edit", "pairs", "found", "other kinds");
    for (edit, (name, right, _)) in EDITS.iter().enumerate() {
        let own: Vec<&Outcome> = outcomes.iter().filter(|o| o.edit == edit).collect();
        let hit = own.iter().filter(|o| o.found.iter().any(|k| right.contains(k))).count();
        let wrong = own.iter().filter(|o| o.found.iter().any(|k| !right.contains(k))).count();
        println!("{name:<28}{:>7}{:>10.1}{:>12.1}", own.len(), percent(hit, own.len()), percent(wrong, own.len()));
    }
    println!("\n{:<16}{:>9}{:>11}{:>9}", "kind of change", "flagged", "precision", "recall");
    for (kind, [flagged, correct, wanted, hit]) in by_kind(outcomes) {
        println!("{kind:<16}{flagged:>9}{:>11.1}{:>9.1}", percent(correct, flagged), percent(hit, wanted));
    }
}

/// For each kind of change: changes flagged, those of a right kind, edits of that kind, those found.
fn by_kind(outcomes: &[Outcome]) -> BTreeMap<&'static str, [usize; 4]> {
    let mut kinds: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for outcome in outcomes {
        let right = EDITS[outcome.edit].1;
        for kind in &outcome.found {
            let cell = kinds.entry(kind).or_default();
            cell[0] += 1;
            cell[1] += usize::from(right.contains(kind));
        }
        if let Some(main) = right.first() {
            let cell = kinds.entry(main).or_default();
            cell[2] += 1;
            cell[3] += usize::from(outcome.found.iter().any(|k| right.contains(k)));
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Floors a little under what 300 pairs of each edit gave when they were set.
    #[expect(clippy::print_stderr, reason = "what is skipped is said")]
    #[test]
    fn kinds_are_found() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
        if !data.exists() {
            eprintln!("SKIPPED: {} is not there, generated edits were NOT measured", data.display());
            return;
        }
        let options = Options { only: None, show: 0, seed: 1, each: 25, pairs: None };
        let kinds = by_kind(&outcomes(&data, &options).expect("the set can be read"));
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        for (kind, least) in [
            ("number", 0.93),
            ("date", 0.95),
            ("name", 0.85),
            ("polarity", 0.95),
            ("certainty", 0.82),
            ("role", 0.80),
            ("attribution", 0.80),
        ] {
            let [flagged, correct, wanted, hit] = kinds[kind];
            assert!(share(hit, wanted) >= least, "{kind}: {hit} of {wanted} found");
            assert!(share(correct, flagged) >= 0.95, "{kind}: {correct} of {flagged} right");
        }
    }
}
