//! A "not" in one place of two sentences that are otherwise the same there: whatever the words around it are, they are denied on
//! one side only. No parse is asked, so this holds where a tagger takes "share" for a noun.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::{Gap, Pair};
use crate::reason::Reason;
use crate::rules::gap::{is_known, shown};
use crate::rules::polarity::{NEGATIVE, is_put_right};
use crate::rules::{Finding, View, flanks, support};
use crate::tag::Tag;

/// Most words of a side's run: "does not", "a 15 %", "but not".
const LONGEST: usize = 3;

/// Such places, but for those where `known` says so already.
pub(crate) fn find(view: &View<'_, '_>, known: &[Finding]) -> Vec<Finding> {
    let pair = view.pair;
    if pair.a.words.is_empty() || pair.b.words.is_empty() {
        return Vec::new();
    }
    let short = |gap: &&Gap| gap.a.len() <= LONGEST && gap.b.len() <= LONGEST && !is_known(gap, known);
    pair.gaps.iter().filter(short).filter_map(|gap| denied_on_one_side(pair, gap)).collect()
}

fn denied_on_one_side(pair: &Pair<'_>, gap: &Gap) -> Option<Finding> {
    let (a, b) = (negators(&pair.a, &gap.a, &pair.to_b)?, negators(&pair.b, &gap.b, &pair.to_a)?);
    let asks = asks(&pair.a, &gap.a) != asks(&pair.b, &gap.b);
    // "has yet to regain it" denies as well.
    let yet_to = |side: &Side<'_>| side.words.windows(2).any(|two| two[0].folded == "yet" && two[1].folded == "to");
    if (a + b) % 2 == 0
        || asks
        || is_not_until(pair)
        || yet_to(&pair.a) != yet_to(&pair.b)
        || turns_round(pair)
        || flanks(pair, &gap.a, &gap.b) < 2
        || is_denied_elsewhere(pair, gap)
    {
        return None;
    }
    let (a, b) = shown(pair, gap)?;
    (support(pair, a.start, b.start) >= 2).then_some(Finding {
        kind: ChangeKind::Polarity,
        severity: Severity::Material,
        a: Some(a),
        b: Some(b),
        reason: Reason::Either("One version denies what the other says: “{}” here, “{}” there."),
        confidence: 0.8,
    })
}

/// "begins on Sunday", "does not start until Sunday".
fn is_not_until(pair: &Pair<'_>) -> bool {
    let until = |side: &Side<'_>, to: &[Option<(usize, Relation)>]| {
        (0..side.words.len()).any(|i| to[i].is_none() && matches!(side.words[i].folded, "until" | "till"))
    };
    until(&pair.a, &pair.to_b) != until(&pair.b, &pair.to_a)
}

/// Whether the sentence of a run is a question, which claims nothing.
fn asks(side: &Side<'_>, run: &Range<usize>) -> bool {
    let at = run.start.min(side.words.len() - 1);
    side.words[side.sentence_end(at) - 1].after.contains('?')
}

/// How many words of a run deny what stands behind it; `None` where another word in it says something of its own, or where the
/// negator belongs to a set phrase ("not only", "whether or not").
fn negators(side: &Side<'_>, run: &Range<usize>, to: &[Option<(usize, Relation)>]) -> Option<usize> {
    let denies = |&i: &usize| is_plain_negator(&side.words[i]);
    let all: Vec<usize> = run.clone().filter(denies).collect();
    let light = |i: usize| !side.words[i].tag.is_content() || side.words[i].tag == Tag::Adv || is_auxiliary(side, i);
    // "not" and "rather than", "instead of" say one thing.
    // "no passenger", "some of the passengers": two shares, which have a rule of their own.
    let is_share = |i: usize| {
        [cue!("most"), cue!("many"), cue!("some"), cue!("few")].into_iter().any(|class| side.words[i].is(class))
    };
    // "out of work": no work.
    let out_of = |i: usize| side.words[i].folded == "out" && side.words.get(i + 1).is_some_and(|w| w.folded == "of");
    if run.clone().any(|i| matches!(side.words[i].folded, "rather" | "instead") || is_share(i) || out_of(i)) {
        return None;
    }
    // "had not not gone": a word typed twice.
    let typed_twice = |i: usize| {
        i > 0 && side.words[i - 1].folded == side.words[i].folded
            || side.words.get(i + 1).is_some_and(|w| w.folded == side.words[i].folded)
    };
    if all.iter().any(|&i| typed_twice(i) || is_put_right(side, i, to)) {
        return None;
    }
    let is_empty_of_claims = run.clone().all(|i| all.contains(&i) || light(i) || is_value(side, i));
    (is_empty_of_claims && !all.iter().any(|&i| is_set(side, i))).then_some(all.len())
}

