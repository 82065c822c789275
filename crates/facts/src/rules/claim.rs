//! Do the two sides make one claim at all? Sentences made by one template, or around one pasted line, tell of different
//! things, and then their different names and numbers are no change.

use std::ops::Range;

use wirecopy_lexicon::Relation;

use crate::analysis::Side;
use crate::analysis::quantity::{Measure, Quantity};
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Pair;
use crate::rules::frame::Frame;
use crate::rules::name::{same_name, same_names};
use crate::rules::one_matter::is_sure;
use crate::rules::{Finding, View, covers_same, flanks, number};

/// Whether the sides make no claim, or not the same: nothing found between them is a change.
pub(crate) fn is_missing(pair: &Pair<'_>) -> bool {
    let no_claim = |side: &Side<'_>| is_player(side) || is_table(side) || side.words.len() > LONGEST;
    let of_itself = is_of_itself(&pair.a) && is_of_itself(&pair.b);
    no_claim(&pair.a) || no_claim(&pair.b) || of_itself || show_other_pictures(pair) || share_one_run(pair)
}

/// Whether what is found stands in an address of the web, or dates a message.
pub(crate) fn is_label(pair: &Pair<'_>, finding: &Finding) -> bool {
    let labels = |side: &Side<'_>, range: Option<&Range<usize>>| is_in_address(side, range) || is_stamped(side, range);
    labels(&pair.a, finding.a.as_ref()) || labels(&pair.b, finding.b.as_ref())
}

/// Lowers what is found between sides that may tell of another event.
pub(crate) fn weigh(view: &View<'_, '_>, found: &mut [Finding]) {
    let pair = view.pair;
    let stamps = is_stamp(&pair.a) && is_stamp(&pair.b);
    let bare = stamps || is_caption(&pair.a) && is_caption(&pair.b);
    let other_event = tell_of_other_events(pair, found) || tell_of_other_periods(pair, found);
    let denied_twice = is_denied_twice(found);
    // "the bank says it holds", "the engineers say it does not hold": two claims of two people.
    let other_speaker = found.iter().any(|f| f.kind == ChangeKind::Attribution && f.a.is_some() && f.b.is_some());
    // A toll is told anew as a whole: its other figure is none of another event.
    let toll = tells_toll(&pair.a) && tells_toll(&pair.b);
    let others: Vec<Finding> = found.iter().filter(|f| toll && f.kind == ChangeKind::Number).cloned().collect();
    for finding in found.iter_mut().filter(|f| f.severity == Severity::Material) {
        let doubtful = match finding.kind {
            ChangeKind::Date | ChangeKind::Name => other_event || bare,
            ChangeKind::Number => other_event || stamps || tell_of_other_years(pair) || tell_of_other_polls(pair),
            // "none were unknown", "all were known": two opposites make one claim.
            ChangeKind::Polarity => denied_twice || other_speaker,
            ChangeKind::Certainty => other_speaker,
            _ => false,
        };
        if doubtful || !is_one_claim(view, finding, &others) {
            finding.severity = Severity::Minor;
        }
    }
}

/// Whether somebody was killed or hurt.
fn tells_toll(side: &Side<'_>) -> bool {
    let ends = [cue!("fate_killed"), cue!("fate_hurt")];
    side.words.iter().any(|w| ends.into_iter().any(|class| w.is(class) || w.is_verb_of(class)))
}

/// "This article appeared in the May issue": the paper tells of itself.
fn is_of_itself(side: &Side<'_>) -> bool {
    const SHORT: usize = 25;
    let opens = side.words.first().is_some_and(|w| w.folded == "this");
    // "this", its noun, an auxiliary, "first": then the verb.
    let is_light = |word: &Word<'_>| word.is(cue!("paper", "aux", "printed_noun")) || word.folded == "first";
    let verb = side.words.iter().skip(1).find(|w| !is_light(w));
    opens && side.words.len() <= SHORT && verb.is_some_and(|w| w.is(cue!("printed")))
}

/// Whether yes is set against no in two places; two rules may speak of one.
fn is_denied_twice(found: &[Finding]) -> bool {
    let mut denied = found.iter().filter(|f| f.kind == ChangeKind::Polarity);
    denied.next().is_some_and(|first| denied.any(|other| !covers_same(first, other)))
}

