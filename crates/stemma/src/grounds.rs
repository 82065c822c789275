//! Why one text is said to come from another, and how sure that is.

use foldhash::HashSet;
use serde::{Deserialize, Serialize};

use crate::character::Feature;
use crate::stemma::{Relation, Stemma};

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
    /// The weight, 0..=1, of the roots by which the lower one is under the upper, among all roots of the tree; see [`crate::Node::rooted`].
    /// 1 for siblings, and for up to five texts, where `held` says it all.
    pub rooted: f32,
    /// The weight, 0..=1, of those places of the lower one and of what stands between the two by which it is under the upper; the least of
    /// them. For siblings: of the places by which neither is under the other. Each place weighs e to the power of the events that it saves.
    /// For up to five texts: the weight of all trees that they can have in which the two stand so.
    pub held: f32,
    /// Texts that come from the upper one by the same copy of it as the lower one, which is among them: each of them would hang elsewhere if
    /// that copy did. 0 for siblings.
    pub branch: u32,
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
    /// Sentences at the end of the upper text, behind all that the two share.
    pub cut: u32,
    /// Sentences at the end of the lower text, behind all that the two share.
    pub carried_on: u32,
    /// Places where the lower text stands alone against the upper and all others.
    pub lower_alone: u32,
    /// Places where the upper text stands alone against the lower and all others.
    pub upper_alone: u32,
    /// Other places where they differ: no third text has them, or third texts are divided.
    pub divided: u32,
    /// Places where all of the lower one's branch reads as the lower and all other texts read as the upper. 0 for siblings.
    pub parted: u32,
    /// Places where both read alike, and each text that does not come from the upper reads otherwise. 0 for siblings.
    pub shared: u32,
}

impl Stemma {
    /// What speaks for the place of text `a` beside text `b`.
    #[must_use]
    pub fn grounds(&self, a: usize, b: usize) -> Grounds {
        let relation = self.relation(a, b);
        let (lower, upper) = if relation == Relation::Into { (b, a) } else { (a, b) };
        let meeting = self.meeting(a, b);
        let below = |n: usize| self.upwards(n).into_iter().take_while(move |&n| n != meeting);
        let path: Vec<usize> = below(a).chain(below(b)).collect();
        let is_line = meeting == upper;
        let time = |text: usize| self.published.get(text).copied().flatten();
        let times = time(lower).zip(time(upper)).filter(|(low, up)| is_line && low != up);
        let mut grounds = Grounds {
            relation,
            turned: path.iter().map(|&n| self.nodes[n].turned).fold(f32::INFINITY, f32::min),
            own: if is_line { self.nodes[upper].own } else { 0.0 },
            filled: self.nodes[meeting].filled,
            rooted: 1.0,
            held: 1.0,
            branch: 0,
            steps: narrow(path.len()),
            texts: narrow(self.collation.texts),
            in_order: times.map(|(low, up)| low > up),
            lost: 0,
            gained: 0,
            cut: narrow(self.behind_all_shared(upper, lower)),
            carried_on: narrow(self.behind_all_shared(lower, upper)),
            lower_alone: 0,
            upper_alone: 0,
            divided: 0,
            parted: 0,
            shared: 0,
        };
        if is_line {
            let top = below(lower).last().expect("the lower one is below the upper");
            grounds.rooted = self.nodes[top].rooted;
            grounds.held = below(lower).map(|n| self.under[n][upper]).fold(1.0, f32::min);
            let branch = self.texts_from(top);
            grounds.branch = narrow(branch.len());
            [grounds.parted, grounds.shared] = self.readings(lower, upper, &branch);
        } else {
            let under = |n, other: usize| below(n).map(|n| self.under[n][other]).fold(0.0, f32::max);
            grounds.held = 1.0 - under(a, b).max(under(b, a));
        }
        if let Some(all) = &self.all {
            let (forth, back) = (all.under(lower, upper), all.under(upper, lower));
            (grounds.rooted, grounds.held) = (1.0, if is_line { forth } else { 1.0 - forth - back });
        }
        self.compare(lower, upper, &mut grounds);
        grounds
    }

    /// The texts from a node down.
    fn texts_from(&self, top: usize) -> Vec<usize> {
        (0..self.collation.texts).filter(|&text| self.upwards(text).contains(&top)).collect()
    }

    /// See [`Grounds::parted`] and [`Grounds::shared`]; `branch` holds the texts that the lower one is among.
    fn readings(&self, lower: usize, upper: usize, branch: &[usize]) -> [u32; 2] {
        let below = self.texts_from(upper);
        let outside: Vec<usize> = (0..self.collation.texts).filter(|text| !below.contains(text)).collect();
        let mut places = [0.0_f32; 2];
        for character in &self.collation.characters {
            let (Some(low), Some(up)) = (character.state(lower), character.state(upper)) else { continue };
            if low == up {
                let mut known = outside.iter().filter_map(|&text| character.state(text)).peekable();
                if known.peek().is_some() && known.all(|state| state != up) {
                    places[1] += character.weight();
                }
            } else {
                let expected = |text: &usize| if branch.contains(text) { low } else { up };
                let mut all = (0..self.collation.texts).filter_map(|text| Some((text, character.state(text)?)));
                if all.all(|(text, state)| state == expected(&text)) {
                    places[0] += character.weight();
                }
            }
        }
        places.map(rounded)
    }

    /// How many sentences a text has behind the last that the other has too.
    fn behind_all_shared(&self, text: usize, other: usize) -> usize {
        let columns = |text: usize| self.collation.places[text].iter().map(|place| place.0);
        let shared: HashSet<usize> = columns(other).collect();
        columns(text).rev().take_while(|column| !shared.contains(column)).count()
    }

    fn compare(&self, lower: usize, upper: usize, grounds: &mut Grounds) {
        let mut places = [0.0_f32; 3];
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
            places[match with_lower {
                0 if others > 0 => 0,
                n if n == others && others > 0 => 1,
                _ => 2,
            }] += character.weight();
        }
        [grounds.lower_alone, grounds.upper_alone, grounds.divided] = places.map(rounded);
    }
}

/// Places, of which one exchange of words counts as one wherever it is made, as whole numbers: a part of one is one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "as many as characters at most, and not below 0"
)]
fn rounded(places: f32) -> u32 {
    (places - 0.01).ceil() as u32
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Grounds {
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

    /// What other roots and other places that deny it weigh, 0..=1.
    fn doubt(&self) -> f32 {
        1.0 - self.rooted * self.held
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
        parts.push(match self.doubt() {
            0.0..0.005 => "no other tree that is nearly as likely denies it".to_owned(),
            doubt => format!("other trees that deny it weigh {:.0} %", 100.0 * doubt),
        });
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
