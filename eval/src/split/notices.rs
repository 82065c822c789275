//! Notices of the sources' own sites, which their articles still hold: neither body nor furniture that was put there.
//!
//! Five ways to know one. A paragraph says the same as those of other articles but for names, numbers and addresses ("Follow Ann
//! Lee on Twitter"); a button of a gallery with its count ("Hide Caption 3 of 9 …"); headlines that a link closes ("… opens the
//! new pier MORE": 145 such pieces were read, and none was body); a player of films ("JUST WATCHED …"); nothing that is measured has a part in
//! these rules. And pieces that were read one by one, by the hash of their letters: no text of the articles is kept.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

/// So many articles with the same words make a notice.
const MIN_ARTICLES: u32 = 3;
/// Longest paragraph that can be one, in words.
const MAX_WORDS: usize = 40;
/// Fewest words of it that are no name, number or address.
const MIN_WORDS: usize = 2;

/// What is known of the notices of a set.
pub(super) struct Notices {
    templates: HashSet<u64>,
    judged: HashSet<u64>,
}

impl Notices {
    /// Reads the paragraphs of all articles.
    pub(super) fn read<'a>(articles: impl Iterator<Item = &'a [String]>) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for paragraphs in articles {
            let mut own: Vec<u64> = paragraphs.iter().filter_map(|p| template(p)).collect();
            own.sort_unstable();
            own.dedup();
            own.into_iter().for_each(|t| *counts.entry(t).or_default() += 1);
        }
        let many = counts.into_iter().filter(|(_, n)| *n >= MIN_ARTICLES);
        let lines = include_str!("notices.txt").lines().filter(|l| !l.starts_with('#'));
        let judged = lines.map(|l| u64::from_str_radix(l, 16).expect("hashes in hexadecimal")).collect();
        Self { templates: many.map(|(t, _)| t).collect(), judged }
    }

    /// Whether a piece of a real article is a notice of its source, and how that is known.
    pub(super) fn knows(&self, piece: &str) -> Option<Known> {
        if template(piece).is_some_and(|t| self.templates.contains(&t))
            || counts_pictures(piece)
            || leads_to_more(piece)
            || plays_films(piece)
        {
            Some(Known::Template)
        } else {
            self.judged.contains(&letters(piece)).then_some(Known::Read)
        }
    }
}

/// "Hide Caption 3 of 9", with or without the title of the gallery behind it.
fn counts_pictures(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().take(5).collect();
    let is_count = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    matches!(words[..], ["Hide" | "Show", "Caption", nth, "of", of] if is_count(nth) && is_count(of))
}

/// "Ann Marie LeeCity hall flooded again Lee opens the new pier MORE".
fn leads_to_more(piece: &str) -> bool {
    piece.ends_with(" MORE") && piece.split_whitespace().nth(MIN_HEADLINES).is_some()
}

/// Words in front of such a link, at least.
const MIN_HEADLINES: usize = 5;

/// "JUST WATCHED The flood in Oslo Replay More Videos ... MUST WATCH The flood in Oslo 02:17".
fn plays_films(piece: &str) -> bool {
    piece.starts_with("JUST WATCHED ") && piece.contains(" MUST WATCH")
}

/// How a notice is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Known {
    Template,
    Read,
}

/// Hash of the letters and digits in lower case.
pub(super) fn letters(piece: &str) -> u64 {
    let low: String = piece.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    xxh3_64(low.as_bytes())
}

/// Hash of the words with names, numbers and addresses left open; `None` where little else is left.
fn template(paragraph: &str) -> Option<u64> {
    let mut open = String::new();
    let (mut all, mut kept) = (0, 0);
    for word in paragraph.split_whitespace() {
        all += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let varies = word.contains(['@', '/']) || bare.contains(|c: char| c.is_ascii_digit() || c == '.');
        if varies || all > 1 && bare.starts_with(char::is_uppercase) {
            if !open.ends_with("_ ") {
                open.push_str("_ ");
            }
        } else if !bare.is_empty() {
            open.extend(bare.chars().flat_map(char::to_lowercase));
            open.push(' ');
            kept += 1;
        }
    }
    ((1..=MAX_WORDS).contains(&all) && kept >= MIN_WORDS).then(|| xxh3_64(open.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_differ_in_names_and_numbers_only() {
        assert_eq!(template("Follow Ann Lee on Twitter: @annlee"), template("Follow Bo on Twitter @bo_ek"));
        assert_ne!(template("Follow Ann Lee on Twitter"), template("Ask Ann Lee on Twitter"));
        assert_eq!(template("Ann Lee, 2019"), None);
        assert!(counts_pictures("Hide Caption 3 of 9 Photos: The Oslo flood"));
        assert!(!counts_pictures("Hide Caption of 9"));
    }
}
