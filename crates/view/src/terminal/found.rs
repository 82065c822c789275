use wirecopy_record::{OccurrenceRow, PassageRow};

use super::{LABEL, Screen};
use crate::style::Style;
use crate::words::{count, grouped, share, shortened};
use crate::wrap::Run;

/// Columns of a passage that are shown.
const SHOWN: usize = 160;

/// Where the text `asked` occurs, in plain sentences. `records` is how many records hold some of it, and `is_complete` whether all that may
/// were read.
#[must_use]
pub fn found(rows: &[OccurrenceRow], records: usize, is_complete: bool, asked: &str, style: Style) -> String {
    let mut screen = Screen::new(style);
    let mut text = match records {
        0 => "no record of this pile holds the text or a run of twelve words of it.".to_owned(),
        n => format!("{} the text or a part of it.", count(n, "record holds", "records hold")),
    };
    if !is_complete {
        text.push_str(" So many share phrases with it that not all were read: there may be more.");
    }
    screen.section("Found", &[Run::plain(&text)]);
    for row in rows {
        screen.item(LABEL, "-", &[Run::plain(&sentence(row, asked))]);
    }
    if records > rows.len() {
        screen.item(LABEL, "-", &[Run::plain(&format!("and {} more; see --most", grouped(records - rows.len())))]);
    }
    screen.out
}

fn sentence(row: &OccurrenceRow, asked: &str) -> String {
    let longest = row.passages.iter().max_by_key(|passage| passage.tokens);
    let quoted = longest.map(|passage| format!("; {}", longest_passage(passage, asked))).unwrap_or_default();
    format!(
        "{}: {} of the text, which is {} of the record, in {}{quoted}",
        row.id,
        share(row.copied),
        share(row.covered),
        count(row.passages.len(), "run", "runs")
    )
}

fn longest_passage(passage: &PassageRow, asked: &str) -> String {
    let [start, end] = passage.a.map(|at| usize::try_from(at).unwrap_or(usize::MAX));
    let words = asked.get(start..end).unwrap_or_default();
    format!("bytes {} to {}: “{}”", passage.b[0], passage.b[1], shortened(words, SHOWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_told_with_its_place() {
        let passages = vec![PassageRow { a: [4, 14], b: [100, 110], tokens: 2 }];
        let row = OccurrenceRow { id: "a".to_owned(), copied: 0.5, covered: 0.1, passages };
        let told = found(&[row], 3, true, "the ferry left Tarn", Style::plain(200));
        assert!(told.contains("3 records hold") && told.contains("bytes 100 to 110: “ferry left”"), "{told}");
        assert!(told.contains("and 2 more"), "{told}");
        assert!(found(&[], 0, false, "", Style::plain(200)).contains("there may be more"));
    }
}
