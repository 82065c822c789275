//! Are the people behind a place already known from before it?
//!
//! News introduces a person by the full name and goes on with the surname ("Ann Lee … Lee said"). A surname alone that
//! was introduced before a place says that the text goes on; a person known before who is introduced again says that a
//! new text has begun.

use foldhash::HashMap;
use wirecopy_text::Span;
use xxhash_rust::xxh3::xxh3_64;

/// How a name stands in one stretch of text.
#[derive(Debug, Clone, Copy)]
struct Mention {
    /// The first time it was the last word of several with capitals.
    introduced: bool,
    /// Later it stood alone.
    alone: bool,
}

/// The names of a stretch of text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mentions {
    names: HashMap<u64, Mention>,
}

/// What the names on both sides of a place say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acquaintance {
    /// Names introduced before and taken for known behind.
    pub(crate) known: u32,
    /// Names introduced before, used alone there, and introduced again behind.
    pub(crate) again: u32,
}

impl Mentions {
    /// Adds the names in the part `span` of `text`. Parts must come in the order of reading.
    pub(crate) fn add(&mut self, text: &str, span: Span) {
        let part = span.of(text);
        let mut run: u32 = 0;
        let mut last = "";
        let mut starts_sentence = true;
        let mut at = 0;
        while let Some(start) = part[at..].find(char::is_alphanumeric).map(|i| at + i) {
            let between = &part[at..start];
            let end = part[start..].find(|c: char| !c.is_alphanumeric() && c != '-').map_or(part.len(), |i| start + i);
            let stop = at > 0 && between.contains(['.', '!', '?', '“', '"', '”', ':']) && !ends_short(last, between);
            starts_sentence |= stop;
            let touching = matches!(between, " " | "-" | ". " | "\u{a0}") && !stop;
            let word = &part[start..end];
            let capital = word.starts_with(char::is_uppercase) && !(starts_sentence && is_small(word));
            if run > 0 && !(capital && touching) {
                self.note(last, run);
                run = 0;
            }
            if capital {
                run += 1;
            }
            last = word;
            starts_sentence = false;
            at = end;
        }
        if run > 0 {
            self.note(last, run);
        }
    }

    fn note(&mut self, name: &str, run: u32) {
        if name.len() < 3 || name.bytes().all(|b| b.is_ascii_uppercase()) {
            return;
        }
        let introduced = run >= 2;
        let mention = self.names.entry(xxh3_64(name.as_bytes())).or_insert(Mention { introduced, alone: false });
        mention.alone |= !introduced;
    }

    /// Compares the names before a place with those behind it.
    pub(crate) fn meet(&self, behind: &Self) -> Acquaintance {
        let mut met = Acquaintance { known: 0, again: 0 };
        for (name, there) in &behind.names {
            let Some(here) = self.names.get(name).filter(|m| m.introduced) else { continue };
            met.known += u32::from(!there.introduced);
            met.again += u32::from(there.introduced && here.alone);
        }
        met
    }
}

/// "Sen.", "J.": a full stop that ends no sentence.
fn ends_short(word: &str, between: &str) -> bool {
    between.starts_with('.')
        && !between.contains(['!', '?', '“', '"', '”', ':'])
        && word.len() <= 3
        && word.starts_with(char::is_uppercase)
}

/// A word that has a capital only because it starts a sentence: all of its kind are commoner than names.
fn is_small(word: &str) -> bool {
    wirecopy_lexicon::Lexicon::shared().zipf(&word.to_lowercase()) >= 4.8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, behind: &str, known: u32, again: u32) {
        let read = |text: &str| {
            let mut mentions = Mentions::default();
            mentions.add(text, Span::new(0, text.len()));
            mentions
        };
        assert_eq!(read(before).meet(&read(behind)), Acquaintance { known, again }, "{before} | {behind}");
    }

    #[test]
    fn surnames_alone_and_introduced_again() {
        let before = "The mayor, Ann Lindqvist, spoke. Then Lindqvist left.";
        check(before, "Later, Lindqvist said that it rained.", 1, 0);
        check(before, "Mayor Ann Lindqvist opened the harbour.", 0, 1);
        check(before, "Sen. Bo Ekdahl opened the harbour.", 0, 0);
        check("The Senate met.", "Then the Senate voted.", 0, 0);
    }
}
