//! How many were killed, hurt, missing or arrested; how strong an earthquake was.

use std::ops::Range;

use wirecopy_lexicon::PartOfSpeech;

use super::{Claim, Place, Value, number};
use crate::ChangeKind;
use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::quantity::{Measure, Quantity};
use crate::analysis::word::Word;
use crate::cues::{Classes, cue};

/// What became of somebody, by class of `cues.txt`, and how that is put.
const FATES: [(Classes, &str); 4] = [
    (cue!("fate_killed"), "killed"),
    (cue!("fate_hurt"), "hurt"),
    (cue!("fate_missing"), "missing"),
    (cue!("law_held"), "arrested"),
];

pub(super) fn find(side: &Side<'_>, sentence: usize) -> Vec<Claim> {
    if is_background(side) {
        return Vec::new();
    }
    let claim = |quantity: &Quantity| {
        let (about, value) = match toll(side, quantity) {
            Some(about) => (about, Value::Toll(number(quantity), Place { sentence, names: names(side) })),
            None => (magnitude(side, quantity)?, Value::Number(number(quantity))),
        };
        let (kind, span) = (ChangeKind::Number, side.span(&shown(quantity)));
        Some(Claim { slot: about.clone(), about, kind, span, may_change: true, value })
    };
    side.quantities.iter().filter_map(claim).collect()
}

