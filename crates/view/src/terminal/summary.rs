use super::{LABEL, Screen, changes};
use crate::clean::shell_word;
use crate::style::{Ink, Style};
use crate::words::{count, grouped, shortened};
use crate::wrap::Run;
use crate::{Summary, sentences};

/// Longest reject reason, in signs.
const REASON_SIGNS: usize = 200;

/// The summary of a run in plain sentences, ending with the next command to try.
///
/// Every section says what was looked for, also where nothing was found.
#[must_use]
pub fn terminal(found: &Summary, style: Style) -> String {
    let mut screen = Screen::new(style);
    pages(found, &mut screen);
    if found.pages == found.rejected {
        next(found, &mut screen);
        return screen.out;
    }
    for (name, text) in [
        ("Articles", sentences::articles(found)),
        ("Furniture", sentences::furniture(&found.furniture)),
        ("Copies", sentences::copies(found)),
        ("Stories", sentences::stories(found)),
        ("Outlets", sentences::outlets(found)),
        ("Changes", sentences::changes(found)),
    ] {
        screen.section(name, &[Run::plain(&text)]);
        if name == "Outlets" {
            outlets(found, &mut screen);
        }
    }
    for (i, change) in found.changes.iter().enumerate() {
        screen.blank();
        changes::line(change, i + 1, &mut screen);
    }
    more_changes(found, &mut screen);
    next(found, &mut screen);
    screen.out
}

/// Who prints what, where any outlet shares text with another or names an agency.
fn outlets(found: &Summary, screen: &mut Screen) {
    let tells = |row: &wirecopy_record::OutletRow| row.copied + row.reworded > 0.0 || !row.by_agency.is_empty();
    if !found.outlet_rows.iter().any(tells) {
        return;
    }
    for row in &found.outlet_rows {
        let name = row.outlet.as_deref().unwrap_or_default();
        let runs = [Run::plain(name), Run::plain(": "), Run::new(Ink::Faint, &sentences::outlet(row))];
        screen.item(LABEL + 2, "-", &runs);
    }
}

fn pages(found: &Summary, screen: &mut Screen) {
    screen.section("Pages", &[Run::plain(&sentences::pages(found))]);
    for reject in &found.rejects {
        let reason = shortened(&reject.reason, REASON_SIGNS);
        let joint = if reason.starts_with('(') { " " } else { ": " };
        let runs = [Run::new(Ink::Minor, &reject.page_id), Run::plain(joint), Run::plain(&reason)];
        screen.item(LABEL + 2, "-", &runs);
    }
    let more = found.rejected - found.rejects.len();
    if more > 0 {
        let text = format!("and {} more, each with its reason in the table of pages", grouped(more));
        screen.item(LABEL + 2, "-", &[Run::plain(&text)]);
    }
}

fn more_changes(found: &Summary, screen: &mut Screen) {
    let all = if found.material > 0 { found.material } else { found.minor };
    let more = all.saturating_sub(found.changes.len());
    if more > 0 && !found.changes.is_empty() {
        screen.blank();
        let text = format!("… and {} like these.", count(more, "more change", "more changes"));
        screen.section("", &[Run::new(Ink::Faint, &text)]);
    }
}

fn next(found: &Summary, screen: &mut Screen) {
    let Some(folder) = &found.folder else { return };
    screen.blank();
    screen.section("Next", &[Run::plain("Read everything on one page, in any browser, offline:")]);
    let report = format!("{}/report.html", folder.trim_end_matches('/'));
    screen.command(LABEL + 2, &shell_word(&report));
    if let Some(link) = &found.next_link {
        screen.section("", &[Run::plain("See why two articles are linked, and what changed between them:")]);
        screen.command(LABEL + 2, &format!("wirecopy explain {} --in {}", shell_word(link), shell_word(folder)));
    }
}
