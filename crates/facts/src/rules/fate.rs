//! What became of somebody, how far the law or a house went with them, how far a deal has come: of each row one holds and not the others.

use std::ops::Range;

use crate::analysis::Side;
use crate::analysis::chunk::Phrase;
use crate::analysis::force::Force;
use crate::analysis::quantity::Quantity;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues::{self, Classes, cue};
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::frame::Frame;
use crate::rules::{Finding, View, support};
use crate::tag::Tag;

const ROWS: [&[Classes]; 6] = [
    &[
        cue!("fate_killed"),
        cue!("fate_hurt"),
        cue!("fate_saved"),
        cue!("fate_missing"),
        cue!("fate_trapped"),
        cue!("fate_found"),
    ],
    &[
        cue!("law_asked"),
        cue!("law_held"),
        cue!("law_let_go"),
        cue!("law_charged"),
        cue!("law_convicted"),
        cue!("law_cleared"),
    ],
    &[cue!("deal_reached"), cue!("deal_signed")],
    &[cue!("post_suspended"), cue!("post_lost")],
    &[cue!("law_free"), cue!("law_caught")],
    &[cue!("race_open"), cue!("race_won")],
];

/// Places in the first row: who was found is not missing any more, whatever else became of him.
const MISSING: usize = 3;
const FOUND: usize = 5;

/// The row of deals: there the verb says so only with a deal behind it.
const DEALS: usize = 2;

/// Least shares and number of kept words around an end, as for other claims.
const LEAST: (f64, f64, usize) = (0.7, 0.4, 2);

/// How far behind "cleared" the "of" stands at most.
const CLEARED: usize = 6;

/// An end that a side tells of.
#[derive(Debug, Clone, Copy)]
struct End {
    row: usize,
    class: usize,
    word: usize,
    /// One past the last word that tells it: "under investigation".
    end: usize,
    /// Whom it befell, by phrase.
    whom: usize,
}

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (ends(&pair.a), ends(&pair.b));
    let mut found = Vec::new();
    for x in &in_a {
        let found_only = |x: &End, y: &End| x.row != 0 || x.class != FOUND || y.class == MISSING;
        let apart = |y: &&End| {
            y.row == x.row && y.class != x.class && befall_one(pair, x, y) && found_only(x, y) && found_only(y, x)
        };
        let Some(y) = in_b.iter().find(apart) else { continue };
        let near = support(pair, x.word, y.word);
        if is_told(&pair.b, x) || is_told(&pair.a, y) {
            continue;
        }
        let ended = finding(x, y);
        let frame = Frame::around(pair, &ended, &[]);
        let (more, less, kept) = LEAST;
        let are_one = match view.one_report {
            // "detained three men", "three men … were later released": much may stand between.
            true => near >= 1 || frame.more >= more && frame.kept > kept,
            false => near >= 2 && frame.more >= more && frame.less >= less && frame.kept >= kept,
        };
        found.extend(are_one.then_some(ended));
    }
    found.extend(spared(pair, &in_a, &in_b));
    found
}

/// "No one was hurt", "three people were hurt".
fn spared(pair: &Pair<'_>, in_a: &[End], in_b: &[End]) -> Option<Finding> {
    let whom = |side: &Side<'_>, end: &End| {
        let words = side.phrases[end.whom].words.clone();
        let no = words.start.checked_sub(1).filter(|&i| side.words[i].folded == "no" && !side.words[words.start].first);
        no.unwrap_or(words.start)..words.end
    };
    // "and none was hurt": no phrase of its own.
    let by_none = |side: &Side<'_>, end: &End| {
        let before = |v: &Verb| v.words.start.checked_sub(1).filter(|_| !side.words[v.words.start].first);
        let verb = side.verbs.iter().find(|v| v.words.contains(&end.word) || v.words.end == end.word);
        verb.and_then(before).is_some_and(|i| matches!(side.words[i].folded, "none" | "nobody" | "one"))
    };
    let is_none = |side: &Side<'_>, end: &End| {
        whom(side, end).any(|i| side.words[i].is(cue!("none")) || side.words[i].folded == "nobody")
    };
    let is_some = |side: &Side<'_>, end: &End| {
        let words = &side.phrases[end.whom].words;
        side.quantities.iter().any(|q| words.contains(&q.words.start) && q.value >= 1.0) && !by_none(side, end)
    };
    let end = |side: &Side<'_>, all: &[End], told: &dyn Fn(&Side<'_>, &End) -> bool| {
        all.iter().find(|e| e.row == 0 && told(side, e)).copied()
    };
    let one = |x: Option<End>, y: Option<End>| x.zip(y).filter(|(x, y)| x.class == y.class);
    let both = |side: &Side<'_>, all: &[End]| end(side, all, &is_none).is_some() && end(side, all, &is_some).is_some();
    if both(&pair.a, in_a) || both(&pair.b, in_b) {
        return None;
    }
    let (x, y) = one(end(&pair.a, in_a, &is_none), end(&pair.b, in_b, &is_some))
        .or_else(|| one(end(&pair.a, in_a, &is_some), end(&pair.b, in_b, &is_none)))?;
    Some(Finding {
        kind: ChangeKind::Number,
        severity: Severity::Material,
        a: Some(whom(&pair.a, &x)),
        b: Some(whom(&pair.b, &y)),
        reason: Reason::Either("The numbers differ: “{}” here, “{}” there."),
        confidence: 0.7,
    })
}

