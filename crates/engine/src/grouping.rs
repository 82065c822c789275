//! Fifth stage, a group: families and stories, from what the pairs say together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wirecopy_cluster::{CopyLink, StoryEdge, families, stories};

use crate::catalogue::{Catalogue, NONE};
use crate::cores::Cores;
use crate::error::Error;
use crate::events::Events;
use crate::link::LinkKind;
use crate::pairs::Pairs;
use crate::reading::Link;
use crate::settings::Settings;

/// The groups of a run. Members are indexes of articles.
#[derive(Debug, Default, Clone)]
pub(crate) struct Grouping {
    /// Groups of two and more.
    pub(crate) families: Vec<Family>,
    /// Every article stands in one.
    pub(crate) stories: Vec<Vec<u32>>,
    /// The family of each article, or [`NONE`].
    pub(crate) family_of: Vec<u32>,
    /// The story of each article.
    pub(crate) story_of: Vec<u32>,
}

/// Articles that share their copy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Family {
    pub(crate) members: Vec<u32>,
    /// The member to keep.
    pub(crate) canonical: u32,
}

impl Grouping {
    pub(crate) fn new(families: Vec<Family>, stories: Vec<Vec<u32>>, articles: usize) -> Self {
        let family_of = numbered(families.iter().map(|family| family.members.as_slice()), articles);
        let story_of = numbered(stories.iter().map(Vec::as_slice), articles);
        Self { families, stories, family_of, story_of }
    }

    /// The family of an article.
    pub(crate) fn family(&self, article: u32) -> Option<&Family> {
        self.families.get(self.family_of[article as usize] as usize)
    }

    /// Whether this is the article to keep of its family.
    pub(crate) fn is_canonical(&self, article: u32) -> bool {
        self.family(article).is_none_or(|family| family.canonical == article)
    }
}

/// Puts the articles into families and stories. Pairs that share no copy, but tell one story, become links of that kind; the
/// others go.
pub(crate) fn group(
    catalogue: &Catalogue,
    pairs: &Pairs,
    links: &mut Vec<Link>,
    cores: &mut Cores<'_>,
    settings: &Settings,
) -> Result<Grouping, Error> {
    let all = all_families(catalogue, links, cores)?;
    let stories = all_stories(catalogue, pairs, &all, settings);
    let members: Vec<Vec<u32>> = all.into_iter().filter(|f| f.len() > 1).collect();
    let family_of = numbered(members.iter().map(Vec::as_slice), catalogue.len());
    let story_of = numbered(stories.iter().map(Vec::as_slice), catalogue.len());
    links.retain_mut(|link| {
        let same_story = story_of[link.a as usize] == story_of[link.b as usize];
        link.finding.kind = link.finding.kind.or(same_story.then_some(LinkKind::Story));
        link.finding.kind.is_some()
    });
    let families = with_canonical(catalogue, members, &family_of, links);
    Ok(Grouping { families, stories, family_of, story_of })
}

fn all_families(catalogue: &Catalogue, links: &[Link], cores: &mut Cores<'_>) -> Result<Vec<Vec<u32>>, Error> {
    let tokens: Vec<u32> = catalogue.facts.iter().map(|f| f.tokens).collect();
    let copy = |l: &Link| CopyLink { a: l.a, b: l.b, carried_a: l.finding.carried[0], carried_b: l.finding.carried[1] };
    let copies: Vec<CopyLink> = links.iter().filter(|l| l.finding.kind.is_some()).map(copy).collect();
    let mut failed: Option<Error> = None;
    let found = families(&tokens, &copies, |short, long| match cores.carried(short, long, links) {
        Ok(share) => share,
        Err(error) => {
            failed.get_or_insert(error);
            0.0
        }
    });
    failed.map_or(Ok(found), Err)
}

fn all_stories(catalogue: &Catalogue, pairs: &Pairs, families: &[Vec<u32>], settings: &Settings) -> Vec<Vec<u32>> {
    let edges: Vec<StoryEdge> = pairs.pairs.iter().map(|p| StoryEdge { a: p.a, b: p.b }).collect();
    let mut events = Events::new(catalogue, pairs, families, settings);
    stories(catalogue.len(), families, &edges, settings.stories, &mut events)
}

/// For each of so many articles the number of its group, or [`NONE`].
fn numbered<'g>(groups: impl Iterator<Item = &'g [u32]>, articles: usize) -> Vec<u32> {
    let mut of = vec![NONE; articles];
    for (number, group) in (0_u32..).zip(groups) {
        group.iter().for_each(|&i| of[i as usize] = number);
    }
    of
}

/// The links between two members of one family, by family.
pub(crate) fn links_inside<'l>(families: usize, family_of: &[u32], links: &'l [Link]) -> Vec<Vec<&'l Link>> {
    let mut inside: Vec<Vec<&Link>> = vec![Vec::new(); families];
    for link in links.iter().filter(|l| l.finding.kind != Some(LinkKind::Story)) {
        let (x, y) = (family_of[link.a as usize], family_of[link.b as usize]);
        if x == y && x != NONE {
            inside[x as usize].push(link);
        }
    }
    inside
}

fn with_canonical(catalogue: &Catalogue, families: Vec<Vec<u32>>, family_of: &[u32], links: &[Link]) -> Vec<Family> {
    let inside = links_inside(families.len(), family_of, links);
    let family = |(members, links): (Vec<u32>, Vec<&Link>)| {
        let canonical = canonical(catalogue, &members, &links);
        Family { members, canonical }
    };
    families.into_iter().zip(inside).map(family).collect()
}

/// The member to keep: the text that most members have word for word (a text that several print unchanged is more likely
/// the copy as it was sent); then one that opens with the copy, so that no round-up stands for an article in it; then one
/// with a headline, the longest, the first.
fn canonical(catalogue: &Catalogue, members: &[u32], links: &[&Link]) -> u32 {
    let facts = |i: u32| &catalogue.facts[i as usize];
    let mut printed: BTreeMap<u64, usize> = BTreeMap::new();
    for &i in members {
        *printed.entry(facts(i).content_hash).or_default() += 1;
    }
    let core = *members.iter().min_by_key(|&&i| (facts(i).tokens, i)).expect("a family has members");
    let rank = |&i: &u32| {
        let of = facts(i);
        let opens = opens_with_copy(i, core, of.tokens, links);
        (printed[&of.content_hash], opens, of.has_headline, of.tokens, Reverse(i))
    };
    *members.iter().max_by_key(|&i| rank(i)).expect("a family has members")
}

/// Share of a text before which the copy begins if the text opens with it: a new lead may stand in front.
const OPENING: f64 = 0.25;

/// Whether the first passage that `member` shares with the core stands near its start; true where no link tells.
fn opens_with_copy(member: u32, core: u32, tokens: u32, links: &[&Link]) -> bool {
    let link = links.iter().find(|l| (l.a, l.b) == (member.min(core), member.max(core)));
    let start = link.and_then(|l| l.finding.opens.map(|[a, b]| if l.a == member { a } else { b }));
    start.is_none_or(|start| f64::from(start) <= OPENING * f64::from(tokens))
}
