//! Pages made of real articles, with known answers.

use wirecopy_document::SourcePage;
use wirecopy_text::Span;

use super::corpus::{Corpus, RealArticle};
use super::inventory::{self, DAYS, Half, Inventory, NAMES, PLACES};
use super::layout::{self, Head, Layout};
use crate::random::Random;

/// An article on a generated page.
#[derive(Default)]
pub(super) struct Gold {
    pub(super) article: usize,
    pub(super) headline: Option<String>,
    pub(super) body: Vec<Span>,
    pub(super) captions: Vec<Span>,
    /// Parts of the body that were furniture in the source already: count neither way.
    pub(super) neutral: Vec<Span>,
}

/// A generated page.
pub(super) struct Composed {
    pub(super) id: String,
    pub(super) layout: &'static str,
    pub(super) text: String,
    pub(super) articles: Vec<Gold>,
    pub(super) furniture: Vec<Span>,
}

impl Composed {
    pub(super) fn source(&self) -> SourcePage {
        SourcePage::text(self.id.clone(), self.text.clone())
    }

    /// Between which bytes the page's articles meet: end of one body, start of the next.
    pub(super) fn boundaries(&self) -> Vec<(usize, usize)> {
        let spans = |a: &Gold| a.body.iter().chain(&a.neutral).copied().collect::<Vec<_>>();
        let text = |a: &Gold| (spans(a).iter().map(|s| s.end()).max(), spans(a).iter().map(|s| s.start()).min());
        let (ends, starts): (Vec<_>, Vec<_>) = self.articles.iter().map(text).unzip();
        ends.iter().zip(starts.iter().skip(1)).filter_map(|(&end, &start)| Some((end?, start?))).collect()
    }

    /// Another page that carries article `i`, alone and in full.
    pub(super) fn companion(&self, corpus: &Corpus, i: usize) -> SourcePage {
        alone(&corpus.articles[self.articles[i].article], format!("{}-companion", self.id))
    }
}

/// A page that holds one article in full, under its title.
pub(super) fn alone(article: &RealArticle, id: String) -> SourcePage {
    SourcePage::text(id, format!("{}\n\n{}\n", article.title, article.paragraphs.join("\n\n")))
}

/// Makes page `n` of a half, in its layouts in turn.
pub(super) fn compose(corpus: &Corpus, half: Half, n: usize, random: &mut Random) -> Composed {
    let layouts = layout::of(half);
    compose_as(corpus, half, layouts[n % layouts.len()], n, random)
}

/// Makes page `n` in a layout.
pub(super) fn compose_as(corpus: &Corpus, half: Half, layout: Layout, n: usize, random: &mut Random) -> Composed {
    let outlet = *random.pick(inventory::of(half).outlets);
    let mut maker = Maker {
        corpus,
        layout,
        inventory: inventory::of(half),
        outlet,
        random,
        heads: layout::heads(half),
        page: empty(half, n, layout),
    };
    let top = maker.inventory.top;
    for _ in 0..layout.top {
        let phrase = *maker.random.pick(top);
        maker.furniture_line(phrase);
    }
    let articles = 1 + maker.random.below(4);
    for i in 0..articles {
        maker.article(i, i + 1 == articles);
    }
    maker.page
}

fn empty(half: Half, n: usize, layout: Layout) -> Composed {
    let id = format!("{half:?}-{n:04}");
    Composed { id, layout: layout.name, text: String::new(), articles: Vec::new(), furniture: Vec::new() }
}

struct Maker<'a> {
    corpus: &'a Corpus,
    layout: Layout,
    heads: &'static [Head],
    inventory: &'static Inventory,
    outlet: &'static str,
    random: &'a mut Random,
    page: Composed,
}

