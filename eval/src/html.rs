//! Bodies and dates of HTML pages: the article extraction benchmark of Scrapinghub (181 news pages).
//!
//! The measure is that of its `evaluate.py`: 4-gram shingles of the body, precision and recall averaged over pages. The
//! rules were made on one half of the pages (the first hex digit of the id is below 8); the other half was only counted.

mod dates;
mod shingles;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use serde_json::{Map, Value, json};
use wirecopy_document::{Format, Page, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};

use shingles::{Matched, matched, unmatched};

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write the bodies in the form that the benchmark's `evaluate.py` reads.
    #[arg(long)]
    write: Option<PathBuf>,
    /// Print what is taken too much and what is missing on so many pages of the half that may be looked at.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Read each page so many times, for a steadier figure of speed.
    #[arg(long, default_value_t = 1)]
    rounds: usize,
}

/// One page of the benchmark.
struct Labelled {
    id: String,
    url: String,
    html: String,
    body: String,
}

impl Labelled {
    /// Whether the rules may be made on this page.
    fn is_seen(&self) -> bool {
        self.id.as_bytes().first().is_some_and(|b| matches!(b, b'0'..=b'7'))
    }

    fn source(&self) -> SourcePage {
        let mut source = SourcePage::text(self.id.clone(), self.html.clone());
        source.format = Format::Html;
        source.uri = Some(self.url.clone());
        source
    }
}

/// Prints F1, precision and recall of both halves, what metadata was found, and how fast.
pub(crate) fn run(data: &Path, options: &Options) -> anyhow::Result<()> {
    let folder = data.join("aeb");
    let labelled = read(&folder)?;
    let pages = read_pages(&labelled, options.rounds);
    let scores: Vec<Matched> = labelled.iter().zip(&pages).map(|(l, p)| matched(&l.body, &body(p))).collect();
    for (name, seen) in [("all pages", None), ("seen half", Some(true)), ("held-out half", Some(false))] {
        let part = |l: &Labelled| seen.is_none_or(|s| l.is_seen() == s);
        let chosen: Vec<Matched> = labelled.iter().zip(&scores).filter(|(l, _)| part(l)).map(|(_, s)| *s).collect();
        println!("{name}: {}", shingles::Mean::of(&chosen));
    }
    report(&pages);
    dates::report(&labelled, &pages);
    if let Some(path) = &options.write {
        let bodies: Map<String, Value> =
            pages.iter().map(|p| (p.id.clone(), json!({ "articleBody": body(p) }))).collect();
        std::fs::write(path, serde_json::to_vec(&bodies)?).with_context(|| path.display().to_string())?;
    }
    show(&labelled, &pages, &scores, options.show);
    Ok(())
}

fn read(folder: &Path) -> anyhow::Result<Vec<Labelled>> {
    let file = folder.join("ground-truth.json");
    let truth =
        std::fs::read_to_string(&file).with_context(|| format!("{} (see the README of the data)", file.display()))?;
    let truth: Map<String, Value> = serde_json::from_str(&truth)?;
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    let page = |(id, entry): (&String, &Value)| {
        let html = unpacked(&folder.join(format!("html/{id}.html.gz")))?;
        Ok(Labelled { id: id.clone(), url: text(entry, "url"), html, body: text(entry, "articleBody") })
    };
    truth.iter().map(page).collect()
}

fn unpacked(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(File::open(path)?).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn read_pages(labelled: &[Labelled], rounds: usize) -> Vec<Page> {
    let mut outlines = Vec::new();
    let started = Instant::now();
    for _ in 0..rounds.max(1) {
        outlines = labelled.iter().map(|l| outline(l.source())).collect();
    }
    let seconds = started.elapsed().as_secs_f64() / rounds.max(1) as f64;
    let megabytes = labelled.iter().map(|l| l.html.len()).sum::<usize>() as f64 / 1e6;
    println!("one core: {:.0} pages/s, {:.0} MB/s", labelled.len() as f64 / seconds, megabytes / seconds);
    let evidence = Evidence::gather(&outlines);
    outlines.into_iter().map(|o| extract(o, &evidence)).collect()
}

fn body(page: &Page) -> String {
    let lines: Vec<&str> = page.articles.iter().flat_map(|a| &a.body).map(|s| s.of(&page.text)).collect();
    lines.join("\n")
}

fn report(pages: &[Page]) {
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

/// The pages that cost most, worst first, with the lines that went wrong.
fn show(labelled: &[Labelled], pages: &[Page], scores: &[Matched], limit: usize) {
    let mut order: Vec<usize> = (0..pages.len()).filter(|&i| labelled[i].is_seen()).collect();
    order.sort_by(|&a, &b| (scores[a].f1()).total_cmp(&scores[b].f1()));
    for &i in order.iter().take(limit) {
        let (truth, page, found) = (&labelled[i], &pages[i], body(&pages[i]));
        println!("=== {} {} {}", truth.id, truth.url, scores[i]);
        let head = page.articles.first();
        println!("    headline {:?}", head.and_then(|a| a.headline.as_ref()).map(|h| &h.text));
        println!("    byline {:?}, outlet {:?}", head.and_then(|a| a.byline.as_ref()), page.outlet);
        for line in unmatched(&found, &truth.body) {
            println!("  + {line}");
        }
        for line in unmatched(&truth.body, &found) {
            println!("  - {line}");
        }
        for piece in &page.furniture {
            println!("    {}: {:?} ({})", piece.kind.name(), piece.span.of(&page.text), piece.reason);
        }
        for caption in page.articles.iter().flat_map(|a| &a.captions) {
            println!("    caption: {:?}", caption.of(&page.text));
        }
    }
}
