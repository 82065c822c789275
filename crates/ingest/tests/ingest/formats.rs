//! Bytes of every format, whole, broken and hostile.

use std::io::Write;

use crate::scratch::{check, folder, gzip, lines, read, small, zstd};
use wirecopy_document::Format;
use wirecopy_ingest::{Options, Pile};

const TWO: &[u8] = b"{\"id\": \"r\", \"text\": \"Rain fell.\"}\n\n{\"id\": \"s\", \"text\": \"Snow fell.\"}\n";

/// One file named `name`, read under small limits.
#[track_caller]
fn check_file(name: &str, bytes: &[u8], expected: &[&str]) {
    let dir = folder(&[(name, bytes)]);
    let found = lines(dir.path(), &read(dir.path(), &[name], &small()));
    let short: Vec<String> = found.iter().map(|l| l.chars().take(157).collect()).collect();
    assert_eq!(short, expected);
}

#[test]
fn packed_files_are_unpacked_whatever_they_are_called() {
    check_file("a.txt.gz", &gzip(b"Rain fell."), &["a.txt.gz [Text] Rain fell."]);
    check_file("a.txt.zst", &zstd(b"Rain fell."), &["a.txt.zst [Text] Rain fell."]);
    check_file("a.html.gz", &gzip(b"Rain fell."), &["a.html.gz [Html] Rain fell."]);
    check_file("a.txt", &gzip(b"Rain fell."), &["a.txt [Text] Rain fell."]);
    let note = "NOTE a.txt.gz: not compressed, though its name says so; read as it is";
    check_file("a.txt.gz", b"Rain fell.", &["a.txt.gz [Text] Rain fell.", note]);
    let members = [gzip(&TWO[..20]), gzip(&TWO[20..])].concat();
    check_file("a.jsonl.gz", &members, &["r [Text] Rain fell.", "s [Text] Snow fell."]);
    let frames = [zstd(&TWO[..20]), zstd(&TWO[20..])].concat();
    check_file("a.ndjson.zst", &frames, &["r [Text] Rain fell.", "s [Text] Snow fell."]);
    let twice = "a.txt.gz REJECT a.txt.gz: not text: it is gzip inside a compressed file; unpack it once first";
    check_file("a.txt.gz", &gzip(&gzip(b"Rain fell.")), &[twice]);
}

#[test]
fn text_that_is_html_is_seen() {
    for (text, format) in [
        ("<!DOCTYPE html>\n<p>Rain", Format::Html),
        ("\n<?xml version=\"1.0\"?><!-- saved --><html><body>Rain</body></html>", Format::Html),
        ("<P CLASS=x>Rain</P>", Format::Html),
        ("<5 inches of rain fell</a>", Format::Text),
        ("<broken", Format::Text),
        ("<a.b@example.org> wrote: </wink>", Format::Text),
        ("Rain <b>fell</b>.", Format::Text),
    ] {
        let dir = folder(&[("a.txt", text.as_bytes())]);
        let pile = read(dir.path(), &["a.txt"], &small());
        assert_eq!((pile.pages[0].format, pile.pages[0].content.as_str()), (format, text), "{text}");
    }
}

#[test]
fn what_is_no_text_is_a_reject() {
    check_file("a.txt", b"", &["a.txt REJECT a.txt: empty"]);
    check_file("a.txt.gz", &gzip(b""), &["a.txt.gz REJECT a.txt.gz: empty"]);
    check_file("a.html", b"  \n", &["a.html REJECT a.html: blank: 3 bytes of white space"]);
    check_file("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", &["a.txt REJECT a.txt: not text: it is a PNG image"]);
    check_file("a.jsonl", b" \n\n", &["a.jsonl REJECT a.jsonl: empty: no line with anything in it"]);
    check_file("a.jsonl", b"", &["a.jsonl REJECT a.jsonl: empty: no line with anything in it"]);
    check_file("a.json", b" ", &["a.json REJECT a.json: empty: no record in it"]);
    check_file("a.json", b"[]", &["a.json REJECT a.json: empty: no record in it"]);
    check_file("a.jsonl", b"%PDF-1.4\n", &["a.jsonl:1 REJECT a.jsonl:1 (byte 0): not JSON: it is a PDF document"]);
}

