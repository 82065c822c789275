//! The words and names around a place where a page could be cut.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

use wirecopy_lexicon::{Sum, Vector};

use crate::cohesion::Bag;
use crate::lines::Line;
use crate::mentions::{Acquaintance, Mention, mentions};
use crate::outline::Outline;
use crate::roles::{Part, Role};
use crate::terms::{Vocabulary, Words};

/// Words of text read on each side of a place.
const WINDOW_WORDS: u32 = 400;
/// Words right at a place, on each side.
pub(crate) const NEAR_WORDS: u32 = 200;
/// Words of a first paragraph or two.
const LEAD_WORDS: u32 = 80;
/// Words on each side of a place between two paragraphs whose likeness is compared with that of the places around.
const BLOCK_WORDS: u32 = 120;
/// Places between paragraphs, on each side, that are compared with one.
const NEIGHBOURS: usize = 4;
/// Words before a place in which people may have been introduced.
const INTRODUCED_WORDS: u32 = 1500;
/// Windows of text further down that are compared with the text before a place.
const MAX_WINDOWS: usize = 10;
/// So many headings that open alike are a series.
const MIN_SERIES: u32 = 3;

/// How alike two stretches are in their words and in what they mean, each -1..=1.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seam {
    pub(crate) words: f32,
    pub(crate) sense: f32,
}

/// Some lines of a body, whose words are read when they are first asked for.
pub(crate) struct Stretch<'r, 'p> {
    reader: &'r Reader<'p>,
    lines: Vec<usize>,
    words: u32,
    bag: OnceCell<Bag>,
}

impl Stretch<'_, '_> {
    /// How many words they have.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Those of them that say what it is about.
    pub(crate) fn bag(&self) -> &Bag {
        self.bag.get_or_init(|| self.reader.bag(self.lines.clone(), self.words))
    }
}

/// A stretch of some hundred words from line `from` on.
#[derive(Debug)]
struct Window {
    from: usize,
    bag: Bag,
}

/// In which line each term stands first, from line `begin` on; lines up to `read` are known.
#[derive(Debug, Default)]
struct Firsts {
    begin: usize,
    read: usize,
    lines: Vec<usize>,
}

/// Reads the stretches of one page, each line's words once.
pub(crate) struct Reader<'p> {
    outline: &'p Outline,
    parts: &'p [Part],
    vocabulary: Vocabulary<'p>,
    words: Vec<OnceCell<Words>>,
    firsts: RefCell<Firsts>,
    /// Scratch space of [`Bag::new`].
    places: RefCell<Vec<u32>>,
    mentions: Vec<OnceCell<Vec<Mention>>>,
    /// For each paragraph, the likeness of the text in front of it to the text from it on.
    seams: Vec<OnceCell<Seam>>,
    windows: OnceCell<Vec<Window>>,
    series: OnceCell<BTreeMap<&'p str, u32>>,
    usual_gap: u32,
    /// How many lines have a gap of at least so many empty lines in front.
    gaps: [u32; 5],
}

impl<'p> Reader<'p> {
    pub(crate) fn new(outline: &'p Outline, parts: &'p [Part]) -> Self {
        let mut gaps = [0; 5];
        outline.lines.iter().for_each(|l| (0..=l.gap.min(4) as usize).for_each(|g| gaps[g] += 1));
        Self {
            outline,
            parts,
            vocabulary: Vocabulary::default(),
            words: vec![OnceCell::new(); parts.len()],
            firsts: RefCell::default(),
            places: RefCell::default(),
            mentions: vec![OnceCell::new(); parts.len()],
            seams: vec![OnceCell::new(); parts.len()],
            windows: OnceCell::new(),
            series: OnceCell::new(),
            usual_gap: usual_gap(outline, parts),
            gaps,
        }
    }

    /// Empty lines between most paragraphs of the page.
    pub(crate) fn usual_gap(&self) -> u32 {
        self.usual_gap
    }

    /// Share of the page's lines with a gap as wide in front of them.
    pub(crate) fn share_of_gap(&self, gap: u32) -> f32 {
        self.gaps[gap.min(4) as usize] as f32 / self.gaps[0].max(1) as f32
    }

