//! How do two words stand to each other?

use crate::entry::{Entry, MIN_FORM, MIN_SHARE, Sense, usual};
use crate::sketch::Reach;
use crate::wordnet::{Link, LinkKind, WordNet};

/// How two words stand to each other; the closest relation that holds for any of their usual senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same word: equal after spelling and inflection are folded away ("supplies", "supply").
    Same,
    /// They share a synonym set ("start", "begin").
    Synonym,
    /// Derived from each other, or from synonyms ("supply", "supplier"); or a country and its demonym.
    Derived,
    /// Neighbours: adjectives of one cluster, verbs of one group, a word and its direct broader term.
    Near,
    /// Opposites, directly or through a near synonym ("permanent", "temporary").
    Antonym,
    /// Nothing known joins them.
    None,
}

/// A cluster with more adjectives is a list of things of a kind (colours, numbers, shapes), not of things alike. The next
/// smaller ones, around "large" and "ill", have 48 and 33.
const MAX_CLUSTER: usize = 60;
/// Two words are synonyms if the set they share has at least this share of the use of the one in which it weighs less …
const SYNONYM_WEAK: f32 = 0.05;
/// … and this of the other.
const SYNONYM_STRONG: f32 = 0.12;

/// A derivation that holds for synonyms of the two words only must join meanings of this share ("supply", "provider").
const SHARE_OF_SYNONYMS: f32 = 0.1;

/// How directly two words are opposites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Opposition {
    /// WordNet joins the words themselves ("rise", "fall").
    Direct,
    /// It joins a synonym, or the head of the adjectives' cluster ("brief", "lengthy").
    Indirect,
}

/// What the links between two entries say, before the closest is picked.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Findings {
    is_derived: bool,
    is_near: bool,
    opposition: Option<Opposition>,
}

/// The closest relation between two entries.
pub(crate) fn between(net: &WordNet, a: &Entry, b: &Entry) -> Relation {
    if is_same(a, b) {
        return Relation::Same;
    }
    let shared = shared_share(a, b);
    if shared == Shared::Usual {
        return Relation::Synonym;
    }
    let findings = survey(net, a, b);
    match findings.opposition {
        Some(Opposition::Direct) => Relation::Antonym,
        _ if findings.is_derived => Relation::Derived,
        _ if findings.is_near || shared == Shared::Rare => Relation::Near,
        Some(Opposition::Indirect) => Relation::Antonym,
        None => Relation::None,
    }
}

/// How directly the entries are opposites, if they are.
pub(crate) fn opposition(net: &WordNet, a: &Entry, b: &Entry) -> Option<Opposition> {
    if is_same(a, b) || shared_share(a, b) == Shared::Usual {
        return None;
    }
    survey(net, a, b).opposition
}

fn is_same(a: &Entry, b: &Entry) -> bool {
    let share_form = || a.known.readings.iter().any(|r| r.weight >= MIN_FORM && b.reads_as(r.key, MIN_FORM));
    a.known.word == b.known.word || a.known.forms.may_meet(&b.known.forms) && share_form()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    No,
    Rare,
    Usual,
}

/// Whether the two share a synonym set, in a usual meaning of both.
fn shared_share(a: &Entry, b: &Entry) -> Shared {
    let mut best = Shared::No;
    if !a.known.own.may_meet(&b.known.own) {
        return best;
    }
    for sense in usual(&a.known.senses) {
        let Some(other) = b.sense_of(sense.synset).filter(|s| s.weight >= MIN_SHARE) else { continue };
        let (low, high) = (sense.weight.min(other.weight), sense.weight.max(other.weight));
        let found = if low >= SYNONYM_WEAK && high >= SYNONYM_STRONG { Shared::Usual } else { Shared::Rare };
        best = best.max(found);
    }
    best
}

/// The sets that a link, or the head of an adjective's cluster, leads to from the usual meanings: only there can a survey
/// find the other word.
fn reach<'e>(net: &WordNet, entry: &'e Entry) -> &'e Reach {
    entry.known.reach.get_or_init(|| {
        let links = usual(&entry.known.senses).flat_map(|sense| net.links(sense.synset));
        let behind = |link: &Link| {
            let around: &[Link] = if link.kind == LinkKind::Similar { net.links(link.target) } else { &[] };
            around.iter().map(|l| l.target).chain([link.target]).collect::<Vec<_>>()
        };
        Box::new(links.flat_map(behind).collect())
    })
}

