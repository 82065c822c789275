//! Points on which reports differ that share no copy: what they claim of one thing.

use std::collections::{BTreeMap, BTreeSet};

use wirecopy_facts::{ChangeKind, Claim, Claims, claims};

use super::{Asked, Point, Wording, shown};

/// Reads each text once, and holds those against each other that claim something of one thing. Time O(words), and for each thing its
/// texts times its texts.
pub(super) fn find(asked: &Asked<'_>) -> Vec<Point> {
    if asked.texts.versions.len() < 2 {
        return Vec::new();
    }
    let read: Vec<Claims> = asked.texts.versions.iter().map(claims).collect();
    let mut things: BTreeMap<(ChangeKind, &str), Vec<One>> = BTreeMap::new();
    for (text, claims) in read.iter().enumerate() {
        for (number, claim) in claims.list.iter().enumerate() {
            things.entry((claim.kind, &claim.slot)).or_default().push(One { text, number });
        }
    }
    let mut seen = BTreeSet::new();
    let points = things.into_values().filter_map(|said| point(asked, &read, &said));
    // A long quotation is known by several of its runs, which make one point.
    points.filter(|point| seen.insert(point.says.values().map(|w| w.places.clone()).collect::<Vec<_>>())).collect()
}

/// A claim of a text, by number.
#[derive(Clone, Copy)]
struct One {
    text: usize,
    number: usize,
}

fn point(asked: &Asked<'_>, read: &[Claims], said: &[One]) -> Option<Point> {
    let conflict = |x: &One, y: &One| read[x.text].conflicts(x.number, &read[y.text], y.number);
    let agree = |x: &One, y: &One| read[x.text].agree(x.number, &read[y.text], y.number);
    let in_conflict: Vec<&One> = said.iter().filter(|x| said.iter().any(|y| conflict(x, y))).collect();
    let first = claim(read, in_conflict.first()?);
    let mut values: Vec<Vec<&One>> = Vec::new();
    for one in said {
        match values.iter_mut().find(|value| agree(value[0], one)) {
            Some(value) => value.push(one),
            None => values.push(vec![one]),
        }
    }
    values.retain(|value| value.iter().any(|x| in_conflict.iter().any(|y| (x.text, x.number) == (y.text, y.number))));
    let wordings = values.iter().map(|value| wording(asked, read, value));
    let Claim { kind, about, may_change, .. } = first;
    Some(Point {
        kind: kind.name().to_owned(),
        about: about.clone(),
        between: "reports",
        may_change: *may_change,
        is_spelling: *kind == ChangeKind::Name,
        says: wordings.collect(),
    })
}

fn claim<'r>(read: &'r [Claims], one: &One) -> &'r Claim {
    &read[one.text].list[one.number]
}

/// The words of the first text that says it, and all articles with one of these texts.
fn wording(asked: &Asked<'_>, read: &[Claims], value: &[&One]) -> (String, Wording) {
    let mut who = Wording::default();
    for one in value {
        let span = claim(read, one).span;
        let articles = asked.story.iter().zip(asked.rows).filter(|(_, row)| asked.texts.of(row) == Some(one.text));
        let articles: Vec<u32> = articles.map(|(&i, _)| i).collect();
        who.places.extend(articles.first().map(|&i| (i, [span.start() as u64, span.end() as u64])));
        who.articles.extend(articles);
    }
    let text = &asked.texts.versions[value[0].text].text;
    (shown(claim(read, value[0]).span.of(text)), who)
}
