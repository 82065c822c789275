//! What only the whole of two versions tells of a change in one of their sentences.

use std::collections::BTreeSet;

use wirecopy_align::{Alignment, Group, Label};
use wirecopy_document::Version;

use crate::change::{Change, ChangeKind, Severity};

/// Least groups of sentences with another year for two versions to be of other periods: the reports of a yearly prize.
const LEAST: usize = 2;

/// Sentences of so many words that stand in both versions as they are, or lightly edited …
const KEPT: usize = 8;
const LIGHTLY: f64 = 0.75;
/// … so many of them at least, and so large a share of the shorter version's words in sentences that have an answer: then the two are states of
/// one report. Reports of one form share neither.
const LEAST_KEPT: usize = 2;
const MIN_ANSWERED: f64 = 0.5;

/// A rewrite that keeps no sentence has more that are alike, more of its words in sentences with an answer, and most names and figures in common,
/// which reports of one form and reports by two writers have not.
const ALIKE: f64 = 0.5;
const LEAST_ALIKE: usize = 3;
const MOSTLY_ANSWERED: f64 = 0.65;
const MIN_NAMES: f64 = 0.6;
const MIN_FIGURES: f64 = 0.4;

/// Whether two versions are states of one report.
pub(crate) fn are_of_one_report(a: &Version, b: &Version, alignment: &Alignment) -> bool {
    let words = |version: &Version, sentences: &[usize]| -> usize {
        sentences.iter().map(|&s| version.sentences[s].tokens.len()).sum()
    };
    let is_long = |group: &Group| words(a, &group.sure()[0]) >= KEPT;
    let is_kept = |group: &&Group| {
        let light = group.label == Label::Edited && group.similarity >= LIGHTLY;
        (light || group.label == Label::Verbatim) && is_long(group)
    };
    let is_alike = |group: &&Group| group.similarity >= ALIKE && is_long(group) && !group.sure()[1].is_empty();
    let answered = |side: usize, version: &Version| {
        let answered: usize = alignment.groups.iter().map(|group| words(version, &group.sure()[side])).sum();
        answered as f64 / version.tokens.len().max(1) as f64
    };
    let answered = answered(0, a).max(answered(1, b));
    let kept = || alignment.groups.iter().filter(is_kept).count() >= LEAST_KEPT;
    let alike = || alignment.groups.iter().filter(is_alike).count() >= LEAST_ALIKE;
    let of_one_matter = || common(names(a), names(b)) >= MIN_NAMES && common(figures(a), figures(b)) >= MIN_FIGURES;
    answered >= MIN_ANSWERED && kept() || answered >= MOSTLY_ANSWERED && alike() && of_one_matter()
}

/// The words that have a capital inside a sentence, folded.
fn names(version: &Version) -> BTreeSet<&str> {
    let inside = version.sentences.iter().flat_map(|sentence| sentence.tokens.clone().skip(1));
    let is_capital = |&token: &usize| version.tokens.span(token).of(&version.text).starts_with(char::is_uppercase);
    inside.filter(is_capital).map(|token| version.tokens.word(token)).collect()
}

/// The words that begin with a digit.
fn figures(version: &Version) -> BTreeSet<&str> {
    let words = (0..version.tokens.len()).map(|token| version.tokens.word(token));
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect()
}

/// Share of the smaller set that the other has too; 1 where it is empty.
fn common(a: BTreeSet<&str>, b: BTreeSet<&str>) -> f64 {
    let fewer = a.len().min(b.len());
    if fewer == 0 { 1.0 } else { a.intersection(&b).count() as f64 / fewer as f64 }
}

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

#[cfg(test)]
mod tests {
    use wirecopy_align::Aligner;

    use super::*;

    const KEPT: [&str; 3] = [
        "The old mill at the weir has stood empty since the flood of 1953 tore off its wheel.",
        "Nobody has paid for the roof since, and the council has put up a fence around it.",
        "The trust that wants to save it met in the school on Monday and elected a treasurer.",
    ];

    #[test]
    fn states_of_one_report_keep_sentences_as_they_are() {
        let is_one = |a: &[&str], b: &[&str]| {
            let (a, b) = (Version::of("a", &a.join("\n")), Version::of("b", &b.join("\n")));
            are_of_one_report(&a, &b, &Aligner::default().align(&a, &b))
        };
        let news =
            "Eels are back in the lower lock, the keeper says, after an absence of eleven years and two droughts.";
        assert!(is_one(&[news, KEPT[0], KEPT[1]], &[KEPT[0], KEPT[1], KEPT[2]]));
        assert!(!is_one(&[news, KEPT[0]], &[KEPT[0], KEPT[1], KEPT[2]]), "one sentence is a quotation");
    }
}
