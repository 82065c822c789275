//! Scratch piles, and what reading them gives, as lines.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use wirecopy_document::SourcePage;
use wirecopy_ingest::{Options, Pile};

/// A folder with the given files in it; names that end with `/` are empty folders.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        if name.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    dir
}

/// Reads `arguments` (paths inside `dir`), in the order given and backwards: both must give the same.
pub(crate) fn read(dir: &Path, arguments: &[&str], options: &Options) -> Pile {
    let mut paths: Vec<PathBuf> = arguments.iter().map(|a| dir.join(a)).collect();
    let pile = Pile::read(&paths, options);
    paths.reverse();
    assert_eq!(Pile::read(&paths, options), pile, "the order of the arguments matters");
    pile
}

/// One line for each page, reject and note; the scratch folder's name is left out.
pub(crate) fn lines(dir: &Path, pile: &Pile) -> Vec<String> {
    let pages = pile.pages.iter().map(|p| format!("{} [{:?}] {}", p.id, p.format, shown(&p.content)));
    let rejects = pile.rejects.iter().map(|r| format!("{} REJECT {r}", r.id));
    let notes = pile.notes.iter().map(|n| format!("NOTE {n}"));
    let passed = pile.tally.passed().iter().map(|(what, count)| format!("PASSED {count} {what}"));
    let home = format!("{}/", dir.display());
    pages.chain(rejects).chain(notes).chain(passed).map(|line| line.replace(&home, "")).collect()
}

/// What is known of a page besides its text.
pub(crate) fn about(page: &SourcePage) -> String {
    let fields = [
        ("uri", &page.uri),
        ("outlet", &page.outlet),
        ("crawled", &page.crawled_at),
        ("published", &page.published_at),
        ("title", &page.title),
        ("byline", &page.byline),
    ];
    let known = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?)));
    known.collect::<Vec<_>>().join(" ")
}

/// Pages of one MiB at most.
pub(crate) fn small() -> Options {
    let mut options = Options::default();
    options.limits.max_page_bytes = 1 << 20;
    options
}

/// Text on one line.
fn shown(text: &str) -> String {
    text.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"")
}

/// Writes `files`, reads `arguments`, compares what came.
#[track_caller]
pub(crate) fn check(files: &[(&str, &[u8])], arguments: &[&str], expected: &[&str]) {
    let dir = folder(files);
    let pile = read(dir.path(), arguments, &Options::default());
    assert_eq!(lines(dir.path(), &pile), expected);
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}
