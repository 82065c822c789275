use wirecopy_record::AlignmentRow;

use super::ReportBounds;
use super::article::{ArticleLine, Bar, headline as headline_of};
use super::change::ChangeCard;
use crate::Pair;
use crate::clean::Text;
use crate::segments::{self, Segment, Side};
use crate::words::{count, direction_sentences, link_badge, link_sentence, shortened};

/// Longest headline in the line of a pair, in signs.
const NAME_SIGNS: usize = 60;

/// Shortest run of added or dropped sentences that is folded.
const FOLD_ONE_SIDED: usize = 4;

/// Two texts side by side.
pub(super) struct PairView {
    pub(super) number: usize,
    pub(super) kind: &'static str,
    /// What tells the two apart in a line: outlets, headlines or ids.
    pub(super) names: [Text; 2],
    pub(super) a: ArticleLine,
    pub(super) b: ArticleLine,
    pub(super) bar_a: Bar,
    pub(super) bar_b: Bar,
    pub(super) sentence: &'static str,
    pub(super) direction: Text,
    pub(super) found_by: Text,
    /// "2 material and 3 minor changes", "no change in what is said".
    pub(super) headline: String,
    pub(super) changes: Vec<ChangeCard>,
    /// How many changes are hidden until they are switched on.
    pub(super) hidden: Option<String>,
    pub(super) rows: Vec<Row>,
    pub(super) more_rows: Option<String>,
    /// How many more links join copies of the same two texts.
    pub(super) twins: Option<String>,
}

/// One line of the two columns, or a run of lines folded into one.
pub(super) enum Row {
    Folded { title: String, side: &'static str, lines: Vec<Cell> },
    Open { label: &'static str, has_moved: bool, a: Cell, b: Cell },
}

/// Sentences of one side.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) pieces: Vec<Piece>,
}

/// A stretch of text with the class that it is marked by; an empty class marks nothing.
pub(super) struct Piece {
    pub(super) text: Text,
    pub(super) class: &'static str,
}

impl PairView {
    pub(super) fn new(pair: &Pair<'_>, number: usize, twins: usize, bounds: ReportBounds) -> Self {
        let link = pair.link;
        let rows: Vec<&AlignmentRow> = pair.alignments.iter().filter(|row| is_told(pair, row)).collect();
        let shown = &rows[..rows.len().min(bounds.sentences_per_pair)];
        Self {
            number,
            kind: link_badge(&link.kind),
            names: names(pair),
            a: ArticleLine::new(pair.a),
            b: ArticleLine::new(pair.b),
            bar_a: Bar::of(link, &link.a),
            bar_b: Bar::of(link, &link.b),
            sentence: link_sentence(link),
            direction: direction_sentences(&link.direction, &link.direction_reason).into(),
            found_by: (&link.found_by).into(),
            headline: headline(pair),
            changes: pair.changes.iter().map(|change| ChangeCard::new(pair, change)).collect(),
            hidden: hidden(pair.changes_of("cosmetic").count()),
            rows: fold(pair, shown),
            more_rows: more_rows(rows.len() - shown.len()),
            twins: (twins > 0).then(|| {
                let links = count(twins, "more link joins", "more links join");
                format!("{links} copies of the same two texts: what stands here holds there too.")
            }),
        }
    }
}

fn names(pair: &Pair<'_>) -> [Text; 2] {
    let articles = [pair.a, pair.b];
    let outlets = articles.map(|article| article.outlet.clone().unwrap_or_default());
    let headlines = articles.map(|article| shortened(&headline_of(article), NAME_SIGNS));
    let ids = articles.map(|article| article.article_id.clone());
    let tells_apart = |names: &[String; 2]| names[0] != names[1] && names.iter().all(|name| !name.is_empty());
    let names = [outlets, headlines].into_iter().find(tells_apart).unwrap_or(ids);
    names.map(Text::from)
}

/// Two reports of one event have nothing to do with each other where no sentence answers: those are left out.
fn is_told(pair: &Pair<'_>, row: &AlignmentRow) -> bool {
    pair.link.kind != "story" || !(row.a_spans.is_empty() || row.b_spans.is_empty())
}

fn headline(pair: &Pair<'_>) -> String {
    let material = pair.changes_of("material").count();
    let minor = pair.changes_of("minor").count();
    match (material, minor) {
        (0, 0) => "no change in what is said was found".to_owned(),
        (_, 0) => count(material, "material change", "material changes"),
        (0, _) => count(minor, "minor change", "minor changes"),
        _ => format!("{material} material and {}", count(minor, "minor change", "minor changes")),
    }
}

fn hidden(cosmetic: usize) -> Option<String> {
    let counted = count(cosmetic, "cosmetic change is", "cosmetic changes are");
    (cosmetic > 0).then(|| format!("{counted} hidden: switch on “Show every edit” above to see more."))
}

fn more_rows(rest: usize) -> Option<String> {
    let counted = count(rest, "more sentence", "more sentences");
    (rest > 0).then(|| format!("And {counted}: see the table “alignments”."))
}

/// Runs of verbatim sentences become one line, so do long runs of sentences that stand on one side only.
fn fold(pair: &Pair<'_>, rows: &[&AlignmentRow]) -> Vec<Row> {
    let mut found = Vec::new();
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|row| row.label == first.label && row.moved == first.moved).count();
        let shortest = match first.label.as_str() {
            "verbatim" => 1,
            "added" | "dropped" => FOLD_ONE_SIDED,
            _ => usize::MAX,
        };
        if run >= shortest {
            found.push(folded(pair, &rest[..run]));
            rest = &rest[run..];
        } else {
            found.push(open(pair, first));
            rest = &rest[1..];
        }
    }
    found
}

