//! How much speaks for a new article at one place of a page?
//!
//! Each kind of evidence adds or takes a weight, in natural units of log odds (3 is "twenty to one"). The weights of
//! cohesion and of the headline's words were read off the distributions of both on real articles (cut in the middle,
//! and put one after the other); those of layout are set so that none of them cuts a cohesive text alone. A page is cut
//! where the sum is above zero, that is, the prior against a cut is outweighed.

use crate::boundary::Place;
use crate::byline;
use crate::cohesion::Bag;
use crate::evidence::Evidence;
use crate::lines::Origin;
use crate::outline::Outline;
use crate::roles::{Part, Role};

/// What speaks against any cut, with and without a headline.
const PRIOR_HEADED: f32 = -4.0;
const PRIOR_BARE: f32 = -9.0;

/// Words of text read on each side of a place.
const WINDOW_WORDS: u32 = 400;
/// Fewer words than these behind a place are too few for an article, unless a repeated headline says so.
const MIN_BODY_WORDS: u32 = 25;

/// Cohesion at which a cut is as likely as none, and the log odds for each unit of difference.
const EVEN_COHESION: f32 = 0.175;
const COHESION_SLOPE: f32 = 42.0;
/// The same for the share of the headline's words found behind, minus that found before.
const EVEN_HEADLINE: f32 = 0.25;
const HEADLINE_SLOPE: f32 = 6.0;

/// A place that was found to be a boundary.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) line: usize,
    pub(crate) headline: Option<usize>,
    pub(crate) reason: String,
}

/// Weighs the places of one page.
pub(crate) struct Scale<'p> {
    outline: &'p Outline,
    parts: &'p [Part],
    evidence: &'p Evidence,
    usual_gap: u32,
}

/// Evidence added up, with its words.
#[derive(Default)]
struct Sum {
    total: f32,
    reasons: Vec<String>,
}

impl Sum {
    fn add(&mut self, weight: f32, reason: &str) {
        self.total += weight;
        if weight > 0.0 {
            self.reasons.push(reason.to_owned());
        }
    }
}

impl<'p> Scale<'p> {
    pub(crate) fn new(outline: &'p Outline, parts: &'p [Part], evidence: &'p Evidence) -> Self {
        let usual_gap = usual_gap(outline, parts);
        Self { outline, parts, evidence, usual_gap }
    }

    /// Decides about a place, in an article that begins at line `begin`; `next` is where the next place starts.
    pub(crate) fn weigh(&mut self, place: &Place, begin: usize, next: usize) -> Option<Weighed> {
        let before = self.bag_back(place.from, begin);
        let near = self.bag_ahead(place.to, next);
        let behind = self.bag_ahead(place.to, self.parts.len());
        if before.words() < MIN_BODY_WORDS || behind.words() < MIN_BODY_WORDS {
            return None;
        }
        let headline = self.headline(place, &behind, Some(&before));
        let line = headline.map_or_else(|| self.bare_start(place), |h| self.start_of_block(place, h));
        let mut sum = Sum::default();
        self.add_cohesion(&mut sum, &before, &near, &behind);
        match headline {
            Some(h) => self.add_headline(&mut sum, h, place, &before, &behind),
            None => sum.total += PRIOR_BARE,
        }
        self.add_layout(&mut sum, place, headline);
        self.add_pages(&mut sum, place, begin);
        (sum.total > 0.0).then(|| Weighed { line, headline, reason: sum.reasons.join("; ") })
    }

    /// The headline of the page's first article, among the lines in front of its first paragraph.
    pub(crate) fn first_headline(&mut self, place: &Place, end: usize) -> Option<usize> {
        let behind = self.bag_ahead(place.to, end);
        let found = self.headline(place, &behind, None)?;
        let known = self.outline.meta.title.as_deref().or(self.outline.source.title.as_deref());
        let given = known.is_some_and(|t| same_words(t, self.text_of(found)));
        let covered = self.bag_of(found).covered_by(&behind);
        let alone = (place.from..place.to).filter(|&i| self.parts[i].role == Role::Heading).count() == 1;
        let blocky = self.parts[found].twin.is_some() || self.followed_by_block(place, found) || alone && found == 0;
        (given || blocky || covered >= 0.2).then_some(found)
    }

