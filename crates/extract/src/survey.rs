//! Measures a place where a page could be cut: all of [`Features`].

use wirecopy_lexicon::{Lexicon, PartOfSpeech};

use crate::boundary::Place;
use crate::byline;
use crate::closing;
use crate::cohesion::Bag;
use crate::features::Features;
use crate::headline::is_repeated;
use crate::measure::{Reader, Stretch};
use crate::opening::Opening;
use crate::outline::Outline;
use crate::roles::{Part, Role};

/// Likeness inside an article where it is too short to be measured.
const USUAL_WITHIN: f32 = 0.22;
/// The same for what the words mean.
const USUAL_SENSE: f32 = 0.7;
/// Fewest words of which a likeness is taken.
const MIN_WORDS: u32 = 100;
/// Fewest words of a section whose own likeness to the text before is taken.
const MIN_SECTION: u32 = 60;
/// Counts beyond these say no more.
const MOST: usize = 4;
const MOST_RUN: usize = 6;

/// What is true of a whole page.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    /// The page's first headline with the line of the paragraph behind it.
    first: Option<(usize, usize)>,
    /// Places with a line that could be a headline.
    heads: usize,
    usual_section: u32,
}

/// A place with what was found around it.
pub(crate) struct Site<'r, 'p> {
    pub(crate) place: &'r Place,
    /// Line where the article so far begins.
    pub(crate) begin: usize,
    /// Line where the next place starts, and line where the last one ended.
    pub(crate) next: usize,
    pub(crate) last: usize,
    pub(crate) headline: Option<usize>,
    pub(crate) before: Stretch<'r, 'p>,
    pub(crate) behind: Stretch<'r, 'p>,
}

/// The text right at a place, and that beyond it where it is long enough to be compared.
struct Near<'r, 'p> {
    last: Stretch<'r, 'p>,
    earlier: Option<Stretch<'r, 'p>>,
    first: Stretch<'r, 'p>,
    later: Option<Stretch<'r, 'p>>,
    /// The first paragraphs behind.
    lead: Stretch<'r, 'p>,
}

impl Near<'_, '_> {
    /// The pairs of stretches that are inside one text, whatever the place is.
    fn inside(&self) -> impl Iterator<Item = (&Bag, &Bag)> {
        [(&self.last, &self.earlier), (&self.first, &self.later)]
            .into_iter()
            .filter_map(|(near, rest)| Some((near.bag(), rest.as_ref()?.bag())))
    }
}

/// Measures the places of one page.
pub(crate) struct Surveyor<'p> {
    outline: &'p Outline,
    parts: &'p [Part],
    pub(crate) reader: Reader<'p>,
}

impl<'p> Surveyor<'p> {
    pub(crate) fn new(outline: &'p Outline, parts: &'p [Part]) -> Self {
        Self { outline, parts, reader: Reader::new(outline, parts) }
    }

    /// Reads what is true of the whole page, whose places and first headline are known.
    pub(crate) fn surroundings(&self, places: &[Place], first: Option<usize>) -> Surroundings {
        let paragraph = |h: usize| (h..self.parts.len()).find(|&i| self.parts[i].is_prose());
        let headed = places.iter().filter(|p| self.parts[p.from..p.to].iter().any(|part| part.role == Role::Heading));
        let at: Vec<usize> = headed.map(|p| p.to).collect();
        let mut sections: Vec<u32> = at.windows(2).map(|w| self.reader.words_of(w[0]..w[1])).collect();
        sections.sort_unstable();
        let whole = || self.reader.words_of(0..self.parts.len());
        let usual_section = if sections.is_empty() { whole() } else { sections[sections.len() / 2] };
        Surroundings { first: first.and_then(|h| Some((h, paragraph(h)?))), heads: at.len(), usual_section }
    }

