//! How the first paragraph of a text reads: as the lead of an article, or as one that goes on.

/// Words of a first paragraph that say what is new.
const LEAD_WORDS: usize = 45;

/// What a first paragraph is like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opening {
    /// It says on which day it happened.
    pub(crate) names_day: bool,
    /// It gives people's offices in front of their names.
    pub(crate) gives_office: bool,
    /// Its first word refers to something said before.
    pub(crate) refers_back: bool,
    /// Words of its first sentence, of those that are looked at.
    pub(crate) sentence_words: u32,
    /// Share of its first words that have a capital.
    pub(crate) capitals: f32,
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const OFFICES: [&str; 14] = [
    "President",
    "Sen.",
    "Senator",
    "Rep.",
    "Gov.",
    "Secretary",
    "Minister",
    "Mayor",
    "Justice",
    "Judge",
    "Chancellor",
    "Attorney",
    "Director",
    "Speaker",
];

impl Opening {
    /// Reads the first words of a paragraph.
    pub(crate) fn read(paragraph: &str) -> Self {
        let words: Vec<&str> = paragraph.split_whitespace().take(LEAD_WORDS).collect();
        let capital = |w: &&&str| w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
        let ends = words.iter().position(|w| w.trim_end_matches(['”', '"', ')', '’']).ends_with(['.', '!', '?']));
        Self {
            names_day: words.iter().any(|w| DAYS.contains(&w.trim_matches(|c: char| !c.is_alphabetic()))),
            gives_office: words.windows(2).any(|w| OFFICES.contains(&w[0]) && w[1].starts_with(char::is_uppercase)),
            refers_back: words.first().is_some_and(|w| refers_back(w)),
            sentence_words: u32::try_from(ends.map_or(words.len(), |i| i + 1)).unwrap_or(u32::MAX),
            capitals: words.iter().filter(capital).count() as f32 / words.len().max(1) as f32,
        }
    }
}

/// Words that open a sentence which goes on from another one.
const BACK: [&str; 32] = [
    "he",
    "she",
    "they",
    "it",
    "his",
    "her",
    "their",
    "its",
    "this",
    "these",
    "those",
    "such",
    "but",
    "and",
    "or",
    "so",
    "also",
    "yet",
    "still",
    "however",
    "moreover",
    "meanwhile",
    "instead",
    "then",
    "another",
    "others",
    "both",
    "thus",
    "therefore",
    "nor",
    "again",
    "indeed",
];

fn refers_back(word: &str) -> bool {
    BACK.contains(&word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_and_paragraphs_that_go_on() {
        let lead = Opening::read("Mayor Ann Lindqvist opened the new harbour of Oslo on Monday. She spoke briefly.");
        assert!(lead.names_day && lead.gives_office);
        assert_eq!(lead.sentence_words, 11);
        let later = Opening::read("She said their boats were late.");
        assert!(!later.names_day && !later.gives_office);
        assert!(later.capitals < lead.capitals);
    }
}
