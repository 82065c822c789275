//! What a file is that is no text, by its first bytes.

/// First bytes and what they say, most telling first. From the magic database of `file(1)`.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\0\0\x01\0", "an icon"),
    (b"PK\x03\x04", "a ZIP archive (or an office document); unpack it first"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"\xfd7zXZ\0", "an xz file; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\x04\x22\x4d\x18", "an LZ4 file; unpack it first"),
    (b"\x1f\x8b", "gzip inside a compressed file; unpack it once first"),
    (b"\x28\xb5\x2f\xfd", "zstd inside a compressed file; unpack it once first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"),
    (b"{\\rtf", "an RTF document; save it as text first"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1\0\0", "an Arrow file"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a program"),
];

/// What `bytes` are, in words that follow "it is", if they are a known kind of binary file.
pub(crate) fn kind(bytes: &[u8]) -> Option<&'static str> {
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(magic));
    if at(4, b"ftyp") {
        return Some("a video or sound recording");
    }
    if at(0, b"RIFF") && (at(8, b"WEBP") || at(8, b"WAVE") || at(8, b"AVI ")) {
        return Some("an image or recording (RIFF)");
    }
    if at(257, b"ustar") {
        return Some("a tar archive; unpack it first");
    }
    SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(kind(bytes), expected);
    }

    #[test]
    fn binary_files_are_known_by_their_first_bytes() {
        check(b"%PDF-1.7\n", Some("a PDF document"));
        check(b"RIFF\x10\0\0\0WEBPVP8 ", Some("an image or recording (RIFF)"));
        check(b"\0\0\0\x18ftypmp42", Some("a video or sound recording"));
        check(&[&[b'a'; 257][..], b"ustar"].concat(), Some("a tar archive; unpack it first"));
        check(b"RIFF raff is the name of a cat.", None);
        check(b"", None);
        check("Ein Bericht aus Köln".as_bytes(), None);
    }
}
