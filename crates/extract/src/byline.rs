//! Bylines, lines of dates, and datelines.

use wirecopy_text::Span;

use crate::agencies;
use crate::furniture::words::Words;
use crate::lines::Line;

const MAX_BYLINE_WORDS: u32 = 22;
const MAX_DATE_WORDS: u32 = 18;

/// Whether the line says who wrote the article.
pub(crate) fn is_byline(text: &str, line: &Line) -> bool {
    if line.words == 0
        || line.words > MAX_BYLINE_WORDS
        || matches!(line.last, '.' | '?' | '!') && !ends_in_initials(text, line)
    {
        return false;
    }
    let written = line.span.of(text).trim_start_matches(['|', '-', '–', '—', '•', '*', ' ']);
    if agencies::named(written).is_some() {
        return true;
    }
    let rest = OPENINGS.iter().find_map(|b| written.strip_prefix(b));
    rest.is_some_and(is_name_like) || has_title_of_writer(written, line) || names_writer_and_outlet(written)
}

/// What stands in front of the names in a byline.
const OPENINGS: [&str; 10] =
    ["By ", "BY ", "by ", "By: ", "Written by ", "Reported by ", "Author: ", "Story by ", "Text by ", "Words by "];

/// The names of a byline, without "By".
pub(crate) fn names(byline: &str) -> &str {
    let bare = byline.trim_start_matches(['|', '-', '–', '—', '•', '*', ' ']);
    OPENINGS.iter().find_map(|b| bare.strip_prefix(b)).map_or(bare, str::trim_start)
}

/// "Ann Lee, CNN", "Ann Lee, Associated Press".
fn names_writer_and_outlet(written: &str) -> bool {
    let Some((name, outlet)) = written.split_once(", ") else { return false };
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_word = |w: &&str| w.starts_with(char::is_uppercase) && (w.contains(char::is_lowercase) || w.ends_with('.'));
    let shouted = (3..=5).contains(&outlet.len()) && outlet.bytes().all(|b| b.is_ascii_uppercase());
    (2..=3).contains(&words.len()) && words.iter().all(is_word) && (shouted || agencies::named(outlet).is_some())
}

fn ends_in_initials(text: &str, line: &Line) -> bool {
    let end: Vec<char> = line.span.of(text).chars().rev().take(3).collect();
    matches!(end[..], ['.', a, ..] if a.is_uppercase())
}

/// Names have capitals; what else stands in a byline is small words and what follows a comma or bar.
fn is_name_like(rest: &str) -> bool {
    let names = rest.split([',', '|', '•', '–', '—', '(']).next().unwrap_or(rest);
    let words: Vec<&str> = names.split_whitespace().collect();
    let small = |w: &&str| {
        matches!(
            *w,
            "and"
                | "de"
                | "van"
                | "von"
                | "der"
                | "al"
                | "bin"
                | "for"
                | "in"
                | "of"
                | "the"
                | "with"
                | "&"
                | "la"
                | "del"
                | "di"
                | "to"
        )
    };
    let named = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    !words.is_empty()
        && words.len() <= 10
        && named >= 1
        && words
            .iter()
            .all(|w| w.starts_with(char::is_uppercase) || small(w) || w.starts_with(|c: char| c.is_ascii_digit()))
}

/// "Ann Lee, Staff Writer", "Ann Lee | Political Correspondent".
fn has_title_of_writer(written: &str, line: &Line) -> bool {
    let low = written.to_lowercase();
    let titles = [
        "staff writer",
        "staff reporter",
        "correspondent",
        "associated press",
        "contributor",
        "news desk",
        "reporter",
        "web desk",
    ];
    let parted = written.contains([',', '|', '/', '•']) || low.ends_with("desk");
    line.words <= 9 && parted && titles.iter().any(|t| low.ends_with(t)) && line.capitals * 3 >= line.words * 2
}

const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

const DATE_WORDS: [&str; 63] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "gmt",
    "utc",
    "est",
    "edt",
    "et",
    "pt",
    "pst",
    "pdt",
    "cst",
    "cdt",
    "ist",
    "bst",
    "cet",
    "ct",
    "updated",
    "published",
    "posted",
    "modified",
    "last",
    "first",
    "created",
    "update",
    "on",
    "at",
    "of",
    "the",
    "hours",
    "hour",
    "hrs",
    "minutes",
    "mins",
    "min",
    "days",
    "day",
    "ago",
    "years",
    "year",
    "months",
    "weeks",
    "date",
    "read",
];

/// Whether the line is nothing but a date or time, with what such lines say ("Updated 5:10 PM EST").
pub(crate) fn is_date_line(text: &str, line: &Line) -> bool {
    if line.words == 0 || line.words > MAX_DATE_WORDS {
        return false;
    }
    let has_number = line.numbers > 0 && line.span.len() < 140;
    if !has_number {
        return false;
    }
    let words = Words::read(text, line.span, MAX_DATE_WORDS as usize + 1);
    let low = |i| words.low(i);
    let is_number = |i: usize| low(i).starts_with(|c: char| c.is_ascii_digit());
    let known = (0..words.len()).all(|i| MONTHS.contains(&low(i)) || DATE_WORDS.contains(&low(i)) || is_number(i));
    let month = (0..words.len()).any(|i| MONTHS.contains(&low(i)));
    let label = (0..words.len()).any(|i| matches!(low(i), "updated" | "published" | "posted" | "ago" | "modified"));
    let number = (0..words.len()).any(is_number);
    let numeric_date = (0..words.len()).filter(|&i| is_number(i)).count() >= 3;
    known && number && (month || label || numeric_date) || is_dated_outlet(text, &words)
}

