//! What to call a story: the clearest of its headlines.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use wirecopy_document::Version;
use wirecopy_retrieve::{Term, terms};

/// A headline of an article of the story.
pub(crate) struct Headline<'r> {
    pub(crate) text: &'r str,
    pub(crate) byline: Option<&'r str>,
    /// The text of the article, by its place among the texts that were read; `None` if it was not.
    pub(crate) version: Option<usize>,
    /// Whether the article is the one to keep of a family.
    pub(crate) is_kept: bool,
}

/// The headline that says most of what the articles of a story say, among those with fewest flaws: rare words that most of them have,
/// in their first sentences or in their own headline, speak for it, and words that few have against it. Ties go to what most articles have, then to
/// an article to keep of a family, then to the first. `None` without any headline.
///
/// Time O(headlines × (words of a headline × texts)).
pub(crate) fn label<'r>(headlines: &[Headline<'r>], versions: &[Version]) -> Option<&'r str> {
    let told = Told::new(headlines, versions);
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    headlines.iter().for_each(|headline| *votes.entry(headline.text).or_default() += 1);
    let rank = |(place, headline): &(usize, &Headline<'_>)| {
        let (score, is_told) = told.score(headline.text);
        let flaw = if is_told { flaw(headline) } else { Flaw::NoHeadline };
        (Reverse(flaw), score, votes[headline.text], headline.is_kept, Reverse(*place))
    };
    let usable = headlines.iter().enumerate().filter(|(_, headline)| !is_byline(headline.text, headline.byline));
    let best = usable.map(|one| (rank(&one), one.1.text)).max_by_key(|(rank, _)| *rank);
    best.map(|(_, text)| text)
}

/// Which words the articles of a story have.
struct Told {
    /// For each article the keys of the words of its headline and of its first sentences.
    articles: Vec<BTreeSet<u64>>,
    /// The keys of all texts.
    texts: BTreeSet<u64>,
}

impl Told {
    fn new(headlines: &[Headline<'_>], versions: &[Version]) -> Self {
        let words = |headline: &Headline<'_>| {
            let lead = headline.version.map_or(&[][..], |at| lead(&versions[at]));
            lead.iter().copied().chain(rare(headline.text).map(|term| term.key)).collect()
        };
        let texts = versions.iter().flat_map(|version| version.tokens.keys()).copied().collect();
        Self { articles: headlines.iter().filter(|h| h.version.is_some()).map(words).collect(), texts }
    }

    /// How much of what most articles say a headline says, in thousandths, and whether a text has any of its rare words.
    fn score(&self, headline: &str) -> (i64, bool) {
        let weight = |term: &Term| {
            let holding = self.articles.iter().filter(|words| words.contains(&term.key)).count();
            let share = holding as f32 / self.articles.len().max(1) as f32;
            -term.share.ln() * (share - 0.5)
        };
        let words: Vec<Term> = rare(headline).collect();
        let score: f32 = words.iter().map(weight).sum();
        ((1000.0 * score).round() as i64, words.iter().any(|term| self.texts.contains(&term.key)))
    }
}

/// The words of the sentences that say what happened.
fn lead(version: &Version) -> &[u64] {
    const SENTENCES: usize = 5;
    let sentences = version.sentences.get(..SENTENCES).unwrap_or(&version.sentences);
    &version.tokens.keys()[..sentences.last().map_or(0, |sentence| sentence.tokens.end)]
}

/// Words in more articles than this say nothing of a story.
const MAX_SHARE: f32 = 0.5;

fn rare(headline: &str) -> impl Iterator<Item = Term> {
    terms(&Version::of("headline", headline)).into_iter().filter(|term| term.share < MAX_SHARE && term.share > 0.0)
}

/// What speaks against a headline, the lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Flaw {
    None,
    /// Too short to say what happened, too long to be read at a glance, or a question.
    Unclear,
    /// Cut off, all in capitals, or behind a label ("OPINION: …").
    Spoilt,
    /// The words of a player or of a list, or not a word of the texts: an author's line, a section's name.
    NoHeadline,
}

fn flaw(headline: &Headline<'_>) -> Flaw {
    let text = headline.text.trim();
    let words = text.split_whitespace().count();
    if is_pointer(text) {
        Flaw::NoHeadline
    } else if is_cut(text) || is_labelled(text) || !text.chars().any(char::is_lowercase) {
        Flaw::Spoilt
    } else if !(5..=16).contains(&words) || text.contains('?') {
        Flaw::Unclear
    } else {
        Flaw::None
    }
}

/// How pointers, players and lists open that come to stand where a headline should; general knowledge of news sites.
const POINTERS: [&str; 14] = [
    "story highlights",
    "key points",
    "media playback",
    "read more",
    "read:",
    "see also",
    "more:",
    "related:",
    "close ",
    "click here",
    "share this",
    "listen to this",
    "advertisement",
    "•",
];

fn is_pointer(text: &str) -> bool {
    let folded = text.to_lowercase();
    POINTERS.iter().any(|opening| folded.starts_with(opening))
}

/// Kinds of pieces that stand before a headline, with a colon or a bar behind them.
const LABELS: [&str; 17] = [
    "watch",
    "video",
    "photos",
    "photo",
    "gallery",
    "opinion",
    "op-ed",
    "editorial",
    "analysis",
    "commentary",
    "column",
    "letter",
    "letters",
    "podcast",
    "live",
    "listen",
    "quiz",
];

