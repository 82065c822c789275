//! Third stage, a group: which pairs of articles are read side by side.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use wirecopy_retrieve::{
    Boilerplate, Candidate, Frequencies, Neighbour, NeighbourScratch, Profile, TermIndex, Vector, Vocabulary,
    bucket_pairs, is_boilerplate, is_related,
};
use wirecopy_spill::{Partitions, PartitionsWriter};
use wirecopy_store::{List, Stretch};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::catalogue::{Catalogue, Groups, NONE};
use crate::error::Error;
use crate::pool::map_in_order;
use crate::postings::{NUMBER_BITS, Numbers, PARTS, Posting, Postings};
use crate::settings::Settings;
use crate::stored::Digest;

/// How a pair was found; the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    pub(crate) boilerplate: Boilerplate,
    /// For each group a hash of its fingerprints that are boilerplate.
    masks: Vec<u64>,
    /// What the first article of each group of identical ones is about.
    profiles: Vec<Option<Profile>>,
    groups: Groups,
}

/// What the stage works on.
pub(crate) struct Sources<'a> {
    pub(crate) digests: List<Vec<Digest>>,
    pub(crate) postings: Postings,
    pub(crate) numbers: Numbers,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) vocabulary: &'a Vocabulary,
    /// For what does not fit in memory.
    pub(crate) scratch: &'a Path,
}

impl Pairs {
    /// Finds the pairs. Identical articles are looked at as one.
    pub(crate) fn find(sources: &Sources<'_>, settings: &Settings) -> Result<Self, Error> {
        let groups = Groups::identical(&sources.catalogue.facts);
        let firsts = Firsts::new(sources, &groups);
        let (terms, profiles) = firsts.terms(settings)?;
        let Passages { mut found, boilerplate, masks } = firsts.by_passages(&terms, settings)?;
        found.par_extend(by_terms(&terms));
        found.par_sort_unstable();
        found.dedup_by_key(|f| (f.0, f.1));
        let most = settings.pairing.max_expanded;
        let mut pairs = Vec::with_capacity(found.len());
        (0..groups.len()).for_each(|g| push_identical(groups.members(number(g)), most, &mut pairs));
        for (x, y, found_by) in found {
            let cosine = terms.cosine(x as usize, y as usize);
            push_crossed(groups.members(x), groups.members(y), most, found_by, cosine, &mut pairs);
        }
        pairs.par_sort_unstable_by_key(|p| (p.a, p.b));
        Ok(Self { pairs, boilerplate, masks, profiles, groups })
    }

    /// What of an article is boilerplate, as a hash.
    pub(crate) fn mask(&self, article: u32) -> u64 {
        self.masks[self.groups.of(article) as usize]
    }

    /// What an article is about.
    pub(crate) fn profile(&self, article: u32) -> Option<&Profile> {
        self.profiles[self.groups.of(article) as usize].as_ref()
    }
}

fn number(group: usize) -> u32 {
    u32::try_from(group).expect("there are no more groups than articles")
}

/// The first article of each group, which speaks for the others.
struct Firsts<'a> {
    sources: &'a Sources<'a>,
    /// For each entry the first of its articles; [`NONE`] for entries that no page has any more.
    articles: Vec<u32>,
    groups: &'a Groups,
}

type Found = (u32, u32, FoundBy);

/// What the fingerprints say.
struct Passages {
    found: Vec<Found>,
    boilerplate: Boilerplate,
    masks: Vec<u64>,
}

/// Stretches of digests that are read at once.
const AT_ONCE: usize = 16;
/// Articles whose neighbours are looked for with one table of sums, which takes four bytes for each article of the pile.
const TERMS_AT_ONCE: usize = 4096;
/// Bits of a group's number: it stands beside fingerprints as that of an article does.
const GROUP_BITS: u32 = NUMBER_BITS;
/// Parts of a sort: one of them is in memory as a whole.
const PART_BITS: u32 = 8;

impl<'a> Firsts<'a> {
    fn new(sources: &'a Sources<'a>, groups: &'a Groups) -> Self {
        let entries = usize::try_from(sources.digests.len()).expect("entries are counted by u32");
        let mut articles = vec![NONE; entries];
        for (rank, page) in sources.catalogue.pages.iter().enumerate().filter(|(_, page)| page.entry != NONE) {
            articles[page.entry as usize] = sources.catalogue.articles_of(rank).start;
        }
        Self { sources, articles, groups }
    }

