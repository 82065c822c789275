//! The changes of a run: each told once, with both wordings in their sentences.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use wirecopy_record::{ArticleRow, ChangeRow, Tables};

use crate::Pair;
use crate::lookup::Lookup;
use crate::segments::{rank, text};
use crate::words::shortened;

/// Words around a change that are shown with it, in signs on each side.
pub(crate) const AROUND_SIGNS: usize = 60;

/// So few signs more are shown rather than cut off.
const NOT_WORTH_A_CUT: usize = 24;

/// One side of a change: the words and what stands around them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Who carries it: the outlet, or the article's id.
    pub who: String,
    /// The sentence before the words, shortened.
    pub before: String,
    /// The words; empty when this side has none.
    pub words: String,
    /// The sentence behind the words, shortened.
    pub after: String,
}

/// A change with both wordings.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeLine {
    /// The link it stands in.
    pub link_id: String,
    /// The number of the aligned sentences in the link.
    pub n: u64,
    /// `number`, `date`, `name` and so on.
    pub kind: String,
    /// `material`, `minor` or `cosmetic`.
    pub severity: String,
    /// The wording of a.
    pub a: Wording,
    /// The wording of b.
    pub b: Wording,
    /// Why it is a change, in plain words.
    pub reason: String,
    /// How many more links show the same change, because the versions of a family are linked each with each.
    pub repeats: usize,
}

/// A change, told once however many copies carry it.
pub(crate) struct DistinctChange<'t> {
    pub(crate) pair: Pair<'t>,
    pub(crate) change: &'t ChangeRow,
    pub(crate) repeats: usize,
}

/// The changes of all links, heaviest first, then by confidence, then in the order of the table. Links between versions
/// of one family show the same changes again: the first link stands for all.
pub(crate) fn distinct_changes<'t>(tables: &'t Tables, lookup: &Lookup<'t>) -> Vec<DistinctChange<'t>> {
    let mut seen: HashMap<_, usize> = HashMap::new();
    let mut found: Vec<DistinctChange<'t>> = Vec::new();
    for pair in tables.links.iter().filter_map(|link| lookup.pair(link)) {
        // A difference that one link holds twice stands in two places, and is told twice.
        let mut times: HashMap<Difference<'_>, usize> = HashMap::new();
        for change in pair.changes {
            let time = times.entry(difference(change)).or_default();
            *time += 1;
            match seen.entry((place_of(&pair), difference(change), *time)) {
                Entry::Occupied(at) => found[*at.get()].repeats += 1,
                Entry::Vacant(place) => {
                    place.insert(found.len());
                    found.push(DistinctChange { pair, change, repeats: 0 });
                }
            }
        }
    }
    let weight = |group: &DistinctChange<'_>| (rank(&group.change.severity), group.change.confidence);
    found.sort_by(|x, y| weight(y).partial_cmp(&weight(x)).unwrap_or(std::cmp::Ordering::Equal));
    found
}

/// The kind and both wordings, whichever of the versions is called A.
pub(crate) type Difference<'t> = (&'t str, [String; 2]);

pub(crate) fn difference(change: &ChangeRow) -> Difference<'_> {
    let folded = |text: &Option<String>| text.as_deref().unwrap_or_default().to_lowercase().replace('’', "'");
    let (a, b) = (folded(&change.a_text), folded(&change.b_text));
    (&change.kind, if a <= b { [a, b] } else { [b, a] })
}

/// What is told once: the family, or the link of two articles that belong to none.
fn place_of<'t>(pair: &Pair<'t>) -> &'t str {
    let family = pair.a.family_id.as_deref().filter(|family| pair.b.family_id.as_deref() == Some(*family));
    family.unwrap_or(&pair.link.link_id)
}

pub(crate) fn change_line(pair: &Pair<'_>, change: &ChangeRow, repeats: usize, around: usize) -> ChangeLine {
    let row = pair.alignment_of(change);
    let by_outlet = pair.a.outlet.is_some() && pair.b.outlet.is_some() && pair.a.outlet != pair.b.outlet;
    let side = |article: &ArticleRow, span: Option<[u64; 2]>, words: &Option<String>, spans: Option<&Vec<[u64; 2]>>| {
        let who = article.outlet.as_ref().filter(|_| by_outlet).unwrap_or(&article.article_id);
        wording(article, who, span, words.as_deref(), spans.map_or(&[], Vec::as_slice), around)
    };
    ChangeLine {
        link_id: change.link_id.clone(),
        n: change.n,
        kind: change.kind.clone(),
        severity: change.severity.clone(),
        a: side(pair.a, change.a_span, &change.a_text, row.map(|row| &row.a_spans)),
        b: side(pair.b, change.b_span, &change.b_text, row.map(|row| &row.b_spans)),
        reason: change.reason.clone(),
        repeats,
    }
}

/// The words of a change in their sentence; a side without words shows its sentence, or nothing.
fn wording(
    article: &ArticleRow,
    who: &str,
    span: Option<[u64; 2]>,
    words: Option<&str>,
    sentences: &[[u64; 2]],
    around: usize,
) -> Wording {
    let who = who.to_owned();
    let Some(span) = span.filter(|span| span[0] < span[1]) else {
        let whole: Vec<String> = sentences.iter().map(|&sentence| text(article, sentence)).collect();
        let before = shortened(&whole.join(" "), 2 * around);
        return Wording { who, before, words: words.unwrap_or_default().to_owned(), after: String::new() };
    };
    let sentence = sentences.iter().find(|s| s[0] <= span[0] && span[1] <= s[1]).copied().unwrap_or(span);
    let before = text(article, [sentence[0], span[0]]);
    let after = text(article, [span[1], sentence[1]]);
    let words = words.map_or_else(|| text(article, span), str::to_owned);
    Wording { who, before: last_signs(&before, around), words, after: first_signs(&after, around) }
}

/// The end of the text, cut at a word, blanks at its end kept.
fn last_signs(text: &str, signs: usize) -> String {
    if text.chars().count() <= signs + NOT_WORTH_A_CUT {
        return text.to_owned();
    }
    let at = text.char_indices().rev().nth(signs).map_or(0, |(at, _)| at);
    let from = text[at..].find(' ').map_or(at, |blank| at + blank + 1);
    format!("… {}", &text[from..])
}

fn first_signs(text: &str, signs: usize) -> String {
    if text.chars().count() <= signs + NOT_WORTH_A_CUT {
        return text.to_owned();
    }
    let at = text.char_indices().nth(signs).map_or(text.len(), |(at, _)| at);
    let to = text[..at].rfind(' ').unwrap_or(at);
    format!("{} …", &text[..to])
}
