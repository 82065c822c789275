//! Labels of picture galleries inside a line: "Hide Caption 8 of 37 Photos: The flood of 2019".
//!
//! A gallery read as text gives one line, in which a button and a count stand behind each picture's caption, and the gallery's title
//! in front of the next. No list can hold the titles; but a title comes again behind each count, so what follows two
//! counts in the same words is the title.

use std::ops::Range;

use memchr::memmem;
use wirecopy_document::FurnitureKind;
use wirecopy_text::Span;

use super::Verdict;
use super::glued::Piece;

/// Buttons of a gallery, in lower case: "Hide Caption", "Toggle caption".
const BUTTONS: [&str; 6] = ["hide", "show", "toggle", "view", "expand", "close"];
/// What is counted.
const COUNTED: [&str; 6] = ["photo", "image", "picture", "slide", "caption", "frame"];
/// What a gallery is called in front of its title.
const NAMES: [&str; 6] = ["photos:", "photo:", "images:", "pictures:", "gallery:", "slideshow:"];
/// What stands between a picture's number and that of all.
const OF: &str = " of ";
/// Longest title, in words.
const MAX_TITLE: usize = 14;
/// Fewest words of a title by which the start of a gallery is known.
const MIN_TITLE: usize = 2;
/// So many counts of one gallery in a line are the gallery itself: what stands between them are its captions, and no part of the article.
const MIN_COUNTS: usize = 3;

/// A label in a line, and the words behind it.
struct Label {
    /// Of all words of the line.
    from: usize,
    to: usize,
    /// "8 of 37" has 8 and 37.
    nth: u32,
    of: u32,
}

/// Whether the line is a gallery and nothing else.
pub(crate) fn is_whole(text: &str, span: Span) -> bool {
    let line = span.trim(text);
    pieces(text, span).first().is_some_and(|piece| piece.span == line)
}

/// All labels of galleries inside the line `span`, each with the title behind it; or the gallery, where the line holds it.
pub(super) fn pieces(text: &str, span: Span) -> Vec<Piece> {
    if !may_hold(span.of(text)) {
        return Vec::new();
    }
    let words: Vec<&str> = span.of(text).split_whitespace().collect();
    let labels: Vec<Label> = labels(&words);
    if let Some(run) = gallery(&words, &labels) {
        let verdict = Verdict::new(FurnitureKind::Widget, "a picture gallery: captions, counts and titles");
        return vec![piece(text, &words[run], verdict)];
    }
    let mut found = Vec::new();
    for (n, label) in labels.iter().enumerate() {
        let end = labels.get(n + 1).map_or(words.len(), |next| next.from);
        let title = title(&words, &labels, label).unwrap_or_else(|| title_alone(&words[label.to..end]));
        let title = title.min(end - label.to);
        found.push(piece(text, &words[label.from..label.to + title], label_verdict()));
        if n == 0 {
            found.splice(0..0, title_in_front(text, &words[..label.from], &words[label.to..label.to + title]));
        }
    }
    found
}

/// A quick look: nearly all lines hold no count of pictures, and many no " of " with a number behind it.
fn may_hold(line: &str) -> bool {
    let is_letter = |at: usize| line.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut found = memmem::find_iter(line.as_bytes(), OF);
    found.any(|at| !is_letter(at + OF.len())) && COUNTED.iter().any(|c| line.contains(&c[1..]))
}

/// "Hide Caption 8 of 37", "Photo 8 of 37"; the first word has a capital.
fn labels(words: &[&str]) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    for at in 0..words.len().saturating_sub(3) {
        let button = usize::from(is_one_of(&BUTTONS, words[at]));
        let Some([counted, nth, between, of]) = words.get(at + button..at + button + 4) else { continue };
        let count = |word: &str| word.trim_end_matches(['.', ',', ':']).parse::<u32>().ok();
        let (Some(nth), Some(of)) = (count(nth), count(of)) else { continue };
        let inside = found.last().is_some_and(|label| at < label.to);
        let fits = is_one_of(&COUNTED, counted) && matches!(*between, "of" | "/") && (1..=of).contains(&nth);
        if fits && !inside && words[at].starts_with(char::is_uppercase) {
            found.push(Label { from: at, to: at + button + 4, nth, of });
        }
    }
    found
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// How many words the stretches behind all counts of one gallery open with alike: its title.
fn title(words: &[&str], labels: &[Label], label: &Label) -> Option<usize> {
    let others = labels.iter().filter(|other| other.of == label.of && other.from != label.from);
    let same = |other: &Label| words[label.to..].iter().zip(&words[other.to..]).take_while(|(a, b)| a == b).count();
    others.map(same).min().filter(|same| *same <= MAX_TITLE)
}

