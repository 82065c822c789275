//! What a tree costs: the events that it needs to explain the texts, and what speaks against it.

use std::collections::BTreeMap;

use crate::character::{Bits, Character, Feature};
use crate::costs::{Costs, Hints};
use crate::tree::Rooted;

/// Characters in which the texts behave alike are one pattern, which counts as often as there are such characters: what its events cost, times
/// their number. Every count of a tree goes over all of them.
#[derive(Debug, Clone, Copy)]
struct Pattern {
    /// A node has the feature, and what it was made from has not.
    gain: f32,
    /// The other way round.
    loss: f32,
    /// For a root without the feature and with it.
    root: [f32; 2],
}

impl Pattern {
    /// What a branch costs by the state of the node on which it hangs, from what it costs by its own.
    fn over_edge(&self, below: [f32; 2]) -> [f32; 2] {
        [below[0].min(self.gain + below[1]), (self.loss + below[0]).min(below[1])]
    }

    /// What all else costs by the state of a child, from what it costs by the state of the node on which that hangs.
    fn down_edge(&self, rest: [f32; 2]) -> [f32; 2] {
        [rest[0].min(rest[1] + self.loss), (rest[0] + self.gain).min(rest[1])]
    }
}

/// The costs of trees over the texts of one family.
pub(crate) struct Model<'h> {
    patterns: Vec<Pattern>,
    /// For each pattern its characters, and how many events they are together.
    alike: Vec<(Vec<usize>, f32)>,
    /// For each text and pattern: the cost of being in a state that it is not in.
    own: Vec<Vec<[f32; 2]>>,
    hints: &'h Hints,
    costs: Costs,
    /// What a text costs that was published after one that was made from it.
    late: f32,
    below: Vec<Vec<[f32; 2]>>,
    above: Vec<Vec<[f32; 2]>>,
    /// As `below`, for the tree that changes are tried on.
    settled: Vec<Vec<[f32; 2]>>,
    /// The nodes of the change tried last whose sums are not those in `settled`: they are in `below`.
    changed: Changed,
}

/// Some nodes of a tree.
#[derive(Default)]
struct Changed {
    nodes: Vec<usize>,
    /// For each node of the tree whether it is one of them.
    holds: Vec<bool>,
}

impl<'h> Model<'h> {
    pub(crate) fn new(texts: usize, characters: &[Character], hints: &'h Hints, costs: Costs) -> Self {
        let mut grouped: BTreeMap<(u8, &Bits, &Bits), Vec<usize>> = BTreeMap::new();
        for (number, character) in characters.iter().enumerate() {
            grouped.entry((class(character.feature), &character.has, &character.known)).or_default().push(number);
        }
        let weighed = |alike: Vec<usize>| {
            let weight = alike.iter().map(|&number| characters[number].weight()).sum();
            (alike, weight)
        };
        let alike: Vec<(Vec<usize>, f32)> = grouped.into_values().map(weighed).collect();
        let first = |(alike, _): &(Vec<usize>, f32)| &characters[alike[0]];
        let patterns = alike.iter().map(|pattern| made(first(pattern).feature, pattern.1, costs)).collect();
        let own = |text| alike.iter().map(|pattern| own(first(pattern).state(text))).collect();
        let own = (0..texts).map(own).collect();
        let (below, above, settled, changed) = Default::default();
        Self { patterns, alike, own, hints, costs, late: costs.against_time, below, above, settled, changed }
    }

    /// From here on it is asked which node is the root, or again how the nodes hang together.
    pub(crate) fn ask_for_root(&mut self, is_root: bool) {
        self.late = if is_root { self.costs.root_against_time } else { self.costs.against_time };
    }

    pub(crate) fn unseen_cost(&self) -> f32 {
        self.costs.unseen
    }

    /// Time O(nodes × patterns) (Sankoff 1975).
    pub(crate) fn cost(&mut self, tree: &Rooted) -> f32 {
        self.events(tree) + self.unseen(tree) + self.against_time(tree) + self.against_root(tree.root)
    }

    fn events(&mut self, tree: &Rooted) -> f32 {
        self.look_below(tree, tree.root);
        self.least(&self.below[tree.root]).sum()
    }

    /// The cost of the events of each pattern, from the sums of the root.
    fn least(&self, root: &[[f32; 2]]) -> impl Iterator<Item = f32> {
        let least = |(s, p): (&[f32; 2], &Pattern)| (s[0] + p.root[0]).min(s[1] + p.root[1]);
        root.iter().zip(&self.patterns).map(least)
    }

    /// The cost of a tree on which changes will be tried; see [`Self::cost_of_change`].
    pub(crate) fn settle(&mut self, tree: &Rooted) -> f32 {
        let cost = self.cost(tree);
        self.settled.clone_from(&self.below);
        cost
    }

