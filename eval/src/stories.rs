//! Stories on ECB+: which articles tell of one event.

mod fit;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use wirecopy_cluster::{StoryEdge, StorySettings, stories};
use wirecopy_document::Version;
use wirecopy_retrieve::{
    EventWeights, Frequencies, NeighbourScratch, Profile, TermCounts, TermIndex, TermSettings, Vocabulary, lead, terms,
};

/// What to try.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Thresholds to try, as many as are given.
    #[arg(long, value_delimiter = ',', default_values_t = [0.30_f32, 0.34, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48, 0.50, 0.54])]
    thresholds: Vec<f32>,
}

#[derive(Deserialize)]
struct Report {
    topic: u32,
    event: String,
    text: String,
}

/// Prints precision, recall and F1 (B-cubed, Bagga & Baldwin 1998) over events: with the bundled weights, which were fitted to
/// these very topics, for each threshold; then by cross-validation, each fifth of the topics with weights and threshold that
/// were chosen on the others.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    let reports = read(&data.join("ecbplus/topics1-35.jsonl"))?;
    println!("ECB+: {} articles, {} events", reports.len(), events(&reports.iter().collect::<Vec<_>>()).len());
    println!("| threshold | B-cubed P | R | F1 |\n| --- | --- | --- | --- |");
    let all = Pile::new(reports.iter().collect());
    for &threshold in &options.thresholds {
        let score = all.score(EventWeights::default(), threshold);
        println!("| {threshold:.2} | {:.3} | {:.3} | {:.3} |", score.0, score.1, f1(score));
    }
    println!("| by cross-validation over topics | {} |", crossed(&reports, &options.thresholds));
    println!("weights of all: {:?}", all.fit());
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

/// Reports as one pile.
struct Pile<'r> {
    reports: Vec<&'r Report>,
    index: TermIndex,
    profiles: Vec<Profile>,
}

impl<'r> Pile<'r> {
    fn new(reports: Vec<&'r Report>) -> Self {
        let versions: Vec<Version> = reports.iter().map(|r| Version::of("x", &r.text)).collect();
        let mut vocabulary = Vocabulary::default();
        let counts: Vec<TermCounts> = versions.iter().map(|v| vocabulary.number(&terms(v))).collect();
        let mut frequencies = Frequencies::default();
        counts.iter().for_each(|c| frequencies.add(c));
        let weights = frequencies.weights(&vocabulary);
        let profiles = counts.iter().zip(&versions).map(|(c, v)| Profile::new(c, lead(v), &weights)).collect();
        let settings = TermSettings::default();
        let index = TermIndex::new(counts.iter().map(|c| weights.vector(c, settings.max_terms)).collect(), settings);
        Self { reports, index, profiles }
    }

    fn score(&self, weights: EventWeights, threshold: f32) -> (f64, f64) {
        let likeness = |a: u32, b: u32| weights.score(self.profiles[a as usize].common(&self.profiles[b as usize]));
        let mut edges = Vec::new();
        let mut scratch = NeighbourScratch::default();
        for i in 0..self.reports.len() {
            let a = u32::try_from(i).expect("few articles");
            let near = self.index.neighbours(i, &mut scratch);
            let near = near.iter().filter(|n| n.article > a);
            edges.extend(near.map(|n| StoryEdge { a, b: n.article }));
        }
        let settings = StorySettings { min_average: threshold, ..StorySettings::default() };
        bcubed(&self.reports, &stories(self.reports.len(), &[], &edges, settings, likeness))
    }

    /// Weights of the pairs that share rare words, and of all pairs of one event.
    fn fit(&self) -> EventWeights {
        let mut pairs = Vec::new();
        for i in 0..self.reports.len() {
            for j in i + 1..self.reports.len() {
                let is_one = self.reports[i].event == self.reports[j].event;
                let common = self.profiles[i].common(&self.profiles[j]);
                if is_one || common.terms > MIN_TERMS {
                    pairs.push((common.features().map(f64::from), is_one));
                }
            }
        }
        let [constant, weights @ ..] = fit::logistic(&pairs).map(|w| w as f32);
        EventWeights { constant, weights }
    }
}

/// Cosine from which a pair of two events teaches something.
const MIN_TERMS: f32 = 0.03;

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

/// Each fifth of the topics judged with the weights and the threshold that are best on the others.
fn crossed(reports: &[Report], thresholds: &[f32]) -> String {
    let mut sum = (0.0, 0.0);
    for fold in 0..5 {
        let part = |held: bool| Pile::new(reports.iter().filter(|r| (r.topic % 5 == fold) == held).collect());
        let (others, own) = (part(false), part(true));
        let weights = others.fit();
        let scores: Vec<f64> = thresholds.iter().map(|&t| f1(others.score(weights, t))).collect();
        let best = thresholds[smooth_peak(&scores)];
        let (precision, recall) = own.score(weights, best);
        let share = own.reports.len() as f64 / reports.len() as f64;
        sum = (sum.0 + precision * share, sum.1 + recall * share);
    }
    format!("{:.3} | {:.3} | {:.3}", sum.0, sum.1, f1(sum))
}
