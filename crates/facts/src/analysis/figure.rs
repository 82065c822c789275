//! Numbers as they are written: in figures and words, as parts of a whole, and as places in an order.

use crate::analysis::word::Word;

/// "half of the", "a third of the", "two-thirds of": the share in percent, and where it ends.
pub(super) fn fraction_at(words: &[Word<'_>], start: usize) -> Option<(f64, usize)> {
    const PARTS: [(&str, f64); 6] =
        [("half", 2.0), ("third", 3.0), ("quarter", 4.0), ("fifth", 5.0), ("tenth", 10.0), ("twentieth", 20.0)];
    let part = |i: usize| {
        let word = words.get(i).filter(|w| i == start || !w.breaks_before())?.folded;
        let found = PARTS.iter().find(|(name, _)| *name == word || word.strip_suffix('s') == Some(name))?;
        words.get(i + 1).is_some_and(|w| w.folded == "of" && !w.breaks_before()).then_some(found.1)
    };
    let opening = words.get(start)?.folded;
    let many = match opening {
        "a" => Some(1.0),
        word => small(word),
    };
    if let Some((count, parts)) = many.and_then(|count| Some((count, part(start + 1)?))) {
        return Some((100.0 * count / parts, start + 2));
    }
    (opening == "half").then(|| part(start)).flatten().map(|parts| (100.0 / parts, start + 1))
}

/// "a quarter of a million": a number, no share.
pub(super) fn is_of_power(words: &[Word<'_>], end: usize) -> bool {
    words.get(end + 1).is_some_and(|w| w.folded == "a") && words.get(end + 2).and_then(|w| power(w.folded)).is_some()
}

/// A number in figures or words, with its power of ten: value, digits given, end.
pub(super) fn number_at(words: &[Word<'_>], start: usize) -> Option<(f64, u32, usize)> {
    if let Some(found) = half_at(words, start).or_else(|| part_at(words, start)) {
        return Some(found);
    }
    let mut end = start;
    let (mut total, mut part, mut seen, mut digits) = (0.0, 0.0, false, 0);
    while let Some(word) = words.get(end).filter(|w| end == start || !breaks_number(w)) {
        if let Some(value) = figure(word.folded) {
            if seen {
                break;
            }
            (part, digits) = (value, figure_digits(word.folded));
        } else if let Some(value) = small(word.folded) {
            if seen && !(part % 100.0 == 0.0 || (part % 10.0 == 0.0 && value < 10.0)) {
                break;
            }
            part += value;
            digits = digits.max(1 + u32::from(value > 9.0));
        } else if let Some(power) = power(word.folded).or_else(|| seen.then(|| plural_power(word.folded)).flatten()) {
            if end == start && word.folded.len() <= 2 {
                return None;
            }
            part = if seen { part } else { 1.0 } * power;
            if power >= 1000.0 {
                (total, part) = (total + part, 0.0);
            }
            digits = digits.max(1);
        } else if word.folded != "and"
            || !seen
            || part % 100.0 != 0.0
            || words.get(end + 1).and_then(|w| small(w.folded)).is_none()
        {
            break;
        }
        seen = true;
        end += 1;
    }
    seen.then_some((total + part, digits, end))
}

/// "half a dozen", "half a million", "a half-million".
fn half_at(words: &[Word<'_>], start: usize) -> Option<(f64, u32, usize)> {
    let next = words.get(start + 1).filter(|_| words[start].folded == "half")?;
    let at = if next.folded == "a" { start + 2 } else { start + 1 };
    let of = words.get(at).filter(|w| !w.breaks_before())?;
    power(of.folded).map(|power| (power / 2.0, 1, at + 1))
}

/// "a quarter of a million", "three quarters of a million".
fn part_at(words: &[Word<'_>], start: usize) -> Option<(f64, u32, usize)> {
    let (share, end) = fraction_at(words, start).filter(|&(_, end)| is_of_power(words, end))?;
    let power = power(words[end + 2].folded)?;
    Some((share / 100.0 * power, 2, end + 3))
}

fn breaks_number(word: &Word<'_>) -> bool {
    word.breaks_before() || word.before.contains('.')
}

fn figure(word: &str) -> Option<f64> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &word[digits.len()..];
    let value: f64 = digits.parse().ok().filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))?;
    match tail {
        "" => Some(value),
        "k" => Some(value * 1e3),
        "m" | "mn" => Some(value * 1e6),
        "b" | "bn" => Some(value * 1e9),
        "tn" => Some(value * 1e12),
        unit => UNITS.iter().any(|names| names[0] == unit).then_some(value),
    }
}

/// Units that are written right behind the figure, "10km", and the words for them.
const UNITS: [&[&str]; 11] = [
    &["km", "kilometer", "kilometers", "kilometre", "kilometres"],
    &["cm", "centimeter", "centimeters", "centimetre", "centimetres"],
    &["mm", "millimeter", "millimeters", "millimetre", "millimetres"],
    &["kg", "kilo", "kilos", "kilogram", "kilograms"],
    &["ft", "foot", "feet"],
    &["lb", "pound", "pounds"],
    &["mph"],
    &["kph"],
    &["kw", "kilowatt", "kilowatts"],
    &["mw", "megawatt", "megawatts"],
    &["gw", "gigawatt", "gigawatts"],
];

/// The short form of a unit that stands behind a figure ("10km") or is a word of its own ("kilometres").
pub(crate) fn unit(word: &str) -> Option<&'static str> {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    UNITS.iter().find(|names| names.contains(&unit)).map(|names| names[0])
}

fn figure_digits(word: &str) -> u32 {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let significant = if word.contains('.') { digits.trim_start_matches('0') } else { digits.trim_end_matches('0') };
    u32::try_from(significant.len().max(1)).unwrap_or(u32::MAX)
}

pub(super) fn small(word: &str) -> Option<f64> {
    wirecopy_text::number_word(word).map(f64::from)
}

pub(super) fn power(word: &str) -> Option<f64> {
    match word {
        "dozen" => Some(12.0),
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "lakh" => Some(1e5),
        "crore" => Some(1e7),
        "million" | "mln" | "m" => Some(1e6),
        "billion" | "bln" | "bn" => Some(1e9),
        "trillion" | "trn" | "tn" => Some(1e12),
        _ => None,
    }
}

/// "22 millions": only behind a figure; "millions" alone is no number.
fn plural_power(word: &str) -> Option<f64> {
    word.strip_suffix("ons").and_then(|stem| power(&[stem, "on"].concat()))
}

pub(super) const RANKS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

pub(super) fn rank_at(words: &[Word<'_>], start: usize) -> Option<(f64, u32, usize)> {
    let word = words.get(start)?;
    let figure = || {
        let digits = word.folded.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        (word.folded.len() == digits.len() + 2).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let spelled = || RANKS.iter().position(|&r| r == word.folded).and_then(|k| u32::try_from(k + 1).ok());
    spelled().or_else(figure).map(|rank| (f64::from(rank), 3, start + 1))
}