impl Maker<'_> {
    fn article(&mut self, i: usize, is_last: bool) {
        let index = *self.random.pick(&self.corpus.usable);
        let article = &self.corpus.articles[index];
        if i > 0 {
            self.between();
        }
        self.page.articles.push(Gold { article: index, ..Gold::default() });
        let bare = if i == 0 { self.layout.bare_first } else { self.random.chance(self.layout.bare) };
        if !bare {
            self.head(article);
        } else if i > 0 {
            self.signature(true); // Without any sign of a start nobody could tell.
        }
        let take = self.taken(article);
        let snapped = self.layout.snapped && take < article.paragraphs.len();
        let lines = article.paragraphs[..take].chunks(self.layout.join);
        let count = lines.len();
        for (n, line) in lines.enumerate() {
            self.paragraphs(line, snapped && n + 1 == count);
            if n + 1 < count && self.random.chance(self.layout.traps) {
                self.trap(&line[0]);
            }
        }
        self.tail(is_last);
    }

    /// How many paragraphs of the article the page carries.
    fn taken(&mut self, article: &RealArticle) -> usize {
        let all = article.paragraphs.len();
        let most = all.min(40);
        if self.random.chance(self.layout.cut) { 3.min(most) + self.random.below(most - 3.min(most) + 1) } else { most }
    }

    fn between(&mut self) {
        if self.layout.rule {
            let rule = *self.random.pick(self.inventory.rules);
            self.line(rule);
        }
        for _ in self.layout.gap..self.layout.wide {
            self.page.text.push('\n');
        }
    }

    fn head(&mut self, article: &RealArticle) {
        let title = article.title.as_str();
        let gold = self.page.articles.last_mut().expect("an article was begun");
        gold.headline = Some(title.to_owned());
        let caption = *self.random.pick(self.inventory.captions);
        let caption = self.filled(caption);
        let head = if self.layout.mixed { *self.random.pick(self.heads) } else { self.layout.head };
        match head {
            Head::Once => drop(self.line(title)),
            Head::Shouted => drop(self.line(&title.to_uppercase())),
            Head::Captioned => {
                self.line(title);
                self.caption(&caption);
            }
            Head::Signed => {
                self.line(title);
                self.signature(true);
            }
            Head::Block => self.block(title, &caption),
            Head::Twice => {
                self.line(title);
                self.label_line();
                self.line(title);
            }
            Head::Dated => {
                let date = *self.random.pick(self.inventory.dates);
                self.line(date);
                self.line(title);
            }
            Head::Thrice => {
                self.line(title);
                self.label_line();
                self.line(title);
                self.line(title);
            }
            Head::CaptionBlock => {
                self.line(title);
                self.caption(&caption);
                self.caption(&caption);
                self.line(title);
            }
            Head::ShoutedSigned => {
                self.line(&title.to_uppercase());
                self.signature(false);
            }
            Head::CaptionFirst => {
                self.caption(&caption);
                self.line(title);
                self.signature(false);
            }
            Head::Sandwich => {
                self.line(title);
                let date = *self.random.pick(self.inventory.dates);
                self.line(date);
                self.caption(&caption);
                self.line(title);
            }
            Head::Dressed => {
                self.line(title);
                let phrase = *self.random.pick(self.inventory.lines);
                self.furniture_line(phrase);
                self.signature(true);
            }
            Head::Kicker => {
                let section = *self.random.pick(inventory::SECTIONS);
                self.furniture_line(section);
                self.line(title);
                self.signature(false);
            }
            Head::Suffixed => {
                let bar = *self.random.pick(&[" | ", " - ", " – "]);
                let full = format!("{title}{bar}{}", self.outlet);
                self.line(&full);
                self.line(title);
            }
            Head::Deck => {
                self.line(title);
                self.apart(&article.paragraphs[0]);
                self.signature(true);
            }
        }
    }

    /// The first sentence of a paragraph on a line of its own, which counts neither way.
    fn apart(&mut self, paragraph: &str) {
        let sentence = paragraph.split_inclusive(". ").next().unwrap_or(paragraph).trim();
        let span = self.line(sentence);
        self.page.articles.last_mut().expect("an article was begun").neutral.push(span);
    }

    /// Something inside an article that looks like the end of one.
    fn trap(&mut self, paragraph: &str) {
        match self.random.below(6) {
            0 => self.page.text.push_str("\n\n"),
            1 => {
                let rule = *self.random.pick(self.inventory.rules);
                self.line(rule);
            }
            2 => self.apart(paragraph),
            3 => {
                let caption = *self.random.pick(self.inventory.captions);
                let caption = self.filled(caption);
                self.caption(&caption);
            }
            4 => self.furniture_line("{T}"),
            _ => {
                let date = *self.random.pick(self.inventory.dates);
                self.line(date);
            }
        }
    }

    fn block(&mut self, title: &str, caption: &str) {
        for round in 0..2 {
            self.line(title);
            self.caption(caption);
            self.caption(caption);
            if round == 0 {
                self.label_line();
            }
        }
    }

    fn signature(&mut self, with_date: bool) {
        let byline = *self.random.pick(self.inventory.bylines);
        let byline = self.filled(byline);
        self.line(&byline);
        if with_date {
            let date = *self.random.pick(self.inventory.dates);
            self.line(date);
        }
    }

    fn label_line(&mut self) {
        if self.random.chance(self.layout.unlabelled) {
            return;
        }
        let label = *self.random.pick(self.inventory.labels);
        self.furniture_line(label);
    }

    fn caption(&mut self, caption: &str) {
        let span = self.line(caption);
        self.page.articles.last_mut().expect("an article was begun").captions.push(span);
    }

    /// Paragraphs on one line; `snapped` if the last of them breaks off.
    fn paragraphs(&mut self, paragraphs: &[String], snapped: bool) {
        let last = paragraphs.len() - 1;
        for (n, paragraph) in paragraphs.iter().enumerate() {
            if n > 0 {
                self.page.text.push(' ');
            }
            self.paragraph(paragraph, snapped && n == last);
        }
        self.end_line();
        if self.random.chance(self.layout.lines) {
            let phrase = *self.random.pick(self.inventory.lines);
            self.furniture_line(phrase);
        }
    }

    fn paragraph(&mut self, paragraph: &str, snapped: bool) {
        let prose =
            paragraph.split_whitespace().count() >= 15 && paragraph.starts_with(|c: char| c.is_uppercase() || c == '“');
        let ends = paragraph.ends_with(['.', '”', '"']);
        if prose && self.random.chance(self.layout.glued) {
            let label = *self.random.pick(self.inventory.labels);
            let start = self.page.text.len();
            self.page.text.push_str(label);
            self.page.furniture.push(Span::new(start, self.page.text.len()));
        }
        if snapped {
            self.broken_off(paragraph);
        } else {
            self.body(paragraph);
        }
        if prose && ends && !snapped && self.random.chance(self.layout.inside + self.layout.glued / 2.0) {
            self.inside();
        }
    }

    /// The paragraph up to some word, with or without a sign that it goes on.
    fn broken_off(&mut self, paragraph: &str) {
        let words = paragraph.split(' ').count();
        let kept: Vec<&str> = paragraph.split(' ').take(1 + words / 3 + self.random.below(words / 2 + 1)).collect();
        self.body(&kept.join(" "));
        let sign = *self.random.pick(&["", "", "…", "...", " […]"]);
        self.page.text.push_str(sign);
    }

    /// The paragraph as body; one that recurs in the set counts neither way.
    fn body(&mut self, paragraph: &str) {
        let start = self.page.text.len();
        self.page.text.push_str(paragraph);
        let span = Span::new(start, self.page.text.len());
        let recurs = self.corpus.recurs(paragraph);
        let gold = self.page.articles.last_mut().expect("an article was begun");
        if recurs { gold.neutral.push(span) } else { gold.body.push(span) }
    }

    /// Furniture behind a sentence on its line; half of the time stuck to it.
    fn inside(&mut self) {
        let piece = *self.random.pick(self.inventory.inside);
        let piece = self.filled(piece);
        let stuck = self.random.chance(self.layout.glued * 5.0);
        if !stuck {
            self.page.text.push(' ');
        }
        let start = self.page.text.len();
        self.page.text.push_str(&piece);
        self.page.furniture.push(Span::new(start, self.page.text.len()));
    }

    fn tail(&mut self, is_last: bool) {
        for _ in 0..self.layout.tail {
            let phrase = *self.random.pick(self.inventory.lines);
            self.furniture_line(phrase);
        }
        if self.layout.list {
            let head = *self.random.pick(self.inventory.list_heads);
            self.furniture_line(head);
            for _ in 0..3 {
                self.furniture_line("{T}");
            }
        }
        if is_last && self.random.chance(0.3) {
            let phrase = *self.random.pick(self.inventory.lines);
            self.furniture_line(phrase);
        }
    }

    fn furniture_line(&mut self, phrase: &str) {
        let line = self.filled(phrase);
        let span = self.line(&line);
        self.page.furniture.push(span);
    }

    fn line(&mut self, line: &str) -> Span {
        let start = self.page.text.len();
        self.page.text.push_str(line);
        let span = Span::new(start, self.page.text.len());
        self.end_line();
        span
    }

    fn end_line(&mut self) {
        for _ in 0..=self.layout.gap {
            self.page.text.push('\n');
        }
    }

    /// The phrase with its blanks filled.
    fn filled(&mut self, phrase: &str) -> String {
        let mut text = phrase.to_owned();
        while let Some(at) = text.find('{') {
            let with = match &text[at + 1..at + 2] {
                "T" => self.corpus.articles[*self.random.pick(&self.corpus.usable)].title.clone(),
                "O" => self.outlet.to_owned(),
                "N" => (*self.random.pick(NAMES)).to_owned(),
                "P" => (*self.random.pick(PLACES)).to_owned(),
                "D" => (*self.random.pick(DAYS)).to_owned(),
                _ => (2 + self.random.below(900)).to_string(),
            };
            text.replace_range(at..at + 3, &with.replace(['{', '}'], ""));
        }
        text
    }
}
