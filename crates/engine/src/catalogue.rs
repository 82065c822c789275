//! Which article is which, in arrays: what the group stages hold of a pile.

use serde::{Deserialize, Serialize};
use wirecopy_store::{List, Store};

use crate::error::Error;
use crate::stored::{Facts, Witness, kind};

/// Stands for "none" among numbers.
pub(crate) const NONE: u32 = u32::MAX;

/// A page that was read. Its rank is its place in the order of ids.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PagePlace {
    pub(crate) id: Box<str>,
    /// The number under which its text and outline are stored.
    pub(crate) arrival: u32,
    /// The number under which its rows are stored.
    pub(crate) entry: u32,
}

/// All pages by rank, and all articles in the order of their pages. Some 90 bytes an article and 40 a page, and its id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Catalogue {
    pub(crate) pages: Vec<PagePlace>,
    /// The first article of each page, and the end.
    starts: Vec<u32>,
    pub(crate) facts: Vec<Facts>,
}

/// The number of articles that sorting numbers of 64 bits leaves room for, beside fingerprints of 40.
const MAX_ARTICLES: usize = 1 << 24;

impl Catalogue {
    /// The catalogue of pages whose entries a store holds.
    pub(crate) fn of(store: &Store, pages: Vec<PagePlace>) -> Result<Self, Error> {
        let facts: List<Vec<Facts>> = store.list(kind::FACTS);
        let facts: Vec<Vec<Facts>> = facts.scan(0..facts.len()).collect::<Result<_, _>>()?;
        Self::new(pages, |entry| &facts[entry as usize])
    }

    /// `facts_of` gives the facts of the articles of an entry.
    fn new<'f>(pages: Vec<PagePlace>, facts_of: impl Fn(u32) -> &'f Vec<Facts>) -> Result<Self, Error> {
        let mut catalogue = Self { starts: Vec::with_capacity(pages.len() + 1), ..Self::default() };
        for page in &pages {
            catalogue.starts.push(narrow(catalogue.facts.len()));
            catalogue.facts.extend(facts_of(page.entry));
            if catalogue.facts.len() > MAX_ARTICLES {
                return Err(Error::too_many(catalogue.facts.len(), MAX_ARTICLES));
            }
        }
        catalogue.starts.push(narrow(catalogue.facts.len()));
        Ok(Self { pages, ..catalogue })
    }

    /// The pages, with how many articles each has.
    pub(crate) fn counted(&self) -> impl Iterator<Item = (PagePlace, u32)> + '_ {
        self.pages.iter().zip(self.starts.windows(2)).map(|(page, w)| (page.clone(), w[1] - w[0]))
    }

    /// How many articles.
    pub(crate) fn len(&self) -> usize {
        self.facts.len()
    }

    /// The rank of an article's page, and its place on the page.
    pub(crate) fn place(&self, article: u32) -> (usize, usize) {
        let page = self.starts.partition_point(|&start| start <= article) - 1;
        (page, (article - self.starts[page]) as usize)
    }

    /// The article with this id, as tables spell it.
    pub(crate) fn article(&self, id: &str) -> Option<u32> {
        let (page, number) = id.rsplit_once('#')?;
        let page = self.pages.binary_search_by(|place| (*place.id).cmp(page)).ok()?;
        let number: u32 = number.parse().ok()?;
        self.articles_of(page).nth(number.checked_sub(1)? as usize)
    }

    /// An article as it was split.
    pub(crate) fn witness(&self, article: u32) -> Witness {
        self.facts[article as usize].witness
    }

    /// The articles of a page.
    pub(crate) fn articles_of(&self, page: usize) -> std::ops::Range<u32> {
        self.starts[page]..self.starts[page + 1]
    }

    /// Compares two articles by their ids as texts, which is not quite the order of the articles: `a#10` comes before `a#2`.
    pub(crate) fn compare_ids(&self, a: u32, b: u32) -> std::cmp::Ordering {
        let id = |article: u32| {
            let (page, number) = self.place(article);
            (&self.pages[page].id, format!("#{}", number + 1))
        };
        let ((page_a, number_a), (page_b, number_b)) = (id(a), id(b));
        page_a.bytes().chain(number_a.bytes()).cmp(page_b.bytes().chain(number_b.bytes()))
    }
}

/// Numbers of things in a run are 32 bits.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than 2^32 of anything in a run")
}

/// Groups of articles, each sorted, in the order of their first members.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    members: Vec<u32>,
    starts: Vec<u32>,
    of: Vec<u32>,
}

impl Groups {
    /// Articles with the same words together. Those without words stand alone. Time that of sorting them.
    pub(crate) fn identical(facts: &[Facts]) -> Self {
        let key = |i: u32| (facts[i as usize].identity, facts[i as usize].tokens);
        let mut members: Vec<u32> = (0..narrow(facts.len())).collect();
        members.sort_unstable_by_key(|&i| (key(i), i));
        let is_same = |x: &u32, y: &u32| key(*x) == key(*y) && facts[*x as usize].tokens > 0;
        let mut runs: Vec<&[u32]> = members.chunk_by(is_same).collect();
        runs.sort_unstable_by_key(|run| run[0]);
        let mut groups = Self { of: vec![0; facts.len()], ..Self::default() };
        for (number, run) in (0..).zip(runs) {
            groups.starts.push(narrow(groups.members.len()));
            groups.members.extend(run);
            run.iter().for_each(|&i| groups.of[i as usize] = number);
        }
        groups.starts.push(narrow(groups.members.len()));
        groups
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn members(&self, group: u32) -> &[u32] {
        &self.members[self.starts[group as usize] as usize..self.starts[group as usize + 1] as usize]
    }

    /// The group of an article.
    pub(crate) fn of(&self, article: u32) -> u32 {
        self.of[article as usize]
    }

    /// Whether an article is the first of its group: it speaks for the others.
    pub(crate) fn is_first(&self, article: u32) -> bool {
        self.members(self.of(article))[0] == article
    }
}
