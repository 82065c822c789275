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
    if is_player(words, text, span) {
        return Some(Verdict::new(FurnitureKind::Widget, "the title of a film twice, and how long it takes"));
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

/// Most words of a player's line beside the two titles and the time, and fewest of a title.
const MAX_BUTTONS: usize = 10;
const MIN_TITLE: usize = 2;

/// "Just watched The flood in Oslo Replay More videos Must watch The flood in Oslo 02:28": a player of films read as text.
fn is_player(words: &Words, text: &str, span: Span) -> bool {
    let [.., b':', b'0'..=b'9', b'0'..=b'9'] = span.of(text).as_bytes() else { return false };
    let Some(end) = words.len().checked_sub(2).filter(|&end| words.is_number(end) && words.is_number(end + 1)) else {
        return false;
    };
    let low: Vec<&str> = (0..end).map(|i| words.low(i)).collect();
    let is_said = |title: &usize| low[..end - title].windows(*title).any(|w| w == &low[end - title..]);
    let title = (1..=end / 2).take_while(is_said).last().unwrap_or(0);
    title >= MIN_TITLE && end - 2 * title <= MAX_BUTTONS
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_of_films() {
        let check = |line: &str, expected| {
            let span = Span::new(0, line.len());
            assert_eq!(whole(&Words::read(line, span, 61), line, span).is_some(), expected, "{line}");
        };
        check(
            "JUST WATCHED The flood in Oslo's port Replay More Videos ... MUST WATCH The flood in Oslo's port 02:28",
            true,
        );
        check("Watch again The flood in Oslo Next The flood in Oslo 12:04", true);
        check("The mayor spoke in Oslo, and the train to Bergen left Oslo at 10:30", false);
        check("The flood in Oslo began on Monday at 10:30, and the flood in Oslo ended on Tuesday at 11:30", false);
    }
}