    /// The same as [`Self::cost`] for a change of the tree that was settled last: only nodes with a change below them are counted again.
    pub(crate) fn cost_of_change(&mut self, tree: &Rooted, settled: &Rooted) -> f32 {
        self.look_below_change(tree, settled);
        let events = self.least(self.sums_of_change(tree.root)).sum::<f32>();
        events + self.unseen(tree) + self.against_time(tree) + self.against_root(tree.root)
    }

    /// Settles the change that was tried last.
    pub(crate) fn take_change(&mut self) {
        self.settled.resize_with(self.below.len(), Vec::new);
        for &node in &self.changed.nodes {
            std::mem::swap(&mut self.settled[node], &mut self.below[node]);
        }
        self.changed.nodes.clear();
        self.changed.holds.clear();
    }

    fn look_below_change(&mut self, tree: &Rooted, settled: &Rooted) {
        self.below.resize_with(tree.parent.len().max(self.below.len()), Vec::new);
        self.changed.nodes.clear();
        self.changed.holds.clear();
        self.changed.holds.resize(tree.parent.len(), false);
        for node in tree.upwards() {
            let children = &tree.children[node];
            let is_settled = settled.children.get(node) == Some(children);
            if is_settled && !children.iter().any(|&child| self.changed.holds[child]) {
                continue;
            }
            let mut sums = self.own_sums(node);
            children.iter().for_each(|&child| self.add_branch(&mut sums, self.sums_of_change(child)));
            self.below[node] = sums;
            self.changed.nodes.push(node);
            self.changed.holds[node] = true;
        }
    }

    fn sums_of_change(&self, node: usize) -> &[[f32; 2]] {
        if self.changed.holds[node] { &self.below[node] } else { &self.settled[node] }
    }

    /// The cost of the events of each pattern in a whole tree.
    pub(crate) fn costs_of_patterns(&mut self, tree: &Rooted) -> Vec<f32> {
        self.look_below(tree, tree.root);
        self.least(&self.below[tree.root]).collect()
    }

    /// The characters of each pattern, by number, and how many events they are together.
    pub(crate) fn alike(&self) -> &[(Vec<usize>, f32)] {
        &self.alike
    }

    /// For `top` and each node below it, and each pattern: the least cost of what is below, by the node's state.
    fn look_below(&mut self, tree: &Rooted, top: usize) {
        self.below.resize_with(tree.parent.len().max(self.below.len()), Vec::new);
        for node in tree.upwards_to(top) {
            let mut sums = self.own_sums(node);
            tree.children[node].iter().for_each(|&child| self.add_branch(&mut sums, &self.below[child]));
            self.below[node] = sums;
        }
    }

    /// What a node costs without what is below it, in the memory of its sums.
    fn own_sums(&mut self, node: usize) -> Vec<[f32; 2]> {
        let mut sums = std::mem::take(&mut self.below[node]);
        sums.clear();
        match self.own.get(node) {
            Some(own) => sums.extend_from_slice(own),
            None => sums.resize(self.patterns.len(), [0.0; 2]),
        }
        sums
    }

    fn add_branch(&self, sums: &mut [[f32; 2]], below: &[[f32; 2]]) {
        for ((sum, below), pattern) in sums.iter_mut().zip(below).zip(&self.patterns) {
            let over = pattern.over_edge(*below);
            sum[0] += over[0];
            sum[1] += over[1];
        }
    }

    /// For each node of a tree and each pattern: the least cost of all that is not below the node, with the edge that leads to it, by the
    /// node's state. Needs [`Self::look_below`].
    fn look_above(&mut self, tree: &Rooted) {
        self.above.resize_with(tree.parent.len().max(self.above.len()), Vec::new);
        self.above[tree.root] = self.patterns.iter().map(|p| p.root).collect();
        for &node in tree.upwards().iter().rev() {
            for &child in &tree.children[node] {
                let mut sums = std::mem::take(&mut self.above[child]);
                sums.clear();
                let (above, below) = (self.above[node].iter(), self.below[node].iter().zip(&self.below[child]));
                sums.extend(above.zip(below).zip(&self.patterns).map(|((above, (all, own)), pattern)| {
                    let own = pattern.over_edge(*own);
                    // What is over the edge is never infinite: one of its two states is possible.
                    pattern.down_edge([above[0] + (all[0] - own[0]), above[1] + (all[1] - own[1])])
                }));
                self.above[child] = sums;
            }
        }
    }

    /// Looks at the places where the branch of `node`, which hangs on nothing, may go in the rest of the tree. [`Self::cost_of_place`]
    /// then tells for each in time O(patterns) what a whole count takes O(nodes × patterns) for (Goloboff 1993).
    pub(crate) fn look_for_place(&mut self, tree: &Rooted, node: usize) {
        self.look_below(tree, tree.root);
        self.look_below(tree, node);
        self.look_above(tree);
    }

