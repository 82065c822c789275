//! What each line of a page is, as far as it can be told without knowing where articles begin.

use foldhash::{HashMap, HashMapExt};

use crate::byline;
use crate::caption::{self, Likeness};
use crate::closing::{closes, is_credit};
use crate::evidence::Evidence;
use crate::furniture::glued::{self, Piece};
use crate::furniture::{self, Verdict, gallery};
use crate::lines::{Line, Origin};
use crate::outline::Outline;
use wirecopy_text::Span;

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// A paragraph.
    Prose,
    /// Has the shape of a headline; may as well be a subhead.
    Heading,
    /// Any other line of an article: an item of a list, a verse, a name.
    Short,
    /// Caption or credit of a picture.
    Caption,
    /// May be a caption; prose unless something else says so.
    WeakCaption,
    /// Who wrote it.
    Byline,
    /// When it was published or changed.
    Date,
    /// "***"
    Rule,
    /// Belongs to no article.
    Furniture(Verdict),
}

/// A line's role, and the furniture inside it.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) role: Role,
    /// Furniture stuck inside a line of prose.
    pub(crate) pieces: Vec<Piece>,
    /// Another line within reach has the same words.
    pub(crate) twin: Option<usize>,
}

impl Part {
    /// Holds a paragraph of an article's body.
    pub(crate) fn is_prose(&self) -> bool {
        self.role == Role::Prose
    }

    /// Whether the line belongs to no article.
    pub(crate) fn is_furniture(&self) -> bool {
        matches!(self.role, Role::Furniture(_))
    }
}

/// Reach of a twin, in lines that are not empty: a block of headline and captions, twice.
const TWIN_REACH: usize = 14;
/// Longest headline, in words.
const MAX_HEADING_WORDS: u32 = 30;

/// The roles of all lines of a page. Linear.
pub(crate) fn assign(outline: &Outline, evidence: &Evidence) -> Vec<Part> {
    let lines = &outline.lines;
    let twins = twins(lines);
    let mut parts: Vec<Part> =
        lines.iter().zip(twins).map(|(line, twin)| part(outline, evidence, line, twin)).collect();
    for i in 0..parts.len() {
        settle_twin(lines, &mut parts, i);
    }
    parts
}

fn part(outline: &Outline, evidence: &Evidence, line: &Line, twin: Option<usize>) -> Part {
    let text = &outline.text;
    let whole = role(outline, evidence, line);
    if !matches!(whole, Role::Prose | Role::WeakCaption | Role::Heading) {
        return Part { role: whole, pieces: Vec::new(), twin };
    }
    let pieces = glued::pieces(text, line.span);
    // Furniture at its end hides what a line is: "… the mayor said. ADVERTISEMENT" ends like a headline.
    let role = match longest_rest(line.span, &pieces) {
        Some(rest) => shape(text, &Line::read(text, rest.trim(text), line.gap, &mut Vec::new())),
        None => whole,
    };
    Part { role, pieces, twin }
}

/// The longest part of a line that is no furniture; `None` if there is none in it.
fn longest_rest(line: Span, pieces: &[Piece]) -> Option<Span> {
    let starts = std::iter::once(line.start()).chain(pieces.iter().map(|p| p.span.end()));
    let ends = pieces.iter().map(|p| p.span.start()).chain([line.end()]);
    let rests = starts.zip(ends).filter(|(from, to)| from < to).map(|(from, to)| Span::new(from, to));
    if pieces.is_empty() { None } else { rests.max_by_key(|r| r.len()) }
}

fn role(outline: &Outline, evidence: &Evidence, line: &Line) -> Role {
    let text = &outline.text;
    if line.is_rule() {
        return Role::Rule;
    }
    let aside = if let Origin::Aside(aside) = line.origin { Some(aside) } else { None };
    if let Some(certain) = aside.filter(|a| a.is_certain()) {
        return Role::Furniture(certain.verdict());
    }
    let likeness = caption::likeness(text, line);
    if likeness == Some(Likeness::Strong) || gallery::is_whole(text, line.span) {
        return Role::Caption;
    }
    if byline::is_date_line(text, line) {
        return Role::Date;
    }
    if let Some(verdict) = furniture::whole_line(text, line.span, line.words) {
        return Role::Furniture(verdict);
    }
    if byline::is_byline(text, line) {
        return Role::Byline;
    }
    if let Some(aside) = aside {
        return Role::Furniture(aside.verdict());
    }
    if let Some(pages) = evidence.recurs(outline, line) {
        let reason = format!("the line stands on {} pages of this outlet, each time beside other text", pages.words());
        return Role::Furniture(Verdict::new(wirecopy_document::FurnitureKind::Recurring, reason));
    }
    if likeness == Some(Likeness::Weak) && line.words >= 5 {
        return Role::WeakCaption;
    }
    shape(text, line)
}

/// What the shape of a line alone says.
fn shape(text: &str, line: &Line) -> Role {
    if is_heading(text, line) {
        Role::Heading
    } else if line.is_prose() {
        Role::Prose
    } else {
        Role::Short
    }
}

