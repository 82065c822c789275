//! What is in a pile: files, folders, links, and the ids that they get.

use std::fs;

use crate::scratch::{check, folder, lines, read};
use wirecopy_ingest::{Options, Pile};

const RAIN: &[u8] = b"Rain fell.";
const SNOW: &[u8] = b"Snow fell.";

#[test]
fn a_folder_gives_the_paths_inside_it() {
    let files: &[(&str, &[u8])] =
        &[("pile/000_05f4.txt", RAIN), ("pile/deep/er/b.HTML", b"<p>Snow</p>"), ("pile/none/", b"")];
    check(files, &["pile"], &["000_05f4.txt [Text] Rain fell.", "deep/er/b.HTML [Html] <p>Snow</p>"]);
    check(files, &["pile/"], &["000_05f4.txt [Text] Rain fell.", "deep/er/b.HTML [Html] <p>Snow</p>"]);
    check(files, &["pile/deep/../000_05f4.txt"], &["000_05f4.txt [Text] Rain fell."]);
}

#[test]
fn clashing_names_get_the_folder_above() {
    let files: &[(&str, &[u8])] = &[("x/a.txt", RAIN), ("y/a.txt", SNOW), ("y/b.txt", SNOW)];
    check(files, &["x", "y"], &["x/a.txt [Text] Rain fell.", "y/a.txt [Text] Snow fell.", "y/b.txt [Text] Snow fell."]);
    check(files, &["x/a.txt", "y/a.txt"], &["x/a.txt [Text] Rain fell.", "y/a.txt [Text] Snow fell."]);
    check(files, &["x/a.txt", "y/b.txt"], &["a.txt [Text] Rain fell.", "b.txt [Text] Snow fell."]);
}

#[test]
fn what_is_given_twice_counts_once() {
    let files: &[(&str, &[u8])] = &[("pile/in/a.txt", RAIN)];
    let note = "NOTE pile/in/a.txt: given or linked more than once, and counts once (1 in all)";
    check(files, &["pile", "pile/in/a.txt"], &["in/a.txt [Text] Rain fell.", note]);
    let note = "NOTE pile/in: given or linked more than once, and counts once (1 in all)";
    check(files, &["pile/in", "pile"], &["in/a.txt [Text] Rain fell.", note]);
}

#[test]
fn what_is_not_there_is_said() {
    check(
        &[("pile/a.txt", RAIN)],
        &["pile", "nowhere.txt", "pile/a.txt/b.txt"],
        &[
            "a.txt [Text] Rain fell.",
            "nowhere.txt REJECT nowhere.txt: not there; is the path spelled right?",
            "b.txt REJECT pile/a.txt/b.txt: a part of the path is a file, not a folder",
        ],
    );
}

#[test]
fn other_kinds_of_files_are_counted_inside_folders_and_read_when_named() {
    let files: &[(&str, &[u8])] =
        &[("pile/a.md", RAIN), ("pile/plain", SNOW), ("pile/.hidden/x.txt", RAIN), ("pile/.git", RAIN)];
    let reject = "a.md REJECT a.md: a .md file; read are .parquet, .pq, .zip, .tar, .warc, .wet, .arc, .mhtml, .mht, .rss, .atom, \
                  .jsonl, .ndjson, .json, .csv, .tsv, .tab, .html, .htm, .xhtml, .txt, .text (also compressed: .gz, .zst, .zstd, .bz2, .xz), and what shows by its content to be one of these. Name the file \
                  itself to have it read as text";
    let again = "NOTE pile/a.md: given or linked more than once, and counts once (1 in all)";
    let hidden = "NOTE */.*: names that start with a dot were left out; name one to have it read (2 in all)";
    check(files, &["pile"], &["plain [Text] Snow fell.", reject, hidden]);
    check(files, &["pile", "pile/a.md"], &["a.md [Text] Rain fell.", "plain [Text] Snow fell.", again, hidden]);
    check(files, &["pile/a.md", "pile/.git"], &[".git [Text] Rain fell.", "a.md [Text] Rain fell."]);
}

