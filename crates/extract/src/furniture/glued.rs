//! Furniture inside a line of prose: stuck to a sentence without a blank ("More ShortsThe minister…"), in brackets, or
//! between two sentences.
//!
//! The line is cut wherever a piece could begin or end; a piece, or a few pieces in a row, is furniture when its words
//! alone say so. What is left keeps its own spans. A cut proves nothing by itself: crawled prose often lacks a blank.

use wirecopy_document::FurnitureKind;
use wirecopy_text::Span;

use super::phrases::Phrases;
use super::words::Words;
use super::{MAX_WORDS, Verdict, whole};
use super::{gallery, popup};

/// Most pieces that one piece of furniture may span ("Follow us on You|Tube").
const MAX_PIECES: usize = 4;

/// How two pieces of a line are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// The line's own start or end.
    Edge,
    /// No blank where one belongs: "ShortsThe", "said.Read".
    Joint,
    /// A bracket.
    Bracket,
    /// The end of a sentence.
    Stop,
}

/// Furniture found inside a line.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    pub(crate) verdict: Verdict,
}

/// All furniture inside the line `span`, in order, apart from each other.
pub(crate) fn pieces(text: &str, span: Span) -> Vec<Piece> {
    let cuts = cuts(text, span);
    let mut found: Vec<Piece> = Vec::new();
    let mut i = 0;
    while i + 1 < cuts.len() {
        match longest_at(text, &cuts, i) {
            Some((piece, next)) => {
                found.push(piece);
                i = next.max(i + 1);
            }
            None => i += 1,
        }
    }
    if found.first().is_none_or(|p| p.span.start() > span.start()) {
        found.splice(0..0, label_in_front(text, span, &cuts));
    }
    for known in [gallery::pieces(text, span), popup::pieces(text, span)] {
        take_over(&mut found, known);
    }
    found.retain(|p| p.span.len() < span.len());
    found
}

/// Puts pieces that are known by their whole build in the place of those that lie in them.
fn take_over(found: &mut Vec<Piece>, known: Vec<Piece>) {
    if known.is_empty() {
        return;
    }
    let is_apart = |p: &Piece, k: &Piece| p.span.end() <= k.span.start() || k.span.end() <= p.span.start();
    found.retain(|p| known.iter().all(|k| is_apart(p, k)));
    found.extend(known);
    found.sort_by_key(|p| p.span.start());
}

/// The furniture that starts at cut `i`, and the cut where it ends.
fn longest_at(text: &str, cuts: &[(usize, Cut)], i: usize) -> Option<(Piece, usize)> {
    let last = (i + MAX_PIECES).min(cuts.len() - 1);
    let from = cuts[i].0;
    let line_end = cuts.last()?.0;
    let plausible = may_start(text, Span::new(from, line_end))
        || cuts[i].1 == Cut::Joint
        || cuts[i].1 == Cut::Edge && matches!(cuts[i + 1].1, Cut::Joint | Cut::Bracket);
    if !plausible {
        return None;
    }
    let runs_on = |j: &usize| cuts[i + 1..*j].iter().all(|&(at, cut)| cut == Cut::Joint && inside_word(text, at));
    let whole_piece = (i + 1..=last).rev().filter(runs_on).find_map(|j| {
        let span = Span::new(from, cuts[j].0).trim(text);
        let piece = between(text, span, cuts[i].1, cuts[j].1)?;
        Some((piece, j))
    });
    whole_piece.or_else(|| plain_at(text, from, line_end).map(|piece| (piece, i)))
}

/// Longest word that is lower-cased in place.
const SHORT: usize = 24;

/// Whether a phrase can start with the first word here. Asked at each sentence of a page, so that a plain word is not copied.
fn may_start(text: &str, rest: Span) -> bool {
    let line = rest.of(text).as_bytes();
    let length = line.iter().take(SHORT).take_while(|b| b.is_ascii_alphabetic()).count();
    if length > 0 && length < SHORT && line.get(length).is_none_or(|b| matches!(b, b' ' | b'.')) {
        let mut low = [0; SHORT];
        low[..length].copy_from_slice(&line[..length]);
        low.make_ascii_lowercase();
        return std::str::from_utf8(&low[..length]).is_ok_and(|word| Phrases::shared().can_start(word));
    }
    let head = Words::read(text, rest, 1);
    head.len() == 1 && (Phrases::shared().can_start(head.low(0)) || head.is_number(0))
}

