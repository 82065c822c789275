//! Vectors of few numbers: of each its term, sorted, and what that weighs.

/// Cosine of two vectors of length 1 that are sorted by term.
///
/// Which side goes on is computed, not branched upon: where two lists of words meet is as good as random, and a branch that is guessed wrong
/// takes ten times as long as the step.
pub(crate) fn dot(x: &[(u32, f32)], y: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut dot) = (0, 0, 0.0);
    while let (Some(&(s, v)), Some(&(t, w))) = (x.get(i), y.get(j)) {
        dot += if s == t { v * w } else { 0.0 };
        i += usize::from(s <= t);
        j += usize::from(t <= s);
    }
    f32::min(dot, 1.0)
}

/// How many terms two sorted lists have in common.
pub(crate) fn common(x: &[u32], y: &[u32]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(s), Some(t)) = (x.get(i), y.get(j)) {
        count += usize::from(s == t);
        i += usize::from(s <= t);
        j += usize::from(t <= s);
    }
    count
}

/// Keeps so many, the heaviest first, those of one weight by term. `of` gives term and weight.
pub(crate) fn keep_heaviest<T>(all: &mut Vec<T>, most: usize, of: impl Fn(&T) -> (u32, f32)) {
    let order = |x: &T, y: &T| {
        let ((term, weight), (other_term, other)) = (of(x), of(y));
        other.total_cmp(&weight).then(term.cmp(&other_term))
    };
    if all.len() > most {
        all.select_nth_unstable_by(most, order);
        all.truncate(most);
    }
    all.sort_unstable_by(order);
}

/// Scales to length 1 and sorts by term.
pub(crate) fn scaled(weights: impl Iterator<Item = (u32, f32)>) -> Box<[(u32, f32)]> {
    let mut vector: Vec<(u32, f32)> = weights.filter(|&(_, w)| w > 0.0).collect();
    let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, w)| *w /= length);
    vector.sort_unstable_by_key(|&(term, _)| term);
    vector.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_have_counts_wherever_it_stands() {
        let of = |terms: &[u32]| terms.iter().map(|&term| (term, 0.5)).collect::<Vec<_>>();
        let check = |x: &[u32], y: &[u32], expected: usize| {
            assert_eq!((common(x, y), common(y, x)), (expected, expected), "{x:?} {y:?}");
            let cosine = (0.25 * expected as f32).min(1.0);
            assert_eq!((dot(&of(x), &of(y)), dot(&of(y), &of(x))), (cosine, cosine), "{x:?} {y:?}");
        };
        check(&[], &[1, 2], 0);
        check(&[1, 2, 3], &[4, 5], 0);
        check(&[1, 3, 5, 7], &[2, 3, 4, 7, 9], 2);
        check(&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5], 5);
    }

    #[test]
    fn the_heaviest_stay_in_order() {
        let check = |most: usize, expected: &[u32]| {
            let mut all = vec![(5, 0.1), (4, 0.3), (1, 0.2), (3, 0.3), (2, 0.2)];
            keep_heaviest(&mut all, most, |&term| term);
            assert_eq!(all.iter().map(|term| term.0).collect::<Vec<_>>(), expected);
        };
        check(9, &[3, 4, 1, 2, 5]);
        check(3, &[3, 4, 1]);
        check(0, &[]);
    }
}
