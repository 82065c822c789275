//! Other values of the same quantity.

use std::ops::Range;

use crate::analysis::Side;
use crate::analysis::quantity::{Bound, Measure, Quantity};
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::one_figure::{are_metres, are_of_other_units, are_other_currencies, are_others, are_related};
use crate::rules::{Finding, View, assign, flanks, matched_verbs};
use crate::tag::Tag;
use crate::words::is_unit;

/// Least evidence that two values stand in one slot: a flank and the same thing counted, or both flanks.
const LEAST: f64 = 2.0;

/// Both flanks and the same thing counted.
const SURE: f64 = 3.5;

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let all = |side: &Side<'_>| (0..side.quantities.len()).collect::<Vec<_>>();
    let tolls = Tolls::of(view.pair);
    let pairs = assign(&all(a), &all(b), 1.0, |i, j| score(view, &tolls, i, j));
    // Where one side has every value of the other and more, none is another value.
    let nothing_new = is_part(a, b) || is_part(b, a);
    // The same values in another order have changed places only on strong evidence ("44 to 43", "43 to 44" of two sides).
    let same = a.quantities.len() == b.quantities.len() && is_among(a, b) && is_among(b, a);
    // Of three and more it is a list that was told from another end ("214,000 in Germany, 97,000 in Austria and 61,000 in Britain").
    let is_list = view.one_report && a.quantities.len() > 2;
    let is_new = |&(i, j, score): &(usize, usize, f64)| {
        !nothing_new && (!same || score >= SURE && !is_list) || a.quantities[i].same_value(&b.quantities[j])
    };
    pairs.into_iter().filter(is_new).filter_map(|(i, j, score)| compare(view, &tolls, i, j, score)).collect()
}

fn is_part(small: &Side<'_>, large: &Side<'_>) -> bool {
    small.quantities.len() < large.quantities.len() && is_among(small, large)
}

fn is_among(small: &Side<'_>, large: &Side<'_>) -> bool {
    let told = |q: &Quantity| large.quantities.iter().any(|r| q.same_value(r));
    small.quantities.iter().all(told)
}

fn compare(view: &View<'_, '_>, tolls: &Tolls, i: usize, j: usize, score: f64) -> Option<Finding> {
    let (a, b) = (&view.pair.a, &view.pair.b);
    let (qa, qb) = (&a.quantities[i], &b.quantities[j]);
    if qa.same_value(qb) {
        return opposite_bound(a, i, b, j);
    }
    let same = if tolls.meet(i, j) { qa.same_figure(qb) } else { qa.compatible(qb) };
    if same || are_metres(a, qa, b, qb) || stands_beside(view, qa, qb) || are_related(view.pair, qa, qb) {
        return None;
    }
    Some(Finding {
        kind: ChangeKind::Number,
        severity: Severity::Material,
        a: Some(shown(a, qa)),
        b: Some(shown(b, qb)),
        reason: Reason::Either("The numbers differ: “{}” here, “{}” there."),
        confidence: (0.6 + 0.1 * score).min(0.95),
    })
}

/// How likely two quantities fill one slot. Equal values meet wherever they stand, unless both have better company: "90 to
/// 100" against "100 to 120" has two changes.
fn score(view: &View<'_, '_>, tolls: &Tolls, i: usize, j: usize) -> f64 {
    let (qa, qb) = (&view.pair.a.quantities[i], &view.pair.b.quantities[j]);
    let slot = slot_score(view, tolls, i, j);
    if qa.same_value(qb) {
        return 1.5 + slot.max(flanks(view.pair, &qa.words, &qb.words) as f64);
    }
    if slot >= LEAST { slot } else { 0.0 }
}

