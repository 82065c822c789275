//! How much speaks for a new article at one place of a page?
//!
//! Each kind of evidence adds or takes a weight, in natural units of log odds (3 is "twenty to one"). The weights of
//! words and names were first fitted by logistic regression on some thousand places: boundaries and subheads of real
//! articles put on generated pages, and subheads of one half of the ordinary articles (`eval split`, development half);
//! then they were changed by hand on the mistakes that were left. Those of layout are set by hand and kept small,
//! because a generator's layouts are its own: none of them cuts a cohesive text alone. A page is cut where the sum is
//! above zero, that is, the prior against a cut is outweighed.

use wirecopy_document::Format;

use crate::boundary::Place;
use crate::byline;
use crate::closing;
use crate::cohesion::Bag;
use crate::evidence::Evidence;
use crate::headline::{is_repeated, pick};
use crate::measure::{Likeness, Reader};
use crate::outline::Outline;
use crate::parting::Parting;
use crate::roles::{Part, Role};

/// What speaks against any cut, with and without a headline.
const PRIOR_HEADED: f32 = -2.8;
const PRIOR_BARE: f32 = -9.5;
/// The main content of an HTML page is one article nearly always, and its headings are subheads.
const PRIOR_HTML: f32 = -4.0;
/// Fewer words than these on a side are too few for an article.
const MIN_BODY_WORDS: u32 = 25;
/// Fewer words than these on a side say little.
const FEW_WORDS: u32 = 60;

/// Fewer words than these up to the next place are those under a subhead rather than those of an article.
const SHORT_SECTION: u32 = 160;

/// Words of a first paragraph that say what is new.
const LEAD_WORDS: usize = 45;

/// Log odds for each unit of likeness.
const WIDE: f32 = -23.0;
const NEAR: f32 = -11.0;
const WITHIN: f32 = 13.0;
/// Likeness that comes back further down the page: where it starts to count, and its log odds.
const EVEN_RETURN: f32 = 0.15;
const RETURN: f32 = -12.5;
/// Weight of the likenesses of a place that is as likely a boundary as not; it only parts reasons for from those against.
const EVEN_LIKENESS: f32 = -1.6;
/// The most that names can still add when everything else was weighed.
const MOST_OF_NAMES: f32 = 0.9;

const OTHER_THINGS: &str = "the text behind speaks of other things than the text before";
const FURNITURE_BEFORE: &str = "page furniture closes the text before";
const INTRODUCED_AGAIN: &str = "people named before are introduced again";
const NEWS_OF_A_DAY: &str = "the text behind opens with news of a day";
/// Reasons that never cut a page without any other.
const WEAK: [&str; 4] = [OTHER_THINGS, FURNITURE_BEFORE, INTRODUCED_AGAIN, NEWS_OF_A_DAY];

/// A place that was found to be a boundary.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) line: usize,
    pub(crate) headline: Option<usize>,
    pub(crate) reason: String,
    /// The headline stands there twice, or the layout is that of an article's head: more than words speak for the cut.
    pub(crate) firm: bool,
}

/// Weighs the places of one page.
pub(crate) struct Scale<'p> {
    outline: &'p Outline,
    parts: &'p [Part],
    evidence: &'p Evidence,
    pub(crate) reader: Reader<'p>,
}

/// Evidence added up, with its words.
#[derive(Default)]
struct Sum {
    total: f32,
    reasons: Vec<&'static str>,
}

impl Sum {
    fn add(&mut self, weight: f32, reason: &'static str) {
        self.total += weight;
        self.reasons.push(reason);
    }
}

impl<'p> Scale<'p> {
    pub(crate) fn new(outline: &'p Outline, parts: &'p [Part], evidence: &'p Evidence) -> Self {
        Self { outline, parts, evidence, reader: Reader::new(outline, parts) }
    }

