//! Who copied whom in families that are as they were when an earlier run looked at them.

use foldhash::HashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::catalogue::Catalogue;
use crate::descent::Descent;
use crate::grouping::{Family, links_inside};
use crate::reading::Link;
use crate::snapshot::Snapshot;

/// The descents of an earlier run by what they were found from, with the articles that the family had.
pub(crate) struct Descended(HashMap<u128, (Vec<u32>, Descent)>);

impl Descended {
    pub(crate) fn of(before: Snapshot) -> Self {
        let Snapshot { catalogue, links, grouping, descents, .. } = before;
        let inside = links_inside(grouping.families.len(), &grouping.family_of, &links);
        let keys: Vec<u128> =
            grouping.families.iter().zip(inside).map(|(family, links)| key(family, &links, &catalogue)).collect();
        let members = grouping.families.into_iter().map(|family| family.members);
        Self(keys.into_iter().zip(members.zip(descents)).collect())
    }

    /// The descent of a family that was found from the same articles and links.
    pub(crate) fn get(&self, family: &Family, links: &[&Link], catalogue: &Catalogue) -> Option<Descent> {
        let (members, descent) = self.0.get(&key(family, links, catalogue))?;
        let now = |then: u32| family.members[members.binary_search(&then).expect("a descent is about the family")];
        let mut descent = descent.clone();
        descent.carriers.iter_mut().flatten().for_each(|article| *article = now(*article));
        descent.placed.iter_mut().for_each(|(a, b, _)| (*a, *b) = (now(*a), now(*b)));
        Some(descent)
    }
}

/// A hash of all that a descent depends on: the articles as they were split, in their order, and which of them are linked.
fn key(family: &Family, links: &[&Link], catalogue: &Catalogue) -> u128 {
    let mut hash = Xxh3::new();
    family.members.iter().for_each(|&article| hash.update(&catalogue.witness(article).to_le_bytes()));
    let place = |article: u32| family.members.binary_search(&article).expect("the link is inside the family");
    let mut pairs: Vec<(usize, usize)> = links.iter().map(|link| (place(link.a), place(link.b))).collect();
    pairs.sort_unstable();
    pairs.iter().for_each(|(a, b)| hash.update(&[a.to_le_bytes(), b.to_le_bytes()].concat()));
    hash.digest128()
}
