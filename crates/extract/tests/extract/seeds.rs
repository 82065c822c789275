//! The three real pages that the program was first made for, read alone and together.
//!
//! They lie outside the project (their texts are not ours to publish); without them this test says so and passes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wirecopy_document::{Article, Page, SourcePage, Version};
use wirecopy_extract::{Evidence, extract, outline};

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if folder.join("gold/seeds.json").exists() {
        return Some(folder);
    }
    #[allow(clippy::print_stderr, reason = "a skipped test must be heard")]
    {
        eprintln!("SKIPPED: {} is not there, so the real pages were NOT tested", folder.display());
    }
    None
}

fn sources(folder: &Path) -> Vec<SourcePage> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("seeds"))
        .expect("the folder of pages")
        .map(|f| f.expect("a file").path())
        .collect();
    files.sort();
    let page = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        SourcePage::text(name, std::fs::read_to_string(path).expect("a text"))
    };
    files.iter().map(page).collect()
}

fn together(sources: &[SourcePage]) -> Vec<Page> {
    let outlines: Vec<_> = sources.iter().cloned().map(outline).collect();
    let evidence = Evidence::gather(&outlines);
    outlines.into_iter().map(|o| extract(o, &evidence)).collect()
}

/// The non-empty lines of the article's body as the gold has them: whole lines, without the furniture among them.
fn gold_body(gold: &Value, text: &str) -> Vec<String> {
    let number = |v: &Value| usize::try_from(v.as_u64().expect("a line number")).expect("small");
    let (from, to) = (number(&gold["body_lines"][0]), number(&gold["body_lines"][1]));
    let furniture: Vec<usize> =
        gold["furniture_lines"].as_array().map(|a| a.iter().map(number).collect()).unwrap_or_default();
    let glued =
        gold["glued_furniture"].as_object().map(|g| (number(&g["line"]), g["text"].as_str().expect("text").to_owned()));
    let mut body = Vec::new();
    for (n, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l.trim())) {
        if n < from || n > to || line.is_empty() || furniture.contains(&n) {
            continue;
        }
        let rest = glued
            .as_ref()
            .filter(|(at, _)| *at == n)
            .map_or(line, |(_, g)| line.strip_prefix(g.as_str()).expect("glued"));
        body.push(rest.to_owned());
    }
    body
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().map(|a| a.iter().map(|v| v.as_str().expect("text").to_owned()).collect()).unwrap_or_default()
}

fn check_article(article: &Article, page: &Page, gold: &Value, cited: &Value) {
    let name = gold["id"].as_str().expect("an id");
    let body: Vec<&str> = article.body.iter().map(|s| s.of(&page.text)).collect();
    assert_eq!(body, gold_body(gold, &page.text), "{name}: body");
    assert_eq!(article.headline.as_ref().map(|h| h.text.as_str()), gold["headline"].as_str(), "{name}: headline");
    let mut captions: Vec<&str> = article.captions.iter().map(|s| s.of(&page.text)).collect();
    captions.dedup();
    assert_eq!(captions, strings(&gold["captions"]), "{name}: captions");
    let occurrences = |wanted: &str| page.text.lines().filter(|l| l.trim() == wanted).count();
    assert_eq!(
        article.captions.len(),
        strings(&gold["captions"]).iter().map(|c| occurrences(c)).sum::<usize>(),
        "{name}"
    );
    let headlines = article.headline.as_ref().map_or(0, |h| h.spans.len());
    assert_eq!(
        headlines,
        gold["headline"].as_str().map_or(0, occurrences),
        "{name}: headline, every time it stands there"
    );
    assert_eq!(
        article.photo_credits.first().map(String::as_str),
        gold["photo_credit"].as_str(),
        "{name}: photo credit"
    );
    assert_eq!(article.credits, strings(cited), "{name}: agencies");
    assert_eq!(article.language.as_deref(), Some("eng"), "{name}: language");
    if let Some(sentences) = gold["sentences"].as_u64() {
        let version = Version::new(article.id.clone(), page.text.as_str().into(), &article.body);
        assert_eq!(version.sentences.len() as u64, sentences, "{name}: sentences");
    }
}

fn check(pages: &[Page], gold: &Value) {
    let mut by_page: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for article in gold["articles"].as_array().expect("articles") {
        by_page.entry(article["page"].as_str().expect("a page")).or_default().push(article);
    }
    let furniture = strings(&gold["furniture"]);
    for page in pages {
        let expected = &by_page[page.id.as_str()];
        assert_eq!(page.articles.len(), expected.len(), "{}: number of articles", page.id);
        for (article, gold_article) in page.articles.iter().zip(expected) {
            let id = gold_article["id"].as_str().expect("an id");
            check_article(article, page, gold_article, &gold["cited_agencies"][id]);
        }
        assert!(page.articles.iter().skip(1).all(|a| a.reason.is_some()), "{}: a cut without a reason", page.id);
        for piece in &page.furniture {
            let text = piece.span.of(&page.text);
            assert!(furniture.iter().any(|f| f == text), "{}: {text:?} is no furniture ({})", page.id, piece.reason);
        }
        let expected_count: usize = furniture.iter().map(|f| page.text.matches(f.as_str()).count()).sum();
        assert_eq!(page.furniture.len(), expected_count, "{}: furniture", page.id);
    }
}

#[test]
fn real_pages_alone_and_together() {
    let Some(folder) = shared() else { return };
    let gold = std::fs::read_to_string(folder.join("gold/seeds.json")).expect("the gold");
    let gold: Value = serde_json::from_str(&gold).expect("JSON");
    let sources = sources(&folder);
    check(&together(&sources), &gold);
    for source in sources {
        check(&together(&[source]), &gold);
    }
}
