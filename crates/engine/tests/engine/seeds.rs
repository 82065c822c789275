//! The three real pages that the project began with, against a hand-made reading of them. They can't be shipped.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wirecopy::{Settings, Silent, trace};
use wirecopy_record::{AlignmentRow, ArticleRow, LinkRow, SpanRow, Tables};

const PAGES: [&str; 3] = ["000_05f451fd7faae2eb.txt", "002_feafcbf1654dcd37.txt", "004_c4a659ca1acdc9b1.txt"];

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if shared.join("seeds").is_dir() {
        return Some(shared);
    }
    // Straight to stderr: what tests print is only shown when they fail.
    let _ = writeln!(std::io::stderr(), "SKIPPED: ../shared/seeds is not here, so the three real pages were not read");
    None
}

fn found(shared: &Path) -> Tables {
    trace(&[shared.join("seeds")], &Settings::default(), &Silent).expect("threads start").tables
}

fn article(tables: &Tables, page: usize, number: usize) -> &ArticleRow {
    let id = format!("{}#{number}", PAGES[page]);
    tables.articles.iter().find(|a| a.article_id == id).unwrap_or_else(|| panic!("{id} was not found"))
}

fn link<'t>(tables: &'t Tables, a: &str, b: &str) -> &'t LinkRow {
    let holds = |l: &&LinkRow| (l.a == a && l.b == b) || (l.a == b && l.b == a);
    tables.links.iter().find(holds).unwrap_or_else(|| panic!("no link between {a} and {b}"))
}

#[test]
fn pages_articles_stories_and_families() {
    let Some(shared) = shared() else { return };
    let tables = found(&shared);
    assert_eq!((tables.pages.len(), tables.articles.len(), tables.stories.len()), (3, 5, 3));
    let family: Vec<&str> = tables.families[0].members.iter().map(String::as_str).collect();
    let expected: Vec<String> = PAGES.iter().map(|page| format!("{page}#1")).collect();
    assert_eq!(family, expected);
    assert_eq!(tables.families.len(), 1);
    assert_eq!(tables.families[0].unseen_source.as_deref(), Some("AFP"));
}

#[test]
fn articles_are_as_read_by_hand() {
    let Some(shared) = shared() else { return };
    let tables = found(&shared);
    let gold: Value = gold(&shared);
    for (i, wanted) in gold["articles"].as_array().expect("articles").iter().enumerate() {
        let (page, number) = [(0, 1), (0, 2), (1, 1), (2, 1), (2, 2)][i];
        let got = article(&tables, page, number);
        let id = wanted["id"].as_str().expect("an id");
        assert_eq!(got.headline.as_deref(), wanted["headline"].as_str(), "{id}");
        let captions: Vec<&str> = texts(&wanted["captions"]);
        assert_eq!(got.captions, captions, "{id}");
        if let Some(credit) = wanted["photo_credit"].as_str() {
            assert_eq!(got.photo_credits, [credit], "{id}");
        }
        if let Some(sentences) = wanted["sentences"].as_u64() {
            assert_eq!(got.sentence_spans.len() as u64, sentences, "{id}");
        }
        assert_eq!(got.credits, texts(&gold["cited_agencies"][id]), "{id}");
        check_body(&shared, wanted, got);
    }
}

/// The body holds the words of the lines that were read as body, without the furniture between and in them.
fn check_body(shared: &Path, wanted: &Value, got: &ArticleRow) {
    let page = std::fs::read_to_string(shared.join("seeds").join(wanted["page"].as_str().expect("a page")));
    let page = page.expect("the page can be read");
    let line = |value: &Value| usize::try_from(value.as_u64().expect("a line number")).expect("small");
    let (first, last) = (line(&wanted["body_lines"][0]), line(&wanted["body_lines"][1]));
    let furniture: Vec<usize> =
        wanted["furniture_lines"].as_array().map_or(Vec::new(), |l| l.iter().map(line).collect());
    let glued = wanted["glued_furniture"]["text"].as_str().unwrap_or("\0");
    let lines = (1..).zip(page.lines()).filter(|(n, _)| (first..=last).contains(n) && !furniture.contains(n));
    let body: Vec<String> = lines.map(|(_, text)| text.replacen(glued, "", 1)).collect();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&got.body), words(&body.join("\n")), "{}", got.article_id);
}

