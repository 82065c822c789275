//! Dates and times, as far as the words themselves say: no calendar, no day of publication.

use std::ops::Range;

use crate::analysis::word::Word;
use crate::cues::{Classes, cue};
use crate::tag::Tag;

/// A point or stretch of time. Two dates contradict each other when a field that both have differs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Date {
    /// Its words.
    pub words: Range<usize>,
    /// 0 = Monday.
    pub weekday: Option<u8>,
    /// 1 = January.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// 1 to 4, written "Q3".
    pub quarter: Option<u8>,
    /// Full year.
    pub year: Option<u16>,
    /// Last = -1, this = 0, next = 1, of the unit.
    pub relative: Option<i8>,
    /// The unit that `relative` counts.
    pub unit: Option<&'static str>,
    /// Minutes since midnight.
    pub time: Option<u16>,
}

impl Date {
    /// Whether no field says otherwise and at least one agrees.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        !self.conflicts(other) && self.shared(other).any(|same| same)
    }

    /// Whether a field that both have differs.
    pub(crate) fn conflicts(&self, other: &Self) -> bool {
        self.shared(other).any(|same| !same)
    }

    /// Whether the two differ only in what is counted from the day of printing ("yesterday", "last year"), which the versions
    /// need not share.
    pub(crate) fn depends_on_print(&self, other: &Self) -> bool {
        matches!(self.unit, Some("day" | "week" | "year"))
            && self.unit == other.unit
            && self.shared(other).filter(|same| !same).count() == 1
    }

    fn shared(&self, other: &Self) -> impl Iterator<Item = bool> {
        fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<bool> {
            Some(a? == b?)
        }
        // "last" and "next" contradict each other only of one unit: "last year", "next week" stand apart.
        let relative = if self.unit == other.unit { same(self.relative, other.relative) } else { None };
        // A day means nothing apart from its month.
        let day = if self.month == other.month { same(self.day, other.day) } else { None };
        [
            same(self.weekday, other.weekday),
            same(self.month, other.month),
            day,
            same(self.quarter, other.quarter),
            same(self.year, other.year),
            relative,
            same(self.time, other.time),
        ]
        .into_iter()
        .flatten()
    }
}

