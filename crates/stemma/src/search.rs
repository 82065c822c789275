//! The cheapest tree: from a spanning tree by moves that save cost.

use crate::collation::Collation;
use crate::model::Model;
use crate::tree::Rooted;

/// How much is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Steps of work (nodes of trees that were counted, and places that were asked for) after which the search ends with what it has.
    pub work: usize,
    /// A branch is tried beside so many of the texts nearest to it.
    pub near: usize,
}

impl Default for Effort {
    /// Enough for families of some hundreds of distinct texts to come to rest: 50 take 100 to 300 thousand steps.
    fn default() -> Self {
        Self { work: 4_000_000, near: 12 }
    }
}

/// Characters in which two texts differ, row by row.
pub(crate) fn distances(collation: &Collation) -> Vec<f32> {
    let n = collation.texts;
    let mut distances = vec![0.0; n * n];
    for character in &collation.characters {
        let known: Vec<(usize, bool)> = (0..n).filter_map(|t| Some((t, character.state(t)?))).collect();
        let with: Vec<usize> = known.iter().filter(|k| k.1).map(|k| k.0).collect();
        let without: Vec<usize> = known.iter().filter(|k| !k.1).map(|k| k.0).collect();
        for &a in &with {
            for &b in &without {
                distances[a * n + b] += character.weight();
                distances[b * n + a] += character.weight();
            }
        }
    }
    distances
}

/// The spanning tree of least total distance (Prim 1957). Time O(n²).
fn spanning_tree(n: usize, distances: &[f32]) -> Vec<(usize, usize)> {
    let mut edges = Vec::with_capacity(n);
    let mut nearest: Vec<(f32, usize)> = (0..n).map(|b| (distances[b], 0)).collect();
    let mut inside = vec![false; n];
    inside[0] = true;
    for _ in 1..n {
        let outside = (0..n).filter(|&b| !inside[b]);
        let new = outside.min_by(|&x, &y| nearest[x].0.total_cmp(&nearest[y].0)).expect("some are outside");
        edges.push((nearest[new].1, new));
        inside[new] = true;
        for b in 0..n {
            let distance = distances[new * n + b];
            if distance < nearest[b].0 {
                nearest[b] = (distance, new);
            }
        }
    }
    edges
}

/// The cheapest tree that the moves lead to, of those with this root if one is given.
pub(crate) fn cheapest(collation: &Collation, model: &mut Model<'_>, effort: Effort, root: Option<usize>) -> Rooted {
    let n = collation.texts;
    let distances = distances(collation);
    let tree = Rooted::hang(n, &spanning_tree(n, &distances), root.unwrap_or(0));
    let near = (0..n).map(|a| nearest(a, n, &distances, effort.near)).collect();
    let cost = model.settle(&tree);
    let mut search = Search { model, near, spare: tree.clone(), best: tree, cost, work: effort.work, root };
    search.turn();
    loop {
        let before = search.cost;
        search.sweep();
        search.turn();
        if search.cost >= before || search.work == 0 {
            return search.rooted();
        }
    }
}

fn nearest(a: usize, n: usize, distances: &[f32], most: usize) -> Vec<usize> {
    let mut others: Vec<usize> = (0..n).filter(|&b| b != a).collect();
    others.sort_by(|&x, &y| distances[a * n + x].total_cmp(&distances[a * n + y]).then(x.cmp(&y)));
    others.truncate(most);
    others
}

struct Search<'m, 'h> {
    model: &'m mut Model<'h>,
    near: Vec<Vec<usize>>,
    /// The cheapest so far, which the model has settled.
    best: Rooted,
    /// Memory for a change of it.
    spare: Rooted,
    cost: f32,
    work: usize,
    /// The only root that is allowed.
    root: Option<usize>,
}

/// Savings smaller than this are noise of the sums.
const NOISE: f32 = 1e-3;

impl Search<'_, '_> {
    /// Takes a changed tree if it is cheaper.
    fn offer(&mut self, change: impl FnOnce(&mut Rooted)) {
        if self.work == 0 {
            return;
        }
        self.spare.copy(&self.best);
        change(&mut self.spare);
        if self.root.is_some_and(|root| root != self.spare.root) {
            return;
        }
        self.work = self.work.saturating_sub(self.spare.parent.len());
        let cost = self.model.cost_of_change(&self.spare, &self.best);
        if cost < self.cost - NOISE {
            self.model.take_change();
            std::mem::swap(&mut self.best, &mut self.spare);
            self.cost = cost;
        }
    }

    /// The tree from the root that times and words speak for.
    fn rooted(mut self) -> Rooted {
        self.model.ask_for_root(true);
        self.cost = self.model.cost(&self.best);
        self.work = usize::MAX;
        self.turn();
        self.model.ask_for_root(false);
        self.best
    }

    /// Every node as the root.
    fn turn(&mut self) {
        for node in 0..self.best.parent.len() {
            if self.best.is_used(node) && node != self.best.root {
                self.offer(|tree| tree.hang_from(node));
            }
        }
    }

    fn sweep(&mut self) {
        for node in 0..self.best.parent.len() {
            for step in [Rooted::fill, Rooted::reverse, Rooted::lift] {
                if self.may_move(node) {
                    self.offer(|tree| step(tree, node));
                }
            }
            if self.may_move(node) {
                self.place(node);
            }
        }
    }

    /// Hangs the branch of a node where it is cheapest.
    fn place(&mut self, node: usize) {
        let mut rest = self.best.clone();
        rest.cut_off(node);
        self.model.look_for_place(&rest, node);
        let places = self.places(node);
        self.work = self.work.saturating_sub(3 * rest.parent.len() + 2 * places.len());
        let unseen = self.model.unseen(&rest);
        let mut likely: Vec<(f32, usize, bool)> = Vec::new();
        for place in places.into_iter().filter(|&p| rest.is_used(p) && !rest.is_below(p, node)) {
            for is_beside in [false, true] {
                let cost = unseen + self.model.cost_of_place(node, place, is_beside);
                if cost < self.cost - NOISE {
                    likely.push((cost, place, is_beside));
                }
            }
        }
        likely.sort_by(|x, y| x.0.total_cmp(&y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let before = self.cost;
        for (_, place, is_beside) in likely {
            self.offer(|tree| if is_beside { tree.move_beside(node, place) } else { tree.move_under(node, place) });
            if self.cost < before {
                return;
            }
        }
    }

    fn may_move(&self, node: usize) -> bool {
        self.best.is_used(node) && node != self.best.root
    }

    /// Where a branch may go: to the texts nearest to its first text, to what these were made from, and to what it hangs on.
    fn places(&self, node: usize) -> Vec<usize> {
        let mut first = node;
        while !self.best.is_text(first) {
            first = self.best.children[first][0];
        }
        let up = |n: usize| std::iter::successors(Some(n), |&n| self.best.parent[n]).skip(1).take(3);
        let mut places: Vec<usize> = self.near[first].iter().flat_map(|&n| std::iter::once(n).chain(up(n))).collect();
        places.extend(up(node));
        places.sort_unstable();
        places.dedup();
        places.retain(|&p| p != node);
        places
    }
}
