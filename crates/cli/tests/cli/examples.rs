//! The example pile against what its author says should be found in it.

use std::fs;

use crate::common::{root, run, wirecopy};
use serde_json::Value;
use wirecopy_record::{ArticleRow, ChangeRow, LinkRow, Tables};

struct Example {
    tables: Tables,
    expected: Value,
    summary: String,
}

fn example() -> Example {
    let out = tempfile::tempdir().expect("a scratch folder can be made");
    let (code, summary, err) =
        run(wirecopy().arg("trace").arg(root().join("examples/pile")).arg("--out").arg(out.path()));
    assert_eq!(code, 2, "one page is broken: {err}");
    let expected = fs::read_to_string(root().join("examples/expected.json")).expect("it is in the repository");
    Example {
        tables: Tables::read(out.path()).expect("what was written can be read"),
        expected: serde_json::from_str(&expected).expect("it is JSON"),
        summary,
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn texts(value: &Value) -> Vec<&str> {
    list(value).iter().map(text).collect()
}

impl Example {
    fn article(&self, id: &str) -> &ArticleRow {
        self.tables.articles.iter().find(|a| a.article_id.ends_with(id)).unwrap_or_else(|| panic!("no article {id}"))
    }

    fn link(&self, a: &str, b: &str) -> Option<&LinkRow> {
        let (a, b) = (&self.article(a).article_id, &self.article(b).article_id);
        self.tables.links.iter().find(|l| (&l.a == a && &l.b == b) || (&l.a == b && &l.b == a))
    }

    fn changes<'t>(&'t self, link: &'t LinkRow) -> impl Iterator<Item = &'t ChangeRow> {
        self.tables.changes.iter().filter(|c| c.link_id == link.link_id)
    }
}

#[test]
fn pages_and_articles() {
    let example = example();
    for (page, articles) in example.expected["pages"].as_object().expect("pages") {
        let row = example.tables.pages.iter().find(|p| p.page_id.ends_with(page.as_str()));
        let row = row.unwrap_or_else(|| panic!("no page {page}"));
        match articles.as_u64() {
            Some(count) => assert_eq!(row.articles, count, "{page}"),
            None => assert_eq!(row.status, "rejected", "{page}"),
        }
    }
    for (id, wanted) in example.expected["articles"].as_object().expect("articles") {
        let got = example.article(id);
        assert_eq!(got.headline.as_deref(), wanted["headline"].as_str(), "{id}");
        assert!(got.body.starts_with(text(&wanted["first"])), "{id} starts {:.60}", got.body);
        assert!(got.body.trim_end().ends_with(text(&wanted["last"])), "{id} ends otherwise: {}", got.body);
    }
    for wanted in texts(&example.expected["furniture"]) {
        assert!(example.tables.furniture.iter().any(|f| f.text.contains(wanted)), "{wanted} is no furniture");
    }
}

#[test]
fn links_families_and_stories() {
    let example = example();
    let wanted = list(&example.expected["links"]);
    for link in wanted {
        let found = example.link(text(&link["a"]), text(&link["b"])).unwrap_or_else(|| panic!("no link {link}"));
        assert!(texts(&link["kinds"]).contains(&found.kind.as_str()), "{} for {link}", found.kind);
    }
    let copies = example.tables.links.iter().filter(|l| l.kind != "story").count();
    assert_eq!(copies, wanted.len(), "no other pair shares copy");
    let groups = |found: Vec<&Vec<String>>, wanted: &Value| {
        let mut ids: Vec<Vec<&str>> = list(wanted).iter().map(texts).collect();
        ids.sort();
        let mut got: Vec<Vec<&str>> = found.iter().map(|g| g.iter().map(String::as_str).collect()).collect();
        got.sort();
        assert_eq!(got, ids);
    };
    groups(example.tables.families.iter().map(|f| &f.members).collect(), &example.expected["families"]);
    groups(example.tables.stories.iter().map(|s| &s.articles).collect(), &example.expected["stories"]);
}

#[test]
fn changes_that_matter_and_none_that_do_not() {
    let example = example();
    for wanted in list(&example.expected["changes"]) {
        let link = example.link(text(&wanted["a"]), text(&wanted["b"])).expect("checked above");
        let is_it = |c: &ChangeRow| {
            let (old, new) = (c.a_text.as_deref().unwrap_or_default(), c.b_text.as_deref().unwrap_or_default());
            texts(&wanted["severity"]).contains(&c.severity.as_str())
                && texts(&wanted["kinds"]).contains(&c.kind.as_str())
                && old.contains(text(&wanted["a_words"]))
                && new.contains(text(&wanted["b_words"]))
        };
        assert!(example.changes(link).any(is_it), "not found: {wanted}");
    }
    for pair in list(&example.expected["no_material_change_between"]) {
        let link = example.link(text(&pair[0]), text(&pair[1])).expect("checked above");
        let material: Vec<&ChangeRow> = example.changes(link).filter(|c| c.severity == "material").collect();
        assert!(material.is_empty(), "{material:#?}");
    }
}

#[test]
fn the_readme_shows_what_the_command_says() {
    let example = example();
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let squeeze = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = squeeze(&readme);
    for line in ["Pages", "Articles", "Copies", "Stories"] {
        let said = example.summary.lines().find(|l| l.starts_with(line)).expect("the summary has this line");
        assert!(shown.contains(&squeeze(said)), "README.md does not show: {said}");
    }
}
