use std::collections::BTreeMap;

use wirecopy_record::{OutletRow, Tables};

use crate::changes::ChangeLine;
use crate::report::ReportBounds;
use crate::tally::Tally;

/// What the summary should know beyond the tables, and how much of each list it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SummaryContext {
    /// The folder the tables were written to, as the user would type it; `None` when nothing was written.
    pub folder: Option<String>,
    /// Rejected pages shown one by one; the others are counted.
    pub max_rejects: usize,
    /// Changes shown one by one; the others are counted.
    pub max_changes: usize,
    /// Outlets, furniture examples and other short lists.
    pub max_listed: usize,
}

impl Default for SummaryContext {
    /// Five rejects, five changes, six of the rest: a screenful for a big pile.
    fn default() -> Self {
        Self { folder: None, max_rejects: 5, max_changes: 5, max_listed: 6 }
    }
}

impl SummaryContext {
    /// For tables written to `folder`.
    #[must_use]
    pub fn written_to(folder: impl Into<String>) -> Self {
        Self { folder: Some(folder.into()), ..Self::default() }
    }
}

/// What a run found, counted. Every number is of rows in the tables.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Summary {
    /// Pages read and rejected.
    pub pages: usize,
    /// Pages rejected.
    pub rejected: usize,
    /// The first rejected pages.
    pub rejects: Vec<Reject>,
    /// Pages read that hold no article.
    pub without_article: usize,
    /// Pages that hold more than one article.
    pub with_several: usize,
    /// Articles found.
    pub articles: usize,
    /// Most articles on one page.
    pub most_on_a_page: usize,
    /// Furniture taken off, the most frequent kind first.
    pub furniture: Vec<Example>,
    /// Links by kind, closest kind first; kinds without a link are not listed.
    pub links: Vec<Counted>,
    /// Articles that take part in a link of copied text.
    pub linked_articles: usize,
    /// Copy families.
    pub families: usize,
    /// Articles in families.
    pub family_articles: usize,
    /// Members of the largest family.
    pub largest_family: usize,
    /// Agencies that families seem to come from though their text is not here, with the number of families.
    pub unseen_sources: Vec<Counted>,
    /// Stories.
    pub stories: usize,
    /// Stories with two articles or more.
    pub shared_stories: usize,
    /// Stories of which an article is linked to another.
    pub linked_stories: usize,
    /// The largest stories with two articles or more, with the number of articles.
    pub largest_stories: Vec<Counted>,
    /// Outlets with the number of their articles, largest first.
    pub outlets: Vec<Counted>,
    /// The first rows of the table of outlets.
    pub outlet_rows: Vec<OutletRow>,
    /// Articles whose outlet is not known.
    pub without_outlet: usize,
    /// Sentence pairs compared.
    pub aligned_sentences: usize,
    /// Changes that matter, each counted once however many copies carry it.
    pub material: usize,
    /// Minor changes, counted likewise.
    pub minor: usize,
    /// Cosmetic changes, counted likewise.
    pub cosmetic: usize,
    /// The changes that matter most.
    pub changes: Vec<ChangeLine>,
    /// The link to look at next: the one with the most material change, or the first.
    pub next_link: Option<String>,
    /// The folder the tables were written to.
    pub folder: Option<String>,
}

/// A rejected page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The page.
    pub page_id: String,
    /// Why.
    pub reason: String,
}

/// A name with a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The kind, outlet, agency or story.
    pub name: String,
    /// How many.
    pub count: usize,
}

/// A kind of furniture with its most frequent text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The kind, as in the table.
    pub kind: String,
    /// How many pieces.
    pub count: usize,
    /// The most frequent texts, shortened.
    pub examples: Vec<String>,
}

/// Counts what the tables hold.
///
/// # Example
/// ```
/// use wirecopy_record::Tables;
/// use wirecopy_view::{SummaryContext, summary};
/// let found = summary(&Tables::default(), &SummaryContext::written_to("wirecopy-out"));
/// assert_eq!((found.pages, found.articles), (0, 0));
/// ```
#[must_use]
pub fn summary(tables: &Tables, context: &SummaryContext) -> Summary {
    let mut tally = Tally::new(context.clone(), ReportBounds::default());
    tally.add(tables);
    tally.finish(tables.clone()).0
}

pub(crate) fn reject(page: &wirecopy_record::PageRow) -> Reject {
    let reason = page.reason.as_deref().unwrap_or("no reason was recorded");
    // Reasons may open with the name of the page, which stands beside them already.
    let bare = reason.strip_prefix(page.page_id.as_str()).map(|rest| rest.trim_start_matches(':').trim_start());
    let reason = bare.filter(|rest| !rest.is_empty()).unwrap_or(reason).to_owned();
    Reject { page_id: page.page_id.clone(), reason }
}

/// Names with their counts, largest first, equal ones by name.
pub(crate) fn ranked(counts: BTreeMap<String, usize>) -> Vec<Counted> {
    let mut ranked: Vec<Counted> = counts.into_iter().map(|(name, count)| Counted { name, count }).collect();
    ranked.sort_by_key(|counted| std::cmp::Reverse(counted.count));
    ranked
}
