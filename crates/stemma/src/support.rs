//! How likely it is that one text comes from another, or both from a third, by all grounds together.

use std::sync::OnceLock;

use wirecopy_forest::Forest;

use crate::grounds::Grounds;
use crate::stemma::Relation;

/// Of less support nothing is said, so that of ten directions and of ten common sources nine are right in each way of copying that was tried
/// (`eval -- traditions`), whatever share of the versions is lost, with and without times.
const ENOUGH: f64 = 0.935;
/// The same in families of up to [`FEW`] texts, of which the support is too high more often where most versions are lost.
const ENOUGH_OF_FEW: f64 = 0.95;
/// The most texts of which every tree is weighed: see [`crate::all::MOST`].
const FEW: u32 = 5;

/// Trees for directions and trees for common sources.
struct Forests {
    directions: Forest,
    common_sources: Forest,
}

fn forests() -> &'static Forests {
    static FORESTS: OnceLock<Forests> = OnceLock::new();
    let read = |text| Forest::parse(text, &Grounds::NAMES).expect("bundled trees are whole");
    FORESTS.get_or_init(|| Forests {
        directions: read(include_str!("../data/direction.txt")),
        common_sources: read(include_str!("../data/common_source.txt")),
    })
}

impl Grounds {
    /// The names of what the trees ask for, in the order of [`values`](Self::values).
    pub const NAMES: [&str; 19] = [
        "turned",
        "own",
        "filled",
        "rooted",
        "held",
        "branch",
        "steps",
        "texts",
        "in_order",
        "is_here",
        "lost",
        "gained",
        "cut",
        "carried_on",
        "lower_alone",
        "upper_alone",
        "divided",
        "parted",
        "shared",
    ];

    /// The grounds as numbers, in the order of [`NAMES`](Self::NAMES): `in_order` is 1, -1, or 0 where it is not known; `is_here` is 1
    /// where siblings come from a text that is here. Of siblings, which are in no order, the greater number stands first.
    #[must_use]
    pub fn values(&self) -> [f64; Self::NAMES.len()] {
        let pair = |first: u32, second: u32| match self.is_line() {
            true => [first, second],
            false => [first.max(second), first.min(second)],
        };
        let [lost, gained] = pair(self.lost, self.gained).map(f64::from);
        let [cut, carried_on] = pair(self.cut, self.carried_on).map(f64::from);
        let [lower_alone, upper_alone] = pair(self.lower_alone, self.upper_alone).map(f64::from);
        let is_here = matches!(self.relation, Relation::Siblings(Some(_)));
        [
            f64::from(self.turned),
            f64::from(self.own),
            f64::from(self.filled),
            f64::from(self.rooted),
            f64::from(self.held),
            f64::from(self.branch),
            f64::from(self.steps),
            f64::from(self.texts),
            self.in_order.map_or(0.0, |in_order| if in_order { 1.0 } else { -1.0 }),
            f64::from(u8::from(is_here)),
            lost,
            gained,
            cut,
            carried_on,
            lower_alone,
            upper_alone,
            f64::from(self.divided),
            f64::from(self.parted),
            f64::from(self.shared),
        ]
    }

    /// How likely the relation is so, 0..=1: boosted trees, which `eval/train/direction.py` fitted to traditions generated in two ways, with 0,
    /// 30 and 60 % of the versions lost and with and without times, and says how. More of what speaks for a direction can only raise its support.
    /// COMPARE.md shows on other traditions how often what is said is so.
    #[must_use]
    pub fn support(&self) -> f64 {
        let forests = forests();
        let forest = if self.is_line() { &forests.directions } else { &forests.common_sources };
        forest.probability(&self.values())
    }

    /// Whether the support is enough to say it.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.support() >= self.enough()
    }

    /// The least support with which it is said.
    pub(crate) fn enough(&self) -> f64 {
        if self.texts > FEW { ENOUGH } else { ENOUGH_OF_FEW }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Grounds {
        Grounds {
            relation: Relation::From,
            turned: 3.0,
            own: 0.0,
            filled: 0.0,
            rooted: 0.99,
            held: 0.95,
            branch: 1,
            steps: 1,
            texts: 8,
            in_order: Some(true),
            lost: 1,
            gained: 1,
            cut: 2,
            carried_on: 0,
            lower_alone: 4,
            upper_alone: 0,
            divided: 1,
            parted: 3,
            shared: 1,
        }
    }

    #[test]
    fn what_speaks_against_it_lowers_the_support() {
        let support = line().support();
        for against in [
            Grounds { rooted: 0.5, ..line() },
            Grounds { held: 0.3, ..line() },
            Grounds { in_order: Some(false), ..line() },
            Grounds { upper_alone: 3, ..line() },
        ] {
            assert!(against.support() < support, "{against:?}");
        }
    }

    #[test]
    fn siblings_are_in_no_order() {
        let siblings = Grounds { relation: Relation::Siblings(None), in_order: None, ..line() };
        let swapped = Grounds { lower_alone: 0, upper_alone: 4, cut: 0, carried_on: 2, ..siblings };
        assert_eq!(siblings.values(), swapped.values());
    }
}
