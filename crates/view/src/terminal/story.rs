use wirecopy_record::{DisagreementRow, StoryRow};

use super::{LABEL, Screen};
use crate::points;
use crate::style::{Ink, Style};
use crate::words::{count, day, share};
use crate::wrap::Run;

/// A story: who tells it, and what its versions disagree about, with who says which.
#[must_use]
pub fn story(story: &StoryRow, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.section("Story", &[Run::plain(&story.label)]);
    screen.section("Told by", &[Run::plain(&told_by(story))]);
    for outlet in &story.by_outlet {
        let articles = count(outlet.articles as usize, "article", "articles");
        let wire = if outlet.wire > 0.0 {
            format!(", {} of the words from agency copy", share(outlet.wire))
        } else {
            String::new()
        };
        screen.item(
            LABEL + 2,
            "-",
            &[Run::plain(&outlet.outlet), Run::new(Ink::Faint, &format!(": {articles}{wire}"))],
        );
    }
    screen.section("Read first", &[Run::plain(&story.canonical)]);
    screen.blank();
    screen.section("Disagree", &[Run::plain(&differences(story))]);
    story.disagreements.iter().for_each(|point| push(point, &mut screen));
    screen.out
}

fn told_by(story: &StoryRow) -> String {
    let articles = count(story.articles.len(), "article", "articles");
    match (story.first_at.as_deref().map(day), story.last_at.as_deref().map(day)) {
        (Some(first), Some(last)) if first != last => format!("{articles}, {first} to {last}"),
        (Some(one), _) | (None, Some(one)) => format!("{articles}, {one}"),
        (None, None) => format!("{articles}, of unknown date"),
    }
}

fn differences(story: &StoryRow) -> String {
    let read = count(story.compared as usize, "text was", "different texts were");
    let found = match story.disagreements.len() {
        0 => "no contradiction in numbers, names or sources was found".to_owned(),
        n => format!("{} found", count(n, "point was", "points were")),
    };
    format!("{read} compared; {found}.")
}

fn push(point: &DisagreementRow, screen: &mut Screen) {
    screen.item(LABEL + 2, "-", &[Run::new(Ink::Heading, &points::title(point))]);
    for says in &point.says {
        let quoted = format!("“{}” ", says.text);
        screen.item(LABEL + 4, "·", &[Run::plain(&quoted), Run::new(Ink::Faint, &points::who(says))]);
    }
}
