//! The rows of a page on disk.

use serde::{Deserialize, Serialize};
use wirecopy_record::{ArticleRow, FurnitureRow, PageRow, SpanRow};

/// A page that was split: the rows of its tables, without texts (the spans say where they stand) and without groups. On disk also without
/// the hashes of articles, which stand among the [`Facts`](super::Facts).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Packed", into = "Packed")]
pub(crate) struct PageEntry {
    pub(crate) page: PageRow,
    pub(crate) articles: Vec<ArticleRow>,
    pub(crate) furniture: Vec<FurnitureRow>,
}

/// The same without ids that follow from that of the page, and with small numbers in place of the spans of articles: steps of sentences, counts of sentences in the parts of a body.
#[derive(Serialize, Deserialize)]
struct Packed {
    page: PageRow,
    articles: Vec<ArticleRow>,
    furniture: Vec<FurnitureRow>,
}

impl From<PageEntry> for Packed {
    fn from(PageEntry { page, mut articles, mut furniture }: PageEntry) -> Self {
        for (number, row) in (1..).zip(&mut articles) {
            row.content_hash.clear();
            clear(&mut row.article_id, &article_id(&page, number));
            let body = counted(&row.body_spans, &row.sentence_spans);
            row.body_spans = body.unwrap_or_else(|| steps(&row.body_spans));
            row.sentence_spans = steps(&row.sentence_spans);
        }
        page_ids(&mut articles, &mut furniture).for_each(|id| clear(id, &page.page_id));
        Self { page, articles, furniture }
    }
}

impl TryFrom<Packed> for PageEntry {
    type Error = &'static str;

    fn try_from(Packed { page, mut articles, mut furniture }: Packed) -> Result<Self, Self::Error> {
        page_ids(&mut articles, &mut furniture).for_each(|id| fill(id, &page.page_id));
        for (number, row) in (1..).zip(&mut articles) {
            fill(&mut row.article_id, &article_id(&page, number));
            unpack(row).ok_or("its numbers are no spans of an article")?;
        }
        Ok(Self { page, articles, furniture })
    }
}

fn article_id(page: &PageRow, number: u32) -> String {
    format!("{}#{number}", page.page_id)
}

fn page_ids<'r>(
    articles: &'r mut [ArticleRow],
    furniture: &'r mut [FurnitureRow],
) -> impl Iterator<Item = &'r mut String> {
    let of_furniture = furniture.iter_mut().map(|row| &mut row.page_id);
    articles.iter_mut().map(|row| &mut row.page_id).chain(of_furniture)
}

/// Clears an id that is as expected.
fn clear(id: &mut String, expected: &str) {
    if id == expected {
        id.clear();
    }
}

/// Gives back an id that was cleared.
fn fill(id: &mut String, expected: &str) {
    if id.is_empty() {
        expected.clone_into(id);
    }
}

fn unpack(row: &mut ArticleRow) -> Option<()> {
    if let Some((&STEPS, rest)) = row.sentence_spans.split_first() {
        row.sentence_spans = from_steps(rest);
    }
    match row.body_spans.split_first() {
        Some((&STEPS, rest)) => row.body_spans = from_steps(rest),
        Some((&COUNTS, rest)) => row.body_spans = from_counts(rest, &row.sentence_spans)?,
        _ => {}
    }
    Some(())
}

/// Stands in front of steps: no span ends before it starts, and archives of formats up to 6 have spans here.
const STEPS: SpanRow = [1, 0];
/// Stands in front of counts of sentences.
const COUNTS: SpanRow = [2, 0];

/// Of each span how far it starts behind the end of the one before, and how long it is: most of these numbers take one byte.
fn steps(spans: &[SpanRow]) -> Vec<SpanRow> {
    let mut end = 0;
    let step = |span: &SpanRow| {
        let step = [span[0].wrapping_sub(end), span[1].wrapping_sub(span[0])];
        end = span[1];
        step
    };
    let first = (!spans.is_empty()).then_some(STEPS);
    first.into_iter().chain(spans.iter().map(step)).collect()
}

