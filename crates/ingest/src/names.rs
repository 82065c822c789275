//! File names as text: readable, on one line, and as different as the names are.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Component, Path};

/// One part of a path. Bytes that are no UTF-8 and control characters are shown as `\xNN`.
pub(crate) fn shown(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() {
                c.to_string().bytes().for_each(|b| escape(b, &mut out));
            } else {
                out.push(c);
            }
        }
        chunk.invalid().iter().for_each(|&b| escape(b, &mut out));
    }
    out
}

fn escape(byte: u8, out: &mut String) {
    let _ = write!(out, "\\x{byte:02X}");
}

/// A path as the user knows it, for messages.
pub(crate) fn shown_path(path: &Path) -> String {
    shown(path.as_os_str())
}

/// The names in `path`, without root, drive and dots.
pub(crate) fn parts(path: &Path) -> Vec<String> {
    path.components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(shown(name)),
            _ => None,
        })
        .collect()
}

/// The name without `.gz`, `.zst`, and the ending before that, lower-case; `None` where there is no ending.
pub(crate) fn ending(name: &str) -> Option<String> {
    let lower = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let packed = [".gz", ".zst", ".zstd"];
    let plain = packed.iter().find_map(|e| lower.strip_suffix(e)).unwrap_or(&lower);
    let (stem, ending) = plain.rsplit_once('.')?;
    (!stem.is_empty() && !ending.is_empty()).then(|| ending.to_owned())
}

/// Whether the name says that the file is compressed.
pub(crate) fn says_packed(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".gz", ".zst", ".zstd"].iter().any(|e| lower.ends_with(e))
}
