//! Where the words of a body went that were lost, and where those came from that do not belong to it.

use std::fmt;

use wirecopy_document::{Article, Page};
use wirecopy_text::Span;

use super::compose::Composed;
use super::score::{intersect, words};

/// Words, by what became of them.
#[derive(Default)]
pub(super) struct Losses {
    other_article: usize,
    caption: usize,
    headline: usize,
    furniture: usize,
    elsewhere: usize,
    from_article: usize,
    from_furniture: usize,
    from_head: usize,
    words: usize,
}

impl Losses {
    /// Words of `gold`'s body that are not in `found`'s.
    pub(super) fn add(&mut self, page: &Composed, read: &Page, gold: &[Span], found: &Article) {
        let text = &page.text;
        let count = |spans: &[Span]| words(text, &intersect(spans, gold));
        let total = words(text, gold);
        let hits = count(&found.body);
        let captions: usize = read.articles.iter().map(|a| count(&a.captions)).sum();
        let headlines: usize = read.articles.iter().filter_map(|a| a.headline.as_ref()).map(|h| count(&h.spans)).sum();
        let furniture: Vec<Span> = read.furniture.iter().map(|f| f.span).collect();
        let furniture = count(&furniture);
        let others: usize = read.articles.iter().filter(|a| a.id != found.id).map(|a| count(&a.body)).sum();
        self.words += total;
        self.caption += captions;
        self.headline += headlines;
        self.furniture += furniture;
        self.other_article += others;
        self.elsewhere += total.saturating_sub(hits + captions + headlines + furniture + others);
    }

    /// Words of `found`'s body that are not in `gold`'s.
    pub(super) fn add_extra(&mut self, page: &Composed, gold: usize, found: &Article, neutral: usize) {
        let text = &page.text;
        let count = |spans: &[Span]| words(text, &intersect(spans, &found.body));
        let own = count(&page.articles[gold].body);
        let (mut others, mut captions) = (0, 0);
        for (i, article) in page.articles.iter().enumerate() {
            others += if i == gold { 0 } else { count(&article.body) };
            captions += count(&article.captions);
        }
        let furniture = count(&page.furniture);
        self.from_article += others;
        self.from_furniture += furniture;
        let all = words(text, &found.body);
        self.from_head += captions + all.saturating_sub(own + others + captions + furniture + neutral);
    }
}

impl fmt::Display for Losses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |n: usize| 100.0 * n as f64 / self.words.max(1) as f64;
        write!(
            f,
            "  of 100 body words lost: {:.2} to another article or none, {:.2} as captions, {:.2} as headlines, {:.2} as furniture, \
             {:.2} as bylines or dates; too many: {:.2} of another article, {:.2} of furniture, {:.2} of headlines, captions and bylines",
            share(self.other_article),
            share(self.caption),
            share(self.headline),
            share(self.furniture),
            share(self.elsewhere),
            share(self.from_article),
            share(self.from_furniture),
            share(self.from_head)
        )
    }
}