fn slot_score(view: &View<'_, '_>, tolls: &Tolls, i: usize, j: usize) -> f64 {
    let (qa, qb) = (&view.pair.a.quantities[i], &view.pair.b.quantities[j]);
    if qa.measure != qb.measure || are_other_currencies(&view.pair.a, qa, &view.pair.b, qb) {
        return 0.0;
    }
    if tolls.meet(i, j) || are_ages(view, qa, qb) || count_one_act(view.pair, qa, qb) {
        return LEAST + 1.0;
    }
    if are_of_other_units(&view.pair.a, qa, &view.pair.b, qb) {
        return 0.0;
    }
    let flanks = flanks(view.pair, &qa.with_bound, &qb.with_bound).max(flanks(view.pair, &qa.words, &qb.words)) as f64;
    let counted = match (qa.counted, qb.counted) {
        (Some(x), Some(y)) if view.pair.matched(x, y) || are_people(view, x, y) => 1.5,
        // "90 miles" and "150 kilometres" may be one distance.
        (Some(x), Some(y))
            if is_unit(&view.pair.a.words[x].known.entry) || is_unit(&view.pair.b.words[y].known.entry) =>
        {
            return 0.0;
        }
        (Some(_), Some(_)) => -1.0,
        _ => predicate_score(view, qa, qb).max(subject_score(view, qa, qb)).max(price_score(view, qa, qb)),
    };
    // A bare rank ("first", "second") is often an adverb or a listing: it needs both flanks.
    let rank = if qa.measure == Measure::Rank && counted <= 0.0 { -0.5 } else { 0.0 };
    let quiet = if qa.measure == Measure::Count && (qa.value <= 2.0 || qb.value <= 2.0) { -0.25 } else { 0.0 };
    // "killed 40", "hurt 70 and killed 52": each verb has its answer elsewhere, with its own value.
    let apart = if have_other_verbs(view, qa, qb) || are_others(view, qa, qb) { -2.0 } else { 0.0 };
    flanks + counted + rank + quiet + apart + gap_score(view, qa, qb) + place_score(view, qa, qb)
}

/// "one person", "six people".
fn are_people(view: &View<'_, '_>, x: usize, y: usize) -> bool {
    let is_people = |side: &Side<'_>, i: usize| matches!(side.words[i].folded, "person" | "people" | "persons");
    is_people(&view.pair.a, x) && is_people(&view.pair.b, y)
}

/// "one person was taken to a hospital", "six people were taken to hospital": between states of one report, who acts or undergoes in one verb.
fn place_score(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> f64 {
    let pair = view.pair;
    let phrase = |side: &Side<'_>, q: &Quantity| side.phrase_of(q.words.start);
    let (Some(p), Some(q)) = (phrase(&pair.a, qa), phrase(&pair.b, qb)) else { return 0.0 };
    let same = |x: Option<usize>, y: Option<usize>| x == Some(p) && y == Some(q);
    let holds = |&(v, w): &(usize, usize)| {
        let (v, w) = (&pair.a.verbs[v], &pair.b.verbs[w]);
        same(v.agent, w.agent) || same(v.patient, w.patient)
    };
    if view.one_report && matched_verbs(pair).any(|both| holds(&both)) { 1.0 } else { 0.0 }
}

fn have_other_verbs(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> bool {
    let verb_of = |side: &Side<'_>, q: &Quantity| {
        let phrase = side.phrase_of(q.words.start)?;
        side.verbs.iter().find(|v| v.agent == Some(phrase) || v.patient == Some(phrase)).map(|v| v.main)
    };
    let pair = view.pair;
    match (verb_of(&pair.a, qa), verb_of(&pair.b, qb)) {
        (Some(i), Some(j)) => pair.to_b[i].is_some_and(|(k, _)| k != j) && pair.to_a[j].is_some_and(|(k, _)| k != i),
        _ => false,
    }
}

/// "30 wounded", "34 were wounded": the first full word behind both values is the same; or the verb before one of them, "wounded 34".
fn predicate_score(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> f64 {
    let behind = |side: &Side<'_>, q: &Quantity| {
        let end = side.sentence_end(q.words.start).min(q.words.end + 3);
        (q.words.end..end).find(|&i| !side.words[i].is(cue!("aux"))).filter(|&i| side.words[i].tag.is_content())
    };
    let before = |side: &Side<'_>, q: &Quantity| {
        let at = q.with_bound.start.checked_sub(1).filter(|_| !side.words[q.with_bound.start].first)?;
        (side.words[at].tag == Tag::Verb).then_some(at)
    };
    let (a, b) = (&view.pair.a, &view.pair.b);
    let meet = |i: Option<usize>, j: Option<usize>| i.zip(j).is_some_and(|(i, j)| view.pair.matched(i, j));
    if meet(behind(a, qa), behind(b, qb)) {
        1.5
    } else if meet(behind(a, qa), before(b, qb)) || meet(before(a, qa), behind(b, qb)) {
        LEAST
    } else {
        0.0
    }
}

