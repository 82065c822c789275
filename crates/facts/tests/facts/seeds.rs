//! The three real pages: what a careful reader found between the two versions of one story.
//!
//! Needs `../shared/seeds` beside the checkout; says so and passes where that is absent. Sentences are aligned by the hand-made
//! reading itself, so that this test does not depend on the alignment.
#![allow(clippy::print_stderr, reason = "a skipped test says so, and a failing one shows what was found")]

use std::path::{Path, PathBuf};

use serde_json::Value;
use wirecopy_align::{Alignment, Group, Label};
use wirecopy_document::{ArticleId, Version};
use wirecopy_facts::{Change, Severity, changes};
use wirecopy_text::Span;

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if folder.join("gold/seeds.json").exists() {
        return Some(folder);
    }
    eprintln!("SKIPPED: ../shared is not beside the checkout, the three real pages cannot be read");
    None
}

/// The version of one article, its body read from the lines that the gold names.
fn version(folder: &Path, gold: &Value, id: &str) -> Version {
    let articles = gold["articles"].as_array().expect("the gold lists articles");
    let article = articles.iter().find(|a| a["id"] == id).expect("the gold has this article");
    let page = article["page"].as_str().expect("a page's name");
    let text = std::fs::read_to_string(folder.join("seeds").join(page)).expect("the page is there");
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok()).expect("a line number");
    let (first, last) = (number(&article["body_lines"][0]), number(&article["body_lines"][1]));
    let furniture: Vec<usize> = article["furniture_lines"].as_array().into_iter().flatten().map(number).collect();
    let glued = article["glued_furniture"]["text"].as_str().unwrap_or_default();
    let mut body = Vec::new();
    let mut start = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let is_body = (first..=last).contains(&(n + 1)) && !furniture.contains(&(n + 1));
        let skip = if !glued.is_empty() && line.starts_with(glued) { glued.len() } else { 0 };
        if is_body && !line.trim().is_empty() {
            body.push(Span::new(start + skip, start + line.len()).trim(&text));
        }
        start += line.len();
    }
    Version::new(ArticleId { page: page.to_owned(), number: 1 }, text.into(), &body)
}

fn alignment(gold: &Value) -> Alignment {
    let indexes = |value: &Value| -> Vec<usize> {
        value.as_array().into_iter().flatten().filter_map(|n| usize::try_from(n.as_u64()? - 1).ok()).collect()
    };
    let group = |pair: &Value| Group {
        a: indexes(&pair["source"]),
        b: indexes(&pair["target"]),
        label: if pair["label"] == "verbatim" { Label::Verbatim } else { Label::Reworded },
        moved: false,
        inferred: Default::default(),
        similarity: 0.5,
        edits: Vec::new(),
    };
    Alignment { groups: gold["alignment"]["pairs"].as_array().into_iter().flatten().map(group).collect() }
}

/// Every word of `wanted` stands in `found`, whatever stands between.
fn shows(found: &str, wanted: &str) -> bool {
    let folded = |text: &str| text.to_lowercase().replace('\u{2019}', "'");
    let found = folded(found);
    folded(wanted).split([' ', '…']).filter(|w| !w.is_empty()).all(|word| found.contains(word.trim_end_matches(',')))
}

fn text(version: &Version, span: Option<Span>) -> &str {
    span.map_or("", |s| s.of(&version.text))
}

#[test]
fn the_rewrite_has_its_material_changes_first_and_no_other() {
    let Some(folder) = shared() else { return };
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("gold/seeds.json")).expect("the gold"))
        .expect("the gold is JSON");
    let (a, b) = (version(&folder, &gold, "000a"), version(&folder, &gold, "002a"));
    assert_eq!((a.sentences.len(), b.sentences.len()), (20, 20));
    let found = changes(&a, &b, &alignment(&gold));
    for change in &found {
        eprintln!(
            "{} {} {:.2} [{}] [{}]",
            change.severity.name(),
            change.kind.name(),
            change.confidence,
            text(&a, change.a),
            text(&b, change.b)
        );
    }
    let pairs = gold["alignment"]["pairs"].as_array().expect("the gold lists pairs");
    let mut wanted = 0;
    for (n, pair) in pairs.iter().enumerate() {
        for change in pair["changes"].as_array().into_iter().flatten().filter(|c| c["severity"] == "material") {
            wanted += 1;
            let (source, target) =
                (change["source"].as_str().unwrap_or_default(), change["target"].as_str().unwrap_or_default());
            let is_it = |c: &&Change| {
                c.group == n
                    && c.kind.name() == change["kind"]
                    && shows(text(&a, c.a), source)
                    && shows(text(&b, c.b), target)
            };
            let hit = found.iter().find(is_it).unwrap_or_else(|| panic!("not found: {source} / {target}"));
            assert_eq!(hit.severity, Severity::Material, "{source} / {target}");
        }
    }
    let material = found.iter().filter(|c| c.severity == Severity::Material).count();
    assert_eq!(material, wanted, "the careful reader found no other material change");
}

#[test]
fn sides_swapped_give_the_mirror_image() {
    let Some(folder) = shared() else { return };
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("gold/seeds.json")).expect("the gold"))
        .expect("the gold is JSON");
    let (a, b) = (version(&folder, &gold, "000a"), version(&folder, &gold, "002a"));
    let straight = alignment(&gold);
    let mut turned = straight.clone();
    turned.groups.iter_mut().for_each(|g| std::mem::swap(&mut g.a, &mut g.b));
    let key = |c: &Change, swap: bool| if swap { (c.group, c.kind, c.b, c.a) } else { (c.group, c.kind, c.a, c.b) };
    let mut one: Vec<_> = changes(&a, &b, &straight).iter().map(|c| key(c, false)).collect();
    let mut other: Vec<_> = changes(&b, &a, &turned).iter().map(|c| key(c, true)).collect();
    one.sort();
    other.sort();
    assert_eq!(one, other);
}
