//! Who copied whom, on generated traditions: real articles copied along random trees with a known answer.

mod copies;
mod edits;
mod generate;
mod joining;
mod peers;
mod press;
mod score;

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter};
use std::path::Path;

use anyhow::Context;
use wirecopy_document::Version;
use wirecopy_stemma::{Costs, Effort, Hints};

use crate::random::Random;
use copies::{Article, Tradition};
use edits::Edits;
use generate::{Rates, Writer};
use press::Press;
use score::{Scores, Totals};

/// What to generate.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Traditions for each size and share of lost versions.
    #[arg(long, default_value_t = 20)]
    traditions: usize,
    /// Numbers of surviving versions.
    #[arg(long, value_delimiter = ',', default_values_t = [5, 10, 20, 50])]
    versions: Vec<usize>,
    /// Shares of versions that are lost, in percent.
    #[arg(long, value_delimiter = ',', default_values_t = [0, 30, 60])]
    lost: Vec<usize>,
    /// Of the random numbers; for each the same number of traditions.
    #[arg(long = "seed", value_delimiter = ',', default_values_t = [1])]
    seeds: Vec<u64>,
    /// Costs to try: loss, gain, again, order, unseen, against time.
    #[arg(long, value_delimiter = ',')]
    costs: Vec<f32>,
    /// Show this many traditions in words.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Leave out the other methods, which take most of the time; the table has NaN for them.
    #[arg(long)]
    alone: bool,
    /// Write what the versions differ in, their words, and how far they are from each other in truth, to this file: one JSON object a
    /// tradition, for `peers/parsimony.py` and `peers/rhm.py`.
    #[arg(long)]
    characters: Option<std::path::PathBuf>,
    /// Only tell how long a family of each number of versions takes, as a run does it.
    #[arg(long)]
    time: bool,
    /// How many of the copies draw on a second version, in percent.
    #[arg(long, default_value_t = 5)]
    mixed: usize,
    /// How many of the new words are one of two that others would put there too, in percent.
    #[arg(long, default_value_t = 50)]
    alike: usize,
    /// How copies are made; supports of directions are fitted to both, those of second sources to `first`. `press` has edits that real
    /// writers made and outlets with habits and house styles.
    #[arg(long, value_enum, default_value_t)]
    copying: Copying,
    /// Leave out the times of publication.
    #[arg(long)]
    timeless: bool,
    /// Write what speaks for each relation, and whether it is right, to this file: one JSON object a line, to learn from.
    #[arg(long)]
    write: Option<std::path::PathBuf>,
    /// The same of the pairs that share words against the tree.
    #[arg(long)]
    write_shared: Option<std::path::PathBuf>,
}

/// How copies are made.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Copying {
    /// As [`Writer`] does.
    #[default]
    First,
    /// As [`Press`] does.
    Press,
}

/// What traditions are made of.
struct Material {
    articles: Vec<Article>,
    edits: Option<Edits>,
}

impl Material {
    fn read(data: &Path, copying: Copying) -> anyhow::Result<Self> {
        let articles = articles(&data.join("article-bias/article-bias.jsonl.zst"))?;
        let edits = || Edits::read(&data.join("wiki-versions/versions.jsonl.zst"));
        Ok(Self { articles, edits: (copying == Copying::Press).then(edits).transpose()? })
    }

    fn tradition(&self, seed: u64, rates: Rates, versions: usize, lost: f64) -> Tradition {
        let random = Random::new(seed);
        match &self.edits {
            Some(edits) => Press::new(random, &self.articles, edits, rates).tradition(versions, lost),
            None => Writer::new(random, &self.articles, rates).tradition(versions, lost),
        }
    }
}

impl Options {
    fn rates(&self) -> Rates {
        Rates { mixed: self.mixed as f64 / 100.0, alike: self.alike as f64 / 100.0 }
    }
}

