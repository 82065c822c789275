//! `wirecopy sample` and `wirecopy score` as a user meets them.

use std::fs;
use std::path::Path;

use crate::common::{root, run, wirecopy};
use wirecopy_record::{SheetRow, read_sheet};

/// The tables of the example pile, with `=1+1` for a headline.
fn traced() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let pile = folder.path().join("pile");
    fs::create_dir(&pile).expect("a folder can be made");
    for entry in fs::read_dir(root().join("examples/pile")).expect("the examples are there") {
        let path = entry.expect("a folder can be listed").path();
        fs::copy(&path, pile.join(path.file_name().expect("a file has a name"))).expect("a file can be copied");
    }
    run(wirecopy().arg("trace").arg(&pile).arg("--out").arg(folder.path().join("out")).arg("--quiet"));
    folder
}

fn sample(folder: &Path, sheet: &str, more: &[&str]) -> (i32, String, String) {
    let command = ["sample", "--in", "out", "--out", sheet];
    run(wirecopy().current_dir(folder).args(command).args(more))
}

fn score(folder: &Path, sheet: &str) -> (i32, String, String) {
    run(wirecopy().current_dir(folder).args(["score", sheet]))
}

fn rows(folder: &Path, sheet: &str) -> Vec<SheetRow> {
    read_sheet(&folder.join(sheet), &SheetRow::NEEDED).expect("the sheet can be read")
}

#[test]
fn from_links_to_precision() {
    let folder = traced();
    let (code, out, err) = sample(folder.path(), "sheet.csv", &["-n", "6", "--seed", "7"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("6 links of 9") && out.contains("wirecopy score sheet.csv"), "{out}");
    let drawn = rows(folder.path(), "sheet.csv");
    assert_eq!(drawn.len(), 6);
    assert!(drawn.iter().all(|row| row.code.is_empty() && !row.a_text.is_empty() && row.stratum_links > 0));

    let text = fs::read_to_string(folder.path().join("sheet.csv")).expect("the sheet is there");
    let coded: String = text.split_inclusive('\n').enumerate().map(|(i, line)| coded(i, line)).collect();
    fs::write(folder.path().join("coded.csv"), coded).expect("a file can be written");
    let (code, out, err) = score(folder.path(), "coded.csv");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("All") && out.contains("precision 1.000") && out.contains("95 % interval"), "{out}");
}

/// A row with `y` in its first cell. (Rows begin where a line does: no text of the examples has a line break that starts with a comma.)
fn coded(line: usize, text: &str) -> String {
    if line > 0 && text.starts_with(",,") { format!("y{text}") } else { text.to_owned() }
}

#[test]
fn the_same_seed_draws_the_same_links() {
    let folder = traced();
    for (sheet, seed) in [("one.csv", "7"), ("two.csv", "7"), ("other.csv", "8")] {
        sample(folder.path(), sheet, &["-n", "4", "--seed", seed]);
    }
    let links = |sheet: &str| rows(folder.path(), sheet).into_iter().map(|r| r.link_id).collect::<Vec<_>>();
    assert_eq!(links("one.csv"), links("two.csv"));
    assert_ne!(links("one.csv"), links("other.csv"));
}

#[test]
fn a_coded_sheet_is_not_lost() {
    let folder = traced();
    fs::write(folder.path().join("sheet.csv"), "my codes").expect("a file can be written");
    let (code, _, err) = sample(folder.path(), "sheet.csv", &[]);
    assert_eq!(code, 2);
    assert!(err.contains("--out"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("sheet.csv")).expect("it is there"), "my codes");
}

#[test]
fn kinds_that_do_not_occur_and_folders_that_are_not_there() {
    let folder = traced();
    let (code, _, err) = run(wirecopy().current_dir(folder.path()).args(["sample", "--in", "nowhere"]));
    assert_eq!(code, 2);
    assert!(err.contains("nowhere"), "{err}");
    let empty = tempfile::tempdir().expect("a scratch folder can be made");
    fs::write(empty.path().join("one.txt"), "The old bridge over the Arle was closed on Monday.").expect("written");
    run(wirecopy().current_dir(empty.path()).args(["trace", "one.txt", "--out", "out", "--quiet"]));
    let (code, _, err) = sample(empty.path(), "sheet.csv", &[]);
    assert_eq!(code, 1);
    assert!(err.contains("no link"), "{err}");
}

#[test]
fn what_a_spreadsheet_saves_is_read() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let sheet =
        "\u{feff}kind;code;stratum_links;stratum;mine\r\nnear;Y;10;a;x\r\nnear;n;10;a;\r\nnear;;10;a;\r\n;;;;\r\n";
    fs::write(folder.path().join("sheet.csv"), sheet).expect("a file can be written");
    let (code, out, err) = score(folder.path(), "sheet.csv");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Near") && out.contains("precision 0.500") && out.contains("1 right, 1 wrong"), "{out}");
}

#[test]
fn codes_and_columns_that_are_none() {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let check = |sheet: &str, code: i32, words: &str| {
        fs::write(folder.path().join("sheet.csv"), sheet).expect("a file can be written");
        let (ended, _, err) = score(folder.path(), "sheet.csv");
        assert_eq!(ended, code, "{err}");
        assert!(err.contains(words), "{err}");
    };
    check("code,kind,stratum,stratum_links\nmaybe,near,a,3\n", 2, "row 2");
    check("code,kind\ny,near\n", 2, "`stratum`");
    check("code,kind,stratum,stratum_links\n,near,a,3\n", 1, "no row");
    check("code,kind,stratum,stratum_links\ny,near,a,many\n", 2, "row 2");
}
