//! What the classes and ids of elements call them.
//!
//! A name is looked for in the class and id in lower case, without hyphens and underscores and with a blank around each word; all
//! lists at once, in one pass.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use dom_query::Element;

/// Longest class that is read, in characters.
const MAX_LABEL: usize = 400;

/// A list of names that mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Caption,
    Related,
    Notice,
    Widget,
    Author,
    /// What is shown only when the pointer rests on a word.
    Hovering,
    /// What bodies of articles are called.
    Body,
    /// What boxes are called whose dates are those of other texts.
    Elsewhere,
}

const NAMES: [(Label, &[&str]); 8] = [
    (
        Label::Caption,
        &[
            "caption",
            "photocredit",
            "imagecredit",
            "figurecredit",
            "imgcredit",
            "mediacredit",
            "assetcredit",
            " credit ",
        ],
    ),
    (
        Label::Related,
        &[
            "relatedarticle",
            "relatedstor",
            "relatedcontent",
            "relatedpost",
            "relatedlink",
            "relatednews",
            "relateditem",
            "relatedtopic",
            " related ",
            "recirc",
            "outbrain",
            "taboola",
            "mostread",
            "mostpopular",
            "morestories",
            "morefrom",
            "moreon",
            "recommended",
            "trending",
            "seealso",
            "alsoread",
            "readalso",
            "youmaylike",
            "promobox",
            " promo ",
            "storypromo",
            "articlepromo",
            "inlinepromo",
            "readmorebig",
        ],
    ),
    (
        Label::Notice,
        &[
            "newsletter",
            "signup",
            "optin",
            "paywall",
            "cookie",
            "gdpr",
            "subscribebox",
            "subscribeform",
            "copyright",
            "donat",
            "disclosure",
        ],
    ),
    (
        Label::Widget,
        &[
            "sharebar",
            "sharetool",
            "sharebutton",
            "sociallink",
            "socialshare",
            "sharing",
            "breadcrumb",
            "commentlist",
            "commentslist",
            "disqus",
            "postviews",
            "readtime",
            "readingtime",
            "timetoread",
            "posttags",
            "articletags",
            "tagslist",
            "tagcloud",
            "taglist",
            "advert",
            "sponsor",
            " ad ",
            "noscript",
            "vukkle",
            "pagination",
        ],
    ),
    (
        Label::Author,
        &[
            "authorbio",
            "authorbox",
            "aboutauthor",
            "abouttheauthor",
            "authordesc",
            "authorcontent",
            "postauthor",
            "authorcard",
            "authorprofile",
            "writerbio",
            "authorinfo",
        ],
    ),
    (Label::Hovering, &["rollover", "tooltip", "popover", "hovercard", "hoverbox"]),
    (
        Label::Body,
        &[
            "articlebody",
            "storybody",
            "entrycontent",
            "postcontent",
            "articlecontent",
            "articletext",
            "postbody",
            "storycontent",
            "storytext",
            "articlecopy",
            "bodycopy",
            "newsbody",
            "contentbody",
            "postentry",
            "bodytext",
            "entrybody",
            "bodycontent",
        ],
    ),
    (
        Label::Elsewhere,
        &[
            "comment", "related", "recent", "sidebar", "recirc", "trending", "popular", "widget", "latest", "footer",
            "updat", "modif",
        ],
    ),
];

/// The lists of which a name stands in an element's class or id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Labels(u8);

impl Labels {
    /// Reads an element's. `scratch` is for the folded names.
    pub(super) fn of(element: &Element, scratch: &mut String) -> Self {
        scratch.clear();
        for attribute in &element.attrs {
            if matches!(&*attribute.name.local, "class" | "id") {
                push(scratch, &attribute.value);
            }
        }
        let found = AUTOMATON.find_overlapping_iter(scratch.as_str());
        Self(found.fold(0, |bits, name| bits | 1 << LABEL_OF[name.pattern().as_usize()] as u8))
    }

    pub(super) fn has(self, label: Label) -> bool {
        self.0 & 1 << label as u8 != 0
    }
}

fn push(folded: &mut String, value: &str) {
    folded.push(' ');
    folded.extend(value.chars().take(MAX_LABEL).filter(|c| !matches!(c, '-' | '_')).map(|c| c.to_ascii_lowercase()));
    folded.push(' ');
}

fn names() -> impl Iterator<Item = (Label, &'static str)> {
    NAMES.iter().flat_map(|(label, names)| names.iter().map(|name| (*label, *name)))
}

static AUTOMATON: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(names().map(|(_, name)| name)).expect("a hundred short names"));
static LABEL_OF: LazyLock<Vec<Label>> = LazyLock::new(|| names().map(|(label, _)| label).collect());