/// "the toll rose to 45", "the toll stood at 38". (Of what is told anew each month, as a rate, the next report has another figure.)
fn subject_score(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> f64 {
    let (x, y) = (tally(&view.pair.a, qa), tally(&view.pair.b, qb));
    // "brought the number to 14", "raised the total to 41".
    let one = x.zip(y).is_some_and(|(i, j)| view.one_report || view.pair.matched(i, j));
    if one { LEAST } else { 0.0 }
}

/// What is counted up, of a figure behind "to" or "at".
pub(super) fn tally(side: &Side<'_>, q: &Quantity) -> Option<usize> {
    let to = q.with_bound.start.checked_sub(1).filter(|&i| matches!(side.words[i].folded, "to" | "at"))?;
    let leads = |v: &&Verb| {
        let object = v.patient.map(|p| side.phrases[p].words.end);
        v.negators.is_empty() && (v.words.end == to || object == Some(to))
    };
    let verb = side.verbs.iter().find(leads)?;
    let tally = |p: usize| Some(side.phrases[p].head).filter(|&i| side.words[i].is_form_of(cue!("tally")));
    verb.agent.and_then(tally).or_else(|| verb.patient.and_then(tally))
}

/// "made 34 arrests", "87 people were arrested": a noun that is counted, and its verb behind who is counted.
pub(super) fn count_one_act(pair: &Pair<'_>, qa: &Quantity, qb: &Quantity) -> bool {
    let verb = |side: &Side<'_>, q: &Quantity| {
        let noun = q.counted.filter(|&i| i < q.words.end + 2)?;
        side.verbs.iter().find(|v| v.passive && v.words.start == noun + 1).map(|v| v.main)
    };
    let is_one = |noun: &Side<'_>, q: &Quantity, other: &Side<'_>, r: &Quantity| {
        let (Some(i), Some(j)) = (q.counted.filter(|&i| i == q.words.end), verb(other, r)) else { return false };
        let stem = noun.words[i].folded.trim_end_matches('s');
        noun.words[i].folded.ends_with('s') && other.words[j].verb_lemmas().any(|lemma| lemma == stem)
    };
    let counts = qa.measure == Measure::Count && qb.measure == Measure::Count;
    counts && (is_one(&pair.a, qa, &pair.b, qb) || is_one(&pair.b, qb, &pair.a, qa))
}

/// "died at the age of 78", "has died aged 79": behind one verb.
fn are_ages(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> bool {
    let pair = view.pair;
    let age = |side: &Side<'_>, q: &Quantity| {
        let start = q.words.start;
        let word = |back: usize| start.checked_sub(back).map(|i| side.words[i].folded);
        let told = word(1) == Some("aged") || word(1) == Some("of") && word(2) == Some("age");
        let verb = side.verbs.iter().rfind(|v| v.main < start).filter(|v| v.main >= side.sentence_start(start))?;
        told.then_some(verb.main)
    };
    age(&pair.a, qa).zip(age(&pair.b, qb)).is_some_and(|(i, j)| pair.matched(i, j))
}

/// "buy its rival for $3.2 billion": sums behind the same preposition and, before that, the same verb.
fn price_score(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> f64 {
    let behind = |side: &Side<'_>, q: &Quantity| {
        let start = q.with_bound.start;
        let link = start.checked_sub(1).filter(|&i| side.words[i].tag == Tag::Adp && !side.words[start].first)?;
        let verb = side.verbs.iter().rfind(|v| v.words.end <= link).map(|v| v.main)?;
        (verb >= side.sentence_start(start)).then_some((link, verb))
    };
    let pair = view.pair;
    let one = behind(&pair.a, qa)
        .zip(behind(&pair.b, qb))
        .is_some_and(|((i, v), (j, w))| pair.a.words[i].folded == pair.b.words[j].folded && pair.matched(v, w));
    if one && qa.measure == Measure::Money { 1.5 } else { 0.0 }
}

/// The only count of the dead in a and in b ("killing at least 41 people", "taking the death toll to 58"), and the only one of the hurt; found
/// once for all pairs of figures.
struct Tolls([[Option<usize>; 2]; 2]);

impl Tolls {
    fn of(pair: &Pair<'_>) -> Self {
        let only = |side: &Side<'_>, is_one: fn(&Side<'_>, &Quantity) -> bool| {
            let mut tolls = (0..side.quantities.len()).filter(|&at| is_one(side, &side.quantities[at]));
            tolls.next().filter(|_| tolls.next().is_none())
        };
        let both = |is_one| [only(&pair.a, is_one), only(&pair.b, is_one)];
        Self([both(is_toll), both(counts_hurt)])
    }

    fn meet(&self, i: usize, j: usize) -> bool {
        self.0.contains(&[Some(i), Some(j)])
    }
}

