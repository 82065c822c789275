//! The rows of all tables. A column's name is spelled here and nowhere else: the field is the column. The tables of a run stand
//! in this file; what the other commands write, in those below it.

mod audit;
mod coding;
mod dedup;
mod find;

pub use audit::{AuditCounts, AuditRow};
pub use coding::{PrecisionRow, SheetRow};
pub use dedup::{DedupRow, RecordRow, RejectedRow, RemovedRow, ReuseRow, StrippedRow};
pub use find::{OccurrenceRow, WordsRow};

use serde::{Deserialize, Serialize};

/// `[start, end)` in bytes of the page's text.
pub type SpanRow = [u64; 2];

/// One page of the pile, read or rejected.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PageRow {
    /// Path or record id as given.
    pub page_id: String,
    /// Where it was crawled.
    pub uri: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// ISO 8601.
    pub crawled_at: Option<String>,
    /// ISO 8601.
    pub published_at: Option<String>,
    /// How many articles were found on it.
    pub articles: u64,
    /// `read` or `rejected`.
    pub status: String,
    /// Why it was rejected, with file, record and offset.
    pub reason: Option<String>,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ArticleRow {
    /// `page_id#n`, `n` from 1.
    pub article_id: String,
    /// The page it stands on.
    pub page_id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// Its author line.
    pub byline: Option<String>,
    /// Place and date in front of the text.
    pub dateline: Option<String>,
    /// ISO 8601.
    pub published_at: Option<String>,
    /// ISO 639-3.
    pub language: Option<String>,
    /// Agencies named as source of the text.
    pub credits: Vec<String>,
    /// Who is credited for pictures.
    pub photo_credits: Vec<String>,
    /// Captions, each once.
    pub captions: Vec<String>,
    /// The parts of the page's text that are the body.
    pub body_spans: Vec<SpanRow>,
    /// Those parts, joined by line breaks.
    pub body: String,
    /// Its sentences.
    pub sentence_spans: Vec<SpanRow>,
    /// How many words the body has.
    pub tokens: u64,
    /// The copy family; `null` for an article that shares its copy with no other.
    pub family_id: Option<String>,
    /// The story.
    pub story_id: String,
    /// Whether this is the one to keep of its family (true where it has none).
    pub canonical: bool,
    /// xxh3 of the folded words, 16 hex digits: equal for equal copy.
    pub content_hash: String,
}

impl ArticleRow {
    /// The text of a span of the page's text that lies in one part of the body; `None` if it does not.
    #[must_use]
    pub fn slice(&self, span: SpanRow) -> Option<&str> {
        let mut offset = 0_usize;
        for part in &self.body_spans {
            let length = usize::try_from(part[1] - part[0]).ok()?;
            if part[0] <= span[0] && span[1] <= part[1] {
                let start = offset + usize::try_from(span[0] - part[0]).ok()?;
                return self.body.get(start..start + usize::try_from(span[1].checked_sub(span[0])?).ok()?);
            }
            offset += length + 1;
        }
        None
    }
}

/// Text of a page that belongs to no article.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FurnitureRow {
    /// The page it stands on.
    pub page_id: String,
    /// Where.
    pub span: SpanRow,
    /// As written.
    pub text: String,
    /// `widget`, `promo`, `recurring`, `notice`, `navigation` or `glued`.
    pub kind: String,
    /// Why we think so.
    pub reason: String,
}

/// A run of words that two articles share.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PassageRow {
    /// Where in a.
    pub a: SpanRow,
    /// Where in b.
    pub b: SpanRow,
    /// How many words.
    pub tokens: u64,
}

/// What was found between two articles.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LinkRow {
    /// `a~b`, from the article ids.
    pub link_id: String,
    /// The smaller article id.
    pub a: String,
    /// The larger article id.
    pub b: String,
    /// `exact`, `near`, `embedded`, `rewrite` or `story`.
    pub kind: String,
    /// Share of a's words that stand word for word in b, 0..=1.
    pub copied_a: f64,
    /// Share of b's words that stand word for word in a, 0..=1.
    pub copied_b: f64,
    /// Share of a's words whose sentence is reworded in b, 0..=1.
    pub reworded_a: f64,
    /// Share of b's words whose sentence is reworded from a, 0..=1.
    pub reworded_b: f64,
    /// How strong the link is, 0..=1: the larger of the two sides' copied and reworded shares.
    pub score: f64,
    /// `a_from_b`, `b_from_a`, `common_source` or `unknown`.
    pub direction: String,
    /// Why, in plain words.
    pub direction_reason: String,
    /// The pass that found the pair.
    pub found_by: String,
    /// Shared passages.
    pub passages: Vec<PassageRow>,
}

