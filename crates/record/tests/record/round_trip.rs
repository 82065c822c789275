//! What is written is what is read, in every format, whatever the texts hold.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use wirecopy_record::{
    AgencyRow, AlignmentRow, ArticleRow, ChangeRow, DisagreementRow, EditRow, FamilyRow, Folder, Format, FurnitureRow,
    LinkRow, OutletRow, PageRow, PassageRow, PlaceRow, SpanRow, Stamp, StemmaRow, StoryOutletRow, StoryRow, Tables,
    WordingRow,
};

/// Texts as hostile as pages can be: quotes, separators, line ends, control characters, formulas, emoji, any character.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        vec(
            prop::sample::select(vec![
                "\"", "'", "''", ",", ";", "\n", "\r", "\r\n", "\t", "\0", "\u{1}", "\u{7f}", "=", "+", "-", "@", "＝",
                "[", "{", "\\", "null", "NA", "🗞️", "e\u{301}", "\u{feff}", "\u{2028}", "\u{202e}", " ", "1", "word",
            ]),
            0..8
        )
        .prop_map(|parts| parts.concat()),
    ]
}

/// CSV has no null beside the empty text, so columns that may be null hold no empty one.
fn maybe() -> impl Strategy<Value = Option<String>> {
    option::of(text().prop_filter("not empty", |t| !t.is_empty()))
}

fn number() -> impl Strategy<Value = u64> {
    prop_oneof![0..100_u64, 0..=i64::MAX as u64]
}

fn span() -> impl Strategy<Value = SpanRow> {
    [number(), number()]
}

fn share() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0, Just(-0.0), Just(f64::MIN_POSITIVE), Just(0.1 + 0.2)]
}

fn page() -> impl Strategy<Value = PageRow> {
    (text(), maybe(), maybe(), maybe(), maybe(), number(), text(), maybe()).prop_map(
        |(page_id, uri, outlet, crawled_at, published_at, articles, status, reason)| PageRow {
            page_id,
            uri,
            outlet,
            crawled_at,
            published_at,
            articles,
            status,
            reason,
        },
    )
}

fn article() -> impl Strategy<Value = ArticleRow> {
    let texts = || vec(text(), 0..4);
    let spans = || vec(span(), 0..4);
    let names = (text(), text(), maybe(), maybe(), maybe(), maybe(), maybe(), maybe());
    let lists = (texts(), texts(), texts(), spans(), spans());
    (names, lists, (text(), number(), maybe(), text(), any::<bool>(), text())).prop_map(|(names, lists, rest)| {
        ArticleRow {
            article_id: names.0,
            page_id: names.1,
            outlet: names.2,
            headline: names.3,
            byline: names.4,
            dateline: names.5,
            published_at: names.6,
            language: names.7,
            credits: lists.0,
            photo_credits: lists.1,
            captions: lists.2,
            body_spans: lists.3,
            sentence_spans: lists.4,
            body: rest.0,
            tokens: rest.1,
            family_id: rest.2,
            story_id: rest.3,
            canonical: rest.4,
            content_hash: rest.5,
        }
    })
}

fn link() -> impl Strategy<Value = LinkRow> {
    let passage = (span(), span(), number()).prop_map(|(a, b, tokens)| PassageRow { a, b, tokens });
    let shares = (share(), share(), share(), share(), share());
    ((text(), text(), text(), text()), shares, (text(), text(), text(), vec(passage, 0..4))).prop_map(
        |(ids, shares, rest)| LinkRow {
            link_id: ids.0,
            a: ids.1,
            b: ids.2,
            kind: ids.3,
            copied_a: shares.0,
            copied_b: shares.1,
            reworded_a: shares.2,
            reworded_b: shares.3,
            score: shares.4,
            direction: rest.0,
            direction_reason: rest.1,
            found_by: rest.2,
            passages: rest.3,
        },
    )
}

fn alignment() -> impl Strategy<Value = AlignmentRow> {
    let edit = (text(), span(), span()).prop_map(|(op, a, b)| EditRow { op, a, b });
    let spans = || vec(span(), 0..3);
    (text(), number(), spans(), spans(), text(), any::<bool>(), share(), vec(edit, 0..4)).prop_map(
        |(link_id, n, a_spans, b_spans, label, moved, similarity, edits)| AlignmentRow {
            link_id,
            n,
            a_spans,
            b_spans,
            label,
            moved,
            similarity,
            edits,
        },
    )
}

fn change() -> impl Strategy<Value = ChangeRow> {
    let spans = (option::of(span()), option::of(span()), maybe(), maybe());
    (text(), number(), text(), text(), spans, text(), share()).prop_map(
        |(link_id, n, kind, severity, spans, reason, confidence)| ChangeRow {
            link_id,
            n,
            kind,
            severity,
            a_span: spans.0,
            b_span: spans.1,
            a_text: spans.2,
            b_text: spans.3,
            reason,
            confidence,
        },
    )
}

fn groups() -> impl Strategy<Value = (Vec<FurnitureRow>, Vec<FamilyRow>, Vec<StemmaRow>, Vec<StoryRow>)> {
    let furniture = (text(), span(), text(), text(), text())
        .prop_map(|(page_id, span, text, kind, reason)| FurnitureRow { page_id, span, text, kind, reason });
    let family =
        (text(), vec(text(), 0..4), text(), maybe()).prop_map(|(family_id, members, canonical, unseen_source)| {
            FamilyRow { family_id, members, canonical, unseen_source }
        });
    (vec(furniture, 0..3), vec(family, 0..3), vec(stemma(), 0..3), vec(story(), 0..3))
}

