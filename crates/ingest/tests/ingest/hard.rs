//! Piles that are hard to read: many, large, torn, strange.

use std::fs;
use std::io::Write;

use wirecopy_ingest::{Options, Pile};

use crate::scratch::{about, check, folder, gzip, lines, read, small, zstd};

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut writer = liblzma::write::XzEncoder::new(Vec::new(), 1);
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

/// Lines that do not shrink much.
fn records(count: u32) -> Vec<u8> {
    (0..count)
        .flat_map(|i| {
            format!("{{\"id\": {i}, \"text\": \"Rain {:x}.\"}}\n", u64::from(i).wrapping_mul(0x9e37_79b9_7f4a_7c15))
                .into_bytes()
        })
        .collect()
}

#[test]
fn four_ways_of_packing_give_the_same() {
    let lines = records(300);
    let plain = folder(&[("a.jsonl", &lines)]);
    let plain = read(plain.path(), &["a.jsonl"], &small()).pages;
    for (name, packed) in [
        ("a.jsonl.gz", gzip(&lines)),
        ("a.jsonl.zst", zstd(&lines)),
        ("a.jsonl.bz2", bzip2(&lines)),
        ("a.jsonl.xz", xz(&lines)),
    ] {
        for twice in [packed.clone(), [packed.as_slice(), &packed].concat()] {
            let dir = folder(&[(name, &twice)]);
            let pile = read(dir.path(), &[name], &small());
            assert!(pile.pages.starts_with(&plain[..1]) && pile.rejects.is_empty(), "{name}");
            assert_eq!(pile.pages.len(), plain.len() * (twice.len() / packed.len()), "{name}");
        }
    }
}

#[test]
fn packed_files_that_break_off_or_are_damaged_keep_what_was_before() {
    // Blocks of bzip2 are up to 100 kB here, and nothing of a block is there before its end.
    let lines = records(20_000);
    for (name, packed) in [
        ("a.jsonl.gz", gzip(&lines)),
        ("a.jsonl.zst", zstd(&lines)),
        ("a.jsonl.bz2", bzip2(&lines)),
        ("a.jsonl.xz", xz(&lines)),
    ] {
        let mut flipped = packed.clone();
        let at = packed.len() / 2;
        flipped[at..at + 64].iter_mut().for_each(|b| *b ^= 0xa5);
        for (bytes, what) in [(&packed[..at], "breaks off"), (&flipped[..], "")] {
            let dir = folder(&[(name, bytes)]);
            let pile = read(dir.path(), &[name], &small());
            let Some(reject) = pile.rejects.last() else { panic!("{name}: the damage is not seen") };
            let is_told = reject.reason.contains(what) && reject.reason.contains("fetch or copy the file again");
            assert!(is_told, "{name}: {reject}");
            // xz as written here is one block with its check at the end, and gives what it has before that.
            assert!(!pile.pages.is_empty() && pile.pages.len() < 20_000, "{name}: {} pages", pile.pages.len());
        }
    }
}

#[test]
fn ten_thousand_tiny_files_are_ten_thousand_pages() {
    let dir = folder(&[]);
    for i in 0..10_000 {
        let folder = dir.path().join((i % 100).to_string());
        if i < 100 {
            fs::create_dir(&folder).unwrap();
        }
        fs::write(folder.join(format!("{i}.txt")), format!("Rain fell {i} times.")).unwrap();
    }
    let pile = Pile::read(&[dir.path().to_owned()], &Options::default());
    assert_eq!((pile.pages.len(), pile.rejects.len()), (10_000, 0));
    assert!(pile.pages.is_sorted_by(|a, b| a.id < b.id));
}

#[test]
fn clocks_that_stand_at_their_zero_say_nothing() {
    for zero in ["1601-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0"] {
        let json = format!("{{\"id\": 1, \"date\": \"{zero}\", \"text\": \"Rain fell.\"}}");
        let note = format!("NOTE 1: its `date` is no date, or could be two, and was dropped: {zero}");
        check(&[("a.jsonl", json.as_bytes())], &["a.jsonl"], &["1 [Text] Rain fell.", &note]);
    }
    let json = br#"{"id": 1, "date": "1970-01-01", "text": "Rain fell."}"#;
    let dir = folder(&[("a.jsonl", json)]);
    assert_eq!(about(&read(dir.path(), &["a.jsonl"], &small()).pages[0]), "published=1970-01-01");
}

