use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::groups::Groups;

/// How stories are formed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StorySettings {
    /// Smallest average likeness between the articles of two groups for them to be one story.
    pub min_average: f32,
    /// Articles of a group that are compared at most: bounds the work for stories of thousands.
    pub max_compared: usize,
    /// How fast likeness fades with the days between two articles: the standard deviation of a bell curve.
    pub fading_days: f32,
}

impl StorySettings {
    /// What is left of a likeness when two articles were published so many days apart, 0..=1: a topic goes on for months, an
    /// event does not. The bell curve over days is that of Miranda et al., *Multilingual clustering of streaming news*, EMNLP
    /// 2018.
    #[must_use]
    pub fn closeness(&self, days: u32) -> f32 {
        let apart = days as f32 / self.fading_days;
        (-0.5 * apart * apart).exp()
    }
}

impl Default for StorySettings {
    /// 0.4: between .3 and .48 the F1 on ECB+ lies between .889 and .907 (`eval -- stories`), and a wrong story is worse than two
    /// halves of one.
    fn default() -> Self {
        Self { min_average: 0.4, max_compared: 16, fading_days: 3.0 }
    }
}

/// Two articles that may tell one story, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryEdge {
    /// The smaller index.
    pub a: u32,
    /// The larger index.
    pub b: u32,
}

/// Groups articles into stories by average link (Sokal & Michener 1958): always the two groups that are most alike become one, as long
/// as the average likeness over their pairs is high enough. `families` are groups that are one story from the start.
///
/// `likeness(a, b)` gives that of any pair; only groups that an edge joins are compared. The average of a new group is that of its two
/// parts (Lance & Williams 1967); where only one of them was compared, the other is. Equal averages are taken by index.
/// Time O(edges × (log edges + `max_compared`²)), in practice near O(edges log edges).
pub fn stories(
    articles: usize,
    families: &[Vec<u32>],
    edges: &[StoryEdge],
    settings: StorySettings,
    likeness: impl FnMut(u32, u32) -> f32,
) -> Vec<Vec<u32>> {
    let mut groups = Groups::singles(articles);
    for family in families {
        for other in &family[1..] {
            let (x, y) = (groups.of(family[0]), groups.of(*other));
            groups.join(x, y);
        }
    }
    let near = vec![BTreeMap::new(); articles];
    let mut joining = Joining { groups, near, waiting: BinaryHeap::new(), settings, likeness };
    for edge in edges {
        joining.meet(joining.groups.of(edge.a), joining.groups.of(edge.b));
    }
    while let Some(next) = joining.waiting.pop() {
        if joining.near[next.x as usize].get(&next.y) == Some(&next.average) {
            joining.join(next.x, next.y);
        }
    }
    joining.groups.into_sorted()
}

struct Joining<F> {
    groups: Groups,
    /// For each group those that it was compared with, and their average likeness.
    near: Vec<BTreeMap<u32, f32>>,
    waiting: BinaryHeap<Next>,
    settings: StorySettings,
    likeness: F,
}

impl<F: FnMut(u32, u32) -> f32> Joining<F> {
    /// Compares two groups, if they are two and were not compared yet.
    fn meet(&mut self, x: u32, y: u32) {
        if x != y && !self.near[x as usize].contains_key(&y) {
            let average = average(&self.groups, x, y, self.settings.max_compared, &mut self.likeness);
            self.note(x, y, average);
        }
    }

    fn note(&mut self, x: u32, y: u32, average: f32) {
        self.near[x as usize].insert(y, average);
        self.near[y as usize].insert(x, average);
        if average >= self.settings.min_average {
            self.waiting.push(Next { average, x: x.min(y), y: x.max(y) });
        }
    }

    fn join(&mut self, x: u32, y: u32) {
        let parts = [x, y].map(|group| (group, self.groups.members(group).len() as f32));
        let [near_x, near_y] = [x, y].map(|group| std::mem::take(&mut self.near[group as usize]));
        let others: BTreeSet<u32> = near_x.keys().chain(near_y.keys()).copied().filter(|&z| z != x && z != y).collect();
        let mut averages = Vec::with_capacity(others.len());
        for &z in &others {
            let mut sum = 0.0;
            for ((part, size), near) in parts.iter().zip([&near_x, &near_y]) {
                let known = near.get(&z).copied();
                let most = self.settings.max_compared;
                sum += size * known.unwrap_or_else(|| average(&self.groups, *part, z, most, &mut self.likeness));
                self.near[z as usize].remove(part);
            }
            averages.push((z, sum / (parts[0].1 + parts[1].1)));
        }
        let whole = self.groups.join(x, y);
        averages.into_iter().for_each(|(z, average)| self.note(whole, z, average));
    }
}

/// Two groups that may be joined. Greater is more alike, then of smaller numbers.
#[derive(PartialEq)]
struct Next {
    average: f32,
    x: u32,
    y: u32,
}

impl Eq for Next {}

impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Next {
    fn cmp(&self, other: &Self) -> Ordering {
        self.average.total_cmp(&other.average).then_with(|| (other.x, other.y).cmp(&(self.x, self.y)))
    }
}

fn average(groups: &Groups, x: u32, y: u32, most: usize, likeness: &mut impl FnMut(u32, u32) -> f32) -> f32 {
    let (left, right) = (sample(groups.members(x), most), sample(groups.members(y), most));
    let pairs = left.len() * right.len();
    let sum: f32 = left.iter().flat_map(|&a| right.iter().map(move |&b| (a, b))).map(|(a, b)| likeness(a, b)).sum();
    sum / pairs as f32
}

/// Up to `most` members at even distances.
fn sample(members: &[u32], most: usize) -> Vec<u32> {
    let count = members.len().min(most.max(1));
    (0..count).map(|i| members[i * members.len() / count]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(families: &[Vec<u32>], table: &[(u32, u32, f32)], expected: &[&[u32]]) {
        let edges: Vec<StoryEdge> = table.iter().map(|&(a, b, _)| StoryEdge { a, b }).collect();
        let of = |a: u32, b: u32| table.iter().find(|t| (t.0, t.1) == (a.min(b), a.max(b))).map_or(0.0, |t| t.2);
        let settings = StorySettings { min_average: 0.3, ..StorySettings::default() };
        assert_eq!(stories(4, families, &edges, settings, of), expected);
    }

    #[test]
    fn near_articles_join() {
        check(&[], &[(0, 1, 0.8), (2, 3, 0.5)], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn a_bridge_does_not_chain() {
        // 1-2 are alike enough as a pair, but not their groups.
        check(&[], &[(0, 1, 0.8), (2, 3, 0.8), (1, 2, 0.5)], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn likeness_fades_with_time() {
        let settings = StorySettings::default();
        assert_eq!(settings.closeness(0), 1.0);
        assert!(settings.closeness(1) > 0.9 && settings.closeness(14) < 0.001);
    }

    #[test]
    fn a_family_is_one_story() {
        check(&[vec![0, 3], vec![1], vec![2]], &[(1, 2, 0.1)], &[&[0, 3], &[1], &[2]]);
    }
}