fn finding(x: &End, y: &End) -> Finding {
    Finding {
        kind: ChangeKind::Action,
        severity: Severity::Material,
        a: Some(x.word..x.end),
        b: Some(y.word..y.end),
        reason: Reason::Either("“{}” and “{}” are not the same end of the matter."),
        confidence: 0.75,
    }
}

/// One phrase on both sides, or the same number of people.
fn befall_one(pair: &Pair<'_>, x: &End, y: &End) -> bool {
    let count = |side: &Side<'_>, phrase: usize| {
        let Phrase { words, head, .. } = &side.phrases[phrase];
        let counts = |q: &&Quantity| words.contains(&q.words.start) && q.counted == Some(*head) && *head < words.end;
        side.quantities.iter().find(counts).map(|q| q.value)
    };
    match (count(&pair.a, x.whom), count(&pair.b, y.whom)) {
        (Some(n), Some(m)) if (n - m).abs() > 1e-9 => false,
        _ => same_thing(pair, x.whom, y.whom),
    }
}

/// Whether the side has a word of the end, of whomever: "one was killed, two were hurt".
fn is_told(side: &Side<'_>, end: &End) -> bool {
    let class = ROWS[end.row][end.class];
    // "who had been trapped": that was before.
    let is_past = |verb: &Verb| {
        let start = verb.words.start;
        side.words[start].folded == "had"
            && start > 0
            && matches!(side.words[start - 1].folded, "who" | "which" | "that")
    };
    // "in custody after being charged".
    let is_after = |verb: &Verb| verb.words.start > 0 && side.words[verb.words.start - 1].folded == "after";
    let is_other =
        |verb: &Verb| is_past(verb) || !is_after(verb) && !matches!(verb.force, Force::Done | Force::Present);
    let is_to_come = |i: usize| side.verbs.iter().any(|v| v.words.contains(&i) && is_other(v));
    // "was released on bail".
    let is_run = |i: usize| cues::run(class, side.words[i..].iter().take(3).map(|w| w.folded)) > 1;
    (0..side.words.len()).any(|i| (side.words[i].is_form_of(class) || is_run(i)) && !is_to_come(i))
}

fn ends(side: &Side<'_>) -> Vec<End> {
    side.verbs.iter().filter_map(|verb| end_of(side, verb)).collect()
}

