//! What comes from the web in its own wrapping: web archives, feeds, saved pages.

use crate::scratch::{about, check, folder, gzip, lines, read, small};

/// A record of a web archive.
fn warc(kind: &str, uri: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-04-03T08:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [header.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// The record of a page as a server gave it.
pub(crate) fn answer(uri: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let end = if header.is_empty() { "" } else { "\r\n" };
    let http = [b"HTTP/1.1 200 OK\r\n", header.as_bytes(), end.as_bytes(), b"\r\n", body].concat();
    warc("response", uri, "application/http; msgtype=response", &http)
}

const HTML: &[u8] = b"<html><body><p>Rain fell on Lorn.</p></body></html>";

#[test]
fn web_archives_give_their_pages_and_count_the_rest() {
    let records = [
        warc("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        warc("request", "https://a.example/1", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        answer("https://a.example/1", "Content-Type: text/html", HTML),
        answer("https://a.example/logo.png", "Content-Type: image/png", b"\x89PNG"),
        warc("conversion", "https://b.example/2", "text/plain", "Snow fell on Lorn.".as_bytes()),
    ];
    let expected = [
        "https://a.example/1 [Html] <html><body><p>Rain fell on Lorn.</p></body></html>",
        "https://b.example/2 [Text] Snow fell on Lorn.",
        "PASSED 1 records of image/png",
        "PASSED 1 request records",
        "PASSED 1 warcinfo records",
    ];
    check(&[("crawl.warc", &records.concat())], &["crawl.warc"], &expected);
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    check(&[("crawl.warc.gz", &members)], &["crawl.warc.gz"], &expected);
    check(&[("no-name", &members)], &["no-name"], &expected);
    let dir = folder(&[("crawl.warc", &records.concat())]);
    let pile = read(dir.path(), &["crawl.warc"], &small());
    let first = "uri=https://a.example/1 crawled=2024-04-03T08:00:00Z";
    assert_eq!(about(&pile.pages[0]), first, "the date of a record is that of the crawl");
}

#[test]
fn old_web_archives_are_read_like_new_ones() {
    let record = |uri: &str, kind: &str, body: &[u8]| {
        let header = format!("{uri} 192.0.2.1 20040403080000 {kind} {}\n", body.len());
        [header.as_bytes(), body, b"\n"].concat()
    };
    let answer = |uri: &str, kind: &str, body: &[u8]| {
        let http = [format!("HTTP/1.0 200 OK\r\nContent-Type: {kind}\r\n\r\n").as_bytes(), body].concat();
        record(uri, kind, &http)
    };
    let head = b"1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n";
    let records = [
        record("filedesc://crawl.arc", "text/plain", head),
        record("dns:a.example", "text/dns", b"20040403080000\na.example. 60 IN A 192.0.2.1\n"),
        answer("http://a.example/1", "text/html", HTML),
        answer("http://a.example/logo.gif", "image/gif", b"GIF89a"),
        answer("http://a.example/2", "text/plain", b"Snow fell on Lorn."),
    ];
    let expected = [
        "http://a.example/1 [Html] <html><body><p>Rain fell on Lorn.</p></body></html>",
        "http://a.example/2 [Text] Snow fell on Lorn.",
        "PASSED 1 filedesc records",
        "PASSED 1 records of image/gif",
        "PASSED 1 records of text/dns",
    ];
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("crawl.arc", records.concat()), ("crawl.arc.gz", members.clone()), ("no-name", members)] {
        check(&[(name, &bytes)], &[name], &expected);
    }
    let strange = [records[2].as_slice(), b"garbage\nand more\n", &records[4]].concat();
    let dir = folder(&[("crawl.arc", &strange)]);
    let pile = read(dir.path(), &["crawl.arc"], &small());
    assert_eq!(pile.pages.len(), 2, "{:?}", pile.rejects);
    assert!(pile.rejects[0].reason.starts_with("no record of a web archive starts here"), "{:?}", pile.rejects);
    assert_eq!(about(&pile.pages[0]), "uri=http://a.example/1 crawled=2004-04-03T08:00:00Z");
}

#[test]
fn the_server_says_the_encoding() {
    let body =
        [b"<html><body><p>".as_slice(), "Déjà vu".chars().map(|c| c as u8).collect::<Vec<u8>>().as_slice()].concat();
    let record = answer("https://a.example/1", "Content-Type: text/html; charset=ISO-8859-1", &body);
    let page = "https://a.example/1 [Html] <html><body><p>Déjà vu";
    let note = "NOTE https://a.example/1: read as windows-1252, which its header names";
    check(&[("a.warc", &record)], &["a.warc"], &[page, note]);
}

#[test]
fn damage_in_a_web_archive_costs_only_what_it_hits() {
    let (one, two) = (answer("https://a.example/1", "", HTML), answer("https://a.example/2", "", HTML));
    let page = |n: u8| format!("https://a.example/{n} [Html] <html><body><p>Rain fell on Lorn.</p></body></html>");
    let strange = [one.as_slice(), b"garbage\r\nand more\r\n", &two].concat();
    let reject = format!(
        "a.warc:2 REJECT a.warc:2 (byte {}): no record of a web archive starts here, where one should; what is here up to the next was not read",
        one.len()
    );
    check(&[("a.warc", &strange)], &["a.warc"], &[&page(1), &page(2), &reject]);
    let torn = [one.as_slice(), &two[..two.len() - 20]].concat();
    let reject = format!(
        "a.warc:2 REJECT a.warc:2 (byte {}): the record breaks off here; fetch or copy the file again. The records before it were read",
        torn.len()
    );
    check(&[("a.warc", &torn)], &["a.warc"], &[&page(1), &reject]);
}

#[test]
fn damage_in_a_packed_web_archive_costs_only_what_it_hits() {
    let body = |n: u64| {
        let word = |i: u64| format!("w{:x} ", (n << 32 | i).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40);
        format!("<html><body><p>{}</p></body></html>", (0..200).map(word).collect::<String>())
    };
    let uri = |n: u64| format!("https://a.example/{n}");
    let members: Vec<Vec<u8>> = (1..=4).map(|n| gzip(&answer(&uri(n), "", body(n).as_bytes()))).collect();
    let middle = members[1].len() / 2;
    let mut overwritten = members[1].clone();
    overwritten[middle..middle + 60].fill(0);
    let cut = members[1][..middle].to_vec();
    for damaged in [overwritten, cut] {
        let packed = [members[0].clone(), damaged, members[2].clone(), members[3].clone()].concat();
        let dir = folder(&[("a.warc.gz", &packed)]);
        let pile = read(dir.path(), &["a.warc.gz"], &small());
        assert_eq!(pile.pages.iter().map(|page| page.id.clone()).collect::<Vec<_>>(), [uri(1), uri(3), uri(4)]);
        let reasons: Vec<&str> = pile.rejects.iter().map(|reject| reject.reason.as_str()).collect();
        assert!(reasons.len() == 1 && reasons[0].contains("Reading went on with the next record"), "{reasons:?}");
        assert!(reasons[0].contains("the gzip data is damaged here"), "{reasons:?}");
    }
}

#[test]
fn a_record_of_a_web_archive_may_be_larger_than_memory() {
    let large = answer("https://a.example/large", "", &vec![b'x'; 3 << 20]);
    let small_one = answer("https://a.example/1", "", HTML);
    let dir = folder(&[("a.warc", &[large, small_one].concat())]);
    let pile = read(dir.path(), &["a.warc"], &small());
    let found = lines(dir.path(), &pile);
    assert_eq!(found[1], "a.warc:1 REJECT a.warc:1 (byte 0): longer than 1 MiB, the most that one page may have");
    assert!(found[0].starts_with("https://a.example/1 "), "{found:?}");
}

const RSS: &str = r#"<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Lorn Post</title><link>https://lorn.example</link><description>News</description>
<item><title>Rain</title><link>https://lorn.example/1</link><guid>x1</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Tue, 02 Apr 2024 10:00:00 +0200</pubDate><description>Rain.</description>
<content:encoded><![CDATA[<p>Rain fell on Lorn.</p><p>It was wet.</p>]]></content:encoded></item>
<item><title>Snow</title><link>https://lorn.example/2</link><description>Snow fell.</description></item>
<item><title>Hail</title><link>https://lorn.example/3</link></item>
</channel></rss>"#;

#[test]
fn feeds_give_their_entries() {
    let expected = [
        "https://lorn.example/1 [Html] <p>Rain fell on Lorn.</p><p>It was wet.</p>",
        "https://lorn.example/2 [Html] Snow fell.",
        "feed:3 REJECT feed:3: the entry has no content, only a title; fetch the page itself",
        "NOTE https://lorn.example/2: the feed gives a description and no content, which may be a summary only",
    ];
    check(&[("feed", RSS.as_bytes())], &["feed"], &expected);
    let dir = folder(&[("feed.xml", RSS.as_bytes())]);
    let pile = read(dir.path(), &[""], &small());
    let first = "uri=https://lorn.example/1 published=2024-04-02T08:00:00Z title=Rain byline=Ann Lee";
    assert_eq!(about(&pile.pages[0]), first);
}

#[test]
fn atom_and_json_feeds_are_feeds() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Lorn</title><id>f</id><updated>2024-04-02T10:00:00Z</updated>
        <entry><title>Rain</title><id>e1</id><link href="https://lorn.example/1"/><updated>2024-04-02T10:00:00Z</updated>
        <content type="html">&lt;p&gt;Rain fell.&lt;/p&gt;</content></entry></feed>"#;
    check(&[("a.xml", atom.as_bytes())], &["a.xml"], &["https://lorn.example/1 [Html] <p>Rain fell.</p>"]);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Lorn", "items": [
        {"id": "1", "url": "https://lorn.example/1", "title": "Rain", "content_text": "Rain fell."}]}"#;
    check(&[("a.json", json.as_bytes())], &["a.json"], &["https://lorn.example/1 [Text] Rain fell."]);
    let broken = "<rss><channel><item></channel>";
    let dir = folder(&[("a.rss", broken.as_bytes())]);
    let pile = read(dir.path(), &[""], &small());
    assert!(pile.rejects[0].reason.starts_with("a feed "), "{}", pile.rejects[0]);
}

