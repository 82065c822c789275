//! What unlike texts have in common proves nothing.

use foldhash::{HashMap, HashMapExt, HashSet};
use rayon::prelude::*;
use wirecopy_retrieve::boilerplate_mask;
use wirecopy_spill::Work;

use super::corpus::Corpus;
use super::layout::Gram;
use super::meetings::{Meeting, Meetings};
use super::pairs::{BUCKET_FILES, Buckets};
use super::settings::{DedupSettings, Rules};
use crate::error::Error;

/// Two texts belong together, for telling boilerplate from a story that many printed, when they share these parts of the smaller
/// and of the larger one. The second share keeps a scrap that holds the boilerplate alone from vouching for it.
const RELATED: (f64, f64) = (0.5, 0.1);

/// A shared run of so many words, or half of the smaller text, tells a story from a form whose slots are filled anew: the sentences of a
/// weather report are common to dozens, word for word between two slots, and no run is longer than that.
const MIN_STORY_RUN: u32 = 24;

/// Share of the smaller text that makes two texts one story without a look at the others: among many, a notice that is longer than
/// the text around it must not vouch for itself.
const SAME: f64 = 0.8;

/// Up to so many texts all pairs are looked up, in larger buckets each text and the next: 496 pairs at most, or one a text.
const MAX_ALL_PAIRS: usize = 32;

/// From so many texts on only a bond of the whole counts.
const MANY: usize = 13;

/// How two texts belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// A good part of the smaller one stands in the other.
    Part,
    /// Nearly all of it.
    Whole,
}

/// Pairs of texts that belong together, `a < b`.
type Bonds = HashMap<(u32, u32), Bond>;

/// The boilerplate words of those texts that have any, as ranges in order.
pub(super) type Masks = HashMap<u32, Vec<(u32, u32)>>;

/// The boilerplate of all texts that meet another one.
///
/// A fingerprint is boilerplate when `boilerplate_texts` or more texts hold it and few pairs of them belong together. Texts of one form
/// with other names and numbers do not belong together. Time: that of reading the buckets once.
pub(super) fn masks(parts: usize, corpus: &Corpus, work: &Work, settings: &DedupSettings) -> Result<Masks, Error> {
    let mut bonds = Bonds::new();
    let mut meets = vec![false; corpus.texts() as usize];
    for part in 0..parts {
        let meetings = Meetings::load(part, work)?;
        for m in &meetings.rows {
            (meets[m.a as usize], meets[m.b as usize]) = (true, true);
            if let Some(bond) = bond(m, meetings.longest_run(m), corpus) {
                bonds.insert((m.a, m.b), bond);
            }
        }
    }
    let (names, holders) = boilerplate(&bonds, work, &settings.rules)?;
    let names = Names::new(names);
    let mut met: Vec<u32> = holders.into_iter().filter(|&text| meets[text as usize]).collect();
    met.par_sort_unstable_by_key(|&text| corpus.best(text)); // as they stand in memory
    type Buffers = (Vec<u32>, Vec<u8>, Vec<(usize, bool)>);
    let masks = met.par_iter().map_init(Buffers::default, |(words, starts, found), &text| {
        let grams = corpus.grams(text, corpus.keys(text, words)?, starts)?;
        found.clear();
        found.extend(grams.map(|(hash, at)| (at, names.contains(Gram::name_of(hash)))));
        let mask = boilerplate_mask(found, settings.runs.winnowing.gram_tokens);
        Ok((text, mask.iter().map(|range| (range.start as u32, range.end as u32)).collect()))
    });
    let masks: Vec<(u32, Vec<(u32, u32)>)> = masks.collect::<Result<_, Error>>()?;
    Ok(masks.into_iter().filter(|(_, ranges)| !ranges.is_empty()).collect())
}

fn bond(m: &Meeting, longest: u32, corpus: &Corpus) -> Option<Bond> {
    let (words_a, words_b) = (corpus.words(m.a), corpus.words(m.b));
    let shares = (share(m.copied_a, words_a), share(m.copied_b, words_b));
    let (most, least) = (shares.0.max(shares.1), shares.0.min(shares.1));
    if m.is_template == 1 || m.may_hold == 0 || least < RELATED.1 {
        return None;
    }
    let is_story = longest >= MIN_STORY_RUN.min(words_a.min(words_b) / 2);
    match most {
        most if most >= SAME => Some(Bond::Whole),
        most if most >= RELATED.0 && is_story => Some(Bond::Part),
        _ => None,
    }
}