    /// The line of a place that is most like a headline of what stands behind it.
    fn headline(&self, place: &Place, behind: &Bag, before: Option<&Bag>) -> Option<usize> {
        let candidates = (place.from..place.to).filter(|&i| self.may_be_headline(i));
        let score = |i: usize| {
            let bag = self.bag_of(i);
            let twin = if self.parts[i].twin.is_some() { 1.0 } else { 0.0 };
            let heading = if self.outline.lines[i].origin == Origin::Heading { 0.3 } else { 0.0 };
            let long = if self.outline.lines[i].words >= 5 { 0.2 } else { 0.0 };
            let promo = if self.parts[i].role == Role::Heading { 0.0 } else { -0.8 };
            bag.covered_by(behind) - before.map_or(0.0, |b| bag.covered_by(b)) * 0.5 + twin + heading + long + promo
        };
        let mut best: Option<(usize, f32)> = None;
        for i in candidates.take(40) {
            let this = score(i);
            if best.is_none_or(|(_, s)| this > s + 0.001) {
                best = Some((i, this));
            }
        }
        best.map(|(i, _)| i)
    }

    /// A heading; or a line such as "Watch: …" that could be a headline, if it stands there twice.
    fn may_be_headline(&self, i: usize) -> bool {
        match &self.parts[i].role {
            Role::Heading => true,
            Role::Furniture(verdict) => verdict.open && self.parts[i].twin.is_some(),
            _ => false,
        }
    }

    /// First line of the block that the headline `h` opens: captions right in front of it, behind a gap, are its own.
    fn start_of_block(&self, place: &Place, h: usize) -> usize {
        let mut start = h;
        while start > place.from
            && self.outline.lines[start].gap <= self.usual_gap.max(1)
            && self.parts[start - 1].role == Role::Caption
        {
            start -= 1;
        }
        let gap_in_front = self.outline.lines[start].gap > self.usual_gap;
        if gap_in_front { start } else { h }
    }

    /// Start of an article without headline: its byline or date if it has one, else its first paragraph.
    fn bare_start(&self, place: &Place) -> usize {
        let own = |role: &Role| matches!(role, Role::Byline | Role::Date | Role::Short);
        let mut start = place.to;
        while start > place.from && own(&self.parts[start - 1].role) {
            start -= 1;
        }
        start
    }

    fn add_cohesion(&self, sum: &mut Sum, before: &Bag, near: &Bag, behind: &Bag) {
        let pair = |a: &Bag, b: &Bag| a.covered_by(b).max(b.covered_by(a));
        let far = pair(before, behind);
        let cohesion = if near.words() >= 60 { far.max(pair(before, near)) } else { far };
        let fewest = before.words().min(behind.words()) as f32;
        let trust = (fewest / 160.0).min(1.0).sqrt();
        let weight = ((EVEN_COHESION - cohesion) * COHESION_SLOPE * trust).clamp(-9.0, 6.0);
        sum.add(weight, "the text behind speaks of other things than the text before");
    }

    fn add_headline(&self, sum: &mut Sum, h: usize, place: &Place, before: &Bag, behind: &Bag) {
        sum.total += PRIOR_HEADED;
        let bag = self.bag_of(h);
        let gain = bag.covered_by(behind) - bag.covered_by(before);
        let weight = ((gain - EVEN_HEADLINE) * HEADLINE_SLOPE).clamp(-2.5, 3.5);
        sum.add(weight, "a headline whose words come back in the text behind it and not before");
        let line = &self.outline.lines[h];
        if self.parts[h].twin.is_some_and(|t| t >= place.from) {
            sum.add(5.0, "the headline is repeated");
        }
        if line.words >= 5 && line.capitals * 10 >= line.words * 7 {
            sum.add(0.7, "the line is written like a headline");
        }
        if line.words <= 3 {
            sum.total -= 1.5;
        }
        if line.last == '?' {
            sum.total -= 0.7;
        }
        if self.parts[h].role != Role::Heading {
            sum.total -= 2.0;
        }
    }

