//! What the splitter measures at each place where a page could be cut, with the truth: one row a place.
//!
//! Columns: the page, its kind (`composed` or `ordinary`), 1 for a boundary, then the features. A boundary at which there
//! is no place to cut is a row with an empty page of its own kind (`missed`), so that it is counted.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use wirecopy_document::SourcePage;
use wirecopy_extract::{Evidence, feature_names, measure_places, outline};

use super::compose::compose_as;
use super::corpus::Corpus;
use super::inventory::Half;
use super::{layout, whole};
use crate::random::Random;

/// Writes the rows of `pages` pages in layouts of any kind and of `ordinary` articles as they are.
pub(super) fn write(corpus: &Corpus, file: &Path, pages: usize, ordinary: usize, seed: u64) -> anyhow::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    let names: Vec<String> = feature_names().map(|(name, sign)| format!("{name}{sign}")).collect();
    writeln!(out, "page\tkind\ttruth\t{}", names.join("\t"))?;
    let mut random = Random::new(seed);
    for n in 0..pages {
        let layout = layout::any(&mut random);
        let page = compose_as(corpus, Half::Development, layout, n, &mut random);
        let bounds: Vec<(usize, usize)> = page.boundaries();
        rows(&mut out, page.source(), "composed", &bounds)?;
    }
    let step = (corpus.ordinary.len() / ordinary.max(1)).max(1);
    for &i in corpus.ordinary.iter().step_by(step).take(ordinary) {
        rows(&mut out, whole::source(&corpus.articles[i]), "ordinary", &[])?;
    }
    Ok(out.flush()?)
}

fn rows(out: &mut impl Write, source: SourcePage, kind: &str, bounds: &[(usize, usize)]) -> anyhow::Result<()> {
    let page = source.id.clone();
    let outline = outline(source);
    let starts: Vec<usize> = bounds.iter().map(|&(_, to)| to).collect();
    let mut found = 0;
    for place in measure_places(&outline, &Evidence::default(), &starts) {
        let is_boundary = bounds.iter().any(|&(from, to)| place.span.end() > from && place.span.start() < to);
        found += usize::from(is_boundary);
        let values: Vec<String> = place.values.iter().map(|v| format!("{v:.4}")).collect();
        writeln!(out, "{page}\t{kind}\t{}\t{}", u8::from(is_boundary), values.join("\t"))?;
    }
    for _ in found..bounds.len() {
        writeln!(out, "{page}\tmissed\t1")?;
    }
    Ok(())
}
