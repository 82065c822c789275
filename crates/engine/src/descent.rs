//! Sixth stage, a map: who copied whom in each family.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use wirecopy_document::Version;
use wirecopy_stemma::{Ancestor, Carried, Costs, Effort, Grounds, Relation, SecondSource, Text};

use crate::catalogue::{Groups, narrow};
use crate::descended::Descended;
use crate::error::Error;
use crate::grouping::{Family, Grouping, links_inside};
use crate::progress::Progress;
use crate::reading::Link;
use crate::shelf::Shelf;
use crate::verdict::agency;

/// Who was made from whom in a family.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Descent {
    /// The tree: first the distinct texts, then those that are not here.
    pub(crate) nodes: Vec<Ancestor>,
    /// The articles that carry each text, sorted; texts by their first article.
    pub(crate) carriers: Vec<Vec<u32>>,
    /// For links of the family, by their two articles, how one stands to the other by the words of all versions, likely or not. Sorted.
    pub(crate) placed: Vec<(u32, u32, Grounds)>,
    /// Pairs of texts of which one drew on the other too.
    pub(crate) seconds: Vec<SecondSource>,
}

impl Descent {
    /// How the words place one article beside another, with the article that siblings come from, if it is here.
    pub(crate) fn placed(&self, a: u32, b: u32) -> Option<(&Grounds, Option<u32>)> {
        let at = self.placed.binary_search_by_key(&(a, b), |&(a, b, _)| (a, b)).ok()?;
        let grounds = &self.placed[at].2;
        let source = match grounds.relation {
            Relation::Siblings(Some(text)) => Some(self.carriers[text][0]),
            _ => None,
        };
        Some((grounds, source))
    }

    /// What tells that one of two articles drew on the other too.
    pub(crate) fn second(&self, a: u32, b: u32) -> Option<&SecondSource> {
        let carries = |text: u32, article: u32| self.carriers[text as usize].binary_search(&article).is_ok();
        let joins = |x, y| carries(x, a) && carries(y, b) || carries(x, b) && carries(y, a);
        self.seconds.iter().find(|second| joins(second.lower, second.upper))
    }

    /// What a text is called: its first article.
    pub(crate) fn name(&self, text: u32, id: impl Fn(u32) -> String) -> String {
        id(self.carriers[text as usize][0])
    }

    /// The agency that most texts name and whose own text is not here.
    pub(crate) fn absent_agency(&self) -> Option<String> {
        let children = |n: usize| self.nodes.iter().filter(|node| node.parent == Some(narrow(n))).count();
        let named = (0..self.nodes.len()).filter_map(|n| Some((n, self.nodes[n].name.as_ref()?)));
        let widest = named.max_by_key(|&(n, name)| (children(n), Reverse(name)));
        widest.map(|(_, name)| name.clone())
    }
}

/// The descent of each family, in their order. Those that are as they were `before` are not looked at again.
pub(crate) fn descents(
    shelf: &Shelf<'_>,
    grouping: &Grouping,
    links: &[Link],
    before: &Descended,
    progress: &dyn Progress,
) -> Result<Vec<Descent>, Error> {
    progress.stage("who copied whom", Some(grouping.families.len() as u64));
    let inside = links_inside(grouping.families.len(), &grouping.family_of, links);
    let identical = Groups::identical(&shelf.catalogue.facts);
    let one = |number: usize| {
        let (family, links) = (&grouping.families[number], inside[number].as_slice());
        let known = before.get(family, links, shelf.catalogue);
        let found = known.map_or_else(|| descent(family, links, &identical, shelf), Ok);
        progress.advance(1);
        Ok((number, found?))
    };
    // The largest first: most of the time goes into a few, and no thread should end with one of them.
    let mut numbers: Vec<usize> = (0..grouping.families.len()).collect();
    numbers.sort_by_key(|&number| Reverse(grouping.families[number].members.len()));
    let found: Result<Vec<(usize, Descent)>, Error> = numbers.into_par_iter().with_max_len(1).map(one).collect();
    let mut found = found?;
    found.sort_unstable_by_key(|(number, _)| *number);
    Ok(found.into_iter().map(|(_, descent)| descent).collect())
}