/// "The Harbour Post, Monday 15 June 2026": a name of a few words with capitals, then a whole date.
fn is_dated_outlet(text: &str, words: &Words) -> bool {
    let is_date = |i: usize| MONTHS.contains(&words.low(i)) || DATE_WORDS[..12].contains(&words.low(i));
    let is_number = |i: usize| words.is_number(i);
    let from = (0..words.len()).rev().take_while(|&i| is_date(i) || is_number(i)).last().unwrap_or(words.len());
    let year = (from..words.len()).any(|i| words.low(i).len() == 4 && is_number(i));
    let month = (from..words.len()).any(|i| MONTHS.contains(&words.low(i)));
    let name = (0..from).all(|i| words.items[i].span.of(text).starts_with(char::is_uppercase));
    let parted = from > 0 && {
        let (end, start) = (words.items[from - 1].span.end(), words.items.get(from).map_or(0, |w| w.span.start()));
        start > end && text[end..start].contains([',', '|', '•', '·', '–', '—'])
    };
    (2..=5).contains(&from) && words.len() - from >= 3 && year && month && name && parted && words.low(0) != "by"
}

/// The place, date and agency in front of a first sentence: "PARIS, April 2 (Reuters) - ", "OSLO — ", "(AP) —".
///
/// The span ends with the dash.
pub(crate) fn dateline(text: &str, paragraph: Span) -> Option<Span> {
    if opens_as_prose(paragraph.of(text)) {
        return None;
    }
    let head_end = text[paragraph.start()..paragraph.end()].char_indices().nth(90).map_or(paragraph.len(), |(i, _)| i);
    let head = &text[paragraph.start()..paragraph.start() + head_end];
    let (at, length) = dash(head)?;
    let place = head[..at].trim();
    is_place(place).then(|| Span::new(paragraph.start(), paragraph.start() + at + length))
}

/// A word of letters and then a small one, as nearly all paragraphs open: no place has such words.
fn opens_as_prose(paragraph: &str) -> bool {
    let first = paragraph.bytes().take_while(u8::is_ascii_alphabetic).count();
    matches!(paragraph.as_bytes()[first..], [b' ', b'a'..=b'z', ..])
}

/// The first dash between blanks, or behind a bracket.
fn dash(head: &str) -> Option<(usize, usize)> {
    if !head.contains(['-', ':', '–', '—']) {
        return None;
    }
    let marks = [" — ", " – ", " - ", " -- ", "—", ") - ", ")-", "– ", "-- ", ": "];
    let found = marks
        .iter()
        .filter_map(|m| head.find(m).map(|i| (i, *m)))
        .min_by_key(|(i, m)| (*i, std::cmp::Reverse(m.len())))?;
    let (at, mark) = found;
    let skip = usize::from(mark.starts_with(')'));
    Some((at + skip, mark.trim_end().len() - skip))
}

fn is_place(place: &str) -> bool {
    let bracketed = place.ends_with(')');
    let before = place.split('(').next().unwrap_or(place).trim();
    if before.is_empty() {
        return bracketed && place.split_whitespace().count() <= 3;
    }
    let words: Vec<&str> = before.split_whitespace().collect();
    let city = words.iter().take_while(|w| w.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)).count();
    let first_is_long = words[0].chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let titled = words.iter().all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    words.len() <= 8
        && first_is_long
        && (city >= 1 && titled || bracketed && titled && agencies::first_in(place).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::read_lines;

    #[test]
    fn bylines() {
        let check = |text: &str, expected| assert_eq!(is_byline(text, &read_lines(text)[0]), expected, "{text}");
        for text in [
            "By Ann Lee",
            "BY ANN LEE AND BO EK",
            "By Ann Lee, Reuters",
            "Reuters",
            "The Associated Press",
            "Ann Lee, Staff Writer",
            "Ann Lee, CNN",
        ] {
            check(text, true);
        }
        for text in ["By the river, it rained", "By Monday the rain had stopped.", "Rain in Oslo", "Standing by"] {
            check(text, false);
        }
    }

    #[test]
    fn dates() {
        let check = |text: &str, expected| assert_eq!(is_date_line(text, &read_lines(text)[0]), expected, "{text}");
        for text in [
            "April 2, 2024",
            "Updated 5:10 PM EST",
            "Tue, 2 Apr 2024 10:15 GMT",
            "6 years ago",
            "2024-04-02",
            "Published: 02/04/2024",
            "The Harbour Post, Monday 15 June 2026",
        ] {
            check(text, true);
        }
        for text in ["May won", "12 people died", "Monday", "April was the hottest month of 2024"] {
            check(text, false);
        }
    }

    #[test]
    fn datelines() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(dateline(text, Span::new(0, text.len())).map(|s| s.of(text)), expected, "{text}");
        };
        check("PARIS, April 2 (Reuters) - It rained.", Some("PARIS, April 2 (Reuters) -"));
        check("OSLO — It rained.", Some("OSLO —"));
        check("NEW DELHI: It rained.", Some("NEW DELHI:"));
        check("Oslo (AFP) – It rained.", Some("Oslo (AFP) –"));
        check("(AP) — It rained.", Some("(AP) —"));
        check("The mayor - a sailor - spoke.", None);
        check("It rained — again.", None);
    }
}