#[test]
fn results_of_an_earlier_run_are_no_pages() {
    let files: &[(&str, &[u8])] =
        &[("a.txt", RAIN), ("out/wirecopy.json", b"{}"), ("out/articles.jsonl", b"{\"text\": \"x\"}")];
    let note = "NOTE out: holds what wirecopy wrote (wirecopy.json), and was left out (1 in all)";
    check(files, &[""], &["a.txt [Text] Rain fell.", note]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_loops_end() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[("pile/in/z.txt", RAIN), ("pile/notes.txt", SNOW), ("away/far.txt", b"Hail fell.")]);
    let at = |name: &str| dir.path().join(name);
    symlink(at("pile"), at("pile/in/loop")).unwrap();
    symlink(at("pile/in/z.txt"), at("pile/a-link.txt")).unwrap();
    symlink(at("away"), at("pile/away")).unwrap();
    symlink("itself.txt", at("pile/itself.txt")).unwrap();
    symlink("gone.txt", at("pile/dangling.txt")).unwrap();
    let pile = read(dir.path(), &["pile"], &Options::default());
    let expected = [
        "away/far.txt [Text] Hail fell.",
        "in/z.txt [Text] Rain fell.",
        "notes.txt [Text] Snow fell.",
        "dangling.txt REJECT dangling.txt: a link that leads nowhere: not there; is the path spelled right?",
        "itself.txt REJECT itself.txt: a link that leads nowhere: a link that leads back to itself",
        "NOTE pile/a-link.txt: given or linked more than once, and counts once (2 in all)",
    ];
    assert_eq!(lines(dir.path(), &pile), expected);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_shown_and_opened() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = folder(&[]);
    for (name, text) in
        [(&b"caf\xe9.txt"[..], RAIN), (b"caf\xea.txt", SNOW), (b"two\nlines.txt", RAIN), (b"caf\\xE9.txt", SNOW)]
    {
        fs::write(dir.path().join(OsStr::from_bytes(name)), text).unwrap();
    }
    let pile = read(dir.path(), &[""], &Options::default());
    let expected = [
        "caf\\xE9.txt [Text] Snow fell.",
        "caf\\xE9.txt@2 [Text] Rain fell.",
        "caf\\xEA.txt [Text] Snow fell.",
        "two\\x0Alines.txt [Text] Rain fell.",
    ];
    let mut found = lines(dir.path(), &pile);
    found.retain(|l| !l.starts_with("NOTE"));
    let mut expected = expected.map(str::to_owned).to_vec();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_not_read() {
    let reason = "neither a file nor a folder; save its content to a file first, or give it on stdin as `-`";
    let pile = Pile::read(&["/dev/null".into()], &Options::default());
    assert_eq!(pile.rejects[0].to_string(), format!("/dev/null: {reason}"));
    let dir = folder(&[]);
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket.txt")).unwrap();
    let pile = read(dir.path(), &[""], &Options::default());
    assert_eq!(lines(dir.path(), &pile), [format!("socket.txt REJECT socket.txt: {reason}")]);
}

/// The superuser may read everything, so as root this shows only that the run goes on, and says so.
#[cfg(unix)]
#[test]
#[expect(clippy::print_stderr, reason = "what is skipped is said")]
fn what_may_not_be_read_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("pile/a.txt", RAIN), ("pile/secret.txt", SNOW), ("pile/shut/b.txt", SNOW)]);
    let set = |name: &str, mode| fs::set_permissions(dir.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    set("pile/secret.txt", 0o000);
    set("pile/shut", 0o000);
    let is_root = fs::read(dir.path().join("pile/secret.txt")).is_ok();
    let pile = read(dir.path(), &["pile"], &Options::default());
    set("pile/shut", 0o700);
    let found = lines(dir.path(), &pile);
    if is_root {
        eprintln!("SKIPPED in part: run as another user than root to see files refused");
        assert_eq!(found.len(), 3);
        return;
    }
    let way_out = "not allowed to read it; change its permissions or run as its owner";
    let expected = [
        "a.txt [Text] Rain fell.".to_owned(),
        format!("secret.txt REJECT secret.txt: {way_out}"),
        format!("shut REJECT shut: the folder can't be listed: {way_out}"),
    ];
    assert_eq!(found, expected);
}
