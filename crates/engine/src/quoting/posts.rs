//! Posts that an article shows with their writer.

use std::ops::Range;

use wirecopy_document::Version;

/// The words of posts that are shown with their writer, `— Name (@name) June 9, 2018`, behind the post or on the line below it; the
/// writer is taken with them.
pub(super) fn posts(version: &Version) -> Vec<Range<usize>> {
    let text = &*version.text;
    text.match_indices("(@").filter_map(|(at, _)| post(text, at)).map(|bytes| words_in(version, bytes)).collect()
}

/// The post whose writer's account is named at `at`. What is looked at is bounded, also in a page made of such names.
fn post(text: &str, at: usize) -> Option<Range<usize>> {
    let near = text.floor_char_boundary(at.saturating_sub(MAX_POST_BYTES));
    let line_start = |end: usize| text[near..end].rfind('\n').map_or(near, |newline| near + newline + 1);
    let rest = &text[at + 2..];
    let account = rest.bytes().take(MAX_NAME_BYTES).take_while(|&b| b.is_ascii_alphanumeric() || b == b'_').count();
    let date = rest[account..].strip_prefix(')').filter(|_| account > 0)?;
    let start = line_start(at);
    let dash = text[start..at].rfind(['—', '–', '―', '-'])? + start;
    if at - dash > MAX_NAME_BYTES || !is_date(date) {
        return None;
    }
    let behind = &text[at..text.floor_char_boundary(at + MAX_NAME_BYTES)];
    let end = at + behind.find('\n').unwrap_or(behind.len());
    if !text[start..dash].trim().is_empty() {
        return Some(start..end);
    }
    Some(line_start(near + text[near..start].trim_end().len())..end)
}

/// Longest name of a writer of posts, with the dash before it, and of an account with the date behind it.
const MAX_NAME_BYTES: usize = 80;
/// Longest post.
const MAX_POST_BYTES: usize = 4000;

/// Whether a date follows: ` June 9, 2018`.
fn is_date(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let month = parts.next().is_some_and(|m| m.len() >= 3 && m.chars().all(char::is_alphabetic));
    let digits =
        |part: Option<&str>, n: usize| part.is_some_and(|p| p.bytes().take_while(u8::is_ascii_digit).count() == n);
    let day = parts.next();
    month && (digits(day, 1) || digits(day, 2)) && digits(parts.next(), 4)
}

/// The words that stand between two places of the text.
fn words_in(version: &Version, bytes: Range<usize>) -> Range<usize> {
    let first_at = |place: usize| {
        let (mut low, mut high) = (0, version.tokens.len());
        while low < high {
            let middle = low.midpoint(high);
            if version.tokens.span(middle).start() < place { low = middle + 1 } else { high = middle }
        }
        low
    };
    first_at(bytes.start)..first_at(bytes.end)
}

#[cfg(test)]
mod tests {
    use super::super::quotations;
    use super::super::tests::check;
    use super::*;

    #[test]
    fn a_page_of_names_is_read_in_time() {
        let text = "— Ann Lee (@lee) June 9, 2018 ".repeat(20_000);
        assert_eq!(quotations(&Version::of("a", &text)).len(), 1);
        assert!(quotations(&Version::of("a", &"(@lee".repeat(100_000))).is_empty());
    }

    #[test]
    fn posts_are_their_writers() {
        check("He wrote:\n\nIt rose. — Ann Lee (@lee) June 9, 2018\n\nIt fell.", &["It rose Ann Lee lee June 9 2018"]);
        check(
            "He wrote:\n\nIt rose.\n\n- Ann Lee (@lee) June 23, 2013\n\nIt fell.",
            &["It rose Ann Lee lee June 23 2013"],
        );
        check("It rose — write to Ann Lee (@ann_lee) about it.", &[]);
    }
}
