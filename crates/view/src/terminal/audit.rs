use wirecopy_record::{AuditCounts, AuditRow};

use super::{LABEL, Screen};
use crate::clean::shell_word;
use crate::style::{Ink, Style};
use crate::words::{count, grouped, shortened};
use crate::wrap::Run;

/// Removals that are shown.
const EXAMPLES: usize = 3;

/// Signs of lost text that are shown.
const LOST_SIGNS: usize = 200;

/// What an audit found, in plain sentences, with the worst removals; `file` holds all rows, if they were written.
#[must_use]
pub fn audit(found: &AuditCounts, rows: &[AuditRow], file: Option<&str>, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.section("Removals", &[Run::plain(&examined(found))]);
    screen.section("Contained", &[Run::plain(&contained(found))]);
    if found.examined > found.contained {
        screen.section("Not", &[Run::plain(&not_contained(found))]);
    }
    if found.named > 0 {
        let text = format!(
            "{} for which a kept record is named; of {} that record holds less.",
            count(size(found.named), "removal", "removals"),
            grouped(size(found.named_wrongly))
        );
        screen.section("Named", &[Run::plain(&text)]);
    }
    let mut worst: Vec<&AuditRow> = rows.iter().filter(|row| row.verdict != "contained").collect();
    worst.sort_by(|x, y| x.copied_in_all.total_cmp(&y.copied_in_all).then_with(|| x.id.cmp(&y.id)));
    worst.iter().take(EXAMPLES).for_each(|row| example(row, &mut screen));
    if let Some(file) = file {
        screen.blank();
        screen.section("Next", &[Run::plain("Each examined removal, with the places of its words in both texts:")]);
        screen.command(LABEL + 2, &shell_word(file));
    }
    screen.out
}

fn size(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn examined(found: &AuditCounts) -> String {
    let drawn = if found.examined == found.removed {
        format!("all {} were held", grouped(size(found.removed)))
    } else {
        format!("{} of {}, drawn by chance, were held", grouped(size(found.examined)), grouped(size(found.removed)))
    };
    let mut text = format!("{drawn} against {}, word by word.", count(size(found.kept), "kept record", "kept records"));
    if found.rejected > 0 {
        text.push_str(&format!(" {} could not be read.", count(size(found.rejected), "line", "lines")));
    }
    text
}

fn contained(found: &AuditCounts) -> String {
    let share = 100.0 * found.min_copied;
    format!("of {} at least {share:.0} % of the words stand in one kept record.", grouped(size(found.contained)))
}

fn not_contained(found: &AuditCounts) -> String {
    let missing = grouped(size(found.examined - found.contained));
    let percent = |share: f64| format!("{:.1}", 100.0 * share);
    let (share, low, high) = (percent(found.not_contained), percent(found.low), percent(found.high));
    let parts = [
        (found.spread, "several kept records hold them together"),
        (found.partly, "kept in part"),
        (found.lost, "hardly anything was kept of them"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|p| p.0 > 0).map(|p| format!("{} {}", grouped(size(p.0)), p.1)).collect();
    format!("{missing} are not: {share} % (95 % interval {low} to {high}). {}.", parts.join("; "))
}

fn example(row: &AuditRow, screen: &mut Screen) {
    screen.blank();
    let share = format!("{:.0} % of it was kept", 100.0 * row.copied_in_all);
    let most = row.kept_id.as_ref().map(|id| format!(", most of that in {id}")).unwrap_or_default();
    screen.section("", &[Run::new(Ink::Minor, &row.id), Run::plain(&format!(": {share}{most}."))]);
    if let Some([start, end]) = row.lost_span {
        let lost = format!("lost (bytes {start} to {end}): {}", shortened(&row.lost_text, LOST_SIGNS));
        screen.item(LABEL + 2, "-", &[Run::new(Ink::Removed, &lost)]);
    }
}
