//! Which line in front of a text is its headline?

use std::ops::Range;

use wirecopy_document::FurnitureKind;

use crate::boundary::Place;
use crate::cohesion::Bag;
use crate::lines::Origin;
use crate::measure::{Reader, Stretch};
use crate::outline::Outline;
use crate::roles::Role;

/// Lines that are compared as headlines of one text; a longer list holds no more chances.
const MAX_CANDIDATES: usize = 40;
/// Share of a first headline's words that come back in the text, where nothing else speaks for it.
const MIN_COVERED: f32 = 0.2;

/// The line among `lines` that is most like a headline of the text `behind`.
pub(crate) fn pick(
    reader: &Reader<'_>,
    lines: Range<usize>,
    behind: &Stretch<'_, '_>,
    before: Option<&Stretch<'_, '_>>,
) -> Option<usize> {
    let lines = lines.start..summary(reader, lines.clone()).unwrap_or(lines.end);
    let to = lines.end;
    // The nearest to the text are looked at if there are many.
    let candidates: Vec<usize> = lines.rev().filter(|&i| may_be_headline(reader, i)).take(MAX_CANDIDATES).collect();
    if let [only] = candidates[..] {
        return Some(only); // in most places: no word need be read for it
    }
    let mut best: Option<(usize, f32)> = None;
    for i in candidates {
        let this = score(reader, i, to, behind.bag(), before.map(Stretch::bag));
        if best.is_none_or(|(_, s)| this >= s - 0.001) {
            best = Some((i, this));
        }
    }
    best.map(|(i, _)| i)
}

/// Labels over the points of a summary, which stands behind the headline.
const SUMMARIES: [&str; 5] = ["Story highlights", "STORY HIGHLIGHTS", "Highlights:", "Key points", "KEY POINTS"];

/// Whether a label of a summary stands there, alone or in front of the first point.
fn opens_summary(reader: &Reader<'_>, i: usize) -> bool {
    SUMMARIES.iter().any(|s| reader.text_of(i).starts_with(s))
}

/// The first line of a summary with a heading in front of it.
fn summary(reader: &Reader<'_>, lines: Range<usize>) -> Option<usize> {
    let found = lines.clone().find(|&i| opens_summary(reader, i))?;
    (lines.start..found).any(|i| may_be_headline(reader, i)).then_some(found)
}

fn score(reader: &Reader<'_>, i: usize, to: usize, behind: &Bag, before: Option<&Bag>) -> f32 {
    let (line, part) = (reader.line(i), reader.part(i));
    let bag = reader.bag_of(i);
    let bonus = |yes: bool, weight: f32| if yes { weight } else { 0.0 };
    bag.covered_by(behind) - before.map_or(0.0, |b| bag.covered_by(b)) * 0.5
        + bonus(part.twin.is_some(), 1.0)
        + bonus(line.origin == Origin::Heading, 0.3)
        + bonus(line.words >= 5, 0.2)
        + bonus(line.gap > reader.usual_gap(), 0.3)
        + bonus(opens_block(reader, i), 0.35)
        + bonus(is_signed(reader, i, to), 0.4)
        - bonus(part.role != Role::Heading, 0.8)
        - bonus(before.is_some() && stands_in_front_of_list(reader, i, to), 0.5)
        - bonus(before.is_some() && is_listed(reader, i, to), 0.5)
}

/// A byline or a date comes next, page furniture aside.
fn is_signed(reader: &Reader<'_>, i: usize, to: usize) -> bool {
    let next = (i + 1..to).find(|&j| !reader.part(j).is_furniture());
    next.is_some_and(|j| matches!(reader.part(j).role, Role::Byline | Role::Date))
}

/// A label of pointers to other articles stands between the line and the text: what is above it closes the text before.
fn stands_in_front_of_list(reader: &Reader<'_>, i: usize, to: usize) -> bool {
    let is_label = |role: &Role| matches!(role, Role::Furniture(v) if v.kind == FurnitureKind::Promo && !v.open);
    (i + 1..to).any(|j| is_label(&reader.part(j).role) && (j + 1..to).any(|k| reader.part(k).role == Role::Heading))
}

/// The line stands under a label of pointers to other articles, with no more than headings and furniture between, and is not the
/// last heading before the text.
fn is_listed(reader: &Reader<'_>, i: usize, to: usize) -> bool {
    let of_list = |j: &usize| reader.part(*j).is_furniture() || reader.part(*j).role == Role::Heading;
    let mut above = (0..i).rev().take_while(of_list).take(MAX_CANDIDATES);
    let is_label = |role: &Role| matches!(role, Role::Furniture(v) if v.kind == FurnitureKind::Promo && !v.open);
    let other = |j: usize| reader.part(j).role == Role::Heading && reader.line(j).key != reader.line(i).key;
    above.any(|j| is_label(&reader.part(j).role)) && (i + 1..to).any(other)
}

/// No other heading or pointer stands right in front: summaries follow a headline, and lists have a label.
fn opens_block(reader: &Reader<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map(|b| &reader.part(b).role);
    !matches!(before, Some(Role::Heading))
        && !matches!(before, Some(Role::Furniture(v)) if v.kind == FurnitureKind::Promo)
}

/// A heading; or a line such as "Watch: …" that could be a headline, if it stands there twice.
fn may_be_headline(reader: &Reader<'_>, i: usize) -> bool {
    match &reader.part(i).role {
        Role::Heading => !opens_summary(reader, i),
        Role::Furniture(verdict) => verdict.open && reader.part(i).twin.is_some(),
        _ => false,
    }
}

/// The line stands in its block twice.
pub(crate) fn is_repeated(reader: &Reader<'_>, h: usize, from: usize) -> bool {
    reader.part(h).twin.is_some_and(|t| t >= from)
}

/// The headline of the page's first article, among the lines in front of its first paragraph.
pub(crate) fn first(outline: &Outline, reader: &Reader<'_>, place: &Place) -> Option<usize> {
    let known = outline.meta.title.as_deref().or(outline.source.title.as_deref());
    let is_given = |i: usize| known.is_some_and(|title| same_letters(title, reader.text_of(i)));
    if let Some(given) = (place.from..place.to).find(|&i| is_given(i) && !reader.part(i).is_furniture()) {
        return Some(given);
    }
    if !(place.from..place.to).any(|i| may_be_headline(reader, i)) {
        return None; // most pages of plain text: their words need not be read for it
    }
    let behind = reader.behind(place.to, outline.lines.len());
    let found = pick(reader, place.from..place.to, &behind, None)?;
    // A page whose markup names its headline shows it in an element for headings, or not at all.
    if outline.meta.title.is_some() && reader.line(found).origin != Origin::Heading {
        return None;
    }
    let headings = (place.from..place.to).filter(|&i| reader.part(i).role == Role::Heading).count();
    let is_head = |role: &Role| matches!(role, Role::Caption | Role::Byline | Role::Date);
    let in_block = reader.part(found).twin.is_some() || (found..place.to).any(|i| is_head(&reader.part(i).role));
    let alone = headings == 1 && found == 0;
    let covered = || reader.bag_of(found).covered_by(behind.bag()) >= MIN_COVERED;
    // Behind the label of a summary stand its points, which come back in the text as a headline does.
    let is_point = (place.from..found).any(|i| opens_summary(reader, i));
    (in_block || !is_point && (alone || covered())).then_some(found)
}

/// Whether two titles have the same letters.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}
