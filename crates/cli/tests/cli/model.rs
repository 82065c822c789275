//! `--model DIR` as a user meets it: on a tiny model with random weights.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{root, run, wirecopy};
use serde_json::Value;

fn model(name: &str) -> PathBuf {
    root().join("crates/embed/testdata").join(name)
}

/// Runs `trace` over three pages on one fire and says what it wrote of links and alignments.
fn trace(out: &Path, threads: &str, with: &[&str]) -> (String, Value) {
    let pages = out.with_extension("pages");
    fs::create_dir_all(&pages).expect("a folder can be made");
    for (name, end) in
        [("a", "The mayor came at noon."), ("b", "The mayor arrived around noon."), ("c", "Nobody was hurt.")]
    {
        let text = format!(
            "A fire at a mill in Brenmoor closed the bridge on Monday, the council said. It cost 3 million. {end}"
        );
        fs::write(pages.join(format!("{name}.txt")), text).expect("a page can be written");
    }
    let (code, said, talk) =
        run(wirecopy().arg("trace").arg(&pages).arg("--out").arg(out).args(["--threads", threads, "-q"]).args(with));
    assert!(code < 2, "{said}{talk}");
    let read = |name: &str| fs::read_to_string(out.join(name)).expect("a table was written");
    let record = serde_json::from_str(&read("wirecopy.json")).expect("the record of the run is JSON");
    (read("links.jsonl") + &read("alignments.jsonl"), record)
}

#[test]
fn a_run_says_with_which_model_and_is_the_same_for_any_threads() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    for name in ["encoder", "cross-encoder"] {
        let dir = model(name);
        let with = ["--model", dir.to_str().expect("a path in UTF-8")];
        let (one, record) = trace(&folder.path().join(format!("{name}-1")), "1", &with);
        let (four, _) = trace(&folder.path().join(format!("{name}-4")), "4", &with);
        assert_eq!(one, four);
        assert!(one.lines().count() > 3, "{one}");
        let settings = record["settings"].as_str().expect("the record names the settings");
        assert!(settings.contains(&format!(" with {name} ")), "{settings}");
    }
    let (_, record) = trace(&folder.path().join("plain"), "1", &[]);
    assert_eq!(record["settings"].as_str().map(str::len), Some(16));
}

#[test]
fn a_folder_that_is_no_model_is_told() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let page = folder.path().join("a.txt");
    fs::write(&page, "A fire closed the bridge.").expect("a page can be written");
    let (code, _, talk) = run(wirecopy().arg("compare").args([&page, &page]).arg("--model").arg(folder.path()));
    assert_eq!(code, 2);
    assert!(talk.contains("the model has no config.json"), "{talk}");
}
