//! Points on which articles that share copy differ: their material changes.

use std::collections::{BTreeMap, BTreeSet};

use wirecopy_record::SpanRow;

use super::{Asked, Point, Wording, shown};
use crate::error::Error;

/// Links of a family that are asked for differences.
const MAX_LINKS: usize = 500;

/// Kinds of changes that two reports may contradict each other in.
const TOLD: [&str; 4] = ["number", "date", "name", "attribution"];

/// Places of articles that a material change joins are one point; equal wordings are one.
pub(super) fn find(asked: &Asked<'_>) -> Result<Vec<Point>, Error> {
    let families: BTreeSet<u32> = asked.story.iter().map(|&i| asked.grouping.family_of[i as usize]).collect();
    let mut places = Places::default();
    for links in families.iter().filter_map(|&family| asked.inside.get(family as usize)) {
        for link in links.iter().take(MAX_LINKS) {
            for change in asked.readings.get(u64::from(link.reading))?.changes {
                let is_told = TOLD.contains(&change.kind.as_str()) && change.severity == "material";
                let sides = change.a_span.zip(change.a_text).zip(change.b_span.zip(change.b_text));
                if let Some((a, b)) = sides.filter(|_| is_told) {
                    places.join(&change.kind, (link.a, a.0, a.1), (link.b, b.0, b.1));
                }
            }
        }
    }
    Ok(places.points())
}

/// An article, a span of its page, and the words there.
type Said = (u32, SpanRow, String);

/// Places that differences join.
#[derive(Default)]
struct Places {
    numbers: BTreeMap<(String, u32, SpanRow), usize>,
    /// For each place another of the same point, or itself.
    of: Vec<usize>,
    texts: Vec<String>,
}

impl Places {
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

    fn points(self) -> Vec<Point> {
        let mut points: BTreeMap<usize, Point> = BTreeMap::new();
        for ((kind, article, span), &place) in &self.numbers {
            let new = || Point {
                kind: kind.clone(),
                about: String::new(),
                between: "copies",
                may_change: kind == "number",
                is_spelling: false,
                says: BTreeMap::new(),
            };
            let point = points.entry(self.root(place)).or_insert_with(new);
            let wording: &mut Wording = point.says.entry(shown(&self.texts[place])).or_default();
            wording.articles.insert(*article);
            wording.places.insert((*article, *span));
        }
        points.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_joined_by_differences_are_one_point() {
        let mut places = Places::default();
        let said = |article, text: &str| (article, [0, 4], text.to_owned());
        places.join("number", said(1, "five"), said(2, "nine"));
        places.join("number", said(2, "nine"), said(3, "five"));
        places.join("name", said(1, "Ada"), said(2, "Ida"));
        let points = places.points();
        let five = |point: &Point| point.says.get("five").map(|wording| wording.articles.clone());
        assert!(points.iter().any(|point| five(point) == Some(BTreeSet::from([1, 3])) && point.says.len() == 2));
        assert_eq!(points.len(), 2);
    }
}
