//! A story as a row: who tells it, what to call it, and what its versions disagree about.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use wirecopy_record::{ArticleRow, DisagreementRow, StoryOutletRow, StoryRow};
use wirecopy_store::List;

use crate::disagreements::{Asked, disagreements};
use crate::error::Error;
use crate::label::{Headline, label, start};
use crate::reading::Link;
use crate::shelf::Shelf;
use crate::snapshot::Snapshot;
use crate::stored::StoredReading;
use crate::story_texts::Texts;

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

impl Telling<'_, '_> {
    /// The row. `id` is what an article is called.
    pub(crate) fn row(&self, story: &[u32], id: impl Fn(u32) -> String) -> Result<StoryRow, Error> {
        let rows: Vec<ArticleRow> = story.iter().map(|&i| self.shelf.article(i)).collect::<Result<_, Error>>()?;
        let texts = Texts::read(self.shelf, story, &rows)?;
        let outlets: BTreeSet<&str> = rows.iter().filter_map(|row| row.outlet.as_deref()).collect();
        let timed = || rows.iter().zip(story).filter_map(|(row, &i)| Some((row.published_at.clone()?, i)));
        Ok(StoryRow {
            story_id: id(story[0]),
            label: self.label(story, &rows, &texts),
            articles: story.iter().map(|&i| id(i)).collect(),
            outlets: outlets.iter().map(|&name| name.to_owned()).collect(),
            first_at: timed().min().map(|(time, _)| time),
            last_at: timed().max().map(|(time, _)| time),
            first: timed().min().map(|(_, i)| id(i)),
            canonical: id(self.canonical(story)),
            by_outlet: outlets.iter().map(|name| self.outlet(name, story, &rows)).collect(),
            compared: texts.versions.len() as u64,
            disagreements: self.disagreements(story, &rows, &texts, id)?,
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

    fn headline<'r>(&self, article: u32, row: &'r ArticleRow, texts: &Texts) -> Option<Headline<'r>> {
        let text = row.headline.as_deref().filter(|text| !text.trim().is_empty())?;
        let is_kept = self.snapshot.grouping.family(article).is_some_and(|family| family.canonical == article);
        Some(Headline { text, byline: row.byline.as_deref(), version: texts.of(row), is_kept })
    }

    /// The clearest headline; without any, the start of the first text.
    fn label(&self, story: &[u32], rows: &[ArticleRow], texts: &Texts) -> String {
        let articles = story.iter().zip(rows);
        let headlines: Vec<Headline<'_>> = articles.filter_map(|(&i, row)| self.headline(i, row, texts)).collect();
        let start = || texts.versions.first().map_or_else(String::new, start);
        label(&headlines, &texts.versions).map_or_else(start, str::to_owned)
    }

    fn disagreements(
        &self,
        story: &[u32],
        rows: &[ArticleRow],
        texts: &Texts,
        id: impl Fn(u32) -> String,
    ) -> Result<Vec<DisagreementRow>, Error> {
        let (grouping, inside) = (&self.snapshot.grouping, self.inside);
        disagreements(&Asked { story, rows, texts, grouping, inside, readings: self.readings }, id)
    }
}
