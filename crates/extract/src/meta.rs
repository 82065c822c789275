//! What a page says about itself, and what its address tells.

use serde::{Deserialize, Serialize};

/// Metadata of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) published_at: Option<String>,
    pub(crate) language: Option<String>,
}

/// The host of an address, without `www.`.
pub(crate) fn host(uri: &str) -> Option<String> {
    let (_, rest) = uri.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.rsplit('@').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    (!host.is_empty()).then_some(host)
}

/// A date in an address, as most news sites put it there: `/2024/04/02/`, `/2024-04-02-`, `/20240402/`.
pub(crate) fn date_in(uri: &str) -> Option<String> {
    let path = uri.split_once("://").map_or(uri, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).filter(|p| !p.is_empty()).collect();
    let joined = parts.windows(3).find_map(|w| date_of(w[0], w[1], w[2]));
    joined.or_else(|| parts.iter().find_map(|p| compact_date(p)))
}

fn compact_date(part: &str) -> Option<String> {
    (part.len() == 8 && part.is_ascii()).then(|| date_of(&part[..4], &part[4..6], &part[6..]))?
}

/// Months by how their names begin, in the languages that crawls hold most; the longer beginnings first.
const MONTHS: [(&str, i8); 38] = [
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fev", 2),
    ("fév", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrt", 3),
    ("apr", 4),
    ("abr", 4),
    ("avr", 4),
    ("may", 5),
    ("mai", 5),
    ("mei", 5),
    ("mag", 5),
    ("juin", 6),
    ("jun", 6),
    ("giu", 6),
    ("juil", 7),
    ("jul", 7),
    ("lug", 7),
    ("aug", 8),
    ("ago", 8),
    ("agu", 8),
    ("aoû", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("out", 10),
    ("ott", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
    ("déc", 12),
    ("des", 12),
];

fn month_number(word: &str) -> Option<i8> {
    let low = word.to_lowercase();
    MONTHS.iter().find(|(beginning, _)| low.starts_with(beginning)).map(|(_, month)| *month)
}

fn date_of(year: &str, month: &str, day: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year) || day.len() > 2 || !digits(day) {
        return None;
    }
    let month = if digits(month) && month.len() <= 2 { month.parse().ok()? } else { month_number(month)? };
    let date = jiff::civil::Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    (1990..2100).contains(&date.year()).then(|| date.to_string())
}

/// A date in words, as a line of a page has it: "April 2, 2024", "Tue, 2 Apr 2024 10:15 GMT", "2 de abril de 2024",
/// "2024-04-02", "2024.04.02".
pub(crate) fn date_in_words(line: &str) -> Option<String> {
    let words = date_words(line);
    let named = |word: &str| month_number(word).is_some();
    words.windows(3).find_map(|w| {
        let [a, b, c] = w else { return None };
        date_of(a, b, c)
            .or_else(|| date_of(c, a, b).filter(|_| named(a)))
            .or_else(|| date_of(c, b, a).filter(|_| named(b)))
    })
}

/// The words of a line without those that stand inside dates, and numbers without their endings ("2nd").
fn date_words(line: &str) -> Vec<&str> {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !matches!(*w, "" | "de" | "of" | "del"));
    let bare = |w: &'_ str| -> usize {
        let digits = w.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && matches!(&w[digits..], "st" | "nd" | "rd" | "th") { digits } else { w.len() }
    };
    words.map(|w| &w[..bare(w)]).collect()
}

/// A date in words or in numbers. "02/04/2024" is read only if `day_first` says how, or if one number can be no month.
pub(crate) fn visible_date(line: &str, day_first: Option<bool>) -> Option<String> {
    date_in_words(line).or_else(|| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.iter().find_map(|w| date_in_numbers(w, day_first))
    })
}

