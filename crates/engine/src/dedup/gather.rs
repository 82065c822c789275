//! Inputs that are not lines of JSON, and the articles of pages, as lines of JSON.
//!
//! They are read as `trace` reads them, and stay in the folder of results: the spans of what is removed point into their texts.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use wirecopy_extract::Outline;
use wirecopy_ingest::{LineBlocks, Options, Reject, Role, Wanted, pick};
use wirecopy_record::{RecordRow, RejectedRow, write_line};
use wirecopy_store::{List, Store};

use super::settings::{DedupSettings, Unit};
use super::source::holds_lines;
use crate::archive::{is_archive, store_settings};
use crate::catalogue::NONE;
use crate::error::Error;
use crate::pool;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::splitting::split_all;
use crate::stored::{PageEntry, kind};
use crate::take_in::{Intake, take_in};

/// What is made of the inputs, and of the records that are there already.
const RECORDS: &str = "records.jsonl";
const EXISTING: &str = "existing.jsonl";

/// The folder for work, inside that for results.
const WORK: &str = ".gather";

/// What to read in the place of the inputs.
pub(super) struct Gathered {
    pub(super) settings: DedupSettings,
    /// What could not be read of the inputs, as JSON lines.
    pub(super) rejects: Vec<u8>,
}

/// Writes pages or articles as lines of JSON, unless the inputs are such lines already and pages are wanted.
pub(super) fn gather(settings: &DedupSettings, progress: &dyn Progress) -> Result<Gathered, Error> {
    // The articles of an archive are read from it.
    let (archives, against): (Vec<PathBuf>, Vec<PathBuf>) =
        settings.against.iter().cloned().partition(|path| is_archive(path));
    let are_lines = settings.inputs.iter().chain(&against).all(|pile| is_lines(pile, settings));
    if are_lines && settings.unit == Unit::Page {
        return Ok(Gathered { settings: settings.clone(), rejects: Vec::new() });
    }
    let take = |piles: &[PathBuf], name: &str| match piles {
        [] => Ok((Vec::new(), Vec::new())),
        _ => Gathering::new(piles, settings)?.write(settings, &settings.out.join(name), progress),
    };
    let (against, _) = take(&against, EXISTING)?;
    let against = [archives, against].concat();
    let (inputs, rejects) = take(&settings.inputs, RECORDS)?;
    let DedupSettings { text_field, id_field, date_field, .. } = DedupSettings::default();
    Ok(Gathered {
        settings: DedupSettings { inputs, against, text_field, id_field, date_field, ..settings.clone() },
        rejects,
    })
}

/// Whether a pile is read line by line: a folder with such files in it, or a file that starts with a record on a line.
fn is_lines(pile: &Path, settings: &DedupSettings) -> bool {
    if pile.is_dir() {
        return has_lines(pile);
    }
    holds_lines(pile) || !pile.exists() && pile != Path::new("-") || starts_with_record(pile, settings)
}

fn has_lines(dir: &Path) -> bool {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.into_iter().any(|path| if path.is_dir() { has_lines(&path) } else { holds_lines(&path) })
}

fn starts_with_record(path: &Path, settings: &DedupSettings) -> bool {
    const SOME: usize = 1 << 16;
    let wanted = Wanted { text: settings.text_field.clone(), id: settings.id_field.clone(), date: None };
    let block = LineBlocks::open(path, &settings.limits).and_then(|mut lines| lines.next_block(SOME));
    let is_record = |line: &[u8]| pick(line, &wanted).is_ok();
    matches!(block, Ok(Some(block)) if block.lines().next().is_some_and(|(_, line)| is_record(line)))
}

/// Pages as they are read.
struct Gathering {
    piles: Vec<PathBuf>,
    work: PathBuf,
    settings: Settings,
}

impl Gathering {
    fn new(piles: &[PathBuf], settings: &DedupSettings) -> Result<Self, Error> {
        let mut reading = Options::default();
        reading.limits = settings.limits;
        let usual = DedupSettings::default();
        let named = [
            (Role::Text, &settings.text_field, usual.text_field),
            (Role::Id, &settings.id_field, usual.id_field),
            (Role::PublishedAt, &settings.date_field, usual.date_field),
        ];
        reading.fields = named
            .into_iter()
            .filter(|(_, name, usual)| *name != usual)
            .map(|(role, name, _)| (role, name.clone()))
            .collect();
        let work = settings.out.join(WORK);
        if work.exists() {
            fs::remove_dir_all(&work).map_err(Error::output)?; // of a run that was killed
        }
        fs::create_dir_all(&work).map_err(Error::output)?;
        let settings = Settings { threads: settings.threads, memory: settings.memory, reading, ..Settings::default() };
        Ok(Self { piles: piles.to_vec(), work, settings })
    }

