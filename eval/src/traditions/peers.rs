//! Trees of other methods, on the same texts: neighbour joining on plain word distances, and a minimum spanning tree.

use wirecopy_document::Version;
use wirecopy_stemma::Collation;

/// An unrooted tree: the first nodes are the versions.
pub(super) struct Tree {
    pub(super) near: Vec<Vec<usize>>,
}

impl Tree {
    pub(super) fn new(nodes: usize) -> Self {
        Self { near: vec![Vec::new(); nodes] }
    }

    pub(super) fn grow(&mut self) -> usize {
        self.near.push(Vec::new());
        self.near.len() - 1
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        self.near[a].push(b);
        self.near[b].push(a);
    }

    /// Edges between any two of the first `n` nodes, row by row.
    pub(super) fn steps(&self, n: usize) -> Vec<f64> {
        let mut steps = vec![f64::INFINITY; n * n];
        for a in 0..n {
            let mut depth = vec![f64::INFINITY; self.near.len()];
            depth[a] = 0.0;
            let mut order = vec![a];
            while let Some(node) = order.pop() {
                for &other in &self.near[node] {
                    if depth[other].is_infinite() {
                        depth[other] = depth[node] + 1.0;
                        order.push(other);
                    }
                }
            }
            steps[a * n..(a + 1) * n].copy_from_slice(&depth[..n]);
        }
        steps
    }
}

/// Characters in which two versions differ.
pub(super) fn event_distances(collation: &Collation) -> Vec<f64> {
    let n = collation.texts;
    let mut distances = vec![0.0; n * n];
    for character in &collation.characters {
        for a in 0..n {
            for b in a + 1..n {
                if character.state(a).zip(character.state(b)).is_some_and(|(x, y)| x != y) {
                    distances[a * n + b] += 1.0;
                    distances[b * n + a] += 1.0;
                }
            }
        }
    }
    distances
}

/// Share of words in which two versions differ, by a word diff: what is usually given to neighbour joining.
pub(super) fn plain_distances(versions: &[Version]) -> Vec<f64> {
    let n = versions.len();
    let mut distances = vec![0.0; n * n];
    for a in 0..n {
        for b in a + 1..n {
            let (x, y) = (versions[a].tokens.keys(), versions[b].tokens.keys());
            let same: usize = similar::capture_diff_slices(similar::Algorithm::Myers, x, y)
                .iter()
                .filter(|op| op.tag() == similar::DiffTag::Equal)
                .map(|op| op.old_range().len())
                .sum();
            let distance = 1.0 - 2.0 * same as f64 / (x.len() + y.len()) as f64;
            distances[a * n + b] = distance;
            distances[b * n + a] = distance;
        }
    }
    distances
}

/// The spanning tree of least total distance (Prim 1957).
pub(super) fn spanning_tree(n: usize, distances: &[f64]) -> Tree {
    let mut tree = Tree::new(n);
    let mut inside = vec![false; n];
    inside[0] = true;
    for _ in 1..n {
        let edges = (0..n).filter(|&a| inside[a]).flat_map(|a| (0..n).map(move |b| (a, b)));
        let outward = edges.filter(|&(_, b)| !inside[b]);
        let (a, b) = outward
            .min_by(|x, y| distances[x.0 * n + x.1].total_cmp(&distances[y.0 * n + y.1]))
            .expect("some are outside");
        tree.join(a, b);
        inside[b] = true;
    }
    tree
}
