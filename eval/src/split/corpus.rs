//! Real articles: paragraphs, titles, outlets; and which of their lines recur.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use xxhash_rust::xxh3::xxh3_64;

use super::notices::{Known, Notices};

/// One article of the set.
pub(super) struct RealArticle {
    pub(super) id: String,
    pub(super) outlet: String,
    pub(super) title: String,
    pub(super) text: String,
    /// Lines of the text that are not empty, without a copy of the title in front.
    pub(super) paragraphs: Vec<String>,
}

/// A third of the articles, by the hash of their ids. Pages are made, and ordinary articles taken, of one third only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum Third {
    /// What weights are fitted to.
    Train,
    /// What rules and choices are tried on.
    Dev,
    /// What is only measured, and whose mistakes are not read.
    Blind,
}

impl Third {
    fn of(id: &str) -> Self {
        [Self::Train, Self::Dev, Self::Blind][(xxh3_64(id.as_bytes()) % 3) as usize]
    }
}

/// The set.
pub(super) struct Corpus {
    pub(super) articles: Vec<RealArticle>,
    /// Those of the third that is measured.
    pub(super) ordinary: Vec<usize>,
    /// Those of them fit to make pages of.
    pub(super) usable: Vec<usize>,
    counts: HashMap<String, u32>,
    /// Openings up to a colon that many paragraphs share ("Read more:").
    labels: HashMap<String, u32>,
    notices: Notices,
    /// Notices of the sources count as body.
    pub(super) keeps_notices: bool,
}

/// A line in so many articles is furniture that the set's own crawl left in: neither body nor added furniture.
const RECURRING: u32 = 3;
/// A paragraph or bracket with an opening of so many others is such furniture as well.
const LABELLED: u32 = 15;

/// What lines speak of that are no body.
const SITE: [&str; 14] = [
    "photo",
    "image",
    "getty",
    "caption",
    "newsletter",
    "copyright",
    "published",
    "expressed",
    "follow",
    "twitter",
    "read more",
    "click",
    "subscri",
    "/ap",
];

impl Corpus {
    pub(super) fn read(path: &Path, third: Third) -> anyhow::Result<Self> {
        let file = File::open(path).with_context(|| format!("{} (see the README of the data)", path.display()))?;
        let mut articles = Vec::new();
        for line in BufReader::new(zstd::Decoder::new(file)?).lines() {
            let value: serde_json::Value = serde_json::from_str(&line?)?;
            articles.push(article(&value));
        }
        let mut counts: HashMap<String, u32> = HashMap::new();
        for article in &articles {
            let mut lines: Vec<&String> = article.paragraphs.iter().collect();
            lines.sort_unstable();
            lines.dedup();
            for line in lines {
                *counts.entry(line.clone()).or_default() += 1;
            }
        }
        counts.retain(|_, n| *n >= RECURRING);
        let mut labels: HashMap<String, u32> = HashMap::new();
        for paragraph in articles.iter().flat_map(|a| &a.paragraphs) {
            for piece in paragraph.split(['(', '[']).filter_map(label) {
                *labels.entry(piece).or_default() += 1;
            }
        }
        labels.retain(|_, n| *n >= LABELLED);
        let ordinary: Vec<usize> = (0..articles.len()).filter(|&i| Third::of(&articles[i].id) == third).collect();
        let usable = ordinary.iter().copied().filter(|&i| is_usable(&articles[i])).collect();
        let notices = Notices::read(articles.iter().map(|a| a.paragraphs.as_slice()));
        Ok(Self { articles, ordinary, usable, counts, labels, notices, keeps_notices: false })
    }

    /// Makes pages only of articles without furniture and captions of their own, as far as a neutral rule can say: each
    /// line reads as a sentence, none recurs or has a label that many have, and none speaks of pictures or of the site.
    pub(super) fn keep_clean(&mut self) {
        let clean = |i: &usize| self.articles[*i].paragraphs.iter().all(|p| self.is_clean(p));
        self.usable = self.usable.iter().copied().filter(clean).collect();
    }

    fn is_clean(&self, line: &str) -> bool {
        let low = line.to_lowercase();
        let ends = line.trim_end_matches(['"', '”', '’', '\'', ')', ' ']).ends_with(['.', '!', '?', ':', '…']);
        let long = line.split_whitespace().count() >= 8;
        ends && long && !self.recurs(line) && !self.is_labelled(line) && !SITE.iter().any(|w| low.contains(w))
    }

    pub(super) fn recurring(&self) -> usize {
        self.counts.len()
    }

    pub(super) fn recurs(&self, line: &str) -> bool {
        self.counts.contains_key(line)
    }

    /// Whether a piece of a real article is a notice of its source.
    pub(super) fn notice(&self, piece: &str) -> Option<Known> {
        self.notices.knows(piece).filter(|_| !self.keeps_notices)
    }

    /// Whether a piece of a real article opens with a label that many others open with.
    pub(super) fn is_labelled(&self, piece: &str) -> bool {
        label(piece.trim_start_matches(['(', '[', ' '])).is_some_and(|l| self.labels.contains_key(&l))
    }
}

/// The opening up to a colon, if it is short and not a name followed by what was said.
fn label(piece: &str) -> Option<String> {
    let (label, _) = piece.get(..piece.len().min(60)).unwrap_or_default().split_once(':')?;
    let label = label.trim();
    (label.len() >= 3 && label.split_whitespace().count() <= 4).then(|| label.to_lowercase())
}

fn article(value: &serde_json::Value) -> RealArticle {
    let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let (title, text) = (field("title"), field("text"));
    let mut paragraphs: Vec<String> = text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    if paragraphs.first().is_some_and(|first| letters(first) == letters(&title)) {
        paragraphs.remove(0);
    }
    RealArticle { id: field("id"), outlet: field("source"), title: title.trim().to_owned(), text, paragraphs }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Long enough, with a headline of ordinary length.
fn is_usable(article: &RealArticle) -> bool {
    let words = article.title.split_whitespace().count();
    let prose = article.paragraphs.iter().filter(|p| p.split_whitespace().count() >= 15).count();
    (4..=25).contains(&words) && !article.title.contains('\n') && prose >= 5 && article.text.len() < 20_000
}
