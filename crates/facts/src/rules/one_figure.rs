//! Two figures that differ and are no other value of one quantity: parts and sums, differences, other units and currencies, footnotes.

use crate::analysis::Side;
use crate::analysis::figure::unit;
use crate::analysis::quantity::{Measure, Quantity};
use crate::matching::Pair;
use crate::rules::View;

/// Whether what the sentences tell beside them shows that the two are no two values of one quantity.
pub(super) fn are_told_apart(view: &View<'_, '_>, x: &Quantity, y: &Quantity) -> bool {
    let (a, b) = (&view.pair.a, &view.pair.b);
    are_others(view, x, y) || are_other_currencies(a, x, b, y) || are_related(view.pair, x, y)
}

/// Whether one is made of the other and of what stands beside it, or has another unit or a footnote.
pub(super) fn are_related(pair: &Pair<'_>, x: &Quantity, y: &Quantity) -> bool {
    let (a, b) = (&pair.a, &pair.b);
    is_sum(a, x, y)
        || is_sum(b, y, x)
        || has_as_part(a, x, y)
        || has_as_part(b, y, x)
        || make_another(pair, x, y)
        || are_of_other_units(a, x, b, y)
        || is_footnoted(a, x, b, y)
}

/// Signs and names of the currencies that news converts most.
const CURRENCIES: [&[&str]; 7] = [
    &["$", "dollar", "dollars", "usd"],
    &["€", "euro", "euros", "eur"],
    &["£", "pound", "pounds", "gbp"],
    &["¥", "yen"],
    &["₹", "rupee", "rupees"],
    &["franc", "francs"],
    &["yuan"],
];

/// "two officers and five others", "seven people": the whole in the place of its parts.
fn is_sum(side: &Side<'_>, part: &Quantity, whole: &Quantity) -> bool {
    let tied = |p: &Quantity, q: &Quantity| {
        let between = p.words.end..q.with_bound.start;
        between.len() <= 4
            && side.words.get(q.with_bound.start.wrapping_sub(1)).is_some_and(|w| w.folded == "and")
            && !side.verbs.iter().any(|v| between.contains(&v.main))
    };
    let makes_up = |q: &Quantity| q.measure == Measure::Count && (q.value + part.value - whole.value).abs() < 1e-9;
    let both = part.measure == Measure::Count && whole.measure == Measure::Count;
    both && side.quantities.iter().any(|q| makes_up(q) && (tied(q, part) || tied(part, q)))
}

/// "87 of the 134 people", "almost 90 people": the part before "of" is the other value.
fn has_as_part(side: &Side<'_>, whole: &Quantity, other: &Quantity) -> bool {
    const LINK: usize = 2; // "of the", "of its"
    let of = |part: &Quantity| {
        let between = part.words.end..whole.with_bound.start;
        (1..=LINK).contains(&between.len()) && side.words[between.start].folded == "of"
    };
    side.quantities.iter().any(|part| of(part) && part.compatible(other))
}

/// "31 inspectors, nine short of its target", "nine below its target of 40"; "all but two of 14", "twelve of the 14": a figure that both sides
/// tell is what parts the two, or what they make together. Of sums of money the third is seldom that one.
fn make_another(pair: &Pair<'_>, x: &Quantity, y: &Quantity) -> bool {
    const APART: [&str; 6] = ["short", "below", "under", "above", "over", "beyond"];
    let told = |side: &Side<'_>, value: f64| side.quantities.iter().find(|q| (q.value - value).abs() < 1e-9).cloned();
    let both = |value: f64| told(&pair.a, value).zip(told(&pair.b, value));
    let parts = |side: &Side<'_>, q: &Quantity| {
        let end = side.sentence_end(q.words.start).min(q.words.end + 3);
        side.words[q.words.end..end].iter().any(|w| APART.contains(&w.folded))
    };
    let but =
        |side: &Side<'_>, q: &Quantity| q.with_bound.start > 0 && side.words[q.with_bound.start - 1].folded == "but";
    let gap = both((x.value - y.value).abs()).is_some_and(|(p, q)| parts(&pair.a, &p) || parts(&pair.b, &q));
    let counts = x.measure == Measure::Count && y.measure == Measure::Count;
    counts && (gap || (but(&pair.a, x) || but(&pair.b, y)) && both(x.value + y.value).is_some())
}

