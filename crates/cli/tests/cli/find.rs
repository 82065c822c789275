//! `find` in an archive and in the folder of a run: the same answers, whatever the pile is kept in.

use std::fs;
use std::path::Path;

use crate::common::{run, wirecopy};

/// Words that no other article has.
fn words(seed: usize, count: usize) -> String {
    let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"];
    let word = |n: usize| {
        let mut n = (n + 1) * (seed * 7919 + 104_729);
        (0..4)
            .map(|_| {
                n = n / 10 + n % 10 * 31;
                syllables[n % 10]
            })
            .collect::<String>()
    };
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

fn sentence(text: &str) -> String {
    format!("The {text}.")
}

/// Three pages: one with the whole story, one with a part of it in capitals behind words of its own, one with nothing of it.
fn pile(dir: &Path) -> (String, String) {
    let (story, own) = (words(1, 120), words(2, 80));
    let part = story.split(' ').skip(30).take(20).collect::<Vec<_>>().join(" ");
    fs::create_dir_all(dir).expect("a folder can be made");
    let write = |name: &str, text: &str| fs::write(dir.join(name), text).expect("a file can be written");
    write("whole.txt", &format!("Köln: the headline of the whole\n\n{}\n", sentence(&story)));
    write("page.txt", &format!("Another headline\n\n{}\n\n{}\n", sentence(&own), sentence(&part.to_uppercase())));
    write("other.txt", &format!("A third headline\n\n{}\n", sentence(&words(3, 90))));
    (story, part)
}

fn find(text: &str, dir: &Path) -> (i32, String, String) {
    run(wirecopy().args(["find", text, "--format", "jsonl", "--in"]).arg(dir))
}

fn ids(told: &str) -> Vec<String> {
    let id = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row is JSON");
        row["id"].as_str().expect("an id").to_owned()
    };
    told.lines().map(id).collect()
}

#[test]
fn an_archive_and_the_folder_of_a_run_answer_alike() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let at = |name: &str| folder.path().join(name);
    let (story, part) = pile(&at("pile"));
    for format in ["jsonl", "csv", "parquet"] {
        let (archive, out) = (at(&format!("{format}.wirecopy")), at(format));
        let (_, _, err) = run(wirecopy()
            .arg("trace")
            .arg(at("pile"))
            .args(["--quiet", "--format", format, "--archive"])
            .arg(&archive)
            .arg("--out")
            .arg(&out));
        assert_eq!(err, "");
        for text in [format!("something else before {part}"), story.clone(), words(9, 30)] {
            let (code, told, err) = find(&text, &archive);
            assert_eq!((code, told.clone(), err), find(&text, &out), "{format}");
            assert_eq!((code, told.clone(), String::new()), find(&text, &out), "with the index that is there now");
        }
        let (_, told, _) = find(&format!("something else before {part}"), &archive);
        assert_eq!(ids(&told), ["page.txt#1", "whole.txt#1"]);
        let row: serde_json::Value = serde_json::from_str(told.lines().next().expect("two rows")).expect("JSON");
        let place = |i: usize| row["passages"][0]["b"][i].as_u64().expect("a place") as usize;
        let page = fs::read_to_string(at("pile").join("page.txt")).expect("it was written");
        assert_eq!(&page[place(0)..place(1)], part.to_uppercase(), "places are those on the page");
        assert_eq!(find(&words(9, 30), &archive).0, 1);
    }
}

#[test]
fn pages_that_were_added_are_found_and_replaced_tables_are_read_anew() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let at = |name: &str| folder.path().join(name);
    let (_, part) = pile(&at("pile"));
    let (archive, out) = (at("news.wirecopy"), at("out"));
    run(wirecopy().arg("trace").arg(at("pile")).arg("--archive").arg(&archive).arg("--out").arg(&out));
    assert_eq!(ids(&find(&part, &out).1).len(), 2);
    fs::create_dir_all(out.join(".find-index-of-one-that-was-killed")).expect("a folder can be made");
    fs::create_dir_all(at("more")).expect("a folder can be made");
    fs::write(at("more/late.txt"), format!("A late headline\n\nThe {part} {}.\n", words(5, 60))).expect("written");
    let (code, _, err) = run(wirecopy().arg("add").arg(at("more")).arg("--to").arg(&archive).arg("--out").arg(&out));
    assert_eq!(code, 0, "{err}");
    for dir in [&archive, &out] {
        assert_eq!(ids(&find(&part, dir).1), ["late.txt#1", "page.txt#1", "whole.txt#1"].map(String::from).to_vec());
    }
    let indexes = fs::read_dir(&out)
        .expect("a folder")
        .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().contains("find-index")));
    assert_eq!(indexes.count(), 1, "the index of the tables before is gone, and what was never finished");
    let (code, _, err) = run(wirecopy().arg("compact").arg(&archive));
    assert_eq!(code, 0, "{err}");
    assert_eq!(ids(&find(&part, &archive).1).len(), 3);
}