    fn add_layout(&self, sum: &mut Sum, place: &Place, headline: Option<usize>) {
        let start = headline.unwrap_or(place.from);
        let own = &self.parts[start..place.to];
        if own.iter().any(|p| p.role == Role::Caption) && headline.is_some() {
            let doubled = own.iter().any(|p| p.role == Role::Caption && p.twin.is_some());
            sum.add(if doubled { 3.0 } else { 1.2 }, "a caption stands between it and the text");
        }
        if own.iter().any(|p| p.role == Role::Byline) {
            sum.add(2.5, "a byline follows");
        }
        if own.iter().any(|p| p.role == Role::Date) {
            sum.add(1.5, "a line with a date follows");
        }
        if byline::dateline(&self.outline.text, self.outline.lines[place.to].span).is_some() {
            sum.add(2.5, "the text behind opens with a dateline");
        }
        let gap = self.outline.lines[place.from..=place.to].iter().map(|l| l.gap).max().unwrap_or(0);
        if gap >= self.usual_gap + 2 {
            sum.add(1.8, "a gap wider than between paragraphs");
        } else if gap > self.usual_gap {
            sum.add(0.6, "a gap wider than between paragraphs");
        }
        if self.parts[place.from..start.max(place.from)].iter().filter(|p| p.is_furniture()).count() >= 2 {
            sum.add(0.7, "page furniture closes the text before");
        }
    }

    /// Other pages that carry the text before and not the text behind, or the other way round.
    fn add_pages(&self, sum: &mut Sum, place: &Place, begin: usize) {
        let before: Vec<usize> = (begin..place.from).rev().filter(|&i| self.parts[i].is_prose()).take(4).collect();
        let behind: Vec<usize> = (place.to..self.parts.len()).filter(|&i| self.parts[i].is_prose()).take(4).collect();
        if self.part_ways(&before, &behind) || self.part_ways(&behind, &before) {
            sum.add(4.5, "another page of the pile carries the text on one side of this place and not on the other");
        }
    }

    /// Whether a page carries the nearest lines of one side and surely none of the other.
    fn part_ways(&self, with: &[usize], without: &[usize]) -> bool {
        let carriers = |i: &usize| self.evidence.carriers(self.outline, &self.outline.lines[*i]);
        let with: Vec<_> = with.iter().filter_map(carriers).collect();
        let without: Vec<_> = without.iter().filter_map(carriers).collect();
        let (Some(nearest), false) = (with.first(), without.is_empty()) else { return false };
        nearest.pages().iter().any(|&page| {
            let run = with.iter().filter(|c| c.pages().contains(&page)).count();
            run >= 2.min(with.len()) && without.iter().all(|c| c.lacks(page))
        })
    }

    /// A caption, byline or date stands between a headline and the first paragraph.
    fn followed_by_block(&self, place: &Place, h: usize) -> bool {
        self.parts[h..place.to].iter().any(|p| matches!(p.role, Role::Caption | Role::Byline | Role::Date))
    }

    fn text_of(&self, i: usize) -> &'p str {
        self.outline.lines[i].span.of(&self.outline.text)
    }

    fn bag_of(&self, i: usize) -> Bag {
        let mut bag = Bag::default();
        bag.add(&self.outline.text, self.outline.lines[i].span);
        bag
    }

    /// The words of the paragraphs in front of line `to`, back to line `begin` at most.
    fn bag_back(&self, to: usize, begin: usize) -> Bag {
        self.gather((begin..to).rev())
    }

    /// The words of the paragraphs from line `from` on, up to line `end` at most.
    fn bag_ahead(&self, from: usize, end: usize) -> Bag {
        self.gather(from..end)
    }

    fn gather(&self, lines: impl Iterator<Item = usize>) -> Bag {
        let mut bag = Bag::default();
        for i in lines.filter(|&i| self.parts[i].is_prose() || self.parts[i].role == Role::Short) {
            bag.add(&self.outline.text, self.outline.lines[i].span);
            if bag.words() >= WINDOW_WORDS {
                break;
            }
        }
        bag
    }
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

/// Whether two titles have the same letters.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}
