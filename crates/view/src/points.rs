//! What the versions of a story disagree about, in words.

use wirecopy_record::{DisagreementRow, WordingRow};

use crate::words::{count, day, list};

/// "number: people killed", and what time may explain.
pub(crate) fn title(point: &DisagreementRow) -> String {
    let about = if point.about.is_empty() { String::new() } else { format!(": {}", point.about) };
    let caution = match point.nature.as_str() {
        "spelling" => " (a slip, or house style)",
        "later" => " (published on different days: a later figure, not a contradiction)",
        "undated" => " (not all dates are known: may be a later figure)",
        _ => "",
    };
    format!("{}{about}{caution}", point.kind)
}

/// "Reuters and The Hill, from 3 May 2020": the outlets, or the articles where no outlet is known.
pub(crate) fn who(says: &WordingRow) -> String {
    let names = if says.outlets.is_empty() { &says.articles } else { &says.outlets };
    let several = match says.articles.len() {
        n if n > names.len() => format!(" ({})", count(n, "article", "articles")),
        _ => String::new(),
    };
    let when = says.first_at.as_deref().map_or_else(String::new, |at| format!(", {}", day(at)));
    format!("{}{several}{when}", list(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_it_and_when() {
        let mut says = WordingRow { articles: vec!["a#1".into(), "b#1".into()], ..WordingRow::default() };
        assert_eq!(who(&says), "a#1 and b#1");
        says.outlets = vec!["The Post".into()];
        says.first_at = Some("2020-05-03T10:00:00Z".into());
        assert_eq!(who(&says), "The Post (2 articles), 2020-05-03");
    }

    #[test]
    fn a_later_figure_is_no_contradiction() {
        let point = |nature: &str| DisagreementRow {
            kind: "number".into(),
            about: "people killed".into(),
            nature: nature.into(),
            ..DisagreementRow::default()
        };
        assert_eq!(title(&point("conflict")), "number: people killed");
        assert!(title(&point("later")).contains("later figure") && title(&point("undated")).contains("may be"));
    }
}
