//! What the texts of a pair share, read from their words.

use bytemuck::{Pod, Zeroable};
use rayon::prelude::*;
use wirecopy_retrieve::{Run, RunFinder, RunSettings, Seeds, Winnowing, covered};
use wirecopy_spill::{Block, BlockWriter, Work};

use super::corpus::Corpus;
use super::layout::Shape;
use super::pairs::{Pair, Pairs};
use super::settings::{DedupSettings, Rules};
use super::template::is_template;
use crate::error::Error;
use crate::progress::Progress;

/// Two texts that share enough words to be judged; how much of it is boilerplate is not known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Meeting {
    pub(super) a: u32,
    pub(super) b: u32,
    /// Words of a that stand in b, and the other way round.
    pub(super) copied_a: u32,
    pub(super) copied_b: u32,
    /// Where its runs start in the part's list of runs, and how many there are.
    pub(super) runs_at: u32,
    pub(super) runs: u32,
    /// 1 when what they share is a form with other names and numbers in it.
    pub(super) is_template: u32,
    /// 1 when they share so many fingerprints that one may hold the other: only such pairs are read where no links are asked for, and
    /// what is removed is the same with and without links.
    pub(super) may_hold: u32,
}

/// The meetings of one part, with their runs.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    pub(super) rows: Vec<Meeting>,
    runs: Vec<[u32; 4]>,
}

/// Columns of a part on disk.
const ROWS: usize = 0;
const RUNS: usize = 1;

fn name(part: usize) -> String {
    format!("meetings-{part:03}")
}

/// Says in the work folder how many parts there are, when all are done.
const READ: &str = "read";

/// Reads all pairs worth it, and leaves what they share in the work folder; gives the number of parts.
pub(super) fn find(
    corpus: &Corpus,
    work: &Work,
    settings: &DedupSettings,
    progress: &dyn Progress,
) -> Result<usize, Error> {
    if work.is_done(READ)? {
        return Ok(work.block(READ)?.expect("is done").column::<u64>(0)?[0] as usize);
    }
    progress.stage("looking for pairs", None);
    let pairs = Pairs::find(corpus, work, settings)?;
    progress.stage("comparing pairs", None);
    (0..pairs.parts()).into_par_iter().try_for_each(|part| {
        if !work.is_done(&name(part))? {
            let pairs = pairs.take(part, corpus, &settings.rules, settings.reads_all_pairs())?;
            progress.amount(pairs.len() as u64, 0);
            work.write(&name(part), Meetings::read_pairs(&pairs, corpus, settings)?.block())?;
        }
        Ok::<(), Error>(())
    })?;
    let mut done = BlockWriter::default();
    done.push_column(vec![pairs.parts() as u64]);
    work.write(READ, done)?;
    Ok(pairs.parts())
}

impl Meetings {
    /// Reads pairs that are sorted by a: each a is read once.
    fn read_pairs(pairs: &[Pair], corpus: &Corpus, settings: &DedupSettings) -> Result<Self, Error> {
        let mut reader = PairReader::new(corpus, settings.runs);
        let mut sides = Sides::new(corpus);
        let mut meetings = Self::default();
        for of_a in pairs.chunk_by(|x, y| x.a == y.a) {
            for pair in of_a {
                let (runs, copied) = reader.runs(pair.a, pair.b)?;
                let mut row = Meeting {
                    a: pair.a,
                    b: pair.b,
                    copied_a: copied.0,
                    copied_b: copied.1,
                    runs_at: meetings.runs.len() as u32,
                    runs: runs.len() as u32,
                    is_template: 0,
                    may_hold: pair.may_hold(corpus.words(pair.a).min(corpus.words(pair.b)), &settings.rules).into(),
                };
                if is_promising(&row, corpus, &settings.rules) {
                    let push = |shared: Shared| meetings.runs.push(shared.pack());
                    row.is_template = sides.read(pair.a, pair.b, runs, push)?.into();
                    meetings.rows.push(row);
                }
            }
        }
        Ok(meetings)
    }

    fn block(self) -> BlockWriter {
        let mut block = BlockWriter::default();
        block.push_column(self.rows);
        block.push_column(self.runs);
        block
    }

    pub(super) fn load(part: usize, work: &Work) -> Result<Self, Error> {
        let block = work.block(&name(part))?.expect("all pairs are read");
        Ok(Self { rows: block.column(ROWS)?, runs: block.column(RUNS)? })
    }

    /// All parts for look-ups of runs, in memory if they take no more than `max_bytes`.
    pub(super) fn open_all(parts: usize, work: &Work, max_bytes: u64) -> Result<MeetingFiles, Error> {
        let open = |part| Ok(work.block(&name(part))?.expect("all pairs are read"));
        let mut blocks: Vec<Block> = (0..parts).map(open).collect::<Result<_, Error>>()?;
        let bytes: usize = blocks.iter().map(|block| block.len::<u8>(RUNS)).sum();
        if bytes as u64 <= max_bytes {
            blocks.iter_mut().try_for_each(|block| block.hold(&[RUNS]))?;
        }
        Ok(MeetingFiles { blocks })
    }

    /// Words of the longest run of a meeting.
    pub(super) fn longest_run(&self, meeting: &Meeting) -> u32 {
        let range = meeting.runs_at as usize..(meeting.runs_at + meeting.runs) as usize;
        self.runs[range].iter().map(|run| run[2]).max().unwrap_or(0)
    }

