//! What unlike texts have in common proves nothing.

use foldhash::{HashMap, HashSet, HashSetExt};
use rayon::prelude::*;
use wirecopy_retrieve::{Winnower, boilerplate_mask};
use wirecopy_spill::Work;

use super::corpus::Corpus;
use super::layout::{GRAM_PARTS, Gram};
use super::meetings::{Meeting, Meetings};
use super::pairs::Buckets;
use super::settings::{DedupSettings, Rules};
use crate::error::Error;

/// Two texts belong together, for telling boilerplate from a story that many printed, when they share these parts of the smaller
/// and of the larger one. The second share keeps a scrap that holds the boilerplate alone from vouching for it.
const RELATED: (f64, f64) = (0.5, 0.1);

/// Up to so many texts all pairs are looked up, in larger buckets each text and the next: 66 pairs at most, or one a text.
const MAX_ALL_PAIRS: usize = 12;

/// The boilerplate words of those texts that have any, as ranges in order.
pub(super) type Masks = HashMap<u32, Vec<(u32, u32)>>;

/// The boilerplate of all texts that meet another one.
///
/// A fingerprint is boilerplate when `boilerplate_texts` or more texts hold it and few pairs of them belong together. Texts of one form
/// with other names and numbers do not belong together. Time: that of reading the buckets once.
pub(super) fn masks(parts: usize, corpus: &Corpus, work: &Work, settings: &DedupSettings) -> Result<Masks, Error> {
    let mut related = HashSet::new();
    let mut meets = vec![false; corpus.texts() as usize];
    for part in 0..parts {
        for m in Meetings::load(part, work)?.rows {
            (meets[m.a as usize], meets[m.b as usize]) = (true, true);
            if is_related(&m, corpus) {
                related.insert((m.a, m.b));
            }
        }
    }
    let names = boilerplate(&related, work, &settings.rules)?;
    let met: Vec<u32> = (0..corpus.texts()).filter(|&text| meets[text as usize]).collect();
    let masks = met.par_iter().map_init(
        || (Winnower::new(settings.runs.winnowing), Vec::new()),
        |(winnower, buffer), &text| {
            let mut grams = Vec::new();
            winnower.walk(corpus.keys(text, buffer)?, |hash, at| {
                grams.push((at, names.contains(&Gram::name_of(hash))));
            });
            let mask = boilerplate_mask(&grams, settings.runs.winnowing.gram_tokens);
            Ok((text, mask.iter().map(|range| (range.start as u32, range.end as u32)).collect()))
        },
    );
    let masks: Vec<(u32, Vec<(u32, u32)>)> = masks.collect::<Result<_, Error>>()?;
    Ok(masks.into_iter().filter(|(_, ranges)| !ranges.is_empty()).collect())
}

fn is_related(m: &Meeting, corpus: &Corpus) -> bool {
    let shares = (share(m.copied_a, corpus.words(m.a)), share(m.copied_b, corpus.words(m.b)));
    m.is_template == 0 && shares.0.max(shares.1) >= RELATED.0 && shares.0.min(shares.1) >= RELATED.1
}

pub(super) fn share(copied: u32, words: u32) -> f64 {
    f64::from(copied) / f64::from(words.max(1))
}

/// The names of all boilerplate fingerprints.
fn boilerplate(related: &HashSet<(u32, u32)>, work: &Work, rules: &Rules) -> Result<HashSet<u64>, Error> {
    let of_part = |part| -> Result<Vec<u64>, Error> {
        let buckets = Buckets::read(part, work)?;
        let found = buckets.iter().filter(|(_, texts)| is_boilerplate(texts, related, rules));
        Ok(found.map(|(name, _)| name).collect())
    };
    let names: Vec<Vec<u64>> = (0..GRAM_PARTS).into_par_iter().map(of_part).collect::<Result<_, _>>()?;
    Ok(names.into_iter().flatten().collect())
}

/// Whether fewer than one in `related_one_in` pairs of these texts, which are in ascending order, belong together.
fn is_boilerplate(texts: &[u32], related: &HashSet<(u32, u32)>, rules: &Rules) -> bool {
    let is_related = |a: u32, b: u32| related.contains(&(a, b));
    let (pairs, found) = if texts.len() <= MAX_ALL_PAIRS {
        let found = |i: usize| texts[i + 1..].iter().filter(|&&b| is_related(texts[i], b)).count();
        (texts.len() * (texts.len() - 1) / 2, (0..texts.len()).map(found).sum())
    } else {
        (texts.len() - 1, texts.windows(2).filter(|w| is_related(w[0], w[1])).count())
    };
    found * rules.related_one_in < pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unlike_texts_make_boilerplate_and_copies_do_not() {
        let all: Vec<u32> = (0..6).collect();
        let check = |related: &[(u32, u32)], texts: &[u32]| {
            is_boilerplate(texts, &related.iter().copied().collect(), &Rules::default())
        };
        assert!(check(&[], &all));
        assert!(check(&[(0, 1)], &all));
        assert!(!check(&[(0, 1), (0, 2), (1, 2)], &all));
        let many: Vec<u32> = (0..100).collect();
        assert!(check(&[(3, 4)], &many));
        assert!(!check(&many.windows(2).map(|w| (w[0], w[1])).collect::<Vec<_>>(), &many));
    }
}