/// "wounding at least six people", "killed one person and wounded seven others".
pub(super) fn counts_hurt(side: &Side<'_>, quantity: &Quantity) -> bool {
    let start = quantity.with_bound.start;
    let before = start.checked_sub(1).filter(|_| !side.words[start].first);
    let more = (quantity.words.end..side.sentence_end(start).min(quantity.words.end + 2))
        .any(|i| matches!(side.words[i].folded, "more" | "other" | "another"));
    quantity.measure == Measure::Count && !more && before.is_some_and(|i| side.words[i].is_verb_of(cue!("fate_hurt")))
}

/// Whether a quantity counts the dead.
pub(super) fn is_toll(side: &Side<'_>, quantity: &Quantity) -> bool {
    let start = quantity.with_bound.start;
    let kills = |i: usize| side.words[i].is(cue!("fate_killed")) || side.words[i].is_verb_of(cue!("fate_killed"));
    let before = side.sentence_start(start)..start;
    let word_before = before.clone().next_back();
    let more = (quantity.words.end..side.sentence_end(start).min(quantity.words.end + 2))
        .chain(word_before)
        .any(|i| matches!(side.words[i].folded, "more" | "other" | "others" | "another"));
    let killed = word_before.is_some_and(kills);
    let to = word_before.is_some_and(|i| matches!(side.words[i].folded, "to" | "at"));
    // "the death toll to 58", "raising to 21 the number of people killed".
    let numbers = before.clone().any(|i| side.words[i].folded == "toll")
        || (quantity.words.end..side.sentence_end(start).min(quantity.words.end + 6)).any(kills)
            && side.words.get(quantity.words.end + 1).is_some_and(|w| w.folded == "number");
    // "nine people were killed".
    let behind = |i: usize| side.verbs.iter().any(|v| v.main == i && v.words.start <= quantity.words.end + 2);
    let befell =
        (quantity.words.end..side.sentence_end(start).min(quantity.words.end + 5)).any(|i| kills(i) && behind(i));
    // "reported 63 deaths".
    let deaths = quantity
        .counted
        .is_some_and(|i| i == quantity.words.end && matches!(side.words[i].folded, "deaths" | "fatalities"));
    quantity.measure == Measure::Count && !more && (killed || to && numbers || befell || deaths)
}

/// The same gap between matched words holds both.
fn gap_score(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> f64 {
    let within = |outer: &Range<usize>, i: usize| outer.contains(&i);
    let held = view.pair.gaps.iter().any(|g| within(&g.a, qa.words.start) && within(&g.b, qb.words.start));
    if held { 0.5 } else { 0.0 }
}

/// Whether each value is told in a sentence beside the group on the other side: then it has only moved.
fn stands_beside(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> bool {
    let all = |side: &Side<'_>, q: &Quantity, around: &crate::context::Around<'_>| {
        // Between states of one report a value moves with what it counts.
        let counted = q.counted.filter(|_| view.one_report).map(|i| side.words[i].folded);
        let moved = |word: &str| counted.is_none_or(|counted| around.has_both(&[word], &[counted]));
        q.words.clone().all(|i| around.has_value(side.words[i].folded) && moved(side.words[i].folded))
    };
    all(&view.pair.a, qa, view.around_b) || all(&view.pair.b, qb, view.around_a)
}

/// "more than 100" against "fewer than 100".
fn opposite_bound(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> Option<Finding> {
    let (qa, qb) = (&a.quantities[i], &b.quantities[j]);
    let is = |x: Bound, y: Bound| (qa.bound, qb.bound) == (x, y) || (qa.bound, qb.bound) == (y, x);
    let opposite = is(Bound::Above, Bound::Below) || is(Bound::Above, Bound::Nearly);
    opposite.then(|| Finding {
        kind: ChangeKind::Number,
        severity: Severity::Material,
        a: Some(qa.with_bound.clone()),
        b: Some(qb.with_bound.clone()),
        reason: Reason::Either("“{}” and “{}” set opposite limits."),
        confidence: 0.85,
    })
}

/// The value with what is counted, if that stands close.
pub(super) fn shown(side: &Side<'_>, quantity: &Quantity) -> Range<usize> {
    let end = quantity.counted.filter(|&i| i < quantity.words.end + 3).map_or(quantity.words.end, |i| i + 1);
    debug_assert!(end <= side.words.len());
    quantity.with_bound.start..end
}
