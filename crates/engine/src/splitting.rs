//! Second stage: evidence from all outlines (group), then outlines to articles on disk (map).

use std::path::Path;

use rayon::prelude::*;
use wirecopy_document::Version;
use wirecopy_extract::{Evidence, Grounds, Outline, extract_with_grounds};
use wirecopy_ingest::Reject;
use wirecopy_retrieve::{Term, Vocabulary, fingerprints, lead, short, terms};
use wirecopy_spill::PartitionsWriter;
use wirecopy_store::{List, Store, Stretch, Writer};

use crate::catalogue::{NONE, narrow};
use crate::error::Error;
use crate::guard::guarded;
use crate::language::Foreign;
use crate::page_rows::split;
use crate::pool::map_in_order;
use crate::postings::{NewPostings, Numbers, Posting};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::stored::{Digest, Facts, PackedLead, PackedTerms, PageEntry, kind};
use crate::take_in::{Intake, bug};

/// All pages of the store, split.
pub(crate) struct Splits {
    /// The entry of each page, in the order in which the pages are stored; [`NONE`] where splitting failed.
    pub(crate) entries: Vec<u32>,
    pub(crate) vocabulary: Vocabulary,
    /// Pages that could not be split after all.
    pub(crate) rejects: Vec<Reject>,
    /// Articles of this run that are not in English.
    pub(crate) foreign: Foreign,
}

/// Words in one record.
const WORDS_AT_ONCE: usize = 4096;
/// Stretches of outlines that are read at once: some 80 pages each.
const AT_ONCE: usize = 8;

/// Splits all pages of the store. `before` says which entry each page had: it keeps it if the evidence answers as it did then.
/// `scratch` is for what does not fit in memory.
pub(crate) fn split_all(
    store: &mut Store,
    intake: &Intake,
    before: &[u32],
    scratch: &Path,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Splits, Error> {
    let outlines: List<Outline> = store.list(kind::OUTLINES);
    progress.stage("comparing lines of pages", Some(outlines.len()));
    let evidence = evidence(&outlines, intake, progress)?;
    progress.stage("finding articles", Some(outlines.len()));
    let (texts, grounds): (List<String>, List<Grounds>) = (store.list(kind::TEXTS), store.list(kind::GROUNDS));
    let postings = NewPostings::new(scratch, settings.sort_bytes());
    let mut splitting = Splitting::new(store, postings.writer())?;
    let map = |stretch: &Stretch| {
        let (first, records) = outlines.stretch(stretch)?;
        let work = (first..).zip(records).collect::<Vec<_>>();
        let split = |(at, outline): (u64, Outline)| {
            let outline = outline.with_id(id_of(intake, at));
            if let Some(entry) = before.get(place(at)).copied().filter(|&entry| entry != NONE) {
                let grounds = grounds.get(u64::from(entry))?;
                if grounds.hold(&outline, &evidence) {
                    return Ok(Page::Kept(entry));
                }
            }
            Ok(split_one(outline.with_text(texts.get(at)?), &evidence, settings))
        };
        let found: Result<Vec<_>, Error> = work.into_par_iter().map(split).collect();
        let found = found?;
        progress.advance(found.len() as u64);
        Ok(found)
    };
    map_in_order(&outlines.stretches(0), AT_ONCE, map, |found| {
        found.into_iter().try_for_each(|page| splitting.push(page))
    })?;
    let splits = splitting.finish(store)?;
    postings.keep(store)?;
    Ok(splits)
}

fn id_of(intake: &Intake, arrival: u64) -> String {
    intake.ids[place(arrival)].clone().into()
}

fn place(arrival: u64) -> usize {
    usize::try_from(arrival).expect("pages in memory are counted by usize")
}

fn evidence(outlines: &List<Outline>, intake: &Intake, progress: &dyn Progress) -> Result<Evidence, Error> {
    let mut evidence = Evidence::default();
    let read = |stretch: &Stretch| {
        let (first, records) = outlines.stretch(stretch)?;
        Ok((first..).zip(records).map(|(at, outline)| outline.with_id(id_of(intake, at))).collect::<Vec<_>>())
    };
    map_in_order(&outlines.stretches(0), AT_ONCE, read, |some| {
        some.iter().for_each(|outline| evidence.add(outline));
        progress.advance(some.len() as u64);
        Ok(())
    })?;
    Ok(evidence)
}

/// What came of a page.
enum Page {
    /// As it was.
    Kept(u32),
    Split(Box<Done>),
    Failed(Reject),
}

/// A page as it goes to disk; its words have no numbers yet.
struct Done {
    grounds: Grounds,
    entry: PageEntry,
    facts: Vec<Facts>,
    digests: Vec<(Vec<u64>, Vec<Term>, Vec<i16>)>,
}

fn split_one(outline: Outline, evidence: &Evidence, settings: &Settings) -> Page {
    let id = outline.id().to_owned();
    let done = guarded(|| {
        let (page, grounds) = extract_with_grounds(outline, evidence);
        let page = split(page);
        let digest = |version: &Version| {
            let mut found = fingerprints(version.tokens.keys(), settings.winnowing);
            found.iter_mut().for_each(|fingerprint| *fingerprint = short(*fingerprint));
            found.sort_unstable();
            found.dedup();
            (found, terms(version), lead(version).numbers().to_vec())
        };
        let digests = page.versions.iter().map(digest).collect();
        Box::new(Done { grounds, digests, entry: page.entry, facts: page.facts })
    });
    match done {
        Ok(done) => Page::Split(done),
        Err(reason) => Page::Failed(bug(id, reason)),
    }
}

struct Splitting<'p> {
    postings: PartitionsWriter<'p>,
    /// The number that the next article gets among these.
    number: u32,
    grounds: Writer<Grounds>,
    entries: Writer<PageEntry>,
    facts: Writer<Vec<Facts>>,
    digests: Writer<Vec<Digest>>,
    /// The number of the next entry.
    next: u32,
    /// How many words were known before.
    known: usize,
    splits: Splits,
}

