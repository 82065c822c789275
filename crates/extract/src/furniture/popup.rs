//! What pops up behind a name inside a line: the name in full, stuck to headlines about it, and a link to more.
//!
//! "The mayor, Ann Lee Ann Marie LeeCity hall flooded again Lee opens the new pier MORE, said …": a site shows its latest headlines where
//! a reader points at a name. Read as text they stand in the middle of the sentence. No list can hold the headlines; but the name stands
//! there twice, the second time without a blank behind it, and one word closes them.

use memchr::memmem;
use wirecopy_document::FurnitureKind;
use wirecopy_text::Span;

use super::Verdict;
use super::glued::Piece;

/// The link behind the headlines.
const MORE: &str = "MORE";
/// Most bytes between the name and the link: three headlines, each of which may be a list of topics.
const MAX_BYTES: usize = 1200;
/// Most words from the name in the sentence to where it comes again: "Addison (Mitch) Mitchell McConnell".
const MAX_NAME: usize = 6;
/// Bytes of it that are looked at, at most.
const MAX_NAME_BYTES: usize = 200;

/// All that pops up inside the line `span`, in order, apart from each other.
pub(super) fn pieces(text: &str, span: Span) -> Vec<Piece> {
    let line = span.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    for at in memmem::find_iter(line.as_bytes(), MORE).filter(|&at| is_link(line, at)) {
        let least = from.max(at.saturating_sub(MAX_BYTES));
        let base = from.max(line.floor_char_boundary(least.saturating_sub(MAX_NAME_BYTES)));
        let mut ends = (least..at).rev().filter(|&i| line.is_char_boundary(i));
        if let Some(start) = ends.find_map(|end| start(&line[base..], end - base)) {
            let reason = "the name again, with headlines about it, and a link to more";
            let span = Span::new(base + start, at + MORE.len()).shift(span.start());
            found.push(Piece { span, verdict: Verdict::new(FurnitureKind::Promo, reason) });
        }
        from = at + MORE.len();
    }
    found
}

/// Whether the word there is the link: in capitals by itself, behind a blank.
fn is_link(line: &str, at: usize) -> bool {
    line[..at].ends_with(' ') && !line[at + MORE.len()..].starts_with(char::is_alphanumeric)
}

/// Where the name comes again that ends at `end`, in front of a headline: right behind the last word of the name as the sentence has it.
/// If no headline is stuck to it, the first name must come again as well.
fn start(line: &str, end: usize) -> Option<usize> {
    let (before, behind) = line.split_at(end);
    let headline = behind.trim_start_matches(' ');
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '\'' | '‘' | '"' | '“');
    if !before.ends_with(char::is_lowercase) || !headline.starts_with(opens) {
        return None;
    }
    let name = before.rsplit(' ').next().filter(|name| name.starts_with(char::is_uppercase))?;
    let words: Vec<&str> = before.split(' ').rev().skip(1).take(MAX_NAME + 1).collect();
    let again =
        words.iter().take(MAX_NAME).position(|word| word.trim_end_matches("’s").trim_end_matches("'s") == name)?;
    let is_stuck = headline.len() == behind.len();
    let first_comes_again = again > 0 && words.get(again + 1) == Some(&words[again - 1]);
    let right_behind = words[..again].iter().map(|word| word.len() + 1).sum::<usize>() + name.len() + 1;
    (is_stuck || first_comes_again).then(|| end - right_behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found = pieces(line, Span::new(0, line.len()));
        let mut left = line.to_owned();
        found.iter().rev().for_each(|piece| left.replace_range(piece.span.range(), ""));
        assert_eq!(left, expected);
    }

    #[test]
    fn headlines_behind_a_name() {
        check(
            "The mayor, Ann Lee Ann Marie LeeCity hall flooded again Lee opens the new pier MORE (I), said it would rain.",
            "The mayor, Ann Lee (I), said it would rain.",
        );
        check(
            "Ian Low, Ann Lee Ann Marie Lee Lee opens the pier Who is Ian Low? MORE and Bo Roe’s Bo RoeA fish MORE boat sank.",
            "Ian Low, Ann Lee and Bo Roe’s boat sank.",
        );
        check(
            "It was Ian McKay Ian (Mac) McKay2019 was a wet year The pier: a history | Fish prices MORE who asked Ann Lee \
             Ann LeeLee's brother buys a boat MORE's office.",
            "It was Ian McKay who asked Ann Lee's office.",
        );
    }

    #[test]
    fn prose_keeps_its_words() {
        for line in [
            "He wanted MORE of it, said Ann Lee, of LeeWorks.",
            "Ann Lee of YouTube wants MORE.",
            "Ann Lee Ann LeeCity hall flooded again.",
            "The Lee family, Ann Lee and Bo Lee Who asked for MORE rain, left.",
            "READ MORE about the McKay family.",
        ] {
            check(line, line);
        }
    }
}
