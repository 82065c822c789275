//! Families and stemma as rows.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use wirecopy_record::{FamilyRow, StemmaRow};
use wirecopy_stemma::{Verdict, edges};

use crate::grouping::{Grouping, Link, numbered};
use crate::link::LinkKind;
use crate::pile::Pile;

/// A family with the links between its members.
pub(crate) struct Family<'r> {
    members: &'r [u32],
    links: Vec<&'r Link>,
    /// The member to keep.
    pub(crate) canonical: u32,
}

/// The families, in the order of the grouping.
pub(crate) fn families<'r>(pile: &Pile, grouping: &'r Grouping, links: &'r [Link]) -> Vec<Family<'r>> {
    let family_of = numbered(&grouping.families);
    let mut inside: Vec<Vec<&Link>> = vec![Vec::new(); grouping.families.len()];
    for link in links.iter().filter(|l| l.kind != LinkKind::Story) {
        match (family_of.get(&link.a), family_of.get(&link.b)) {
            (Some(&x), Some(&y)) if x == y => inside[x].push(link),
            _ => {}
        }
    }
    let family = |(members, links): (&'r Vec<u32>, Vec<&'r Link>)| {
        let canonical = canonical(pile, members, &links);
        Family { members, links, canonical }
    };
    grouping.families.iter().zip(inside).map(family).collect()
}

/// The member to keep: the text that most members have word for word (a text that several print unchanged is more likely
/// the copy as it was sent); then one that opens with the copy, so that no round-up stands for an article in it; then one
/// with a headline, the longest, the first.
fn canonical(pile: &Pile, members: &[u32], links: &[&Link]) -> u32 {
    let mut printed: BTreeMap<u64, usize> = BTreeMap::new();
    for &i in members {
        *printed.entry(pile.entries[i as usize].content_hash).or_default() += 1;
    }
    let tokens = |i: u32| pile.entries[i as usize].version.tokens.len();
    let core = *members.iter().min_by_key(|&&i| (tokens(i), i)).expect("a family has members");
    let rank = |&i: &u32| {
        let entry = &pile.entries[i as usize];
        let has_headline = pile.article(entry).headline.is_some();
        let opens = opens_with_copy(i, core, tokens(i), links);
        (printed[&entry.content_hash], opens, has_headline, tokens(i), Reverse(i))
    };
    *members.iter().max_by_key(|&i| rank(i)).expect("a family has members")
}

/// Share of a text before which the copy begins if the text opens with it: a new lead may stand in front.
const OPENING: f64 = 0.25;

/// Whether the first passage that `member` shares with the core stands near its start; true where no link tells.
fn opens_with_copy(member: u32, core: u32, tokens: usize, links: &[&Link]) -> bool {
    let between = |l: &&&Link| (l.a, l.b) == (member.min(core), member.max(core));
    let first = links.iter().find(between).and_then(|link| {
        let starts = link.reading.shared.passages.iter().map(|p| if link.a == member { p.a.start } else { p.b.start });
        starts.min()
    });
    first.is_none_or(|start| start as f64 <= OPENING * tokens as f64)
}

/// The rows of `families`, sorted by id.
pub(crate) fn rows(pile: &Pile, families: &[Family<'_>]) -> Vec<FamilyRow> {
    let mut rows: Vec<FamilyRow> = families.iter().map(|f| row(pile, f)).collect();
    rows.sort_by(|x, y| x.family_id.cmp(&y.family_id));
    rows
}

fn row(pile: &Pile, family: &Family<'_>) -> FamilyRow {
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for source in family.links.iter().filter_map(|l| l.verdict.source.as_deref()) {
        *sources.entry(source).or_default() += 1;
    }
    let common = sources.into_iter().max_by_key(|&(name, votes)| (votes, Reverse(name)));
    FamilyRow {
        family_id: pile.id(family.members[0]),
        members: family.members.iter().map(|&i| pile.id(i)).collect(),
        canonical: pile.id(family.canonical),
        unseen_source: common.map(|(name, _)| name.to_owned()),
    }
}

/// The rows of `stemma`, sorted by family, child, parent.
pub(crate) fn stemma(pile: &Pile, families: &[Family<'_>]) -> Vec<StemmaRow> {
    let mut rows: Vec<StemmaRow> = families.iter().flat_map(|f| family_stemma(pile, f)).collect();
    rows.sort_by(|x, y| (&x.family_id, &x.child, &x.parent).cmp(&(&y.family_id, &y.child, &y.parent)));
    rows
}

fn family_stemma(pile: &Pile, family: &Family<'_>) -> Vec<StemmaRow> {
    let names: BTreeMap<u32, String> = family.members.iter().map(|&i| (i, pile.id(i))).collect();
    let verdicts: Vec<(&str, &str, &Verdict)> =
        family.links.iter().map(|l| (names[&l.a].as_str(), names[&l.b].as_str(), &l.verdict)).collect();
    let row = |edge: wirecopy_stemma::Edge| StemmaRow {
        family_id: names[&family.members[0]].clone(),
        parent: edge.parent,
        child: edge.child,
        support: edge.support,
        evidence: edge.evidence,
    };
    edges(&verdicts).into_iter().map(row).collect()
}
