//! What a line is, once it is known in which article it stands.

use std::ops::Range;

use wirecopy_document::FurnitureKind;

use crate::boundary::Start;
use crate::furniture::Verdict;
use crate::outline::Outline;
use crate::roles::{Part, Role};

/// Longest label.
const MAX_LABEL_WORDS: u32 = 4;
/// Fewest lines of a list of headlines at the end of an article.
const MIN_LIST: usize = 3;

/// Settles the roles of the lines of one article.
pub(crate) fn settle(outline: &Outline, parts: &mut [Part], start: &Start, lines: Range<usize>, one_of_several: bool) {
    if let Some(h) = start.headline {
        parts[h].role = Role::Heading;
        settle_head(outline, parts, h, lines.clone());
    }
    settle_lists(outline, parts, start, lines.clone());
    settle_tail(outline, parts, start, lines.clone(), one_of_several);
    settle_labels(outline, parts, lines);
}

/// The block of headline and captions in front of the first paragraph.
fn settle_head(outline: &Outline, parts: &mut [Part], h: usize, lines: Range<usize>) {
    let key = outline.lines[h].key;
    let first_prose = lines.clone().skip_while(|&i| i <= h).find(|&i| parts[i].is_prose()).unwrap_or(lines.end);
    let repeated = (h + 1..first_prose).rev().find(|&i| parts[i].twin.is_some());
    for (i, part) in parts.iter_mut().enumerate().take(first_prose).skip(lines.start) {
        let is_label = part.role == Role::Short && outline.lines[i].words <= MAX_LABEL_WORDS && !is_name(outline, i);
        if i == 0 && h > 0 && matches!(part.role, Role::Short | Role::Heading) && is_site_name(outline, h) {
            part.role = furniture(FurnitureKind::Navigation, "the name of the site in front of a headline");
        } else if is_label && i < h {
            part.role = furniture(FurnitureKind::Navigation, "a label in front of a headline");
        } else if is_label && repeated.is_some_and(|last| i < last) {
            part.role = furniture(FurnitureKind::Widget, "a label inside a block of repeated headline and captions");
        } else if i > h && part.role == Role::Heading && part.twin.is_some() && outline.lines[i].key != key {
            part.role = Role::Caption;
        }
    }
}

/// Words that names of newspapers, stations and sites end in.
const OUTLETS: [&str; 30] = [
    "times",
    "post",
    "news",
    "courier",
    "herald",
    "tribune",
    "gazette",
    "bulletin",
    "journal",
    "observer",
    "chronicle",
    "today",
    "mail",
    "star",
    "sun",
    "express",
    "press",
    "ledger",
    "review",
    "register",
    "wire",
    "radio",
    "tv",
    "online",
    "daily",
    "record",
    "echo",
    "telegraph",
    "standard",
    "examiner",
];

/// The page's first line is the name of its outlet: as its metadata say, or by its last word and its capitals.
fn is_site_name(outline: &Outline, h: usize) -> bool {
    let line = &outline.lines[0];
    let name = line.span.of(&outline.text);
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let given = outline.outlet().is_some_and(|outlet| outlet.eq_ignore_ascii_case(name));
    let named = OUTLETS.contains(&last.as_str()) && line.words >= 2 && line.capitals == line.words;
    line.words <= 5 && line.key != outline.lines[h].key && (given || named)
}

/// Two or three rare words, or names, with capitals: an author in front of a headline or a speaker, not a label.
fn is_name(outline: &Outline, i: usize) -> bool {
    let words: Vec<String> =
        outline.lines[i].span.of(&outline.text).split_whitespace().map(str::to_lowercase).collect();
    let lexicon = wirecopy_lexicon::Lexicon::shared();
    let rare = |w: &String| lexicon.zipf(w) < 3.2;
    let given = |w: &String| lexicon.entry(w).name_share() > 0.5;
    (2..=3).contains(&words.len()) && words.iter().any(|w| rare(w) || given(w))
}

/// Headlines listed under a pointer such as "Related stories".
fn settle_lists(outline: &Outline, parts: &mut [Part], start: &Start, lines: Range<usize>) {
    let key = start.headline.map(|h| outline.lines[h].key);
    let mut listing = false;
    let mut listed = 0;
    for i in lines.clone() {
        match &parts[i].role {
            Role::Furniture(verdict) if !verdict.open => {
                listing = verdict.kind == FurnitureKind::Promo || listing && verdict.kind == FurnitureKind::Widget;
                listed = 0;
            }
            // The last one before a paragraph may be its subhead, unless a list has begun.
            Role::Heading if listing && Some(outline.lines[i].key) != key && !outline.lines[i].unlinked => {
                let before_prose = lines.contains(&(i + 1)) && parts[i + 1].is_prose();
                if before_prose && listed < 2 {
                    listing = false;
                    continue;
                }
                listed += 1;
                parts[i].role = furniture(FurnitureKind::Promo, "a headline in a list of pointers to other articles");
            }
            Role::Date | Role::Rule if listing => {}
            _ => listing = false,
        }
    }
}

