//! What the versions of a story disagree about, and who says which.

mod copies;
mod reports;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use wirecopy_record::{ArticleRow, DisagreementRow, PlaceRow, SpanRow, WordingRow};
use wirecopy_store::List;

use crate::catalogue::NONE;
use crate::error::Error;
use crate::grouping::Grouping;
use crate::reading::Link;
use crate::stored::StoredReading;
use crate::story_texts::Texts;

/// Points of difference that a row holds.
const MAX_POINTS: usize = 50;

/// A story, with what its disagreements are read from.
pub(crate) struct Asked<'a> {
    pub(crate) story: &'a [u32],
    /// One for each article of the story.
    pub(crate) rows: &'a [ArticleRow],
    pub(crate) texts: &'a Texts,
    pub(crate) grouping: &'a Grouping,
    /// The links inside each family.
    pub(crate) inside: &'a [Vec<&'a Link>],
    pub(crate) readings: &'a List<StoredReading>,
}

/// The rows, points with most articles first: what articles that share copy word otherwise, and what reports that share none say of one
/// thing.
pub(crate) fn disagreements(asked: &Asked<'_>, id: impl Fn(u32) -> String) -> Result<Vec<DisagreementRow>, Error> {
    let mut points = copies::find(asked)?;
    // What copies of one family word otherwise their alignment shows.
    points.extend(reports::find(asked).into_iter().filter(|point| point.families(asked) > 1));
    let mut rows: Vec<DisagreementRow> = points.into_iter().filter_map(|point| point.row(asked, &id)).collect();
    let articles = |row: &DisagreementRow| row.says.iter().map(|wording| wording.articles.len()).sum::<usize>();
    rows.sort_by_key(|row| (row.nature != CONFLICT, Reverse(articles(row))));
    rows.truncate(MAX_POINTS);
    Ok(rows)
}

/// What can't both be so, whenever it was written.
const CONFLICT: &str = "conflict";

/// A point on which articles differ.
struct Point {
    kind: String,
    about: String,
    between: &'static str,
    /// Whether later reports may rightly say otherwise.
    may_change: bool,
    /// Whether it is one name in two spellings.
    is_spelling: bool,
    says: BTreeMap<String, Wording>,
}

/// Who has one wording.
#[derive(Default)]
struct Wording {
    articles: BTreeSet<u32>,
    places: BTreeSet<(u32, SpanRow)>,
}

impl Point {
    /// How many families its articles are of; one without a family counts as one.
    fn families(&self, asked: &Asked<'_>) -> usize {
        let articles = self.says.values().flat_map(|wording| &wording.articles);
        let family = |&i: &u32| match asked.grouping.family_of[i as usize] {
            NONE => (NONE, i),
            family => (family, NONE),
        };
        articles.map(family).collect::<BTreeSet<_>>().len()
    }

    /// The row; `None` where all say the same.
    fn row(self, asked: &Asked<'_>, id: &impl Fn(u32) -> String) -> Option<DisagreementRow> {
        let nature = self.nature(asked);
        let wording = |(text, wording): (String, Wording)| {
            let rows = || wording.articles.iter().filter_map(|&i| asked.row(i));
            let outlets: BTreeSet<String> = rows().filter_map(|row| row.outlet.clone()).collect();
            let articles: BTreeSet<String> = wording.articles.iter().map(|&i| id(i)).collect();
            WordingRow {
                text,
                articles: articles.into_iter().collect(),
                outlets: outlets.into_iter().collect(),
                first_at: rows().filter_map(|row| row.published_at.clone()).min(),
                places: wording.places.iter().map(|&(i, span)| PlaceRow { article_id: id(i), span }).collect(),
            }
        };
        let Self { kind, about, between, says, .. } = self;
        let mut says: Vec<WordingRow> = says.into_iter().map(wording).collect();
        says.sort_by_key(|wording| Reverse(wording.articles.len()));
        let row = DisagreementRow { kind, about, between: between.to_owned(), nature: nature.to_owned(), says };
        (row.says.len() > 1).then_some(row)
    }

    /// Whether time may explain it: of a figure that grows with the event, what was published on another day is a later figure.
    fn nature(&self, asked: &Asked<'_>) -> &'static str {
        if self.is_spelling {
            return "spelling";
        }
        if !self.may_change {
            return CONFLICT;
        }
        let days = |wording: &Wording| -> Option<BTreeSet<i32>> {
            wording.articles.iter().map(|&i| asked.row(i).and_then(|row| asked.day(row))).collect()
        };
        let Some(days) = self.says.values().map(days).collect::<Option<Vec<_>>>() else { return "undated" };
        let share_day = |x: &BTreeSet<i32>, y: &BTreeSet<i32>| !x.is_disjoint(y);
        let any = (0..days.len()).any(|i| (0..i).any(|j| share_day(&days[i], &days[j])));
        if any { CONFLICT } else { "later" }
    }
}

impl Asked<'_> {
    fn row(&self, article: u32) -> Option<&ArticleRow> {
        self.story.binary_search(&article).ok().map(|at| &self.rows[at])
    }

    /// The day on which an article was published, counted in digits of its date: only for comparing.
    fn day(&self, row: &ArticleRow) -> Option<i32> {
        let digits: String = row.published_at.as_deref()?.chars().take(10).filter(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|_| digits.len() == 8)
    }
}

/// Words as they are shown: with single blanks.
fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