fn end_of(side: &Side<'_>, verb: &Verb) -> Option<End> {
    // "a treasurer accused of stealing".
    let accused = verb.passive && verb.words.len() == 1 && side.words[verb.main].is(cue!("accused"));
    if !verb.negators.is_empty() || !accused && !matches!(verb.force, Force::Done | Force::Present) {
        return None;
    }
    let links = side.words[verb.main].is(cue!("be"));
    // "was found dead", "found the nurse guilty".
    let finds = side.words[verb.main].verb_lemmas().any(|lemma| lemma == "find");
    if links || finds {
        let whom = if links { verb.agent? } else { verb.patient? };
        let state = state_behind(side, verb, links).and_then(|word| Some((word, class_of(side, word, false)?)));
        let ended = state.map(|(word, (row, class))| End { row, class, word, end: word + 1, whom });
        // "were found sheltering in an inlet".
        return ended.or((finds && verb.passive).then_some(End {
            row: 0,
            class: FOUND,
            word: verb.main,
            end: verb.main + 1,
            whom,
        }));
    }
    // "were brought out alive".
    if let Some((row, class, word)) = state_after(side, verb) {
        return verb.patient.map(|whom| End { row, class, word, end: word + 1, whom });
    }
    // "was placed under investigation", "was released without charge", "placed the coach on leave".
    if let Some((row, class, words)) = run_after(side, verb) {
        return verb.patient.map(|whom| End { row, class, word: words.start, end: words.end, whom });
    }
    let (row, class) = class_of(side, verb.main, true)?;
    let is_state = side.words[verb.main].folded == "missing";
    let lives_or_dies = |lemma: &str| matches!(lemma, "die" | "survive" | "perish");
    let is_alone = is_state || side.words[verb.main].verb_lemmas().any(lives_or_dies);
    let whom = if is_alone { verb.agent? } else { verb.patient? };
    let is_deal = || has_deal(side, whom);
    (row != DEALS || is_deal()).then_some(End { row, class, word: verb.main, end: verb.main + 1, whom })
}

/// "brought out alive", "pulled ashore dead".
fn state_after(side: &Side<'_>, verb: &Verb) -> Option<(usize, usize, usize)> {
    const NEAR: usize = 2;
    let end = side.sentence_end(verb.main).min(verb.words.end + NEAR);
    let is_state = |i: usize| matches!(side.words[i].folded, "alive" | "dead" | "safe" | "unharmed");
    let word =
        (verb.words.end..end).find(|&i| is_state(i) && !side.words[i].breaks_before()).filter(|_| verb.passive)?;
    class_of(side, word, false).map(|(row, class)| (row, class, word))
}

/// A run of words that tells the end: it begins with the verb, or stands behind it and its object.
fn run_after(side: &Side<'_>, verb: &Verb) -> Option<(usize, usize, Range<usize>)> {
    const NEAR: usize = 3;
    let object = verb.patient.map(|p| side.phrases[p].words.clone()).filter(|w| w.start >= verb.words.end);
    let from = object.map_or(verb.words.end, |words| words.end);
    let end = side.sentence_end(verb.main);
    let places = || side.words[verb.main].is_verb_of(cue!("places"));
    let behind = (from..end.min(from + NEAR)).filter(|_| places());
    std::iter::once(verb.main).chain(behind).find_map(|i| {
        let run = |class: &Classes| cues::run(*class, side.words[i..end].iter().take(3).map(|w| w.folded));
        let of_row = |(row, all): (usize, &&[Classes])| {
            all.iter().enumerate().map(|(at, class)| (row, at, i..i + run(class))).find(|(.., words)| words.len() > 1)
        };
        ROWS.iter().enumerate().find_map(of_row)
    })
}

fn has_deal(side: &Side<'_>, phrase: usize) -> bool {
    side.words[side.phrases[phrase].head].is_form_of(cue!("deal"))
}

/// "were still missing", "found the nurse guilty": the adjective behind the verb, or behind whom it is about.
fn state_behind(side: &Side<'_>, verb: &Verb, links: bool) -> Option<usize> {
    let object = verb.patient.map(|p| side.phrases[p].words.clone()).filter(|w| !links && w.start >= verb.words.end);
    let from = object.map_or(verb.main + 1, |words| words.end);
    let next = (from..side.sentence_end(verb.main)).find(|&i| side.words[i].tag != Tag::Adv)?;
    (!side.words[next].breaks_before()).then_some(next)
}

/// The row and the place in it of a verb or of an adjective.
fn class_of(side: &Side<'_>, i: usize, is_verb: bool) -> Option<(usize, usize)> {
    let word = &side.words[i];
    // "cleared of the charge", "cleared the road".
    if word.folded == "cleared" && !(i + 1..side.sentence_end(i).min(i + CLEARED)).any(|k| side.words[k].folded == "of")
    {
        return None;
    }
    // "in a hospital", "on the run".
    let is_run = |class: Classes| cues::run(class, side.words[i..].iter().take(3).map(|w| w.folded)) > 1;
    let holds = |class: Classes| if is_verb { word.is_form_of(class) } else { word.is(class) || is_run(class) };
    ROWS.iter().enumerate().find_map(|(row, all)| all.iter().position(|class| holds(*class)).map(|class| (row, class)))
}
