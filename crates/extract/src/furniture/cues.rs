//! Furniture that is known by how many of its words speak of the site and to its reader.
//!
//! Phrases are endless; what notices talk about is not: newsletters, subscriptions, apps, cookies, rights, and "you".
//! Each such word has a weight; prose about the same things speaks of third persons, which counts against.

use std::sync::OnceLock;

use foldhash::HashMap;
use wirecopy_document::FurnitureKind;
use wirecopy_text::Span;

use super::Verdict;
use super::words::Words;

/// From this sum on, a line is a notice.
const ENOUGH: i32 = 10;

/// Longest line that is weighed.
const MAX_WORDS: usize = 55;

/// Single words. Weights are halves: 6 is nearly enough alone.
const WORDS: &[(&str, i32)] = &[
    ("newsletter", 5),
    ("newsletters", 5),
    ("inbox", 6),
    ("unsubscribe", 8),
    ("subscribe", 5),
    ("subscription", 3),
    ("subscriptions", 3),
    ("subscriber", 2),
    ("subscribers", 2),
    ("subscribing", 4),
    ("cookies", 4),
    ("copyright", 4),
    ("©", 8),
    ("advertisement", 4),
    ("sponsored", 2),
    ("click", 3),
    ("app", 3),
    ("download", 3),
    ("notifications", 3),
    ("donate", 3),
    ("delivered", 2),
    ("email", 2),
    ("browser", 4),
    ("javascript", 7),
    ("membership", 2),
    ("website", 2),
    ("signup", 5),
    ("login", 4),
    ("register", 2),
    ("account", 1),
    ("briefing", 2),
    ("headlines", 2),
    ("weekly", 1),
    ("daily", 1),
    ("twitter", 2),
    ("facebook", 2),
    ("instagram", 2),
    ("whatsapp", 2),
    ("telegram", 2),
    ("youtube", 2),
    ("podcast", 1),
    ("weekday", 2),
    ("weekdays", 2),
    ("mornings", 1),
    ("trial", 1),
    ("free", 1),
    ("alerts", 3),
    ("updates", 2),
    ("digest", 3),
    ("journalism", 2),
    ("reserved", 3),
    ("republished", 3),
    ("redistributed", 4),
    ("rewritten", 2),
    ("reproduced", 3),
    ("consent", 2),
    ("ads", 3),
    ("sign", 2),
    ("follow", 2),
    ("join", 1),
    ("support", 1),
    ("stories", 1),
    ("channel", 1),
    ("unlimited", 3),
    ("articles", 2),
    ("premium", 2),
    ("offers", 1),
];

/// Pairs of words, added to the weights of the words in them.
const PAIRS: &[(&str, &str, i32)] = &[
    ("sign", "up", 3),
    ("signed", "up", 3),
    ("signing", "up", 4),
    ("log", "in", 4),
    ("privacy", "policy", 7),
    ("privacy", "notice", 7),
    ("terms", "of", 3),
    ("terms", "and", 3),
    ("rights", "reserved", 6),
    ("click", "here", 6),
    ("our", "app", 4),
    ("the", "app", 2),
    ("follow", "us", 5),
    ("our", "journalism", 5),
    ("ad", "free", 4),
    ("breaking", "news", 3),
    ("your", "email", 5),
    ("our", "website", 4),
    ("this", "website", 3),
    ("our", "site", 4),
    ("this", "site", 3),
    ("free", "trial", 4),
    ("become", "a", 1),
    ("a", "member", 2),
    ("top", "stories", 4),
    ("latest", "news", 4),
    ("more", "stories", 4),
    ("read", "our", 3),
    ("our", "coverage", 4),
    ("google", "play", 6),
    ("app", "store", 6),
    ("opt", "out", 4),
    ("your", "inbox", 4),
    ("our", "newsletter", 4),
    ("free", "articles", 5),
    ("stay", "updated", 5),
    ("stay", "informed", 4),
    ("our", "newsroom", 4),
    ("our", "readers", 3),
    ("your", "support", 3),
    ("whatsapp", "channel", 4),
    ("telegram", "channel", 4),
    ("youtube", "channel", 3),
    ("click", "the", 2),
    ("written", "permission", 5),
    ("terms", "apply", 4),
    ("our", "partners", 3),
    ("like", "this", 1),
    ("never", "miss", 6),
    ("like", "us", 2),
    ("reading", "this", 1),
    ("this", "article", 2),
    ("this", "story", 1),
    ("unlock", "the", 2),
];

