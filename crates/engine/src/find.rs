//! Where does a text occur, whole or in part?
//!
//! A text that is asked for is looked up by its fingerprints; the records that share some are read word by word, so what is told was
//! compared and has its place. The same search runs over three kinds of [`Pile`]: an archive, which keeps its fingerprints sorted; the
//! index that `dedup` leaves; and one that is made of the tables of a run when they are first asked.

mod archived;
mod tables;

use std::path::Path;

use foldhash::{HashMap, HashMapExt};
use wirecopy_record::{MANIFEST, OccurrenceRow, PassageRow, SpanRow};
use wirecopy_retrieve::{Run, RunFinder, RunSettings, Seeds, Winnower, Winnowing, covered, gram_hash};

use self::archived::Archived;
use crate::archive::is_archive;
use crate::dedup::BlockIndex;
use crate::error::Error;
use crate::settings::Settings;

/// Up to so many words all runs are looked up, and beyond that the chosen ones: a short text may have few of these.
const MAX_ALL_GRAMS: usize = 64;

/// Entries of fingerprints that are read for one text; the rarest come first.
const MAX_ENTRIES: usize = 200_000;

/// Records that are read for one text, those first that share most fingerprints.
const MAX_READ: usize = 1000;

/// A pile in which texts can be found.
#[derive(Debug)]
pub struct TextIndex(Kind);

#[derive(Debug)]
enum Kind {
    Archive(Box<Archived>),
    Blocks(BlockIndex),
}

/// Where a text occurs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Occurrences {
    /// The records that hold most of it, by the share of its words.
    pub rows: Vec<OccurrenceRow>,
    /// How many records hold some of it, those in `rows` among them.
    pub records: usize,
    /// Whether that is all of them: more share fingerprints with a text that many print than are read.
    pub is_complete: bool,
}

impl TextIndex {
    /// Opens an archive, a folder of tables, or a folder that `dedup` wrote with an index.
    ///
    /// An archive is never written to. Tables have no index at first: one is made beside them, named after the checksum of the
    /// articles; where that can't be written, it is made in the folder for temporary files each time.
    ///
    /// # Errors
    /// When the folder is none of these, or can't be read.
    pub fn open(dir: &Path, settings: &Settings) -> Result<Self, Error> {
        if is_archive(dir) {
            return Ok(Self(Kind::Archive(Box::new(Archived::open(dir, settings)?))));
        }
        if let Some(index) = BlockIndex::of_dedup(dir)? {
            return Ok(Self(Kind::Blocks(index)));
        }
        if dir.join(MANIFEST).is_file() {
            return Ok(Self(Kind::Blocks(tables::index(dir, settings)?)));
        }
        let message = format!(
            "nothing can be found in {}: give an archive, a folder that `wirecopy trace` wrote, or one that `wirecopy dedup IN --index` wrote",
            dir.display()
        );
        Err(Error::files(message))
    }

    /// How many records it knows: articles, or what `dedup` read.
    #[must_use]
    pub fn records(&self) -> usize {
        match &self.0 {
            Kind::Archive(archive) => archive.records(),
            Kind::Blocks(index) => index.records(),
        }
    }

    /// Where `text` occurs: at most `most` records, and how many there are. A run of twelve words and more is always found; of a
    /// shorter text the whole, where luck has it.
    ///
    /// # Errors
    /// When the text has too few words, or the pile can't be read.
    pub fn find(&self, text: &str, most: usize) -> Result<Occurrences, Error> {
        match &self.0 {
            Kind::Archive(archive) => find(archive.as_ref(), text, most),
            Kind::Blocks(index) => find(index, text, most),
        }
    }
}

/// Records with their words, by number, and which of them have a fingerprint.
pub(crate) trait Pile {
    /// Where the records of one fingerprint stand.
    type Entries;

    /// How the fingerprints of the pile were chosen.
    fn winnowing(&self) -> Winnowing;
    /// The words of a text that is asked for.
    fn asked(&self, text: &str) -> Asked;
    /// The records that have a fingerprint, and how many there are.
    fn entries(&self, fingerprint: u64) -> Result<(usize, Self::Entries), Error>;
    /// So many of them at most.
    fn docs(&self, entries: &Self::Entries, most: usize, into: &mut Vec<u32>) -> Result<(), Error>;
    /// Replaces `words` by those of a record.
    fn read(&self, doc: u32, words: &mut Words) -> Result<(), Error>;
    /// What a record is called, and where its words stand.
    fn place(&self, doc: u32) -> Result<(String, Vec<SpanRow>), Error>;
}

/// The words of a text that is asked for, as the pile writes them.
pub(crate) struct Asked {
    /// What is compared.
    pub(crate) keys: Vec<u32>,
    pub(crate) places: Vec<SpanRow>,
    /// What the fingerprints of the pile are made of.
    pub(crate) hashed: Vec<u64>,
}

