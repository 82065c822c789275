//! `wirecopy audit` as a user meets it.

use std::fs;
use std::path::Path;

use crate::common::{run, wirecopy};
use wirecopy_record::AuditRow;

const BRIDGE: &str = "The old bridge over the Arle was closed on Monday after engineers found cracks in two of its piers. Traffic goes \
                      by way of Senholm until further notice, the road office said.";
const FERRY: &str = "A car ferry struck the pier at Sundmark on Sunday night and fourteen people were hurt, two of them seriously. The \
                     harbour master said that the tide had been unusually strong.";
const LIGHTHOUSE: &str = "The lighthouse at Kestrel Point will shine again in spring, four years after a storm put it out. The keeper's \
                          daughter will light it first.";

fn folder(files: &[(&str, &[(&str, String)])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    for (name, records) in files {
        let line =
            |(id, text): &(&str, String)| format!("{}\n", serde_json::json!({"id": id, "text": text, "kept_id": "k1"}));
        fs::write(folder.path().join(name), records.iter().map(line).collect::<String>()).expect("can be written");
    }
    folder
}

fn audit(folder: &Path, more: &[&str]) -> (i32, String, String) {
    run(wirecopy().current_dir(folder).args(["audit", "removed.jsonl", "--kept", "kept.jsonl", "--quiet"]).args(more))
}

fn rows(path: &Path) -> Vec<AuditRow> {
    let text = fs::read_to_string(path).expect("the rows were written");
    text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

#[test]
fn what_is_contained_spread_and_lost() {
    let both = format!("{BRIDGE} {FERRY}");
    let folder = folder(&[
        ("removed.jsonl", &[("r1", BRIDGE.to_owned()), ("r2", both), ("r3", LIGHTHOUSE.to_owned())]),
        ("kept.jsonl", &[("k1", format!("{BRIDGE} It is a pity.")), ("k2", FERRY.to_owned())]),
    ]);
    let (code, out, err) = audit(folder.path(), &["--out", "audit.jsonl"]);
    assert_eq!(code, 0, "{err}");
    let flat: String = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("of 1 at least 80 %"), "{flat}");
    assert!(flat.contains("2 are not: 66.7 % (95 % interval 20.8 to 93.9)"), "{flat}");
    assert!(flat.contains("1 several kept records hold them together; 1 hardly anything was kept"), "{flat}");
    assert!(flat.contains("r3: 0 % of it was kept") && flat.contains("The lighthouse at Kestrel Point"), "{flat}");
    assert!(flat.contains("3 removals for which a kept record is named; of 2 that record holds less."), "{flat}");

    let rows = rows(&folder.path().join("audit.jsonl"));
    let verdicts: Vec<(&str, &str)> = rows.iter().map(|r| (r.id.as_str(), r.verdict.as_str())).collect();
    assert_eq!(verdicts, [("r1", "contained"), ("r2", "spread"), ("r3", "lost")]);
    assert_eq!((rows[0].kept_id.as_deref(), rows[0].lost_span), (Some("k1"), None));
    let [start, end] = rows[0].spans[0].map(|at| usize::try_from(at).expect("small"));
    assert!(BRIDGE[start..end].starts_with("The old bridge"));
}

#[test]
fn removals_without_texts_take_them_from_where_they_were() {
    let folder = folder(&[
        ("kept.jsonl", &[("k1", BRIDGE.to_owned())]),
        ("all.jsonl", &[("k1", BRIDGE.to_owned()), ("r1", BRIDGE.to_owned())]),
    ]);
    fs::write(folder.path().join("removed.jsonl"), "{\"id\": \"r1\", \"kept_id\": \"k1\"}\n").expect("can be written");
    let (code, _, err) = audit(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(err.contains("--texts") && err.contains("r1"), "{err}");
    let (code, out, err) = audit(folder.path(), &["--texts", "all.jsonl"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("of 1 at least 80 %"), "{out}");
}

#[test]
fn removals_that_name_nobody() {
    let folder = folder(&[("kept.jsonl", &[("k1", BRIDGE.to_owned())])]);
    let line = serde_json::json!({"key": 7, "body": BRIDGE});
    fs::write(folder.path().join("removed.jsonl"), format!("{line}\n")).expect("can be written");
    fs::write(folder.path().join("kept.jsonl"), format!("{line}\n")).expect("can be written");
    let (code, out, err) = audit(folder.path(), &["--text-field", "body", "--id-field", "key"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("of 1 at least 80 %") && !out.contains("Named"), "{out}");
}

#[test]
fn order_and_threads_change_no_byte() {
    let texts = [BRIDGE, FERRY, LIGHTHOUSE];
    let names: Vec<String> = (0..60).map(|i| format!("n{i:02}")).collect();
    let mut records: Vec<(&str, String)> =
        names.iter().enumerate().map(|(i, n)| (n.as_str(), format!("{} Edition {i}.", texts[i % 3]))).collect();
    let mut seen = Vec::new();
    for threads in ["1", "4"] {
        let folder = folder(&[("removed.jsonl", &records[..]), ("kept.jsonl", &records[..40])]);
        let (code, out, err) = audit(folder.path(), &["--threads", threads, "-n", "20", "--out", "rows.jsonl"]);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains("20 of 60"), "{out}");
        seen.push((out, rows(&folder.path().join("rows.jsonl"))));
        records[..40].reverse();
        records[40..].reverse();
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn files_that_are_not_there_or_empty_or_broken() {
    let folder = folder(&[("kept.jsonl", &[("k1", BRIDGE.to_owned())])]);
    let (code, _, err) = audit(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(err.contains("removed.jsonl"), "{err}");
    fs::write(folder.path().join("removed.jsonl"), "").expect("can be written");
    let (code, _, err) = audit(folder.path(), &[]);
    assert_eq!(code, 1);
    assert!(err.contains("no removed record"), "{err}");
    let line = serde_json::json!({"id": "r1", "text": BRIDGE});
    fs::write(folder.path().join("removed.jsonl"), format!("{line}\nnot a record\n")).expect("can be written");
    let (code, out, _) = audit(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(out.contains("1 line could not be read"), "{out}");
}
