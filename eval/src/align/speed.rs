//! How long does an alignment take? Processor time of one thread where the system tells it, else wall time.

use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Instant;

use wirecopy_align::{Aligner, Settings, align};
use wirecopy_document::Version;
use wirecopy_facts::changes;

use super::generate::Generator;
use super::generated::articles;
use super::load;

/// A clock that a busy machine does not disturb.
struct Clock {
    wall: Instant,
    worked: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), worked: Self::worked() }
    }

    /// Seconds that this thread has run, on Linux.
    fn worked() -> Option<f64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    }

    fn seconds(&self) -> f64 {
        Self::worked().zip(self.worked).map_or_else(|| self.wall.elapsed().as_secs_f64(), |(now, then)| now - then)
    }
}

/// Prints pairs a second for typical news, and seconds for long texts.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    println!("\nspeed, one thread");
    let articles = articles(data, 600)?;
    let versions: Vec<Version> = articles.iter().map(|a| a.version.clone()).collect();
    let mut generator = Generator::new(1, &versions);
    rewrites(&versions, &mut generator, 16..=24);
    rewrites(&versions, &mut generator, 26..=34);
    let mut aligner = Aligner::default();
    let start = Clock::start();
    for pair in versions.windows(2) {
        std::hint::black_box(aligner.align(&pair[0], &pair[1]));
    }
    println!("unrelated articles: {:.0} pairs a second", (versions.len() - 1) as f64 / start.seconds());
    long(&versions, &mut generator);
    Ok(())
}

/// Articles of so many sentences and a rewrite of each: aligned, and aligned and searched for changed facts.
fn rewrites(versions: &[Version], generator: &mut Generator, lengths: RangeInclusive<usize>) {
    let mut pairs = Vec::new();
    for (i, a) in versions.iter().enumerate().filter(|(_, a)| lengths.contains(&a.sentences.len())) {
        pairs.push((a, load::version("b", &generator.rewrite(a, &versions[(i + 1) % versions.len()]).lines)));
    }
    let sentences: usize = pairs.iter().map(|(a, b)| a.sentences.len() + b.sentences.len()).sum();
    let mut aligner = Aligner::default();
    let start = Clock::start();
    for (a, b) in &pairs {
        std::hint::black_box(aligner.align(a, b));
    }
    let aligned = start.seconds();
    let start = Clock::start();
    for (a, b) in &pairs {
        std::hint::black_box(changes(a, b, &aligner.align(a, b)));
    }
    let searched = start.seconds();
    let (mean, count) = (sentences as f64 / 2.0 / pairs.len() as f64, pairs.len());
    println!(
        "rewrites of {mean:.0} sentences a side ({count} pairs): {:.0} pairs a second; with the search for changed facts {:.0}",
        count as f64 / aligned,
        count as f64 / searched
    );
}

fn long(versions: &[Version], generator: &mut Generator) {
    let mut a = Vec::new();
    let mut b = Vec::new();
    for (i, version) in versions.iter().enumerate() {
        a.extend((0..version.sentences.len()).map(|k| version.sentence_text(k).to_owned()));
        b.extend(generator.rewrite(version, &versions[(i + 1) % versions.len()]).lines);
    }
    for count in [500, 1000, 2000, 4000, 8000] {
        let cut = |lines: &[String]| load::version("x", &lines[..count.min(lines.len())]);
        timed(&format!("{count} × {count} sentences, rewritten"), &cut(&a), &cut(&b));
    }
    let same: Vec<&str> = std::iter::repeat_n("All rights reserved, no part may be reproduced.", 4000).collect();
    timed("4000 × 4000 identical sentences", &load::version("x", &same), &load::version("y", &same));
    let near = |word: &str| {
        (0..4000).map(|i| format!("All rights reserved, no part {word} be reproduced {i}.")).collect::<Vec<_>>()
    };
    timed("4000 × 4000 nearly identical ones", &load::version("x", &near("may")), &load::version("y", &near("shall")));
}

fn timed(name: &str, a: &Version, b: &Version) {
    let start = Clock::start();
    let found = std::hint::black_box(align(a, b, &Settings::default()));
    println!("{name}: {:.2} s, {} groups", start.seconds(), found.groups.len());
}
