use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use wirecopy_record::{
    ArticleRow, DisagreementRow, FamilyRow, LinkRow, StemmaRow, StoryOutletRow, StoryRow, Tables, WordingRow,
};

use super::article::{ArticleLine, Bar, headline};
use super::pair::PairView;
use super::{ReportBounds, more};
use crate::Summary;
use crate::changes::DistinctChange;
use crate::clean::Text;
use crate::graph::Sure;
use crate::lookup::Lookup;
use crate::points;
use crate::words::{count, day, list, share};

/// A story with its families and pairs.
pub(super) struct StoryView {
    pub(super) label: Text,
    pub(super) about: Text,
    pub(super) wire: Vec<Text>,
    pub(super) disagreements: Vec<Disagreement>,
    pub(super) families: Vec<FamilyView>,
    /// Articles of the story that share their copy with no other.
    pub(super) alone: Vec<ArticleLine>,
    /// Pairs that belong to no one family.
    pub(super) pairs: Vec<PairView>,
    pub(super) more_pairs: Option<String>,
}

/// A point on which versions differ.
pub(super) struct Disagreement {
    pub(super) kind: Text,
    pub(super) says: Vec<Wording>,
}

/// One wording, and who has it.
pub(super) struct Wording {
    pub(super) text: Text,
    pub(super) who: Text,
}

/// A copy family: its different texts, who carries each, and the pairs side by side.
pub(super) struct FamilyView {
    pub(super) title: String,
    pub(super) unseen: Option<Text>,
    pub(super) versions: Vec<VersionView>,
    pub(super) tree: Vec<Text>,
    pub(super) pairs: Vec<PairView>,
    pub(super) more_pairs: Option<String>,
}

/// One text and the articles that carry it.
pub(super) struct VersionView {
    pub(super) articles: Vec<ArticleLine>,
    pub(super) bar: Option<Bar>,
    pub(super) against: Text,
}

/// A story without copies, in one line.
pub(super) struct PlainStory {
    pub(super) label: Text,
    pub(super) articles: Vec<ArticleLine>,
}

/// All stories arranged: those with links in full up to the bound, the others as lines.
pub(super) struct Stories<'t> {
    pub(super) stories: Vec<StoryView>,
    pub(super) more_families: Option<String>,
    pub(super) plain: Vec<PlainStory>,
    pub(super) more_plain: Option<String>,
    /// The number of the pair in which a link is shown.
    pub(super) shown: HashMap<&'t str, usize>,
}

impl<'t> Stories<'t> {
    pub(super) fn new(
        tables: &'t Tables,
        found: &Summary,
        lookup: &Lookup<'t>,
        changes: &[DistinctChange<'t>],
        bounds: ReportBounds,
    ) -> Self {
        let mut builder = Builder::new(tables, lookup, changes, bounds);
        let mut stories: Vec<&StoryRow> = tables.stories.iter().collect();
        stories.sort_by_key(|story| Reverse(builder.weight(story)));
        let (linked, plain): (Vec<&StoryRow>, Vec<&StoryRow>) =
            stories.into_iter().partition(|story| builder.links_of_story.contains_key(story.story_id.as_str()));
        let views: Vec<StoryView> = linked.iter().filter_map(|story| builder.story(story)).collect();
        let shown_families = views.iter().map(|story| story.families.len()).sum();
        let lines: Vec<PlainStory> = plain.iter().take(bounds.lines).map(|story| builder.plain(story)).collect();
        Self {
            more_families: more(found.families, shown_families, "copy family", "copy families", "families"),
            more_plain: more(found.stories - found.linked_stories, lines.len(), "story", "stories", "stories"),
            stories: views,
            plain: lines,
            shown: builder.shown,
        }
    }
}

struct Builder<'t, 'l> {
    lookup: &'l Lookup<'t>,
    bounds: ReportBounds,
    families: HashMap<&'t str, &'t FamilyRow>,
    trees: HashMap<&'t str, Vec<Text>>,
    links_of_story: HashMap<&'t str, Vec<&'t LinkRow>>,
    material: HashMap<&'t str, usize>,
    shown: HashMap<&'t str, usize>,
    pairs: usize,
    families_left: usize,
}

impl<'t, 'l> Builder<'t, 'l> {
    fn new(tables: &'t Tables, lookup: &'l Lookup<'t>, changes: &[DistinctChange<'t>], bounds: ReportBounds) -> Self {
        let mut links_of_story: HashMap<&str, Vec<&LinkRow>> = HashMap::new();
        for link in &tables.links {
            if let Some(article) = lookup.article(&link.a) {
                links_of_story.entry(article.story_id.as_str()).or_default().push(link);
            }
        }
        let mut material: HashMap<&str, usize> = HashMap::new();
        for group in changes.iter().filter(|group| group.change.severity == "material") {
            *material.entry(group.pair.a.story_id.as_str()).or_default() += 1;
        }
        let mut trees: HashMap<&str, Vec<Text>> = HashMap::new();
        let sure = Sure::of(&tables.stemma);
        for edge in &tables.stemma {
            let text = descent(edge, sure.says(edge));
            trees.entry(edge.family_id.as_str()).or_default().push(text.into());
        }
        let families = tables.families.iter().map(|family| (family.family_id.as_str(), family)).collect();
        let shown = HashMap::new();
        Self {
            lookup,
            bounds,
            families,
            trees,
            links_of_story,
            material,
            shown,
            pairs: 0,
            families_left: bounds.families,
        }
    }

