//! Maximum-weight matching in a sparse bipartite graph: which sentence goes with which, all decided together.
//!
//! Successive shortest augmenting paths with potentials (the sparse form of Kuhn 1955 and Munkres 1957; Jonker and
//! Volgenant 1987). Exact. Time O(n · e · log n) at worst for n left nodes and e edges, near O(e log n) on news, where paths
//! are short; space O(n + e). When the budget of edge look-ups is used up, the nodes left over take their best free
//! partner in order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An edge with a positive weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub left: u32,
    pub right: u32,
    /// Fixed point, so that sums are exact and ties are real ties.
    pub weight: i64,
}

/// The partner of each left node. `edges` may come in any order; ties are settled by it.
pub(crate) fn max_weight_matching(lefts: usize, rights: usize, edges: &[Edge], budget: usize) -> Vec<Option<u32>> {
    let mut solver = Solver::new(lefts, rights, edges);
    let mut work = 0;
    for left in 0..lefts {
        if solver.adjacent[left].is_empty() {
            continue;
        }
        if work < budget {
            work += solver.augment(left);
        } else {
            solver.take_best_free(left);
        }
    }
    solver.left_mate
}

struct Solver {
    adjacent: Vec<Vec<(u32, i64)>>,
    left_mate: Vec<Option<u32>>,
    right_mate: Vec<Option<u32>>,
    left_price: Vec<i64>,
    right_price: Vec<i64>,
    distance: Vec<i64>,
    parent: Vec<u32>,
    reached: Vec<u32>,
    done: Vec<bool>,
}

impl Solver {
    fn new(lefts: usize, rights: usize, edges: &[Edge]) -> Self {
        let mut adjacent = vec![Vec::new(); lefts];
        for edge in edges.iter().filter(|e| e.weight > 0) {
            adjacent[edge.left as usize].push((edge.right, -edge.weight));
        }
        // Prices make every reduced cost non-negative, which Dijkstra needs.
        let left_price = adjacent.iter().map(|to| to.iter().map(|&(_, c)| c).min().unwrap_or(0).min(0)).collect();
        Self {
            adjacent,
            left_mate: vec![None; lefts],
            right_mate: vec![None; rights],
            left_price,
            right_price: vec![0; rights],
            distance: vec![i64::MAX; rights],
            parent: vec![0; rights],
            reached: Vec::new(),
            done: vec![false; rights],
        }
    }

    /// Finds the cheapest path from `start` to a free right node, or to a left node that is better left alone, and flips
    /// it. Returns how many edges were looked at.
    fn augment(&mut self, start: usize) -> usize {
        let mut heap = BinaryHeap::new();
        let mut visited = vec![(start, 0_i64)];
        let mut work = 0;
        // The best place to stop: (cost, left node that stays alone) or (cost, free right node).
        let mut lonely = (-self.left_price[start], start);
        self.relax(start, 0, &mut heap, &mut work);
        let mut free = None;
        while let Some(Reverse((cost, right))) = heap.pop() {
            if self.done[right as usize] {
                continue;
            }
            if cost >= lonely.0 {
                break;
            }
            self.done[right as usize] = true;
            let Some(mate) = self.right_mate[right as usize] else {
                free = Some((cost, right));
                break;
            };
            let mate = mate as usize;
            visited.push((mate, cost));
            let alone = cost - self.left_price[mate];
            if alone < lonely.0 {
                lonely = (alone, mate);
            }
            self.relax(mate, cost, &mut heap, &mut work);
        }
        let total = free.map_or(lonely.0, |(cost, _)| cost);
        self.update_prices(&visited, total);
        match free {
            Some((_, right)) => self.flip(start, right),
            None => self.leave_alone(start, lonely.1),
        }
        self.reset();
        work
    }

