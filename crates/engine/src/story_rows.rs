//! A story as a row: who tells it, what to call it, and what its versions disagree about.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use wirecopy_document::Version;
use wirecopy_record::{ArticleRow, DisagreementRow, SpanRow, StoryOutletRow, StoryRow, WordingRow};
use wirecopy_store::List;

use crate::error::Error;
use crate::reading::Link;
use crate::shelf::Shelf;
use crate::snapshot::Snapshot;
use crate::stored::StoredReading;

/// What is asked for a story's row.
pub(crate) struct Telling<'f, 'o> {
    pub(crate) snapshot: &'f Snapshot,
    pub(crate) shelf: &'o Shelf<'f>,
    pub(crate) readings: &'o List<StoredReading>,
    /// The links inside each family.
    pub(crate) inside: &'o [Vec<&'f Link>],
    /// See [`carried_in_family`].
    pub(crate) carried: &'o [f32],
}

/// For each article the largest share of its words that another member of its family has, copied or reworded.
pub(crate) fn carried_in_family(articles: usize, inside: &[Vec<&Link>]) -> Vec<f32> {
    let mut carried = vec![0.0_f32; articles];
    for link in inside.iter().flatten() {
        for (article, share) in [link.a, link.b].into_iter().zip(link.finding.carried) {
            let known = &mut carried[article as usize];
            *known = known.max(share as f32);
        }
    }
    carried
}

/// Links of a family that are asked for differences.
const MAX_LINKS: usize = 500;
/// Points of difference that a row holds.
const MAX_POINTS: usize = 50;

impl Telling<'_, '_> {
    /// The row. `id` is what an article is called.
    pub(crate) fn row(&self, story: &[u32], id: impl Fn(u32) -> String) -> Result<StoryRow, Error> {
        let rows: Vec<ArticleRow> = story.iter().map(|&i| self.shelf.article(i)).collect::<Result<_, Error>>()?;
        let outlets: BTreeSet<&str> = rows.iter().filter_map(|row| row.outlet.as_deref()).collect();
        let timed = || rows.iter().zip(story).filter_map(|(row, &i)| Some((row.published_at.clone()?, i)));
        Ok(StoryRow {
            story_id: id(story[0]),
            label: self.label(story, &rows)?,
            articles: story.iter().map(|&i| id(i)).collect(),
            outlets: outlets.iter().map(|&name| name.to_owned()).collect(),
            first_at: timed().min().map(|(time, _)| time),
            last_at: timed().max().map(|(time, _)| time),
            first: timed().min().map(|(_, i)| id(i)),
            canonical: id(self.canonical(story)),
            by_outlet: outlets.iter().map(|name| self.outlet(name, story, &rows)).collect(),
            disagreements: self.disagreements(story, id)?,
        })
    }

    fn canonical(&self, story: &[u32]) -> u32 {
        let Snapshot { grouping, catalogue, .. } = self.snapshot;
        let size = |i: u32| grouping.family(i).filter(|f| f.canonical == i).map_or(0, |f| f.members.len());
        let rank = |&&i: &&u32| (size(i), catalogue.facts[i as usize].tokens, Reverse(i));
        *story.iter().max_by_key(rank).expect("a story has articles")
    }

    fn outlet(&self, name: &str, story: &[u32], rows: &[ArticleRow]) -> StoryOutletRow {
        let own: Vec<(u32, &ArticleRow)> =
            story.iter().copied().zip(rows).filter(|(_, row)| row.outlet.as_deref() == Some(name)).collect();
        let texts: BTreeSet<&str> = own.iter().map(|(_, row)| row.content_hash.as_str()).collect();
        let words: u64 = own.iter().map(|(_, row)| row.tokens).sum();
        let wire = |&(i, row): &(u32, &ArticleRow)| {
            if self.is_wire(i, story, rows) { f64::from(self.carried[i as usize]) * row.tokens as f64 } else { 0.0 }
        };
        let share = own.iter().map(wire).sum::<f64>() / words.max(1) as f64;
        StoryOutletRow {
            outlet: name.to_owned(),
            articles: own.len() as u64,
            versions: texts.len() as u64,
            wire: (share * 10_000.0).round() / 10_000.0,
        }
    }

    /// Whether a member of the article's family names an agency as its source, or is an agency's own.
    fn is_wire(&self, article: u32, story: &[u32], rows: &[ArticleRow]) -> bool {
        let Some(family) = self.snapshot.grouping.family(article) else { return false };
        let row = |i: &u32| story.binary_search(i).ok().map(|at| &rows[at]);
        let names = |row: &ArticleRow| !row.credits.is_empty() || crate::verdict::agency(row).is_some();
        family.members.iter().filter_map(row).any(names)
    }

