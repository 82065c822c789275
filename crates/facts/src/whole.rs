//! What only the whole of two versions tells of a change in one of their sentences.

use wirecopy_document::Version;

use crate::change::{Change, ChangeKind, Severity};

/// Least groups of sentences with another year for two versions to be of other periods: the reports of a yearly prize.
const LEAST: usize = 2;

/// Lowers what the rest of the two versions shows to be no change of one claim.
pub(crate) fn weigh(a: &Version, b: &Version, found: &mut [Change]) {
    let other_period = tell_of_other_periods(a, b, found);
    for change in found.iter_mut().filter(|c| c.severity == Severity::Material) {
        let lowered = match change.kind {
            ChangeKind::Date | ChangeKind::Number => other_period,
            ChangeKind::Name => other_period || are_parts_of_one_name(a, b, change),
            ChangeKind::Attribution => speak_under_one_name(a, b, change),
            _ => false,
        };
        if lowered {
            change.severity = Severity::Minor;
        }
    }
}

fn tell_of_other_periods(a: &Version, b: &Version, found: &[Change]) -> bool {
    let has_year = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let is_other_year = |c: &&Change| {
        let years = || Some(has_year(c.a?.of(&a.text)) && has_year(c.b?.of(&b.text)));
        c.kind == ChangeKind::Date && years().unwrap_or(false)
    };
    let mut groups: Vec<usize> = found.iter().filter(is_other_year).map(|c| c.group).collect();
    groups.dedup();
    groups.len() >= LEAST
}

/// "Lt. Ann said", "Lee said" where "Ann Lee" stands in one of the versions.
fn speak_under_one_name(a: &Version, b: &Version, change: &Change) -> bool {
    let (Some(in_a), Some(in_b)) = (change.a, change.b) else { return false };
    let last = |text: &str| text.split(' ').rfind(|w| w.starts_with(char::is_uppercase)).map(str::to_owned);
    let (Some(x), Some(y)) = (last(in_a.of(&a.text)), last(in_b.of(&b.text))) else { return false };
    [[&*x, &y].join(" "), [&*y, &x].join(" ")].iter().any(|name| a.text.contains(name) || b.text.contains(name))
}

/// "Lee" and "Ann" where "Ann Lee" stands in one of the versions.
fn are_parts_of_one_name(a: &Version, b: &Version, change: &Change) -> bool {
    let (Some(in_a), Some(in_b)) = (change.a, change.b) else { return false };
    let (x, y) = (in_a.of(&a.text), in_b.of(&b.text));
    [[x, y].join(" "), [y, x].join(" ")].iter().any(|name| a.text.contains(name) || b.text.contains(name))
}
