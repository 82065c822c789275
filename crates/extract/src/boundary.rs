//! Where does a new article begin?
//!
//! Places that could be a boundary are the stretches between two paragraphs that hold a line with the shape of a
//! headline, and paragraphs in front of which something else speaks for a new start. Each is weighed by all evidence
//! (see [`crate::weigh`]); the page is cut where the sum is positive, from top to bottom, and of places with a few words
//! between them at the best one.

use wirecopy_text::Span;

use crate::byline;
use crate::evidence::Evidence;
use crate::features::Features;
use crate::headline;
use crate::outline::Outline;
use crate::roles::{Part, Role};
use crate::weigh::{Scale, Weighed};

/// The start of an article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Start {
    /// First line of the article.
    pub(crate) line: usize,
    /// Its headline's line, if it has one.
    pub(crate) headline: Option<usize>,
    /// Why the page was cut here; `None` for the first article.
    pub(crate) reason: Option<String>,
}

/// A place where the page could be cut: the lines from one paragraph to the next.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Index of the first line behind the paragraph before.
    pub(crate) from: usize,
    /// Index of the paragraph behind.
    pub(crate) to: usize,
}

/// Most places that are weighed on one page; a page of lists has thousands, and stays whole behind them.
const MAX_PLACES: usize = 600;

/// So many articles under headlines that stand once, and so short ones: a digest, which is one article.
const MIN_DIGEST_CUTS: usize = 4;
const DIGEST_WORDS: u32 = 260;

/// Most words of paragraphs in the head of an article, behind its headline.
const MAX_HEAD_WORDS: u32 = 45;

/// Where the articles of a page begin, in order. Empty for a page without a line of text.
pub(crate) fn starts(outline: &Outline, parts: &[Part], evidence: &Evidence) -> Vec<Start> {
    let Some(first_prose) = parts.iter().position(Part::is_prose) else {
        return no_prose(parts);
    };
    let scale = Scale::new(outline, parts, evidence);
    let headline = headline::first(outline, &scale.surveyor.reader, &Place { from: 0, to: first_prose });
    let mut starts = vec![Start { line: 0, headline, reason: None }];
    let mut loose = Vec::new();
    let places = places(outline, parts, evidence);
    let page = scale.surveyor.surroundings(&places, headline);
    for i in 0..places.len().min(MAX_PLACES) {
        let begin = starts.last().map_or(0, |s| s.line);
        let weigh = |i: usize| scale.weigh(&places, i, begin, &page);
        let Some(weighed) = weigh(i) else { continue };
        // A note at the end of a text, and what stands in a head, make places of their own near the one that is right.
        let mut rivals = (i + 1..places.len()).take_while(|&j| is_head(&scale, places[i].to..places[j].from));
        if rivals.any(|j| weigh(j).is_some_and(|rival| rival.odds > weighed.odds)) {
            continue;
        }
        let near = |&j: &usize| places[j].from > begin && is_head(&scale, places[j].to..places[i].from);
        let begins = (0..i).rev().take_while(near).last();
        let moved = begins.and_then(|j| scale.move_to_head(&places[j], &places[i], begin, &weighed));
        let Weighed { headline, line, reason, firm, .. } = moved.unwrap_or(weighed);
        if !firm {
            loose.push(line);
        }
        starts.push(Start { line, headline, reason: Some(reason) });
    }
    if is_digest(outline, &starts, &loose) {
        starts.retain(|s| !loose.contains(&s.line));
    }
    starts
}

/// The paragraphs among these lines may be part of the head of an article: a summary, a caption or a note that reads as one.
fn is_head(scale: &Scale<'_>, lines: std::ops::Range<usize>) -> bool {
    scale.surveyor.reader.words_of(lines) <= MAX_HEAD_WORDS
}

