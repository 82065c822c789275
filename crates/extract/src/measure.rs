//! What is measured at a place where a page could be cut.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::boundary::Place;
use crate::cohesion::{Bag, Term, terms};
use crate::lines::Line;
use crate::mentions::{Acquaintance, Mentions};
use crate::outline::Outline;
use crate::roles::{Part, Role};

/// Words of text read on each side of a place.
const WINDOW_WORDS: u32 = 400;
/// Words right at a place, on each side.
const NEAR_WORDS: u32 = 200;
/// Words before a place in which people may have been introduced.
const INTRODUCED_WORDS: u32 = 1500;
/// Windows of text further down that are compared with the text before a place.
const MAX_WINDOWS: usize = 10;
/// So many headings that open alike are a series.
const MIN_SERIES: u32 = 3;
/// Fewest words of which a likeness is taken.
const MIN_WORDS: u32 = 100;
/// Likeness inside an article where it is too short to be measured.
const USUAL_WITHIN: f32 = 0.22;

/// Likenesses around a place, all 0..=1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Likeness {
    /// Between the text before and the text behind.
    pub(crate) wide: f32,
    /// Between the paragraphs right at the place.
    pub(crate) near: f32,
    /// Inside the text before or the text behind, whichever is the greater.
    pub(crate) within: f32,
    /// How far the amount of text can be trusted: 1 for enough.
    pub(crate) trust: f32,
}

/// Reads the stretches of one page, each line's words once.
pub(crate) struct Reader<'p> {
    outline: &'p Outline,
    parts: &'p [Part],
    terms: Vec<OnceCell<Vec<Term>>>,
    windows: OnceCell<Vec<(usize, Bag)>>,
    series: OnceCell<BTreeMap<&'p str, u32>>,
    usual_gap: u32,
}

impl<'p> Reader<'p> {
    pub(crate) fn new(outline: &'p Outline, parts: &'p [Part]) -> Self {
        let terms = vec![OnceCell::new(); parts.len()];
        Self {
            outline,
            parts,
            terms,
            windows: OnceCell::new(),
            series: OnceCell::new(),
            usual_gap: usual_gap(outline, parts),
        }
    }

    /// Empty lines between most paragraphs of the page.
    pub(crate) fn usual_gap(&self) -> u32 {
        self.usual_gap
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

    fn terms_of(&self, i: usize) -> &[Term] {
        self.terms[i].get_or_init(|| terms(&self.outline.text, self.line(i).span))
    }

    /// The words of one line.
    pub(crate) fn bag_of(&self, i: usize) -> Bag {
        let mut bag = Bag::default();
        bag.add(self.terms_of(i), self.line(i).words);
        bag
    }

    /// The words of the lines of a body, up to a window's worth; and the first line that was not read.
    fn gather(&self, lines: impl Iterator<Item = usize>, most: u32) -> (Bag, Option<usize>) {
        let mut bag = Bag::default();
        for i in lines.filter(|&i| self.parts[i].is_prose() || self.parts[i].role == Role::Short) {
            if bag.words() >= most {
                return (bag, Some(i));
            }
            bag.add(self.terms_of(i), self.line(i).words);
        }
        (bag, None)
    }

    /// The text in front of line `to`, back to line `begin` at most.
    pub(crate) fn before(&self, to: usize, begin: usize) -> Bag {
        self.gather((begin..to).rev(), WINDOW_WORDS).0
    }

    /// The text from line `from` on, up to line `end` at most.
    pub(crate) fn behind(&self, from: usize, end: usize) -> Bag {
        self.gather(from..end, WINDOW_WORDS).0
    }

    /// The first paragraphs from line `from` on.
    pub(crate) fn lead(&self, from: usize) -> Bag {
        self.gather(from..self.parts.len(), 80).0
    }

    /// All likenesses around a place in an article that begins at `begin`; `next` is where the next place starts.
    pub(crate) fn likeness(&self, place: &Place, begin: usize, next: usize, before: &Bag, behind: &Bag) -> Likeness {
        let section = self.behind(place.to, next);
        let far = before.cohesion(behind);
        let wide = if section.words() >= 60 { far.max(before.cohesion(&section)) } else { far };
        let (last, earlier) = self.gather((begin..place.from).rev(), NEAR_WORDS);
        let (first, later) = self.gather(place.to..self.parts.len(), NEAR_WORDS);
        let earlier = earlier.map(|i| self.before(i + 1, begin));
        let later = later.map(|i| self.behind(i, self.parts.len()));
        let inside = |near: &Bag, rest: Option<Bag>| rest.filter(|r| r.words() >= MIN_WORDS).map(|r| near.cohesion(&r));
        let within = [inside(&last, earlier), inside(&first, later)].into_iter().flatten().reduce(f32::max);
        let fewest = before.words().min(behind.words()) as f32;
        Likeness {
            wide,
            near: last.cohesion(&first),
            within: within.unwrap_or(USUAL_WITHIN),
            trust: (fewest / 160.0).min(1.0).sqrt(),
        }
    }

    /// The greatest likeness of the text before a place to any window of text further down than the text right behind.
    pub(crate) fn comes_back(&self, before: &Bag, to: usize) -> f32 {
        let windows = self.windows.get_or_init(|| self.read_windows());
        let later = windows.iter().filter(|(from, bag)| *from > to && bag.words() >= NEAR_WORDS).take(MAX_WINDOWS);
        later.map(|(_, bag)| before.cohesion(bag)).fold(0.0, f32::max)
    }

    fn read_windows(&self) -> Vec<(usize, Bag)> {
        let mut windows: Vec<(usize, Bag)> = Vec::new();
        for i in (0..self.parts.len()).filter(|&i| self.parts[i].is_prose()) {
            if windows.last().is_none_or(|(_, bag)| bag.words() >= WINDOW_WORDS) {
                windows.push((i, Bag::default()));
            }
            let (_, bag) = windows.last_mut().expect("one was just pushed");
            bag.add(self.terms_of(i), self.line(i).words);
        }
        windows
    }

    /// What the names on both sides of a place say.
    pub(crate) fn acquaintance(&self, place: &Place, begin: usize) -> Acquaintance {
        let mut first = place.from;
        let mut words = 0;
        while first > begin && words < INTRODUCED_WORDS {
            first -= 1;
            words += if self.parts[first].is_prose() { self.line(first).words } else { 0 };
        }
        let before = self.mentions(first..place.from, INTRODUCED_WORDS);
        before.meet(&self.mentions(place.to..self.parts.len(), NEAR_WORDS))
    }

    fn mentions(&self, lines: Range<usize>, most: u32) -> Mentions {
        let mut mentions = Mentions::default();
        let mut words = 0;
        for i in lines.filter(|&i| self.parts[i].is_prose()) {
            mentions.add(&self.outline.text, self.line(i).span);
            words += self.line(i).words;
            if words >= most {
                break;
            }
        }
        mentions
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
