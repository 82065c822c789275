//! The rows of a link on disk.

use std::slice::Iter;

use serde::{Deserialize, Serialize};
use wirecopy_align::{EditOp, Label};
use wirecopy_facts::{ChangeKind, Severity};
use wirecopy_record::{AlignmentRow, ChangeRow, EditRow, LinkRow, PassageRow, SpanRow};

/// The rows of a link; its id, kind, score and direction are known only when the groups are. On disk they do without the names of the two
/// articles, which the link tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "Packed", try_from = "Packed")]
pub(crate) struct StoredReading {
    pub(crate) link: LinkRow,
    pub(crate) alignments: Vec<AlignmentRow>,
    pub(crate) changes: Vec<ChangeRow>,
}

/// Rows without what is known from their place, all numbers in one list: a span by how far it begins behind the one before, and by how much
/// longer it is than what it should answer to, so that most numbers are near zero.
#[derive(Serialize, Deserialize)]
struct Packed {
    /// Empty but in archives of formats up to 6.
    ids: [String; 2],
    numbers: Vec<i64>,
    /// Of each change the words of a, the words of b, and the reason without them.
    texts: Vec<(Option<String>, Option<String>, String)>,
}

/// Shares have four digits.
const SHARE: f64 = 10_000.0;

impl From<StoredReading> for Packed {
    fn from(StoredReading { link, alignments, changes }: StoredReading) -> Self {
        let mut out = Out::default();
        for share in [link.copied_a, link.copied_b, link.reworded_a, link.reworded_b, link.score] {
            out.share(share);
        }
        out.count(&link.passages);
        for passage in &link.passages {
            out.pair(passage.a, passage.b, 0);
            out.number(passage.tokens);
        }
        out.start();
        out.count(&alignments);
        alignments.iter().for_each(|row| out.alignment(row));
        out.start();
        out.count(&changes);
        changes.iter().for_each(|row| out.change(row));
        let texts = changes.into_iter().map(|row| {
            let reason = without(&row.reason, [row.a_text.as_deref(), row.b_text.as_deref()]);
            (row.a_text, row.b_text, reason)
        });
        let texts = texts.collect();
        Self { ids: [String::new(), String::new()], numbers: out.numbers, texts }
    }
}

impl TryFrom<Packed> for StoredReading {
    type Error = &'static str;

    fn try_from(packed: Packed) -> Result<Self, Self::Error> {
        packed.unpack().ok_or("its numbers are no rows of a link")
    }
}

/// What stands in a reason for the words of a and of b: most reasons name them, and are alike without them.
const PLACES: [char; 2] = ['\u{1}', '\u{2}'];
/// What a reason begins with that stands there as it is.
const AS_IT_IS: char = '\u{3}';

/// A reason with places for the words of the two sides.
fn without(reason: &str, words: [Option<&str>; 2]) -> String {
    let is_odd = |text: &str| text.contains([PLACES[0], PLACES[1], AS_IT_IS]);
    if is_odd(reason) || words.into_iter().flatten().any(is_odd) {
        return format!("{AS_IT_IS}{reason}");
    }
    let named =
        PLACES.into_iter().zip(words).filter_map(|(place, words)| Some((place, words.filter(|w| !w.is_empty())?)));
    named.fold(reason.to_owned(), |reason, (place, words)| reason.replace(words, place.encode_utf8(&mut [0; 4])))
}

/// The reason again.
fn with(reason: &str, words: [Option<&str>; 2]) -> String {
    if let Some(reason) = reason.strip_prefix(AS_IT_IS) {
        return reason.to_owned();
    }
    let words = words.map(Option::unwrap_or_default);
    let mut out = String::with_capacity(reason.len() + words[0].len() + words[1].len());
    for c in reason.chars() {
        match PLACES.iter().position(|&place| place == c) {
            Some(side) => out.push_str(words[side]),
            None => out.push(c),
        }
    }
    out
}

/// Numbers as they are written.
#[derive(Default)]
struct Out {
    numbers: Vec<i64>,
    /// Where the span before ends in a and in b.
    ends: [u64; 2],
}

impl Out {
    fn start(&mut self) {
        self.ends = [0; 2];
    }

    fn number(&mut self, number: u64) {
        self.numbers.push(number as i64);
    }

    fn count<T>(&mut self, rows: &[T]) {
        self.number(rows.len() as u64);
    }

    fn share(&mut self, share: f64) {
        self.numbers.push((share * SHARE).round() as i64);
    }

    fn name(&mut self, names: impl IntoIterator<Item = &'static str>, name: &str) {
        let place = names.into_iter().position(|other| other == name);
        self.number(place.expect("rows are made with the names of their enums") as u64);
    }

