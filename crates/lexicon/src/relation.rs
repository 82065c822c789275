//! How do two words stand to each other?

use crate::entry::{Entry, MIN_FORM, MIN_SHARE, Sense, usual};
use crate::kin::Kin;
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
    of_kin(net, a, b, may_relate(net, a, b))
}

/// The same where it is known whether the two are kin.
pub(crate) fn of_kin(net: &WordNet, a: &Entry, b: &Entry, are_kin: bool) -> Relation {
    if are_kin {
        return closest(net, a, b);
    }
    // A word without base forms is no kin of itself.
    let is_one = a.known.keys.is_empty() && b.known.keys.is_empty() && a.known.word == b.known.word;
    if is_one { Relation::Same } else { Relation::None }
}

fn closest(net: &WordNet, a: &Entry, b: &Entry) -> Relation {
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
    if !may_relate(net, a, b) || is_same(a, b) || shared_share(a, b) == Shared::Usual {
        return None;
    }
    survey(net, a, b).opposition
}

fn is_same(a: &Entry, b: &Entry) -> bool {
    let share_form = || a.known.readings.iter().any(|r| r.weight >= MIN_FORM && b.reads_as(r.key, MIN_FORM));
    a.known.word == b.known.word || share_form()
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
    for sense in usual(&a.known.senses) {
        let Some(other) = b.sense_of(sense.synset).filter(|s| s.weight >= MIN_SHARE) else { continue };
        let (low, high) = (sense.weight.min(other.weight), sense.weight.max(other.weight));
        let found = if low >= SYNONYM_WEAK && high >= SYNONYM_STRONG { Shared::Usual } else { Shared::Rare };
        best = best.max(found);
    }
    best
}

/// Whether a form, a meaning or a link may join the two; nothing does where not.
#[inline]
fn may_relate(net: &WordNet, a: &Entry, b: &Entry) -> bool {
    kin(net, a).holds_any(&b.known.keys) || kin(net, b).holds_any(&a.known.keys)
}

/// The base forms of a word, and all words of the sets that its usual meanings are or that a survey follows from there.
pub(crate) fn kin<'e>(net: &WordNet, entry: &'e Entry) -> &'e Kin {
    entry.known.kin.get_or_init(|| {
        let mut keys = entry.known.keys.to_vec();
        for sense in usual(&entry.known.senses) {
            keys.extend_from_slice(net.members(sense.synset));
            for link in net.links(sense.synset).iter().filter(|link| link.kind != LinkKind::PartOf) {
                keys.extend_from_slice(net.members(link.target));
                if link.kind == LinkKind::Similar && is_cluster(net, link.target) {
                    let led = net.links(link.target).iter().filter(|l| leads_on(l.kind));
                    led.for_each(|l| keys.extend_from_slice(net.members(l.target)));
                }
            }
        }
        Kin::of(keys)
    })
}

fn survey(net: &WordNet, a: &Entry, b: &Entry) -> Findings {
    let mut findings = Findings::default();
    findings.follow(net, a, b);
    findings.follow(net, b, a);
    findings
}

/// Whether the head of adjectives stands for things alike.
fn is_cluster(net: &WordNet, head: u32) -> bool {
    net.links(head).iter().filter(|l| l.kind == LinkKind::Similar).count() <= MAX_CLUSTER
}

/// Whether a link of the head of a cluster tells something of those in the cluster.
fn leads_on(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::Similar | LinkKind::Antonym)
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
        if !is_cluster(net, head) {
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

    /// To ask for kin only spares work: on words from all over the dictionary the answer is that of the whole survey.
    #[test]
    fn nothing_joins_words_that_are_no_kin() {
        let net = Lexicon::shared().net();
        let entries: Vec<Entry> =
            (0..net.keys.len()).step_by(251).map(|key| Entry::new(net, net.keys.word(key))).collect();
        let usual = [
            "big",
            "small",
            "rise",
            "fall",
            "permanent",
            "temporary",
            "french",
            "france",
            "supply",
            "provider",
            "left",
            "leaves",
            "said",
            "taller",
            "felt",
            "fell",
        ];
        let entries: Vec<Entry> = usual.iter().map(|word| Entry::new(net, word)).chain(entries).collect();
        let mut met = 0;
        for a in &entries {
            for b in entries.iter().take(60) {
                let whole = closest(net, a, b);
                assert_eq!(between(net, a, b), whole, "{} {}", a.word(), b.word());
                met += usize::from(a != b && whole != Relation::None);
            }
        }
        assert!(met > 20, "{met} pairs are joined");
    }
}
