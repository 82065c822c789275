use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::collation::{Collation, Text};

/// Where the texts of a family agree and where they differ, sentence by sentence and word by word: a critical apparatus by
/// parallel segmentation.
///
/// Sentences are those of [`Collation`], in its order. A sentence that a text has at another place than most stands here once, at the
/// place that most give it. Time as for [`Collation::of`], and for each wording that of a diff against the commonest (Myers 1986).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apparatus {
    /// The sentences of all texts, each once.
    pub sentences: Vec<Collated>,
}

/// One sentence of some texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collated {
    /// The texts that have it, in any wording, in order.
    pub texts: Vec<usize>,
    /// Its words from left to right, cut where the texts part and meet.
    pub segments: Vec<Segment>,
}

/// A stretch of a sentence: one reading where all texts agree, several where they don't. The reading of most texts is the first.
pub type Segment = Vec<Variant>;

/// What some texts have in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Who has it, in order.
    pub texts: Vec<usize>,
    /// The words of the first of these texts, by number in that text; empty where they have nothing.
    pub words: Range<usize>,
}

impl Apparatus {
    /// Collates distinct texts; of each the first 2,000 sentences.
    #[must_use]
    pub fn of(texts: &[Text<'_>]) -> Self {
        let collation = Collation::of(texts);
        let mut columns: Vec<Vec<(usize, usize)>> = vec![Vec::new(); collation.order.len()];
        for (text, places) in collation.places.iter().enumerate() {
            places.iter().enumerate().for_each(|(sentence, &(column, _))| columns[column].push((text, sentence)));
        }
        let collated = |&column: &usize| collate(texts, &columns[column]);
        Self { sentences: collation.order.iter().map(collated).collect() }
    }
}

/// A wording, and who has it with which sentence.
struct Reading<'t> {
    keys: &'t [u64],
    holders: Vec<(usize, usize)>,
}

