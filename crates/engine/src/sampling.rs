//! Links drawn for people to code, and what their codes say of all links.

use std::collections::BTreeMap;

use foldhash::HashMap;
use wirecopy_record::{ArticleRow, LinkRow, PrecisionRow, SheetRow, SpanRow, Tables};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::error::Error;
use crate::interval::wilson;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleSettings {
    /// Kinds of links, by the word in `links`.
    pub kinds: Vec<String>,
    /// How many links.
    pub count: usize,
    /// The same seed draws the same links.
    pub seed: u64,
}

impl Default for SampleSettings {
    /// Fifty links of all kinds that share their copy: an evening's reading.
    fn default() -> Self {
        let kinds = ["exact", "near", "embedded", "rewrite"].map(str::to_owned).to_vec();
        Self { kinds, count: 50, seed: 1 }
    }
}

/// Scores at which a new stratum starts. A link near a threshold is doubtful, one far above it is not: both are drawn.
const BANDS: [f64; 5] = [0.0, 0.4, 0.6, 0.8, 0.95];

/// Signs of a text and of the passages that stand in a sheet. A spreadsheet's cell holds 32,767.
const MAX_SIGNS: usize = 4_000;

/// Draws links for coding: as many of each stratum (kind and band of scores) as there are, up to an equal share. Within a stratum
/// each link is as likely as any other; the rows come in no order that tells a stratum.
///
/// Time O(links log links).
#[must_use]
pub fn sample(tables: &Tables, settings: &SampleSettings) -> Vec<SheetRow> {
    let draw = |link: &LinkRow| xxh3_64_with_seed(link.link_id.as_bytes(), settings.seed);
    let mut strata: BTreeMap<(&str, usize), Vec<(u64, &LinkRow)>> = BTreeMap::new();
    for link in tables.links.iter().filter(|link| settings.kinds.contains(&link.kind)) {
        strata.entry((&link.kind, band(link.score))).or_default().push((draw(link), link));
    }
    let sizes: Vec<usize> = strata.values().map(Vec::len).collect();
    let articles: HashMap<&str, &ArticleRow> = tables.articles.iter().map(|a| (a.article_id.as_str(), a)).collect();
    let mut rows = Vec::new();
    for (((kind, band), mut links), count) in strata.into_iter().zip(shares(&sizes, settings.count)) {
        links.sort_unstable_by_key(|(draw, link)| (*draw, &link.link_id));
        let stratum = format!("{kind}, score from {}", BANDS[band]);
        let size = links.len() as u64;
        rows.extend(links.into_iter().take(count).map(|(draw, link)| (draw, row(link, &articles, &stratum, size))));
    }
    rows.sort_by(|x, y| x.0.cmp(&y.0).then_with(|| x.1.link_id.cmp(&y.1.link_id)));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn band(score: f64) -> usize {
    BANDS.iter().rposition(|&from| score >= from).unwrap_or(0)
}

/// `count` shared out evenly; what a small stratum does not use goes to the others.
fn shares(sizes: &[usize], count: usize) -> Vec<usize> {
    let mut shares = vec![0; sizes.len()];
    let mut left = count.min(sizes.iter().sum());
    while left > 0 {
        for (share, size) in shares.iter_mut().zip(sizes) {
            if *share < *size && left > 0 {
                *share += 1;
                left -= 1;
            }
        }
    }
    shares
}

fn row(link: &LinkRow, articles: &HashMap<&str, &ArticleRow>, stratum: &str, size: u64) -> SheetRow {
    let (a, b) = (articles.get(link.a.as_str()), articles.get(link.b.as_str()));
    let passages = |article: Option<&&ArticleRow>, span: fn(&wirecopy_record::PassageRow) -> SpanRow| {
        let texts = link.passages.iter().filter_map(|p| article?.slice(span(p)));
        shortened(&texts.collect::<Vec<_>>().join(" […] "))
    };
    SheetRow {
        link_id: link.link_id.clone(),
        kind: link.kind.clone(),
        score: link.score,
        copied_a: link.copied_a,
        copied_b: link.copied_b,
        a_headline: a.and_then(|a| a.headline.clone()),
        b_headline: b.and_then(|b| b.headline.clone()),
        a_published: published(a),
        b_published: published(b),
        a_passages: passages(a, |p| p.a),
        b_passages: passages(b, |p| p.b),
        a_text: a.map(|a| shortened(&a.body)).unwrap_or_default(),
        b_text: b.map(|b| shortened(&b.body)).unwrap_or_default(),
        stratum: stratum.to_owned(),
        stratum_links: size,
        ..SheetRow::default()
    }
}

fn published(article: Option<&&ArticleRow>) -> String {
    let Some(article) = article else { return String::new() };
    [&article.outlet, &article.published_at].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_SIGNS) {
        Some((end, _)) => format!("{} […]", &text[..end]),
        None => text.to_owned(),
    }
}

/// What a coder wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Right,
    Wrong,
    Unsure,
}