#[test]
fn what_can_not_be_searched_is_told() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let (code, _, err) = find(&words(1, 20), folder.path());
    assert!(code == 2 && err.contains("nothing can be found in"), "{err}");
    pile(&folder.path().join("pile"));
    let archive = folder.path().join("news.wirecopy");
    run(wirecopy().current_dir(&folder).args(["trace", "pile", "--quiet", "--archive"]).arg(&archive));
    let (code, _, err) = find("too short", &archive);
    assert!(code == 2 && err.contains("the text has 2 words; give 6 or more"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_written_is_searched_too() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let (_, part) = pile(&folder.path().join("pile"));
    let (archive, out) = (folder.path().join("news.wirecopy"), folder.path().join("out"));
    run(wirecopy().arg("trace").arg(folder.path().join("pile")).arg("--archive").arg(&archive).arg("--out").arg(&out));
    let before = crate::common::contents(&archive);
    for dir in [&archive, &out] {
        fs::set_permissions(dir, fs::Permissions::from_mode(0o555)).expect("it is ours");
        assert_eq!(ids(&find(&part, dir).1), ["page.txt#1", "whole.txt#1"]);
        fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    assert_eq!(crate::common::contents(&archive), before, "an archive is only read");
}

fn search(words: &str, archive: &Path) -> (i32, Vec<String>, String) {
    let (code, told, err) = run(wirecopy().args(["find", "--words", words, "--format", "jsonl", "--in"]).arg(archive));
    (code, ids(&told), err)
}

#[test]
fn articles_are_found_by_their_words_and_new_ones_too() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let at = |name: &str| folder.path().join(name);
    pile(&at("pile"));
    let body = "The trial of the vaccine was put off on Monday. Doctors in Genève said that nobody had fallen ill so far, and that the \
        next patients would come in spring.";
    fs::write(at("pile/trial.txt"), format!("Vaccine trial is put off\n\n{body}\n")).expect("it can be written");
    let archive = at("news.wirecopy");
    run(wirecopy()
        .arg("trace")
        .arg(at("pile"))
        .arg("--quiet")
        .arg("--archive")
        .arg(&archive)
        .arg("--out")
        .arg(at("out")));
    assert_eq!(search("vaccines GENEVE", &archive), (0, vec!["trial.txt#1".to_owned()], String::new()));
    assert_eq!(search("vaccines Basel", &archive).0, 1);
    fs::create_dir_all(at("more")).expect("a folder can be made");
    let late = body.replace("put off on Monday", "begun at last");
    fs::write(at("more/late.txt"), format!("Trial begins\n\n{late}\n")).expect("it can be written");
    let add = |args: &[&str]| run(wirecopy().arg("add").arg(at("more")).arg("--to").arg(&archive).args(args)).0;
    assert_eq!(add(&[]), 0);
    assert_eq!(search("vaccine trial", &archive).1, ["trial.txt#1", "late.txt#1"]);
    assert_eq!(search("\"begun at last\"", &archive).1, ["late.txt#1"]);
    assert_eq!(run(wirecopy().arg("compact").arg(&archive)).0, 0);
    assert_eq!(search("vaccine trial", &archive).1, ["trial.txt#1", "late.txt#1"], "all numbers are new");
    fs::write(archive.join("words.sqlite"), "this is no index of words any more, whoever wrote it").expect("written");
    assert_eq!(search("vaccine trial", &archive).1.len(), 2, "it is made anew");
    assert!(run(wirecopy().arg("verify").arg(&archive)).1.contains("every checksum holds"));
    let (_, told, _) = run(wirecopy().args(["find", "--words", "vaccine doctor genève", "--in"]).arg(&archive));
    assert!(told.contains("2 articles have all these words") && told.contains("Doctors in Genève said"), "{told}");
    let (code, _, err) = run(wirecopy().args(["find", "--words", "?", "--in"]).arg(&archive));
    assert!(code == 2 && err.contains("needs a word"), "{err}");
}
