//! Last stage, a map: everything that was found as rows, table by table, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wirecopy_record::{ArticleRow, FamilyRow, PageRow, StoryRow, Tables};
use wirecopy_stemma::Verdict;
use wirecopy_store::List;

use crate::catalogue::{NONE, narrow};
use crate::descent::Descent;
use crate::descent_rows;
use crate::descents::Descents;
use crate::error::Error;
use crate::found::Found;
use crate::grouping::{Family, links_inside};
use crate::link_rows::{self, About};
use crate::outlet_rows::Outlets;
use crate::pool::map_in_order;
use crate::progress::Progress;
use crate::reading::Link;
use crate::shelf::Shelf;
use crate::stored::{StoredReading, kind};
use crate::story_rows::{Telling, carried_in_family};
use crate::verdict::{agencies, verdict};

/// Who takes the rows: each call brings some rows of some tables, and the rows of a table come in its order.
pub type Sink<'s> = &'s mut (dyn FnMut(Tables) -> Result<(), Error> + Send);

/// Pages, links or stories that are made into rows together.
const ROWS_AT_ONCE: usize = 64;
/// How many times as many are made before the first are taken.
const AT_ONCE: usize = 8;

/// Makes the rows of a run.
pub(crate) struct Output<'f> {
    found: &'f Found,
    shelf: Shelf<'f>,
    readings: List<StoredReading>,
    /// Agencies whose own text stands in a family, by its number.
    present: BTreeMap<u32, Vec<String>>,
    descents: Descents<'f>,
    /// The links inside each family.
    inside: Vec<Vec<&'f Link>>,
    /// For each article the share of its words that another member of its family has.
    carried: Vec<f32>,
}

impl<'f> Output<'f> {
    pub(crate) fn new(found: &'f Found) -> Result<Self, Error> {
        let (store, grouping) = (&found.store, &found.snapshot.grouping);
        let shelf = Shelf::new(store, &found.snapshot.catalogue);
        let mut present = BTreeMap::new();
        for (number, family) in (0..).zip(&grouping.families) {
            let rows: Result<Vec<ArticleRow>, Error> = family.members.iter().map(|&i| shelf.article(i)).collect();
            let agencies = agencies(&rows?);
            if !agencies.is_empty() {
                present.insert(number, agencies);
            }
        }
        let inside = links_inside(grouping.families.len(), &grouping.family_of, &found.snapshot.links);
        let carried = carried_in_family(found.snapshot.catalogue.len(), &inside);
        let (readings, descents) = (store.list(kind::READINGS), Descents::new(&found.snapshot));
        Ok(Self { found, shelf, readings, present, descents, inside, carried })
    }

    /// All rows.
    pub(crate) fn all(&self, progress: &dyn Progress, sink: Sink<'_>) -> Result<(), Error> {
        let snapshot = &self.found.snapshot;
        let pages = snapshot.catalogue.pages.len();
        let (links, families) = (snapshot.links.len(), snapshot.grouping.families.len());
        let stories = snapshot.grouping.stories.len();
        progress.stage("writing tables", Some((pages + links + families + stories) as u64));
        let mut rejects = snapshot.rejects.iter().peekable();
        let mut outlets = Outlets::default();
        self.each(pages, progress, |range| self.pages(range), &mut |mut tables| {
            tables.articles.iter().for_each(|row| outlets.article(row));
            merge(&mut tables.pages, &mut rejects);
            sink(tables)
        })?;
        sink(Tables { pages: rejects.cloned().collect(), ..Tables::default() })?;
        let mut next = snapshot.links.iter();
        self.each(links, progress, |range| self.links(&snapshot.links[range]), &mut |tables| {
            tables.links.iter().zip(&mut next).for_each(|(row, link)| outlets.link(row, link));
            sink(tables)
        })?;
        let order = self.by_id(families, |n| snapshot.grouping.families[n].members[0]);
        self.each(families, progress, |range| self.families(&order[range]), sink)?;
        let order = self.by_id(stories, |n| snapshot.grouping.stories[n][0]);
        self.each(stories, progress, |range| self.stories(&order[range]), sink)?;
        sink(Tables { outlets: outlets.rows(&snapshot.grouping.story_of), ..Tables::default() })
    }