pub(super) fn share(copied: u32, words: u32) -> f64 {
    f64::from(copied) / f64::from(words.max(1))
}

/// The names of all boilerplate fingerprints, and the texts that hold any, in order.
fn boilerplate(bonds: &Bonds, work: &Work, rules: &Rules) -> Result<(HashSet<u64>, Vec<u32>), Error> {
    let of_file = |file| -> Result<(Vec<u64>, Vec<u32>), Error> {
        let buckets = Buckets::read(file, work)?;
        let found = buckets.iter().filter(|(_, texts)| is_boilerplate(texts, bonds, rules));
        let (names, texts): (Vec<u64>, Vec<&[u32]>) = found.unzip();
        Ok((names, sorted(texts.concat())))
    };
    let found: Vec<(Vec<u64>, Vec<u32>)> = (0..BUCKET_FILES).into_par_iter().map(of_file).collect::<Result<_, _>>()?;
    let (names, holders): (Vec<Vec<u64>>, Vec<Vec<u32>>) = found.into_iter().unzip();
    Ok((names.into_iter().flatten().collect(), sorted(holders.concat())))
}

fn sorted(mut texts: Vec<u32>) -> Vec<u32> {
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// Whether fewer than one in `related_one_in` pairs of these texts, which are in ascending order, belong together.
fn is_boilerplate(texts: &[u32], bonds: &Bonds, rules: &Rules) -> bool {
    let least = if texts.len() < MANY { Bond::Part } else { Bond::Whole };
    let has = &|a: u32, b: u32| bonds.get(&(a, b)).is_some_and(|&bond| bond >= least);
    let are_few = |pairs: usize, found: usize| found * rules.related_one_in < pairs;
    let enough = |pairs: usize| pairs.div_ceil(rules.related_one_in); // more need not be looked up
    if texts.len() <= MAX_ALL_PAIRS {
        let pairs = texts.len() * (texts.len() - 1) / 2;
        let found = (0..texts.len()).flat_map(|i| texts[i + 1..].iter().filter(move |&&b| has(texts[i], b)));
        are_few(pairs, found.take(enough(pairs)).count())
    } else {
        let pairs = texts.len() - 1;
        are_few(pairs, texts.windows(2).filter(|w| has(w[0], w[1])).take(enough(pairs)).count())
    }
}

/// Names of fingerprints.
struct Names {
    all: HashSet<u64>,
    /// Two bits for each name in one of these cells, sixteen bits a name: where most of those that are absent end. The length is a power
    /// of two.
    seen: Vec<u64>,
}

impl Names {
    fn new(all: HashSet<u64>) -> Self {
        let mut names = Self { seen: vec![0; (all.len() / 4).max(1).next_power_of_two()], all };
        for &name in &names.all {
            let (cell, bits) = Self::bits(name, names.seen.len());
            names.seen[cell] |= bits;
        }
        names
    }

    #[inline]
    fn contains(&self, name: u64) -> bool {
        let (cell, bits) = Self::bits(name, self.seen.len());
        self.seen[cell] & bits == bits && self.all.contains(&name)
    }

    /// The cell of a name, of so many, and its bits there.
    #[inline]
    fn bits(name: u64, cells: usize) -> (usize, u64) {
        let hash = name.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((hash >> 24) as usize & (cells - 1), 1 << (hash >> 58) | 1 << (hash >> 52 & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unlike_texts_make_boilerplate_and_copies_do_not() {
        let all: Vec<u32> = (0..6).collect();
        let check = |bond: Bond, related: &[(u32, u32)], texts: &[u32]| {
            is_boilerplate(texts, &related.iter().map(|&pair| (pair, bond)).collect(), &Rules::default())
        };
        assert!(check(Bond::Part, &[], &all));
        assert!(check(Bond::Part, &[(0, 1)], &all));
        assert!(!check(Bond::Part, &[(0, 1), (0, 2), (1, 2)], &all));
        let many: Vec<u32> = (0..100).collect();
        let next: Vec<_> = many.windows(2).map(|w| (w[0], w[1])).collect();
        assert!(check(Bond::Whole, &[(3, 4)], &many));
        assert!(check(Bond::Part, &next, &many)); // a long notice on short pages
        assert!(!check(Bond::Whole, &next, &many));
    }
}
