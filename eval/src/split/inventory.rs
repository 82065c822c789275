//! What the generator puts around and into articles. Two halves with different phrases: the rules may be looked at on
//! the mistakes of the first, and are only counted on the second.
//!
//! `{T}` is another article's headline, `{O}` an invented outlet, `{N}` an invented name, `{P}` a place, `{D}` a weekday,
//! `{#}` a number.

use std::fmt;

/// Which half of the inventory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Half {
    Development = 1,
    HeldOut = 2,
}

impl fmt::Display for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Development => "development half",
            Self::HeldOut => "held-out half",
        })
    }
}

/// All that one half may use.
pub(super) struct Inventory {
    /// Lines between paragraphs and behind articles.
    pub(super) lines: &'static [&'static str],
    /// Short labels, for sticking to sentences and for blocks of headlines.
    pub(super) labels: &'static [&'static str],
    /// Pieces that can follow a sentence on its line.
    pub(super) inside: &'static [&'static str],
    /// On top of a page.
    pub(super) top: &'static [&'static str],
    /// Over a list of other headlines.
    pub(super) list_heads: &'static [&'static str],
    pub(super) captions: &'static [&'static str],
    pub(super) bylines: &'static [&'static str],
    pub(super) dates: &'static [&'static str],
    pub(super) rules: &'static [&'static str],
    pub(super) outlets: &'static [&'static str],
}

pub(super) const NAMES: &[&str] = &[
    "Mara Ellison", "Jonas Feld", "Priya Raman", "Tomas Okafor", "Lena Brandt", "Samir Haddad", "Grace Otieno", "Pavel Novak",
    "Ines Carvalho", "Kofi Mensah", "Ruth Alderman", "Yuki Tanabe",
];
pub(super) const PLACES: &[&str] = &[
    "Geneva", "Columbus", "Nairobi", "Warsaw", "Lima", "Sacramento", "Ottawa", "Manila", "Lagos", "Austin", "Oslo", "Seoul",
];
pub(super) const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const DEVELOPMENT: Inventory = Inventory {
    lines: &[
        "ADVERTISEMENT", "Advertisement", "Story continues below", "Story continues below advertisement", "Read more: {T}", "RELATED: {T}",
        "Also read: {T}", "Share this article", "Facebook Twitter WhatsApp Email", "Share Tweet Print Email",
        "Sign up for our daily newsletter", "Sign up for the {O} newsletter and get the day's top stories in your inbox.",
        "Follow us on Twitter", "Follow {O} on Facebook and Instagram", "{#} Comments", "{#} shares", "5 min read", "Watch: {T}",
        "Subscribe to our YouTube channel", "We use cookies to improve your experience on our site.", "Copyright 2019 {O}. All rights reserved.",
        "Tags: {P}, politics, economy", "Topics: {P}", "Most Read", "Trending", "TT", "Impact Shorts", "More on this story",
        "Click here to get the {O} app", "Download our app for the latest news", "SEE ALSO: {T}", "Enlarge this image", "Newsletter", "Play video",
    ],
    labels: &["More Shorts", "ADVERTISEMENT", "Share this article", "Top Stories", "Advertisement", "Read Next", "Trending Now", "Latest News"],
    inside: &["Read more: {T}.", "(Read also: {T})", "Story continues below advertisement", "ADVERTISEMENT"],
    top: &["Home | World | Politics | Sports", "Skip to main content", "Share", "Menu", "Subscribe", "Log in"],
    list_heads: &["Related Stories", "Most Popular", "You may also like", "Read next"],
    captions: &[
        "{N} speaks to reporters in {P} on {D}. (AP Photo/{N})", "{N} (File Photo: Reuters)",
        "FILE PHOTO: {N} attends a meeting in {P}, October 1, 2019. REUTERS/{N}/File Photo", "Supporters gather in {P} on {D}. {N}/Getty Images",
        "Photo: AP",
    ],
    bylines: &["By {N}", "By {N} and {N}", "BY {N}", "By {N}, Staff Writer"],
    dates: &["October 4, 2019", "Updated: Oct. 4, 2019 5:10 PM", "Fri 4 Oct 2019 10:15 GMT", "Published 2 hours ago"],
    rules: &["***", "---"],
    outlets: &["The Harbour Post", "Daily Lantern", "Northfield Tribune"],
};

const HELD_OUT: Inventory = Inventory {
    lines: &[
        "Article continues below this ad", "SPONSORED CONTENT", "MORE: {T}", "READ NEXT: {T}", "Don't Miss: {T}", "What to read next",
        "Like this story? Share it with your friends", "Pinterest LinkedIn Reddit Copy link", "{#} people are talking about this",
        "Get {O} headlines delivered to your inbox every morning. Subscribe free.", "Never miss a story. Turn on alerts in the {O} app.",
        "Join our WhatsApp channel for breaking news", "Connect with us on social media", "Leave a comment", "Show {#} comments",
        "Reading time: 4 minutes", "WATCH | {T}", "Listen to this article 6 min",
        "This website uses cookies so that we can remember your preferences. Accept all",
        "© 2020 {O} Media Ltd. Reproduction without permission is prohibited.", "Filed under: elections, {P}", "#elections #{P} #news",
        "Editor's Picks", "Around the Web", "QuickRead", "Today's Must Reads", "Support independent journalism. Donate today.",
        "Already a member? Sign in", "Open this story in our app", "Report an error", "View Gallery (12 photos)", "Republish this story",
        "Back to top", "Sponsored by {O}", "Have a tip? Email our newsroom at tips@example.org",
    ],
    labels: &["Editor's Pick", "Watch Now", "SPONSORED", "Daily Brief", "Must Read", "In Case You Missed It", "Video of the Day", "Hot Topics"],
    inside: &["Also see: {T}.", "[Related: {T}]", "Article continues after advertisement", "(Story continues below)"],
    top: &["News Opinion Sport Culture Lifestyle", "Search", "Sign in", "Print edition", "E-paper", "Breaking News", "Accept cookies"],
    list_heads: &["More from {O}", "Recommended for you", "People also read", "Trending stories"],
    captions: &[
        "A view of the parliament building in {P}. Photograph: {N}/The Guardian", "[{N}/AFP]",
        "In this Oct. 1, 2019, file photo, {N} talks to voters in {P}. (AP Photo/{N}, File)", "Image credit: {N}",
        "{N} at a rally in {P} | Photo Credit: PTI", "Demonstrators march through {P} on {D} (Photo by {N}/AFP via Getty Images)",
    ],
    bylines: &["by {N}", "{N} | Correspondent", "Written by {N}", "By {N} for {O}", "{N}, Associated Press"],
    dates: &["2019-10-04", "Posted at 9:14 am on October 4, 2019", "Last updated on Fri 4 Oct 2019 11.02 EDT", "4 October 2019 | 10:15"],
    rules: &["* * *", "_____", "• • •"],
    outlets: &["Meridian Herald", "The Valley Observer", "Coastline News"],
};

/// The inventory of one half.
pub(super) fn of(half: Half) -> &'static Inventory {
    match half {
        Half::Development => &DEVELOPMENT,
        Half::HeldOut => &HELD_OUT,
    }
}
