use std::collections::{BTreeMap, BTreeSet};

use wirecopy_record::Tables;

use crate::ChangeLine;
use crate::changes::{AROUND_SIGNS, change_line, distinct_changes};
use crate::lookup::Lookup;
use crate::words::shortened;

/// Longest example of furniture, in signs.
const EXAMPLE_SIGNS: usize = 48;

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
    /// Stories with two articles or more, largest first.
    pub shared_stories: usize,
    /// The largest stories with two articles or more, with the number of articles.
    pub largest_stories: Vec<Counted>,
    /// Outlets with the number of their articles, largest first.
    pub outlets: Vec<Counted>,
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
    let lookup = Lookup::new(tables);
    let mut found = Summary { folder: context.folder.clone(), ..Summary::default() };
    count_pages(tables, context, &mut found);
    count_articles(tables, &mut found);
    found.furniture = furniture(tables, context);
    count_links(tables, &mut found);
    count_families(tables, &mut found);
    count_stories(tables, context, &mut found);
    count_changes(tables, &lookup, context, &mut found);
    found.next_link = next_link(tables, &found);
    found
}

fn count_pages(tables: &Tables, context: &SummaryContext, found: &mut Summary) {
    found.pages = tables.pages.len();
    let rejected = tables.pages.iter().filter(|page| page.status == "rejected");
    found.rejected = rejected.clone().count();
    found.rejects = rejected.take(context.max_rejects).map(reject).collect();
    let read = tables.pages.iter().filter(|page| page.status != "rejected");
    found.without_article = read.clone().filter(|page| page.articles == 0).count();
    found.with_several = read.clone().filter(|page| page.articles > 1).count();
    found.most_on_a_page = read.map(|page| usize::try_from(page.articles).unwrap_or(usize::MAX)).max().unwrap_or(0);
}

pub(crate) fn reject(page: &wirecopy_record::PageRow) -> Reject {
    let reason = page.reason.as_deref().unwrap_or("no reason was recorded");
    // Reasons may open with the name of the page, which stands beside them already.
    let bare = reason.strip_prefix(page.page_id.as_str()).map(|rest| rest.trim_start_matches(':').trim_start());
    let reason = bare.filter(|rest| !rest.is_empty()).unwrap_or(reason).to_owned();
    Reject { page_id: page.page_id.clone(), reason }
}

fn count_articles(tables: &Tables, found: &mut Summary) {
    found.articles = tables.articles.len();
    let names = tables.articles.iter().filter_map(|article| article.outlet.as_deref());
    found.outlets = ranked(names);
    found.without_outlet = found.articles - found.outlets.iter().map(|outlet| outlet.count).sum::<usize>();
}

/// Names with their counts, largest first, equal ones by name.
fn ranked<'n>(names: impl Iterator<Item = &'n str>) -> Vec<Counted> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut ranked: Vec<Counted> =
        counts.into_iter().map(|(name, count)| Counted { name: name.to_owned(), count }).collect();
    ranked.sort_by_key(|counted| std::cmp::Reverse(counted.count));
    ranked
}

pub(crate) fn furniture(tables: &Tables, context: &SummaryContext) -> Vec<Example> {
    let kinds = ranked(tables.furniture.iter().map(|row| row.kind.as_str()));
    let example = |kind: Counted| {
        let of_kind = tables.furniture.iter().filter(|row| row.kind == kind.name);
        let texts = ranked(of_kind.map(|row| row.text.trim()).filter(|text| !text.is_empty()));
        let examples =
            texts.iter().take(context.max_listed.min(3)).map(|text| shortened(&text.name, EXAMPLE_SIGNS)).collect();
        Example { kind: kind.name, count: kind.count, examples }
    };
    kinds.into_iter().map(example).collect()
}

/// Closest first; the order in which kinds are told.
pub(crate) const LINK_KINDS: [&str; 5] = ["exact", "near", "embedded", "rewrite", "story"];

fn count_links(tables: &Tables, found: &mut Summary) {
    let counted = ranked(tables.links.iter().map(|link| link.kind.as_str()));
    let place = |kind: &str| LINK_KINDS.iter().position(|known| *known == kind).unwrap_or(LINK_KINDS.len());
    found.links = counted;
    found.links.sort_by_key(|counted| place(&counted.name));
    let copies = tables.links.iter().filter(|link| link.kind != "story");
    let linked: BTreeSet<&str> = copies.flat_map(|link| [link.a.as_str(), link.b.as_str()]).collect();
    found.linked_articles = linked.len();
    found.aligned_sentences =
        tables.alignments.iter().filter(|row| !row.a_spans.is_empty() && !row.b_spans.is_empty()).count();
}

fn count_families(tables: &Tables, found: &mut Summary) {
    found.families = tables.families.len();
    found.family_articles = tables.families.iter().map(|family| family.members.len()).sum();
    found.largest_family = tables.families.iter().map(|family| family.members.len()).max().unwrap_or(0);
    found.unseen_sources = ranked(tables.families.iter().filter_map(|family| family.unseen_source.as_deref()));
}

fn count_stories(tables: &Tables, context: &SummaryContext, found: &mut Summary) {
    found.stories = tables.stories.len();
    let mut shared: Vec<Counted> = tables
        .stories
        .iter()
        .filter(|story| story.articles.len() > 1)
        .map(|story| Counted { name: story.label.clone(), count: story.articles.len() })
        .collect();
    found.shared_stories = shared.len();
    shared.sort_by_key(|story| std::cmp::Reverse(story.count));
    shared.truncate(context.max_listed);
    found.largest_stories = shared;
}

fn count_changes(tables: &Tables, lookup: &Lookup<'_>, context: &SummaryContext, found: &mut Summary) {
    let distinct = distinct_changes(tables, lookup);
    for group in &distinct {
        match group.change.severity.as_str() {
            "material" => found.material += 1,
            "minor" => found.minor += 1,
            _ => found.cosmetic += 1,
        }
    }
    // Minor changes are told only where there is nothing heavier to tell.
    let told = if found.material > 0 { "material" } else { "minor" };
    let shown = distinct.iter().filter(|group| group.change.severity == told).take(context.max_changes);
    found.changes = shown.map(|group| change_line(&group.pair, group.change, group.repeats, AROUND_SIGNS)).collect();
}

fn next_link(tables: &Tables, found: &Summary) -> Option<String> {
    let first_change = found.changes.first().map(|change| change.link_id.clone());
    let told_apart = tables.links.iter().find(|link| link.kind != "exact");
    first_change.or_else(|| told_apart.or(tables.links.first()).map(|link| link.link_id.clone()))
}
