//! How much speaks for a new article at one place of a page?
//!
//! What the page itself tells is measured ([`crate::survey`]) and weighed by trees that were fitted to some ten thousand
//! pages ([`crate::forest`]); what other pages tell, and that the page is the main content of an HTML document, is added
//! in the same unit, natural log odds (3 is "twenty to one"), with weights set by hand: a page that is known to begin
//! here outweighs nearly everything. A page is cut where the sum passes [`Scale::LIMIT`].

use wirecopy_document::Format;

use crate::boundary::Place;
use crate::evidence::Evidence;
use crate::features::Features;
use crate::forest::{ask, at_most};
use crate::headline::pick;
use crate::outline::Outline;
use crate::parting::Parting;
use crate::roles::{Part, Role};
use crate::survey::{Site, Surroundings, Surveyor};

/// The main content of an HTML page is one article nearly always, and its headings are subheads.
const PRIOR_HTML: f32 = -4.0;
/// Fewer words than these on a side are too few for an article.
const MIN_BODY_WORDS: u32 = 25;

const OTHER_PAGE: &str = "another page of the pile carries the text on one side of this place and not on the other";

/// A place that was found to be a boundary.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) line: usize,
    pub(crate) headline: Option<usize>,
    pub(crate) reason: String,
    /// The headline stands there twice, or the layout is that of an article's head: more than words speak for the cut.
    pub(crate) firm: bool,
    /// Everything together, in log odds.
    pub(crate) odds: f32,
}

/// Weighs the places of one page.
pub(crate) struct Scale<'p> {
    outline: &'p Outline,
    parts: &'p [Part],
    evidence: &'p Evidence,
    pub(crate) surveyor: Surveyor<'p>,
}

impl<'p> Scale<'p> {
    /// Log odds behind which a page is cut.
    const LIMIT: f32 = 0.0;

    pub(crate) fn new(outline: &'p Outline, parts: &'p [Part], evidence: &'p Evidence) -> Self {
        Self { outline, parts, evidence, surveyor: Surveyor::new(outline, parts) }
    }

