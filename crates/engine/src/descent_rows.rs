//! The tree of a family as rows.

use wirecopy_record::{SpanRow, StemmaRow};
use wirecopy_stemma::{Ancestor, Grounds, Origin, SecondSource, Text, differences};

use crate::descent::Descent;
use crate::error::Error;
use crate::page_rows::span_row;
use crate::shelf::Shelf;

/// The edges of a family's tree, sorted by child, then parent. `id` is what an article is called.
pub(crate) fn rows(
    family_id: &str,
    descent: &Descent,
    shelf: &Shelf<'_>,
    id: impl Fn(u32) -> String,
) -> Result<Vec<StemmaRow>, Error> {
    let names = names(descent, &id);
    let mut rows = Vec::new();
    for (n, node) in descent.nodes.iter().enumerate() {
        let Some(parent) = node.parent.map(|p| p as usize) else { continue };
        let same_words = node.text.map(|text| &descent.carriers[text as usize][1..]).unwrap_or_default();
        let mut row = StemmaRow {
            family_id: family_id.to_owned(),
            parent: names[parent].clone(),
            child: names[n].clone(),
            kind: "copy".to_owned(),
            same_words: same_words.iter().map(|&i| id(i)).collect(),
            ..StemmaRow::default()
        };
        let told = tell(descent, [parent, n], shelf, &mut row)?;
        explain(node, descent, [parent, n], &names, &told, &mut row);
        rows.push(row);
    }
    for second in &descent.seconds {
        rows.push(second_row(family_id, second, descent, shelf, &id)?);
    }
    rows.sort_by(|x, y| (&x.child, &x.parent).cmp(&(&y.child, &y.parent)));
    Ok(rows)
}

/// Two texts of which one drew on the other too. Where it cannot be said which, the text with the smaller number stands as the parent.
fn second_row(
    family_id: &str,
    second: &SecondSource,
    descent: &Descent,
    shelf: &Shelf<'_>,
    id: impl Fn(u32) -> String,
) -> Result<StemmaRow, Error> {
    let either = (second.lower.max(second.upper), second.lower.min(second.upper));
    let (child, parent) = second.direction().unwrap_or(either);
    let name = |text| descent.name(text, &id);
    let spans = |text: u32| -> Result<Vec<SpanRow>, Error> {
        let version = shelf.version(descent.carriers[text as usize][0])?.1;
        let of = |&(lower, upper): &(u32, u32)| if text == second.lower { lower } else { upper };
        let mut sentences: Vec<u32> = second.sentences.iter().map(of).collect();
        sentences.sort_unstable();
        Ok(sentences.iter().map(|&s| span_row(version.sentences[s as usize].span)).collect())
    };
    Ok(StemmaRow {
        family_id: family_id.to_owned(),
        parent: name(parent),
        child: name(child),
        kind: if second.taker.is_some() { "second_source" } else { "either_second_source" }.to_owned(),
        support: (second.support() * 1000.0).round() / 1000.0,
        evidence: second.words(name),
        grounds: "words".to_owned(),
        same_words: Vec::new(),
        parent_spans: spans(parent)?,
        child_spans: spans(child)?,
    })
}

/// What each node is called: its first article, `unseen:` and an agency's name, or `unseen:` and a number.
fn names(descent: &Descent, id: impl Fn(u32) -> String) -> Vec<String> {
    let mut unnamed = 0;
    let mut name = |node: &Ancestor| match (node.text, &node.name) {
        (Some(text), _) => id(descent.carriers[text as usize][0]),
        (None, Some(name)) => format!("unseen:{name}"),
        (None, None) => {
            unnamed += 1;
            format!("unseen:{unnamed}")
        }
    };
    descent.nodes.iter().map(&mut name).collect()
}

/// Puts into the row the sentences in which a text and the one above it differ, and tells of them; nothing where one of the two is
/// not here.
fn tell(
    descent: &Descent,
    [upper, lower]: [usize; 2],
    shelf: &Shelf<'_>,
    row: &mut StemmaRow,
) -> Result<String, Error> {
    let article = |n: usize| descent.nodes[n].text.map(|text| descent.carriers[text as usize][0]);
    let (Some(upper), Some(lower)) = (article(upper), article(lower)) else { return Ok(String::new()) };
    let (upper, lower) = (shelf.version(upper)?.1, shelf.version(lower)?.1);
    let ranges = |v: &wirecopy_document::Version| v.sentences.iter().map(|s| s.tokens.clone()).collect::<Vec<_>>();
    let (in_upper, in_lower) = (ranges(&upper), ranges(&lower));
    let found = differences(
        Text { keys: upper.tokens.keys(), sentences: &in_upper },
        Text { keys: lower.tokens.keys(), sentences: &in_lower },
    );
    let spans = |version: &wirecopy_document::Version, mut sentences: Vec<usize>| -> Vec<SpanRow> {
        sentences.sort_unstable();
        sentences.iter().map(|&s| span_row(version.sentences[s].span)).collect()
    };
    row.parent_spans = spans(&upper, found.lost.iter().copied().chain(found.changed.iter().map(|c| c.0)).collect());
    row.child_spans = spans(&lower, found.gained.iter().copied().chain(found.changed.iter().map(|c| c.1)).collect());
    Ok(found.words())
}

fn explain(
    node: &Ancestor,
    descent: &Descent,
    [upper, lower]: [usize; 2],
    names: &[String],
    told: &str,
    row: &mut StemmaRow,
) {
    match &node.origin {
        Origin::First => {}
        Origin::Credit(agency) => {
            let place = match descent.nodes[upper].text {
                Some(_) => format!("{} is {agency}’s own text", names[upper]),
                None => "its text is not here".to_owned(),
            };
            row.grounds = "credit".to_owned();
            row.support = 1.0;
            row.evidence = format!("{} names {agency} as its source; {place}", names[lower]);
        }
        Origin::Words { lower: first, against, grounds } => {
            let (first, against) = (&names[*first as usize], &names[*against as usize]);
            row.grounds = "words".to_owned();
            row.support = (grounds.support() * 1000.0).round() / 1000.0;
            row.evidence = by_words(grounds, [first, against], told);
        }
    }
}

fn by_words(grounds: &Grounds, [lower, against]: [&str; 2], told: &str) -> String {
    let words = if grounds.relation == wirecopy_stemma::Relation::Into {
        grounds.words(against, lower)
    } else {
        grounds.words(lower, against)
    };
    match (told, grounds.is_line()) {
        ("", true) => words,
        ("", false) => format!("neither {lower} nor {against} seems to come from the other: {words}"),
        (told, _) => format!("it {told}; {words}"),
    }
}
