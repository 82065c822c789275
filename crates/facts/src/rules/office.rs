//! What somebody is in one institution: its head, who keeps its money, or somebody who works or speaks for it.

use crate::analysis::Side;
use crate::cues::cue;
use crate::matching::Pair;
use crate::words::{is_common, is_mostly_person};
use std::ops::Range;

use wirecopy_lexicon::{Entry, Lexicon, Relation};

/// Functions that one person does not hold at once in one institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Function<'t> {
    /// Leads it.
    Top,
    /// Keeps its money.
    Money,
    /// Runs its daily work.
    Operations,
    /// "vice president": stands beside the head.
    Second,
    /// Works, speaks or pleads for it.
    Staff,
    /// "chief medical officer": leads one field in it.
    Field(&'t str),
}

/// Whether two descriptions of one person, with their heads, give different functions in one institution.
pub(crate) fn are_other_functions(
    pair: &Pair<'_>,
    (x, i): (&Range<usize>, usize),
    (y, j): (&Range<usize>, usize),
) -> bool {
    let functions = (function(&pair.a, x, i), function(&pair.b, y, j));
    let apart = matches!(functions, (Some(p), Some(q)) if p != q);
    apart && (are_of_one_house(pair, x, i, y, j) || is_bare(&pair.a, x, i) && is_bare(&pair.b, y, j))
}

/// Whether two descriptions of one person give different functions at the head of a house: "chief scientific officer", "chief medical officer".
pub(crate) fn are_other_leaders(
    pair: &Pair<'_>,
    (x, i): (&Range<usize>, usize),
    (y, j): (&Range<usize>, usize),
) -> bool {
    let leads = |function: Option<Function<'_>>| !matches!(function, None | Some(Function::Staff));
    let (p, q) = (function(&pair.a, x, i), function(&pair.b, y, j));
    leads(p) && leads(q) && p != q
}

/// Whether the two heads name different trades ("a nurse", "a doctor") and all else in the descriptions is the same.
pub(crate) fn are_other_trades(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let lexicon = Lexicon::shared();
    let (p, q) = (&pair.a.words[i].known.entry, &pair.b.words[j].known.entry);
    let article = |side: &Side<'_>, i: usize| i > 0 && matches!(side.words[i - 1].folded, "a" | "an");
    article(&pair.a, i)
        && article(&pair.b, j)
        && is_trade(p)
        && is_trade(q)
        && lexicon.between(p, q) == Relation::None
        && !lexicon.is_a(p, q)
        && !lexicon.is_a(q, p)
}

fn is_trade(word: &Entry) -> bool {
    const TRADES: [&str; 6] = ["worker", "professional", "employee", "expert", "official", "serviceman"];
    let lexicon = Lexicon::shared();
    is_common(word) && is_mostly_person(word) && TRADES.iter().any(|trade| lexicon.is_a(word, &lexicon.entry(trade)))
}

fn function<'t>(side: &Side<'t>, words: &Range<usize>, head: usize) -> Option<Function<'t>> {
    let word = side.words[head].folded;
    let before = || side.words[words.start.min(head)..head].iter();
    let vice = head > words.start && side.words[head - 1].folded == "vice";
    // "deputy head", "former chief": ranks have a rule of their own.
    if vice && word == "president" {
        Some(Function::Second)
    } else if before().any(|w| w.is(cue!("rank"))) {
        None
    } else if words.clone().any(|i| side.words[i].is(cue!("speaks_for"))) {
        Some(Function::Staff)
    } else if word == "cfo" || before().any(|w| matches!(w.folded, "financial" | "finance")) {
        Some(Function::Money)
    } else if word == "coo" || before().any(|w| matches!(w.folded, "operating" | "operations")) {
        Some(Function::Operations)
    } else if let Some(field) = field(side, words, head) {
        Some(Function::Field(field))
    } else if side.words[head].is(cue!("leader")) || word == "officer" && before().any(|w| w.folded == "executive") {
        Some(Function::Top)
    } else {
        side.words[head].is(cue!("staff")).then_some(Function::Staff)
    }
}

/// "medical" of "chief medical officer"; "chief executive officer" has none.
fn field<'t>(side: &Side<'t>, words: &Range<usize>, head: usize) -> Option<&'t str> {
    let only = head.checked_sub(1).filter(|&i| i > words.start && side.words[i - 1].folded == "chief")?;
    let is_field = side.words[head].folded == "officer" && side.words[only].folded != "executive";
    is_field.then_some(side.words[only].folded)
}

/// Whether the descriptions share what is led: a full word or an owner beside the heads.
fn are_of_one_house(pair: &Pair<'_>, x: &Range<usize>, i: usize, y: &Range<usize>, j: usize) -> bool {
    x.clone().any(|k| {
        let word = &pair.a.words[k];
        k != i
            && word.tag.is_nominal()
            && pair.to_b[k].is_some_and(|(l, r)| r != Relation::Antonym && l != j && y.contains(&l))
    })
}

/// "the chief executive": no institution is told.
fn is_bare(side: &Side<'_>, words: &Range<usize>, head: usize) -> bool {
    words.end == head + 1 && !side.words[words.clone()].iter().any(|w| w.folded == "'s" || w.is_capital())
}