    /// Makes something of the digest of each group's first article, on all threads, and takes it in the order in which they are stored.
    fn scan<O: Send>(
        &self,
        make: impl Fn(&Digest) -> O + Sync,
        mut take: impl FnMut(u32, O) + Send,
    ) -> Result<(), Error> {
        let digests = &self.sources.digests;
        let read = |stretch: &Stretch| {
            let (first, records) = digests.stretch(stretch)?;
            let place = usize::try_from(first).expect("entries are counted by u32");
            let mut made = Vec::new();
            for (&article, digests) in self.articles[place..].iter().zip(&records).filter(|(a, _)| **a != NONE) {
                let firsts = (article..).zip(digests).filter(|(a, _)| self.groups.is_first(*a));
                made.extend(firsts.map(|(article, digest)| (self.groups.of(article), make(digest))));
            }
            Ok(made)
        };
        map_in_order(&digests.stretches(0), AT_ONCE, read, |made| {
            made.into_iter().for_each(|(group, made)| take(group, made));
            Ok(())
        })
    }

    fn terms(&self, settings: &Settings) -> Result<(TermIndex, Vec<Option<Profile>>), Error> {
        let mut frequencies = Frequencies::default();
        self.scan(|digest| digest.terms.unpack(), |_, terms| frequencies.add(&terms))?;
        let weights = frequencies.weights(self.sources.vocabulary);
        let read = |digest: &Digest| {
            let terms = digest.terms.unpack();
            let lead = Vector::of_numbers(&digest.lead.unpack());
            let profile = lead.map(|lead| Profile::new(&terms, lead, &weights));
            (weights.vector(&terms, settings.terms.max_terms), profile)
        };
        let mut vectors = vec![Box::default(); self.groups.len()];
        let mut profiles = vec![None; self.groups.len()];
        self.scan(read, |group, (vector, profile)| {
            vectors[group as usize] = vector;
            profiles[group as usize] = profile;
        })?;
        let facts = &self.sources.catalogue.facts;
        let day = |group| self.groups.members(number(group)).iter().filter_map(|&i| facts[i as usize].day).min();
        Ok((TermIndex::new(vectors, (0..self.groups.len()).map(day).collect(), settings.terms), profiles))
    }

    /// Fingerprints are paired twice: the first time shows what is boilerplate, the second time leaves it out.
    fn by_passages(&self, terms: &TermIndex, settings: &Settings) -> Result<Passages, Error> {
        let most = settings.pairing.max_articles;
        let sizes: Vec<AtomicU32> = (0..self.groups.len()).map(|_| AtomicU32::new(0)).collect();
        let group_of = self.group_of();
        let (shared, pairs) = (self.sort("shared", u64::BITS, settings), self.sort("pairs", PAIR_BITS, settings));
        let postings = |part: usize| self.postings(part, &group_of, &sizes);
        each_bucket(postings, &shared, &pairs, |fingerprint, groups, shared, pairs| {
            groups.iter().try_for_each(|&number| shared.push(Posting { fingerprint, number }.into()))?;
            push_pairs(groups, most, pairs)
        })?;
        let mut sizes: Vec<u32> = sizes.into_iter().map(AtomicU32::into_inner).collect();
        let candidates = counted(&pairs, &sizes, settings)?;
        let count = |a: u32, b: u32| {
            candidates.binary_search_by_key(&(a, b), |c| (c.a, c.b)).map_or(0, |at| candidates[at].shared)
        };
        let related = |a: u32, b: u32| {
            is_related(count(a, b), sizes[a as usize], sizes[b as usize])
                || terms.cosine(a as usize, b as usize) >= settings.links.min_cosine
        };
        let boiler = self.sort("boilerplate", u64::BITS, settings);
        let pairs = self.sort("pairs", PAIR_BITS, settings);
        let shared = |part: usize| Ok(shared.take(part)?);
        each_bucket(shared, &boiler, &pairs, |fingerprint, groups, boiler, pairs| {
            if is_boilerplate(groups, related) {
                return groups.iter().try_for_each(|&number| boiler.push(Posting { fingerprint, number }.into()));
            }
            push_pairs(groups, most, pairs)
        })?;
        let (mut hashes, mut masks) = (Vec::new(), vec![0; self.groups.len()]);
        for part in 0..boiler.parts() {
            for Posting { fingerprint, number } in boiler.take(part)?.into_iter().map(Posting::from) {
                sizes[number as usize] -= 1;
                let mask = &mut masks[number as usize];
                *mask = xxh3_64_with_seed(&fingerprint.to_le_bytes(), *mask);
                hashes.push(fingerprint);
            }
            hashes.dedup();
        }
        let found = counted(&pairs, &sizes, settings)?;
        let found = found.iter().map(|c| (c.a, c.b, FoundBy::Passages)).collect();
        Ok(Passages { found, boilerplate: Boilerplate::new(hashes), masks })
    }

