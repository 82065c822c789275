//! Lines on disk: each by how far it starts behind the end of the one before, and how long it is. Most of these numbers take one byte.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wirecopy_text::Span;

use crate::lines::{KEY_ZEROS, Line, Origin};

#[derive(Default, Serialize, Deserialize)]
struct Row {
    /// From the end of the line before.
    start: u32,
    /// Bytes.
    length: u32,
    key: u64,
    gap: u32,
    origin: Origin,
    unlinked: bool,
    body: u32,
    words: u32,
    capitals: u32,
    numbers: u32,
    last: char,
}

/// Stands in front of rows. In archives of formats up to 6 the first line stands here, with its start and end: no line ends before it starts.
const FIRST: (u32, u32) = (1, 0);

pub(super) fn serialize<S: Serializer>(lines: &[Line], to: S) -> Result<S::Ok, S::Error> {
    let mut end = 0;
    let rows = lines.iter().map(|line| {
        let start = line.span.start() as u32;
        let row = Row { start: start.wrapping_sub(end), length: line.span.len() as u32, ..row(line) };
        end = line.span.end() as u32;
        row
    });
    let first = Row { start: FIRST.0, length: FIRST.1, ..Row::default() };
    let first = (!lines.is_empty()).then_some(first);
    first.into_iter().chain(rows).collect::<Vec<_>>().serialize(to)
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<Line>, D::Error> {
    let mut rows = Vec::<Row>::deserialize(from)?.into_iter().peekable();
    let are_steps = rows.next_if(|row| (row.start, row.length) == FIRST).is_some();
    let mut end = 0_u32;
    let spans = |row: &Row| {
        let start = if are_steps { end.wrapping_add(row.start) } else { row.start };
        end = if are_steps { start.wrapping_add(row.length) } else { row.length };
        (start <= end).then(|| Span::new(start as usize, end as usize))
    };
    read(rows, spans).ok_or_else(|| serde::de::Error::custom("a line ends before it starts"))
}

fn read(rows: impl Iterator<Item = Row>, mut span: impl FnMut(&Row) -> Option<Span>) -> Option<Vec<Line>> {
    rows.map(|row| Some(line(span(&row)?, row))).collect()
}

/// The row of a line, but for its place.
fn row(line: &Line) -> Row {
    let Line { span: _, key, gap, origin, unlinked, body, words, capitals, numbers, last } = *line;
    Row { start: 0, length: 0, key: key >> KEY_ZEROS, gap, origin, unlinked, body, words, capitals, numbers, last }
}

fn line(span: Span, row: Row) -> Line {
    let Row { start: _, length: _, key, gap, origin, unlinked, body, words, capitals, numbers, last } = row;
    // Archives of formats up to 6 have keys of 64 bits.
    let key = if key.leading_zeros() >= KEY_ZEROS { key << KEY_ZEROS } else { key >> KEY_ZEROS << KEY_ZEROS };
    Line { span, key, gap, origin, unlinked, body, words, capitals, numbers, last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::read_lines;

    #[derive(Serialize, Deserialize)]
    struct Kept {
        #[serde(with = "super")]
        lines: Vec<Line>,
    }

    #[test]
    fn lines_come_back() {
        let page = "One line.\n\nAnother one, of 8 words, and it ends?\n“A third”";
        let mut lines = read_lines(page);
        for _ in 0..2 {
            let bytes = serde_json::to_vec(&Kept { lines: lines.clone() }).unwrap();
            assert_eq!(serde_json::from_slice::<Kept>(&bytes).unwrap().lines, lines);
            lines.reverse();
        }
    }

    #[test]
    fn lines_of_earlier_formats_are_read() {
        let lines = read_lines("One line.\n\nAnother one.");
        let row = |line: &Line| Row {
            start: line.span.start() as u32,
            length: line.span.end() as u32,
            key: line.key | 12345,
            ..row(line)
        };
        let rows: Vec<Row> = lines.iter().map(row).collect();
        let bytes = serde_json::to_vec(&serde_json::json!({ "lines": rows })).unwrap();
        assert_eq!(serde_json::from_slice::<Kept>(&bytes).unwrap().lines, lines);
    }
}