/// "OPINION: …", "BREAKING | …": one or two words in capitals, or the name of a kind of piece.
fn is_labelled(text: &str) -> bool {
    let Some((label, rest)) = text.split_once([':', '|']) else { return false };
    let label = label.trim();
    let is_shout = label.len() > 3 && !label.chars().any(char::is_lowercase) && label.split_whitespace().count() <= 2;
    !rest.trim().is_empty() && (is_shout || LABELS.contains(&label.to_lowercase().as_str()))
}

/// Words that a headline does not end with.
const OPEN_ENDS: [&str; 25] = [
    "a", "an", "the", "and", "or", "but", "nor", "of", "with", "from", "into", "at", "than", "as", "because", "my",
    "your", "his", "its", "our", "their", "whose", "between", "amid", "per",
];

/// "… said that the", "… in the hea…": it goes on.
fn is_cut(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let opens = |c: char| matches!(c, '“' | '(' | '[');
    let closes = |c: char| matches!(c, '”' | ')' | ']');
    text.ends_with('…')
        || text.ends_with("...")
        || text.ends_with([',', ':', ';', '-', '–', '—', '&', '/'])
        || OPEN_ENDS.contains(&last.to_lowercase().as_str()) && !last.chars().any(char::is_uppercase)
        || text.chars().filter(|&c| opens(c)).count() > text.chars().filter(|&c| closes(c)).count()
}

/// Whether a headline is an author's line: the one of the article, or "By" and names.
pub(crate) fn is_byline(headline: &str, byline: Option<&str>) -> bool {
    let mut words = headline.split_whitespace();
    byline.is_some_and(|byline| byline.eq_ignore_ascii_case(headline))
        || words.next().is_some_and(|first| first.eq_ignore_ascii_case("by"))
            && headline.split_whitespace().count() <= 8
            && words.all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()) || word == "and")
}

/// The first words of a text.
pub(crate) fn start(version: &Version) -> String {
    const WORDS: usize = 12;
    let Some(sentence) = version.sentences.first() else { return String::new() };
    let last = sentence.tokens.end.min(sentence.tokens.start + WORDS);
    let shown = version.tokens.cover(sentence.tokens.start..last).map_or("", |span| span.of(&version.text));
    if last < sentence.tokens.end { format!("{shown} …") } else { shown.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 3] = [
        "The Velden ferry sank off Marsk on Friday and all 34 people were saved, harbour master Ilse Brandt said.",
        "All 34 people aboard the ferry Velden were saved when it sank near Marsk. The owner spoke of a leak.",
        "Ilse Brandt of the harbour at Marsk said the Velden sank within an hour. Divers look for the ferry.",
    ];

    /// One headline for each of the texts.
    fn check(headlines: [&str; 3], expected: &str) {
        let versions = TEXTS.map(|text| Version::of("x", text));
        let headline =
            |(at, text): (usize, &&'static str)| Headline { text, byline: None, version: Some(at), is_kept: false };
        let headlines: Vec<&'static str> = headlines.iter().map(|h| &*h.to_string().leak()).collect();
        let headlines: Vec<Headline<'_>> = headlines.iter().enumerate().map(headline).collect();
        assert_eq!(label(&headlines, &versions), Some(expected));
    }

    #[test]
    fn a_byline_is_no_headline() {
        assert!(is_byline("By Ada Marsk and Jon Velden", None) && is_byline("BY ADA MARSK", None));
        assert!(is_byline("Ada Marsk", Some("ADA MARSK")));
        assert!(!is_byline("By the numbers: how the ferry sank", None) && !is_byline("Ferry sinks off Marsk", None));
    }

    #[test]
    fn it_says_what_most_versions_say() {
        let clear = "Ferry Velden sinks off Marsk and all aboard are saved";
        check(["Owner of lost ship tells of a leak in the hull", clear, "A long night on the cold dark sea"], clear);
    }

    #[test]
    fn flawed_headlines_come_last() {
        let clear = "All saved as boat goes down near a harbour";
        check(
            [
                "Velden ferry sinks off Marsk, all 34 people saved by the …",
                clear,
                "WATCH: Velden ferry sinks off Marsk",
            ],
            clear,
        );
        check(
            ["VELDEN FERRY SINKS OFF MARSK, ALL SAVED", clear, "Story highlights Velden ferry sinks off Marsk"],
            clear,
        );
        check(["Did the Velden ferry sink off Marsk at night?", clear, "Velden ferry sinks off Marsk and the"], clear);
        check(["Ada Lindqvist and Jon van der Holm", "Marsk ferry", clear], clear);
    }

    #[test]
    fn a_flawed_headline_is_better_than_none() {
        check(["Ada Lindqvist and Jon van der Holm", "Marsk ferry", "By Ada Lindqvist"], "Marsk ferry");
        assert!(label(&[], &[]).is_none());
    }

    #[test]
    fn most_articles_decide_between_equals() {
        check(
            ["Marsk ferry sinks in storm", "Marsk ferry sinks in gale", "Marsk ferry sinks in gale"],
            "Marsk ferry sinks in gale",
        );
    }

    #[test]
    fn what_goes_on_is_cut_off() {
        assert!(is_cut("Ferry sinks near the") && is_cut("Ferry sinks, “no one") && is_cut("Ferry sinks..."));
        assert!(!is_cut("Ferry sinks off Marsk (video)") && !is_cut("What Ferry Owners Look To"));
    }
}
