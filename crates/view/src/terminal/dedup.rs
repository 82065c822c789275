use wirecopy_record::DedupRow;

use super::{LABEL, Screen};
use crate::clean::shell_word;
use crate::style::Style;
use crate::words::{count, grouped};
use crate::wrap::Run;

/// What a run of `dedup` did, in plain sentences; `folder` holds its results.
#[must_use]
pub fn dedup(done: &DedupRow, folder: &str, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.section("Records", &[Run::plain(&records(done))]);
    screen.section("Kept", &[Run::plain(&kept(done))]);
    let removed = done.exact + done.near + done.embedded;
    if removed > 0 {
        screen.section("Removed", &[Run::plain(&by_rule(done, removed))]);
    }
    if let Some(links) = done.links {
        let text =
            format!("{} between records, copies that were not removed among them.", counted(links, "verified link"));
        screen.section("Links", &[Run::plain(&text)]);
    }
    if let Some(stripped) = done.stripped {
        let text = format!("{} out of kept records, as an earlier one has them.", counted(stripped, "passage"));
        screen.section("Cut", &[Run::plain(&text)]);
    }
    screen.blank();
    screen.section("Next", &[Run::plain("The clean records, and the proof of each removal:")]);
    for (file, there) in [
        ("kept.jsonl", true),
        ("removed.jsonl", true),
        ("rejected.jsonl", done.rejected > 0),
        ("links.jsonl", done.links.is_some()),
        ("stripped.jsonl", done.stripped.is_some()),
    ] {
        if there {
            screen.command(LABEL + 2, &shell_word(&format!("{}/{file}", folder.trim_end_matches('/'))));
        }
    }
    screen.out
}

fn counted(n: u64, one: &str) -> String {
    count(size(n), one, &format!("{one}s"))
}

fn size(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn records(done: &DedupRow) -> String {
    let mut text =
        format!("{} were read ({} MB).", counted(done.records, "record"), grouped(size(done.bytes / 1_000_000)));
    if done.rejected > 0 {
        let more = format!(" {} could not be; rejected.jsonl says why.", grouped(size(done.rejected)));
        text.push_str(&more);
    }
    if done.existing > 0 {
        text.push_str(&format!(" They were held against {}.", counted(done.existing, "existing record")));
    }
    text
}

fn kept(done: &DedupRow) -> String {
    let share = 100.0 * done.kept as f64 / done.records.max(1) as f64;
    let intact = if done.stripped.is_some_and(|n| n > 0) { "" } else { ", byte for byte" };
    format!("{} ({share:.1} %){intact}.", counted(done.kept, "record"))
}

fn by_rule(done: &DedupRow, removed: u64) -> String {
    let rules = [
        (done.exact, "with the same words as a kept record"),
        (done.near, "that hold most of a kept record, and it most of them"),
        (done.embedded, "of which a kept record holds most"),
    ];
    let parts: Vec<String> =
        rules.iter().filter(|rule| rule.0 > 0).map(|rule| format!("{} {}", grouped(size(rule.0)), rule.1)).collect();
    format!("{}: {}.", counted(removed, "record"), parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_told() {
        let done = DedupRow {
            records: 12_000,
            bytes: 40_000_000,
            kept: 11_000,
            exact: 700,
            near: 250,
            embedded: 49,
            rejected: 1,
            ..DedupRow::default()
        };
        insta::assert_snapshot!(dedup(&done, "out", Style::plain(80)), @"
        Records    12,000 records were read (40 MB). 1 could not be; rejected.jsonl says
                   why.
        Kept       11,000 records (91.7 %), byte for byte.
        Removed    999 records: 700 with the same words as a kept record; 250 that hold
                   most of a kept record, and it most of them; 49 of which a kept record
                   holds most.

        Next       The clean records, and the proof of each removal:
                     out/kept.jsonl
                     out/removed.jsonl
                     out/rejected.jsonl
        ");
    }
}
