//! The rules: one file for each kind of change, all over one matched [`Pair`].
//!
//! A rule speaks only where the same slot is filled on both sides, or where a word such as "not" or "may" stands over a
//! verb that both sides have. What only one side says is no change of fact.

mod action;
mod appointment;
mod attribution;
mod certainty;
mod claim;
mod date;
mod doubted;
mod fate;
mod frame;
mod gap;
mod name;
mod negated;
mod number;
mod office;
mod one_figure;
mod one_matter;
mod polarity;
mod qualifier;
mod quotation;
mod rank;
mod replaced;
mod role;
mod scope;
mod standing;
mod states;
mod unsettled;

use std::cell::LazyCell;
use std::ops::Range;

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::confidence;
use crate::context::Around;
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::frame::Frame;

/// A change, in words of the two sides.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub kind: ChangeKind,
    pub severity: Severity,
    pub a: Option<Range<usize>>,
    pub b: Option<Range<usize>>,
    pub reason: Reason,
    pub confidence: f64,
}

/// What a rule sees.
pub(crate) struct View<'p, 't> {
    pub pair: &'p Pair<'t>,
    /// What the sentences beside the group say in a and in b.
    pub around_a: &'p Around<'t>,
    pub around_b: &'p Around<'t>,
    /// Whether the rest of the two versions shows that they are states of one report.
    pub one_report: bool,
}

type Rule = fn(&View<'_, '_>) -> Vec<Finding>;

/// In order of precedence: where two rules speak of the same words, the earlier wins at equal severity.
const RULES: [Rule; 13] = [
    number::find,
    date::find,
    name::find,
    role::find,
    polarity::find,
    certainty::find,
    scope::find,
    action::find,
    fate::find,
    qualifier::find,
    attribution::find,
    quotation::find,
    replaced::find,
];

/// Every change in a pair, each place once.
pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = RULES.iter().flat_map(|rule| rule(view)).collect();
    let is_missing = LazyCell::new(|| claim::is_missing(view.pair)); // asked where something is found
    let holds = |finding: &Finding| !claim::is_label(view.pair, finding) && !*is_missing;
    found.retain(holds);
    claim::weigh(view, &mut found);
    // These speak of one matter by themselves, whatever else the sentences tell.
    let between_states: &[Rule] = if view.one_report { &states::RULES } else { &[] };
    for rule in std::iter::once(&(appointment::find as Rule)).chain(between_states) {
        let is_new = |f: &Finding| found.iter().all(|k| k.severity < Severity::Material || !covers_same(k, f));
        let more: Vec<Finding> = rule(view).into_iter().filter(|f| is_new(f) && holds(f)).collect();
        found.extend(more);
    }
    // A stable sort keeps the precedence of the rules.
    found.sort_by(|x, y| y.severity.cmp(&x.severity).then(y.confidence.total_cmp(&x.confidence)));
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found {
        if !kept.iter().any(|k| covers_same(k, &finding)) {
            kept.push(finding);
        }
    }
    for finding in kept.iter_mut().filter(|f| f.severity == Severity::Material) {
        finding.confidence = confidence::of(finding.kind, Frame::around(view.pair, finding, &[]).less);
    }
    kept.sort_by_key(|f| (place(&f.a), place(&f.b), f.kind));
    kept
}

fn place(range: &Option<Range<usize>>) -> (usize, usize) {
    range.as_ref().map_or((usize::MAX, usize::MAX), |r| (r.start, r.end))
}

/// Whether two findings speak of the same words: they overlap on every side that both have.
pub(crate) fn covers_same(x: &Finding, y: &Finding) -> bool {
    let overlap = |p: &Option<Range<usize>>, q: &Option<Range<usize>>| match (p, q) {
        (Some(p), Some(q)) => Some(p.start < q.end && q.start < p.end),
        _ => None,
    };
    let (a, b) = (overlap(&x.a, &y.a), overlap(&x.b, &y.b));
    a.unwrap_or(true) && b.unwrap_or(true) && (a.is_some() || b.is_some())
}

/// How many of the two flanks of a slot meet: the words right before, and the words right behind. Two ends of sentences meet.
pub(crate) fn flanks(pair: &Pair<'_>, a: &Range<usize>, b: &Range<usize>) -> usize {
    usize::from(left_meets(pair, a.start, b.start)) + usize::from(right_meets(pair, a.end, b.end))
}

