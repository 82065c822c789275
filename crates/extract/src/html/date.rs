//! When a page was published, as far as its markup or its lines near the headline say.
//!
//! In order of trust: JSON-LD, `meta`, `itemprop`, `time` near the headline, the address, a date in words near the headline.

use dom_smoothie::Readability;

use super::labels::Label;
use super::tree::Entry;
use crate::meta::{date_in, normal_date, visible_date};

/// Parts of names of `meta` fields that hold the date of publication, best first.
const PUBLISHED: [&[&str]; 4] = [
    &["published_time", "article:published", "article.published", "datepublished"],
    &["pub", "post-date", "article_date"],
    &["issued", "created", "original", "release"],
    &["date"],
];
/// Parts of names of other dates.
const OTHER: [&str; 10] =
    ["modif", "updat", "expir", "valid", "event", "revision", "crawl", "verif", "copyright", "birth"];

/// Texts in front of the headline and behind it among which a date is looked for.
const BEFORE: usize = 25;
const BEHIND: usize = 45;
/// Longest line with a date, in bytes.
const MAX_LINE: usize = 90;
/// Levels up that are asked what box an entry is in.
const LEVELS: usize = 6;

/// The date of publication: ISO 8601, with the time as far as the page gives one so.
pub(super) fn published(
    reader: &Readability,
    entries: &[Entry<'_>],
    ld: Option<&str>,
    uri: Option<&str>,
) -> Option<String> {
    let head = Head::of(reader, entries);
    ld.and_then(normal_date)
        .or_else(|| in_meta(reader))
        .or_else(|| in_itemprop(entries))
        .or_else(|| in_time(entries, &head))
        .or_else(|| uri.and_then(date_in))
        .or_else(|| near_headline(entries, &head))
}

/// Where the headline stands, and how the page's readers write dates.
struct Head {
    at: usize,
    found: bool,
    day_first: Option<bool>,
}

impl Head {
    fn of(reader: &Readability, entries: &[Entry<'_>]) -> Self {
        let found = entries.iter().position(|e| e.is("h1") && e.text > 0);
        let language = reader.doc.select("html").attr("lang").map(|l| l.to_lowercase());
        let day_first = language.and_then(|l| match l.get(..2)? {
            "en" if l.starts_with("en-us") => Some(false),
            "en" if l.len() > 2 => Some(true),
            "en" => None,
            _ => Some(true),
        });
        let at = found.or_else(|| super::regions::bodies(entries).first().map(|b| b.start));
        Self { at: at.unwrap_or(0), found: at.is_some(), day_first }
    }
}

fn in_meta(reader: &Readability) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for node in reader.doc.select("meta[content]").nodes() {
        let name = ["property", "name", "itemprop"].iter().find_map(|a| node.attr(a)).map(|n| n.to_lowercase());
        let Some(rank) = name.as_deref().and_then(rank) else { continue };
        if best.as_ref().is_some_and(|(r, _)| *r <= rank) {
            continue;
        }
        best = node.attr("content").and_then(|c| normal_date(&c)).map(|date| (rank, date)).or(best);
    }
    best.map(|(_, date)| date)
}

fn rank(name: &str) -> Option<usize> {
    if OTHER.iter().any(|o| name.contains(o)) {
        return None;
    }
    PUBLISHED.iter().position(|parts| parts.iter().any(|p| name.contains(p)))
}

fn in_itemprop(entries: &[Entry<'_>]) -> Option<String> {
    entries.iter().filter(|e| e.itemprop.contains("datepublished")).find_map(|e| stated(e))
}

/// The date that an element gives in an attribute, or else as its text.
fn stated(entry: &Entry<'_>) -> Option<String> {
    let attribute = ["datetime", "content", "title"].iter().find_map(|a| normal_date(&entry.node.attr(a)?));
    attribute.or_else(|| (entry.text <= MAX_LINE).then(|| normal_date(&entry.node.text()))?)
}

/// The `time` nearest to the headline that is not in a box of other texts; behind it rather than in front.
fn in_time(entries: &[Entry<'_>], head: &Head) -> Option<String> {
    let times = entries.iter().enumerate().filter(|(i, e)| e.is("time") && !is_elsewhere(entries, *i));
    let dated = times.filter_map(|(i, e)| Some((distance(i, head.at), stated(e)?)));
    dated.min_by_key(|(distance, _)| *distance).map(|(_, date)| date)
}

fn distance(at: usize, head: usize) -> usize {
    if at >= head { at - head } else { (head - at) * 2 }
}

fn is_elsewhere(entries: &[Entry<'_>], i: usize) -> bool {
    let mut at = i;
    for _ in 0..LEVELS {
        if entries[at].is_any(&["body", "main"]) {
            return false;
        }
        if entries[at].labels.has(Label::Elsewhere) {
            return true;
        }
        at = entries[at].parent;
    }
    false
}

/// A line near the headline that is a date and little else.
fn near_headline(entries: &[Entry<'_>], head: &Head) -> Option<String> {
    if !head.found {
        return None;
    }
    let before = entries[..head.at].iter().enumerate().rev().filter(|(_, e)| e.is_text()).take(BEFORE);
    let behind = entries.iter().enumerate().skip(head.at).filter(|(_, e)| e.is_text()).take(BEHIND);
    let mut best: Option<(usize, String)> = None;
    for (i, entry) in before.chain(behind) {
        let text = entry.node.text();
        let line = text.trim();
        if line.len() > MAX_LINE || !line.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some(date) = visible_date(line, head.day_first) else { continue };
        let low = line.to_lowercase();
        let other = OTHER.iter().any(|o| low.contains(o)) || is_elsewhere(entries, i);
        let cost = distance(i, head.at) + if other { entries.len() } else { 0 };
        if best.as_ref().is_none_or(|(c, _)| cost < *c) {
            best = Some((cost, date));
        }
    }
    best.map(|(_, date)| date)
}
