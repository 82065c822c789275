//! Another adjective in front of the same noun.

use std::ops::Range;

use wirecopy_lexicon::{Lexicon, Relation};

use crate::analysis::Side;
use crate::analysis::chunk::Phrase;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::reason::Reason;
use crate::rules::{Finding, View, support};
use crate::tag::Tag;
use crate::words::{pertains_to, time_clusters};

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = Vec::new();
    for phrase in &pair.a.phrases {
        let Some((j, relation)) = pair.to_b[phrase.head] else { continue };
        let Some(other) = pair.b.phrase_of(j).map(|p| &pair.b.phrases[p]).filter(|p| p.head == j) else { continue };
        if relation == Relation::Antonym || support(pair, phrase.head, j) < 1 {
            continue;
        }
        let free_a = free(&pair.a, phrase, |i| pair.to_b[i].is_some());
        let free_b = free(&pair.b, other, |i| pair.to_a[i].is_some());
        found.extend(compare(view, phrase, &free_a, other, &free_b));
    }
    found
}

/// Modifiers without answer that are no names, numbers or words of degree.
fn free(side: &Side<'_>, phrase: &Phrase, answered: impl Fn(usize) -> bool) -> Vec<usize> {
    let is_plain = |i: &usize| {
        !answered(*i)
            && !side.is_exact(*i)
            && !is_compound(side, *i)
            && !matches!(side.words[*i].tag, Tag::Adv | Tag::Propn)
    };
    phrase.modifiers(&side.words).filter(is_plain).filter(|&i| !side.words[i].is(cue!("rank"))).collect()
}

/// "mid" of "mid-term".
fn is_compound(side: &Side<'_>, i: usize) -> bool {
    side.words[i].after == "-" || side.words[i].before == "-"
}

fn compare(
    view: &View<'_, '_>,
    phrase: &Phrase,
    free_a: &[usize],
    other: &Phrase,
    free_b: &[usize],
) -> Option<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let pairs = || free_a.iter().flat_map(|&i| free_b.iter().map(move |&j| (i, j)));
    let (i, j, severity, confidence) = pairs()
        .find(|&(i, j)| differ_in_time(a, i, b, j))
        .map(|(i, j)| (i, j, Severity::Material, 0.8))
        .or_else(|| pairs().find(|&(i, j)| differ_in_stage(a, i, b, j)).map(|(i, j)| (i, j, Severity::Material, 0.7)))
        .or_else(|| match (free_a, free_b) {
            (&[i], &[j]) if differ_in_kind(a, i, b, j) => Some((i, j, Severity::Minor, 0.5)),
            _ => None,
        })?;
    let say = |x: &str, y: &str, head: &str| format!("“{x}” and “{y}” do not say the same of the {head}.");
    let (x, y) = (a.words[i].raw, b.words[j].raw);
    Some(Finding {
        kind: ChangeKind::Qualifier,
        severity,
        a: Some(shown(i, phrase)),
        b: Some(shown(j, other)),
        reason: Reason::Ordered {
            straight: say(x, y, a.words[phrase.head].raw),
            turned: say(y, x, b.words[other.head].raw),
        },
        confidence,
    })
}

/// Both say when or how long, and not the same.
fn differ_in_time(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    let (x, y) = (time_clusters(a.words[i].folded), time_clusters(b.words[j].folded));
    let related = || Lexicon::shared().between(&a.words[i].known.entry, &b.words[j].known.entry);
    !x.is_empty()
        && !y.is_empty()
        && !x.iter().any(|c| y.contains(c))
        && !are_other_aspects(x, y)
        && matches!(related(), Relation::None | Relation::Antonym)
}

/// "a preliminary agreement", "a final agreement": before it holds, and when it does.
fn differ_in_stage(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    let is = |x: &Word<'_>, y: &Word<'_>| x.is(cue!("stage_early")) && y.is(cue!("stage_final"));
    let (x, y) = (&a.words[i], &b.words[j]);
    is(x, y) || is(y, x)
}

/// "recent" and "lengthy", "upcoming" and "next": when it was, and how long it took; or two words for what comes.
fn are_other_aspects(x: &[&str], y: &[&str]) -> bool {
    const PAST: [&str; 4] = ["past", "modern", "late", "early"];
    const LENGTH: [&str; 4] = ["long", "short", "fast", "slow"];
    const NOW: [&str; 3] = ["current", "present", "contemporary"];
    const COMING: [&str; 2] = ["future", "succeeding"];
    let is = |words: &[&str], class: &[&str]| words.iter().any(|w| class.contains(w));
    is(x, &PAST) && is(y, &LENGTH)
        || is(x, &LENGTH) && is(y, &PAST)
        || is(x, &COMING) && is(y, &COMING)
        || is(x, &NOW) && is(y, &NOW)
}

/// Both say of what kind, and of no related kind.
fn differ_in_kind(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    let (x, y) = (pertains_to(a.words[i].folded), pertains_to(b.words[j].folded));
    let related = |p: &&str, q: &&str| Lexicon::shared().relation(p, q) != Relation::None;
    !x.is_empty() && !y.is_empty() && !x.iter().any(|p| y.iter().any(|q| related(p, q)))
}

fn shown(modifier: usize, phrase: &Phrase) -> Range<usize> {
    modifier..phrase.head + 1
}