    /// Replaces `into` by the runs of a meeting.
    pub(super) fn runs(&self, meeting: &Meeting, into: &mut Vec<Shared>) {
        let range = meeting.runs_at as usize..(meeting.runs_at + meeting.runs) as usize;
        into.clear();
        into.extend(self.runs[range].iter().map(|&row| Shared::unpack(row)));
    }
}

/// The runs of the meetings of all parts.
pub(super) struct MeetingFiles {
    blocks: Vec<Block>,
}

impl MeetingFiles {
    /// Replaces `into` by some runs of a part: where they start, and how many there are.
    pub(super) fn runs(&self, part: usize, runs: (u32, u32), into: &mut Vec<Run>) -> Result<(), Error> {
        let mut shared = Vec::new();
        self.shared(part, runs, &mut shared)?;
        into.clear();
        into.extend(shared.iter().map(|shared| shared.run));
        Ok(())
    }

    /// The same, with what their surroundings say.
    pub(super) fn shared(&self, part: usize, runs: (u32, u32), into: &mut Vec<Shared>) -> Result<(), Error> {
        let range = runs.0 as usize..(runs.0 + runs.1) as usize;
        let mut buffer = Vec::new();
        let rows = self.blocks[part].get(RUNS, range, &mut buffer)?;
        into.clear();
        into.extend(rows.iter().map(|&row| Shared::unpack(row)));
        Ok(())
    }
}

/// Whether so many words are shared that the pair may be a link.
fn is_promising(meeting: &Meeting, corpus: &Corpus, rules: &Rules) -> bool {
    let smaller = corpus.words(meeting.a).min(corpus.words(meeting.b));
    let most = meeting.copied_a.max(meeting.copied_b);
    let is_part = f64::from(most) >= rules.min_partial * f64::from(smaller);
    most >= rules.min_common_tokens.min(smaller / 2) && (is_part || most >= rules.min_passage_tokens)
}

/// A shared run, with what its surroundings say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) run: Run,
    /// Nearly all of it stands between quotation marks in both texts: two reports of one speech, not a copy.
    pub(super) is_quotation: bool,
}

impl Shared {
    fn pack(self) -> [u32; 4] {
        [self.run.a, self.run.b, self.run.tokens, self.is_quotation.into()]
    }

    fn unpack([a, b, tokens, is_quotation]: [u32; 4]) -> Self {
        Self { run: Run { a, b, tokens }, is_quotation: is_quotation == 1 }
    }
}

/// Both texts of a pair as they are written, with memory of its own.
pub(super) struct Sides<'c> {
    corpus: &'c Corpus,
    a: Vec<Shape>,
    b: Vec<Shape>,
}

/// A run is a quotation when nine in ten of its words are quoted.
const QUOTED_TENTHS: u32 = 9;

impl<'c> Sides<'c> {
    pub(super) fn new(corpus: &'c Corpus) -> Self {
        Self { corpus, a: Vec::new(), b: Vec::new() }
    }

    /// Whether what two texts share is a form with other names and numbers in it, and their runs with what the surroundings say.
    pub(super) fn read(&mut self, a: u32, b: u32, runs: &[Run], mut each: impl FnMut(Shared)) -> Result<bool, Error> {
        let a = self.corpus.shapes(self.corpus.best(a), &mut self.a)?;
        let b = self.corpus.shapes(self.corpus.best(b), &mut self.b)?;
        for &run in runs {
            let is_quotation = is_quoted(a, run.a, run.tokens) && is_quoted(b, run.b, run.tokens);
            each(Shared { run, is_quotation });
        }
        Ok(is_template(a, b, runs))
    }
}

fn is_quoted(shapes: &[Shape], first: u32, tokens: u32) -> bool {
    let run = &shapes[first as usize..(first + tokens) as usize];
    Shape::count(run, Shape::is_quoted) * 10 >= tokens * QUOTED_TENTHS
}

/// Reads texts pair by pair, and keeps the last a.
pub(super) struct PairReader<'c> {
    corpus: &'c Corpus,
    winnowing: Winnowing,
    finder: RunFinder,
    last: Option<u32>,
    seeds: Seeds,
    a: Vec<u32>,
    b: Vec<u32>,
    starts: Vec<u8>,
    scratch: Vec<(u32, u32)>,
}

impl<'c> PairReader<'c> {
    pub(super) fn new(corpus: &'c Corpus, settings: RunSettings) -> Self {
        let (seeds, a, b, starts, scratch) = Default::default();
        let finder = RunFinder::new(settings);
        Self { corpus, winnowing: settings.winnowing, finder, last: None, seeds, a, b, starts, scratch }
    }

    /// The runs that two texts share, and how many words of each stand in them.
    pub(super) fn runs(&mut self, a: u32, b: u32) -> Result<(&[Run], (u32, u32)), Error> {
        let keys_a = self.corpus.keys(a, &mut self.a)?;
        if self.last != Some(a) {
            self.seeds.fill(keys_a, self.winnowing, self.corpus.starts(a, &mut self.starts)?);
            self.last = Some(a);
        }
        let keys_b = self.corpus.keys(b, &mut self.b)?;
        let runs = self.finder.runs((keys_a, &self.seeds), keys_b, self.corpus.starts(b, &mut self.starts)?);
        Ok((runs, covered(runs, &mut self.scratch)))
    }
}
