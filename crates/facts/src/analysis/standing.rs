//! How far an event has come, as the words that govern it tell: "is weighing a ban", "called for a strike", "tried to seize", "a strike
//! began", "lifted the ban". The event may be a verb or a noun.
//!
//! After FactBank (Saurí and Pustejovsky 2009): whether an event counts as fact hangs on its governors, which are closed
//! classes. Only governors right before the event (or the verb that has it as object or subject) are read.

use std::ops::Range;

use wirecopy_lexicon::LexFile;

use crate::analysis::Side;
use crate::analysis::force::{Force, is_past};
use crate::analysis::known::Known;
use crate::analysis::verb::Verb;
use crate::analysis::word::Word;
use crate::cues::{self, Classes, cue};
use crate::tag::Tag;

/// How far an event has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Planned, asked for, threatened, tried.
    ToCome,
    /// Weighed or talked about: nobody has settled on it.
    Weighed,
    /// Suspected, alleged, wanted for.
    Doubted,
    /// It happened, was begun, was got.
    Done,
    /// Called off, refused, lifted, broken.
    Off,
}

/// What a side says of one event in one place.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub standing: Standing,
    /// The governor and the event.
    pub words: Range<usize>,
    /// The word that says how far the event has come; the event itself where nothing governs it.
    pub governor: usize,
    /// Who does what the governor says, by phrase.
    pub agent: Option<usize>,
}

/// What the side says of the event at word `i`; empty where it cannot be told.
pub(crate) fn of(side: &Side<'_>, i: usize) -> Vec<Told> {
    match side.verbs.iter().find(|v| v.main == i) {
        Some(verb) => of_verb(side, verb).into_iter().collect(),
        None => of_noun(side, i),
    }
}

fn of_verb(side: &Side<'_>, verb: &Verb) -> Option<Told> {
    if !verb.negators.is_empty() {
        return None;
    }
    let told = |standing| Told { standing, words: verb.words.clone(), governor: verb.main, agent: verb.agent };
    match verb.force {
        Force::Done if verb.hedge.is_none() && is_stated(side, verb) => Some(told(Standing::Done)),
        Force::Planned if !wished(side, verb) => {
            // "is considering whether to move".
            let to = side.words[verb.words.start].folded == "to";
            let weighed = to.then(|| governor(side, verb.words.start, Some(verb))).flatten();
            Some(match weighed.filter(|(_, standing)| *standing == Standing::Weighed) {
                Some((governor, standing)) => {
                    Told { standing, words: governor..verb.main + 1, governor, agent: verb.agent }
                }
                None => told(Standing::ToCome),
            })
        }
        // "examined procedures performed by him": it tells which.
        Force::Open if verb.passive && verb.words.len() == 1 => None,
        Force::Open => {
            let (governor, standing) = governor(side, verb.words.start, Some(verb))?;
            Some(Told { standing, words: governor..verb.main + 1, governor, agent: verb.agent })
        }
        _ => None,
    }
}

/// Whether the verb is finite in a clause of its own: not "ordered removed", "have him removed", "charges that he removed".
fn is_stated(side: &Side<'_>, verb: &Verb) -> bool {
    let start = verb.words.start;
    let Some(before) = start.checked_sub(1).filter(|_| !side.words[start].breaks_before()) else { return true };
    let bare = verb.words.len() == 1;
    let hangs = bare
        && (matches!(side.words[before].tag, Tag::Verb | Tag::Aux) || verb.agent.is_none() || is_caused(side, before));
    let opener =
        verb.agent.map(|p| side.phrases[p].words.start).filter(|&k| k <= before && k > side.sentence_start(start));
    let claimed = opener.is_some_and(|k| {
        let that = usize::from(side.words[k - 1].folded == "that" && k >= 2);
        side.words[k - 1 - that].is_form_of(cue!("accuses", "to_come", "leaves_open"))
            || matches!(side.words[k - 1].folded, "if" | "whether")
    });
    !hangs && !claimed
}

/// "have him removed".
fn is_caused(side: &Side<'_>, before: usize) -> bool {
    before > 0 && side.words[before].is(cue!("pronoun")) && side.words[before - 1].is(cue!("have"))
}