impl<'p> Splitting<'p> {
    fn new(store: &mut Store, postings: PartitionsWriter<'p>) -> Result<Self, Error> {
        let mut vocabulary = Vocabulary::default();
        let words: List<Vec<(u64, f32)>> = store.list(kind::WORDS);
        for some in words.scan(0..words.len()) {
            some?.into_iter().for_each(|word| vocabulary.restore(word));
        }
        let known = vocabulary.words(0).len();
        let next = store.list::<PageEntry>(kind::ENTRIES).len();
        Ok(Self {
            postings,
            number: Numbers::read(store)?.next(),
            grounds: store.writer(kind::GROUNDS)?,
            entries: store.writer(kind::ENTRIES)?,
            facts: store.writer(kind::FACTS)?,
            digests: store.writer(kind::DIGESTS)?,
            next: narrow(place(next)),
            known,
            splits: Splits { entries: Vec::new(), vocabulary, rejects: Vec::new(), foreign: Foreign::default() },
        })
    }

    fn push(&mut self, page: Page) -> Result<(), Error> {
        match page {
            Page::Kept(entry) => self.splits.entries.push(entry),
            Page::Split(done) => {
                self.splits.foreign.count(&done.entry.articles);
                self.grounds.push(&done.grounds)?;
                self.entries.push(&done.entry)?;
                self.facts.push(&done.facts)?;
                let mut digests = Vec::with_capacity(done.digests.len());
                for (fingerprints, terms, lead) in done.digests {
                    let number = self.number;
                    let mut all = fingerprints.into_iter().map(|fingerprint| Posting { fingerprint, number });
                    all.try_for_each(|posting| self.postings.push(posting.into()))?;
                    self.number += 1;
                    let terms = PackedTerms::pack(self.splits.vocabulary.number(&terms));
                    digests.push(Digest { terms, lead: PackedLead::pack(&lead) });
                }
                self.digests.push(&digests)?;
                self.splits.entries.push(self.next);
                self.next = narrow(self.next as usize + 1);
            }
            Page::Failed(reject) => {
                self.splits.entries.push(NONE);
                self.splits.rejects.push(reject);
            }
        }
        Ok(())
    }

    fn finish(self, store: &mut Store) -> Result<Splits, Error> {
        let mut words = store.writer::<Vec<(u64, f32)>>(kind::WORDS)?;
        for some in self.splits.vocabulary.words(self.known).chunks(WORDS_AT_ONCE) {
            words.push(&some.to_vec())?;
        }
        self.postings.finish()?;
        store.keep(words)?;
        store.keep(self.grounds)?;
        store.keep(self.entries)?;
        store.keep(self.facts)?;
        store.keep(self.digests)?;
        Ok(self.splits)
    }
}
