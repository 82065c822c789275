//! The article-extraction benchmark of Scrapinghub (181 news pages): 4-gram shingles of the body, as in its `evaluate.py`.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use wirecopy_document::{Format, Page, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};

use super::score::{around, first_byte};
use super::speed;

const SHINGLE: usize = 4;

/// Prints F1, precision and recall, and what metadata was found.
pub(super) fn run(folder: &Path, show: usize) -> anyhow::Result<()> {
    let file = folder.join("ground-truth.json");
    let truth =
        std::fs::read_to_string(&file).with_context(|| format!("{} (see the README of the data)", file.display()))?;
    let truth: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&truth)?;
    let mut sources = Vec::new();
    for (id, entry) in &truth {
        sources.push(source(folder, id, entry["url"].as_str())?);
    }
    let bytes: usize = sources.iter().map(|s| s.content.len()).sum();
    let started = Instant::now();
    let outlines: Vec<_> = sources.into_iter().map(outline).collect();
    speed("HTML outline, one core", bytes, started);
    let evidence = Evidence::gather(&outlines);
    let pages: Vec<Page> = outlines.into_iter().map(|o| extract(o, &evidence)).collect();
    let mut scores = Vec::new();
    for (page, (id, entry)) in pages.iter().zip(&truth) {
        let body: Vec<&str> = page.articles.iter().flat_map(|a| &a.body).map(|s| s.of(&page.text)).collect();
        scores.push((matched(entry["articleBody"].as_str().unwrap_or_default(), &body.join("\n")), id));
    }
    report(&scores, &pages);
    let cuts = pages.iter().flat_map(|p| p.articles.iter().skip(1).map(move |a| (p, a)));
    for (page, article) in cuts.take(show) {
        let reason = article.reason.as_deref().unwrap_or_default();
        println!("--- CUT {}: {reason}\n{}", page.id, around(&page.text, first_byte(article)));
    }
    for ((p, r), id) in scores.iter().filter(|((p, r), _)| p.min(*r) < 0.8).take(show) {
        println!("--- WEAK {id}: P {p:.2} R {r:.2}");
    }
    Ok(())
}

fn report(scores: &[((f64, f64), &String)], pages: &[Page]) {
    let n = scores.len() as f64;
    let precision = scores.iter().map(|((p, _), _)| p).sum::<f64>() / n;
    let recall = scores.iter().map(|((_, r), _)| r).sum::<f64>() / n;
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("HTML benchmark, {} pages: 4-gram F1 {f1:.3} P {precision:.3} R {recall:.3}", scores.len());
    let with = |test: fn(&Page) -> bool| pages.iter().filter(|p| test(p)).count();
    println!(
        "  with headline {}, byline {}, date {}, outlet {}; {} cut in two, {} without an article",
        with(|p| p.articles.iter().any(|a| a.headline.is_some())),
        with(|p| p.articles.iter().any(|a| a.byline.is_some())),
        with(|p| p.published_at.is_some()),
        with(|p| p.outlet.is_some()),
        with(|p| p.articles.len() > 1),
        with(|p| p.articles.is_empty()),
    );
}

fn source(folder: &Path, id: &str, url: Option<&str>) -> anyhow::Result<SourcePage> {
    let path = folder.join(format!("html/{id}.html.gz"));
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(File::open(&path)?).read_to_end(&mut bytes)?;
    let mut source = SourcePage::text(id, String::from_utf8_lossy(&bytes).into_owned());
    source.format = Format::Html;
    source.uri = url.map(str::to_owned);
    Ok(source)
}

/// Precision and recall of the shingles of one page.
fn matched(expected: &str, found: &str) -> (f64, f64) {
    let (expected, found) = (shingles(expected), shingles(found));
    let count = |counts: &HashMap<Vec<&str>, usize>| counts.values().sum::<usize>() as f64;
    let shared: usize = expected.iter().map(|(k, n)| (*n).min(found.get(k).copied().unwrap_or(0))).sum();
    let share = |all: f64| if all > 0.0 { shared as f64 / all } else { 0.0 };
    (share(count(&found)), share(count(&expected)))
}

fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let mut counts = HashMap::new();
    if words.len() < SHINGLE && !words.is_empty() {
        counts.insert(words, 1);
        return counts;
    }
    for window in words.windows(SHINGLE) {
        *counts.entry(window.to_vec()).or_default() += 1;
    }
    counts
}
