//! One link as rows: the link itself, its alignment, its changes.

use std::ops::Range;

use wirecopy_align::{Edit, Group};
use wirecopy_document::Version;
use wirecopy_facts::Change;
use wirecopy_record::{AlignmentRow, ChangeRow, EditRow, LinkRow, PassageRow, SpanRow, Tables};
use wirecopy_text::Span;

use crate::grouping::Link;
use crate::link::{LinkKind, Reading};
use crate::pile::Pile;

/// Adds the rows of a link.
pub(crate) fn push(pile: &Pile, link: &Link, tables: &mut Tables) {
    let (a, b) = (&pile.entries[link.a as usize].version, &pile.entries[link.b as usize].version);
    let row = link_row(a, b, link);
    if link.kind != LinkKind::Story {
        tables.alignments.extend(alignment_rows(&row.link_id, a, b, &link.reading));
        tables.changes.extend(change_rows(&row.link_id, a, b, &link.reading.changes));
    }
    tables.links.push(row);
}

fn link_row(a: &Version, b: &Version, link: &Link) -> LinkRow {
    let (x, y) = (link.reading.a, link.reading.b);
    let score = match link.kind {
        LinkKind::Story => f64::from(link.cosine),
        _ => x.carried().max(y.carried()),
    };
    LinkRow {
        link_id: format!("{}~{}", a.id, b.id),
        a: a.id.to_string(),
        b: b.id.to_string(),
        kind: link.kind.name().to_owned(),
        copied_a: rounded(x.copied),
        copied_b: rounded(y.copied),
        reworded_a: rounded(x.reworded),
        reworded_b: rounded(y.reworded),
        score: rounded(score),
        direction: link.verdict.direction.name().to_owned(),
        direction_reason: link.verdict.reason.clone(),
        found_by: link.found_by.name().to_owned(),
        passages: link.reading.shared.passages.iter().filter_map(|p| passage_row(a, b, &p.a, &p.b)).collect(),
    }
}

/// Four digits: more would claim a precision that shares of a few hundred words do not have.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn passage_row(a: &Version, b: &Version, in_a: &Range<usize>, in_b: &Range<usize>) -> Option<PassageRow> {
    Some(PassageRow {
        a: span_row(a.tokens.cover(in_a.clone())?),
        b: span_row(b.tokens.cover(in_b.clone())?),
        tokens: in_a.len() as u64,
    })
}

fn alignment_rows(link: &str, a: &Version, b: &Version, reading: &Reading) -> Vec<AlignmentRow> {
    (1..).zip(&reading.alignment.groups).map(|(n, group)| alignment_row(link, n, a, b, group)).collect()
}

fn alignment_row(link: &str, n: u64, a: &Version, b: &Version, group: &Group) -> AlignmentRow {
    let spans = |version: &Version, sentences: &[usize]| {
        sentences.iter().map(|&s| span_row(version.sentences[s].span)).collect()
    };
    AlignmentRow {
        link_id: link.to_owned(),
        n,
        a_spans: spans(a, &group.a),
        b_spans: spans(b, &group.b),
        label: group.label.name().to_owned(),
        moved: group.moved,
        similarity: rounded(group.similarity),
        edits: edit_rows(a, b, &group.edits),
    }
}

fn edit_rows(a: &Version, b: &Version, edits: &[Edit]) -> Vec<EditRow> {
    let row = |edit: &Edit| EditRow {
        op: edit.op.name().to_owned(),
        a: words_or_place(a, &edit.a),
        b: words_or_place(b, &edit.b),
    };
    edits.iter().map(row).collect()
}

/// The span of the words, or an empty span where they would stand: behind the word before.
fn words_or_place(version: &Version, words: &Range<usize>) -> SpanRow {
    let place = || match words.start.checked_sub(1) {
        Some(before) if before < version.tokens.len() => version.tokens.span(before).end(),
        _ => version.sentences.first().map_or(0, |s| s.span.start()),
    };
    let span = version.tokens.cover(words.clone()).unwrap_or_else(|| Span::new(place(), place()));
    span_row(span)
}

/// Sorted for reading: what matters most first, then what is surest, then by place.
fn change_rows(link: &str, a: &Version, b: &Version, changes: &[Change]) -> Vec<ChangeRow> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by(|x, y| {
        let rank = |c: &Change| (c.severity, c.confidence);
        let place = |c: &Change| (c.group, c.a, c.b, c.kind);
        rank(y).partial_cmp(&rank(x)).expect("confidences are numbers").then(place(x).cmp(&place(y)))
    });
    let text = |version: &Version, span: Option<Span>| span.map(|s| s.of(&version.text).to_owned());
    let row = |change: &Change| ChangeRow {
        link_id: link.to_owned(),
        n: change.group as u64 + 1,
        kind: change.kind.name().to_owned(),
        severity: change.severity.name().to_owned(),
        a_span: change.a.map(span_row),
        b_span: change.b.map(span_row),
        a_text: text(a, change.a),
        b_text: text(b, change.b),
        reason: change.reason.clone(),
        confidence: rounded(change.confidence),
    };
    sorted.into_iter().map(row).collect()
}

/// A span as tables spell it.
pub(crate) fn span_row(span: Span) -> SpanRow {
    [span.start() as u64, span.end() as u64]
}
