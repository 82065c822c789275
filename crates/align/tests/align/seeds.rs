//! The three real pages: every sentence on its answer, every label as read by hand.
#![allow(clippy::print_stderr, reason = "a skipped test must be seen")]

use std::path::{Path, PathBuf};

use serde_json::Value;
use wirecopy_align::{Alignment, Label, Settings, align};
use wirecopy_document::{ArticleId, Version};
use wirecopy_text::Span;

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if folder.join("gold/seeds.json").exists() {
        return Some(folder);
    }
    eprintln!("SKIPPED: ../shared/gold/seeds.json is absent");
    None
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small number")
}

/// The article's body by the lines that the gold names, without the furniture that it names.
fn version(shared: &Path, gold: &Value, id: &str) -> Version {
    let articles = gold["articles"].as_array().expect("a list");
    let article = articles.iter().find(|a| a["id"] == id).expect("the gold holds it");
    let text = std::fs::read_to_string(shared.join("seeds").join(article["page"].as_str().expect("a name")))
        .expect("the page is there");
    let furniture: Vec<usize> = article["furniture_lines"].as_array().into_iter().flatten().map(number).collect();
    let lines = number(&article["body_lines"][0])..=number(&article["body_lines"][1]);
    let mut body = Vec::new();
    let mut start = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        let glued = match article["glued_furniture"]["line"].as_u64() {
            Some(at) if at as usize == i + 1 => article["glued_furniture"]["text"].as_str().map_or(0, str::len),
            _ => 0,
        };
        if lines.contains(&(i + 1)) && !furniture.contains(&(i + 1)) {
            body.push(Span::new(start + glued, start + line.len()));
        }
        start += line.len();
    }
    Version::new(ArticleId { page: id.to_owned(), number: 1 }, text.into(), &body)
}

fn groups(alignment: &Alignment) -> Vec<(Vec<usize>, Vec<usize>, &'static str)> {
    alignment.groups.iter().map(|g| (g.a.clone(), g.b.clone(), g.label.name())).collect()
}

#[test]
fn the_rewrite_is_aligned_as_read_by_hand() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("gold/seeds.json")).expect("the gold is there");
    let gold: Value = serde_json::from_str(&text).expect("the gold is JSON");
    let expected = |swapped: bool| {
        let pairs = gold["alignment"]["pairs"].as_array().expect("a list");
        let side = |pair: &Value, name: &str| {
            pair[name].as_array().expect("a list").iter().map(|n| number(n) - 1).collect::<Vec<_>>()
        };
        let (a, b) = if swapped { ("target", "source") } else { ("source", "target") };
        pairs
            .iter()
            .map(|p| (side(p, a), side(p, b), p["label"].as_str().expect("a word").to_owned()))
            .collect::<Vec<_>>()
    };
    let owned = |found: Vec<(Vec<usize>, Vec<usize>, &str)>| {
        found.into_iter().map(|(a, b, label)| (a, b, label.to_owned())).collect::<Vec<_>>()
    };
    let rewrite = version(&shared, &gold, "002a");
    for source in ["000a", "004a"] {
        let source = version(&shared, &gold, source);
        assert_eq!((source.sentences.len(), rewrite.sentences.len()), (20, 20));
        let found = align(&source, &rewrite, &Settings::default());
        assert_eq!(owned(groups(&found)), expected(false));
        assert!(found.groups.iter().all(|g| !g.moved));
        assert_eq!(owned(groups(&align(&rewrite, &source, &Settings::default()))), expected(true));
    }
}

#[test]
fn two_crawls_of_one_article_are_verbatim() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("gold/seeds.json")).expect("the gold is there");
    let gold: Value = serde_json::from_str(&text).expect("the gold is JSON");
    let found = align(&version(&shared, &gold, "000a"), &version(&shared, &gold, "004a"), &Settings::default());
    assert!(found.groups.iter().all(|g| g.label == Label::Verbatim && g.a == g.b && g.similarity == 1.0));
    let other = align(&version(&shared, &gold, "000a"), &version(&shared, &gold, "000b"), &Settings::default());
    assert!(other.groups.iter().all(|g| matches!(g.label, Label::Added | Label::Dropped)), "{:?}", groups(&other));
}