/// Whether the cut at `at` is that of a word such as `YouTube`.
fn inside_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphanumeric)
}

/// Judges the piece between two cuts. The less the cuts say, the more the words must.
fn between(text: &str, span: Span, left: Cut, right: Cut) -> Option<Piece> {
    if left == Cut::Edge && right == Cut::Edge {
        return None;
    }
    let words = Words::read(text, span, MAX_WORDS + 1);
    if words.len() > MAX_WORDS {
        return None;
    }
    if !may_be_piece(text, span) {
        return None;
    }
    let mut verdict = whole(&words, text, span)?;
    let stuck = left == Cut::Joint || right == Cut::Joint;
    if words.len() == 1 && !stands_alone(text, span, left) {
        return None;
    }
    let bracketed = left == Cut::Bracket && right == Cut::Bracket;
    let phrase = Phrases::shared().whole(&words, 0, words.len());
    let plain = phrase.is_some_and(|m| m.phrase.plain || m.phrase.marked) || words.len() >= 5 && phrase.is_none();
    let notice = phrase.is_some_and(|m| m.phrase.kind == FurnitureKind::Notice && m.open && words.len() >= 4);
    if stuck {
        verdict.kind = FurnitureKind::Glued;
        verdict.reason = format!("stuck to a sentence without a blank; {}", verdict.reason);
    } else if !(bracketed && words.len() >= 2 && !is_inside_sentence(text, span) || plain || notice)
        || bracketed && words.is_number(0)
    {
        return None; // figures in brackets belong to the sentence: "(51 votes)", "(47 of 50)"
    }
    Some(Piece { span: with_bracket(text, span, bracketed), verdict })
}

/// The bracket stands behind a word of a sentence that has not ended: "it took a fifth (12 minutes) of the hour".
fn is_inside_sentence(text: &str, span: Span) -> bool {
    let before = text[..span.start()].trim_end_matches(['(', '[', ' ']);
    let small = span.of(text).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    small && before.ends_with(|c: char| c.is_alphanumeric())
}

/// Labels begin with a capital or a number, or stand in brackets; what people post ends in an address of its network.
fn may_be_piece(text: &str, span: Span) -> bool {
    let piece = span.of(text);
    let begins = piece.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let bracketed = text[..span.start()].ends_with(['(', '[']);
    (begins || bracketed)
        && !piece.starts_with([')', ']'])
        && !["t.co/", "pic.twitter"].iter().any(|a| piece.contains(a))
}

/// One word is enough only in capitals or in front of a line: "RealClearPolitics" and "said.Watch" hold words, not labels.
fn stands_alone(text: &str, span: Span, left: Cut) -> bool {
    let shouted = span.len() >= 4 && !span.of(text).contains(char::is_lowercase);
    let inside = text[..span.start()].ends_with(char::is_lowercase);
    shouted || (left == Cut::Edge || span.len() >= 10) && !inside
}

/// The span with the brackets around it.
fn with_bracket(text: &str, span: Span, bracketed: bool) -> Span {
    let opens = text[..span.start()].ends_with(['(', '[']);
    let closes = text[span.end()..].starts_with([')', ']']);
    if bracketed && opens && closes { Span::new(span.start() - 1, span.end() + 1) } else { span }
}

