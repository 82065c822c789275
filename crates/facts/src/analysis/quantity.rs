//! Quantities: values with their unit, what they count, and how exactly.

use std::ops::Range;

use crate::analysis::word::Word;
use crate::cues::{self, Classes, cue};
use crate::tag::Tag;
use crate::words::is_unit;

/// What is measured: only quantities of one kind can contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Measure {
    /// A plain number.
    Count,
    /// A sum of money.
    Money,
    /// A share.
    Percent,
    /// A place in an order.
    Rank,
}

/// How exact a value is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// As it stands.
    Exact,
    /// About, nearly, some.
    About,
    /// Nearly, almost: not quite.
    Nearly,
    /// More than, at least.
    Above,
    /// Less than, up to.
    Below,
}

/// A value in the text.
#[derive(Debug, Clone)]
pub(crate) struct Quantity {
    /// The value and its unit, without "about".
    pub words: Range<usize>,
    /// The same with "about", "more than".
    pub with_bound: Range<usize>,
    /// What kind of thing is measured.
    pub measure: Measure,
    /// In units of one.
    pub value: f64,
    /// How many digits it is given to: 1.47 has 3, 500 has 1.
    pub digits: u32,
    /// How exact.
    pub bound: Bound,
    /// The noun that is counted, where one stands behind the value.
    pub counted: Option<usize>,
}

impl Quantity {
    /// Whether both say the same value, to the precision of the coarser.
    pub(crate) fn same_value(&self, other: &Self) -> bool {
        (self.value - other.value).abs() <= 1e-9 * self.value.abs().max(1.0)
    }

    /// Whether one is the other rounded. "At least 19" dead are not 21 of whom the next report tells.
    pub(crate) fn same_figure(&self, other: &Self) -> bool {
        self.same_value(other) || rounds_to(self, other) || rounds_to(other, self)
    }

    /// Whether one is the other rounded, or lies inside its "about" or "more than".
    pub(crate) fn compatible(&self, other: &Self) -> bool {
        self.same_figure(other) || within(self, other) || within(other, self)
    }
}

/// A reader takes a number for a rounding of another if at most this share is lost: "$1.47 billion", "$1.5 billion".
const MOST_LOST: f64 = 0.06;

/// Whether `fine`, rounded to the digits of `coarse`, is `coarse`.
fn rounds_to(fine: &Quantity, coarse: &Quantity) -> bool {
    let loss = (fine.value - coarse.value).abs() / fine.value.abs();
    if fine.digits <= coarse.digits || coarse.digits == 0 || loss > MOST_LOST {
        return false;
    }
    let scale = 10_f64.powf(fine.value.abs().log10().floor() + 1.0 - f64::from(coarse.digits));
    scale.is_finite() && scale > 0.0 && ((fine.value / scale).round() * scale - coarse.value).abs() < scale * 1e-6
}

/// Whether `exact` lies where `loose` says, and near enough to be meant.
fn within(loose: &Quantity, exact: &Quantity) -> bool {
    if loose.bound == exact.bound {
        return false;
    }
    let ratio = exact.value / loose.value;
    match loose.bound {
        Bound::Exact => false,
        Bound::About | Bound::Nearly => (0.85..=1.15).contains(&ratio),
        Bound::Above => (1.0..=1.35).contains(&ratio),
        Bound::Below => (0.65..=1.0).contains(&ratio),
    }
}

