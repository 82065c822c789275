//! What groups of articles tell of, while stories are formed.

use std::collections::HashMap;

use rayon::prelude::*;
use wirecopy_cluster::{StorySettings, Telling};
use wirecopy_retrieve::{EventWeights, Profile};

use crate::catalogue::Catalogue;
use crate::pairs::Pairs;
use crate::settings::Settings;

/// Groups by the article that each is known by. A family is one report, however many print it.
pub(crate) struct Events<'a> {
    pairs: &'a Pairs,
    /// The article that speaks for a family at first.
    speakers: HashMap<u32, u32>,
    /// Of groups that grew.
    grown: HashMap<u32, Profile>,
    days: Vec<Days>,
    weights: EventWeights,
    settings: StorySettings,
}

/// When the articles of a group were published, as far as that is known.
#[derive(Debug, Clone, Copy, Default)]
struct Days {
    sum: f64,
    known: u32,
}

/// Pairs that are not worth sharing: a thread takes some ten microseconds to wake, a pair one or two to compare.
const PAIRS_AT_ONCE: usize = 16;

impl<'a> Events<'a> {
    pub(crate) fn new(catalogue: &Catalogue, pairs: &'a Pairs, families: &[Vec<u32>], settings: &Settings) -> Self {
        let day = |day: Option<i32>| day.map_or(Days::default(), |day| Days { sum: f64::from(day), known: 1 });
        let mut days: Vec<Days> = catalogue.facts.iter().map(|facts| day(facts.day)).collect();
        let mut speakers = HashMap::new();
        for family in families.iter().filter(|family| family.len() > 1) {
            days[family[0] as usize] = family.iter().map(|&i| days[i as usize]).fold(Days::default(), Days::and);
            speakers.insert(family[0], speaker(family, catalogue));
        }
        let (weights, settings) = (settings.events, settings.stories);
        Self { pairs, speakers, grown: HashMap::new(), days, weights, settings }
    }

    fn profile(&self, group: u32) -> Option<&Profile> {
        let speaker = || self.pairs.profile(self.speakers.get(&group).copied().unwrap_or(group));
        self.grown.get(&group).or_else(speaker)
    }

    fn likeness(&self, x: u32, y: u32) -> f32 {
        let apart = self.days[x as usize].apart(self.days[y as usize]);
        // Where a date is not known nothing speaks against one event.
        let closeness = apart.map_or(1.0, |days| self.settings.closeness(days));
        if closeness < self.settings.min_likeness {
            return 0.0; // Whatever they tell of; most groups that meet are so far apart.
        }
        let both = self.profile(x).zip(self.profile(y));
        both.map_or(0.0, |(a, b)| self.weights.score(a.common(b)) * closeness)
    }
}

/// The member of middle length: the shortest may be a brief, the longest a round-up.
fn speaker(family: &[u32], catalogue: &Catalogue) -> u32 {
    let mut members = family.to_vec();
    members.sort_unstable_by_key(|&i| (catalogue.facts[i as usize].tokens, i));
    members[members.len() / 2]
}

impl Telling for Events<'_> {
    fn likenesses(&self, pairs: &[(u32, u32)]) -> Vec<f32> {
        pairs.par_iter().with_min_len(PAIRS_AT_ONCE).map(|&(x, y)| self.likeness(x, y)).collect()
    }

    fn join(&mut self, x: u32, y: u32, whole: u32) {
        let both = match (self.profile(x), self.profile(y)) {
            (Some(a), Some(b)) => Some(a.together(b)),
            (a, b) => a.or(b).cloned(),
        };
        for part in [x, y] {
            self.grown.remove(&part);
        }
        if let Some(both) = both {
            self.grown.insert(whole, both);
        }
        self.days[whole as usize] = self.days[x as usize].and(self.days[y as usize]);
    }
}

impl Days {
    fn and(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, known: self.known + other.known }
    }

    /// Days between the means; `None` where one is not known.
    fn apart(self, other: Self) -> Option<f32> {
        let mean = |days: Self| (days.known > 0).then(|| days.sum / f64::from(days.known));
        Some((mean(self)? - mean(other)?).abs() as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_apart_where_both_are_known() {
        let (first, third) = (Days { sum: 1.0, known: 1 }, Days { sum: 3.0, known: 1 });
        assert_eq!(first.and(third).apart(Days { sum: 5.0, known: 1 }), Some(3.0));
        assert_eq!(first.apart(Days::default()), None);
    }
}
