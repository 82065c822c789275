//! File names as text: readable, on one line, and as different as the names are.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Component, Path};

/// One part of a path. Bytes that are no UTF-8 and control characters are shown as `\xNN`.
pub(crate) fn shown(name: &OsStr) -> String {
    shown_bytes(name.as_encoded_bytes())
}

/// The same of a name in an archive.
pub(crate) fn shown_bytes(name: &[u8]) -> String {
    let mut out = String::new();
    for chunk in name.utf8_chunks() {
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

/// Endings of compressed files.
pub(crate) const PACKED: &[&str] = &["gz", "zst", "zstd", "bz2", "xz"];

/// Endings that say two things at once.
const DOUBLE: &[(&str, &str)] = &[("tgz", "tar"), ("tbz", "tar"), ("tbz2", "tar"), ("txz", "tar"), ("tzst", "tar")];

/// The ending of a name, lower-case, and before it `.gz` and the like; `None` where there is none.
pub(crate) fn ending(name: &str) -> Option<String> {
    let lower = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let (stem, ending) = split(plain(&lower))?;
    let double = DOUBLE.iter().find(|(double, _)| *double == ending);
    (!stem.is_empty()).then(|| double.map_or(ending, |(_, plain)| plain).to_owned())
}

/// Whether the name says that the file is compressed.
pub(crate) fn says_packed(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    plain(&lower) != lower || split(&lower).is_some_and(|(_, e)| DOUBLE.iter().any(|(double, _)| *double == e))
}

/// The name without the ending of a compressed file.
fn plain(name: &str) -> &str {
    split(name).filter(|(_, ending)| PACKED.contains(ending)).map_or(name, |(stem, _)| stem)
}

fn split(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once('.').filter(|(_, ending)| !ending.is_empty())
}

/// The start of a text on one line, for messages.
pub(crate) fn short(text: &str) -> String {
    text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