fn from_steps(steps: &[SpanRow]) -> Vec<SpanRow> {
    let mut end = 0_u64;
    let span = |step: &SpanRow| {
        let start = end.wrapping_add(step[0]);
        end = start.wrapping_add(step[1]);
        [start, end]
    };
    steps.iter().map(span).collect()
}

/// Of each part of a body how many sentences stand between it and the part before, and how many it has; `None` if a part does not start or end
/// with a sentence.
fn counted(parts: &[SpanRow], sentences: &[SpanRow]) -> Option<Vec<SpanRow>> {
    let (mut at, mut counts) = (0, Vec::with_capacity(parts.len() + 1));
    counts.extend((!parts.is_empty()).then_some(COUNTS));
    for part in parts {
        let skipped = sentences.get(at..)?.iter().position(|sentence| sentence[0] == part[0])?;
        let first = at + skipped;
        let more = sentences[first..].iter().position(|sentence| sentence[1] == part[1])?;
        counts.push([skipped as u64, more as u64 + 1]);
        at = first + more + 1;
    }
    Some(counts)
}

fn from_counts(counts: &[SpanRow], sentences: &[SpanRow]) -> Option<Vec<SpanRow>> {
    let mut rest = sentences;
    let part = |&[skipped, count]: &SpanRow| {
        let (part, behind) =
            rest.get(usize::try_from(skipped).ok()?..)?.split_at_checked(usize::try_from(count).ok()?)?;
        rest = behind;
        Some([part.first()?[0], part.last()?[1]])
    };
    counts.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(body: &[SpanRow], sentences: &[SpanRow]) -> PageEntry {
        let row = |id: &str, body: &[SpanRow], sentences: &[SpanRow]| ArticleRow {
            article_id: id.to_owned(),
            page_id: "page".to_owned(),
            body_spans: body.to_vec(),
            sentence_spans: sentences.to_vec(),
            ..ArticleRow::default()
        };
        let articles = vec![row("page#1", body, sentences), row("page#2", &[], sentences), row("other#1", &[], &[])];
        let page = PageRow { page_id: "page".to_owned(), ..PageRow::default() };
        let furniture = vec![FurnitureRow { page_id: "page".to_owned(), ..FurnitureRow::default() }];
        PageEntry { page, articles, furniture }
    }

    fn check(body: &[SpanRow], sentences: &[SpanRow]) {
        let bytes = serde_json::to_vec(&entry(body, sentences)).unwrap();
        assert_eq!(serde_json::from_slice::<PageEntry>(&bytes).unwrap(), entry(body, sentences));
    }

    #[test]
    fn spans_come_back_in_whatever_order_they_stand() {
        let sentences = &[[3, 9], [10, 200], [200, 200], [205, 400], [401, 500]];
        check(&[[3, 200], [205, 400]], sentences);
        check(&[[10, 200], [401, 500]], sentences);
        check(&[[205, 400], [3, 9]], sentences);
        check(&[[4, 9]], sentences);
        check(&[[7, u64::MAX]], &[[10, 20], [0, 5], [4, 8]]);
    }

    #[test]
    fn spans_of_earlier_formats_are_taken_as_they_are() {
        let PageEntry { page, articles, furniture } = entry(&[[3, 200]], &[[3, 9], [10, 200]]);
        let bytes = serde_json::to_vec(&Packed { page, articles, furniture }).unwrap();
        assert_eq!(serde_json::from_slice::<PageEntry>(&bytes).unwrap(), entry(&[[3, 200]], &[[3, 9], [10, 200]]));
    }

    #[test]
    fn counts_of_sentences_that_are_not_there_are_no_spans() {
        let PageEntry { page, articles, furniture } = entry(&[COUNTS, [1, 2]], &[[3, 9], [10, 200]]);
        let bytes = serde_json::to_vec(&Packed { page, articles, furniture }).unwrap();
        assert!(serde_json::from_slice::<PageEntry>(&bytes).is_err());
    }
}