fn collate(texts: &[Text<'_>], column: &[(usize, usize)]) -> Collated {
    let mut readings: Vec<Reading<'_>> = Vec::new();
    for &(text, sentence) in column {
        let keys = &texts[text].keys[texts[text].sentences[sentence].clone()];
        match readings.iter_mut().find(|reading| reading.keys == keys) {
            Some(reading) => reading.holders.push((text, sentence)),
            None => readings.push(Reading { keys, holders: vec![(text, sentence)] }),
        }
    }
    readings.sort_by_key(|reading| (std::cmp::Reverse(reading.holders.len()), reading.holders[0]));
    let sites = sites(&readings);
    let mut segments = Vec::new();
    for bounds in sites.windows(2) {
        push_segment(texts, &readings, &bounds[0].ends, &bounds[1].starts, &mut segments);
        push_segment(texts, &readings, &bounds[1].starts, &bounds[1].ends, &mut segments);
    }
    let mut having: Vec<usize> = column.iter().map(|&(text, _)| text).collect();
    having.sort_unstable();
    Collated { texts: having, segments }
}

/// A place where readings differ: where it starts and where it ends in each reading.
struct Site {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

/// The places where readings differ from the first, between the start and the end of the sentence.
fn sites(readings: &[Reading<'_>]) -> Vec<Site> {
    let base = readings[0].keys;
    let differences: Vec<Vec<(Range<usize>, Range<usize>)>> =
        readings.iter().map(|reading| differences(base, reading.keys)).collect();
    let mut spans: Vec<Range<usize>> = differences.iter().flatten().map(|(of_base, _)| of_base.clone()).collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    let place = |at: usize, is_end: bool| -> Vec<usize> {
        differences.iter().map(|differences| place_in(differences, at, is_end)).collect()
    };
    let at_start = Site { starts: vec![0; readings.len()], ends: vec![0; readings.len()] };
    let inside = merged.iter().map(|span| Site { starts: place(span.start, false), ends: place(span.end, true) });
    let lengths: Vec<usize> = readings.iter().map(|reading| reading.keys.len()).collect();
    let at_end = Site { starts: lengths.clone(), ends: lengths };
    [at_start].into_iter().chain(inside).chain([at_end]).collect()
}

/// Words of the base and what another reading has for them.
fn differences(base: &[u64], other: &[u64]) -> Vec<(Range<usize>, Range<usize>)> {
    let ops = capture_diff_slices(Algorithm::Myers, base, other);
    ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).map(|op| (op.old_range(), op.new_range())).collect()
}

/// Where a place of the base is in another reading: what that has in addition there stands behind a start, and before an end.
fn place_in(differences: &[(Range<usize>, Range<usize>)], at: usize, is_end: bool) -> usize {
    let is_before = |(of_base, _): &&(Range<usize>, Range<usize>)| {
        if is_end { of_base.end <= at } else { of_base.end < at || of_base.end == at && of_base.start < at }
    };
    let before = differences.iter().take_while(is_before).last();
    before.map_or(at, |(of_base, of_other)| of_other.end + (at - of_base.end))
}

fn push_segment(texts: &[Text<'_>], readings: &[Reading<'_>], from: &[usize], to: &[usize], into: &mut Vec<Segment>) {
    let mut segment: Vec<(&[u64], Variant)> = Vec::new();
    for (reading, (&from, &to)) in readings.iter().zip(from.iter().zip(to)) {
        let having = reading.holders.iter().map(|&(text, _)| text);
        match segment.iter_mut().find(|(keys, _)| *keys == &reading.keys[from..to]) {
            Some((_, variant)) => variant.texts.extend(having),
            None => {
                let (text, sentence) = reading.holders[0];
                let start = texts[text].sentences[sentence].start;
                segment.push((
                    &reading.keys[from..to],
                    Variant { texts: having.collect(), words: start + from..start + to },
                ));
            }
        }
    }
    if segment.iter().any(|(keys, _)| !keys.is_empty()) {
        into.push(segment.into_iter().map(|(_, variant)| variant).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The apparatus in short: a sentence in brackets with those who have it, readings parted by bars.
    fn shown(texts: &[Vec<Vec<u64>>]) -> String {
        let keys: Vec<Vec<u64>> = texts.iter().map(|text| text.concat()).collect();
        let sentences: Vec<Vec<Range<usize>>> = texts.iter().map(|text| ranges(text)).collect();
        let read: Vec<Text<'_>> =
            keys.iter().zip(&sentences).map(|(keys, sentences)| Text { keys, sentences }).collect();
        let variant = |v: &Variant| {
            let words: Vec<String> = keys[v.texts[0]][v.words.clone()].iter().map(ToString::to_string).collect();
            format!("{}:{:?}", words.join(" "), v.texts)
        };
        let segment = |s: &Segment| s.iter().map(variant).collect::<Vec<_>>().join("|");
        let sentence =
            |c: &Collated| format!("{:?}({})", c.texts, c.segments.iter().map(segment).collect::<Vec<_>>().join(" / "));
        Apparatus::of(&read).sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")
    }

    fn ranges(text: &[Vec<u64>]) -> Vec<Range<usize>> {
        let mut end = 0;
        text.iter()
            .map(|sentence| {
                end += sentence.len();
                end - sentence.len()..end
            })
            .collect()
    }

    #[test]
    fn texts_part_and_meet() {
        let texts =
            [vec![vec![1, 2, 3, 4], vec![5, 6, 7]], vec![vec![1, 2, 3, 4]], vec![vec![1, 9, 3, 4, 8], vec![5, 6, 7]]];
        let expected = "[0, 1, 2](1:[0, 1, 2] / 2:[0, 1]|9:[2] / 3 4:[0, 1, 2] / :[0, 1]|8:[2]) [0, 2](5 6 7:[0, 2])";
        assert_eq!(shown(&texts), expected);
    }

    #[test]
    fn neighbouring_differences_of_several_texts_are_one_place() {
        let texts = [
            vec![vec![1, 2, 3, 4, 5, 6, 7, 8]],
            vec![vec![1, 2, 3, 4, 5, 6, 7, 8, 20]],
            vec![vec![1, 2, 30, 4, 5, 6, 7, 8]],
            vec![vec![1, 2, 3, 40, 41, 5, 6, 7, 8]],
        ];
        let expected = "[0, 1, 2, 3](1 2:[0, 1, 2, 3] / 3 4:[0, 1]|30 4:[2]|3 40 41:[3] / 5 6 7 8:[0, 1, 2, 3] / :[0, 2, 3]|20:[1])";
        assert_eq!(shown(&texts), expected);
    }
}