    fn span(&mut self, side: usize, span: SpanRow, expected: u64) {
        self.numbers.push(span[0].wrapping_sub(self.ends[side]) as i64);
        self.numbers.push(length(span).wrapping_sub(expected) as i64);
        self.ends[side] = span[1];
    }

    fn pair(&mut self, a: SpanRow, b: SpanRow, expected: u64) {
        self.span(0, a, expected);
        self.span(1, b, length(a));
    }

    fn alignment(&mut self, row: &AlignmentRow) {
        self.name(Label::ALL.map(Label::name), &row.label);
        self.number(row.moved.into());
        self.share(row.similarity);
        self.count(&row.a_spans);
        self.count(&row.b_spans);
        self.count(&row.edits);
        row.a_spans.iter().for_each(|&span| self.span(0, span, 0));
        for (i, &span) in row.b_spans.iter().enumerate() {
            self.span(1, span, row.a_spans.get(i).map_or(0, |&span| length(span)));
        }
        let after = self.ends;
        self.ends = [first(&row.a_spans, after[0]), first(&row.b_spans, after[1])];
        let whole = row.a_spans.first().map_or(0, |&span| length(span));
        for (i, edit) in row.edits.iter().enumerate() {
            self.name(EditOp::ALL.map(EditOp::name), &edit.op);
            self.pair(edit.a, edit.b, if i == 0 { whole } else { 0 });
        }
        self.ends = after;
    }

    fn change(&mut self, row: &ChangeRow) {
        self.number(row.n);
        self.name(ChangeKind::ALL.map(ChangeKind::name), &row.kind);
        self.name(Severity::ALL.map(Severity::name), &row.severity);
        self.share(row.confidence);
        for (side, span) in [row.a_span, row.b_span].into_iter().enumerate() {
            self.number(span.is_some().into());
            span.into_iter().for_each(|span| self.span(side, span, 0));
        }
    }
}

fn length(span: SpanRow) -> u64 {
    span[1].wrapping_sub(span[0])
}

/// Where the first of some spans begins.
fn first(spans: &[SpanRow], without: u64) -> u64 {
    spans.first().map_or(without, |span| span[0])
}

impl Packed {
    fn unpack(self) -> Option<StoredReading> {
        let mut rows = In { numbers: self.numbers.iter(), ends: [0; 2] };
        let mut link = LinkRow::default();
        for share in
            [&mut link.copied_a, &mut link.copied_b, &mut link.reworded_a, &mut link.reworded_b, &mut link.score]
        {
            *share = rows.share()?;
        }
        link.passages = rows.some(|rows| {
            let (a, b) = rows.pair(0)?;
            Some(PassageRow { a, b, tokens: rows.number()? })
        })?;
        rows.ends = [0; 2];
        let mut alignments = rows.some(In::alignment)?;
        (1..).zip(&mut alignments).for_each(|(n, row)| row.n = n);
        rows.ends = [0; 2];
        let mut changes = rows.some(In::change)?;
        for (row, (a, b, reason)) in changes.iter_mut().zip(self.texts) {
            row.reason = with(&reason, [a.as_deref(), b.as_deref()]);
            (row.a_text, row.b_text) = (a, b);
        }
        Some(StoredReading { link, alignments, changes })
    }
}

/// Numbers as they are read; `None` where they end too soon or name nothing.
struct In<'p> {
    numbers: Iter<'p, i64>,
    ends: [u64; 2],
}

