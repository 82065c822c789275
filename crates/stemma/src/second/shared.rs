//! What speaks for a second source, in numbers, and how likely that makes it.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use wirecopy_forest::Forest;

/// What two texts share against the tree, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct SharedAgainst {
    /// Events saved if the lower text had these sentences from beside the upper.
    pub saved: f32,
    /// The same, of the one sentence that saves most.
    pub most: f32,
    /// Sentences that save two events and more.
    pub several: u32,
    /// Of the sentences those in which the two have the same words throughout.
    pub same: u32,
    /// Events that all other sentences would need if they came from there too.
    pub against: f32,
    /// Events saved if the upper text had sentences from beside the lower.
    pub back_saved: f32,
    /// Events that all other sentences would need if they came from there too.
    pub back_against: f32,
    /// Events saved if the lower text had sentences from the upper itself, and not from beside it.
    pub exact: f32,
    /// The same for the upper text from the lower.
    pub back_exact: f32,
    /// Places where the lower text stands alone against all others.
    pub lower_alone: u32,
    /// Places where the upper text stands alone against all others.
    pub upper_alone: u32,
    /// Changes of words in other sentences that the tree needs beyond one for each place, per place: how much words agree by chance in this
    /// family.
    pub conflicts: f32,
    /// Texts beside the two that have the words of a sentence, summed over the sentences, per sentence.
    pub holders: f32,
    /// The weight, 0..=1, of those places of the lower text by which it is under the upper.
    pub held: f32,
    /// Steps between the two in the tree.
    pub steps: u32,
    /// Whether the lower text was published after the upper; `None` where a time is not known or both are equal.
    pub in_order: Option<bool>,
}

/// Of less support no pair is told: chosen on seeds 231 to 234, 241 to 244 and, of the second way of copying, 1401 and 1402 (COMPARE.md).
const MIN_SUPPORT: f64 = 0.6;
/// How likely it has to be that one of the two is the one that drew on the other.
const MIN_DIRECTED: f64 = 0.9;

/// Trees for pairs, and trees for which of the two it is.
struct Forests {
    pairs: Forest,
    lower: Forest,
}

fn forests() -> &'static Forests {
    static FORESTS: OnceLock<Forests> = OnceLock::new();
    let read = |text| Forest::parse(text, &SharedAgainst::NAMES).expect("bundled trees are whole");
    FORESTS.get_or_init(|| Forests {
        pairs: read(include_str!("../../data/second_source.txt")),
        lower: read(include_str!("../../data/second_lower.txt")),
    })
}

impl SharedAgainst {
    /// How likely it is that one of the two drew on the other, or on what that came from, too; 0..=1. Boosted trees, which
    /// `eval/train/second.py` fitted to generated traditions.
    #[must_use]
    pub fn support(&self) -> f64 {
        forests().pairs.probability(&self.values())
    }

    /// Whether the support is enough to say it.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.support() >= MIN_SUPPORT
    }

    /// Whether the lower text is the one that drew on the other; `None` where that cannot be said.
    #[must_use]
    pub fn is_lower(&self) -> Option<bool> {
        match forests().lower.probability(&self.values()) {
            likely if likely >= MIN_DIRECTED => Some(true),
            likely if likely <= 1.0 - MIN_DIRECTED => Some(false),
            _ => None,
        }
    }

    /// The names of what the trees ask for, in the order of [`values`](Self::values).
    pub const NAMES: [&str; 16] = [
        "saved",
        "most",
        "several",
        "same",
        "against",
        "back_saved",
        "back_against",
        "exact",
        "back_exact",
        "lower_alone",
        "upper_alone",
        "conflicts",
        "holders",
        "held",
        "steps",
        "in_order",
    ];

    /// The grounds as numbers, in the order of [`NAMES`](Self::NAMES): `in_order` is 1, -1, or 0 where it is not known.
    #[must_use]
    pub fn values(&self) -> [f64; Self::NAMES.len()] {
        [
            f64::from(self.saved),
            f64::from(self.most),
            f64::from(self.several),
            f64::from(self.same),
            f64::from(self.against),
            f64::from(self.back_saved),
            f64::from(self.back_against),
            f64::from(self.exact),
            f64::from(self.back_exact),
            f64::from(self.lower_alone),
            f64::from(self.upper_alone),
            f64::from(self.conflicts),
            f64::from(self.holders),
            f64::from(self.held),
            f64::from(self.steps),
            self.in_order.map_or(0.0, |in_order| if in_order { 1.0 } else { -1.0 }),
        ]
    }
}