/// Speaks to the reader, or of the site as "we".
const ADDRESS: [&str; 7] = ["you", "your", "our", "us", "we", "youre", "youll"];

/// Signs of prose about others.
const THIRD: [&str; 23] = [
    "he",
    "she",
    "his",
    "her",
    "said",
    "says",
    "told",
    "they",
    "their",
    "was",
    "were",
    "had",
    "according",
    "would",
    "who",
    "him",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A notice, if the words that speak of the site outweigh the rest.
pub(super) fn whole(words: &Words, text: &str, span: Span) -> Option<Verdict> {
    if words.len() < 3 || words.len() > MAX_WORDS || span.of(text).contains(['"', '“', '«']) {
        return None;
    }
    (weight(words) >= ENOUGH && !opens_as_prose(text, span)).then(|| {
        Verdict::new(FurnitureKind::Notice, "speaks to the reader about newsletters, accounts, apps, cookies or rights")
    })
}

/// Fewest words of a first sentence that is judged apart.
const MIN_SENTENCE: usize = 8;

/// A first sentence that speaks of nothing of the site: a notice stuck behind it is taken off alone.
fn opens_as_prose(text: &str, span: Span) -> bool {
    let line = span.of(text);
    let Some(end) = line.find(". ").filter(|&end| end + 2 < line.len()) else { return false };
    let first = Words::read(text, Span::new(span.start(), span.start() + end), MAX_WORDS);
    first.len() >= MIN_SENTENCE && weight(&first) <= 0
}

/// The tables by word.
struct Tables {
    words: HashMap<&'static str, i32>,
    pairs: HashMap<(&'static str, &'static str), i32>,
    /// First letters of the words of each length, one bit for each: most words of a page end here.
    initials: [u32; LONGEST + 1],
}

/// Longest word of the table, in bytes.
const LONGEST: usize = 14;

impl Tables {
    fn has(&self, word: &str) -> bool {
        self.initials.get(word.len()).is_some_and(|letters| letters & initial(word) != 0)
            && self.words.contains_key(word)
    }
}

fn initial(word: &str) -> u32 {
    1 << (word.as_bytes().first().copied().unwrap_or_default() % 32)
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| Tables {
        words: WORDS.iter().copied().collect(),
        pairs: PAIRS.iter().map(|&(a, b, weight)| ((a, b), weight)).collect(),
        initials: WORDS.iter().fold([0; LONGEST + 1], |mut initials, (word, _)| {
            initials[word.len()] |= initial(word);
            initials
        }),
    })
}

/// Sum of the weights of all different words and pairs, and of what counts for and against.
fn weight(words: &Words) -> i32 {
    let all = || (0..words.len()).map(|i| words.low(i));
    let tables = tables();
    if !all().any(|w| tables.has(w)) {
        return 0; // nearly all lines
    }
    let all: Vec<&str> = all().collect();
    let mut different = all.clone();
    different.sort_unstable();
    different.dedup();
    let single: i32 = different.iter().filter_map(|w| tables.words.get(w)).sum();
    if single == 0 {
        return 0;
    }
    let mut pairs: Vec<(&str, &str)> = all.windows(2).map(|w| (w[0], w[1])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let pairs: i32 = pairs.iter().filter_map(|p| tables.pairs.get(p)).sum();
    let address = different.iter().filter(|w| ADDRESS.contains(w)).count().min(2);
    let third = different.iter().filter(|w| THIRD.contains(w)).count();
    single + pairs + 2 * count(address) - 4 * count(third) - count(all.len() / 8)
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: bool) {
        let span = Span::new(0, line.len());
        let words = Words::read(line, span, 60);
        assert_eq!(whole(&words, line, span).is_some(), expected, "{line}: {}", weight(&words));
    }

    #[test]
    fn notices() {
        check("Never miss a story: our weekly digest brings the best reporting to your inbox.", true);
        check("Our newsroom depends on readers; a subscription gives you unlimited access.", true);
        check(
            "This material may not be published, broadcast, rewritten or redistributed without written permission.",
            true,
        );
    }

    #[test]
    fn prose_about_the_same_things() {
        check("The company said its app had lost 12 million subscribers since April.", false);
        check("Facebook and Twitter were fined over cookies, the regulator said.", false);
        check("On Monday, the firm reached the top ten of free apps in the App Store.", false);
        check("We will follow the rules, the minister said in Oslo.", false);
        check(
            "Ann Lindqvist owns a ferry line in the north of the country. Sign up for our newsletter in your inbox.",
            false,
        );
        check("You can walk along the river and see the old harbour.", false);
    }
}