/// A phrase that may stand in prose with nothing but a blank behind it: "Story continues below The mayor …".
fn plain_at(text: &str, from: usize, end: usize) -> Option<Piece> {
    let words = Words::read(text, Span::new(from, end), 12);
    if words.len() == 0 {
        return None;
    }
    let found = Phrases::shared().at(&words, 0).filter(|m| m.phrase.plain && !m.open).max_by_key(|m| m.end)?;
    let span = Span::new(from, words.items[found.end - 1].span.end()).trim(text);
    let rest = text[span.end()..end].trim_start_matches([':', '-', '–', '—', '.', ' ']);
    let shouted = !span.of(text).contains(|c: char| c.is_lowercase());
    let sentence = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'));
    (sentence && (shouted || found.end >= 2)).then(|| Piece { span, verdict: Verdict::of_phrase(&found) })
}

/// Words that start sentences and end no label: what a label in front is stuck to.
const STARTERS: [&str; 40] = [
    "The", "A", "An", "In", "On", "At", "He", "She", "It", "They", "We", "But", "As", "For", "This", "That", "When",
    "After", "While", "If", "And", "By", "With", "From", "There", "His", "Her", "Their", "These", "Those", "Since",
    "Before", "Some", "Many", "Most", "Under", "Although", "More", "Two", "Both",
];

/// A label that no list knows, stuck to the first sentence: a few words with capitals, then a word that starts sentences.
fn label_in_front(text: &str, span: Span, cuts: &[(usize, Cut)]) -> Option<Piece> {
    let &(at, _) = cuts.iter().skip(1).find(|(_, cut)| *cut == Cut::Joint)?;
    let label = Span::new(span.start(), at);
    let next: String = text[at..span.end()].chars().take_while(|c| c.is_alphabetic()).collect();
    let rest_words = text[at..span.end()].split_whitespace().take(6).count();
    let words: Vec<&str> = label.of(text).split_whitespace().collect();
    let small =
        |w: &&str| matches!(*w, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "from" | "our" | "you" | "&");
    let titled = words.iter().all(|w| small(w) || w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let is_label = (1..=5).contains(&words.len())
        && titled
        && label.of(text).ends_with(|c: char| c.is_lowercase() || matches!(c, '!' | '?'))
        && words.last().is_some_and(|w| w.len() >= 3)
        && !words[0].eq_ignore_ascii_case("by");
    (is_label && rest_words >= 6 && STARTERS.contains(&next.as_str())).then(|| Piece {
        span: label,
        verdict: Verdict::new(FurnitureKind::Glued, "a label stuck to the start of a sentence without a blank"),
    })
}

/// All places where a piece of the line may start or end, the line's ends included.
fn cuts(text: &str, span: Span) -> Vec<(usize, Cut)> {
    let line = span.of(text);
    let bytes = line.as_bytes();
    let mut cuts = vec![(span.start(), Cut::Edge)];
    // Most letters are small and stand behind others: only what may open a piece, or stands beside a bracket, is looked at.
    let may_cut =
        |i: &usize| may_open(bytes[*i]) && !opens_inner_word(bytes, *i) || matches!(bytes[i - 1], b'(' | b'[');
    for i in (1..bytes.len()).filter(may_cut).filter(|&i| line.is_char_boundary(i)) {
        let (mut rest, mut before) = (line[i..].chars(), line[..i].chars().rev());
        let c = rest.next().expect("something stands behind a place inside the line");
        let before = [(); 2].map(|()| before.next().unwrap_or('\0'));
        if let Some(cut) = cut_before(before, c, rest.next().unwrap_or('\0'), &line[..i]) {
            cuts.push((span.start() + i, cut));
        }
    }
    cuts.push((span.end(), Cut::Edge));
    cuts
}

/// Whether a piece, or the end of one, may begin with this byte: a capital, a digit, a quotation mark, a bracket, or what is not ASCII.
fn may_open(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'"' | b')' | b']') || !byte.is_ascii()
}

/// Whether what begins here, no bracket, stands in a sentence, as most capitals do: a blank in front of it, and a letter or comma in
/// front of that.
fn opens_inner_word(bytes: &[u8], at: usize) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b',';
    at > 1 && bytes[at - 1] == b' ' && inside(bytes[at - 2]) && !matches!(bytes[at], b')' | b']')
}

