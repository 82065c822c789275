//! How far a share that was counted in a sample may be from the true one.

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// What was counted, 0..=1.
    pub share: f64,
    /// The ends of the 95 % interval, 0..=1.
    pub interval: (f64, f64),
}

/// 97.5 % of a normal distribution lie below so many standard deviations.
const Z: f64 = 1.959_963_984_540_054;

/// The share of `hits` in `of` with Wilson's 95 % interval (Wilson 1927), which holds near 0 and 1 and for few cases too. `None`
/// when nothing was counted.
///
/// `of` may be an effective number of cases, as weighted samples have.
///
/// # Example
/// ```
/// let share = wirecopy::wilson(48.0, 50.0).expect("something was counted");
/// assert_eq!(format!("{:.3} ({:.3} to {:.3})", share.share, share.interval.0, share.interval.1), "0.960 (0.865 to 0.989)");
/// ```
#[must_use]
pub fn wilson(hits: f64, of: f64) -> Option<Share> {
    if of <= 0.0 {
        return None;
    }
    let share = hits / of;
    let scale = 1.0 + Z * Z / of;
    let middle = (share + Z * Z / (2.0 * of)) / scale;
    let half = Z * (share * (1.0 - share) / of + Z * Z / (4.0 * of * of)).max(0.0).sqrt() / scale;
    Some(Share { share, interval: ((middle - half).max(0.0), (middle + half).min(1.0)) })
}
