//! The results: what is kept, byte for byte, and what is removed, with its proof.

use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;
use wirecopy_ingest::{Wanted, pick, with_text};
use wirecopy_record::{DedupRow, RemovedRow, replace_file, write_line};
use wirecopy_retrieve::Run;

use super::boilerplate::share;
use super::corpus::Corpus;
use super::linked::Linked;
use super::meetings::PairReader;
use super::settings::DedupSettings;
use super::source::{Piece, Sources};
use super::strip::Cuts;
use crate::error::Error;
use crate::progress::Progress;

/// All that the results follow from.
pub(super) struct Outcome<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) linked: &'c Linked,
    /// For each text the one that is kept for it.
    pub(super) kept: &'c [u32],
    /// What is cut out of kept records.
    pub(super) cuts: &'c Cuts,
    pub(super) settings: &'c DedupSettings,
}

/// Blocks that are read before they are worked on and written, if there are as many threads: memory that the last ones had is at hand
/// for the next.
const BLOCKS_AT_ONCE: usize = 4;

/// Writes `kept.jsonl` and `removed.jsonl`, and counts what is in them; gives the rows of what was cut out of kept records.
pub(super) fn write(
    outcome: &Outcome<'_>,
    sources: &Sources,
    counts: &mut DedupRow,
    progress: &dyn Progress,
) -> Result<Vec<u8>, Error> {
    progress.stage("writing", None);
    let out = &outcome.settings.out;
    let mut written: Result<(), Error> = Ok(());
    let mut stripped = Vec::new();
    replace_file(&out.join("kept.jsonl"), |kept| {
        let removed_path = out.join("removed.jsonl");
        let done = replace_file(&removed_path, |removed| {
            match write_blocks(outcome, sources, counts, progress, kept, removed) {
                Ok(rows) => {
                    stripped = rows;
                    Ok(())
                }
                Err(Trouble::Io(e)) => Err(e),
                Err(Trouble::Other(e)) => {
                    written = Err(e);
                    Err(io::Error::other("the work folder can't be read"))
                }
            }
        });
        done.map_err(|e| {
            if written.is_ok() {
                written = Err(e.into());
            }
            io::Error::other("the removed records could not be written")
        })
    })
    .map_err(|e| match std::mem::replace(&mut written, Ok(())) {
        Err(first) => first,
        Ok(()) => e.into(),
    })?;
    Ok(stripped)
}

enum Trouble {
    Io(io::Error),
    Other(Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn write_blocks(
    outcome: &Outcome<'_>,
    sources: &Sources,
    counts: &mut DedupRow,
    progress: &dyn Progress,
    kept: &mut dyn Write,
    removed: &mut dyn Write,
) -> Result<Vec<u8>, Trouble> {
    let mut stripped = Vec::new();
    let existing = outcome.corpus.totals().iter().take_while(|t| sources.files[t.file as usize].is_existing).count();
    let mut pieces = sources.new_blocks(existing).filter_map(Result::ok);
    let at_once = rayon::current_num_threads().min(BLOCKS_AT_ONCE);
    loop {
        let some: Vec<Piece> = pieces.by_ref().take(at_once).collect();
        if some.is_empty() {
            return Ok(stripped);
        }
        let parted: Vec<Parted> =
            some.par_iter().map(|piece| outcome.part(piece)).collect::<Result<_, Error>>().map_err(Trouble::Other)?;
        for (piece, part) in some.iter().zip(parted) {
            for line in &part.kept {
                let bytes = line.bytes(&piece.lines.bytes);
                kept.write_all(bytes)?;
                if bytes.last() != Some(&b'\n') {
                    kept.write_all(b"\n")?;
                }
            }
            removed.write_all(&part.removed)?;
            stripped.extend_from_slice(&part.stripped);
            let rules = [&mut counts.kept, &mut counts.exact, &mut counts.near, &mut counts.embedded];
            rules.into_iter().zip(part.counts).for_each(|(all, n)| *all += n);
            progress.amount(part.counts.iter().sum(), piece.lines.bytes.len() as u64);
        }
    }
}

/// A block of lines, parted.
#[derive(Default)]
struct Parted {
    kept: Vec<Lines>,
    /// Rows of what is removed, and of what is cut out of kept records.
    removed: Vec<u8>,
    stripped: Vec<u8>,
    /// Records kept, and removed as `exact`, `near` and `embedded`.
    counts: [u64; 4],
}

/// What is kept of a block.
enum Lines {
    /// Some lines as they are.
    Whole(std::ops::Range<usize>),
    /// A line without its repeats.
    Cut(Vec<u8>),
}

impl Lines {
    fn bytes<'b>(&'b self, block: &'b [u8]) -> &'b [u8] {
        match self {
            Self::Whole(range) => &block[range.clone()],
            Self::Cut(line) => line,
        }
    }
}

impl Outcome<'_> {
    fn part(&self, piece: &Piece) -> Result<Parted, Error> {
        let mut parted = Parted::default();
        let mut docs = self.corpus.docs_of(piece.number).peekable();
        let mut proof = Proof::new(self);
        let mut start = 0;
        for (number, line) in piece.lines.raw_lines() {
            let (at, end) = (start, start + line.len());
            start = end;
            let place = (number - piece.lines.first) as u32;
            let Some(doc) = docs.next_if(|&doc| self.corpus.line(doc) == place) else { continue };
            match self.holder(doc) {
                None => {
                    parted.counts[0] += 1;
                    match (self.cut(doc, line, &mut parted.stripped)?, parted.kept.last_mut()) {
                        (Some(line), _) => parted.kept.push(Lines::Cut(line)),
                        (None, Some(Lines::Whole(last))) if last.end == at => last.end = end,
                        _ => parted.kept.push(Lines::Whole(at..end)),
                    }
                }
                Some(holder) => {
                    let rule = self.remove(doc, holder, &mut proof, &mut parted.removed)?;
                    parted.counts[rule] += 1;
                }
            }
        }
        Ok(parted)
    }

    /// The line of a kept record without its repeats, if it has any; adds their rows.
    fn cut(&self, doc: u32, line: &[u8], rows: &mut Vec<u8>) -> Result<Option<Vec<u8>>, Error> {
        if self.cuts.is_empty() {
            return Ok(None);
        }
        let field = &self.settings.text_field;
        let wanted = Wanted { text: field.clone(), id: self.settings.id_field.clone(), date: None };
        let picked = pick(line.trim_ascii(), &wanted).unwrap_or_default();
        let Some(text) = picked.text.as_deref() else { return Ok(None) };
        let Some((left, cut)) = self.cuts.apply(doc, text, self.corpus)? else { return Ok(None) };
        rows.extend_from_slice(&cut);
        Ok(with_text(line, field, &left))
    }

    /// The record that is kept for this one, unless it stays.
    fn holder(&self, doc: u32) -> Option<u32> {
        let text = self.corpus.text(doc)?;
        Some(self.corpus.best(self.kept[text as usize])).filter(|&best| best != doc)
    }

    /// Adds the row of a record that goes; gives the place of its rule among the counts.
    fn remove(&self, doc: u32, holder: u32, proof: &mut Proof<'_>, rows: &mut Vec<u8>) -> Result<usize, Error> {
        let text = |doc| self.corpus.text(doc).expect("what is removed has words, and so has what it is removed for");
        let (own, other) = (text(doc), text(holder));
        let copied = proof.read(own, other)?;
        let rule = match share(copied.1, self.corpus.words(other)) {
            _ if own == other => 1,
            near if near >= self.settings.min_copied => 2,
            _ => 3,
        };
        let row = RemovedRow {
            id: self.corpus.id(doc)?,
            kept_id: self.corpus.id(holder)?,
            rule: ["kept", "exact", "near", "embedded"][rule].to_owned(),
            copied: share(copied.0, self.corpus.words(own)),
            spans: self.corpus.spans(doc, proof.words(|run| run.a))?,
            kept_spans: self.corpus.spans(holder, proof.words(|run| run.b))?,
        };
        write_line(&row, rows).expect("memory can be written");
        Ok(rule)
    }
}

/// What a record shares with the one it goes for, with memory of its own.
struct Proof<'c> {
    linked: &'c Linked,
    corpus: &'c Corpus,
    reader: PairReader<'c>,
    runs: Vec<Run>,
    words: Vec<(u32, u32)>,
}

