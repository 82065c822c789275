//! Other words between quotation marks.

use std::ops::Range;

use crate::analysis::Side;
use crate::change::{ChangeKind, Severity};
use crate::matching::Gap;
use crate::reason::Reason;
use crate::rules::{Finding, View};

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
    let content = |side: &Side<'_>, range: &Range<usize>| range.clone().any(|i| side.words[i].tag.is_content());
    if gap.a.len() > 6 || gap.b.len() > 6 || !content(&pair.a, &gap.a) || !content(&pair.b, &gap.b) {
        return None;
    }
    if same_number(&pair.a, &gap.a, &pair.b, &gap.b) {
        return None;
    }
    Some(Finding {
        kind: ChangeKind::Quotation,
        severity: Severity::Minor,
        a: Some(gap.a.clone()),
        b: Some(gap.b.clone()),
        reason: Reason::Either("The quotation has other words: “{}” here, “{}” there."),
        confidence: 0.6,
    })
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
