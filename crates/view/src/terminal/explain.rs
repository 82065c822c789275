use wirecopy_record::PassageRow;

use super::{LABEL, Screen, compare};
use crate::Pair;
use crate::segments::text;
use crate::style::{Ink, Style};
use crate::words::count;
use crate::wrap::Run;

/// Passages shown with their text; the others are counted.
const MAX_PASSAGES: usize = 20;

/// Page ids need not be paths from where the user stands, so no command is spelled out.
const NEXT: &str =
    "Read the two sentence by sentence in report.html, or run `wirecopy compare` on the files of both pages.";

/// Why two articles are linked: the shares, the pass that found them, the direction and its reason, and the passages
/// with their text, the longest first; then what changed between them.
#[must_use]
pub fn explain(pair: &Pair<'_>, style: Style) -> String {
    let mut screen = Screen::new(style);
    compare::head(pair, &mut screen);
    let found_by = format!("The pair was found by: {}.", pair.link.found_by.trim_end_matches('.'));
    screen.section("Found by", &[Run::plain(&found_by)]);
    passages(pair, &mut screen);
    sentences(pair, &mut screen);
    screen.blank();
    compare::all_changes(pair, &mut screen);
    screen.blank();
    screen.section("Next", &[Run::plain(NEXT)]);
    screen.out
}

fn passages(pair: &Pair<'_>, screen: &mut Screen) {
    let mut longest: Vec<&PassageRow> = pair.link.passages.iter().collect();
    longest.sort_by_key(|passage| std::cmp::Reverse(passage.tokens));
    let words: u64 = longest.iter().map(|passage| passage.tokens).sum();
    let words = count(usize::try_from(words).unwrap_or(usize::MAX), "word", "words");
    let all = match longest.len() {
        0 => "The two share no passage word for word; they were linked by their reworded sentences.".to_owned(),
        n => format!(
            "{} word for word in both, {words} together, the longest first:",
            count(n, "passage stands", "passages stand")
        ),
    };
    screen.section("Passages", &[Run::plain(&all)]);
    for passage in longest.iter().take(MAX_PASSAGES) {
        let quoted = text(pair.a, passage.a);
        let words = count(usize::try_from(passage.tokens).unwrap_or(usize::MAX), "word", "words");
        let runs = [Run::plain(&format!("“{quoted}” ")), Run::new(Ink::Faint, &format!("({words})"))];
        screen.item(LABEL + 2, "-", &runs);
    }
    let more = longest.len().saturating_sub(MAX_PASSAGES);
    if more > 0 {
        screen.item(LABEL + 2, "-", &[Run::plain(&format!("and {more} more, in the table of links"))]);
    }
}

fn sentences(pair: &Pair<'_>, screen: &mut Screen) {
    let labels = ["verbatim", "edited", "reworded", "split", "merged", "added", "dropped"];
    let counted = labels.map(|label| (label, pair.alignments.iter().filter(|row| row.label == label).count()));
    let parts: Vec<String> = counted.iter().filter(|(_, n)| *n > 0).map(|(label, n)| format!("{n} {label}")).collect();
    let all = if parts.is_empty() {
        "The sentences of the two were not aligned.".to_owned()
    } else {
        format!("Aligned sentence by sentence: {}.", parts.join(", "))
    };
    screen.section("Sentences", &[Run::plain(&all)]);
}