fn left_meets(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    // A run without words may stand behind the last one.
    let opens = |side: &Side<'_>, at: usize| side.words.get(at).is_some_and(|w| w.first);
    match (opens(&pair.a, i), opens(&pair.b, j)) {
        (true, true) => true,
        (false, false) => pair.to_b[i - 1].is_some_and(|(k, _)| k == j - 1),
        _ => false,
    }
}

fn right_meets(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    match (ends(&pair.a, i), ends(&pair.b, j)) {
        (true, true) => true,
        (false, false) => pair.to_b[i].is_some_and(|(k, _)| k == j),
        _ => false,
    }
}

fn ends(side: &Side<'_>, end: usize) -> bool {
    side.words.get(end).is_none_or(|w| w.first)
}

/// Pairs the members of two lists one to one, best score first; ties by place. Pairs below `least` stay apart.
pub(crate) fn assign(
    rows: &[usize],
    columns: &[usize],
    least: f64,
    score: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize, f64)> {
    let mut all: Vec<(usize, usize, f64)> = Vec::new();
    for &i in rows {
        for &j in columns {
            let value = score(i, j);
            if value >= least {
                all.push((i, j, value));
            }
        }
    }
    all.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut kept: Vec<(usize, usize, f64)> = Vec::new();
    for candidate in all {
        if !kept.iter().any(|k| k.0 == candidate.0 || k.1 == candidate.1) {
            kept.push(candidate);
        }
    }
    kept
}

/// The words of a phrase for a reader: its head with what stands right before it, articles left out.
pub(crate) fn readable(side: &Side<'_>, i: usize) -> Range<usize> {
    side.phrase_of(i).map_or(i..i + 1, |p| {
        let phrase = &side.phrases[p];
        let start = (phrase.words.start..=i).find(|&k| side.words[k].tag != crate::tag::Tag::Det).unwrap_or(i);
        start..phrase.head.max(i) + 1
    })
}

/// How many content words near `i` of a answer to words near `j` of b: whether the two stand in one claim.
pub(crate) fn support(pair: &Pair<'_>, i: usize, j: usize) -> usize {
    const NEAR: usize = 7;
    let near = |k: usize, l: usize| k != i && l != j && l.abs_diff(j) <= NEAR + 2;
    let from = pair.a.sentence_start(i).max(i.saturating_sub(NEAR));
    let to = pair.a.sentence_end(i).min(i + NEAR + 1);
    (from..to).filter(|&k| pair.a.words[k].tag.is_content() && pair.to_b[k].is_some_and(|(l, _)| near(k, l))).count()
}

/// "About £210,000 has been recovered": nothing but figures stands beside the verb, on either side.
fn tell_only(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let full = |side: &Side<'_>, at: usize| {
        let is_full = |k: &usize| *k != at && side.words[*k].tag.is_content() && !side.words[*k].is(cue!("aux"));
        (side.sentence_start(at)..side.sentence_end(at))
            .filter(is_full)
            .filter(|&k| !side.is_exact(k) && side.words[k].tag != crate::tag::Tag::Adv)
            .count()
    };
    full(&pair.a, i).min(full(&pair.b, j)) == 0
}

/// Verbs of a and b whose main words answer to each other inside one claim.
pub(crate) fn matched_verbs<'p>(pair: &'p Pair<'_>) -> impl Iterator<Item = (usize, usize)> + 'p {
    let find = || {
        let verbs = pair.a.verbs.iter().enumerate().filter_map(|(p, v)| {
            let (j, _) = pair.to_b[v.main]?;
            let q = pair.b.verbs.iter().position(|w| w.main == j)?;
            (support(pair, v.main, j) >= 1 || tell_only(pair, v.main, j)).then_some((p, q))
        });
        verbs.collect()
    };
    pair.verbs.get_or_init(find).iter().copied()
}

/// An adjective with the noun it stands before, for a reader; any other word alone.
pub(crate) fn with_head(side: &Side<'_>, i: usize) -> Range<usize> {
    let phrase = side.phrase_of(i).map(|p| &side.phrases[p]).filter(|p| p.head > i && p.head - i <= 3);
    let end = phrase.filter(|_| side.words[i].tag == crate::tag::Tag::Adj).map_or(i, |p| p.head);
    i..end + 1
}
