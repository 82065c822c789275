//! Pieces of the source articles that are called furniture and are not known as notices yet, to be read one by one.
//!
//! Each article is read as it is, under its title, apart from the pages that are made of it: so whoever reads the pieces
//! sees nothing of the pages, nor of what was right on them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use wirecopy_extract::{Evidence, extract, outline};

use super::compose::{Composed, alone};
use super::corpus::Corpus;
use super::notices::letters;

/// Writes the hash and the words of each piece, in the order of the hashes; what recurs or has a label counts neither way already.
pub(super) fn write(corpus: &Corpus, pages: &[Composed], file: &Path) -> anyhow::Result<()> {
    let mut articles: Vec<usize> = pages.iter().flat_map(|p| &p.articles).map(|a| a.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut pieces: BTreeMap<u64, String> = BTreeMap::new();
    for &i in &articles {
        let page = extract(outline(alone(&corpus.articles[i], i.to_string())), &Evidence::default());
        for furniture in &page.furniture {
            let piece = furniture.span.of(&page.text);
            if corpus.notice(piece).is_none() && !corpus.recurs(piece) && !corpus.is_labelled(piece) {
                pieces.insert(letters(piece), piece.to_owned());
            }
        }
    }
    let mut out = BufWriter::new(File::create(file)?);
    for (hash, piece) in &pieces {
        writeln!(out, "{hash:016x}\t{piece}")?;
    }
    println!("{} pieces of {} articles are not known as notices", pieces.len(), articles.len());
    Ok(out.flush()?)
}