#[test]
fn furniture_is_taken_off() {
    let Some(shared) = shared() else { return };
    let tables = found(&shared);
    let mut got: Vec<&str> = tables.furniture.iter().map(|f| f.text.as_str()).collect();
    got.sort_unstable();
    got.dedup();
    let gold = gold(&shared);
    let mut wanted = texts(&gold["furniture"]);
    wanted.sort_unstable();
    assert_eq!(got, wanted);
}

#[test]
fn links_and_their_sentences() {
    let Some(shared) = shared() else { return };
    let tables = found(&shared);
    let id = |page: usize| format!("{}#1", PAGES[page]);
    assert_eq!(link(&tables, &id(0), &id(2)).kind, "exact");
    for page in [0, 2] {
        let rewrite = link(&tables, &id(page), &id(1));
        assert_eq!(rewrite.kind, "rewrite");
        assert!(["common_source", "unknown"].contains(&rewrite.direction.as_str()));
        assert_eq!(rewrite.direction_reason, "AFP is cited by both, its text is not here");
        check_sentences(&shared, &tables, rewrite);
    }
    assert_eq!(tables.links.len(), 3);
}

fn check_sentences(shared: &Path, tables: &Tables, rewrite: &LinkRow) {
    let rows: Vec<&AlignmentRow> = tables.alignments.iter().filter(|r| r.link_id == rewrite.link_id).collect();
    let old_is_a = rewrite.b.starts_with("002") || rewrite.a.starts_with("000");
    let (old, new) = if old_is_a { (&rewrite.a, &rewrite.b) } else { (&rewrite.b, &rewrite.a) };
    for pair in gold(shared)["alignment"]["pairs"].as_array().expect("pairs") {
        let sides = |row: &AlignmentRow| {
            if old_is_a {
                (row.a_spans.clone(), row.b_spans.clone())
            } else {
                (row.b_spans.clone(), row.a_spans.clone())
            }
        };
        let wanted = (spans(tables, old, &pair["source"]), spans(tables, new, &pair["target"]));
        let row = rows.iter().find(|r| sides(r) == wanted).unwrap_or_else(|| panic!("{pair} is not aligned"));
        let is_verbatim = pair["label"] == "verbatim";
        assert_eq!(row.label == "verbatim", is_verbatim, "{pair}");
        let changes = tables.changes.iter().filter(|c| c.link_id == rewrite.link_id && c.n == row.n).count();
        assert!(!is_verbatim || changes == 0, "a verbatim pair has no change: {pair}");
    }
    assert_eq!(rows.len(), 20);
}

fn spans(tables: &Tables, id: &str, sentences: &Value) -> Vec<SpanRow> {
    let article = tables.articles.iter().find(|a| a.article_id == id).expect("links name articles");
    let place = |n: &Value| usize::try_from(n.as_u64().expect("a number")).expect("small") - 1;
    sentences.as_array().expect("a list").iter().map(|n| article.sentence_spans[place(n)]).collect()
}

#[test]
fn the_material_changes_come_first() {
    let Some(shared) = shared() else { return };
    let tables = found(&shared);
    for page in [0, 2] {
        let id = &link(&tables, &format!("{}#1", PAGES[page]), &format!("{}#1", PAGES[1])).link_id;
        let top: Vec<String> = tables.changes.iter().filter(|c| &c.link_id == id).take(3).map(wording).collect();
        for (old, new) in [("permanent", "ongoing"), ("let pass", "support from"), ("UN cultural", "States’ cultural")]
        {
            let tells = |w: &&String| w.starts_with("material") && w.contains(old) && w.contains(new);
            assert!(top.iter().any(|w| tells(&w)), "{old} / {new} is not among {top:#?}");
        }
        let spelling = tables.changes.iter().filter(|c| wording(c).contains("defen")).count();
        assert_eq!(spelling, 0);
    }
}

fn wording(change: &wirecopy_record::ChangeRow) -> String {
    let text = |side: &Option<String>| side.clone().unwrap_or_default();
    format!("{}: {} => {}", change.severity, text(&change.a_text), text(&change.b_text))
}

fn gold(shared: &Path) -> Value {
    let text = std::fs::read_to_string(shared.join("gold/seeds.json")).expect("the reading is beside the pages");
    serde_json::from_str(&text).expect("the reading is JSON")
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().map_or(Vec::new(), |l| l.iter().filter_map(Value::as_str).collect())
}