/// The words of a record, and at which of them the grams start that were chosen.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) keys: Vec<u32>,
    pub(crate) starts: Vec<usize>,
}

/// A record that holds some of the text.
struct Holder {
    doc: u32,
    copied: (u32, u32),
    words: usize,
    runs: Vec<Run>,
}

fn find<P: Pile>(pile: &P, text: &str, most: usize) -> Result<Occurrences, Error> {
    let asked = pile.asked(text);
    let least = pile.winnowing().gram_tokens;
    if asked.keys.len() < least {
        return Err(Error::files(format!("the text has {} words; give {least} or more", asked.keys.len())));
    }
    let (candidates, is_complete) = candidates(pile, &asked)?;
    let mut found = holders(pile, &asked, &candidates)?;
    found.sort_by_key(|holder| (std::cmp::Reverse(holder.copied), holder.doc));
    let rows = found.iter().take(most).map(|holder| row(pile, &asked, holder)).collect::<Result<_, _>>()?;
    Ok(Occurrences { rows, records: found.len(), is_complete })
}

/// Hash and first word of each run of words that is looked up.
fn grams<K: Copy + Into<u64>>(keys: &[K], winnowing: Winnowing) -> Vec<(u64, usize)> {
    if keys.len() <= MAX_ALL_GRAMS {
        return keys.windows(winnowing.gram_tokens).enumerate().map(|(at, words)| (gram_hash(words), at)).collect();
    }
    let mut grams = Vec::new();
    Winnower::new(winnowing).walk(keys, |hash, at| grams.push((hash, at)));
    grams
}

/// Records that share fingerprints with a text, those with most first, and whether these are all.
fn candidates<P: Pile>(pile: &P, asked: &Asked) -> Result<(Vec<u32>, bool), Error> {
    let mut hashes: Vec<u64> = grams(&asked.hashed, pile.winnowing()).into_iter().map(|gram| gram.0).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let lists: Result<Vec<_>, Error> = hashes.iter().map(|&hash| pile.entries(hash)).collect();
    let mut lists = lists?;
    lists.sort_by_key(|(length, _)| *length); // stable: of equal length by fingerprint
    let (mut shared, mut left, mut is_complete, mut docs) = (HashMap::new(), MAX_ENTRIES, true, Vec::new());
    for (length, entries) in &lists {
        docs.clear();
        pile.docs(entries, left, &mut docs)?;
        is_complete &= *length <= left;
        left -= left.min(*length);
        docs.iter().for_each(|&doc| *shared.entry(doc).or_insert(0_u32) += 1);
    }
    let mut docs: Vec<(u32, u32)> = shared.into_iter().collect();
    docs.sort_unstable_by_key(|&(doc, n)| (std::cmp::Reverse(n), doc));
    is_complete &= docs.len() <= MAX_READ;
    Ok((docs.into_iter().take(MAX_READ).map(|(doc, _)| doc).collect(), is_complete))
}

/// What these records hold of a text, read from their words: a run that is always found, or the whole of a shorter text.
fn holders<P: Pile>(pile: &P, asked: &Asked, docs: &[u32]) -> Result<Vec<Holder>, Error> {
    let settings = RunSettings::default();
    let least = settings.winnowing.guaranteed_tokens().min(asked.keys.len()) as u32;
    let (mut finder, mut seeds, mut scratch) = (RunFinder::new(settings), Seeds::default(), Vec::new());
    let starts = grams(&asked.keys, settings.winnowing).into_iter().map(|(_, at)| at);
    seeds.fill(&asked.keys, settings.winnowing, starts);
    let (mut words, mut found) = (Words::default(), Vec::new());
    for &doc in docs {
        pile.read(doc, &mut words)?;
        let runs = finder.runs((&asked.keys, &seeds), &words.keys, words.starts.iter().copied());
        if runs.iter().any(|run| run.tokens >= least) {
            let copied = covered(runs, &mut scratch);
            found.push(Holder { doc, copied, words: words.keys.len(), runs: runs.to_vec() });
        }
    }
    Ok(found)
}

fn row<P: Pile>(pile: &P, asked: &Asked, holder: &Holder) -> Result<OccurrenceRow, Error> {
    let (id, places) = pile.place(holder.doc)?;
    let passage = |run: &Run| PassageRow {
        a: cover(&asked.places, run.a, run.tokens),
        b: cover(&places, run.b, run.tokens),
        tokens: u64::from(run.tokens),
    };
    let share = |part: u32, whole: usize| f64::from(part) / whole.max(1) as f64;
    Ok(OccurrenceRow {
        id,
        copied: share(holder.copied.0, asked.keys.len()),
        covered: share(holder.copied.1, holder.words),
        passages: holder.runs.iter().map(passage).collect(),
    })
}

/// From the start of the first word to the end of the last.
fn cover(places: &[SpanRow], first: u32, tokens: u32) -> SpanRow {
    [places[first as usize][0], places[(first + tokens - 1) as usize][1]]
}
