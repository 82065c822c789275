//! Quantities: values with their unit, what they count, and how exactly.

use std::ops::Range;

use crate::analysis::figure::{RANKS, fraction_at, is_of_power, number_at, power, rank_at, small};
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
    // "turnout was 71 percent", "turnout was 70 percent": what is that small is not rounded without a word.
    let is_small = fine.value.abs() < 100.0 && fine.value.fract() == 0.0 && coarse.bound == Bound::Exact;
    if fine.digits <= coarse.digits || coarse.digits == 0 || loss > MOST_LOST || is_small {
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
    // "41 / 2 months": what is left of a fraction.
    let parted = |w: &Word<'_>| w.before.contains('/') && w.raw.starts_with(|c: char| c.is_ascii_digit());
    if is_of_phone(words, start) || words.get(start + 1).is_some_and(parted) {
        return None;
    }
    if let Some((value, end)) = fraction_at(words, start).filter(|&(_, end)| !is_of_power(words, end)) {
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
        counted: counted(words, end, measure).or_else(|| numbered(words, from, measure)),
    })
}

/// "put the number of soldiers involved at 140".
fn numbered(words: &[Word<'_>], start: usize, measure: Measure) -> Option<usize> {
    const FAR: usize = 6;
    let at = start.checked_sub(1).filter(|&i| !words[start].first && matches!(words[i].folded, "at" | "to"))?;
    let from = (at.saturating_sub(FAR)..at).rfind(|&i| words[i].folded == "number" && words[i + 1].folded == "of")?;
    let clause = (from + 1..=at).all(|i| !words[i].breaks_before());
    let noun = (from + 2..at).find(|&i| words[i].tag == Tag::Noun)?;
    (clause && measure == Measure::Count).then_some(noun)
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