/// "12 nautical miles", "14 miles"; "14 basis points", "0.14 percentage points"; "within 10km", "within six miles": of a figure with a unit only
/// another of the same unit is another value.
pub(super) fn are_of_other_units(a: &Side<'_>, qa: &Quantity, b: &Side<'_>, qb: &Quantity) -> bool {
    const KINDS: [&str; 2] = ["nautical", "basis"];
    let attached = |side: &Side<'_>, q: &Quantity| {
        q.measure == Measure::Count && q.words.clone().any(|i| unit(side.words[i].folded).is_some())
    };
    let kind = |side: &Side<'_>, q: &Quantity| {
        side.words.get(q.words.end).and_then(|w| KINDS.iter().find(|kind| **kind == w.folded))
    };
    kind(a, qa) != kind(b, qb) || (attached(a, qa) || attached(b, qb)) && unit_of(a, qa) != unit_of(b, qb)
}

/// The unit of a figure: "10km", "10 kilometres".
pub(super) fn unit_of(side: &Side<'_>, q: &Quantity) -> Option<&'static str> {
    let end = q.counted.filter(|&i| i == q.words.end).map_or(q.words.end, |i| i + 1);
    (q.words.start..end).rev().find_map(|i| unit(side.words[i].folded))
}

/// "nine other measures", "nine measures": on one side what is counted is set apart from something before.
pub(super) fn are_others(view: &View<'_, '_>, qa: &Quantity, qb: &Quantity) -> bool {
    let others = |side: &Side<'_>, q: &Quantity| {
        let end = q.counted.map_or(q.words.end, |c| c + 1).min(side.words.len());
        (q.words.start.saturating_sub(1)..end)
            .any(|i| matches!(side.words[i].folded, "other" | "others" | "another" | "additional" | "further"))
    };
    // "on 71 minutes", "with 19 minutes left": what is over and what is to come.
    let left = |side: &Side<'_>, q: &Quantity| {
        let end = q.counted.map_or(q.words.end, |c| c + 1);
        side.words.get(end).is_some_and(|w| matches!(w.folded, "left" | "remaining"))
    };
    others(&view.pair.a, qa) != others(&view.pair.b, qb) || left(&view.pair.a, qa) != left(&view.pair.b, qb)
}

/// "$165,000", "£90,000": one sum in two currencies.
pub(super) fn are_other_currencies(a: &Side<'_>, qa: &Quantity, b: &Side<'_>, qb: &Quantity) -> bool {
    fn currency(side: &Side<'_>, q: &Quantity) -> Option<&'static str> {
        let of = |word: &str| CURRENCIES.iter().find(|names| names.contains(&word)).map(|names| names[0]);
        q.words.clone().find_map(|i| of(side.words[i].folded))
    }
    matches!((currency(a, qa), currency(b, qb)), (Some(x), Some(y)) if x != y)
}

/// "Article 2205", "Article 22051": the digit of a footnote sticks to a long figure without separators.
fn is_footnoted(a: &Side<'_>, qa: &Quantity, b: &Side<'_>, qb: &Quantity) -> bool {
    let (x, y) = (a.text_of(&qa.words), b.text_of(&qb.words));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let plain = |text: &str| text.len() >= 4 && text.bytes().all(|c| c.is_ascii_digit());
    plain(short) && plain(long) && long.len() - short.len() == 1 && long.starts_with(short)
}

/// "about 600 metres", "about 600m": no millions.
pub(super) fn are_metres(a: &Side<'_>, qa: &Quantity, b: &Side<'_>, qb: &Quantity) -> bool {
    let digits = |side: &Side<'_>, q: &Quantity| -> String {
        side.text_of(&q.words).chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect()
    };
    let short = |side: &Side<'_>, q: &Quantity| q.words.len() == 1 && side.words[q.words.start].folded.ends_with('m');
    short(a, qa) != short(b, qb) && digits(a, qa) == digits(b, qb)
}