/// Has the shape of a headline: a few words, no full stop, a capital or a number first.
fn is_heading(text: &str, line: &Line) -> bool {
    if line.words < 3 || line.words > MAX_HEADING_WORDS || matches!(line.last, ':' | ',' | ';' | '-' | '—') {
        return false;
    }
    let written = line.span.of(text);
    let first = written.chars().find(|c| c.is_alphanumeric());
    let starts = first.is_some_and(|c| !c.is_lowercase());
    let bullet = written.starts_with(['•', '*', '-', '–', '—', '▪', '·', '►', '■', '(', '[']);
    let titled = line.capitals * 10 >= line.words * 8 && line.words <= 12 && !written.contains("contributed");
    let open = !line.ends_sentence() || line.origin == Origin::Heading;
    if !starts || bullet || is_credit(written) || is_note(line, written) {
        return false;
    }
    if is_question(line, written) || titled && line.words >= MIN_TITLED {
        return true;
    }
    let several = has_inner_stop(written);
    let several = several && (line.words > 18 || line.ends_sentence() || written.contains('@') || closes(written));
    (open || titled) && !several
}

/// Fewest words of a line that is a row of figures where a fourth of them are numbers.
const MIN_FIGURES: u32 = 8;

/// What someone posted, with the address of it; when and why an article was changed; or a row of figures.
fn is_note(line: &Line, written: &str) -> bool {
    let updated = written.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("updated"));
    let figures = line.words >= MIN_FIGURES && line.numbers * 4 >= line.words;
    figures || updated && line.numbers > 0 || written.contains("(@") || written.contains("pic.twitter.com/")
}

/// Fewest words of a line all with capitals that is a headline even if it is two sentences.
const MIN_TITLED: u32 = 8;

/// A question, or one with a few words in front or behind: "What is next? Nobody knows."
fn is_question(line: &Line, written: &str) -> bool {
    matches!(line.last, '?' | '!') && line.words <= 16 || line.words <= 14 && written.contains("? ")
}

/// Two sentences on one line: a full stop behind a longer word, then a capital.
fn has_inner_stop(written: &str) -> bool {
    let mut from = 0;
    while let Some(at) = written[from..].find(". ").map(|i| from + i) {
        let word = written[..at].rsplit(' ').next().unwrap_or_default();
        let next = written[at + 2..].chars().find(|c| c.is_alphanumeric());
        if word.chars().count() >= 4 && !word.contains('.') && next.is_some_and(char::is_uppercase) {
            return true;
        }
        from = at + 2;
    }
    false
}

/// For each line another one with the same key within reach, the nearest before or else behind.
fn twins(lines: &[Line]) -> Vec<Option<usize>> {
    let mut twins = vec![None; lines.len()];
    let mut last: HashMap<u64, usize> = HashMap::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.words > 0) {
        if let Some(before) = last.insert(line.key, i).filter(|b| i - b <= TWIN_REACH) {
            twins[i] = Some(before);
            twins[before].get_or_insert(i);
        }
    }
    twins
}

/// A line that could be a paragraph or a caption, and stands twice in one block, is a caption; a paragraph that an article says
/// twice has other paragraphs around it.
fn settle_twin(lines: &[Line], parts: &mut [Part], i: usize) {
    let doubled = parts[i].twin.is_some();
    match parts[i].role {
        Role::WeakCaption if doubled => parts[i].role = Role::Caption,
        Role::WeakCaption => parts[i].role = if lines[i].is_prose() { Role::Prose } else { Role::Short },
        // A sentence may be a headline too: the block in which it stands decides.
        Role::Prose if doubled && (5..=MAX_HEADING_WORDS).contains(&lines[i].words) => parts[i].role = Role::Heading,
        Role::Prose if doubled && lines[i].words >= 5 && in_block(parts, i) => parts[i].role = Role::Caption,
        _ => {}
    }
    if parts[i].role == Role::Caption {
        parts[i].pieces.clear();
    }
}

/// No paragraph that stands once lies between a line and its twin, and beside them stands a heading, a caption, or another line that
/// stands twice: the captions of a gallery.
fn in_block(parts: &[Part], i: usize) -> bool {
    let Some(twin) = parts[i].twin else { return false };
    let (from, to) = (twin.min(i), twin.max(i));
    let is_head =
        |part: &Part| matches!(part.role, Role::Heading | Role::Caption) || part.is_prose() && part.twin.is_some();
    let around = [from.checked_sub(1), Some(to + 1)];
    let beside = around.into_iter().flatten().filter_map(|n| parts.get(n)).any(is_head);
    let between = &parts[from + 1..to];
    between.iter().all(|p| !p.is_prose() || p.twin.is_some()) && (beside || between.iter().any(is_head))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::read_lines;

    #[test]
    fn headlines_of_two_sentences() {
        let check = |text: &str, expected| assert_eq!(is_heading(text, &read_lines(text)[0]), expected, "{text}");
        check("The harbour is to close by October. What if the ferry stays?", true);
        check("Will the ferry run again? The owners are sceptical.", true);
        check("The Ferry Is Gone. We Need a New Bridge Over the Sound.", true);
        check("The ferry is gone. Nobody in the harbour has seen it since.", false);
        check("Source: Harbour Statistics", false);
        check("Harbour fees: Up – 42.8 percent, Ferry fares: Down – 5.7 percent", false);
        check("Updated on May 4 to say what the owners told us", false);
        check("What a morning in the harbour — Ann Lee (@annlee) May 4", false);
    }
}