#[test]
fn strange_bytes_do_not_end_a_run() {
    let files: &[(&str, &[u8])] = &[
        ("a.txt", b"Rain\0fell. And it went on falling, for two days and for two nights, until the Arle rose to the old bridge."),
        ("b.txt", b"One\r\ntwo\rthree\nfour"),
        ("c.txt", b""),
        ("d.html", b"\xff\xfe<\0p\0>\0R\0a\0i\0n\0"),
        ("e.jsonl", b"{\"text\": \"Rain.\"}\r{\"text\": \"Snow.\"}\r\n\r\n{\"text\": \"Hail.\"}"),
    ];
    let dir = folder(files);
    let found = lines(dir.path(), &read(dir.path(), &[""], &small()));
    assert!(found[0].starts_with("a.txt [Text] Rain\\0fell."), "{found:?}");
    assert_eq!(found[1], "b.txt [Text] One\\r\\ntwo\\rthree\\nfour");
    assert_eq!(found[2], "d.html [Html] <p>Rain");
    assert_eq!(found[3..6], ["e.jsonl:1 [Text] Rain.", "e.jsonl:2 [Text] Snow.", "e.jsonl:3 [Text] Hail."]);
    assert_eq!(found[6], "c.txt REJECT c.txt: empty");
}

#[test]
fn content_goes_before_the_name() {
    let html = b"<!DOCTYPE html><html><body><p>Rain</p></body></html>";
    let json = b"{\"id\": \"x\", \"text\": \"Rain fell.\"}\n{\"id\": \"y\", \"text\": \"Snow fell.\"}\n";
    let files: &[(&str, &[u8])] = &[
        ("pile/index.php", html),
        ("pile/data.log", json),
        ("pile/style.css", b"p { color: red }"),
        ("pile/none", b"Hail."),
    ];
    let dir = folder(files);
    let found = lines(dir.path(), &read(dir.path(), &["pile"], &small()));
    assert!(found[0].starts_with("index.php [Html] "), "{found:?}");
    assert_eq!(found[1..4], ["none [Text] Hail.", "x [Text] Rain fell.", "y [Text] Snow fell."]);
    assert!(found[4].starts_with("style.css REJECT style.css: a .css file; read are "), "{found:?}");
}

#[test]
fn patterns_stand_for_what_matches() {
    let files: &[(&str, &[u8])] = &[
        ("x/a.txt", b"Rain."),
        ("x/b.md", b"Snow."),
        ("y/c.txt", b"Hail."),
        ("y/[odd].txt", b"Sun."),
        ("y/.hidden.txt", b"x"),
    ];
    check(files, &["*/a.*"], &["a.txt [Text] Rain."]);
    check(files, &["**/?.txt"], &["a.txt [Text] Rain.", "c.txt [Text] Hail."]);
    check(files, &["x/*"], &["a.txt [Text] Rain.", "b.md [Text] Snow."]);
    check(files, &["y/[odd].txt"], &["[odd].txt [Text] Sun."]);
    check(files, &["z/*.txt"], &["*.txt REJECT z/*.txt: no file matches this pattern"]);
}

#[test]
fn lists_name_files() {
    let dir = folder(&[("lines", b"a.txt\r\n\nb c.txt\n"), ("zeros", b"a\nb.txt\0c.txt\0")]);
    let read = |name: &str| wirecopy_ingest::paths_from(&dir.path().join(name)).unwrap();
    assert_eq!(read("lines"), [std::path::Path::new("a.txt"), "b c.txt".as_ref()]);
    assert_eq!(read("zeros"), [std::path::Path::new("a\nb.txt"), "c.txt".as_ref()]);
    assert!(wirecopy_ingest::paths_from(&dir.path().join("none")).is_err());
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_not_waited_for() {
    let dir = folder(&[("a.txt", b"Rain.")]);
    let made = std::process::Command::new("mkfifo").arg(dir.path().join("pipe.txt")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is a part of every Unix");
    let found = lines(dir.path(), &read(dir.path(), &[""], &small()));
    assert_eq!(found[0], "a.txt [Text] Rain.");
    assert!(found[1].starts_with("pipe.txt REJECT pipe.txt: neither a file nor a folder"), "{found:?}");
}

#[test]
#[ignore = "writes a file of 1.1 GB; run it with --ignored"]
fn a_record_of_a_gigabyte_is_passed_over() {
    let dir = folder(&[]);
    let path = dir.path().join("a.jsonl");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    file.write_all(b"{\"id\": 1, \"text\": \"Rain.\"}\n{\"text\": \"").unwrap();
    (0..1100).for_each(|_| file.write_all(&vec![b'x'; 1 << 20]).unwrap());
    file.write_all(b"\"}\n{\"id\": 3, \"text\": \"Snow.\"}\n").unwrap();
    file.flush().unwrap();
    let found = lines(dir.path(), &Pile::read(&[path], &Options::default()));
    let reject = "a.jsonl:2 REJECT a.jsonl:2 (byte 27): longer than 64 MiB, the most that one record may have";
    assert_eq!(found, ["1 [Text] Rain.", "3 [Text] Snow.", reject]);
}
