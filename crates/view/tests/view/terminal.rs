//! What the commands put on the screen.

use wirecopy_record::Tables;
use wirecopy_view::{Pair, Style, Summary, SummaryContext, json, render, summary};

use crate::common;

fn told(tables: &Tables) -> Summary {
    summary(tables, &SummaryContext::written_to("wirecopy-out"))
}

#[test]
fn summary_of_a_run() {
    insta::assert_snapshot!(render::terminal(&told(&common::tower()), Style::plain(100)));
}

#[test]
fn summary_on_a_narrow_terminal() {
    let text = render::terminal(&told(&common::tower()), Style::plain(48));
    insta::assert_snapshot!(text);
}

#[test]
fn summary_where_nothing_is_linked() {
    let mut tables = common::tower();
    tables.articles.truncate(1);
    tables.pages.truncate(1);
    tables.stories.truncate(1);
    tables.stories[0].articles.truncate(1);
    tables.links.clear();
    tables.alignments.clear();
    tables.changes.clear();
    tables.families.clear();
    tables.furniture.clear();
    insta::assert_snapshot!(render::terminal(&told(&tables), Style::plain(100)));
}

#[test]
fn summary_where_nothing_could_be_read() {
    let tables =
        Tables { pages: vec![common::rejected("a.html", "not text: it holds a PNG picture")], ..Tables::default() };
    insta::assert_snapshot!(render::terminal(&told(&tables), Style::plain(100)));
}

#[test]
fn the_comparison_of_two_texts() {
    let tables = common::tower();
    let pair = Pair::find(&tables, "argus.txt#1~crier.txt#1").expect("the link is there");
    insta::assert_snapshot!(render::compare(&pair, Style::plain(100)));
    insta::assert_snapshot!("explanation", render::explain(&pair, Style::plain(100)));
}

#[test]
fn the_comparison_of_texts_that_nothing_links() {
    let mut tables = common::tower();
    let mut link = common::link("argus.txt#1", "daily.txt#1", "unrelated", [0.0; 4]);
    link.direction_reason = String::new();
    common::align(&mut tables, &link, &[("dropped", Some(0), None), ("added", None, Some(0))]);
    tables.links.push(link);
    let pair = Pair::find(&tables, "argus.txt#1~daily.txt#1").expect("the link is there");
    insta::assert_snapshot!(render::compare(&pair, Style::plain(100)));
}

#[test]
fn colour_adds_nothing_but_colour() {
    let tables = common::tower();
    let pair = Pair::find(&tables, "argus.txt#1~crier.txt#1").expect("the link is there");
    for (plain, coloured) in [
        (render::compare(&pair, Style::plain(80)), render::compare(&pair, Style::coloured(80))),
        (render::explain(&pair, Style::plain(80)), render::explain(&pair, Style::coloured(80))),
        (render::terminal(&told(&tables), Style::plain(80)), render::terminal(&told(&tables), Style::coloured(80))),
    ] {
        assert!(coloured.contains("\u{1b}["));
        assert_eq!(without_colour(&coloured), plain);
    }
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once('m').expect("only colours are sent").1).collect::<String>()
}

#[test]
fn json_holds_the_rows_of_the_pair() {
    let tables = common::tower();
    let pair = Pair::find(&tables, "argus.txt#1~crier.txt#1").expect("the link is there");
    let object: serde_json::Value = serde_json::from_str(&json::compare(&pair)).expect("it is JSON");
    assert_eq!(object["link"]["kind"], "rewrite");
    assert_eq!(object["alignments"].as_array().map(Vec::len), Some(7));
    assert_eq!(object["changes"][0]["b_text"], "21");
    assert!(!json::compare(&pair).contains('\n'));
    assert!(Pair::find(&tables, "no~such").is_none());
}

#[test]
fn hostile_text_does_not_steer_the_terminal() {
    let mut tables = common::tower();
    let evil = "\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}31m\u{202e}gpj.exe\r";
    for row in &mut tables.articles {
        row.headline = Some(evil.to_owned());
        row.outlet = Some(evil.to_owned());
        row.body = row.body.replace("The clock", "\u{1b}[8m clo").replace("nobody", "\u{202e}body");
    }
    for row in &mut tables.links {
        row.direction_reason = evil.to_owned();
        row.found_by = evil.to_owned();
    }
    for row in &mut tables.changes {
        row.reason = evil.to_owned();
        row.a_text = Some(evil.to_owned());
    }
    tables.pages[4].page_id = evil.to_owned();
    tables.pages[4].reason = Some(evil.to_owned());
    tables.furniture[0].text = evil.to_owned();
    tables.stories[0].label = evil.to_owned();
    let pair = Pair::find(&tables, "argus.txt#1~crier.txt#1").expect("the link is there");
    for text in [
        render::terminal(&told(&tables), Style::plain(80)),
        render::compare(&pair, Style::plain(80)),
        render::explain(&pair, Style::plain(80)),
    ] {
        let steering = text.chars().find(|&c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c));
        assert_eq!(steering, None, "{text}");
        assert!(text.contains("gpj.exe"), "it is shown, not dropped");
    }
}

#[test]
fn spans_that_fit_nothing_are_no_crash() {
    let mut tables = common::tower();
    for row in &mut tables.alignments {
        for span in row.a_spans.iter_mut().chain(&mut row.b_spans) {
            *span = [span[0] + 1, u64::MAX];
        }
        for edit in &mut row.edits {
            edit.a = [u64::MAX, 0];
        }
    }
    for row in &mut tables.changes {
        row.a_span = Some([9, 3]);
        row.b_span = Some([101, 9_999]);
    }
    let pair = Pair::find(&tables, "argus.txt#1~crier.txt#1").expect("the link is there");
    assert!(!render::compare(&pair, Style::plain(80)).is_empty());
    assert!(!wirecopy_view::report(&tables).is_empty());
    assert!(!told(&tables).changes.is_empty());
}
