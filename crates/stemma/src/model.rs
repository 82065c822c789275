//! What a tree costs: the events that it needs to explain the texts, and what speaks against it.

use std::collections::BTreeMap;

use crate::character::{Bits, Character, Feature};
use crate::tree::Rooted;

/// What is known of the texts beside their words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hints {
    /// When each text was published, in seconds, where that is known.
    pub published: Vec<Option<i64>>,
    /// Texts that others name as their source.
    pub is_source: Vec<bool>,
}

/// Costs of events, in units of one changed place in a sentence. Set on generated traditions of other seeds than those that
/// are reported.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// Sentences are left out in one place: editors cut.
    pub loss: f32,
    /// Sentences come in, in one place.
    pub gain: f32,
    /// The same sentences come in a second time (or come back): two writers don't find the same words. Only a copyist who
    /// used two versions does this.
    pub again: f32,
    /// A place in a sentence changes.
    pub wording: f32,
    /// Sentences are put elsewhere.
    pub order: f32,
    /// A text that is not here.
    pub unseen: f32,
    /// A text that was published before the one from which it was made.
    pub against_time: f32,
    /// A root that is not the text that others name as their source.
    pub against_source: f32,
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            loss: 0.4,
            gain: 1.0,
            again: 8.0,
            wording: 1.0,
            order: 1.0,
            unseen: 1.5,
            against_time: 3.0,
            against_source: 6.0,
        }
    }
}

/// Characters in which the texts behave alike are one pattern, which counts as often as there are such characters.
struct Pattern {
    character: Character,
    /// From the parent's state (first) to the child's, times the number of characters.
    step: [[f32; 2]; 2],
    /// For a root without the feature and with it.
    root: [f32; 2],
}

/// The costs of trees over the texts of one family.
pub(crate) struct Model<'h> {
    patterns: Vec<Pattern>,
    /// For each text and pattern: the cost of being in a state that it is not in.
    own: Vec<Vec<[f32; 2]>>,
    hints: &'h Hints,
    costs: Costs,
    buffer: Vec<Vec<[f32; 2]>>,
}

impl<'h> Model<'h> {
    pub(crate) fn new(texts: usize, characters: &[Character], hints: &'h Hints, costs: Costs) -> Self {
        let mut counted: BTreeMap<(u8, &Bits, &Bits), (f32, &Character)> = BTreeMap::new();
        for character in characters {
            counted
                .entry((class(character.feature), &character.has, &character.known))
                .or_insert((0.0, character))
                .0 += 1.0;
        }
        let patterns: Vec<Pattern> = counted.into_values().map(|(n, character)| pattern(character, n, costs)).collect();
        let own = |text| patterns.iter().map(|p: &Pattern| own(p.character.state(text))).collect();
        let own = (0..texts).map(own).collect();
        Self { patterns, own, hints, costs, buffer: Vec::new() }
    }

    pub(crate) fn unseen_cost(&self) -> f32 {
        self.costs.unseen
    }

    /// Time O(nodes × patterns) (Sankoff 1975).
    pub(crate) fn cost(&mut self, tree: &Rooted) -> f32 {
        self.events(tree) + self.unseen(tree) + self.against_time(tree) + self.against_source(tree)
    }

    fn events(&mut self, tree: &Rooted) -> f32 {
        let count = self.patterns.len();
        self.buffer.resize_with(tree.parent.len().max(self.buffer.len()), Vec::new);
        for node in tree.upwards() {
            let mut sums = std::mem::take(&mut self.buffer[node]);
            sums.clear();
            match self.own.get(node) {
                Some(own) => sums.extend_from_slice(own),
                None => sums.resize(count, [0.0; 2]),
            }
            for &child in &tree.children[node] {
                for ((sum, below), pattern) in sums.iter_mut().zip(&self.buffer[child]).zip(&self.patterns) {
                    let step = &pattern.step;
                    sum[0] += (step[0][0] + below[0]).min(step[0][1] + below[1]);
                    sum[1] += (step[1][0] + below[0]).min(step[1][1] + below[1]);
                }
            }
            self.buffer[node] = sums;
        }
        let least = |(s, p): (&[f32; 2], &Pattern)| (s[0] + p.root[0]).min(s[1] + p.root[1]);
        self.buffer[tree.root].iter().zip(&self.patterns).map(least).sum()
    }

    fn unseen(&self, tree: &Rooted) -> f32 {
        self.costs.unseen * (tree.texts..tree.parent.len()).filter(|&n| tree.is_used(n)).count() as f32
    }

    /// Between texts that are not neighbours, the nearest text above whose time is known counts.
    fn against_time(&self, tree: &Rooted) -> f32 {
        let time = |node: usize| self.hints.published.get(node).copied().flatten();
        let mut above: Vec<Option<i64>> = vec![None; tree.parent.len()];
        let mut against = 0.0;
        for &node in tree.upwards().iter().rev() {
            let before = tree.parent[node].and_then(|p| above[p]);
            if time(node).zip(before).is_some_and(|(own, before)| own < before) {
                against += self.costs.against_time;
            }
            above[node] = time(node).or(before);
        }
        against
    }

    fn against_source(&self, tree: &Rooted) -> f32 {
        let is_source = |node: usize| self.hints.is_source.get(node).copied().unwrap_or(false);
        let missed = self.hints.is_source.contains(&true) && !is_source(tree.root);
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

fn pattern(character: &Character, n: f32, costs: Costs) -> Pattern {
    let (up, down, root) = match character.feature {
        // Each coming-in is counted as a repeated one; a root without the sentences has exactly one that is not.
        Feature::Presence { .. } => (costs.again, costs.loss, costs.gain - costs.again),
        Feature::Wording => (costs.wording, costs.wording, 0.0),
        Feature::Order => (costs.order, costs.order, 0.0),
    };
    Pattern { character: character.clone(), step: [[0.0, up * n], [down * n, 0.0]], root: [root * n, 0.0] }
}

fn own(state: Option<bool>) -> [f32; 2] {
    match state {
        Some(true) => [f32::INFINITY, 0.0],
        Some(false) => [0.0, f32::INFINITY],
        None => [0.0, 0.0],
    }
}