/// The names in the sentence, folded and sorted.
fn names(side: &Side<'_>) -> Vec<String> {
    let mut names: Vec<String> = side.names.iter().map(|name| side.folded(&name.core).join(" ")).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The value with what is counted, if that stands close.
fn shown(quantity: &Quantity) -> Range<usize> {
    let end = quantity.counted.filter(|&i| i < quantity.words.end + 3).map_or(quantity.words.end, |i| i + 1);
    quantity.with_bound.start..end
}

/// Whether the sentence may tell of something else than the event: of another time, of what was before, or of what could be.
fn is_background(side: &Side<'_>) -> bool {
    let is_elsewhen = |word: &str| {
        matches!(
            word,
            "since"
                | "ago"
                | "previous"
                | "previously"
                | "earlier"
                | "past"
                | "history"
                | "annually"
                | "yearly"
                | "average"
                | "every"
                | "each"
                | "during"
                | "anniversary"
                | "if"
                | "decade"
                | "decades"
                | "years"
                | "months"
                | "weeks"
        )
    };
    side.words.iter().any(|word| is_elsewhen(word.folded))
        || side
            .dates
            .iter()
            .any(|date| date.year.is_some() || date.month.is_some() || date.relative.is_some_and(|r| r != 0))
}

/// "killed 12 people", "12 people were killed", "12 dead": whom it befell and what.
fn toll(side: &Side<'_>, quantity: &Quantity) -> Option<String> {
    if quantity.measure != Measure::Count
        || quantity.value.fract() != 0.0
        || quantity.value < 1.0
        || is_loose(side, quantity)
    {
        return None;
    }
    let fate = behind(side, quantity).or_else(|| of_verb(side, quantity)).or_else(|| death_toll(side, quantity))?;
    Some(format!("{} {fate}", whom(side, quantity)?))
}

/// "a dozen", "dozens", "40 to 50": no figure.
fn is_loose(side: &Side<'_>, quantity: &Quantity) -> bool {
    let at = quantity.words.end;
    let is_range = |q: &Quantity| q.words.start == at + 1 && matches!(side.words[at].folded, "to" | "or");
    if side.quantities.iter().any(is_range) {
        return true;
    }
    let is_round = |word: &str| matches!(word, "dozen" | "dozens" | "hundreds" | "thousands" | "half");
    let is_bare = |word: &str| quantity.words.len() == 1 && matches!(word, "hundred" | "thousand" | "million");
    side.words[quantity.words.clone()].iter().any(|w| is_round(w.folded) || is_bare(w.folded))
}

/// Whom, as plain words: "people" where nothing narrower is said. `None` where what is counted is not all ("others").
fn whom(side: &Side<'_>, quantity: &Quantity) -> Option<String> {
    let Some(counted) = quantity.counted else {
        let next = side.words.get(quantity.words.end).filter(|w| !w.breaks_before()).map(|w| w.folded);
        let is_part = next.is_some_and(|word| matches!(word, "of" | "more" | "other" | "others" | "additional"));
        return (!is_part).then(|| "people".to_owned());
    };
    let between = &side.words[quantity.words.end..=counted];
    if between
        .iter()
        .any(|w| matches!(w.folded, "more" | "other" | "others" | "another" | "additional" | "further" | "of"))
    {
        return None;
    }
    let noun = base(&side.words[counted]);
    let is_plain = matches!(noun, "people" | "person" | "victim" | "fatality" | "death" | "casualty");
    let narrower: Vec<&str> = between[..between.len() - 1].iter().filter(|w| !is_fate(w)).map(|w| w.folded).collect();
    let noun = if is_plain { "people" } else { noun };
    Some(narrower.into_iter().chain([noun]).collect::<Vec<_>>().join(" "))
}

fn is_fate(word: &Word<'_>) -> bool {
    FATES.iter().any(|(class, _)| is_of(word, *class))
}

/// "12 dead", "12 people injured".
fn behind(side: &Side<'_>, quantity: &Quantity) -> Option<&'static str> {
    let end = quantity.counted.map_or(quantity.words.end, |i| i + 1);
    let between = quantity.words.end..end;
    let inside = between.clone().find_map(|i| fate_of(side, i, false));
    let next = side.words.get(end).filter(|w| !w.breaks_before()).and_then(|_| fate_of(side, end, false));
    let goes_on = side
        .words
        .get(end + 1)
        .is_some_and(|w| !w.breaks_before() && matches!(w.folded, "by" | "in" | "when" | "after"));
    inside
        .or(next.filter(|_| goes_on || side.words.get(end + 1).is_none_or(|w| w.breaks_before() || w.folded == "and")))
}

/// The verb that befell it.
fn of_verb(side: &Side<'_>, quantity: &Quantity) -> Option<&'static str> {
    let holds = |phrase: Option<usize>| phrase.is_some_and(|p| side.phrases[p].words.contains(&quantity.words.start));
    let befell = |verb: &&crate::analysis::verb::Verb| {
        let main = side.words[verb.main].folded;
        let alone = side.words[verb.main].verb_lemmas().any(|lemma| matches!(lemma, "die" | "perish"));
        let is_so = verb.negators.is_empty() && verb.hedge.is_none();
        let happened = matches!(verb.force, Force::Done | Force::Present)
            || verb.force == Force::Open && main.ends_with("ing") && verb.words.len() == 1;
        let at_once = verb.words.end == quantity.with_bound.start && !side.words[verb.words.end].breaks_before();
        is_so && happened && if alone { holds(verb.agent) } else { holds(verb.patient) || at_once }
    };
    side.verbs.iter().filter(befell).find_map(|verb| fate_of(side, verb.main, true))
}

/// "the death toll rose to 12".
fn death_toll(side: &Side<'_>, quantity: &Quantity) -> Option<&'static str> {
    let before = &side.words[side.sentence_start(quantity.words.start)..quantity.with_bound.start];
    let near = &before[before.len().saturating_sub(8)..];
    let is_toll = near.windows(2).any(|pair| pair[0].folded == "death" && pair[1].folded == "toll");
    let leads = near.last().is_some_and(|w| matches!(w.folded, "to" | "at" | "is" | "was" | "reached"));
    (is_toll && leads).then_some("killed")
}

fn fate_of(side: &Side<'_>, i: usize, is_verb: bool) -> Option<&'static str> {
    let word = &side.words[i];
    let is_state = word.folded.ends_with("ed") || matches!(word.folded, "dead" | "missing" | "hurt");
    let is_one = |class: Classes| is_of(word, class) && (is_verb || is_state);
    FATES.iter().find(|(class, _)| is_one(*class)).map(|(_, fate)| *fate)
}

fn is_of(word: &Word<'_>, class: Classes) -> bool {
    word.is(class) || word.is_verb_of(class)
}

fn base<'t>(word: &Word<'t>) -> &'t str {
    word.lemmas().find(|(_, part)| *part == PartOfSpeech::Noun).map_or(word.folded, |(lemma, _)| lemma)
}

/// "a magnitude 6.1 earthquake", "a 6.1-magnitude quake".
fn magnitude(side: &Side<'_>, quantity: &Quantity) -> Option<String> {
    let is_it = |i: usize| side.words.get(i).is_some_and(|w| w.folded == "magnitude");
    let before = (1..=3).any(|n| quantity.words.start.checked_sub(n).is_some_and(is_it));
    let is_one = quantity.measure == Measure::Count && (3.0..10.0).contains(&quantity.value) && !is_aftershock(side);
    (is_one && (before || is_it(quantity.words.end))).then(|| "magnitude".to_owned())
}

fn is_aftershock(side: &Side<'_>) -> bool {
    side.words.iter().any(|w| matches!(base(w), "aftershock" | "foreshock"))
}