    /// The cost of events and unseen texts when the branch of `node` hangs on `place`, or on a new unseen text between `place` and what it was
    /// made from, beyond what the unseen texts of the rest cost.
    pub(crate) fn cost_of_place(&self, node: usize, place: usize, is_beside: bool) -> f32 {
        self.costs_at_place(node, place, is_beside).sum::<f32>() + if is_beside { self.costs.unseen } else { 0.0 }
    }

    /// The cost of the events of each pattern when the branch of `node` hangs there; see [`Self::cost_of_place`].
    pub(crate) fn costs_at_place(&self, node: usize, place: usize, is_beside: bool) -> impl Iterator<Item = f32> {
        let (above, below) = (self.above[place].iter(), self.below[place].iter().zip(&self.below[node]));
        above.zip(below).zip(&self.patterns).map(move |((above, (below, branch)), pattern)| {
            let branch = pattern.over_edge(*branch);
            let below = if is_beside { pattern.over_edge(*below) } else { *below };
            (above[0] + below[0] + branch[0]).min(above[1] + below[1] + branch[1])
        })
    }

    /// The cost of events when `text`, which hangs on nothing, stands between `place` and what that was made from. As for
    /// [`Self::cost_of_place`], with the unseen texts of the rest left out.
    pub(crate) fn cost_before(&self, text: usize, place: usize) -> f32 {
        let (above, below) = (self.above[place].iter(), self.below[place].iter().zip(&self.below[text]));
        let costs = above.zip(below).zip(&self.patterns).map(|((above, (below, own)), pattern)| {
            let below = pattern.over_edge(*below);
            (above[0] + below[0] + own[0]).min(above[1] + below[1] + own[1])
        });
        costs.sum()
    }

    /// The same when it takes the place of an unseen text, which is one less then.
    pub(crate) fn cost_instead(&self, text: usize, unseen: usize) -> f32 {
        let (above, below) = (self.above[unseen].iter(), self.below[unseen].iter().zip(&self.below[text]));
        let costs = above
            .zip(below)
            .map(|(above, (below, own))| (above[0] + below[0] + own[0]).min(above[1] + below[1] + own[1]));
        costs.sum::<f32>() - self.costs.unseen
    }

    pub(crate) fn unseen(&self, tree: &Rooted) -> f32 {
        self.costs.unseen * (tree.texts..tree.parent.len()).filter(|&n| tree.is_used(n)).count() as f32
    }

    /// A time that is wrong is too late, as that of a crawl is: each text counts once that is later than one that was made from it, at
    /// first or later hand, however many these are.
    pub(crate) fn against_time(&self, tree: &Rooted) -> f32 {
        let mut earliest: Vec<i64> = vec![i64::MAX; tree.parent.len()];
        let mut against = 0.0;
        for &node in &tree.upwards() {
            let below = tree.children[node].iter().map(|&child| earliest[child]).min().unwrap_or(i64::MAX);
            let own = self.hints.published.get(node).copied().flatten().unwrap_or(i64::MAX);
            if own > below && own < i64::MAX {
                against += self.late;
            }
            earliest[node] = own.min(below);
        }
        against
    }

    /// As [`Self::against_time`], from the texts from which each text comes, a bit each.
    pub(crate) fn against_order(&self, above: &[u8]) -> f32 {
        let time = |text: usize| self.hints.published.get(text).copied().flatten();
        let is_late = |upper: &usize| {
            let is_earlier = |text: usize| time(text).zip(time(*upper)).is_some_and(|(low, up)| low < up);
            (0..above.len()).any(|text| above[text] >> *upper & 1 == 1 && is_earlier(text))
        };
        self.late * (0..above.len()).filter(is_late).count() as f32
    }

    pub(crate) fn against_root(&self, root: usize) -> f32 {
        let is_source = |node: usize| self.hints.is_source.get(node).copied().unwrap_or(false);
        let missed = self.hints.is_source.contains(&true) && !is_source(root);
        if missed { self.costs.against_source } else { 0.0 }
    }
}

fn class(feature: Feature) -> u8 {
    match feature {
        Feature::Presence { .. } => 0,
        Feature::Wording => 1,
        Feature::Order => 2,
    }
}

fn made(feature: Feature, n: f32, costs: Costs) -> Pattern {
    let (gain, loss, root) = match feature {
        // Each coming-in is counted as a repeated one; a root without the sentences has exactly one that is not.
        Feature::Presence { .. } => (costs.again, costs.loss, costs.gain - costs.again),
        Feature::Wording => (costs.wording, costs.wording, 0.0),
        Feature::Order => (costs.order, costs.order, 0.0),
    };
    Pattern { gain: gain * n, loss: loss * n, root: [root * n, 0.0] }
}