/// "sought to calm the town": who did it wanted it as well.
fn wished(side: &Side<'_>, verb: &Verb) -> bool {
    let is_wish = |&i: &usize| side.words[i].is(cue!("wish"));
    verb.words
        .clone()
        .find(is_wish)
        .is_some_and(|i| is_past_wish(&side.words[i]) && !verb.words.clone().any(|k| side.words[k].is(cue!("be"))))
}

fn is_past_wish(word: &Word<'_>) -> bool {
    word.is(cue!("wish")) && (is_past(word) || word.folded == "sought")
}

fn of_noun(side: &Side<'_>, i: usize) -> Vec<Told> {
    let Some(p) = side.phrase_of(i).filter(|&p| side.phrases[p].head == i) else { return Vec::new() };
    if !is_act(side, i) || side.phrases[p].words.clone().any(|k| side.words[k].is(cue!("none"))) {
        return Vec::new();
    }
    let mut found: Vec<Told> = Vec::new();
    if let Some((governor, standing)) = governor(side, side.phrases[p].words.start, None) {
        found.push(Told { standing, words: shown(governor..governor + 1, i), governor, agent: None });
    }
    let outside = |v: &&Verb| !side.phrases[p].words.contains(&v.main);
    for verb in side.verbs.iter().filter(|v| v.negators.is_empty() && v.hedge.is_none()).filter(outside) {
        let Some(standing) = by_verb(side, verb, p) else { continue };
        let words = shown(verb.words.clone(), i);
        let agent = verb.agent.filter(|_| verb.patient == Some(p));
        found.push(Told { standing, words, governor: verb.main, agent });
    }
    found
}

/// The governor with the event, if that stands close.
fn shown(governor: Range<usize>, event: usize) -> Range<usize> {
    const CLOSE: usize = 5;
    let all = governor.start.min(event)..governor.end.max(event + 1);
    if all.len() <= CLOSE { all } else { governor }
}

/// Whether the noun is, in most of its use as one, of what is done, said, owed or happens; no plan itself, no person, place or time.
fn is_act(side: &Side<'_>, i: usize) -> bool {
    let word = &side.words[i];
    word.tag == Tag::Noun && *word.known.is_act.get_or_init(|| is_named_act(&word.known))
}

fn is_named_act(word: &Known) -> bool {
    use LexFile::{
        NounAct, NounArtifact, NounAttribute, NounCognition, NounCommunication, NounEvent, NounGroup, NounLocation,
        NounObject, NounPerson, NounPossession, NounProcess, NounState, NounTime,
    };
    let share = |files: &[LexFile]| files.iter().map(|&file| word.entry.lexname_share(file)).sum::<f32>();
    let acts = share(&[NounAct, NounCommunication, NounEvent, NounPossession, NounProcess, NounState]);
    let things =
        share(&[NounArtifact, NounAttribute, NounCognition, NounGroup, NounLocation, NounObject, NounPerson, NounTime]);
    (acts > things || word.is_form_of(cue!("matter"))) && !word.is_form_of(cue!("aims"))
}

/// What a verb says of the thing that it acts on, or that does it.
fn by_verb(side: &Side<'_>, verb: &Verb, phrase: usize) -> Option<Standing> {
    let is = |class: Classes| is_verb_of(side, verb.main, class);
    let happened = matches!(verb.force, Force::Done);
    if verb.patient == Some(phrase) {
        // "is considered short": held to be.
        if is(cue!("to_come")) && !verb.passive || happened_not(verb) && (is(cue!("realises")) || is(cue!("takes_off")))
        {
            return Some(to_come(side, verb.main));
        }
        let off = is(cue!("takes_off")) && happened;
        return off.then_some(Standing::Off).or((is(cue!("realises")) && happened).then_some(Standing::Done));
    }
    (verb.agent == Some(phrase) && is(cue!("comes_about")) && happened).then_some(Standing::Done)
}

/// Whether the verb, with its particle if it has one ("called off"), is in the class.
pub(crate) fn is_verb_of(side: &Side<'_>, main: usize, class: Classes) -> bool {
    const PARTICLES: [&str; 8] = ["off", "down", "out", "ahead", "place", "up", "through", "back"];
    let word = &side.words[main];
    let next = side.words.get(main + 1).filter(|w| !w.breaks_before()).map(|w| w.folded);
    let Some(particle) = next.filter(|w| PARTICLES.contains(w)) else { return word.is_form_of(class) };
    word.lemmas().any(|(lemma, _)| cues::is(class, &format!("{lemma}_{particle}")))
}