    /// The headline that most articles have, then the clearest, then one of an article to keep of a family, then the first; without
    /// any, the start of the first text.
    fn label(&self, story: &[u32], rows: &[ArticleRow]) -> Result<String, Error> {
        let grouping = &self.snapshot.grouping;
        let is_title = |row: &ArticleRow, headline: &str| {
            row.byline.as_deref().is_none_or(|byline| !byline.eq_ignore_ascii_case(headline)) && !is_byline(headline)
        };
        let headlines = || {
            let of = |(&i, row): (&u32, &'_ ArticleRow)| Some((i, row.headline.clone().filter(|h| is_title(row, h))?));
            story.iter().zip(rows).filter_map(of)
        };
        let mut votes: BTreeMap<String, usize> = BTreeMap::new();
        headlines().for_each(|(_, headline)| *votes.entry(headline).or_default() += 1);
        let is_kept = |i: u32| grouping.family(i).is_some_and(|family| family.canonical == i);
        let rank = |(i, headline): &(u32, String)| (votes[headline], is_clear(headline), is_kept(*i), Reverse(*i));
        if let Some((_, best)) = headlines().max_by_key(rank) {
            return Ok(best);
        }
        let first = story.iter().zip(rows).find(|(_, row)| !row.sentence_spans.is_empty());
        first.map_or_else(|| Ok(String::new()), |(&i, _)| Ok(start(&self.shelf.version(i)?.1)))
    }

    /// Places of articles that a material change joins are one point; equal wordings are one.
    fn disagreements(&self, story: &[u32], id: impl Fn(u32) -> String) -> Result<Vec<DisagreementRow>, Error> {
        let grouping = &self.snapshot.grouping;
        let families: BTreeSet<u32> = story.iter().map(|&i| grouping.family_of[i as usize]).collect();
        let mut points = Points::default();
        for links in families.iter().filter_map(|&family| self.inside.get(family as usize)) {
            for link in links.iter().take(MAX_LINKS) {
                for change in self.readings.get(u64::from(link.reading))?.changes {
                    let is_told = ["number", "date", "name", "attribution"].contains(&change.kind.as_str());
                    let sides = change.a_span.zip(change.a_text).zip(change.b_span.zip(change.b_text));
                    if let Some((a, b)) = sides.filter(|_| is_told && change.severity == "material") {
                        points.join(&change.kind, (link.a, a.0, a.1), (link.b, b.0, b.1));
                    }
                }
            }
        }
        Ok(points.rows(id))
    }
}

/// An article, a span of its page, and the words there.
type Said = (u32, SpanRow, String);

/// Places that differences join.
#[derive(Default)]
struct Points {
    numbers: BTreeMap<(String, u32, SpanRow), usize>,
    /// For each place another of the same point, or itself.
    of: Vec<usize>,
    texts: Vec<String>,
}

impl Points {
    fn join(&mut self, kind: &str, a: Said, b: Said) {
        let (x, y) = (self.place(kind, a), self.place(kind, b));
        let (x, y) = (self.root(x), self.root(y));
        self.of[x.max(y)] = x.min(y);
    }

    fn place(&mut self, kind: &str, (article, span, text): Said) -> usize {
        let next = self.of.len();
        let number = *self.numbers.entry((kind.to_owned(), article, span)).or_insert(next);
        if number == next {
            self.of.push(next);
            self.texts.push(text);
        }
        number
    }

    fn root(&self, mut place: usize) -> usize {
        while self.of[place] != place {
            place = self.of[place];
        }
        place
    }

    /// Points with most articles first.
    fn rows(self, id: impl Fn(u32) -> String) -> Vec<DisagreementRow> {
        let mut points: BTreeMap<usize, (String, BTreeMap<String, BTreeSet<String>>)> = BTreeMap::new();
        for ((kind, article, _), &place) in &self.numbers {
            let (known, says) = points.entry(self.root(place)).or_default();
            known.clone_from(kind);
            let text = self.texts[place].split_whitespace().collect::<Vec<_>>().join(" ");
            says.entry(text).or_default().insert(id(*article));
        }
        let row = |(kind, says): (String, BTreeMap<String, BTreeSet<String>>)| {
            let wording = |(text, articles): (String, BTreeSet<String>)| WordingRow {
                text,
                articles: articles.into_iter().collect(),
            };
            let mut says: Vec<WordingRow> = says.into_iter().map(wording).collect();
            says.sort_by_key(|wording| Reverse(wording.articles.len()));
            DisagreementRow { kind, says }
        };
        let articles = |row: &DisagreementRow| row.says.iter().map(|wording| wording.articles.len()).sum::<usize>();
        let mut rows: Vec<DisagreementRow> = points.into_values().map(row).filter(|row| row.says.len() > 1).collect();
        rows.sort_by_key(|row| Reverse(articles(row)));
        rows.truncate(MAX_POINTS);
        rows
    }
}

/// Whether a headline is an author's line: "By" and names.
fn is_byline(headline: &str) -> bool {
    let mut words = headline.split_whitespace();
    words.next().is_some_and(|first| first.eq_ignore_ascii_case("by"))
        && headline.split_whitespace().count() <= 8
        && words.all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()) || word == "and")
}

/// Long enough to say what happened, short enough to be read at a glance, and no shout.
fn is_clear(headline: &str) -> bool {
    let words = headline.split_whitespace().count();
    (5..=16).contains(&words) && headline.chars().any(char::is_lowercase) && !headline.ends_with('?')
}

/// The first words of a text.
fn start(version: &Version) -> String {
    const WORDS: usize = 12;
    let sentence = &version.sentences[0];
    let last = sentence.tokens.end.min(sentence.tokens.start + WORDS);
    let shown = version.tokens.cover(sentence.tokens.start..last).map_or("", |span| span.of(&version.text));
    if last < sentence.tokens.end { format!("{shown} …") } else { shown.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_no_headline() {
        assert!(is_byline("By Ada Marsk and Jon Velden") && is_byline("BY ADA MARSK"));
        assert!(!is_byline("By the numbers: how the ferry sank") && !is_byline("Ferry sinks off Marsk"));
    }

    #[test]
    fn places_joined_by_differences_are_one_point() {
        let mut points = Points::default();
        let said = |article, text: &str| (article, [0, 4], text.to_owned());
        points.join("number", said(1, "five"), said(2, "nine"));
        points.join("number", said(2, "nine"), said(3, "five"));
        points.join("name", said(1, "Ada"), said(2, "Ida"));
        let rows = points.rows(|i| i.to_string());
        assert_eq!(rows[0].says[0], WordingRow { text: "five".into(), articles: vec!["1".into(), "3".into()] });
        assert_eq!((rows.len(), rows[0].says.len(), rows[1].kind.as_str()), (2, 2, "name"));
    }
}
