use wirecopy_record::{AlignmentRow, ArticleRow};

use super::{LABEL, Screen, changes};
use crate::Pair;
use crate::changes::{AROUND_SIGNS, change_line};
use crate::segments::{self, Merged, Side, merged};
use crate::style::{Ink, Style};
use crate::words::{count, day, direction_sentences, link_sentence, parts_in_words, shortened};
use crate::wrap::Run;

/// One pair: what it is, the changes first, then every sentence with its word-level edits; runs of sentences that stand
/// word for word in both are folded into one line.
#[must_use]
pub fn compare(pair: &Pair<'_>, style: Style) -> String {
    let mut screen = Screen::new(style);
    head(pair, &mut screen);
    screen.blank();
    all_changes(pair, &mut screen);
    screen.blank();
    all_sentences(pair, &mut screen);
    screen.out
}

/// Who A and B are, what links them and in which direction.
pub(super) fn head(pair: &Pair<'_>, screen: &mut Screen) {
    for (name, article) in [("A", pair.a), ("B", pair.b)] {
        screen.section(name, &article_runs(article));
    }
    screen.section("Link", &[Run::plain(link_sentence(pair.link))]);
    if is_unrelated(pair) {
        return;
    }
    screen.section("Shares", &[Run::plain(&shares(pair))]);
    let direction = direction_sentences(&pair.link.direction, &pair.link.direction_reason);
    screen.section("Direction", &[Run::plain(&direction)]);
}

/// Of two texts that nothing links there are no shares and no direction to tell.
fn is_unrelated(pair: &Pair<'_>) -> bool {
    pair.link.kind == "unrelated"
}

fn article_runs(article: &ArticleRow) -> Vec<Run> {
    let headline = match &article.headline {
        Some(headline) => format!("“{headline}”"),
        None => format!("{} (no headline)", shortened(&article.body, 60)),
    };
    let mut about = vec![article.article_id.clone()];
    about.extend(article.outlet.clone());
    about.extend(article.published_at.as_deref().map(|time| day(time).to_owned()));
    let words = usize::try_from(article.tokens).unwrap_or(usize::MAX);
    about.push(count(words, "word", "words"));
    vec![Run::new(Ink::Heading, &headline), Run::plain("  "), Run::new(Ink::Faint, &about.join(" · "))]
}

fn shares(pair: &Pair<'_>) -> String {
    let side = |name: &str, copied: f64, reworded: f64| {
        let [copied, reworded, own] = parts_in_words(copied, reworded);
        let of = format!("Of {name}'s words {copied} stand word for word in the other");
        format!("{of}, {reworded} in reworded sentences, {own} are its own.")
    };
    let link = pair.link;
    format!("{} {}", side("A", link.copied_a, link.reworded_a), side("B", link.copied_b, link.reworded_b))
}

pub(super) fn all_changes(pair: &Pair<'_>, screen: &mut Screen) {
    if pair.changes.is_empty() {
        let compared = pair.alignments.iter().any(|row| !row.a_spans.is_empty() && !row.b_spans.is_empty());
        let text = if compared { "No change in what is said was found." } else { "None: nothing could be compared." };
        screen.section("Changes", &[Run::plain(text)]);
        return;
    }
    let by = |severity: &str| pair.changes_of(severity).count();
    let text = format!("{} material, {} minor, {} cosmetic.", by("material"), by("minor"), by("cosmetic"));
    screen.section("Changes", &[Run::plain(&text)]);
    let told = pair.changes.iter().filter(|change| change.severity != "cosmetic");
    for (i, change) in told.enumerate() {
        screen.blank();
        changes::line(&change_line(pair, change, 0, AROUND_SIGNS), i + 1, screen);
    }
}

fn all_sentences(pair: &Pair<'_>, screen: &mut Screen) {
    if pair.alignments.iter().all(|row| row.a_spans.is_empty() || row.b_spans.is_empty()) {
        screen.section("Sentences", &[Run::plain("No sentence of A answers to one of B.")]);
        return;
    }
    let legend = [
        Run::plain("Sentence by sentence: "),
        Run::new(Ink::Removed, "[-only in A-]"),
        Run::plain(" "),
        Run::new(Ink::Added, "{+only in B+}"),
    ];
    screen.section("Sentences", &legend);
    let mut rest = pair.alignments;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|row| row.label == "verbatim" && row.moved == first.moved).count();
        if run > 0 {
            let text = count(run, "sentence word for word", "sentences word for word");
            let moved = if first.moved { ", in another place" } else { "" };
            screen.section("", &[Run::new(Ink::Faint, &format!("= {text}{moved}"))]);
            rest = &rest[run..];
        } else {
            sentence(pair, first, screen);
            rest = &rest[1..];
        }
    }
}

fn sentence(pair: &Pair<'_>, row: &AlignmentRow, screen: &mut Screen) {
    let mut label = row.label.clone();
    if row.moved {
        label += ", moved";
    }
    screen.section("", &[Run::new(Ink::Heading, &label)]);
    match row.label.as_str() {
        "edited" | "verbatim" => screen.item(LABEL + 2, "", &merged_runs(&merged(pair, row))),
        _ => {
            one_side(pair, row, Side::A, screen);
            one_side(pair, row, Side::B, screen);
        }
    }
}

fn one_side(pair: &Pair<'_>, row: &AlignmentRow, side: Side, screen: &mut Screen) {
    let alone = row.a_spans.is_empty() || row.b_spans.is_empty();
    let sentences = segments::sentences(pair, row, side);
    if sentences.is_empty() {
        return;
    }
    let mut runs = Vec::new();
    for sentence in &sentences {
        for stretch in sentence.chunk_by(|x, y| x.is_edited == y.is_edited) {
            let text: String = stretch.iter().map(|segment| segment.text).collect();
            let is_marked = alone || stretch[0].is_edited;
            runs.extend(if is_marked { marked(&text, side) } else { vec![Run::plain(&text)] });
        }
        runs.push(Run::plain(" "));
    }
    screen.item(LABEL + 2, if side == Side::A { "A" } else { "B" }, &runs);
}

fn marked(text: &str, side: Side) -> Vec<Run> {
    match side {
        Side::A => ["[-", text, "-]"].map(|part| Run::new(Ink::Removed, part)).to_vec(),
        Side::B => ["{+", text, "+}"].map(|part| Run::new(Ink::Added, part)).to_vec(),
    }
}

/// Blanks are put where a removed word would touch the word before or behind it.
fn merged_runs(parts: &[Merged]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut after_removed = false;
    for part in parts {
        let needs_blank = match part {
            Merged::Same(text) => after_removed && text.starts_with(char::is_alphanumeric),
            Merged::Removed(_) => runs.last().is_some_and(|run| !run.text().ends_with([' ', '“', '"', '(', '‘'])),
            Merged::Added(_) => after_removed,
        };
        runs.extend(needs_blank.then(|| Run::plain(" ")));
        match part {
            Merged::Same(text) => runs.push(Run::plain(text)),
            Merged::Removed(text) => runs.extend(marked(text, Side::A)),
            Merged::Added(text) => runs.extend(marked(text, Side::B)),
        }
        after_removed = matches!(part, Merged::Removed(_));
    }
    runs
}
