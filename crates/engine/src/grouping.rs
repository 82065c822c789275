//! Families, stories and directions: what the links say together.

use std::collections::BTreeMap;

use wirecopy_cluster::{CopyLink, StoryEdge, families, stories};
use wirecopy_stemma::{Direction, Verdict, Witness, direction};

use crate::link::{LinkKind, Reader, Reading, same_words};
use crate::pairs::{FoundBy, Pair, Pairs};
use crate::pile::Pile;
use crate::settings::Settings;

/// A pair that was read, with what it is.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) kind: LinkKind,
    pub(crate) found_by: FoundBy,
    pub(crate) cosine: f32,
    pub(crate) reading: Reading,
    pub(crate) verdict: Verdict,
}

/// The groups of a run. Members are indexes of articles.
#[derive(Debug, Default)]
pub(crate) struct Grouping {
    /// Groups of two and more.
    pub(crate) families: Vec<Vec<u32>>,
    /// Every article stands in one.
    pub(crate) stories: Vec<Vec<u32>>,
}

impl Grouping {
    /// No families, every article a story of its own.
    pub(crate) fn singles(articles: usize) -> Self {
        let stories = (0_u32..).take(articles).map(|i| vec![i]).collect();
        Self { families: Vec::new(), stories }
    }
}

/// Puts the articles into families and stories.
pub(crate) fn group(pile: &Pile, pairs: &Pairs, read: &[(Pair, Reading)], settings: &Settings) -> Grouping {
    let tokens: Vec<usize> = pile.entries.iter().map(|e| e.version.tokens.len()).collect();
    let links: Vec<CopyLink> = read.iter().filter(|(_, r)| r.kind.is_some()).map(|(p, r)| copy_link(*p, r)).collect();
    let carried = |short: u32, long: u32| {
        let (short, long) = (pile.entries[short as usize].text(), pile.entries[long as usize].text());
        Reader::new(settings).read(short, long).a.carried()
    };
    let all = families(&tokens, &links, carried);
    let days = pile.days();
    let likeness = |a: u32, b: u32| pairs.likeness(a, b) * closeness(&days, a, b, settings);
    let edge = |p: &Pair| StoryEdge { a: p.a, b: p.b, likeness: likeness(p.a, p.b) };
    let edges: Vec<StoryEdge> = pairs.pairs.iter().map(edge).collect();
    let stories = stories(tokens.len(), &all, &edges, settings.stories, likeness);
    Grouping { families: all.into_iter().filter(|f| f.len() > 1).collect(), stories }
}

/// 1 where a date is not known: nothing then speaks against one event.
fn closeness(days: &[Option<i32>], a: u32, b: u32, settings: &Settings) -> f32 {
    match (days[a as usize], days[b as usize]) {
        (Some(x), Some(y)) => settings.stories.closeness(x.abs_diff(y)),
        _ => 1.0,
    }
}

fn copy_link(pair: Pair, reading: &Reading) -> CopyLink {
    CopyLink { a: pair.a, b: pair.b, carried_a: reading.a.carried(), carried_b: reading.b.carried() }
}

/// Two articles that somebody wanted compared, as a link.
pub(crate) fn asked(pile: &Pile, a: u32, b: u32, reading: Reading) -> Link {
    let kind = reading.kind.unwrap_or(LinkKind::Unrelated);
    let pair = Pair { a, b, found_by: FoundBy::Asked, cosine: 0.0 };
    let verdict = verdict(pile, pair, kind, &[]);
    Link { a, b, kind, found_by: pair.found_by, cosine: pair.cosine, reading, verdict }
}

/// The links: every pair that shares its copy, and the other pairs of one story.
pub(crate) fn links(pile: &Pile, grouping: &Grouping, read: Vec<(Pair, Reading)>) -> Vec<Link> {
    let story_of = numbered(&grouping.stories);
    let family_of = numbered(&grouping.families);
    let agencies: Vec<Vec<String>> = grouping.families.iter().map(|f| agencies_of(pile, f)).collect();
    let mut links = Vec::new();
    for (pair, reading) in read {
        let same_story = story_of.get(&pair.a) == story_of.get(&pair.b);
        let Some(kind) = reading.kind.or(same_story.then_some(LinkKind::Story)) else { continue };
        let present = family_of.get(&pair.a).map_or(&[][..], |&f| &agencies[f]);
        let verdict = verdict(pile, pair, kind, present);
        let Pair { a, b, found_by, cosine } = pair;
        links.push(Link { a, b, kind, found_by, cosine, reading, verdict });
    }
    links
}

/// For each member the number of its group.
pub(crate) fn numbered(groups: &[Vec<u32>]) -> BTreeMap<u32, usize> {
    groups.iter().enumerate().flat_map(|(number, group)| group.iter().map(move |&i| (i, number))).collect()
}

fn verdict(pile: &Pile, pair: Pair, kind: LinkKind, present: &[String]) -> Verdict {
    let no_copy = match kind {
        LinkKind::Story => Some("the texts tell of the same event, but neither is copied from the other"),
        LinkKind::Unrelated => Some("too little is shared for one to be copied from the other"),
        _ => None,
    };
    if let Some(reason) = no_copy {
        return Verdict { direction: Direction::Unknown, reason: reason.to_owned(), source: None };
    }
    let same = {
        let (a, b) = (&pile.entries[pair.a as usize].version, &pile.entries[pair.b as usize].version);
        same_words(a, b)
    };
    direction(&witness(pile, pair.a, same), &witness(pile, pair.b, same), present)
}

fn witness(pile: &Pile, index: u32, same_words: bool) -> Witness {
    let entry = &pile.entries[index as usize];
    let (page, article) = (pile.page(entry), pile.article(entry));
    Witness {
        name: article.id.to_string(),
        agency: page.outlet.as_deref().and_then(wirecopy_extract::agency).map(str::to_owned),
        credits: article.credits.clone(),
        published_at: pile.published_at(entry).map(str::to_owned),
        same_words,
    }
}

fn agencies_of(pile: &Pile, family: &[u32]) -> Vec<String> {
    let mut agencies: Vec<String> = family.iter().filter_map(|&i| witness(pile, i, false).agency).collect();
    agencies.sort();
    agencies.dedup();
    agencies
}