/// One word-level edit; an empty side is a span of no length at the place where the words are missing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EditRow {
    /// `equal`, `replace`, `insert` or `delete`.
    pub op: String,
    /// Where in a.
    pub a: SpanRow,
    /// Where in b.
    pub b: SpanRow,
}

/// Sentences of a and of b that answer to each other.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AlignmentRow {
    /// The link.
    pub link_id: String,
    /// Number in the link, from 1.
    pub n: u64,
    /// Sentences of a.
    pub a_spans: Vec<SpanRow>,
    /// Sentences of b.
    pub b_spans: Vec<SpanRow>,
    /// `verbatim`, `edited`, `reworded`, `split`, `merged`, `added` or `dropped`.
    pub label: String,
    /// Whether it stands out of the order of the others.
    pub moved: bool,
    /// How alike the two sides are, 0..=1; 1 for verbatim, 0 where one side is missing.
    pub similarity: f64,
    /// Word-level edits.
    pub edits: Vec<EditRow>,
}

/// A difference in what is said.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ChangeRow {
    /// The link.
    pub link_id: String,
    /// The number of the alignment in the link.
    pub n: u64,
    /// `number`, `date`, `name`, `role`, `action`, `polarity`, `certainty`, `attribution`, `quotation`, `qualifier`, `scope`.
    pub kind: String,
    /// `material`, `minor` or `cosmetic`.
    pub severity: String,
    /// Where in a.
    pub a_span: Option<SpanRow>,
    /// Where in b.
    pub b_span: Option<SpanRow>,
    /// The words of a.
    pub a_text: Option<String>,
    /// The words of b.
    pub b_text: Option<String>,
    /// Why, in plain words.
    pub reason: String,
    /// Of a material change how likely a reader finds it right, 0..=1; of others it only ranks.
    pub confidence: f64,
}

/// Articles that share their copy.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FamilyRow {
    /// The smallest member's id.
    pub family_id: String,
    /// Article ids, sorted.
    pub members: Vec<String>,
    /// The member to keep.
    pub canonical: String,
    /// The agency that all versions seem to come from, if its text is not in the pile.
    pub unseen_source: Option<String>,
}

/// One edge of the tree of who copied whom.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StemmaRow {
    /// The family.
    pub family_id: String,
    /// Article id, or `unseen:NAME` for a text that is not among the pages: the agency's name, or a number.
    pub parent: String,
    /// The same. Of articles with the same words the first stands for all.
    pub child: String,
    /// `copy`: the tree, the child was made from the parent; `second_source`: the child drew on the parent too, beside what it was made from;
    /// `either_second_source`: one of the two drew on the other too, which cannot be said.
    pub kind: String,
    /// How likely it is that the child comes from the parent at first or later hand, or, where the parent is unseen, that the child
    /// and another branch below it do not come from each other; 0..=1. Calibrated on generated traditions; links say only what
    /// has .9 and more. 1 where `grounds` is `credit`. Of second sources: that one of the two drew on the other, or on a text with the same words.
    pub support: f64,
    /// In plain words.
    pub evidence: String,
    /// `words`: the words of all versions say so; `credit`: the text itself names its source.
    pub grounds: String,
    /// Other articles with the child's very words, sorted; who of them had these first is not said.
    pub same_words: Vec<String>,
    /// Sentences of the parent that the child lacks or words otherwise, empty where the parent is unseen; of second sources those that the
    /// two share against the tree.
    pub parent_spans: Vec<SpanRow>,
    /// Sentences of the child that the parent lacks or words otherwise, empty where one of them is unseen; of second sources those that the
    /// two share against the tree.
    pub child_spans: Vec<SpanRow>,
}

