use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::collation::Text;
use crate::costs::{Costs, Hints};
use crate::grounds::Grounds;
use crate::large::Parts;
use crate::search::Effort;
use crate::second::SecondSource;

/// A distinct text of a family, and what is known of the articles that carry it.
#[derive(Debug, Clone)]
pub struct Carried<'t> {
    /// Its words.
    pub text: Text<'t>,
    /// The agency that published it, if one of its outlets is one.
    pub agency: Option<String>,
    /// Agencies that it names as its source, sorted.
    pub credits: Vec<String>,
    /// When it was first published, in seconds, where that is known.
    pub published: Option<i64>,
    /// How many articles carry it.
    pub articles: usize,
}

/// Where a text comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Origin {
    /// Nothing is above it.
    First,
    /// It names the agency whose text is its parent.
    Credit(String),
    /// The words of all versions say so.
    Words {
        /// The text below which the support was measured: the node itself, or the first text below it if it is unseen.
        lower: u32,
        /// The text that it was measured against: the parent, or the first text of another branch if the parent is unseen.
        against: u32,
        /// What speaks for it.
        grounds: Grounds,
    },
}

/// A node of a family's tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ancestor {
    /// The text, by number; `None` for one that is not here.
    pub text: Option<u32>,
    /// The agency whose text it is, where it is not here but named.
    pub name: Option<String>,
    /// The node from which it was made.
    pub parent: Option<u32>,
    /// Why.
    pub origin: Origin,
}

/// Who was made from whom in a family: the first nodes are the texts, in their order; then come those that are not here.
#[derive(Debug)]
pub struct Descent {
    /// The tree, or several where nothing joins them.
    pub nodes: Vec<Ancestor>,
    /// Pairs of texts of which one drew on the other too, beside what it was made from. With those of which it is known who drew on whom, the
    /// tree has no circle.
    pub seconds: Vec<SecondSource>,
    parts: Parts,
}

impl Descent {
    /// Infers it from distinct texts. What a text says of its own source comes before what the words of all versions say: a text
    /// that names an agency hangs on that agency's text, which need not be here if two texts name it.
    ///
    /// Near-linear in the number of texts; see [`Stemma`](crate::Stemma) for families of up to some dozens.
    #[must_use]
    pub fn of(texts: &[Carried<'_>], costs: Costs, effort: Effort) -> Self {
        let all: Vec<Text<'_>> = texts.iter().map(|t| t.text).collect();
        let is_named = |t: &Carried<'_>| {
            t.agency.as_ref().is_some_and(|agency| texts.iter().any(|other| other.credits.contains(agency)))
        };
        let hints = Hints {
            published: texts.iter().map(|t| t.published).collect(),
            is_source: texts.iter().map(is_named).collect(),
        };
        let carriers: Vec<usize> = texts.iter().map(|t| t.articles).collect();
        let parts = Parts::of(&all, &carriers, &hints, costs, effort);
        let mut nodes = parts.nodes();
        credit(texts, &mut nodes);
        let nodes = pruned(nodes, texts.len());
        Self { seconds: without_circles(parts.seconds(), &nodes), nodes, parts }
    }

    /// How text `a` stands to text `b` by their words, likely enough to be said or not; `None` where they were never in one tree.
    #[must_use]
    pub fn placed(&self, a: usize, b: usize) -> Option<Grounds> {
        self.parts.grounds(a, b)
    }
}

/// Leaves out pairs of which one is made from the other by the tree, and who drew on whom where that would close a circle.
fn without_circles(seconds: Vec<SecondSource>, nodes: &[Ancestor]) -> Vec<SecondSource> {
    let mut above: Vec<Vec<u32>> = nodes.iter().map(|node| node.parent.into_iter().collect()).collect();
    let mut kept = Vec::new();
    for mut second in seconds {
        let [lower, upper] = [second.lower, second.upper];
        if nodes[lower as usize].parent == Some(upper) || nodes[upper as usize].parent == Some(lower) {
            continue;
        }
        if let Some(taker) = second.taker {
            let giver = if taker == lower { upper } else { lower };
            if comes_from(giver, taker, &above) {
                second.taker = None;
            } else {
                above[taker as usize].push(giver);
            }
        }
        kept.push(second);
    }
    kept
}

/// Whether a node is made from another, by any of what is above each.
fn comes_from(node: u32, other: u32, above: &[Vec<u32>]) -> bool {
    let mut waiting = vec![node];
    let mut seen = BTreeSet::from([node]);
    while let Some(at) = waiting.pop() {
        if at == other {
            return true;
        }
        waiting.extend(above[at as usize].iter().copied().filter(|&next| seen.insert(next)));
    }
    false
}

