//! Which files are read, and their lines block by block, the same in every pass.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use wirecopy_ingest::{Limits, LineBlock, LineBlocks, discover};

use super::articles::{ArticleLines, Names};
use super::settings::DedupSettings;
use crate::archive::is_archive;
use crate::error::Error;

/// Smallest block of lines that is one piece of work.
const MIN_BLOCK: u64 = 1 << 20;

/// Blocks that a pile is cut into at most, unless it is packed: each is an open file later on.
const MAX_BLOCKS: u64 = 400;

/// A file of records, or an archive whose articles are taken for records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    /// Its name in messages and in ids of records that have none.
    pub(super) name: String,
    /// Whether it belongs to the set that is there already.
    pub(super) is_existing: bool,
    bytes: u64,
    modified: u128,
}

/// All files of a run, those that are there already first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sources {
    pub(super) files: Vec<Source>,
    limits: Limits,
    names: Names,
}

impl Sources {
    /// Lists the files in the order of the arguments, folders by name.
    pub(super) fn list(settings: &DedupSettings) -> Result<Self, Error> {
        let (archives, against): (Vec<PathBuf>, Vec<PathBuf>) =
            settings.against.iter().cloned().partition(|path| is_archive(path));
        let mut files: Vec<Source> = archives.iter().map(|dir| archive(dir)).collect::<Result<_, Error>>()?;
        files.extend(list(&against, true)?);
        let new = list(&settings.inputs, false)?;
        if let Some(both) = new.iter().find(|n| files.iter().any(|f| f.path == n.path)) {
            return Err(Error::files(format!("{} is given both as input and with --against", both.name)));
        }
        files.extend(new);
        Ok(Self { files, limits: settings.limits, names: Names::of(settings) })
    }

    /// Bytes on disk.
    pub(super) fn bytes(&self) -> u64 {
        self.files.iter().map(|f| f.bytes).sum()
    }

    /// What tells these inputs from others, or from the same ones changed.
    pub(super) fn stamp(&self) -> String {
        let line = |f: &Source| format!("{}\t{}\t{}\t{}\n", f.path.display(), f.is_existing, f.bytes, f.modified);
        self.files.iter().map(line).collect()
    }

    /// The lines of all files.
    pub(super) fn blocks(&self) -> Blocks<'_> {
        self.blocks_from(0, 0)
    }

    /// The lines of the files that are not there already; the first block has this number.
    pub(super) fn new_blocks(&self, number: usize) -> Blocks<'_> {
        self.blocks_from(self.files.iter().take_while(|f| f.is_existing).count(), number)
    }

    fn blocks_from(&self, file: usize, number: usize) -> Blocks<'_> {
        let size = (self.bytes() / MAX_BLOCKS).max(MIN_BLOCK);
        Blocks { of: self, size: usize::try_from(size).unwrap_or(usize::MAX), file, open: None, number }
    }
}

/// An archive, which changes when its manifest does.
fn archive(dir: &Path) -> Result<Source, Error> {
    let name = dir.display().to_string();
    let failed = |e| Error::files(format!("{name} can't be read ({e})"));
    let manifest = fs::metadata(dir.join(wirecopy_store::MANIFEST)).map_err(failed)?;
    let files = fs::read_dir(dir).map_err(failed)?.flatten().filter_map(|file| file.metadata().ok());
    let bytes = files.map(|file| file.len()).sum();
    Ok(Source { path: dir.to_owned(), is_existing: true, bytes, modified: modified(&manifest), name })
}

fn modified(file: &fs::Metadata) -> u128 {
    file.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos())
}

fn list(piles: &[PathBuf], is_existing: bool) -> Result<Vec<Source>, Error> {
    let listing = discover(piles);
    if let Some(reject) = listing.rejects.iter().find(|r| piles.iter().any(|p| p.ends_with(Path::new(&r.file)))) {
        return Err(Error::files(reject.to_string()));
    }
    let place = |path: &Path| piles.iter().position(|p| path.starts_with(p)).unwrap_or(piles.len());
    if listing.inputs.iter().any(|input| input.path().is_none()) {
        return Err(Error::files(
            "dedup reads its input twice, and stdin can't be: write it to a file first".to_owned(),
        ));
    }
    let mut inputs: Vec<(&Path, &str)> = listing.inputs.iter().filter_map(|i| Some((i.path()?, i.id()))).collect();
    inputs.retain(|(path, _)| is_named(path, piles) || holds_lines(path));
    inputs.sort_by_key(|(path, _)| place(path)); // stable: by name within an argument
    let source = |&(path, name): &(&Path, &str)| {
        let failed = |e| Error::files(format!("{} can't be read ({e})", path.display()));
        let meta = fs::metadata(path).map_err(failed)?;
        let (path, name) = (path.to_owned(), name.to_owned());
        Ok(Source { path, name, is_existing, bytes: meta.len(), modified: modified(&meta) })
    };
    let files: Vec<Source> = inputs.iter().map(source).collect::<Result<_, Error>>()?;
    if files.is_empty() && !piles.is_empty() {
        let named: Vec<String> = piles.iter().map(|p| p.display().to_string()).collect();
        return Err(Error::files(format!("no .jsonl file (plain, .gz or .zst) in {}", named.join(", "))));
    }
    Ok(files)
}

fn is_named(path: &Path, piles: &[PathBuf]) -> bool {
    piles.iter().any(|p| p == path)
}

pub(super) fn holds_lines(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    [".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst", ".ndjson.gz", ".ndjson.zst"].iter().any(|end| name.ends_with(end))
}

/// Some lines of a file, as one piece of work.
pub(super) struct Piece {
    /// From 0, over all files.
    pub(super) number: usize,
    /// Index of the file.
    pub(super) file: usize,
    pub(super) lines: LineBlock,
}

/// A file that could not be read to its end.
pub(super) struct Broken {
    pub(super) file: usize,
    pub(super) reason: String,
}

/// The lines of all files in order.
pub(super) struct Blocks<'s> {
    of: &'s Sources,
    size: usize,
    file: usize,
    open: Option<Lines>,
    number: usize,
}

/// Lines of a file, or of the articles of an archive.
enum Lines {
    File(LineBlocks),
    Archive(Box<ArticleLines>),
}

impl Lines {
    fn open(path: &Path, of: &Sources) -> Result<Self, String> {
        if is_archive(path) {
            return ArticleLines::open(path, &of.names).map(|lines| Self::Archive(Box::new(lines))).map_err(told);
        }
        LineBlocks::open(path, &of.limits).map(Self::File).map_err(told)
    }

    fn next_block(&mut self, size: usize) -> Result<Option<LineBlock>, String> {
        match self {
            Self::File(lines) => lines.next_block(size).map_err(told),
            Self::Archive(lines) => lines.next_block(size).map_err(told),
        }
    }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl Iterator for Blocks<'_> {
    type Item = Result<Piece, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let file = self.file;
            let path = &self.of.files.get(file)?.path;
            let read = match &mut self.open {
                Some(open) => open.next_block(self.size),
                none => Lines::open(path, self.of).and_then(|o| none.insert(o).next_block(self.size)),
            };
            match read {
                Ok(Some(lines)) => {
                    self.number += 1;
                    return Some(Ok(Piece { number: self.number - 1, file, lines }));
                }
                Ok(None) => (self.file, self.open) = (file + 1, None),
                Err(e) => {
                    (self.file, self.open) = (file + 1, None);
                    let reason = format!("it can't be read any further ({e}); fetch or copy the file again");
                    return Some(Err(Broken { file, reason }));
                }
            }
        }
    }
}