/// Articles about one event.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StoryRow {
    /// The smallest member's id.
    pub story_id: String,
    /// The clearest headline, or the start of the text.
    pub label: String,
    /// Article ids, sorted.
    pub articles: Vec<String>,
    /// Outlets, sorted.
    pub outlets: Vec<String>,
    /// Earliest publication time known.
    pub first_at: Option<String>,
    /// Latest publication time known.
    pub last_at: Option<String>,
    /// The article that was published first, as far as times are known.
    pub first: Option<String>,
    /// The article to read: that to keep of the largest copy family, else the longest.
    pub canonical: String,
    /// The story outlet by outlet, sorted by name; articles without an outlet are left out.
    pub by_outlet: Vec<StoryOutletRow>,
    /// What its articles contradict each other in, with who says which: what can't both be so first, then points with most articles;
    /// at most 50.
    pub disagreements: Vec<DisagreementRow>,
    /// Different texts that were read for disagreements and the label: at most 64, which are fewer than all in a larger story.
    pub compared: u64,
}

/// What one outlet has of a story.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StoryOutletRow {
    /// Its name.
    pub outlet: String,
    /// How many articles.
    pub articles: u64,
    /// Different texts among them.
    pub versions: u64,
    /// Share of its words that stand, word for word or reworded, in another article of a copy family in which an agency is named as
    /// source, 0..=1: wire copy that can be seen among the pages.
    pub wire: f64,
}

/// A point on which versions of a story differ.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DisagreementRow {
    /// `number`, `date`, `name` or `attribution`.
    pub kind: String,
    /// What it is about, in plain words ("people killed", "age of Ann Lee"); empty where two wordings of one sentence show it.
    pub about: String,
    /// `copies`: articles that share their copy differ in it, materially; `reports`: articles that share none do.
    pub between: String,
    /// `conflict`: both can't be so; `spelling`: one name in two spellings, a slip or house style; `later`: a figure that may grow with the event, published on different days; `undated`: such a
    /// figure of which it is not known when all were published.
    pub nature: String,
    /// What is said, the wording of most articles first.
    pub says: Vec<WordingRow>,
}

/// One wording of a point, and who has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WordingRow {
    /// As written, in the first of its places.
    pub text: String,
    /// Article ids, sorted.
    pub articles: Vec<String>,
    /// Their outlets, sorted, as far as they are known.
    pub outlets: Vec<String>,
    /// The earliest of their publication times, as far as they are known (ISO 8601).
    pub first_at: Option<String>,
    /// Where it stands, once for each different text.
    pub places: Vec<PlaceRow>,
}

/// Some words of an article.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PlaceRow {
    /// The article.
    pub article_id: String,
    /// Where, in the page's text.
    pub span: SpanRow,
}

/// What one outlet prints. Shares are of all words of its articles.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OutletRow {
    /// Its name; null for articles whose outlet is not known.
    pub outlet: Option<String>,
    /// How many articles.
    pub articles: u64,
    /// How many stories they tell.
    pub stories: u64,
    /// How many words.
    pub tokens: u64,
    /// Share of words that stand word for word in an article of another outlet, 0..=1; of each article its strongest link counts.
    /// For articles without an outlet any other article counts.
    pub copied: f64,
    /// Share of words whose sentence is reworded in that article, 0..=1.
    pub reworded: f64,
    /// The rest, 0..=1: words that no other outlet among these pages has.
    pub own: f64,
    /// Agencies that its articles name as source of the text, most articles first.
    pub by_agency: Vec<AgencyRow>,
}

/// What an outlet has of one agency.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AgencyRow {
    /// The agency.
    pub agency: String,
    /// Articles that name it.
    pub articles: u64,
    /// Share of the outlet's words in these articles, 0..=1.
    pub tokens: f64,
}

/// All tables of one run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Tables {
    /// Sorted by `page_id`.
    pub pages: Vec<PageRow>,
    /// Sorted by page, then number.
    pub articles: Vec<ArticleRow>,
    /// Sorted by page, then span.
    pub furniture: Vec<FurnitureRow>,
    /// Sorted by a, then b.
    pub links: Vec<LinkRow>,
    /// Sorted by link, then number.
    pub alignments: Vec<AlignmentRow>,
    /// Sorted by link; inside a link material changes first, then by confidence, then by place.
    pub changes: Vec<ChangeRow>,
    /// Sorted by `family_id`.
    pub families: Vec<FamilyRow>,
    /// Sorted by family, then child.
    pub stemma: Vec<StemmaRow>,
    /// Sorted by `story_id`.
    pub stories: Vec<StoryRow>,
    /// Most articles first, then by name; articles without an outlet last.
    pub outlets: Vec<OutletRow>,
}