/// Hangs texts on the agency that they name.
fn credit(texts: &[Carried<'_>], nodes: &mut Vec<Ancestor>) {
    let mut naming: BTreeMap<&str, usize> = BTreeMap::new();
    texts.iter().flat_map(|t| &t.credits).for_each(|agency| *naming.entry(agency).or_default() += 1);
    let place = |agency: &str| texts.iter().position(|t| t.agency.as_deref() == Some(agency));
    let mut unseen: BTreeMap<&str, u32> = BTreeMap::new();
    for (number, text) in texts.iter().enumerate().filter(|(_, t)| t.agency.is_none()) {
        let here = text.credits.iter().find_map(|agency| Some((agency, narrow(place(agency)?))));
        let absent = || {
            let shared = text.credits.iter().filter(|a| naming[a.as_str()] > 1).max_by_key(|a| naming[a.as_str()])?;
            let next = narrow(nodes.len());
            Some((shared, *unseen.entry(shared).or_insert(next)))
        };
        let Some((agency, parent)) = here.or_else(absent) else { continue };
        if parent as usize == nodes.len() {
            nodes.push(Ancestor { text: None, name: Some(agency.clone()), parent: None, origin: Origin::First });
        }
        release(nodes, number, parent as usize);
        nodes[number].parent = Some(parent);
        nodes[number].origin = Origin::Credit(agency.clone());
    }
}

/// Before `node` is hung on `parent`: where the parent comes from the node, it is cut off above.
fn release(nodes: &mut [Ancestor], node: usize, parent: usize) {
    let mut at = parent;
    while let Some(above) = nodes[at].parent {
        if above as usize == node {
            nodes[at].parent = None;
            nodes[at].origin = Origin::First;
            return;
        }
        at = above as usize;
    }
}

/// Unseen texts from which fewer than two others were made explain nothing, but for those with a name.
fn pruned(mut nodes: Vec<Ancestor>, texts: usize) -> Vec<Ancestor> {
    let mut is_kept = vec![true; nodes.len()];
    loop {
        let mut children = vec![0_usize; nodes.len()];
        let held = (0..nodes.len()).filter(|&n| is_kept[n]);
        held.filter_map(|n| nodes[n].parent).for_each(|p| children[p as usize] += 1);
        let idle = |&n: &usize| is_kept[n] && nodes[n].name.is_none() && children[n] < 2;
        let Some(gone) = (texts..nodes.len()).find(idle) else { break };
        is_kept[gone] = false;
        let (above, origin) = (nodes[gone].parent, nodes[gone].origin.clone());
        for node in nodes.iter_mut().filter(|n| n.parent == Some(narrow(gone))) {
            node.parent = above;
            node.origin.clone_from(&origin);
        }
    }
    let number: Vec<u32> = is_kept
        .iter()
        .scan(0, |next, &kept| {
            *next += u32::from(kept);
            Some(*next - u32::from(kept))
        })
        .collect();
    nodes.iter_mut().for_each(|n| n.parent = n.parent.map(|p| number[p as usize]));
    nodes.into_iter().zip(is_kept).filter_map(|(node, kept)| kept.then_some(node)).collect()
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("a family has fewer than 2^32 texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried<'t>(keys: &'t [u64], sentences: &'t [std::ops::Range<usize>], credits: &[&str]) -> Carried<'t> {
        let credits = credits.iter().map(|&c| c.to_owned()).collect();
        Carried { text: Text { keys, sentences }, agency: None, credits, published: None, articles: 1 }
    }

    #[test]
    fn what_two_texts_name_is_above_both() {
        let sentences = [0..2, 2..4];
        let texts = [carried(&[1, 2, 3, 4], &sentences, &["PA"]), carried(&[1, 2, 3, 5], &sentences, &["PA"])];
        let found = Descent::of(&texts, Costs::default(), Effort::default());
        assert_eq!(found.nodes.len(), 3);
        assert_eq!(found.nodes[2].name.as_deref(), Some("PA"));
        assert!(found.nodes[..2].iter().all(|n| n.parent == Some(2) && n.origin == Origin::Credit("PA".into())));
    }

    #[test]
    fn the_agency_is_the_parent_where_it_is_here() {
        let sentences = [0..2, 2..4];
        let mut texts = [carried(&[1, 2, 3, 4], &sentences, &["PA"]), carried(&[1, 2, 3, 5], &sentences, &[])];
        texts[1].agency = Some("PA".into());
        let found = Descent::of(&texts, Costs::default(), Effort::default());
        assert_eq!(found.nodes[0].parent, Some(1));
        assert_eq!((found.nodes[1].parent, found.nodes.len()), (None, 2));
    }
}
