//! Every tree of a small family, each with its weight: e to the power of the events that it saves, as in [`crate::alternatives`].
//!
//! Each tree of n texts is one tree of n - 1 texts in which the last text hangs on a node, stands beside it or before it, or takes the place
//! of an unseen one. So there are 3 trees of two texts, 22 of three, 262 and 4,336 of five.

use crate::model::Model;
use crate::tree::Rooted;

/// Texts of a family of which all trees are weighed, at most: of six texts there are 91,984.
pub(crate) const MOST: usize = 5;

/// For each text the texts from which it comes, a bit each.
type Above = [u8; MOST];

/// What all trees that a small family can have say of its texts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct All {
    texts: usize,
    /// For each text and each other one: the weight, 0..=1, of the trees in which the first comes from the second.
    under: Vec<f32>,
}

impl All {
    /// Weighs every tree of 2 to [`MOST`] texts, with times as they count for the root; `None` for other numbers. Time
    /// O(trees × patterns).
    pub(crate) fn of(texts: usize, model: &mut Model<'_>) -> Option<Self> {
        if !(2..=MOST).contains(&texts) {
            return None;
        }
        model.ask_for_root(true);
        let found: Vec<(f32, Above)> = trees(texts - 1).iter().flat_map(|rest| with_last(rest, model)).collect();
        model.ask_for_root(false);
        let least = found.iter().map(|tree| tree.0).fold(f32::INFINITY, f32::min);
        let mut under = vec![0.0; texts * texts];
        let mut all = 0.0;
        for (cost, above) in found {
            let weight = (least - cost).exp();
            all += weight;
            for (pair, under) in under.iter_mut().enumerate() {
                *under += if above[pair / texts] >> (pair % texts) & 1 == 1 { weight } else { 0.0 };
            }
        }
        under.iter_mut().for_each(|under| *under /= all);
        Some(Self { texts, under })
    }

    /// The weight, 0..=1, of the trees in which `text` comes from `upper`.
    pub(crate) fn under(&self, text: usize, upper: usize) -> f32 {
        self.under[text * self.texts + upper]
    }
}

/// Every tree of so many texts.
fn trees(texts: usize) -> Vec<Rooted> {
    let mut trees = vec![Rooted::hang(1, &[], 0)];
    for _ in 1..texts {
        trees = trees.iter().flat_map(Rooted::with_another).collect();
    }
    trees
}

/// Every tree that is this one with one more text: what it costs, and who comes from whom.
fn with_last(tree: &Rooted, model: &mut Model<'_>) -> Vec<(f32, Above)> {
    let text = tree.texts;
    let rest = tree.with_room();
    let kin = Kin::of(&rest);
    model.look_for_place(&rest, text);
    let unseen = model.unseen(&rest);
    let mut found = Vec::new();
    for node in (0..rest.parent.len()).filter(|&n| n != text && rest.is_used(n)) {
        let mut add = |cost: f32, above: u8, below: u8, top: usize| {
            let above = kin.with(text, above, below);
            let root = if node == rest.root { top } else { rest.root };
            found.push((unseen + cost + model.against_order(&above) + model.against_root(root), above));
        };
        let over = rest.parent[node].map_or(0, |parent| kin.above[parent]);
        add(model.cost_of_place(text, node, false), kin.above[node], 0, node);
        add(model.cost_of_place(text, node, true), over, 0, rest.parent.len());
        add(model.cost_before(text, node), over, kin.below[node], text);
        if !rest.is_text(node) {
            add(model.cost_instead(text, node), over, kin.below[node], text);
        }
    }
    found
}

/// For each node of a tree the texts from which it comes and those that come from it, itself among both.
struct Kin {
    above: Vec<u8>,
    below: Vec<u8>,
}

impl Kin {
    fn of(tree: &Rooted) -> Self {
        let bit = |n: usize| if tree.is_text(n) { 1_u8 << n } else { 0 };
        let mut kin = Self { above: vec![0; tree.parent.len()], below: vec![0; tree.parent.len()] };
        let upwards = tree.upwards();
        for &node in &upwards {
            kin.below[node] = tree.children[node].iter().fold(bit(node), |below, &child| below | kin.below[child]);
        }
        for &node in upwards.iter().rev() {
            kin.above[node] = bit(node) | tree.parent[node].map_or(0, |parent| kin.above[parent]);
        }
        kin
    }

    /// Who comes from whom when the last text comes from some texts and others come from it.
    fn with(&self, last: usize, above: u8, below: u8) -> Above {
        let mut all = [0; MOST];
        for (text, all) in all.iter_mut().enumerate().take(last) {
            *all = self.above[text] & !(1 << text) | (below >> text & 1) << last;
        }
        all[last] = above;
        all
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::collation::{Collation, Text};
    use crate::costs::{Costs, Hints};

    #[test]
    fn each_tree_is_made_once() {
        for (texts, count) in [(2, 3), (3, 22), (4, 262), (5, 4336)] {
            assert_eq!(trees(texts).len(), count);
        }
        let distinct: BTreeSet<Vec<Option<usize>>> = trees(3).into_iter().map(|tree| tree.parent).collect();
        assert_eq!(distinct.len(), 22);
    }

    #[test]
    fn a_tree_costs_what_it_costs_when_it_is_counted_whole() {
        // Texts of sentences of three words, of which some have another first word; two lack a sentence.
        let first = |text: u64, s: u64| if (text + s).is_multiple_of(3) { 100 + text % 2 } else { 10 * s };
        let words = |text: u64, s: u64| [first(text, s), 10 * s + 1, 10 * s + 2];
        let keys: Vec<Vec<u64>> = (0..4).map(|t| (0..4 - t / 2).flat_map(|s| words(t, s)).collect()).collect();
        let sentences = [0..3, 3..6, 6..9, 9..12];
        let texts: Vec<Text<'_>> =
            keys.iter().map(|keys| Text { keys, sentences: &sentences[..keys.len() / 3] }).collect();
        let collation = Collation::of(&texts);
        let hints = Hints { published: vec![Some(3), Some(1), None, Some(2)], is_source: vec![false, true] };
        let mut model = Model::new(4, &collation.characters, &hints, Costs::default());
        let mut quick: Vec<f32> =
            trees(3).iter().flat_map(|rest| with_last(rest, &mut model)).map(|tree| tree.0).collect();
        let mut whole: Vec<f32> = trees(4).iter().map(|tree| model.cost(tree)).collect();
        quick.sort_by(f32::total_cmp);
        whole.sort_by(f32::total_cmp);
        assert_eq!(quick.len(), 262);
        assert!(quick.iter().zip(&whole).all(|(quick, whole)| (quick - whole).abs() < 1e-3), "{quick:?} {whole:?}");
        assert!(quick[0] < quick[261] - 3.0);
    }
}