fn stemma() -> impl Strategy<Value = StemmaRow> {
    let spans = || vec(span(), 0..3);
    let words = (text(), text(), text(), vec(text(), 0..3));
    (text(), text(), text(), share(), words, spans(), spans()).prop_map(
        |(family_id, parent, child, support, (kind, evidence, grounds, same_words), parent_spans, child_spans)| {
            StemmaRow {
                family_id,
                parent,
                child,
                kind,
                support,
                evidence,
                grounds,
                same_words,
                parent_spans,
                child_spans,
            }
        },
    )
}

fn story() -> impl Strategy<Value = StoryRow> {
    let by_outlet = (text(), number(), number(), share())
        .prop_map(|(outlet, articles, versions, wire)| StoryOutletRow { outlet, articles, versions, wire });
    let place = (text(), span()).prop_map(|(article_id, span)| PlaceRow { article_id, span });
    let wording = (text(), vec(text(), 0..3), vec(text(), 0..3), maybe(), vec(place, 0..3)).prop_map(
        |(text, articles, outlets, first_at, places)| WordingRow { text, articles, outlets, first_at, places },
    );
    let disagreement = (text(), text(), text(), text(), vec(wording, 0..3))
        .prop_map(|(kind, about, between, nature, says)| DisagreementRow { kind, about, between, nature, says });
    let who = (vec(text(), 0..3), vec(text(), 0..3), maybe(), text());
    let told = (vec(disagreement, 0..3), number());
    (text(), text(), who, maybe(), maybe(), vec(by_outlet, 0..3), told).prop_map(
        |(story_id, label, (articles, outlets, first, canonical), first_at, last_at, by_outlet, told)| StoryRow {
            story_id,
            label,
            articles,
            outlets,
            first_at,
            last_at,
            first,
            canonical,
            by_outlet,
            disagreements: told.0,
            compared: told.1,
        },
    )
}

fn outlet() -> impl Strategy<Value = OutletRow> {
    let agency =
        (text(), number(), share()).prop_map(|(agency, articles, tokens)| AgencyRow { agency, articles, tokens });
    (maybe(), (number(), number(), number()), (share(), share(), share()), vec(agency, 0..3)).prop_map(
        |(outlet, (articles, stories, tokens), (copied, reworded, own), by_agency)| OutletRow {
            outlet,
            articles,
            stories,
            tokens,
            copied,
            reworded,
            own,
            by_agency,
        },
    )
}

fn tables() -> impl Strategy<Value = Tables> {
    let main =
        (vec(page(), 0..4), vec(article(), 0..4), vec(link(), 0..4), vec(alignment(), 0..4), vec(change(), 0..4));
    (main, groups(), vec(outlet(), 0..3)).prop_map(|(main, groups, outlets)| Tables {
        pages: main.0,
        articles: main.1,
        links: main.2,
        alignments: main.3,
        changes: main.4,
        furniture: groups.0,
        families: groups.1,
        stemma: groups.2,
        stories: groups.3,
        outlets,
    })
}

/// Writes, reads, writes again: equal rows, equal bytes.
fn check(format: Format, tables: &Tables) -> Result<(), TestCaseError> {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let stamp = Stamp { program: "0.1.0".to_owned(), settings: "0123".to_owned() };
    tables.write(one.path(), format, &stamp).unwrap();
    let read = Tables::read(one.path()).unwrap();
    prop_assert_eq!(&read, tables);
    read.write(two.path(), format, &stamp).unwrap();
    let manifest = Folder::open(one.path()).unwrap().manifest().clone();
    for file in manifest.tables.iter().map(|t| t.file.as_str()).chain(["wirecopy.json"]) {
        prop_assert_eq!(std::fs::read(one.path().join(file)).unwrap(), std::fs::read(two.path().join(file)).unwrap());
    }
    Ok(())
}

fn run(format: Format, cases: u32) {
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    runner.run(&tables(), |tables| check(format, &tables)).unwrap();
    check(format, &Tables::default()).unwrap();
}

#[test]
fn jsonl_comes_back_as_it_went() {
    run(Format::Jsonl, 64);
}

#[test]
fn csv_comes_back_as_it_went() {
    run(Format::Csv, 64);
}

#[test]
fn parquet_comes_back_as_it_went() {
    run(Format::Parquet, 64);
}

#[test]
fn an_empty_text_that_may_be_null_comes_back_but_from_csv() {
    let row = PageRow { page_id: "a".to_owned(), uri: Some(String::new()), ..PageRow::default() };
    let tables = Tables { pages: vec![row], ..Tables::default() };
    for (format, expected) in [(Format::Jsonl, Some("")), (Format::Csv, None), (Format::Parquet, Some(""))] {
        let out = tempfile::tempdir().unwrap();
        tables.write(out.path(), format, &Stamp::default()).unwrap();
        assert_eq!(Tables::read(out.path()).unwrap().pages[0].uri.as_deref(), expected, "{format}");
    }
}
