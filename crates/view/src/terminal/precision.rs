use wirecopy_record::PrecisionRow;

use super::Screen;
use crate::style::Style;
use crate::words::{count, grouped};
use crate::wrap::Run;

/// Precision of each kind of link as a coded sheet tells it, in plain sentences.
#[must_use]
pub fn precision(rows: &[PrecisionRow], style: Style) -> String {
    let mut screen = Screen::new(style);
    for row in rows {
        let name = format!("{}{}", row.kind[..1].to_uppercase(), &row.kind[1..]);
        screen.section(&name, &[Run::plain(&sentence(row))]);
    }
    screen.out
}

fn sentence(row: &PrecisionRow) -> String {
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let links = count(size(row.links), "link", "links");
    let (Some(share), Some(low), Some(high)) = (row.precision, row.low, row.high) else {
        return format!("none of the rows that stand for {links} was coded as right or wrong.");
    };
    let unsure = if row.unsure > 0 { format!(", {} unsure", grouped(size(row.unsure))) } else { String::new() };
    format!(
        "precision {share:.3} (95 % interval {low:.3} to {high:.3}) for {links}: {} right, {} wrong{unsure}.",
        grouped(size(row.right)),
        grouped(size(row.wrong))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_coded_and_what_was_not() {
        let near = PrecisionRow {
            kind: "near".to_owned(),
            links: 1200,
            coded: 11,
            right: 9,
            wrong: 1,
            unsure: 1,
            precision: Some(0.9),
            low: Some(0.5958),
            high: Some(0.9821),
        };
        let none = PrecisionRow { kind: "exact".to_owned(), links: 3, ..PrecisionRow::default() };
        let text = precision(&[near, none], Style::plain(100));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "Near       precision 0.900 (95 % interval 0.596 to 0.982) for 1,200 links: 9 right, 1 wrong, 1",
                "           unsure.",
                "Exact      none of the rows that stand for 3 links was coded as right or wrong.",
            ]
        );
    }
}