    /// Writes the records to `path`; gives it, and what could not be read. A file with the same bytes stays: it is known by its time.
    fn write(self, of: &DedupSettings, path: &Path, progress: &dyn Progress) -> Result<(Vec<PathBuf>, Vec<u8>), Error> {
        let draft = self.work.join("records");
        let mut store = Store::create(&self.work.join("store"), &store_settings(&self.settings, false))?;
        let rejects = pool::run(self.settings.threads, || {
            let intake = take_in(&self.piles, &mut store, &self.settings, progress)?;
            intake.notes.iter().for_each(|note| progress.note(note));
            let mut rejects: Vec<RejectedRow> = intake.rejects.iter().map(rejected).collect();
            let mut out = BufWriter::new(File::create(&draft).map_err(Error::output)?);
            match of.unit {
                Unit::Page => write_pages(&store, &intake, &mut out)?,
                Unit::Article => {
                    let splits = split_all(&mut store, &intake, &[], &self.work, &self.settings, progress)?;
                    rejects.extend(splits.rejects.iter().map(rejected));
                    write_articles(&store, &splits.entries, &mut out)?;
                }
            }
            out.flush().map_err(Error::output)?;
            Ok::<_, Error>(rejects)
        })??;
        drop(store);
        if !are_same(&draft, path).map_err(Error::output)? {
            fs::rename(&draft, path).map_err(Error::output)?;
        }
        fs::remove_dir_all(&self.work).map_err(Error::output)?;
        let mut rows = Vec::new();
        rejects.iter().try_for_each(|row| write_line(row, &mut rows)).expect("memory can be written");
        Ok((vec![path.to_owned()], rows))
    }
}

fn rejected(reject: &Reject) -> RejectedRow {
    RejectedRow { file: reject.file.clone(), line: reject.record, reason: reject.reason.clone() }
}

fn write_pages(store: &Store, intake: &Intake, out: &mut impl Write) -> Result<(), Error> {
    let (texts, outlines): (List<String>, List<Outline>) = (store.list(kind::TEXTS), store.list(kind::OUTLINES));
    let pages = texts.scan(0..texts.len()).zip(outlines.scan(0..outlines.len()));
    for (id, (text, outline)) in intake.ids.iter().zip(pages) {
        let (text, outline) = (text?, outline?);
        let source = outline.source();
        let row = RecordRow {
            id: id.to_string(),
            date: source.published_at.clone(),
            outlet: source.outlet.clone(),
            headline: source.title.clone(),
            text,
            ..RecordRow::default()
        };
        write_line(&row, out).map_err(Error::output)?;
    }
    Ok(())
}

fn write_articles(store: &Store, entries: &[u32], out: &mut impl Write) -> Result<(), Error> {
    let (texts, split): (List<String>, List<PageEntry>) = (store.list(kind::TEXTS), store.list(kind::ENTRIES));
    for (text, &entry) in texts.scan(0..texts.len()).zip(entries).filter(|(_, entry)| **entry != NONE) {
        for article in split.get(u64::from(entry))?.with_texts(&text?).articles {
            let row = RecordRow {
                id: article.article_id,
                page: Some(article.page_id),
                date: article.published_at,
                outlet: article.outlet,
                headline: article.headline,
                text: article.body,
                spans: article.body_spans,
            };
            write_line(&row, out).map_err(Error::output)?;
        }
    }
    Ok(())
}

/// Whether two files hold the same bytes; a file that is not there has none.
fn are_same(x: &Path, y: &Path) -> io::Result<bool> {
    if !y.exists() || fs::metadata(x)?.len() != fs::metadata(y)?.len() {
        return Ok(false);
    }
    let (mut x, mut y) = (BufReader::new(File::open(x)?).bytes(), BufReader::new(File::open(y)?).bytes());
    loop {
        match (x.next().transpose()?, y.next().transpose()?) {
            (None, None) => return Ok(true),
            (of_x, of_y) if of_x != of_y => return Ok(false),
            _ => {}
        }
    }
}
