//! Groups of reports as they come up while stories grow, to learn from.

use std::collections::BTreeMap;

use wirecopy_retrieve::Profile;

use super::Known;
use crate::random::Random;

/// Pairs of groups for each event and answer.
const PAIRS: usize = 40;
/// Most reports of a group, and at most half of its event, so that groups of one event and of two are equally large.
const MOST: usize = 8;
/// Share of groups that are one report.
const SINGLE: f64 = 0.35;
/// Share of steps in which a group grows by the report most like it: the others grow by any.
const NEAREST: f64 = 0.7;

/// What two groups have in common, and whether they are of one event: for each event parts of it beside each other, beside the other
/// event of its topic, and, less often, beside any.
pub(super) fn sampled(pile: &Known<'_>) -> Vec<([f64; 6], bool)> {
    let mut events: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    pile.reports.iter().enumerate().for_each(|(i, r)| events.entry(r.event.as_str()).or_default().push(i));
    let events: Vec<Vec<usize>> = events.into_values().collect();
    let topic = |event: &[usize]| pile.reports[event[0]].topic;
    let mut maker = Maker { pile, random: Random::new(1) };
    let mut pairs = Vec::new();
    for (number, event) in events.iter().enumerate() {
        let near: Vec<usize> =
            (0..events.len()).filter(|&e| e != number && topic(&events[e]) == topic(event)).collect();
        for round in 0..PAIRS {
            let sizes = [maker.size(event.len()), maker.size(event.len())];
            let (own, rest) = maker.grown(event, sizes[0]);
            pairs.push((maker.common(&own, &rest, sizes[1]), true));
            let other = if near.is_empty() || round % 7 == 0 { maker.random.below(events.len()) } else { near[0] };
            if other != number {
                pairs.push((maker.common(&own, &events[other], sizes[1]), false));
            }
        }
    }
    pairs
}

struct Maker<'p, 'r> {
    pile: &'p Known<'r>,
    random: Random,
}

impl Maker<'_, '_> {
    fn size(&mut self, of: usize) -> usize {
        if self.random.chance(SINGLE) { 1 } else { 1 + self.random.below((of / 2).clamp(1, MOST)) }
    }

    /// A group out of some reports, and those that are left.
    fn grown(&mut self, from: &[usize], size: usize) -> (Profile, Vec<usize>) {
        let mut rest = from.to_vec();
        let first = rest.remove(self.random.below(rest.len()));
        let mut group = self.pile.pile.profiles[first].clone();
        for _ in 1..size.min(from.len()) {
            let alike = |&i: &usize| group.common(&self.pile.pile.profiles[rest[i]]).terms;
            let nearest = (0..rest.len()).max_by(|x, y| alike(x).total_cmp(&alike(y))).expect("some are left");
            let next = if self.random.chance(NEAREST) { nearest } else { self.random.below(rest.len()) };
            group = group.together(&self.pile.pile.profiles[rest.remove(next)]);
        }
        (group, rest)
    }

    fn common(&mut self, own: &Profile, others: &[usize], size: usize) -> [f64; 6] {
        own.common(&self.grown(others, size).0).features().map(f64::from)
    }
}