/// The cut in front of `c`, of the two characters `before` it, nearest first, and that behind it.
fn cut_before(before: [char; 2], c: char, next: char, so_far: &str) -> Option<Cut> {
    let [p, pp] = before;
    if matches!(p, '(' | '[') || matches!(c, ')' | ']') {
        return Some(Cut::Bracket);
    }
    let starts =
        c.is_uppercase() || c == '©' || matches!(c, '"' | '“' | '‘') && next.is_uppercase() || c.is_ascii_digit();
    if !starts {
        return None;
    }
    if p.is_whitespace() {
        let ended = so_far.trim_end().trim_end_matches(['"', '”', '’', ')', '\'']);
        return (ended.ends_with(['.', '!', '?', '…']) && !ends_abbreviated(ended)).then_some(Cut::Stop);
    }
    let quoted = matches!(c, '"' | '“' | '‘') && next.is_uppercase();
    let after_small = p.is_lowercase() && (c.is_uppercase() || quoted);
    let after_stop = matches!(p, '.' | '!' | '?' | '…') && (pp.is_lowercase() || pp.is_ascii_digit() || is_closing(pp))
        || is_closing(p) && matches!(pp, '.' | '!' | '?') && !matches!(c, '"');
    let after_stop = after_stop && !(c.is_ascii_digit() && pp.is_ascii_digit());
    let after_number = p.is_ascii_digit() && c.is_uppercase() && next.is_lowercase();
    let after_shout = p.is_uppercase() && pp.is_uppercase() && (c.is_uppercase() && next.is_lowercase() || quoted)
        || c.is_uppercase() && so_far.ends_with("ADVERTISEMENT");
    let after_bracket = matches!(p, ')' | ']' | ':' | '»' | '|') && c.is_uppercase();
    (after_small || after_stop || after_number || after_shout || after_bracket).then_some(Cut::Joint)
}

/// "Sen.", "U.S.", "Mr.": a short word with a capital in front of the full stop.
fn ends_abbreviated(ended: &str) -> bool {
    let Some(word) = ended.strip_suffix('.').and_then(|e| e.rsplit([' ', '(', '"', '“', '.']).next()) else {
        return false;
    };
    word.len() <= 3 && word.starts_with(char::is_uppercase)
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | ')' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let found = pieces(line, Span::new(0, line.len()));
        let texts: Vec<&str> = found.iter().map(|p| p.span.of(line)).collect();
        assert_eq!(texts, expected, "{line}: {found:?}");
    }

    #[test]
    fn stuck_to_a_sentence() {
        check("More ShortsThe river rose by two metres, the city said.", &["More Shorts"]);
        check("ADVERTISEMENTThe river rose by two metres, the city said.", &["ADVERTISEMENT"]);
        check("The river rose, the city said.Read more: Rain floods Oslo", &["Read more: Rain floods Oslo"]);
        check("“It rose,” she said.”Share this articleThe city agreed.", &["Share this article"]);
        check("Top PicksWatch VideoThe river rose by two metres.", &["Top Picks", "Watch Video"]);
        check("It rose.Follow us on YouTube", &["Follow us on YouTube"]);
    }

    #[test]
    fn stuck_by_an_unknown_label() {
        check("Harbour NotesThe river rose by two metres, the city said.", &["Harbour Notes"]);
        check("Harbour notes show the river rose by two metres.", &[]);
        check("McDonald said the river rose by two metres, not one.", &[]);
    }

    #[test]
    fn between_sentences_and_in_brackets() {
        check("It rose. (Read more: Rain floods Oslo) It fell.", &["(Read more: Rain floods Oslo)"]);
        check("Story continues below advertisement The river rose.", &["Story continues below advertisement"]);
        check("It rose. ADVERTISEMENT It fell.", &["ADVERTISEMENT"]);
    }

    #[test]
    fn prose_keeps_its_sentences() {
        check("He works for YouTube.The river rose. More rain came.", &[]);
        check("Share prices fell. Print is dying. Politics is a trade.", &[]);
        check("It took a fifth of the hour (12 minutes) on Monday.", &[]);
        check("The U.S.A. won (see p. 12). Video of it is rare.", &[]);
    }
}
