//! Families of any size: a tree of some texts that stand for all, and trees of those that are near to each of them.

use crate::collation::Text;
use crate::costs::{Costs, Hints};
use crate::descent::{Ancestor, Origin};
use crate::grounds::Grounds;
use crate::search::Effort;
use crate::second::SecondSource;
use crate::stemma::Stemma;

/// Texts in one tree at most: the time of a search grows with the square and more.
const MOST: usize = 48;
/// Texts that stand for all of a larger family.
const HUBS: usize = 32;

/// Trees of parts of a family, which hang together by the texts that they share.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    texts: usize,
    parts: Vec<Part>,
    /// For each text the parts that hold it, and its number there.
    homes: Vec<Vec<(usize, usize)>>,
}

#[derive(Debug)]
struct Part {
    /// The texts, by number in the family.
    texts: Vec<usize>,
    stemma: Stemma,
}

struct Family<'t> {
    texts: &'t [Text<'t>],
    /// Hashes of the sentences of each, sorted.
    sentences: Vec<Vec<u64>>,
    carriers: &'t [usize],
    hints: &'t Hints,
    costs: Costs,
    effort: Effort,
}

impl Parts {
    pub(crate) fn of(texts: &[Text<'_>], carriers: &[usize], hints: &Hints, costs: Costs, effort: Effort) -> Self {
        let family = Family { texts, sentences: texts.iter().map(hashes).collect(), carriers, hints, costs, effort };
        let mut parts = Self { texts: texts.len(), parts: Vec::new(), homes: vec![Vec::new(); texts.len()] };
        let mut waiting = vec![(None, (0..texts.len()).collect::<Vec<usize>>())];
        while let Some((root, texts)) = waiting.pop() {
            if texts.len() <= MOST {
                parts.push(family.part(root, texts));
                continue;
            }
            let hubs = family.hubs(root, &texts);
            let mut near: Vec<Vec<usize>> = vec![Vec::new(); hubs.len()];
            for &text in texts.iter().filter(|t| !hubs.contains(t)) {
                near[family.nearest(text, &hubs)].push(text);
            }
            parts.push(family.part(root, hubs.clone()));
            for (&hub, mut near) in hubs.iter().zip(near).filter(|(_, near)| !near.is_empty()) {
                near.push(hub);
                near.sort_unstable();
                waiting.push((Some(hub), near));
            }
        }
        parts
    }

    fn push(&mut self, part: Part) {
        let number = self.parts.len();
        part.texts.iter().enumerate().for_each(|(at, &text)| self.homes[text].push((number, at)));
        self.parts.push(part);
    }

    /// How `a` stands to `b`, if one part holds both. Texts are numbered as in the family.
    pub(crate) fn grounds(&self, a: usize, b: usize) -> Option<Grounds> {
        let find = |&(part, x): &(usize, usize)| {
            let (_, y) = self.homes[b].iter().find(|(p, _)| *p == part)?;
            let Part { texts, stemma } = &self.parts[part];
            Some(stemma.grounds(x, *y).renumbered(|text| texts[text]))
        };
        self.homes[a].iter().find_map(find)
    }

    /// Pairs of texts of which one drew on the other too, as far as that is sure; each pair once, sorted.
    pub(crate) fn seconds(&self) -> Vec<SecondSource> {
        let mut all: Vec<SecondSource> = Vec::new();
        for Part { texts, stemma } in &self.parts {
            let sure = stemma.seconds.iter().filter(|second| second.grounds.is_sure());
            all.extend(sure.cloned().map(|second| second.renumbered(|text| narrow(texts[text as usize]))));
        }
        let pair = |second: &SecondSource| (second.lower.min(second.upper), second.lower.max(second.upper));
        all.sort_by(|x, y| pair(x).cmp(&pair(y)).then(y.grounds.support().total_cmp(&x.grounds.support())));
        all.dedup_by_key(|second| pair(second));
        all
    }

    /// The parts joined to one tree. A text that stands for others has its parent in the part in which it does not.
    pub(crate) fn nodes(&self) -> Vec<Ancestor> {
        let unnamed = Ancestor { text: None, name: None, parent: None, origin: Origin::First };
        let mut nodes: Vec<Ancestor> =
            (0..self.texts).map(|text| Ancestor { text: Some(narrow(text)), ..unnamed.clone() }).collect();
        for part in &self.parts {
            let stemma = &part.stemma;
            let mut number: Vec<usize> = part.texts.clone();
            for _ in part.texts.len()..stemma.nodes.len() {
                number.push(nodes.len());
                nodes.push(unnamed.clone());
            }
            for (at, node) in stemma.nodes.iter().enumerate() {
                let Some(parent) = node.parent else { continue };
                let (lower, against) = (first_text(stemma, at, None), against(stemma, at, parent));
                let grounds = stemma.grounds(lower, against).renumbered(|text| part.texts[text]);
                nodes[number[at]].parent = Some(narrow(number[parent]));
                nodes[number[at]].origin =
                    Origin::Words { lower: narrow(part.texts[lower]), against: narrow(part.texts[against]), grounds };
            }
        }
        nodes
    }
}

/// The parent if it is a text, else the first text of another branch below it.
fn against(stemma: &Stemma, node: usize, parent: usize) -> usize {
    first_text(stemma, parent, Some(node))
}

/// The node if it is a text, else the first text below it that is not below `without`.
fn first_text(stemma: &Stemma, node: usize, without: Option<usize>) -> usize {
    if stemma.nodes[node].text.is_some() {
        return node;
    }
    let mut children = (0..stemma.nodes.len()).filter(|&n| stemma.nodes[n].parent == Some(node) && Some(n) != without);
    first_text(stemma, children.next().expect("an unseen text has two children and more"), None)
}

impl Family<'_> {
    fn part(&self, root: Option<usize>, texts: Vec<usize>) -> Part {
        let pick = |of: &[Option<i64>]| texts.iter().map(|&t| of.get(t).copied().flatten()).collect();
        let is_source = |&t: &usize| self.hints.is_source.get(t).copied().unwrap_or(false);
        let hints = Hints { published: pick(&self.hints.published), is_source: texts.iter().map(is_source).collect() };
        let chosen: Vec<Text<'_>> = texts.iter().map(|&t| self.texts[t]).collect();
        let root = root.and_then(|root| texts.iter().position(|&t| t == root));
        let stemma = Stemma::under(root, &chosen, &hints, self.costs, self.effort);
        Part { texts, stemma }
    }