    /// Heaviest first: material changes, then articles.
    fn weight(&self, story: &StoryRow) -> (usize, usize) {
        let material = self.material.get(story.story_id.as_str()).copied().unwrap_or(0);
        (material, story.articles.len())
    }

    fn articles(&self, ids: &'t [String]) -> Vec<&'t ArticleRow> {
        ids.iter().filter_map(|id| self.lookup.article(id)).collect()
    }

    /// The story in full; `None` when the bound is used up.
    fn story(&mut self, story: &'t StoryRow) -> Option<StoryView> {
        if self.families_left == 0 {
            return None;
        }
        let articles = self.articles(&story.articles);
        let mut by_family: BTreeMap<&str, Vec<&ArticleRow>> = BTreeMap::new();
        for article in &articles {
            if let Some(family) = article.family_id.as_deref() {
                by_family.entry(family).or_default().push(article);
            }
        }
        let links = self.links_of_story.get(story.story_id.as_str()).cloned().unwrap_or_default();
        let family_of = |id: &str| self.lookup.article(id).and_then(|article| article.family_id.as_deref());
        let home = |link: &LinkRow| family_of(&link.a).filter(|family| family_of(&link.b) == Some(*family));
        let mut inside: BTreeMap<&str, Vec<&LinkRow>> = BTreeMap::new();
        let mut outside = Vec::new();
        for link in links {
            match home(link) {
                Some(family) => inside.entry(family).or_default().push(link),
                None => outside.push(link),
            }
        }
        let mut families = Vec::new();
        for (id, members) in by_family.iter().take(self.families_left) {
            let links = inside.remove(id).unwrap_or_default();
            families.push(self.family(id, members, &links));
        }
        self.families_left -= families.len().max(1).min(self.families_left);
        let (pairs, more_pairs) = self.pairs(&outside);
        let alone = articles.iter().filter(|article| article.family_id.is_none());
        Some(StoryView {
            label: (&story.label).into(),
            about: about(story).into(),
            wire: by_outlet(story),
            disagreements: disagreements(story),
            families,
            alone: alone.map(|article| ArticleLine::new(article)).collect(),
            pairs,
            more_pairs,
        })
    }

    fn family(&mut self, id: &'t str, members: &[&'t ArticleRow], links: &[&'t LinkRow]) -> FamilyView {
        let unseen = self.families.get(id).and_then(|family| family.unseen_source.as_deref());
        let versions = self.versions(members, links);
        let (pairs, more_pairs) = self.pairs(links);
        let texts = count(versions.len(), "text", "different texts");
        FamilyView {
            title: format!("{} of the same copy, {texts}", count(members.len(), "version", "versions")),
            unseen: unseen.map(|name| {
                format!("All versions seem to come from {name}, whose own text is not among the pages.").into()
            }),
            versions,
            tree: self.trees.get(id).cloned().unwrap_or_default(),
            pairs,
            more_pairs,
        }
    }

    /// Members with the same words together, in the order of their ids, each with the bar of its strongest link to a
    /// member with other words.
    fn versions(&self, members: &[&'t ArticleRow], links: &[&'t LinkRow]) -> Vec<VersionView> {
        let mut order: Vec<&str> = Vec::new();
        let mut groups: HashMap<&str, Vec<&ArticleRow>> = HashMap::new();
        for member in members {
            let hash = member.content_hash.as_str();
            let group = groups.entry(hash).or_default();
            if group.is_empty() {
                order.push(hash);
            }
            group.push(member);
        }
        order.iter().map(|hash| self.version(&groups[hash], links)).collect()
    }

    fn version(&self, group: &[&'t ArticleRow], links: &[&'t LinkRow]) -> VersionView {
        let first = group[0];
        let differs = |id: &str| self.lookup.article(id).is_some_and(|other| other.content_hash != first.content_hash);
        let shares = |link: &LinkRow| {
            if link.a == first.article_id { link.copied_a + link.reworded_a } else { link.copied_b + link.reworded_b }
        };
        let touching = links.iter().filter(|link| {
            (link.a == first.article_id && differs(&link.b)) || (link.b == first.article_id && differs(&link.a))
        });
        let strongest = touching.fold(None, |best: Option<&LinkRow>, link| match best {
            Some(best) if shares(best) >= shares(link) => Some(best),
            _ => Some(link),
        });
        let other = strongest.map(|link| if link.a == first.article_id { &link.b } else { &link.a });
        let name = other
            .and_then(|id| self.lookup.article(id))
            .map(|article| article.outlet.clone().unwrap_or_else(|| article.article_id.clone()));
        VersionView {
            articles: group.iter().map(|article| ArticleLine::new(article)).collect(),
            bar: strongest.map(|link| Bar::of(link, &first.article_id)),
            against: name.unwrap_or_default().into(),
        }
    }

    /// One pair for each two different texts, heaviest first, and how many more there are.
    fn pairs(&mut self, links: &[&'t LinkRow]) -> (Vec<PairView>, Option<String>) {
        let mut classes: Vec<(&LinkRow, usize)> = Vec::new();
        let mut places: HashMap<[&str; 2], usize> = HashMap::new();
        for &link in links {
            let Some(key) = self.texts(link) else { continue };
            if key[0] == key[1] {
                continue; // the same words: nothing to show side by side
            }
            match places.get(&key) {
                Some(&at) => classes[at].1 += 1,
                None => {
                    places.insert(key, classes.len());
                    classes.push((link, 0));
                }
            }
        }
        let heavy = |link: &LinkRow| {
            self.lookup.changes(&link.link_id).iter().filter(|change| change.severity == "material").count()
        };
        classes.sort_by_key(|(link, _)| Reverse(heavy(link)));
        let all = classes.len();
        classes.truncate(self.bounds.pairs_per_family);
        let views: Vec<PairView> = classes.iter().filter_map(|(link, twins)| self.pair(link, *twins)).collect();
        let more = more(all, views.len(), "pair", "pairs", "links");
        (views, more)
    }

    fn texts(&self, link: &LinkRow) -> Option<[&'t str; 2]> {
        let a = self.lookup.article(&link.a)?.content_hash.as_str();
        let b = self.lookup.article(&link.b)?.content_hash.as_str();
        Some(if a <= b { [a, b] } else { [b, a] })
    }

    fn pair(&mut self, link: &'t LinkRow, twins: usize) -> Option<PairView> {
        let pair = self.lookup.pair(link)?;
        self.pairs += 1;
        self.shown.insert(link.link_id.as_str(), self.pairs);
        Some(PairView::new(&pair, self.pairs, twins, self.bounds))
    }

    fn plain(&self, story: &'t StoryRow) -> PlainStory {
        let articles = self.articles(&story.articles);
        let label = articles.first().filter(|_| articles.len() == 1).map_or(story.label.clone(), |one| headline(one));
        PlainStory { label: label.into(), articles: articles.iter().map(|article| ArticleLine::new(article)).collect() }
    }
}

/// Who has it from whom, with how sure that is.
fn descent(edge: &StemmaRow, is_sure: bool) -> String {
    let name = |id: &str| match id.strip_prefix("unseen:") {
        None => id.to_owned(),
        Some(number) if number.bytes().all(|b| b.is_ascii_digit()) => format!("a text that is not here (no. {number})"),
        Some(agency) => format!("a text of {agency} that is not here"),
    };
    let (child, parent) = (name(&edge.child), name(&edge.parent));
    let twins = match edge.same_words.len() {
        0 => String::new(),
        n => format!(" (and {} with the same words)", count(n, "article", "articles")),
    };
    if edge.kind != "copy" {
        format!("{} (support {:.2})", edge.evidence, edge.support)
    } else if edge.grounds == "credit" {
        format!("{child}{twins} comes from {parent}: {}", edge.evidence)
    } else if is_sure {
        format!("{child}{twins} comes from {parent} (support {:.2}): {}", edge.support, edge.evidence)
    } else {
        format!(
            "{child}{twins}: cannot say. {parent} stands nearest above it (support {:.2}): {}",
            edge.support, edge.evidence
        )
    }
}

/// A line for each outlet that has more than its own text to tell of.
fn by_outlet(story: &StoryRow) -> Vec<Text> {
    let wired = story.by_outlet.iter().filter(|outlet| outlet.wire > 0.0);
    let line = |outlet: &StoryOutletRow| {
        let texts = count(outlet.articles as usize, "article", "articles");
        format!("{}: {texts}, {} of the words from agency copy", outlet.outlet, share(outlet.wire)).into()
    };
    wired.map(line).collect()
}

/// Points on which versions differ, who says which.
fn disagreements(story: &StoryRow) -> Vec<Disagreement> {
    let wording = |says: &WordingRow| Wording { text: (&says.text).into(), who: points::who(says).into() };
    let point = |point: &DisagreementRow| Disagreement {
        kind: points::title(point).into(),
        says: point.says.iter().map(wording).collect(),
    };
    story.disagreements.iter().take(MAX_DISAGREEMENTS).map(point).collect()
}

/// Points shown of one story.
const MAX_DISAGREEMENTS: usize = 12;

fn about(story: &StoryRow) -> String {
    let mut parts = vec![count(story.articles.len(), "article", "articles")];
    if !story.outlets.is_empty() {
        parts.push(list(&story.outlets));
    }
    match (story.first_at.as_deref().map(day), story.last_at.as_deref().map(day)) {
        (Some(first), Some(last)) if first != last => parts.push(format!("{first} to {last}")),
        (Some(one), _) | (None, Some(one)) => parts.push(one.to_owned()),
        (None, None) => {}
    }
    parts.join(" · ")
}
