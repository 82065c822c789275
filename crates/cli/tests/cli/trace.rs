//! `wirecopy trace` as a user meets it.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::common::{contents, root, run, wirecopy};

const STORY: &str = "The old bridge over the Arle was closed on Monday after engineers found cracks in two of its piers. \
                     Traffic goes by way of Senholm until further notice, the road office said.";

fn pile(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    for (name, bytes) in files {
        let path = folder.path().join("pile").join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    folder
}

fn trace(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(wirecopy().arg("trace").arg(folder.join("pile")).arg("--out").arg(folder.join("out")).args(arguments))
}

/// One bad input among good ones: it is told, counted, and the rest is done.
fn check_bad(name: &str, bytes: &[u8], words: &str) {
    let folder = pile(&[("good.txt", STORY.as_bytes()), (name, bytes)]);
    let (code, out, _) = trace(folder.path(), &[]);
    assert_eq!(code, 2, "{name}: {out}");
    assert!(out.contains("2 pages: 1 read, 1 rejected"), "{name}: {out}");
    let flat: String = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains(words), "{name}: {flat}");
    let pages = fs::read_to_string(folder.path().join("out/pages.jsonl")).expect("the tables are written");
    assert_eq!(pages.lines().count(), 2, "{pages}");
    let articles = fs::read_to_string(folder.path().join("out/articles.jsonl")).expect("the tables are written");
    assert!(articles.contains("good.txt#1"));
}

#[test]
fn an_empty_file() {
    check_bad("empty.txt", b"", "empty");
}

#[test]
fn a_binary_file() {
    check_bad("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0", "PNG");
}

#[test]
fn a_broken_archive() {
    check_bad("page.html.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b", "gzip");
}

#[test]
fn a_broken_record() {
    let lines = format!("{{\"id\": \"one\", \"text\": \"{STORY}\"}}\n{{\"id\": \"two\", \"text\": \n");
    let folder = pile(&[("feed.jsonl", lines.as_bytes())]);
    let (code, out, _) = trace(folder.path(), &[]);
    assert_eq!(code, 2);
    let flat: String = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("feed.jsonl:2"), "{out}");
}

#[test]
fn a_missing_path() {
    let folder = pile(&[("good.txt", STORY.as_bytes())]);
    let missing = folder.path().join("not-here");
    let (code, out, _) = run(wirecopy()
        .arg("trace")
        .arg(folder.path().join("pile"))
        .arg(&missing)
        .arg("--out")
        .arg(folder.path().join("out")));
    assert_eq!(code, 2);
    assert!(out.contains("1 rejected") && out.contains("not-here"), "{out}");
}

#[test]
fn text_in_another_encoding_is_read() {
    let folder =
        pile(&[("latin.txt", b"The caf\xe9 in Orl\xe9ans was closed on Monday after a fire, the owner said.")]);
    let (code, ..) = trace(folder.path(), &[]);
    assert_eq!(code, 0);
    let articles = fs::read_to_string(folder.path().join("out/articles.jsonl")).expect("the tables are written");
    assert!(articles.contains("café in Orléans"), "{articles}");
}

#[test]
fn one_line_of_fifty_megabytes() {
    let line = format!("{STORY} ").repeat(50 * 1024 * 1024 / STORY.len());
    let folder = pile(&[("long.txt", line.as_bytes()), ("good.txt", STORY.as_bytes())]);
    let (code, out, _) = trace(folder.path(), &["--quiet"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("2 pages"), "{out}");
}

#[test]
fn an_output_folder_that_can_not_be_made() {
    let folder = pile(&[("good.txt", STORY.as_bytes())]);
    let blocked = folder.path().join("pile/good.txt/out");
    let (code, out, err) = run(wirecopy().arg("trace").arg(folder.path().join("pile")).arg("--out").arg(&blocked));
    assert_eq!(code, 2);
    assert!(out.is_empty() && err.contains("good.txt"), "{err}");
}

#[test]
fn nothing_to_read_is_told() {
    let folder = pile(&[]);
    fs::create_dir(folder.path().join("pile")).expect("a folder can be made");
    let (code, out, err) = trace(folder.path(), &[]);
    assert_ne!(code, 0);
    assert!(!format!("{out}{err}").trim().is_empty());
}

#[test]
fn its_own_output_is_not_read_again() {
    let folder = pile(&[("good.txt", STORY.as_bytes())]);
    let inside = folder.path().join("pile/wirecopy-out");
    for _ in 0..2 {
        let (code, out, _) = run(wirecopy().arg("trace").arg(folder.path().join("pile")).arg("--out").arg(&inside));
        assert_eq!(code, 0, "{out}");
        assert!(out.contains("1 page"), "{out}");
    }
}

#[test]
fn threads_and_order_change_no_byte() {
    let names =
        ["coast-radio.txt", "valley-wire.txt", "island-times.html", "sundmark-courier-monday.txt", "fjord-review.txt"];
    let mut runs = Vec::new();
    for (threads, reversed) in [("1", false), ("8", true), ("3", false)] {
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let mut files: Vec<_> = names.iter().map(|name| root().join("examples/pile").join(name)).collect();
        if reversed {
            files.reverse();
        }
        let out = folder.path().join("out");
        let (code, _, err) =
            run(wirecopy().arg("trace").args(&files).arg("--out").arg(&out).args(["--threads", threads]));
        assert_eq!(code, 0, "{err}");
        runs.push(contents(&out));
    }
    assert_eq!(runs[0], runs[1]);
    assert_eq!(runs[0], runs[2]);
}

#[test]
fn all_formats_hold_the_same() {
    let out = tempfile::tempdir().expect("a scratch folder can be made");
    let mut read = Vec::new();
    for format in ["jsonl", "csv", "parquet"] {
        let dir = out.path().join(format);
        run(wirecopy()
            .arg("trace")
            .arg(root().join("examples/pile"))
            .arg("--out")
            .arg(&dir)
            .args(["--format", format]));
        read.push(wirecopy_record::Tables::read(&dir).expect("what was written can be read"));
    }
    assert!(!read[0].links.is_empty());
    assert_eq!(read[0], read[1]);
    assert_eq!(read[0], read[2]);
}

#[test]
fn a_pipe_that_closes_is_no_trouble() {
    let folder = pile(&[("good.txt", STORY.as_bytes())]);
    let mut command = wirecopy();
    command.arg("trace").arg(folder.path().join("pile")).arg("--out").arg(folder.path().join("out")).arg("--quiet");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
    drop(child.stdout.take()); // nobody reads: writing the summary fails
    let ended = child.wait_with_output().expect("the command ends");
    assert_eq!(ended.status.code(), Some(0));
    assert!(ended.stderr.is_empty(), "{}", String::from_utf8_lossy(&ended.stderr));
}