const MHTML: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lorn.example/1\r\nSubject: Rain\r\n\
    Date: Wed, 3 Apr 2024 08:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
    \tboundary=\"--x\"\r\n\r\n----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
    Content-Location: https://lorn.example/1\r\n\r\n<html><body><p>Rain fell on K=C3=B6ln.</p></body></html>\r\n\
    ----x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n----x--\r\n";

#[test]
fn a_saved_page_is_one_page() {
    let dir = folder(&[("a.mhtml", MHTML.as_bytes())]);
    let pile = read(dir.path(), &["a.mhtml"], &small());
    assert_eq!(lines(dir.path(), &pile), ["a.mhtml [Html] <html><body><p>Rain fell on Köln.</p></body></html>"]);
    assert_eq!(about(&pile.pages[0]), "uri=https://lorn.example/1 crawled=2024-04-03T08:00:00Z title=Rain");
    let files: &[(&str, &[u8])] = &[
        ("pile/rain.html", HTML),
        ("pile/rain_files/frame.html", b"<p>An advertisement</p>"),
        ("pile/snow_files/snow.txt", b"Snow fell."),
    ];
    let note = "NOTE pile/rain_files: holds the pictures and scripts of a saved page, and was left out (1 in all)";
    let page = "rain.html [Html] <html><body><p>Rain fell on Lorn.</p></body></html>";
    check(files, &["pile"], &[page, "snow_files/snow.txt [Text] Snow fell.", note]);
}
