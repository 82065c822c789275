//! Findings between states of one report that are of one matter whatever stands around them: one verb with one object, one that acts, one
//! thing counted.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::quantity::Quantity;
use crate::change::ChangeKind;
use crate::cues::cue;
use crate::matching::Pair;
use crate::rules::action::same_thing;
use crate::rules::name::same_names;
use crate::rules::number::{count_one_act, tally};
use crate::rules::{Finding, matched_verbs};
use crate::tag::Tag;

/// Whether the finding is such a one.
pub(super) fn is_sure(pair: &Pair<'_>, finding: &Finding) -> bool {
    match finding.kind {
        ChangeKind::Polarity => is_of_one_act(pair, finding),
        ChangeKind::Certainty => is_of_one_act(pair, finding) || is_of_one_actor(pair, finding),
        ChangeKind::Number => {
            fills_one_place(pair, finding) || counts_one_thing(pair, finding) || are_tallies(pair, finding)
        }
        ChangeKind::Date => are_years_of_one_act(pair, finding) || are_days_of_one_act(pair, finding),
        _ => false,
    }
}

/// "a memoir published in 1987", "a memoir published in 1978": years right behind one verb and one word.
fn are_years_of_one_act(pair: &Pair<'_>, finding: &Finding) -> bool {
    let (Some(a), Some(b)) = (&finding.a, &finding.b) else { return false };
    let is_year = |side: &Side<'_>, range: &Range<usize>| {
        side.dates.iter().any(|d| d.words == *range && d.year.is_some() && d.month.is_none() && d.weekday.is_none())
    };
    let verb = |range: &Range<usize>| range.start.checked_sub(2);
    let one_verb = verb(a).zip(verb(b)).is_some_and(|(i, j)| {
        pair.a.words[i].tag == Tag::Verb && pair.matched(i, j) && pair.a.words[i + 1].is_equal(&pair.b.words[j + 1])
    });
    is_year(&pair.a, a) && is_year(&pair.b, b) && one_verb
}

/// "will be decided on Dec. 3", "will be decided on Dec. 5": the only days on either side, of one verb with one that acts or undergoes.
fn are_days_of_one_act(pair: &Pair<'_>, finding: &Finding) -> bool {
    let (Some(a), Some(b)) = (&finding.a, &finding.b) else { return false };
    let only = |side: &Side<'_>| matches!(side.dates.as_slice(), [date] if date.month.is_some());
    let of = |side: &Side<'_>, range: &Range<usize>| {
        side.verbs.iter().rposition(|v| v.main < range.start && v.main >= side.sentence_start(range.start))
    };
    let one_act = of(&pair.a, a).zip(of(&pair.b, b)).is_some_and(|(p, q)| {
        let (x, y) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let same = |p: Option<usize>, q: Option<usize>| p.zip(q).is_some_and(|(p, q)| same_thing(pair, p, q));
        pair.matched(x.main, y.main) && (same(x.patient, y.patient) || same(x.agent, y.agent))
    });
    only(&pair.a) && only(&pair.b) && one_act
}

/// "brought the number to 14", "raised the total to 41"; "made 34 arrests", "87 people were arrested".
fn are_tallies(pair: &Pair<'_>, finding: &Finding) -> bool {
    fn own<'s>(side: &'s Side<'_>, range: Option<&Range<usize>>) -> Option<&'s Quantity> {
        range.and_then(|r| side.quantities.iter().find(|q| r.contains(&q.words.start)))
    }
    let both = own(&pair.a, finding.a.as_ref()).zip(own(&pair.b, finding.b.as_ref()));
    both.is_some_and(|(x, y)| tally(&pair.a, x).is_some() && tally(&pair.b, y).is_some() || count_one_act(pair, x, y))
}

/// Whether the finding is about one verb, and about one thing that acts or undergoes.
fn is_of_one_act(pair: &Pair<'_>, finding: &Finding) -> bool {
    let (Some(a), Some(b)) = (&finding.a, &finding.b) else { return false };
    let same = |p: Option<usize>, q: Option<usize>| p.zip(q).is_some_and(|(p, q)| same_thing(pair, p, q));
    matched_verbs(pair).any(|(p, q)| {
        let (x, y) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let one_verb = pair.to_b[x.main].is_some_and(|(_, r)| matches!(r, Relation::Same | Relation::Antonym));
        let inside = a.contains(&x.main) && b.contains(&y.main);
        one_verb
            && inside
            && (same(x.patient, y.patient) || x.patient.is_none() && y.patient.is_none() && same(x.agent, y.agent))
    })
}

/// Whether one and the same acts in verbs that the finding holds: "is weighing a ban", "has banned".
fn is_of_one_actor(pair: &Pair<'_>, finding: &Finding) -> bool {
    let (Some(a), Some(b)) = (&finding.a, &finding.b) else { return false };
    let actors = |side: &Side<'_>, range: &Range<usize>| -> Vec<usize> {
        side.verbs.iter().filter(|v| range.contains(&v.main)).filter_map(|v| v.agent).collect()
    };
    let in_b = actors(&pair.b, b);
    actors(&pair.a, a).into_iter().any(|p| in_b.iter().any(|&q| same_thing(pair, p, q)))
}

/// Whether the finding is on either side the only count of one thing.
fn counts_one_thing(pair: &Pair<'_>, finding: &Finding) -> bool {
    let counted = |side: &Side<'_>, range: &Option<Range<usize>>| {
        let range = range.as_ref()?;
        let own = side.quantities.iter().find(|q| range.contains(&q.words.start))?;
        let noun = own.counted?;
        let is_alone = side
            .quantities
            .iter()
            .filter(|q| q.counted.is_some_and(|c| side.words[c].folded == side.words[noun].folded))
            .count()
            == 1;
        is_alone.then_some(noun)
    };
    let one_thing = counted(&pair.a, &finding.a).zip(counted(&pair.b, &finding.b));
    one_thing.is_some_and(|(i, j)| pair.matched(i, j) && !belong_to_two(pair, i, j))
}

/// "Lee saved four match points", "Roy needed five": two names act.
fn belong_to_two(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let actor = |side: &Side<'_>, at: usize| {
        let verb = side.verbs.iter().rfind(|v| v.main < at && v.main >= side.sentence_start(at))?;
        side.name_of(side.phrases[verb.agent?].head)
    };
    let both = actor(&pair.a, i).zip(actor(&pair.b, j));
    both.is_some_and(|(m, n)| !same_names(pair, m, n))
}

/// Whether the finding is in what acts or undergoes on both sides, of one verb.
fn fills_one_place(pair: &Pair<'_>, finding: &Finding) -> bool {
    let (Some(a), Some(b)) = (&finding.a, &finding.b) else { return false };
    let holds = |side: &Side<'_>, phrase: Option<usize>, range: &Range<usize>| {
        phrase.is_some_and(|p| range.clone().any(|i| side.phrases[p].words.contains(&i)))
    };
    matched_verbs(pair).any(|(p, q)| {
        let (x, y) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let is_link = pair.a.words[x.main].is(cue!("be", "have"));
        let acts = holds(&pair.a, x.agent, a) && holds(&pair.b, y.agent, b);
        let undergoes = holds(&pair.a, x.patient, a) && holds(&pair.b, y.patient, b);
        !is_link && (acts || undergoes) && pair.to_b[x.main].is_some_and(|(_, r)| r == Relation::Same)
    })
}
