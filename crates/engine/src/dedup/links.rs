//! `links.jsonl`: every verified pair of records.

use rayon::prelude::*;
use wirecopy_record::{PassageRow, ReuseRow, SpanRow, replace_file, write_line};
use wirecopy_retrieve::Run;

use super::boilerplate::share;
use super::corpus::Corpus;
use super::linked::Linked;
use super::settings::DedupSettings;
use crate::error::Error;

/// Rows that are made before they are written.
const ROWS_AT_ONCE: usize = 1 << 16;

/// Marks a pair of records with the same words among the pairs that have a link.
const EXACT: u32 = u32::MAX;

/// A pair of records by the order of their ids, and its link.
type Row = (u32, u32, u32);

/// Writes all links between records, sorted by their ids; gives the number of rows.
pub(super) fn write(linked: &Linked, corpus: &Corpus, settings: &DedupSettings) -> Result<u64, Error> {
    let mut pairs = pairs(linked, corpus, settings.rules.max_expanded);
    let ids = Ids::of(&pairs, corpus)?;
    pairs.par_iter_mut().for_each(|row| *row = ids.ordered(*row));
    pairs.par_sort_unstable();
    let writer = LinkWriter { linked, ids, corpus };
    let mut trouble = None;
    let path = settings.out.join("links.jsonl");
    let done = replace_file(&path, |out| {
        for some in pairs.chunks(ROWS_AT_ONCE) {
            let rows: Result<Vec<Vec<u8>>, Error> = some.par_chunks(256).map(|rows| writer.rows(rows)).collect();
            match rows {
                Ok(rows) => rows.iter().try_for_each(|rows| out.write_all(rows))?,
                Err(e) => {
                    trouble = Some(e);
                    return Err(std::io::Error::other("the work folder can't be read"));
                }
            }
        }
        Ok(())
    });
    match (done, trouble) {
        (_, Some(trouble)) => Err(trouble),
        (done, None) => Ok(done.map(|()| pairs.len() as u64)?),
    }
}

/// Links of texts as links of records: between all records with these texts where that is not too many, and between the first of
/// each otherwise.
fn pairs(linked: &Linked, corpus: &Corpus, most: usize) -> Vec<Row> {
    let mut pairs = Vec::new();
    for text in 0..corpus.texts() {
        let members = corpus.members(text);
        let firsts = if members.len() * members.len() <= 2 * most { members.len() } else { 1 };
        for (i, &x) in members.iter().take(firsts).enumerate() {
            pairs.extend(members[i + 1..].iter().map(|&y| (x, y, EXACT)));
        }
    }
    for (number, link) in (0..).zip(linked.all()) {
        let (x, y) = (corpus.members(link.a), corpus.members(link.b));
        let (x, y) = if x.len() * y.len() <= most { (x, y) } else { (&x[..1], &y[..1]) };
        for &i in x {
            pairs.extend(y.iter().map(|&j| (i, j, number)));
        }
    }
    pairs
}

/// The ids of the records that have links, in order.
struct Ids {
    /// Id and record, sorted.
    sorted: Vec<(String, u32)>,
    /// Records in ascending order, each with its place in `sorted`.
    places: Vec<(u32, u32)>,
}

impl Ids {
    fn of(pairs: &[Row], corpus: &Corpus) -> Result<Self, Error> {
        let mut docs: Vec<u32> = pairs.iter().flat_map(|&(x, y, _)| [x, y]).collect();
        docs.par_sort_unstable();
        docs.dedup();
        let mut sorted: Vec<(String, u32)> =
            docs.par_iter().map(|&doc| Ok((corpus.id(doc)?, doc))).collect::<Result<_, Error>>()?;
        sorted.par_sort_unstable();
        let mut places: Vec<(u32, u32)> = (0..).zip(&sorted).map(|(place, &(_, doc))| (doc, place)).collect();
        places.par_sort_unstable();
        Ok(Self { sorted, places })
    }

    /// A pair of records by the places of their ids, the smaller first.
    fn ordered(&self, (x, y, link): Row) -> Row {
        let place = |doc| {
            let at = self.places.binary_search_by_key(&doc, |p| p.0).expect("all records with links are there");
            self.places[at].1
        };
        let (x, y) = (place(x), place(y));
        (x.min(y), x.max(y), link)
    }
}

struct LinkWriter<'l> {
    linked: &'l Linked,
    ids: Ids,
    corpus: &'l Corpus,
}

impl LinkWriter<'_> {
    fn rows(&self, rows: &[Row]) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        let mut runs = Vec::new();
        for &(x, y, link) in rows {
            let ((a, doc_a), (b, doc_b)) = (&self.ids.sorted[x as usize], &self.ids.sorted[y as usize]);
            let (kind, copied) = self.runs(*doc_a, link, &mut runs)?;
            let spans_a = self.spans(*doc_a, &runs, |run| run.a)?;
            let spans_b = self.spans(*doc_b, &runs, |run| run.b)?;
            let passage =
                |((&a, &b), run): ((&SpanRow, &SpanRow), &Run)| PassageRow { a, b, tokens: run.tokens.into() };
            let row = ReuseRow {
                a: a.clone(),
                b: b.clone(),
                kind: kind.to_owned(),
                copied_a: share(copied.0, self.words(*doc_a)),
                copied_b: share(copied.1, self.words(*doc_b)),
                passages: spans_a.iter().zip(&spans_b).zip(&runs).map(passage).collect(),
            };
            write_line(&row, &mut out).expect("memory can be written");
        }
        Ok(out)
    }

    /// Where the runs stand in a record, which are given by their first words there.
    fn spans(&self, doc: u32, runs: &[Run], first: fn(&Run) -> u32) -> Result<Vec<SpanRow>, Error> {
        let words: Vec<(u32, u32)> = runs.iter().map(|run| (first(run), run.tokens)).collect();
        self.corpus.spans(doc, &words)
    }

    fn words(&self, doc: u32) -> u32 {
        self.corpus.text(doc).map_or(0, |text| self.corpus.words(text))
    }

    /// Kind, copied words and runs of a link, as seen from record `a`.
    fn runs(&self, a: u32, link: u32, runs: &mut Vec<Run>) -> Result<(&'static str, (u32, u32)), Error> {
        let text = self.corpus.text(a).expect("a record with a link has words");
        if link == EXACT {
            let words = self.corpus.words(text);
            runs.clear();
            runs.push(Run { a: 0, b: 0, tokens: words });
            return Ok(("exact", (words, words)));
        }
        let link = &self.linked.all()[link as usize];
        Ok((link.kind.name(), self.linked.runs(link, text, runs)?))
    }
}