/// The quantities of a side outside `taken` words (dates).
pub(crate) fn quantities(words: &[Word<'_>], taken: &[Range<usize>]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(date) = taken.iter().find(|t| t.contains(&at)) {
            at = date.end;
            continue;
        }
        match quantity_at(words, at) {
            Some(quantity) => {
                at = quantity.words.end;
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    (1..found.len()).for_each(|k| share_power(words, &mut found, k));
    found
}

/// "$100 to $150 billion": the power behind the second value holds for the first as well.
fn share_power(words: &[Word<'_>], found: &mut [Quantity], k: usize) {
    let (first, second) = (&found[k - 1], &found[k]);
    let power_of = |q: &Quantity| q.words.clone().filter_map(|i| power(words[i].folded)).find(|p| *p >= 1000.0);
    let between = first.words.end..second.with_bound.start;
    let tied = between.len() == 1 && matches!(words[between.start].folded, "to" | "or")
        || between.is_empty() && matches!(words[between.start].before, "-" | "\u{2013}");
    let Some(power) = power_of(second).filter(|_| tied && power_of(first).is_none()) else { return };
    if first.value <= second.value / power && matches!(first.measure, Measure::Count | Measure::Money) {
        (found[k - 1].value, found[k - 1].measure) = (first.value * power, second.measure);
    }
}

/// Whether a quantity may begin with the word; few words do, and the others are told apart here.
pub(crate) fn may_open(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word, "a" | "half")
        || is_currency_sign(word)
        || power(word).is_some()
        || RANKS.contains(&word)
        || small(word).is_some()
}

fn quantity_at(words: &[Word<'_>], start: usize) -> Option<Quantity> {
    if !words[start].known.may_open_quantity {
        return None;
    }
    if is_of_phone(words, start) {
        return None;
    }
    if let Some((value, end)) = fraction_at(words, start) {
        let (bound, from) = bound_before(words, start);
        let counted = counted(words, end, Measure::Percent);
        let (words, with_bound) = (start..end, from..end);
        return Some(Quantity { words, with_bound, measure: Measure::Percent, value, digits: 1, bound, counted });
    }
    let symbol = is_currency_sign(words[start].folded);
    let first = start + usize::from(symbol);
    let (value, digits, mut end) = number_at(words, first).or_else(|| rank_at(words, first))?;
    if !symbol && is_plain_pronoun(words, start, end) {
        return None;
    }
    let rank = rank_at(words, first).is_some() && number_at(words, first).is_none();
    let mut measure = if rank {
        Measure::Rank
    } else if symbol {
        Measure::Money
    } else {
        Measure::Count
    };
    let unit = words.get(end).filter(|w| !w.breaks_before());
    if measure == Measure::Count && unit.is_some_and(|w| is_percent(w.folded)) {
        (measure, end) = (Measure::Percent, end + 1 + usize::from(words[end].folded == "per"));
    } else if measure == Measure::Count && unit.is_some_and(|w| is_currency(w.folded)) {
        (measure, end) = (Measure::Money, end + 1);
    }
    let end = end.min(words.len());
    let (bound, from) = bound_before(words, start);
    Some(Quantity {
        words: start..end,
        with_bound: from..end,
        measure,
        value,
        digits,
        bound,
        counted: counted(words, end, measure),
    })
}

/// "half of the", "a third of the", "two-thirds of": the share in percent, and where it ends.
fn fraction_at(words: &[Word<'_>], start: usize) -> Option<(f64, usize)> {
    const PARTS: [(&str, f64); 6] =
        [("half", 2.0), ("third", 3.0), ("quarter", 4.0), ("fifth", 5.0), ("tenth", 10.0), ("twentieth", 20.0)];
    let part = |i: usize| {
        let word = words.get(i).filter(|w| i == start || !w.breaks_before())?.folded;
        let found = PARTS.iter().find(|(name, _)| *name == word || word.strip_suffix('s') == Some(name))?;
        words.get(i + 1).is_some_and(|w| w.folded == "of" && !w.breaks_before()).then_some(found.1)
    };
    let many = match words[start].folded {
        "a" => Some(1.0),
        word => small(word),
    };
    if let Some((count, parts)) = many.and_then(|count| Some((count, part(start + 1)?))) {
        return Some((100.0 * count / parts, start + 2));
    }
    (words[start].folded == "half").then(|| part(start)).flatten().map(|parts| (100.0 / parts, start + 1))
}

/// "561-688-4068": figures of three digits and more, tied by hyphens.
fn is_of_phone(words: &[Word<'_>], i: usize) -> bool {
    let is_long = |w: &Word<'_>| w.raw.len() >= 3 && w.raw.bytes().all(|c| c.is_ascii_digit());
    let tied = |w: &Word<'_>| matches!(w.before, "-" | ") ");
    let before = i > 0 && !words[i].first && tied(&words[i]) && is_long(&words[i - 1]);
    let behind = words.get(i + 1).is_some_and(|w| !w.first && tied(w) && is_long(w) && w.raw.len() >= 4);
    is_long(&words[i]) && (before && words[i].raw.len() >= 4 || behind)
}

/// "one of them", "no one": not a count of things. "One of the wounded", in front of a sentence, is: it may have been two.
fn is_plain_pronoun(words: &[Word<'_>], start: usize, end: usize) -> bool {
    let is_share = words[start].first
        && words.get(end).is_some_and(|w| w.folded == "of")
        && words.get(end + 1).is_some_and(|w| w.folded == "the");
    end == start + 1
        && !is_share
        && words[start].folded == "one"
        && words.get(end).is_none_or(|w| !w.tag.is_nominal() || w.breaks_before())
}

/// A number in figures or words, with its power of ten: value, digits given, end.
fn number_at(words: &[Word<'_>], start: usize) -> Option<(f64, u32, usize)> {
    if let Some(found) = half_at(words, start) {
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
        _ => None,
    }
}

fn figure_digits(word: &str) -> u32 {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let significant = if word.contains('.') { digits.trim_start_matches('0') } else { digits.trim_end_matches('0') };
    u32::try_from(significant.len().max(1)).unwrap_or(u32::MAX)
}

fn small(word: &str) -> Option<f64> {
    wirecopy_text::number_word(word).map(f64::from)
}

fn power(word: &str) -> Option<f64> {
    match word {
        "dozen" => Some(12.0),
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
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

const RANKS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

fn rank_at(words: &[Word<'_>], start: usize) -> Option<(f64, u32, usize)> {
    let word = words.get(start)?;
    let figure = || {
        let digits = word.folded.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        (word.folded.len() == digits.len() + 2).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let spelled = || RANKS.iter().position(|&r| r == word.folded).and_then(|k| u32::try_from(k + 1).ok());
    spelled().or_else(figure).map(|rank| (f64::from(rank), 3, start + 1))
}

fn is_currency_sign(word: &str) -> bool {
    matches!(word, "$" | "€" | "£" | "¥" | "₹" | "₽" | "₩" | "₪" | "₺" | "₴" | "₦")
}

fn is_currency(word: &str) -> bool {
    const NAMES: [&str; 22] = [
        "cent", "cents", "dollar", "dollars", "eur", "euro", "euros", "franc", "francs", "gbp", "lira", "peso",
        "pesos", "pound", "pounds", "rand", "ruble", "rubles", "rupees", "usd", "yen", "yuan",
    ];
    NAMES.binary_search(&word).is_ok()
}

fn is_percent(word: &str) -> bool {
    matches!(word, "%" | "percent" | "per" | "pc" | "pct")
}

/// What stands before a value, by class.
const BOUNDS: [(Classes, Bound); 4] = [
    (cue!("nearly"), Bound::Nearly),
    (cue!("about"), Bound::About),
    (cue!("above"), Bound::Above),
    (cue!("below"), Bound::Below),
];

/// "about", "more than" before the value: how exact it is, and where that begins.
fn bound_before(words: &[Word<'_>], start: usize) -> (Bound, usize) {
    for length in (1..=3).rev() {
        let Some(from) = start.checked_sub(length) else { continue };
        let run = || words[from..start].iter().map(|w| w.folded);
        if (from + 1..=start).any(|i| words[i].breaks_before()) {
            continue;
        }
        for (class, bound) in BOUNDS {
            if words[from].opens(class) && cues::run(class, run()) == length {
                return (bound, from);
            }
        }
    }
    (Bound::Exact, start)
}

/// The head of the nouns behind the value: "15 people", "15 of the wounded men", "15 Israeli soldiers".
fn counted(words: &[Word<'_>], end: usize, measure: Measure) -> Option<usize> {
    let mut head = None;
    let mut at = end;
    if measure == Measure::Money && !words.get(at).is_some_and(|w| w.tag.is_nominal() || w.tag == Tag::Adj) {
        return None;
    }
    while let Some(word) = words.get(at).filter(|w| !w.breaks_before() && at < end + 6) {
        if at == end && word.tag.is_nominal() && is_unit(&word.known.entry) {
            return Some(at);
        }
        match word.tag {
            Tag::Noun | Tag::Propn => head = Some(at),
            Tag::Adj | Tag::Det | Tag::Num => {}
            Tag::Adp if head.is_none() && word.folded == "of" => {}
            Tag::Verb if head.is_none() && at == end && word.folded.ends_with("ed") => {}
            _ => break,
        }
        at += 1;
    }
    head
}
