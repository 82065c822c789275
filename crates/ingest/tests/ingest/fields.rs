//! Which field is taken for what.

use crate::scratch::{folder, read};
use wirecopy_ingest::{FIELDS, Options, Role};

/// Reads one record; gives the page's fields (id, outlet, published, crawled, title, byline, uri) and what was used.
#[track_caller]
fn check(json: &str, expected: &[&str], used: &str) {
    let dir = folder(&[("a.jsonl", json.as_bytes())]);
    let pile = read(dir.path(), &["a.jsonl"], &Options::default());
    let page = pile.pages.first().unwrap_or_else(|| panic!("{:?}", pile.rejects));
    let values = [&page.outlet, &page.published_at, &page.crawled_at, &page.title, &page.byline, &page.uri];
    let values = [page.id.as_str()].into_iter().chain(values.into_iter().map(|v| v.as_deref().unwrap_or("-")));
    assert_eq!(values.collect::<Vec<_>>(), expected);
    let fields: Vec<String> = pile.tally.fields().iter().map(ToString::to_string).collect();
    assert_eq!(fields.join(", "), used);
}

#[test]
fn common_writers_are_understood() {
    // news-please
    check(
        r#"{"authors": ["Ann Lee", "Bo Day"], "date_download": "2024-04-03 08:00:01", "date_publish": "2024-04-02 10:00:00", "filename": "x",
            "maintext": "Rain fell.", "source_domain": "lorn.example", "title": "Rain", "url": "https://lorn.example/1"}"#
            .replace('\n', "")
            .as_str(),
        &["https://lorn.example/1", "lorn.example", "2024-04-02T10:00:00", "2024-04-03T08:00:01", "Rain", "Ann Lee, Bo Day", "https://lorn.example/1"],
        "text from `maintext`, id from `url`, address from `url`, title from `title`, author from `authors`, outlet from `source_domain`, \
         publication date from `date_publish`, crawl date from `date_download`",
    );
    // NewsAPI
    check(
        r#"{"source": {"id": null, "name": "The Lorn Post"}, "author": null, "publishedAt": "2024-04-02T10:00:00Z", "content": "Rain fell."}"#,
        &["a.jsonl:1", "The Lorn Post", "2024-04-02T10:00:00Z", "-", "-", "-", "-"],
        "text from `content`, outlet from `source`, publication date from `publishedAt`",
    );
    // MongoDB
    check(
        r#"{"_id": {"$oid": "5f"}, "date": {"$date": 1712052000000}, "Body-Text": ["Rain fell.", "Snow too."], "Author": {"name": "Ann Lee"}}"#,
        &["5f", "-", "2024-04-02T10:00:00Z", "-", "-", "Ann Lee", "-"],
        "text from `Body-Text`, id from `_id`, author from `Author`, publication date from `date`",
    );
}

#[test]
fn the_best_field_that_is_not_empty_counts() {
    let none = ["1", "-", "-", "-", "-", "-", "-"];
    check(r#"{"raw_html": "<p>x</p>", "content": "Rain.", "id": 1}"#, &none, "text from `content`, id from `id`");
    check(r#"{"content": "Rain.", "text": "Rain fell.", "id": 1}"#, &none, "text from `text`, id from `id`");
    check(r#"{"text": "Rain fell.", "content": "Rain.", "id": 1}"#, &none, "text from `text`, id from `id`");
    check(
        r#"{"text": "", "html": "<p>Rain</p>", "id": 1, "title": "None", "author": "nan"}"#,
        &none,
        "HTML from `html`, id from `id`",
    );
    check(r#"{"text": null, "html": "<p>Rain</p>", "uid": "", "guid": 1}"#, &none, "HTML from `html`, id from `guid`");
}

#[test]
fn what_can_not_be_used_is_said() {
    let json = r#"{"id": "a\u0000b", "date": "04/02/2024", "text": "Rain."}"#;
    check(json, &["a.jsonl:1", "-", "-", "-", "-", "-", "-"], "text from `text`");
    let dir = folder(&[("a.jsonl", json.as_bytes())]);
    let notes: Vec<String> =
        read(dir.path(), &["a.jsonl"], &Options::default()).notes.iter().map(ToString::to_string).collect();
    let expected = [
        "a.jsonl:1: its `date` is no date, or could be two, and was dropped: 04/02/2024",
        "a.jsonl:1: its `id` is too long for an id or has control characters; its line is its id",
    ];
    assert_eq!(notes, expected);
}

#[test]
fn many_notes_of_a_kind_are_one_line() {
    let lines = |n: u32| {
        (0..n).map(|i| format!("{{\"id\": {i}, \"date\": \"x{i}\", \"text\": \"Rain.\"}}\n")).collect::<String>()
    };
    let told = |n: u32| {
        let dir = folder(&[("a.jsonl", lines(n).as_bytes())]);
        read(dir.path(), &["a.jsonl"], &Options::default()).tally.note_lines()
    };
    let one = |i: u32| format!("{i}: its `date` is no date, or could be two, and was dropped: x{i}");
    assert_eq!(told(2), [one(0), one(1)]);
    let first = one(0);
    assert_eq!(told(3), [format!("3 times: a date was dropped because it is none or could be two (first: {first})")]);
}

#[test]
fn html_in_a_text_field_is_html() {
    let dir = folder(&[("a.jsonl", br#"{"text": "<div><p>Rain.</p></div>"}"#)]);
    assert_eq!(read(dir.path(), &["a.jsonl"], &Options::default()).pages[0].format, wirecopy_document::Format::Html);
}

#[test]
fn the_table_of_fields_is_in_the_form_that_names_are_compared_in() {
    for (role, names) in FIELDS {
        for name in *names {
            let rest = name.trim_start_matches('_');
            assert!(!rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase()), "{role:?}: {name}");
        }
        let mut sorted = names.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), names.len(), "{role:?} names a field twice");
    }
    assert_eq!(FIELDS.len(), Role::CrawledAt as usize + 1, "a role without names");
}
