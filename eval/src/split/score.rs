//! Counts of what was found, missed and made up.

use std::fmt;

use wirecopy_document::{Article, Page};
use wirecopy_text::Span;

use super::compose::Composed;
use super::corpus::Corpus;
use super::losses::Losses;
use super::notices::{Known, letters};

/// Hits, false finds and misses.
#[derive(Default, Clone, Copy)]
pub(super) struct Counts {
    hits: usize,
    wrong: usize,
    missed: usize,
}

impl Counts {
    fn precision(&self) -> f64 {
        self.hits as f64 / (self.hits + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.hits as f64 / (self.hits + self.missed).max(1) as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.hits as f64 / (2 * self.hits + self.wrong + self.missed).max(1) as f64
    }
}

/// Sums over pages.
#[derive(Default)]
pub(super) struct Score {
    pages: usize,
    boundaries: Counts,
    /// Those beside an article that another page carries.
    beside: Counts,
    /// Words of each article's body, against the found article that holds most of it.
    body: Counts,
    /// Words of all bodies of a page together: is it body at all, whichever article's.
    pooled: Counts,
    losses: Losses,
    furniture: Counts,
    /// Found in a real article, with a label that many real articles have: most are furniture of the source.
    labelled: usize,
    /// Found in a real article, and notices of the source: by their words that recur, and read one by one.
    templates: usize,
    read: usize,
    headlines: Counts,
    captions: Counts,
    shown: usize,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (b, t, u) = (&self.boundaries, &self.body, &self.furniture);
        writeln!(f, "{} pages", self.pages)?;
        writeln!(
            f,
            "  boundaries  P {:.3} R {:.3}  ({} right, {} wrong, {} missed)",
            b.precision(),
            b.recall(),
            b.hits,
            b.wrong,
            b.missed
        )?;
        if self.beside.hits + self.beside.missed > 0 {
            let (all, beside) = (self.beside.hits + self.beside.missed, &self.beside);
            writeln!(
                f,
                "              R {:.3} beside an article that another page carries ({} of {all})",
                beside.recall(),
                beside.hits
            )?;
        }
        let p = &self.pooled;
        writeln!(
            f,
            "  body words  F1 {:.4} P {:.4} R {:.4} article by article (a missed boundary costs both of its articles)",
            t.f1(),
            t.precision(),
            t.recall()
        )?;
        writeln!(
            f,
            "              F1 {:.4} P {:.4} R {:.4} over the page (is a word body, whichever article's)",
            p.f1(),
            p.precision(),
            p.recall()
        )?;
        writeln!(f, "{}", self.losses)?;
        let all = u.hits + u.wrong;
        let strict = u.hits as f64 / (all + self.labelled).max(1) as f64;
        writeln!(
            f,
            "  furniture   P {:.3} R {:.3}  ({} of {all} found are right, {} missed)",
            u.precision(),
            u.recall(),
            u.hits,
            u.missed
        )?;
        writeln!(
            f,
            "              P {strict:.3} if labelled lines of the source (\"More: …\", {}) count as wrong; \
             {} notices of the source that recur and {} that were read count neither way",
            self.labelled, self.templates, self.read
        )?;
        let (h, c) = (&self.headlines, &self.captions);
        write!(
            f,
            "  headlines   P {:.3} R {:.3}; captions P {:.3} R {:.3}",
            h.precision(),
            h.recall(),
            c.precision(),
            c.recall()
        )
    }
}

/// Sorted spans, for questions of overlap.
struct Cover(Vec<Span>);

impl Cover {
    fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        Self(spans)
    }

    /// Bytes of `span` that are covered.
    fn bytes(&self, span: Span) -> usize {
        let shared = |s: &Span| s.end().min(span.end()).saturating_sub(s.start().max(span.start()));
        self.0.iter().map(shared).sum()
    }
}

/// Furniture that was found in real articles, and is theirs.
fn source_notices(corpus: &Corpus, gold: &Composed, page: &Page) -> Vec<Span> {
    let spans = page.furniture.iter().map(|f| f.span);
    spans.filter(|s| source_notice(corpus, gold, s.of(&gold.text)).is_some()).collect()
}

/// A headline of the page itself is none, whatever other articles have.
fn source_notice(corpus: &Corpus, gold: &Composed, piece: &str) -> Option<Known> {
    let is_headline = gold.articles.iter().filter_map(|a| a.headline.as_deref()).any(|h| letters(h) == letters(piece));
    corpus.notice(piece).filter(|_| !is_headline)
}

impl Score {
    pub(super) fn add(&mut self, corpus: &Corpus, gold: &Composed, page: &Page, show: usize) {
        self.pages += 1;
        self.add_boundaries(gold, page, show);
        let notices = source_notices(corpus, gold, page);
        self.add_body(gold, page, &notices);
        self.add_pooled(gold, page, &notices);
        self.add_furniture(corpus, gold, page, show);
        self.add_heads(gold, page, show);
    }

