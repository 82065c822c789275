//! Which texts go, and for which others?

use rayon::prelude::*;

use super::corpus::Corpus;
use super::judge::Kind;

/// A link between two texts, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) kind: Kind,
    /// Whether b holds most of a, and a of b.
    pub(super) held: (bool, bool),
    pub(super) copied: (u32, u32),
    /// The part of its meeting, where its runs start there, and how many there are.
    pub(super) part: u32,
    pub(super) runs: (u32, u32),
}

/// The links of each text.
pub(super) struct Neighbours<'l> {
    links: &'l [Link],
    starts: Vec<u32>,
    of: Vec<u32>,
}

/// A link as seen from one of its texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) other: u32,
    /// Whether the other holds most of this one, and this one of the other.
    pub(super) is_held: bool,
    pub(super) holds: bool,
    /// Words of this one that stand in the other.
    pub(super) copied: u32,
}

impl<'l> Neighbours<'l> {
    pub(super) fn new(texts: u32, links: &'l [Link]) -> Self {
        let mut ends: Vec<(u32, u32)> = (0_u32..).zip(links).flat_map(|(i, l)| [(l.a, i), (l.b, i)]).collect();
        ends.par_sort_unstable();
        let starts = (0..=texts).map(|text| ends.partition_point(|e| e.0 < text) as u32).collect();
        Self { links, starts, of: ends.into_iter().map(|e| e.1).collect() }
    }

    pub(super) fn of(&self, text: u32) -> impl Iterator<Item = Seen> {
        let range = self.starts[text as usize] as usize..self.starts[text as usize + 1] as usize;
        self.of[range].iter().map(move |&i| {
            let link = &self.links[i as usize];
            let (is_held, holds) = link.held;
            match link.a == text {
                true => Seen { other: link.b, is_held, holds, copied: link.copied.0 },
                false => Seen { other: link.a, is_held: holds, holds: is_held, copied: link.copied.1 },
            }
        })
    }
}

/// Families that a text without a link to a kept one asks about at most, and that a text remembers.
const MAX_ASKED: usize = 8;

/// For each text the one that is kept for it; itself, when it stays.
///
/// Longest first, each text goes if a kept one holds most of it, and stays otherwise: so there are no chains. Where many share a
/// copy not all pairs were read: a text that is held by one that went asks whether the one kept for that holds it too
/// (`ask(x, y)`: does y hold most of x), and so it asks of kept texts that hold a neighbour which is not decided yet. Then each family is given to the best of its members that holds most of all others.
pub(super) fn decide<E>(
    corpus: &Corpus,
    neighbours: &Neighbours<'_>,
    mut ask: impl FnMut(u32, u32) -> Result<bool, E>,
) -> Result<Vec<u32>, E> {
    let mut order: Vec<u32> = (0..corpus.texts()).filter(|&text| neighbours.of(text).next().is_some()).collect();
    let is_new = |text: u32| !corpus.is_existing(corpus.best(text));
    order.par_sort_unstable_by_key(|&text| (is_new(text), !corpus.words(text), corpus.merit(text), text));
    let mut kept: Vec<u32> = (0..corpus.texts()).collect();
    let mut is_decided = vec![false; corpus.texts() as usize];
    let mut families: Vec<(u32, u32)> = Vec::new();
    let mut heads_of: Vec<Vec<u32>> = vec![Vec::new(); corpus.texts() as usize];
    for text in order {
        is_decided[text as usize] = true;
        if !is_new(text) {
            continue;
        }
        let holder = holder(text, neighbours, &kept, &is_decided);
        let holder = match holder {
            Some(holder) => Some(holder),
            None => asked(text, &heads_near(text, neighbours, &kept, &is_decided, &heads_of), &mut ask)?,
        };
        if let Some(holder) = holder {
            kept[text as usize] = holder;
            families.push((holder, text));
        } else {
            remember(text, neighbours, &is_decided, &mut heads_of);
        }
    }
    families.par_sort_unstable();
    for family in families.chunk_by(|x, y| x.0 == y.0) {
        crown(family, corpus, neighbours, &mut kept);
    }
    Ok(kept)
}

/// The kept text that holds most of this one, by links.
fn holder(text: u32, neighbours: &Neighbours<'_>, kept: &[u32], is_decided: &[bool]) -> Option<u32> {
    let is_kept = |other: u32| is_decided[other as usize] && kept[other as usize] == other;
    let holders = neighbours.of(text).filter(|seen| seen.is_held && is_kept(seen.other));
    holders.max_by_key(|seen| (seen.copied, std::cmp::Reverse(seen.other))).map(|seen| seen.other)
}

/// The first of these kept texts that holds most of this one, read from the words.
fn asked<E>(text: u32, heads: &[u32], ask: &mut impl FnMut(u32, u32) -> Result<bool, E>) -> Result<Option<u32>, E> {
    for &head in heads.iter().take(MAX_ASKED) {
        if ask(text, head)? {
            return Ok(Some(head));
        }
    }
    Ok(None)
}

/// Kept texts that have no link with this one, and hold one that has.
fn heads_near(
    text: u32,
    neighbours: &Neighbours<'_>,
    kept: &[u32],
    is_decided: &[bool],
    heads_of: &[Vec<u32>],
) -> Vec<u32> {
    let mut heads = Vec::new();
    for seen in neighbours.of(text).filter(|seen| seen.is_held) {
        match is_decided[seen.other as usize] {
            true => heads.push(kept[seen.other as usize]),
            false => heads.extend_from_slice(&heads_of[seen.other as usize]),
        }
    }
    heads.sort_unstable();
    heads.dedup();
    heads.retain(|&head| head != text);
    heads
}

/// Tells the neighbours that a text holds and that are not decided yet that it stays.
fn remember(head: u32, neighbours: &Neighbours<'_>, is_decided: &[bool], heads_of: &mut [Vec<u32>]) {
    for seen in neighbours.of(head).filter(|seen| seen.holds && !is_decided[seen.other as usize]) {
        let heads = &mut heads_of[seen.other as usize];
        if heads.len() < MAX_ASKED {
            heads.push(head);
        }
    }
}

/// Gives a family, as pairs of the kept text and one that goes, to its best member.
fn crown(family: &[(u32, u32)], corpus: &Corpus, neighbours: &Neighbours<'_>, kept: &mut [u32]) {
    let head = family[0].0;
    let better = |text: u32| (corpus.merit(text), text) < (corpus.merit(head), head);
    let mut claims: Vec<u32> = family.iter().map(|f| f.1).filter(|&text| better(text)).collect();
    if corpus.is_existing(corpus.best(head)) {
        return;
    }
    claims.sort_unstable_by_key(|&text| (corpus.merit(text), text));
    for claim in claims {
        let mut held: Vec<u32> = neighbours.of(claim).filter(|seen| seen.holds).map(|seen| seen.other).collect();
        held.sort_unstable();
        let holds = |text: u32| text == claim || held.binary_search(&text).is_ok();
        if holds(head) && family.iter().all(|f| holds(f.1)) {
            kept[head as usize] = claim;
            family.iter().for_each(|f| kept[f.1 as usize] = claim);
            return;
        }
    }
}