/// The dates of a side, in order.
pub(crate) fn dates(words: &[Word<'_>]) -> Vec<Date> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words[at].known.may_open_date && !words[at].raw.starts_with(|c: char| c.is_ascii_digit()) {
            at += 1;
            continue;
        }
        let date = calendar(words, at)
            .or_else(|| quarter(words, at))
            .or_else(|| weekday(words, at))
            .or_else(|| clock(words, at))
            .or_else(|| relative(words, at))
            .or_else(|| year(words, at));
        match date {
            Some(date) => {
                at = date.words.end;
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a date may begin with the folded word, which is of these classes.
pub(crate) fn may_open(folded: &str, classes: Classes) -> bool {
    folded.starts_with(|c: char| c.is_ascii_digit() || c == 'q')
        || classes.meets(cue!("month", "weekday"))
        || relative_to_now(folded).is_some()
}

/// "April 2, 2024", "2 April", "April 2024", "in April".
fn calendar(words: &[Word<'_>], start: usize) -> Option<Date> {
    let mut end = start;
    let leading = day(&words[start]).filter(|_| words.get(start + 1).is_some_and(|w| month(w).is_some()));
    if leading.is_some() {
        end += 1;
    }
    let month = month(&words[end])?;
    let month_word = &words[end];
    end += 1;
    let near = |i: usize| words.get(i).filter(|w| !w.first && w.before.trim_matches([' ', ',', '.']).is_empty());
    let trailing = if leading.is_none() { near(end).and_then(day) } else { None };
    end += usize::from(trailing.is_some());
    let year = near(end).and_then(|w| full_year(w.folded));
    end += usize::from(year.is_some());
    let day = leading.or(trailing);
    // "May" and "March" are also verbs.
    let sure = day.is_some() || year.is_some() || !matches!(month_word.folded, "may" | "march" | "mar");
    let sure = sure
        || start.checked_sub(1).is_some_and(|p| {
            matches!(words[p].tag, Tag::Adp | Tag::Sconj)
                || matches!(words[p].folded, "last" | "next" | "late" | "early")
        });
    sure.then(|| Date { words: start..end, month: Some(month), day, year, ..Date::default() })
}

/// "Q3", "Q3 2020".
fn quarter(words: &[Word<'_>], start: usize) -> Option<Date> {
    let number = words[start].folded.strip_prefix('q')?.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
    let year = words.get(start + 1).filter(|w| !w.breaks_before()).and_then(|w| full_year(w.folded));
    let end = start + 1 + usize::from(year.is_some());
    Some(Date { words: start..end, quarter: Some(number), year, ..Date::default() })
}

fn month(word: &Word<'_>) -> Option<u8> {
    if !word.is_capital() {
        return None;
    }
    const SHORT: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if !word.is(cue!("month")) {
        return None;
    }
    SHORT.iter().position(|short| word.folded.starts_with(short)).and_then(|k| u8::try_from(k + 1).ok())
}

fn day(word: &Word<'_>) -> Option<u8> {
    word.folded.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse().ok().filter(|day| (1..=31).contains(day))
}

fn full_year(word: &str) -> Option<u16> {
    let year = word.parse().ok().filter(|year| (1800..2100).contains(year))?;
    (word.len() == 4).then_some(year)
}

fn weekday(words: &[Word<'_>], start: usize) -> Option<Date> {
    const SHORT: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = &words[start];
    if !word.is_capital() || !word.is(cue!("weekday")) || word.folded == "sun" && word.raw.len() == 3 {
        return None;
    }
    let day = SHORT.iter().position(|short| word.folded.starts_with(short)).and_then(|k| u8::try_from(k).ok());
    Some(Date { words: start..start + 1, weekday: day, ..Date::default() })
}

/// Letters of the time zones that news of the United States and Europe prints (AP Stylebook, "time zones").
pub(crate) const ZONES: [&str; 16] =
    ["ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "GMT", "UTC", "BST", "CET"];

/// "3 p.m.", "10:30", "6:07 p.m. ET".
fn clock(words: &[Word<'_>], start: usize) -> Option<Date> {
    let hour: u16 = words[start].folded.parse().ok().filter(|&h| h < 24)?;
    let mut end = start + 1;
    let minute = words.get(end).filter(|w| w.before == ":").and_then(|w| w.raw.parse::<u16>().ok()).filter(|&m| m < 60);
    end += usize::from(minute.is_some());
    let half = words.get(end).filter(|w| !w.first).map(|w| w.folded).filter(|w| matches!(*w, "am" | "pm"));
    if half.is_none() && minute.is_none() || minute.is_some_and(|_| words[end - 1].raw.len() != 2) {
        return None;
    }
    end += usize::from(half.is_some());
    // A zone is no name; the time is left as it stands there.
    end += usize::from(
        words.get(end).is_some_and(|w| !w.first && matches!(w.before, " " | ". ") && ZONES.contains(&w.raw)),
    );
    let hour = match half {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    };
    Some(Date { words: start..end, time: Some(hour * 60 + minute.unwrap_or(0)), ..Date::default() })
}

/// How far off a word says that a time is, and whether it names a day by itself or wants a unit behind it.
fn relative_to_now(folded: &str) -> Option<(i8, bool)> {
    match folded {
        "yesterday" => Some((-1, true)),
        "today" => Some((0, true)),
        "tomorrow" => Some((1, true)),
        "last" | "past" | "previous" => Some((-1, false)),
        "this" | "current" => Some((0, false)),
        // "the coming week" may be this one or the next: it says neither.
        "next" => Some((1, false)),
        _ => None,
    }
}

/// "last year", "next week", "yesterday".
fn relative(words: &[Word<'_>], start: usize) -> Option<Date> {
    const UNITS: [&str; 12] = [
        "day", "week", "weekend", "month", "year", "night", "quarter", "summer", "winter", "spring", "autumn", "decade",
    ];
    let (relative, is_day) = relative_to_now(words[start].folded)?;
    if is_day {
        return Some(Date { words: start..start + 1, relative: Some(relative), unit: Some("day"), ..Date::default() });
    }
    let unit =
        words.get(start + 1).filter(|w| !w.breaks_before()).and_then(|w| UNITS.iter().find(|u| **u == w.folded))?;
    Some(Date { words: start..start + 2, relative: Some(relative), unit: Some(unit), ..Date::default() })
}

/// A year that stands alone: "in 2022", "the 2016 election".
fn year(words: &[Word<'_>], start: usize) -> Option<Date> {
    let year = full_year(words[start].raw)?;
    let before = start.checked_sub(1).filter(|_| !words[start].first).map(|p| &words[p]);
    let follows = before.is_some_and(|w| {
        matches!(w.tag, Tag::Adp | Tag::Det | Tag::Sconj)
            || matches!(w.folded, "late" | "early" | "mid" | "year" | "'s" | "fiscal")
    });
    // "in 2006 and 2009".
    let goes_on = start >= 2
        && before.is_some_and(|w| matches!(w.folded, "and" | "or" | "to"))
        && full_year(words[start - 2].raw).is_some();
    let counts =
        words.get(start + 1).is_some_and(|w| !w.breaks_before() && w.tag == Tag::Noun && w.folded.ends_with('s'));
    let counts = counts && !before.is_some_and(|w| matches!(w.folded, "the" | "in" | "'s"));
    (!counts && (follows || goes_on || words[start].breaks_after())).then(|| Date {
        words: start..start + 1,
        year: Some(year),
        ..Date::default()
    })
}
