//! News agencies named as a source of an article's text: "told AFP", "(Reuters) -", "the ISNA news agency reported".
//!
//! The names come from `data/agencies.txt`; a name in front of "news agency" is taken as one that no list holds. A name
//! counts only where the words around it make it a source: an article *about* an agency, or a picture of its, is not
//! one *from* it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};
use wirecopy_text::Span;

/// One way to write an agency's name.
#[derive(Debug)]
struct Alias {
    words: Vec<&'static str>,
    name: &'static str,
    /// The words are also those of something else.
    ambiguous: bool,
}

type Aliases = HashMap<&'static str, Vec<Alias>>;

fn aliases() -> &'static Aliases {
    static ALIASES: OnceLock<Aliases> = OnceLock::new();
    ALIASES.get_or_init(|| {
        let mut all = Aliases::new();
        for line in include_str!("../data/agencies.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            add(line, &mut all);
        }
        for same_first in all.values_mut() {
            same_first.sort_by_key(|a| std::cmp::Reverse(a.words.len()));
        }
        all
    })
}

fn add(line: &'static str, all: &mut Aliases) {
    let name = line.split('|').next().unwrap_or(line);
    let written: Vec<&str> = line.split('|').collect();
    let is_ambiguous = |alias: &str| written.iter().any(|w| w.strip_prefix('~') == Some(alias));
    for alias in written.iter().filter(|w| !w.starts_with('~')) {
        let words: Vec<&str> = words(alias, 0).map(|(_, w)| w).collect();
        let alias = Alias { ambiguous: is_ambiguous(alias), name, words };
        all.entry(alias.words[0]).or_default().push(alias);
    }
}

/// Words with their places: letters, digits, and the signs that stand inside names.
fn words(text: &str, offset: usize) -> impl Iterator<Item = (Span, &str)> {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_alphanumeric())?;
        let end = text[start..].find(|c| !is_inside(c)).map_or(text.len(), |n| start + n);
        at = end;
        let word = text[start..end].trim_end_matches(['-', '\'', '’']);
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        Some((Span::new(start, start + word.len()).shift(offset), word))
    })
}

/// No name of an agency has so many words.
const LONGEST_LINE: usize = 10;

/// The common name of the agency that `text` names and nothing else ("REUTERS", "The Associated Press").
pub fn named(text: &str) -> Option<&'static str> {
    let found: Vec<(Span, &str)> = words(text, 0).take(LONGEST_LINE).collect();
    let from = usize::from(found.first().is_some_and(|(_, w)| w.eq_ignore_ascii_case("the")));
    let (alias, length) = alias_at(&found, from)?;
    (from + length == found.len()).then_some(alias.name)
}

/// The first agency that `text` names anywhere; for credits of pictures.
pub(crate) fn first_in(text: &str) -> Option<&'static str> {
    let found: Vec<(Span, &str)> = words(text, 0).collect();
    (0..found.len()).find_map(|i| alias_at(&found, i)).map(|(alias, _)| alias.name)
}

fn alias_at(found: &[(Span, &str)], at: usize) -> Option<(&'static Alias, usize)> {
    let same_first = aliases().get(found.get(at)?.1)?;
    let fits = |a: &&Alias| a.words.iter().enumerate().all(|(i, w)| found.get(at + i).is_some_and(|(_, f)| f == w));
    same_first.iter().find(fits).map(|alias| (alias, alias.words.len()))
}

/// Adds the agencies that the part `span` of `text` names as sources.
pub(crate) fn sources_in(text: &str, span: Span, sources: &mut BTreeSet<String>) {
    let part = span.of(text);
    if !may_name(part) {
        return;
    }
    let found: Vec<(Span, &str)> = words(part, span.start()).collect();
    let mut known_until = 0;
    for i in 0..found.len() {
        if let Some((alias, length)) = alias_at(&found, i) {
            known_until = known_until.max(i + length);
            if is_source(text, &found, i, length, alias.ambiguous) {
                sources.insert(alias.name.to_owned());
            }
        } else if i >= known_until && is_unlisted(text, &found, i) {
            sources.insert(found[i].1.to_owned());
        }
    }
}

/// Whether a word is the name of an agency that no list holds; a word inside a listed name is not.
fn is_unlisted(text: &str, found: &[(Span, &str)], i: usize) -> bool {
    is_news_agency(found, i + 1) && is_proper(found[i].1) && !is_sentence_start(text, found, i)
}

/// A quick look whether any name can be in there: most paragraphs hold none.
fn may_name(part: &str) -> bool {
    let bytes = part.as_bytes();
    let may_start = |i: &usize| bytes[*i].is_ascii_uppercase() || !bytes[*i].is_ascii() && part.is_char_boundary(*i);
    let mut starts = (0..bytes.len()).filter(may_start).filter(|&i| i == 0 || !bytes[i - 1].is_ascii_alphanumeric());
    starts.any(|i| opens_with_alias(&part[i..]))
        || memchr::memchr2_iter(b'g', b'G', bytes).any(|g| ends_in_news_a(&bytes[..g]))
}

