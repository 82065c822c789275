//! Why one text is said to come from another, and how sure that is.

use serde::{Deserialize, Serialize};

use crate::character::Feature;
use crate::stemma::{Relation, Stemma};

/// Of less support no common source is said.
const MIN_SUPPORT: f64 = 0.9;
/// Of less support no direction is said. Higher than that of common sources: where most versions are lost, few are left to tell a source
/// from its lost twin, and support is too high there. No bar brings families of 5 with 60 % lost to .9 (seeds 3, 51 to 53 and 91 to 94:
/// .89 with .93 and with .945, which says half as much).
const MIN_SUPPORT_OF_DIRECTION: f64 = 0.93;

/// Why one text is said to come from another, or both from a third: what the tree and the two texts show, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Grounds {
    /// How the first text stands to the second.
    pub relation: Relation,
    /// The least of what the tree gets dearer when an edge between the two is turned, in events.
    pub turned: f32,
    /// Readings of its own that the upper text has, in events saved; see [`crate::Node::own`]. 0 for siblings.
    pub own: f32,
    /// How much the unseen text that siblings share is needed, in events; see [`crate::Node::filled`]. 0 where one of the two is
    /// the upper, or the text that both come from is here.
    pub filled: f32,
    /// Steps between the two in the tree.
    pub steps: u32,
    /// Distinct texts that were compared.
    pub texts: u32,
    /// Whether the lower one was published after the upper; `None` where a time is not known or both are equal, and for siblings.
    pub in_order: Option<bool>,
    /// Runs of sentences that the upper text has and the lower lacks; for siblings the second and the first.
    pub lost: u32,
    /// Runs of sentences that the lower text has and the upper lacks.
    pub gained: u32,
    /// Places where the lower text stands alone against the upper and all others.
    pub lower_alone: u32,
    /// Places where the upper text stands alone against the lower and all others.
    pub upper_alone: u32,
    /// Other places where they differ: no third text has them, or third texts are divided.
    pub divided: u32,
}

impl Stemma {
    /// What speaks for the place of text `a` beside text `b`.
    #[must_use]
    pub fn grounds(&self, a: usize, b: usize) -> Grounds {
        let relation = self.relation(a, b);
        let (lower, upper) = if relation == Relation::Into { (b, a) } else { (a, b) };
        let meeting = self.meeting(a, b);
        let below = |n: usize| self.upwards(n).into_iter().take_while(|&n| n != meeting);
        let path: Vec<usize> = below(a).chain(below(b)).collect();
        let is_line = meeting == upper;
        let time = |text: usize| self.published.get(text).copied().flatten();
        let times = time(lower).zip(time(upper)).filter(|(low, up)| is_line && low != up);
        let mut grounds = Grounds {
            relation,
            turned: path.iter().map(|&n| self.nodes[n].turned).fold(f32::INFINITY, f32::min),
            own: if is_line { self.nodes[upper].own } else { 0.0 },
            filled: self.nodes[meeting].filled,
            steps: narrow(path.len()),
            texts: narrow(self.collation.texts),
            in_order: times.map(|(low, up)| low > up),
            lost: 0,
            gained: 0,
            lower_alone: 0,
            upper_alone: 0,
            divided: 0,
        };
        self.compare(lower, upper, &mut grounds);
        grounds
    }

