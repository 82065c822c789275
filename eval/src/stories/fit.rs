//! Logistic regression by Newton's method, for a handful of features.

/// A constant and six weights.
const N: usize = 7;
/// What weights cost, so that no feature is believed without need; in standard units.
const RIDGE: f64 = 3.0;
const ROUNDS: usize = 12;

/// The constant and the weights of the features that make the answers likeliest.
pub(super) fn logistic(pairs: &[([f64; N - 1], bool)]) -> [f64; N] {
    let (mean, spread) = standard(pairs);
    let row = |features: &[f64; N - 1]| {
        let mut row = [1.0; N];
        (1..N).for_each(|i| row[i] = (features[i - 1] - mean[i - 1]) / spread[i - 1]);
        row
    };
    let mut weights = [0.0; N];
    for _ in 0..ROUNDS {
        let (mut slope, mut bend) = ([0.0; N], [[0.0; N]; N]);
        (0..N).for_each(|i| bend[i][i] = RIDGE);
        (1..N).for_each(|i| slope[i] = -RIDGE * weights[i]);
        for (features, is_so) in pairs {
            let row = row(features);
            let said = 1.0 / (1.0 + (-row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>()).exp());
            for i in 0..N {
                slope[i] += (f64::from(u8::from(*is_so)) - said) * row[i];
                (0..N).for_each(|j| bend[i][j] += said * (1.0 - said) * row[i] * row[j]);
            }
        }
        let step = solve(bend, slope);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w += s);
    }
    let mut plain = [weights[0]; N];
    for i in 1..N {
        plain[i] = weights[i] / spread[i - 1];
        plain[0] -= plain[i] * mean[i - 1];
    }
    plain
}

fn standard(pairs: &[([f64; N - 1], bool)]) -> ([f64; N - 1], [f64; N - 1]) {
    let n = pairs.len().max(1) as f64;
    let (mut mean, mut spread) = ([0.0; N - 1], [0.0; N - 1]);
    pairs.iter().for_each(|(x, _)| (0..N - 1).for_each(|i| mean[i] += x[i] / n));
    pairs.iter().for_each(|(x, _)| (0..N - 1).for_each(|i| spread[i] += (x[i] - mean[i]).powi(2) / n));
    (mean, spread.map(|s| s.sqrt().max(1e-9)))
}

/// Gauss and Jordan, with the largest of each column in front.
fn solve(mut a: [[f64; N]; N], mut b: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let top = (i..N).max_by(|&x, &y| a[x][i].abs().total_cmp(&a[y][i].abs())).expect("rows are left");
        a.swap(i, top);
        b.swap(i, top);
        for k in (0..N).filter(|&k| k != i) {
            let factor = a[k][i] / a[i][i];
            (i..N).for_each(|j| a[k][j] -= factor * a[i][j]);
            b[k] -= factor * b[i];
        }
    }
    std::array::from_fn(|i| b[i] / a[i][i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_tells_gets_the_weight() {
        let pairs: Vec<([f64; N - 1], bool)> = (0..200)
            .map(|i| {
                let features = [f64::from(i % 10), f64::from(i % 7), f64::from(i % 3), 0.0, 0.0, 0.0];
                (features, i % 10 > 4 || i % 50 == 0)
            })
            .collect();
        let found = logistic(&pairs);
        assert!(found[1] > 0.5 && found[2].abs() < 0.3 && found[3].abs() < 0.3, "{found:?}");
    }
}
