//! Any bytes under any name: no panic, something is said of each file, the same on each run.

use proptest::prelude::*;
use wirecopy_ingest::{Options, Pile, discover};

use crate::scratch::{folder, gzip, zstd};

const NAMES: [&str; 15] = [
    "a.txt",
    "a.html",
    "a.jsonl",
    "a.json",
    "a.jsonl.gz",
    "a.txt.zst",
    "a",
    "a.csv",
    "a.tsv",
    "a.parquet",
    "a.warc",
    "a.rss",
    "a.mhtml",
    "a.tar",
    "a.zip",
];

/// Pieces that formats are made of, and bytes that break them.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b"\\",
        b"\\u",
        b"d83d",
        b":",
        b",",
        b"\n",
        b"\r",
        b" ",
        b"\"text\": \"Rain\"",
        b"\"id\": 1",
        b"NaN",
        b"-Infinity",
        b"null",
        b"\xff",
        b"\xfe",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\0",
        b"\x1b",
        b"\x1f\x8b",
        b"\x28\xb5\x2f\xfd",
        b"<html>",
        b"</p>",
        b"<meta charset=",
        b"utf-16",
        b"<?xml",
        b"<!--",
        b"-->",
        b"word",
        b"id,text\n",
        b"text\tdate\n",
        b"PAR1",
        b"PK\x03\x04",
        b"WARC/1.0\r\n",
        b"WARC-Type: response\r\n",
        b"Content-Length: 9\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"<rss><channel><item><description>Rain",
        b"</description></item></channel></rss>",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
        b"--x\r\nContent-Type: text/html\r\n\r\n",
    ];
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        proptest::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|parts| parts.concat()),
    ]
}

fn check(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let dir = folder(&[(name, bytes)]);
    let listing = discover(&[dir.path().to_owned()]);
    prop_assert_eq!(listing.inputs.len(), 1);
    let pile = Pile::read(&[dir.path().to_owned()], &Options::default());
    prop_assert!(pile.pages.len() + pile.rejects.len() + pile.tally.passed().len() > 0);
    for page in &pile.pages {
        prop_assert!(!page.content.trim().is_empty() && !page.id.is_empty() && !page.id.contains('\n'));
    }
    let mut ids: Vec<&str> =
        pile.pages.iter().map(|p| p.id.as_str()).chain(pile.rejects.iter().map(|r| r.id.as_str())).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(ids.len(), count);
    prop_assert_eq!(&Pile::read(&[dir.path().to_owned()], &Options::default()), &pile);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_rejected(name in prop::sample::select(NAMES.to_vec()), bytes in bytes(), packing in 0..4_u8) {
        let bytes = match packing {
            0 => gzip(&bytes),
            1 => zstd(&bytes),
            _ => bytes,
        };
        check(name, &bytes)?;
    }
}
