//! The report: one HTML file that opens offline, for a reader who has never seen the program.

mod article;
mod change;
mod pair;
mod story;

use askama::Template;
use wirecopy_record::Tables;

use crate::changes::distinct_changes;
use crate::clean::Text;
use crate::lookup::Lookup;
use crate::summary::reject;
use crate::words::{count, furniture_noun, grouped};
use crate::{Summary, SummaryContext, sentences, summary};
use change::ChangeCard;
use pair::Row;
use story::{Stories, StoryView};

/// The one style sheet and the one script. Their hashes stand in the page's own rule of what may run; the tests tell the
/// new ones after a change.
const STYLE: &str = include_str!("../../templates/report.css");
const SCRIPT: &str = include_str!("../../templates/report.js");
const STYLE_HASH: &str = "sha256-d7AFr69o1N4HRG1ZAGhoUFpE0DFR6NhWnr5ItIVI+NY=";
const SCRIPT_HASH: &str = "sha256-VxbDiSwdqtChs0IREEBYYEgwfzhYRL5LJk/IVsxFObg=";

/// How much of a big pile the report shows in full. What goes beyond is counted in the report, with a pointer to the
/// tables, so that it opens at once: at these bounds it stays under some 10 MB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportBounds {
    /// Copy families shown in full, those with most material changes first.
    pub families: usize,
    /// Pairs of texts shown side by side in each family.
    pub pairs_per_family: usize,
    /// Aligned sentences shown of each pair.
    pub sentences_per_pair: usize,
    /// Changes in the list at the top.
    pub changes: usize,
    /// Lines in each of the lists of stories without copies, rejected pages and furniture.
    pub lines: usize,
}

impl Default for ReportBounds {
    fn default() -> Self {
        Self { families: 200, pairs_per_family: 6, sentences_per_pair: 400, changes: 100, lines: 200 }
    }
}

/// The whole run as one HTML file with the default [`ReportBounds`].
///
/// # Example
/// ```
/// let page = wirecopy_view::report(&wirecopy_record::Tables::default());
/// assert!(page.contains("default-src 'none'"));
/// ```
#[must_use]
pub fn report(tables: &Tables) -> String {
    report_within(tables, ReportBounds::default())
}

/// The whole run as one HTML file.
#[must_use]
pub fn report_within(tables: &Tables, bounds: ReportBounds) -> String {
    report_of(tables, &summary(tables, &SummaryContext::default()), bounds)
}

/// A run of which `excerpt` holds the stories to show, and `found` counts all: both as [`Tally::finish`](crate::Tally::finish) gives
/// them.
#[must_use]
pub fn report_of(excerpt: &Tables, found: &Summary, bounds: ReportBounds) -> String {
    ReportPage::new(excerpt, found, bounds).render().expect("a String takes all writes")
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    style: &'static str,
    script: &'static str,
    style_hash: &'static str,
    script_hash: &'static str,
    tiles: Vec<Tile>,
    facts: Vec<Text>,
    changes_sentence: Text,
    changes: Vec<ChangeCard>,
    more_changes: Option<String>,
    stories: Vec<StoryView>,
    more_families: Option<String>,
    plain_stories: Vec<story::PlainStory>,
    more_plain_stories: Option<String>,
    outlets: Vec<Line>,
    more_outlets: Option<String>,
    pages_sentence: Text,
    rejects: Vec<Line>,
    more_rejects: Option<String>,
    furniture_sentence: Text,
    furniture: Vec<FurnitureGroup>,
}

/// A number at the head of the page.
struct Tile {
    number: String,
    name: &'static str,
    href: &'static str,
}

/// A name and what is said of it.
struct Line {
    name: Text,
    text: Text,
}

struct FurnitureGroup {
    title: String,
    lines: Vec<Line>,
    more: Option<String>,
}