    /// Of the boundaries on both sides of article `i`, how many were found.
    pub(super) fn add_beside(&mut self, gold: &Composed, page: &Page, i: usize, show: usize) {
        let found: Vec<usize> = page.articles.iter().skip(1).map(first_byte).collect();
        let beside = |n: usize| n == i || n + 1 == i;
        for (_, pair) in gold.articles.windows(2).enumerate().filter(|(n, _)| beside(*n)) {
            let (from, to) = (end(&pair[0].body), start(&pair[1].body));
            let hit = found.iter().any(|at| (from..=to).contains(at));
            self.beside.hits += usize::from(hit);
            self.beside.missed += usize::from(!hit);
            if !hit {
                self.show(show, gold, "MISSED BESIDE", to, "");
            }
        }
    }

    /// A boundary is right if it lies between the last body line of one article and the first of the next.
    fn add_boundaries(&mut self, gold: &Composed, page: &Page, show: usize) {
        let windows: Vec<(usize, usize)> =
            gold.articles.windows(2).map(|w| (end(&w[0].body), start(&w[1].body))).collect();
        let found: Vec<usize> = page.articles.iter().skip(1).map(first_byte).collect();
        for &at in &found {
            let right = windows.iter().any(|&(from, to)| (from..=to).contains(&at));
            self.boundaries.hits += usize::from(right);
            self.boundaries.wrong += usize::from(!right);
            if !right {
                let reason = page.articles.iter().find(|a| first_byte(a) == at).and_then(|a| a.reason.clone());
                self.show(show, gold, "WRONG CUT", at, reason.as_deref().unwrap_or_default());
            }
        }
        for &(from, to) in &windows {
            if !found.iter().any(|at| (from..=to).contains(at)) {
                self.boundaries.missed += 1;
                self.show(show, gold, "MISSED CUT", to, "");
            }
        }
    }

    /// Words of each body, against the found article that holds most of it.
    fn add_body(&mut self, gold: &Composed, page: &Page, notices: &[Span]) {
        let neutral: Vec<Span> = gold.articles.iter().flat_map(|a| a.neutral.clone()).collect();
        let neutral = Cover::new(neutral);
        let mut used = vec![false; page.articles.len()];
        for (n, article) in gold.articles.iter().enumerate() {
            let cover = Cover::new(article.body.clone());
            let shared = |a: &Article| a.body.iter().map(|&s| cover.bytes(s)).sum::<usize>();
            let best = (0..page.articles.len())
                .filter(|&i| !used[i])
                .max_by_key(|&i| (shared(&page.articles[i]), usize::MAX - i));
            let total = words(&gold.text, &article.body) - words(&gold.text, &intersect(notices, &article.body));
            let Some(best) = best.filter(|&i| shared(&page.articles[i]) > 0) else {
                self.body.missed += total;
                continue;
            };
            used[best] = true;
            let found = &page.articles[best].body;
            let hits = words(&gold.text, &intersect(found, &article.body));
            self.losses.add(gold, page, &article.body, &page.articles[best]);
            self.body.hits += hits;
            self.body.missed += total - hits.min(total);
            let free = words(&gold.text, &intersect(found, &neutral.0));
            self.body.wrong += words(&gold.text, found) - hits - free;
            self.losses.add_extra(gold, n, &page.articles[best], free);
        }
        for (article, _) in page.articles.iter().zip(&used).filter(|(_, used)| !**used) {
            self.body.wrong += words(&gold.text, &article.body);
        }
    }

    /// Words rightly called body, over all articles of the page.
    fn add_pooled(&mut self, gold: &Composed, page: &Page, notices: &[Span]) {
        let body: Vec<Span> = gold.articles.iter().flat_map(|a| a.body.clone()).collect();
        let neutral: Vec<Span> = gold.articles.iter().flat_map(|a| a.neutral.clone()).collect();
        let found: Vec<Span> = page.articles.iter().flat_map(|a| a.body.clone()).collect();
        let count = |spans: &[Span]| words(&gold.text, spans);
        let (hits, free) = (count(&intersect(&found, &body)), count(&intersect(&found, &neutral)));
        self.pooled.hits += hits;
        self.pooled.missed += count(&body).saturating_sub(hits + count(&intersect(notices, &body)));
        self.pooled.wrong += count(&found).saturating_sub(hits + free);
    }