impl In<'_> {
    fn number(&mut self) -> Option<u64> {
        self.numbers.next().map(|&number| number as u64)
    }

    fn share(&mut self) -> Option<f64> {
        self.numbers.next().map(|&number| number as f64 / SHARE)
    }

    fn place(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// As many as the next number says.
    fn some<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        (0..count).map(|_| one(self)).collect()
    }

    fn span(&mut self, side: usize, expected: u64) -> Option<SpanRow> {
        let start = self.ends[side].wrapping_add(self.number()?);
        self.ends[side] = start.wrapping_add(self.number()?).wrapping_add(expected);
        Some([start, self.ends[side]])
    }

    fn pair(&mut self, expected: u64) -> Option<(SpanRow, SpanRow)> {
        let a = self.span(0, expected)?;
        Some((a, self.span(1, length(a))?))
    }

    fn alignment(&mut self) -> Option<AlignmentRow> {
        let label = Label::ALL.get(self.place()?)?.name().to_owned();
        let (moved, similarity) = (self.number()? != 0, self.share()?);
        let [spans_a, spans_b, edits] = [self.number()?, self.number()?, self.number()?];
        let a_spans: Vec<SpanRow> = (0..spans_a).map(|_| self.span(0, 0)).collect::<Option<_>>()?;
        let answer = |i: u64| usize::try_from(i).ok().and_then(|i| a_spans.get(i)).map_or(0, |&span| length(span));
        let b_spans: Vec<SpanRow> = (0..spans_b).map(|i| self.span(1, answer(i))).collect::<Option<_>>()?;
        let after = self.ends;
        self.ends = [first(&a_spans, after[0]), first(&b_spans, after[1])];
        let edits = (0..edits).map(|i| self.edit(if i == 0 { answer(0) } else { 0 })).collect::<Option<_>>()?;
        self.ends = after;
        Some(AlignmentRow { label, moved, similarity, a_spans, b_spans, edits, ..AlignmentRow::default() })
    }

    fn edit(&mut self, expected: u64) -> Option<EditRow> {
        let op = EditOp::ALL.get(self.place()?)?.name().to_owned();
        let (a, b) = self.pair(expected)?;
        Some(EditRow { op, a, b })
    }

    fn change(&mut self) -> Option<ChangeRow> {
        let n = self.number()?;
        let kind = ChangeKind::ALL.get(self.place()?)?.name().to_owned();
        let severity = Severity::ALL.get(self.place()?)?.name().to_owned();
        let confidence = self.share()?;
        let mut span = |side| if self.number()? == 0 { Some(None) } else { self.span(side, 0).map(Some) };
        let (a_span, b_span) = (span(0)?, span(1)?);
        Some(ChangeRow { n, kind, severity, confidence, a_span, b_span, ..ChangeRow::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(op: &str, a: SpanRow, b: SpanRow) -> EditRow {
        EditRow { op: op.to_owned(), a, b }
    }

    fn example() -> StoredReading {
        let link = LinkRow {
            copied_a: 0.1234,
            reworded_b: 1.0,
            score: 0.9999,
            passages: vec![
                PassageRow { a: [70, 90], b: [3, 24], tokens: 6 },
                PassageRow { a: [0, 9], b: [30, 39], tokens: 2 },
            ],
            ..LinkRow::default()
        };
        let one = AlignmentRow {
            n: 1,
            a_spans: vec![[0, 20], [21, 30]],
            b_spans: vec![[50, 69]],
            label: "merged".to_owned(),
            moved: true,
            similarity: 0.7301,
            edits: vec![edit("equal", [0, 5], [50, 55]), edit("delete", [6, 30], [55, 55])],
            ..AlignmentRow::default()
        };
        let other = AlignmentRow { n: 2, b_spans: vec![[0, 8]], label: "added".to_owned(), ..AlignmentRow::default() };
        let change = ChangeRow {
            n: 1,
            kind: "scope".to_owned(),
            severity: "cosmetic".to_owned(),
            b_span: Some([60, 63]),
            b_text: Some("all".to_owned()),
            reason: "“all” is added.".to_owned(),
            confidence: 0.55,
            ..ChangeRow::default()
        };
        StoredReading { link, alignments: vec![one, other], changes: vec![change] }
    }

    #[test]
    fn rows_come_back() {
        assert_eq!(StoredReading::try_from(Packed::from(example())).unwrap(), example());
        let empty = StoredReading { link: LinkRow::default(), alignments: Vec::new(), changes: Vec::new() };
        assert_eq!(StoredReading::try_from(Packed::from(empty.clone())).unwrap(), empty);
    }

    #[test]
    fn reasons_come_back_whatever_they_name() {
        let check = |reason: &str, words: [Option<&str>; 2], expected: &str| {
            let kept = without(reason, words);
            assert_eq!(kept, expected);
            assert_eq!(with(&kept, words), reason);
        };
        check("“ten” here, “two” there.", [Some("ten"), Some("two")], "“\u{1}” here, “\u{2}” there.");
        check("“ten men” here, “ten” there.", [Some("ten men"), Some("ten")], "“\u{1}” here, “\u{2}” there.");
        check("“ten men” here, “ten” there.", [Some("ten"), Some("ten men")], "“\u{1} men” here, “\u{1}” there.");
        check("“all” is added.", [None, Some("")], "“all” is added.");
        check("“\u{2}” is added.", [Some("x"), Some("\u{2}")], "\u{3}“\u{2}” is added.");
        check("“x” is added.", [Some("x"), Some("\u{1}")], "\u{3}“x” is added.");
    }

    #[test]
    fn what_is_no_list_of_rows_is_said_to_be_none() {
        let whole = Packed::from(example()).numbers;
        for end in 0..whole.len() {
            let cut = Packed { numbers: whole[..end].to_vec(), ..Packed::from(example()) };
            assert!(StoredReading::try_from(cut).is_err(), "{end}");
        }
        let endless = Packed { numbers: vec![i64::MAX; 6], ..Packed::from(example()) };
        assert!(StoredReading::try_from(endless).is_err());
    }
}