/// Prints the table.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    let material = Material::read(data, options.copying)?;
    let mut costs = Costs::default();
    if let [loss, gain, again, order, unseen, against_time] = *options.costs.as_slice() {
        costs = Costs { loss, gain, again, order, unseen, against_time, ..costs };
    }
    if options.time {
        return time(&material, options);
    }
    println!(
        "| versions | lost | ours | NJ | NJ, plain | MST | MST, plain | edges P | R | direction right | of related | common source right | root |"
    );
    println!("|{}", " --- |".repeat(13));
    let mut all = Totals::default();
    let mut second_sources = Vec::new();
    let mut out = options.write.as_ref().map(|path| File::create(path).map(BufWriter::new)).transpose()?;
    let mut characters = options.characters.as_ref().map(|path| File::create(path).map(BufWriter::new)).transpose()?;
    let mut shared = options.write_shared.as_ref().map(|path| File::create(path).map(BufWriter::new)).transpose()?;
    for &versions in &options.versions {
        for &lost in &options.lost {
            let mut totals = Totals::default();
            let numbers = options.seeds.iter().flat_map(|&seed| (0..options.traditions).map(move |n| (seed, n)));
            for (seed, number) in numbers {
                let seed = seed.wrapping_mul(1_000_003) + (versions * 1000 + lost) as u64 * 7919 + number as u64;
                let tradition = material.tradition(seed, options.rates(), versions, lost as f64 / 100.0);
                if number < options.show {
                    println!("{}", tradition.describe());
                }
                if let Some(out) = &mut characters {
                    score::write_characters(&tradition, lost, out)?;
                }
                let scores = judge(&tradition, costs, options);
                if let Some(out) = &mut out {
                    score::write(&scores.said, seed, lost, out)?;
                }
                if let Some(out) = &mut shared {
                    score::write_shared(&scores.shared, seed, lost, out)?;
                }
                totals.add(&scores);
            }
            println!("| {versions} | {lost} % | {} |", totals.row());
            second_sources.push(format!("| {versions} | {lost} % | {} |", totals.second_sources()));
            all.merge(&totals);
        }
    }
    println!("| all | | {} |", all.row());
    println!("{}", all.reliability());
    println!(
        "| versions | lost | second source right | who drew on whom right | of those that draw on two | wrong per 100 families |"
    );
    println!("|{}\n{}", " --- |".repeat(6), second_sources.join("\n"));
    println!("| all | | {} |", all.second_sources());
    println!("Told of those that draw on two: {}", all.by_words());
    Ok(())
}

fn judge(tradition: &Tradition, costs: Costs, options: &Options) -> Scores {
    let published = if options.timeless { Vec::new() } else { tradition.published.clone() };
    let hints = Hints { published, is_source: Vec::new() };
    score::scores(tradition, &hints, costs, Effort::default(), options.alone)
}

/// A family of each size, of which a third is lost, on one thread.
fn time(material: &Material, options: &Options) -> anyhow::Result<()> {
    println!("| versions | seconds |\n| --- | --- |");
    for (&versions, &seed) in options.versions.iter().flat_map(|n| options.seeds.iter().map(move |seed| (n, seed))) {
        let tradition = material.tradition(seed, options.rates(), versions, 0.3);
        let seconds = score::seconds(&tradition)?;
        println!("| {versions} | {seconds:.2} |");
    }
    Ok(())
}

/// Sentences of the first few thousand articles of ordinary length, as words.
fn articles(path: &Path) -> anyhow::Result<Vec<Article>> {
    let file = File::open(path).with_context(|| format!("{} (see the README of the data)", path.display()))?;
    let mut all = Vec::new();
    for line in BufReader::new(zstd::Decoder::new(file)?).lines().take(4000) {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let version = Version::of("a", value["text"].as_str().unwrap_or_default());
        let words = |i: usize| version.sentence_text(i).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let sentences: Article = (0..version.sentences.len()).map(words).filter(|w| w.len() > 5).collect();
        if (10..60).contains(&sentences.len()) {
            all.push(sentences);
        }
    }
    Ok(all)
}
