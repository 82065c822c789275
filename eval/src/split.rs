//! Splitting of pages: generated pages with known answers, and ordinary articles that must stay whole.

mod compose;
mod corpus;
mod features;
mod inventory;
mod layout;
mod losses;
mod notices;
mod score;
mod unread;
mod whole;

use std::path::Path;
use std::time::Instant;

use wirecopy_document::{Page, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};

use crate::random::Random;
use compose::{Composed, compose};
use corpus::{Corpus, Third};
use inventory::Half;
use score::Score;

/// What to measure, and how much of it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Generated pages for each half of the generator's inventory.
    #[arg(long, default_value_t = 500)]
    pages: usize,
    /// Ordinary articles that must stay whole.
    #[arg(long, default_value_t = 2000)]
    whole: usize,
    /// Make pages only of articles whose every line reads as body.
    #[arg(long)]
    clean: bool,
    /// Ordinary articles are taken at even distances; so many places further on than usual.
    #[arg(long, default_value_t = 0)]
    shift: usize,
    /// The third of the articles that is measured.
    #[arg(long, value_enum, default_value_t = Third::Dev)]
    third: Third,
    /// Measure nothing: write what the splitter measures at each place, with the truth, for `eval/train/boundary.py`.
    #[arg(long, value_name = "FILE")]
    features: Option<std::path::PathBuf>,
    /// Measure nothing: write the pieces of the source articles that are called furniture and were not read yet.
    #[arg(long, value_name = "FILE")]
    unread: Option<std::path::PathBuf>,
    /// Count everything that the source articles hold as body, the notices of their sites too.
    #[arg(long)]
    as_is: bool,
    /// Seed of the generator.
    #[arg(long, default_value_t = 20_240_402)]
    seed: u64,
    /// Print the first so many mistakes of each kind, with their surroundings.
    #[arg(long, default_value_t = 0)]
    show: usize,
}

/// Prints the table.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    let mut corpus = Corpus::read(&data.join("article-bias/article-bias.jsonl.zst"), options.third)?;
    corpus.keeps_notices = options.as_is;
    if let Some(file) = &options.features {
        return features::write(&corpus, file, options.pages, options.whole, options.seed);
    }
    if let Some(file) = &options.unread {
        let pages = [Half::Development, Half::HeldOut].map(|half| composed(&corpus, half, options));
        return unread::write(&corpus, &pages.into_iter().flatten().collect::<Vec<_>>(), file);
    }
    println!(
        "{:?} third, {} articles; {} lines recur among them and count neither way",
        options.third,
        corpus.ordinary.len(),
        corpus.recurring()
    );
    if options.clean {
        corpus.keep_clean();
        println!("pages are made of {} articles without captions and furniture of their own", corpus.usable.len());
    }
    println!("generated pages (seed {}):", options.seed);
    for half in [Half::Development, Half::HeldOut] {
        generated(&corpus, half, options);
    }
    whole::run(&corpus, options.whole, options.shift, options.show);
    Ok(())
}

/// The pages of one half of the inventory.
fn composed(corpus: &Corpus, half: Half, options: &Options) -> Vec<Composed> {
    let mut random = Random::new(options.seed ^ half as u64);
    (0..options.pages).map(|n| compose(corpus, half, n, &mut random)).collect()
}

/// Pages of one half of the inventory: each alone, then in a pile with pages that carry one of their articles.
fn generated(corpus: &Corpus, half: Half, options: &Options) {
    let pages = composed(corpus, half, options);
    let mut alone = Score::default();
    for page in &pages {
        alone.add(corpus, page, &read_together(vec![page.source()])[0], options.show);
    }
    println!("{half}, each page alone: {alone}");
    let mut pile = Score::default();
    let mut sources: Vec<SourcePage> = pages.iter().map(Composed::source).collect();
    sources.extend(pages.iter().enumerate().map(|(n, page)| page.companion(corpus, n % page.articles.len())));
    let read = read_together(sources);
    for (n, (page, found)) in pages.iter().zip(&read).enumerate() {
        pile.add(corpus, page, found, options.show);
        pile.add_beside(page, found, n % page.articles.len(), options.show);
    }
    println!("{half}, in a pile where another page carries one of the articles: {pile}");
}

/// Reads pages as the engine does: a map, a group, a map.
fn read_together(sources: Vec<SourcePage>) -> Vec<Page> {
    let outlines: Vec<_> = sources.into_iter().map(outline).collect();
    let evidence = Evidence::gather(&outlines);
    outlines.into_iter().map(|o| extract(o, &evidence)).collect()
}

/// Prints megabytes a second of a step.
fn speed(name: &str, bytes: usize, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    println!("  {name}: {:.1} MB in {seconds:.2} s, {:.1} MB/s", bytes as f64 / 1e6, bytes as f64 / 1e6 / seconds);
}