    /// All rows of some stories, but of pages and furniture; of the links of a story so many at most. `stories` is sorted.
    pub(crate) fn excerpt(&self, stories: &[String], max_links: usize) -> Result<Tables, Error> {
        let snapshot = &self.found.snapshot;
        let grouping = &snapshot.grouping;
        let is_wanted = |&n: &usize| stories.binary_search(&self.id(grouping.stories[n][0])).is_ok();
        let numbers: Vec<usize> = (0..grouping.stories.len()).filter(is_wanted).collect();
        let mut links_left: BTreeMap<u32, usize> = numbers.iter().map(|&n| (narrow(n), max_links)).collect();
        let mut articles: BTreeSet<u32> = numbers.iter().flat_map(|&n| &grouping.stories[n]).copied().collect();
        let wanted = snapshot.links.iter().filter(|link| {
            let left = links_left.get_mut(&grouping.story_of[link.a as usize]);
            left.is_some_and(|left| {
                *left > 0 && {
                    *left -= 1;
                    true
                }
            })
        });
        let links: Vec<&Link> = wanted.collect();
        articles.extend(links.iter().map(|link| link.b));
        let families: BTreeSet<u32> = articles.iter().map(|&i| grouping.family_of[i as usize]).collect();
        let families: Vec<usize> = families.into_iter().filter(|&f| f != NONE).map(|f| f as usize).collect();
        let mut tables = self.stories(&numbers)?;
        tables.append(self.families(&families)?);
        tables.append(self.links(links)?);
        tables.articles = articles.into_iter().map(|i| self.article(i)).collect::<Result<_, Error>>()?;
        Ok(tables)
    }

    /// Everything about one link.
    pub(crate) fn link(&self, link_id: &str) -> Result<Tables, Error> {
        let snapshot = &self.found.snapshot;
        let is_it = |link: &&Link| {
            let rest = link_id.strip_prefix(&*self.id(link.a)).and_then(|rest| rest.strip_prefix('~'));
            rest.is_some_and(|b| b == self.id(link.b))
        };
        let Some(link) = snapshot.links.iter().find(is_it) else { return Ok(Tables::default()) };
        let mut tables = self.links([link])?;
        tables.articles = vec![self.article(link.a)?, self.article(link.b)?];
        Ok(tables)
    }

    fn article(&self, article: u32) -> Result<ArticleRow, Error> {
        let (page, number) = self.shelf.catalogue.place(article);
        let mut entry = self.shelf.entry(page)?.with_texts(&self.shelf.text(page)?);
        let mut row = entry.articles.swap_remove(number);
        self.groups_of(article, &mut row);
        Ok(row)
    }

    /// Makes the rows of so many things on all threads, and gives them in order.
    fn each(
        &self,
        things: usize,
        progress: &dyn Progress,
        make: impl Fn(Range<usize>) -> Result<Tables, Error> + Sync,
        sink: Sink<'_>,
    ) -> Result<(), Error> {
        let ranges: Vec<Range<usize>> =
            (0..things).step_by(ROWS_AT_ONCE).map(|start| start..things.min(start + ROWS_AT_ONCE)).collect();
        let make = |range: &Range<usize>| {
            let tables = make(range.clone());
            progress.advance(range.len() as u64);
            tables
        };
        map_in_order(&ranges, AT_ONCE, make, sink)
    }

    /// Groups in the order of the ids of their first members.
    fn by_id(&self, groups: usize, first: impl Fn(usize) -> u32) -> Vec<usize> {
        let mut order: Vec<usize> = (0..groups).collect();
        order.sort_by(|&x, &y| self.shelf.catalogue.compare_ids(first(x), first(y)));
        order
    }

    /// The id of an article, as tables spell it.
    fn id(&self, article: u32) -> String {
        let (page, number) = self.shelf.catalogue.place(article);
        format!("{}#{}", self.shelf.catalogue.pages[page].id, number + 1)
    }

    /// Rows of pages, articles and furniture.
    pub(crate) fn pages(&self, ranks: impl IntoIterator<Item = usize>) -> Result<Tables, Error> {
        let catalogue = self.shelf.catalogue;
        let mut tables = Tables::default();
        for page in ranks.into_iter() {
            let mut entry = self.shelf.entry(page)?.with_texts(&self.shelf.text(page)?);
            for (article, row) in catalogue.articles_of(page).zip(&mut entry.articles) {
                self.groups_of(article, row);
            }
            tables.pages.push(entry.page);
            tables.articles.append(&mut entry.articles);
            tables.furniture.append(&mut entry.furniture);
        }
        Ok(tables)
    }

