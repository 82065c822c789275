//! Sentences cut at the places where something is to be marked.

use wirecopy_record::{AlignmentRow, ArticleRow, SpanRow};

use crate::Pair;

/// Which article of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    A,
    B,
}

/// A stretch of a sentence and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment<'t> {
    pub(crate) text: &'t str,
    /// Other words stand on the other side.
    pub(crate) is_edited: bool,
    /// It is part of a change of this rank: 3 material, 2 minor, 1 cosmetic, 0 of none.
    pub(crate) rank: u8,
}

/// How heavy a severity is: 3 for material, 2 for minor, 1 for cosmetic.
pub(crate) fn rank(severity: &str) -> u8 {
    match severity {
        "material" => 3,
        "minor" => 2,
        _ => 1,
    }
}

/// The sentences of one side of an alignment, each cut where marks begin and end.
pub(crate) fn sentences<'t>(pair: &Pair<'t>, row: &AlignmentRow, side: Side) -> Vec<Vec<Segment<'t>>> {
    let (article, spans) = match side {
        Side::A => (pair.a, &row.a_spans),
        Side::B => (pair.b, &row.b_spans),
    };
    let marks = marks(pair, row, side);
    spans.iter().map(|&span| cut(article, span, &marks)).filter(|sentence| !sentence.is_empty()).collect()
}

/// A span with the rank of its change; rank 0 is a word-level edit.
type Mark = (SpanRow, u8);

fn marks(pair: &Pair<'_>, row: &AlignmentRow, side: Side) -> Vec<Mark> {
    let edits = row.edits.iter().filter(|edit| edit.op != "equal");
    let edited = edits.map(|edit| (if side == Side::A { edit.a } else { edit.b }, 0));
    let changes = pair.changes.iter().filter(|change| change.n == row.n);
    let changed = changes.filter_map(|change| {
        let span = if side == Side::A { change.a_span } else { change.b_span };
        span.map(|span| (span, rank(&change.severity)))
    });
    edited.chain(changed).filter(|(span, _)| span[0] < span[1]).collect()
}

/// Sweeps over the ends of the marks: time is that of sorting them.
fn cut<'t>(article: &'t ArticleRow, sentence: SpanRow, marks: &[Mark]) -> Vec<Segment<'t>> {
    let mut ends: Vec<(u64, bool, u8)> = Vec::with_capacity(marks.len() * 2);
    for &(span, rank) in marks {
        let (start, end) = (span[0].max(sentence[0]), span[1].min(sentence[1]));
        if start < end {
            ends.extend([(start, true, rank), (end, false, rank)]);
        }
    }
    ends.sort_unstable();
    let mut open = [0_usize; 4];
    let mut at = sentence[0];
    let mut stretches = Vec::new();
    for (place, opens, rank) in ends {
        push([at, place], &open, &mut stretches);
        at = place;
        let count = &mut open[usize::from(rank)];
        *count = if opens { *count + 1 } else { count.saturating_sub(1) };
    }
    push([at, sentence[1]], &open, &mut stretches);
    let segment = |&(span, is_edited, rank): &Stretch| {
        pieces(article, span).into_iter().map(move |text| Segment { text, is_edited, rank })
    };
    stretches.iter().flat_map(segment).collect()
}

/// A span, whether it is edited, and its rank.
type Stretch = (SpanRow, bool, u8);

/// Adds a stretch, or lengthens the last one where that is marked alike.
fn push(span: SpanRow, open: &[usize; 4], stretches: &mut Vec<Stretch>) {
    let rank = (1..4_u8).rev().find(|&rank| open[usize::from(rank)] > 0).unwrap_or(0);
    let is_edited = open[0] > 0;
    match stretches.last_mut() {
        _ if span[0] >= span[1] => {}
        Some(last) if last.0[1] == span[0] && (last.1, last.2) == (is_edited, rank) => last.0[1] = span[1],
        _ => stretches.push((span, is_edited, rank)),
    }
}

/// The text of a span, cut where the body is: a span over a gap in the body gives more than one piece.
pub(crate) fn pieces(article: &ArticleRow, span: SpanRow) -> Vec<&str> {
    let parts = article.body_spans.iter().filter(|part| part[0] < span[1] && span[0] < part[1]);
    let cut = parts.map(|part| [part[0].max(span[0]), part[1].min(span[1])]);
    cut.filter_map(|inner| article.slice(inner)).filter(|text| !text.is_empty()).collect()
}

/// The same on one line.
pub(crate) fn text(article: &ArticleRow, span: SpanRow) -> String {
    pieces(article, span).join(" ")
}

/// A stretch of both sides shown as one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Merged {
    Same(String),
    Removed(String),
    Added(String),
}

/// Both sides as one text, with the words of a that b has not before those that b has instead.
pub(crate) fn merged(pair: &Pair<'_>, row: &AlignmentRow) -> Vec<Merged> {
    let mut out = Vec::new();
    let mut at = row.b_spans.first().map_or(0, |span| span[0]);
    for edit in &row.edits {
        if edit.b[0] < edit.b[1] {
            push_same(&mut out, &between(pair.b, &row.b_spans, [at, edit.b[0]]));
            at = edit.b[1];
        }
        let removed = text(pair.a, edit.a);
        let there = text(pair.b, edit.b);
        match edit.op.as_str() {
            "equal" => push_same(&mut out, &there),
            _ => {
                out.extend((!removed.is_empty()).then_some(Merged::Removed(removed)));
                out.extend((!there.is_empty()).then_some(Merged::Added(there)));
            }
        }
    }
    let end = row.b_spans.last().map_or(at, |span| span[1]);
    push_same(&mut out, &between(pair.b, &row.b_spans, [at, end]));
    out
}

fn push_same(out: &mut Vec<Merged>, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Merged::Same(last)) => last.push_str(text),
        _ => out.push(Merged::Same(text.to_owned())),
    }
}

/// What stands between two places, inside the sentences only; a blank where one sentence ends and the next begins.
fn between(article: &ArticleRow, sentences: &[SpanRow], span: SpanRow) -> String {
    let inside = sentences.iter().filter(|s| s[0] <= span[1] && span[0] <= s[1]);
    let cut = inside.map(|s| text(article, [s[0].max(span[0]), s[1].min(span[1])]));
    cut.collect::<Vec<_>>().join(" ")
}