fn happened_not(verb: &Verb) -> bool {
    verb.force == Force::Planned
}

/// The governor of what starts at word `start`, a verb or a noun, and what it makes of it.
fn governor(side: &Side<'_>, start: usize, verb: Option<&Verb>) -> Option<(usize, Standing)> {
    const FAR: usize = 6;
    let first = side.sentence_start(start);
    let opens = |i: usize| side.words[i].breaks_before();
    if start == first || opens(start) {
        return None;
    }
    let is_ing = verb.is_some_and(|v| side.words[v.words.start].folded.ends_with("ing"));
    let (mut at, mut preposition, mut passed) = (start - 1, None, false);
    while start - at <= FAR {
        let word = &side.words[at];
        // "the court arguing that …": a participle of the noun before it.
        if is_ing && preposition.is_none() && word.tag.is_nominal() {
            return None;
        }
        if let Some(standing) = class(side, at, preposition, verb).filter(|_| side.name_of(at).is_none()) {
            // "claimed responsibility for".
            let from = if word.folded == "responsibility" { at - 1 } else { at };
            return Some((from, standing)).filter(|_| !is_denied(side, at));
        }
        // "asked parliament to extend", "accused the minister of ordering".
        let asked = side.phrase_of(at).filter(|_| verb.is_some() && !passed && is_ing == preposition.is_some());
        at = match (word.tag, asked) {
            // Whom somebody asks or accuses stands between.
            (_, Some(p)) if word.tag.is_nominal() => {
                passed = true;
                side.phrases[p].words.start
            }
            (Tag::Adp | Tag::Part | Tag::Sconj, _) if preposition.is_none() => {
                preposition = Some(at);
                at
            }
            (Tag::Adv | Tag::Det | Tag::Adj | Tag::Num, _) if preposition.is_none() || !word.tag.is_content() => at,
            _ => return None,
        };
        if at == first || opens(at) {
            return None;
        }
        at -= 1;
    }
    None
}

/// What the word makes of what it governs, bare or through the preposition.
fn class(side: &Side<'_>, at: usize, preposition: Option<usize>, verb: Option<&Verb>) -> Option<Standing> {
    let word = &side.words[at];
    let link = preposition.map(|p| side.words[p].folded);
    let is = |class: Classes| word.is_form_of(class);
    if is(cue!("accuses")) && link.is_some_and(|l| matches!(l, "of" | "with" | "for")) {
        return Some(Standing::Doubted);
    }
    if link.is_some_and(|l| !matches!(l, "to" | "about" | "on" | "over" | "of" | "for" | "whether" | "with")) {
        return None;
    }
    // "asked to leave", "a plan to leave"; "weighing a ban"; "called for a strike"; "talks on a loan", "on the verge of joining".
    let past_wish = is_past_wish(word);
    let governs_verb = verb.is_some()
        && (is(cue!("to_come")) || is(cue!("to_come_verb")) || is(cue!("asks_for")) && link.is_none())
        && !past_wish;
    let governs_noun = verb.is_none() && link.is_none() && is(cue!("to_come"));
    let leads_on = || verb.is_some_and(|v| side.words[v.words.start].folded == "to"); // "in talks to buy"
    // "claimed responsibility for the attack".
    let claims = || at > 0 && side.words[at - 1].folded.starts_with("claim");
    if word.folded == "responsibility" && link == Some("for") && claims() {
        return Some(Standing::Doubted);
    }
    // "is thinking about offering".
    if is(cue!("thinks_of")) && link.is_some_and(|l| matches!(l, "about" | "of")) {
        return Some(Standing::Weighed);
    }
    let through = is(cue!("asks_for")) && link == Some("for") || is(cue!("talks")) && (link.is_some() || leads_on());
    (governs_verb || governs_noun || through).then(|| to_come(side, at))
}

/// Of what is to come, whether it is only weighed.
fn to_come(side: &Side<'_>, governor: usize) -> Standing {
    if side.words[governor].is_form_of(cue!("weighs")) { Standing::Weighed } else { Standing::ToCome }
}

/// "did not plan to go", "no plan to go".
fn is_denied(side: &Side<'_>, at: usize) -> bool {
    let verb = side.verbs.iter().any(|v| v.words.contains(&at) && !v.negators.is_empty());
    verb || at > 0 && side.words[at - 1].is(cue!("none"))
}