    /// Decides about a place, in an article that begins at line `begin`; `next` is where the next place starts.
    pub(crate) fn weigh(&self, place: &Place, begin: usize, next: usize) -> Option<Weighed> {
        let before = self.reader.before(place.from, begin);
        let behind = self.reader.behind(place.to, self.parts.len());
        if before.words() < MIN_BODY_WORDS || behind.words() < MIN_BODY_WORDS {
            return None;
        }
        let own = self.behind_parting(place)..place.to;
        let headline = pick(&self.reader, own, &behind, Some(&before));
        let mut sum = Sum { total: if headline.is_some() { PRIOR_HEADED } else { PRIOR_BARE }, reasons: Vec::new() };
        if self.outline.source.format == Format::Html {
            sum.total += PRIOR_HTML;
        }
        let likeness = self.reader.likeness(place, begin, next, &before, &behind);
        add_likeness(&mut sum, &likeness);
        if let Some(h) = headline {
            self.add_headline(&mut sum, h, place, &before, &behind);
        }
        let firm = self.add_layout(&mut sum, place, headline);
        self.add_opening(&mut sum, place, next, &before);
        let pages = self.add_pages(&mut sum, place, begin, headline);
        if sum.total + MOST_OF_NAMES <= 0.0 {
            return None;
        }
        self.add_names(&mut sum, place, begin);
        sum.total += (self.reader.comes_back(&before, place.to) - EVEN_RETURN).max(0.0) * RETURN;
        // That two texts differ is no boundary: something must open the one behind.
        if sum.reasons.iter().all(|r| WEAK.contains(r)) {
            return None;
        }
        let line = headline.map_or_else(|| self.bare_start(place), |h| self.start_of_block(place, h));
        (sum.total > 0.0).then(|| Weighed { line, headline, reason: sum.reasons.join("; "), firm: firm || pages })
    }

    fn add_headline(&self, sum: &mut Sum, h: usize, place: &Place, before: &Bag, behind: &Bag) {
        let bag = self.reader.bag_of(h);
        let gain = bag.covered_by(behind) - bag.covered_by(before);
        let lead = bag.covered_by(&self.reader.lead(place.to));
        let weight = gain * 2.1 + lead * 1.2;
        if gain > 0.2 {
            sum.add(weight, "a headline whose words come back in the text behind it more than in the text before");
        } else {
            sum.total += weight;
        }
        if gain < -0.05 {
            sum.total -= 1.0;
        }
        if is_repeated(&self.reader, h, place.from) {
            let line = self.reader.line(h);
            // A subhead or a summary may stand there twice as well.
            let full = line.words >= 4 && !(line.last == '.' && line.is_prose());
            sum.add(if full { 7.0 } else { 2.0 }, "the headline is repeated");
        }
        let line = self.reader.line(h);
        sum.total += match line.words {
            0..=3 => -1.8,
            4 => -0.6,
            5..=6 => 0.4,
            _ => 1.6,
        };
        if line.words >= 5 && line.capitals * 10 >= line.words * 7 {
            sum.total += 0.8;
        }
        if line.last == '?' {
            sum.total -= 1.1;
        }
        if self.reader.is_of_series(h) {
            sum.total -= 3.0;
        }
        if is_quotation(self.reader.text_of(h)) {
            sum.total -= 1.5;
        }
        if self.parts[h].role != Role::Heading {
            sum.total -= 2.0;
        }
    }

    /// Adds what the layout says; whether it is that of the head of an article.
    fn add_layout(&self, sum: &mut Sum, place: &Place, headline: Option<usize>) -> bool {
        let start = headline.unwrap_or(place.from);
        let own = &self.parts[start..place.to];
        let has = |role: Role| own.iter().any(|p| p.role == role);
        let mut firm = headline.is_some_and(|h| is_repeated(&self.reader, h, place.from));
        if has(Role::Caption) && headline.is_some() {
            let doubled = own.iter().any(|p| p.role == Role::Caption && p.twin.is_some());
            sum.add(if doubled { 3.0 } else { 1.5 }, "a caption stands between the headline and the text");
            firm |= doubled;
        }
        for (role, weight, reason) in
            [(Role::Byline, 2.0, "a byline follows"), (Role::Date, 1.6, "a line with a date follows")]
        {
            if has(role) {
                sum.add(weight, reason);
            }
        }
        if has(Role::Byline) && has(Role::Date) {
            sum.add(2.5, "both its writer and its date are named");
            firm = true;
        }
        if headline.is_some_and(|h| self.follows_rule(place, h)) {
            sum.add(2.5, "a rule is drawn in front of the headline");
        }
        if self.opens_with_dateline(place) {
            sum.add(2.0, "the text behind opens with a dateline");
            firm = true;
        }
        if opens_with_agency(self.reader.text_of(place.to)) {
            sum.add(2.0, "the text behind opens with the name of its agency");
        }
        if place.from > 0 && closing::closes(self.reader.text_of(place.from - 1)) {
            sum.add(1.5, "the text before ends as articles do");
        } else if (place.from..start).any(|i| closing::closes(self.reader.text_of(i))) {
            sum.add(1.0, "the text before ends as articles do");
        }
        self.add_gap(sum, place);
        if self.parts[place.from..start].iter().any(Part::is_furniture) {
            sum.add(0.4, FURNITURE_BEFORE);
        }
        firm
    }