impl<'c> Proof<'c> {
    fn new(outcome: &Outcome<'c>) -> Self {
        let &Outcome { corpus, linked, settings, .. } = outcome;
        let (runs, words) = Default::default();
        Self { linked, corpus, reader: PairReader::new(corpus, settings.runs), runs, words }
    }

    /// The words of the runs on one side, as the first one and how many.
    fn words(&mut self, first: fn(&Run) -> u32) -> &[(u32, u32)] {
        self.words.clear();
        self.words.extend(self.runs.iter().map(|run| (first(run), run.tokens)));
        &self.words
    }

    /// Fills `runs` with those of two texts, and gives the words of each that stand in them. Texts without a link, of which one went
    /// for what holds it by way of a third, are read here.
    fn read(&mut self, own: u32, other: u32) -> Result<(u32, u32), Error> {
        if own == other {
            let tokens = self.corpus.words(own);
            self.runs.clear();
            self.runs.push(Run { a: 0, b: 0, tokens });
            return Ok((tokens, tokens));
        }
        if let Some(link) = self.linked.of(own, other) {
            return self.linked.runs(link, own, &mut self.runs);
        }
        let (runs, copied) = self.reader.runs(own, other)?;
        self.runs.clear();
        self.runs.extend_from_slice(runs);
        Ok(copied)
    }
}

/// Writes `stripped.jsonl`, if it is asked for, and counts its rows.
pub(super) fn write_stripped(settings: &DedupSettings, rows: &[u8]) -> Result<Option<u64>, Error> {
    let path = settings.out.join("stripped.jsonl");
    if settings.strip_repeats.is_none() {
        remove_other(&path)?;
        return Ok(None);
    }
    replace_file(&path, |out| out.write_all(rows))?;
    Ok(Some(rows.iter().filter(|&&byte| byte == b'\n').count() as u64))
}

/// Deletes what another run left.
fn remove_other(path: &Path) -> Result<(), Error> {
    match path.exists() {
        true => std::fs::remove_file(path).map_err(|e| Error::files(format!("can't delete {} ({e})", path.display()))),
        false => Ok(()),
    }
}

/// Writes `rejected.jsonl`, if anything was rejected, and counts its rows.
pub(super) fn write_rejected(out: &Path, broken: &[u8], corpus: &Corpus, existing: usize) -> Result<u64, Error> {
    let path = out.join("rejected.jsonl");
    let mut rows = broken.to_vec();
    for block in existing..corpus.blocks().len() {
        rows.extend(corpus.rejects(block)?);
    }
    let count = rows.iter().filter(|&&byte| byte == b'\n').count() as u64;
    if count > 0 {
        replace_file(&path, |out| out.write_all(&rows))?;
    } else {
        remove_other(&path)?;
    }
    Ok(count)
}