/// Measures every place of a page whose articles are known to begin at the bytes `known` (sorted), for fitting the weights:
/// the lines of the place as a span, and its features.
pub(crate) fn survey(outline: &Outline, parts: &[Part], evidence: &Evidence, known: &[usize]) -> Vec<(Span, Features)> {
    let Some(first_prose) = parts.iter().position(Part::is_prose) else { return Vec::new() };
    let scale = Scale::new(outline, parts, evidence);
    let headline = headline::first(outline, &scale.surveyor.reader, &Place { from: 0, to: first_prose });
    let places = places(outline, parts, evidence);
    let page = scale.surveyor.surroundings(&places, headline);
    let mut found = Vec::new();
    for (i, place) in places.iter().enumerate().take(MAX_PLACES) {
        let from = outline.lines[place.from - 1].span.end();
        let begins = known.iter().rev().find(|&&at| at <= outline.lines[place.from - 1].span.start());
        let begin = begins.map_or(0, |&at| outline.lines.partition_point(|l| l.span.start() < at));
        if let Some(features) = scale.measure(&places, i, begin, &page) {
            found.push((Span::new(from, outline.lines[place.to].span.start()), features));
        }
    }
    found
}

/// Many short pieces, of which only their own words say that they are articles.
fn is_digest(outline: &Outline, starts: &[Start], loose: &[usize]) -> bool {
    let words = |from: usize, to: usize| outline.lines[from..to].iter().map(|l| l.words).sum::<u32>();
    let ends = starts.iter().skip(1).map(|s| s.line).chain([outline.lines.len()]);
    let mut lengths: Vec<u32> = starts.iter().zip(ends).map(|(s, end)| words(s.line, end)).collect();
    lengths.sort_unstable();
    loose.len() >= MIN_DIGEST_CUTS && lengths[lengths.len() / 2] < DIGEST_WORDS
}

/// A page without a paragraph: still an article if it has any line of one.
fn no_prose(parts: &[Part]) -> Vec<Start> {
    let first = parts.iter().position(|p| !p.is_furniture() && p.role != Role::Rule);
    let headline = parts.iter().position(|p| p.role == Role::Heading);
    first.map(|_| Start { line: 0, headline, reason: None }).into_iter().collect()
}

/// All places that are worth weighing.
fn places(outline: &Outline, parts: &[Part], evidence: &Evidence) -> Vec<Place> {
    let mut places = Vec::new();
    let mut last: Option<usize> = None;
    for i in (0..parts.len()).filter(|&i| parts[i].is_prose()) {
        if let Some(before) = last {
            let place = Place { from: before + 1, to: i };
            if is_worth_weighing(outline, parts, evidence, &place) {
                places.push(place);
            }
        }
        last = Some(i);
    }
    places
}

fn is_worth_weighing(outline: &Outline, parts: &[Part], evidence: &Evidence, place: &Place) -> bool {
    let (before, behind) = (outline.lines[place.from - 1].body, outline.lines[place.to].body);
    if before > 0 && before == behind {
        return false; // the page marks both as one body
    }
    let between = &parts[place.from..place.to];
    let paragraph = outline.lines[place.to].span;
    between.iter().any(|p| p.role == Role::Heading)
        || between.iter().any(|p| matches!(&p.role, Role::Furniture(v) if v.open))
        || byline::dateline(&outline.text, paragraph).is_some()
        || outline.lines[place.from..=place.to].iter().any(|l| l.gap >= 3)
        || between.iter().any(|p| p.role == Role::Byline)
        || changes_carriers(outline, parts, evidence, place)
}

/// Other pages carry the paragraph before and not the one behind, or the other way round.
fn changes_carriers(outline: &Outline, parts: &[Part], evidence: &Evidence, place: &Place) -> bool {
    let carriers = |i: usize| evidence.carriers(outline, &outline.lines[i], &parts[i].pieces);
    let (before, behind) = (carriers(place.from - 1), carriers(place.to));
    match (before, behind) {
        (Some(a), Some(b)) => a.pages().iter().any(|&(p, _)| b.lacks(p)) || b.pages().iter().any(|&(p, _)| a.lacks(p)),
        _ => false,
    }
}
