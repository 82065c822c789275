//! Archives, and archives that were made to do harm.

use std::io::{Cursor, Write};

use tar::{Builder, EntryType, Header};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::scratch::{check, folder, gzip, lines, read, small, zstd};

/// A member whose name is written as it is, whatever it says.
fn tar_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = Header::new_ustar();
        header.as_ustar_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const MEMBERS: &[(&str, &[u8])] = &[
    ("pile/rain.txt", b"Rain fell."),
    ("pile/.DS_Store", b"x"),
    ("pile/more.jsonl", b"{\"id\": \"s\", \"text\": \"Snow fell.\"}\nno JSON\n"),
    ("pile/logo.png", b"\x89PNG\r\n"),
];

fn expected(name: &str) -> Vec<String> {
    let mut found = vec![
        format!("{name}!/pile/rain.txt [Text] Rain fell."),
        "s [Text] Snow fell.".to_owned(),
        format!("{name}!/pile/logo.png REJECT {name}!/pile/logo.png: a .png file; read are"),
        format!(
            "{name}!/pile/more.jsonl:2 REJECT {name}!/pile/more.jsonl:2 (byte 34): not JSON: expected ident (column 2)"
        ),
        format!("NOTE {name}: names that start with a dot were left out (1 in all)"),
    ];
    found[..2].sort();
    found
}

#[track_caller]
fn check_archive(name: &str, bytes: &[u8]) {
    let dir = folder(&[(name, bytes)]);
    let found = lines(dir.path(), &read(dir.path(), &[name], &small()));
    let found: Vec<&str> = found.iter().map(|line| line.split(" .parquet").next().unwrap()).collect();
    assert_eq!(found, expected(name));
}

#[test]
fn members_are_read_as_files_are() {
    check_archive("a.tar", &tar_of(MEMBERS));
    check_archive("a.tar.gz", &gzip(&tar_of(MEMBERS)));
    check_archive("a.tgz", &gzip(&tar_of(MEMBERS)));
    check_archive("no-name", &zstd(&tar_of(MEMBERS)));
    check_archive("a.zip", &zip_of(MEMBERS));
    check_archive("a.zip.gz", &gzip(&zip_of(MEMBERS)));
}

#[test]
fn archives_may_hold_archives_but_not_without_end() {
    let inner = gzip(&tar_of(&[("rain.txt", b"Rain fell.")]));
    let outer = zip_of(&[("in/inner.tar.gz", &inner)]);
    check(&[("a.zip", &outer)], &["a.zip"], &["a.zip!/in/inner.tar.gz!/rain.txt [Text] Rain fell."]);
    let deep = (0..5).fold(inner, |inner, _| tar_of(&[("x.tar", &inner)]));
    let name = "a.tar!/x.tar!/x.tar!/x.tar";
    let reject = format!("{name} REJECT {name}: an archive in an archive, 3 deep; unpack it first");
    check(&[("a.tar", &deep)], &["a.tar"], &[&reject]);
}

#[test]
fn names_that_climb_out_are_only_names() {
    let members: &[(&str, &[u8])] = &[("../../etc/rain.txt", b"Rain fell."), ("/tmp/snow.txt", b"Snow fell.")];
    let pages = ["a.tar!/etc/rain.txt [Text] Rain fell.", "a.tar!/tmp/snow.txt [Text] Snow fell."];
    check(&[("a.tar", &tar_of(members))], &["a.tar"], &pages);
}

#[test]
fn links_in_archives_are_counted_and_lead_nowhere() {
    let mut builder = Builder::new(Vec::new());
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Symlink);
    header.set_size(0);
    builder.append_link(&mut header, "passwd.txt", "/etc/passwd").unwrap();
    let bytes = builder.into_inner().unwrap();
    check(&[("a.tar", &bytes)], &["a.tar"], &["PASSED 1 links in archives"]);
}

#[test]
fn torn_archives_keep_what_was_before() {
    let text = "Rain fell. ".repeat(2000);
    let bytes = tar_of(&[("a.txt", b"Snow fell."), ("b.txt", text.as_bytes())]);
    let dir = folder(&[("a.tar", &bytes[..5000])]);
    let found = lines(dir.path(), &read(dir.path(), &["a.tar"], &small()));
    assert_eq!(found[0], "a.tar!/a.txt [Text] Snow fell.");
    assert!(found[1].starts_with("a.tar!/b.txt [Text] Rain") || found[1].contains(" REJECT "), "{found:?}");
    assert!(found.iter().any(|line| line.contains(" REJECT ")), "{found:?}");
    let zip = zip_of(&[("a.txt", b"Snow fell.")]);
    let dir = folder(&[("a.zip", &zip[..zip.len() - 10])]);
    let found = lines(dir.path(), &read(dir.path(), &["a.zip"], &small()));
    assert!(found[0].starts_with("a.zip REJECT a.zip: the zip file is damaged ("), "{found:?}");
    check(&[("a.zip", &zip_of(&[]))], &["a.zip"], &["a.zip REJECT a.zip: empty: no file in it"]);
    let book = zip_of(&[("mimetype", b"application/epub+zip"), ("a.html", b"<p>Rain</p>")]);
    let reject = "a.zip REJECT a.zip: not text: an office document, a book or a program";
    check(&[("a.zip", &book)], &["a.zip"], &[reject]);
}

#[test]
fn bombs_in_archives_are_stopped() {
    let zeros = vec![b' '; 8 << 20];
    let zip = zip_of(&[("a.jsonl", &zeros), ("b.txt", b"Rain fell.")]);
    let tar = tar_of(&[("a.jsonl.gz", &gzip(&zeros)), ("b.txt", b"Rain fell.")]);
    let rest = "it unpacks to more than 500 times its size, as text never does; the rest of the archive was not read";
    for (name, bytes) in [("a.zip", zip), ("a.tar", tar)] {
        let dir = folder(&[(name, &bytes)]);
        let found = lines(dir.path(), &read(dir.path(), &[name], &small()));
        assert!(found[0].ends_with(rest), "{found:?}");
        assert!(found[1].contains("it unpacks to more than 500 times its size, as text never does"), "{found:?}");
        assert_eq!(found.len(), 2, "{found:?}");
    }
    let blank = vec![b' '; 1 << 20];
    let names: Vec<String> = (0..40).map(|i| format!("{i}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), blank.as_slice())).collect();
    let dir = folder(&[("a.zip", &zip_of(&members))]);
    let found = lines(dir.path(), &read(dir.path(), &["a.zip"], &small()));
    assert!(found.len() < 40 && found[0].ends_with(rest), "{found:?}");
}