    fn add_furniture(&mut self, corpus: &Corpus, gold: &Composed, page: &Page, show: usize) {
        let planted = Cover::new(gold.furniture.clone());
        let neutral = Cover::new(gold.articles.iter().flat_map(|a| a.neutral.clone()).collect());
        let found = Cover::new(page.furniture.iter().map(|f| f.span).collect());
        for piece in &page.furniture {
            let length = piece.span.len();
            if neutral.bytes(piece.span) * 10 >= length * 8 {
                continue;
            }
            let right = planted.bytes(piece.span) * 10 >= length * 8;
            let notice = source_notice(corpus, gold, piece.span.of(&gold.text)).filter(|_| !right);
            self.templates += usize::from(notice == Some(Known::Template));
            self.read += usize::from(notice == Some(Known::Read));
            if notice.is_some() {
                continue;
            }
            if !right && corpus.is_labelled(piece.span.of(&gold.text)) {
                self.labelled += 1;
                continue;
            }
            self.furniture.hits += usize::from(right);
            self.furniture.wrong += usize::from(!right);
            if !right {
                self.show(
                    show,
                    gold,
                    "NO FURNITURE",
                    piece.span.start(),
                    &format!(
                        "{:016x} {:?}: {}",
                        letters(piece.span.of(&gold.text)),
                        piece.span.of(&gold.text),
                        piece.reason
                    ),
                );
            }
        }
        for &piece in &gold.furniture {
            if found.bytes(piece) * 10 < piece.len() * 8 {
                self.furniture.missed += 1;
                self.show(show, gold, "MISSED FURNITURE", piece.start(), piece.of(&gold.text));
            }
        }
    }

    fn add_heads(&mut self, gold: &Composed, page: &Page, show: usize) {
        let letters =
            |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let expected: Vec<String> = gold.articles.iter().filter_map(|a| a.headline.as_deref().map(letters)).collect();
        let found: Vec<String> =
            page.articles.iter().filter_map(|a| a.headline.as_ref().map(|h| letters(&h.text))).collect();
        self.headlines.hits += found.iter().filter(|f| expected.contains(f)).count();
        self.headlines.wrong += found.iter().filter(|f| !expected.contains(f)).count();
        self.headlines.missed += expected.iter().filter(|e| !found.contains(e)).count();
        let planted: Vec<Span> = gold.articles.iter().flat_map(|a| a.captions.clone()).collect();
        let captions: Vec<Span> = page.articles.iter().flat_map(|a| a.captions.clone()).collect();
        for caption in captions.iter().filter(|c| !planted.contains(c)) {
            self.show(show, gold, "NO CAPTION", caption.start(), caption.of(&gold.text));
        }
        for caption in planted.iter().filter(|c| !captions.contains(c)) {
            self.show(show, gold, "MISSED CAPTION", caption.start(), caption.of(&gold.text));
        }
        let heads = page.articles.iter().filter_map(|a| a.headline.as_ref());
        for wrong in heads.filter(|h| !expected.contains(&letters(&h.text))) {
            self.show(show, gold, "NO HEADLINE", wrong.spans[0].start(), &wrong.text);
        }
        self.captions.hits += captions.iter().filter(|c| planted.contains(c)).count();
        self.captions.wrong += captions.iter().filter(|c| !planted.contains(c)).count();
        self.captions.missed += planted.iter().filter(|c| !captions.contains(c)).count();
    }

    fn show(&mut self, limit: usize, gold: &Composed, what: &str, at: usize, note: &str) {
        if self.shown >= limit {
            return;
        }
        self.shown += 1;
        println!("--- {what} on {} ({}): {note}\n{}", gold.id, gold.layout, around(&gold.text, at));
    }
}

/// The text around a byte, for reading.
pub(super) fn around(text: &str, at: usize) -> String {
    let from = text[..at].char_indices().rev().nth(260).map_or(0, |(i, _)| i);
    let to = text[at..].char_indices().nth(260).map_or(text.len(), |(i, _)| at + i);
    format!("{}>>>{}", &text[from..at], &text[at..to])
}

fn start(spans: &[Span]) -> usize {
    spans.first().map_or(usize::MAX, |s| s.start())
}

fn end(spans: &[Span]) -> usize {
    spans.last().map_or(0, |s| s.end())
}

/// Where an article begins: its headline, captions or body, whichever comes first.
pub(super) fn first_byte(article: &Article) -> usize {
    let headline = article.headline.iter().flat_map(|h| &h.spans);
    article.body.iter().chain(headline).chain(&article.captions).map(|s| s.start()).min().unwrap_or(0)
}

pub(super) fn intersect(a: &[Span], b: &[Span]) -> Vec<Span> {
    let meet = |x: &Span, y: &Span| {
        let (from, to) = (x.start().max(y.start()), x.end().min(y.end()));
        (from < to).then(|| Span::new(from, to))
    };
    a.iter().flat_map(|x| b.iter().filter_map(move |y| meet(x, y))).collect()
}

pub(super) fn words(text: &str, spans: &[Span]) -> usize {
    spans.iter().map(|s| s.of(text).split_whitespace().count()).sum()
}
