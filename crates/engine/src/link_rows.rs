//! One link as rows: the link itself, its alignment, its changes.

use std::ops::Range;

use wirecopy_align::{Edit, Group};
use wirecopy_document::Version;
use wirecopy_facts::Change;
use wirecopy_record::{AlignmentRow, ChangeRow, EditRow, LinkRow, PassageRow, SpanRow, Tables};
use wirecopy_retrieve::Shared;
use wirecopy_stemma::Verdict;
use wirecopy_text::Span;

use crate::link::{LinkKind, Reading, Shares};
use crate::page_rows::span_row;
use crate::stored::StoredReading;

/// What a reading says, as rows without the link's id, kind, score and direction. Only pairs that share their copy have
/// alignments and changes.
pub(crate) fn stored(a: &Version, b: &Version, reading: &Reading) -> StoredReading {
    let link = link_row(a, b, &reading.shared, [reading.a, reading.b]);
    match reading.kind {
        None => StoredReading { link, alignments: Vec::new(), changes: Vec::new() },
        Some(_) => StoredReading {
            link,
            alignments: alignment_rows(a, b, reading),
            changes: change_rows(a, b, &reading.changes),
        },
    }
}

/// What two articles share, without the link's id, kind and direction.
pub(crate) fn link_row(a: &Version, b: &Version, shared: &Shared, shares: [Shares; 2]) -> LinkRow {
    let [x, y] = shares;
    LinkRow {
        a: a.id.to_string(),
        b: b.id.to_string(),
        copied_a: rounded(x.copied),
        copied_b: rounded(y.copied),
        reworded_a: rounded(x.reworded),
        reworded_b: rounded(y.reworded),
        score: rounded(x.carried().max(y.carried())),
        passages: shared.passages.iter().filter_map(|p| passage_row(a, b, &p.a, &p.b)).collect(),
        ..LinkRow::default()
    }
}

/// What a link is, beside its reading.
pub(crate) struct About<'v> {
    pub(crate) kind: LinkKind,
    pub(crate) found_by: &'static str,
    pub(crate) cosine: f32,
    pub(crate) verdict: &'v Verdict,
}

/// Adds the rows of a link.
pub(crate) fn push(mut stored: StoredReading, about: &About<'_>, tables: &mut Tables) {
    let link = &mut stored.link;
    link.link_id = format!("{}~{}", link.a, link.b);
    if about.kind == LinkKind::Story {
        link.score = rounded(f64::from(about.cosine));
    }
    about.kind.name().clone_into(&mut link.kind);
    about.verdict.direction.name().clone_into(&mut link.direction);
    link.direction_reason.clone_from(&about.verdict.reason);
    about.found_by.clone_into(&mut link.found_by);
    stored.alignments.iter_mut().for_each(|row| row.link_id.clone_from(&link.link_id));
    stored.changes.iter_mut().for_each(|row| row.link_id.clone_from(&link.link_id));
    tables.alignments.append(&mut stored.alignments);
    tables.changes.append(&mut stored.changes);
    tables.links.push(stored.link);
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

fn alignment_rows(a: &Version, b: &Version, reading: &Reading) -> Vec<AlignmentRow> {
    (1..).zip(&reading.alignment.groups).map(|(n, group)| alignment_row(n, a, b, group)).collect()
}

fn alignment_row(n: u64, a: &Version, b: &Version, group: &Group) -> AlignmentRow {
    let spans = |version: &Version, sentences: &[usize]| {
        sentences.iter().map(|&s| span_row(version.sentences[s].span)).collect()
    };
    AlignmentRow {
        link_id: String::new(),
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
fn change_rows(a: &Version, b: &Version, changes: &[Change]) -> Vec<ChangeRow> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by(|x, y| {
        let rank = |c: &Change| (c.severity, c.confidence);
        let place = |c: &Change| (c.group, c.a, c.b, c.kind);
        rank(y).partial_cmp(&rank(x)).expect("confidences are numbers").then(place(x).cmp(&place(y)))
    });
    let text = |version: &Version, span: Option<Span>| span.map(|s| s.of(&version.text).to_owned());
    let row = |change: &Change| ChangeRow {
        link_id: String::new(),
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
