//! Dates as crawlers write them, to ISO 8601.

use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};
use jiff::{Timestamp, Zoned};

/// How news sites and crawlers write days, besides ISO 8601 and RFC 2822: year first, or the month in letters.
const DAYS: &[&str] = &[
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%A, %B %d, %Y",
    "%a, %d %b %Y",
];

/// What may follow a day.
const TIMES: &[&str] =
    &["", " %H:%M:%S", " %H:%M", " %I:%M %p", ", %I:%M %p", " at %I:%M %p", ", %H:%M", " %H:%M:%S %z"];

/// Years that a page can be of: what lies outside is some other number.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2199;

/// Where clocks stand that were never set: Windows counts from 1601, Unix from the first second of 1970. Newspapers of the day
/// 1970-01-01 are dated by the day.
const ZEROS: [&str; 2] = ["1601-01-01", "1970-01-01T00:00:00"];

/// `text` in ISO 8601 as exact as it was ("2024", "2024-04", "2024-04-02", "2024-04-02T10:00:00+02:00"), or `None` if it is no
/// date or could be two: `04/02/2024` is a day in April or in February, while `04/13/2024` can only be one.
///
/// Read are ISO 8601 with its usual liberties, RFC 2822, compact forms (`20240402`, `20240402101500`), seconds and
/// milliseconds since 1970, and days with the month in letters (English).
///
/// # Example
/// ```
/// use wirecopy_ingest::iso_date;
/// assert_eq!(iso_date("Tue, 02 Apr 2024 10:00:00 +0200").as_deref(), Some("2024-04-02T10:00:00+02:00"));
/// assert_eq!(iso_date("April 2, 2024").as_deref(), Some("2024-04-02"));
/// assert_eq!(iso_date("04/02/2024"), None);
/// ```
#[must_use]
pub fn iso_date(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    let date = digits(text).or_else(|| iso(text)).or_else(|| mail(text)).or_else(|| written(text));
    date.or_else(|| slashes(text)).filter(|date| !ZEROS.iter().any(|zero| date.starts_with(zero)))
}

/// Day and month in either order, where one of them is larger than 12.
fn slashes(text: &str) -> Option<String> {
    let read = |format| Date::strptime(format, text).ok().and_then(day);
    match (read("%m/%d/%Y"), read("%d/%m/%Y")) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

/// Numbers and part dates.
fn digits(text: &str) -> Option<String> {
    let is_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if let Some((year, month)) = text.split_once('-')
        && year.len() == 4
        && month.len() == 2
        && is_digits(year)
        && is_digits(month)
    {
        return day(Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?).map(|d| d[..7].to_owned());
    }
    if !is_digits(text) {
        return None;
    }
    match text.len() {
        4 => text.parse().ok().filter(|y| YEARS.contains(y)).map(|_| text.to_owned()),
        8 => day(Date::strptime("%Y%m%d", text).ok()?),
        9 | 10 => instant(Timestamp::from_second(text.parse().ok()?).ok()?),
        12 | 13 if text.len() == 13 || !text.starts_with('2') => {
            instant(Timestamp::from_millisecond(text.parse().ok()?).ok()?)
        }
        14 => time(DateTime::strptime("%Y%m%d%H%M%S", text).ok()?),
        _ => None,
    }
}

fn iso(text: &str) -> Option<String> {
    if let Ok(zoned) = text.parse::<Zoned>() {
        return offset(&zoned);
    }
    if let Ok(pieces) = jiff::fmt::temporal::Pieces::parse(text) {
        return match (pieces.time(), pieces.to_numeric_offset()) {
            (Some(clock), Some(zone)) => offset(&pieces.date().to_datetime(clock).to_zoned(zone.to_time_zone()).ok()?),
            (Some(clock), None) => time(pieces.date().to_datetime(clock)),
            (None, _) => day(pieces.date()),
        };
    }
    None
}

fn mail(text: &str) -> Option<String> {
    offset(&rfc2822::parse(text).ok()?)
}

fn written(text: &str) -> Option<String> {
    let text =
        text.replace("Sept ", "Sep ").replace("Sept.", "Sep").replace('.', if text.contains(". ") { "" } else { "." });
    for time_format in TIMES {
        for day_format in DAYS {
            let Ok(parsed) = strtime::parse(format!("{day_format}{time_format}"), &text) else { continue };
            if let Ok(zoned) = parsed.to_zoned() {
                return offset(&zoned);
            }
            return match parsed.to_datetime() {
                Ok(moment) if !time_format.is_empty() => time(moment),
                _ => day(parsed.to_date().ok()?),
            };
        }
    }
    None
}

fn day(date: Date) -> Option<String> {
    YEARS.contains(&date.year()).then(|| date.to_string())
}

fn time(moment: DateTime) -> Option<String> {
    YEARS.contains(&moment.year()).then(|| moment.to_string())
}

fn instant(moment: Timestamp) -> Option<String> {
    Some(moment.to_string())
}

/// Local time and offset; `Z` for UTC.
fn offset(zoned: &Zoned) -> Option<String> {
    let zone = zoned.offset();
    let zone = if zone.is_zero() { "Z".to_owned() } else { strtime::format("%:z", zoned).ok()? };
    time(zoned.datetime()).map(|t| t + &zone)
}

#[cfg(test)]
mod tests {
    use super::iso_date;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(iso_date(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn iso_forms_stay_as_exact_as_they_are() {
        check("2024", Some("2024"));
        check("2024-04", Some("2024-04"));
        check("2024-04-02", Some("2024-04-02"));
        check(" 2024-04-02T10:00:00Z ", Some("2024-04-02T10:00:00Z"));
        check("2024-04-02T10:00:00.250+02:00", Some("2024-04-02T10:00:00.25+02:00"));
        check("2024-04-02 10:00:00", Some("2024-04-02T10:00:00"));
        check("2024-04-02 10:00:00+00:00", Some("2024-04-02T10:00:00Z"));
        check("2024-04-02T10:00:00-0500", Some("2024-04-02T10:00:00-05:00"));
        check("2024-04-02T10:00", Some("2024-04-02T10:00:00"));
    }

    #[test]
    fn other_forms_are_brought_to_iso() {
        check("Tue, 02 Apr 2024 10:00:00 GMT", Some("2024-04-02T10:00:00Z"));
        check("Tue, 2 Apr 2024 10:00:00 -0700", Some("2024-04-02T10:00:00-07:00"));
        check("20240402", Some("2024-04-02"));
        check("20240402101500", Some("2024-04-02T10:15:00"));
        check("1712052000", Some("2024-04-02T10:00:00Z"));
        check("1712052000123", Some("2024-04-02T10:00:00.123Z"));
        check("2024/04/02", Some("2024-04-02"));
        check("April 2, 2024", Some("2024-04-02"));
        check("Sept. 2, 2024", Some("2024-09-02"));
        check("4/13/2024", Some("2024-04-13"));
        check("13/04/2024", Some("2024-04-13"));
        check("04/04/2024", Some("2024-04-04"));
        check("2 April 2024", Some("2024-04-02"));
        check("02 Apr 2024 10:30", Some("2024-04-02T10:30:00"));
        check("April 2, 2024 at 3:05 PM", Some("2024-04-02T15:05:00"));
    }

    #[test]
    fn what_is_no_date_or_two_is_dropped() {
        for text in [
            "",
            "04/02/2024",
            "yesterday",
            "None",
            "0",
            "12",
            "2024-13-02",
            "2024-02-30",
            "9999",
            "April 31, 2024",
            "3 hours ago",
        ] {
            check(text, None);
        }
        check(&"2".repeat(500), None);
    }
}