/// "without" has its own opposite, "neither" and "nor" go on a list, and "hardly" is a shade.
fn is_plain_negator(word: &Word<'_>) -> bool {
    const OTHERS: [&str; 8] = ["without", "neither", "nor", "hardly", "barely", "scarcely", "nothing", "nowhere"];
    word.is(cue!("negator")) && !OTHERS.contains(&word.folded)
}

fn is_auxiliary(side: &Side<'_>, i: usize) -> bool {
    side.words[i].is(cue!("aux"))
}

fn is_value(side: &Side<'_>, i: usize) -> bool {
    side.quantities.iter().any(|q| q.words.contains(&i))
}

/// "not only", "no later than", "or not", "if not", "why not", "No. 1": these deny nothing.
fn is_set(side: &Side<'_>, i: usize) -> bool {
    const BEHIND: [&str; 13] = [
        "only",
        "just",
        "merely",
        "simply",
        "solely",
        "least",
        "necessarily",
        "fewer",
        "less",
        "more",
        "later",
        "longer",
        "doubt",
    ];
    const BEFORE: [&str; 5] = ["or", "if", "whether", "why", "unless"];
    let behind = side.words.get(i + 1).filter(|w| !w.first).map(|w| w.folded);
    let before = i.checked_sub(1).filter(|_| !side.words[i].first).map(|p| side.words[p].folded);
    let numbered = side.words[i].folded == "no" && behind.is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    numbered || behind.is_some_and(|w| BEHIND.contains(&w)) || before.is_some_and(|w| BEFORE.contains(&w))
}

/// Whether a word outside the run says no on one side only: then both may deny ("was not able to", "was unable to"; "no … were
/// unknown", "all … were known").
fn is_denied_elsewhere(pair: &Pair<'_>, gap: &Gap) -> bool {
    let outside = |side: &Side<'_>, answered: &dyn Fn(usize) -> bool, run: &Range<usize>| {
        let at = run.start.min(side.words.len() - 1);
        (side.sentence_start(at)..side.sentence_end(at))
            .any(|i| !run.contains(&i) && !answered(i) && (side.words[i].is(NEGATIVE) || is_end(side, i)))
    };
    outside(&pair.a, &|i| pair.to_b[i].is_some(), &gap.a)
        || outside(&pair.b, &|j| pair.to_a[j].is_some(), &gap.b)
        || has_opposites(pair, gap)
}

/// "would wait before taking any decision", "would take no decision until"; "none polls above 7%", "all poll at 7% or less": another word that only
/// one side has turns the claim round as well.
pub(super) fn turns_round(pair: &Pair<'_>) -> bool {
    let told = |side: &Side<'_>, to: &[Option<(usize, Relation)>], words: &[&str]| {
        (0..side.words.len()).any(|i| to[i].is_none() && words.contains(&side.words[i].folded))
    };
    let on_two_sides = |x: &[&str], y: &[&str]| {
        told(&pair.a, &pair.to_b, x) && told(&pair.b, &pair.to_a, y)
            || told(&pair.a, &pair.to_b, y) && told(&pair.b, &pair.to_a, x)
    };
    on_two_sides(&["before"], &["until", "till"])
        || on_two_sides(&["above", "over", "more"], &["below", "under", "less", "fewer"])
}

/// "trams stopped running", "there were no trams"; "is out of work", "has no job".
fn is_end(side: &Side<'_>, i: usize) -> bool {
    let next = side.words.get(i + 1).filter(|w| !w.breaks_before());
    if side.words[i].folded == "out" && next.is_some_and(|w| w.folded == "of") {
        return true;
    }
    side.words[i].verb_lemmas().any(|lemma| matches!(lemma, "stop" | "cease" | "halt" | "lack"))
}

fn has_opposites(pair: &Pair<'_>, gap: &Gap) -> bool {
    let at = gap.a.start.min(pair.a.words.len() - 1);
    let opposed = |i: usize| pair.to_b[i].is_some_and(|(_, relation)| relation == Relation::Antonym);
    (pair.a.sentence_start(at)..pair.a.sentence_end(at)).any(opposed)
}
