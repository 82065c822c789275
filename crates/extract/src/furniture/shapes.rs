//! Furniture that is known by what all of its words are: share bars, menus, tag lists.

use std::sync::OnceLock;

use foldhash::HashSet;
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

fn starts_list(words: &Words, line: &str) -> bool {
    static ALL: OnceLock<HashSet<&str>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        [&NETWORKS[..], &SHARE_WORDS, &SECTIONS, &LABEL_WORDS, &LABEL_FILLERS].concat().into_iter().collect()
    });
    all.contains(words.low(0)) || words.is_number(0) || words.len() == 1 && line.len() < 30
}

fn is_share_bar(words: &Words) -> bool {
    let all = || (0..words.len()).map(|i| words.low(i));
    let known = (0..words.len())
        .all(|i| NETWORKS.contains(&words.low(i)) || SHARE_WORDS.contains(&words.low(i)) || words.is_number(i));
    if !known {
        return false; // nearly always by the second word
    }
    let networks = all().filter(|w| NETWORKS.contains(w)).count();
    let shares = all().any(|w| matches!(w, "share" | "print" | "email"));
    networks >= 1 || shares && words.len() >= 2 && !all().any(|w| matches!(w, "with" | "by" | "to" | "us"))
}

fn is_menu(words: &Words, line: &str) -> bool {
    let known = (0..words.len()).all(|i| SECTIONS.contains(&words.low(i)));
    let parted = line.contains(['|', '•', '·', '›', '»', '>', '/']);
    known && (words.len() >= FEW_SECTIONS || words.len() >= 2 && parted)
}

/// Two to five words, all of which labels are made of.
fn is_label(words: &Words, line: &str) -> bool {
    if words.len() > MAX_LABEL_WORDS {
        return false;
    }
    let named = (0..words.len()).filter(|&i| LABEL_WORDS.contains(&words.low(i))).count();
    let known = (0..words.len()).all(|i| LABEL_WORDS.contains(&words.low(i)) || LABEL_FILLERS.contains(&words.low(i)));
    let starts = line.starts_with(|c: char| c.is_uppercase()) && !line.ends_with(['.', '?', ',', ':']);
    let joined = words.len() == 1 && is_joined_label(line);
    starts && (joined || known && named >= 2)
}

/// "QuickRead", "TopStories": two words of labels written as one.
fn is_joined_label(line: &str) -> bool {
    let joint = line.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map(|(i, _)| i);
    let known = |part: &str| LABEL_WORDS.contains(&part.to_lowercase().as_str());
    joint.is_some_and(|at| known(&line[..at]) && known(&line[at..]))
}

fn is_hashtags(line: &str) -> bool {
    let mut pieces = line.split([' ', ',']).filter(|p| !p.is_empty()).peekable();
    pieces.peek().is_some() && pieces.all(|p| p.starts_with('#') && p.len() > 1) && line.matches('#').count() >= 2
}
