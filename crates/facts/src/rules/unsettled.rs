//! A claim that one version leaves open in the clause around it ("results suggest that he won", "it is not clear whether they lived")
//! or in a noun ("is considering charges", "completed its purchase"), and that the other states.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::certainty::{asks, is_doubted_anew};
use crate::rules::{Finding, View, matched_verbs, support};
use crate::tag::Tag;
use crate::words::has_lemma;

pub(super) fn find(view: &View<'_, '_>, known: &[Finding]) -> Vec<Finding> {
    let pair = view.pair;
    let mut found = left_open(pair);
    found.extend(in_noun(pair, &pair.a, &pair.b, &pair.to_b, false));
    found.extend(in_noun(pair, &pair.b, &pair.a, &pair.to_a, true));
    found.extend(sought(pair));
    found.retain(|f| known.iter().all(|k| !crate::rules::covers_same(k, f)));
    found
}

/// Verbs that both sides state in one form, under a word of doubt on one side only.
fn left_open(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (p, q) in matched_verbs(pair) {
        let (va, vb) = (&pair.a.verbs[p], &pair.b.verbs[q]);
        let (open_a, open_b) = (opener(&pair.a, p), opener(&pair.b, q));
        let one_verb = pair.to_b[va.main].is_some_and(|(_, r)| r == Relation::Same);
        let stated = va.force == Force::Done && vb.force == Force::Done && va.negators.len() == vb.negators.len();
        let questioned = asks(&pair.a, va.main) || asks(&pair.b, vb.main);
        let hedged = va.hedge.is_some() || vb.hedge.is_some();
        if !one_verb || !stated || questioned || hedged || support(pair, va.main, vb.main) < 1 {
            continue;
        }
        let (a, b) = match (open_a, open_b) {
            (Some(i), None) if pair.to_b[i].is_none() && !is_doubted_anew(&pair.b, &pair.to_a) => {
                (i..va.main + 1, vb.words.clone())
            }
            (None, Some(j)) if pair.to_a[j].is_none() && !is_doubted_anew(&pair.a, &pair.to_b) => {
                (va.words.clone(), j..vb.main + 1)
            }
            _ => continue,
        };
        found.push(open(a, b, "One version leaves it open, the other states it: “{}” here, “{}” there."));
    }
    found
}

fn open(a: Range<usize>, b: Range<usize>, why: &'static str) -> Finding {
    let (kind, severity) = (ChangeKind::Certainty, Severity::Material);
    Finding { kind, severity, a: Some(a), b: Some(b), reason: Reason::Either(why), confidence: 0.6 }
}

/// The verb that leaves the clause of verb `at` open, or its "whether": nothing but "that" and who acts stands between. What
/// people think of themselves ("I think we won") and what is quoted is their manner of speaking.
fn opener(side: &Side<'_>, at: usize) -> Option<usize> {
    let (verb, before) = (&side.verbs[at], at.checked_sub(1).map(|k| &side.verbs[k]));
    let agent = &side.phrases[verb.agent?];
    let start = agent.words.start.checked_sub(1).filter(|_| !side.words[agent.words.start].first)?;
    let between = agent.words.end..verb.words.start + 1;
    if between.len() > 4 || between.into_iter().any(|i| side.words[i].breaks_before()) {
        return None;
    }
    if side.words[start].folded == "whether" {
        return Some(start);
    }
    let doubt = if side.words[start].folded == "that" { start.checked_sub(1)? } else { start };
    let before = before.filter(|v| v.main == doubt && has_lemma(side.words[doubt].folded, "leaves_open"))?;
    let who = side.words[side.phrases[before.agent?].head].folded;
    let plain = !matches!(who, "i" | "we" | "you") && side.words[doubt].quote.is_none();
    let named = doubt > 0 && !matches!(side.words[doubt - 1].tag, Tag::Num | Tag::Det | Tag::Adj);
    (plain && named && before.negators.is_empty()).then_some(doubt)
}

/// "is considering charges" against "has charged"; "agreed to buy it" against "completed the purchase".
fn in_noun(
    pair: &Pair<'_>,
    side: &Side<'_>,
    other: &Side<'_>,
    to: &[Option<(usize, Relation)>],
    is_b: bool,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for verb in &side.verbs {
        let Some(noun) = verb.patient.map(|p| side.phrases[p].head) else { continue };
        let Some((j, _)) = to[noun] else { continue };
        let Some(answer) = other.verbs.iter().find(|v| v.main == j) else { continue };
        let is = |class: &str| has_lemma(side.words[verb.main].folded, class);
        let weighed = is("weighs") && verb.force != Force::Planned && answer.force == Force::Done;
        let completed = is("completes") && verb.force == Force::Done && answer.force == Force::Planned;
        let denied = !verb.negators.is_empty() || !answer.negators.is_empty();
        let near = if is_b { support(pair, j, noun) } else { support(pair, noun, j) };
        if (weighed || completed) && !denied && near >= 2 {
            let own = verb.words.start..noun.max(verb.main) + 1;
            let (a, b) = if is_b { (answer.words.clone(), own) } else { (own, answer.words.clone()) };
            found.push(open(a, b, "One version says it is done, the other that it is to come: “{}” here, “{}” there."));
        }
    }
    found
}

/// "plans to seek approval" against "has received approval".
fn sought(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for va in pair.a.verbs.iter().filter(|v| pair.to_b[v.main].is_none()) {
        for vb in pair.b.verbs.iter().filter(|v| pair.to_a[v.main].is_none()) {
            let (Some(p), Some(q)) = (va.patient, vb.patient) else { continue };
            let (i, j) = (pair.a.phrases[p].head, pair.b.phrases[q].head);
            let one_thing = pair.matched(i, j) && support(pair, i, j) >= 1;
            let asks = |side: &Side<'_>, v: &Verb| has_lemma(side.words[v.main].folded, "asks_for");
            let has =
                |side: &Side<'_>, v: &Verb| v.force == Force::Done && has_lemma(side.words[v.main].folded, "obtains");
            let one_way = asks(&pair.a, va) && has(&pair.b, vb) || has(&pair.a, va) && asks(&pair.b, vb);
            if one_thing && one_way && va.negators.is_empty() && vb.negators.is_empty() {
                let (a, b) = (va.words.start..i.max(va.main) + 1, vb.words.start..j.max(vb.main) + 1);
                found.push(open(a, b, "One version asks for it, the other has it: “{}” here, “{}” there."));
            }
        }
    }
    found
}