    /// Measures what can be told of a place without its words.
    pub(crate) fn measure_lines(&self, site: &Site<'_, '_>, page: &Surroundings) -> Features {
        let mut f = Features::UNKNOWN;
        self.measure_layout(&mut f, site);
        self.measure_gaps(&mut f, site);
        self.measure_lengths(&mut f, site, page);
        self.measure_likeness_to_first(&mut f, site, page);
        self.measure_opening(&mut f, site);
        self.measure_shape(&mut f, site);
        f
    }

    /// Measures the rest of a place, what costs least first; `None` as soon as what is measured so far makes it not worth going on.
    pub(crate) fn measure_words(
        &self,
        mut f: Features,
        site: &Site<'_, '_>,
        is_worth: impl Fn(&Features) -> bool,
    ) -> Option<Features> {
        self.measure_sides(&mut f, site);
        is_worth(&f).then_some(())?;
        let near = self.near(site);
        self.measure_near(&mut f, site, &near);
        is_worth(&f).then_some(())?;
        self.measure_beyond(&mut f, site, &near);
        self.measure_sense(&mut f, site, &near);
        Some(f)
    }

    fn near<'r>(&'r self, site: &Site<'_, '_>) -> Near<'r, 'p> {
        let (last, earlier) = self.reader.last(site.place.from, site.begin);
        let (first, later) = self.reader.first(site.place.to);
        let long = |rest: Option<Stretch<'r, 'p>>| rest.filter(|r| r.words() >= MIN_WORDS);
        let lead = self.reader.lead(site.place.to);
        Near { last, earlier: long(earlier), first, later: long(later), lead }
    }

    /// Compares the words of some 400 on each side, and those of the headline with both.
    fn measure_sides(&self, f: &mut Features, site: &Site<'_, '_>) {
        let (before, behind) = (site.before.bag(), site.behind.bag());
        let section = self.reader.behind(site.place.to, site.next);
        let far = before.cohesion(behind);
        f.wide = if section.words() >= MIN_SECTION { far.max(before.cohesion(section.bag())) } else { far };
        f.cosine = before.cosine(behind);
        f.names_go_on = before.names_that_go_on(behind).unwrap_or(0.5);
        let head = site.headline.map(|h| self.reader.bag_of(h));
        f.head_behind = head.as_ref().map_or(0.0, |head| head.covered_by(behind));
        f.head_before = head.as_ref().map_or(0.0, |head| head.covered_by(before));
        f.head_names_before = head.map_or(0.0, |head| head.names_covered_by(before).unwrap_or(0.3));
    }

    /// Compares the words right at the place.
    fn measure_near(&self, f: &mut Features, site: &Site<'_, '_>, near: &Near<'_, '_>) {
        f.near = near.last.bag().cohesion(near.first.bag());
        let (words, names) = self.reader.known_since(near.first.bag(), site.begin, site.place.from);
        f.known_words = words;
        f.names_known = names.unwrap_or(0.5);
        f.head_lead = site.headline.map_or(0.0, |h| self.reader.bag_of(h).covered_by(near.lead.bag()));
        f.head_run = site.headline.map_or(0, |h| self.head_run(h, site.place)).min(MOST_RUN) as f32;
    }

    fn head_run(&self, h: usize, place: &Place) -> usize {
        let run = |i: usize| self.reader.words_in(h).longest_run(self.reader.words_in(i));
        self.reader.lead_lines(place.to).map(run).max().unwrap_or(0)
    }

    /// Compares with what stands further off, and looks at who is named.
    fn measure_beyond(&self, f: &mut Features, site: &Site<'_, '_>, near: &Near<'_, '_>) {
        let Site { place, begin, .. } = *site;
        let within = near.inside().map(|(near, rest)| near.cohesion(rest)).reduce(f32::max);
        f.within = within.unwrap_or(USUAL_WITHIN);
        let depth = self.reader.depth(place.to);
        (f.depth, f.sense_depth) = (depth.words, depth.sense);
        (f.comes_back, f.sense_back) = self.reader.comes_back(site.before.bag(), place.to);
        let met = self.reader.acquaintance(place.from, place.to, begin);
        f.introduced_again = met.again.min(3) as f32;
        f.introduced = met.new.min(5) as f32;
        f.names_alone = met.known.min(3) as f32;
    }

    /// Compares what the words mean: texts that go on may do so in other words.
    fn measure_sense(&self, f: &mut Features, site: &Site<'_, '_>, near: &Near<'_, '_>) {
        let (before, behind) = (site.before.bag(), site.behind.bag());
        let cosine = |a: &Bag, b: &Bag| self.reader.direction(a).cosine(self.reader.direction(b)) as f32;
        f.sense = cosine(before, behind);
        f.sense_lead = cosine(near.lead.bag(), before);
        f.sense_near = cosine(near.last.bag(), near.first.bag());
        let within = near.inside().map(|(near, rest)| cosine(near, rest)).reduce(f32::max);
        f.sense_within = within.unwrap_or(USUAL_SENSE);
        (f.head_sense, f.head_sense_gain, f.head_verb) = (0.0, 0.0, 0.0);
        if let Some(h) = site.headline {
            let head = self.reader.bag_of(h);
            f.head_sense = cosine(&head, behind);
            f.head_sense_gain = f.head_sense - cosine(&head, before);
            f.head_verb = verb_share(self.reader.text_of(h));
        }
    }

    /// The headline by itself.
    fn measure_shape(&self, f: &mut Features, site: &Site<'_, '_>) {
        (f.head_words, f.head_capitals, f.head_series, f.repeated) = (0.0, 0.0, 0.0, 0.0);
        let Some(h) = site.headline else { return };
        let line = self.reader.line(h);
        f.head_words = line.words.min(30) as f32;
        f.head_capitals = line.capitals as f32 / line.words.max(1) as f32;
        f.head_series = flag(self.reader.is_of_series(h));
        // A subhead or a summary may stand there twice as well.
        let full = line.words >= 4 && !(line.last == '.' && line.is_prose());
        f.repeated = match is_repeated(&self.reader, h, site.place.from) {
            true if full => 1.0,
            true => 0.5,
            false => 0.0,
        };
    }

    fn measure_layout(&self, f: &mut Features, site: &Site<'_, '_>) {
        let Site { place, headline, .. } = *site;
        let start = headline.unwrap_or(place.from);
        let own = &self.parts[start..place.to];
        let has = |role: Role| flag(own.iter().any(|p| p.role == role));
        let doubled = own.iter().any(|p| p.role == Role::Caption && p.twin.is_some());
        f.caption = has(Role::Caption) + flag(doubled);
        f.byline = has(Role::Byline);
        f.date = has(Role::Date);
        f.dateline = flag(self.opens_with_dateline(place));
        let closes = |i: usize| closing::closes(self.reader.text_of(i));
        let last = place.from > 0 && closes(place.from - 1);
        f.closing = if last { 1.0 } else { 0.6 * flag((place.from..start).any(closes)) };
        let furniture = |parts: &[Part]| parts.iter().filter(|p| p.is_furniture()).count().min(MOST) as f32;
        f.furniture_before = furniture(&self.parts[place.from..start]);
        f.furniture_after = furniture(own);
        let other = |i: &usize| headline.is_none_or(|h| self.reader.line(*i).key != self.reader.line(h).key);
        let headings = (place.from..place.to).filter(|&i| self.parts[i].role == Role::Heading).filter(other);
        f.headings = headings.count().min(2 * MOST) as f32;
    }

    /// A colon is no dateline here: in interviews it stands behind the names of speakers.
    fn opens_with_dateline(&self, place: &Place) -> bool {
        let found = byline::dateline(&self.outline.text, self.reader.line(place.to).span);
        found.is_some_and(|span| !span.of(&self.outline.text).ends_with(':'))
    }

    fn measure_gaps(&self, f: &mut Features, site: &Site<'_, '_>) {
        let Site { place, headline, .. } = *site;
        let widest = |lines: std::ops::RangeInclusive<usize>| lines.map(|i| self.reader.line(i).gap).max().unwrap_or(0);
        let before = widest(place.from..=headline.unwrap_or(place.to));
        let after = headline.map_or(0, |h| widest(h + 1..=place.to));
        let beyond = |gap: u32| (gap as f32 - self.reader.usual_gap() as f32).clamp(-2.0, 4.0);
        f.usual_gap = self.reader.usual_gap().min(2) as f32;
        f.gap_before = beyond(before);
        f.gap_after = beyond(after);
        f.gap_share = self.reader.share_of_gap(before);
    }

    fn measure_lengths(&self, f: &mut Features, site: &Site<'_, '_>, page: &Surroundings) {
        let place = site.place;
        let words = |from: usize, to: usize| self.reader.words_of(from..to).min(3000) as f32;
        f.words_before = words(site.begin, place.from);
        f.section = words(place.to, site.next).min(1000.0);
        f.last_section = words(site.last.max(site.begin), place.from).min(1000.0);
        f.words_behind = words(place.to, self.parts.len());
        f.heads = page.heads.min(30) as f32;
        f.usual_section = page.usual_section.min(1500) as f32;
    }

    fn measure_likeness_to_first(&self, f: &mut Features, site: &Site<'_, '_>, page: &Surroundings) {
        (f.like_first, f.block_like_first) = (0.5, 0.5);
        let (Some((first, paragraph)), Some(h)) = (page.first, site.headline) else { return };
        let casing = |h: usize| casing(self.reader.text_of(h), self.reader.line(h).capitals, self.reader.line(h).words);
        f.like_first = flag(casing(first) == casing(h));
        let (there, here) = (self.block(first, paragraph), self.block(h, site.place.to));
        let count = |test: fn(&(bool, bool)) -> bool| there.into_iter().zip(here).filter(test).count() as f32;
        let either = count(|(a, b)| *a || *b);
        if either > 0.0 {
            f.block_like_first = count(|(a, b)| *a && *b) / either;
        }
    }

    /// What stands in the block of a headline: byline, date, caption, furniture, the headline again.
    fn block(&self, h: usize, paragraph: usize) -> [bool; 5] {
        let own = &self.parts[h + 1..paragraph];
        let has = |role: Role| own.iter().any(|p| p.role == role);
        let again = (h + 1..paragraph).any(|i| self.reader.line(i).key == self.reader.line(h).key);
        [has(Role::Byline), has(Role::Date), has(Role::Caption), own.iter().any(Part::is_furniture), again]
    }

    fn measure_opening(&self, f: &mut Features, site: &Site<'_, '_>) {
        let opening = Opening::read(self.reader.text_of(site.place.to));
        f.names_day = flag(opening.names_day);
        f.gives_office = flag(opening.gives_office);
        f.refers_back = flag(opening.refers_back);
        f.lead_words = opening.sentence_words as f32;
        f.lead_capitals = opening.capitals;
        let last = site.place.from.checked_sub(1).map(|i| self.reader.line(i));
        f.breaks_off = flag(last.is_some_and(|line| !line.ends_sentence() || line.last == '…'));
        f.last_words = site.place.from.checked_sub(1).map_or(0.0, |i| self.reader.line(i).words.min(100) as f32);
    }
}

fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

/// How a headline is cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Casing {
    Shouted,
    Titled,
    Sentence,
}

fn casing(written: &str, capitals: u32, words: u32) -> Casing {
    if !written.chars().any(char::is_lowercase) {
        Casing::Shouted
    } else if capitals * 10 >= words * 7 {
        Casing::Titled
    } else {
        Casing::Sentence
    }
}

/// How surely a word of a headline, not the first, is a verb: headlines say what happened, labels name a thing.
fn verb_share(headline: &str) -> f32 {
    let words = headline.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|w| w.len() > 2);
    let share = |word: &str| {
        let parts = Lexicon::shared().parts_of_speech(&word.to_lowercase());
        parts.iter().find(|(part, _)| *part == PartOfSpeech::Verb).map_or(0.0, |(_, share)| *share)
    };
    words.skip(1).map(share).fold(0.0, f32::max)
}