/// Whether enough around a finding is the same for its sentences to make one claim.
///
/// The bounds part right from wrong among 226 changes of real articles that were read by hand; a verb carries its claim with it, a
/// name or a "not" may stand in many.
fn is_one_claim(view: &View<'_, '_>, finding: &Finding, others: &[Finding]) -> bool {
    let pair = view.pair;
    let frame = Frame::around(pair, finding, others);
    let (more, less, kept) = match finding.kind {
        ChangeKind::Name if describes_one_name(pair, finding) => (0.6, 0.4, 2),
        ChangeKind::Name if view.one_report => (0.75, 0.6, 3),
        ChangeKind::Name => (0.9, 0.8, 5),
        ChangeKind::Polarity => (0.85, 0.5, 2),
        ChangeKind::Date => (0.84, 0.6, 2),
        ChangeKind::Attribution => (0.85, 0.6, 3),
        // What grew tenfold is most likely the figure of something else.
        ChangeKind::Number if is_tenfold(pair, finding) => (0.9, 0.6, 3),
        // The lead of an update is written anew around the toll.
        ChangeKind::Number if are_tolls(pair, finding) => (0.25, 0.2, 4),
        // "destroyed at least 34 homes in the hills": the same words on both flanks, and much around them.
        ChangeKind::Number if flanks_of(pair, finding) == 2 && frame.kept >= MUCH => (0.58, 0.5, MUCH),
        ChangeKind::Number => (0.72, 0.4, 3),
        ChangeKind::Certainty => (0.65, 0.33, 2),
        ChangeKind::Role => (0.8, 0.4, 2),
        _ => (0.4, 0.2, 1),
    };
    let stands_apart = finding.kind == ChangeKind::Polarity
        && matches!((&finding.a, &finding.b), (Some(a), Some(b)) if flanks(pair, a, b) == 0);
    // In a short sentence that is the same but for the finding, little is much; a verb that both have is part of it.
    let denies = finding.kind == ChangeKind::Polarity && has_word_of_both(pair, finding);
    let short =
        view.one_report && finding.kind == ChangeKind::Certainty && pair.to_b.len().min(pair.to_a.len()) <= SHORT;
    let little = denies || short || matches!(finding.kind, ChangeKind::Number | ChangeKind::Date | ChangeKind::Role);
    let least = if little { 1 } else { 2 };
    let alone = frame.less > 0.999 && (frame.kept >= least || is_all_else_same(pair, finding));
    // The toll of one report is one figure, however the rest is told.
    let one_toll = finding.kind == ChangeKind::Number && are_tolls(pair, finding) && frame.kept >= 2;
    if view.one_report && (one_toll || is_sure(pair, finding)) {
        return true;
    }
    let eased = view.one_report && matches!(finding.kind, ChangeKind::Attribution | ChangeKind::Action);
    let (more, less) = if eased { (more * OF_ONE_REPORT, less * OF_ONE_REPORT) } else { (more, less) };
    frame.more >= more && frame.less >= less && (frame.kept >= kept || alone) && !stands_apart
}

/// Share of the bounds that is asked of sources and acts between states of one report: whoever writes an update keeps the matter and puts in
/// news around it. Of 801 groups of sentences with a material change in 280 pairs (seen) 431 are found where all kinds are eased, 430 where
/// these two are, and 427 where all but sources are.
const OF_ONE_REPORT: f64 = 0.6;

/// Words of a sentence that says one thing: "Lee said that he would appeal".
const SHORT: usize = 8;

/// Full words that both sides have around a figure from which some more may differ.
const MUCH: usize = 9;

/// Whether both versions have every word outside the finding, and enough of them: then they make one claim.
fn is_all_else_same(pair: &Pair<'_>, finding: &Finding) -> bool {
    const ENOUGH: usize = 4;
    let (Some(a), Some(b)) = (&finding.a, &finding.b) else { return false };
    let all = |to: &[Option<(usize, Relation)>], own: &Range<usize>| {
        (0..to.len()).filter(|i| !own.contains(i)).all(|i| to[i].is_some())
    };
    pair.to_b.len() >= a.len() + ENOUGH && all(&pair.to_b, a) && all(&pair.to_a, b)
}

fn flanks_of(pair: &Pair<'_>, finding: &Finding) -> usize {
    finding.a.as_ref().zip(finding.b.as_ref()).map_or(0, |(a, b)| flanks(pair, a, b))
}

fn are_tolls(pair: &Pair<'_>, finding: &Finding) -> bool {
    let one = |side: &Side<'_>, range: &Option<Range<usize>>, is_one: fn(&Side<'_>, &Quantity) -> bool| {
        let quantity = |r: &Range<usize>| side.quantities.iter().find(|q| r.contains(&q.words.start));
        range.as_ref().and_then(quantity).is_some_and(|q| is_one(side, q))
    };
    let both = |is_one| one(&pair.a, &finding.a, is_one) && one(&pair.b, &finding.b, is_one);
    both(number::is_toll) || both(number::counts_hurt)
}

/// Whether a full word of the finding stands on both sides ("would appeal", "would not appeal").
fn has_word_of_both(pair: &Pair<'_>, finding: &Finding) -> bool {
    let (Some(a), Some(b)) = (&finding.a, &finding.b) else { return false };
    let same = |i: usize| pair.to_b[i].is_some_and(|(j, r)| r == Relation::Same && b.contains(&j));
    a.clone().any(|i| pair.a.words[i].tag.is_content() && same(i))
}

