//! Layouts of generated pages. Each half of the inventory has its own.

use super::inventory::Half;
use crate::random::Random;

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
    /// Section of the site, headline, byline.
    Kicker,
    /// Headline with the outlet's name behind it, as in a browser's title bar, and once more without.
    Suffixed,
    /// Headline, a sentence of the text as a summary, byline and date.
    Deck,
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
    /// Chance that an article that is not the page's first has no headline.
    pub(super) bare: f64,
    /// Cut-off articles end in the middle of a sentence.
    pub(super) snapped: bool,
    /// Paragraphs on one line.
    pub(super) join: usize,
    /// Chance of things inside an article that look like the end of one: a wide gap, a rule, a sentence set apart as a
    /// pull quote, a caption, another article's headline without any label.
    pub(super) traps: f64,
    /// Chance that no label stands between the lines of a head that are said twice.
    pub(super) unlabelled: f64,
    /// Each article has a head of its own kind.
    pub(super) mixed: bool,
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
    bare: 0.0,
    snapped: false,
    join: 1,
    traps: 0.0,
    unlabelled: 0.0,
    mixed: false,
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
    Layout { name: "kicker, traps", head: Head::Kicker, wide: 2, traps: 0.05, tail: 1, ..PLAIN },
    Layout { name: "title bar, snapped", head: Head::Suffixed, cut: 0.8, snapped: true, lines: 0.05, ..PLAIN },
    Layout { name: "mixed heads, dense, traps", mixed: true, gap: 0, wide: 0, traps: 0.03, lines: 0.05, ..PLAIN },
    Layout { name: "joined paragraphs", join: 4, lines: 0.05, tail: 1, ..PLAIN },
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
    Layout { name: "deck, traps", head: Head::Deck, gap: 1, wide: 2, traps: 0.05, tail: 1, ..PLAIN },
    Layout { name: "mixed heads, snapped, dense", mixed: true, gap: 0, wide: 1, cut: 0.5, snapped: true, ..PLAIN },
    Layout { name: "joined, glued, lists", join: 3, gap: 0, wide: 1, glued: 0.1, list: true, tail: 1, ..PLAIN },
];

/// Heads that the weights of the splitter may be fitted to; those of held-out layouts are not among them.
pub(super) const SEEN_HEADS: [Head; 10] = [
    Head::Once,
    Head::Shouted,
    Head::Captioned,
    Head::Signed,
    Head::Block,
    Head::Twice,
    Head::CaptionFirst,
    Head::Dressed,
    Head::Kicker,
    Head::Suffixed,
];

/// Heads of the held-out layouts.
const UNSEEN_HEADS: [Head; 6] =
    [Head::Once, Head::Dated, Head::Thrice, Head::CaptionBlock, Head::ShoutedSigned, Head::Deck];

/// The kinds of heads that a page with heads of different kinds has.
pub(super) fn heads(half: Half) -> &'static [Head] {
    match half {
        Half::Development => &SEEN_HEADS,
        Half::HeldOut => &UNSEEN_HEADS,
    }
}

/// Any layout: for fitting the weights, so that they do not depend on what a few layouts have in common.
pub(super) fn any(random: &mut Random) -> Layout {
    let plain = random.chance(0.65);
    let gap = *random.pick(&[0, 0, 1, 1, 1, 2]);
    let often = |random: &mut Random, p: f64, most: f64| if random.chance(p) { most * random.share() } else { 0.0 };
    Layout {
        name: "any",
        head: if plain { Head::Once } else { *random.pick(&SEEN_HEADS) },
        bare_first: random.chance(0.15),
        gap,
        wide: gap + *random.pick(&[0, 0, 0, 0, 1, 1, 2, 3]),
        lines: often(random, 0.6, 0.15),
        glued: often(random, 0.3, 0.2),
        inside: often(random, 0.2, 0.15),
        tail: *random.pick(&[0, 0, 1, 2]),
        top: *random.pick(&[0, 0, 1, 3]),
        list: random.chance(0.15),
        cut: often(random, 0.4, 1.0),
        rule: random.chance(0.08),
        bare: often(random, 0.15, 0.6),
        snapped: random.chance(0.3),
        join: *random.pick(&[1, 1, 1, 1, 2, 4]),
        traps: often(random, 0.5, 0.1),
        unlabelled: 0.5,
        mixed: random.chance(0.3),
    }
}

/// The layouts of one half.
pub(super) fn of(half: Half) -> &'static [Layout] {
    match half {
        Half::Development => DEVELOPMENT,
        Half::HeldOut => HELD_OUT,
    }
}
