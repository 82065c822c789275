//! Neighbour joining (Saitou & Nei 1987): a tree from distances.

use super::peers::Tree;

/// The tree in which every text is a leaf, from the distances between texts (symmetric, row by row).
///
/// Time O(n³), space O(n²) for n texts. Ties go to the smaller numbers.
pub(super) fn neighbour_joining(texts: usize, distances: &[f64]) -> Tree {
    let mut tree = Tree::new(texts);
    let mut active: Vec<usize> = (0..texts).collect();
    let mut matrix: Vec<Vec<f64>> = (0..texts).map(|i| distances[i * texts..(i + 1) * texts].to_vec()).collect();
    while active.len() > 3 {
        let (i, j) = nearest(&active, &matrix);
        let new = tree.grow();
        let (a, b) = (active[i], active[j]);
        tree.join(a, new);
        tree.join(b, new);
        let between = matrix[a][b];
        let row: Vec<f64> = (0..matrix.len()).map(|k| (matrix[a][k] + matrix[b][k] - between) / 2.0).collect();
        for (line, &distance) in matrix.iter_mut().zip(&row) {
            line.push(distance);
        }
        matrix.push(row.into_iter().chain([0.0]).collect());
        active.remove(j);
        active[i] = new;
    }
    match *active.as_slice() {
        [a, b] => tree.join(a, b),
        [a, b, c] => {
            let centre = tree.grow();
            [a, b, c].into_iter().for_each(|leaf| tree.join(leaf, centre));
        }
        _ => {}
    }
    tree
}

/// The pair whose joining shortens the tree most, as places in `active`.
fn nearest(active: &[usize], matrix: &[Vec<f64>]) -> (usize, usize) {
    let total = |&i: &usize| active.iter().map(|&j| matrix[i][j]).sum::<f64>();
    let totals: Vec<f64> = active.iter().map(total).collect();
    let n = active.len() as f64;
    let (mut best, mut at) = (f64::INFINITY, (0, 1));
    for i in 0..active.len() {
        for j in i + 1..active.len() {
            let q = (n - 2.0) * matrix[active[i]][active[j]] - totals[i] - totals[j];
            if q < best {
                (best, at) = (q, (i, j));
            }
        }
    }
    at
}
