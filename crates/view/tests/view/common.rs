//! Tables made by hand from texts written for these tests: one sentence a line, spans counted from offset 100, as if a
//! headline and a menu stood before the body.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use wirecopy_record::{
    AlignmentRow, ArticleRow, ChangeRow, EditRow, FamilyRow, FurnitureRow, LinkRow, PageRow, PassageRow, SpanRow,
    StemmaRow, StoryRow, Tables,
};

const OFFSET: usize = 100;

pub(crate) const TOWER: &str = "The clock tower of Aldwick will be closed from Monday for repairs, the town hall said.
At least 12 stones fell into the market on Saturday, but nobody was hurt.
“We were lucky that it was four in the morning,” said mayor Ines Falk.
The repairs may cost 300,000 crowns, builder Jan Torp estimated.
Traders have to move their stalls to the river bank.
The tower was built in 1612 and has stood crooked since a flood in 1740.";

pub(crate) const TOWER_REWRITTEN: &str = "Aldwick's clock tower is to close on Monday so that it can be repaired.
At least 21 stones fell into the market on Saturday, but nobody was hurt.
\"We were lucky that it was four in the morning,\" said mayor Ines Falk.
The repairs will cost 300,000 crowns, according to the builder, Jan Torp.
A crane has been ordered from the capital.
The tower was built in 1612 and has stood crooked since a flood in 1740.";

pub(crate) fn span(start: usize, end: usize) -> SpanRow {
    [start as u64, end as u64]
}

/// Spans of the lines of the body.
fn lines(body: &str) -> Vec<SpanRow> {
    let mut start = OFFSET;
    body.split('\n')
        .map(|line| {
            let found = span(start, start + line.len());
            start += line.len() + 1;
            found
        })
        .collect()
}

pub(crate) fn article(page: &str, outlet: Option<&str>, headline: Option<&str>, body: &str) -> ArticleRow {
    ArticleRow {
        article_id: format!("{page}#1"),
        page_id: page.to_owned(),
        outlet: outlet.map(str::to_owned),
        headline: headline.map(str::to_owned),
        body_spans: lines(body),
        body: body.to_owned(),
        sentence_spans: lines(body),
        tokens: body.split_whitespace().count() as u64,
        story_id: format!("{page}#1"),
        canonical: true,
        content_hash: format!(
            "{:016x}",
            body.bytes().fold(7_u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b)))
        ),
        ..ArticleRow::default()
    }
}

/// The place of `words` in the article.
pub(crate) fn find(article: &ArticleRow, words: &str) -> SpanRow {
    let at = article.body.find(words).unwrap_or_else(|| panic!("{words:?} stands in the body")) + OFFSET;
    span(at, at + words.len())
}

fn words(article: &ArticleRow, sentence: SpanRow) -> Vec<(String, SpanRow)> {
    let text = article.slice(sentence).expect("a sentence lies in the body");
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let base = sentence[0] as usize;
                found.push((text[from..at].to_lowercase(), span(base + from, base + at)));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn edits(a: &ArticleRow, b: &ArticleRow, i: usize, j: usize) -> Vec<EditRow> {
    let (left, right) = (words(a, a.sentence_spans[i]), words(b, b.sentence_spans[j]));
    let keys = |words: &[(String, SpanRow)]| words.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let cover = |words: &[(String, SpanRow)], at: usize, len: usize| match len {
        0 => words.get(at).or(words.last()).map_or([0, 0], |(_, s)| [s[0], s[0]]),
        _ => [words[at].1[0], words[at + len - 1].1[1]],
    };
    capture_diff_slices(Algorithm::Myers, &keys(&left), &keys(&right))
        .into_iter()
        .map(|op| {
            let (name, i, m, j, n) = match op {
                DiffOp::Equal { old_index, new_index, len } => ("equal", old_index, len, new_index, len),
                DiffOp::Delete { old_index, old_len, new_index } => ("delete", old_index, old_len, new_index, 0),
                DiffOp::Insert { old_index, new_index, new_len } => ("insert", old_index, 0, new_index, new_len),
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    ("replace", old_index, old_len, new_index, new_len)
                }
            };
            EditRow { op: name.to_owned(), a: cover(&left, i, m), b: cover(&right, j, n) }
        })
        .collect()
}