    /// For each number of an article its group, if it speaks for that; else [`NONE`].
    fn group_of(&self) -> Vec<u32> {
        let mut numbered = self.sources.numbers.articles(self.sources.catalogue);
        for article in numbered.iter_mut().filter(|article| **article != NONE) {
            *article = if self.groups.is_first(*article) { self.groups.of(*article) } else { NONE };
        }
        numbered
    }

    /// The fingerprints of one part of a sort, with groups in the place of articles; counted for each group.
    fn postings(&self, part: usize, group_of: &[u32], sizes: &[AtomicU32]) -> Result<Vec<u64>, Error> {
        let (mut all, parts) = (Vec::new(), PARTS >> PART_BITS);
        (part * parts..(part + 1) * parts).try_for_each(|stored| self.sources.postings.read(stored, &mut all))?;
        let of_groups = all.into_iter().filter_map(|posting| {
            let posting = Posting::from(posting);
            let number = Some(group_of[posting.number as usize]).filter(|&group| group != NONE)?;
            sizes[number as usize].fetch_add(1, Ordering::Relaxed);
            Some(u64::from(Posting { number, ..posting }))
        });
        let mut sorted: Vec<u64> = of_groups.collect();
        sorted.sort_unstable();
        Ok(sorted)
    }

    fn sort(&self, name: &str, width: u32, settings: &Settings) -> Partitions {
        Partitions::new(width, PART_BITS, settings.sort_bytes(), self.sources.scratch.join(name))
    }
}

/// Two groups as one number.
const PAIR_BITS: u32 = 2 * GROUP_BITS;

type SpillResult = Result<(), wirecopy_spill::Error>;

fn push_pairs(groups: &[u32], most: usize, pairs: &mut PartitionsWriter<'_>) -> SpillResult {
    let mut done = Ok(());
    bucket_pairs(groups, most, |a, b| {
        if done.is_ok() {
            done = pairs.push(u64::from(a) << GROUP_BITS | u64::from(b));
        }
    });
    done
}

/// Gives each fingerprint that two groups or more have with these groups, and two sorts to write to; on all threads. `postings` gives
/// those of a part, sorted.
fn each_bucket(
    postings: impl Fn(usize) -> Result<Vec<u64>, Error> + Sync,
    one: &Partitions,
    other: &Partitions,
    each: impl Fn(u64, &[u32], &mut PartitionsWriter<'_>, &mut PartitionsWriter<'_>) -> SpillResult + Sync,
) -> Result<(), Error> {
    let part = |part: usize| {
        let numbers = postings(part)?;
        let (mut one, mut other) = (one.writer(), other.writer());
        let mut groups = Vec::new();
        for bucket in numbers.chunk_by(|x, y| x >> GROUP_BITS == y >> GROUP_BITS).filter(|bucket| bucket.len() > 1) {
            groups.clear();
            groups.extend(bucket.iter().map(|&number| Posting::from(number).number));
            each(bucket[0] >> GROUP_BITS, &groups, &mut one, &mut other)?;
        }
        one.finish()?;
        Ok(other.finish()?)
    };
    (0..1 << PART_BITS).into_par_iter().with_max_len(1).try_for_each(part)
}

/// The pairs that share enough fingerprints, with how many. Sorted.
fn counted(pairs: &Partitions, sizes: &[u32], settings: &Settings) -> Result<Vec<Candidate>, Error> {
    let part = |part: usize| {
        let numbers = pairs.take(part)?;
        let runs = numbers.chunk_by(|x, y| x == y).map(|run| {
            let Posting { fingerprint: a, number: b } = run[0].into();
            Candidate { a: number(usize::try_from(a).expect("a group has 24 bits")), b, shared: number(run.len()) }
        });
        let enough = |c: &Candidate| {
            let smaller = sizes[c.a as usize].min(sizes[c.b as usize]);
            c.shared >= smaller.min(settings.pairing.min_shared)
        };
        Ok(runs.filter(enough).collect::<Vec<Candidate>>())
    };
    let parts: Result<Vec<_>, Error> = (0..pairs.parts()).into_par_iter().with_max_len(1).map(part).collect();
    Ok(parts?.concat())
}

fn by_terms(terms: &TermIndex) -> Vec<Found> {
    let near = |scratch: &mut NeighbourScratch, i: u32| {
        let pair = |n: Neighbour| (i.min(n.article), i.max(n.article), FoundBy::Terms);
        terms.neighbours(i as usize, scratch).into_iter().map(pair).collect::<Vec<_>>()
    };
    let some = |some: &[u32]| {
        let mut scratch = NeighbourScratch::default();
        some.iter().flat_map(|&i| near(&mut scratch, i)).collect::<Vec<_>>()
    };
    terms.by_day().par_chunks(TERMS_AT_ONCE).flat_map_iter(some).collect()
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