fn own(state: Option<bool>) -> [f32; 2] {
    match state {
        Some(true) => [f32::INFINITY, 0.0],
        Some(false) => [0.0, f32::INFINITY],
        None => [0.0, 0.0],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collation::{Collation, Text};

    #[test]
    fn a_wrong_time_counts_once() {
        let hints = Hints { published: vec![Some(9), Some(2), Some(3), None, Some(4)], is_source: Vec::new() };
        let model = Model::new(5, &[], &hints, Costs::default());
        let star = Rooted::hang(5, &[(0, 1), (0, 2), (0, 3), (3, 4)], 0);
        assert_eq!(model.against_time(&star), Costs::default().against_time);
        let chain = Rooted::hang(5, &[(1, 2), (2, 0), (0, 3), (3, 4)], 1);
        assert_eq!(model.against_time(&chain), Costs::default().against_time);
        let in_order = Rooted::hang(5, &[(1, 2), (2, 4), (4, 0), (1, 3)], 1);
        assert_eq!(model.against_time(&in_order), 0.0);
    }

    /// Seven texts of sentences of three words: some are left out, some have another first word.
    fn collation() -> Collation {
        let has = |text: u64, sentence: u64| !(text * 5 + sentence * 3).is_multiple_of(7);
        let first = |text: u64, sentence: u64| if text * sentence % 4 == 1 { 100 + text % 3 } else { 0 };
        let words = |text, sentence| [1000 * sentence + first(text, sentence), 10 * sentence + 1, 10 * sentence + 2];
        let text = |text: u64| (0..9).filter(|&s| has(text, s)).flat_map(|s| words(text, s)).collect::<Vec<u64>>();
        let keys: Vec<Vec<u64>> = (0..7).map(text).collect();
        let sentences: Vec<std::ops::Range<usize>> = (0..9).map(|i| 3 * i..3 * i + 3).collect();
        let texts: Vec<Text<'_>> =
            keys.iter().map(|keys| Text { keys, sentences: &sentences[..keys.len() / 3] }).collect();
        Collation::of(&texts)
    }

    #[test]
    fn changes_that_are_taken_cost_what_whole_trees_cost() {
        let collation = collation();
        let hints = Hints { published: (0..7).map(|text| Some(text * 3 % 7)).collect(), is_source: Vec::new() };
        let mut model = Model::new(collation.texts, &collation.characters, &hints, Costs::default());
        let mut tree = Rooted::hang(7, &[(0, 1), (1, 2), (1, 3), (0, 4), (4, 5), (4, 6)], 0);
        model.settle(&tree);
        let mut taken = 0;
        for step in 0..400 {
            let node = step * 5 % tree.parent.len();
            if !tree.is_used(node) || node == tree.root {
                continue;
            }
            let mut changed = tree.clone();
            match step % 6 {
                0 => changed.fill(node),
                1 => changed.reverse(node),
                2 => changed.lift(node),
                3 => changed.hang_from(node),
                4 => changed.move_under(node, tree.root),
                _ => changed.move_beside(node, tree.root),
            }
            let cost = model.cost_of_change(&changed, &tree);
            let is_taken = step % 3 != 1;
            if is_taken {
                model.take_change();
            }
            assert_eq!(cost, model.cost(&changed), "step {step}");
            if is_taken {
                tree = changed;
                taken += 1;
            }
        }
        assert!(taken > 100, "{taken}");
    }

    #[test]
    fn a_place_costs_what_the_whole_tree_costs_there() {
        let collation = collation();
        let hints = Hints::default();
        let mut model = Model::new(collation.texts, &collation.characters, &hints, Costs::default());
        let mut tree = Rooted::hang(7, &[(0, 1), (1, 2), (1, 3), (0, 4), (4, 5), (4, 6)], 0);
        tree.move_beside(5, 1);
        let mut places = 0;
        model.settle(&tree);
        for node in (0..tree.parent.len()).filter(|&n| n != tree.root) {
            let mut rest = tree.clone();
            rest.cut_off(node);
            for place in (0..rest.parent.len()).filter(|&p| rest.is_used(p) && !rest.is_below(p, node)) {
                for is_beside in [false, true] {
                    model.look_for_place(&rest, node);
                    let cost = model.cost_of_place(node, place, is_beside) + model.unseen(&rest);
                    let mut whole = tree.clone();
                    if is_beside {
                        whole.move_beside(node, place);
                    } else {
                        whole.move_under(node, place);
                    }
                    let changed = model.cost_of_change(&whole, &tree);
                    let expected = model.cost(&whole);
                    assert_eq!(changed, expected, "{node} at {place}, {is_beside}");
                    assert!((cost - expected).abs() < 1e-3, "{node} at {place}, {is_beside}: {cost} {expected}");
                    places += 1;
                }
            }
        }
        assert!(places > 50, "{places}");
    }
}