    fn groups_of(&self, article: u32, row: &mut ArticleRow) {
        let grouping = &self.found.snapshot.grouping;
        row.family_id = grouping.family(article).map(|family| self.id(family.members[0]));
        row.story_id = self.id(grouping.stories[grouping.story_of[article as usize] as usize][0]);
        row.canonical = grouping.is_canonical(article);
    }

    /// Rows of links, alignments and changes.
    pub(crate) fn links<'l>(&self, links: impl IntoIterator<Item = &'l Link>) -> Result<Tables, Error> {
        let mut tables = Tables::default();
        for link in links {
            let kind = link.finding.kind.expect("links without a kind were dropped when the stories were known");
            let verdict = self.verdict(link)?;
            let about = About { kind, found_by: link.found_by.name(), cosine: link.cosine, verdict: &verdict };
            let mut stored = self.readings.get(u64::from(link.reading))?;
            (stored.link.a, stored.link.b) = (self.id(link.a), self.id(link.b));
            link_rows::push(stored, &about, &mut tables);
        }
        Ok(tables)
    }

    fn verdict(&self, link: &Link) -> Result<Verdict, Error> {
        let kind = link.finding.kind.expect("links without a kind were dropped when the stories were known");
        let family_of = &self.found.snapshot.grouping.family_of;
        let family = family_of[link.a as usize];
        let present = self.present.get(&family).map_or(&[][..], Vec::as_slice);
        let is_inside = family != NONE && family_of[link.b as usize] == family;
        let descent = is_inside.then(|| self.descent(family as usize)).transpose()?;
        let placed = descent.and_then(|d| d.placed(link.a, link.b));
        let source = placed.and_then(|(_, source)| source).map(|i| self.id(i)).unwrap_or_default();
        let words = placed.map(|(grounds, _)| (grounds, source.as_str()));
        let mut verdict = verdict(&self.shelf.article(link.a)?, &self.shelf.article(link.b)?, kind, present, words);
        if let Some((descent, second)) = descent.and_then(|d| Some((d, d.second(link.a, link.b)?))) {
            let words = second.words(|text| descent.name(text, |article| self.id(article)));
            verdict.reason = format!("{}; beside that, {words} (support {:.2})", verdict.reason, second.support());
        }
        Ok(verdict)
    }

    /// Rows of families and of the trees in them.
    pub(crate) fn families(&self, numbers: &[usize]) -> Result<Tables, Error> {
        let mut tables = Tables::default();
        for &number in numbers {
            let family = &self.found.snapshot.grouping.families[number];
            let descent = self.descent(number)?;
            let row = self.family_row(family, descent);
            let id = |article| self.id(article);
            tables.stemma.extend(descent_rows::rows(&row.family_id, descent, &self.shelf, id)?);
            tables.families.push(row);
        }
        Ok(tables)
    }

    fn descent(&self, family: usize) -> Result<&Descent, Error> {
        self.descents.get(family, &self.inside[family], &self.shelf)
    }

    fn family_row(&self, family: &Family, descent: &Descent) -> FamilyRow {
        FamilyRow {
            family_id: self.id(family.members[0]),
            members: family.members.iter().map(|&i| self.id(i)).collect(),
            canonical: self.id(family.canonical),
            unseen_source: descent.absent_agency(),
        }
    }

    /// Rows of stories.
    pub(crate) fn stories(&self, numbers: &[usize]) -> Result<Tables, Error> {
        let rows = numbers.iter().map(|&number| self.story(&self.found.snapshot.grouping.stories[number]));
        Ok(Tables { stories: rows.collect::<Result<_, Error>>()?, ..Tables::default() })
    }

    fn story(&self, story: &[u32]) -> Result<StoryRow, Error> {
        let telling = Telling {
            snapshot: &self.found.snapshot,
            shelf: &self.shelf,
            readings: &self.readings,
            inside: &self.inside,
            carried: &self.carried,
        };
        telling.row(story, |article| self.id(article))
    }
}

/// Puts in front of each page the rejects whose ids come before it.
fn merge<'r>(pages: &mut Vec<PageRow>, rejects: &mut std::iter::Peekable<impl Iterator<Item = &'r PageRow>>) {
    let mut merged = Vec::with_capacity(pages.len());
    for page in pages.drain(..) {
        while let Some(reject) = rejects.next_if(|reject| reject.page_id < page.page_id) {
            merged.push(reject.clone());
        }
        merged.push(page);
    }
    *pages = merged;
}
