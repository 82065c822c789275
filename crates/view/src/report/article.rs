use wirecopy_record::{ArticleRow, LinkRow};

use crate::clean::Text;
use crate::words::{count, day, parts, parts_in_words, shortened};

/// One article in a line: what it is called, where it stands, how much it shares.
#[derive(Clone)]
pub(super) struct ArticleLine {
    pub(super) id: Text,
    pub(super) outlet: Text,
    pub(super) headline: Text,
    pub(super) has_headline: bool,
    pub(super) about: Text,
}

impl ArticleLine {
    pub(super) fn new(article: &ArticleRow) -> Self {
        let words = usize::try_from(article.tokens).unwrap_or(usize::MAX);
        let mut about = vec![count(words, "word", "words")];
        about.extend(article.published_at.as_deref().map(|time| day(time).to_owned()));
        about.extend((!article.credits.is_empty()).then(|| format!("names {}", article.credits.join(", "))));
        Self {
            id: (&article.article_id).into(),
            outlet: article.outlet.as_ref().unwrap_or(&article.page_id).into(),
            headline: headline(article).into(),
            has_headline: article.headline.is_some(),
            about: about.join(" · ").into(),
        }
    }
}

/// The headline, or the start of the text where there is none.
pub(super) fn headline(article: &ArticleRow) -> String {
    article.headline.clone().unwrap_or_else(|| shortened(&article.body, 80))
}

/// The three parts of a text as percentages that add up to 100, and as words.
#[derive(Clone)]
pub(super) struct Bar {
    pub(super) copied: u32,
    pub(super) reworded: u32,
    pub(super) own: u32,
    pub(super) words: String,
}

impl Bar {
    pub(super) fn new(copied: f64, reworded: f64) -> Self {
        let [copied_percent, reworded_percent, own] = parts(copied, reworded);
        let [copied, reworded, rest] = parts_in_words(copied, reworded);
        let words = format!("{copied} copied, {reworded} reworded, {rest} its own");
        Self { copied: copied_percent, reworded: reworded_percent, own, words }
    }

    /// The bar of the article `id`, which is one end of the link.
    pub(super) fn of(link: &LinkRow, id: &str) -> Self {
        if link.a == id { Self::new(link.copied_a, link.reworded_a) } else { Self::new(link.copied_b, link.reworded_b) }
    }

    /// Where the last part begins.
    pub(super) fn own_at(&self) -> u32 {
        self.copied + self.reworded
    }
}
