use std::collections::BTreeMap;

use wirecopy::{Found, SegmentEntry, Settings};

use crate::End;
use crate::args::InfoOptions;
use crate::terminal::Terminal;

pub(crate) fn run(options: &InfoOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let found = Found::open(&options.archive, &Settings::default())?;
    let manifest = found.manifest();
    let texts = sizes(manifest.segments.iter().filter(|s| s.kind == "texts"));
    let all = sizes(manifest.segments.iter());
    let share = all.0 as f64 / texts.1.max(1) as f64;
    let mut text = format!(
        "Archive    {}: format version {}, written by wirecopy {}, settings {}, commit {}\n",
        options.archive.display(),
        manifest.format_version,
        manifest.program,
        manifest.settings,
        manifest.generation,
    );
    text += &counted(&found.counts());
    text += &format!("Size       {} bytes on disk for {} bytes of text ({share:.2} times)\n", all.0, texts.1);
    let mut kinds: BTreeMap<&str, Vec<&SegmentEntry>> = BTreeMap::new();
    manifest.segments.iter().for_each(|s| kinds.entry(&s.kind).or_default().push(s));
    for (kind, segments) in kinds {
        let records: u64 = segments.iter().map(|s| s.records).sum();
        let (bytes, raw) = sizes(segments.iter().copied());
        let files = segments.len();
        text += &format!("           {kind}: {records} records, {bytes} bytes ({raw} unpacked), {files} files\n");
    }
    terminal.write(&text)?;
    Ok(End::Found)
}

fn sizes<'s>(segments: impl Iterator<Item = &'s SegmentEntry>) -> (u64, u64) {
    segments.fold((0, 0), |(bytes, raw), s| (bytes + s.bytes, raw + s.raw_bytes))
}

/// The counts of an archive as a line.
pub(crate) fn counted(counts: &BTreeMap<String, u64>) -> String {
    let of = |name: &str| counts.get(name).copied().unwrap_or(0);
    format!(
        "Holds      {} pages ({} more could not be read), {} articles, {} links, {} families of copies, {} stories\n",
        of("pages"),
        of("rejected"),
        of("articles"),
        of("links"),
        of("families"),
        of("stories"),
    )
}
