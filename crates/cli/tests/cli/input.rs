//! The ways in: stdin, lists, patterns, named fields.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::common::{run, wirecopy};

const STORY: &str = "The old bridge over the Arle was closed on Monday after engineers found cracks in two of its piers. \
                     Traffic goes by way of Senholm until further notice, the road office said.";

fn scratch(files: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    folder
}

/// The ids of the pages in a folder of results.
fn pages(folder: &tempfile::TempDir) -> Vec<String> {
    let rows = fs::read_to_string(folder.path().join("out/pages.jsonl")).expect("the tables are written");
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("a row is JSON")["page_id"].clone();
    rows.lines().map(|line| id(line).as_str().expect("an id is a text").to_owned()).collect()
}

#[test]
fn stdin_is_a_pile_of_any_format() {
    let folder = scratch(&[]);
    let mut command = wirecopy();
    command.args(["trace", "-", "--out"]).arg(folder.path().join("out"));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command runs");
    let csv = format!("id,body\nb,\"{STORY}\"\na,\"{STORY}\"\n");
    child.stdin.take().expect("it is piped").write_all(csv.as_bytes()).expect("it is read");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(pages(&folder), ["a", "b"]);
}

#[test]
fn lists_and_patterns_name_files() {
    let text = || STORY.to_owned();
    let folder = scratch(&[("one.txt", text()), ("two.txt", text()), ("three.text", text()), ("other.txt", text())]);
    let list = format!("{}\n", folder.path().join("one.txt").display());
    fs::write(folder.path().join("list"), list).expect("a file can be written");
    let out = folder.path().join("out");
    let (code, ..) = run(wirecopy()
        .args(["trace", "--files-from"])
        .arg(folder.path().join("list"))
        .arg(folder.path().join("t*.t[a-z]*t"))
        .arg("--out")
        .arg(&out));
    assert_eq!((code, pages(&folder)), (0, ["one.txt", "three.text", "two.txt"].map(str::to_owned).to_vec()));
    let (code, _, told) =
        run(wirecopy().args(["trace", "--files-from"]).arg(folder.path().join("none")).arg("--out").arg(out));
    assert!(code == 2 && told.contains("none can't be read"), "{told}");
}

#[test]
fn the_fields_that_were_taken_are_told_and_can_be_named() {
    let record = format!("{{\"id\": \"a\", \"text\": \"x\", \"story_text\": \"{STORY}\", \"day\": \"2024-04-02\"}}\n");
    let folder = scratch(&[("a.jsonl", record)]);
    let trace = |fields: &[&str]| {
        run(wirecopy()
            .arg("trace")
            .arg(folder.path().join("a.jsonl"))
            .arg("--out")
            .arg(folder.path().join("out"))
            .args(fields))
    };
    let (_, _, told) = trace(&[]);
    assert!(told.contains("fields of records: text from `text`, id from `id`; change with --text-field"), "{told}");
    let (code, _, told) = trace(&["--text-field", "story_text", "--date-field", "day"]);
    assert!(told.contains("text from `story_text`, id from `id`, publication date from `day`"), "{told}");
    let articles = fs::read_to_string(folder.path().join("out/articles.jsonl")).expect("the tables are written");
    assert!(code == 0 && articles.contains("The old bridge"), "{articles}");
}

#[test]
fn other_languages_get_copies_and_a_note() {
    let german = |end: &str| {
        format!(
            "Die alte Brücke über die Arle ist am Montag gesperrt worden, nachdem Fachleute Risse in zwei Pfeilern entdeckt hatten. \
             Der Verkehr wird bis auf Weiteres über Senholm geleitet, wie das Straßenamt mitteilte. Nach Angaben der Polizei wurden \
             {end} Menschen verletzt. Die Bürgermeisterin sprach von einem schweren Schlag für die Stadt und ihre Geschäfte."
        )
    };
    let folder = scratch(&[("one.txt", german("fünf")), ("two.txt", german("neun"))]);
    let (code, out, told) =
        run(wirecopy().arg("trace").arg(folder.path().join("*.txt")).arg("--out").arg(folder.path().join("out")));
    assert!(code == 0 && out.contains("1 near copy"), "{out}");
    assert!(told.contains("2 articles are not in English (deu 2): copies and passages are found"), "{told}");
    let changes = fs::read_to_string(folder.path().join("out/changes.jsonl")).expect("the tables are written");
    assert_eq!(changes, "");
}
