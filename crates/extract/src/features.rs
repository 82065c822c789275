//! What is measured at a place where a page could be cut, by name.
//!
//! One line a feature: its name in `data/boundary.txt`, whether more of it may only speak for a boundary or only against
//! one (the fit is bound to that, see `eval/train/boundary.py`), and what the reason for a cut says where it speaks for it.

/// Which way a feature may speak where it grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rises {
    /// Only for a boundary.
    For,
    /// Only against one.
    Against,
    /// Either, depending on other features.
    Free,
}

/// A feature's name and what it tells the reader of a cut.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    pub(crate) rises: Rises,
    /// Words for the reason; empty where it would explain nothing.
    pub(crate) says: &'static str,
}

const OTHER: &str = "the text behind speaks of other things than the text before";
const NAMES: &str = "the text behind names others than the text before";
const HEADLINE: &str = "a headline whose words come back in the text behind it more than in the text before";
const SHAPE: &str = "the line in front has the shape of a headline";
const ALIKE: &str = "the line in front looks like the first headline of the page";
const GAP: &str = "a gap wider than between paragraphs";
const OPENS: &str = "the text behind opens as articles do";
const ENDS: &str = "the text before ends as articles do";
const LENGTH: &str = "there is enough text for an article on both sides";
const FURNITURE: &str = "page furniture closes the text before";

macro_rules! features {
    ($( $(#[$doc:meta])+ $name:ident: $rises:ident, $says:expr; )+) => {
        /// The measurements of one place.
        #[derive(Debug, Clone, Copy, Default)]
        pub(crate) struct Features { $( $(#[$doc])+ pub(crate) $name: f32, )+ }

        /// All features, in the order of [`Features::values`].
        pub(crate) const FEATURES: [Feature; COUNT] =
            [$( Feature { name: stringify!($name), rises: Rises::$rises, says: $says }, )+];

        /// How many features there are.
        pub(crate) const COUNT: usize = [$( stringify!($name) ),+].len();

        impl Features {
            /// A place of which nothing is measured yet: all NaN.
            pub(crate) const UNKNOWN: Self = Self { $( $name: f32::NAN, )+ };

            /// The measurements in the order of [`FEATURES`].
            pub(crate) fn values(&self) -> [f32; COUNT] {
                [$( self.$name, )+]
            }
        }
    };
}

features! {
    /// Likeness (0..=1) of some 400 words before and behind: the better covered side.
    wide: Against, OTHER;
    /// The same for the 200 words right at the place.
    near: Against, OTHER;
    /// Cosine of the rare words of 400 words before and behind.
    cosine: Against, OTHER;
    /// Share of the weight of the next 200 words that stands anywhere in the article so far.
    known_words: Against, OTHER;
    /// Likeness inside the text before or behind, whichever is greater.
    within: For, OTHER;
    /// By how much the likeness of neighbouring paragraphs is lower here than at the paragraphs around (`TextTiling`'s depth).
    depth: For, OTHER;
    /// Likeness of the text before to any window of text further down.
    comes_back: Against, OTHER;
    /// Cosine (-1..=1) of what 400 words before and behind mean.
    sense: Against, OTHER;
    /// The same for the 200 words right at the place.
    sense_near: Against, OTHER;
    /// The same for the first paragraphs behind and 400 words before.
    sense_lead: Against, OTHER;
    /// The same inside the text before or behind, whichever is greater.
    sense_within: For, OTHER;
    /// By how much the cosine of neighbouring paragraphs is lower here than at the paragraphs around.
    sense_depth: For, OTHER;
    /// Cosine of the text before to any window of text further down.
    sense_back: Against, OTHER;
    /// Share of the names in the next 200 words that stand in the article so far.
    names_known: Against, NAMES;
    /// Share of the names that stand twice or more in the text before and go on behind.
    names_go_on: Against, NAMES;
    /// Names introduced before, used alone there, and introduced again behind.
    introduced_again: For, "people named before are introduced again";
    /// Names introduced before and used alone behind, as those of people who are known.
    names_alone: Against, NAMES;
    /// Full names that stand behind for the first time.
    introduced: Free, NAMES;

    /// Share of the headline's words that come back in the text behind.
    head_behind: For, HEADLINE;
    /// Share of the headline's words that stand in the text before.
    head_before: Against, HEADLINE;
    /// Share of the headline's words that come back in the first paragraphs.
    head_lead: For, HEADLINE;
    /// Share of the headline's names that stand in the text before.
    head_names_before: Against, HEADLINE;
    /// Cosine of what the headline and the text behind mean.
    head_sense: For, HEADLINE;
    /// By how much that is more than with the text before.
    head_sense_gain: For, HEADLINE;
    /// Longest run of the headline's words that a first paragraph repeats in their order.
    head_run: For, HEADLINE;
    /// Words of the headline.
    head_words: Free, SHAPE;
    /// Share of the headline's words with a capital.
    head_capitals: Free, SHAPE;
    /// The headline is numbered, timed, or opens like others of the page.
    head_series: Against, "";
    /// How surely a word of the headline, not the first, is a verb (0..=1).
    head_verb: Free, SHAPE;
    /// The headline stands there twice.
    repeated: For, "the headline is repeated";
    /// Casing like that of the page's first headline: 1, 0, or .5 where the page has none.
    like_first: For, ALIKE;
    /// Share of what stands around this and the page's first headline (byline, date, captions, repetition) that both have.
    block_like_first: For, "the lines around the headline are those around the first headline of the page";

    /// A caption stands between the headline and the text; 2 if twice.
    caption: For, "a caption stands between the headline and the text";
    /// A byline stands there.
    byline: For, "a byline follows";
    /// A line with a date stands there.
    date: For, "a line with a date follows";
    /// The text behind opens with a dateline.
    dateline: For, "the text behind opens with a dateline";
    /// The text before ends as articles do.
    closing: For, ENDS;
    /// Empty lines in front of the headline beyond the page's usual ones.
    gap_before: For, GAP;
    /// Empty lines between headline and text beyond the usual ones.
    gap_after: Free, "";
    /// Empty lines between most paragraphs.
    usual_gap: Free, "";
    /// Share of the page's lines that have as wide a gap in front of them.
    gap_share: Against, GAP;
    /// Lines of furniture between the text before and the headline.
    furniture_before: Free, FURNITURE;
    /// Lines of furniture between the headline and the text.
    furniture_after: Free, "page furniture stands between the headline and the text";
    /// Other lines at the place with the shape of a headline.
    headings: Free, SHAPE;

    /// Words from the article's start to the place.
    words_before: Free, LENGTH;
    /// Words from the place to the next line that could be a headline.
    section: For, LENGTH;
    /// Words from the last line that could be a headline to the place.
    last_section: Free, LENGTH;
    /// Words from the place to the end of the page.
    words_behind: Free, LENGTH;
    /// Lines on the page that could be headlines of a text.
    heads: Free, "";
    /// The usual number of words between these.
    usual_section: For, LENGTH;

    /// The first paragraph says on which day it happened.
    names_day: For, "the text behind opens with news of a day";
    /// The first paragraph gives people's offices in front of their names.
    gives_office: For, OPENS;
    /// The first paragraph opens with a word that refers to a text before it.
    refers_back: Against, OPENS;
    /// Words of the first sentence behind.
    lead_words: Free, OPENS;
    /// Share of the first words behind that have a capital.
    lead_capitals: Free, OPENS;
    /// The last paragraph before breaks off.
    breaks_off: For, "the text before breaks off";
    /// Words of the last paragraph before.
    last_words: Free, ENDS;
}
