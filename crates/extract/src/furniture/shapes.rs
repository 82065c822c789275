//! Furniture that is known by what all of its words are: share bars, menus, tag lists.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};
use wirecopy_document::FurnitureKind;
use wirecopy_text::Span;

use super::Verdict;
use super::words::Words;

/// Places to share a page at.
const NETWORKS: [&str; 28] = [
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "reddit",
    "telegram",
    "pinterest",
    "messenger",
    "flipboard",
    "instagram",
    "threads",
    "bluesky",
    "tiktok",
    "youtube",
    "tumblr",
    "viber",
    "wechat",
    "weibo",
    "mastodon",
    "snapchat",
    "rss",
    "vk",
    "tweet",
    "sms",
    "pocket",
    "xing",
    "skype",
    "digg",
];

/// What else stands in a share bar.
const SHARE_WORDS: [&str; 35] = [
    "x", "share", "email", "e", "mail", "print", "copy", "link", "url", "save", "gift", "comments", "comment", "more",
    "like", "follow", "on", "via", "and", "this", "post", "bookmark", "listen", "google", "plus", "icon", "article",
    "story", "shares", "likes", "or", "with", "by", "to", "us",
];

/// Names of the sections of a news site.
const SECTIONS: [&str; 66] = [
    "home",
    "world",
    "politics",
    "business",
    "tech",
    "technology",
    "science",
    "health",
    "sports",
    "sport",
    "opinion",
    "culture",
    "arts",
    "entertainment",
    "lifestyle",
    "travel",
    "video",
    "videos",
    "photos",
    "more",
    "menu",
    "search",
    "us",
    "uk",
    "europe",
    "asia",
    "africa",
    "americas",
    "middle",
    "east",
    "local",
    "national",
    "international",
    "news",
    "latest",
    "weather",
    "money",
    "markets",
    "economy",
    "education",
    "environment",
    "climate",
    "food",
    "style",
    "life",
    "jobs",
    "obituaries",
    "podcasts",
    "newsletters",
    "games",
    "puzzles",
    "crosswords",
    "subscribe",
    "login",
    "sign",
    "in",
    "log",
    "contact",
    "about",
    "epaper",
    "live",
    "tv",
    "radio",
    "cities",
    "india",
    "featured",
];

/// Words that labels of a site's parts are made of: "Daily Brief", "Video of the Day", "Hot Topics".
const LABEL_WORDS: [&str; 74] = [
    "daily",
    "brief",
    "briefs",
    "briefing",
    "hot",
    "topics",
    "topic",
    "top",
    "picks",
    "pick",
    "video",
    "videos",
    "watch",
    "read",
    "reads",
    "reading",
    "must",
    "quick",
    "editors",
    "editor",
    "live",
    "trending",
    "popular",
    "stories",
    "story",
    "news",
    "headlines",
    "more",
    "latest",
    "featured",
    "features",
    "special",
    "photo",
    "photos",
    "gallery",
    "galleries",
    "podcast",
    "podcasts",
    "newsletter",
    "newsletters",
    "shorts",
    "highlights",
    "spotlight",
    "buzz",
    "viral",
    "feed",
    "digest",
    "bites",
    "roundup",
    "alerts",
    "updates",
    "quiz",
    "poll",
    "puzzle",
    "crossword",
    "premium",
    "exclusive",
    "recommended",
    "suggested",
    "related",
    "promoted",
    "sponsored",
    "content",
    "articles",
    "links",
    "clips",
    "choice",
    "now",
    "next",
    "today",
    "todays",
    "week",
    "weekly",
    "reels",
];

/// Small words inside labels.
const LABEL_FILLERS: [&str; 16] =
    ["of", "the", "for", "you", "this", "day", "week", "our", "your", "from", "in", "on", "and", "to", "us", "a"];

const MAX_LABEL_WORDS: usize = 5;

const FEW_SECTIONS: usize = 4;

