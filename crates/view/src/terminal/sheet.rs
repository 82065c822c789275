use std::collections::BTreeMap;

use wirecopy_record::SheetRow;

use super::{LABEL, Screen};
use crate::clean::shell_word;
use crate::style::Style;
use crate::words::{count, grouped};
use crate::wrap::Run;

/// What was drawn into the sheet `file`, and what to do with it.
#[must_use]
pub fn sheet(rows: &[SheetRow], file: &str, style: Style) -> String {
    let mut screen = Screen::new(style);
    let mut strata: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for row in rows {
        let stratum = strata.entry(&row.stratum).or_default();
        *stratum = (stratum.0 + 1, row.stratum_links);
    }
    let all: u64 = strata.values().map(|s| s.1).sum();
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let text = format!("{} of {} to be coded:", count(rows.len(), "link", "links"), grouped(size(all)));
    screen.section("Sample", &[Run::plain(&text)]);
    for (name, (drawn, of)) in strata {
        screen.item(LABEL + 2, "-", &[Run::plain(&format!("{name}: {drawn} of {}", grouped(size(of))))]);
    }
    screen.blank();
    let how = "Open the sheet, and fill its column `code`: y when the link is right, n when it is wrong, ? when it can't be told:";
    screen.section("Next", &[Run::plain(how)]);
    screen.command(LABEL + 2, &shell_word(file));
    screen.section("", &[Run::plain("See how many links are right, with an interval:")]);
    screen.command(LABEL + 2, &format!("wirecopy score {}", shell_word(file)));
    screen.out
}
