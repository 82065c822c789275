//! Stories on ECB+: which articles tell of one event.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use wirecopy_cluster::{StoryEdge, StorySettings, stories};
use wirecopy_document::Version;
use wirecopy_retrieve::{NeighbourScratch, TermIndex, TermSettings};

/// What to try.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Thresholds to try, as many as are given.
    #[arg(long, value_delimiter = ',', default_values_t = [0.10_f32, 0.14, 0.18, 0.20, 0.22, 0.26, 0.30, 0.34, 0.40])]
    thresholds: Vec<f32>,
}

#[derive(Deserialize)]
struct Report {
    topic: u32,
    event: String,
    text: String,
}

/// Prints precision, recall and F1 (B-cubed, Bagga & Baldwin 1998) over events for each threshold, then with the threshold
/// chosen on the other topics (leave one topic out of five folds).
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    let reports = read(&data.join("ecbplus/topics1-35.jsonl"))?;
    println!("ECB+: {} articles, {} events", reports.len(), events(&reports).len());
    println!("| threshold | B-cubed P | R | F1 |\n| --- | --- | --- | --- |");
    for &threshold in &options.thresholds {
        let score = bcubed(&reports, &cluster(&reports, threshold));
        println!("| {threshold:.2} | {:.3} | {:.3} | {:.3} |", score.0, score.1, f1(score));
    }
    println!("| by cross-validation over topics | {} |", crossed(&reports, &options.thresholds));
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Vec<Report>> {
    let text = fs::read_to_string(path).with_context(|| format!("{} is not there", path.display()))?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn events(reports: &[Report]) -> BTreeMap<&str, usize> {
    let mut events = BTreeMap::new();
    reports.iter().for_each(|r| *events.entry(r.event.as_str()).or_default() += 1);
    events
}

fn cluster(reports: &[Report], threshold: f32) -> Vec<Vec<u32>> {
    let versions: Vec<Version> = reports.iter().map(|r| Version::of("x", &r.text)).collect();
    let index = TermIndex::build(&versions.iter().collect::<Vec<_>>(), TermSettings::default());
    let mut edges = Vec::new();
    let mut scratch = NeighbourScratch::default();
    for i in 0..versions.len() {
        let a = u32::try_from(i).expect("few articles");
        edges.extend(index.neighbours(i, &mut scratch).iter().filter(|n| n.article > a).map(|n| StoryEdge {
            a,
            b: n.article,
            likeness: n.cosine,
        }));
    }
    let settings = StorySettings { min_average: threshold, ..StorySettings::default() };
    stories(versions.len(), &[], &edges, settings, |a, b| index.cosine(a as usize, b as usize))
}

/// Precision and recall, averaged over articles.
fn bcubed(reports: &[Report], groups: &[Vec<u32>]) -> (f64, f64) {
    let sizes = events(reports);
    let (mut precision, mut recall) = (0.0, 0.0);
    for group in groups {
        for &i in group {
            let event = &reports[i as usize].event;
            let same = group.iter().filter(|&&j| &reports[j as usize].event == event).count() as f64;
            precision += same / group.len() as f64;
            recall += same / sizes[event.as_str()] as f64;
        }
    }
    let n = reports.len() as f64;
    (precision / n, recall / n)
}

fn f1((precision, recall): (f64, f64)) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// Each fifth of the topics judged with the threshold that is best on the others.
fn crossed(reports: &[Report], thresholds: &[f32]) -> String {
    let mut sum = (0.0, 0.0);
    for fold in 0..5 {
        let part = |held: bool| -> Vec<Report> {
            let chosen = reports.iter().filter(|r| (r.topic % 5 == fold) == held);
            chosen.map(|r| Report { topic: r.topic, event: r.event.clone(), text: r.text.clone() }).collect()
        };
        let (others, own) = (part(false), part(true));
        let score = |reports: &[Report], t: f32| bcubed(reports, &cluster(reports, t));
        let best = thresholds.iter().copied().max_by(|&x, &y| f1(score(&others, x)).total_cmp(&f1(score(&others, y))));
        let (precision, recall) = score(&own, best.unwrap_or(0.2));
        let share = own.len() as f64 / reports.len() as f64;
        sum = (sum.0 + precision * share, sum.1 + recall * share);
    }
    format!("{:.3} | {:.3} | {:.3}", sum.0, sum.1, f1(sum))
}