fn survey(net: &WordNet, a: &Entry, b: &Entry) -> Findings {
    let mut findings = Findings::default();
    for (from, to) in [(a, b), (b, a)] {
        if reach(net, from).may_hold(&to.known.places) {
            findings.follow(net, from, to);
        }
    }
    findings
}

impl Findings {
    /// Takes in every link from a usual meaning of `from` that leads to `to`.
    fn follow(&mut self, net: &WordNet, from: &Entry, to: &Entry) {
        for sense in usual(&from.known.senses) {
            for link in net.links(sense.synset) {
                match to.sense_of(link.target).filter(|s| s.weight >= MIN_SHARE) {
                    Some(other) => self.note(net, sense, link, other),
                    None if link.kind == LinkKind::Similar => self.note_cluster(net, link.target, to),
                    None => {}
                }
            }
        }
    }

    /// Takes in a link between a meaning of one word and a meaning of the other.
    fn note(&mut self, net: &WordNet, from: &Sense, link: &Link, to: &Sense) {
        let joins = |synset, place, key| place == 0 || net.member(synset, place) == Some(key);
        let is_direct = joins(from.synset, link.from, from.key) && joins(to.synset, link.to, to.key);
        match link.kind {
            LinkKind::Antonym => self.oppose(if is_direct { Opposition::Direct } else { Opposition::Indirect }),
            LinkKind::Derivation | LinkKind::Pertainym | LinkKind::Participle => {
                self.is_derived |= is_direct || from.weight.min(to.weight) >= SHARE_OF_SYNONYMS;
            }
            LinkKind::PartOf => {}
            _ => self.is_near = true,
        }
    }

    /// Looks from the head of an adjective's cluster at the other word: in the same cluster, or the head's opposite?
    fn note_cluster(&mut self, net: &WordNet, head: u32, to: &Entry) {
        if net.links(head).iter().filter(|l| l.kind == LinkKind::Similar).count() > MAX_CLUSTER {
            return;
        }
        for link in net.links(head) {
            let meets = to.sense_of(link.target).is_some_and(|s| s.weight >= MIN_SHARE);
            match link.kind {
                LinkKind::Similar if meets => self.is_near = true,
                LinkKind::Antonym if meets => self.oppose(Opposition::Indirect),
                _ => {}
            }
        }
    }

    fn oppose(&mut self, found: Opposition) {
        self.opposition = Some(self.opposition.map_or(found, |before| before.min(found)));
    }
}

/// Whether a usual meaning of `a` lies at or under the first meaning of `b` in the same part of speech.
pub(crate) fn is_under(net: &WordNet, a: &Entry, b: &Entry) -> bool {
    usual(&a.known.senses).any(|sense| {
        let Some(top) = b.known.senses.iter().find(|s| s.part == sense.part) else { return false };
        ancestors(net, sense.synset).contains(&top.synset)
    })
}

/// A set and everything above it, each once, nearest first.
fn ancestors(net: &WordNet, synset: u32) -> Vec<u32> {
    let mut found = vec![synset];
    let mut at = 0;
    while at < found.len() {
        for link in net.links(found[at]) {
            if matches!(link.kind, LinkKind::Hypernym | LinkKind::Instance) && !found.contains(&link.target) {
                found.push(link.target);
            }
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    /// The sketches only spare work: on words from all over the dictionary the answer is that of the whole survey.
    #[test]
    fn sketches_hide_nothing() {
        let net = Lexicon::shared().net();
        let entries: Vec<Entry> =
            (0..net.keys.len()).step_by(251).map(|key| Entry::new(net, net.keys.word(key))).collect();
        let usual =
            ["big", "small", "rise", "fall", "permanent", "temporary", "french", "france", "supply", "provider"];
        let entries: Vec<Entry> = usual.iter().map(|word| Entry::new(net, word)).chain(entries).collect();
        let mut met = 0;
        for a in &entries {
            for b in entries.iter().take(60) {
                let mut whole = Findings::default();
                whole.follow(net, a, b);
                whole.follow(net, b, a);
                assert_eq!(survey(net, a, b), whole, "{} {}", a.word(), b.word());
                met += usize::from(whole != Findings::default());
            }
        }
        assert!(met > 20, "{met} pairs are joined");
    }
}