    fn compare(&self, lower: usize, upper: usize, grounds: &mut Grounds) {
        for character in &self.collation.characters {
            let (Some(low), Some(up)) = (character.state(lower), character.state(upper)) else { continue };
            if low == up {
                continue;
            }
            let (having, known) = (character.has.count(), character.known.count());
            let others = known - 2;
            let with_lower = if low { having - 1 } else { known - having - 1 };
            if let Feature::Presence { .. } = character.feature {
                *(if up { &mut grounds.lost } else { &mut grounds.gained }) += 1;
            }
            *match with_lower {
                0 if others > 0 => &mut grounds.lower_alone,
                n if n == others && others > 0 => &mut grounds.upper_alone,
                _ => &mut grounds.divided,
            } += 1;
        }
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Grounds {
    /// How likely the relation is so, 0..=1: a logistic sum of the grounds. Its weights were fitted to generated traditions with 0, 30
    /// and 60 % of the versions lost (`eval -- traditions --write`): those of directions to 84,662 pairs in families of 3, 5, 10, 20 and 50
    /// versions, half of them without times, of each tradition with the root of their number as weight (seeds 101 to 108; without times 101 to
    /// 103, 1040, 105 to 107 and 1080; 121 and 122 with 50 versions); those of common sources to 45,617 of 5, 10, 20 and 50 versions, each tradition with the same weight (seeds 81 to
    /// 84). COMPARE.md shows on others how often what is said is so.
    #[must_use]
    pub fn support(&self) -> f64 {
        let sum = if self.is_line() { self.line() } else { self.siblings() };
        1.0 / (1.0 + (-sum).exp())
    }

    /// Whether the support is enough to say it.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        let least = if self.is_line() { MIN_SUPPORT_OF_DIRECTION } else { MIN_SUPPORT };
        self.support() >= least
    }

    /// The same with the texts numbered otherwise.
    pub(crate) fn renumbered(mut self, number: impl Fn(usize) -> usize) -> Self {
        if let Relation::Siblings(Some(text)) = &mut self.relation {
            *text = number(*text);
        }
        self
    }

    /// Whether one of the two comes from the other.
    #[must_use]
    pub fn is_line(&self) -> bool {
        !matches!(self.relation, Relation::Siblings(_))
    }

    /// Turning an edge tells up to a few events; beyond that it tells where the root is, not whether a parent is the parent or its
    /// lost twin.
    fn line(&self) -> f64 {
        let turned = f64::from(self.turned);
        let own = f64::from(self.own.clamp(0.0, 4.0));
        let (lower, upper) = (f64::from(self.lower_alone), f64::from(self.upper_alone));
        -0.014 + 1.646 * turned.min(1.0) + 0.259 * turned.min(3.0) - 0.140 * turned.min(8.0) - 0.935 * own
            + 1.291 * (lower + 1.0) / (lower + upper + 2.0)
            - 0.821 * f64::from(self.steps).ln()
            + 0.723 * f64::from(u8::from(self.in_order == Some(true)))
            + 0.552 * f64::from(self.gained).ln_1p()
            - 0.196 * lower.ln_1p()
            - 0.985 * upper.ln_1p()
            - 0.471 * f64::from(self.divided).ln_1p()
    }

    fn siblings(&self) -> f64 {
        let is_here = matches!(self.relation, Relation::Siblings(Some(_)));
        -3.803
            + 1.832 * f64::from(u8::from(is_here))
            + 0.710 * f64::from(self.turned).ln_1p()
            + 0.101 * f64::from(self.filled.clamp(0.0, 8.0))
            + 2.512 * f64::from(self.steps).ln()
            + 0.431 * f64::from(self.texts).ln()
            + 0.540 * f64::from(self.lost + self.gained).ln_1p()
            + 0.281 * f64::from(self.lower_alone + self.upper_alone).ln_1p()
            - 0.261 * f64::from(self.divided).ln_1p()
    }

    /// What speaks for it, in plain words; `lower` and `upper` are the names of the two.
    #[must_use]
    pub fn words(&self, lower: &str, upper: &str) -> String {
        let mut parts = Vec::new();
        match (self.lost, self.gained) {
            (0, 0) => {}
            (lost, 0) => parts.push(format!("{lower} lacks {} of {upper} and adds none", passages(lost))),
            (0, gained) => parts.push(format!("{lower} adds {} to {upper} and lacks none", passages(gained))),
            (lost, gained) => {
                parts.push(format!("{lower} lacks {} of {upper} and adds {}", passages(lost), passages(gained)));
            }
        }
        if self.lower_alone + self.upper_alone > 0 {
            parts.push(format!(
                "{lower} stands alone against all other versions in {}, {upper} in {}",
                places(self.lower_alone),
                places(self.upper_alone),
            ));
        }
        match self.in_order {
            Some(true) => parts.push(format!("{lower} was published later")),
            Some(false) => parts.push(format!("but {lower} was published earlier")),
            None => {}
        }
        if parts.is_empty() {
            parts.push("by the likeliest tree of all versions".to_owned());
        }
        parts.join("; ")
    }
}

fn passages(n: u32) -> String {
    if n == 1 { "1 passage".to_owned() } else { format!("{n} passages") }
}

fn places(n: u32) -> String {
    match n {
        0 => "none".to_owned(),
        1 => "1 place".to_owned(),
        n => format!("{n} places"),
    }
}
