//! `wirecopy compare` and `wirecopy explain` as a user meets them.

use std::fs;

use crate::common::{root, run, wirecopy};
use serde_json::Value;

const A: &str =
    "A fire at a mill in Brenmoor hurt 14 workers on Sunday night, police said. It began in the paint shop.";
const B: &str =
    "A fire at a mill in Brenmoor hurt 41 workers on Sunday night, police said. It began in the paint shop.";

fn files() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    fs::write(folder.path().join("a.txt"), A).expect("a file can be written");
    fs::write(folder.path().join("b.txt"), B).expect("a file can be written");
    folder
}

#[test]
fn people_see_the_change_first() {
    let folder = files();
    let (code, out, _) =
        run(wirecopy().arg("compare").arg(folder.path().join("a.txt")).arg(folder.path().join("b.txt")));
    assert_eq!(code, 0, "{out}");
    let change = out.find("14 workers").expect("the change is told");
    let sentence = out.find("paint shop").unwrap_or(out.len());
    assert!(change < sentence, "{out}");
    assert!(!out.contains('\u{1b}'), "no colour was asked for");
}

#[test]
fn programs_get_one_object() {
    let folder = files();
    let (code, out, _) = run(wirecopy()
        .arg("compare")
        .arg(folder.path().join("a.txt"))
        .arg(folder.path().join("b.txt"))
        .args(["--format", "json"]));
    assert_eq!(code, 0);
    let object: Value = serde_json::from_str(&out).expect("one JSON object");
    assert_eq!(object["link"]["kind"], "near");
    assert_eq!(object["alignments"].as_array().map(Vec::len), Some(2));
    assert_eq!(object["changes"][0]["a_text"], "14 workers");
    assert_eq!(object["changes"][0]["severity"], "material");
}

#[test]
fn unlike_texts_are_said_to_be_unlike() {
    let folder = files();
    let other = "The orchestra played two symphonies on Friday. The hall was full, and the mayor spoke.";
    fs::write(folder.path().join("b.txt"), other).expect("a file can be written");
    let (code, out, _) =
        run(wirecopy().arg("compare").arg(folder.path().join("a.txt")).arg(folder.path().join("b.txt")));
    assert_eq!(code, 1, "{out}");
    assert!(!out.trim().is_empty());
}

#[test]
fn a_file_that_is_not_there() {
    let folder = files();
    let (code, out, err) =
        run(wirecopy().arg("compare").arg(folder.path().join("a.txt")).arg(folder.path().join("c.txt")));
    assert_eq!(code, 2);
    assert!(out.is_empty() && err.contains("c.txt"), "{err}");
}

#[test]
fn many_pairs() {
    let folder = files();
    let pairs = folder.path().join("pairs.jsonl");
    let good = serde_json::json!({"id": 7, "a": A, "b": B});
    let same = serde_json::json!({"id": "same", "a": A, "b": A});
    fs::write(&pairs, format!("{good}\nnot json\n{same}\n")).expect("a file can be written");
    let (code, out, err) = run(wirecopy().arg("compare").arg("--pairs").arg(&pairs));
    assert_eq!(code, 2, "a bad line is told");
    assert!(err.contains("line 2"), "{err}");
    let objects: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).expect("one object a line")).collect();
    assert_eq!(objects.len(), 2);
    assert_eq!((&objects[0]["id"], &objects[1]["id"]), (&Value::from(7), &Value::from("same")));
    assert_eq!(objects[0]["changes"][0]["kind"], "number");
    assert_eq!(objects[1]["link"]["kind"], "exact");
    assert_eq!(objects[1]["changes"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_link_is_explained() {
    let out = tempfile::tempdir().expect("a scratch folder can be made");
    run(wirecopy().arg("trace").arg(root().join("examples/pile")).arg("--out").arg(out.path()));
    let links = fs::read_to_string(out.path().join("links.jsonl")).expect("the tables are written");
    let first: Value = serde_json::from_str(links.lines().next().expect("there is a link")).expect("a row is JSON");
    let id = first["link_id"].as_str().expect("a link has an id");
    let (code, told, _) = run(wirecopy().arg("explain").arg(id).arg("--in").arg(out.path()));
    assert_eq!(code, 0);
    assert!(told.contains("words"), "{told}");
    let (code, _, err) = run(wirecopy().arg("explain").arg("no~link").arg("--in").arg(out.path()));
    assert_eq!(code, 1);
    assert!(err.contains("no link no~link") && err.contains('~'), "{err}");
    let (code, _, err) = run(wirecopy().arg("explain").arg(id).arg("--in").arg(out.path().join("nowhere")));
    assert_eq!(code, 2);
    assert!(err.contains("nowhere"), "{err}");
}

#[test]
fn a_story_is_explained_by_its_disagreements() {
    let folder = files();
    let out = folder.path().join("out");
    let pile = [folder.path().join("a.txt"), folder.path().join("b.txt")];
    assert_eq!(run(wirecopy().arg("trace").args(&pile).arg("--out").arg(&out).arg("--quiet")).0, 0);
    for id in ["a.txt#1", "b.txt#1"] {
        let (code, text, _) = run(wirecopy().args(["explain", id, "--in"]).arg(&out));
        assert_eq!(code, 0, "{text}");
        assert!(text.contains("Disagree") && text.contains("“14 workers” a.txt#1"), "{text}");
    }
    assert_eq!(run(wirecopy().args(["explain", "c.txt#1", "--in"]).arg(&out)).0, 1);
}

#[test]
fn the_codebook_opens_with_the_methods() {
    let (code, text, _) = run(wirecopy().args(["export", "--codebook"]));
    assert_eq!(code, 0);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("table,column,type,may_be_null,meaning,computed,measured"));
    let methods = lines.next().expect("a row of methods");
    assert!(methods.starts_with("methods,,,,\"") && methods.contains(env!("CARGO_PKG_VERSION")), "{methods}");
    assert!(text.contains("stories,disagreements.says.outlets,"), "fields inside columns are told");
}
