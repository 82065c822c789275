//! Which pairs of articles are read side by side.

use rayon::prelude::*;
use wirecopy_document::Version;
use wirecopy_retrieve::{Boilerplate, TermIndex, fingerprint_pairs, fingerprints};

use crate::pile::{Entry, Pile};
use crate::settings::Settings;

/// How a pair was found; the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FoundBy {
    /// The same words.
    Content,
    /// A shared run of words.
    Passages,
    /// Shared rare words.
    Terms,
    /// Somebody asked for it.
    Asked,
}

impl FoundBy {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Content => "same words",
            Self::Passages => "shared passages",
            Self::Terms => "shared rare words",
            Self::Asked => "asked for",
        }
    }
}

/// Two articles to be compared, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) found_by: FoundBy,
    /// Cosine of their terms.
    pub(crate) cosine: f32,
}

/// The pairs, and what later stages need to ask about likeness.
pub(crate) struct Pairs {
    /// Sorted by a, then b.
    pub(crate) pairs: Vec<Pair>,
    /// Terms of the first article of each group of identical ones.
    pub(crate) terms: TermIndex,
    /// For each article the place of its group in `terms`.
    pub(crate) group_of: Vec<u32>,
}

impl Pairs {
    /// Finds the pairs, and marks in the articles of the pile what is boilerplate.
    pub(crate) fn find(pile: &mut Pile, settings: &Settings) -> Self {
        let groups = pile.identical();
        let firsts: Vec<&Version> = groups.iter().map(|g| &pile.entries[g[0] as usize].version).collect();
        let terms = TermIndex::build(&firsts, settings.terms);
        let (mut found, boilerplate) = by_passages(&firsts, &terms, settings);
        found.extend(by_terms(&firsts, &terms));
        found.par_sort_unstable();
        found.dedup_by_key(|f| (f.0, f.1));
        let mut pairs = Vec::new();
        for group in &groups {
            push_identical(group, settings.pairing.max_expanded, &mut pairs);
        }
        for (x, y, found_by) in found {
            let cosine = terms.cosine(x as usize, y as usize);
            let most = settings.pairing.max_expanded;
            push_crossed(&groups[x as usize], &groups[y as usize], most, found_by, cosine, &mut pairs);
        }
        pairs.par_sort_unstable_by_key(|p| (p.a, p.b));
        let mask = |entry: &mut Entry| {
            entry.boilerplate = boilerplate.mask(entry.version.tokens.keys(), settings.winnowing);
        };
        pile.entries.par_iter_mut().for_each(mask);
        Self { pairs, terms, group_of: group_of(&groups, pile.entries.len()) }
    }

    /// Cosine of any two articles.
    pub(crate) fn likeness(&self, a: u32, b: u32) -> f32 {
        self.terms.cosine(self.group_of[a as usize] as usize, self.group_of[b as usize] as usize)
    }
}

type Found = (u32, u32, FoundBy);

/// Pairs are made twice: the first time shows what is boilerplate, the second time leaves it out.
fn by_passages(versions: &[&Version], terms: &TermIndex, settings: &Settings) -> (Vec<Found>, Boilerplate) {
    let mut sets: Vec<Vec<u64>> =
        versions.par_iter().map(|v| fingerprints(v.tokens.keys(), settings.winnowing)).collect();
    let most = settings.pairing.max_articles;
    let mut candidates = fingerprint_pairs(&sets, most);
    let is_one_story = |a: u32, b: u32| terms.cosine(a as usize, b as usize) >= settings.links.min_cosine;
    let boilerplate = Boilerplate::find(&sets, &candidates.pairs, is_one_story);
    if !boilerplate.is_empty() {
        sets.par_iter_mut().for_each(|set| set.retain(|&hash| !boilerplate.contains(hash)));
        candidates = fingerprint_pairs(&sets, most);
    }
    let enough = |a: u32, b: u32, shared: u32| {
        let smaller = sets[a as usize].len().min(sets[b as usize].len());
        shared as usize >= smaller.min(settings.pairing.min_shared as usize)
    };
    let kept = candidates.pairs.iter().filter(|c| enough(c.a, c.b, c.shared));
    (kept.map(|c| (c.a, c.b, FoundBy::Passages)).collect(), boilerplate)
}

fn by_terms(versions: &[&Version], terms: &TermIndex) -> Vec<Found> {
    (0..versions.len())
        .into_par_iter()
        .flat_map_iter(|i| {
            let x = u32::try_from(i).expect("fewer than 2^32 articles");
            terms.neighbours(i).into_iter().map(move |n| (x.min(n.article), x.max(n.article), FoundBy::Terms))
        })
        .collect()
}

/// All pairs of a group of identical articles, or each with the first where these are too many.
fn push_identical(group: &[u32], most: usize, pairs: &mut Vec<Pair>) {
    let firsts = if group.len() * group.len() <= 2 * most { group.len() } else { 1 };
    for (i, &a) in group.iter().take(firsts).enumerate() {
        let pair = |&b: &u32| Pair { a, b, found_by: FoundBy::Content, cosine: 1.0 };
        pairs.extend(group[i + 1..].iter().map(pair));
    }
}

fn push_crossed(x: &[u32], y: &[u32], most: usize, found_by: FoundBy, cosine: f32, pairs: &mut Vec<Pair>) {
    let (x, y) = if x.len() * y.len() <= most { (x, y) } else { (&x[..1], &y[..1]) };
    for &i in x {
        pairs.extend(y.iter().map(|&j| Pair { a: i.min(j), b: i.max(j), found_by, cosine }));
    }
}

fn group_of(groups: &[Vec<u32>], articles: usize) -> Vec<u32> {
    let mut of = vec![0; articles];
    for (number, group) in (0_u32..).zip(groups) {
        group.iter().for_each(|&i| of[i as usize] = number);
    }
    of
}