fn is_tenfold(pair: &Pair<'_>, finding: &Finding) -> bool {
    let value = |side: &Side<'_>, range: Option<&Range<usize>>| {
        let range = range?;
        side.quantities.iter().find(|q| range.contains(&q.words.start)).map(|q| q.value.abs())
    };
    let (x, y) = (value(&pair.a, finding.a.as_ref()), value(&pair.b, finding.b.as_ref()));
    x.zip(y).is_some_and(|(x, y)| x.max(y) > 10.0 * x.min(y))
}

/// "Ann Lee, the head of the bank", "Ann Lee, the head of the museum": right behind one name on both sides.
fn describes_one_name(pair: &Pair<'_>, finding: &Finding) -> bool {
    const NEAR: usize = 6;
    let (Some(a), Some(b)) = (&finding.a, &finding.b) else { return false };
    let before = |side: &Side<'_>, at: usize| {
        side.names.iter().rposition(|n| {
            n.words.end <= at && at - n.words.end <= NEAR && side.words[n.words.end - 1].after.starts_with(',')
        })
    };
    match (before(&pair.a, a.start), before(&pair.b, b.start)) {
        (Some(m), Some(n)) => same_names(pair, m, n),
        _ => false,
    }
}

/// More words than a few sentences have: a list without full stops, of which it can't be said what belongs together.
const LONGEST: usize = 150;

/// A row of figures: hardly a verb, and two words in five are numbers.
fn is_table(side: &Side<'_>) -> bool {
    const SHORT: usize = 12;
    let figures: usize = side.quantities.iter().map(|q| q.words.len()).sum();
    side.words.len() >= SHORT && figures * 5 >= side.words.len() * 2 && side.verbs.len() * 25 < side.words.len()
}

/// Whether the finding dates a message that is signed with an account: "(@account) October 12".
fn is_stamped(side: &Side<'_>, range: Option<&Range<usize>>) -> bool {
    range.is_some_and(|r| {
        r.start > 0 && side.words[r.start].before.contains(')') && side.words[r.start - 1].before.ends_with('@')
    })
}

/// The label of a gallery ("Photos: …"): its pictures are of different moments.
fn is_caption(side: &Side<'_>) -> bool {
    side.words.iter().any(|w| matches!(w.folded, "photos" | "photo" | "pictures") && w.after.starts_with(':'))
}

/// Whether the words stand in an address of the web.
fn is_in_address(side: &Side<'_>, range: Option<&Range<usize>>) -> bool {
    let is_scheme = |i: usize| matches!(side.words[i].folded, "http" | "https" | "www");
    let Some(range) = range else { return false };
    let touches = |i: usize| side.words[i].before.starts_with('/') || side.words[i].after.starts_with('/');
    range.clone().any(touches) && (side.sentence_start(range.start)..range.end).any(is_scheme)
}

/// A video player's label or a line of credit.
fn is_player(side: &Side<'_>) -> bool {
    side.holds(cue!("player"))
}

/// Captions of different pictures of a gallery: "8 of 19 Photos", "9 of 19 Photos".
fn show_other_pictures(pair: &Pair<'_>) -> bool {
    matches!((counter(&pair.a), counter(&pair.b)), (Some(x), Some(y)) if x != y)
}

fn counter<'t>(side: &Side<'t>) -> Option<[&'t str; 2]> {
    let is_figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut runs = side.words.windows(4).map(|run| [run[0].folded, run[1].folded, run[2].folded, run[3].folded]);
    let read = |[w, x, y, z]: [&'t str; 4]| {
        let is_pair = |at: &str, of: &str, all: &str| is_figure(at) && of == "of" && is_figure(all);
        let labelled = is_pair(w, x, y) && matches!(z, "photos" | "photo" | "images");
        if labelled { Some([w, y]) } else { (w == "caption" && is_pair(x, y, z)).then_some([x, z]) }
    };
    runs.find_map(read)
}

/// A line that signs or dates something ("Updated: May 3, 8:52 PM"): no verb but that, and an account's name or hardly a word beside the
/// date.
fn is_stamp(side: &Side<'_>) -> bool {
    const SHORT: usize = 10;
    let is_silent = side.verbs.iter().all(|v| side.words[v.main].is(cue!("printed")));
    is_silent && (side.words.len() <= SHORT || side.words.iter().any(|w| w.before.ends_with('@')))
}

/// Least words of a run that can be a pasted line, and least full words outside it on each side.
const RUN: usize = 12;
const OUTSIDE: usize = 4;

