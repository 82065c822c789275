//! Counts rows as they come, and says which stories a report should show.
//!
//! Nothing that grows with the texts is held: of each article two hashes, of each distinct change one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use wirecopy_record::{ArticleRow, ChangeRow, FurnitureRow, LinkRow, OutletRow, PageRow, StoryRow, Tables};

use crate::changes::{AROUND_SIGNS, change_line, difference, distinct_changes};
use crate::lookup::Lookup;
use crate::report::ReportBounds;
use crate::segments::rank;
use crate::summary::{Counted, Example, Summary, SummaryContext, ranked, reject};
use crate::words::shortened;

/// Longest example of furniture, in signs.
const EXAMPLE_SIGNS: usize = 48;
/// Texts of furniture that are counted one by one: the first so many, among which are the most frequent ones of any pile that has
/// such.
const MAX_TEXTS: usize = 50_000;

/// Counts the rows of a run while they are written. Rows must come in the order of the tables: articles before links, links with
/// their changes, stories last.
///
/// # Example
/// ```
/// use wirecopy_record::{PageRow, Tables};
/// use wirecopy_view::{ReportBounds, SummaryContext, Tally};
/// let mut tally = Tally::new(SummaryContext::default(), ReportBounds::default());
/// tally.add(&Tables { pages: vec![PageRow::default()], ..Tables::default() });
/// let (summary, _) = tally.finish(Tables::default());
/// assert_eq!(summary.pages, 1);
/// ```
#[derive(Debug)]
pub struct Tally {
    context: SummaryContext,
    bounds: ReportBounds,
    found: Summary,
    outlets: BTreeMap<String, usize>,
    furniture: BTreeMap<String, usize>,
    texts: HashMap<(String, String), usize>,
    links: BTreeMap<String, usize>,
    unseen: BTreeMap<String, usize>,
    /// For each article its family, if it has one, and its story.
    groups: HashMap<u64, (Option<u64>, u64)>,
    linked: HashSet<u64>,
    /// Distinct changes: the place, both wordings, and the how-manieth of them in its link.
    changes: HashSet<u64>,
    /// Stories with links, and how many material changes each has.
    stories: HashMap<u64, usize>,
    heavy: Top<(u8, f64), u64>,
    linked_stories: Top<(usize, usize), String>,
    plain_stories: Top<usize, String>,
    largest: Top<usize, String>,
    /// The stories of the heaviest changes, by id.
    heavy_ids: Vec<String>,
    first_link: Option<String>,
    first_told_apart: Option<String>,
    shown: Tables,
    shown_furniture: BTreeMap<String, usize>,
}

impl Tally {
    /// One that has counted nothing. `bounds` is how much the report will show.
    #[must_use]
    pub fn new(context: SummaryContext, bounds: ReportBounds) -> Self {
        Self {
            found: Summary { folder: context.folder.clone(), ..Summary::default() },
            heavy: Top::new(bounds.changes),
            linked_stories: Top::new(bounds.families),
            plain_stories: Top::new(bounds.lines),
            largest: Top::new(context.max_listed),
            context,
            bounds,
            outlets: BTreeMap::new(),
            furniture: BTreeMap::new(),
            texts: HashMap::new(),
            links: BTreeMap::new(),
            unseen: BTreeMap::new(),
            groups: HashMap::new(),
            linked: HashSet::new(),
            changes: HashSet::new(),
            stories: HashMap::new(),
            heavy_ids: Vec::new(),
            first_link: None,
            first_told_apart: None,
            shown: Tables::default(),
            shown_furniture: BTreeMap::new(),
        }
    }

    /// Counts more rows.
    pub fn add(&mut self, rows: &Tables) {
        rows.pages.iter().for_each(|row| self.page(row));
        rows.articles.iter().for_each(|row| self.article(row));
        rows.furniture.iter().for_each(|row| self.piece(row));
        let mut changes = rows.changes.chunk_by(|x, y| x.link_id == y.link_id).peekable();
        for link in &rows.links {
            let own = changes.next_if(|of| of[0].link_id == link.link_id).unwrap_or_default();
            self.link(link, own);
        }
        let aligned = rows.alignments.iter().filter(|row| !row.a_spans.is_empty() && !row.b_spans.is_empty());
        self.found.aligned_sentences += aligned.count();
        for family in &rows.families {
            self.found.families += 1;
            self.found.family_articles += family.members.len();
            self.found.largest_family = self.found.largest_family.max(family.members.len());
            count_up(&mut self.unseen, family.unseen_source.as_deref());
        }
        rows.stories.iter().for_each(|row| self.story(row));
        self.outlet_rows(&rows.outlets);
    }