    /// Whether a line of signs stands between the text before and a headline of some length. Agencies draw one in front of
    /// their closing notes, too; those are sentences.
    fn follows_rule(&self, place: &Place, headline: usize) -> bool {
        let line = self.reader.line(headline);
        line.words >= 5 && line.last != '.' && (place.from..headline).any(|i| self.reader.line(i).is_rule())
    }

    /// A colon is no dateline here: in interviews it stands behind the names of speakers.
    fn opens_with_dateline(&self, place: &Place) -> bool {
        let found = byline::dateline(&self.outline.text, self.reader.line(place.to).span);
        found.is_some_and(|span| !span.of(&self.outline.text).ends_with(':'))
    }

    fn add_gap(&self, sum: &mut Sum, place: &Place) {
        let gap = (place.from..=place.to).map(|i| self.reader.line(i).gap).max().unwrap_or(0);
        if gap >= self.reader.usual_gap() + 2 {
            sum.add(2.0, "a gap wider than between paragraphs");
        } else if gap > self.reader.usual_gap() {
            sum.add(1.5, "a gap wider than between paragraphs");
        }
    }

    /// How the text behind opens, and how much of it there is.
    fn add_opening(&self, sum: &mut Sum, place: &Place, next: usize, before: &Bag) {
        if refers_back(self.reader.text_of(place.to)) {
            sum.total -= 0.75;
        }
        if names_day(self.reader.text_of(place.to)) {
            sum.add(0.5, NEWS_OF_A_DAY);
        }
        if gives_office(self.reader.text_of(place.to)) {
            sum.total += 0.3;
        }
        sum.total -= match self.reader.behind(place.to, next).words() {
            0..FEW_WORDS => 1.5,
            FEW_WORDS..SHORT_SECTION => 0.5,
            _ => 0.0,
        };
        if before.words() < FEW_WORDS {
            sum.total -= 0.6;
        }
    }

    fn add_names(&self, sum: &mut Sum, place: &Place, begin: usize) {
        let met = self.reader.acquaintance(place, begin);
        sum.total -= met.known.min(4) as f32 * 0.95;
        if met.again > 0 {
            sum.add(met.again.min(3) as f32 * 0.3, INTRODUCED_AGAIN);
        }
    }

    /// Other pages that carry the text before and not the text behind, or the other way round.
    fn add_pages(&self, sum: &mut Sum, place: &Place, begin: usize, headline: Option<usize>) -> bool {
        let lines = |i: &usize| self.parts[*i].is_prose();
        let before = (begin..place.from).rev().filter(lines);
        let behind = (place.to..self.parts.len()).filter(lines);
        let carriers = |i: usize| self.evidence.carriers(self.outline, self.reader.line(i), &self.parts[i].pieces);
        let parting = Parting::read(before.filter_map(carriers), behind.filter_map(carriers));
        // A short first paragraph is known to no page: only behind a headline does the text begin with it.
        // A digest that quotes an article whole goes on without a break: a line or gap must stand between.
        let sharp = carriers(place.to).is_some() && self.is_break(place);
        let weight = match (parting, headline) {
            (Some(Parting::Begins), None) if sharp => 11.0,
            (Some(Parting::Begins), Some(_)) => 11.0,
            (Some(Parting::Ends), Some(_)) => 8.0,
            (Some(Parting::Leaves), Some(_)) => 4.5,
            _ => return false,
        };
        sum.add(weight, "another page of the pile carries the text on one side of this place and not on the other");
        true
    }