#[test]
fn other_encodings_are_read_and_said() {
    let latin =
        "Il a neigé à Nîmes, où l’été était déjà là.".replace('’', "'").chars().map(|c| c as u8).collect::<Vec<u8>>();
    let text = "Il a neigé à Nîmes, où l'été était déjà là.";
    let note = "NOTE a.txt: read as windows-1252 (by its letters)";
    check_file("a.txt", &latin, &[&format!("a.txt [Text] {text}"), note]);
    let json = [&b"{\"text\": \""[..], &latin, b"\"}"].concat();
    check_file(
        "a.jsonl",
        &json,
        &[&format!("a.jsonl:1 [Text] {text}"), "NOTE a.jsonl:1: read as windows-1252 (by its letters)"],
    );
    check_file("a.jsonl", b"\xef\xbb\xbf{\"text\": \"Rain.\"}\r\n", &["a.jsonl:1 [Text] Rain."]);
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (lines, list) = ("\u{feff}{\"text\": \"Rain.\"}\r\n{\"text\": \"Sčow.\"}", "\u{feff}[{\"text\": \"Rain.\"}]");
    let note = "NOTE a.jsonl: read as UTF-16LE (by its byte order mark)";
    check_file("a.jsonl", &wide(lines), &["a.jsonl:1 [Text] Rain.", "a.jsonl:2 [Text] Sčow.", note]);
    check_file("a.jsonl", &wide(list), &["a.jsonl:1 [Text] Rain.", note]);
    let large = wide(&format!("{lines}{}", " ".repeat(1 << 20)));
    let reject = "a.jsonl REJECT a.jsonl: UTF-16 and larger than 1 MiB; save it as UTF-8";
    check_file("a.jsonl", &large, &[reject]);
}

#[test]
fn line_ends_and_control_characters_stay() {
    check_file("a.txt", b"\xef\xbb\xbf Rain\r\nfell\x0c.\r", &["a.txt [Text]  Rain\\r\\nfell\\u{c}.\\r"]);
}

#[test]
fn a_broken_line_does_not_take_the_others_with_it() {
    let bytes = b"{\"text\": \"Rain.\"}\n{\"text\": \"Sno\n[1, 2]\n{\"title\": \"Hail\"}\n{\"text\": \" \"}\n{\"text\": x}\nnull\n{\"text\": \"Sun.\"}";
    check_file(
        "a.jsonl",
        bytes,
        &[
            "a.jsonl:1 [Text] Rain.",
            "a.jsonl:8 [Text] Sun.",
            "a.jsonl:2 REJECT a.jsonl:2 (byte 18): not JSON: it breaks off at its end",
            "a.jsonl:3 REJECT a.jsonl:3 (byte 32): a list instead of an object with the fields of a page",
            "a.jsonl:4 REJECT a.jsonl:4 (byte 39): no field that could be the text: there are title; call it `text` or `html`, or name it with --text-field",
            "a.jsonl:5 REJECT a.jsonl:5 (byte 57): its `text` is empty, and no other field holds a text",
            "a.jsonl:6 REJECT a.jsonl:6 (byte 71): not JSON: expected value (column 10)",
            "a.jsonl:7 REJECT a.jsonl:7 (byte 83): null instead of an object with the fields of a page",
        ],
    );
}

