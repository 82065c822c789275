//! Which groups were moved: those outside the heaviest run of groups that keep their order.
//!
//! Heaviest increasing subsequence with a Fenwick tree of prefix maxima: O(g log g) for g groups.

/// For each group, whether it stands out of order. Groups come in the order of a; `at` is their place in b (all
/// different), `weight` how many words they hold.
pub(crate) fn moved(at: &[usize], weight: &[u64]) -> Vec<bool> {
    let mut ranks: Vec<usize> = (0..at.len()).collect();
    ranks.sort_by_key(|&i| at[i]);
    let mut rank = vec![0; at.len()];
    for (place, &i) in ranks.iter().enumerate() {
        rank[i] = place + 1;
    }
    let mut best = vec![(0_u64, usize::MAX); at.len() + 1];
    let mut before = vec![usize::MAX; at.len()];
    for i in 0..at.len() {
        let (sum, last) = prefix_max(&best, rank[i] - 1);
        before[i] = last;
        raise(&mut best, rank[i], (sum + weight[i], i));
    }
    let mut moved = vec![true; at.len()];
    let mut i = prefix_max(&best, at.len()).1;
    while i != usize::MAX {
        moved[i] = false;
        i = before[i];
    }
    moved
}

fn prefix_max(tree: &[(u64, usize)], mut at: usize) -> (u64, usize) {
    let mut best = (0, usize::MAX);
    while at > 0 {
        if tree[at].0 > best.0 {
            best = tree[at];
        }
        at &= at - 1;
    }
    best
}

fn raise(tree: &mut [(u64, usize)], mut at: usize, value: (u64, usize)) {
    while at < tree.len() {
        if value.0 > tree[at].0 {
            tree[at] = value;
        }
        at += at & at.wrapping_neg();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lighter_part_is_the_moved_one() {
        let check = |at: &[usize], weight: &[u64], expected: &[usize]| {
            let found: Vec<usize> = moved(at, weight).iter().enumerate().filter(|m| *m.1).map(|m| m.0).collect();
            assert_eq!(found, expected, "{at:?}");
        };
        check(&[0, 1, 2], &[1, 1, 1], &[]);
        check(&[2, 0, 1], &[1, 1, 1], &[0]);
        check(&[2, 0, 1], &[9, 1, 1], &[1, 2]);
        check(&[10, 11, 12, 3, 4], &[1, 1, 1, 1, 1], &[3, 4]);
        check(&[], &[], &[]);
    }
}