    /// Place `i` in an article that begins at line `begin`; `None` where there is too little text.
    fn site<'s>(&'s self, places: &'s [Place], i: usize, begin: usize) -> Option<Site<'s, 'p>> {
        let (place, reader) = (&places[i], &self.surveyor.reader);
        let next = places.get(i + 1).map_or(self.parts.len(), |p| p.from);
        let last = i.checked_sub(1).map_or(0, |l| places[l].to);
        let before = reader.before(place.from, begin);
        let behind = reader.behind(place.to, self.parts.len());
        if before.words() < MIN_BODY_WORDS || behind.words() < MIN_BODY_WORDS {
            return None;
        }
        let own = self.behind_parting(place)..place.to;
        let picked = pick(reader, own.clone(), &behind, Some(&before));
        let headline = picked.map(|h| self.first_of_block(own.start, h));
        Some(Site { place, begin, next, last, headline, before, behind })
    }

    /// Measures place `i`, in an article that begins at line `begin`; `None` where there is too little text.
    pub(crate) fn measure(&self, places: &[Place], i: usize, begin: usize, page: &Surroundings) -> Option<Features> {
        let site = self.site(places, i, begin)?;
        self.surveyor.measure_words(self.surveyor.measure_lines(&site, page), &site, |_| true)
    }

    /// Decides about place `i`, in an article that begins at line `begin`. Most are no boundary whatever the costly features
    /// say (19 in 20 on ordinary articles), so that these are not measured there.
    pub(crate) fn weigh(&self, places: &[Place], i: usize, begin: usize, page: &Surroundings) -> Option<Weighed> {
        let site = self.site(places, i, begin)?;
        let Site { place, headline, .. } = site;
        let pages = self.other_pages(place, begin, headline);
        let html = if self.outline.source.format == Format::Html { PRIOR_HTML } else { 0.0 };
        let with_pages = |odds: f32| odds + pages.unwrap_or(0.0) + html;
        let features = self.surveyor.measure_lines(&site, page);
        // That two texts differ is no boundary: something must open the one behind.
        if headline.is_none() && pages.is_none() && !opens_without_headline(&features) {
            return None;
        }
        let is_worth = |f: &Features| with_pages(at_most(f)) > Self::LIMIT;
        let features = self.surveyor.measure_words(features, &site, is_worth)?;
        let verdict = ask(&features);
        let odds = with_pages(verdict.odds);
        if odds <= Self::LIMIT {
            return None;
        }
        let line = headline.map_or_else(|| self.bare_start(place), |h| self.start_of_block(place, h));
        let mut reasons: Vec<&str> = pages.iter().map(|_| OTHER_PAGE).collect();
        reasons.extend(verdict.reasons().iter().map(|(says, _)| *says));
        if reasons.is_empty() {
            reasons.push("many small signs together");
        }
        let firm = pages.is_some() || is_head_of_article(&features);
        Some(Weighed { line, headline, reason: reasons.join("; "), firm, odds })
    }

    /// Moves a boundary in front of the paragraphs between `head` and `place` if the headline stands there.
    pub(crate) fn move_to_head(&self, head: &Place, place: &Place, begin: usize, found: &Weighed) -> Option<Weighed> {
        let reader = &self.surveyor.reader;
        let (before, behind) = (reader.before(head.from, begin), reader.behind(place.to, self.parts.len()));
        let picked = pick(reader, self.behind_parting(head)..place.to, &behind, Some(&before))?;
        let says_same = |&i: &usize| reader.line(i).key == reader.line(picked).key;
        let headline = (head.from..=picked).find(says_same)?;
        let moves = headline < head.to && before.words() >= MIN_BODY_WORDS;
        moves.then(|| Weighed { headline: Some(headline), line: self.start_of_block(head, headline), ..found.clone() })
    }

    /// The first line from `from` on that says the same as the headline `h`: its block begins there.
    fn first_of_block(&self, from: usize, h: usize) -> usize {
        let reader = &self.surveyor.reader;
        (from..h).find(|&i| reader.line(i).key == reader.line(h).key && !self.parts[i].is_furniture()).unwrap_or(h)
    }

    /// Other pages that carry the text before and not the text behind, or the other way round.
    fn other_pages(&self, place: &Place, begin: usize, headline: Option<usize>) -> Option<f32> {
        let lines = |i: &usize| self.parts[*i].is_prose();
        let before = (begin..place.from).rev().filter(lines);
        let behind = (place.to..self.parts.len()).filter(lines);
        let carriers =
            |i: usize| self.evidence.carriers(self.outline, self.surveyor.reader.line(i), &self.parts[i].pieces);
        let parting = Parting::read(before.filter_map(carriers), behind.filter_map(carriers));
        // A short first paragraph is known to no page: only behind a headline does the text begin with it.
        // A digest that quotes an article whole goes on without a break: a line or gap must stand between.
        let sharp = carriers(place.to).is_some() && self.is_break(place);
        match (parting, headline) {
            (Some(Parting::Begins), None) if sharp => Some(11.0),
            (Some(Parting::Begins), Some(_)) => Some(11.0),
            (Some(Parting::Ends), Some(_)) => Some(8.0),
            (Some(Parting::Leaves), Some(_)) => Some(4.5),
            _ => None,
        }
    }

    /// Something that is no furniture stands between two paragraphs, or a wide gap.
    fn is_break(&self, place: &Place) -> bool {
        let wide = (place.from..=place.to).any(|i| self.is_wide(i));
        wide || self.parts[place.from..place.to].iter().any(|p| !p.is_furniture())
    }

    fn is_wide(&self, i: usize) -> bool {
        self.surveyor.reader.line(i).gap > self.surveyor.reader.usual_gap()
    }

    /// First line behind the last rule or wide gap of a place: what stands in front of it closes the text before.
    fn behind_parting(&self, place: &Place) -> usize {
        let wide = |&i: &usize| self.surveyor.reader.line(i).gap > self.surveyor.reader.usual_gap();
        let last = (place.from + 1..place.to).rev().find(|i| self.parts[i - 1].role == Role::Rule || wide(i));
        last.filter(|&i| self.parts[i..place.to].iter().any(|p| p.role == Role::Heading)).unwrap_or(place.from)
    }

    /// First line of the block that the headline `h` opens: captions right in front of it, behind a gap, are its own.
    fn start_of_block(&self, place: &Place, h: usize) -> usize {
        let gap = |i: usize| self.surveyor.reader.line(i).gap;
        let mut start = h;
        while start > place.from
            && gap(start) <= self.surveyor.reader.usual_gap().max(1)
            && self.parts[start - 1].role == Role::Caption
        {
            start -= 1;
        }
        if gap(start) > self.surveyor.reader.usual_gap() { start } else { h }
    }

    /// Start of an article without headline: its caption, byline or date if it has one, else its first paragraph.
    fn bare_start(&self, place: &Place) -> usize {
        let own = |role: &Role| matches!(role, Role::Byline | Role::Date | Role::Short | Role::Caption);
        let mut start = place.to;
        let wide = |i: usize| self.surveyor.reader.line(i).gap > self.surveyor.reader.usual_gap();
        while start > place.from && own(&self.parts[start - 1].role) && !(start < place.to && wide(start)) {
            start -= 1;
        }
        start
    }
}

/// Something stands there that opens a text even without a headline.
fn opens_without_headline(f: &Features) -> bool {
    f.byline + f.date + f.dateline + f.caption > 0.0 || f.gap_before >= 2.0
}

/// The lines around the headline are those of the head of an article.
fn is_head_of_article(f: &Features) -> bool {
    f.repeated > 0.0 || f.caption >= 2.0 || f.byline + f.date >= 2.0 || f.dateline > 0.0
}
