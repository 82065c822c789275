//! The rooms and the arrows between them, as ARCHITECTURE.md draws them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// In data-flow order: a room may use only rooms before it. A new arrow against this order is a change of the design.
const ROOMS: [&str; 19] = [
    "wirecopy-forest",
    "wirecopy-lexicon",
    "wirecopy-text",
    "wirecopy-document",
    "wirecopy-extract",
    "wirecopy-retrieve",
    "wirecopy-embed",
    "wirecopy-align",
    "wirecopy-facts",
    "wirecopy-cluster",
    "wirecopy-stemma",
    "wirecopy-ingest",
    "wirecopy-spill",
    "wirecopy-record",
    "wirecopy-store",
    "wirecopy-fulltext",
    "wirecopy",
    "wirecopy-view",
    "wirecopy-cli",
];

/// Rooms that compute: they open no file, read no clock or environment, start no thread, print nothing.
const COMPUTING: [&str; 11] =
    ["forest", "lexicon", "text", "document", "extract", "retrieve", "embed", "align", "facts", "cluster", "stemma"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn arrows_point_to_earlier_rooms() {
    let place: BTreeMap<&str, usize> = ROOMS.iter().enumerate().map(|(i, &room)| (room, i)).collect();
    let mut seen = Vec::new();
    for (name, uses) in packages() {
        let Some(&own) = place.get(name.as_str()) else { continue };
        for used in &uses {
            assert!(place[used.as_str()] < own, "{name} must not use {used}");
        }
        seen.push(name);
    }
    assert_eq!(seen.len(), ROOMS.len(), "a room is missing or new: {seen:?}");
}

#[test]
fn hosts_use_the_engine_not_the_rooms_behind_it() {
    let uses = packages().remove("wirecopy-cli").expect("the command is a package");
    assert_eq!(uses, ["wirecopy", "wirecopy-record", "wirecopy-view"]);
    let uses = packages().remove("wirecopy-view").expect("view is a package");
    assert_eq!(uses, ["wirecopy-record"]);
}

/// Each package of the workspace with the packages of the workspace that it uses, other than in tests.
fn packages() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let list = |value: &serde_json::Value| value.as_array().expect("an array").clone();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let uses = |package: &serde_json::Value| -> Vec<String> {
        let dependencies = list(&package["dependencies"]);
        let own = dependencies.iter().filter(|d| d["kind"].is_null() && d["path"].is_string());
        let mut names: Vec<String> = own.map(|d| text(&d["name"])).collect();
        names.sort();
        names
    };
    list(&metadata["packages"]).iter().map(|p| (text(&p["name"]), uses(p))).collect()
}

#[test]
fn computing_rooms_touch_nothing_outside() {
    let forbidden = [
        "std::fs",
        "std::io",
        "std::net",
        "std::thread",
        "std::env",
        "std::process",
        "std::time",
        "println!",
        "print!",
        "RandomState",
    ];
    let mut wrong = Vec::new();
    for room in COMPUTING {
        for file in sources(&root().join("crates").join(room).join("src")) {
            let text = fs::read_to_string(&file).expect("a source file can be read");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let found = lines.filter(|line| forbidden.iter().any(|word| line.contains(word)));
            wrong.extend(found.map(|line| format!("{}: {}", file.display(), line.trim())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sources(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("a room has sources");
    let paths = entries.map(|e| e.expect("a folder can be listed").path());
    paths
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect()
}
