//! What became of somebody, how far the law went with them, how far a deal has come: of each row one holds and not the others.

use wirecopy_lexicon::{Lexicon, PartOfSpeech};

use crate::analysis::Side;
use crate::analysis::force::Force;
use crate::analysis::verb::Verb;
use crate::change::{ChangeKind, Severity};
use crate::cues;
use crate::matching::Pair;
use crate::reason::Reason;
use crate::rules::action::same_thing;
use crate::rules::frame::Frame;
use crate::rules::{Finding, View, support};
use crate::tag::Tag;

const ROWS: [&[&str]; 3] = [
    &["fate_killed", "fate_hurt", "fate_saved", "fate_missing"],
    &["law_held", "law_charged", "law_convicted", "law_cleared"],
    &["deal_reached", "deal_signed"],
];

/// The row of deals: there the verb says so only with a deal behind it.
const DEALS: usize = 2;

/// Least shares and number of kept words around an end, as for other claims.
const LEAST: (f64, f64, usize) = (0.7, 0.4, 2);

/// An end that a side tells of.
#[derive(Debug, Clone, Copy)]
struct End {
    row: usize,
    class: usize,
    word: usize,
    /// Whom it befell, by phrase.
    whom: usize,
}

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    let (in_a, in_b) = (ends(&pair.a), ends(&pair.b));
    let mut found = Vec::new();
    for x in &in_a {
        let apart = |y: &&End| y.row == x.row && y.class != x.class && befall_one(pair, x, y);
        let Some(y) = in_b.iter().find(apart) else { continue };
        if !is_told(&pair.b, x) && !is_told(&pair.a, y) && support(pair, x.word, y.word) >= 2 {
            found.extend(finding(pair, x, y));
        }
    }
    found
}

fn finding(pair: &Pair<'_>, x: &End, y: &End) -> Option<Finding> {
    let found = Finding {
        kind: ChangeKind::Action,
        severity: Severity::Material,
        a: Some(x.word..x.word + 1),
        b: Some(y.word..y.word + 1),
        reason: Reason::Either("“{}” and “{}” are not the same end of the matter."),
        confidence: 0.75,
    };
    let frame = Frame::around(pair, &found, &[]);
    let (more, less, kept) = LEAST;
    (frame.more >= more && frame.less >= less && frame.kept >= kept).then_some(found)
}

/// One phrase on both sides, or the same number of people.
fn befall_one(pair: &Pair<'_>, x: &End, y: &End) -> bool {
    let count = |side: &Side<'_>, phrase: usize| {
        let words = &side.phrases[phrase].words;
        side.quantities.iter().find(|q| words.contains(&q.words.start)).map(|q| q.value)
    };
    match (count(&pair.a, x.whom), count(&pair.b, y.whom)) {
        (Some(n), Some(m)) if (n - m).abs() > 1e-9 => false,
        _ => same_thing(pair, x.whom, y.whom),
    }
}

/// Whether the side has a word of the end, of whomever: "one was killed, two were hurt".
fn is_told(side: &Side<'_>, end: &End) -> bool {
    let class = ROWS[end.row][end.class];
    let is_to_come =
        |i: usize| side.verbs.iter().any(|v| v.words.contains(&i) && !matches!(v.force, Force::Done | Force::Present));
    (0..side.words.len()).any(|i| is_of(side.words[i].folded, class) && !is_to_come(i))
}

fn is_of(word: &str, class: &str) -> bool {
    cues::is(class, word) || Lexicon::shared().lemmas(word).iter().any(|(lemma, _)| cues::is(class, lemma))
}

fn ends(side: &Side<'_>) -> Vec<End> {
    side.verbs.iter().filter_map(|verb| end_of(side, verb)).collect()
}

fn end_of(side: &Side<'_>, verb: &Verb) -> Option<End> {
    if !verb.negators.is_empty() || !matches!(verb.force, Force::Done | Force::Present) {
        return None;
    }
    let links = cues::is("be", side.words[verb.main].folded);
    if links {
        let word = state_behind(side, verb.main)?;
        return class_of(side, word, false).and_then(|(row, class)| Some(End { row, class, word, whom: verb.agent? }));
    }
    let (row, class) = class_of(side, verb.main, true)?;
    let is_state = side.words[verb.main].folded == "missing";
    let is_alone =
        is_state || ["die", "survive", "perish"].iter().any(|base| has_base(side.words[verb.main].folded, base));
    let whom = if is_alone { verb.agent? } else { verb.patient? };
    let is_deal = || has_deal(side, whom);
    (row != DEALS || is_deal()).then_some(End { row, class, word: verb.main, whom })
}

fn has_base(word: &str, base: &str) -> bool {
    Lexicon::shared().lemmas(word).iter().any(|(lemma, part)| *part == PartOfSpeech::Verb && *lemma == base)
}

fn has_deal(side: &Side<'_>, phrase: usize) -> bool {
    is_of(side.words[side.phrases[phrase].head].folded, "deal")
}

/// "were still missing": the adjective behind the linking verb.
fn state_behind(side: &Side<'_>, verb: usize) -> Option<usize> {
    let next = (verb + 1..side.sentence_end(verb)).find(|&i| side.words[i].tag != Tag::Adv)?;
    (!side.words[next].breaks_before()).then_some(next)
}

/// The row and the place in it of a verb or of an adjective.
fn class_of(side: &Side<'_>, i: usize, is_verb: bool) -> Option<(usize, usize)> {
    let word = side.words[i].folded;
    let holds = |class: &&&str| if is_verb { is_of(word, class) } else { cues::is(class, word) };
    ROWS.iter().enumerate().find_map(|(row, all)| all.iter().position(|class| holds(&class)).map(|class| (row, class)))
}
