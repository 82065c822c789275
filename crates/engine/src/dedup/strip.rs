//! Which passages of kept texts have been said by an earlier kept one?

use foldhash::{HashMap, HashMapExt};
use wirecopy_record::{SpanRow, StrippedRow, write_line};

use super::corpus::Corpus;
use super::layout::Place;
use super::linked::Linked;
use super::meetings::Shared;
use super::settings::{DedupSettings, Keep};
use crate::error::Error;

/// A passage to cut out of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cut {
    /// Its words, `from` to `to`.
    from: u32,
    to: u32,
    /// The earlier text that has the same words, and where they start there.
    source: u32,
    source_from: u32,
}

/// The passages to cut, by text: in order, apart from each other.
#[derive(Debug, Default)]
pub(super) struct Cuts(HashMap<u32, Vec<Cut>>);

impl Cuts {
    /// Finds the passages of kept texts that an earlier kept one says word for word: runs of `min_tokens` words or more in a link of
    /// the two, quotations not counted. Earlier is what is there already, then what was published before where the earliest copy is
    /// to be kept, then what comes first in the input. Nothing is cut for a passage that was itself cut. O(links and their runs).
    pub(super) fn find(
        min_tokens: u32,
        (linked, kept): (&Linked, &[u32]),
        corpus: &Corpus,
        settings: &DedupSettings,
    ) -> Result<Self, Error> {
        let is_kept = |text: u32| kept[text as usize] == text;
        let mut by_text: HashMap<u32, Vec<Cut>> = HashMap::new();
        let mut runs = Vec::new();
        for link in linked.all().iter().filter(|link| is_kept(link.a) && is_kept(link.b)) {
            linked.shared(link, &mut runs)?;
            let is_a_first = place(link.a, corpus, settings.keep) < place(link.b, corpus, settings.keep);
            let (later, source) = if is_a_first { (link.b, link.a) } else { (link.a, link.b) };
            if corpus.is_existing(corpus.best(later)) {
                continue;
            }
            for Shared { run, .. } in
                runs.iter().filter(|shared| !shared.is_quotation && shared.run.tokens >= min_tokens)
            {
                let (from, source_from) = if is_a_first { (run.b, run.a) } else { (run.a, run.b) };
                by_text.entry(later).or_default().push(Cut { from, to: from + run.tokens, source, source_from });
            }
        }
        let mut texts: Vec<u32> = by_text.keys().copied().collect();
        texts.sort_unstable_by_key(|&text| place(text, corpus, settings.keep));
        let mut cuts = Self::default();
        for text in texts {
            let mut wanted = by_text.remove(&text).expect("is a key");
            wanted.retain(|cut| !cuts.touches(cut.source, cut.source_from, cut.source_from + cut.to - cut.from));
            wanted.sort_unstable_by_key(|cut| (cut.from, !cut.to, place(cut.source, corpus, settings.keep)));
            let found = apart(&wanted, min_tokens);
            if !found.is_empty() {
                cuts.0.insert(text, found);
            }
        }
        Ok(cuts)
    }

    /// Whether nothing is cut.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether some of these words of a text are cut.
    fn touches(&self, text: u32, from: u32, to: u32) -> bool {
        self.0.get(&text).is_some_and(|cuts| cuts.iter().any(|cut| cut.from < to && from < cut.to))
    }

    /// A record's text without its repeats, and a row for each, if it has any.
    pub(super) fn apply(&self, doc: u32, text: &str, corpus: &Corpus) -> Result<Option<(String, Vec<u8>)>, Error> {
        let Some(cuts) = corpus.text(doc).and_then(|text| self.0.get(&text)) else { return Ok(None) };
        let (mut places, mut source_places) = (Vec::new(), Vec::new());
        corpus.places(doc, &mut places)?;
        let (mut left, mut rows, mut end) = (String::new(), Vec::new(), 0);
        for cut in cuts {
            let out = bytes(text, &places, cut);
            left.push_str(&text[end..out.start]);
            end = out.end;
            let source = corpus.best(cut.source);
            corpus.places(source, &mut source_places)?;
            let tokens = cut.to - cut.from;
            let row = StrippedRow {
                id: corpus.id(doc)?,
                span: span(&places, cut.from, tokens),
                from_id: corpus.id(source)?,
                from_span: span(&source_places, cut.source_from, tokens),
                tokens: u64::from(tokens),
            };
            write_line(&row, &mut rows).expect("memory can be written");
        }
        left.push_str(&text[end..]);
        Ok(Some((left, rows)))
    }
}

/// What comes earlier is smaller.
fn place(text: u32, corpus: &Corpus, keep: Keep) -> (bool, u64, u32) {
    let doc = corpus.best(text);
    (!corpus.is_existing(doc), if keep == Keep::Earliest { corpus.merit(text) } else { 0 }, doc)
}

/// Parts of these passages that do not overlap, each of `min_tokens` words or more. They are sorted by where they start.
fn apart(wanted: &[Cut], min_tokens: u32) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for &cut in wanted {
        let end = cuts.last().map_or(0, |last| last.to);
        let passed = end.saturating_sub(cut.from);
        if cut.to >= cut.from + passed + min_tokens {
            cuts.push(Cut { from: cut.from + passed, source_from: cut.source_from + passed, ..cut });
        }
    }
    cuts
}

/// The bytes to cut: from the first word up to the next one that stays, with the signs between; only to the end of the paragraph, if
/// words before the passage stay in its first one.
fn bytes(text: &str, places: &[Place], cut: &Cut) -> std::ops::Range<usize> {
    let start = places[cut.from as usize].start as usize;
    let last = places[cut.to as usize - 1].end as usize;
    let next = places.get(cut.to as usize).map_or(text.len(), |place| place.start as usize);
    let opens = |from: &str| from.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\n').ends_with('\n');
    let is_start = cut.from == 0 || opens(&text[..start]);
    let line_end = text[last..next].find('\n').map(|at| last + at);
    start..line_end.filter(|_| !is_start).unwrap_or(next)
}

/// From the start of the first word to the end of the last.
fn span(places: &[Place], first: u32, tokens: u32) -> SpanRow {
    let last = (first + tokens - 1) as usize;
    [u64::from(places[first as usize].start), u64::from(places[last].end)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_do_not_overlap_and_are_not_short() {
        let cut = |from, to, source_from| Cut { from, to, source: 7, source_from };
        let wanted = [cut(0, 40, 10), cut(5, 30, 80), cut(30, 50, 100), cut(30, 90, 200)];
        assert_eq!(apart(&wanted, 30), [cut(0, 40, 10), cut(40, 90, 210)]);
    }

    #[test]
    fn no_word_is_cut_in_two_and_paragraphs_stay_apart() {
        let text = "One two three. Four five.\n\nSix, seven.";
        let places: Vec<Place> = [(0, 3), (4, 7), (8, 13), (15, 19), (20, 24), (27, 30), (32, 37)]
            .map(|(start, end)| Place { start, end })
            .to_vec();
        let check = |from: u32, to: u32, left: &str| {
            let out = bytes(text, &places, &Cut { from, to, source: 0, source_from: 0 });
            assert_eq!([&text[..out.start], &text[out.end..]].concat(), left);
        };
        check(0, 3, "Four five.\n\nSix, seven.");
        check(3, 5, "One two three. \n\nSix, seven.");
        check(5, 7, "One two three. Four five.\n\n");
        check(0, 5, "Six, seven.");
        check(1, 2, "One three. Four five.\n\nSix, seven.");
    }
}
