//! Other words between quotation marks.

use std::ops::Range;

use wirecopy_lexicon::{Lexicon, Relation};

use crate::analysis::Side;
use crate::analysis::word::Word;
use crate::change::{ChangeKind, Severity};
use crate::cues::cue;
use crate::matching::Gap;
use crate::reason::Reason;
use crate::rules::{Finding, View, flanks};
use crate::words::is_saying;

/// Least share of a quotation that both versions have for its other words to be an alteration.
const KEPT: f64 = 0.6;

/// Most words that mean something in a place of a quotation that was altered.
const MOST: usize = 2;

pub(crate) fn find(view: &View<'_, '_>) -> Vec<Finding> {
    let pair = view.pair;
    pair.gaps
        .iter()
        .filter(|gap| is_inside(&pair.a, &gap.a) && is_inside(&pair.b, &gap.b))
        .filter_map(|gap| replaced(view, gap))
        .collect()
}

/// Whether the words stand in a quotation of four words or more: shorter ones are a manner of speaking.
fn is_inside(side: &Side<'_>, range: &Range<usize>) -> bool {
    let Some(quote) = (!range.is_empty()).then(|| side.words[range.start].quote).flatten() else { return false };
    let length = side.words.iter().filter(|w| w.quote == Some(quote)).count();
    length >= 4 && range.clone().all(|i| side.words[i].quote == Some(quote))
}

fn replaced(view: &View<'_, '_>, gap: &Gap) -> Option<Finding> {
    let pair = view.pair;
    let says = |w: &Word<'_>| w.tag.is_content() || w.is(cue!("none", "few", "all", "negator"));
    let tells = |side: &Side<'_>, range: &Range<usize>| range.clone().any(|i| says(&side.words[i]));
    if gap.a.len() > 6 || gap.b.len() > 6 || !tells(&pair.a, &gap.a) || !tells(&pair.b, &gap.b) {
        return None;
    }
    if same_number(&pair.a, &gap.a, &pair.b, &gap.b) {
        return None;
    }
    // Between states of one report nobody said both; elsewhere two may have been said.
    let severity = if view.one_report && are_other_words(view, gap) { Severity::Material } else { Severity::Minor };
    Some(Finding {
        kind: ChangeKind::Quotation,
        severity,
        a: Some(gap.a.clone()),
        b: Some(gap.b.clone()),
        reason: Reason::Either("The quotation has other words: “{}” here, “{}” there."),
        confidence: 0.6,
    })
}

/// Whether the words in one place of a quotation that is kept around them mean something else: none is a form, a synonym or near.
fn are_other_words(view: &View<'_, '_>, gap: &Gap) -> bool {
    let pair = view.pair;
    let (in_a, in_b) = (content(&pair.a, &gap.a), content(&pair.b, &gap.b));
    let related = |&i: &usize, &j: &usize| {
        let (x, y) = (&pair.a.words[i].known.entry, &pair.b.words[j].known.entry);
        Lexicon::shared().between(x, y) != Relation::None
    };
    let is_one = in_a.iter().any(|i| in_b.iter().any(|j| related(i, j)));
    let one_spelling = pair.a.folded(&gap.a).concat() == pair.b.folded(&gap.b).concat();
    let kept = kept(&pair.a, gap.a.start, &pair.to_b).min(kept(&pair.b, gap.b.start, &pair.to_a));
    let spoken = is_spoken(&pair.a, &gap.a, &in_a) && is_spoken(&pair.b, &gap.b, &in_b);
    spoken && !is_one && !one_spelling && kept >= KEPT && flanks(pair, &gap.a, &gap.b) == 2
}

fn content(side: &Side<'_>, range: &Range<usize>) -> Vec<usize> {
    range.clone().filter(|&i| side.words[i].tag.is_content()).collect()
}

/// Plain words, and few of them: no name or "UACs", which may be short for it; no "[the president]", which the desk put in.
fn is_spoken(side: &Side<'_>, range: &Range<usize>, content: &[usize]) -> bool {
    let is_plain = |&i: &usize| {
        let word = &side.words[i];
        word.known.entry.is_known() && !is_saying(word) && !side.is_exact(i) && !word.is_capital()
    };
    let put_in = side.words[range.start].before.contains('[') || side.words[range.end - 1].after.contains(']');
    !put_in && content.len() <= MOST && content.iter().all(is_plain)
}

/// Share of the words of the quotation around word `at` that have an answer.
fn kept(side: &Side<'_>, at: usize, to: &[Option<(usize, Relation)>]) -> f64 {
    let quote = side.words[at].quote;
    let inside: Vec<usize> = (0..side.words.len()).filter(|&i| side.words[i].quote == quote).collect();
    inside.iter().filter(|&&i| to[i].is_some()).count() as f64 / inside.len().max(1) as f64
}

/// "four" and "4", "29" and "29th": a number written otherwise.
fn same_number(a: &Side<'_>, in_a: &Range<usize>, b: &Side<'_>, in_b: &Range<usize>) -> bool {
    let value = |side: &Side<'_>, range: &Range<usize>| {
        side.quantities.iter().find(|q| q.words.start >= range.start && q.words.end <= range.end).map(|q| q.value)
    };
    let figure = |side: &Side<'_>, range: &Range<usize>| {
        side.words[range.start].folded.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<f64>().ok()
    };
    let read = |side: &Side<'_>, range: &Range<usize>| value(side, range).or_else(|| figure(side, range));
    in_a.len() <= 2 && in_b.len() <= 2 && matches!((read(a, in_a), read(b, in_b)), (Some(x), Some(y)) if x == y)
}
