use serde::{Deserialize, Serialize};

use crate::all::All;
use crate::alternatives::{Alternatives, turned};
use crate::collation::{Collation, Text};
use crate::costs::{Costs, Hints};
use crate::model::Model;
use crate::search::{Effort, cheapest};
use crate::second::{SecondSource, second_sources};
use crate::tree::Rooted;

/// A node of a stemma.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// The text that it is, by number; `None` for one that is not here.
    pub text: Option<usize>,
    /// The node from which it was made; `None` for the root.
    pub parent: Option<usize>,
    /// How much dearer the tree gets if this node was not made from its parent but comes before it, in events; 0 for the root.
    pub turned: f32,
    /// What the events of the tree save if this node was made from a text that is not here, and all that was made from it was
    /// made from that text too: much where it has readings of its own; 0 where nothing was made from it.
    pub own: f32,
    /// How much dearer the events of the tree get if a child of this unseen node takes its place; 0 for texts.
    pub filled: f32,
    /// The weight, 0..=1, of the roots for which this node was made from its parent, among all roots that the tree could have; each weighs e
    /// to the power of the events that it saves. For the root it means nothing.
    pub rooted: f32,
}

/// Who was made from whom: a rooted tree over texts and unseen texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stemma {
    /// The first nodes are the texts, in their order; the others are unseen.
    pub nodes: Vec<Node>,
    /// Pairs of texts that share words against the tree, likely or not, those that share most first.
    pub seconds: Vec<SecondSource>,
    pub(crate) collation: Collation,
    pub(crate) published: Vec<Option<i64>>,
    /// For each node and each text how much of the places of its branch is under that text, 0..=1.
    pub(crate) under: Vec<Vec<f32>>,
    /// Of a small family without a root that is given.
    pub(crate) all: Option<All>,
}

/// How one text of a stemma stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// The first was made from the second, at first or at later hand.
    From,
    /// The second was made from the first.
    Into,
    /// Both were made from a third: a text that is here, by number, or an unseen one.
    Siblings(Option<usize>),
}

