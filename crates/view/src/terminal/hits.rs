use wirecopy_record::WordsRow;

use super::{LABEL, Screen};
use crate::style::Style;
use crate::words::{count, grouped, shortened};
use crate::wrap::Run;

/// Columns of a sentence that are shown.
const SHOWN: usize = 200;

/// Which articles have the words that were asked for. `articles` is how many there are.
#[must_use]
pub fn hits(rows: &[WordsRow], articles: usize, style: Style) -> String {
    let mut screen = Screen::new(style);
    let text = match articles {
        0 => "no article of this archive has all these words.".to_owned(),
        n => format!("{} all these words.", count(n, "article has", "articles have")),
    };
    screen.section("Found", &[Run::plain(&text)]);
    for row in rows {
        screen.item(LABEL, "-", &[Run::plain(&line(row))]);
    }
    if articles > rows.len() {
        screen.item(LABEL, "-", &[Run::plain(&format!("and {} more; see --most", grouped(articles - rows.len())))]);
    }
    screen.out
}

fn line(row: &WordsRow) -> String {
    let from =
        [&row.outlet, &row.published_at].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    let from = if from.is_empty() { String::new() } else { format!(" ({from})") };
    let headline =
        row.headline.as_ref().map(|headline| format!(" “{}”", shortened(headline, SHOWN))).unwrap_or_default();
    format!("{}{from}:{headline} … {}", row.id, shortened(&row.sentence, SHOWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_told_with_headline_and_sentence() {
        let row = WordsRow {
            id: "a#1".to_owned(),
            outlet: Some("The Herald".to_owned()),
            headline: Some("Rain".to_owned()),
            sentence: "It rained in Lorn.".to_owned(),
            ..WordsRow::default()
        };
        let told = hits(&[row], 3, Style::plain(200));
        assert!(told.contains("3 articles have all these words."), "{told}");
        assert!(
            told.contains("a#1 (The Herald): “Rain” … It rained in Lorn.") && told.contains("and 2 more"),
            "{told}"
        );
        assert!(hits(&[], 0, Style::plain(200)).contains("no article"));
    }
}