pub(crate) fn descent(
    family: &Family,
    links: &[&Link],
    identical: &Groups,
    shelf: &Shelf<'_>,
) -> Result<Descent, Error> {
    let mut texts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &member in &family.members {
        texts.entry(identical.of(member)).or_default().push(member);
    }
    let mut carriers: Vec<Vec<u32>> = texts.into_values().collect();
    carriers.sort_unstable();
    let read: Result<Vec<Read>, Error> = carriers.iter().map(|articles| Read::new(articles, shelf)).collect();
    let mut read = read?;
    Read::level_times(&mut read);
    let carried: Vec<Carried<'_>> = read.iter().map(Read::carried).collect();
    let found = wirecopy_stemma::Descent::of(&carried, Costs::default(), Effort::default());
    let text_of: BTreeMap<u32, usize> =
        carriers.iter().enumerate().flat_map(|(text, articles)| articles.iter().map(move |&a| (a, text))).collect();
    let placed = |link: &&Link| {
        let (x, y) = (text_of[&link.a], text_of[&link.b]);
        (x != y).then(|| found.placed(x, y)).flatten().map(|grounds| (link.a, link.b, grounds))
    };
    let mut placed: Vec<(u32, u32, Grounds)> = links.iter().filter_map(placed).collect();
    placed.sort_unstable_by_key(|&(a, b, _)| (a, b));
    Ok(Descent { nodes: found.nodes, carriers, placed, seconds: found.seconds })
}

/// A distinct text, and what the articles that carry it say of themselves.
struct Read {
    version: Version,
    sentences: Vec<Range<usize>>,
    agency: Option<String>,
    credits: Vec<String>,
    published: Option<Moment>,
    articles: usize,
}

impl Read {
    fn new(articles: &[u32], shelf: &Shelf<'_>) -> Result<Self, Error> {
        let (first, version) = shelf.version(articles[0])?;
        let mut rows = vec![first];
        for &article in &articles[1..] {
            rows.push(shelf.article(article)?);
        }
        let mut credits: Vec<String> = rows.iter().flat_map(|row| row.credits.clone()).collect();
        credits.sort();
        credits.dedup();
        let moments = rows.iter().filter_map(|row| Moment::read(row.published_at.as_deref()?));
        Ok(Self {
            sentences: version.sentences.iter().map(|s| s.tokens.clone()).collect(),
            agency: rows.iter().find_map(agency),
            credits,
            published: moments.min_by_key(|m| m.seconds),
            articles: rows.len(),
            version,
        })
    }

    /// Where one time is a mere day, all are: nobody can tell what came first on that day.
    fn level_times(all: &mut [Self]) {
        if all.iter().filter_map(|read| read.published.as_ref()).any(|m| !m.has_hour) {
            let day = |moment: &mut Moment| moment.seconds -= moment.seconds.rem_euclid(86_400);
            all.iter_mut().filter_map(|read| read.published.as_mut()).for_each(day);
        }
    }

    fn carried(&self) -> Carried<'_> {
        Carried {
            text: Text { keys: self.version.tokens.keys(), sentences: &self.sentences },
            agency: self.agency.clone(),
            credits: self.credits.clone(),
            published: self.published.as_ref().map(|m| m.seconds),
            articles: self.articles,
        }
    }
}

/// A time of publication. Where no zone is given it is taken as UTC.
struct Moment {
    seconds: i64,
    has_hour: bool,
}

impl Moment {
    fn read(text: &str) -> Option<Self> {
        let whole = || text.parse::<jiff::Timestamp>().ok();
        let local = || Some(text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
        if text.len() > 10
            && let Some(timestamp) = whole().or_else(local)
        {
            return Some(Self { seconds: timestamp.as_second(), has_hour: true });
        }
        let date: Date = text.get(..10)?.parse().ok()?;
        let midnight = date.to_zoned(TimeZone::UTC).ok()?.timestamp();
        Some(Self { seconds: midnight.as_second(), has_hour: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_and_without_hours() {
        let seconds = |text| Moment::read(text).map(|m| (m.seconds, m.has_hour));
        assert_eq!(seconds("1970-01-02"), Some((86_400, false)));
        assert_eq!(seconds("1970-01-02T01:00:00Z"), Some((90_000, true)));
        assert_eq!(seconds("1970-01-02T01:00:00+01:00"), Some((86_400, true)));
        assert_eq!(seconds("1970-01-02T01:00:00"), Some((90_000, true)));
        assert_eq!(seconds("soon"), None);
    }
}