/// In front of "gency": a letter that is rare, so that few places are looked at.
fn ends_in_news_a(before: &[u8]) -> bool {
    before.last_chunk().is_some_and(|end: &[u8; 6]| end.eq_ignore_ascii_case(b"news a"))
}

/// Whether all words of an agency's name come next.
fn opens_with_alias(rest: &str) -> bool {
    let first = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let Some(same_first) = aliases().get(&rest[..first]) else { return false };
    let fits = |alias: &Alias| alias.words.iter().copied().eq(words(rest, 0).map(|(_, w)| w).take(alias.words.len()));
    same_first.iter().any(fits)
}

fn is_news_agency(found: &[(Span, &str)], at: usize) -> bool {
    let word = |i: usize| found.get(i).map_or("", |(_, w)| *w);
    word(at).eq_ignore_ascii_case("news") && word(at + 1).eq_ignore_ascii_case("agency")
}

fn is_proper(word: &str) -> bool {
    let not_a_name =
        ["State", "Official", "The", "A", "An", "Russian", "Iranian", "Chinese", "Turkish", "Saudi", "Syrian"];
    word.len() >= 2 && word.starts_with(char::is_uppercase) && !not_a_name.contains(&word) && !word.ends_with("ian")
}

fn is_sentence_start(text: &str, found: &[(Span, &str)], i: usize) -> bool {
    i == 0 || text[found[i - 1].0.end()..found[i].0.start()].contains(['.', '!', '?'])
}

/// In front of the name of a source, at most two words before it.
const BEFORE: [&str; 22] = [
    "told",
    "tells",
    "by",
    "from",
    "via",
    "according",
    "contributing",
    "quoted",
    "cited",
    "citing",
    "agency",
    "agencies",
    "interview",
    "with",
    "statement",
    "telling",
    "source",
    "sources",
    "informed",
    "quoting",
    "per",
    "wire",
];

/// Behind the name of a source, at most two words after it.
const BEHIND: [&str; 30] = [
    "reported",
    "reports",
    "report",
    "said",
    "says",
    "contributed",
    "quoted",
    "cited",
    "writes",
    "wrote",
    "news",
    "agency",
    "correspondent",
    "correspondents",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
    "photographer",
    "tally",
    "count",
    "writer",
    "writers",
    "staff",
    "interview",
    "reporting",
    "newswire",
    "adds",
    "noted",
    "analysis",
];

fn is_source(text: &str, found: &[(Span, &str)], at: usize, length: usize, ambiguous: bool) -> bool {
    let (start, end) = (found[at].0.start(), found[at + length - 1].0.end());
    let opens = text[..start].trim_end().ends_with(['(', '[']);
    let closes = text[end..].trim_start().starts_with([')', ']']);
    if opens && closes {
        return true;
    }
    if text[end..].starts_with('/') || text[..start].ends_with('/') {
        return false; // a credit of a picture, or a joint poll
    }
    let same_sentence = |a: usize, b: usize| !text[a..b].contains(['.', '!', '?', ';', '\n']);
    let reach = if ambiguous { 1 } else { 2 };
    let before = (1..=reach).filter_map(|n| at.checked_sub(n)).any(|i| {
        contains_ignore_case(&BEFORE, found[i].1) && same_sentence(found[i].0.end(), start) && !is_subject(found, i)
    });
    let behind = (0..reach)
        .filter_map(|n| found.get(at + length + n))
        .any(|(span, word)| contains_ignore_case(&BEHIND, word) && same_sentence(end, span.start()));
    before || behind
}

/// "with Reuters" alone is too weak: it needs "interview" or the like in front.
fn is_subject(found: &[(Span, &str)], i: usize) -> bool {
    found[i].1 == "with"
        && !i
            .checked_sub(1)
            .is_some_and(|b| matches!(found[b].1, "interview" | "talking" | "speaking" | "call" | "spoke"))
}

fn contains_ignore_case(list: &[&str], word: &str) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut sources = BTreeSet::new();
        sources_in(text, Span::new(0, text.len()), &mut sources);
        assert_eq!(sources.into_iter().collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn sources_by_the_words_around_them() {
        check("The mayor told AFP that it rained.", &["AFP"]);
        check("OSLO, April 2 (Reuters) - It rained.", &["Reuters"]);
        check("The Associated Press contributed to this report.", &["AP"]);
        check("Norway's NTB news agency reported rain.", &["NTB"]);
        check("Norway's Nordlys news agency reported rain.", &["Nordlys"]);
        check("It rained, an official told the Associated Press on Monday.", &["AP"]);
        check("It rained, according to Reuters and Xinhua news agency.", &["Reuters", "Xinhua"]);
    }

    #[test]
    fn no_sources() {
        check("Shares of Thomson Reuters rose in Toronto.", &[]);
        check("A Reuters/Ipsos poll found rain unpopular.", &[]);
        check("The state news agency reported rain.", &[]);
        check("The PAP won the election.", &[]);
        check("People passed the Iranian Students' News Agency office yesterday.", &[]);
    }

    #[test]
    fn names_alone() {
        assert_eq!(named("The Associated Press"), Some("AP"));
        assert_eq!(named("REUTERS"), Some("Reuters"));
        assert_eq!(named("Ann Lee"), None);
    }
}
