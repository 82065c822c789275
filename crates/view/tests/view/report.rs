//! The report holds what the tables hold, and obeys nothing that stands in a text.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use wirecopy_view::report;

use crate::common;

/// Where the file is written to be looked at: `WIRECOPY_LOOK=/tmp/look cargo test -p wirecopy-view --test view`.
fn look(name: &str, page: &str) {
    if let Some(folder) = std::env::var_os("WIRECOPY_LOOK") {
        let file = std::path::Path::new(&folder).join(name);
        std::fs::write(file, page).expect("the folder to look at can be written to");
    }
}

fn hash_of(page: &str, tag: &str) -> String {
    let from = page.find(&format!("<{tag}>")).expect("the tag is there") + tag.len() + 2;
    let to = page.find(&format!("</{tag}>")).expect("the tag is closed");
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(&page[from..to])))
}

#[test]
fn only_our_own_style_and_script_may_run() {
    let page = report(&common::tower());
    look("tower.html", &page);
    for tag in ["style", "script"] {
        let hash = hash_of(&page, tag);
        assert!(page.contains(&hash), "put {hash} into report/mod.rs: the {tag} has changed");
    }
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains(" style=\""), "the page's own rule would not let it count");
    for load in ["http://", "https://", "src=\"", "@import", "url(h"] {
        assert!(!page.contains(load), "{load}");
    }
}

/// Signs that would leave a text and become markup, in every column that the report shows.
const EVIL: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' onload=\"x\u{202e}&lt;b&gt;";

#[test]
fn hostile_text_stays_text() {
    let mut tables = common::tower();
    for row in &mut tables.pages {
        row.page_id = EVIL.to_owned();
        row.reason = Some(EVIL.to_owned());
    }
    for row in &mut tables.articles {
        for text in [&mut row.outlet, &mut row.headline, &mut row.published_at] {
            *text = Some(EVIL.to_owned());
        }
        row.credits = vec![EVIL.to_owned()];
        let evil: String = EVIL.chars().take(20).collect();
        row.body.replace_range(0..evil.len(), &evil);
    }
    for row in &mut tables.furniture {
        row.text = EVIL.to_owned();
        row.kind = EVIL.to_owned();
    }
    for row in &mut tables.links {
        row.direction_reason = EVIL.to_owned();
        row.found_by = EVIL.to_owned();
    }
    for row in &mut tables.alignments {
        row.label = if row.label == "edited" { EVIL.to_owned() } else { row.label.clone() };
    }
    for row in &mut tables.changes {
        row.reason = EVIL.to_owned();
        row.a_text = Some(EVIL.to_owned());
        row.kind = EVIL.to_owned();
        row.severity = if row.severity == "minor" { EVIL.to_owned() } else { row.severity.clone() };
    }
    tables.families[0].unseen_source = Some(EVIL.to_owned());
    tables.stemma[0].evidence = EVIL.to_owned();
    tables.stories[0].label = EVIL.to_owned();
    tables.stories[0].outlets = vec![EVIL.to_owned()];
    let page = report(&tables);
    look("hostile.html", &page);
    let clean = report(&common::tower());
    for tag in ["<script", "</script", "<img", " onload=\"", "<input"] {
        assert_eq!(page.matches(tag).count(), clean.matches(tag).count(), "{tag}");
    }
    assert!(!page.contains('\u{202e}'));
    assert!(page.contains("⟨U+202E⟩"), "it is shown, not dropped");
}

#[test]
fn an_empty_run_says_so() {
    let page = report(&wirecopy_record::Tables::default());
    look("empty.html", &page);
    for sentence in ["No page was read.", "No two articles were found"] {
        assert!(page.contains(sentence), "{sentence}");
    }
}

#[test]
fn a_big_pile_is_bounded_and_says_so() {
    let tables = common::many(300);
    let page = report(&tables);
    look("many.html", &page);
    assert_eq!(page.matches("<section class=\"family\">").count(), 200);
    assert!(page.contains("And 100 more copy families: see the table “families”."));
    assert!(page.contains("And 500 more material changes: see the table “changes”."));
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}

#[test]
fn every_pair_that_is_linked_to_is_there() {
    let page = report(&common::tower());
    let targets: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(targets.iter().any(|target| target.starts_with("pair-")));
    for target in targets {
        assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
    }
}
