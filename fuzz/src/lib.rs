//! What must hold of any bytes. The targets in `fuzz_targets/` are one line each; the saved corpus goes through the same checks
//! in `crates/engine/tests/engine/corpus.rs`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;

use tempfile::TempDir;
use wirecopy_document::{Format, SourcePage};
use wirecopy_extract::{Evidence, extract, outline};
use wirecopy_ingest::{Options, Pile};
use wirecopy_record::Tables;
use wirecopy_store::{MANIFEST, Store, StoreSettings};
use wirecopy_text::{Span, Tokens, sentences, walk_keys};

thread_local! {
    static SCRATCH: RefCell<TempDir> = RefCell::new(tempfile::tempdir().expect("a scratch folder can be made"));
}

/// Reads `bytes` as a file of one of `names`, which the first byte chooses. Something is said of every file, pages have text and
/// ids of their own, and nothing panics.
pub fn read(names: &[&str], bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let name = names[usize::from(*choice) % names.len()];
    SCRATCH.with_borrow(|scratch| {
        let path = scratch.path().join(name);
        fs::write(&path, bytes).expect("scratch");
        check_pile(&Pile::read(&[path], &options()));
    });
}

/// Small pages, so that limits are met often.
fn options() -> Options {
    let mut options = Options::default();
    options.limits.max_page_bytes = 1 << 16;
    options
}

fn check_pile(pile: &Pile) {
    let told = pile.pages.len() + pile.rejects.len() + pile.tally.passed().len() + pile.notes.len();
    assert!(told > 0, "nothing is said");
    let ids: BTreeSet<&str> =
        pile.pages.iter().map(|p| p.id.as_str()).chain(pile.rejects.iter().map(|r| r.id.as_str())).collect();
    assert_eq!(ids.len(), pile.pages.len() + pile.rejects.len(), "an id is given twice");
    assert!(pile.pages.iter().all(|p| !p.id.is_empty() && !p.content.trim().is_empty()), "an empty page");
    let bug = pile.rejects.iter().find(|r| r.reason.contains("a bug in wirecopy"));
    assert!(bug.is_none(), "{bug:?}");
}

/// Extracts pages and checks that every span lies in its text.
pub fn articles(format: Format, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let page = |(n, content): (usize, &str)| SourcePage { format, ..SourcePage::text(n.to_string(), content) };
    // A form feed parts pages, so that evidence of several is found.
    let outlines: Vec<_> = text.split('\u{c}').enumerate().map(page).map(outline).collect();
    let evidence = Evidence::gather(&outlines);
    for outline in outlines {
        let page = extract(outline, &evidence);
        let spans = page.furniture.iter().map(|f| f.span);
        let bodies = page.articles.iter().flat_map(|a| a.body.iter().chain(&a.captions).copied());
        spans.chain(bodies).for_each(|span| check_span(span, &page.text));
    }
}

fn check_span(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} is no part of a text of {} bytes", text.len());
}

/// Words and sentences: in order, inside the text, words inside what was asked for; the quick way to words finds the same.
pub fn words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let whole = Span::new(0, text.len());
    let mut end = 0;
    for sentence in sentences(&text, whole) {
        check_span(sentence, &text);
        assert!(sentence.start() >= end, "sentences overlap");
        end = sentence.end();
    }
    let tokens = Tokens::of(&text);
    let mut end = 0;
    for at in 0..tokens.len() {
        let span = tokens.span(at);
        check_span(span, &text);
        assert!(span.start() >= end && !tokens.word(at).is_empty(), "words overlap or are empty");
        end = span.end();
    }
    let mut at = 0;
    walk_keys(&text, |words| {
        for word in words.iter() {
            assert_eq!(word.start as usize..word.end as usize, tokens.span(at).range(), "word {at}");
            at += 1;
        }
    });
    assert_eq!(at, tokens.len(), "the quick way ends early");
}

/// Reads a folder of results whose manifest, and one of whose tables, is any bytes.
pub fn results(bytes: &[u8]) {
    let middle = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    SCRATCH.with_borrow(|scratch| {
        fs::write(scratch.path().join("wirecopy.json"), &bytes[..middle]).expect("scratch");
        fs::write(scratch.path().join("pages.jsonl"), &bytes[(middle + 1).min(bytes.len())..]).expect("scratch");
        let _ = Tables::read(scratch.path());
    });
}

/// Opens an archive whose manifest, and whose only file of records, is any bytes: it is refused, or its records are read or said to be damaged.
pub fn store(bytes: &[u8]) {
    let middle = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    let dir = SCRATCH.with_borrow(|scratch| scratch.path().join("store"));
    fs::create_dir_all(&dir).expect("scratch");
    fs::write(dir.join(MANIFEST), &bytes[..middle]).expect("scratch");
    fs::write(dir.join("words-000000.seg"), &bytes[(middle + 1).min(bytes.len())..]).expect("scratch");
    let Ok(store) = Store::open(&dir, &StoreSettings::default()) else { return };
    let words = store.list::<(u32, String)>("words");
    let read = words.scan(0..words.len()).filter(Result::is_ok).count();
    assert!(read as u64 <= words.len());
    let _ = store.verify(|_| {});
}
