//! Layouts of generated pages. Each half of the inventory has its own.

use super::inventory::Half;

/// How headline and captions stand in front of a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// Headline.
    Once,
    /// Headline in capitals.
    Shouted,
    /// Headline, caption.
    Captioned,
    /// Headline, byline, date.
    Signed,
    /// Headline, caption twice, label, headline, caption twice: as content systems export a page and its teaser.
    Block,
    /// Headline, label, headline.
    Twice,
    /// Caption, headline, byline.
    CaptionFirst,
    /// Headline, date, caption, headline again.
    Sandwich,
    /// Headline, share bar, time to read, byline.
    Dressed,
    /// Date, headline.
    Dated,
    /// Headline three times, labels between.
    Thrice,
    /// Headline, the same caption twice, headline.
    CaptionBlock,
    /// Headline in capitals, byline.
    ShoutedSigned,
}

/// A way to lay out a page.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub(super) name: &'static str,
    pub(super) head: Head,
    /// The first article has no headline.
    pub(super) bare_first: bool,
    /// Empty lines between paragraphs, and in front of an article.
    pub(super) gap: usize,
    pub(super) wide: usize,
    /// Chance of a furniture line behind a paragraph, of glued furniture, and of furniture between two sentences.
    pub(super) lines: f64,
    pub(super) glued: f64,
    pub(super) inside: f64,
    /// Furniture lines behind each article, and on top of the page.
    pub(super) tail: usize,
    pub(super) top: usize,
    /// A list of other headlines behind each article.
    pub(super) list: bool,
    /// Chance that an article is cut off.
    pub(super) cut: f64,
    /// A rule such as "***" between articles.
    pub(super) rule: bool,
}

const PLAIN: Layout = Layout {
    name: "plain",
    head: Head::Once,
    bare_first: false,
    gap: 1,
    wide: 1,
    lines: 0.05,
    glued: 0.0,
    inside: 0.0,
    tail: 0,
    top: 0,
    list: false,
    cut: 0.0,
    rule: false,
};

const DEVELOPMENT: &[Layout] = &[
    PLAIN,
    Layout { name: "teaser block", head: Head::Block, wide: 3, lines: 0.02, ..PLAIN },
    Layout { name: "dense, no empty lines", gap: 0, wide: 0, lines: 0.1, ..PLAIN },
    Layout { name: "bare first, glued", bare_first: true, gap: 0, wide: 1, glued: 0.15, lines: 0.1, ..PLAIN },
    Layout { name: "signed, share bars", head: Head::Signed, tail: 2, top: 2, lines: 0.1, ..PLAIN },
    Layout { name: "captioned, furniture inside", head: Head::Captioned, inside: 0.1, glued: 0.05, wide: 2, ..PLAIN },
    Layout { name: "cut off", cut: 0.8, tail: 1, lines: 0.05, ..PLAIN },
    Layout { name: "lists of headlines", list: true, tail: 1, wide: 2, ..PLAIN },
    Layout { name: "twice, bare first", head: Head::Twice, bare_first: true, glued: 0.1, ..PLAIN },
    Layout { name: "shouted", head: Head::Shouted, wide: 2, tail: 1, lines: 0.08, ..PLAIN },
    Layout { name: "caption first", head: Head::CaptionFirst, gap: 1, wide: 4, lines: 0.1, ..PLAIN },
    Layout { name: "sandwich, glued", head: Head::Sandwich, gap: 0, wide: 2, glued: 0.2, ..PLAIN },
    Layout { name: "dressed", head: Head::Dressed, top: 3, tail: 3, lines: 0.15, cut: 0.3, ..PLAIN },
    Layout { name: "rules", rule: true, gap: 1, lines: 0.1, inside: 0.05, ..PLAIN },
    Layout { name: "bare first, dense, cut off", bare_first: true, gap: 0, wide: 0, cut: 0.6, glued: 0.1, ..PLAIN },
    Layout { name: "airy", gap: 2, wide: 2, lines: 0.12, tail: 2, list: true, ..PLAIN },
    Layout {
        name: "signed, dense, inside",
        head: Head::Signed,
        gap: 0,
        wide: 0,
        inside: 0.15,
        bare_first: true,
        ..PLAIN
    },
];

const HELD_OUT: &[Layout] = &[
    Layout { name: "headline and dateline of day", head: Head::Dated, gap: 1, wide: 2, lines: 0.08, ..PLAIN },
    Layout {
        name: "headline, deck of share bars, dense",
        head: Head::Dressed,
        gap: 0,
        wide: 1,
        lines: 0.08,
        tail: 1,
        ..PLAIN
    },
    Layout { name: "tripled headline", head: Head::Thrice, gap: 1, wide: 1, glued: 0.08, cut: 0.3, ..PLAIN },
    Layout {
        name: "caption block, bare first, wide",
        head: Head::CaptionBlock,
        bare_first: true,
        wide: 5,
        lines: 0.05,
        ..PLAIN
    },
    Layout { name: "plain, cut off, lists", gap: 1, wide: 1, cut: 0.5, list: true, ..PLAIN },
    Layout { name: "airy, rules, glued", gap: 2, wide: 3, rule: true, glued: 0.1, top: 2, ..PLAIN },
    Layout { name: "plain dense, inside", gap: 0, wide: 0, inside: 0.08, lines: 0.05, tail: 2, ..PLAIN },
    Layout {
        name: "shouted, signed, bare first",
        head: Head::ShoutedSigned,
        bare_first: true,
        gap: 0,
        wide: 1,
        glued: 0.1,
        ..PLAIN
    },
    Layout { name: "once, nothing else", lines: 0.0, ..PLAIN },
];

/// The layouts of one half.
pub(super) fn of(half: Half) -> &'static [Layout] {
    match half {
        Half::Development => DEVELOPMENT,
        Half::HeldOut => HELD_OUT,
    }
}