/// Headlines behind the last paragraph have no text of their own: pointers to other articles.
fn settle_tail(outline: &Outline, parts: &mut [Part], start: &Start, lines: Range<usize>, one_of_several: bool) {
    let Some(last) = lines.clone().rev().find(|&i| parts[i].is_prose()) else { return };
    let key = start.headline.map(|h| outline.lines[h].key);
    let tail: Vec<usize> = (last + 1..lines.end)
        .filter(|&i| {
            let other = Some(outline.lines[i].key) != key && !has_address(outline, i) && !outline.lines[i].unlinked;
            parts[i].role == Role::Heading && other && is_headline_like(outline, i)
        })
        .collect();
    let is_last_of_page = lines.end == parts.len();
    let least = if one_of_several && !is_last_of_page { 2 } else { MIN_LIST };
    if tail.len() >= least && !is_own_list(outline, parts, &tail) {
        for i in tail {
            parts[i].role =
                furniture(FurnitureKind::Promo, "a headline without a text of its own, behind the end of an article");
        }
    }
}

/// A list of the article's own: most items are numbered, all open with the same word, many have a date or a day in front of them,
/// or a line above says that a list comes.
fn is_own_list(outline: &Outline, parts: &[Part], tail: &[usize]) -> bool {
    let written = |i: usize| outline.lines[i].span.of(&outline.text);
    let most = |test: &dyn Fn(usize) -> bool| tail.iter().filter(|&&i| test(i)).count() * 2 > tail.len();
    let first = |i: usize| written(i).split(' ').next().unwrap_or_default();
    let label = |i: usize| parts[i].role == Role::Short && outline.lines[i].words <= MAX_LABEL_WORDS;
    let dated = |i: usize| i > 0 && (parts[i - 1].role == Role::Date || label(i - 1) && names_day(written(i - 1)));
    let announced = tail[0].checked_sub(1).is_some_and(|i| outline.lines[i].last == ':' && !parts[i].is_furniture());
    let alike = tail.len() > MIN_LIST && tail.iter().all(|&i| first(i) == first(tail[0]));
    dated(tail[0]) && tail.iter().filter(|&&i| dated(i)).count() * 3 >= tail.len()
        || most(&|i| written(i).starts_with(|c: char| c.is_ascii_digit()))
        || alike
        || announced
}

const DAYS: [&str; 8] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "day"];

/// "Monday", "Thursday 30 June", "Day 2".
fn names_day(line: &str) -> bool {
    let first = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    DAYS.iter().any(|day| day.eq_ignore_ascii_case(first))
}

/// A short label that stands on the page more than once. Names do so where people are interviewed.
fn settle_labels(outline: &Outline, parts: &mut [Part], lines: Range<usize>) {
    for i in lines.clone() {
        let line = &outline.lines[i];
        // What is done while others speak stands in brackets: "(Laughter)".
        let aside = line.span.of(&outline.text).starts_with(['(', '[']);
        let label = parts[i].role == Role::Short && line.words <= MAX_LABEL_WORDS && line.numbers == 0 && !aside;
        let repeated = label && parts[i].twin.is_some() && line.last.is_alphanumeric();
        if repeated && !is_name(outline, i) && !is_speaker(outline, parts, i, lines.clone()) {
            parts[i].role = furniture(FurnitureKind::Widget, "a label that is repeated on the page");
        }
    }
}

/// Fewest turns of a speaker.
const MIN_TURNS: usize = 3;

/// Two or three words with capitals that stand several times, always right in front of a paragraph: who speaks.
fn is_speaker(outline: &Outline, parts: &[Part], i: usize, lines: Range<usize>) -> bool {
    let line = &outline.lines[i];
    let turns: Vec<usize> = lines.filter(|&j| outline.lines[j].key == line.key).collect();
    let speaks = |&j: &usize| parts.get(j + 1).is_some_and(Part::is_prose);
    (2..=3).contains(&line.words) && line.capitals == line.words && turns.len() >= MIN_TURNS && turns.iter().all(speaks)
}

/// Links and names of accounts stand in what people posted and in contacts, not in headlines.
fn has_address(outline: &Outline, i: usize) -> bool {
    let written = outline.lines[i].span.of(&outline.text);
    written.contains("http") || written.contains('@') || written.contains("reporting by")
}

/// Five words and more that are no sentence, no part of one that breaks off, no quotation, and no row of figures.
fn is_headline_like(outline: &Outline, i: usize) -> bool {
    let (line, written) = (&outline.lines[i], outline.lines[i].span.of(&outline.text));
    let quoted = written.starts_with(['“', '"']) && (written.ends_with(['”', '"']) || !written.contains(['”', ',']));
    let counted =
        written.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().starts_with(['–', '—', '.', ')']);
    let figures = line.numbers * 4 >= line.words;
    let last = written.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let broken = line.capitals * 2 < line.words && wirecopy_lexicon::Lexicon::shared().is_function(&last);
    (5..=22).contains(&line.words) && line.last != '.' && !quoted && !counted && !figures && !broken
}

fn furniture(kind: FurnitureKind, reason: &str) -> Role {
    Role::Furniture(Verdict::new(kind, reason))
}
