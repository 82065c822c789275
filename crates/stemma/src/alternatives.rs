//! What other trees than the cheapest are worth. Each weighs e to the power of what it is cheaper, as trees are weighed by their
//! likelihood (expected likelihood weights, Strimmer & Rambaut 2002); one event is taken as one natural logarithm.

use crate::model::Model;
use crate::tree::Rooted;

/// Places that are dearer than the cheapest by more events weigh nothing.
const FAR: f32 = 12.0;

/// Other trees that differ from one in where a branch hangs, or in the root.
#[derive(Debug)]
pub(crate) struct Alternatives {
    texts: usize,
    /// For each node and each text: the share of the places of the node's branch that are under that text.
    under: Vec<f32>,
    /// For each node: the share of the roots that are neither in its branch nor between it and what it was made from.
    rooted: Vec<f32>,
}

impl Alternatives {
    /// Weighs every place of every branch, and every root. Time O(nodes² × patterns).
    pub(crate) fn of(tree: &Rooted, model: &mut Model<'_>) -> Self {
        let nodes = tree.parent.len();
        model.ask_for_root(true);
        let rooted = rooted(tree, model);
        model.ask_for_root(false);
        let mut all = Self { texts: tree.texts, under: vec![0.0; nodes * tree.texts], rooted };
        for node in (0..nodes).filter(|&n| tree.is_used(n) && n != tree.root) {
            all.weigh_places(tree, node, model);
        }
        all
    }

    /// Of a node: see [`crate::Node::rooted`].
    pub(crate) fn rooted(&self, node: usize) -> f32 {
        self.rooted[node]
    }

    /// Of a node, for each text: the share of the places of its branch that are under that text, 0..=1.
    pub(crate) fn under(&self, node: usize) -> Vec<f32> {
        self.under[node * self.texts..(node + 1) * self.texts].to_vec()
    }

    fn weigh_places(&mut self, tree: &Rooted, node: usize, model: &mut Model<'_>) {
        let mut rest = tree.clone();
        rest.cut_off(node);
        let places = places(tree, &rest, node, model);
        let least = places.iter().map(|place| place.cost).fold(f32::INFINITY, f32::min);
        let all: f32 = places.iter().map(|place| (least - place.cost).exp()).sum();
        for place in places {
            let first = if place.is_beside { rest.parent[place.node] } else { Some(place.node) };
            for above in std::iter::successors(first, |&n| rest.parent[n]).filter(|&n| rest.is_text(n)) {
                self.under[node * self.texts + above] += (least - place.cost).exp() / all;
            }
        }
    }
}

struct Place {
    node: usize,
    is_beside: bool,
    cost: f32,
}

/// The places where the branch of a node may hang in the rest of its tree, without those that are too dear.
fn places(tree: &Rooted, rest: &Rooted, node: usize, model: &mut Model<'_>) -> Vec<Place> {
    model.look_for_place(rest, node);
    let mut places = Vec::new();
    for place in (0..rest.parent.len()).filter(|&p| rest.is_used(p) && !rest.is_below(p, node)) {
        let cost = |is_beside| model.cost_of_place(node, place, is_beside);
        places.extend([false, true].map(|is_beside| Place { node: place, is_beside, cost: cost(is_beside) }));
    }
    let least = places.iter().map(|place| place.cost).fold(f32::INFINITY, f32::min);
    places.retain(|place| place.cost < least + FAR);
    for place in &mut places {
        let mut moved = tree.clone();
        if place.is_beside {
            moved.move_beside(node, place.node)
        } else {
            moved.move_under(node, place.node)
        }
        place.cost += model.against_time(&moved);
    }
    places
}

fn rooted(tree: &Rooted, model: &mut Model<'_>) -> Vec<f32> {
    let least = model.cost(tree);
    let mut inside = vec![0.0; tree.parent.len()];
    let mut all = 1.0;
    for node in (0..tree.parent.len()).filter(|&n| tree.is_used(n) && n != tree.root) {
        let weight: f32 = turned(tree, node).iter().map(|turned| (least - model.cost(turned)).exp()).sum();
        all += weight;
        for above in std::iter::successors(Some(node), |&n| tree.parent[n]) {
            inside[above] += weight;
        }
    }
    inside.iter().map(|inside| 1.0 - inside / all).collect()
}

/// The trees of the same shape with the root at a node, and at an unseen text between it and what it was made from.
pub(crate) fn turned(tree: &Rooted, node: usize) -> Vec<Rooted> {
    let mut turned = tree.clone();
    turned.hang_from(node);
    let mut all = vec![turned];
    if let Some(above) = tree.parent[node].filter(|&p| p != tree.root || tree.is_text(p)) {
        let mut parted = all[0].clone();
        if parted.parent[above] == Some(node) {
            parted.move_beside(above, node);
            all.push(parted);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collation::{Collation, Text};
    use crate::costs::{Costs, Hints};

    /// Text 1 lacks a sentence of text 0 and has another word for one; text 2 is the same with one more.
    fn chain() -> (Rooted, Collation) {
        let keys: [&[u64]; 3] = [&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], &[1, 20, 3, 4, 5], &[1, 20, 3, 4, 50]];
        let sentences = [0..5, 5..10];
        let texts = keys.map(|keys| Text { keys, sentences: &sentences[..keys.len() / 5] });
        (Rooted::hang(3, &[(0, 1), (1, 2)], 0), Collation::of(&texts))
    }

    #[test]
    fn what_is_cheaper_weighs_more() {
        let (tree, collation) = chain();
        let hints = Hints::default();
        let mut model = Model::new(3, &collation.characters, &hints, Costs::default());
        let all = Alternatives::of(&tree, &mut model);
        assert!(all.under(2)[1] > 0.5 && all.under(2)[0] > all.under(2)[1], "{:?}", all.under(2));
        assert!(all.rooted(2) > all.rooted(1) && all.rooted(1) > 0.3, "{:?}", all.rooted);
        assert!(all.under.iter().all(|share| (0.0..=1.001).contains(share)));
    }
}