    /// Something that is no furniture stands between two paragraphs, or a wide gap.
    fn is_break(&self, place: &Place) -> bool {
        let wide = (place.from..=place.to).any(|i| self.reader.line(i).gap > self.reader.usual_gap());
        wide || self.parts[place.from..place.to].iter().any(|p| !p.is_furniture())
    }

    /// First line behind the last rule or wide gap of a place: what stands in front of it closes the text before.
    fn behind_parting(&self, place: &Place) -> usize {
        let wide = |&i: &usize| self.reader.line(i).gap > self.reader.usual_gap();
        let last = (place.from + 1..place.to).rev().find(|i| self.parts[i - 1].role == Role::Rule || wide(i));
        last.filter(|&i| self.parts[i..place.to].iter().any(|p| p.role == Role::Heading)).unwrap_or(place.from)
    }

    /// First line of the block that the headline `h` opens: captions right in front of it, behind a gap, are its own.
    fn start_of_block(&self, place: &Place, h: usize) -> usize {
        let gap = |i: usize| self.reader.line(i).gap;
        let mut start = h;
        while start > place.from
            && gap(start) <= self.reader.usual_gap().max(1)
            && self.parts[start - 1].role == Role::Caption
        {
            start -= 1;
        }
        if gap(start) > self.reader.usual_gap() { start } else { h }
    }

    /// Start of an article without headline: its caption, byline or date if it has one, else its first paragraph.
    fn bare_start(&self, place: &Place) -> usize {
        let own = |role: &Role| matches!(role, Role::Byline | Role::Date | Role::Short | Role::Caption);
        let mut start = place.to;
        let wide = |i: usize| self.reader.line(i).gap > self.reader.usual_gap();
        while start > place.from && own(&self.parts[start - 1].role) && !(start < place.to && wide(start)) {
            start -= 1;
        }
        start
    }
}

fn add_likeness(sum: &mut Sum, likeness: &Likeness) {
    let weight = likeness.wide * likeness.trust * WIDE + likeness.near * NEAR + likeness.within * WITHIN;
    let weight = weight.clamp(-9.0, 4.0) - (1.0 - likeness.trust) * 1.6;
    if weight > EVEN_LIKENESS {
        sum.add(weight, OTHER_THINGS);
    } else {
        sum.total += weight;
    }
}

/// A line that is all quoted: what someone said, over the part of a text that tells of it.
fn is_quotation(line: &str) -> bool {
    line.starts_with(['"', '“', '‘', '\'']) && line.ends_with(['"', '”', '’', '\''])
}

/// "(CNN) The mayor …"
fn opens_with_agency(paragraph: &str) -> bool {
    let inner = paragraph.strip_prefix('(').and_then(|p| p.split_once(')')).map(|(inner, _)| inner);
    inner.is_some_and(|name| {
        (2..=20).contains(&name.len())
            && name.split(' ').all(|w| w.starts_with(char::is_uppercase))
            && !name.contains('.')
    })
}

/// A first paragraph says on which day it happened.
fn names_day(paragraph: &str) -> bool {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let mut words = paragraph.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(LEAD_WORDS);
    words.any(|w| DAYS.contains(&w))
}

/// A first paragraph gives people's offices in front of their names.
fn gives_office(paragraph: &str) -> bool {
    const OFFICES: [&str; 14] = [
        "President",
        "Sen.",
        "Senator",
        "Rep.",
        "Gov.",
        "Secretary",
        "Minister",
        "Mayor",
        "Justice",
        "Judge",
        "Chancellor",
        "Attorney",
        "Director",
        "Speaker",
    ];
    let words: Vec<&str> = paragraph.split_whitespace().take(LEAD_WORDS).collect();
    words.windows(2).any(|w| OFFICES.contains(&w[0]) && w[1].starts_with(char::is_uppercase))
}

/// A paragraph whose first word points back to what was said before.
fn refers_back(paragraph: &str) -> bool {
    const WORDS: [&str; 19] = [
        "He", "She", "They", "His", "Her", "Their", "But", "And", "It", "That", "This", "So", "Still", "Yet", "Those",
        "These", "Or", "Also", "Its",
    ];
    let first = paragraph.split_whitespace().next().unwrap_or_default();
    WORDS.contains(&first.trim_matches(|c: char| !c.is_alphanumeric()))
}
