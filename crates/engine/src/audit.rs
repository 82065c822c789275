//! Another tool's removals, held against what it kept.
//!
//! A sample of the removals is read into memory with the fingerprints of its texts; then the kept records go by once, and each
//! that shares fingerprints with a sampled one is read beside it, word by word.

mod held;
mod removed;

use std::path::PathBuf;

use rayon::prelude::*;
use wirecopy_ingest::{Limits, LineBlock, LineBlocks, Wanted};
use wirecopy_record::{AuditCounts, AuditRow};

use self::held::Held;
use self::removed::Removed;
use crate::error::Error;
use crate::interval::wilson;
use crate::pool;
use crate::progress::Progress;

/// Bytes of lines that are one piece of work.
const BLOCK: usize = 4 << 20;

/// What to examine, and when a text is contained in another.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditSettings {
    /// The removed records, JSONL.
    pub removed: PathBuf,
    /// The kept records, JSONL.
    pub kept: Vec<PathBuf>,
    /// Files with the texts of the removed records, where `removed` holds their ids only.
    pub texts: Vec<PathBuf>,
    /// The field that holds the text.
    pub text_field: String,
    /// The field that holds the id.
    pub id_field: String,
    /// The field of a removed record that names the record it was removed for.
    pub kept_id_field: String,
    /// Share of a removed record's words that must stand in one kept record for it to be contained, 0..=1.
    pub min_copied: f64,
    /// Removals to examine, drawn by the seed; 0 is all of them.
    pub sample: usize,
    /// The same seed draws the same removals, in any order of the file.
    pub seed: u64,
    /// Threads to work with; 0 is one a core. The result does not depend on it.
    pub threads: usize,
    /// How long a record may be.
    pub limits: Limits,
}

impl Default for AuditSettings {
    /// A thousand removals give an interval of three points of a hundred at most to either side; `min_copied` is that of `dedup`.
    fn default() -> Self {
        Self {
            removed: PathBuf::new(),
            kept: Vec::new(),
            texts: Vec::new(),
            text_field: "text".to_owned(),
            id_field: "id".to_owned(),
            kept_id_field: "kept_id".to_owned(),
            min_copied: 0.8,
            sample: 1000,
            seed: 1,
            threads: 0,
            limits: Limits::default(),
        }
    }
}

impl AuditSettings {
    fn wanted(&self) -> Wanted {
        Wanted { text: self.text_field.clone(), id: self.id_field.clone(), date: None }
    }
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Audit {
    /// The counts, with an interval.
    pub counts: AuditCounts,
    /// The examined removals, by id.
    pub rows: Vec<AuditRow>,
}

/// A removed record of which less than this share of its words was kept anywhere is lost.
const LOST: f64 = 0.2;

/// Says of how many removals no kept record holds the text.
///
/// Time O(kept words + pairs that share fingerprints), memory the sample and a few blocks of lines.
///
/// # Example
/// ```
/// use wirecopy::{AuditSettings, Silent, audit};
/// let folder = tempfile::tempdir()?;
/// let bridge = "The old bridge over the Arle was closed on Monday after engineers found cracks in two of its piers";
/// let line = |id, text| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n");
/// let (removed, kept) = (folder.path().join("removed.jsonl"), folder.path().join("kept.jsonl"));
/// std::fs::write(&removed, line("a", bridge) + &line("b", "Rain fell on Lorn for the third day, and the river rose."))?;
/// std::fs::write(&kept, line("c", &format!("{bridge}, the road office said.")))?;
/// let found = audit(&AuditSettings { removed, kept: vec![kept], ..AuditSettings::default() }, &Silent)?;
/// assert_eq!((found.counts.contained, found.counts.lost), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When a file can't be read, or removed records have no text.
pub fn audit(settings: &AuditSettings, progress: &dyn Progress) -> Result<Audit, Error> {
    progress.stage("reading removals", None);
    let removed = Removed::read(settings)?;
    let held = Held::new(&removed.sample, settings);
    progress.stage("reading kept records", None);
    let totals = pool::run(settings.threads, || against_kept(&held, settings, progress))??;
    let rows = held.rows();
    Ok(Audit { counts: counts(&removed, totals, &rows, settings), rows })
}

/// Kept records and rejects.
fn against_kept(held: &Held<'_>, settings: &AuditSettings, progress: &dyn Progress) -> Result<(u64, u64), Error> {
    let mut totals = (0, 0);
    for path in &settings.kept {
        let blocks = Blocks::open(path, settings)?;
        let read = |block: Result<LineBlock, Error>| -> Result<(u64, u64), Error> {
            let block = block?;
            let (records, rejects) = held.meet(&block);
            progress.amount(records, block.bytes.len() as u64);
            Ok((records, rejects))
        };
        let found = blocks.par_bridge().map(read).try_reduce(|| (0, 0), |x, y| Ok((x.0 + y.0, x.1 + y.1)))?;
        totals = (totals.0 + found.0, totals.1 + found.1);
    }
    Ok(totals)
}

fn counts(removed: &Removed, (kept, rejected): (u64, u64), rows: &[AuditRow], settings: &AuditSettings) -> AuditCounts {
    let count = |verdict: &str| rows.iter().filter(|r| r.verdict == verdict).count() as u64;
    let named: Vec<f64> =
        rows.iter().filter(|r| r.named_id.is_some()).map(|r| r.copied_in_named.unwrap_or(0.0)).collect();
    let contained = count("contained");
    let not = wilson((rows.len() as u64 - contained) as f64, rows.len() as f64);
    AuditCounts {
        removed: removed.total,
        examined: rows.len() as u64,
        kept,
        rejected: rejected + removed.rejected,
        min_copied: settings.min_copied,
        contained,
        spread: count("spread"),
        partly: count("partly"),
        lost: count("lost"),
        named: named.len() as u64,
        named_wrongly: named.iter().filter(|&&share| share < settings.min_copied).count() as u64,
        not_contained: not.map_or(0.0, |n| n.share),
        low: not.map_or(0.0, |n| n.interval.0),
        high: not.map_or(1.0, |n| n.interval.1),
    }
}

/// The lines of one file in blocks.
struct Blocks {
    lines: LineBlocks,
    name: String,
    is_broken: bool,
}

impl Blocks {
    fn open(path: &std::path::Path, settings: &AuditSettings) -> Result<Self, Error> {
        let name = path.display().to_string();
        let lines = LineBlocks::open(path, &settings.limits).map_err(|e| unreadable(&name, &e))?;
        Ok(Self { lines, name, is_broken: false })
    }
}

impl Iterator for Blocks {
    type Item = Result<LineBlock, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_broken {
            return None;
        }
        let block = self.lines.next_block(BLOCK).map_err(|e| unreadable(&self.name, &e));
        self.is_broken = block.is_err();
        block.transpose()
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Error {
    Error::files(format!("{name} can't be read ({error})"))
}
