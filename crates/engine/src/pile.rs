//! The pile after extraction: pages, their articles as versions, and which of them are the same text.

use std::ops::Range;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use rayon::iter::Either;
use rayon::prelude::*;
use wirecopy_document::{Article, Page, SourcePage, Version};
use wirecopy_extract::{Evidence, Outline, extract, outline};
use wirecopy_ingest::Reject;
use xxhash_rust::xxh3::Xxh3;

use crate::guard::guarded;
use crate::link::{Text, same_words};
use crate::progress::Progress;

/// One article with everything the later stages ask for.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Index of its page.
    pub(crate) page: usize,
    /// Index among the articles of that page.
    pub(crate) article: usize,
    /// Its words and sentences.
    pub(crate) version: Version,
    /// xxh3 of the folded words.
    pub(crate) content_hash: u64,
    /// Words that unlike articles have in common.
    pub(crate) boilerplate: Vec<Range<usize>>,
}

impl Entry {
    /// For reading it against another.
    pub(crate) fn text(&self) -> Text<'_> {
        Text { version: &self.version, boilerplate: &self.boilerplate }
    }
}

/// All pages and articles of a run, articles in the order of their pages.
#[derive(Debug)]
pub(crate) struct Pile {
    pub(crate) pages: Vec<Page>,
    pub(crate) entries: Vec<Entry>,
}

/// What extraction gives.
pub(crate) struct Extracted {
    pub(crate) pile: Pile,
    /// Pages that could not be read after all.
    pub(crate) rejects: Vec<Reject>,
    /// What went wrong on pages that were read.
    pub(crate) notes: Vec<String>,
}

impl Pile {
    /// Extracts the articles of all pages. Articles are numbered in the order of `sources`. A page that brings a bug to light
    /// is rejected with the message.
    pub(crate) fn extract(sources: Vec<SourcePage>, progress: &dyn Progress) -> Extracted {
        let total = Some(sources.len() as u64);
        progress.stage("reading pages into lines", total);
        let read = |source: SourcePage| {
            progress.advance(1);
            let id = source.id.clone();
            good_or_reject(guarded(|| outline(source)), id)
        };
        let (outlines, mut rejects): (Vec<Outline>, Vec<Reject>) = sources.into_par_iter().partition_map(read);
        let told = |o: &Outline| o.diagnostics().iter().map(|d| format!("{}: {d}", o.id())).collect::<Vec<_>>();
        let notes = outlines.iter().flat_map(told).collect();
        let evidence = Evidence::gather(&outlines);
        progress.stage("finding articles", total);
        let find = |outline: Outline| {
            progress.advance(1);
            let id = outline.id().to_owned();
            good_or_reject(guarded(|| extract(outline, &evidence)), id)
        };
        let (pages, more): (Vec<Page>, Vec<Reject>) = outlines.into_par_iter().partition_map(find);
        rejects.extend(more);
        Extracted { pile: Self::of_pages(pages), rejects, notes }
    }

    /// Takes pages as they are.
    pub(crate) fn of_pages(pages: Vec<Page>) -> Self {
        let entries = pages.par_iter().enumerate().flat_map_iter(|(i, page)| entries_of(i, page)).collect();
        Self { pages, entries }
    }

    pub(crate) fn page(&self, entry: &Entry) -> &Page {
        &self.pages[entry.page]
    }

    pub(crate) fn article(&self, entry: &Entry) -> &Article {
        &self.pages[entry.page].articles[entry.article]
    }

    /// The id of an article, as tables spell it.
    pub(crate) fn id(&self, index: u32) -> String {
        self.entries[index as usize].version.id.to_string()
    }

    /// When an article was published: what is known of it, or of its page.
    pub(crate) fn published_at(&self, entry: &Entry) -> Option<&str> {
        self.article(entry).published_at.as_deref().or(self.page(entry).published_at.as_deref())
    }

    /// The day of publication of each article, counted from a fixed day; `None` where no full date is known.
    pub(crate) fn days(&self) -> Vec<Option<i32>> {
        self.entries.iter().map(|entry| day_number(self.published_at(entry)?)).collect()
    }

    /// Articles with the same words, by index, each group sorted, groups by first member. Articles without words stand
    /// alone.
    pub(crate) fn identical(&self) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = Vec::new();
        let mut of_hash: HashMap<u64, Vec<usize>> = HashMap::new();
        for (i, entry) in (0_u32..).zip(&self.entries) {
            let known = of_hash.entry(entry.content_hash).or_default();
            let same =
                known.iter().find(|&&g| same_words(&entry.version, &self.entries[groups[g][0] as usize].version));
            match same {
                Some(&group) => groups[group].push(i),
                None => {
                    known.push(groups.len());
                    groups.push(vec![i]);
                }
            }
        }
        groups
    }
}

/// Days since 1970 of a time in ISO 8601, by its own calendar day.
fn day_number(time: &str) -> Option<i32> {
    let date: jiff::civil::Date = time.get(..10)?.parse().ok()?;
    Some(date.since(jiff::civil::date(1970, 1, 1)).ok()?.get_days())
}

fn good_or_reject<T>(result: Result<T, String>, id: String) -> Either<T, Reject> {
    match result {
        Ok(good) => Either::Left(good),
        Err(reason) => Either::Right(Reject { file: id.clone(), id, record: None, offset: None, reason }),
    }
}

fn entries_of(page: usize, of: &Page) -> Vec<Entry> {
    let text: Arc<str> = of.text.as_str().into();
    let entry = |(article, found): (usize, &Article)| {
        let version = Version::new(found.id.clone(), Arc::clone(&text), &found.body);
        let content_hash = hash_words(&version);
        Entry { page, article, version, content_hash, boilerplate: Vec::new() }
    };
    of.articles.iter().enumerate().map(entry).collect()
}

fn hash_words(version: &Version) -> u64 {
    let mut hasher = Xxh3::new();
    for word in version.tokens.words() {
        hasher.update(word.as_bytes());
        hasher.update(&[0]);
    }
    hasher.digest()
}