    fn relax(&mut self, left: usize, base: i64, heap: &mut BinaryHeap<Reverse<(i64, u32)>>, work: &mut usize) {
        *work += self.adjacent[left].len();
        for &(right, cost) in &self.adjacent[left] {
            let at = right as usize;
            let reduced = base + cost - self.left_price[left] - self.right_price[at];
            if !self.done[at] && reduced < self.distance[at] {
                if self.distance[at] == i64::MAX {
                    self.reached.push(right);
                }
                self.distance[at] = reduced;
                self.parent[at] = u32::try_from(left).expect("fewer than 4 billion sentences");
                heap.push(Reverse((reduced, right)));
            }
        }
    }

    fn update_prices(&mut self, visited: &[(usize, i64)], total: i64) {
        for &(left, cost) in visited.iter().filter(|v| v.1 < total) {
            self.left_price[left] += total - cost;
        }
        for &right in &self.reached {
            let at = right as usize;
            if self.done[at] && self.distance[at] < total {
                self.right_price[at] -= total - self.distance[at];
            }
        }
    }

    fn flip(&mut self, start: usize, end: u32) {
        let mut right = end;
        loop {
            let left = self.parent[right as usize] as usize;
            let next = self.left_mate[left].replace(right);
            self.right_mate[right as usize] = Some(u32::try_from(left).expect("fewer than 4 billion sentences"));
            match next {
                Some(previous) if left != start => right = previous,
                _ => return,
            }
        }
    }

    fn leave_alone(&mut self, start: usize, lonely: usize) {
        if let (true, Some(right)) = (lonely != start, self.left_mate[lonely].take()) {
            self.flip(start, right);
        }
    }

    fn take_best_free(&mut self, left: usize) {
        let free = |right: &&(u32, i64)| self.right_mate[right.0 as usize].is_none();
        if let Some(&(right, _)) = self.adjacent[left].iter().filter(free).min_by_key(|e| (e.1, e.0)) {
            self.left_mate[left] = Some(right);
            self.right_mate[right as usize] = Some(u32::try_from(left).expect("fewer than 4 billion sentences"));
        }
    }

    fn reset(&mut self) {
        for &right in &self.reached {
            self.distance[right as usize] = i64::MAX;
            self.done[right as usize] = false;
        }
        self.reached.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(mates: &[Option<u32>], edges: &[Edge]) -> i64 {
        edges.iter().filter(|e| mates[e.left as usize] == Some(e.right)).map(|e| e.weight).sum()
    }

    /// The best total by trying everything.
    fn brute(left: u32, lefts: u32, taken: u32, edges: &[Edge]) -> i64 {
        if left == lefts {
            return 0;
        }
        let alone = brute(left + 1, lefts, taken, edges);
        let with = edges.iter().filter(|e| e.left == left && e.weight > 0 && taken & (1 << e.right) == 0);
        with.map(|e| e.weight + brute(left + 1, lefts, taken | 1 << e.right, edges)).fold(alone, i64::max)
    }

    #[test]
    fn the_matching_is_the_best_there_is() {
        let mut state = 7_u64;
        let mut next = |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        for _ in 0..500 {
            let (lefts, rights) = (1 + next(6), 1 + next(6));
            let mut edges = Vec::new();
            for left in 0..lefts {
                for right in 0..rights {
                    if next(3) > 0 {
                        let weight = next(9) as i64 - 1;
                        edges.push(Edge { left: left as u32, right: right as u32, weight });
                    }
                }
            }
            let mates = max_weight_matching(lefts as usize, rights as usize, &edges, usize::MAX);
            let mut used: Vec<u32> = mates.iter().flatten().copied().collect();
            used.sort_unstable();
            assert!(used.windows(2).all(|w| w[0] < w[1]), "a right node has two partners");
            assert_eq!(total(&mates, &edges), brute(0, lefts as u32, 0, &edges), "{edges:?}");
        }
    }

    #[test]
    fn a_spent_budget_still_gives_a_matching() {
        let edges = [(0, 0, 5), (0, 1, 4), (1, 0, 4)].map(|(left, right, weight)| Edge { left, right, weight });
        assert_eq!(max_weight_matching(2, 2, &edges, 0), [Some(0), None]);
        assert_eq!(max_weight_matching(2, 2, &edges, 100), [Some(1), Some(0)]);
    }
}