#[test]
fn json_may_be_a_list_or_one_object_or_many() {
    let both = ["a.json:1 [Text] Rain.", "a.json:2 [Text] Sn]ow, \"fell\"."];
    let (rain, snow) = (r#"{"text": "Rain."}"#, r#"{"x": [{}, "]}"], "text": "Sn]ow, \"fell\"."}"#);
    for json in [
        format!("[{rain}, {snow}]"),
        format!("{rain}\n{snow}"),
        format!("\u{feff} [\n{rain},\n{snow}\n]\n"),
        format!("{rain}{snow}"),
    ] {
        check_file("a.json", json.as_bytes(), &both);
    }
    check_file("b.jsonl", format!("[{rain}]").as_bytes(), &["b.jsonl:1 [Text] Rain."]);
    check_file("b.json", b"{\n \"text\":\n \"Rain.\"\n}", &["b.json:1 [Text] Rain."]);
    let torn = "b.json:2 REJECT b.json:2 (byte 20): not JSON: the file ends in the middle of this record";
    check_file("b.json", format!("[{rain}, {{\"te").as_bytes(), &["b.json:1 [Text] Rain.", torn]);
    let open = "b.json:2 REJECT b.json:2 (byte 19): the list is not closed, so records may be missing from here on; fetch or copy the file again";
    check_file("b.json", format!("[{rain},").as_bytes(), &["b.json:1 [Text] Rain.", open]);
    let word = "b.json:1 REJECT b.json:1 (byte 1): not JSON: expected ident (column 2)";
    check_file("b.json", format!("[nope, {rain}]").as_bytes(), &["b.json:2 [Text] Rain.", word]);
}

#[test]
fn packed_files_that_break_off_keep_what_was_before() {
    let lines: Vec<u8> = (0..2000_u32)
        .flat_map(|i| format!("{{\"id\": {i}, \"text\": \"Rain {}.\"}}\n", i.wrapping_mul(2_654_435_761)).into_bytes())
        .collect();
    for (name, packed) in [("a.jsonl.gz", gzip(&lines)), ("a.jsonl.zst", zstd(&lines))] {
        let dir = folder(&[(name, &packed[..packed.len() / 2])]);
        let pile = read(dir.path(), &[name], &small());
        let [reject] = &pile.rejects[..] else { panic!("one reject: {:?}", pile.rejects) };
        assert!(
            reject
                .reason
                .contains("data breaks off here; fetch or copy the file again. The records before it were read"),
            "{reject}"
        );
        assert_eq!(reject.record, Some(pile.pages.len() as u64 + 1), "{name}");
        let read: u64 = lines.split_inclusive(|b| *b == b'\n').take(pile.pages.len()).map(|l| l.len() as u64).sum();
        assert!(reject.offset.unwrap() >= read && pile.pages.len() < 2000, "{reject}");
    }
    let gz = gzip(&lines);
    check_file(
        "a.txt.gz",
        &gz[..20],
        &["a.txt.gz REJECT a.txt.gz (byte 0): the gzip data breaks off here; fetch or copy the file again"],
    );
    let mut bad = zstd(&lines);
    bad.truncate(9);
    bad.extend([0xff; 40]);
    let dir = folder(&[("a.txt.zst", &bad)]);
    let pile = read(dir.path(), &["a.txt.zst"], &small());
    assert!(pile.rejects[0].reason.starts_with("the zstd data "), "{}", pile.rejects[0]);
}

#[test]
fn large_pages_are_read_up_to_the_limit() {
    let line = |n: usize| [&b"{\"text\": \""[..], &vec![b'a'; n], b"\"}\n"].concat();
    let mib = 1 << 20;
    let bytes = [line(mib), line(10), line(mib - 20), line(3 * mib), line(5)].concat();
    let dir = folder(&[
        ("a.jsonl", &bytes),
        ("a.json", &bytes),
        ("b.txt", &vec![b'b'; mib + 1]),
        ("c.txt", &vec![b'c'; mib]),
    ]);
    let pile = read(dir.path(), &["a.jsonl"], &small());
    assert_eq!(pile.pages.iter().map(|p| p.content.len()).collect::<Vec<_>>(), [10, mib - 20, 5]);
    let reason = "longer than 1 MiB, the most that one record may have";
    let expected =
        [format!("a.jsonl:1 (byte 0): {reason}"), format!("a.jsonl:4 (byte {}): {reason}", 2 * mib + 10 - 20 + 39)];
    assert_eq!(pile.rejects.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    let same = read(dir.path(), &["a.json"], &small());
    assert_eq!(same.pages.len(), 3);
    assert_eq!(
        same.rejects.iter().map(|r| r.offset).collect::<Vec<_>>(),
        pile.rejects.iter().map(|r| r.offset).collect::<Vec<_>>()
    );
    let pile = read(dir.path(), &["b.txt", "c.txt"], &small());
    assert_eq!(pile.pages[0].content.len(), mib);
    assert_eq!(pile.rejects[0].to_string(), "b.txt: larger than 1 MiB, the most that one page may have");
}

#[test]
fn a_single_line_of_fifty_megabytes_is_a_page() {
    let dir = folder(&[("long.txt", "word ".repeat(10 << 20).as_bytes())]);
    let pile = Pile::read(&[dir.path().to_owned()], &Options::default());
    assert_eq!(pile.pages[0].content.len(), 50 << 20);
}

#[test]
fn bombs_are_stopped() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    (0..64).for_each(|_| packer.write_all(&vec![b'\n'; 1 << 20]).unwrap());
    let bomb = packer.finish().unwrap();
    let dir =
        folder(&[("bomb.jsonl.gz", &bomb), ("bomb.txt.gz", &bomb), ("bomb.jsonl.zst", &zstd(&vec![b'\n'; 64 << 20]))]);
    let pile = read(dir.path(), &[""], &small());
    assert_eq!((pile.pages.len(), pile.rejects.len()), (0, 3));
    for (reject, reason) in pile.rejects.iter().zip([
        "unpacks to more than 500 times",
        "unpacks to more than 500 times",
        "larger than 1 MiB",
    ]) {
        assert!(reject.reason.contains(reason), "{reject}");
    }
}

#[test]
fn deep_nesting_does_not_overflow() {
    let deep = "[".repeat(1 << 20);
    let bytes = format!("{{\"x\": {deep}\n{{\"text\": {deep}\n{{\"text\": \"Rain.\"}}\n");
    let dir = folder(&[("a.jsonl", bytes.as_bytes()), ("b.json", bytes.as_bytes())]);
    let pile = read(dir.path(), &["a.jsonl"], &Options::default());
    assert_eq!((pile.pages.len(), pile.rejects.len()), (1, 2));
    assert_eq!(read(dir.path(), &["b.json"], &Options::default()).rejects.len(), 1);
}

#[test]
fn nothing_is_lost_in_any_cut_of_a_file() {
    for cut in 0..TWO.len() {
        let dir = folder(&[("a.jsonl", &TWO[..cut]), ("b.json", &TWO[..cut])]);
        for name in ["a.jsonl", "b.json"] {
            let pile = Pile::read(&[dir.path().join(name)], &Options::default());
            let begun = TWO[..cut].split(|b| *b == b'\n').filter(|l| !l.is_empty()).count();
            assert_eq!(pile.pages.len() + pile.rejects.len(), begun.max(1), "{name} cut at {cut}");
        }
    }
}

#[test]
fn seeds_of_clashing_ids_are_told_apart_in_any_order() {
    let (one, two) = (r#"{"id": "x", "text": "Rain."}"#, r#"{"id": "x", "text": "Snow."}"#);
    let expected = ["x [Text] Rain.", "x@2 [Text] Snow.", "NOTE x: another record has this id too; this one is x@2"];
    for lines in [format!("{one}\n{two}"), format!("{two}\n{one}")] {
        check(&[("a.jsonl", lines.as_bytes())], &["a.jsonl"], &expected);
    }
    check(&[("a.jsonl", one.as_bytes()), ("b.jsonl", two.as_bytes())], &["a.jsonl", "b.jsonl"], &expected);
}