/// The words of a title that stands at the end of its line.
fn title_alone(rest: &[&str]) -> usize {
    let named = rest.first().is_some_and(|word| is_one_of(&NAMES, word));
    if named && rest.len() <= MAX_TITLE { rest.len() } else { usize::from(named) }
}

/// The same title in front of the first picture.
fn title_in_front(text: &str, words: &[&str], title: &[&str]) -> Option<Piece> {
    let same = !title.is_empty() && words.len() > title.len() && words.starts_with(title);
    same.then(|| piece(text, &words[..title.len()], label_verdict()))
}

/// The words of a whole gallery. Its last caption ends with the last count, or with the line; its first begins with the title.
fn gallery(words: &[&str], labels: &[Label]) -> Option<Range<usize>> {
    let first = labels.first()?;
    let run = labels.iter().take_while(|label| label.of == first.of).count();
    let last = &labels[run - 1];
    if run < MIN_COUNTS {
        return None;
    }
    // The title stands in front of the first caption as it does behind the first count.
    let same = words[..first.from].iter().zip(&words[first.to..]).take_while(|(a, b)| a == b).count();
    let opens = same >= MIN_TITLE;
    let end = if last.nth == last.of || run < labels.len() { last.to } else { words.len() };
    Some(if opens { 0 } else { first.from }..end)
}

fn label_verdict() -> Verdict {
    Verdict::new(FurnitureKind::Widget, "the count and title of a picture gallery")
}

/// From the first of some words of the text to the last.
fn piece(text: &str, words: &[&str], verdict: Verdict) -> Piece {
    let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let (first, last) = (words[0], words[words.len() - 1]);
    Piece { span: Span::new(at(first), at(last) + last.len()), verdict }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let found = pieces(line, Span::new(0, line.len()));
        let texts: Vec<&str> = found.iter().map(|p| p.span.of(line)).collect();
        assert_eq!(texts, expected, "{line}");
    }

    #[test]
    fn counts_with_the_title_that_comes_again() {
        check(
            "Photos: The Oslo flood Boats lie in a street. Hide Caption 1 of 9 Photos: The Oslo flood Divers search a \
             cellar. Hide Caption 2 of 9 Photos: The Oslo flood A mayor speaks.",
            &[
                "Photos: The Oslo flood",
                "Hide Caption 1 of 9 Photos: The Oslo flood",
                "Hide Caption 2 of 9 Photos: The Oslo flood",
            ],
        );
        check(
            "A mayor speaks. Hide Caption 3 of 9 Photos: The Oslo flood",
            &["Hide Caption 3 of 9 Photos: The Oslo flood"],
        );
        check("A mayor speaks. Image 3 of 9 Divers search a cellar.", &["Image 3 of 9"]);
    }

    #[test]
    fn a_gallery_in_one_line_is_no_part_of_the_article() {
        let gallery = "Photos: The Oslo flood Photos: The Oslo flood Boats lie in a street. Hide Caption 1 of 3 Photos: The Oslo \
            flood Divers search a cellar. Hide Caption 2 of 3 Photos: The Oslo flood A mayor speaks. Hide Caption 3 of 3";
        check(gallery, &[gallery]);
        assert!(is_whole(gallery, Span::new(0, gallery.len())));
        let longer = format!("{gallery} The river rose again on Friday.");
        check(&longer, &[gallery]);
        assert!(!is_whole(&longer, Span::new(0, longer.len())));
        let rest = &gallery[gallery.find("Hide").unwrap()..];
        check(&format!("The mayor came. Boats lie in a street. {rest}"), &[rest]);
        let open =
            "Photo 1 of 9 Boats lie in a street. Photo 2 of 9 Divers search a cellar. Photo 3 of 9 A mayor speaks.";
        check(open, &[open]);
    }

    #[test]
    fn counts_in_prose() {
        check("The photo 3 of 9 jurors saw was blurred.", &[]);
        check("She closed photo 2 of 9.", &[]);
        check("Photos of 9 of 37 pictures were lost.", &[]);
    }
}