    pub(crate) fn line(&self, i: usize) -> &'p Line {
        &self.outline.lines[i]
    }

    pub(crate) fn part(&self, i: usize) -> &'p Part {
        &self.parts[i]
    }

    pub(crate) fn text_of(&self, i: usize) -> &'p str {
        self.line(i).span.of(&self.outline.text)
    }

    /// Words of paragraphs among some lines.
    pub(crate) fn words_of(&self, lines: Range<usize>) -> u32 {
        lines.filter(|&i| self.parts[i].is_prose()).map(|i| self.line(i).words).sum()
    }

    /// Whether a heading is numbered, timed, or opens like others of the page: one of the parts of a list or a live page.
    pub(crate) fn is_of_series(&self, h: usize) -> bool {
        let text = self.text_of(h);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=2).contains(&digits) && text[digits..].starts_with(['.', ')', ':']) {
            return true;
        }
        let openings = self.series.get_or_init(|| self.read_openings());
        opening(text).is_some_and(|o| openings.get(o).is_some_and(|n| *n >= MIN_SERIES))
    }

    /// How many headings that differ open with a phrase and a colon.
    fn read_openings(&self) -> BTreeMap<&'p str, u32> {
        let headings = (0..self.parts.len()).filter(|&i| self.parts[i].role == Role::Heading);
        let single = headings.filter(|&i| self.parts[i].twin.is_none());
        let mut openings = BTreeMap::new();
        for o in single.filter_map(|i| opening(self.text_of(i))) {
            *openings.entry(o).or_default() += 1;
        }
        openings
    }

    pub(crate) fn words_in(&self, i: usize) -> &Words {
        self.words[i].get_or_init(|| self.vocabulary.read(self.text_of(i)))
    }

    /// The words of one line.
    pub(crate) fn bag_of(&self, i: usize) -> Bag {
        self.bag(vec![i], self.line(i).words)
    }

    fn bag(&self, lines: Vec<usize>, words: u32) -> Bag {
        Bag::new(lines, words, &mut self.places.borrow_mut(), |i| self.words_in(i))
    }

    /// What a stretch speaks of, as a direction.
    pub(crate) fn direction<'b>(&self, bag: &'b Bag) -> &'b Vector {
        bag.direction.get_or_init(|| {
            let mut sum = Sum::default();
            bag.lines.iter().for_each(|&i| sum.join(self.vocabulary.sum(self.words_in(i))));
            sum.direction()
        })
    }

    /// Whether the text of a body speaks in this line.
    fn is_body(&self, i: usize) -> bool {
        self.parts[i].is_prose() || self.parts[i].role == Role::Short
    }

    /// The lines of a body, until they have `most` words; and the first line that is not among them.
    fn gather(&self, lines: impl Iterator<Item = usize>, most: u32) -> (Stretch<'_, 'p>, Option<usize>) {
        let mut found = Stretch { reader: self, lines: Vec::new(), words: 0, bag: OnceCell::new() };
        for i in lines.filter(|&i| self.is_body(i)) {
            if found.words >= most {
                return (found, Some(i));
            }
            found.lines.push(i);
            found.words += self.line(i).words;
        }
        (found, None)
    }

    /// Shares of the weight of a stretch's words, and of its names, that stand in the text from line `begin` up to line `to`.
    pub(crate) fn known_since(&self, bag: &Bag, begin: usize, to: usize) -> (f32, Option<f32>) {
        let mut firsts = self.firsts.borrow_mut();
        if firsts.begin != begin {
            *firsts = Firsts { begin, read: begin, lines: Vec::new() };
        }
        for i in (firsts.read..to).filter(|&i| self.is_body(i)) {
            for term in &self.words_in(i).terms {
                let number = term.number as usize;
                if firsts.lines.len() <= number {
                    firsts.lines.resize(number + 1, usize::MAX);
                }
                firsts.lines[number] = firsts.lines[number].min(i);
            }
        }
        firsts.read = firsts.read.max(to);
        let known = |number: u32| firsts.lines.get(number as usize).is_some_and(|&line| line < to);
        bag.covered_where(known)
    }

    /// The text in front of line `to`, back to line `begin` at most.
    pub(crate) fn before(&self, to: usize, begin: usize) -> Stretch<'_, 'p> {
        self.gather((begin..to).rev(), WINDOW_WORDS).0
    }

    /// The text from line `from` on, up to line `end` at most.
    pub(crate) fn behind(&self, from: usize, end: usize) -> Stretch<'_, 'p> {
        self.gather(from..end, WINDOW_WORDS).0
    }

    /// The last words in front of line `to`, and the text in front of these.
    pub(crate) fn last(&self, to: usize, begin: usize) -> (Stretch<'_, 'p>, Option<Stretch<'_, 'p>>) {
        let (last, earlier) = self.gather((begin..to).rev(), NEAR_WORDS);
        (last, earlier.map(|i| self.before(i + 1, begin)))
    }

    /// The first words from line `from` on, and the text behind these.
    pub(crate) fn first(&self, from: usize) -> (Stretch<'_, 'p>, Option<Stretch<'_, 'p>>) {
        let (first, later) = self.gather(from..self.parts.len(), NEAR_WORDS);
        (first, later.map(|i| self.behind(i, self.parts.len())))
    }

    /// The first paragraphs from line `from` on.
    pub(crate) fn lead(&self, from: usize) -> Stretch<'_, 'p> {
        self.gather(from..self.parts.len(), LEAD_WORDS).0
    }

    /// The first lines of paragraphs from line `from` on, until [`LEAD_WORDS`] words.
    pub(crate) fn lead_lines(&self, from: usize) -> impl Iterator<Item = usize> {
        let mut read = 0;
        (from..self.parts.len()).filter(|&i| self.parts[i].is_prose()).take_while(move |&i| {
            let more = read < LEAD_WORDS;
            read += self.line(i).words;
            more
        })
    }

    /// The greatest likeness of the text before a place to any window of text further down than the text right behind: in
    /// words, and in meaning.
    pub(crate) fn comes_back(&self, before: &Bag, to: usize) -> (f32, f32) {
        let windows = self.windows.get_or_init(|| self.read_windows());
        let later = windows.iter().filter(|w| w.from > to && w.bag.words() >= NEAR_WORDS).take(MAX_WINDOWS);
        let direction = self.direction(before);
        later.fold((0.0, 0.0), |(words, sense): (f32, f32), w| {
            (words.max(before.cohesion(&w.bag)), sense.max(direction.cosine(self.direction(&w.bag)) as f32))
        })
    }

    fn read_windows(&self) -> Vec<Window> {
        let mut windows = Vec::new();
        let mut next = Some(0);
        while let Some(from) = next {
            let (Stretch { lines, words, .. }, end) = self.gather(from..self.parts.len(), WINDOW_WORDS);
            windows.push(Window { from, bag: self.bag(lines, words) });
            next = end;
        }
        windows
    }

    /// By how much the likeness of the blocks before and behind paragraph `at` is lower than at the paragraphs around:
    /// the depth of `TextTiling`, against the mean of the neighbours.
    pub(crate) fn depth(&self, at: usize) -> Seam {
        let is_prose = |&i: &usize| self.parts[i].is_prose();
        let before = (0..at).rev().filter(is_prose).take(NEIGHBOURS);
        let behind = (at + 1..self.parts.len()).filter(is_prose).take(NEIGHBOURS);
        // The first paragraph of a page has nothing in front.
        let first = self.parts.iter().position(Part::is_prose);
        let around: Vec<Seam> =
            before.chain(behind).filter(|&i| first.is_some_and(|f| f < i)).map(|i| self.seam(i)).collect();
        if around.is_empty() {
            return Seam::default();
        }
        let mean = |of: fn(&Seam) -> f32| around.iter().map(of).sum::<f32>() / around.len() as f32;
        let here = self.seam(at);
        Seam { words: mean(|s| s.words) - here.words, sense: mean(|s| s.sense) - here.sense }
    }

    /// Likeness of the block before paragraph `at` to the block from it on.
    fn seam(&self, at: usize) -> Seam {
        *self.seams[at].get_or_init(|| {
            let (before, _) = self.gather((0..at).rev(), BLOCK_WORDS);
            let (behind, _) = self.gather(at..self.parts.len(), BLOCK_WORDS);
            let (before, behind) = (before.bag(), behind.bag());
            let sense = self.direction(before).cosine(self.direction(behind)) as f32;
            Seam { words: before.cosine(behind), sense }
        })
    }

    /// What the names on both sides of a place say: between lines `from` and `to`, in an article that begins at `begin`.
    pub(crate) fn acquaintance(&self, from: usize, to: usize, begin: usize) -> Acquaintance {
        let mut words = 0;
        let first = (begin..from).rev().find(|&i| {
            words += self.words_of(i..i + 1);
            words >= INTRODUCED_WORDS
        });
        let before = (first.unwrap_or(begin)..from).filter(|&i| self.parts[i].is_prose());
        let mut words = 0;
        let behind = (to..self.parts.len()).filter(|&i| self.parts[i].is_prose()).take_while(move |&i| {
            let enough = words >= NEAR_WORDS;
            words += self.line(i).words;
            !enough
        });
        Acquaintance::of(before.flat_map(|i| self.mentions_of(i)), behind.flat_map(|i| self.mentions_of(i)))
    }

    fn mentions_of(&self, i: usize) -> &[Mention] {
        self.mentions[i].get_or_init(|| mentions(&self.outline.text, self.line(i).span))
    }
}

/// The phrase in front of a heading's colon.
fn opening(heading: &str) -> Option<&str> {
    heading.split_once(':').map(|(o, _)| o).filter(|o| o.len() >= 4 && o.len() <= 40)
}

/// The commonest number of empty lines between paragraphs.
fn usual_gap(outline: &Outline, parts: &[Part]) -> u32 {
    let mut counts = [0usize; 4];
    for i in 1..parts.len() {
        if parts[i].is_prose() && parts[i - 1].is_prose() {
            counts[outline.lines[i].gap.min(3) as usize] += 1;
        }
    }
    let best = (0..4).max_by_key(|&g| (counts[g], std::cmp::Reverse(g))).unwrap_or(0);
    if counts[best] == 0 { 1 } else { u32::try_from(best).unwrap_or(1) }
}