/// What answers to what: label, sentence of a, sentence of b.
pub(crate) type Answer = (&'static str, Option<usize>, Option<usize>);

pub(crate) fn align(tables: &mut Tables, link: &LinkRow, answers: &[Answer]) {
    let find =
        |id: &str| tables.articles.iter().find(|row| row.article_id == id).expect("the article is there").clone();
    let (a, b) = (find(&link.a), find(&link.b));
    for (n, &(label, i, j)) in answers.iter().enumerate() {
        tables.alignments.push(AlignmentRow {
            link_id: link.link_id.clone(),
            n: n as u64 + 1,
            a_spans: i.map(|i| a.sentence_spans[i]).into_iter().collect(),
            b_spans: j.map(|j| b.sentence_spans[j]).into_iter().collect(),
            label: label.to_owned(),
            moved: false,
            similarity: 0.5,
            edits: i.zip(j).map(|(i, j)| edits(&a, &b, i, j)).unwrap_or_default(),
        });
    }
}

pub(crate) fn link(a: &str, b: &str, kind: &str, shares: [f64; 4]) -> LinkRow {
    let [copied_a, reworded_a, copied_b, reworded_b] = shares;
    LinkRow {
        link_id: format!("{a}~{b}"),
        a: a.to_owned(),
        b: b.to_owned(),
        kind: kind.to_owned(),
        copied_a,
        copied_b,
        reworded_a,
        reworded_b,
        score: copied_a + reworded_a,
        direction: "unknown".to_owned(),
        direction_reason: "Neither names the other.".to_owned(),
        found_by: "shared passages".to_owned(),
        passages: Vec::new(),
    }
}

pub(crate) fn change(
    tables: &Tables,
    link: &LinkRow,
    n: u64,
    kind: &str,
    severity: &str,
    texts: [&str; 2],
) -> ChangeRow {
    let place = |id: &str, words: &str| {
        let row = tables.articles.iter().find(|row| row.article_id == id).expect("the article is there");
        (!words.is_empty()).then(|| find(row, words))
    };
    let words = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    ChangeRow {
        link_id: link.link_id.clone(),
        n,
        kind: kind.to_owned(),
        severity: severity.to_owned(),
        a_span: place(&link.a, texts[0]),
        b_span: place(&link.b, texts[1]),
        a_text: words(texts[0]),
        b_text: words(texts[1]),
        reason: format!("A says “{}”, B says “{}”.", texts[0], texts[1]),
        confidence: 0.9,
    }
}

pub(crate) fn page(id: &str, articles: u64) -> PageRow {
    PageRow { page_id: id.to_owned(), articles, status: "read".to_owned(), ..PageRow::default() }
}

pub(crate) fn rejected(id: &str, reason: &str) -> PageRow {
    PageRow {
        page_id: id.to_owned(),
        status: "rejected".to_owned(),
        reason: Some(reason.to_owned()),
        ..PageRow::default()
    }
}

pub(crate) fn furniture(page: &str, text: &str, kind: &str) -> FurnitureRow {
    FurnitureRow {
        page_id: page.to_owned(),
        span: span(0, text.len()),
        text: text.to_owned(),
        kind: kind.to_owned(),
        reason: "a label on a line of its own".to_owned(),
    }
}

/// Two outlets with the same text, a third that rewrote it, a fourth with a story of its own, and a broken page.
pub(crate) fn tower() -> Tables {
    let mut pages = vec![page("argus.txt", 1), page("beacon.txt", 1), page("crier.txt", 1), page("daily.txt", 1)];
    pages.push(rejected("echo.html.gz", "the compressed data ends early, at byte 1,204"));
    let mut tables = Tables { pages, ..Tables::default() };
    tables.articles = vec![
        article("argus.txt", Some("Aldwick Argus"), Some("Clock tower to close after stones fall"), TOWER),
        article("beacon.txt", Some("Beacon"), Some("Stones fall from clock tower"), TOWER),
        article("crier.txt", Some("Town Crier"), None, TOWER_REWRITTEN),
        article("daily.txt", None, Some("Herring returns"), "The herring is back in the bay.\nSo are the gulls."),
    ];
    for row in &mut tables.articles[..3] {
        row.family_id = Some("argus.txt#1".to_owned());
        row.story_id = "argus.txt#1".to_owned();
        row.canonical = row.page_id == "argus.txt";
    }
    tables.furniture = vec![furniture("argus.txt", "Listen", "widget"), furniture("beacon.txt", "Listen", "widget")];
    tables.furniture.push(furniture("crier.txt", "Read also: Ten towers that lean", "promo"));
    links(&mut tables);
    groups(&mut tables);
    tables
}

fn links(tables: &mut Tables) {
    let exact = link("argus.txt#1", "beacon.txt#1", "exact", [1.0, 0.0, 1.0, 0.0]);
    let verbatim: Vec<Answer> = (0..6).map(|i| ("verbatim", Some(i), Some(i))).collect();
    align(tables, &exact, &verbatim);
    tables.links.push(exact);
    for other in ["argus.txt#1", "beacon.txt#1"] {
        let mut rewrite = link(other, "crier.txt#1", "rewrite", [0.35, 0.5, 0.36, 0.45]);
        let (a, b) = (&tables.articles[0], &tables.articles[2]);
        let [first, last] = ["We were lucky", "The tower was built in 1612"];
        rewrite.passages = vec![
            PassageRow {
                a: find(a, &first.replace(first, "We were lucky that it was four in the morning")),
                b: find(b, "We were lucky that it was four in the morning"),
                tokens: 9,
            },
            PassageRow { a: a.sentence_spans[5], b: b.sentence_spans[5], tokens: 15 },
        ];
        assert_eq!(a.slice(rewrite.passages[1].a).map(|text| &text[..last.len()]), Some(last));
        align(
            tables,
            &rewrite,
            &[
                ("reworded", Some(0), Some(0)),
                ("edited", Some(1), Some(1)),
                ("verbatim", Some(2), Some(2)),
                ("reworded", Some(3), Some(3)),
                ("dropped", Some(4), None),
                ("added", None, Some(4)),
                ("verbatim", Some(5), Some(5)),
            ],
        );
        let changes = [
            change(tables, &rewrite, 2, "number", "material", ["12", "21"]),
            change(tables, &rewrite, 4, "certainty", "material", ["may cost", "will cost"]),
            change(tables, &rewrite, 1, "attribution", "minor", ["the town hall said", ""]),
            change(tables, &rewrite, 4, "attribution", "cosmetic", ["estimated", "according to"]),
        ];
        tables.changes.extend(changes);
        tables.links.push(rewrite);
    }
}

fn groups(tables: &mut Tables) {
    let ids = |n: usize| tables.articles[..n].iter().map(|row| row.article_id.clone()).collect::<Vec<_>>();
    tables.families = vec![FamilyRow {
        family_id: "argus.txt#1".to_owned(),
        members: ids(3),
        canonical: "argus.txt#1".to_owned(),
        unseen_source: Some("NNA".to_owned()),
    }];
    tables.stemma = vec![StemmaRow {
        family_id: "argus.txt#1".to_owned(),
        parent: "unseen:NNA".to_owned(),
        child: "crier.txt#1".to_owned(),
        kind: "copy".to_owned(),
        support: 0.7,
        evidence: "both name NNA.".to_owned(),
        grounds: "credit".into(),
        ..StemmaRow::default()
    }];
    tables.stories = vec![
        StoryRow {
            story_id: "argus.txt#1".to_owned(),
            label: "Clock tower to close after stones fall".to_owned(),
            articles: ids(3),
            outlets: ["Aldwick Argus", "Beacon", "Town Crier"].map(str::to_owned).to_vec(),
            first_at: None,
            last_at: None,
            ..StoryRow::default()
        },
        StoryRow {
            story_id: "daily.txt#1".to_owned(),
            label: "Herring returns".to_owned(),
            articles: vec!["daily.txt#1".to_owned()],
            ..StoryRow::default()
        },
    ];
}

/// The same tables `n` times over, under other names and with other words.
pub(crate) fn many(n: usize) -> Tables {
    let mut all = Tables::default();
    for i in 0..n {
        let text = serde_json::to_string(&tower()).expect("tables are JSON");
        let text = text.replace(".txt", &format!("-{i}.txt")).replace(".html", &format!("-{i}.html"));
        let mut one: Tables = serde_json::from_str(&text).expect("it is still JSON");
        for row in &mut one.articles {
            row.content_hash = format!("{}{i}", row.content_hash);
        }
        all.pages.append(&mut one.pages);
        all.articles.append(&mut one.articles);
        all.furniture.append(&mut one.furniture);
        all.links.append(&mut one.links);
        all.alignments.append(&mut one.alignments);
        all.changes.append(&mut one.changes);
        all.families.append(&mut one.families);
        all.stemma.append(&mut one.stemma);
        all.stories.append(&mut one.stories);
    }
    all
}