/// Precision by kind and of all kinds together, from the codes of a sheet; rows without a code are left out.
///
/// Where strata were not drawn in proportion, each counts by the links that it stands for: the share of right links in a stratum
/// times its links, over all links. The interval is Wilson's on the effective number of codes, `(Σw)² / Σw²` with the weight
/// `w` of each code (Kish, *Survey Sampling*, 1965), which is the number of codes where all weigh the same.
///
/// # Errors
/// When a code is none of `y`, `n`, `?` or their synonyms.
pub fn score_sheet(rows: &[SheetRow]) -> Result<Vec<PrecisionRow>, Error> {
    let mut coded: BTreeMap<&str, Vec<(&SheetRow, Option<Code>)>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        let code = code(&row.code).map_err(|word| Error::code(i + 2, &row.link_id, word))?;
        coded.entry(&row.kind).or_default().push((row, code));
    }
    let mut scores: Vec<PrecisionRow> = coded.iter().map(|(kind, rows)| precision(kind, rows)).collect();
    if coded.len() != 1 {
        scores.push(precision("all", &coded.into_values().flatten().collect::<Vec<_>>()));
    }
    Ok(scores)
}

fn code(cell: &str) -> Result<Option<Code>, &str> {
    match cell.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "y" | "yes" | "1" | "right" | "true" => Ok(Some(Code::Right)),
        "n" | "no" | "0" | "wrong" | "false" => Ok(Some(Code::Wrong)),
        "?" | "unsure" => Ok(Some(Code::Unsure)),
        _ => Err(cell.trim()),
    }
}

/// Right and wrong ones of a stratum, and the links it stands for.
#[derive(Default)]
struct Stratum {
    right: f64,
    judged: f64,
    links: f64,
}

fn precision(kind: &str, rows: &[(&SheetRow, Option<Code>)]) -> PrecisionRow {
    let count = |wanted: Code| rows.iter().filter(|(_, code)| *code == Some(wanted)).count() as u64;
    let (right, wrong, unsure) = (count(Code::Right), count(Code::Wrong), count(Code::Unsure));
    let mut strata: BTreeMap<&str, Stratum> = BTreeMap::new();
    for (row, code) in rows {
        let stratum = strata.entry(&row.stratum).or_default();
        stratum.links = row.stratum_links as f64;
        stratum.judged += f64::from(u8::from(matches!(code, Some(Code::Right | Code::Wrong))));
        stratum.right += f64::from(u8::from(*code == Some(Code::Right)));
    }
    let links = strata.values().map(|s| s.links).sum::<f64>() as u64;
    let judged: Vec<&Stratum> = strata.values().filter(|s| s.judged > 0.0).collect();
    let all: f64 = judged.iter().map(|s| s.links).sum();
    let squares: f64 = judged.iter().map(|s| s.links * s.links / s.judged).sum();
    let share: f64 = judged.iter().map(|s| s.links * s.right / s.judged).sum::<f64>() / all.max(1.0);
    let effective = if squares > 0.0 { all * all / squares } else { 0.0 };
    let found = wilson(share * effective, effective);
    PrecisionRow {
        kind: kind.to_owned(),
        links,
        coded: right + wrong + unsure,
        right,
        wrong,
        unsure,
        precision: found.map(|f| f.share),
        low: found.map(|f| f.interval.0),
        high: found.map(|f| f.interval.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(kind: &str, stratum: &str, links: u64, codes: &str) -> Vec<SheetRow> {
        let row = |code: char| SheetRow {
            code: code.to_string().trim().to_owned(),
            kind: kind.to_owned(),
            stratum: stratum.to_owned(),
            stratum_links: links,
            ..SheetRow::default()
        };
        codes.chars().map(row).collect()
    }

    #[test]
    fn shares_are_even_and_no_stratum_gives_more_than_it_has() {
        assert_eq!(shares(&[100, 2, 100], 12), [5, 2, 5]);
        assert_eq!(shares(&[1, 2], 50), [1, 2]);
        assert_eq!(shares(&[], 50), [0_usize; 0]);
    }

    #[test]
    fn strata_count_by_their_links() {
        let mut rows = coded("near", "low", 10, "nnnnnnnnnn");
        rows.extend(coded("near", "high", 990, "yyyyyyyyyy"));
        let found = &score_sheet(&rows).expect("the codes are known")[0];
        assert_eq!((found.right, found.wrong, found.links), (10, 10, 1000));
        assert!((found.precision.expect("coded") - 0.99).abs() < 1e-9);
        assert!(found.low.expect("coded") < 0.9 && found.high.expect("coded") > 0.99);
    }

    #[test]
    fn an_even_sample_has_the_plain_interval() {
        let found = &score_sheet(&coded("near", "all", 500, "yyyyyyyyyn ?")).expect("the codes are known")[0];
        let plain = wilson(9.0, 10.0).expect("counted");
        assert!((found.precision.expect("coded") - plain.share).abs() < 1e-9);
        assert!((found.low.expect("coded") - plain.interval.0).abs() < 1e-9);
        assert_eq!((found.coded, found.unsure), (11, 1));
    }

    #[test]
    fn an_unknown_code_is_named_with_its_row() {
        let error = score_sheet(&coded("near", "all", 5, "yx")).expect_err("x is no code");
        assert!(error.to_string().contains("row 3") && error.to_string().contains('x'), "{error}");
    }
}