fn date_in_numbers(word: &str, day_first: Option<bool>) -> Option<String> {
    let sign = word.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = word.trim_matches(|c: char| !c.is_ascii_digit()).split(sign).collect();
    let [a, b, year] = parts[..] else { return None };
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    let (first, second) = (a.parse::<u8>().ok()?, b.parse::<u8>().ok()?);
    // Points part days from months in front, wherever dates are written so.
    let day_first = if first > 12 || sign == '.' {
        true
    } else if second > 12 {
        false
    } else {
        day_first?
    };
    if day_first { date_of(&year, b, a) } else { date_of(&year, a, b) }
}

/// A date of metadata as ISO 8601: what begins with such a date is kept with its time, others give the day.
pub(crate) fn normal_date(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let head = raw.get(..10).filter(|h| h.is_ascii());
    let iso = head.and_then(|h| date_of(h.get(..4)?, h.get(5..7)?, h.get(8..)?).filter(|d| d == h));
    if iso.is_some() && raw.len() <= 40 {
        return Some(raw.to_owned());
    }
    date_in_words(raw).or_else(|| compact_date(raw.get(..8)?).filter(|_| raw.len() <= 14))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_addresses() {
        let check = |uri: &str, expected: Option<&str>| assert_eq!(date_in(uri).as_deref(), expected, "{uri}");
        check("https://a.example/2024/04/02/story", Some("2024-04-02"));
        check("https://a.example/world/2024-4-2-story.html", Some("2024-04-02"));
        check("https://a.example/2024/apr/02/story", Some("2024-04-02"));
        check("https://a.example/20240402/story", Some("2024-04-02"));
        check("https://a.example/2024/13/02/story", None);
        check("https://a.example/item/123456789", None);
    }

    #[test]
    fn dates_in_words() {
        let check = |line: &str, expected: Option<&str>| assert_eq!(date_in_words(line).as_deref(), expected, "{line}");
        check("Updated April 2, 2024 5:10 PM", Some("2024-04-02"));
        check("Tue, 2 Apr 2024 10:15 GMT", Some("2024-04-02"));
        check("2024-04-02", Some("2024-04-02"));
        check("22 de outubro de 2010 às 20:13", Some("2010-10-22"));
        check("publiziert am 25. September 2018", Some("2018-09-25"));
        check("Published November 20th, 2019 - 07:29 GMT", Some("2019-11-20"));
        check("기사입력 :[ 2018-08-25 15:24 ]", Some("2018-08-25"));
        check("02/04/2024", None); // day or month first: cannot say
        check("In 2024 12 boats sank", None);
    }

    #[test]
    fn dates_in_numbers() {
        let check = |line: &str, day_first: Option<bool>, expected: Option<&str>| {
            assert_eq!(visible_date(line, day_first).as_deref(), expected, "{line}");
        };
        check("02/04/2024", None, None);
        check("02/04/2024", Some(true), Some("2024-04-02"));
        check("02/04/2024", Some(false), Some("2024-02-04"));
        check("11/18/19 06:56 AM EST", None, Some("2019-11-18"));
        check("21:17 18.11.2019", None, Some("2019-11-18"));
        check("Windows 10.0.1", None, None);
    }

    #[test]
    fn dates_of_metadata() {
        let check = |raw: &str, expected: Option<&str>| assert_eq!(normal_date(raw).as_deref(), expected, "{raw}");
        check("2024-04-02T10:15:00+02:00", Some("2024-04-02T10:15:00+02:00"));
        check("2024-04-02", Some("2024-04-02"));
        check("Mon, 18 Nov 2019 16:07:38 -0600", Some("2019-11-18"));
        check("November 19, 2019, 07:47 PM EST", Some("2019-11-19"));
        check("01:38:07 PM IST Nov 20, 2019", Some("2019-11-20"));
        check("2019/11/19", Some("2019-11-19"));
        check("20191119", Some("2019-11-19"));
        check("0001-01-01T00:00:00Z", None);
        check("yesterday", None);
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://www.A.example:80/x"), Some("a.example".to_owned()));
        assert_eq!(host("file.txt"), None);
    }
}