fn folded(pair: &Pair<'_>, rows: &[&AlignmentRow]) -> Row {
    let (side, what) = match rows[0].label.as_str() {
        "added" => (Side::B, "only in B"),
        "dropped" => (Side::A, "only in A"),
        _ => (Side::A, "word for word in both"),
    };
    let moved = if rows[0].moved { ", in another place" } else { "" };
    let title = format!("{} {what}{moved}", count(rows.len(), "sentence", "sentences"));
    let lines = rows.iter().map(|row| cell(pair, row, side, false)).collect();
    let side = match rows[0].label.as_str() {
        "added" => "b",
        "dropped" => "a",
        _ => "both",
    };
    Row::Folded { title, side, lines }
}

fn open(pair: &Pair<'_>, row: &AlignmentRow) -> Row {
    let marks_edits = !(row.a_spans.is_empty() || row.b_spans.is_empty());
    Row::Open {
        label: label(&row.label),
        has_moved: row.moved,
        a: cell(pair, row, Side::A, marks_edits),
        b: cell(pair, row, Side::B, marks_edits),
    }
}

fn label(name: &str) -> &'static str {
    match name {
        "verbatim" => "word for word",
        "edited" => "edited",
        "reworded" => "reworded",
        "split" => "split in B",
        "merged" => "joined in B",
        "added" => "only in B",
        "dropped" => "only in A",
        _ => "paired",
    }
}

fn cell(pair: &Pair<'_>, row: &AlignmentRow, side: Side, marks_edits: bool) -> Cell {
    let mut pieces = Vec::new();
    for (i, sentence) in segments::sentences(pair, row, side).iter().enumerate() {
        if i > 0 {
            pieces.push(Piece { text: " ".into(), class: "" });
        }
        pieces.extend(sentence.iter().map(|segment| piece(segment, marks_edits)));
    }
    Cell { pieces }
}

fn piece(segment: &Segment<'_>, marks_edits: bool) -> Piece {
    let class = match (segment.rank, segment.is_edited && marks_edits) {
        (3, _) => "material",
        (2, _) => "minor",
        (1, _) | (_, true) => "edit",
        _ => "",
    };
    Piece { text: segment.text.into(), class }
}