    /// Texts that stand for all: the root or what most articles carry, then always the one that is farthest from those chosen
    /// (Gonzalez 1985). Sorted.
    fn hubs(&self, root: Option<usize>, texts: &[usize]) -> Vec<usize> {
        let widest =
            || texts.iter().max_by_key(|&&t| (self.carriers[t], self.texts[t].keys.len(), std::cmp::Reverse(t)));
        let first = root.or_else(|| widest().copied()).expect("a part holds texts");
        let mut hubs = vec![first];
        let mut distance: Vec<f64> = texts.iter().map(|&t| self.distance(t, first)).collect();
        while hubs.len() < HUBS {
            let far = (0..texts.len()).filter(|&i| !hubs.contains(&texts[i]));
            let Some(next) = far.max_by(|&i, &j| distance[i].total_cmp(&distance[j]).then(j.cmp(&i))) else { break };
            hubs.push(texts[next]);
            for (own, &text) in distance.iter_mut().zip(texts) {
                *own = own.min(self.distance(text, texts[next]));
            }
        }
        hubs.sort_unstable();
        hubs
    }

    fn nearest(&self, text: usize, hubs: &[usize]) -> usize {
        let distance = |i: &usize| self.distance(text, hubs[*i]);
        (0..hubs.len()).min_by(|i, j| distance(i).total_cmp(&distance(j)).then(i.cmp(j))).expect("there are hubs")
    }

    /// Share of sentences that only one of two texts has (Jaccard's distance).
    fn distance(&self, a: usize, b: usize) -> f64 {
        let (x, y) = (&self.sentences[a], &self.sentences[b]);
        let (mut i, mut j, mut both) = (0, 0, 0_usize);
        while i < x.len() && j < y.len() {
            match x[i].cmp(&y[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    both += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        1.0 - both as f64 / (x.len() + y.len() - both).max(1) as f64
    }
}

fn hashes(text: &Text<'_>) -> Vec<u64> {
    use std::hash::BuildHasher;
    let state = foldhash::fast::FixedState::default();
    let mut all: Vec<u64> = text.sentences.iter().map(|s| state.hash_one(&text.keys[s.clone()])).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("a family has fewer than 2^32 texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_family_is_one_tree() {
        // One text of 40 sentences, and 150 that each word two of them otherwise.
        let keys: Vec<Vec<u64>> = (0..151_u64)
            .map(|t| (0..160).map(|w| if t > 0 && (w == t || w == (7 * t) % 160) { 1000 + t } else { w }).collect())
            .collect();
        let sentences: Vec<std::ops::Range<usize>> = (0..40).map(|i| 4 * i..4 * i + 4).collect();
        let texts: Vec<Text<'_>> = keys.iter().map(|k| Text { keys: k, sentences: &sentences }).collect();
        let parts =
            Parts::of(&texts, &vec![1; 151], &Hints::default(), Costs::default(), Effort { work: 20_000, near: 4 });
        let nodes = parts.nodes();
        assert!(parts.parts.len() > 3 && parts.parts.iter().all(|p| p.texts.len() <= MOST));
        assert_eq!(nodes.iter().filter(|n| n.parent.is_none()).count(), 1);
        for mut at in 0..nodes.len() {
            let steps = std::iter::from_fn(|| nodes[at].parent.map(|p| at = p as usize)).take(nodes.len()).count();
            assert!(steps < nodes.len(), "a circle");
        }
    }
}
