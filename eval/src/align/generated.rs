//! Alignment of generated rewrites with their articles: what was done is known.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use wirecopy_align::Label;
use wirecopy_document::Version;

use super::generate::{Generator, Rewrite};
use super::load::{self, Measured};

/// Right, found and wanted links between sentences.
#[derive(Default, Clone, Copy)]
struct Links {
    right: usize,
    found: usize,
    wanted: usize,
}

/// An article with its topic.
pub(crate) struct Article {
    pub(crate) topic: String,
    pub(crate) version: Version,
}

/// Articles of 10 to 40 sentences in the order of the file, as many as asked for.
pub(crate) fn articles(data: &Path, count: usize) -> anyhow::Result<Vec<Article>> {
    let path = data.join("article-bias/article-bias.jsonl.zst");
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    let mut found = Vec::new();
    for line in BufReader::new(zstd::Decoder::new(file)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let version = Version::of(load::text(&record, "id"), load::text(&record, "text"));
        if (10..=40).contains(&version.sentences.len()) {
            found.push(Article { topic: load::text(&record, "topic").to_owned(), version });
        }
        if found.len() == count {
            break;
        }
    }
    Ok(found)
}

/// Prints alignment precision, recall and F1, and which labels were given to what.
pub(crate) fn run(data: &Path, with: &Measured, seed: u64, count: usize, show: usize) -> anyhow::Result<()> {
    let articles = articles(data, count)?;
    let versions: Vec<Version> = articles.iter().map(|a| a.version.clone()).collect();
    let mut generator = Generator::new(seed, &versions);
    let mut aligner = with.aligner();
    let mut all = Links::default();
    let mut labels: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut shown = 0;
    for (i, article) in articles.iter().enumerate() {
        let other = (1..articles.len()).map(|k| &articles[(i + k) % articles.len()]);
        let Some(other) = other.into_iter().find(|o| o.topic == article.topic) else { continue };
        let rewrite = generator.rewrite(&article.version, &other.version);
        let b = load::version("b", &rewrite.lines);
        if b.sentences.len() != rewrite.lines.len() {
            continue; // a line without a word: the numbers would not fit
        }
        let found = aligner.align(&article.version, &b);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for group in &found.groups {
            pairs.extend(group.a.iter().flat_map(|&i| group.b.iter().map(move |&j| (i, j))));
            for &i in group.a.iter().filter(|_| group.label != Label::Dropped) {
                let wanted = rewrite.labels.get(&i).map_or("dropped", |l| l.name());
                *labels.entry((wanted, group.label.name())).or_default() += 1;
            }
        }
        add(&mut all, &pairs, &rewrite, &article.version, &b, &mut shown, show);
    }
    let (precision, recall) = (all.right as f64 / all.found as f64, all.right as f64 / all.wanted as f64);
    println!("\ngenerated rewrites (article-bias, {count} articles, seed {seed})");
    println!("links wanted {}, found {}, right {}", all.wanted, all.found, all.right);
    println!("precision {precision:.4}  recall {recall:.4}  F1 {:.4}", 2.0 * precision * recall / (precision + recall));
    let right: usize = labels.iter().filter(|(pair, _)| pair.0 == pair.1).map(|(_, n)| n).sum();
    println!(
        "labels right: {:.3} (of aligned sentences of a); made → given:",
        right as f64 / labels.values().sum::<usize>() as f64
    );
    for ((made, given), n) in labels {
        println!("  {made:<10} → {given:<10} {n:>6}");
    }
    Ok(())
}

fn add(
    all: &mut Links,
    pairs: &[(usize, usize)],
    rewrite: &Rewrite,
    a: &Version,
    b: &Version,
    shown: &mut usize,
    show: usize,
) {
    let wanted: Vec<(usize, usize)> =
        rewrite.sources.iter().enumerate().flat_map(|(j, from)| from.iter().map(move |&i| (i, j))).collect();
    all.wanted += wanted.len();
    all.found += pairs.len();
    all.right += pairs.iter().filter(|p| wanted.contains(p)).count();
    let missed = wanted.iter().filter(|p| !pairs.contains(p)).map(|p| ("missed", p));
    let wrong = pairs.iter().filter(|p| !wanted.contains(p)).map(|p| ("wrong", p));
    for (what, &(i, j)) in missed.chain(wrong) {
        if *shown < show {
            *shown += 1;
            println!("  {what} {} {i}-{j}\n   {}\n   {}", a.id, a.sentence_text(i), b.sentence_text(j));
        }
    }
}