/// Says what a line is, all of whose words are of one sort.
pub(super) fn whole(words: &Words, text: &str, span: Span) -> Option<Verdict> {
    if is_hashtags(span.of(text)) {
        return Some(Verdict::new(FurnitureKind::Navigation, "a list of tags"));
    }
    // Nearly all lines leave here: their first word is in none of the lists.
    if !starts_list(words, span.of(text)) {
        return None;
    }
    let widget = |reason: &str| Some(Verdict::new(FurnitureKind::Widget, reason));
    if is_share_bar(words) {
        return widget("a bar of buttons for sharing");
    }
    if is_menu(words, span.of(text)) {
        return Some(Verdict::new(FurnitureKind::Navigation, "a row of section names"));
    }
    if is_label(words, span.of(text)) {
        return widget("a label of a part of the site");
    }
    None
}

/// In which of the lists a word stands, one bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sorts(u8);

impl Sorts {
    const NETWORK: Self = Self(1);
    const SHARE: Self = Self(2);
    const SECTION: Self = Self(4);
    const LABEL: Self = Self(8);
    const FILLER: Self = Self(16);

    fn of(word: &str) -> Self {
        static ALL: LazyLock<HashMap<&str, Sorts>> = LazyLock::new(|| {
            let lists: [(&[&str], Sorts); 5] = [
                (&NETWORKS, Sorts::NETWORK),
                (&SHARE_WORDS, Sorts::SHARE),
                (&SECTIONS, Sorts::SECTION),
                (&LABEL_WORDS, Sorts::LABEL),
                (&LABEL_FILLERS, Sorts::FILLER),
            ];
            let mut all: HashMap<&str, Sorts> = HashMap::new();
            for (list, sort) in lists {
                list.iter().for_each(|&word| all.entry(word).or_default().0 |= sort.0);
            }
            all
        });
        ALL.get(word).copied().unwrap_or_default()
    }

    /// Whether it is one of these.
    fn is(self, sorts: &[Self]) -> bool {
        sorts.iter().any(|sort| self.0 & sort.0 != 0)
    }
}

fn sorts(words: &Words) -> impl Iterator<Item = Sorts> {
    (0..words.len()).map(|i| Sorts::of(words.low(i)))
}

fn starts_list(words: &Words, line: &str) -> bool {
    Sorts::of(words.low(0)) != Sorts::default() || words.is_number(0) || words.len() == 1 && line.len() < 30
}

fn is_share_bar(words: &Words) -> bool {
    let mut known = sorts(words).enumerate();
    if !known.all(|(i, sorts)| sorts.is(&[Sorts::NETWORK, Sorts::SHARE]) || words.is_number(i)) {
        return false; // nearly always by the second word
    }
    let all = || (0..words.len()).map(|i| words.low(i));
    let networks = sorts(words).filter(|sorts| sorts.is(&[Sorts::NETWORK])).count();
    let shares = all().any(|w| matches!(w, "share" | "print" | "email"));
    networks >= 1 || shares && words.len() >= 2 && !all().any(|w| matches!(w, "with" | "by" | "to" | "us"))
}

fn is_menu(words: &Words, line: &str) -> bool {
    let known = sorts(words).all(|sorts| sorts.is(&[Sorts::SECTION]));
    known && (words.len() >= FEW_SECTIONS || words.len() >= 2 && line.contains(['|', '•', '·', '›', '»', '>', '/']))
}

/// Two to five words, all of which labels are made of.
fn is_label(words: &Words, line: &str) -> bool {
    if words.len() > MAX_LABEL_WORDS {
        return false;
    }
    let named = sorts(words).filter(|sorts| sorts.is(&[Sorts::LABEL])).count();
    let known = sorts(words).all(|sorts| sorts.is(&[Sorts::LABEL, Sorts::FILLER]));
    let starts = line.starts_with(|c: char| c.is_uppercase()) && !line.ends_with(['.', '?', ',', ':']);
    let joined = words.len() == 1 && is_joined_label(line);
    starts && (joined || known && named >= 2)
}

/// "QuickRead", "TopStories": two words of labels written as one.
fn is_joined_label(line: &str) -> bool {
    let joint = line.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map(|(i, _)| i);
    let known = |part: &str| Sorts::of(&part.to_lowercase()).is(&[Sorts::LABEL]);
    joint.is_some_and(|at| known(&line[..at]) && known(&line[at..]))
}

fn is_hashtags(line: &str) -> bool {
    let mut pieces = line.split([' ', ',']).filter(|p| !p.is_empty()).peekable();
    pieces.peek().is_some() && pieces.all(|p| p.starts_with('#') && p.len() > 1) && line.matches('#').count() >= 2
}