impl ReportPage {
    fn new(tables: &Tables, found: &Summary, bounds: ReportBounds) -> Self {
        let lookup = Lookup::new(tables);
        let distinct = distinct_changes(tables, &lookup);
        let told = Stories::new(tables, found, &lookup, &distinct, bounds);
        let heavy = distinct.iter().filter(|group| group.change.severity == "material");
        let changes: Vec<ChangeCard> =
            heavy.take(bounds.changes).map(|group| ChangeCard::top(group, &told.shown)).collect();
        let more_changes = more(found.material, changes.len(), "material change", "material changes", "changes");
        Self {
            style: STYLE,
            script: SCRIPT,
            style_hash: STYLE_HASH,
            script_hash: SCRIPT_HASH,
            tiles: tiles(found),
            facts: [sentences::articles(found), sentences::copies(found), sentences::outlets(found)]
                .map(Text::from)
                .to_vec(),
            changes_sentence: sentences::changes(found).into(),
            changes,
            more_changes,
            stories: told.stories,
            more_families: told.more_families,
            plain_stories: told.plain,
            more_plain_stories: told.more_plain,
            outlets: tables.outlets.iter().filter_map(outlet_line).collect(),
            more_outlets: more(found.outlets.len(), tables.outlets.len(), "outlet", "outlets", "outlets"),
            pages_sentence: sentences::pages(found).into(),
            rejects: rejects(tables, bounds),
            more_rejects: more(found.rejected, bounds.lines.min(found.rejected), "page", "pages", "pages"),
            furniture_sentence: sentences::furniture(&found.furniture).into(),
            furniture: furniture(tables, found, bounds),
        }
    }
}

/// "and 12 more pages, in the table of pages", if not all are shown.
fn more(all: usize, shown: usize, one: &str, many: &str, table: &str) -> Option<String> {
    let rest = all.saturating_sub(shown);
    let counted = count(rest, &format!("more {one}"), &format!("more {many}"));
    (rest > 0).then(|| format!("And {counted}: see the table “{table}”."))
}

fn tiles(found: &crate::Summary) -> Vec<Tile> {
    let copies: usize = found.links.iter().filter(|kind| kind.name != "story").map(|kind| kind.count).sum();
    let noun = |n: usize, one, many| if n == 1 { one } else { many };
    let tile = |n: usize, one, many, href| Tile { number: grouped(n), name: noun(n, one, many), href };
    vec![
        tile(found.pages, "page", "pages", "#pages"),
        tile(found.articles, "article", "articles", "#stories"),
        tile(found.stories, "story", "stories", "#stories"),
        tile(copies, "link of copied text", "links of copied text", "#stories"),
        tile(found.material, "change that matters", "changes that matter", "#changes"),
    ]
}

fn outlet_line(row: &wirecopy_record::OutletRow) -> Option<Line> {
    Some(Line { name: row.outlet.as_ref()?.into(), text: sentences::outlet(row).into() })
}

fn rejects(tables: &Tables, bounds: ReportBounds) -> Vec<Line> {
    let rejected = tables.pages.iter().filter(|page| page.status == "rejected").take(bounds.lines).map(reject);
    rejected.map(|reject| Line { name: reject.page_id.into(), text: reject.reason.into() }).collect()
}

fn furniture(tables: &Tables, found: &crate::Summary, bounds: ReportBounds) -> Vec<FurnitureGroup> {
    let group = |kind: &crate::Example| {
        let (one, many) = furniture_noun(&kind.kind);
        let rows = tables.furniture.iter().filter(|row| row.kind == kind.kind).take(bounds.lines);
        let line = |row: &wirecopy_record::FurnitureRow| Line {
            name: crate::words::shortened(&row.text, 160).into(),
            text: format!("{} — {}", row.page_id, row.reason).into(),
        };
        let lines: Vec<Line> = rows.map(line).collect();
        let more = more(kind.count, lines.len(), "piece", "pieces", "furniture");
        FurnitureGroup { title: crate::words::capital(&count(kind.count, one, many)), lines, more }
    };
    found.furniture.iter().map(group).collect()
}