    fn page(&mut self, row: &PageRow) {
        let found = &mut self.found;
        found.pages += 1;
        if row.status == "rejected" {
            found.rejected += 1;
            if found.rejects.len() < self.context.max_rejects {
                found.rejects.push(reject(row));
            }
            if self.shown.pages.len() < self.bounds.lines {
                self.shown.pages.push(row.clone());
            }
            return;
        }
        found.without_article += usize::from(row.articles == 0);
        found.with_several += usize::from(row.articles > 1);
        found.most_on_a_page = found.most_on_a_page.max(usize::try_from(row.articles).unwrap_or(usize::MAX));
    }

    fn article(&mut self, row: &ArticleRow) {
        self.found.articles += 1;
        self.found.without_outlet += usize::from(row.outlet.is_none());
        count_up(&mut self.outlets, row.outlet.as_deref());
        self.groups.insert(hash(&row.article_id), (row.family_id.as_ref().map(hash), hash(&row.story_id)));
    }

    fn piece(&mut self, row: &FurnitureRow) {
        count_up(&mut self.furniture, Some(&row.kind));
        let shown = self.shown_furniture.entry(row.kind.clone()).or_default();
        if *shown < self.bounds.lines {
            *shown += 1;
            self.shown.furniture.push(row.clone());
        }
        let text = row.text.trim();
        if !text.is_empty() {
            let key = (row.kind.clone(), text.to_owned());
            let has_room = self.texts.len() < MAX_TEXTS;
            match self.texts.get_mut(&key) {
                Some(count) => *count += 1,
                None if has_room => drop(self.texts.insert(key, 1)),
                None => {}
            }
        }
    }

    fn link(&mut self, link: &LinkRow, changes: &[ChangeRow]) {
        count_up(&mut self.links, Some(&link.kind));
        if self.first_link.is_none() {
            self.first_link = Some(link.link_id.clone());
        }
        if self.first_told_apart.is_none() && link.kind != "exact" {
            self.first_told_apart = Some(link.link_id.clone());
        }
        if link.kind != "story" {
            self.linked.extend([hash(&link.a), hash(&link.b)]);
        }
        let (Some(&(family, story)), Some(&(other, _))) =
            (self.groups.get(&hash(&link.a)), self.groups.get(&hash(&link.b)))
        else {
            return;
        };
        let place = family.filter(|_| family == other).unwrap_or_else(|| hash(&link.link_id));
        let material = self.stories.entry(story).or_default();
        // A difference that one link holds twice stands in two places, and is told twice.
        let mut times: HashMap<u64, usize> = HashMap::new();
        for change in changes {
            let what = hash(&difference(change));
            let time = times.entry(what).or_default();
            *time += 1;
            if !self.changes.insert(hash(&(place, what, *time))) {
                continue;
            }
            match change.severity.as_str() {
                "material" => {
                    self.found.material += 1;
                    *material += 1;
                }
                "minor" => self.found.minor += 1,
                _ => self.found.cosmetic += 1,
            }
            self.heavy.push((rank(&change.severity), change.confidence), story);
        }
    }

    fn outlet_rows(&mut self, rows: &[OutletRow]) {
        let named = || rows.iter().filter(|row| row.outlet.is_some()).cloned();
        let room = self.context.max_listed - self.found.outlet_rows.len();
        self.found.outlet_rows.extend(named().take(room));
        let room = self.bounds.lines.saturating_sub(self.shown.outlets.len());
        self.shown.outlets.extend(named().take(room));
    }

    fn story(&mut self, row: &StoryRow) {
        self.found.stories += 1;
        let articles = row.articles.len();
        if articles > 1 {
            self.found.shared_stories += 1;
            self.largest.push(articles, row.label.clone());
        }
        let story = hash(&row.story_id);
        match self.stories.get(&story) {
            Some(&material) => {
                self.found.linked_stories += 1;
                self.linked_stories.push((material, articles), row.story_id.clone());
            }
            None => self.plain_stories.push(articles, row.story_id.clone()),
        }
        if self.heavy.has(&story) {
            self.heavy_ids.push(row.story_id.clone());
        }
    }

