//! One change with both wordings, as the summary and `compare` show it.

use super::{LABEL, Screen};
use crate::style::Ink;
use crate::words::{change_noun, count};
use crate::wrap::Run;
use crate::{ChangeLine, Wording};

/// The ink and the word of a severity; the word stands there so that colour is not needed.
pub(super) fn severity(severity: &str) -> (Ink, &'static str) {
    match severity {
        "material" => (Ink::Material, "MATERIAL"),
        "minor" => (Ink::Minor, "minor"),
        _ => (Ink::Faint, "cosmetic"),
    }
}

/// The change: its severity and kind, the two wordings one above the other, the reason.
pub(super) fn line(change: &ChangeLine, number: usize, screen: &mut Screen) {
    let (ink, word) = severity(&change.severity);
    let mut head = vec![Run::new(ink, word), Run::plain(": "), Run::new(Ink::Heading, change_noun(&change.kind))];
    if change.repeats > 0 {
        let links = count(change.repeats, "more link of this family", "more links of this family");
        head.push(Run::new(Ink::Faint, &format!(" (the same in {links})")));
    }
    screen.item(LABEL, &format!("{number}."), &head);
    side(&change.a, "A", Ink::Removed, screen);
    side(&change.b, "B", Ink::Added, screen);
    screen.item(LABEL + 2, "→", &[Run::plain(&change.reason)]);
}

fn side(wording: &Wording, name: &str, ink: Ink, screen: &mut Screen) {
    let marks = if name == "A" { ("[-", "-]") } else { ("{+", "+}") };
    let mut runs = vec![Run::new(Ink::Faint, &wording.who), Run::new(Ink::Faint, ": ")];
    if wording.words.is_empty() {
        runs.push(Run::new(Ink::Faint, "(not in this sentence) "));
    }
    runs.push(Run::plain(&wording.before));
    if !wording.words.is_empty() {
        runs.extend([marks.0, &wording.words, marks.1].map(|text| Run::new(ink, text)));
    }
    runs.push(Run::plain(&wording.after));
    screen.item(LABEL + 2, name, &runs);
}