/// Whether one long run of equal words, no quotation, is nearly all that the sides share.
fn share_one_run(pair: &Pair<'_>) -> bool {
    let Some((a, b)) = longest_run(pair).filter(|(a, _)| a.len() >= RUN) else { return false };
    let quoted = a.clone().filter(|&i| pair.a.words[i].quote.is_some()).count() * 2 > a.len()
        || b.clone().filter(|&j| pair.b.words[j].quote.is_some()).count() * 2 > b.len();
    let rest = |side: &Side<'_>, run: &Range<usize>, to: &dyn Fn(usize) -> bool| {
        let outside: Vec<usize> =
            (0..side.words.len()).filter(|i| !run.contains(i) && side.words[*i].tag.is_content()).collect();
        (outside.len(), outside.iter().filter(|&&i| to(i)).count())
    };
    let (all_a, kept_a) = rest(&pair.a, &a, &|i| pair.to_b[i].is_some());
    let (all_b, kept_b) = rest(&pair.b, &b, &|j| pair.to_a[j].is_some());
    !quoted && all_a.min(all_b) >= OUTSIDE && (kept_a * 3 < all_a || kept_b * 3 < all_b)
}

/// The longest run of words that stand in the same order on both sides.
fn longest_run(pair: &Pair<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let mut best: Option<(Range<usize>, Range<usize>)> = None;
    let mut start = 0;
    while start < pair.to_b.len() {
        let Some((first, _)) = pair.to_b[start] else {
            start += 1;
            continue;
        };
        let mut end = start + 1;
        while pair.to_b.get(end).is_some_and(|m| m.is_some_and(|(j, _)| j == first + end - start)) {
            end += 1;
        }
        if best.as_ref().is_none_or(|(a, _)| end - start > a.len()) {
            best = Some((start..end, first..first + end - start));
        }
        start = end;
    }
    best
}

/// Whether when differs and who or where as well: another event, told in the same words.
fn tell_of_other_events(pair: &Pair<'_>, found: &[Finding]) -> bool {
    let dated = found.iter().any(|f| f.kind == ChangeKind::Date && f.severity == Severity::Material);
    dated && has_own_name(&pair.a, &pair.b) && has_own_name(&pair.b, &pair.a)
}

/// Whether the day or year differs and a figure as well: reports of one series about different periods.
fn tell_of_other_periods(pair: &Pair<'_>, found: &[Finding]) -> bool {
    let calendar = |side: &Side<'_>, range: &Option<Range<usize>>| {
        let is_calendar = |i: usize| side.words[i].is(cue!("month")) || side.words[i].folded.len() == 4;
        range.clone().is_some_and(|mut r| r.any(is_calendar))
    };
    let of = |kind: ChangeKind| found.iter().filter(move |f| f.kind == kind);
    let dated = of(ChangeKind::Date).filter(|f| calendar(&pair.a, &f.a) && calendar(&pair.b, &f.b)).count();
    dated > 1 || dated == 1 && has_own_figure(&pair.a, &pair.b) && has_own_figure(&pair.b, &pair.a)
}

/// Whether each side names a year that the other does not: then its figures are of that year.
pub(super) fn tell_of_other_years(pair: &Pair<'_>) -> bool {
    let has_own = |side: &Side<'_>, other: &Side<'_>| {
        let mut years = side.dates.iter().filter_map(|d| d.year);
        years.any(|year| other.dates.iter().all(|d| d.year != Some(year)))
    };
    has_own(&pair.a, &pair.b) && has_own(&pair.b, &pair.a)
}

/// Whether both sides tell what a poll found and have no share in common: another poll.
fn tell_of_other_polls(pair: &Pair<'_>) -> bool {
    let is_poll = |side: &Side<'_>| side.words.iter().any(|w| w.is(cue!("poll")));
    let shares = |side: &Side<'_>| side.quantities.iter().filter(|q| q.measure == Measure::Percent).count();
    let common = || {
        let of_b = &pair.b.quantities;
        pair.a
            .quantities
            .iter()
            .any(|q| of_b.iter().any(|r| q.measure == Measure::Percent && r.measure == q.measure && q.same_value(r)))
    };
    // "sampling error of 3.5 points".
    let errs = |side: &Side<'_>| side.words.iter().any(|w| w.folded == "sampling");
    let told = shares(&pair.a) + shares(&pair.b) > 0 || errs(&pair.a) && errs(&pair.b);
    is_poll(&pair.a) && is_poll(&pair.b) && told && !common()
}

fn has_own_figure(side: &Side<'_>, other: &Side<'_>) -> bool {
    side.quantities.iter().any(|q| !other.quantities.iter().any(|r| q.compatible(r)))
}

fn has_own_name(side: &Side<'_>, other: &Side<'_>) -> bool {
    side.names.iter().any(|m| {
        let told = |i: usize| other.words.iter().any(|w| w.folded == side.words[i].folded);
        !m.core.clone().any(told) && !other.names.iter().any(|n| same_name(side, m, other, n))
    })
}