    /// The ids of the stories that the report shows, those of the changes that matter most among them: of these
    /// [`Tally::finish`] wants all rows.
    #[must_use]
    pub fn stories_shown(&self) -> Vec<String> {
        let mut ids = self.linked_stories.sorted();
        ids.extend(self.plain_stories.sorted());
        ids.extend(self.heavy_ids.iter().cloned());
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// What was counted; and `excerpt`, which holds the rows of the stories shown, with the pages and the furniture that the
    /// report shows.
    #[must_use]
    pub fn finish(self, mut excerpt: Tables) -> (Summary, Tables) {
        let Self { context, mut found, outlets, furniture, texts, links, unseen, largest, shown, .. } = self;
        found.outlets = ranked(outlets);
        found.furniture = examples(furniture, &texts, &context);
        found.links = ranked(links);
        found.links.sort_by_key(|counted| place_of_kind(&counted.name));
        found.linked_articles = self.linked.len();
        found.unseen_sources = ranked(unseen);
        found.largest_stories = largest.into_sorted().map(|(count, name)| Counted { name, count }).collect();
        show_changes(&excerpt, &context, &mut found);
        let first_change = found.changes.first().map(|change| change.link_id.clone());
        found.next_link = first_change.or(self.first_told_apart).or(self.first_link);
        excerpt.pages = shown.pages;
        excerpt.furniture = shown.furniture;
        excerpt.outlets = shown.outlets;
        (found, excerpt)
    }
}

/// Closest first; the order in which kinds are told.
pub(crate) const LINK_KINDS: [&str; 5] = ["exact", "near", "embedded", "rewrite", "story"];

fn place_of_kind(kind: &str) -> usize {
    LINK_KINDS.iter().position(|known| *known == kind).unwrap_or(LINK_KINDS.len())
}

fn show_changes(excerpt: &Tables, context: &SummaryContext, found: &mut Summary) {
    let lookup = Lookup::new(excerpt);
    // Minor changes are told only where there is nothing heavier to tell.
    let told = if found.material > 0 { "material" } else { "minor" };
    let distinct = distinct_changes(excerpt, &lookup);
    let shown = distinct.iter().filter(|group| group.change.severity == told).take(context.max_changes);
    found.changes = shown.map(|group| change_line(&group.pair, group.change, group.repeats, AROUND_SIGNS)).collect();
}

fn examples(
    kinds: BTreeMap<String, usize>,
    texts: &HashMap<(String, String), usize>,
    context: &SummaryContext,
) -> Vec<Example> {
    let example = |kind: Counted| {
        let of_kind = texts.iter().filter(|((of, _), _)| *of == kind.name).map(|((_, text), n)| (text.clone(), *n));
        let texts = ranked(of_kind.collect());
        let shown = texts.iter().take(context.max_listed.min(3));
        let examples = shown.map(|text| shortened(&text.name, EXAMPLE_SIGNS)).collect();
        Example { kind: kind.name, count: kind.count, examples }
    };
    ranked(kinds).into_iter().map(example).collect()
}

fn count_up(counts: &mut BTreeMap<String, usize>, name: Option<&str>) {
    let Some(name) = name else { return };
    match counts.get_mut(name) {
        Some(count) => *count += 1,
        None => drop(counts.insert(name.to_owned(), 1)),
    }
}

fn hash(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new(); // the same in every run
    of.hash(&mut hasher);
    hasher.finish()
}

/// The heaviest of many things; of equal ones those that came first.
#[derive(Debug)]
struct Top<W, T> {
    most: usize,
    kept: Vec<(W, T)>,
}

impl<W: PartialOrd + Copy, T: Clone + PartialEq> Top<W, T> {
    fn new(most: usize) -> Self {
        Self { most, kept: Vec::new() }
    }

    fn push(&mut self, weight: W, thing: T) {
        self.kept.push((weight, thing));
        if self.kept.len() > 4 * self.most + 16 {
            self.sort();
        }
    }

    fn sort(&mut self) {
        let compare = |x: &(W, T), y: &(W, T)| Reverse(x.0).partial_cmp(&Reverse(y.0));
        self.kept.sort_by(|x, y| compare(x, y).unwrap_or(std::cmp::Ordering::Equal));
        self.kept.truncate(self.most);
    }

    /// Whether the thing may be among the heaviest.
    fn has(&self, thing: &T) -> bool {
        self.kept.iter().any(|(_, kept)| kept == thing)
    }

    fn into_sorted(mut self) -> impl Iterator<Item = (W, T)> {
        self.sort();
        self.kept.into_iter()
    }

    fn sorted(&self) -> Vec<T> {
        let copy = Self { most: self.most, kept: self.kept.clone() };
        copy.into_sorted().map(|(_, thing)| thing).collect()
    }
}
