//! Runs the files in `spec/`: every case is a pile, every `expect` block its facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use wirecopy::{Settings, Silent, trace};
use wirecopy_record::{AlignmentRow, ArticleRow, SpanRow, Tables};

#[derive(Default)]
struct Case {
    name: String,
    pages: Vec<(String, String)>,
    expected: Vec<(String, String)>,
}

#[test]
fn splitting() {
    check_file("splitting.md");
}

#[test]
fn comparing() {
    check_file("comparing.md");
}

fn check_file(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec").join(name);
    let cases = parse(&fs::read_to_string(&path).expect("the spec file is in the repository"));
    assert!(!cases.is_empty(), "{name} holds no case");
    let wrong: Vec<String> = cases.iter().flat_map(|case| check(name, case)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
        } else if let Some(kind) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            let Some(case) = cases.last_mut() else { continue };
            match kind.split_once(' ') {
                Some(("page", page)) => case.pages.push((page.to_owned(), block.join("\n"))),
                _ => case.expected = block.iter().map(|line| fact(line)).collect(),
            }
        }
    }
    cases
}

fn fact(line: &str) -> (String, String) {
    let (kind, value) = line.split_once(": ").unwrap_or_else(|| panic!("a fact is `kind: value`, not {line}"));
    (kind.to_owned(), value.to_owned())
}

fn check(file: &str, case: &Case) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    for (name, text) in &case.pages {
        fs::write(folder.path().join(name), text).expect("a page can be written");
    }
    let found = trace(&[folder.path().to_owned()], &Settings::default(), &Silent).expect("threads start");
    let found = facts(&found.tables);
    let mut expected: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (kind, value) in &case.expected {
        let of_kind = expected.entry(kind).or_default();
        if value != "none" {
            of_kind.insert(value);
        }
    }
    let nothing = BTreeSet::new();
    let differs = |(kind, wanted): (&str, BTreeSet<&str>)| {
        let got: BTreeSet<&str> = found.get(kind).unwrap_or(&nothing).iter().map(String::as_str).collect();
        (got != wanted).then(|| format!("{file}, “{}”, {kind}:\n  wanted {wanted:#?}\n  found  {got:#?}", case.name))
    };
    expected.into_iter().filter_map(differs).collect()
}

fn facts(tables: &Tables) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut facts: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut add = |kind, value: String| {
        facts.entry(kind).or_default().insert(value);
    };
    add("articles", tables.articles.len().to_string());
    for article in &tables.articles {
        let id = &article.article_id;
        article.headline.iter().for_each(|h| add("headline", format!("{id} = {h}")));
        article.captions.iter().for_each(|c| add("caption", format!("{id} = {c}")));
        article.credits.iter().for_each(|c| add("credit", format!("{id} = {c}")));
        add("body", format!("{id} = {}", article.body.replace('\n', " / ")));
    }
    for piece in &tables.furniture {
        add("furniture", format!("{} = {}", piece.page_id, piece.text));
    }
    for link in &tables.links {
        add("link", format!("{} = {}", link.link_id, link.kind));
        add("direction", format!("{} = {}", link.link_id, link.direction));
    }
    for row in &tables.alignments {
        add("align", format!("{} = {}", row.link_id, aligned(tables, row)));
    }
    for change in &tables.changes {
        let (old, new) = (change.a_text.as_deref().unwrap_or("-"), change.b_text.as_deref().unwrap_or("-"));
        add("change", format!("{} = {} {}: {old} => {new}", change.link_id, change.severity, change.kind));
    }
    tables.families.iter().for_each(|f| add("family", f.members.join(" ")));
    tables.stories.iter().filter(|s| s.articles.len() > 1).for_each(|s| add("story", s.articles.join(" ")));
    facts
}

fn aligned(tables: &Tables, row: &AlignmentRow) -> String {
    let (a, b) = row.link_id.split_once('~').expect("a link id joins two ids");
    let moved = if row.moved { " moved" } else { "" };
    format!("{}>{} {}{moved}", numbers(tables, a, &row.a_spans), numbers(tables, b, &row.b_spans), row.label)
}

/// Sentences by their number in the article.
fn numbers(tables: &Tables, id: &str, spans: &[SpanRow]) -> String {
    let article: &ArticleRow = tables.articles.iter().find(|a| a.article_id == id).expect("links name articles");
    let number = |span: &SpanRow| {
        let at = article.sentence_spans.iter().position(|s| s == span).expect("alignments name sentences");
        (at + 1).to_string()
    };
    if spans.is_empty() { "-".to_owned() } else { spans.iter().map(number).collect::<Vec<_>>().join("+") }
}
