//! CSV, TSV and Parquet.

use std::sync::Arc;

use arrow::array::{ArrayRef, ListBuilder, RecordBatch, StringArray, StringBuilder, TimestampMillisecondArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;
use wirecopy_ingest::{Options, Pile, Role};

use crate::scratch::{about, check, folder, lines, read, small};

#[test]
fn rows_are_pages() {
    let csv =
        "\u{feff}id,Title,text,date\r\n1,Rain,\"Rain fell,\r\n\"\"hard\"\".\",2024-04-02\r\n2,Snow,Snow fell.,\r\n";
    let pages = ["1 [Text] Rain fell,\\r\\n\"hard\".", "2 [Text] Snow fell."];
    check(&[("a.csv", csv.as_bytes())], &["a.csv"], &pages);
    check(&[("no-name", csv.as_bytes())], &["no-name"], &pages);
    let tsv = "url\tbody\nhttps://a.example/1\tRain fell.\n";
    check(&[("a.tsv", tsv.as_bytes())], &["a.tsv"], &["https://a.example/1 [Text] Rain fell."]);
    let semicolons = "text;outlet\nRain fell, and snow;The Lorn Post\n";
    check(&[("a.csv", semicolons.as_bytes())], &["a.csv"], &["a.csv:2 [Text] Rain fell, and snow"]);
    let dir = folder(&[("a.csv", csv.as_bytes())]);
    let pile = read(dir.path(), &["a.csv"], &small());
    assert_eq!(about(&pile.pages[0]), "published=2024-04-02 title=Rain");
    let fields: Vec<String> = pile.tally.fields().iter().map(ToString::to_string).collect();
    assert_eq!(fields.join(", "), "text from `text`, id from `id`, title from `Title`, publication date from `date`");
}

#[test]
fn rows_that_are_no_pages_are_said() {
    check(&[("a.csv", b"")], &["a.csv"], &["a.csv REJECT a.csv: empty: no header in it"]);
    check(&[("a.csv", b"text\n")], &["a.csv"], &["a.csv REJECT a.csv: no row under its header"]);
    let reason =
        "no column that could be the text: there are a, b; call it `text` or `html`, or name it with --text-field";
    check(&[("a.csv", b"a,b\n1,2\n3,4\n")], &["a.csv"], &[&format!("a.csv REJECT a.csv: {reason}")]);
    let csv = b"id,text\n1,Rain fell, hard\n2,\n3,Snow fell.\n";
    let rejects = [
        "3 [Text] Snow fell.",
        "a.csv:2 REJECT a.csv:2 (byte 8): 3 fields under 2 columns; is a text with separators not in quotes?",
        "a.csv:3 REJECT a.csv:3 (byte 26): its `text` is empty, and no other field holds a text",
    ];
    check(&[("a.csv", csv)], &["a.csv"], &rejects);
}

#[test]
fn rows_of_other_encodings_are_read() {
    let latin = "id,text\n1,Il a neigé à Nîmes où l'été était déjà là.\n".chars().map(|c| c as u8).collect::<Vec<u8>>();
    let note = "NOTE a.csv:2: read as windows-1252 (by its letters)";
    check(&[("a.csv", &latin)], &["a.csv"], &["1 [Text] Il a neigé à Nîmes où l'été était déjà là.", note]);
    let wide: Vec<u8> = "\u{feff}id\ttext\r\n1\tRain fell.\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let note = "NOTE a.tsv: read as UTF-16LE (by its byte order mark)";
    check(&[("a.tsv", &wide)], &["a.tsv"], &["1 [Text] Rain fell.", note]);
}

#[test]
fn a_quote_that_is_not_closed_does_not_fill_the_memory() {
    let csv = format!("id,text\n1,Rain.\n2,\"Snow{}", ",x\n".repeat(1 << 20));
    let dir = folder(&[("a.csv", csv.as_bytes())]);
    let found = lines(dir.path(), &read(dir.path(), &["a.csv"], &small()));
    assert_eq!(found[0], "1 [Text] Rain.");
    assert!(found[1].contains("a row longer than a page may be; is a quote not closed?"), "{}", found[1]);
}

#[test]
fn the_user_says_which_field_is_the_text() {
    let csv = "text,maintext,stamp\nx,Rain fell.,2024-04-02\n";
    let mut options = Options::default();
    options.fields = vec![(Role::Text, "MainText".to_owned()), (Role::PublishedAt, "stamp".to_owned())];
    let dir = folder(&[("a.csv", csv.as_bytes()), ("b.jsonl", br#"{"text": "x", "maintext": "Snow fell."}"#)]);
    let pile = read(dir.path(), &[""], &options);
    let found = lines(dir.path(), &pile);
    assert_eq!(found, ["a.csv:2 [Text] Rain fell.", "b.jsonl:1 [Text] Snow fell."]);
    assert_eq!(about(&pile.pages[0]), "published=2024-04-02");
}

fn parquet(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    packed_parquet(columns, Compression::UNCOMPRESSED)
}

fn packed_parquet(columns: Vec<(&str, ArrayRef)>, codec: Compression) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let properties = WriterProperties::builder().set_compression(codec).build();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn texts(texts: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

#[test]
fn rows_of_parquet_are_pages() {
    let mut authors = ListBuilder::new(StringBuilder::new());
    authors.append_value([Some("Ann Lee"), Some("Bo Day")]);
    authors.append_null();
    let bytes = parquet(vec![
        ("text", texts(&[Some("Rain fell."), None])),
        ("authors", Arc::new(authors.finish())),
        ("date", Arc::new(TimestampMillisecondArray::from(vec![Some(1_712_052_000_000), None]))),
    ]);
    let reject = "a.parquet:2 REJECT a.parquet:2: its `text` is empty, and no other field holds a text";
    let found = ["a.parquet:1 [Text] Rain fell.", reject];
    check(&[("a.parquet", &bytes)], &["a.parquet"], &found);
    check(
        &[("no-name", &bytes)],
        &["no-name"],
        &["no-name:1 [Text] Rain fell.", &reject.replace("a.parquet", "no-name")],
    );
    let dir = folder(&[("a.parquet", &bytes)]);
    let pile = read(dir.path(), &["a.parquet"], &small());
    assert_eq!(about(&pile.pages[0]), "published=2024-04-02T10:00:00 byline=Ann Lee, Bo Day");
}

#[test]
fn parquet_without_a_text_names_its_columns() {
    let bytes = parquet(vec![("n", texts(&[Some("1")])), ("label", texts(&[Some("x")]))]);
    let reason =
        "no column that could be the text: there are n, label; call it `text` or `html`, or name it with --text-field";
    check(&[("a.parquet", &bytes)], &["a.parquet"], &[&format!("a.parquet REJECT a.parquet: {reason}")]);
    let dir = folder(&[("a.parquet", &bytes[..bytes.len() - 9])]);
    let pile = read(dir.path(), &["a.parquet"], &small());
    assert!(pile.rejects[0].reason.starts_with("a Parquet file that can't be read ("), "{}", pile.rejects[0]);
}

#[test]
fn all_codecs_of_parquet_are_read() {
    let codecs = [
        Compression::SNAPPY,
        Compression::LZ4_RAW,
        Compression::LZ4,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
    ];
    for codec in codecs {
        let bytes = packed_parquet(vec![("text", texts(&[Some(&"Rain fell. ".repeat(200))]))], codec);
        let dir = folder(&[("a.parquet", &bytes)]);
        let pile = read(dir.path(), &["a.parquet"], &small());
        assert_eq!((pile.pages.len(), pile.rejects.len()), (1, 0), "{codec}: {:?}", pile.rejects);
    }
}

#[test]
fn parquet_that_was_made_to_do_harm_is_stopped() {
    let (large, most) = ("x".repeat(3 << 20), "x".repeat(700 << 10));
    let bytes = parquet(vec![("text", texts(&[Some("Rain."), Some(&large), Some("Snow.")]))]);
    let reject = "a.parquet:2 REJECT a.parquet:2: longer than 1 MiB, the most that one record may have";
    let dir = folder(&[("a.parquet", &bytes)]);
    let found = lines(dir.path(), &read(dir.path(), &["a.parquet"], &small()));
    assert_eq!(found, ["a.parquet:1 [Text] Rain.", "a.parquet:3 [Text] Snow.", reject]);
    let many = vec![Some(most.as_str()); 2000];
    let bytes = packed_parquet(vec![("text", texts(&many))], Compression::ZSTD(ZstdLevel::default()));
    let dir = folder(&[("a.parquet", &bytes)]);
    let pile = read(dir.path(), &["a.parquet"], &small());
    let told = &pile.rejects.last().expect("a bomb is told").reason;
    assert!(told.starts_with("it unpacks to more than 500 times its size"), "{told}");
    assert!(pile.pages.len() < 2000, "{} pages", pile.pages.len());
}

/// A reader that trusts such numbers panics.
#[test]
fn parquet_with_any_byte_changed_is_read_or_rejected() {
    let bytes = packed_parquet(
        vec![("text", texts(&[Some("Rain fell."), Some("Snow fell.")])), ("id", texts(&[Some("r"), Some("s")]))],
        Compression::ZSTD(ZstdLevel::default()),
    );
    let dir = folder(&[]);
    let path = dir.path().join("a.parquet");
    for at in 4..bytes.len() {
        for value in [0, 0x7f, 0xff, bytes[at] ^ 1] {
            let mut changed = bytes.clone();
            changed[at] = value;
            std::fs::write(&path, changed).unwrap();
            let pile = Pile::read(std::slice::from_ref(&path), &small());
            let told = pile.pages.len() + pile.rejects.len();
            let bug = pile.rejects.iter().find(|reject| reject.reason.contains("a bug in wirecopy"));
            assert!(told > 0 && bug.is_none(), "byte {at} as {value}: {bug:?}");
        }
    }
}
