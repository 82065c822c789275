//! Stories on ECB+: which articles tell of one event.

mod fit;
mod groups;
mod look_alikes;
mod pile;
mod time;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;
use wirecopy_cluster::StorySettings;
use wirecopy_retrieve::EventWeights;

use crate::random::Random;
use pile::Pile;

/// What to try.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Thresholds to try, as many as are given.
    #[arg(long, value_delimiter = ',', default_values_t = [0.06_f32, 0.1, 0.14, 0.18, 0.22, 0.26, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5])]
    thresholds: Vec<f32>,
    /// How often the topics are dealt into five parts anew.
    #[arg(long, default_value_t = 3)]
    deals: u64,
    /// Time the story pass alone on so many articles, made of the records of this file (JSONL with `text` and `date`).
    #[arg(long, value_name = "FILE")]
    time: Option<PathBuf>,
    /// With `--time`: how many articles, one run each.
    #[arg(long, value_delimiter = ',', default_values_t = [50_000, 200_000])]
    sizes: Vec<usize>,
    /// With `--time`: no article has a date.
    #[arg(long)]
    undated: bool,
    /// With `--time`: a tenth of the articles are weather reports made by one template.
    #[arg(long)]
    template: bool,
    /// Made threads over weeks and reports made by one template: which of them become one story.
    #[arg(long)]
    look_alikes: bool,
}

#[derive(Deserialize)]
struct Report {
    topic: u32,
    event: String,
    text: String,
}

/// Prints precision, recall and F1 (B-cubed, Bagga & Baldwin 1998) over events: with the bundled weights, which were fitted to
/// these very topics, for each threshold; then by cross-validation, each fifth of the topics with weights and threshold that
/// were chosen on the others, for several deals of the topics.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    if let Some(file) = &options.time {
        return time::run(file, options);
    }
    if options.look_alikes {
        return look_alikes::run();
    }
    let reports = read(&data.join("ecbplus/topics1-35.jsonl"))?;
    println!("ECB+: {} articles, {} events", reports.len(), events(&reports.iter().collect::<Vec<_>>()).len());
    println!("| threshold | B-cubed P | R | F1 |\n| --- | --- | --- | --- |");
    let all = pile(reports.iter().collect());
    for &threshold in &options.thresholds {
        let score = score(&all, EventWeights::default(), threshold);
        println!("| {threshold:.2} | {:.3} | {:.3} | {:.3} |", score.0, score.1, f1(score));
    }
    let deals: Vec<Crossed> = (0..options.deals).map(|deal| crossed(&reports, &options.thresholds, deal)).collect();
    let mean = |of: fn(&Crossed) -> f64| deals.iter().map(of).sum::<f64>() / deals.len().max(1) as f64;
    println!(
        "| crossed, mean of deals | {:.3} | {:.3} | {:.3} |",
        mean(|d| d.chosen.0),
        mean(|d| d.chosen.1),
        mean(|d| f1(d.chosen))
    );
    println!(
        "| crossed, default threshold | {:.3} | {:.3} | {:.3} |",
        mean(|d| d.fixed.0),
        mean(|d| d.fixed.1),
        mean(|d| f1(d.fixed))
    );
    let each: Vec<String> = deals.iter().map(|d| format!("{:.3} (at {:?})", f1(d.chosen), d.thresholds)).collect();
    println!("each deal: {}", each.join(", "));
    println!("weights of all: {:?}", fit(&all));
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Vec<Report>> {
    let text = fs::read_to_string(path).with_context(|| format!("{} is not there", path.display()))?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn events<'r>(reports: &[&'r Report]) -> BTreeMap<&'r str, usize> {
    let mut events = BTreeMap::new();
    reports.iter().for_each(|r| *events.entry(r.event.as_str()).or_default() += 1);
    events
}

/// Reports, and what is known of them together.
struct Known<'r> {
    reports: Vec<&'r Report>,
    pile: Pile,
}

fn pile(reports: Vec<&Report>) -> Known<'_> {
    let pile = Pile::new(reports.iter().map(|r| (r.text.as_str(), None)));
    Known { reports, pile }
}

fn score(known: &Known<'_>, weights: EventWeights, threshold: f32) -> (f64, f64) {
    let settings = StorySettings { min_likeness: threshold, ..StorySettings::default() };
    bcubed(&known.reports, &known.pile.stories(weights, settings))
}

fn fit(known: &Known<'_>) -> EventWeights {
    let [constant, weights @ ..] = fit::logistic(&groups::sampled(known)).map(|w| w as f32);
    EventWeights { constant, weights }
}

/// Precision and recall, averaged over articles.
fn bcubed(reports: &[&Report], groups: &[Vec<u32>]) -> (f64, f64) {
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

/// The place of the greatest score, each taken together with its neighbours: single peaks are chance.
fn smooth_peak(scores: &[f64]) -> usize {
    let mean = |i: usize| {
        let near = &scores[i.saturating_sub(1)..scores.len().min(i + 2)];
        near.iter().sum::<f64>() / near.len() as f64
    };
    (0..scores.len()).max_by(|&i, &j| mean(i).total_cmp(&mean(j))).unwrap_or(0)
}

/// Precision and recall over topics that were not learnt from.
struct Crossed {
    chosen: (f64, f64),
    fixed: (f64, f64),
    thresholds: Vec<f32>,
}

/// Each fifth of the topics judged with the weights that are best on the others: with the threshold that is best there, and with the
/// default one.
fn crossed(reports: &[Report], thresholds: &[f32], deal: u64) -> Crossed {
    let mut topics: Vec<u32> = reports.iter().map(|r| r.topic).collect();
    topics.dedup();
    Random::new(deal).shuffle(&mut topics);
    let fold_of = |r: &Report| topics.iter().position(|&t| t == r.topic).expect("every topic is dealt") % 5;
    let mut found = Crossed { chosen: (0.0, 0.0), fixed: (0.0, 0.0), thresholds: Vec::new() };
    for fold in 0..5 {
        let part = |held: bool| pile(reports.iter().filter(|r| (fold_of(r) == fold) == held).collect());
        let (others, own) = (part(false), part(true));
        let weights = fit(&others);
        let scores: Vec<f64> = thresholds.iter().map(|&t| f1(score(&others, weights, t))).collect();
        let best = thresholds[smooth_peak(&scores)];
        let share = own.reports.len() as f64 / reports.len() as f64;
        let add = |sum: (f64, f64), of: (f64, f64)| (sum.0 + of.0 * share, sum.1 + of.1 * share);
        found.chosen = add(found.chosen, score(&own, weights, best));
        found.fixed = add(found.fixed, score(&own, weights, StorySettings::default().min_likeness));
        found.thresholds.push(best);
    }
    found
}