impl Stemma {
    /// Infers the stemma of distinct texts: the tree that explains them with the fewest and likeliest events.
    #[must_use]
    pub fn of(texts: &[Text<'_>], hints: &Hints, costs: Costs, effort: Effort) -> Self {
        Self::under(None, texts, hints, costs, effort)
    }

    /// The same, with the text that is at the root.
    pub(crate) fn under(root: Option<usize>, texts: &[Text<'_>], hints: &Hints, costs: Costs, effort: Effort) -> Self {
        let collation = Collation::of(texts);
        let (mut nodes, mut under, mut seconds, mut all) = (Vec::new(), Vec::new(), Vec::new(), None);
        if !texts.is_empty() {
            let mut model = Model::new(collation.texts, &collation.characters, hints, costs);
            let tree = cheapest(&collation, &mut model, effort, root);
            let alternatives = Alternatives::of(&tree, &mut model);
            nodes = measured(&tree, &alternatives, &mut model);
            under = (0..tree.parent.len()).filter(|&n| tree.is_used(n)).map(|n| alternatives.under(n)).collect();
            all = if root.is_none() { All::of(collation.texts, &mut model) } else { None };
            seconds = second_sources(&tree, &under, &mut model, &collation, hints);
        }
        Self { nodes, seconds, collation, published: hints.published.clone(), under, all }
    }

    /// How text `a` stands to text `b` in the tree.
    #[must_use]
    pub fn relation(&self, a: usize, b: usize) -> Relation {
        match self.meeting(a, b) {
            m if m == b => Relation::From,
            m if m == a => Relation::Into,
            m => Relation::Siblings(self.nodes[m].text),
        }
    }

    /// The lowest node from which both come, or which is one of them.
    pub(crate) fn meeting(&self, a: usize, b: usize) -> usize {
        let up = self.upwards(b);
        *self.upwards(a).iter().find(|n| up.contains(n)).expect("a tree has one root")
    }

    /// A node and all above it.
    pub(crate) fn upwards(&self, node: usize) -> Vec<usize> {
        std::iter::successors(Some(node), |&n| self.nodes[n].parent).collect()
    }
}

fn measured(tree: &Rooted, alternatives: &Alternatives, model: &mut Model<'_>) -> Vec<Node> {
    let least = model.cost(tree);
    model.ask_for_root(true);
    let turned = dearer_turned(tree, model);
    model.ask_for_root(false);
    let used: Vec<usize> = (0..tree.parent.len()).filter(|&n| tree.is_used(n)).collect();
    let number = |n: usize| used.binary_search(&n).expect("a parent is used");
    let node = |&n: &usize| Node {
        text: tree.is_text(n).then_some(n),
        parent: tree.parent[n].map(number),
        turned: turned[n],
        own: own(tree, n, least, model),
        filled: filled(tree, n, least, model),
        rooted: alternatives.rooted(n),
    };
    used.iter().map(node).collect()
}

/// For each node how much dearer the cheapest tree of the same shape is that denies that the node was made from its parent: with the root
/// at the node, below it, or at an unseen text between it and its parent. 0 for the root.
fn dearer_turned(tree: &Rooted, model: &mut Model<'_>) -> Vec<f32> {
    let cost = model.cost(tree);
    let mut least = vec![f32::INFINITY; tree.parent.len()];
    for node in (0..tree.parent.len()).filter(|&n| tree.is_used(n) && n != tree.root) {
        least[node] = turned(tree, node).iter().map(|turned| model.cost(turned)).fold(f32::INFINITY, f32::min);
    }
    for &node in &tree.upwards() {
        if let Some(above) = tree.parent[node] {
            least[above] = least[above].min(least[node]);
        }
    }
    least[tree.root] = cost;
    least.iter().map(|least| (least - cost).max(0.0)).collect()
}

fn own(tree: &Rooted, node: usize, cost: f32, model: &mut Model<'_>) -> f32 {
    if !tree.is_text(node) || tree.children[node].is_empty() {
        return 0.0;
    }
    let mut aside = tree.clone();
    aside.step_aside(node);
    cost - (model.cost(&aside) - model.unseen_cost())
}

fn filled(tree: &Rooted, node: usize, cost: f32, model: &mut Model<'_>) -> f32 {
    if tree.is_text(node) {
        return 0.0;
    }
    let with = |&child: &usize| {
        let mut filled = tree.clone();
        filled.fill(child);
        model.cost(&filled) + model.unseen_cost() - cost
    };
    tree.children[node].iter().map(with).fold(f32::INFINITY, f32::min)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    /// Texts of sentences of four words; each number is a sentence, `10 * n + k` is sentence n with its k-th word changed.
    fn infer(texts: &[&[u64]], published: &[Option<i64>]) -> Stemma {
        let words = |&sentence: &u64| {
            let (base, changed) = if sentence < 10 { (sentence, 9) } else { (sentence / 10, sentence % 10) };
            (0..4).map(move |i| if i == changed { 1000 + sentence } else { base * 10 + i })
        };
        let keys: Vec<Vec<u64>> = texts.iter().map(|t| t.iter().flat_map(words).collect()).collect();
        let sentences: Vec<Range<usize>> = (0..20).map(|i| 4 * i..4 * i + 4).collect();
        let made: Vec<Text<'_>> = keys.iter().map(|k| Text { keys: k, sentences: &sentences[..k.len() / 4] }).collect();
        let hints = Hints { published: published.to_vec(), is_source: Vec::new() };
        Stemma::of(&made, &hints, Costs::default(), Effort::default())
    }

    #[test]
    fn a_chain_of_copies() {
        let stemma = infer(&[&[1, 2, 3, 4, 5], &[1, 21, 3, 4, 5], &[1, 21, 3, 42], &[1, 21, 33]], &[]);
        assert_eq!(stemma.relation(2, 1), Relation::From);
        assert_eq!(stemma.relation(0, 3), Relation::Into);
    }

    #[test]
    fn two_texts_that_each_lack_something_decide_little() {
        let support = infer(&[&[1, 2, 3, 4, 51], &[2, 32, 4, 5, 6, 7]], &[]).grounds(0, 1).support();
        assert!(support < 0.8, "{support}");
    }

    #[test]
    fn a_text_that_lacks_what_others_share_is_not_their_source() {
        let stemma = infer(&[&[1, 2, 3], &[1, 2, 3, 4, 5, 61], &[1, 2, 3, 4, 5, 62]], &[]);
        assert_ne!(stemma.relation(1, 0), Relation::From);
    }

    #[test]
    fn a_time_decides_what_the_words_leave_open() {
        let texts: [&[u64]; 2] = [&[1, 2, 3, 4], &[1, 2, 31, 4]];
        assert_eq!(infer(&texts, &[Some(5), Some(9)]).relation(1, 0), Relation::From);
        assert_eq!(infer(&texts, &[Some(9), Some(5)]).relation(1, 0), Relation::Into);
        assert!(infer(&texts, &[]).grounds(1, 0).support() < 0.8);
    }
}
